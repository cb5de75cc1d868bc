"""What stands in or between the members of a list and names none: brackets, asides, what is put in between."""

from __future__ import annotations

from collections.abc import Set

from kg.extract.insertions import comma_behind
from kg.extract.items import Item
from kg.extract.phrases import NounPhrase
from kg.lexicon import Lexicon

_ASIDES = frozenset({"nedan", "org", "organisationsnummer", "dess"})
_LATER = (["det", "följande"], ["fortsättningen"])
_ALL_ASIDES = _ASIDES | {words[-1] for words in _LATER}
_CALLED = ("kalla", "benämn")
JOINING_LAST = frozenset({"och", "samt"})
"""What joins the last member of a list to the others."""


def without_inserted(items: list[Item]) -> list[Item]:
    """ "med A och, när det passar, B": what stands between the conjunction and the last of the list."""
    for i in range(1, len(items) - 3):
        if items[i].lower not in JOINING_LAST or items[i + 1].kind != "comma" or items[i - 1].kind != "noun":
            continue
        close = comma_behind(items, i + 2)
        if close is None or not _names_next(items, close + 1):
            continue
        inside = items[i + 2 : close]
        is_clause = inside[0].kind in {"question", "sub"}
        if is_clause or (inside[0].kind in {"prep", "adverb"} and not any(item.kind == "noun" for item in inside)):
            return [*items[: i + 1], *items[close + 1 :]]
    return items


def _names_next(items: list[Item], at: int) -> bool:
    """Whether the next of a list stands at ``at``, by itself or behind a preposition that is said again."""
    behind = items[at : at + 2]
    return [item.kind for item in behind[:1]] == ["noun"] or [item.kind for item in behind] == ["prep", "noun"]


ENCLOSING = frozenset("();:–—")


def without_enclosed(items: list[Item]) -> list[Item]:
    """Leave out what stands in brackets, or between two dashes."""
    items = _with_commas(items)
    kinds = [item.kind for item in items]
    opened, closed = kinds.count("paren"), kinds.count("unparen")
    paired = "stop" in kinds and sum(_is_dash(item) for item in items) == 2
    return _outside(items, closed=opened == closed, paired=paired) if opened or closed or paired else items


def _with_commas(items: list[Item]) -> list[Item]:
    """ "X – som ansvarar för vägen – samråder": a relative clause set off by dashes or brackets is one all the same."""
    opened = next((i for i, item in enumerate(items[:-1]) if _opens(item) and items[i + 1].lower == "som"), None)
    if opened is None:
        return items
    closed = next((i for i in range(opened + 2, len(items)) if _closes(items[i], items[opened])), None)
    if closed is None:
        return items
    signs = {opened, closed}
    return [Item("comma", item.first, item.last, ",") if i in signs else item for i, item in enumerate(items)]


def _opens(item: Item) -> bool:
    return item.kind == "paren" or _is_dash(item)


def _closes(item: Item, opening: Item) -> bool:
    return item.kind == "unparen" if opening.kind == "paren" else _is_dash(item)


def _outside(items: list[Item], *, closed: bool, paired: bool) -> list[Item]:
    depth, dashed = 0, False
    found: list[Item] = []
    for item in items:
        if paired and _is_dash(item):
            dashed = not dashed
        elif item.kind == "paren":
            depth += 1
        elif item.kind == "unparen":
            depth = max(0, depth - 1)
        elif not dashed and (not depth or not closed):
            found.append(item)
    return found


def _is_dash(item: Item) -> bool:
    return item.kind == "stop" and item.lower in {"–", "—"}


def has_asides(spoken: Set[str], delegates: frozenset[str]) -> bool:
    """Whether a sentence with these words can hold anything that is left out of it as an aside."""
    numbered = "-" in "".join(spoken) and any(word[0].isdigit() for word in spoken if "-" in word)
    return numbered or not (_ALL_ASIDES.isdisjoint(spoken) and delegates.isdisjoint(spoken))


def _words_of_later(items: list[Item], at: int) -> int:
    """How many words "(i) det följande" or "(i) fortsättningen" before a word for naming has at ``at``; 0 for none."""
    words = [item.lower for item in items[at : at + 3]]
    is_naming = any(word.startswith(_CALLED) for word in words[1:])
    for later in _LATER:
        behind = items[at + len(later)] if at + len(later) < len(items) else None
        names = (
            behind is not None and behind.kind == "noun" and behind.first == behind.last
        )  # ", i det följande Regionen,"
        if words[: len(later)] == later and (is_naming or names):
            return len(later)
    return 0


