"""Dates as Swedish documents write them, as ISO strings cut to what the text says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.lexicon import Lexicon

_ISO = re.compile(r"\b(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])\b")


def dates(text: str, lexicon: Lexicon) -> Iterator[str]:
    """Full dates in a clean text, in order: "den 1 mars 2016" and "2016-03-01" both give 2016-03-01."""
    months = "|".join(lexicon.months)
    spoken = re.compile(rf"\b(\d{{1,2}}) ({months}) ((?:19|20)\d\d)\b|{_ISO.pattern}", re.IGNORECASE)
    for match in spoken.finditer(text):
        if match.group(1) is None:
            yield match.group()
        elif 1 <= int(match.group(1)) <= 31:
            yield f"{match.group(3)}-{lexicon.months[match.group(2).lower()]:02}-{int(match.group(1)):02}"


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
