"""A document's text for its page: cut into passages with addresses, and in them the marks that open what they say."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.explanation.marks import Mark, marks, pieces
from kg.model import Span
from kg.publication import addresses
from kg.publication.claims import Claim


@dataclass(frozen=True)
class Stretch:
    """Some words: ``anchors`` are the names of places that begin here; a mark has its kind, group and claim's place."""

    text: str
    anchors: tuple[str, ...] = ()
    kind: str | None = None
    group: str | None = None
    target: str | None = None


@dataclass(frozen=True)
class Passage:
    """A sentence that claims rest on, under its name, or the text between two of those, which has none."""

    name: str | None
    stretches: tuple[Stretch, ...]


def document_text(text: str, claims: Sequence[Claim], named: Iterable[Span]) -> list[Passage]:
    """The whole text. Each span of ``named`` has a place of its name in it, ``passage-START-END``.

    Where sentences overlap, the first of them is shown as one and the others have their beginnings marked.
    """
    waiting = _Waiting(marks(claims))
    blocks = list(_blocks(text, claims))
    taken = {(block.start, block.end) for block, is_passage in blocks if is_passage}
    carried = {mark.span: name(mark.span) for mark in waiting.marks if (mark.span.start, mark.span.end) not in taken}
    loose = sorted((span.start, name(span)) for span in named if (span.start, span.end) not in taken | _pairs(carried))
    writer = _Writer(text, carried, loose)
    return [
        Passage(name(block) if is_passage else None, tuple(writer.stretches(block, waiting.inside(block))))
        for block, is_passage in blocks
    ]


def name(span: Span) -> str:
    """What a passage is called on its document's page."""
    return f"passage-{span.start}-{span.end}"


def _pairs(spans: Iterable[Span]) -> set[tuple[int, int]]:
    return {(span.start, span.end) for span in spans}


def _blocks(text: str, claims: Iterable[Claim]) -> Iterator[tuple[Span, bool]]:
    """The text from its beginning to its end, in sentences that claims rest on and what lies between them."""
    reached = 0
    for span in sorted({claim.evidence for claim in claims}, key=lambda span: (span.start, -span.end)):
        if span.start < reached or span.start == span.end or span.end > len(text):
            continue
        if span.start > reached:
            yield Span(reached, span.start), False
        yield span, True
        reached = span.end
    if reached < len(text):
        yield Span(reached, len(text)), False


class _Waiting:
    """Marks in the order of the text, handed out block by block, so that long texts cost no more a mark."""

    def __init__(self, found: list[Mark[Claim]]) -> None:
        self.marks = found
        self._next = 0
        self._open: list[Mark[Claim]] = []

    def inside(self, block: Span) -> list[Mark[Claim]]:
        while self._next < len(self.marks) and self.marks[self._next].span.start < block.end:
            self._open.append(self.marks[self._next])
            self._next += 1
        self._open = [mark for mark in self._open if mark.span.end > block.start]
        return list(self._open)


class _Writer:
    def __init__(self, text: str, carried: dict[Span, str], loose: list[tuple[int, str]]) -> None:
        self.text = text
        self.carried = dict(carried)
        self.loose = loose[::-1]

    def stretches(self, block: Span, given: list[Mark[Claim]]) -> Iterator[Stretch]:
        at = block.start
        for piece in pieces(self.text, block, given):
            if piece.mark is None:
                yield from self._plain(at, piece.text)
            else:
                anchors = self._anchors(at + len(piece.text))
                own = self.carried.pop(piece.mark.span, None)
                yield _marked(piece.text, piece.mark, (*anchors, *([own] if own else [])))
            at += len(piece.text)
        for mark in given:  # a mark that others cover has no piece of its own: its place is marked after them
            if mark.span.end <= block.end and mark.span in self.carried:
                yield Stretch("", (self.carried.pop(mark.span),))

    def _plain(self, at: int, text: str) -> Iterator[Stretch]:
        end, anchors = at + len(text), list[str]()
        while self.loose and self.loose[-1][0] < end:
            start, anchor = self.loose.pop()
            if start > at:
                yield Stretch(self.text[at:start], tuple(anchors))
                at, anchors = start, []
            anchors.append(anchor)
        yield Stretch(self.text[at:end], tuple(anchors))

    def _anchors(self, end: int) -> list[str]:
        found = list[str]()
        while self.loose and self.loose[-1][0] < end:
            found.append(self.loose.pop()[1])
        return found


def _marked(text: str, mark: Mark[Claim], anchors: tuple[str, ...]) -> Stretch:
    place = addresses.place(mark.claims[0].iri) or ""
    return Stretch(text, anchors, mark.kind, mark.group, place.partition("#")[2])
