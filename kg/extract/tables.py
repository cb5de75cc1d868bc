"""Rows of a table in plain text: cells apart by tabs, bars or wide gaps, under a header that names the roles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.stacks import columns, stacked
from kg.lexicon import Lexicon
from kg.model import Span

_GAP = re.compile(r"\s*\t\s*|\s*\|\s*|\s{2,}")
_MAY_BE_GAP = re.compile(r"\t|\||\s\s")
_FEWEST_CELLS = 3
_LONGEST_GROUP = 100  # code points
_MOST_LINES = 5  # that one row is broken over


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


def exact_cells(text: str, start: int) -> list[Span]:
    """The cells between the tabs of a line, or between the bars of one that has them at both ends, empty ones too."""
    barred = len(text) > 1 and text[0] == text[-1] == "|"
    sign, position, found = ("|", 1, []) if barred else ("\t", 0, list[Span]())
    for part in (text[1:-1] if barred else text).split(sign):
        begin = position + len(part) - len(part.lstrip())
        found.append(Span(start + begin, start + max(begin, position + len(part.rstrip()))))
        position += len(part) + 1
    return found


def tabbed(source: str, lines: list[Span], lexicon: Lexicon) -> str:
    """The text with tabs for the signs that part the cells of a table saved as such: "Nr;Åtgärd;Ansvarig"."""
    pieces, past, at = [], 0, 0
    while at < len(lines):
        sign, count = _separated(source, lines[at])
        end = at + 1
        while count and end < len(lines) and _separated(source, lines[end], sign) == (sign, count):
            end += 1
        head = source[lines[at].start : lines[at].end].lower().split(sign) if count and end > at + 1 else []
        for line in lines[at:end] if not lexicon.labels.keys().isdisjoint(head) else ():
            pieces += [source[past : line.start], source[line.start : line.end].replace(sign, "\t")]
            past = line.end
        at = end
    return "".join([*pieces, source[past:]]) if pieces else source


def _separated(source: str, line: Span, among: str = ";,") -> tuple[str, int]:
    """The sign that parts the cells of a line and how often it stands; no space follows it, as in running text."""
    for sign in among:
        count = source.count(sign, line.start, line.end)
        if count + 1 >= _FEWEST_CELLS and f"{sign} " not in source[line.start : line.end]:
            return sign, count
    return "", 0


def rows(source: str, lines: list[Span], lexicon: Lexicon) -> Iterator[Row]:
    """The headers and the rows under them among ``lines``; a line with another number of cells ends the table.

    A row, or a header, that a dump has broken over several lines is put together again: its span then covers them all.
    """
    header: list[str] = []
    places: list[int] = []  # the columns of the line at which its cells begin
    at, spaced = 0, False
    while at < len(lines):
        line = lines[at]
        if not _may_have_gap(source, line):  # as in running text
            is_group = bool(header) and _heads_rows(source, lines, at, len(header))
            header, at = header if is_group else [], at + 1
            if is_group:
                continue
            names = columns(source, lines, at - 1, lexicon)
            if names:
                found_rows = list(stacked(source, lines, at - 1 + len(names), names, lexicon))
                yield from _stack(source, names, found_rows)
                ends = found_rows[-1][-1].end if found_rows else line.end
                at = next((k for k in range(at, len(lines)) if lines[k].start >= ends), len(lines))
            continue
        found = _header(source, lines, at, lexicon)
        if found is not None:
            header, at = [source[cell.start : cell.end].strip() for cell in found[0]], found[1]
            places = [_column(source, cell.start) for cell in found[0]]
            yield Row(Span(line.start, lines[at - 1].end), ())
            grouped = at < len(lines) and _heads_rows(source, lines, at, len(header))
            spaced = at < len(lines) and not grouped and _is_apart(source, lines[at - 1], lines[at])
            continue
        whole = _whole_row(source, lines, at, len(header), spaced=spaced, places=places) if header else None
        if whole is None:
            header, at = [], at + 1
            continue
        parts, at = whole
        roles = {column for column, name in enumerate(header) if name.lower() in lexicon.labels}
        rest, at = _rest(source, lines, at, parts, places, roles=roles)
        named = [*_named(source, header, parts), *((header[column], cell) for column, cell in rest)]
        yield Row(Span(line.start, lines[at - 1].end), tuple(named))


def _heads_rows(source: str, lines: list[Span], at: int, count: int) -> bool:
    """Whether a line of one cell is the title of the rows under it: "Mål 2. Trygg vardag" right over one of them."""
    line, following = lines[at], lines[at + 1] if at + 1 < len(lines) else None
    if following is None or line.end - line.start > _LONGEST_GROUP or source[line.end - 1] in ".,;":
        return False
    if _may_have_gap(source, line) or _is_apart(source, line, following) or not _may_have_gap(source, following):
        return False
    return _whole_row(source, lines, at + 1, count, spaced=False) is not None


def _stack(source: str, header: list[Span], found: list[list[Span]]) -> Iterator[Row]:
    """The header and the rows of a table that stands one cell a line, if it has rows."""
    if found:
        yield Row(Span(header[0].start, header[-1].end), ())
    names = [source[cell.start : cell.end].strip() for cell in header]
    for parts in found:
        yield Row(Span(parts[0].start, parts[-1].end), _named(source, names, parts))


def _named(source: str, names: list[str], parts: list[Span]) -> tuple[tuple[str, Span], ...]:
    return tuple((name, cell) for name, cell in zip(names, parts, strict=True) if _has_words(source, cell))


def _may_have_gap(source: str, line: Span) -> bool:
    """Whether a line has a bar, a tab or a wide gap: more than single spaces between its words."""
    text = source[line.start : line.end]
    may_have = "|" in text or "  " in text or not text.isprintable()  # as few lines of running text
    return may_have and _MAY_BE_GAP.search(text) is not None


def _header(source: str, lines: list[Span], at: int, lexicon: Lexicon) -> tuple[list[Span], int] | None:
    """The cells of a header that begins at a line, the number of the line behind it; None where none begins."""
    longest = None
    for last in range(at, min(at + _MOST_LINES, len(lines))):
        parts = cells(source[lines[at].start : lines[last].end], lines[at].start)
        names = [" ".join(source[cell.start : cell.end].split()) for cell in parts]
        if not (_is_header(names, lexicon) or _heads_pairs(source, lines, last, names, lexicon)):
            break
        longest = parts, last + 1
        if not _goes_on(source, lines[last]):
            break
    return longest


def _goes_on(source: str, line: Span) -> bool:
    """Whether a line of a table plainly breaks off: at a hyphen, or at a bar, if it does not begin with one too."""
    text = source[line.start : line.end].rstrip()
    return text[-1:] == "-" or (text[-1:] == "|" and text[:1] != "|")


def _is_apart(source: str, before: Span, after: Span) -> bool:
    """Whether a blank line stands between two lines."""
    return source.count("\n", before.end, after.start) > 1


def _column(source: str, at: int) -> int:
    """How many code points stand before a place on its line."""
    return at - source.rfind("\n", 0, at) - 1


def _is_spaced(source: str, line: Span) -> bool:
    """Whether only blanks part the cells of a line."""
    return "|" not in source[line.start : line.end] and "\t" not in source[line.start : line.end]


def _columns_of(source: str, parts: list[Span], places: list[int]) -> list[int]:
    """Under which heading each cell of a line stands, where all of them begin right under one; else none."""
    found = []
    for cell in parts:
        here = _column(source, cell.start)
        found += [i for i, place in enumerate(places) if abs(place - here) <= _SLIP][:1]
    return found if len(found) == len(parts) == len(set(found)) else []


_SLIP = 1  # code points
_OPEN = (",", ";", " och", " samt", "/")


def _rest(
    source: str, lines: list[Span], at: int, parts: list[Span], places: list[int], *, roles: set[int]
) -> tuple[list[tuple[int, Span]], int]:
    """What the cells of a row go on with in the next lines, right under their headings; and the line behind it.

    A cell of a column with ``roles`` that does not break off between two names is not gone on with: half a name would
    be read as one.
    """
    found: list[tuple[int, Span]] = []
    last = list(parts)
    while at < len(lines) and not _is_apart(source, lines[at - 1], lines[at]):
        line = lines[at]
        more = cells(source[line.start : line.end], line.start) if _is_spaced(source, line) else []
        where = _columns_of(source, more, places)
        if not where or where[0] == 0 or len(more) == len(parts):
            break
        for column, cell in zip(where, more, strict=True):
            if column not in roles or source[last[column].start : last[column].end].endswith(_OPEN):
                found.append((column, cell))
            last[column] = cell
        at += 1
    return found, at


def _whole_row(
    source: str, lines: list[Span], at: int, count: int, *, spaced: bool, places: list[int] | None = None
) -> tuple[list[Span], int] | None:
    """The cells of a row of ``count`` cells that begins at a line, and the number of the line behind it.

    A blank line ends a row, unless the table is ``spaced``: blank lines stand between all of its lines.
    """
    for last in range(at, min(at + _MOST_LINES, len(lines))):
        if last > at and not spaced and _is_apart(source, lines[last - 1], lines[last]):
            return None
        text = source[lines[at].start : lines[last].end]
        parts = cells(text, lines[at].start)
        if len(parts) < count and last == at and (filled := _filled(source, lines, at, count)):
            return filled, at + 1
        if len(parts) < count and last == at and (filled := _under(source, parts, places or [])):
            return filled, at + 1
        if len(parts) > count:
            return None
        if len(parts) == count:
            return _with_rest(source, lines, at, last, parts)
    return None


def _under(source: str, parts: list[Span], places: list[int]) -> list[Span]:
    """The cells of a line with empty ones among them, told by the headings that the others stand under."""
    if len(parts) < _FEWEST_CELLS or not _is_spaced(source, Span(parts[0].start, parts[-1].end)):
        return []
    where = _columns_of(source, parts, places)
    if not where or where[0] != 0:
        return []
    by_column = dict(zip(where, parts, strict=True))
    end = parts[-1].end
    return [by_column.get(column, Span(end, end)) for column in range(len(places))]


def _filled(source: str, lines: list[Span], at: int, count: int) -> list[Span]:
    """The cells of a line with empty ones among them, or cut off behind its last: as many as the header has."""
    line, text = lines[at], source[lines[at].start : lines[at].end]
    exact = exact_cells(text, line.start)
    if len(exact) == count:
        return exact
    following = lines[at + 1] if at + 1 < len(lines) else None
    alone = following is None or "\t" in source[following.start : following.end] or _is_apart(source, line, following)
    if "\t" not in text or not 1 < len(exact) < count or not alone:
        return []
    return [*exact, *[Span(line.end, line.end)] * (count - len(exact))]


def _with_rest(source: str, lines: list[Span], at: int, last: int, parts: list[Span]) -> tuple[list[Span], int]:
    """The same with what the last cell has on the next line: a line without cells that goes on in small letters."""
    barred = "|" in source[lines[at].start : lines[at].end]
    while barred and last + 1 < len(lines) and not _may_have_gap(source, lines[last + 1]):
        broken = source[lines[last].end - 1] in "-\u00ad" or source[lines[last + 1].start].islower()
        if not broken:
            break
        last += 1
        parts = [*parts[:-1], Span(parts[-1].start, lines[last].end)]
    return parts, last + 1


def _is_header(names: list[str], lexicon: Lexicon) -> bool:
    return len(names) >= _FEWEST_CELLS and any(name.lower() in lexicon.labels for name in names)


def _heads_pairs(source: str, lines: list[Span], at: int, names: list[str], lexicon: Lexicon) -> bool:
    """Whether two cells head what is done and who does it: "Fråga | Vem ansvarar"; a label to the left is a field's."""
    if len(names) != 2 or at + 1 == len(lines) or names[0].lower() in lexicon.labels:
        return False
    following = lines[at + 1]
    pair = cells(source[following.start : following.end], following.start)
    is_field = len(pair) == 2 and source[pair[0].start : pair[0].end].strip().lower() in lexicon.labels
    return names[1].lower() in lexicon.labels and len(pair) == 2 and not is_field


def _has_words(source: str, cell: Span) -> bool:
    return any(char.isalnum() for char in source[cell.start : cell.end])
