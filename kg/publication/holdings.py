"""All that the site tells of, read from the store in one pass: things, what is said of them, who is tied to whom."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeAlias

import networkx
from pyoxigraph import Literal, NamedNode

from kg.excerpt import ONTOLOGY, excerpt, statement_graphs
from kg.finding import in_language
from kg.model import Span
from kg.namespaces import PREFIXES, SAMV
from kg.network import network
from kg.publication import addresses
from kg.publication.addresses import LANGUAGES, Language
from kg.publication.claims import Claim, claims
from kg.store import Store

if TYPE_CHECKING:
    from kg.publication.lines import Named

Labels: TypeAlias = dict[str, str]
Term: TypeAlias = NamedNode | Literal

_TYPE = f"{PREFIXES['rdf']}type"
_LABELS = {f"{PREFIXES['skos']}prefLabel", f"{PREFIXES['rdfs']}label"}
_GENERAL = {"Organisation", "Group", "Context"}
_KIND = re.compile(r"/id/([^/]+)(?=/)")


@dataclass(frozen=True)
class Thing:
    """Something with pages of its own: its IRI, its class ("Committee"), its labels by language, its statements.

    ``said`` has the objects of each predicate, by the predicate's IRI, sorted.
    """

    iri: str
    kind: str
    labels: Labels
    said: Mapping[str, tuple[Term, ...]]

    def label(self, language: str) -> str:
        """What it is called in that language, as near as there is one."""
        return in_language(self.labels, language) or self.iri

    def language(self, language: str) -> str:
        """The language of that label: the one asked for, or the one that there is."""
        return next((tag for tag in (language, *LANGUAGES, *sorted(self.labels)) if tag in self.labels), "") or "sv"

    def values(self, prefix: str, name: str) -> list[str]:
        """The objects of a predicate, as text: ``values("samv", "municipality")``."""
        return [term.value for term in self.said.get(PREFIXES[prefix] + name, ())]


@dataclass(frozen=True)
class Holdings:
    """The things of a store by IRI, the claims, the network, the labels of terms, and the texts of the documents.

    ``lines`` are the store's N-Quads, where they were asked for already.
    """

    things: dict[str, Thing]
    claims: dict[str, Claim]
    network: "networkx.Graph[str]"
    terms: dict[str, Labels]
    texts: dict[str, str]
    passages: dict[str, list[Span]] = field(default_factory=dict)
    lines: bytes = field(default=b"", repr=False)
    named: "dict[tuple[str, Language], Named]" = field(default_factory=dict, repr=False, compare=False)  # kept ready

    def label(self, iri: str, language: str) -> str:
        """What a thing or a term is called in that language; the last part of its IRI where nobody says."""
        thing = self.things.get(iri)
        return thing.label(language) if thing else self.term(iri, language)

    def term(self, iri: str, language: str) -> str:
        """What a class, role or other concept is called; a local name stands for one of ours."""
        whole = iri if "/" in iri and ":" in iri else SAMV + iri
        return in_language(self.terms.get(whole, {}), language) or iri.rpartition("/")[2]

    def of_kind(self, kind: str) -> list[Thing]:
        """The things whose addresses have that kind ("body"), in the order of their Swedish names."""
        return self._by_kind.get(kind, [])

    @cached_property
    def _by_kind(self) -> dict[str, list[Thing]]:
        found: dict[str, list[Thing]] = defaultdict(list)
        for thing in sorted(self.things.values(), key=lambda thing: (sorting(thing.label("sv")), thing.iri)):
            for kind in set(_KIND.findall(thing.iri)):
                found[kind].append(thing)
        return found

    @cached_property
    def by_context(self) -> dict[str, list[Claim]]:
        """The claims of each context."""
        return _grouped(self.claims.values(), lambda claim: claim.context)

    @cached_property
    def by_document(self) -> dict[str, list[Claim]]:
        """The claims that each document makes."""
        return _grouped(self.claims.values(), lambda claim: claim.document)

    @cached_property
    def by_participant(self) -> dict[str, list[Claim]]:
        """The claims about each body or group itself."""
        return _grouped(self.claims.values(), lambda claim: claim.participant)

    @cached_property
    def by_office(self) -> dict[str, list[Claim]]:
        """The claims in which a body acts through each office."""
        return _grouped((claim for claim in self.claims.values() if claim.office), lambda claim: claim.office or "")

    @cached_property
    def parts(self) -> dict[str, list[str]]:
        """The contexts that each report or document has, in the order of their codes and places."""
        found: dict[str, list[str]] = defaultdict(list)
        for iri, context in self.contexts.items():
            if iri in self.things and context["kind"] != "Document":
                found[context["document"]].append(iri)
                if context["report"]:
                    found[context["report"]].append(iri)
        return {whole: sorted(parts, key=self._standing) for whole, parts in found.items()}

    @cached_property
    def pointing(self) -> dict[str, dict[str, list[str]]]:
        """Which things point to each thing, by the predicate's IRI."""
        found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for iri, thing in sorted(self.things.items()):
            for predicate, objects in thing.said.items():
                for each in objects:
                    if isinstance(each, NamedNode) and each.value in self.things:
                        found[each.value][predicate].append(iri)
        return found

    def ready(self) -> None:
        """Have everything looked up that is kept, before other processes begin with what is here."""
        _ = self._by_kind, self.by_context, self.by_document, self.by_participant, self.by_office
        _ = self.parts, self.pointing

    @property
    def contexts(self) -> dict[str, dict[str, Any]]:
        """The network's contexts: kind, code, label, report, document, modality, purpose, heading."""
        found: dict[str, dict[str, Any]] = self.network.graph["contexts"]
        return found

    def _standing(self, iri: str) -> tuple[int, str]:
        """Where a context begins in its document's text."""
        context = self.contexts[iri]
        starts = [claim.evidence.start for claim in self.by_context.get(iri, [])]
        heading = context["heading"]
        return (heading[0] if heading else min(starts, default=0)), iri


