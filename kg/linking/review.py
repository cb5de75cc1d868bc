"""A person's decisions about candidates, each written into the file of links at once, and taken back if they say so."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from kg import assets
from kg.errors import UsageError
from kg.linking.candidate import Candidate
from kg.linking.entity import Entity
from kg.linking.identifiers import TOOL
from kg.linking.mapping import NO_TERM, ORCID, PREDICATES, SEMAPV, Mapping, clean
from kg.linking.mapping_set import MappingSet

_ORCID = re.compile(rf"(?:{re.escape(ORCID)}|orcid:)?(\d{{4}}-\d{{4}}-\d{{4}}-\d{{3}}[\dX])", re.IGNORECASE)
_UNSURE = "0.5"


@dataclass(frozen=True)
class Reviewer:
    """Who decides: an ORCID as an address, or a role in words. Nothing else about a person is asked."""

    address: str = ""
    role: str = ""

    @classmethod
    def of(cls, name: str) -> "Reviewer":
        """The reviewer that a person calls themselves; UsageError for an ORCID that cannot be, or for nothing."""
        found = _ORCID.fullmatch(name.strip())
        if found:
            if not _is_orcid(found[1].upper()):
                raise UsageError(f'"{name}" is no ORCID: its last digit does not fit', hint="check it, or give a role")
            return cls(address=f"{ORCID}{found[1].upper()}")
        role = clean(name)
        if not role or "|" in role:
            raise UsageError(f'--reviewer cannot be "{name}"', hint='give an ORCID, or a role such as "registrator"')
        return cls(role=role)

    def __str__(self) -> str:
        """As `Mapping.person` gives it back."""
        return self.address or self.role


@dataclass
class Review:
    """A walk through bodies and their candidates. `path` is the file of links; `date` is when, if a person says so."""

    path: Path
    queue: list[tuple[Entity, list[Candidate]]]
    reviewer: Reviewer
    date: str = ""
    position: int = 0
    _done: list[tuple[int, Entity, list[Candidate], list[Mapping], list[Mapping]]] = field(default_factory=list)

    @property
    def current(self) -> tuple[Entity, list[Candidate]] | None:
        """The body to decide about and what is left of its candidates; None at the end."""
        return self.queue[self.position] if self.position < len(self.queue) else None

    @property
    def decided(self) -> int:
        """How many decisions were made and not taken back."""
        return len(self._done)

    def accept(self, candidate: Candidate, how: str, comment: str = "") -> None:
        """Link the body to a candidate: `how` is exact, close or related. Goes on to the next body."""
        self._record([self._mapping(candidate, how, comment)])
        self.position += 1

    def reject(self, candidate: Candidate, comment: str = "") -> None:
        """Say that a candidate is not the body. Goes on when none is left."""
        self._record([self._mapping(candidate, "exact", comment, predicate_modifier="Not")])
        self._pass_over(candidate)

    def doubt(self, candidate: Candidate, comment: str = "") -> None:
        """Say that one is unsure: kept, and left to another person."""
        self._record([self._mapping(candidate, "exact", comment, confidence=_UNSURE)])
        self._pass_over(candidate)

    def deny_all(self, comment: str = "") -> None:
        """None of them is the body, and their sources do not have it."""
        body, left = self._here()
        rows = [self._mapping(each, "exact", "", predicate_modifier="Not") for each in left]
        sources = sorted({each.entity.source for each in left})
        self._record([*rows, *(self._missing(body, source, comment) for source in sources)])
        self.position += 1

    def skip(self) -> None:
        """Leave the body for another day."""
        self._here()
        self.position += 1

    def undo(self) -> bool:
        """Take the last decision back, out of the file too, and go back to its body; False where there is none."""
        if not self._done:
            return False
        position, body, left, added, replaced = self._done.pop()
        mappings = MappingSet.read(self.path)
        for mapping in added:
            mappings = mappings.without(mapping)
        mappings.adding(replaced).write(self.path)
        self.position, self.queue[position] = position, (body, left)
        return True

    def _here(self) -> tuple[Entity, list[Candidate]]:
        assert self.current is not None
        return self.current

    def _pass_over(self, candidate: Candidate) -> None:
        body, left = self._here()
        left = [each for each in left if each is not candidate]
        self.queue[self.position] = (body, left)
        if not left:
            self.position += 1

    def _record(self, added: list[Mapping]) -> None:
        """Write decisions in the place of what the same person said of the same pairs before."""
        mappings = MappingSet.read(self.path)
        pairs = {(each.subject, each.object, each.cell("object_source")) for each in added}
        replaced = [
            each
            for each in mappings.mappings
            if (each.subject, each.object, each.cell("object_source")) in pairs and each.person == str(self.reviewer)
        ]
        for mapping in replaced:
            mappings = mappings.without(mapping)
        mappings.adding(added).write(self.path)
        body, left = self._here()
        self._done.append((self.position, body, left, added, replaced))

    def _mapping(self, candidate: Candidate, how: str, comment: str, **more: str) -> Mapping:
        return self._row(
            candidate.body,
            predicate_id=PREDICATES[how],
            object_id=candidate.entity.iri,
            object_label=candidate.entity.label,
            object_source=candidate.entity.source,
            similarity_score=f"{candidate.comparison.likeness:.3f}",
            similarity_measure="rapidfuzz ratio of folded names",
            comment=comment,
            **more,
        )

    def _missing(self, body: Entity, source: str, comment: str) -> Mapping:
        return self._row(
            body, predicate_id=PREDICATES["exact"], object_id=NO_TERM, object_source=source, comment=comment
        )

    def _row(self, body: Entity, **cells: str) -> Mapping:
        return Mapping.of(
            subject_id=body.iri,
            subject_label=body.label,
            mapping_justification=f"{SEMAPV}ManualMappingCuration",
            reviewer_id=self.reviewer.address,
            reviewer_label=self.reviewer.role,
            mapping_tool=TOOL,
            mapping_tool_version=assets.version(),
            mapping_date=self.date,
            **cells,
        )


def queue(bodies: Iterable[Entity], found: dict[str, list[Candidate]]) -> list[tuple[Entity, list[Candidate]]]:
    """The bodies that have candidates: those with a likely one first, then in the order given."""
    waiting = [(body, found[body.iri]) for body in bodies if found.get(body.iri)]
    return sorted(waiting, key=lambda pair: not pair[1][0].likely)


def _is_orcid(digits: str) -> bool:
    """Whether the last character is the check digit of ISO 7064 mod 11-2."""
    bare = digits.replace("-", "")
    total = 0
    for digit in bare[:-1]:
        total = (total + int(digit)) * 2
    return "0123456789X"[(12 - total % 11) % 11] == bare[-1]
