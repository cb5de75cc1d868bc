"""A text cut at the edges of what is marked in it: every piece belongs to one mark or to none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, Protocol, TypeVar

from kg.model import Span


class Marked(Protocol):
    """A claim that can be shown in the text that it was read from: who is named, what signals it, its role's group."""

    @property
    def mention(self) -> Span:
        """The words that name the body."""

    @property
    def cue(self) -> Span:
        """The words that signal its role."""

    @property
    def group(self) -> str:
        """The group of its role."""


Claim = TypeVar("Claim", bound=Marked)


@dataclass(frozen=True)
class Mark(Generic[Claim]):
    """A marked stretch: the words that name a body, or a cue; ``claims`` are those that rest on it."""

    span: Span
    kind: str
    claims: tuple[Claim, ...]

    @property
    def name(self) -> str:
        """What the mark is called in the page's addresses."""
        return f"{self.kind}-{self.span.start}-{self.span.end}"

    @property
    def group(self) -> str:
        """The group of the first of its roles."""
        return self.claims[0].group


@dataclass(frozen=True)
class Piece(Generic[Claim]):
    """A stretch of text with the mark that it belongs to; ``opens`` where the mark begins, ``closes`` where it ends."""

    text: str
    mark: Mark[Claim] | None = None
    opens: bool = False
    closes: bool = False


def marks(claims: Iterable[Claim]) -> list[Mark[Claim]]:
    """The marks of some claims, by place; who is named comes before what signals it."""
    found: dict[tuple[Span, str], list[Claim]] = {}
    for claim in claims:
        found.setdefault((claim.mention, "mention"), []).append(claim)
        found.setdefault((claim.cue, "cue"), []).append(claim)
    ordered = sorted(found.items(), key=lambda each: (each[0][0], each[0][1] != "mention"))
    return [Mark(span, kind, tuple(given)) for (span, kind), given in ordered if span.start < span.end]


def pieces(text: str, span: Span, given: list[Mark[Claim]]) -> list[Piece[Claim]]:
    """``text[span.start:span.end]`` in pieces; where marks overlap, a mention beats a cue, the shorter the longer."""
    inside = [mark for mark in given if mark.span.overlaps(span)]
    edges = {span.start, span.end} | {
        edge for mark in inside for edge in (mark.span.start, mark.span.end) if span.start < edge < span.end
    }
    ordered = sorted(edges)
    owners = _owners(ordered, inside)
    made: list[Piece[Claim]] = []
    around = zip([None, *owners], owners, [*owners[1:], None], strict=False)
    for (start, end), (before, owner, after) in zip(pairwise(ordered), around, strict=False):
        made.append(Piece(text[start:end], owner, owner is not before, owner is not after))
    return made


def _owners(edges: list[int], inside: list[Mark[Claim]]) -> list[Mark[Claim] | None]:
    """For each stretch between two edges the mark that it shows: a sweep, so that long texts cost no more a mark."""
    waiting = sorted(inside, key=lambda mark: mark.span.start, reverse=True)
    open_marks: list[Mark[Claim]] = []
    owners: list[Mark[Claim] | None] = []
    for start in edges[:-1]:
        while waiting and waiting[-1].span.start <= start:
            open_marks.append(waiting.pop())
        open_marks = [mark for mark in open_marks if mark.span.end > start]
        owners.append(min(open_marks, key=_precedence, default=None))
    return owners


def _precedence(mark: Mark[Claim]) -> tuple[bool, int, int]:
    return mark.kind != "mention", mark.span.end - mark.span.start, mark.span.start
