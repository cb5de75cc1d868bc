"""Facts of other data about what bodies are linked to, as statements of the store in a graph of their own.

A fact is a triple about the linked thing, never about the body itself, and a node that says where the triple is from
and when it was fetched (owl:Axiom, as the links have it, with PROV's prov:wasDerivedFrom).
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256

from pyoxigraph import Literal, NamedNode, QuerySolutions, Triple

from kg.authority_entry import ID
from kg.linking.entity import query
from kg.namespaces import PREFIXES
from kg.sources import FACTS
from kg.store import Store

_OWL, _PROV, _DCTERMS = PREFIXES["owl"], PREFIXES["prov"], PREFIXES["dcterms"]
_TYPE = NamedNode(f"{PREFIXES['rdf']}type")
_LABEL = NamedNode(f"{PREFIXES['rdfs']}label")
_DAY = NamedNode(f"{PREFIXES['xsd']}date")


@dataclass(frozen=True)
class Origin:
    """Where facts are from: the IRI and the name of an endpoint or a file; `digest` is the SHA-256 of a file."""

    iri: str
    label: str
    digest: str = ""


@dataclass(frozen=True)
class Fact:
    """One property of one thing and its value; `date` is the day when it was fetched, "" where that is not known."""

    thing: str
    predicate: str
    value: NamedNode | Literal
    origin: Origin
    date: str = ""

    @property
    def triple(self) -> Triple:
        """What is said of the thing."""
        return Triple(NamedNode(self.thing), NamedNode(self.predicate), self.value)

    def triples(self) -> Iterator[Triple]:
        """The fact with where it is from; its node is named by what it says and who says it."""
        yield self.triple
        digest = sha256("\n".join((str(self.triple), self.origin.iri)).encode()).hexdigest()
        node, origin = NamedNode(f"{ID}fact/{digest[:16]}"), NamedNode(self.origin.iri)
        yield Triple(node, _TYPE, NamedNode(f"{_OWL}Axiom"))
        yield Triple(node, NamedNode(f"{_OWL}annotatedSource"), NamedNode(self.thing))
        yield Triple(node, NamedNode(f"{_OWL}annotatedProperty"), NamedNode(self.predicate))
        yield Triple(node, NamedNode(f"{_OWL}annotatedTarget"), self.value)
        yield Triple(node, _TYPE, NamedNode(f"{_PROV}Entity"))
        yield Triple(node, NamedNode(f"{_PROV}wasDerivedFrom"), origin)
        if self.date:
            yield Triple(node, NamedNode(f"{_DCTERMS}date"), Literal(self.date, datatype=_DAY))
        yield Triple(origin, _TYPE, NamedNode(f"{_PROV}Entity"))
        yield Triple(origin, _LABEL, Literal(self.origin.label))
        if self.origin.digest:
            yield Triple(origin, NamedNode(f"{_DCTERMS}identifier"), Literal(self.origin.digest))


def kept_facts(store: Store) -> list[Fact]:
    """The facts in the store, sorted."""
    rows = store.query(query("facts"))
    assert isinstance(rows, QuerySolutions)
    found = []
    for row in rows:
        label, digest, date = (row[name].value if row[name] else "" for name in ("source_label", "digest", "date"))
        origin = Origin(row["source"].value, label, digest)
        found.append(Fact(row["thing"].value, row["property"].value, row["value"], origin, date))
    return sorted(found, key=str)


def replace_facts(store: Store, facts: Iterable[Fact]) -> None:
    """Put these facts, and no others, into the store's graph of facts."""
    store.replace_graphs({FACTS: [triple for fact in facts for triple in fact.triples()]})


def about(facts: Iterable[Fact], things: Collection[str]) -> list[Fact]:
    """The facts about these things, and the names of what they speak of, sorted."""
    known = list(facts)
    own = [fact for fact in known if fact.thing in things]
    named = {fact.value.value for fact in own if isinstance(fact.value, NamedNode)} - set(things)
    more = [fact for fact in known if fact.thing in named and fact.predicate == _LABEL.value]
    return sorted({*own, *more}, key=str)
