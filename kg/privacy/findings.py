"""All that looks like personal data in what a store would publish, each with its place and what the settings decide."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions

from kg import lexicon
from kg.excerpt import AUTHORITY, ONTOLOGY, document_graphs, statement_graphs
from kg.namespaces import PREFIXES, SAMV
from kg.privacy.sighting import sightings
from kg.settings import PrivacyEntry, Settings
from kg.store import Store

QUOTES = frozenset(NamedNode(f"{PREFIXES['oa']}{name}") for name in ("exact", "prefix", "suffix"))
"""Properties whose values are cut out of a document's text."""
_FILE_NAME = NamedNode(f"{SAMV}fileName")
_TITLE = NamedNode(f"{PREFIXES['dcterms']}title")
_NO_WORDS = frozenset(
    NamedNode(iri)
    for iri in (
        f"{PREFIXES['dcterms']}identifier",
        f"{SAMV}charset",
        f"{SAMV}extractionRule",
        f"{SAMV}code",
        f"{PREFIXES['oa']}start",
        f"{PREFIXES['oa']}end",
    )
)


@dataclass(frozen=True)
class PersonalData:
    """One find: which words (`text`) look like what (`kind`: person, phone, email, personal-number), and where.

    `document` is the document's file name and `key` its hex digits, both None for what stands in no document; `source`
    is "text", or the property whose value holds the words; `line` and `column`, from 1, are known for a text.
    `decision` is "open", "hidden" or "allowed".
    """

    kind: str
    text: str
    document: str | None
    key: str | None
    source: str
    line: int | None = None
    column: int | None = None
    decision: str = "open"

    @property
    def place(self) -> str:
        """document:line:column, or document and property."""
        if self.line is not None:
            return f"{self.document}:{self.line}:{self.column}"
        return f"{self.document}, {self.source}" if self.document else self.source

    def as_json(self) -> dict[str, str | int | None]:
        """The same for programs."""
        return {
            "kind": self.kind,
            "text": self.text,
            "document": self.document,
            "source": self.source,
            "line": self.line,
            "column": self.column,
            "decision": self.decision,
        }


def findings(store: Store, settings: Settings | None = None) -> list[PersonalData]:
    """What looks like personal data in the texts, names, titles, notes and file names of a store, in reading order.

    Looked at are the documents' texts (or, where they are not kept, the quotes), every word that a document's graph, a
    rule or a set of links holds, and the user's own authority files; not the ontology nor the authority files that come
    with the program. What a text has is not said again for a title taken from it. Without settings all is open.
    """
    found: list[PersonalData] = []
    for document in documents(store):
        texts = list(_in_text(store, document))
        seen = {each.text for each in texts}
        found += texts
        found += [each for each in _in_graph(store, document) if not any(_is_part(each.text, text) for text in seen)]
    found += _elsewhere(store)
    return [_decided(each, settings) for each in dict.fromkeys(found)]


def _is_part(words: str, whole: str) -> bool:
    return f" {words} " in f" {whole} "


def decision(kind: str, text: str, document: str | None, settings: Settings | None) -> str:
    """What the settings say of some words: the entry that says most decides, and of equals the one that hides."""
    if settings is None:
        return "open"
    fits = [
        (each.text is not None, each.document is not None, verdict == "hidden", verdict)
        for verdict, entries in (("hidden", settings.hidden), ("allowed", settings.allowed))
        for each in entries
        if _fits(each, kind, text, document)
    ]
    return max(fits)[3] if fits else "open"


def _fits(entry: PrivacyEntry, kind: str, text: str, document: str | None) -> bool:
    same_words = entry.text is None or " ".join(entry.text.split()) == " ".join(text.split())
    return same_words and entry.kind in {None, kind} and entry.document in {None, document}


def _decided(each: PersonalData, settings: Settings | None) -> PersonalData:
    verdict = decision(each.kind, each.text, each.document, settings)
    return PersonalData(each.kind, each.text, each.document, each.key, each.source, each.line, each.column, verdict)


@dataclass(frozen=True)
class DocumentGraph:
    """A document of the store: its graph, hex digits and file name."""

    graph: str
    key: str
    name: str


def documents(store: Store) -> list[DocumentGraph]:
    """The documents of a store by their file names."""
    names: dict[str, list[str]] = {graph: [] for graph in document_graphs(store)}
    rows = store.query(f"SELECT ?graph ?name {{ GRAPH ?graph {{ ?document {_FILE_NAME} ?name }} }}")
    assert isinstance(rows, QuerySolutions)
    for row in rows:
        if row["graph"].value in names and isinstance(row["name"], Literal):
            names[row["graph"].value].append(row["name"].value)
    keys = ((graph, graph.rpartition("/")[2], said) for graph, said in names.items())
    made = (DocumentGraph(graph, key, min(said, default=key)) for graph, key, said in keys)
    return sorted(made, key=lambda each: (each.name, each.key))


def _in_text(store: Store, document: DocumentGraph) -> Iterator[PersonalData]:
    if not store.has_text(document.key):
        return
    text = store.text(document.key)
    starts = [0, *accumulate(len(line) for line in text.splitlines(keepends=True))]
    for each in sightings(text, lexicon.load()):
        line = bisect_right(starts, each.start)
        column = each.start - starts[line - 1] + 1
        words = " ".join(text[each.start : each.end].split())
        yield PersonalData(each.kind, words, document.name, document.key, "text", line, column)


def _in_graph(store: Store, document: DocumentGraph) -> Iterator[PersonalData]:
    has_text = store.has_text(document.key)
    for quad in _with_words(store, document.graph):
        if not (has_text and quad.predicate in QUOTES):
            yield from _in_literal(quad, document.name, document.key)


def _elsewhere(store: Store) -> Iterator[PersonalData]:
    own = {f"{AUTHORITY}{Path(file).stem}" for file in store.authority_files()}
    others = set(statement_graphs(store)) - set(document_graphs(store)) - {ONTOLOGY}
    for graph in sorted(others | own):
        for quad in _with_words(store, graph):
            yield from _in_literal(quad, None, None)


def _with_words(store: Store, graph: str) -> list[Quad]:
    """The statements of a graph whose objects are words, in a fixed order."""
    # Sorted are only those that are looked at: text is slow to make of a quad.
    with_words = (q for q in store.quads(graph) if isinstance(q.object, Literal) and q.predicate not in _NO_WORDS)
    return sorted(with_words, key=str)


def _in_literal(quad: Quad, document: str | None, key: str | None) -> Iterator[PersonalData]:
    assert isinstance(quad.object, Literal)
    words = quad.object.value
    if quad.predicate == _FILE_NAME:
        words = words.replace("_", " ").rpartition(".")[0] or words
    assert isinstance(quad.predicate, NamedNode)
    source = quad.predicate.value.replace("#", "/").rpartition("/")[2]
    for each in sightings(words, lexicon.load()):
        yield PersonalData(each.kind, " ".join(words[each.start : each.end].split()), document, key, source)
