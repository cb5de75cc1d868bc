"""What a mapping set has settled: which pairs were decided, what a body is linked to, and where people disagree."""

from collections import defaultdict
from dataclasses import dataclass

from kg.linking.mapping import NO_TERM, PREDICATES, Mapping
from kg.linking.mapping_set import MappingSet
from kg.linking.prefixes import namespace


@dataclass(frozen=True)
class Contradiction:
    """Mappings of one body that cannot all be right."""

    subject: str
    mappings: tuple[Mapping, ...]


def accepted(mappings: MappingSet) -> list[Mapping]:
    """The links that somebody accepted and nobody denies, in the order of the file."""
    denied = {(each.subject, each.object) for each in mappings.mappings if each.decision == "rejected"}
    return [
        each for each in mappings.sorted() if each.decision == "accepted" and (each.subject, each.object) not in denied
    ]


def is_settled(mappings: MappingSet, subject: str, source: str) -> bool:
    """Whether a body has an accepted link, or was looked for in vain in this source."""
    return any(
        each.decision == "accepted" or (each.decision == "missing" and each.cell("object_source") in {"", source})
        for each in mappings.mappings
        if each.subject == subject
    )


def decided(mappings: MappingSet, subject: str, person: str = "") -> frozenset[str]:
    """What a body was held against by anybody who said yes or no, or by this person if they were unsure: the IRIs."""
    return frozenset(
        each.object
        for each in mappings.mappings
        if each.subject == subject
        and (each.decision in {"accepted", "rejected"} or (each.decision == "unsure" and each.person == person))
    )


def contradictions(mappings: MappingSet) -> list[Contradiction]:
    """Where decisions contradict each other: the same pair accepted and denied, something found and said to be missing
    in the same source, or one body exactly two things of one source. By body."""
    by_subject: dict[str, list[Mapping]] = defaultdict(list)
    for each in mappings.sorted():
        by_subject[each.subject].append(each)
    found = []
    for subject, rows in sorted(by_subject.items()):
        clashing = [row for row in rows if any(_clash(row, other) for other in rows)]
        if clashing:
            found.append(Contradiction(subject, tuple(clashing)))
    return found


def _source(mapping: Mapping) -> str:
    """The data that a row links to: as it says, else what the address begins with; "" for a row without an address."""
    return mapping.cell("object_source") or ("" if mapping.object == NO_TERM else namespace(mapping.object))


def _clash(one: Mapping, other: Mapping) -> bool:
    decisions = {one.decision, other.decision}
    if one.object == other.object and one.object != NO_TERM:
        return decisions == {"accepted", "rejected"}
    same_source = _source(one) == _source(other)
    if decisions == {"accepted", "missing"}:
        return same_source
    exact = PREDICATES["exact"]
    return decisions == {"accepted"} and one.predicate == other.predicate == exact and same_source and one != other
