"""Lists of bodies, the word that governs them, their offices; and what stands in between and names nobody."""

from __future__ import annotations

from dataclasses import replace

from kg.extract.asides import (
    ENCLOSING,
    JOINING_LAST,
    THAT_IS,
    without_apposition,
    without_asides,
    without_enclosed,
    without_gloss,
    without_inserted,
    without_seats,
)
from kg.extract.items import Item
from kg.extract.phrases import NounPhrase
from kg.extract.word_classes import CONJUNCTIONS
from kg.lexicon import Lexicon

_DO = frozenset({"gör", "gjorde"})
_LIST_CONJUNCTIONS = (CONJUNCTIONS - {"men", "utan"}) | {"/"}
_LONGEST_LIST = 16  # pieces
POINTING_AHEAD = frozenset({"följande", "nedanstående"})
"""The words that stand for a list that comes behind a colon."""


def with_lists(items: list[Item], spoken: frozenset[str], lexicon: Lexicon) -> list[Item]:
    """The items with each list of bodies as one noun item, asides left out, governors and offices noted.

    ``spoken`` are the words of the sentence in small letters: most have nothing of what is to be left out.
    """
    if not ENCLOSING.isdisjoint(spoken):
        items = without_enclosed(items)
    items = without_asides(items, spoken, lexicon.words["Delegate"])
    items = items if "säga" not in spoken and THAT_IS.isdisjoint(spoken) else without_gloss(items)
    if not _DO.isdisjoint(spoken):
        items = [item for i, item in enumerate(items) if item.lower not in _DO or not _is_empty_do(items, i)]
    items = without_inserted(items) if "," in spoken and not JOINING_LAST.isdisjoint(spoken) else items
    items = _without_denied(items) if "inte" in spoken and not _TURNING.isdisjoint(spoken) else items
    items = without_seats(items, lexicon) if "i" in spoken and not _BESIDE_SEATS.isdisjoint(spoken) else items
    items = without_apposition(items) if "," in spoken else items
    made = _listed(_without_people(items) if not JOINING_LAST.isdisjoint(spoken) else items, lexicon)
    for item in made:
        if len(item.phrases) > 1 and item.governs not in _PLACING_TOWNS:
            item.phrases = _with_towns(item.phrases, lexicon)
    if ":" in spoken and not POINTING_AHEAD.isdisjoint(spoken):
        made = _with_list_ahead(made)
    if _OPEN_AFTER.isdisjoint(spoken):
        return made
    return [_marked_open(made, i) if item.kind == "noun" else item for i, item in enumerate(made)]


def _with_list_ahead(items: list[Item]) -> list[Item]:
    """ "Följande deltar: A, B och C", "samråd med följande parter: A": the list stands where "följande" does."""
    colon = next((k for k in range(1, len(items) - 1) if items[k].lower == ":"), None)
    if colon is None or items[colon + 1].kind != "noun" or any(item.lower != "." for item in items[colon + 2 :]):
        return items
    at = next((k for k in range(colon) if items[k].lower in POINTING_AHEAD), None)
    if at is None:
        return items
    here, listed = items[at], items[colon + 1]
    listed = replace(listed, first=here.first, last=here.last, governs=here.governs or _governor(items[:at]))
    return [*items[:at], listed, *items[at + 1 : colon], *items[colon + 2 :]]


def _with_towns(phrases: tuple[NounPhrase, ...], lexicon: Lexicon) -> tuple[NounPhrase, ...]:
    """ "Sala, Heby och Enköping har åtagit sig": two towns or more where bodies stand are the municipalities."""
    towns = [phrase.name in lexicon.places and phrase.head is None and not phrase.known for phrase in phrases]
    if sum(towns) < _FEWEST_TOWNS or any("i" in phrase.after for phrase in phrases):
        return phrases  # "nämnderna i Göteborg, Umeå och Uppsala"
    return tuple(
        replace(phrase, name=lexicon.places[phrase.name].label, spelled_out=True) if is_town else phrase
        for phrase, is_town in zip(phrases, towns, strict=True)
    )


