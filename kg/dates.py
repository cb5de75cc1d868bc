"""Dates as Swedish documents write them, as ISO strings cut to what the text says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from kg.lexicon import Lexicon

_ISO = r"(?:(?<=1)9|(?<=2)0)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])\b"


def dates(text: str, lexicon: Lexicon) -> Iterator[str]:
    """Full dates in a clean text, in order: "den 1 mars 2016" and "2016-03-01" both give 2016-03-01."""
    for match in _spoken(lexicon).finditer(text):
        if match.group(1) is None:
            yield match.group()
        elif 1 <= (day := int(match.group().split(" ")[0])) <= 31:
            yield f"{match.group(2)}-{lexicon.months[match.group(1).lower()]:02}-{day:02}"


@lru_cache(maxsize=8)
def _spoken(lexicon: Lexicon) -> re.Pattern[str]:
    months = "|".join(lexicon.months)
    # Both kinds of date begin with a digit and look back only then: the search passes over letters at once.
    return re.compile(rf"[0-9](?<!\w.)(?:[0-9]? ({months}) ((?:19|20)\d\d)\b|{_ISO})", re.IGNORECASE)


def parts(text: str, lexicon: Lexicon) -> Iterator[str]:
    """Full dates, else months with a year, else years."""
    full = list(dates(text, lexicon))
    if full:
        yield from full
        return
    months = "|".join(lexicon.months)
    for match in re.finditer(rf"\b({months}) ((?:19|20)\d\d)\b", text, re.IGNORECASE):
        yield f"{match.group(2)}-{lexicon.months[match.group(1).lower()]:02}"
        return
    yield from re.findall(r"\b(?:19|20)\d\d\b", text)
