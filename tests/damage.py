"""Damages a text as real files are damaged, and keeps where each character came from.

Each damage takes a text and gives back one with an origin for every character (None for what was put in), so that an
annotation of the sound text can be found again in the damaged one.
"""

import hashlib
import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from kg.evaluation import Gold
from kg.model import Document, Span

VOWELS = "aeiouyåäöé"


@dataclass(frozen=True)
class Damaged:
    """A text with one origin, an offset in the sound text or None, for each of its characters."""

    text: str
    origins: tuple[int | None, ...]

    @classmethod
    def of(cls, pieces: Iterable[tuple[str, int | None]]) -> "Damaged":
        """Pieces of text, each with the offset at which it stood; None for what was put in."""
        text: list[str] = []
        origins: list[int | None] = []
        for piece, start in pieces:
            text.append(piece)
            origins += [None] * len(piece) if start is None else range(start, start + len(piece))
        return cls("".join(text), tuple(origins))

    def span(self, span: Span) -> Span:
        """Where a stretch of the sound text stands now."""
        places, kept = self._kept
        return Span(places[bisect_left(kept, span.start)], places[bisect_left(kept, span.end) - 1] + 1)

    @cached_property
    def _kept(self) -> tuple[list[int], list[int]]:
        """Where each character of the sound text that is left stands now, and where it stood: both rise."""
        places = [at for at, origin in enumerate(self.origins) if origin is not None]
        return places, [self.origins[at] or 0 for at in places]


def damaged_gold(gold: Gold, damage: Callable[[Gold], Damaged]) -> tuple[Gold, Damaged]:
    """An annotated text after a damage, with its annotations where they stand now."""
    done = damage(gold)
    digest = hashlib.sha256(done.text.encode()).hexdigest()
    items = tuple(replace(item, span=done.span(item.span)) for item in gold.items)
    excused = tuple((done.span(span), role) for span, role in gold.excused)
    document = Document(gold.document.name, done.text, digest)
    return replace(gold, document=document, items=items, excused=excused), done


def substituted(text: str, pattern: str, put: Callable[[re.Match[str]], Iterable[tuple[str, int | None]]]) -> Damaged:
    """The text with each match replaced by pieces."""

    def pieces() -> Iterator[tuple[str, int | None]]:
        at = 0
        for found in re.finditer(pattern, text):
            yield text[at : found.start()], at
            yield from put(found)
            at = found.end()
        yield text[at:], at

    return Damaged.of(pieces())


def wrapped(text: str, width: int, *, hyphens: bool) -> Damaged:
    """Lines broken at ``width``: at a space, or inside a word with a hyphen where a syllable may end; no table rows."""

    def pieces() -> Iterator[tuple[str, int | None]]:
        start = 0
        while start < len(text):
            end = text.find("\n", start)
            end = len(text) if end < 0 else end
            is_row = "   " in text[start:end].strip()
            while not is_row and end - start > width and (cut := _cut(text, start, width, hyphens=hyphens)):
                stop, put = cut
                yield text[start:stop], start
                yield put, None if put != "\n" else stop
                start = stop + (put == "\n")
            yield text[start : end + 1], start
            start = end + 1

    return Damaged.of(pieces())


def _cut(text: str, start: int, width: int, *, hyphens: bool) -> tuple[int, str] | None:
    """Where a line is broken, and what is put there."""
    limit = start + width
    if hyphens:
        word = next(m for m in re.finditer(r"\S+|\s", text[start : limit + 40]) if m.end() > width)
        letters = word.group()
        if re.fullmatch(r"\w{6,}[.,]?", letters) and letters.rstrip(".,").isalpha():
            for at in range(min(width - word.start() - 1, len(letters) - 4), 2, -1):
                if letters[at].lower() not in VOWELS and letters[at - 1].lower() in VOWELS:
                    return start + word.start() + at, "-\n"
    space = text.rfind(" ", start + 1, limit)
    return (space, "\n") if space > 0 else None


def line_end_hyphens(gold: Gold, width: int = 72) -> Damaged:
    """Paragraphs wrapped, words broken with a hyphen at the line end."""
    return wrapped(gold.document.text, width, hyphens=True)


def blank_lines(gold: Gold, width: int = 88, space: str = " ") -> Damaged:
    """Paragraphs wrapped, and a blank line after every line; a text that has them already stays as it is."""
    lines = gold.document.text.splitlines()
    if sum(not line.strip() for line in lines) > len(lines) / 2:
        return Damaged.of([(gold.document.text, 0)])
    first = wrapped(gold.document.text, width, hyphens=False)
    return _then(first, substituted(first.text, "\n", lambda m: [("\n", m.start()), (f"{space}\n", None)]))


