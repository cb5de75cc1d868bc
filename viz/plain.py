"""Reads attributes that may be missing or of another type than expected: a page is drawn of what there is."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

Plain = dict[str, Any]
"""A value that JSON can hold."""


def text(value: object) -> str | None:
    """The value as text; None where it is missing or empty."""
    return None if value is None or value == "" else str(value)


def items(value: object) -> Sequence[Any]:
    """The value if it is a list, a tuple or a set, else nothing."""
    if isinstance(value, list | tuple):
        return value
    return sorted(value, key=str) if isinstance(value, set | frozenset) else ()


def table(value: object) -> Mapping[Any, Any]:
    """The value if it is a mapping, else nothing."""
    return value if isinstance(value, Mapping) else {}


def whole(value: object) -> int | None:
    """The value if it is a whole number, else None."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def size(value: object, otherwise: float) -> float:
    """The value if it is a number above zero that JSON can hold, else the other one."""
    if not isinstance(value, int | float) or isinstance(value, bool):
        return otherwise
    return value if math.isfinite(value) and value > 0 else otherwise


def share(value: object) -> float | None:
    """The value if it is a number from 0 to 1, else None."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if isinstance(value, int | float) and is_number and 0 <= value <= 1 else None


def span(value: object) -> list[int] | None:
    """The value if it is a pair of whole numbers, the first not below zero nor above the second, else None."""
    start, end = (whole(each) for each in items(value)) if len(items(value)) == 2 else (None, None)
    return None if start is None or end is None or not 0 <= start <= end else [start, end]


def names(value: Mapping[str, Any]) -> Plain | None:
    """The names of a thing in Swedish and English, each standing in for the other; None where there is neither."""
    swedish, english = text(value.get("sv")), text(value.get("en"))
    return {"sv": swedish or english, "en": english or swedish} if swedish or english else None


def numbered(names: Mapping[Any, Any]) -> dict[Any, int]:
    """The place of each name, so that others can refer to it by number."""
    return {name: place for place, name in enumerate(names)}


def known(numbers: Mapping[Any, int], names: object) -> list[int]:
    """The numbers of those names that have one."""
    return [numbers[name] for name in items(names) if name in numbers]