_FEWEST_TOWNS = 2
# Behind these a town is where something is, not who does it.
_PLACING_TOWNS = frozenset(
    {"i", "på", "vid", "inom", "till", "från", "för", "kring", "runt", "mot", "genom", "över", "om"}
)


def _without_denied(items: list[Item]) -> list[Item]:
    """ "Det är X, (och) inte Y, som ansvarar", "Inte Y utan X ansvarar": who does not is none of those who do."""
    if [item.kind for item in items[:4]] == ["neg", "noun", "conj", "noun"] and items[2].lower == "utan":
        return items[3:]
    for i in range(len(items) - 3):
        if items[i].kind not in {"comma", "conj"}:
            continue
        at = i + 1 + (items[i + 1].kind == "conj")
        behind = at + 1
        while behind < len(items) and items[behind].kind == "adverb":
            behind += 1
        close = behind + 1 + (items[behind + 1 : behind + 2] != [] and items[behind + 1].kind == "comma")
        kinds = [items[k].kind for k in (at, behind, close) if k < len(items)]
        if kinds == ["neg", "noun", "rel"]:
            return [*items[:i], *items[close:]]
    return items


_BESIDE_SEATS = JOINING_LAST | {"däribland", "bland", "exempelvis", "exempel"}
_TURNING = frozenset({"som", "utan"})
_MOST_WORDS = 4


def _without_people(items: list[Item]) -> list[Item]:
    """ "…, Röda Korset och andra frivilliga krafter deltar": a subject that ends in others than bodies."""
    for i in range(len(items) - 3):
        if items[i + 1].lower not in JOINING_LAST or items[i].kind != "noun":
            continue
        if i and items[i - 1].kind not in {"comma", "stop", "sub"}:
            continue
        end = next((k for k in range(i + 2, len(items)) if items[k].kind != "word"), len(items) - 1)
        if 0 < end - i - 2 <= _MOST_WORDS and items[end].finite and items[end].kind in {"verb", "modal"}:
            return [*items[: i + 1], *_without_people(items[end:])]
    return items


def _listed(items: list[Item], lexicon: Lexicon) -> list[Item]:
    """The items with each list of bodies as one, with what governs it and the offices that its bodies act through."""
    made: list[Item] = []
    past = 0
    for i in [i for i, item in enumerate(items) if item.kind == "noun"]:
        made += items[past:i]
        item, past = items[i], i + 1
        if _tells_what(made, item):
            made.pop()
        if _acts_through(made, item, lexicon):
            _add_office(made, item)
        elif _names_members(made, item):
            before = made[-1]
            made[-1] = replace(before, last=item.last, phrases=(*before.phrases[:-1], *item.phrases))
        elif not _joins_list(made, items, i):
            governor = _governor(made) or _governor_of_list(made, items, i)
            item.governs, item.open_from = governor, _opened(made)
            made.append(item)
        elif outer := _around_described(made):
            item.governs, item.open_from = outer, _opened(made)
            made.append(item)
        else:
            _join(made, item, items[i + 1 : i + 3])
    return made + items[past:]


def _around_described(made: list[Item]) -> str:
    """ "med Kommittén för Sveriges skolor, B": what governs the list whose last body is described by a bare name."""
    at = next(k for k in range(len(made) - 1, -1, -1) if made[k].kind == "noun")
    last = made[at].phrases[-1]
    is_description = last.head is None and not last.known and made[at].governs in {"för", "mot"}
    outer = made[at - 2] if at > 1 and made[at + 1].kind == "comma" else None
    return outer.governs if is_description and outer is not None and outer.kind == "noun" else ""


def _names_members(made: list[Item], item: Item) -> bool:
    """ "grannbolagen Rambo och Trestad", "nätverket Biblioteken i Jämtland": a common noun right before names."""
    if not made or made[-1].kind != "noun":
        return False
    group, name = made[-1].phrases[-1], item.phrases[0]
    if len(made[-1].phrases) > 1:
        return group.is_group and name.spelled_out  # "… samt regionerna Skåne och Halland"
    if group.is_group:
        return not group.after and not name.is_group and not name.pronoun
    has_names = group.head is not None and group.head.head.kind not in {"Committee", "Administration"}
    return group.bare and has_names and name.name[:1].isupper()


