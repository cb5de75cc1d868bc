"""Short names that a document gives to its bodies: "Namn (ABBR)", "nedan kallad X", "X = Namn"."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from kg.extract.blocks import Block
from kg.extract.capitals import COMPANY
from kg.extract.nouns import Finder
from kg.extract.phrases import NounPhrase
from kg.extract.tokens import Token, lowers, places, tokens
from kg.heads import Head
from kg.lexicon import Lexicon
from kg.model import Body
from kg.resolve import Resolver, Setting

# "(NCK)", "(nedan kallad Nämnden)", "(i fortsättningen Bolaget)" right after a name.
_BRACKETED = re.compile(
    r"\((?:(?:här|i det följande|i fortsättningen|nedan) ?(?:efter)?,? ?(?:kalla[dt]e?|benämnd)? )?([^()\d]{2,40})\)"
)
_CALLED = re.compile(
    r",? (?:nedan|i fortsättningen|i det följande|här)(?: kalla[dt]e?| benämn[dt]|(?= [A-ZÅÄÖ])) "
    r"([\wåäöÅÄÖ]+(?: [A-ZÅÄÖ][\wåäö]+)*)"
)
# "A, B och C, i det följande kallade kommunen, klubben och bolaget"
_EACH_CALLED = re.compile(
    r",? (?:nedan|härefter|i fortsättningen|i det följande|här) (?:kallade|benämnda) ((?:\w+, )*\w+ och \w+)"
)
_BEFORE_CALLED = ("nedan", "i fortsättningen", "i det följande", "här")
# "X kommun, nedan kommunen", "Y IF, nedan Klubben och"
_BELOW = re.compile(r", (?:nedan|härefter|i fortsättningen) ([a-zåäöA-ZÅÄÖ]+)(?=[,.;)]| och | samt |$)")
# "Läkemedelsverket, LV, ska": if the letters are those of the name
_INITIALS = re.compile(r", ([A-ZÅÄÖ]{2,6})(?=[,.;]| och | samt |$)")
_SIGNS = ("(", "kalla", "benämn", " = ", ", nedan ", ", härefter ", ", i fortsättningen ")
_MOST_WORDS = 3  # of an alias
_LOOKED_BACK = 2  # words before the first of a phrase that are asked about it
_FARTHEST = 30  # code points between a name and its alias
_EQUALS = re.compile(r"\b([A-ZÅÄÖ][\wåäöÅÄÖ-]{1,20}) = ")
_STOP = Token(".", ".", 2)
_ENDS_NAME = ".".__eq__


def aliases(parts: list[Block], lexicon: Lexicon, where: Setting) -> dict[str, Body]:
    """The short names defined anywhere in the document, with the body that each stands for.

    A name that is defined twice for different bodies is dropped: nothing says which is meant.
    """
    finder = Finder.of(lexicon, where.known)
    found: dict[str, Body] = {}
    clashing: set[str] = set()
    resolver = Resolver(lexicon, where, aliases=found)
    for block in parts:
        for alias, body in _defined(block, finder, resolver):
            if found.setdefault(alias, body) != body:
                clashing.add(alias)
        resolver.forget()
    return {alias: body for alias, body in found.items() if alias not in clashing}


def _defined(block: Block, finder: Finder, resolver: Resolver) -> Iterator[tuple[str, Body]]:
    text = block.text
    if block.kind == "field" and (block.label or "").lower() in finder.lexicon.words["PartyNoun"]:
        yield from _labelled(block, finder, resolver)
    if not any(map(text.__contains__, _SIGNS)) and not _INITIALS.search(text):
        return  # as most
    behind = [match for match in _behind_name(text) if _can_be_alias(match.group(1), finder.lexicon)]
    equal = list(_EQUALS.finditer(text)) if " = " in text else []
    each = _EACH_CALLED.search(text) if " kallade " in text or " benämnda " in text else None
    if each is not None:
        yield from _each_called(block, each, finder, resolver)
        return
    if not (behind or equal):
        return
    words = _beside(block, behind, equal, finder)
    phrases = finder.find(words)
    for match in behind:
        phrase = _fitting(match.group(1), _ending_at(phrases, block, match.start()), phrases, finder.lexicon)
        is_other = match.re is _INITIALS and phrase is not None and not _is_short_for(match.group(1), phrase, finder)
        if (
            phrase is not None
            and not is_other
            and not phrase.is_group
            and _can_be_called(phrase, match.group(1), finder)
        ):
            yield from _named(match.group(1), phrase, words, resolver)
        elif match.re is _BRACKETED and (name := _line_named(block.text, match)):
            yield match.group(1), Body(name, "Organisation", resolver.setting.scope)
    beginning = {block.starts[phrase.first]: phrase for phrase in phrases} if equal else {}
    for match in equal:
        phrase = beginning.get(match.end())
        if phrase is not None:
            yield from _named(match.group(1), phrase, words, resolver)


def _can_be_called(phrase: NounPhrase, alias: str, finder: Finder) -> bool:
    """Whether a name can have that short name: "Bo Ask (polisen)", "Cia Alm (Lamp AB)" say whom a person comes from."""
    if phrase.head is not None or phrase.known or not COMPANY.isdisjoint(phrase.proper):
        return True
    whole = finder.whole(tokens(alias))
    form = finder.lexicon.head_form(alias)
    is_office = form is not None and form[0].head.kind not in _OF_ANY_NAME
    return not is_office and (whole is None or not whole.known) and COMPANY.isdisjoint(alias.split())


_OF_ANY_NAME = frozenset({"Organisation", "CivilSocietyOrganisation", "MunicipalCompany"})


def _line_named(text: str, match: re.Match[str]) -> str:
    """The whole of a line before "(i det följande X)", where it is only a name: "Studieförbunden i Samverkan Väst"."""
    says_so = match.group().lstrip("(").startswith(_BEFORE_CALLED)
    name = text[: match.start()].strip()
    is_name = name[:1].isupper() and len(name.split()) <= _LONGEST_LINE and not set(name) & set(".,:;()")
    return name if says_so and is_name else ""


_LONGEST_LINE = 6  # words


def _each_called(block: Block, match: re.Match[str], finder: Finder, resolver: Resolver) -> Iterator[tuple[str, Body]]:
    """ "A, B och C, nedan kallade kommunen, klubben och bolaget": as many short names as bodies, in their order."""
    short = re.split(r", | och ", match.group(1))
    at = bisect_left(block.starts, match.start())
    phrases = [p for p in finder.find(block.words[:at]) if not p.first or block.words[p.first - 1].lower != "genom"]
    if len(phrases) < len(short):
        return
    for alias, phrase in zip(short, phrases[-len(short) :], strict=True):
        yield from _named(alias, phrase, block.words, resolver)


def _is_short_for(initials: str, phrase: NounPhrase, finder: Finder) -> bool:
    """Whether letters stand in a name in that order, the first as its first, and are no other body's."""
    name, at = phrase.name.lower(), 0
    if name[:1] != initials[0].lower() or any(found.known for found in finder.find(tokens(f"av {initials}"))):
        return False
    for letter in initials.lower():
        at = name.find(letter, at) + 1
        if not at:
            return False
    return True


