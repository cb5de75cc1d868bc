"""Tables that a dump has written one cell a line, column after column: the header's cells, then those of each row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kg.lexicon import Lexicon
from kg.model import Span

_FEWEST_COLUMNS = 3
_LONGEST_HEADING = 40  # code points
_MOST_LINES = 6  # a column, that the cells of one row are broken over
_NUMBER = re.compile(r"[A-ZÅÄÖ]{0,3} ?\d{1,3}(?:\.\d{1,2})*\.?")
_GOES_ON = (
    "-",
    "\u00ad",
    ",",
    "/",
    " och",
    " samt",
    " eller",
    " i",
    " på",
    " av",
    " för",
    " med",
    " till",
    " vid",
    " om",
)


def columns(source: str, lines: list[Span], at: int, lexicon: Lexicon) -> list[Span]:
    """The cells of a header that begins at a line, one a line and all headings of columns; none where none begins."""
    last = at
    while last < len(lines) and _is_heading(source, lines[last], lexicon):
        last += 1
    found = lines[at:last]
    has_role = any(_text(source, line).lower() in lexicon.labels for line in found)
    return found if len(found) >= _FEWEST_COLUMNS and has_role else []


def stacked(source: str, lines: list[Span], at: int, header: list[Span], lexicon: Lexicon) -> Iterator[list[Span]]:
    """The cells of each row under ``header``, from the line ``at`` on, as many as it has; the first misfit ends them.

    A row begins with its number, where the first column is one of numbers, else behind a blank line.
    """
    numbered = _text(source, header[0]).lower() in lexicon.words["NumberHeading"]
    while at < len(lines):
        size = _length(source, lines, at, len(header), numbered=numbered)
        cells = _joined(source, lines[at : at + size], len(header))
        if not cells or (numbered and not _NUMBER.fullmatch(_text(source, cells[0]))):
            return
        yield cells
        at += size


def _text(source: str, span: Span) -> str:
    return source[span.start : span.end]


def _is_heading(source: str, line: Span, lexicon: Lexicon) -> bool:
    if line.end - line.start > _LONGEST_HEADING:
        return False  # as most
    name = _text(source, line).lower()
    return name in lexicon.words["ColumnHeading"] or name in lexicon.labels


def _length(source: str, lines: list[Span], at: int, count: int, *, numbered: bool) -> int:
    """How many lines the row that begins at a line takes: up to the next number, or to a blank line."""
    size = 1
    while at + size < len(lines) and size < count * _MOST_LINES:
        before, line = lines[at + size - 1], lines[at + size]
        is_parted = source.count("\n", before.end, line.start) > 1
        is_next = _NUMBER.fullmatch(_text(source, line)) is not None and size >= count if numbered else is_parted
        if is_next or (is_parted and size >= count):
            break
        size += 1
    return size


def _joined(source: str, lines: list[Span], count: int) -> list[Span]:
    """The lines as ``count`` cells: those that plainly go on are joined, then, if there are too many, small letters."""
    cells = list(lines)
    for fits in (_breaks_off, _begins_small):
        k = 0
        while k + 1 < len(cells) and len(cells) > count:
            if fits(source, cells[k], cells[k + 1]):
                cells[k : k + 2] = [Span(cells[k].start, cells[k + 1].end)]
            else:
                k += 1
    ends_in_air = any(_breaks_off(source, cell, following) for cell, following in pairwise(cells))
    return cells if len(cells) == count and not ends_in_air else []


def _breaks_off(source: str, cell: Span, following: Span) -> bool:
    """Whether a cell plainly goes on in the next line: at a hyphen, a comma, a preposition."""
    text = _text(source, cell)
    return len(text) > 1 and text.endswith(_GOES_ON) and following.end > following.start


def _begins_small(source: str, cell: Span, following: Span) -> bool:
    """ "Chalmers tekniska" over "högskola": small letters go on with words; a dash or a number is a cell by itself."""
    return source[following.start].islower() and source[cell.end - 1].isalpha()
