"""The whole of what `samverkan link` does with a store and a file of links: read, propose, write, and tell."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from pyoxigraph import NamedNode, QuerySolutions

from kg.errors import ServiceError, UsageError
from kg.lexicon import load
from kg.linking.candidate import Candidate
from kg.linking.decisions import accepted, contradictions
from kg.linking.endpoint import entities_of_endpoint, entities_of_file, read_query
from kg.linking.entity import Entity, known_entities, named_bodies, query
from kg.linking.features import Feature
from kg.linking.kinds import Kinds
from kg.linking.mapping import Mapping
from kg.linking.mapping_set import MappingSet
from kg.linking.proposals import AUTHORITY_SOURCE, Proposals, Source, impossible, proposed
from kg.linking.reconciliation import Service
from kg.linking.review import Reviewer
from kg.linking.statements import keep_links
from kg.linking.wording import Wording
from kg.namespaces import shortened
from kg.store import Store
from kg.web import MAX_AGE, Cache, Client, Limits

_STATES = {
    "linked": ("linked", "länkat"),
    "likely": ("likely", "troligt"),
    "possible": ("possible", "möjligt"),
    "missing": ("looked for in vain", "sökt utan resultat"),
    "unnamed": ("has no name", "saknar namn"),
    "identified": ("identifier, no link", "identitet, ingen länk"),
    "none": ("none known", "ingen känd"),
}


@dataclass(frozen=True)
class Setting:
    """Where links and answers are kept, who decides, where to look, and how many days an answer is good for."""

    path: Path
    cache: Path
    reviewer: Reviewer
    date: str = ""
    again: bool = False
    max_age: float = MAX_AGE
    services: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    query: Path | None = None
    properties: dict[str, str] = field(default_factory=dict)
    limits: Limits = field(default_factory=Limits)

    def looking(
        self, services: Iterable[str], sources: Iterable[str], query: Path | None, properties: dict[str, str]
    ) -> "Setting":
        """The same, looking in these services and in these files or endpoints too."""
        return replace(self, services=tuple(services), sources=tuple(sources), query=query, properties=properties)


@dataclass(frozen=True)
class Quote:
    """A sentence that names a body, and its document."""

    text: str
    document: str


@dataclass
class Account:
    """What was found for a store; `mappings` is the file with the links by identifiers that were added.

    `troubles` is what services did not answer, `outdated` where an answer of another day stands in, `impossible` are
    links that somebody accepted though kind or municipality rule them out.
    """

    setting: Setting
    mappings: MappingSet
    proposals: Proposals
    troubles: list[ServiceError]
    outdated: list[ServiceError]
    quotes: dict[str, list[Quote]]
    impossible: list[tuple[Mapping, Feature]]
    _links: dict[str, list[Mapping]] = field(init=False, repr=False)
    _missing: frozenset[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._take(self.mappings)

    def _take(self, mappings: MappingSet) -> None:
        self.mappings = mappings
        self._missing = frozenset(each.subject for each in mappings.mappings if each.decision == "missing")
        self._links = {}
        for each in accepted(mappings):
            self._links.setdefault(each.subject, []).append(each)

    @classmethod
    def of(cls, store: Store, setting: Setting) -> "Account":
        """Read the file of links and look for candidates. Raises MappingError, QueryError, UsageError.

        What a service fails to answer is in `troubles`; nothing else is lost by it.
        """
        mappings = MappingSet.read(setting.path)
        known = known_entities(store, AUTHORITY_SOURCE)
        wording = Wording(load(), [name for entity in known for name in entity.names])
        sources, troubles = [Source.of(AUTHORITY_SOURCE, known)], []
        client = Client(setting.limits, Cache(setting.cache, setting.max_age))
        for make in _named_sources(store, setting, client, {each.iri: each.label for each in known}):
            try:
                sources.append(make())
            except ServiceError as error:
                troubles.append(error)
        person = str(setting.reviewer)
        found = proposed(named_bodies(store), sources, mappings, wording, person=person, again=setting.again)
        quotes = {iri: _quotes(store, iri) for iri, waiting in found.candidates.items() if waiting}
        troubles += found.troubles
        wrong = impossible(found.bodies, known, mappings, wording)
        return cls(setting, mappings.adding(found.links), found, troubles, client.outdated, quotes, wrong)

    def write(self) -> None:
        """Write the new links by identifiers into the file; nothing where there are none. Raises OutputError."""
        if self.proposals.links:
            self.mappings.write(self.setting.path)

    def load_into(self, path: str) -> None:
        """Read the file again and put its accepted links into the store's graph of links."""
        self._take(MappingSet.read(self.setting.path))
        keep_links(path, self.mappings)

    def rows(self, lang: str) -> list[list[str]]:
        """A table: each body with its state, and what it is linked to or may be, with the reasons."""
        rows: list[list[str]] = []
        for body in self.proposals.bodies:
            state = _STATES[self.state(body)][lang == "sv"]
            lines = list(self._lines(body, lang)) or [("", "")]
            rows += [
                [body.label, body.kind, state, *line] if number == 0 else ["", "", "", *line]
                for number, line in enumerate(lines)
            ]
        return rows

    def as_json(self, lang: str) -> dict[str, object]:
        """The same for programs, with the contradictions and what services did not answer."""
        return {
            "links": str(self.setting.path),
            "bodies": [self._body_as_json(body, lang) for body in self.proposals.bodies],
            "contradictions": [
                {"body": each.subject, "mappings": [dict(mapping.cells) for mapping in each.mappings]}
                for each in contradictions(self.mappings)
            ],
            "impossible": [dict(each.cells) | {"reason": why.text(lang)} for each, why in self.impossible],
            "troubles": [trouble.as_json() for trouble in self.troubles],
            "outdated": [trouble.as_json() for trouble in self.outdated],
        }

    def remarks(self, lang: str) -> list[str]:
        """How many bodies have a link, and where people disagree: a line each."""
        swedish = lang == "sv"
        states = [self.state(body) for body in self.proposals.bodies]
        counts = [f"{_STATES[state][swedish]} {states.count(state)}" for state in _STATES if state in states]
        lines = [", ".join(counts)]
        for each in contradictions(self.mappings):
            said = "; ".join(_said(mapping, lang) for mapping in each.mappings)
            lines.append(f"{'motsägelse' if swedish else 'contradiction'}: {_subject(each.mappings[0])}: {said}")
        for mapping, feature in self.impossible:
            said = f"{_said(mapping, lang)}: {feature.text(lang)}"
            lines.append(f"{'orimligt' if swedish else 'impossible'}: {_subject(mapping)}: {said}")
        return lines

    def state(self, body: Entity) -> str:
        """Whether a body is linked, or may be, or is known to be nowhere: a key of _STATES."""
        if body.iri in self._links:
            return "linked"
        candidates = self.candidates(body)
        if candidates:
            return "likely" if candidates[0].likely else "possible"
        if body.iri in self._missing:
            return "missing"
        if body.identifiers:
            return "identified"
        return "unnamed" if body.unnamed else "none"

    def candidates(self, body: Entity) -> list[Candidate]:
        """The candidates of a body, best first."""
        return self.proposals.candidates.get(body.iri, [])

    def _lines(self, body: Entity, lang: str) -> Iterator[tuple[str, str]]:
        for link in self._links.get(body.iri, []):
            name = f"{link.cell('object_label')} <{link.object}>".strip()
            yield name, link.cell("comment") or link.person
        for each in self.candidates(body):
            yield f"{each.entity.label} <{each.entity.iri}>", "; ".join(each.reasons(lang))
        if self.state(body) == "identified":
            yield ", ".join(_identifier(*each) for each in sorted(body.identifiers)), ""

    def _body_as_json(self, body: Entity, lang: str) -> dict[str, object]:
        return {
            "body": body.iri,
            "label": body.label,
            "kind": body.kind,
            "state": self.state(body),
            "identifiers": [{"scheme": scheme, "value": value} for scheme, value in sorted(body.identifiers)],
            "links": [dict(each.cells) for each in self._links.get(body.iri, [])],
            "candidates": [each.as_json(lang) for each in self.candidates(body)],
        }