def _behind_name(text: str) -> Iterator[re.Match[str]]:
    """What may stand behind a name to say what it is called; the patterns are tried only where they can hold."""
    if "(" in text:
        yield from _BRACKETED.finditer(text)
    if any(word in text for word in _BEFORE_CALLED):
        yield from _CALLED.finditer(text)
        yield from _BELOW.finditer(text)
    yield from _INITIALS.finditer(text)


def _beside(block: Block, behind: list[re.Match[str]], equal: list[re.Match[str]], finder: Finder) -> list[Token]:
    """The words of a block, with full stops for those that no match is about, so that each keeps its place.

    A match is about what its sentence says before it, up to a word that stands in no name, or with "=" behind it. Where
    the alias is a word for a kind of body, one further back may be meant, and all that stands before it stays.
    """
    words = block.words
    stops = places(lowers(words), _ENDS_NAME)
    bounds = places(lowers(words), finder.never_named.__contains__) if behind else []
    kept = [_STOP] * len(words)
    for match in behind:
        form = finder.lexicon.head_form(match.group(1))
        at = bisect_left(block.starts, match.start())
        first = 0
        if form is None or form[1]:
            stop, bound = bisect_left(stops, at), bisect_left(bounds, at)
            first = max(stops[stop - 1] if stop else 0, bounds[bound - 1] - _LOOKED_BACK if bound else 0)
        kept[first : at + 1] = words[first : at + 1]
    for match in equal:
        at = bisect_left(block.starts, match.start())
        k = bisect_left(stops, at)
        last = stops[k] if k < len(stops) else len(words)
        kept[at:last] = words[at:last]
    return kept


