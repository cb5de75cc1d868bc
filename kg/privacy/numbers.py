"""Phones, mail addresses and personal numbers, by how they are written.

A Swedish personal number is a day of birth, a serial number and a check digit (Luhn); in a coordination number 60 is
added to the day (the Tax Agency's SKV 704 and SKV 707). An organisation number has 20 or more where the month stands,
and so is none.
"""

import datetime
import re
from collections.abc import Iterator

Place = tuple[int, int]

_EMAIL = re.compile(r"[\w.+%-]+ ?(?:@|\(at\)|\[at\]|\(a\)|\[a\]|\(snabel-?a\)) ?[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_PHONE = re.compile(
    r"""(?<![\w/:.,§-])(?<!\d[ \u00a0])
        (?: (?:\+|00)\ ?(?!0)\d{2,3}[ -]?(?:\(0\)[ -]?)?\d{1,3}[ -]?     # +46 8, 0046 (0)70
          | \(?0(?!0)\d{1,3}\)?(?:\ ?[-–/]\ ?|\ ) )                  # 08-, 070 / , (0470)
        (?P<rest>\d{2,4}(?:[ \u00a0]?\d{2,3}){1,3})
        (?![\w§/-]|[.,:]\d)""",
    re.VERBOSE,
)
_AFTER_WORD = re.compile(
    r"\b(?:tel(?:efon)?(?:nummer)?|mobil(?:nummer)?|tfn|växel|phone|fax)\b"
    r"\.?[ \t]*[:.]?[ \t]*(\+?\d[\d -]{4,14}\d)(?![\d-])",
    re.IGNORECASE,
)
_MOBILE = re.compile(r"(?<![\w/:.,-])07[02369]\d{7}(?![\w-])")
_PERSONAL = re.compile(
    r"(?<![\w/.:-])(?P<century>18|19|20)?(?P<year>\d\d)(?P<month>\d\d)(?P<day>\d\d)(?P<sign>[-+–]| ?)"
    r"(?P<serial>\d{4}|[xX*]{4})(?![\w/-])"
)
_DIGITS_OF_A_PHONE = (7, 13)


def emails(text: str) -> Iterator[Place]:
    """Where mail addresses stand, also those with (at) for @."""
    return (found.span() for found in _EMAIL.finditer(text))


def phones(text: str) -> Iterator[Place]:
    """Where phone numbers stand: with an area code, a country code, or after a word such as tel."""
    seen: set[Place] = set()
    for found in _PHONE.finditer(text):
        if _counts(found[0]) and not _is_personal(found[0]):
            seen.add(found.span())
    seen |= {found.span() for found in _MOBILE.finditer(text)}
    for found in _AFTER_WORD.finditer(text):
        if not any(start <= found.start(1) < end or found.start(1) <= start < found.end(1) for start, end in seen):
            seen.add(found.span(1))
    return iter(sorted(seen))


def personal_numbers(text: str) -> Iterator[Place]:
    """Where personal and coordination numbers stand, also those whose last four digits are crossed out."""
    return (found.span() for found in _PERSONAL.finditer(text) if _holds(found))


def _counts(number: str) -> bool:
    least, most = _DIGITS_OF_A_PHONE
    return least <= sum(char.isdigit() for char in number) <= most


def _is_personal(number: str) -> bool:
    found = _PERSONAL.fullmatch(number)
    return found is not None and _holds(found)


def _holds(found: re.Match[str]) -> bool:
    """Whether the day exists and the check digit fits; a number with crossed-out digits needs its sign."""
    day = int(found["day"])
    if not _is_day(
        int(f"{found['century'] or '20'}{found['year']}"), int(found["month"]), day - 60 if day > 60 else day
    ):
        return False
    if not found["serial"].isdigit():
        return bool(found["sign"].strip())
    return _luhn(f"{found['year']}{found['month']}{found['day']}{found['serial']}")


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        datetime.date(year, month, day)
    except ValueError:  # a leap day of a century that is not written
        return (month, day) == (2, 29) and year % 4 == 0
    return True


def _luhn(digits: str) -> bool:
    """ISO/IEC 7812-1, annex B: every other digit from the left doubled, the sum of all digits a multiple of ten."""
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(digits))
    return sum(number // 10 + number % 10 for number in doubled) % 10 == 0
