"""Builds authority files from tables of facts: municipalities, counties with their bodies, state agencies.

    python -m kg.authority TABLES_DIR OUT_DIR

The tables are municipalities.csv, counties.csv (from sjbrg/swedish-geodata, CC0-1.0), state_agencies.csv and
state_agency_names.csv (from civictechsweden/myndighetsdata, CC0). What they get wrong or leave out, and which short
names are safe to look for in running text, stands in :mod:`kg.authority_names`. The same tables give the same bytes.

A municipality does not look after a county: it looks after its own area, and that area is part of the county's.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from kg import authority_names as known
from kg.authority_entry import Entry, luhn, turtle_file
from kg.errors import AssetError, SamverkanError, UsageError
from kg.files import replace_file
from kg.towns import NATIONAL, slug

GEODATA = "sjbrg/swedish-geodata, CC0-1.0"
REGISTER = "civictechsweden/myndighetsdata, CC0"
KNOWLEDGE = "common knowledge"

_NUMBER = re.compile(r"[0-9]{6}-[0-9]{4}")
_WIKIDATA = re.compile(r"Q[1-9][0-9]*")
_CUT = 65  # the table of agencies cuts English names here

Row = dict[str, str]


# Tables.


def read_table(path: Path, columns: Iterable[str]) -> list[Row]:
    """The rows of a CSV file, with spaces around the values dropped.

    Raises:
        AssetError: if the file is missing, is not UTF-8, or lacks one of the columns.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            missing = [name for name in columns if name not in (reader.fieldnames or ())]
            rows = [{key: " ".join((value or "").split()) for key, value in row.items() if key} for row in reader]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise AssetError(f"cannot read the table: {error}", place=str(path)) from error
    if missing:
        raise AssetError(f"the table has no column {', '.join(missing)}", place=str(path))
    return rows


# Municipalities.


def municipalities(rows: list[Row]) -> Iterator[Entry]:
    """Each municipality and its area; of the one that has a file of its own, only the area and the tie to it."""
    slugs = Counter(slug(row["municipality_name_short"]) for row in rows)
    for row in rows:
        code, short = row["municipality_code"], row["municipality_name_short"]
        town = slug(short) if slugs[slug(short)] == 1 else f"{slug(short)}-{code}"
        label = known.MUNICIPALITIES.get(code, row["municipality_name"])
        iri, area = (f"{kind}/{town}/{slug(label)}" for kind in ("body", "place"))
        has_own_file = code in known.WITH_OWN_FILE
        yield Entry(iri, area=area) if has_own_file else _municipality(iri, code, label, area)
        county = _county(row["county_name"])
        yield Entry(area, "Area", f"{label}, område", part_of=county, sources=(GEODATA,))


def _municipality(iri: str, code: str, label: str, area: str) -> Entry:
    others = known.OTHER_MUNICIPALITY_NAMES.get(code, ())
    own = bool(others) or code in known.MUNICIPALITIES
    sources = (GEODATA, *[KNOWLEDGE] * own)
    return Entry(iri, "Municipality", label, others=others, identifiers=(code,), area=area, sources=sources)


def _county(name: str) -> str:
    return f"place/{NATIONAL}/{slug(name)}"


# Counties, their administrative boards and regions.


def counties(rows: list[Row], agencies: list[Row]) -> Iterator[Entry]:
    """Each county as an area, the state's board in it, and the region (but Gotland's, which is a municipality)."""
    boards = {row["name_sv"]: row for row in agencies}
    for row in rows:
        name, code = row["county_name"], row["county_code"]
        codes = (code, f"SE-{known.COUNTY_LETTERS[code]}")
        area = _county(name)
        item, more = known.COUNTY_ITEMS.get(code, ("", ()))
        yield Entry(area, "Area", name, identifiers=codes, wikidata=item, sources=(GEODATA, KNOWLEDGE, *more))
        label = f"Länsstyrelsen i {name}"
        yield replace(_agency(label, boards.get(label, {})), others=_board_names(row), area=area)
        if code in known.REGIONS:
            region, *others = known.REGIONS[code]
            iri = f"body/{slug(region)}/{slug(region)}"
            yield Entry(iri, "Region", region, others=tuple(others), area=area, sources=(KNOWLEDGE,))