def _labelled(block: Block, finder: Finder, resolver: Resolver) -> Iterator[tuple[str, Body]]:
    """ "Hyresvärd: X kommun": whom "hyresvärden" means, if the label names one body."""
    noun = block.label or ""
    definite = noun + ("nen" if noun.endswith("man") else "n" if noun.endswith(("are", "ande")) else "en")
    names = finder.find(block.words)
    singles = [phrase for phrase in names if phrase.first > 1]
    if singles and not any(word.lower in {"och", "samt"} for word in block.words[singles[0].last + 1 :]):
        for alias in (definite, definite.lower()):
            yield from _named(alias, singles[0], block.words, resolver)


def _can_be_alias(text: str, lexicon: Lexicon) -> bool:
    form = lexicon.head_form(text)
    if text.lower().endswith("departementet"):
        return False  # "Regeringskansliet (Finansdepartementet)" says which part of it
    of_several = form is not None and form[0].definite and form[0].plural and text[0].islower()
    return text[0].isalpha() and len(text.split()) <= _MOST_WORDS and not of_several


def _ending_at(phrases: list[NounPhrase], block: Block, position: int) -> NounPhrase | None:
    """The phrase whose last word ends right before ``position``; an organisation number in between is passed over."""
    for phrase in phrases[bisect_right(phrases, position - _FARTHEST, key=lambda p: block.end(p.last)) :]:
        between = position - block.end(phrase.last)
        if 0 <= between <= 1 or (
            0 < between < _FARTHEST
            and _says_which(block.words[phrase.last + 1 : bisect_left(block.starts, position, phrase.last + 1)])
        ):
            return phrase
    return None


def _says_which(between: list[Token]) -> bool:
    """Whether words behind a name are its organisation number, or where it is: "Röda Korset i Umeå (föreningen)"."""
    if len(between) == 2 and between[0].text == "i":
        return between[1].text[0].isupper()
    return all(w.text in ",." or w.text[0].isdigit() or w.lower.startswith(("org", "nr")) for w in between)


def _fitting(alias: str, phrase: NounPhrase | None, phrases: list[NounPhrase], lexicon: Lexicon) -> NounPhrase | None:
    """ "X stadsdelsnämnd, genom X stadsdelsförvaltning (nedan kallad Nämnden)": the alias says which of them."""
    if phrase is not None and phrase.head is not None and "policeArea" in phrase.head.head.traits:
        # "Polismyndigheten, lokalpolisområde Ekby, nedan kallad polisen"
        phrase = next((p for p in phrases if p.last == phrase.first - 2 and p.known), phrase)
    form = lexicon.head_form(alias)
    if phrase is None or form is None:
        return phrase
    before = [p for p in phrases if p.last <= phrase.last and _names_a(form[0].head, p)]
    return before[-1] if before and not _names_a(form[0].head, phrase) else phrase


def _names_a(head: Head, phrase: NounPhrase) -> bool:
    """Whether a phrase names a body of that head: a known one by its last word, another by its own head."""
    if phrase.head is not None:
        return phrase.head.head == head
    of_kind = head.kind == "Region" and any(body.kind == head.kind for body in phrase.known)  # "Region Norr"
    return of_kind or any(phrase.name.lower().endswith(form) for form in (head.singular, head.definite))


def _named(alias: str, phrase: NounPhrase, words: list[Token], resolver: Resolver) -> Iterator[tuple[str, Body]]:
    if phrase.is_group or phrase.bare:
        return
    body, _ = resolver.resolve(phrase, words, 0)
    if body is not None and alias.lower() != body.name.lower():
        yield alias, body
