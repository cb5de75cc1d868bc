"""Which words can stand beside a head word in its noun phrase, told by their spelling alone.

Most words cannot, and then :mod:`kg.extract.nouns` need not ask any more. Whatever it takes into a phrase must be among
those told here; a test finds without asking.
"""

from __future__ import annotations

import re
from functools import lru_cache, partial

from kg.extract.phrases import COMPASS, LIST_SIGNS, NounPhrase, number
from kg.extract.tokens import Token
from kg.lexicon import Lexicon
from kg.spelling import BySpelling

Shapes = tuple[tuple[str, ...], tuple[re.Pattern[str], ...]]
"""How adjectives and owners end, something before it, and what else looks like one; in small letters."""

RANGE = re.compile(r"\d+[-–]\d+")
"""How many, as a range: "3-5"."""
ARTICLES = frozenset({"en", "ett"})
_ABOUT = frozenset({"minst", "högst", "cirka", "ca", "drygt", "knappt", "ungefär", "omkring"})
_SMALL_BEFORE = frozenset(
    {
        ",",
        "och",
        "samt",
        "eller",
        "respektive",
        "en",
        "ett",
        "den",
        "det",
        "de",
        "dem",
        "dessa",
        "stads",
        "kommuns",
        "läns",
    }
)
_SMALL_AFTER = frozenset({"för", "mot", "i"})
_LEGAL_FORM = frozenset({"ek", "ekonomisk"})  # "Tuna Byabutik ekonomisk förening"


def _can_go_after(word: str) -> bool:
    return word[0].isupper() or word.lower() in _SMALL_AFTER or word in COMPASS or word in _LEGAL_FORM


CAN_GO_AFTER = BySpelling(_can_go_after)
"""Whether a word right behind a head can be of its phrase: "Föreningen Läslust", "Rådet för …", "… i Rinkeby"."""


@lru_cache(maxsize=8)
def words_before(lexicon: Lexicon, shapes: Shapes) -> BySpelling[bool]:
    """Whether a word right before a head can be of its phrase: a name, an adjective, an owner, a number."""
    return BySpelling(partial(_can_go_before, lexicon, shapes))


def _can_go_before(lexicon: Lexicon, shapes: Shapes, word: str) -> bool:
    lower = word.lower()
    if word[0].isupper() or lower in _SMALL_BEFORE or lower in lexicon.quantifiers or number(lower) is not None:
        return True
    of_body = lexicon.head_form(word)
    if of_body is not None and of_body[2]:
        return True
    endings, others = shapes
    return lower.endswith(endings, 1) or any(shape.fullmatch(lower) for shape in others)


@lru_cache(maxsize=8)
def never_named(lexicon: Lexicon, shapes: Shapes) -> frozenset[str]:
    """The prepositions and subordinators that stand in no noun phrase."""
    names = (name.replace("-", " ").split() for body in lexicon.bodies for name in body.names)
    in_names = {written for words in names for word in words for written in (word, word.lower())}
    small = (lexicon.words["Preposition"] | lexicon.words["Subordinator"]) - in_names - _SMALL_AFTER
    before = words_before(lexicon, shapes)
    return frozenset(word for word in small if not before[word] and lexicon.head_form(word) is None)


@lru_cache(maxsize=8)
def owned_words(lexicon: Lexicon) -> frozenset[str]:
    """What a body has in a role phrase, and not in its name: "regi" of "i Vågens regi"."""
    return frozenset(p.lemma for p in lexicon.phrase_patterns if p.lemma) | frozenset(lexicon.holders)


def is_listed(words: list[Token], at: int, lexicon: Lexicon) -> bool:
    """ "kommuner, landsting och företag", "i dialog med företag": a plural, though alike in both numbers."""
    if words[at].text[0].isupper():
        return False
    if at > 1 and words[at - 1].lower == "med" and words[at - 2].lower in lexicon.words["CooperationNoun"]:
        return True
    around = [i for i in (at - 2, at + 2) if 0 <= i < len(words) and words[(i + at) // 2].lower in LIST_SIGNS]
    forms = (lexicon.head_form(words[i].text) for i in around)
    return any(found is not None and found[0].plural for found in forms)


def is_participle(words: list[Token], at: int, lexicon: Lexicon) -> bool:
    """ "övade" of "samtliga övade aktörer": what is spelled as a past, between a quantifier and its noun."""
    return words[at].lower.endswith("ade") and at > 0 and lexicon.quantifiers.get(words[at - 1].lower) == "all"


def counted(words: list[Token], phrase: NounPhrase, lexicon: Lexicon) -> tuple[int, int | None]:
    """Where a plural begins with what says how many there are, and the number: "minst sex", "3-5", "en rad"."""
    i, before = phrase.first, words[phrase.first - 1]
    if (many := number(before.lower)) is not None:
        return i - 1 - (i > 1 and words[i - 2].lower in _ABOUT), many
    if RANGE.fullmatch(before.text):
        return i - 1, None
    if i > 1 and before.lower.endswith("tal") and words[i - 2].lower == "ett":
        return i - 2, None
    if i > 1 and before.lower in lexicon.words["ShareWord"] and words[i - 2].lower in ARTICLES:
        phrase.quantifier = "some"
        return i - 2, None
    return i, None


def only_adds(phrase: NounPhrase, known: list[NounPhrase], words: list[Token]) -> bool:
    """Whether a phrase is a known name of three words or more, and small words behind it: "… folkminnen och museer"."""
    for name in known:
        if name.first == phrase.first and name.first + 1 < name.last < phrase.last:
            return all(word.text[0].islower() for word in words[name.last + 1 : phrase.last + 1])
    return False


def points_back(words: list[Token], at: int) -> bool:
    """ "ovan" of "de ovan nämnda aktörerna"."""
    return words[at].lower in {"ovan", "nedan"} and words[at + 1].lower in {"nämnda", "angivna", "uppräknade"}


def is_naming(words: list[Token], at: int) -> bool:
    """ "följande" of "i det följande Regionen": it says what a body is called from there on."""
    return words[at].lower == "följande" and [word.lower for word in words[max(0, at - 2) : at]] == ["i", "det"]


def joins_adjectives(words: list[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether an adjective and "och" end before ``at``: of "lokala och regionala aktörer"."""
    if at < 2 or words[at - 1].lower not in {"och", "eller"} or not words[at - 2].lower.endswith(_SURELY_ADJECTIVE, 1):
        return False
    return lexicon.head_form(words[at - 2].text) is None


_SURELY_ADJECTIVE = ("ala", "ella", "iga", "iva", "ära")