def _acts_through(made: list[Item], item: Item, lexicon: Lexicon) -> bool:
    """ "A genom B", "A, genom B": B is the office that A acts through, if B can be a body."""
    if not made or (made[-1].kind not in {"via", "comma"} and made[-1].lower != "av"):
        return False  # as most
    before = [piece for piece in made[-4:] if piece.kind != "comma"]
    office = item.phrases[0]
    can_be_office = bool(office.known) or office.head is not None or bool(office.proper)
    if len(before) >= 3 and before[-1].lower == "av" and before[-2].lower in lexicon.words["RepresentationWord"]:
        return before[-3].kind == "noun" and can_be_office  # "X kommun, företrädd av socialnämnden"
    return (
        len(before) >= 2
        and before[-1].kind == "via"
        and made[-1].kind == "via"
        and before[-2].kind == "noun"
        and can_be_office
    )


def _add_office(made: list[Item], item: Item) -> None:
    while made[-1].kind != "noun":
        made.pop()
    body = made[-1]
    body.last, body.offices = item.last, (*body.offices, (len(body.phrases) - 1, item.phrases[0]))


def _governor(before: list[Item]) -> str:
    """The preposition or phrase right before a noun, an open-list marker in between passed over."""
    for item in reversed(before):
        if item.kind in {"prep", "via"}:
            return item.lower
        if item.kind == "phrase":
            return item.pattern.text if item.pattern else item.lower
        if item.kind not in {"open", "adverb"} or (
            item.kind == "adverb" and item.lower not in {"även", "särskilt", "främst", "också", "både", "såväl"}
        ):
            return ""
    return ""


def _governor_of_list(before: list[Item], items: list[Item], i: int) -> str:
    """The governor of a list that begins with other nouns: "med boende, näringsliv och Svenska kyrkan"."""
    if before and before[-1].kind == "open":
        before = before[:-1]  # "med hyresvärdarna, till exempel X"
    begins = (_starts_clause(items, i) or _begins_subject(items, i)) and (_has_verb(before) or _parts_clauses(before))
    if not before or not _separates(before[-1]) or begins:
        return ""
    if before[-1].lower == "liksom":
        return ""  # "X deltar i arbetet, liksom Y": Y is beside X
    return _nearest_governor(before) or _outermost(before)


def _nearest_governor(before: list[Item]) -> str:
    for k in range(len(before) - 1, max(-1, len(before) - _LONGEST_LIST), -1):
        if before[k].kind in {"prep", "via", "phrase"}:
            return _governed_from(before, k)
        if before[k].kind == "noun":
            # "med A, näringsliv och B", "med Kommittén för Sveriges skolor, B"
            return before[_outer(before, k)].governs if _separates(before[k + 1]) else ""
        if before[k].kind not in _IN_LISTS and not _separates(before[k]):
            return ""
    return ""


def _outermost(before: list[Item]) -> str:
    """What governs a list with longer members: "i samverkan med A, styrelsen med ansvar för B och X".

    Each member begins with a noun of some kind, so that the list is the same from its first body on.
    """
    following = before[-1]
    for item in reversed(before[:-1]):
        if item.finite or item.kind not in _IN_MEMBERS:
            return ""
        if item.kind == "noun" and item.governs and (_separates(following) or len(item.phrases) > 1):
            return item.governs if item.governs.endswith(" X") or item.governs in _WITH else ""
        if _separates(item) and following.kind not in {"noun", "word", "open", "conj"}:
            return ""
        following = item
    return ""


def _outer(before: list[Item], k: int) -> int:
    """Where the noun stands that the noun at ``k`` describes, else ``k``."""
    described = k > 1 and before[k - 1].kind == "prep" and before[k - 2].kind == "noun"
    return k - 2 if described and before[k].governs in _OF_PLACE else k


