"""Words and sentences of a clean text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate, chain, compress, count

from kg.spelling import BySpelling

# A genitive's ":s" stays with its word ("SKR:s"). An abbreviation with inner full stops, a number or date, a word with
# inner hyphens, ampersand or apostrophe (perhaps
# with a trailing hyphen: "kultur-"), or any other single sign.
_TOKEN = re.compile(
    r"(?:[A-Za-zÅÄÖåäö]{1,3}\.){2,}|[A-ZÅÄÖ]\.[A-ZÅÄÖ]{2,}(?!\w)|\d+(?:[.,:/–-]\d+)*|\w+(?:[-\u2010&'’:]\w+)*[-\u2010]?(?!\w)|\S",
    re.UNICODE,
)
_ENDS = frozenset(".!?")
_MAY_END = frozenset({"m.fl.", "m.m.", "etc.", "osv.", "o.s.v.", "f.d."})
_MAY_END_SENTENCE = _ENDS | _MAY_END
_OPENING = "”“\"»«('–-"


@dataclass(frozen=True, slots=True)
class Token:
    """A word or sign as it is written, and in lower case: one for each spelling, wherever it stands.

    ``width`` is how far the next begins behind its own beginning: its length, and the space behind it if there is one.
    """

    text: str
    lower: str
    width: int

    @property
    def is_word(self) -> bool:
        """Whether it holds a letter or digit."""
        return self.text[0].isalnum()

    @property
    def is_followed(self) -> bool:
        """Whether the next token stands right behind it, without a space."""
        return self.width == len(self.text)


def tokens(text: str) -> list[Token]:
    """All tokens of ``text``, in order."""
    if "  " in text:  # as no clean text has
        return list(_pieces(text))
    return list(chain.from_iterable(map(_PIECES.__getitem__, text.split(" "))))


def starts(words: list[Token], begin: int = 0) -> list[int]:
    """Where in its clean text each of ``words`` begins, the first at ``begin``; and last where one more would begin."""
    return list(accumulate([word.width for word in words], initial=begin))


def width(words: list[Token]) -> int:
    """How far what follows on ``words`` begins behind the beginning of the first."""
    return sum([word.width for word in words])


def end(words: list[Token], begins: list[int], at: int) -> int:
    """Where in its clean text one of ``words`` ends; ``begins`` as :func:`starts` gives them."""
    return begins[at] + len(words[at].text)


def lowers(words: list[Token]) -> list[str]:
    """The words in small letters."""
    return [word.lower for word in words]


def texts(words: list[Token]) -> list[str]:
    """The words as they are written."""
    return [word.text for word in words]


def places(spellings: list[str], is_wanted: Callable[[str], object]) -> list[int]:
    """Where in a list of words the wanted ones stand; in few steps, as this is asked of all words there are."""
    return list(compress(count(), map(is_wanted, spellings)))


def _pieces(chunk: str) -> tuple[Token, ...]:
    """The tokens of what stands between two spaces, which no token reaches over."""
    if chunk.isalpha():
        return (Token(chunk, chunk.lower(), len(chunk) + 1),)
    found = list(_TOKEN.finditer(chunk))
    ends = [*(match.start() for match in found[1:]), len(chunk) + 1]
    return tuple(Token(m[0], m[0].lower(), end - m.start()) for m, end in zip(found, ends, strict=False))


_PIECES = BySpelling(_pieces)


def sentences(words: list[Token], abbreviations: frozenset[str]) -> Iterator[list[Token]]:
    """Cut the tokens of a block into sentences; an abbreviation or an ordinal number ends none."""
    begin = 0
    for i in [i for i, word in enumerate(words) if word.lower in _MAY_END_SENTENCE]:
        if _ends_sentence(words, i, abbreviations):
            yield words[begin : i + 1]
            begin = i + 1
    if begin < len(words):
        yield words[begin:]


def _ends_sentence(words: list[Token], i: int, abbreviations: frozenset[str]) -> bool:
    token = words[i]
    if i + 1 == len(words):
        return True
    following = words[i + 1]
    begins = following.text[0].isupper() or following.text[0].isdigit() or following.text[0] in _OPENING
    if token.lower in _MAY_END:
        return following.text[0].isupper()
    if token.text not in _ENDS:
        return False
    if token.is_followed and following.text[0] not in '”"':
        return False
    if token.text == "." and i and words[i - 1].is_followed:
        before = words[i - 1]
        is_ordinal = before.text.isdigit() and len(before.text) <= 2 and i < 2
        return begins and not is_ordinal and before.lower + "." not in abbreviations
    return begins
