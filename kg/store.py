"""The store: Oxigraph embedded, with what Oxigraph itself does not keep safe.

One process writes at a time; a reader opens a snapshot and works beside it. Each change is one transaction, on the disk
before the call returns, and what the database should hold is written beside it and compared on opening (kg.folder says
what lies where). Queries see the union of all graphs.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeAlias

import pyoxigraph as ox
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Triple, Variable

from kg.errors import AssetError, QueryError, StoreError
from kg.folder import StoreFolder, tally
from kg.ledger import Ledger, Tally
from kg.lock import WriterLock
from kg.sources import sources
from kg.sparql import refuse_service, sparql_error

if TYPE_CHECKING:
    from rdflib import Dataset

    from kg.federation import Federation

Results: TypeAlias = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples

DEFAULT_PATH = ".samverkan"
_WORDS = {
    NamedNode("http://www.w3.org/2001/XMLSchema#string"),
    NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"),
}


class Store:
    """A set of named graphs, and the texts of the documents.

    Made by `create_or_open` (a writer; one at a time), `open` (a reader) or `memory`. A context manager: an error
    inside `with Store.create_or_open(...)` takes a store away again that was made there and holds no document yet.
    """

    def __init__(self, database: ox.Store, folder: StoreFolder | None, ledger: Ledger, lock: WriterLock | None) -> None:
        self._database = database
        self._folder = folder
        self._ledger = ledger
        self._lock = lock
        self._texts: dict[str, str] = {}
        self._is_new = False

    @classmethod
    def create_or_open(cls, path: str | Path = DEFAULT_PATH) -> Self:
        """The store at `path` for writing, made if there is none, with the ontology as it stands today.

        Raises StoreForeign, StoreLocked, StoreVersion, StoreDamaged, AssetError.
        """
        folder = StoreFolder(Path(path))
        is_new = not folder.is_store()
        lock = folder.claim()
        try:
            ledger = folder.settled_ledger()
            store = cls(folder.database(), folder, ledger, lock)
            store._record(ledger)
            store._refresh_sources()
        except BaseException:
            lock.release()
            if is_new:
                folder.remove()
            raise
        store._is_new = is_new
        return store

    @classmethod
    def open(cls, path: str | Path = DEFAULT_PATH) -> Self:
        """A snapshot of the store at `path`, to be read, also while another process writes.

        Raises StoreMissing, StoreForeign, StoreVersion, StoreDamaged; never makes anything.
        """
        folder = StoreFolder(Path(path))
        if not folder.is_store():
            folder.refuse_foreign()
            raise folder.missing()
        ledger, database = folder.reading()
        return cls(database, folder, ledger, None)

    @classmethod
    def memory(cls) -> Self:
        """A store that lives as long as the object, with the ontology in it, for tests and trials."""
        store = cls(ox.Store(), None, Ledger(), None)
        for source in sources():
            store._database.extend(source.quads())
        return store

    def in_memory(self) -> Self:
        """The same store, held in memory and to be read only: who reads it whole is answered some ten times as fast."""
        database = ox.Store()

        def load(graph: str) -> None:
            database.load(self.nquads(graph), format=RdfFormat.N_QUADS)

        with ThreadPoolExecutor() as threads:  # Oxigraph does its work while Python does other things
            list(threads.map(load, self.graphs()))
        held = type(self)(database, self._folder, self._ledger, None)
        held._texts = self._texts
        return held

    @property
    def path(self) -> Path | None:
        """The store's folder, None in memory."""
        return self._folder.path if self._folder else None

    @property
    def is_writable(self) -> bool:
        """Whether graphs can be replaced."""
        return self._folder is None or self._lock is not None

    def __len__(self) -> int:
        """The number of quads."""
        return len(self._database)

    def graphs(self) -> list[str]:
        """The IRIs of all graphs that hold something, sorted."""
        return sorted(str(graph.value) for graph in self._database.named_graphs())

    def quads(self, graph: str | None = None) -> Iterator[Quad]:
        """The quads of one graph, or all, in no order."""
        return self._database.quads_for_pattern(None, None, None, NamedNode(graph) if graph else None)

    def nquads(self, graph: str) -> bytes:
        """The statements of one graph as N-Quads, in no order."""
        triples = self._database.dump(format=RdfFormat.N_TRIPLES, from_graph=NamedNode(graph)) or b""
        return triples.replace(b" .\n", f" <{graph}> .\n".encode())

    def about(self, thing: NamedNode, graph: NamedNode) -> Iterator[Quad]:
        """What one graph says of one thing."""
        return self._database.quads_for_pattern(thing, None, None, graph)

    def query(
        self,
        sparql: str,
        substitutions: Mapping[str, NamedNode | Literal] | None = None,
        federation: "Federation | None" = None,
        *,
        without: Collection[str] = (),
    ) -> Results:
        """The results of a SPARQL query over the union of all graphs but those `without`.

        `substitutions` binds variables, named without "?", to terms. Raises QueryError with line and column. SERVICE is
        refused: an answer comes out of this store alone, and no query sends anything anywhere. With a `federation`,
        which must be open until the last result is read, a query may ask the endpoints that were allowed there.
        """
        asked = sparql
        if federation is None:
            refuse_service(sparql)
        else:
            sparql = federation.relayed(sparql, lambda known: self.query(known, substitutions, without=without))
        bound: dict[Variable, NamedNode | BlankNode | Literal | Triple] = {
            Variable(name): term for name, term in (substitutions or {}).items()
        }
        graphs = self._graphs_but(without)
        try:
            if graphs is None:
                return self._database.query(sparql, use_default_graph_as_union=True, substitutions=bound)
            default: list[NamedNode | BlankNode | DefaultGraph] = [*graphs]
            return self._database.query(sparql, default_graph=default, named_graphs=graphs, substitutions=bound)
        except SyntaxError as error:
            raise sparql_error(asked, str(error)) from error
        except (OSError, RuntimeError, ValueError) as error:
            raise QueryError(f"the query could not be run: {error}") from error

    def replace_graphs(self, graphs: Mapping[str, Iterable[Quad | Triple]]) -> None:
        """Put these statements, and no others, into these graphs: all of it or none, on the disk on return.

        The keys are graph IRIs; a quad's own graph is not looked at; a graph without statements is taken away. Blank
        nodes raise ValueError: in this store everything has an address.
        """
        if not self.is_writable:
            raise StoreError("this store was opened for reading", hint="open it with Store.create_or_open")
        new = {graph: _in_graph(graph, statements) for graph, statements in graphs.items()}
        old = {graph: Tally.of(self.quads(graph)) for graph in new}
        tallies = {graph: Tally.of(quads) for graph, quads in new.items()}
        changed = {graph: new[graph] for graph in new if tallies[graph] != old[graph]}
        if not changed:
            return
        following = self._ledger.tally
        for graph in changed:
            following = following - old[graph] + tallies[graph]
        with self._folder.commit() if self._folder else nullcontext():
            self._record(self._ledger.announce(following))
            self._commit(changed, are_new=not any(old[graph].quads for graph in changed))
            self._record(self._ledger.settle(following))
        self._is_new = False

    def put_text(self, key: str, text: str) -> None:
        """Keep the canonical text of the document with these hex digits."""
        if self._folder is None:
            self._texts[key] = text
        else:
            self._folder.put_text(key, text)

    def text(self, key: str) -> str:
        """The canonical text of the document with these hex digits; StoreDamaged where it is gone."""
        return self._texts[key] if self._folder is None else self._folder.text(key)

    def has_text(self, key: str) -> bool:
        """Whether the text of this document is kept here."""
        return key in self._texts if self._folder is None else self._folder.text_path(key).is_file()

    @property
    def layout_path(self) -> Path | None:
        """Where the positions of the last page are kept, None in memory."""
        return self._folder.layout_path if self._folder else None

    def put_layout(self, layout: dict[str, Any]) -> None:
        """Keep the positions of a page, also in a store opened for reading: no claim hangs on them.

        Raises OutputError where the folder cannot be written.
        """
        if self._folder is not None:
            self._folder.put_layout(layout)

    def layout(self) -> Any:  # noqa: ANN401 (whatever JSON holds)
        """The positions of the last page, None where there are none. Raises LayoutUnreadable."""
        return None if self._folder is None else self._folder.layout()

    def authority_files(self) -> tuple[Path, ...]:
        """The authority files that this store has of its own; none in memory."""
        return self._folder.authority_files() if self._folder else ()

    def put_authority(self, name: str, turtle: str) -> Path:
        """Keep an authority file of the user's under a name, in place of the one that has it; returns where it is.

        Documents that were built before are not changed. Raises StoreError in memory or where the store is opened for
        reading, AssetError where it is not Turtle or has the name of one that comes with the program.
        """
        if self._folder is None or not self.is_writable:
            raise StoreError("this store cannot keep files", hint="open it with Store.create_or_open")
        sources([Path(f"{name}.ttl")])
        try:
            list(ox.parse(turtle, format=RdfFormat.TURTLE))
        except SyntaxError as error:
            raise AssetError(f"not valid Turtle: {error.args[0]}", place=name) from error
        file = self._folder.put_authority(name, turtle)
        self._refresh_sources()
        self._is_new = False
        return file

    def verify(self) -> None:
        """Compare all quads with what was written; StoreDamaged where they differ."""
        if self._folder is not None and not self._ledger.knows(tally(self._database)):
            raise self._folder.damaged()

    def rdflib(self) -> "Dataset":
        """The same store as an rdflib.Dataset, read-only, whose default graph is the union of all graphs."""
        from kg.dataset import dataset  # noqa: PLC0415 (rdflib takes longer to import than most commands to run)

        return dataset(self._database)

    def close(self) -> None:
        """Let go of the files; a writer seals them and gives back its lock."""
        self._database = ox.Store()
        if self._folder is not None and self._lock is not None and self._lock.is_held:
            self._folder.seal()
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()
        if kind is not None and self._is_new and self._folder is not None:
            self._folder.remove()

    def _refresh_sources(self) -> None:
        found = {source.graph: source for source in sources(self.authority_files())}
        digests = {graph: source.digest() for graph, source in found.items()}
        known = self._ledger.assets
        if digests != known:
            changed = {graph: found[graph].quads() for graph in digests if digests[graph] != known.get(graph)}
            gone: dict[str, tuple[Quad, ...]] = {graph: () for graph in known if graph not in digests}
            self.replace_graphs(gone | changed)
            self._record(self._ledger.with_assets(digests))

    def _graphs_but(self, without: Collection[str]) -> list[NamedNode | BlankNode] | None:
        """All graphs but some; None where that is all, which the engine asks faster as a union."""
        if not any(self._database.contains_named_graph(NamedNode(graph)) for graph in without):
            return None
        return [NamedNode(graph) for graph in self.graphs() if graph not in without]

    def _commit(self, graphs: Mapping[str, list[Quad]], *, are_new: bool) -> None:
        """One transaction; where nothing has to go first, the quicker way."""
        try:
            if are_new:  # files of their own, which join the database all at once
                self._database.bulk_extend(chain.from_iterable(graphs.values()))
            else:
                self._database.update(";\n".join(_replacement(graph, quads) for graph, quads in graphs.items()))
                self._database.flush()
        except (OSError, RuntimeError) as error:
            raise StoreError(
                f"the change could not be written: {error}", hint="is the disk full?", place=str(self.path)
            ) from error

    def _record(self, ledger: Ledger) -> None:
        self._ledger = ledger
        if self._folder is not None:
            ledger.write(self._folder.ledger_path)


