"""Words and sentences of a clean text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from kg.spelling import BySpelling

# A genitive's ":s" stays with its word ("SKR:s"). An abbreviation with inner full stops, a number or date, a word with
# inner hyphens, ampersand or apostrophe (perhaps
# with a trailing hyphen: "kultur-"), or any other single sign.
_TOKEN = re.compile(
    r"(?:[A-Za-zÅÄÖåäö]{1,3}\.){2,}|\d+(?:[.,:/–-]\d+)*|\w+(?:[-\u2010&'’:]\w+)*[-\u2010]?(?!\w)|\S", re.UNICODE
)
_ENDS = frozenset(".!?")
_MAY_END = frozenset({"m.fl.", "m.m.", "etc.", "osv.", "o.s.v.", "f.d."})
_MAY_END_SENTENCE = _ENDS | _MAY_END
_OPENING = "”“\"»«('–-"


class Token(NamedTuple):
    """A word or sign of a clean text: ``text[start:end]``, and its lower-case form."""

    text: str
    start: int
    end: int
    lower: str

    @property
    def is_word(self) -> bool:
        """Whether it holds a letter or digit."""
        return self.text[0].isalnum()


def tokens(text: str) -> list[Token]:
    """All tokens of ``text``, in order."""
    make = tuple.__new__  # what Token(...) comes to, without the call in between: this is done for every word there is
    chunks = text.split(" ")
    positions = accumulate([len(chunk) + 1 for chunk in chunks], initial=0)
    return [
        make(Token, (word, position + start, position + end, lower))
        for position, pieces in zip(positions, map(_PIECES.__getitem__, chunks), strict=False)
        for word, start, end, lower in pieces
    ]


def _pieces(chunk: str) -> tuple[Token, ...]:
    """The tokens of what stands between two spaces, which no token reaches over."""
    if chunk.isalpha():
        return (Token(chunk, 0, len(chunk), chunk.lower()),)
    return tuple(Token(m[0], m.start(), m.end(), m[0].lower()) for m in _TOKEN.finditer(chunk))


_PIECES = BySpelling(_pieces)


def sentences(words: list[Token], abbreviations: frozenset[str]) -> Iterator[list[Token]]:
    """Cut the tokens of a block into sentences; an abbreviation or an ordinal number ends none."""
    begin = 0
    for i in [i for i, token in enumerate(words) if token.lower in _MAY_END_SENTENCE]:
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
    if following.start == token.end and following.text[0] not in '”"':
        return False
    if token.text == "." and i and words[i - 1].end == token.start:
        before = words[i - 1]
        is_ordinal = before.text.isdigit() and len(before.text) <= 2 and i < 2
        return begins and not is_ordinal and before.lower + "." not in abbreviations
    return begins