_IN_LISTS = frozenset({"word", "open", "adverb", "holder", "predicate"})
_WITH = frozenset({"med", "från", "mellan"})
_IN_MEMBERS = _IN_LISTS | {"prep", "noun", "comma", "conj", "via", "paren", "unparen"}


def _governed_from(before: list[Item], k: int) -> str:
    """What governs the list that ends ``before``, if the nearest preposition is at ``k``."""
    item = before[k]
    if item.kind == "prep" and before[-1].lower == "samt" and (outer := _outer_list(before[:k]) or _outermost(before)):
        return outer
    if item.kind == "prep" and item.lower in _OF_PLACE and k and before[k - 1].kind == "noun":
        # "med Vuxna på stan och X", "med kommunen i frågor om unga samt X", "med aktörer med ansvar för Y och X"
        return before[k - 1].governs
    start = next((piece for piece in reversed(before[:k]) if piece.kind != "word"), item)
    if item.lower in _OF_PLACE and start is not before[k - 1] and (start.kind == "phrase" or _separates(start)):
        return _governor([start]) or _outermost(before)  # "med A, boende i området, X"
    if k and before[k - 1].kind == before[-1].kind == "comma":
        return ""  # ", förutom ordföranden, X": an aside has ended
    return _governor(before[: k + 1]) if k + 1 < len(before) and not _separates(before[k + 1]) else ""


_OF_PLACE = frozenset({"i", "på", "vid", "kring", "runt", "inom", "med", "för", "av"})


def _outer_list(before: list[Item]) -> str:
    """ "i samverkan med A, föreningen B för alla samt C": "samt" goes on with the outer list."""
    noun = before[-1] if before else None
    return noun.governs if noun is not None and noun.kind == "noun" and noun.governs.endswith(" X") else ""


def _separates(item: Item) -> bool:
    return item.kind == "comma" or item.lower == "dels" or (item.kind == "conj" and item.lower in _LIST_CONJUNCTIONS)


def _starts_clause(items: list[Item], i: int) -> bool:
    """Whether a finite verb follows; "ska A och B ges tillfälle" has an infinitive there, which is spelled alike."""
    if i + 1 >= len(items) or not items[i + 1].finite:
        return False
    if not any(form.tense == "infinitive" for form in items[i + 1].forms):
        return True
    opened = next((k for k in range(i - 1, -1, -1) if items[k].finite or items[k].kind in _OPENING), None)
    return opened is None or items[opened].kind != "modal"


_OPENING = frozenset({"sub", "rel", "question", "stop"})


def _parts_clauses(before: list[Item]) -> bool:
    """ "…, och kommunens laboratorium bistår": a comma before "och" parts clauses, not the members of a list."""
    return len(before) > 1 and before[-1].kind == "conj" and before[-2].kind == "comma"


def _opened(before: list[Item]) -> int | None:
    return 0 if before and before[-1].kind == "open" else None


def _joins_list(made: list[Item], items: list[Item], i: int) -> bool:
    """Whether the noun at ``i`` goes on with a list that ends in ``made``."""
    separators = _separators(made)
    if separators is None or _closes_insertion(made, items, i):
        return False
    if _parts_clauses(made) and _has_verb(made[:-2]) and _begins_subject(items, i):
        return False
    if _is_gapped(made, items, i, separators):
        return False
    if _parts_clauses(made[: len(made) - separators - 1]) and not made[-separators - 1].governs:
        return True  # "…, och polisen och Svenska kyrkan sitter med"
    if _begins_behind(made, separators):
        return True
    return not (_starts_clause(items, i) and separators <= 2 and _has_verb(made[: len(made) - 1 - separators]))


def _begins_behind(made: list[Item], separators: int) -> bool:
    """ "A har ansvaret, B och C är …": a noun behind a comma, and no list before it, begins a clause with its list."""
    at = len(made) - separators - 1
    if separators != 1 or made[-1].lower not in JOINING_LAST or at < 2 or made[at - 1].kind != "comma":
        return False
    return not made[at].governs and made[at - 2].kind not in {"noun", "comma", "unparen"} and len(made[at].phrases) == 1