def _in_graph(graph: str, statements: Iterable[Quad | Triple]) -> list[Quad]:
    """The statements as Oxigraph will keep them: it rewrites number literals, and a set has no doubles."""
    kept, name = ox.Store(), NamedNode(graph)
    plain: dict[Quad, None] = {}
    for each in statements:
        quad = (
            each
            if isinstance(each, Quad) and each.graph_name == name
            else Quad(each.subject, each.predicate, each.object, name)
        )
        if any(isinstance(term, BlankNode) for term in (quad.subject, quad.object)):
            raise ValueError(f"blank nodes in {graph}")
        if _is_kept_as_it_is(quad.object):
            plain[quad] = None
        else:
            kept.add(quad)
    return [*plain, *kept]


def _is_kept_as_it_is(term: object) -> bool:
    """Whether it is no literal that Oxigraph may rewrite; most are not, and going through its store takes time."""
    return isinstance(term, NamedNode) or (isinstance(term, Literal) and term.datatype in _WORDS)


def _replacement(graph: str, quads: list[Quad]) -> str:
    body = ox.serialize((quad.triple for quad in quads), format=RdfFormat.N_TRIPLES) or b""
    return f"DROP SILENT GRAPH <{graph}>;\nINSERT DATA {{ GRAPH <{graph}> {{\n{body.decode()}}} }}"
