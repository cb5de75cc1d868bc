"""Several bodies under one head word: "Farsta och Älvsjö nämnder", "länsstyrelserna i Skåne och Hallands län"."""

from __future__ import annotations

from functools import lru_cache

from kg.extract.phrases import CONJOINING, LIST_SIGNS, NounPhrase
from kg.extract.tokens import Token
from kg.extract.vocabulary import Vocabulary
from kg.lexicon import Lexicon

_LONGEST_NAME = 3  # words: "Västra Götalands"


def each_named(words: list[Token], phrase: NounPhrase, vocabulary: Vocabulary) -> list[NounPhrase]:
    """The bodies that the head of ``phrase`` names together, each by a name of its own; none where it names one."""
    form = phrase.head
    assert form is not None
    if not form.plural:
        return _towns_before(words, phrase, vocabulary.lexicon) if phrase.proper else []
    if not form.definite:
        return _owners_before(words, phrase, vocabulary)
    if form.head.singular == "länsstyrelse" and phrase.after[:1] == ("i",):
        return _county_boards(words, phrase, vocabulary.lexicon)
    is_kind = not phrase.stem or phrase.stem.lower() in vocabulary.lexicon.words["KindStem"]
    if form.head.singular in {"kommun", "region"} and is_kind and not phrase.after:
        return _listed_after(words, phrase, vocabulary.lexicon)
    return []


def _owners_before(words: list[Token], phrase: NounPhrase, vocabulary: Vocabulary) -> list[NounPhrase]:
    """ "Krokoms och Ragunda kommuner", "Farsta, Skarpnäcks och Älvsjö stadsdelsnämnder"."""
    form, at = phrase.head, phrase.head_at
    assert form is not None
    if phrase.first != at or at < 3 or words[at].text[0].isupper() or not vocabulary.is_proper(words, at - 1):
        return []  # "E-delegationen och Sveriges Kommuner och Landsting" are no two municipalities
    firsts = [at - 1]
    while firsts[0] >= 2 and words[firsts[0] - 1].lower in LIST_SIGNS:
        if not vocabulary.is_proper(words, firsts[0] - 2):
            break
        firsts.insert(0, firsts[0] - 2)
    if len(firsts) < 2:
        return []
    head = form.of_one
    noun = phrase.stem + form.head.singular
    return [
        *(
            NounPhrase(i, i, head, i, phrase.stem, proper=(words[i].text,), name=f"{words[i].text} {noun}")
            for i in firsts[:-1]
        ),
        NounPhrase(at - 1, at, head, at, phrase.stem, proper=(words[at - 1].text,), name=noun),
    ]


def _towns_before(words: list[Token], phrase: NounPhrase, lexicon: Lexicon) -> list[NounPhrase]:
    """ "Hofors, Ockelbo och Sandvikens kommun": the towns before the last, which alone has the noun."""
    assert phrase.head is not None
    if phrase.head.head.kind != "Municipality" or phrase.stem or words[phrase.first - 1].lower not in CONJOINING:
        return []
    firsts: list[int] = []
    at = phrase.first
    while at >= 2 and words[at - 1].lower in LIST_SIGNS and words[at - 2].text in lexicon.places:
        at -= 2
        firsts.insert(0, at)
    towns = [_spelled_out(phrase, i, i, lexicon.places[words[i].text].label) for i in firsts]
    return [*towns, phrase] if towns else []


def _county_boards(words: list[Token], phrase: NounPhrase, lexicon: Lexicon) -> list[NounPhrase]:
    """ "Länsstyrelserna i Skåne, Västra Götalands och Hallands län": the board of each county."""
    made = _each_known(words, phrase, phrase.head_at + 2, _county_names(lexicon))
    if not made:
        return []
    end = made[-1].last + 1
    is_county = end < len(words) and words[end].lower in {"län", "läns"}
    made[0].first, made[-1].last = phrase.first, end if is_county else end - 1
    return made


def _listed_after(words: list[Token], phrase: NounPhrase, lexicon: Lexicon) -> list[NounPhrase]:
    """ "kommunerna Hofors och Ockelbo", "regionerna Skåne och Halland": the noun, and each of the names behind it."""
    assert phrase.head is not None
    labels = _region_names(lexicon) if phrase.head.head.kind == "Region" else _town_names(lexicon)
    made = _each_known(words, phrase, phrase.last + 1, labels)
    return [phrase, *made] if made else []


def _each_known(words: list[Token], phrase: NounPhrase, at: int, labels: dict[str, str]) -> list[NounPhrase]:
    """A phrase for each name of a list of several from ``at`` on, if ``labels`` has the whole name of every one."""
    assert phrase.head is not None
    runs = _runs(words, at)
    written = [" ".join(word.text for word in words[first : last + 1]) for first, last in runs]
    if len(runs) < 2 or not all(name in labels for name in written):
        return []
    return [_spelled_out(phrase, a, b, labels[name]) for (a, b), name in zip(runs, written, strict=True)]


def _spelled_out(phrase: NounPhrase, first: int, last: int, name: str) -> NounPhrase:
    assert phrase.head is not None
    return NounPhrase(first, last, phrase.head.of_one, first, proper=(name,), name=name, spelled_out=True)


def _runs(words: list[Token], at: int) -> list[tuple[int, int]]:
    """The names, words with capitals, that stand in a list from ``at`` on: the first and the last word of each."""
    found: list[tuple[int, int]] = []
    while at < len(words) and words[at].text[0].isupper():
        last = at
        while last + 1 < len(words) and words[last + 1].text[0].isupper() and last - at + 1 < _LONGEST_NAME:
            last += 1
        found.append((at, last))
        if last + 1 >= len(words) or words[last + 1].lower not in LIST_SIGNS:
            break
        at = last + 2
    return found


@lru_cache(maxsize=8)
def _town_names(lexicon: Lexicon) -> dict[str, str]:
    return {place: body.label for place, body in lexicon.places.items()}


@lru_cache(maxsize=8)
def _region_names(lexicon: Lexicon) -> dict[str, str]:
    """The regions by the name behind the noun: Region Skåne by "Skåne"."""
    return _behind("Region ", lexicon)


@lru_cache(maxsize=8)
def _county_names(lexicon: Lexicon) -> dict[str, str]:
    """The county boards by the name of the county, with and without a genitive's s: "Hallands", "Halland"."""
    whole = {name.removesuffix(" län"): label for name, label in _behind("Länsstyrelsen i ", lexicon).items()}
    return {**{name.removesuffix("s"): label for name, label in whole.items()}, **whole}


def _behind(noun: str, lexicon: Lexicon) -> dict[str, str]:
    labels = (body.label for body in lexicon.bodies if body.label.startswith(noun))
    return {label.removeprefix(noun): label for label in labels}
