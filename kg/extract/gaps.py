"""Clauses whose verb is left out: "A svarar för vägarna och B för gårdarna", "För vägarna svarar A, för gårdarna B"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile

from kg.extract.clauses import Clause
from kg.extract.finding import Finding
from kg.extract.items import Item
from kg.extract.phrases import NounPhrase
from kg.lexicon import Lexicon

_SHARED = frozenset(
    [
        *("responsible", "mainResponsible", "coResponsible", "coordinates", "leads", "operates", "funds"),
        *("supports", "participates", "consulted"),
    ]
)
"""What several can have, each for a part of the matter."""
_OF_HOLDER = frozenset({"subject of verb", "holder of responsibility"})
_JOINING = frozenset({"och", "medan", "men", "samt"})
_NEAR = 6  # items between a verb and its preposition


def gapped_findings(clauses: list[Clause], found: list[Finding], lexicon: Lexicon) -> Iterator[Finding]:
    """The roles of those who do what the verb before says, of something else.

    Only one certain body can stand so, behind a comma or a conjunction, before a preposition that the verb has too
    ("…, B för gårdarna"), or behind what it does where that was fronted ("För vägarna svarar A, för gårdarna B").
    """
    yield from _doing_so(clauses, found)
    found = [f for f in found if f.rule in _OF_HOLDER and f.role in _SHARED and not f.negated]
    if not found:
        return
    items = [item for clause in clauses for item in clause.items]
    opening = {clause.items[0].first for clause in clauses if clause.joined and clause.items}
    relative = {clause.items[0].first for clause in clauses if clause.kind == "relative" and clause.items}
    for finding in found:
        verb = next((k for k, item in enumerate(items) if item.first == finding.cue_first), len(items))
        fronted = next((c.items[0] for c in clauses if any(i.first == finding.cue_first for i in c.items)), None)
        phrases = list(_before_preposition(items, verb, opening, relative))
        if finding.role == "funds":
            phrases += _before_rest(items, verb, tuple(lexicon.words["FractionWord"]))
        if fronted is not None and fronted.kind == "prep" and finding.phrase.first > finding.cue_first:
            phrases = list(_behind_fronted(items, verb, fronted.lower))
        for phrase in phrases:
            yield replace(finding, phrase=phrase, via=None, open_list=False)


def _doing_so(clauses: list[Clause], found: list[Finding]) -> Iterator[Finding]:
    """ "A bistår, och det gör även B", "A ansvarar inte för det; det gör B": B does what was said of A just before."""
    for clause in clauses:
        noun = _who_does_so(clause)
        if noun is None:
            continue
        before = [f for f in found if f.rule in _OF_SUBJECT and f.phrase.first < clause.items[0].first]
        last = max((f.cue_first for f in before), default=None)
        for role in dict.fromkeys(f.role for f in before if f.cue_first == last):
            finding = next(f for f in before if f.cue_first == last and f.role == role)
            for phrase in noun.phrases:
                yield replace(finding, phrase=phrase, via=None, open_list=False, negated=clause.negated)


_OF_SUBJECT = frozenset({"subject of verb", "subject of passive", "predicate"})


_SMALL = frozenset({"adverb", "neg", "stop", "comma"})


def _who_does_so(clause: Clause) -> Item | None:
    """The subject of a clause that only says "det gör B", "det ska också B"."""
    if len(clause.items) < 3 or clause.items[0].lower != "det":
        return None
    verb, *rest = clause.items[1:]
    does = any(form.lemma == "göra" for form in verb.forms)
    if verb.kind == "copula" and clause.following is not None and clause.following[0] == "relative":
        return None  # "det är B som leder"
    is_empty = does or verb.kind in {"modal", "copula"}
    passed = _SMALL | {"prep", "word"} if does else _SMALL  # "det gör på finsk sida även B"
    rest = [item for item in rest if item.kind not in passed and item.lower != "."]
    return rest[0] if is_empty and len(rest) == 1 and rest[0].kind == "noun" and not rest[0].governs else None


def _before_preposition(items: list[Item], verb: int, opening: set[int], relative: set[int]) -> Iterator[NounPhrase]:
    """ "…, B för gårdarna": the body stands right before the preposition that follows the verb."""
    behind = items[verb + 1 : verb + 1 + _NEAR]
    preposition = next((item.lower for item in behind if item.kind == "prep"), "")
    for k in range(verb + 2, len(items) - 2):
        if items[k + 1].lower != preposition or not _stands_alone(items, k):
            continue
        joins = items[k - 1].kind == "comma" or items[k - 1].lower in _JOINING or items[k].first in opening
        if joins and not _has_verb(items[k + 1 :], relative):
            yield items[k].phrases[-1]


def _before_rest(items: list[Item], verb: int, fractions: tuple[str, ...]) -> Iterator[NounPhrase]:
    """ "A betalar två tredjedelar och B resten", "A bär 60 procent och B 40 procent"."""
    for k in range(verb + 2, len(items) - 1):
        joins = items[k - 1].kind == "comma" or items[k - 1].lower in _JOINING
        if joins and _is_share(items[k + 1 : k + 3], fractions) and _stands_or_all(items, k):
            yield items[k].phrases[-1]


def _is_share(behind: list[Item], fractions: tuple[str, ...]) -> bool:
    """ "resten", "40 procent", "två tredjedelar": what stands behind a body."""
    return any(item.lower.endswith(fractions) for item in takewhile(lambda item: item.kind == "word", behind))


def _stands_or_all(items: list[Item], at: int) -> bool:
    """Whether one certain body, or all of those that "kommunerna" means, is here and no list of them."""
    noun = items[at]
    if noun.kind == "noun" and len(noun.phrases) == 1 and noun.phrases[0].head is not None:
        return not noun.phrases[0].genitive and not noun.governs
    return _stands_alone(items, at)


def _behind_fronted(items: list[Item], verb: int, preposition: str) -> Iterator[NounPhrase]:
    """ "…, för gårdarna B": the body ends a stretch that begins with the preposition."""
    begin = None
    for k in range(verb + 2, len(items)):
        joins = items[k - 1].kind == "comma" or items[k - 1].lower in _JOINING
        if items[k].lower == preposition and items[k].kind == "prep" and joins:
            begin = k
        elif items[k].finite:
            return
        elif begin is not None and k > begin + 1 and _stands_alone(items, k):
            ends = k + 1 == len(items) or items[k + 1].lower in _JOINING | {",", ".", ";", "gemensamt"}
            if ends:
                yield items[k].phrases[-1]
                begin = None


def _stands_alone(items: list[Item], at: int) -> bool:
    """Whether a certain body, and no list of them, is here."""
    noun = items[at]
    if noun.kind != "noun" or len(noun.phrases) != 1:
        return False
    phrase = noun.phrases[0]
    return not (phrase.is_group or phrase.genitive or phrase.pronoun)


def _has_verb(items: list[Item], relative: set[int]) -> bool:
    """Whether the stretch up to the next comma has a finite verb that is not of a relative clause in it."""
    in_relative = False
    for item in items:
        if item.kind == "comma":
            return False
        in_relative = in_relative or item.first in relative
        if item.finite and not in_relative:
            return True
    return False