def page_headers(gold: Gold, lines: int = 14, width: int = 84, feed: str = "\f") -> Damaged:
    """Paragraphs wrapped, and every so many lines the foot and head of a page, with its number."""
    first = wrapped(gold.document.text, width, hyphens=False)
    name = gold.document.text.strip().splitlines()[0][:40]
    pages = len(first.text.splitlines()) // lines + 1

    def put(found: re.Match[str]) -> list[tuple[str, int | None]]:
        line = first.text.count("\n", 0, found.start()) + 1
        head = f"\n{feed}{name}\n\nBilaga 4                              Sida {line // lines + 1} ({pages})\n\n"
        return [("\n", found.start()), *([(head, None)] if line % lines == 0 else [])]

    return _then(first, substituted(first.text, "\n", put))


def _then(first: Damaged, second: Damaged) -> Damaged:
    """Two damages after each other."""
    return Damaged(second.text, tuple(None if o is None else first.origins[o] for o in second.origins))


def _headings(gold: Gold) -> list[re.Match[str]]:
    """The lines that are headings of annotated actions."""
    titles = [context.title.lower() for context in gold.contexts.values() if context.kind == "action"]
    lines = re.finditer(r"(?m)^.{3,90}$", gold.document.text)
    return [line for line in lines if any(line.group().lower().rstrip(" .").endswith(title) for title in titles)]


def headings_without_space(gold: Gold) -> Damaged:
    """No blank line before or after a heading."""
    starts = {line.start() for line in _headings(gold)} | {line.end() for line in _headings(gold)}

    def put(found: re.Match[str]) -> list[tuple[str, int | None]]:
        is_at = found.end() in starts or found.start() in starts
        return [("\n", found.start()) if is_at else (found.group(), found.start())]

    return substituted(gold.document.text, r"\n{2,}", put)


def headings_glued_behind(gold: Gold, joint: str = " ") -> Damaged:
    """A heading on the same line as the sentence before it."""
    starts = {line.start() for line in _headings(gold)}

    def put(found: re.Match[str]) -> list[tuple[str, int | None]]:
        return [(joint, None) if found.end() in starts else (found.group(), found.start())]

    return substituted(gold.document.text, r"(?<=[.!])\n+", put)


def headings_glued_before(gold: Gold) -> Damaged:
    """A heading on the same line as the sentence after it."""
    ends = {line.end() for line in _headings(gold)}

    def put(found: re.Match[str]) -> list[tuple[str, int | None]]:
        return [(" ", None) if found.start() in ends else (found.group(), found.start())]

    return substituted(gold.document.text, r"\n+(?=[A-ZÅÄÖ])", put)


def lost_hyphens(gold: Gold) -> Damaged:
    """ "kultur och fritidsnämnden": the hyphen of an elliptic compound is gone."""
    return substituted(gold.document.text, r"(?<=\w)-(?=,? (?:och|eller|samt|\w+-))", lambda _: [])


def soft_hyphens(gold: Gold, every: int = 4) -> Damaged:
    """Soft hyphens in long words."""

    def put(found: re.Match[str]) -> Iterator[tuple[str, int | None]]:
        word, start = found.group(), found.start()
        for at in range(0, len(word), every):
            yield word[at : at + every], start + at
            if at + every < len(word) - 1:
                yield "\u00ad", None

    return substituted(gold.document.text, r"[^\W\d_]{9,}", put)


def hard_spaces(gold: Gold, every: int = 1) -> Damaged:
    """Non-breaking spaces for all or some of the spaces."""
    return substituted(
        gold.document.text,
        r"(?<=\S) (?=\S)",
        lambda m: [("\u00a0" if m.start() % every == 0 else " ", m.start())],
    )


def crlf(gold: Gold) -> Damaged:
    """Line ends of Windows."""
    return substituted(gold.document.text, "\n", lambda m: [("\r", None), ("\n", m.start())])


def tabs(gold: Gold) -> Damaged:
    """Tabs between the columns of a table, and behind a label."""
    return substituted(
        gold.document.text,
        r"(?m) {2,}(?=\S)|(?:^\w{4,20}:) (?=\S)",
        lambda m: [(m.group().rstrip(" "), m.start()), ("\t", None)],
    )