def _is_gapped(made: list[Item], items: list[Item], i: int, separators: int) -> bool:
    """ "A ansvarar för biblioteken och B för vägarna": the preposition said again shows that the verb is left out."""
    before = made[-separators - 1]
    again = items[i + 1] if i + 2 < len(items) else None
    is_again = again is not None and again.kind == "prep" and again.lower == before.governs
    return is_again and items[i + 2].kind in {"word", "noun"} and _has_verb(made)


def _begins_subject(items: list[Item], i: int) -> bool:
    """ "…, och polisen och Svenska kyrkan sitter med": a list of bodies, and the finite verb right behind it."""
    k = i + 1
    while k + 1 < len(items) and _separates(items[k]) and items[k + 1].kind == "noun":
        k += 2
    return k > i + 1 and _starts_clause(items, k - 1)


def _closes_insertion(made: list[Item], items: list[Item], i: int) -> bool:
    """ "ordnar, med hjälp av X, tio företag": behind a phrase set off by commas the verb has its object.

    A list goes on to a conjunction: "driver, tillsammans med A, B och C".
    """
    if len(made) < 5 or made[-1].kind != "comma" or made[-3].kind != "phrase" or made[-4].kind != "comma":
        return False
    goes_on = i + 1 < len(items) and (items[i + 1].kind in {"comma", "conj", "open"})
    return made[-5].finite and not goes_on


def _has_verb(before: list[Item]) -> bool:
    """Whether the clause that is open at the end of ``before`` has its finite verb already."""
    for item in reversed(before):
        if item.finite:
            return True
        if item.kind in {"sub", "rel", "question", "stop"}:
            return False
    return False


def _separators(made: list[Item]) -> int | None:
    """How many items stand between the end of ``made`` and the last noun, if they are only list separators."""
    for count, item in enumerate(reversed(made)):
        if item.kind == "noun":
            return count if 0 < count <= _MOST_SEPARATORS else None
        if item.kind != "open" and not _separates(item):
            return _separators_around(made, count)
    return None


def _tells_what(made: list[Item], item: Item) -> bool:
    """ "…, Ekby kommun och grossisten Nordmat AB": a common noun that tells what the next of a list is."""
    name = item.phrases[0]
    if not (name.proper or name.known) or name.genitive or len(made) < 3 or made[-1].kind != "word":
        return False
    return made[-1].lower.endswith(_DEFINITE) and _separates(made[-2]) and made[-3].kind == "noun"


_DEFINITE = ("aren", "ören", "gen", "ten", "get", "tet", "net")


def _separators_around(made: list[Item], count: int) -> int | None:
    """The same with members that name nobody in between: "A, eldsjälar, B"; ``count`` separators stand behind them."""
    at = len(made) - count
    if (described := _behind_place(made, at)) is not None:
        return len(made) - described
    while at > 1 and made[at - 1].kind == "word" and made[at - 1].lower.endswith(_PLURALS):
        first = at - 1
        while first and made[first - 1].kind == "word" and at - first < _MOST_WORDS:
            first -= 1
        at = first - 1  # the comma before them
        if at < 1 or made[at].kind != "comma":
            return None
        if made[at - 1].kind == "noun":
            return len(made) - at
    return None


def _behind_place(made: list[Item], at: int) -> int | None:
    """ "A, grannarna runt torget och B", "skolorna i norr, t.ex. B": where the place begins that ends at ``at``."""
    joins = at < len(made) and made[at].lower in JOINING_LAST
    gives_examples = at + 1 < len(made) and made[at].kind == "comma" and made[at + 1].kind == "open"
    if not (joins or gives_examples):
        return None
    first = at - 1
    while first > 0 and made[first].kind == "word" and at - first < _MOST_WORDS and made[first].lower not in _PLACING:
        first -= 1
    is_place = 0 < first < at - 1 and made[first].lower in _PLACING
    before = made[first - 1]
    return first if is_place and before.kind == "noun" and (gives_examples or len(before.phrases) > 1) else None


