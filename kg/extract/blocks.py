"""Lines put back together into the blocks that a person sees: headings, paragraphs, list items and labelled fields."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from kg.extract.furniture import without_furniture
from kg.extract.tables import Row, rows
from kg.extract.tokens import Token, tokens
from kg.lexicon import Lexicon
from kg.model import Document, Span
from kg.reading import Reading

_LINE = re.compile(r"[^\n]+")
_BULLET = re.compile(r"(?:[•·▪◦‣●*\-–—]|o(?=\s))\s+")
_HEADING_MARK = re.compile(r"#{1,6}\s+(?=\S)")  # Markdown
_CODE_AT_END = re.compile(r"^(?P<title>.+?)\s*\((?P<code>[A-ZÅÄÖ]?\d+(?:\.\d+)+)\)$")
_CODE_AT_START = re.compile(
    r"^(?:(?:Åtgärd|Insats|Aktivitet|Punkt|Uppdrag)\s+)?(?P<code>[A-ZÅÄÖ]?\d{1,2}(?:\.\d{1,2})*)[.:)]?\s+(?P<title>[A-ZÅÄÖ].+)$"
)
_QUOTED = re.compile(r"[”“\"»](?P<title>[^”“\"»]+)[”“\"«»]$")
_ABBREVIATED = re.compile(r"(?:\b[A-Za-zåäö]{1,3}\.){2,}$|\b(?:t ex|bl a|ca|nr|jfr|resp)\.?$")
_TERMINAL = '.!?:;”"“)'
_LONGEST_HEADING = 110


@dataclass(frozen=True)
class Block:
    """A stretch of the document that is read as one: its kind, its span, and its clean text.

    ``kind`` is heading, paragraph, item, field or row. A heading may have a ``code`` or be the title of a report;
    ``title`` is the heading without its code; a field has a ``label`` and its value is the block's text.
    """

    kind: str
    span: Span
    reading: Reading
    title: str = ""
    code: str | None = None
    is_report: bool = False
    label: str | None = None
    cells: tuple[tuple[str, Span], ...] = ()

    def cell_text(self, span: Span) -> str:
        """The clean text of one of the cells."""
        at = self.reading.origins.index(span.start)
        return self.text[at : at + span.end - span.start].strip()

    @cached_property
    def text(self) -> str:
        """The clean text."""
        return self.reading.text

    @cached_property
    def words(self) -> list[Token]:
        """The tokens of the clean text."""
        return tokens(self.text)


@dataclass(frozen=True)
class _Line:
    span: Span
    text: str
    gap: int  # blank lines before it


def blocks(document: Document, lexicon: Lexicon) -> list[Block]:
    """The blocks of the document, in order; together they hold every line that is not blank."""
    lines = list(_lines(document.text))
    source = without_furniture(document.text, [line.span for line in lines])
    lines = [line for line in lines if source[line.span.start] != " "]
    table = {row.span: row for row in rows(source, [line.span for line in lines], lexicon)}
    made = [
        _row_block(source, table[group[0].span])
        if group[0].span in table
        else _block(source, Span(group[0].span.start, group[-1].span.end), lexicon)
        for group in _groups(lines, frozenset(table))
    ]
    return [_demoted(block, made[i + 1] if i + 1 < len(made) else None) for i, block in enumerate(made)]


def _lines(text: str) -> Iterator[_Line]:
    last_line, number, seen = 0, 0, 0
    for match in _LINE.finditer(text):
        number += text.count("\n", seen, match.start())
        seen = match.start()
        stripped = match.group().strip()
        if not stripped:
            continue
        start = match.start() + match.group().index(stripped[0])
        yield _Line(Span(start, start + len(stripped)), stripped, max(0, number - last_line - 1))
        last_line = number


def _row_block(source: str, row: Row) -> Block:
    return Block("row", row.span, Reading.of(source, row.span), cells=row.cells)


def _groups(lines: list[_Line], alone: frozenset[Span]) -> Iterator[list[_Line]]:
    gap, width = _line_spacing(lines), _wrap_width(lines)
    group: list[_Line] = []
    for line in lines:
        single = line.span in alone or (group and group[-1].span in alone)
        if group and (single or not _continues(group[-1], line, gap, width)):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _flows(before: _Line, after: _Line) -> bool:
    """Whether a sentence plainly runs from one line into the next."""
    return after.text[0].islower() and (before.text[-1] not in ".!?:" or _ABBREVIATED.search(before.text) is not None)


def _line_spacing(lines: list[_Line]) -> int:
    """How many blank lines stand between two lines of one paragraph: 0, or 1 in double-spaced dumps."""
    gaps = Counter(after.gap for before, after in pairwise(lines) if _flows(before, after))
    return min(gaps.most_common(1)[0][0], 2) if gaps else 0


def _wrap_width(lines: list[_Line]) -> int:
    """The length at which the document's lines are wrapped; a very large number where they are not."""
    lengths = sorted(len(before.text) for before, after in pairwise(lines) if _flows(before, after))
    return lengths[len(lengths) * 3 // 4] if lengths else 1_000_000


def _continues(before: _Line, after: _Line, gap: int, width: int) -> bool:
    if after.gap > gap or _BULLET.match(after.text) or _HEADING_MARK.match(after.text):
        return False
    if _HEADING_MARK.match(before.text):
        return False
    if before.text[-1] in "-\u00ad\u2010" and len(before.text) > 1 and before.text[-2].isalnum():
        return True
    if _flows(before, after):
        return not _CODE_AT_END.match(before.text)
    return before.text[-1] not in _TERMINAL and len(before.text) >= 0.8 * width


def _block(source: str, span: Span, lexicon: Lexicon) -> Block:
    marked = _HEADING_MARK.match(source, span.start, span.end)
    bullet = _BULLET.match(source, span.start, span.end)
    start = max(span.start, *(mark.end() for mark in (marked, bullet) if mark), span.start)
    reading = Reading.of(source, Span(start, span.end))
    return (
        _report_heading(span, reading, lexicon)
        or _coded_heading(span, reading)
        or _field(source, Span(start, span.end), reading, lexicon)
        or Block(
            "item" if bullet else _plain_kind(reading.text, marked=bool(marked)), span, reading, title=reading.text
        )
    )


def _report_heading(span: Span, reading: Reading, lexicon: Lexicon) -> Block | None:
    first = reading.text.split(" ", 1)[0].lower()
    quoted = _QUOTED.search(reading.text)
    if first not in lexicon.words["ReportWord"] or quoted is None or len(reading.text) - len(quoted.group()) > 40:
        return None
    return Block("heading", span, reading, title=quoted.group("title").strip(), is_report=True)


def _coded_heading(span: Span, reading: Reading) -> Block | None:
    ends_in_bracket = reading.text.endswith(")")  # else the pattern would go through the whole paragraph for nothing
    found = (ends_in_bracket and _CODE_AT_END.match(reading.text)) or _CODE_AT_START.match(reading.text)
    if found is None or found.group("title")[-1] in ".;,":
        return None
    return Block("heading", span, reading, title=found.group("title"), code=found.group("code"))


def _field(source: str, span: Span, reading: Reading, lexicon: Lexicon) -> Block | None:
    label, colon, _ = reading.text.partition(":")
    if not colon or label.lower() not in lexicon.labels:
        return None
    return Block("field", span, reading, label=label, title=label)


_LABELLED = re.compile(r"[A-ZÅÄÖ][\wåäöÅÄÖ/ -]{0,40}: \S")


def _plain_kind(text: str, *, marked: bool) -> str:
    if marked:
        return "heading"
    if _LABELLED.match(text):
        return "paragraph"
    is_short = len(text) <= _LONGEST_HEADING and text[-1] not in ".,;:?!" and "\t" not in text
    return "heading" if is_short and (text[0].isupper() or text[0].isdigit()) and " – " not in text[:4] else "paragraph"


def _demoted(block: Block, following: Block | None) -> Block:
    """A plain short line heads something only if something follows it."""
    if block.kind == "heading" and block.code is None and not block.is_report and following is None:
        return Block("paragraph", block.span, block.reading, title=block.title)
    return block