def holdings(store: Store, *, texts: bool = True) -> Holdings:
    """What a store holds, for the pages; without ``texts`` no more of the documents than the sentences quoted."""
    graph = network(store, texts=texts)
    statements = (quad for name in statement_graphs(store) for quad in store.quads(name))
    said: dict[str, dict[str, set[Term]]] = defaultdict(lambda: defaultdict(set))
    passages: dict[str, dict[str, Any]] = defaultdict(dict)
    for quad in excerpt(store, statements):
        subject, each = quad.subject, quad.object
        if not isinstance(subject, NamedNode) or not isinstance(each, NamedNode | Literal):
            continue  # the store has neither blank nodes nor triple terms
        if addresses.stem(subject.value):
            said[subject.value][quad.predicate.value].add(each)
        elif quad.predicate.value.startswith(PREFIXES["oa"]):
            passages[subject.value][quad.predicate.value] = each.value
    things = {iri: _thing(iri, facts) for iri, facts in sorted(said.items()) if _TYPE in facts}
    documents: dict[str, Any] = graph.graph["documents"]
    return Holdings(
        things=things,
        claims=claims(store, graph.graph["participations"]),
        network=graph,
        terms=_terms(store),
        texts={iri: each["text"] for iri, each in documents.items() if each["text"] is not None},
        passages=_passages(passages),
    )


def _thing(iri: str, facts: Mapping[str, set[Term]]) -> Thing:
    said = {predicate: tuple(sorted(facts[predicate], key=str)) for predicate in sorted(facts)}
    kinds = sorted(term.value.removeprefix(SAMV) for term in said[_TYPE] if term.value.startswith(SAMV)) or ["Thing"]
    finer = [kind for kind in kinds if kind not in _GENERAL]
    labels: Labels = {}
    for predicate in sorted(_LABELS):
        for term in said.get(predicate, ()):
            if isinstance(term, Literal):
                labels.setdefault(term.language or "", term.value)
    return Thing(iri, (finer or kinds)[0], labels, said)


def _terms(store: Store) -> dict[str, Labels]:
    """The labels of the vocabulary's classes and concepts, by IRI and language."""
    found: dict[str, Labels] = defaultdict(dict)
    for quad in sorted(store.quads(ONTOLOGY), key=str):
        if quad.predicate.value in _LABELS and isinstance(quad.object, Literal) and isinstance(quad.subject, NamedNode):
            found[quad.subject.value].setdefault(quad.object.language or "", quad.object.value)
    return dict(found)


def _passages(statements: Mapping[str, Mapping[str, str]]) -> dict[str, list[Span]]:
    """The spans of each document that have addresses of their own."""
    oa, found = PREFIXES["oa"], defaultdict[str, set[Span]](set)
    for iri, passage in statements.items():
        place = statements.get(f"{iri}-position", {})
        if f"{oa}hasSource" in passage and f"{oa}start" in place:
            found[passage[f"{oa}hasSource"]].add(Span(int(place[f"{oa}start"]), int(place[f"{oa}end"])))
    return {document: sorted(spans) for document, spans in sorted(found.items())}


def _grouped(found: Iterable[Claim], by: Callable[[Claim], str]) -> dict[str, list[Claim]]:
    groups: dict[str, list[Claim]] = defaultdict(list)
    for claim in found:
        groups[by(claim)].append(claim)
    return dict(groups)


_LAST = str.maketrans({"å": "z\x01", "ä": "z\x02", "ö": "z\x03"})


def sorting(name: str) -> str:
    """In the order of the Swedish alphabet, where å, ä and ö come last; capitals make no difference."""
    return name.casefold().translate(_LAST)
