"""What a sentence leaves to its reader: verbs that no list knows, modals fallen out or doubled, "varandra"."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import replace

from kg.extract.insertions import can_be_infinitive
from kg.extract.items import Item
from kg.lexicon import Lexicon
from kg.patterns import VerbForm


def with_verbs(items: list[Item], spoken: frozenset[str], lexicon: Lexicon) -> list[Item]:
    """The items with a verb that no list knows seen by its place: the second of a main clause that begins with a body.

    And with "om" and "sedan" seen as what opens a clause where a subject and its verb follow.
    """
    if len(items) > 2 and items[0].kind == "noun" and items[1].kind == "word" and _can_be_verb(items):
        form = VerbForm(items[1].lower, "present", plain=True)
        items[1] = replace(items[1], kind="verb", forms=(form,), finite=True)
    for i, item in enumerate(items) if not _OPENING_PREPOSITIONS.isdisjoint(spoken) else ():
        may_open = item.kind == "prep" and item.lower in _OPENING_PREPOSITIONS
        opens = may_open and (_subject_and_verb_follow(items, i) or _is_inserted(items, i))
        if opens and not (item.lower == "om" and _is_about(items, i, lexicon)):
            items[i] = item.turned("question" if item.lower == "om" else "sub")
    return items


def _is_inserted(items: list[Item], i: int) -> bool:
    """ "X kan, om ledningen så beslutar, delta": between commas behind a verb, with a verb of its own."""
    if i < 2 or items[i - 1].kind != "comma" or items[i - 2].kind != "modal":
        return False
    closed = next((k for k in range(i + 1, len(items)) if items[k].kind == "comma"), i)
    return any(item.finite for item in items[i + 1 : closed])


def _is_about(items: list[Item], i: int, lexicon: Lexicon) -> bool:
    """ "En avsiktsförklaring om torget skrevs …": "om" behind an agreement that begins the sentence says on what."""
    before = items[i - 1].lower if i else ""
    return before.endswith(lexicon.agreement_endings) and not any(item.finite for item in items[:i])


_VERB = re.compile(r"[a-zåäö]{2,}(?:ar|er|år|ör|yr|de|te)")
_OPENING_PREPOSITIONS = frozenset({"om", "sedan"})


def _can_be_verb(items: list[Item]) -> bool:
    phrase = items[0].phrases[-1]
    return not phrase.genitive and not phrase.pronoun and _VERB.fullmatch(items[1].lower) is not None


def _subject_and_verb_follow(items: list[Item], i: int) -> bool:
    k = i + 1
    while k < len(items) and items[k].kind in {"adverb", "conj", "noun"}:
        k += 1
    has_noun = any(item.kind == "noun" for item in items[i + 1 : k])
    if not has_noun or k == len(items) or items[k - 1].kind != "noun":
        return False
    return items[k].finite or (items[i].lower == "sedan" and items[k].supine)  # "sedan X hörts": "har" is left out


def with_fallen_modal(items: list[Item]) -> list[Item]:
    """ "Boverket redovisa uppdraget till X": an infinitive right behind the first body carries the sentence."""
    at = 0
    while at < len(items) and items[at].kind in _BEFORE_VERB:
        at += 1
    if at == 0 or at + 1 >= len(items) or not _is_bare_infinitive(items[at]) or items[at - 1].kind not in _ENDS_SUBJECT:
        return items
    if items[0].kind != "noun" or not items[0].phrases[0].names_body:
        return items
    last = next(item for item in reversed(items[:at]) if item.kind != "adverb")
    if last.kind != "noun" or last.phrases[-1].genitive:
        return items
    return [*items[:at], replace(items[at], finite=True), *items[at + 1 :]]


_BEFORE_VERB = frozenset({"noun", "adverb", "comma", "conj"})
_ENDS_SUBJECT = frozenset({"noun", "adverb"})


def _is_bare_infinitive(item: Item) -> bool:
    return can_be_infinitive(item) and not item.finite and not any(form.plain for form in item.forms)


def with_one_modal(items: list[Item], spoken: Set[str]) -> list[Item]:
    """ "ska kunna delta", "kommer X inte att kunna delta": one verb group, of which "kunna" says that it only may."""
    for i in range(1, len(items)) if "kunna" in spoken else ():
        if items[i].lower == "kunna" and _goes_on_from_modal(items, i):
            items[i] = replace(items[i], kind="adverb", finite=False)
    return items


def _goes_on_from_modal(items: list[Item], at: int) -> bool:
    for item in reversed(items[:at]):
        if item.kind == "modal":
            return True
        if item.forms or item.kind in _PARTING or (item.kind == "sub" and item.lower != "att"):
            return False
    return False


_PARTING = frozenset({"conj", "comma", "copula", "question", "rel", "stop"})


def with_each_other(items: list[Item], spoken: Set[str]) -> list[Item]:
    """ "A och B ska samråda med varandra": each of those before it has the part that the preposition gives."""
    if "varandra" not in spoken:
        return items
    made: list[Item] = []
    for item in items:
        several = next((i for i in reversed(made) if i.kind == "noun" and not i.governs and _are_several(i)), None)
        if item.lower != "varandra" or several is None or made[-1].kind not in {"prep", "phrase"}:
            made.append(item)
            continue
        pattern = made[-1].pattern
        governs = made[-1].lower if pattern is None else pattern.text
        made.append(replace(item, kind="noun", phrases=several.phrases, governs=governs))
    return made


def _are_several(item: Item) -> bool:
    return len(item.phrases) > 1 or item.phrases[0].is_group
