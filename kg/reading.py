"""A clean view of a stretch of text that knows where each of its characters came from.

Files break words at line ends, wrap sentences, and hold soft hyphens and odd spaces. A :class:`Reading` puts such a
stretch back together for the grammar, and maps every span of the clean text back to the exact span of the original.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import NamedTuple

from kg.model import Span

# In this order: a hyphen that breaks a word at a line end, a soft hyphen (with the line end it hides), white space. A
# single space between two words is left out, since it stays as it is; it is by far the most common of all. The first
# character is of one class, and looked at more closely only then: so the search passes over letters at once.
_SEAM = re.compile(
    r"[-\u2010\u00ad\s](?:(?<=\w[-\u2010])[^\S\n]*\n\s*(?=\w)|(?<=\u00ad)(?:[^\S\n]*\n\s*)?"
    r"|(?<=[^\S ])\s*|(?<= )(?:\s+|\Z|(?<=\u00ad.)))"
)
_SPACE = re.compile(r"\s*")
_LAST_WORD = re.compile(r"\w+$")
_NEXT_WORD = re.compile(r"\w+")
# After "grund-" at a line end the hyphen stands for a missing head and stays: "grund-\noch gymnasieskolor".
_ELLIPSIS_WORDS = frozenset({"och", "eller", "samt", "respektive", "resp"})


class Reading(NamedTuple):
    """``text``, made of runs in which the characters follow on each other as in the original.

    The run ``i`` begins at ``starts[i]`` of the clean text, and its characters stand ``shifts[i]`` further on in the
    original: a few numbers for each line of the original, where one for each character would be most of the memory.
    """

    text: str
    starts: tuple[int, ...]
    shifts: tuple[int, ...]

    @classmethod
    def of(cls, source: str, span: Span) -> Reading:
        """Read ``source[span.start:span.end]``: join broken words, fold white space, drop soft hyphens."""
        position = _end_of_space(source, span)
        plain = source[position : span.end]
        if plain.isprintable() and "  " not in plain and plain[-1:] != " ":
            return cls(plain, (0,), (position,))  # of one line: its only white space is single spaces
        parts: list[str] = []
        starts, shifts, shift = [0], [position], position
        for seam in _SEAM.finditer(source, position, span.end):
            begin, end = seam.span()
            clean = begin - shift
            joint = _joint(source, seam, at_edge=clean == 0 or end == span.end)
            parts += (source[position:begin], joint)
            position, following = end, clean + len(joint)
            if end - following != shift:
                shift = end - following
                starts.append(following)
                shifts.append(shift)
        parts.append(source[position : span.end])
        return cls("".join(parts), tuple(starts), tuple(shifts))

    def origin(self, at: int) -> int:
        """Where in the original the character at ``at`` of the clean text stands."""
        return at + self.shifts[bisect_right(self.starts, at) - 1]

    @property
    def origins(self) -> tuple[int, ...]:
        """The origin of every character; for a look at the whole, since it is as long as the text."""
        return tuple(map(self.origin, range(len(self.text))))

    def joined(self, other: Reading) -> Reading:
        """Both readings as one, a space between them."""
        gap = len(self.text) + 1
        starts = (*self.starts, *(start + gap for start in other.starts))
        shifts = (*self.shifts, *(shift - gap for shift in other.shifts))
        return Reading(f"{self.text} {other.text}", starts, shifts)

    def part(self, start: int, end: int) -> Reading:
        """The reading of the clean ``text[start:end]``."""
        first = bisect_right(self.starts, start) - 1
        last = max(first + 1, bisect_left(self.starts, end))
        starts = (0, *(at - start for at in self.starts[first + 1 : last]))
        return Reading(self.text[start:end], starts, tuple(shift + start for shift in self.shifts[first:last]))

    def span(self, start: int, end: int) -> Span:
        """The span of the original that the clean ``text[start:end]`` was read from.

        Raises:
            ValueError: if the stretch is empty or lies outside the text.
        """
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"not inside the reading: {start}..{end} of {len(self.text)}")
        if len(self.shifts) == 1:  # as most
            return Span(start + self.shifts[0], end + self.shifts[0])
        return Span(self.origin(start), self.origin(end - 1) + 1)


def _end_of_space(source: str, span: Span) -> int:
    """Where the first character that is no white space stands."""
    space = _SPACE.match(source, span.start, span.end)
    return space.end() if space else span.start


def _joint(source: str, seam: re.Match[str], *, at_edge: bool) -> str:
    """What stands in the clean text for a seam of the original: nothing, a space, a hyphen, or both."""
    kind = seam.group()[0]
    if kind == "\u00ad":
        return ""
    if kind not in "-\u2010":
        return "" if at_edge else " "
    before = _LAST_WORD.search(source, max(0, seam.start() - 40), seam.start())
    after = _NEXT_WORD.match(source, seam.end())
    if before is None or after is None:
        return kind
    if after.group().lower() in _ELLIPSIS_WORDS:
        return f"{kind} "
    is_name = after.group()[0].isupper() or after.group()[0].isdigit()
    is_acronym = len(before.group()) > 1 and before.group().isupper()
    return kind if is_name or is_acronym else ""
