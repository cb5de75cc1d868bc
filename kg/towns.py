"""Which town, and which region, a text as a whole belongs to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from kg.lexicon import KnownBody, Lexicon
from kg.model import Body

NATIONAL = "sverige"
_TRANSLITERATION = str.maketrans("åäöéèüáà", "aaoeeuaa")
_TOWN = re.compile(r"\b([A-ZÅÄÖ][a-zåäöé]+(?:[- ][A-ZÅÄÖ][a-zåäöé]+)?) (kommun|stad)\b")
_REGION = re.compile(
    r"[RV](?<!\w.)(?:(?<=R)egion [A-ZÅÄÖ][a-zåäö]+(?: [A-ZÅÄÖ][a-zåäö]+)?|(?<=V)ästra Götalandsregionen)"
)
_NO_TOWNS = frozenset({"Den", "Denna", "En", "Er", "Hela", "Ingen", "Någon", "Samma", "Var", "Varje", "Vår", "Vilken"})
# Both look back only from the right letter: the search passes over all others without a try at each.
_CAPITAL = re.compile(r"[A-ZÅÄÖ](?<!\w.)[\w-]*")
_HEAD = 1000
_TITLE = 200
# A name within a sentence.
_PLACE = re.compile(r"[A-ZÅÄÖ](?<=[a-zåäö] .)[a-zåäöé]+(?![\w-])")
_CAPITAL_CITY = frozenset({"Stockholm", "Stockholms"})  # where whoever acts for the whole country sits
_READ_FOR_PLACES = 20_000
_GOVERNMENT = re.compile(r"^[# ]*(?:Regeringen (?:beslutar|erbjuder|ger|uppdrar)|Regering(?:ens |s)beslut)\b", re.M)


def slug(name: str) -> str:
    """The part of an IRI made from a name: lower case, å ä ö as a a o, everything else as one hyphen."""
    plain = name.lower().translate(_TRANSLITERATION)
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def town_of(text: str, lexicon: Lexicon) -> Body | None:
    """The town that most of a text's names of towns and of their bodies belong to; else the first that its head names.

    A text that names many has none of its own, and what the government decides is no town's, whichever it names.
    """
    if _GOVERNMENT.search(text, 0, _HEAD):
        return None
    named = list(_towns_named(text, lexicon)) or list(_places_named(text, lexicon))
    if not named:
        return None
    votes = Counter(town for _, town in named)
    town, count = votes.most_common(1)[0]
    if count * 2 <= len(named):
        start, town = named[0]
        if start > _HEAD:
            return None
    entry = lexicon.by_iri.get(town)
    if entry is not None:
        return Body(entry.label, "Municipality", entry.iri.split("/")[-2], iri=entry.iri)
    return Body(town, "Municipality", town_scope(town))


def town_scope(town: str) -> str:
    """The part of an IRI for the bodies of a town, from its name: granvik for Granviks kommun."""
    ends_in_s = town.split(maxsplit=1)[0].endswith("ss")
    return slug(town.rsplit(" ", 1)[0] if ends_in_s else re.sub(r"s? (kommun|stad)$", "", town))


def _towns_named(text: str, lexicon: Lexicon) -> Iterator[tuple[int, str]]:
    """Where the text names a town: the place, and the IRI of one that the authority knows or the name of another."""
    town_names, past = _town_names(lexicon), 0
    for match in _CAPITAL.finditer(text):
        start = match.start()
        if start < past:
            continue
        names = town_names.get(match.group().lower(), ())
        known = next(((name, town) for name, town in names if _stands_at(name, text, start)), None)
        other = None if known else _TOWN.match(text, start)
        if known:
            past = start + len(known[0])
            yield start, known[1]
        elif other and other.group(1) not in _NO_TOWNS:
            past = other.end()
            yield start, other.group()


def _places_named(text: str, lexicon: Lexicon) -> Iterator[tuple[int, str]]:
    """Where a text that names no town names the place of one: "Trygghet i Katrineholm", "i Piteå".

    None where it names several, or one but once and not in its first lines: what is said of a place may be any town's.
    """
    matches = (match for match in _PLACE.finditer(text, 0, _READ_FOR_PLACES) if match.group() in lexicon.places)
    named = [match for match in matches if _is_after_small(text, match.start()) and match.group() not in _CAPITAL_CITY]
    found = [(match.start(), lexicon.places[match.group()].iri) for match in named]
    if len({town for _, town in found}) == 1 and (len(found) > 1 or found[0][0] < _TITLE):
        yield from found


def _is_after_small(text: str, start: int) -> bool:
    """Whether the word before a name is in small letters, and so no first name: "i Lund", not "Karin Lund"."""
    return text[text.rfind(" ", 0, start - 1) + 1].islower()


@lru_cache(maxsize=8)
def _town_names(lexicon: Lexicon) -> dict[str, tuple[tuple[str, str], ...]]:
    """The names of several words that tie a text to a town, in small letters, by first word, the longest first.

    Each with the IRI of the town.
    """
    found: dict[str, set[tuple[str, str]]] = {}
    for body in lexicon.bodies:
        town = body.iri if body.kind == "Municipality" else body.municipality
        for name in (name.lower() for name in body.names if " " in name and name[0].isupper()):
            if town is not None:
                found.setdefault(name.split()[0], set()).add((name, town))
    return {first: tuple(sorted(names, key=lambda n: (-len(n[0]), n))) for first, names in found.items()}


def _stands_at(name: str, text: str, start: int) -> bool:
    """Whether the name, in small letters, stands there as whole words; it may be a genitive."""
    end = start + len(name)
    if text[start:end].lower() != name:
        return False
    return not text[end : end + 1].isalnum() or (text[end] == "s" and not text[end + 1 : end + 2].isalnum())


def region_of(text: str, lexicon: Lexicon) -> Body | None:
    """The region that a text means by "regionen": the only one that it names, else the first, in its head."""
    if "egion" not in text:
        return None  # as most
    named = {_region_name(match.group()): match.start() for match in reversed(list(_REGION.finditer(text)))}
    name = min(named, key=lambda each: named[each], default=None)
    if name is None or (len(named) > 1 and named[name] > _HEAD):
        return None
    entry = next((body for body in lexicon.bodies if body.kind == "Region" and name in body.names), None)
    return body_of(entry) if entry is not None else Body(name, "Region", NATIONAL)


def _region_name(written: str) -> str:
    """The name without a genitive's s: "Region Skånes" is Region Skåne."""
    return written[:-1] if written.endswith("s") and not written.endswith(("ss", "ås")) else written


@lru_cache(maxsize=4096)
def body_of(entry: KnownBody) -> Body:
    """The body that an entry of the authority files is."""
    return Body(entry.label, entry.kind, entry.iri.split("/")[-2], iri=entry.iri)
