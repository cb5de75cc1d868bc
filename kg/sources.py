"""The ontology and authority files as graphs of the store.

They are loaded so that a query can ask for labels, definitions and known bodies. A file's blank nodes become addresses
made from its content, so that the same files give the same quads, and one node can be named in a later query.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    NamedNode,
    Quad,
    RdfFormat,
    parse,
)

from kg import assets
from kg.errors import AssetError

GRAPHS = "https://w3id.org/samverkan/graph/"
"""Where the graphs of the ontology and the authority are named, whatever base a document was built with."""

LINKS = f"{GRAPHS}links"
"""The graph of what is linked to other open data; it is made from a file of links, and no file of the project's."""

FACTS = f"{GRAPHS}facts"
"""The graph of what other open data says of what is linked."""

T = TypeVar("T")

_NOT_DATA = {"shapes"}  # read by kg.validate, and no statement about the world


@dataclass(frozen=True)
class Source:
    """One graph of the store and the files that it is loaded from."""

    graph: str
    files: tuple[Path, ...]

    def digest(self) -> str:
        """SHA-256 over the files' names and bytes: another digest, another content."""
        whole = sha256()
        for file in self.files:
            whole.update(f"{file.name}\0{file.stat().st_size}\0".encode())
            whole.update(file.read_bytes())
        return whole.hexdigest()

    def quads(self) -> tuple[Quad, ...]:
        """The statements of the files in this graph; AssetError, with the line, where one does not parse."""
        return _quads(self, self.digest())


def sources(own: Collection[Path] = ()) -> list[Source]:
    """The vocabulary as one graph, each authority file that the project ships or the store has of its own as another.

    Raises AssetError where an ``own`` file has the name of one that the project ships.
    """
    folder = assets.ontology_dir()
    vocabulary = tuple(sorted(file for file in folder.glob("*.ttl") if file.stem not in _NOT_DATA))
    shipped = sorted((folder / "authority").glob("*.ttl"))
    taken = {file.stem for file in shipped}
    for file in own:
        if file.stem in taken:
            raise AssetError("an authority file of this name comes with the program", hint="rename it", place=str(file))
    authority = [*shipped, *sorted(own)]
    return [
        Source(f"{GRAPHS}ontology", vocabulary),
        *(Source(f"{GRAPHS}authority/{file.stem}", (file,)) for file in authority),
    ]


@lru_cache(maxsize=64)
def _quads(source: Source, digest: str) -> tuple[Quad, ...]:
    return tuple(quad for file in source.files for quad in _read(file, NamedNode(source.graph)))


def _read(file: Path, graph: NamedNode) -> Iterator[Quad]:
    try:
        statements = Dataset(parse(path=file, format=RdfFormat.TURTLE))
    except (SyntaxError, OSError) as error:
        line = getattr(error, "lineno", None)
        place = f"{file}:{line}" if line else str(file)
        raise AssetError(f"not valid Turtle: {error.args[0]}", hint="correct the file", place=place) from error
    statements.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    for quad in statements:
        yield Quad(_named(quad.subject, file), quad.predicate, _named(quad.object, file), graph)


def _named(term: T, file: Path) -> T | NamedNode:
    if isinstance(term, BlankNode):
        return NamedNode(f"https://w3id.org/samverkan/.well-known/genid/{file.stem}-{term.value}")
    return term
