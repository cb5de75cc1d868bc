"""Labelled fields, bullets under a label, and rows of tables: the label gives the role, the value the bodies."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from kg.draft import Draft, Label, Sentence
from kg.extract.blocks import Block, label_of
from kg.extract.clauses import parse
from kg.extract.finding import Finding
from kg.extract.items import Item
from kg.extract.lists import POINTING_AHEAD
from kg.extract.phrases import NounPhrase
from kg.extract.roles import findings
from kg.extract.tokens import Token, sentences, tokens, width
from kg.lexicon import Lexicon
from kg.model import Span
from kg.patterns import Pattern
from kg.reading import Reading


def read_field(block: Block, draft: Draft) -> Block | None:
    """A field "Label: value"; where there is no value, the bullets that follow are its values.

    What goes on in whole sentences ("Ansvarig: den som …", "Ansvarig: X. Arbetet leds av Y.") is no value; it is left
    to be read as others are.
    """
    name = block.label or ""
    value = block.text[len(name) + 1 :]
    outer = draft.context
    if name.lower() in draft.lexicon.words["DocumentLabel"]:
        draft.context = draft.main  # who answers for the document, not for what stands above the line
    label = Label(block.role, block.reading.span(0, len(name)))
    draft.label = label
    rest = None
    if value.strip():
        named = _without_labels(block, len(name) + 1, draft.lexicon)
        end = _end_of_value(named, len(name) + 1, draft)
        if end < len(named.text):
            rest = replace(named, reading=named.reading.part(end, len(named.text)))
            named = _cut(named, end)
        read_values(named, len(name) + 1, label, draft)
        read_labels(block, len(name) + 1, draft)
        draft.label = None
    draft.context = outer
    return rest


def _end_of_value(block: Block, offset: int, draft: Draft) -> int:
    """Where in the clean text a whole sentence begins that says something by a verb of its own, or names nobody."""
    end = offset + len(block.text[offset:]) - len(block.text[offset:].lstrip())
    for i, part in enumerate(sentences(tokens(block.text[end:]), draft.lexicon.words["Abbreviation"])):
        if i and not draft.finder.find(part):
            return end  # "Delansvarig: den som har en del. Skriv vilken."
        words = [_COLON, *part]
        names = draft.finder.find(words)
        clauses = parse(words, names, draft.lexicon)
        begins_with_body = not i and names and names[0].first == 1  # "Finansiering: X, som söker bidrag, och Y"
        if not begins_with_body and any(clause.kind in _SAYING and clause.finite is not None for clause in clauses):
            return end
        end += width(part)
    return len(block.text)


_SAYING = frozenset({"main", "coordinate"})


_PARTS = re.compile(r"(?:[–—(;,.]|^) ?([A-ZÅÄÖa-zåäö][\w /]{2,40}):(?= )")
_ENDS = re.compile(r"[);]|\.(?= |$)|$")


def read_labels(block: Block, offset: int, draft: Draft) -> None:
    """Labels within a line, from the clean offset on: "Fältgruppen – ansvarig: X", "… (ansvar: X, samverkan: Y)"."""
    for start, colon in _labels_within(block.text, offset, draft.lexicon):
        label = Label(draft.lexicon.labels[block.text[start:colon].lower()].role, block.reading.span(start, colon))
        ends = _ENDS.search(block.text, colon)
        following = next((at for at, _ in _labels_within(block.text, colon, draft.lexicon)), len(block.text))
        end = min(ends.start() if ends else len(block.text), following)
        if block.text[colon + 1 : end].strip(" ,"):
            value = replace(block, reading=block.reading.part(colon + 1, end))
            _read(value, 0, label, block.reading.span(start, end), draft)


def _labels_within(text: str, offset: int, lexicon: Lexicon) -> list[tuple[int, int]]:
    """Where labels begin and end in a clean text, behind a dash, bracket, comma or full stop."""
    if ":" not in text[offset:]:
        return []  # as most
    found = _PARTS.finditer(text, offset)
    return [match.span(1) for match in found if match.start() and match.group(1).lower() in lexicon.labels]


def _without_labels(block: Block, offset: int, lexicon: Lexicon) -> Block:
    """The block up to the first label within its value, known or not: "Ansvarig: X, samverkan: Y. Klart: 2027"."""
    ends = [start for start, _ in _labels_within(block.text, offset, lexicon)]
    ends += [other.start() for other in _OTHER_LABEL.finditer(block.text, offset)]
    return _cut(block, min(ends)) if ends else block


def _cut(block: Block, end: int) -> Block:
    """The block up to ``end`` of its clean text, no space behind it: what is quoted ends with a word or sign."""
    return replace(block, reading=block.reading.part(0, len(block.text[:end].rstrip())))


_OTHER_LABEL = re.compile(r"(?<=[.;] )[A-ZÅÄÖ][\w /-]{1,30}:")


def lead_in(block: Block, draft: Draft) -> Label | None:
    """A sentence that ends in a label before bullets: "Enheten samverkar med:", "Följande deltar:"."""
    if not block.text.endswith(":"):
        return None
    lexicon, spoken = draft.lexicon, block.text[:-1].lower()
    if (announced := _announced(block, draft)) is not None or not spoken.endswith(_label_endings(lexicon)):
        return announced
    ending = max((name for name in lexicon.labels if spoken.endswith(f" {name}")), key=len)
    end = len(block.text) - 1
    return Label(lexicon.labels[ending].role, block.reading.span(end - len(ending), end))


@lru_cache(maxsize=8)
def _label_endings(lexicon: Lexicon) -> tuple[str, ...]:
    return tuple(f" {name}" for name in lexicon.labels)


def _announced(block: Block, draft: Draft) -> Label | None:
    """ "Följande deltar:", "Samråd har skett med nedanstående myndigheter:": what the sentence makes of those below."""
    if POINTING_AHEAD.isdisjoint(word.lower for word in block.words):
        return None
    last = list(sentences(block.words, draft.lexicon.words["Abbreviation"]))[-1]
    words, at = [*last, _BELOW], len(last)
    names = [*draft.finder.find(last), NounPhrase(at, at, proper=(_BELOW.text,), name=_BELOW.text)]
    for finding in findings(words, parse(words, names, draft.lexicon), draft.lexicon):
        if finding.phrase.first == at:
            begin = block.starts[len(block.words) - len(last)]
            cue = block.reading.span(
                begin + width(last[: finding.cue_first]), begin + width(last[: finding.cue_last + 1])
            )
            return Label(finding.role, cue)
    return None


_BELOW = Token("X", "x", 1)  # stands for those below


def is_bare_label(block: Block, following: Block | None, draft: Draft) -> bool:
    """Whether a line is a label without a colon: "Medverkande" over lines that only name bodies."""
    begins = block.kind != "item" and block.text[0].isupper() and ":" not in block.text and following is not None
    return begins and _bare(block, draft) is not None and following is not None and only_names(following, draft)


def _bare(block: Block, draft: Draft) -> Pattern | None:
    return label_of(f"{block.text}:", draft.lexicon) if len(block.text) <= _LONGEST_LABEL else None


def open_label(block: Block, draft: Draft) -> None:
    """Take a line that is only a label: the lines that follow are its values."""
    pattern = _bare(block, draft)
    assert pattern is not None
    draft.label = Label(pattern.role, block.reading.span(0, len(block.text)))


def only_names(block: Block, draft: Draft) -> bool:
    """Whether a line names bodies and says nothing else."""
    if len(block.text) > _LONGEST_LINE or block.code is not None or block.label is not None:
        return False
    names = draft.finder.find([_COLON, *block.words])
    inside = {i for name in names for i in range(name.first, name.last + 1)}
    plain = [name for name in names if name.head is None and not name.known and name.first == name.last]
    if plain and block.kind == "heading" and len(names) == 1:
        return False  # "Läget" is a heading
    return bool(names) and all(
        word.lower in _SEPARATORS for i, word in enumerate(block.words, start=1) if i not in inside
    )


_LONGEST_LINE = 120  # code points
_LONGEST_LABEL = 40
_COLON = Token(":", ":", 1)
_SEPARATORS = frozenset({",", "och", "samt", "/", "|", "•", "(", ")", "i", "på", "genom", ";"})


def is_value(block: Block, lexicon: Lexicon) -> bool:
    """Whether a bullet under a label names bodies; one with a verb or a label of its own says something else."""
    words = block.words
    no_prepositions = (token.lower for token in words if token.lower not in lexicon.words["Preposition"])
    has_verb = any(form.finite for word in no_prepositions for form in lexicon.verbs.get(word, ()))
    return not has_verb and not any(token.lower in {"av", ":"} for token in words)


def read_values(block: Block, offset: int, label: Label, draft: Draft) -> None:
    """The bodies in ``block`` from the clean offset on, each with the label's role."""
    _read(block, offset, label, block.reading.span(0, len(block.text)), draft)


