"""What the head of a document says of the whole: its title, its date, who issued it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache, partial

from kg import dates
from kg.extract.blocks import Block
from kg.extract.nouns import Finder
from kg.extract.phrases import NounPhrase
from kg.extract.tokens import Token, places, texts, tokens
from kg.lexicon import Lexicon
from kg.model import Body, Document, Mention, Span
from kg.resolve import Resolver, Setting, named_body
from kg.spelling import BySpelling

_BETWEEN = frozenset({",", "och", "/", "|", "–", "-", "•"})
# A date, a reference number, a page number: what stands in a head beside the title.
_STAMP = re.compile(
    r"(?:Datum|Dnr|Diarienr|Diarienummer|Sida|Sid|Blad|Sammanträdesdatum)?:?\s*(?:[A-ZÅÄÖ][A-Za-zÅÄÖ]{0,5}[ -]?)?"
    r"[\d\s./:()–-]+|\d{1,2} \w+ \d{4}"
)
_OF_DATE = frozenset({"datum", "sida", "blad", "den", "kl", "(", ")"})
_WEEKDAYS = frozenset({"måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"})
_DIARY = re.compile(r"\b(?:Dnr|Diarienr|Diarienummer):? (?:[A-ZÅÄÖ]{1,6} ?)?\d[\d/:.-]*")
_SENT = ("till ", "pressmeddelande från ", "pressmeddelande ")  # says who speaks, as a letterhead does
_PATH = (" > ", " » ", " › ")  # "Hem > Stöd och omsorg > Äldre", over a page of the web
_HEADER_BLOCKS = 12
_LONGEST_NAME = 120  # code points: no body's name is longer


def title_at(parts: list[Block], lexicon: Lexicon, where: Setting) -> int:
    """The index of the block that is the title: the first that is no letterhead, date, number or kind of document.

    0 where the head has no such block before the text begins.
    """
    finder = Finder.of(lexicon, where.known)
    for i, block in enumerate(parts[:_HEADER_BLOCKS]):
        if block.kind != "heading" and not (block.kind == "paragraph" and len(block.text) < _LONGEST_NAME):
            break
        name = block.text.lower()
        if block.code or _heads_part(name, lexicon) or (block.is_report and not _names_more(block)):
            break
        is_path = any(sign in name for sign in _PATH)
        is_kind = is_path or name in lexicon.words["DocumentType"] or name.startswith(_SENT)
        stamp = _DIARY.sub("", block.text).strip()
        if not (is_kind or not stamp or _STAMP.fullmatch(stamp) or is_letterhead(block, finder)):
            return i if block.kind == "heading" else 0
    return 0


def subtitled(parts: list[Block], titled: int, lexicon: Lexicon) -> int:
    """The index of the last heading that goes on with the title: "Gröna rum" over "Parkplan 2025–2030"."""
    last, endings = titled, _document_endings(lexicon)
    for i, block in enumerate(parts[titled + 1 : titled + _HEADER_BLOCKS], start=titled + 1):
        if block.kind not in {"heading", "header"} or block.code is not None or block.is_report:
            break
        words = [word.lower for word in block.words]
        if block.kind == "heading" and (words[0] == "del" or any(word.endswith(endings) for word in words)):
            last = i
    return last if _goes_on_at_once(parts, last) else titled


def _goes_on_at_once(parts: list[Block], at: int) -> bool:
    """Whether text follows a heading, which then heads that, or may be the last line of a title."""
    return at + 1 < len(parts) and parts[at + 1].kind == "paragraph"


def _names_more(block: Block) -> bool:
    """ "Åtgärder ur rapporten ”Trygga gator”": the title of a document that goes through one report."""
    return " " in block.text.partition(block.title)[0].rstrip(' ”“"»')


def _heads_part(name: str, lexicon: Lexicon) -> bool:
    return name in lexicon.words["PartHeading"] and name not in lexicon.words["DocumentType"]


def is_letterhead(block: Block, finder: Finder) -> bool:
    """Whether a line holds nothing but names of bodies, which says who speaks and not what is to be done."""
    names = _filling([block.words[i] for i in _no_stamps(block, finder)], finder)
    return bool(names) and all(name.known or (name.head is not None and not _may_be_several(name)) for name in names)


def _may_be_several(name: NounPhrase) -> bool:
    """ "Berörda nämnder", and "Mobila team", whose noun is alike in both numbers: what a section is about."""
    assert name.head is not None
    alike = name.head.head.singular == name.head.head.plural and not name.head.definite
    return name.is_group or (alike and name.proper[:1] != () and name.proper[0].endswith("a") and len(name.proper) == 1)


def title(parts: list[Block], at: int, document: Document) -> str:
    """The text of the block at ``at``; the file's name where there is none."""
    return parts[at].text if parts else document.name


