"""Rows of a table in plain text: cells apart by tabs, bars or wide gaps, under a header that names the roles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.lexicon import Lexicon
from kg.model import Span

_GAP = re.compile(r"\s*\t\s*|\s*\|\s*|\s{2,}")
_MAY_BE_GAP = re.compile(r"\t|\||\s\s")
_FEWEST_CELLS = 3


@dataclass(frozen=True)
class Row:
    """The cells of one line by the header of their column, empty cells and dashes left out; a header has none."""

    span: Span
    cells: tuple[tuple[str, Span], ...]


def cells(text: str, start: int) -> list[Span]:
    """The spans of the cells of a line ``text`` that begins at ``start`` of the document."""
    found, position = [], 0
    for gap in (*_GAP.finditer(text), None):
        end = gap.start() if gap else len(text)
        if end > position:
            found.append(Span(start + position, start + end))
        position = gap.end() if gap else end
    return found


def rows(source: str, lines: list[Span], lexicon: Lexicon) -> Iterator[Row]:
    """The headers and the rows under them among ``lines``; a line with another number of cells ends the table."""
    header: list[str] = []
    for line in lines:
        if not _MAY_BE_GAP.search(source, line.start, line.end):  # as in running text
            header = []
            continue
        parts = cells(source[line.start : line.end], line.start)
        names = [source[cell.start : cell.end].strip() for cell in parts]
        if _is_header(names, lexicon):
            header = names
            yield Row(line, ())
        elif header and len(parts) == len(header):
            yield Row(
                line, tuple((name, cell) for name, cell in zip(header, parts, strict=True) if _has_words(source, cell))
            )
        else:
            header = []


def _is_header(names: list[str], lexicon: Lexicon) -> bool:
    return len(names) >= _FEWEST_CELLS and any(name.lower() in lexicon.labels for name in names)


def _has_words(source: str, cell: Span) -> bool:
    return any(char.isalnum() for char in source[cell.start : cell.end])
