"""What the cells of a table of bodies mean: names, kinds, identifiers and days.

Each function raises ValueError with the sentence that the person who wrote the cell reads.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from kg.authority_entry import luhn
from kg.folding import plain
from kg.register import coded
from kg.towns import slug

KINDS = {
    word: kind
    for kind, words in {
        "Municipality": "kommun stad municipality city town",
        "Region": "region landsting county-council",
        "Committee": "nämnd styrelse utskott fullmäktige kommitté committee board council",
        "Administration": "förvaltning kontor kansli avdelning enhet administration office department unit",
        "MunicipalCompany": "bolag kommunalt-bolag aktiebolag company municipal-company",
        "StateAgency": "myndighet statlig-myndighet verk agency state-agency",
        "CivilSocietyOrganisation": "förening civilsamhällesorganisation stiftelse förbund församling klubb "
        "association foundation club civil-society-organisation",
        "Organisation": "organisation organization organ body",
    }.items()
    for word in (kind.lower(), *(each.replace("-", " ") for each in words.split()))
}
"""The words for a kind of body, in small letters, with the class that each means; the class names too."""

_LONGEST = 200  # characters of a name
_NUMBER = re.compile(r"([0-9]{6})-?([0-9]{4})")
_ITEM = re.compile(r"Q[1-9][0-9]*")
_SCHEME = re.compile(r"([A-Za-zÅÄÖåäö][\w.-]*) ?: ?(\S.*)")
_DAY = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?")
_ENDINGS = ("en", "et", "n", "t", "ns", "ens", "ets", "s")


@dataclass(frozen=True)
class Identifiers:
    """What the identifiers of one body are, each where an authority file has it; "" for none."""

    number: str = ""
    item: str = ""
    codes: tuple[str, ...] = ()

    def written(self, *, is_town: bool) -> list[str]:
        """As scheme:value, which tells them from those of others."""
        codes = (coded(code, is_town=is_town) for code in self.codes)
        return [*[f"orgnr:{self.number}"] * bool(self.number), *codes, *[f"wikidata:{self.item}"] * bool(self.item)]


def kind(text: str) -> str:
    """The class that a word in Swedish or English, or its own name, means."""
    if not text:
        raise ValueError("a kind is missing: nämnd, förvaltning, bolag, förening, kommun, …")
    word = plain(text).replace("_", " ")
    if word in KINDS:
        return KINDS[word]
    near = get_close_matches(word[:_LONGEST], list(KINDS), n=1, cutoff=0.6)
    advice = f"did you mean {near[0]}?" if near else "expected nämnd, förvaltning, bolag, förening, kommun, …"
    raise ValueError(f'"{_short(text)}" is no kind of body; {advice}')


def name(text: str) -> str:
    """A name that can be looked for in a text: not too short, not only "nämnden", of characters that can be seen."""
    if not text:
        raise ValueError("a name is missing")
    seen(text)
    if len(text) > _LONGEST:
        raise ValueError(f"the name has {len(text)} characters; at most {_LONGEST} are expected")
    if sum(char.isalpha() for char in text) < 2 or not slug(text):
        raise ValueError(f'"{text}" is no name; one of two letters or more, a to ö, is expected')
    if any(plain(text).removesuffix(ending) in KINDS for ending in ("", *_ENDINGS)):
        raise ValueError(f'"{text}" can mean any body of its kind; write the whole name, as Socialnämnden')
    if text[0].islower() and " " not in text and not _ends_in_kind(text):
        raise ValueError(f'"{text}" in small letters can be any word of a text; write it as a name, with a capital')
    return text


def _ends_in_kind(word: str) -> bool:
    return any(plain(word).removesuffix(ending).endswith(tuple(KINDS)) for ending in ("", *_ENDINGS))


def other_names(text: str, label: str) -> tuple[str, ...]:
    """The names between bars, each once, without the label itself."""
    found = {plain(each): name(each) for each in _parts(text)}
    found.pop(plain(label), None)
    return tuple(sorted(found.values()))


def identifiers(text: str, of: str) -> Identifiers:
    """The identifiers between bars, of a body of the class ``of``: orgnr:212000-0142, wikidata:Q506250, scb:0180."""
    number, item, codes = "", "", []
    for each in _parts(text):
        written = _SCHEME.fullmatch(each)
        if written is None:
            raise ValueError(f'"{_short(each)}" is no identifier; scheme:value is expected, as orgnr:212000-0142')
        scheme, value = plain(written.group(1)), written.group(2)
        if scheme == "orgnr":
            number = _only(number, _organisation_number(value), "organisation number")
        elif scheme == "wikidata":
            item = _only(item, _wikidata_item(value), "Wikidata item")
        else:
            codes.append(_town_code(value, of) if scheme == "scb" else seen(f"{scheme}:{value}"))
    if sum(":" not in code for code in codes) > 1:
        raise ValueError("a municipality has one code of Statistics Sweden")
    return Identifiers(number, item, tuple(sorted(set(codes))))


def seen(text: str) -> str:
    """The text, if all its characters can be seen and written."""
    unseen = next((char for char in text if unicodedata.category(char) in {"Cc", "Cf", "Co", "Cn", "Cs"}), None)
    if unseen:
        raise ValueError(f"a character in it cannot be seen (U+{ord(unseen):04X}); type the cell anew")
    return text


def first_day(text: str) -> str:
    """The ISO date of the first day: 2007, 2007-01 and 2007-01-01 are the same; "" for an empty cell."""
    return _day(text, first=True)


def last_day(text: str) -> str:
    """The ISO date of the last day, which is included: 2023 is 2023-12-31; "" for an empty cell."""
    return _day(text, first=False)


def _parts(text: str) -> list[str]:
    return [part for each in text.split("|") if (part := each.strip())]


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"


def _only(before: str, now: str, what: str) -> str:
    if before and before != now:
        raise ValueError(f"two of one kind: a body has one {what}")
    return now


def _organisation_number(value: str) -> str:
    match = _NUMBER.fullmatch(value)
    if match is None:
        raise ValueError(f'"{_short(value)}" is no organisation number; ten digits are expected, as 212000-0142')
    if value[2] in "01":
        raise ValueError(f'"{value}" is a person\'s number, which is not to be published; leave it out')
    if not luhn(value):
        raise ValueError(f'"{value}" is no organisation number: its last digit does not fit the others; copy it again')
    return "-".join(match.groups())


def _wikidata_item(value: str) -> str:
    if not _ITEM.fullmatch(value):
        raise ValueError(f'"{_short(value)}" is no Wikidata item; Q and digits are expected, as Q506250')
    return value


def _town_code(value: str, of: str) -> str:
    if of != "Municipality":
        raise ValueError("only a municipality has a code of Statistics Sweden (scb)")
    if not re.fullmatch("[0-9]{4}", value):
        raise ValueError(f'"{_short(value)}" is no code of a municipality; four digits are expected, as 0180')
    return value


def _day(text: str, *, first: bool) -> str:
    if not text:
        return ""
    match = _DAY.fullmatch(text)
    try:
        year, month, day = (int(part) if part else 0 for part in match.groups()) if match else (0, 0, 0)
        month = month or (1 if first else 12)
        return date(year, month, day or (1 if first else calendar.monthrange(year, month)[1])).isoformat()
    except ValueError:
        message = f'"{_short(text)}" is no day; a year, or year-month-day is expected, as 2007-01-01'
        raise ValueError(message) from None
