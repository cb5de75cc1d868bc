"""Page headers and footers that a dump of a printed document leaves between its lines."""

from __future__ import annotations

import re
from collections import Counter

from kg.model import Span

_PAGE = re.compile(r"\b(?:sida|sid\.?)\s*\d+(?:\s*\(\d+\)|\s*av\s*\d+)?\b|^\d+\s*\(\d+\)$", re.IGNORECASE)
_AT_END = re.compile(r"\s{2,}\d+\s*\(\d+\)$")  # in a column of its own: "Bilaga 2 till …      5 (12)"
_OF_PAGES = re.compile(r"\bsida # \(#\)$", re.IGNORECASE)
_HEAD = 5  # lines: the first page's own head, in which nothing is torn apart
_NUMBER = re.compile(r"\d+")
_LONGEST = 120


def without_furniture(source: str, lines: list[Span]) -> str:
    """The text with every page header and footer overwritten by spaces, so that offsets stay as they are.

    A line is one where it repeats (numbers apart) and has a page number, or stands beside such a line and repeats too.
    """
    is_named = "sid" in source.lower()  # as in few
    numbered = [_has_page_number(source, line, is_named=is_named) for line in lines]
    if not any(numbered):
        return source
    shapes = [_NUMBER.sub("#", " ".join(source[line.start : line.end].split())) for line in lines]
    counts = Counter(shapes)
    paged = [
        is_numbered
        and len(shape) < _LONGEST
        and (counts[shape] > 1 or (i > _HEAD and _OF_PAGES.search(shape) is not None))
        for i, (is_numbered, shape) in enumerate(zip(numbered, shapes, strict=True))
    ]
    chars = list(source)
    for i, line in enumerate(lines):
        beside = any(0 <= k < len(lines) and paged[k] for k in (i - 1, i + 1))
        if paged[i] or (beside and counts[shapes[i]] > 1):
            chars[line.start : line.end] = " " * (line.end - line.start)
    return "".join(chars)


def _has_page_number(source: str, line: Span, *, is_named: bool) -> bool:
    # The patterns are tried at every letter; most lines cannot hold them.
    text = source[line.start : line.end]
    if text.rstrip().endswith(")") and _AT_END.search(text.rstrip()):
        return True
    if not (is_named or source[line.start].isdigit()):
        return False
    return (text[0].isdigit() or "sid" in text.lower()) and _PAGE.search(text) is not None