def begins_with(kind: str, head: list[Block], lexicon: Lexicon) -> bool:
    """Whether a line of the head, the title or what stands before it, begins with a word of that class: "Svar på …"."""
    return any(block.words[0].lower in lexicon.words[kind] for block in head if block.words)


def names_body(block: Block, finder: Finder) -> bool:
    """Whether a heading is the name of one body, its number left out: "3. Trafikverket"."""
    first = next((i for i, word in enumerate(block.words) if word.text[0].isalpha()), 0)
    whole = finder.whole(block.words[first:])
    return whole is not None and not whole.is_group and whole.names_body


def own_words(title: str, lexicon: Lexicon) -> frozenset[str]:
    """What a document with that title calls itself: "planen" and "äldreplanen" for "Äldreplan 2024"; "ärendet"."""
    found = {"ärendet", "beredningen", "dokumentet", "utlåtandet", "tjänsteutlåtandet", "tjänsteskrivelsen"}
    found |= {"skriften", "lathunden", "handboken"}
    forms = _document_nouns(lexicon)
    endings = _document_endings(lexicon)
    spoken = [token.lower for token in tokens(title)]
    if spoken and spoken[0] in lexicon.words["ResponseWord"]:
        spoken = spoken[:1]  # "Yttrande över förslag till vattenplan": the plan is somebody else's
    words = [word for word in spoken if word.endswith(endings)]
    for definite, ends in forms.items() if words else ():
        for word in words:
            stem = next((word[: -len(end)] for end in ends if word.endswith(end)), None)
            if stem is not None:
                found |= {definite, stem + definite}
    return frozenset(found)


@lru_cache(maxsize=8)
def _document_nouns(lexicon: Lexicon) -> dict[str, tuple[str, str]]:
    return {definite: _stems(definite) for definite in lexicon.words["DocumentNoun"]}


@lru_cache(maxsize=8)
def _document_endings(lexicon: Lexicon) -> tuple[str, ...]:
    return tuple(end for ends in _document_nouns(lexicon).values() for end in ends)


def _stems(definite: str) -> tuple[str, str]:
    """The forms of a noun that a title has: "plan" and "planen" of "planen", "strategi" of "strategin"."""
    bare = definite.removesuffix("met") + "m" if definite.endswith("mmet") else definite
    short = bare[:-1] if bare.endswith("in") else bare[:-2] if bare == definite else bare[:-1]
    return (definite, short)


def date(parts: list[Block], lexicon: Lexicon) -> str | None:
    """The ISO date that stands in the head, if one does."""
    head = "\n".join(
        block.text for block in parts[:_HEADER_BLOCKS] if block.kind != "paragraph" or len(block.text) < 60
    )
    return next(dates.dates(head, lexicon), None)


def as_of(parts: list[Block], clean: str, lexicon: Lexicon) -> str | None:
    """When an undated document can be read as written: at the latest date in its text, else a year in its title.

    Good enough to know which bodies there were; no date of the document itself.
    """
    everywhere = list(dates.dates(clean, lexicon))
    if everywhere:
        return max(everywhere)
    return next(iter(re.findall(r"\b(?:19|20)\d\d\b", parts[0].text)), None) if parts else None


def issuer(
    name: str | None, letterhead: list[Mention], title: list[Block], lexicon: Lexicon, where: Setting
) -> Mention | None:
    """The body that issued the document: as the user says, else of its ``letterhead`` or its title.

    ``title`` are the blocks that are the title.
    """
    if name is not None:
        return Mention(Span(0, 0), named_body(name, lexicon, where), "issuer")
    # "Ransby kommun" over "Socialnämnden": the committee speaks.
    found = [*letterhead, *(mention for block in title for mention in _of_title(block, lexicon, where))]
    return next((mention for mention in found if mention.body.kind != "Municipality"), found[0] if found else None)