def without_asides(items: list[Item], spoken: frozenset[str], delegates: frozenset[str]) -> list[Item]:
    """Leave out what stands between commas and names nobody new: "nedan kallad X", "org.nr 212000-0142"."""
    if not has_asides(spoken, delegates):
        return items
    kept: list[Item] = []
    i = 0
    while i < len(items):
        here = items[i]
        if here.lower in delegates and i + 1 < len(items) and items[i + 1].lower in {"från", "för", "hos"}:
            i += 2  # whoever is sent takes part for the body
            continue
        behind_comma = bool(kept) and kept[-1].kind == "comma"
        later = _words_of_later(items, i + 1) if here.lower == "i" and behind_comma else 0
        is_aside = here.lower in _ASIDES and (here.lower != "dess" or not kept or behind_comma)
        is_aside = is_aside and not (here.lower == "nedan" and i + 1 < len(items) and items[i + 1].kind == "prep")
        aside = later or (here.kind == "word" and (is_aside or ("-" in here.lower and here.lower[0].isdigit())))
        if not aside:
            kept.append(here)
            i += 1
            continue
        if behind_comma:
            kept.pop()
        i += 1 + later
        # Behind "nedan" and the like "kallade" is no finite verb.
        if i + 1 < len(items) and items[i].kind in {"word", "adverb"} and items[i + 1].lower.startswith(_CALLED):
            i += 1  # "nedan gemensamt kallade"
        if i < len(items) and items[i].lower.startswith(_CALLED):
            i += 1
        while i < len(items) and items[i].kind not in {"comma", "conj", "stop"} and not items[i].finite:
            i += 1
    return kept


def behind_aside(items: list[Item]) -> list[Item]:
    """ "I gruppen sitter, förutom ordföranden, X": what stands between two commas behind the verb is passed over."""
    if not items or items[0].kind != "comma":
        return items
    close = next((i for i, item in enumerate(items[1:], start=1) if item.kind == "comma"), None)
    return items if close is None or any(item.finite for item in items[:close]) else items[close + 1 :]


def without_gloss(items: list[Item]) -> list[Item]:
    """ "Campus X, dvs. universitetets lokaler på orten, medverkar": what a name is the same as, between commas.

    Behind a group are its members, which go on with the list: "övriga myndigheter, dvs. A och B".
    """
    for opened, item in enumerate(items[1:-1], start=1):
        if item.kind != "comma" or items[opened - 1].kind != "noun" or items[opened + 1].lower not in THAT_IS:
            continue
        behind = opened + 2 + (items[opened + 2 : opened + 3] != [] and items[opened + 2].lower == ".")
        if items[opened - 1].phrases[-1].is_group:
            return [*items[: opened + 1], *items[behind:]]
        closed = next((k for k in range(behind, len(items)) if items[k].kind == "comma"), None)
        if closed is not None and not any(piece.finite for piece in items[behind:closed]):
            return [*items[:opened], *items[closed + 1 :]]
    return items


THAT_IS = frozenset({"dvs", "alltså", "nämligen", "det vill säga"})


def without_apposition(items: list[Item]) -> list[Item]:
    """ "Lamp AB, stadens bolag, stöttar", "Ägaren, Lamp AB, svarar": of two names for one body, the proper one."""
    for i in range(1, len(items) - 4):
        told, comma = items[i + 1], items[i + 2]
        if items[i].kind != "comma" or told.kind != "noun" or comma.kind != "comma" or not items[i + 3].finite:
            continue  # as most
        at = next((k for k in range(i - 1, -1, -1) if items[k].kind not in {"prep", "word"}), None)
        if at is None or items[at].kind != "noun" or (at and items[at - 1].kind in _PARTING | {"prep", "phrase"}):
            continue
        named, telling = items[at].phrases, told.phrases
        if len(named) > 1 or len(telling) > 1 or telling[0].is_group or named[0].is_group:
            continue
        if _is_proper(telling[0]) and not _is_proper(named[0]):
            return [*items[:at], told, *items[i + 3 :]]
        return [*items[:i], *items[i + 3 :]]
    return items


def _is_proper(phrase: NounPhrase) -> bool:
    return bool(phrase.known or phrase.proper or phrase.head is None or phrase.after)


def without_seats(items: list[Item], lexicon: Lexicon) -> list[Item]:
    """ "med Röda Korset i Umeå och andra": where a body is, is none of the bodies of the list."""
    for i in range(len(items) - 3):
        if items[i].kind != "noun" or items[i + 1].lower != "i" or items[i + 2].kind != "noun":
            continue  # as most
        end = i + 3
        if items[end].kind == "comma" and items[end + 1 : end + 2] and items[end + 1].kind == "open":
            return [*items[: i + 1], *items[end:]]  # "med företagen i regionen, däribland A"
        if not _is_place(items[i + 2]):
            continue
        while end + 1 < len(items) and items[end].kind in _PARTING and _is_town(items[end + 1], lexicon):
            end += 2
        if items[end].kind in _PARTING or end > i + 3:
            return [*items[: i + 1], *without_seats(items[end:], lexicon)]
    return items


def _is_town(item: Item, lexicon: Lexicon) -> bool:
    return _is_place(item) and item.phrases[0].name in lexicon.places


def _is_place(item: Item) -> bool:
    """Whether an item is one word with a capital that is no known body."""
    if item.kind != "noun" or len(item.phrases) != 1 or item.first != item.last:
        return False
    phrase = item.phrases[0]
    return not (phrase.known or phrase.head is not None or phrase.pronoun or phrase.name.isupper())


_PARTING = frozenset({"comma", "conj"})
