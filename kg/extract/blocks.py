"""Lines put back together into the blocks that a person sees: headings, paragraphs, list items and labelled fields."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise, zip_longest
from typing import NamedTuple

from kg.extract.furniture import without_furniture
from kg.extract.tables import Row, rows, tabbed
from kg.extract.tokens import Token, end, starts, tokens
from kg.lexicon import Lexicon
from kg.memory import kept
from kg.model import Document, Span
from kg.patterns import Pattern
from kg.reading import Reading

_BULLET = re.compile(r"(?:[•·▪◦‣●*+\-–—−]|o(?=\s)|\d{1,2}\)|[a-zåäö]\))\s+")
_HEADING_MARK = re.compile(r"#{1,6}\s+(?=\S)")  # Markdown
_CODE_AT_END = re.compile(r"^(?P<title>.+?)\s*\((?P<code>[A-ZÅÄÖ]?\d+(?:\.\d+)+|[A-ZÅÄÖ]{1,3}\d{1,2})\)$")
# What is numbered in plans, and what such words are shortened to.
_NUMBERED_NOUN = (
    "Åtgärd|Insats|Aktivitet|Delaktivitet|Punkt|Uppdrag|Arbetspaket|Delprojekt|Delmål|Mål|Etapp|Steg|Fas|Moment"
    "|AP|WP|DP"
)
_CODE_AT_START = re.compile(
    rf"^(?:(?P<noun>{_NUMBERED_NOUN})\s+)?"
    r"(?P<code>(?!HT|VT)[A-ZÅÄÖ]{0,4}\d{1,2}(?:\.\d{1,2})*[a-h]?)[.:)]?\s+(?P<title>[A-ZÅÄÖ].+)$"
)
# "Löfte 1: Tryggare kvällar", "Delmål 2.1 – Fler lokaler": any noun, if a sign parts number and title.
_NOUN_AND_CODE = re.compile(
    r"^(?P<noun>(?!Bilaga|Tabell|Figur|Sida|Bild|Diagram|Version|Fråga|Del |Kapitel|Avsnitt|Avdelning)"
    r"[A-ZÅÄÖ](?:[a-zåäö]{2,20}|[A-ZÅÄÖ]{2,20})) "
    r"(?P<code>\d{1,2}(?:\.\d{1,2})*[a-h]?)(?:[.:)]| [–-]) (?P<title>[A-ZÅÄÖ].+)$"
)
_PARAGRAPH_SIGN = re.compile(
    r"^(?:[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{0,4} )?(?P<code>§ ?\d{1,3}(?: ?[a-z](?= ))?)\b[.:]?"
    r"(?P<noun>)(?: (?P<title>[A-ZÅÄÖ].*))?$"
)
# "KS1. Ta fram en plan.", "AP2 (Spridning) leds av X."
_LETTERS_AND_NUMBER = (
    r"(?!HT|VT)(?:[A-ZÅÄÖ]{1,4}\d{1,2}(?:\.\d{1,2})*(?:[.:,]| [–-])|[A-ZÅÄÖ]{2,4}\d{1,2}) \(?(?=[A-ZÅÄÖ])"
)
_SECTION_NUMBER = re.compile(
    rf"(?:\d{{1,3}} §|§ \d{{1,3}}\.?|\d{{1,2}}(?:\.\d{{1,2}})+\.?)\s+(?=[A-ZÅÄÖ])|{_LETTERS_AND_NUMBER}"
)
# "Aktivitet 1: Läxhjälp. X ansvarar.", "Insats 1.1 Läxhjälp – X ansvarar." in one paragraph
_NAMED_NUMBER = re.compile(
    rf"(?:{_NUMBERED_NOUN}) (\d{{1,2}}(?:\.\d{{1,2}})*)"
    r"(?:[.:]| [–-]|(?= [A-ZÅÄÖ][^.:–]{2,60} [–-] )) (?=[A-ZÅÄÖ])"
)
_REFERENCE = re.compile(
    r"(?:(?:Ert|Er|Vårt|Vår) )?(?:[Dd]nr|[Dd]iarienr|[Dd]iarienummer|[Bb]eteckning|Ärende)?:? ?"
    r"(?:[A-ZÅÄÖa-zåäö]{1,6}[ /-]?)?\d{2,4}[/:-]\d+(?:[-/.]\d+)*"
)
_MAY_HAVE_CODE = re.compile(r"[^\d§]{0,24}[\d§]")  # as all that begin with one do
_CODED = (_CODE_AT_END, _CODE_AT_START, _NOUN_AND_CODE, _PARAGRAPH_SIGN)
_NAMED_PART = re.compile(
    r"(?:[A-ZÅÄÖ][\w-]+ )?(?:\w*(?:område|mål|insats|åtgärd|strategi|spår|etapp|arbetspaket)|[Tt]ema|[Ss]teg|[Dd]el)"
    r" (?:[A-ZÅÄÖ]|[IVX]+|\d{1,2}): ?[A-ZÅÄÖ]"
)
_QUOTED = re.compile(r"[”“\"»](?P<title>[^”“\"»]+)[”“\"«»]$")
_CLOSES_QUOTE = frozenset('”“"«»')
_ABBREVIATED = re.compile(r"(?:\b[A-Za-zåäö]{1,3}\.){2,}$|\b(?:t ex|bl a|ca|nr|jfr|resp)\.?$")
_LABELLED = re.compile(r"[A-ZÅÄÖ][\wåäöÅÄÖ/ -]{0,40}:(?: \S|$)")
_QUALIFIED = re.compile(r" (?:för|av|i|vid|till) ")
_LONGEST_QUALIFIER = 5  # words
_BEGINS_BLOCK = re.compile(
    f"{_BULLET.pattern}|{_HEADING_MARK.pattern}|\\d{{1,2}}\\. (?=[A-ZÅÄÖ])|{_LETTERS_AND_NUMBER}"
)
_GOVERNING = frozenset({"med", "av", "från", "till", "mellan", "för"})
_VARIANT = re.compile(r"\s*(?:/\s*[\w ]+|\(\w+\))$")
_LONGEST_LABEL = 60  # code points
# No sentence ends with one of these, so the next line goes on with it.
_LEADS_ON = frozenset(
    ["och", "samt", "eller", "av", "med", "från", "till", "för", "på", "hos", "mellan", "genom", "som"]
)
_NARROWEST = 40  # code points: shorter lines are a list, not a wrapped text
_SENTENCE_ENDS = re.compile(r"[a-zåäö]{4}\. [A-ZÅÄÖ]")  # within a line that then is no heading
_TERMINAL = '.!?:;”"“)'
_LONGEST_HEADING = 110
_LONGEST_TITLE = 300  # with a code


@dataclass(eq=False)  # not frozen: made by the thousand, and freezing costs more than the rest
class Block:
    """A stretch of the document that is read as one: its kind, its span, and its clean text.

    ``kind`` is heading, paragraph, item, field, header (of a table) or row. A heading may have a ``code`` or be the
    title of a report; ``title`` is the heading without its code, which ``is_named_code`` if a noun stands before it
    ("Löfte 1"); an item may be ``lettered`` ("a)"); a field has a ``label``, which gives a ``role``, and its value
    behind that.
    """

    kind: str
    span: Span
    reading: Reading
    title: str = ""
    code: str | None = None
    is_report: bool = False
    is_named_code: bool = False
    label: str | None = None
    role: str = ""
    lettered: bool = False
    cells: tuple[tuple[str, Span], ...] = ()

    def cell_text(self, span: Span) -> str:
        """The clean text of one of the cells."""
        at = self.reading.origins.index(span.start)
        return self.text[at : bisect_left(self.reading.origins, span.end, at)].strip()

    def __post_init__(self) -> None:
        self.text = self.reading.text  # the clean text: nothing of a block is asked as often

    @kept
    def words(self) -> list[Token]:
        """The tokens of the clean text."""
        return tokens(self.text)

    @kept
    def starts(self) -> list[int]:
        """Where in the clean text each of its words begins."""
        return starts(self.words)

    def span_of(self, first: int, last: int) -> Span:
        """Where the words ``first..last`` (inclusive) stand in the document."""
        return self.reading.span(self.starts[first], self.end(last))

    def end(self, at: int) -> int:
        """Where in the clean text a word ends."""
        return end(self.words, self.starts, at)


class _Line(NamedTuple):
    span: Span
    text: str
    gap: int  # blank lines before it
    column: int  # code points before it


def blocks(document: Document, lexicon: Lexicon) -> list[Block]:
    """The blocks of the document, in order; together they hold every line that is not blank."""
    lines = list(_lines(document.text))
    source = without_furniture(document.text, [line.span for line in lines])
    if source is not document.text:
        lines = list(_without_removed(lines, source))
    source = tabbed(source, [line.span for line in lines], lexicon)
    table = {row.span: row for row in rows(source, [line.span for line in lines], lexicon)}
    if table:
        lines = list(_with_whole_rows(lines, table, source))
    made: list[Block] = []
    for group in _groups(lines, frozenset(table), lexicon):
        if group[0].span in table:
            made.append(_row_block(source, table[group[0].span]))
        else:
            whole = Span(group[0].span.start, group[-1].span.end)
            made += [_block(source, span, lexicon) for span in _parted(source, whole, lexicon)]
    made = list(_titled(source, made))
    made = list(_lettered(made))
    return [_demoted(block, made[i + 1] if i + 1 < len(made) else None) for i, block in enumerate(made)]


def _lettered(made: list[Block]) -> Iterator[Block]:
    """ "a) Lekplatser" over a paragraph or a label is a heading, not an item of a list."""
    for block, following in zip_longest(made, made[1:]):
        is_heading = (
            block.kind == "item"
            and block.lettered
            and following is not None
            and following.kind in {"paragraph", "field"}
            and len(block.text) <= _LONGEST_HEADING
            and block.text[0].isupper()
            and block.text[-1] not in ".,;:!"
        )
        yield replace(block, kind="heading") if is_heading else block


def _with_whole_rows(lines: list[_Line], table: dict[Span, Row], source: str) -> Iterator[_Line]:
    """The lines, with those that one row of a table is broken over as one."""
    whole = {span.start: span for span in table}
    past = 0
    for line in lines:
        span = whole.get(line.span.start, line.span)
        if line.span.start >= past:
            yield line if span == line.span else line._replace(span=span, text=source[span.start : span.end])
            past = span.end


def _parted(source: str, span: Span, lexicon: Lexicon) -> tuple[Span, ...]:
    """A heading that has run into the label behind it, parted: "1.1 Frågor om våld Ansvarig nämnd: X"."""
    colon = source.find(":", span.start, min(span.end, span.start + _LONGEST_HEADING + _LONGEST_LABEL))
    if colon < 0 or not source[span.start].isalnum():
        return (span,)
    starts = [match.start() for match in _CAPITAL_WORD.finditer(source, span.start + 1, colon)]
    for at in starts[-3:]:
        before = source[span.start : at]
        if source[at:colon].lower() in lexicon.labels and len(before) > 3 and before.rstrip()[-1] not in ".,:;(/–-":
            return (Span(span.start, span.start + len(before.rstrip())), Span(at, span.end))
    return (span,)


_CAPITAL_WORD = re.compile(r"(?<=\s)[A-ZÅÄÖ]")


def _titled(source: str, made: list[Block]) -> Iterator[Block]:
    """Give "§ 12", or "§ 12 Dnr KS 2021/7", the heading of the next line as its title."""
    taken = False
    for block, following in zip_longest(made, made[1:]):
        if taken:
            taken = False
            continue
        untitled = block.code is not None and (not block.title or _REFERENCE.fullmatch(block.title) is not None)
        if untitled and following is not None and following.kind == "heading" and following.code is None:
            span = Span(block.span.start, following.span.end)
            yield replace(block, span=span, reading=Reading.of(source, span), title=following.title)
            taken = True
        else:
            yield block if block.title or block.kind != "heading" else replace(block, title=block.text)


def _lines(text: str) -> Iterator[_Line]:
    last_line, start = 0, 0
    for number, line in enumerate(text.split("\n")):
        stripped = line.strip()
        if stripped:
            begin = start + line.index(stripped[0])
            gap = max(0, number - last_line - 1)
            yield _Line(Span(begin, begin + len(stripped)), stripped, gap, begin - start)
            last_line = number
        start += len(line) + 1


def _without_removed(lines: list[_Line], source: str) -> Iterator[_Line]:
    """The lines that are left when headers and footers are gone; over the end of a page, no blank line parts them."""
    removed = False
    for line in lines:
        if source[line.span.start] == " ":
            removed = True
            continue
        yield line._replace(gap=0) if removed else line
        removed = False


def _row_block(source: str, row: Row) -> Block:
    kind = "row" if row.cells else "header"
    return Block(kind, row.span, Reading.of(source, row.span), cells=row.cells)


def _groups(lines: list[_Line], alone: frozenset[Span], lexicon: Lexicon) -> Iterator[list[_Line]]:
    flowing = [(before, after) for before, after in pairwise(lines) if _flows(before, after)]
    gap, width = _line_spacing(flowing), _wrap_width(flowing)
    group: list[_Line] = []
    for line in lines:
        single = alone and (line.span in alone or (group and group[-1].span in alone))
        parted = single or (group and _is_parted(group[-1].text, line.text, lexicon))
        if group and (parted or not _continues(group[-1], line, gap, width)):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _is_parted(before: str, after: str, lexicon: Lexicon) -> bool:
    """Whether a label stands between two lines: alone on the first, or at the start of the second."""
    if len(before) <= _longest_label(lexicon) and before.lower() in lexicon.labels:
        return True
    if after.startswith("att ") and (before.startswith("att ") or leads_on(before, lexicon)):
        return True  # the points of a decision
    if after[-1] == "." and after[0].isupper() and _is_labelled(before) and label_of(before, lexicon) is not None:
        return (
            before[-1] not in ",-/" and before.rsplit(" ", 1)[-1].lower() not in _LEADS_ON
        )  # a sentence behind a field
    return _is_labelled(after) and (label_of(after, lexicon) is not None or _is_labelled(before))


@lru_cache(maxsize=8)
def _longest_label(lexicon: Lexicon) -> int:
    return max(map(len, lexicon.labels), default=0)


def _is_labelled(line: str) -> bool:
    """Whether a line begins with something that looks like a label: "Ansvarig nämnd: …"."""
    return ":" in line[:_LONGEST_LABEL] and _LABELLED.match(line) is not None


def label_of(text: str, lexicon: Lexicon) -> Pattern | None:
    """The label that a line begins with, up to its colon; "Ansvarig för driften: X" has a qualified one."""
    label = text.partition(":")[0].lower()
    if len(label) == len(text) or len(label) > _LONGEST_LABEL or label in lexicon.labels:
        return lexicon.labels.get(label)
    label = _VARIANT.sub("", label)  # "Ansvarig(a)", "Samverkan/samarbete"
    name, *qualifier = _QUALIFIED.split(label, maxsplit=1)
    if qualifier and len(qualifier[0].split()) <= _LONGEST_QUALIFIER and name in lexicon.labels:
        return lexicon.labels[name]
    words = label.split()
    if len(words) == 2 and words[1] in lexicon.words["PersonHead"]:
        return None  # "Ansvarig utgivare", "Ansvarig handläggare" is a person
    if len(words) == 2 and words[1] not in lexicon.words["Preposition"] and words[0] in lexicon.labels:
        return lexicon.labels[words[0]]  # "Ansvarig verksamhet", "Medverkande aktörer"
    return lexicon.labels.get(label) or lexicon.spoken_label(label)


def _flows(before: _Line, after: _Line) -> bool:
    """Whether a sentence plainly runs from one line into the next."""
    return after.text[0].islower() and (before.text[-1] not in ".!?:" or _ABBREVIATED.search(before.text) is not None)


_Pairs = list[tuple[_Line, _Line]]


def _line_spacing(flowing: _Pairs) -> int:
    """How many blank lines stand between two lines of one paragraph: 0, or 1 in double-spaced dumps."""
    gaps = Counter(after.gap for _, after in flowing)
    return min(gaps.most_common(1)[0][0], 2) if gaps else 0


def _wrap_width(flowing: _Pairs) -> int:
    """The length at which the document's lines are wrapped; a very large number where they are not."""
    lengths = sorted(len(before.text) for before, _ in flowing)
    width = lengths[len(lengths) * 3 // 4] if lengths else 0
    return width if width >= _NARROWEST else 1_000_000


def _continues(before: _Line, after: _Line, gap: int, width: int) -> bool:
    if after.gap > gap or _BEGINS_BLOCK.match(after.text) or _HEADING_MARK.match(before.text):
        return False
    if after.column and _goes_on_in_column(before, after):
        return True
    if before.text[-1] in "-\u00ad\u2010" and len(before.text) > 1 and before.text[-2].isalnum():
        return True
    if _flows(before, after):
        is_listed = width > _LONGEST_TITLE and len(before.text) < _NARROWEST  # a short line of an unwrapped text
        return not (is_listed or (before.text[-1] == ")" and _CODE_AT_END.match(before.text)))
    if before.text[-1] == "," or before.text.rsplit(" ", 1)[-1].lower() in _LEADS_ON:
        return True
    return before.text[-1] not in _TERMINAL and len(before.text) >= 0.8 * width


def _goes_on_in_column(before: _Line, after: _Line) -> bool:
    """Whether a line stands right under what stands behind the wide gap of the line before: a value of two lines."""
    wide = _WIDE_GAP.search(before.text)
    return wide is not None and before.column + wide.end() == after.column and _WIDE_GAP.search(after.text) is None


_WIDE_GAP = re.compile(r" {2,}")


def _block(source: str, span: Span, lexicon: Lexicon) -> Block:
    marked = _HEADING_MARK.match(source, span.start, span.end)
    bullet = _BULLET.match(source, span.start, span.end)
    start = max(marked.end() if marked else span.start, bullet.end() if bullet else span.start)
    reading = Reading.of(source, Span(start, span.end))
    block = _block_of(source, Span(start, span.end), span, reading, lexicon, bullet=bool(bullet), marked=bool(marked))
    return replace(block, lettered=True) if bullet and bullet.group()[0].isalpha() and block.kind == "item" else block


def _numbered(span: Span, reading: Reading) -> Block | None:
    """ "3.2 Regionen åtar sig att", "4 § Nämnden ansvarar för …": a paragraph of rules or an agreement."""
    named = _NAMED_NUMBER.match(reading.text)
    number = named or _SECTION_NUMBER.match(reading.text)
    if number is None:
        return None
    text = reading.part(number.end(), len(reading.text))
    code = named.group(1) if named else number.group().rstrip(" .:,(–-")
    return Block("paragraph", span, text, title=text.text, code=code, is_named_code=named is not None)


def _block_of(
    source: str, text: Span, span: Span, reading: Reading, lexicon: Lexicon, *, bullet: bool, marked: bool
) -> Block:
    return (
        _report_heading(span, reading, lexicon)
        or _coded_heading(span, reading, lexicon)
        or _numbered(span, reading)
        or _field(source, text, reading, lexicon)
        or Block(
            "item" if bullet else _plain_kind(reading.text, lexicon, marked=marked), span, reading, title=reading.text
        )
    )


def _report_heading(span: Span, reading: Reading, lexicon: Lexicon) -> Block | None:
    """ "Underlagsrapport 2: ”Trygga gator”", "Åtgärder ur rapporten ”Trygga gator”"."""
    quoted = _QUOTED.search(reading.text) if reading.text[-1:] in _CLOSES_QUOTE else None
    if quoted is None or quoted.start() > _LONGEST_BEFORE_TITLE:
        return None
    before = reading.text[: quoted.start()].lower().split()
    words = tuple(lexicon.words["ReportWord"])
    if not before or not (before[0].endswith(words) or before[-1].endswith(words)):
        return None
    return Block("heading", span, reading, title=quoted.group("title").strip(), is_report=True)


_LONGEST_BEFORE_TITLE = 40


def _coded_heading(span: Span, reading: Reading, lexicon: Lexicon) -> Block | None:
    text = reading.text
    if _MAY_HAVE_CODE.match(text) is None and text[-1:] != ")":
        return None  # as most
    ends_in_bracket = text.endswith(")")  # else the pattern would go through the whole paragraph for nothing
    forms = _CODED if ends_in_bracket else _CODED[1:]
    found = next((match for form in forms if (match := form.match(text))), None)
    if found is None:
        return None
    title = found.group("title") or ""
    if title.endswith((".", ";", ",")) or len(title) > _LONGEST_TITLE or leads_on(text, lexicon):
        return None
    is_named = bool(found.groupdict().get("noun"))
    return Block("heading", span, reading, title=title, code=found.group("code"), is_named_code=is_named)


def _field(source: str, span: Span, reading: Reading, lexicon: Lexicon) -> Block | None:
    label, colon, _ = reading.text.partition(":")
    pattern = label_of(reading.text, lexicon) if colon else None
    if pattern is None and "? " in reading.text:
        label = reading.text.partition("?")[0]  # "Vem ansvarar? Kulturnämnden"
        pattern = lexicon.labels.get(f"{label}?".lower())
    if pattern is None and (gap := source.find("  ", span.start, span.end)) >= 0:
        label = " ".join(source[span.start : gap].split())  # "Projektägare      Ekby kommun"
        pattern = lexicon.labels.get(label.lower())
    if pattern is None:
        return None
    return Block("field", span, reading, label=label, title=label, role=pattern.role)


def _plain_kind(text: str, lexicon: Lexicon, *, marked: bool) -> str:
    if marked:
        return "heading"
    if _NAMED_PART.match(text) and len(text) <= _LONGEST_HEADING and text[-1] not in ".,;:":
        return "heading"  # "Prioriterat område A: Språk"
    is_short = len(text) <= _LONGEST_HEADING and text[-1] not in ".,;:!" and "\t" not in text
    if not is_short or not (text[0].isupper() or text[0].isdigit()) or " – " in text[:4]:
        return "paragraph"  # as most
    if _is_labelled(text) or _REFERENCE.fullmatch(text) or leads_on(text, lexicon) or _SENTENCE_ENDS.search(text):
        return "paragraph"
    return "heading"


@lru_cache(maxsize=8)
def _open_endings(lexicon: Lexicon) -> tuple[str, ...]:
    return tuple(f" {marker}" for marker in lexicon.words["OpenListMarker"])


@lru_cache(maxsize=8)
def _leading_words(lexicon: Lexicon) -> frozenset[str]:
    """The words that such a line can end with."""
    markers = {marker.split()[-1] for marker in lexicon.words["OpenListMarker"]}
    return _GOVERNING | lexicon.words["LeadWord"] | lexicon.words["Adverb"] | markers


def leads_on(text: str, lexicon: Lexicon) -> bool:
    """Whether a line ends in the midst of a clause, to be gone on with by a list: "Nämnden ska:", "… lovar att"."""
    if text.rstrip(" :").rpartition(" ")[2].lower() not in _leading_words(lexicon):
        return text[-1] not in _TERMINAL_BUT_COLON and " ska" in text and _leaves_modal(text, lexicon)
    spoken = text.lower().rstrip(" :")
    markers = _open_endings(lexicon)
    for marker in markers if spoken.endswith(markers) else ():
        spoken = spoken.removesuffix(marker)  # "Nämnden ska bland annat:"
    words = spoken.rsplit(" ", 2)[-2:]
    if len(words) > 1 and words[-1] in _GOVERNING:
        return True  # "Familjehuset samarbetar med"
    in_adverb = len(words) == 2 and words[1] in lexicon.words["Adverb"]
    return words[-1] in lexicon.words["LeadWord"] or (in_adverb and words[0] in lexicon.words["LeadWord"])


def _leaves_modal(text: str, lexicon: Lexicon) -> bool:
    """ "Nämnden ska inom ramen för sitt uppdrag:": a modal verb whose infinitive is still to come."""
    words = text.lower().rstrip(" :").split()
    modal = max((i for i, word in enumerate(words) if word in {"ska", "skall"}), default=0)
    behind = [word.strip(",()") for word in words[modal + 1 :]]
    if not modal or not behind or behind[0] not in lexicon.words["Preposition"] | lexicon.words["Adverb"]:
        return False
    others = (word for word in behind[1:] if word not in lexicon.words["Preposition"])
    verbs = (form for word in others for form in lexicon.verbs.get(word, ()))
    return not any(form.finite or form.tense == "infinitive" for form in verbs)


_TERMINAL_BUT_COLON = frozenset(".!?;,")


def _demoted(block: Block, following: Block | None) -> Block:
    """A plain short line heads something only if something follows it."""
    if block.kind == "heading" and block.code is None and not block.is_report and following is None:
        return Block("paragraph", block.span, block.reading, title=block.title)
    return block