def _of_title(block: Block, lexicon: Lexicon, where: Setting) -> list[Mention]:
    """ "Reglemente för bildningsnämnden", "Socialnämndens årsrapport": whom the title says it is of."""
    if len(block.text) > _LONGEST_NAME:
        return []
    words = block.words
    if all(word.lower != "för" and not word.lower.endswith("s") for word in words):
        return []
    names = [name for name in Finder.of(lexicon, where.known).find(words) if name.head is not None or name.known]
    if len(names) != 1 or names[0].is_group or names[0].bare:
        return []
    name = names[0]
    is_of = name.first > 0 and words[name.first - 1].lower == "för"
    if not is_of and not (name.first == 0 and _owns_document(words, name, lexicon)):
        return []
    body, _ = Resolver(lexicon, where).resolve(name, words, 0)
    own = body is not None and (not is_of or body.kind in {"Committee", "Administration"})
    return [Mention(block.span_of(name.first, name.last), body, "name")] if own and body else []


def _owns_document(words: list[Token], name: NounPhrase, lexicon: Lexicon) -> bool:
    """Whether a name in the genitive stands right before what a document is called: "… årsrapport"."""
    if not words[name.last].lower.endswith("s") or name.last + 1 >= len(words):
        return False
    owned = words[name.last + 1].lower
    return owned.endswith(_document_endings(lexicon))


def letterhead(parts: list[Block], lexicon: Lexicon, where: Setting) -> Iterator[Mention]:
    """The bodies whose names fill a line of the head, dates and kinds of document left out."""
    finder = Finder.of(lexicon, where.known)
    for block in parts[:_HEADER_BLOCKS]:
        is_text = block.kind == "paragraph" and block.text.endswith(".") and " " in block.text
        if is_text or block.kind in {"item", "row", "header"}:
            return  # the text has begun
        if block.kind == "field" or block.code or block.is_report or len(block.text) > _LONGEST_NAME:
            continue
        if block.kind == "heading" and block.title.lower() in lexicon.words["PartHeading"]:
            return  # the text has begun
        kept = _no_stamps(block, finder)
        words = [block.words[i] for i in kept]
        names = _filling(words, finder)
        if not names or names[0].first:
            continue
        whole = names[0]
        if whole.is_group or whole.bare or (whole.head is None and not whole.known):
            continue
        body, _ = Resolver(lexicon, where).resolve(whole, words, 0)
        if body is not None:
            yield Mention(block.span_of(kept[whole.first], kept[whole.last]), body, "name")


def addressees(parts: list[Block], lexicon: Lexicon, where: Setting) -> Iterator[Body]:
    """The bodies that a line of the head sends the document to: "Till Kulturnämnden"."""
    finder = Finder.of(lexicon, where.known)
    for block in parts[:_HEADER_BLOCKS]:
        if block.text[:5].lower() == "till " and len(block.text) <= _LONGEST_NAME:
            words = block.words[1:]
            bodies = (Resolver(lexicon, where).resolve(name, words, 0)[0] for name in _filling(words, finder))
            yield from (body for body in bodies if body is not None)


def _no_stamps(block: Block, finder: Finder) -> list[int]:
    """Where in a line stand words that are no date, number or kind of document; none if it plainly says more."""
    written, is_stamp = texts(block.words), _stamps(finder.lexicon)
    if not all(is_stamp[written[i]] for i in places(written, finder.never_named.__contains__)):
        return []
    return [i for i, word in enumerate(written) if not is_stamp[word]]


@lru_cache(maxsize=8)
def _stamps(lexicon: Lexicon) -> BySpelling[bool]:
    """Whether a word is of a date, a number or a kind of document."""
    return BySpelling(partial(_is_stamp, lexicon))


def _is_stamp(lexicon: Lexicon, word: str) -> bool:
    lower = word.lower()
    of_date = lower in lexicon.months or lower in _OF_DATE or lower.removesuffix("en") in _WEEKDAYS
    return lower in lexicon.words["DocumentType"] or word[0].isdigit() or of_date


def _filling(words: list[Token], finder: Finder) -> list[NounPhrase]:
    """The names in a line, where they fill it."""
    names = finder.find(words)
    inside = {i for name in names for i in range(name.first, name.last + 1)}
    return names if all(word.lower in _BETWEEN for i, word in enumerate(words) if i not in inside) else []
