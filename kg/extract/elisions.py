"""What a sentence leaves to its reader: a modal verb that has fallen out, and the names that "varandra" stands for."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace

from kg.extract.insertions import can_be_infinitive
from kg.extract.items import Item


def with_fallen_modal(items: list[Item]) -> list[Item]:
    """ "Boverket redovisa uppdraget till X": an infinitive right behind the first body carries the sentence."""
    at = 0
    while at < len(items) and items[at].kind in _BEFORE_VERB:
        at += 1
    if at == 0 or at + 1 >= len(items) or not _is_bare_infinitive(items[at]) or items[at - 1].kind not in _ENDS_SUBJECT:
        return items
    first, last = items[0], next(item for item in reversed(items[:at]) if item.kind != "adverb")
    if first.kind != "noun" or last.kind != "noun" or last.phrases[-1].genitive or not first.phrases[0].names_body:
        return items
    return [*items[:at], replace(items[at], finite=True), *items[at + 1 :]]


_BEFORE_VERB = frozenset({"noun", "adverb", "comma", "conj"})
_ENDS_SUBJECT = frozenset({"noun", "adverb"})


def _is_bare_infinitive(item: Item) -> bool:
    return can_be_infinitive(item) and not item.finite and not any(form.plain for form in item.forms)


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