def _board_names(row: Row) -> tuple[str, ...]:
    name, short = row["county_name"], row["county_name_short"]
    return (f"Länsstyrelsen {name}", f"Länsstyrelsen {short}", f"Länsstyrelsen i {short}")


# State agencies.


def agencies(rows: list[Row], forms: list[Row]) -> list[Entry]:
    """The agencies that the register can tell apart from others, with the names that are theirs alone."""
    spelled = {row["name"]: row["official_name"] for row in forms}
    made: dict[str, Entry] = {}
    for row in [*known.AGENCIES, *(row for row in rows if _is_listed(row))]:
        label = _spelling(row["name_sv"], spelled)
        if label is not None and f"body/{NATIONAL}/{slug(label)}" not in made:
            others = tuple(_names(label, row, spelled))
            made[f"body/{NATIONAL}/{slug(label)}"] = _settled(
                replace(_agency(label, row), others=others, hidden=tuple(_hidden(row, label, others)))
            )
    return list(_unshared(made.values()))


def _is_listed(row: Row) -> bool:
    """Whether a row can be checked against something else and is not marked as over, a school or a county's board."""
    over = re.search(r"avveckling|\(gamla\)", row["name_sv"], re.IGNORECASE)
    school = re.fullmatch(r"\w+(?<!hög)skolan(s resurscenter|, \w+)?", row["name_sv"])
    board = row["name_sv"].startswith("Länsstyrelsen i ")
    replaced = {agency["name_sv"] for agency in known.AGENCIES} | known.NO_AGENCIES
    return bool(row["org_nr"] or row["wikidata"]) and not (over or school or board or row["name_sv"] in replaced)


def _spelling(name: str, spelled: dict[str, str]) -> str | None:
    """The name in its own letters; None for one in capitals that no table writes otherwise."""
    if name in known.SPELLINGS or not name.isupper():
        return known.SPELLINGS.get(name, name)
    official = spelled.get(name.lower(), name)
    return official if not official.isupper() else None


def _agency(label: str, row: Row) -> Entry:
    number, wikidata = row.get("org_nr", ""), row.get("wikidata", "")
    return Entry(
        f"body/{NATIONAL}/{slug(label)}",
        "StateAgency",
        label,
        english=known.ENGLISH.get(label) or _english(row.get("name_en", "")),
        number=number if _NUMBER.fullmatch(number) and luhn(number) else "",
        wikidata=wikidata if _WIKIDATA.fullmatch(wikidata) else "",
        sources=(row.get("source") or REGISTER,),
    )


def _english(name: str) -> str:
    """An English name that is whole and reads as one; else nothing."""
    if len(name) < 3 or len(name) == _CUT or name.isupper() or "(" in name:
        return ""
    return (name[0].upper() + name[1:]).rstrip(".").replace("?", "'")


def _names(label: str, row: Row, spelled: dict[str, str]) -> Iterator[str]:
    """The names that can be looked for in a text beside the label: old ones, short ones and acronyms."""
    for name in row["old_names"].split("|"):
        if is_acronym(name) if name.isupper() else _is_plain(name):
            yield name
    if is_acronym(row["short_name"]):
        yield row["short_name"]
    if re.fullmatch(r"Statens \w+", label):
        stem = label.removeprefix("Statens ")
        yield from (name.capitalize() for name, of in spelled.items() if of == label and name.startswith(stem))
    yield from known.SHORT_NAMES.get(label, ())


def _hidden(row: Row, label: str, others: tuple[str, ...]) -> Iterator[str]:
    """The acronyms and old names of the register that a text may mean otherwise: for who searches, not for a text."""
    known_already = {name.lower() for name in (label, *others)}
    for name in (row["short_name"], *row["old_names"].split("|")):
        is_whole = name.isalpha() if name.isupper() else not re.search(r"[(_,]|\.$", name)
        if len(name) > 1 and is_whole and name.lower() not in known_already and name not in known.NO_NAMES:
            yield name


def is_acronym(name: str) -> bool:
    """Whether an acronym can be met only as one: three letters or more, and no word when small."""
    if len(name) < 3 or not name.isalpha() or name in known.NO_ACRONYMS:
        return False
    return name in known.ACRONYMS or (name.isupper() and not re.search("[AEIOUYÅÄÖ]", name))


