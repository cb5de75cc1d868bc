"""A clean view of a stretch of text that knows where each of its characters came from.

Files break words at line ends, wrap sentences, and hold soft hyphens and odd spaces. A :class:`Reading` puts such a
stretch back together for the grammar, and maps every span of the clean text back to the exact span of the original.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.model import Span

# In this order: a hyphen that breaks a word at a line end, a soft hyphen (with the line end it hides), white space.
_SEAM = re.compile(r"(?<=\w)[-\u2010][^\S\n]*\n\s*(?=\w)|\u00ad(?:[^\S\n]*\n\s*)?|\s+")
_LAST_WORD = re.compile(r"\w+$")
_NEXT_WORD = re.compile(r"\w+")
# After "grund-" at a line end the hyphen stands for a missing head and stays: "grund-\noch gymnasieskolor".
_ELLIPSIS_WORDS = frozenset({"och", "eller", "samt", "respektive", "resp"})


@dataclass(frozen=True)
class Reading:
    """``text`` with one origin (an offset in the original) for each of its code points."""

    text: str
    origins: tuple[int, ...]

    @classmethod
    def of(cls, source: str, span: Span) -> Reading:
        """Read ``source[span.start:span.end]``: join broken words, fold white space, drop soft hyphens."""
        parts: list[str] = []
        origins: list[int] = []
        position = span.start
        for seam in _SEAM.finditer(source, span.start, span.end):
            parts.append(source[position : seam.start()])
            origins.extend(range(position, seam.start()))
            joint = _joint(source, seam, at_edge=not origins or seam.end() == span.end)
            parts.append(joint)
            origins.extend(range(seam.start(), seam.start() + len(joint)))
            position = seam.end()
        parts.append(source[position : span.end])
        origins.extend(range(position, span.end))
        return cls("".join(parts), tuple(origins))

    def joined(self, other: Reading) -> Reading:
        """Both readings as one, a space between them."""
        return Reading(f"{self.text} {other.text}", (*self.origins, self.origins[-1], *other.origins))

    def part(self, start: int, end: int) -> Reading:
        """The reading of the clean ``text[start:end]``."""
        return Reading(self.text[start:end], self.origins[start:end])

    def span(self, start: int, end: int) -> Span:
        """The span of the original that the clean ``text[start:end]`` was read from.

        Raises:
            ValueError: if the stretch is empty or lies outside the text.
        """
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"not inside the reading: {start}..{end} of {len(self.text)}")
        return Span(self.origins[start], self.origins[end - 1] + 1)


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
        return "-"
    if after.group().lower() in _ELLIPSIS_WORDS:
        return "- "
    is_name = after.group()[0].isupper() or after.group()[0].isdigit()
    is_acronym = len(before.group()) > 1 and before.group().isupper()
    return "-" if is_name or is_acronym else ""
