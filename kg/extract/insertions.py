"""What stands between the parts of a clause and is none of it: "X ska, när planen har antagits, samråda med Y"."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from kg.extract.items import Item
from kg.lexicon import Lexicon


def without_insertions(items: list[Item], each: list[str], spoken: frozenset[str], lexicon: Lexicon) -> list[Item]:
    """The items of a sentence, clauses and adverbials left out that part a verb from its infinitive or particle.

    ``each`` are its words in small letters, ``spoken`` the same, each once.
    """
    if each.count(",") > 1:
        items = _without_insertions(_without_delay(_without_description(items, lexicon)))
    if "som" in spoken:
        items = _without_relative(_without_measure(_without_description_of_group(items)))
    if not _CONDITION_WORDS.isdisjoint(spoken):
        items = _without_condition(items)
    return items


def can_be_infinitive(item: Item) -> bool:
    """Whether one of its forms is an infinitive: "involveras" is that, and a present."""
    return any(form.tense == "infinitive" for form in item.forms)


def _without_insertions(items: list[Item]) -> list[Item]:
    """ "X har, inom ramen för den plan som gäller, i uppdrag att …": what stands between, with a clause of its own."""
    for i, item in enumerate(items[:-2]):
        if not item.finite or items[i + 1].kind != "comma" or items[i + 2].kind not in {"prep", "adverb"}:
            continue
        close = next((k for k in range(i + 3, len(items) - 1) if items[k].kind == "comma"), None)
        inside = items[i + 2 : close]
        if close is not None and any(piece.kind == "rel" for piece in inside) and items[close + 1].kind in _GOES_ON:
            return [*items[: i + 1], *_without_insertions(items[close + 1 :])]
    return items


def _without_description(items: list[Item], lexicon: Lexicon) -> list[Item]:
    """ "undertecknade X, här företrädd av sin chef, ett avtal": a participle that names nobody."""
    commas = [i for i, item in enumerate(items) if item.kind == "comma"]
    for opened, closed in pairwise(commas):
        inside = items[opened + 1 : closed]
        described = (
            bool(opened) and items[opened - 1].kind == "noun" and not any(item.kind == "noun" for item in inside)
        )
        first = next((item for item in inside if item.kind != "adverb"), None)
        if described and first is not None and first.lower in lexicon.words["RepresentationWord"]:
            return [*items[:opened], *items[closed + 1 :]]
    return items


def _without_delay(items: list[Item]) -> list[Item]:
    """ "tar X, efter besiktning, över driften": an adverbial between a verb and its particle."""
    commas = [i for i, item in enumerate(items) if item.kind == "comma"]
    for opened, closed in pairwise(commas):
        inside = items[opened + 1 : closed]
        is_adverbial = (
            bool(inside) and inside[0].kind == "prep" and all(i.kind in {"prep", "word", "adverb"} for i in inside)
        )
        if is_adverbial and closed + 1 < len(items) and items[closed + 1].lower in {"över", "under", "fram", "upp"}:
            return [*items[:opened], *items[closed + 1 :]]
        is_aside = bool(inside) and inside[0].kind == "rel" and not any(item.kind == "noun" for item in inside)
        if is_aside and closed + 1 < len(items) and items[closed + 1].lower in {"från", "till"}:
            return [*items[:opened], *items[closed + 1 :]]  # "går ansvaret, som tidigare …, från X till Y"
    return items


_GOES_ON = frozenset({"prep", "verb", "noun", "neg"})


def _without_measure(items: list[Item]) -> list[Item]:
    """ "ska X i den mån som krävs samråda med Y": a clause of one verb that leaves the infinitive to the modal."""
    for i in range(1, len(items) - 2):
        if items[i].kind != "rel" or items[i - 1].kind != "question":
            continue  # as most
        if not items[i + 1].finite or not can_be_infinitive(items[i + 2]):
            continue
        modal = next((k for k in reversed(range(i)) if items[k].kind == "modal"), None)
        if modal is not None and not any(can_be_infinitive(item) for item in items[modal + 1 : i]):
            return [*items[: i - 1], *items[i + 2 :]]
    return items


def _without_description_of_group(items: list[Item]) -> list[Item]:
    """ "samråd med de kommuner som berörs, däribland A och B": what tells which is meant parts the group from some."""
    for i in range(1, len(items) - 3):
        if items[i].kind != "rel" or items[i - 1].kind != "noun" or not items[i - 1].phrases[-1].is_group:
            continue  # as most
        comma = comma_behind(items, i)
        if comma is not None and comma + 2 < len(items) and items[comma + 1].kind == "open":
            some = replace(items[comma + 2], governs=items[i - 1].governs)
            return [*items[:i], *items[comma : comma + 2], some, *items[comma + 3 :]]
    return items


def _without_relative(items: list[Item]) -> list[Item]:
    """ "ska de nämnder som berörs av planen samverka med Y": what tells of the subject leaves the rest to the modal."""
    for i in range(2, len(items) - 2):
        if items[i].kind != "rel" or items[i - 1].kind != "noun" or not _follows_modal(items, i):
            continue  # as most
        verb = next((k for k in range(i + 1, len(items)) if items[k].finite or items[k].kind in _PARTING), len(items))
        own = 1 if verb < len(items) and items[verb].kind == "modal" else 0
        infinitives = [k for k in range(verb + 1, len(items)) if can_be_infinitive(items[k])][own : own + 1]
        for end in infinitives:
            inside = items[i + 1 : end]
            if not any(item.kind in _PARTING for item in inside) and inside[-1].kind != "conj":
                return [*items[:i], *items[end:]]
    return items


_PARTING = frozenset({"comma", "sub", "rel", "question", "stop"})


def _without_condition(items: list[Item]) -> list[Item]:
    """ "ska när uppdraget utförs samverka med X", "ska, i den mån det behövs, samråda": between modal and verb."""
    for i, item in enumerate(items):
        if item.kind not in _OPENING or item.lower not in _CONDITIONS or not _follows_modal(items, i):
            continue
        verb = next((k for k in range(i + 1, min(i + _FAR, len(items))) if items[k].finite), None)
        parted = items[i - 1].kind == "comma"
        end = comma_behind(items, verb) if verb is not None and parted else verb
        if end is None or end + 1 >= len(items):
            continue
        near = items[end + 1 : end + (_FAR if parted else 2)]
        if any(can_be_infinitive(piece) for piece in near):
            return [*items[: i - 1 if parted else i], *items[end + 1 :]]
    return items


_OPENING = frozenset({"question", "sub"})
_CONDITIONS = frozenset(
    {"när", "om", "i den mån", "i den utsträckning", "i de fall", "i det fall", "för det fall", "i de delar", "innan"}
)
_CONDITION_WORDS = frozenset(condition.split()[-1] for condition in _CONDITIONS)
_FAR = 8  # items


def _follows_modal(items: list[Item], at: int) -> bool:
    """Whether only the subject and small words stand between a modal verb and here."""
    k = at - 1
    while k > 0 and (items[k].kind in {"comma", "noun", "adverb"} or items[k].lower in _THOSE):
        k -= 1
    return k >= 0 and items[k].kind == "modal"


_THOSE = frozenset({"de", "dessa"})


def comma_behind(items: list[Item], at: int) -> int | None:
    """Where the next comma behind ``at`` stands, if it is near."""
    return next((k for k in range(at + 1, min(at + _FAR, len(items))) if items[k].kind == "comma"), None)