def _is_plain(name: str) -> bool:
    return len(name) > 3 and not re.search(r"[(_,/]", name) and name not in known.NO_NAMES


def _settled(entry: Entry) -> Entry:
    """Each other name once, however it is written in small or capital letters, and none that is the label."""
    names = {name.lower(): name for name in reversed(entry.others) if name.lower() != entry.label.lower()}
    hidden = {name.lower(): name for name in reversed(entry.hidden)}
    own = entry.label in known.SHORT_NAMES or entry.label in known.ENGLISH
    extra = (KNOWLEDGE,) if own and KNOWLEDGE not in entry.sources else ()
    return replace(
        entry,
        others=tuple(sorted(names.values())),
        hidden=tuple(sorted(hidden.values())),
        sources=(*entry.sources, *extra),
    )


def _unshared(entries: Iterable[Entry]) -> Iterator[Entry]:
    """The entries without what two of them claim: a number, a Wikidata item, an English or another name."""
    entries = list(entries)
    labels = Counter(entry.label.lower() for entry in entries)
    names = labels + Counter(name.lower() for entry in entries for name in entry.others)
    every = names + Counter(name.lower() for entry in entries for name in entry.hidden)
    once = {of: _claimed_once(entries, of) for of in (_number, _wikidata, _english_of)}
    for entry in entries:
        yield replace(
            entry,
            others=tuple(name for name in entry.others if names[name.lower()] == 1),
            hidden=tuple(name for name in entry.hidden if every[name.lower()] == 1),
            number=entry.number if entry.number in once[_number] else "",
            wikidata=entry.wikidata if entry.wikidata in once[_wikidata] else "",
            english=entry.english if entry.english.lower() in once[_english_of] else "",
        )


def _claimed_once(entries: list[Entry], of: Callable[[Entry], str]) -> set[str]:
    return {value for value, count in Counter(map(of, entries)).items() if count == 1}


def _number(entry: Entry) -> str:
    return entry.number


def _wikidata(entry: Entry) -> str:
    return entry.wikidata


def _english_of(entry: Entry) -> str:
    return entry.english.lower()


# The files.


def build(tables: Path) -> dict[str, str]:
    """The Turtle of each authority file by its name, made from the tables in a folder.

    Raises:
        AssetError: if a table is missing or has not the columns that it should have.
    """
    short = ("municipality_code", "municipality_name", "municipality_name_short", "county_name")
    towns = read_table(tables / "municipalities.csv", short)
    areas = read_table(tables / "counties.csv", ("county_code", "county_name", "county_name_short"))
    columns = ("name_sv", "name_en", "short_name", "org_nr", "wikidata", "old_names")
    register = read_table(tables / "state_agencies.csv", columns)
    forms = read_table(tables / "state_agency_names.csv", ("name", "official_name"))
    return {
        "municipalities.ttl": turtle_file(_TOWNS_HEAD, municipalities(towns)),
        "counties.ttl": turtle_file(_COUNTIES_HEAD, counties(areas, register)),
        "agencies.ttl": turtle_file(_AGENCIES_HEAD, agencies(register, forms)),
    }


_MADE = "Made by `python -m kg.authority`: edit that."
_TOWNS_HEAD = f"""Sweden's municipalities, their codes, their areas and the county that each area is part of.
What else is known of Stockholm stands in stockholm.ttl.
{_MADE}"""
_COUNTIES_HEAD = f"""Sweden's counties (areas), the state's administrative board in each, and the regions.
Gotland's region is a municipality: see municipalities.ttl.
{_MADE}"""
_AGENCIES_HEAD = f"""The Swedish state's agencies and courts, past ones too, with names safe to look for in a text.
A number that several share is left out: all courts have the same.
{_MADE}"""


def main(arguments: list[str]) -> int:
    """Write the files into a folder; 0 if all went well, else a message and the exit code of the problem."""
    try:
        if len(arguments) != 2:
            raise UsageError("two folders are needed", hint="python -m kg.authority TABLES_DIR OUT_DIR")
        for name, text in build(Path(arguments[0])).items():
            replace_file(Path(arguments[1]) / name, text.encode())
    except SamverkanError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