def read_row(block: Block, draft: Draft) -> None:
    """The bodies in a row's labelled cells; the whole row is the evidence. A row of sums names nobody."""
    if any(block.cell_text(span).lower().rstrip(":") in _SUMS for _, span in block.cells):
        return
    for name, span in block.cells:
        pattern = draft.lexicon.labels.get(name.lower())
        if pattern is not None:
            cell = replace(block, reading=Reading.of(draft.document.text, span))
            _read(cell, 0, Label(pattern.role, span), block.span, draft)


_SUMS = frozenset({"summa", "delsumma", "totalt", "total", "totalsumma"})


def lists_bodies(block: Block, lexicon: Lexicon) -> bool:
    """Whether a row begins with a body and has besides it only amounts: "Medfinansiär | Slag | Belopp"."""
    names = [name.lower() for name, _ in block.cells]
    others = (name for name in names if name and name not in lexicon.labels)
    measures = lexicon.words["MeasureHeading"]
    return names[0] in lexicon.labels and all(name.split()[0] in measures or name[0].isdigit() for name in others)


_CODE = re.compile(r"[A-ZÅÄÖ]{0,4}[- ]?\d{1,2}(?:\.\d{1,2})*[a-h]?\.?")

_CODE_AND_TITLE = re.compile(r"([A-ZÅÄÖ]{0,3}\d{1,2}(?:\.\d{1,2})+[a-h]?|[A-ZÅÄÖ]{1,3}\d{1,2})[.:]? ([A-ZÅÄÖ].+)")


