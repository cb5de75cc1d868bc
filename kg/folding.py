"""Names and texts made alike before they are compared: one way to write each letter, small, without marks."""

import unicodedata
from functools import lru_cache


@lru_cache(maxsize=100_000)
def plain(text: str) -> str:
    """A text for comparison: small letters, single spaces, one way to write each letter."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


@lru_cache(maxsize=100_000)
def unmarked(text: str) -> str:
    """A text without the marks over its letters: "Örebro" as "Orebro"."""
    return "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))


def folded(text: str) -> str:
    """A text for comparison as a foreign keyboard writes it: goteborg, orebro."""
    return unmarked(plain(text))
