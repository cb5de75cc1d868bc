"""What can be linked in a store: links by equal identifiers, candidates from each source, and what is left without."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from kg.errors import ServiceError
from kg.excerpt import AUTHORITY
from kg.linking.candidate import Candidate, candidates
from kg.linking.decisions import accepted, decided, is_settled
from kg.linking.entity import Entity
from kg.linking.features import Feature, compared
from kg.linking.identifiers import by_identifier, stated
from kg.linking.mapping import PREDICATES, Mapping
from kg.linking.mapping_set import MappingSet
from kg.linking.wording import Wording

AUTHORITY_SOURCE = AUTHORITY.removesuffix("/")
"""The IRI that stands for the authority files as the source of a link."""


@dataclass(frozen=True)
class Source:
    """Where entities come from: the IRI that stands for it, and what it has for some bodies, by the body's IRI.

    `find` may raise ServiceError; `has` are the addresses that are the source's own, to which it need not be linked.
    """

    iri: str
    find: Callable[[Sequence[Entity]], dict[str, list[Entity]]]
    has: frozenset[str] = frozenset()

    @classmethod
    def of(cls, iri: str, entities: Iterable[Entity]) -> "Source":
        """A source whose entities are all at hand."""
        known = list(entities)
        return cls(iri, lambda bodies: {body.iri: known for body in bodies}, frozenset(each.iri for each in known))


@dataclass
class Proposals:
    """For each body its candidates, best first; the links by identifiers that are new; what a source did not answer."""

    bodies: list[Entity]
    candidates: dict[str, list[Candidate]] = field(default_factory=dict)
    links: list[Mapping] = field(default_factory=list)
    troubles: list[ServiceError] = field(default_factory=list)


def proposed(
    bodies: Iterable[Entity],
    sources: Iterable[Source],
    mappings: MappingSet,
    wording: Wording,
    *,
    person: str = "",
    again: bool = False,
) -> Proposals:
    """What the sources have for the bodies, without what the mapping set has settled.

    With `again` only what `person` decided counts as settled. A source that fails is passed over and told of.
    """
    own = frozenset(each for each in mappings.mappings if not again or each.person in {"", person})
    settled = MappingSet(own, mappings.head, mappings.prefixes)
    found = Proposals(list(bodies))
    found.links = [m for body in found.bodies for m in stated(body) if m.object not in decided(mappings, body.iri)]
    for source in sources:
        _ask(source, found, settled.adding(found.links), wording, person)
    return found


def impossible(
    bodies: Iterable[Entity], known: Iterable[Entity], mappings: MappingSet, wording: Wording
) -> list[tuple[Mapping, Feature]]:
    """The accepted links that make a body the same as, or close to, what its kind or municipality rules out; and why.

    A person may have written them, so they stay; but a committee is not the place of its name.
    """
    ours, theirs = ({each.iri: each for each in entities} for entities in (bodies, known))
    found = []
    for each in accepted(mappings):
        body, entity = ours.get(each.subject), theirs.get(each.object)
        if body and entity and each.predicate != PREDICATES["related"]:
            blocked = compared(body, entity, wording).blocked
            found += [(each, blocked)] if blocked else []
    return found


def _ask(source: Source, found: Proposals, settled: MappingSet, wording: Wording, person: str) -> None:
    """Put what one source has into what was found."""
    wanting = [
        body
        for body in found.bodies
        if not (body.iri in source.has or body.unnamed or is_settled(settled, body.iri, source.iri))
    ]
    try:
        entities = source.find(wanting) if wanting else {}
    except ServiceError as error:
        found.troubles.append(error)
        return
    for body in wanting:
        known = decided(settled, body.iri, person)
        mine = [each for each in entities.get(body.iri, []) if each.iri not in known]
        links = list(by_identifier(body, mine, wording))
        found.links += links
        if links:
            found.candidates.pop(body.iri, None)
        else:
            earlier = found.candidates.get(body.iri, [])
            found.candidates[body.iri] = sorted([*earlier, *candidates(body, mine, wording)], key=Candidate.sort_key)
