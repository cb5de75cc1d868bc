"""Whether authority files can be relied on: what they say of themselves, of each other, and of time.

Each finding is a violation: a name or an identifier that two bodies share ties a text, or another data set, to the
wrong one. The files are judged together; only what concerns the files asked about is told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations, pairwise
from pathlib import Path

import pyoxigraph as ox

from kg.authority_entry import ITEM, luhn
from kg.errors import AuthorityError
from kg.finding import Finding
from kg.folding import plain
from kg.namespaces import PREFIXES
from kg.register import (
    CHANGE,
    CODE,
    GROUP,
    LABEL,
    MUNICIPALITY,
    NUMBER,
    OTHER,
    PART_OF,
    SEE,
    SERVES,
    SOURCE,
    VALID_FROM,
    VALID_UNTIL,
    WITHIN,
    Kinds,
    Record,
    Register,
)

_ORIGINAL, _RESULT = f"{PREFIXES['org']}originalOrganization", f"{PREFIXES['org']}resultingOrganization"
_DATE = f"{PREFIXES['dcterms']}date"
_JURISDICTION, _MEMBER = f"{PREFIXES['samv']}jurisdictionArea", f"{PREFIXES['foaf']}member"
_PARENTS = (SERVES, WITHIN, PART_OF, MUNICIPALITY)
_TIES = (*_PARENTS, _JURISDICTION, _MEMBER, _ORIGINAL, _RESULT)

_SAYS = {
    "turtle": ("{what}", "{what}"),
    "kind": ("{what} is no kind of body, group or place", "{what} är inget slag av organ, grupp eller plats"),
    "no-kind": ("nothing says what kind of thing it is", "inget säger vad det är för slag"),
    "two-things": ("it cannot be both {what} and {other}", "det kan inte vara både {what} och {other}"),
    "no-name": ("it has no Swedish name", "det saknar svenskt namn"),
    "no-source": ("it does not say where it is taken from", "det säger inte varifrån uppgiften kommer"),
    "number": (
        "{what} is no organisation number: six digits, a hyphen and four digits, the last of which checks the others",
        "{what} är inget organisationsnummer: sex siffror, bindestreck och fyra siffror, varav den sista kontrollerar",
    ),
    "two-numbers": ("it has two organisation numbers: {what}", "det har två organisationsnummer: {what}"),
    "item": ("{what} is no address of a Wikidata item", "{what} är ingen adress till ett objekt i Wikidata"),
    "not-text": (
        "the identifier {what} is written as a number; in quotes it keeps its first zero",
        "identifieraren {what} är skriven som ett tal; inom citattecken behåller den sin första nolla",
    ),
    "identifier": ("{what} is also the identifier of {other}", "{what} är också identifierare för {other}"),
    "name": (
        '"{what}" is also the name of {other} at the same time',
        "”{what}” är också namn på {other} under samma tid",
    ),
    "unknown": ("it points to {what}, which no file describes", "det pekar på {what}, som ingen fil beskriver"),
    "circle": ("its parents go round in a circle: {what}", "dess överordnade går runt i en cirkel: {what}"),
    "day": (
        "{what} is no day written as 2007-01-01 (xsd:date)",
        "{what} är ingen dag skriven som 2007-01-01 (xsd:date)",
    ),
    "order": ("the last day, {what}, comes before the first", "den sista dagen, {what}, kommer före den första"),
    "overlap": ("it is valid at the same time as {other}", "det gäller samtidigt som {other}"),
    "gap": ("nothing is valid between {what} and {other}", "inget gäller mellan {what} och {other}"),
    "event": (
        "a change needs one day, what there was before and what came of it",
        "en ändring behöver en dag, vad som fanns före och vad det blev",
    ),
    "event-day": (
        "{other} does not end or begin on the day of the change, {what}",
        "{other} slutar eller börjar inte på ändringens dag, {what}",
    ),
}
"""What each check says, in English and Swedish."""


@dataclass(frozen=True)
class _Judge:
    """What all checks need: the register, the kinds, and the language of what is said."""

    register: Register
    kinds: Kinds
    language: str

    def finding(self, record: Record, check: str, what: str = "", other: str = "") -> Finding:
        words = _SAYS[check][self.language == "sv"].format(what=what, other=other)
        file = str(record.files[-1]) if record.files else None
        return Finding("violation", check, record.iri, record.label(self.language), words, file)


def check(files: Iterable[Path], about: Iterable[Path], language: str = "en") -> list[Finding]:
    """What is wrong with the files ``about``, judged together with all ``files``; in English or Swedish (sv)."""
    asked = list(about)
    register, findings = Register(), []
    for file in dict.fromkeys([*files, *asked]):
        try:
            register.add(file)
        except AuthorityError as error:
            if file in asked:
                place = (error.place or str(file)).removeprefix(f"{file}:").split(":")
                line = int(place[0]) if place[0].isdigit() else None
                findings.append(Finding("violation", "turtle", str(file), file.name, error.message, str(file), line))
    judge = _Judge(register, Kinds.read(), language)
    named = {record.iri: record for record in register if set(record.files) & set(asked)}
    found = (each for test in _CHECKS for each in test(judge) if each.node in named)
    return sorted([*findings, *dict.fromkeys(found)], key=Finding.sort_key)


# One function a subject: each goes through the whole register.


def _kinds(judge: _Judge) -> Iterator[Finding]:
    for record in judge.register:
        if not record.kinds:
            yield judge.finding(record, "no-kind")
        for kind in record.kinds:
            if not judge.kinds.is_known(kind):
                yield judge.finding(record, "kind", kind)
        for one, other in combinations(sorted(record.kinds), 2):
            if judge.kinds.exclude(one, other):
                labels = (judge.kinds.label(kind, judge.language) for kind in (one, other))
                yield judge.finding(record, "two-things", *labels)


def _descriptions(judge: _Judge) -> Iterator[Finding]:
    for record in judge.register:
        labels = record.facts.get(LABEL, ())
        if not any(isinstance(label, ox.Literal) and label.language == "sv" for label in labels):
            yield judge.finding(record, "no-name")
        if not record.facts.get(SOURCE):
            yield judge.finding(record, "no-source")


def _identifiers(judge: _Judge) -> Iterator[Finding]:
    for record in judge.register:
        numbers = record.texts(NUMBER)
        for number in numbers:
            if not (re.fullmatch("[0-9]{6}-[0-9]{4}", number) and luhn(number)):
                yield judge.finding(record, "number", number)
        if len(numbers) > 1:
            yield judge.finding(record, "two-numbers", ", ".join(numbers))
        for term in (*record.facts.get(NUMBER, ()), *record.facts.get(CODE, ())):
            if not isinstance(term, ox.Literal) or term.datatype.value != f"{PREFIXES['xsd']}string":
                yield judge.finding(record, "not-text", getattr(term, "value", ""))
        for item in record.texts(SEE):
            if re.match(r"https?://(www\.)?wikidata\.org/", item) and not re.fullmatch(f"{ITEM}Q[1-9][0-9]*", item):
                yield judge.finding(record, "item", item)


def _shared_identifiers(judge: _Judge) -> Iterator[Finding]:
    owners: dict[tuple[str, str], list[Record]] = {}
    for record in judge.register:
        for key in dict.fromkeys(record.identifier_keys):
            owners.setdefault(key, []).append(record)
    for (identifier, _), records in owners.items():
        yield from _both(judge, "identifier", identifier, records, lambda one, other: True)


def _shared_names(judge: _Judge) -> Iterator[Finding]:
    """Names that a text may have: two bodies that can be met in one document have none in common on one day."""
    owners: dict[tuple[str, str], list[Record]] = {}
    for record in judge.register:
        if any(judge.kinds.is_body(kind) for kind in record.kinds):
            for name in dict.fromkeys(map(plain, [*record.texts(LABEL), *record.texts(OTHER)])):
                owners.setdefault((name, record.municipality or ""), []).append(record)
    for (name, _), records in owners.items():
        yield from _both(judge, "name", name, records, _at_one_time)


def _at_one_time(one: Record, other: Record) -> bool:
    return one.overlaps(other.first_day, other.last_day)


def _both(
    judge: _Judge, check: str, what: str, records: list[Record], clash: Callable[[Record, Record], bool]
) -> Iterator[Finding]:
    """A finding about each of two records that clash, which names the other."""
    for one, other in combinations(records, 2):
        if clash(one, other):
            yield judge.finding(one, check, what, other.label(judge.language))
            yield judge.finding(other, check, what, one.label(judge.language))


def _ties(judge: _Judge) -> Iterator[Finding]:
    for record in judge.register:
        for iri in dict.fromkeys(each for predicate in _TIES for each in record.texts(predicate)):
            other = judge.register.records.get(iri)
            if other is None or not other.kinds:
                yield judge.finding(record, "unknown", iri)
        circle = _circle(judge.register, record)
        if circle:
            yield judge.finding(record, "circle", " → ".join(each.label(judge.language) for each in circle))


def _circle(register: Register, start: Record) -> list[Record]:
    """The way from a record over its parents back to itself; empty where there is none."""
    ways, seen = [[start]], set()
    while ways:
        way = ways.pop()
        for iri in (iri for predicate in _PARENTS for iri in way[-1].texts(predicate)):
            if iri == start.iri:
                return [*way, start]
            if iri in register.records and iri not in seen:
                seen.add(iri)
                ways.append([*way, register.records[iri]])
    return []


def _days(judge: _Judge) -> Iterator[Finding]:
    for record in judge.register:
        terms = [term for each in (VALID_FROM, VALID_UNTIL, _DATE) for term in record.facts.get(each, ())]
        wrong = [term for term in terms if _day(term) is None]
        for term in wrong:
            yield judge.finding(record, "day", getattr(term, "value", ""))
        if not wrong and record.first_day and record.last_day and record.first_day > record.last_day:
            yield judge.finding(record, "order", record.last_day)


def _day(term: object) -> date | None:
    if not isinstance(term, ox.Literal) or term.datatype.value != f"{PREFIXES['xsd']}date":
        return None
    try:
        return date.fromisoformat(term.value) if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", term.value) else None
    except ValueError:
        return None


def _groups(judge: _Judge) -> Iterator[Finding]:
    """The groups of one name in a municipality follow on each other, each valid for its time."""
    same: dict[tuple[str, str], list[Record]] = {}
    for record in judge.register:
        if any(GROUP in judge.kinds.ancestors(kind) for kind in record.kinds):
            same.setdefault((plain(record.label()), record.municipality or ""), []).append(record)
    for records in same.values():
        for one, other in pairwise(sorted(records, key=lambda record: (record.first_day, record.iri))):
            if _at_one_time(one, other):
                yield judge.finding(other, "overlap", other=f"{one.label(judge.language)} ({one.iri})")
            elif _next_day(one.last_day) not in {"", other.first_day}:
                yield judge.finding(other, "gap", one.last_day, other.first_day)


def _next_day(day: str) -> str:
    try:
        return (date.fromisoformat(day) + timedelta(days=1)).isoformat()
    except (ValueError, OverflowError):
        return ""


def _events(judge: _Judge) -> Iterator[Finding]:
    for record in judge.register:
        if CHANGE in record.kinds:
            days, before, after = (record.texts(each) for each in (_DATE, _ORIGINAL, _RESULT))
            if len(days) != 1 or not before or not after:
                yield judge.finding(record, "event")
            else:
                yield from _event_days(judge, record, days[0])


def _event_days(judge: _Judge, event: Record, day: str) -> Iterator[Finding]:
    """What there was before ends on the eve of the change, and what came of it begins on the day."""
    bodies = judge.register.records
    ended = [(iri, _next_day(bodies[iri].last_day)) for iri in event.texts(_ORIGINAL) if iri in bodies]
    begun = [(iri, bodies[iri].first_day) for iri in event.texts(_RESULT) if iri in bodies]
    for iri, its_day in (*ended, *begun):
        if its_day != day:
            yield judge.finding(event, "event-day", day, bodies[iri].label(judge.language))


_CHECKS: tuple[Callable[[_Judge], Iterator[Finding]], ...] = (
    _kinds,
    _descriptions,
    _identifiers,
    _shared_identifiers,
    _shared_names,
    _ties,
    _days,
    _groups,
    _events,
)
