"""All that is published of a store, read in one pass: what documents say, what follows, the bodies named, the terms."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Self, TypeGuard, TypeVar

from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, RdfFormat, Triple, parse

from kg.assets import queries_dir
from kg.excerpt import ONTOLOGY
from kg.export import nquads
from kg.namespaces import PREFIXES
from kg.publication import addresses
from kg.store import Store

Kept = TypeVar("Kept")

_TYPE = NamedNode(f"{PREFIXES['rdf']}type")
_NAMES = frozenset({NamedNode(f"{PREFIXES['rdfs']}label"), NamedNode(f"{PREFIXES['skos']}prefLabel")})
_KINDS_OF_TERM = frozenset(
    NamedNode(PREFIXES[prefix] + name)
    for prefix, name in (
        *(("owl", kind) for kind in ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty")),
        *(("skos", kind) for kind in ("Concept", "ConceptScheme")),
    )
)
_GENERATED = "/.well-known/genid/"  # what kg.sources calls a node that has no name in its file


@dataclass(frozen=True)
class Statements:
    """What is published, in order, and by subject.

    `lines` are the canonical N-Quads, `quads` the same as terms, `triples` without their graphs. `said` has these
    statements and those of the ontology by subject, `terms` are what the ontology defines. `parts` and `pointing` are
    what queries/publication/ finds, by thing.
    """

    lines: bytes
    quads: tuple[Quad, ...]
    triples: tuple[Triple, ...]
    said: Mapping[NamedNode, tuple[Triple, ...]]
    terms: frozenset[NamedNode]
    parts: Mapping[NamedNode, tuple[NamedNode, ...]]
    pointing: Mapping[NamedNode, tuple[Triple, ...]]

    @classmethod
    def of(cls, store: Store) -> Self:
        """Read a store, best one held in memory (`Store.in_memory`)."""
        lines = nquads(store)
        quads = tuple(parse(lines, format=RdfFormat.N_QUADS))
        triples = [triple for triple, _ in groupby(quad.triple for quad in quads)]  # in several graphs: in a row
        terms = sorted((quad.triple for quad in store.quads(ONTOLOGY)), key=str)
        said: dict[NamedNode, list[Triple]] = defaultdict(list)
        for triple in (*terms, *triples):
            said[_address(triple.subject)].append(triple)
        whole = {subject: tuple(dict.fromkeys(kept)) for subject, kept in said.items()}
        generated = [(_address(t.subject), t.object) for t in terms if _is_generated(t.object)]
        pointing = (Triple(other, relation, thing) for thing, relation, other in _rows(store, "pointing"))
        return cls(
            lines,
            quads,
            tuple(triples),
            whole,
            frozenset(terms_of(store)),
            _grouped([*((thing, part) for thing, part in _rows(store, "parts")), *generated]),
            _grouped((_address(t.object), t) for t in pointing if t.subject in whole),
        )

    def things(self) -> list[str]:
        """The IRIs of all that the site has a page of, sorted: what documents name, and the terms of the ontology."""
        named = {triple.subject for triple in self.triples}
        found = (each.value for each in self.said if each in named or each in self.terms)
        return sorted(iri for iri in found if addresses.stem(iri) is not None)

    def names(self, iri: str) -> dict[str, str]:
        """What a thing is called, by language ("" for none)."""
        said = self.said.get(NamedNode(iri), ()) if iri else ()
        return {t.object.language or "": t.object.value for t in said if is_name(t) and isinstance(t.object, Literal)}


def terms_of(store: Store) -> Iterator[NamedNode]:
    """The terms that the ontology defines: classes, properties, concepts."""
    for quad in store.quads(ONTOLOGY):
        if quad.predicate == _TYPE and quad.object in _KINDS_OF_TERM:
            yield _address(quad.subject)


def is_name(triple: Triple) -> bool:
    """Whether a statement says what a thing is called."""
    return triple.predicate in _NAMES


def _rows(store: Store, name: str) -> list[tuple[NamedNode, ...]]:
    """The rows of a query of queries/publication/ that are addresses throughout, sorted."""
    found = store.query((queries_dir() / "publication" / f"{name}.rq").read_text(encoding="utf-8"))
    assert isinstance(found, QuerySolutions)
    rows = (tuple(row) for row in found)
    return sorted((row for row in rows if all(isinstance(term, NamedNode) for term in row)), key=_by_value)


def _by_value(row: tuple[NamedNode, ...]) -> tuple[str, ...]:
    return tuple(term.value for term in row)


def _address(term: object) -> NamedNode:
    """The term, which is an address: in a store everything has one."""
    assert isinstance(term, NamedNode)
    return term


def _is_generated(term: object) -> TypeGuard[NamedNode]:
    return isinstance(term, NamedNode) and _GENERATED in term.value


def _grouped(pairs: Iterable[tuple[NamedNode, Kept]]) -> dict[NamedNode, tuple[Kept, ...]]:
    found: dict[NamedNode, list[Kept]] = defaultdict(list)
    for thing, kept in pairs:
        found[thing].append(kept)
    return {thing: tuple(kept) for thing, kept in found.items()}
