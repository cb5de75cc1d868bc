"""Finding bodies in the register by what people write: a name, an old name, an acronym, an identifier."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from kg.errors import UsageError
from kg.folding import folded, plain
from kg.namespaces import SAMV
from kg.register import AREA, CHANGE, TOWN, Kinds, Record, Register
from kg.town_cells import KINDS

_PREFIX = 3  # letters that a word must have to stand for a longer one
_STEM = 5  # letters that a word keeps when its ending is left out
_ENDING = re.compile(r"(?:ens|en|ets|et|s)$")


def search(register: Register, text: str) -> list[Record]:
    """The records that the text names, the closest first.

    Identifiers and whole names come first, as written before without the marks over å, ä, ö; then names that have all
    the words, or words that begin with them; then names with the same words but for their endings.
    """
    asked = text.strip()
    ranked = [(rank, record) for record in register if (rank := _rank(record, asked)) is not None]
    return [record for _, record in sorted(ranked, key=lambda each: (each[0], plain(each[1].label()), each[1].iri))]


def _rank(record: Record, asked: str) -> int | None:
    if not _words(asked) or CHANGE in record.kinds or not record.kinds:
        return None
    if asked == record.iri or plain(asked) in set(_identifiers(record)):
        return 0
    return min((rank for name in _names(record) if (rank := _likeness(asked, name)) is not None), default=None)


def _names(record: Record) -> Iterator[str]:
    """Its names, and of a municipality what the place is called: Göteborg for Göteborgs kommun."""
    for name in record.names:
        yield name
        if TOWN in record.kinds and name.endswith((" kommun", " stad")):
            bare = name.rsplit(" ", 1)[0]
            yield from dict.fromkeys((bare, bare.removesuffix("s")))


def _identifiers(record: Record) -> Iterator[str]:
    """Each identifier with its scheme and without, and a number without its hyphen."""
    for each in record.identifiers:
        value = each.partition(":")[2] or each
        yield from (plain(each), plain(value), value.replace("-", ""))


def _likeness(asked: str, name: str) -> int | None:
    if plain(asked) == plain(name):
        return 1
    if folded(asked) == folded(name):
        return 2
    words, there = _words(asked), _words(name)
    if all(word in there for word in words):
        return 3
    if all(any(_begins(word, other) for other in there) for word in words):
        return 4
    stems = {_stem(word) for word in there}
    return 5 if all(_stem(word) in stems for word in words) else None


def _begins(word: str, other: str) -> bool:
    return word == other or (len(word) >= _PREFIX and other.startswith(word))


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", folded(text))


def _stem(word: str) -> str:
    bare = _ENDING.sub("", word)
    return bare if len(bare) >= _STEM else word


def listed(register: Register, kinds: Kinds, kind: str | None, municipality: str | None) -> list[Record]:
    """The records of a kind and of a municipality, by name; of any kind but areas and events where none is asked for.

    Raises UsageError for a kind or a municipality that nothing is called.
    """
    wanted = _kind(kinds, kind) if kind else None
    town = _municipality(register, municipality) if municipality else None
    found = [
        record
        for record in register
        if record.kinds and _is_of(kinds, record, wanted) and town in {None, record.municipality, record.iri}
    ]
    return sorted(found, key=lambda record: (folded(record.label()), record.first_day, record.iri))


def _is_of(kinds: Kinds, record: Record, wanted: str | None) -> bool:
    if wanted is None:
        return not {AREA, CHANGE} & set(record.kinds)
    return any(wanted in kinds.ancestors(kind) for kind in record.kinds)


def _kind(kinds: Kinds, text: str) -> str:
    word = plain(text)
    known = {plain(label): kind for kind, labels in kinds.labels.items() for label in labels.values()}
    known = {label: kind for label, kind in known.items() if kinds.is_known(kind)}
    names = {kind.removeprefix(SAMV).lower(): kind for kind in known.values()}
    words = known | names | {each: SAMV + kind for each, kind in KINDS.items()}
    if word not in words:
        near = get_close_matches(word[:100], list(words), n=1)
        hint = (
            f"did you mean {near[0]}?" if near else "as nämnd, förvaltning, bolag, förening, kommun, myndighet, område"
        )
        raise UsageError(f'"{text}" is no kind of body', hint=hint)
    return words[word]


def _municipality(register: Register, text: str) -> str:
    """The address of the one municipality of that name; "kommun" or "stad" may be left out."""
    towns = [record for record in register if TOWN in record.kinds]
    for reading in (plain, folded):
        asked = reading(text)
        for names in ((asked,), (f"{asked} kommun", f"{asked}s kommun", f"{asked} stad", f"{asked}s stad")):
            found = [town for town in towns if town.iri == text or any(reading(name) in names for name in town.names)]
            if len(found) == 1:
                return found[0].iri
            if found:
                raise UsageError(f'"{text}" is the name of {len(found)} municipalities', hint="write the whole name")
    near = get_close_matches(folded(text[:100]), [folded(town.label()) for town in towns], n=1)
    known = next((town.label() for town in towns if near and folded(town.label()) == near[0]), None)
    hint = f"did you mean {known}?" if known else "list them: samverkan authority list --kind kommun"
    raise UsageError(f'no municipality is called "{text}"', hint=hint)