def row_title(block: Block, lexicon: Lexicon) -> tuple[str | None, str]:
    """The code and title of a row: its number, and its first cell that is neither a number nor labelled."""
    texts = [(name.lower(), block.cell_text(span)) for name, span in block.cells]
    numbered = [text for name, text in texts if name.rstrip(".") in lexicon.words["NumberHeading"]] or [texts[0][1]]
    code = numbered[0].rstrip(".") if _CODE.fullmatch(numbered[0]) else None  # whatever the column is called
    told = [(name, text) for name, text in texts if name not in lexicon.labels and text.rstrip(".") != code]
    title = _joined_cells([text for name, text in told if name == told[0][0]]) if told else block.text
    both = _CODE_AND_TITLE.fullmatch(title) if code is None else None
    return (both[1], both[2]) if both else (code, title)  # "1.1 Ungdomsforum" in one cell


def _joined_cells(texts: list[str]) -> str:
    """The parts of a cell that a dump has written on several lines, a hyphen at the end of one taken as its break."""
    title = texts[0]
    for text in texts[1:]:
        breaks = title.endswith("-") and text[0].islower() and not text.startswith(("och ", "eller "))
        title = title[:-1] + text if breaks else f"{title} {text}"
    return title


def _read(block: Block, offset: int, label: Label, evidence: Span, draft: Draft) -> None:
    value = block.text[offset:]
    spaces = len(value) - len(value.lstrip())
    # What stands in a field is a name, however it begins: as inside a sentence, not as its first word.
    words = [Token(":", ":", spaces), *tokens(value)]
    sentence = Sentence(block, words, draft.section, offset)
    for clause in parse(words, draft.finder.find(words), draft.lexicon):
        for item in clause.nouns:
            role = _role_in_field(item, label, draft.lexicon)
            for i, phrase in enumerate(item.phrases if role else ()):
                if _only_begins(phrase, words) or phrase.genitive or _is_town_of(item.phrases, i):
                    continue
                opened = item.open_from is not None and i >= item.open_from
                finding = Finding(role, phrase, 0, 0, "label", via=item.office(i), open_list=opened)
                own = bracketed(words, phrase, draft.lexicon)
                if own is None or role not in _UNSAID:
                    draft.add(finding, sentence, evidence, label.span)
                if own is not None:
                    draft.add(replace(own, via=finding.via), sentence, evidence)


def _is_town_of(phrases: tuple[NounPhrase, ...], i: int) -> bool:
    """ "Beställare: Kulturnämnden, Ekby kommun": the town behind a board says whose board it is."""
    if i != 1 or len(phrases) > 2:
        return False
    board, town = ((p.known[0].kind if p.known else p.head.head.kind if p.head else "") for p in phrases)
    return (
        board in {"Committee", "Administration"} and town == "Municipality" and phrases[1].first == phrases[0].last + 2
    )


def bracketed(words: list[Token], phrase: NounPhrase, lexicon: Lexicon) -> Finding | None:
    """ "Polisen (medverkar)", "Polisen – medverkar": the label behind a name says what part that body has."""
    begin = phrase.last + 2
    closing = _CLOSING.get(words[begin - 1].text) if begin < len(words) else None
    if closing is None:
        return None
    ends = (k for k in range(begin, min(begin + _LONGEST_BRACKET, len(words))) if words[k].text in closing)
    end = next(ends, len(words) if closing is not _CLOSING["("] else begin)
    label = lexicon.labels.get(" ".join([word.lower for word in words[begin:end]]))
    return Finding(label.role, phrase, begin, end - 1, "label") if label is not None else None


_CLOSING = {"(": frozenset(")"), "–": frozenset(",;."), "-": frozenset(",;.")}
_LONGEST_BRACKET = 4  # words, with the bracket
# What a label says of all who stand behind it, which one in brackets says better.
_UNSAID = frozenset({"involved", "participates", "cooperates"})


def _only_begins(phrase: NounPhrase, words: list[Token]) -> bool:
    """ "Visningar för allmänheten": a value's first word, whose capital shows no name, with more words behind it."""
    plain = phrase.head is None and not phrase.known and phrase.first == phrase.last == 1
    follows = words[phrase.last + 1] if phrase.last + 1 < len(words) else None
    return plain and follows is not None and follows.is_word and follows.lower not in _SEPARATORS


def _role_in_field(item: Item, label: Label, lexicon: Lexicon) -> str:
    """The label's role; "… i samarbete med Y" within the value has its own, and "… i kommunen" says only where."""
    for pattern in lexicon.phrase_patterns:
        if item.governs == pattern.text:
            return pattern.role
    return "" if item.governs in _WHERE else label.role


_WHERE = frozenset({"i", "på", "vid", "inom", "för", "om", "under"})
