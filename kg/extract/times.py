"""Dates and times: adverbials that look like nouns and are no subjects."""

from __future__ import annotations

from functools import lru_cache

from kg.extract.phrases import NUMBERS
from kg.lexicon import Lexicon

_EACH = frozenset({"en", "ett", "varje", "varannan", "vartannat", "samma", "nästa", "förra", "denna", "hela"})
_ORDINALS = frozenset(
    ["annan", "annat", "tredje", "fjärde", "femte", "sjätte", "sjunde", "åttonde", "nionde", "tionde"]
)
_SINCE = frozenset({"i", "under", "sedan"})
_PER = frozenset({"om", "per", "i", "under"})


def begins_time(lexicon: Lexicon) -> frozenset[str]:
    """The words, in small letters, that a date or time can begin with."""
    return lexicon.words["Season"].union(_EACH, _SINCE, NUMBERS, ("den", "var"))


@lru_cache(maxsize=8)
def goes_on_time(lexicon: Lexicon) -> frozenset[str]:
    """The words that come second in a date or time, where no number does."""
    return lexicon.words["TimeUnit"].union(lexicon.words["Season"], lexicon.months, _ORDINALS)


def time_end(spoken: list[str], i: int, lexicon: Lexicon) -> int | None:
    """The last word of "den 1 mars 2016", "i maj 2021", "våren 2018", "två gånger om året"; None if none begins.

    ``spoken`` are the words of a sentence in small letters.
    """
    following = spoken[i + 1] if i + 1 < len(spoken) else ""
    if not (following in goes_on_time(lexicon) or following[:1].isdigit()):
        return None  # as most that begin with "i" or "den"
    near = spoken[i : i + 4]
    if (length := _repeated(near, lexicon)) is not None:
        return i + length - 1
    length = _dated(near, lexicon)
    if length is None:
        return None
    end = i + length - 1
    return end + 1 if end + 1 < len(spoken) and _is_year(spoken[end + 1]) else end


def _repeated(lower: list[str], lexicon: Lexicon) -> int | None:
    """How many words "varje termin" or "en gång per år" has."""
    units = lexicon.words["TimeUnit"]
    if lower[:1] == ["var"] and len(lower) > 2 and lower[1] in _ORDINALS and lower[2] in units:
        return 3  # "var fjärde månad"
    if lower[:1] == ["varje"] and len(lower) > 1 and lower[1] in lexicon.words["Season"]:
        return 2
    if len(lower) < 2 or lower[1] not in units or not (lower[0] in _EACH or lower[0] in NUMBERS):
        return None
    return 4 if len(lower) > 3 and lower[2] in _PER and lower[3] in units | lexicon.words["Season"] else 2


def _dated(lower: list[str], lexicon: Lexicon) -> int | None:
    """How many words a date has without its year."""
    seasons = lexicon.words["Season"]
    if lower[0] == "den":
        return 3 if len(lower) > 2 and lower[1].isdigit() and lower[2] in lexicon.months else None
    if lower[0] in _SINCE:
        return 2 if len(lower) > 1 and (lower[1] in lexicon.months or lower[1] in seasons) else None
    return 1 if lower[0] in seasons and len(lower) > 1 and _is_year(lower[1]) else None


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdigit()


def tells_when_or_share(lower: str, lexicon: Lexicon) -> bool:
    """Whether a word says when, how often or to what share: "vardags", "hälften"."""
    of_time = lower in lexicon.words["Season"] or lower in lexicon.words["TimeUnit"] or lower in lexicon.months
    return of_time or lower.endswith(tuple(lexicon.words["AdverbialEnding"]))