def _identifier(scheme: str, value: str) -> str:
    return f"{scheme.partition(' in http')[0]} {value}"


def _subject(mapping: Mapping) -> str:
    return mapping.cell("subject_label") or shortened(mapping.subject)


def _said(mapping: Mapping, lang: str) -> str:
    words = {"accepted": "ja", "rejected": "nej", "unsure": "osäker", "missing": "finns inte"}
    english = {"accepted": "yes", "rejected": "no", "unsure": "unsure", "missing": "not there"}
    decision = (words if lang == "sv" else english)[mapping.decision]
    return f"{mapping.person or 'samverkan'}: {decision}, {mapping.cell('object_label') or shortened(mapping.object)}"


def _quotes(store: Store, body: str) -> list[Quote]:
    rows = store.query(query("evidence"), {"body": NamedNode(body)})
    assert isinstance(rows, QuerySolutions)
    return [Quote(row["quote"].value, row["document"].value if row["document"] else "") for row in rows]


class _Sources:
    """Makes a source when it is asked for: each may fail by itself."""

    def __init__(self, store: Store, setting: Setting, client: Client, towns: dict[str, str]) -> None:
        self.setting, self.client, self.towns, self.kinds = setting, client, towns, Kinds.load(store)

    def of_service(self, url: str) -> Source:
        """A Reconciliation service, whose manifest is asked for at once."""
        service = Service(url, self.client, self.kinds, self.setting.properties)
        return Source(service.source, lambda bodies: service.candidates(bodies, self.towns))

    def of_data(self, place: str) -> Source:
        """A file of RDF, or a SPARQL endpoint by its address."""
        asked = _read_query(self.setting.query)
        if place.startswith(("http://", "https://")):
            return Source.of(place, entities_of_endpoint(place, asked, self.client))
        entities = entities_of_file(Path(place), asked)
        return Source.of(Path(place).resolve().as_uri(), entities)


def _named_sources(
    store: Store, setting: Setting, client: Client, towns: dict[str, str]
) -> Iterator[Callable[[], Source]]:
    if setting.query and not setting.sources:
        raise UsageError("--query says what --from holds", hint="give --from FILE or URL too")
    if setting.sources or setting.services:
        sources = _Sources(store, setting, client, towns)
        yield from (partial(sources.of_data, place) for place in setting.sources)
        yield from (partial(sources.of_service, url) for url in setting.services)


def _read_query(path: Path | None) -> str:
    return query("entities") if path is None else read_query(path)
