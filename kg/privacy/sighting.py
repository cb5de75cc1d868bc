"""What looks like personal data in one text, in the order of reading."""

from collections.abc import Iterable
from dataclasses import dataclass

from kg.lexicon import Lexicon
from kg.privacy import numbers, people


@dataclass(frozen=True, order=True)
class Sighting:
    """`text[start:end]` looks like a person, phone, email or personal-number (`kind`); offsets are code points."""

    start: int
    end: int
    kind: str


def sightings(text: str, lexicon: Lexicon) -> list[Sighting]:
    """All that looks like personal data; where two overlap, the longer stays."""
    contacts = [
        *(Sighting(start, end, "email") for start, end in numbers.emails(text)),
        *(Sighting(start, end, "phone") for start, end in numbers.phones(text)),
    ]
    places = sorted((each.start, each.end) for each in contacts)
    found = [
        *contacts,
        *(Sighting(start, end, "personal-number") for start, end in numbers.personal_numbers(text)),
        *(Sighting(start, end, "person") for start, end in people.names(text, places, lexicon)),
    ]
    return _apart(found)


def _apart(found: Iterable[Sighting]) -> list[Sighting]:
    kept: list[Sighting] = []
    for each in sorted(found, key=lambda sighting: (sighting.start - sighting.end, sighting.start)):
        if all(each.end <= other.start or other.end <= each.start for other in kept):
            kept.append(each)
    return sorted(kept)