_PLACING = frozenset({"i", "på", "vid", "kring", "runt", "inom", "längs", "utanför"})
_MOST_SEPARATORS = 3
_PLURALS = ("ar", "er", "or", "are", "na", "iga")


def _join(made: list[Item], item: Item, behind: list[Item]) -> None:
    """Add a noun to the list that ends ``made``; ``behind`` are the two items that follow it."""
    closed = bool(behind) and behind[0].kind == "comma"
    separators: list[Item] = []
    while made[-1].kind != "noun":
        separators.append(made.pop())
    before = made.pop()
    opened = any(s.kind == "open" for s in separators)
    # "X, en förening,", "Platen, stadens bostadsstiftelse,": the same body in other words
    other = item.phrases[0]
    is_one = not other.is_group or (other.head is not None and other.head.either and other.quantifier is None)
    described = other.article or (closed and bool(other.owner) and is_one and "AB" not in other.after)
    is_apposition = described and len(separators) == 1 and separators[0].kind == "comma"
    if len(separators) == 1 and separators[0].kind == "comma" and _is_part_of(before, other, behind):
        before.last, before.offices = item.last, (*before.offices, (len(before.phrases) - 1, other))
        made.append(before)
        return
    is_name_of = closed and len(separators) == 1 and separators[0].kind == "comma" and _describes(before, other)
    if is_name_of and behind[-1].finite:
        phrases = item.phrases
    else:
        phrases = before.phrases if is_apposition else (*before.phrases, *item.phrases)
    # "berörda kommuner, till exempel A och B": neither the group nor the examples are the whole list.
    open_from = 0 if opened else before.open_from
    before.last, before.phrases, before.open_from = item.last, phrases, open_from
    made.append(before)


def _is_part_of(before: Item, other: NounPhrase, behind: list[Item]) -> bool:
    """ "Ekby kommun, kulturkontoret", "Polismyndigheten, lokalpolisområde Ekby": the office that a body acts through.

    An office of a town is told from the next of a list by ending it, and by there being no other.
    """
    whole = before.phrases[-1]
    if whole.is_group or whole.genitive or other.is_group or other.genitive or other.head is None:
        return False
    if "policeArea" in other.head.head.traits:
        return whole.name.lower().startswith("polismyndighet")
    kinds = {body.kind for body in whole.known}
    is_town = "Municipality" in kinds or (whole.head and whole.head.head.kind == "Municipality" and bool(whole.proper))
    ends = not behind or behind[0].kind == "stop" or behind[0].lower == "."
    return len(before.phrases) == 1 and bool(is_town) and ends and other.head.head.kind == "Administration"


def _describes(before: Item, other: NounPhrase) -> bool:
    """ "Bostadsbolaget, Ekby Hem AB, …": a common noun for one body, whose name comes behind it."""
    noun = before.phrases[0]
    certain = noun.head is not None and noun.head.definite and not noun.head.plural and not noun.known
    is_common = certain and not (noun.proper or noun.after or noun.pronoun)
    return len(before.phrases) == 1 and is_common and bool(other.proper) and not other.is_group


def _marked_open(items: list[Item], i: int) -> Item:
    """ "A och B m.fl." is open after the fact."""
    following = items[i + 1] if i + 1 < len(items) else None
    if following is not None and following.kind == "open" and following.lower in _AND_OTHERS:
        return replace(items[i], open_from=0)
    return items[i]


_AND_OTHERS = frozenset({"m.fl.", "m fl", "med flera"})
_OPEN_AFTER = frozenset(words.split()[-1] for words in _AND_OTHERS)


def _is_empty_do(items: list[Item], i: int) -> bool:
    """ "Medverkar gör också X": the second verb only holds the place of the first."""
    return i > 0 and items[i - 1].kind == "verb" and items[i - 1].finite
