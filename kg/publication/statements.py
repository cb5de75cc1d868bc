"""All that is published of a store, read in one pass: what documents say, what follows, the bodies named, the terms."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, groupby
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

    `lines` are the canonical N-Quads, `quads` the same as terms, `triples` without their graphs, `subjects` theirs.
    `said` has these statements and those of the ontology by subject, `named` those of them that say what it is called;
    `terms` are what the ontology defines. `parts` and `pointing` are what queries/publication/ finds, by thing.
    """

    lines: bytes
    quads: tuple[Quad, ...]
    triples: tuple[Triple, ...]
    subjects: tuple[NamedNode, ...]
    said: Mapping[NamedNode, tuple[Triple, ...]]
    named: Mapping[NamedNode, tuple[Triple, ...]]
    terms: frozenset[NamedNode]
    parts: Mapping[NamedNode, tuple[NamedNode, ...]]
    pointing: Mapping[NamedNode, tuple[Triple, ...]]

    @classmethod
    def of(cls, store: Store, lines: bytes = b"") -> Self:
        """Read a store, best one held in memory (`Store.in_memory`); ``lines`` are its N-Quads, where there are any."""
        lines = lines or nquads(store)
        quads = tuple(parse(lines, format=RdfFormat.N_QUADS))
        published = {_address(said[0].subject): said for said in _by_subject(lines, quads)}
        terms = sorted((quad.triple for quad in store.quads(ONTOLOGY)), key=str)
        said = {subject: list(known) for subject, known in groupby(terms, key=lambda triple: _address(triple.subject))}
        for subject, known in published.items():
            said[subject] = list(dict.fromkeys((*said[subject], *known))) if subject in said else known
        called = ((subject, tuple(filter(is_name, known))) for subject, known in said.items())
        generated = [(_address(t.subject), t.object) for t in terms if _is_generated(t.object)]
        pointing = (
            Triple(other, relation, thing) for thing, relation, other in sorted(_rows(store, "pointing"), key=_by_value)
        )
        return cls(
            lines,
            quads,
            tuple(chain.from_iterable(published.values())),
            tuple(published),
            {subject: tuple(known) for subject, known in said.items()},
            {subject: names for subject, names in called if names},
            frozenset(terms_of(store)),
            _grouped([*((thing, part) for thing, part in _rows(store, "parts")), *generated]),
            _grouped((_address(t.object), t) for t in pointing if t.subject in said),
        )

    def things(self) -> list[str]:
        """The IRIs of all that the site has a page of, sorted: what documents name, and the terms of the ontology."""
        found = (each.value for each in {*self.subjects, *self.terms.intersection(self.said)})
        return sorted(iri for iri in found if addresses.stem(iri) is not None)

    def names(self, iri: str) -> dict[str, str]:
        """What a thing is called, by language ("" for none)."""
        found = (triple.object for triple in self.named.get(NamedNode(iri), ())) if iri else ()
        return {each.language or "": each.value for each in found if isinstance(each, Literal)}


def terms_of(store: Store) -> Iterator[NamedNode]:
    """The terms that the ontology defines: classes, properties, concepts."""
    for quad in store.quads(ONTOLOGY):
        if quad.predicate == _TYPE and quad.object in _KINDS_OF_TERM:
            yield _address(quad.subject)


def is_name(triple: Triple) -> bool:
    """Whether a statement says what a thing is called."""
    return triple.predicate in _NAMES


def _by_subject(lines: bytes, quads: Iterable[Quad]) -> Iterator[list[Triple]]:
    """All that is said of each subject, each statement once: in several graphs it stands in a row."""
    for _, said in groupby(zip(lines.splitlines(), quads, strict=True), key=lambda pair: pair[0].partition(b" ")[0]):
        yield [next(same)[1].triple for _, same in groupby(said, key=lambda pair: pair[0].rpartition(b" <")[0])]


def _rows(store: Store, name: str) -> Iterator[tuple[NamedNode, ...]]:
    """The rows of a query of queries/publication/ that are addresses throughout, in no order."""
    found = store.query((queries_dir() / "publication" / f"{name}.rq").read_text(encoding="utf-8"))
    assert isinstance(found, QuerySolutions)
    for row in found:
        terms = tuple(row)
        if all(isinstance(term, NamedNode) for term in terms):
            yield terms


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
