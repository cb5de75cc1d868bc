"""Names of the authority files, found in a sentence word by word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from kg.extract.phrases import NounPhrase
from kg.extract.tokens import Token
from kg.extract.vocabulary import IS_CODE, proper_words
from kg.lexicon import KnownBody, Lexicon
from kg.spelling import BySpelling

Name = tuple[str, ...]
_LONG_NAME = 12  # letters
BEGINS_NAME, IS_HEAD, IS_PROPER = 1, 2, 4


Entry = tuple[Name, Name, KnownBody]
"""A name as written, the same in small letters, and whose it is."""


@dataclass(frozen=True)
class NameIndex:
    """The names of known bodies by their first word and then their second, or "" for none, in small letters."""

    lexicon: Lexicon
    names: dict[str, dict[str, tuple[Entry, ...]]]

    @cached_property
    def interests(self) -> BySpelling[int]:
        """What a word can be in a name: BEGINS_NAME, IS_HEAD, IS_PROPER added up; most words are none of these."""
        return BySpelling(self._interest_of)

    def _interest_of(self, word: str) -> int:
        begins = not self.names.keys().isdisjoint(_keys(word.lower()))
        is_head = self.lexicon.head_form(word) is not None
        is_proper = proper_words(self.lexicon)[word] or IS_CODE.fullmatch(word) is not None
        return BEGINS_NAME * begins + IS_HEAD * is_head + IS_PROPER * is_proper

    def of_interest(self, words: list[Token]) -> tuple[list[int], list[int], list[int]]:
        """Where in a sentence names of the index can begin, where heads stand, and what is written as a name."""
        table = self.interests
        begin: list[int] = []
        heads: list[int] = []
        proper: list[int] = []
        for i, word in enumerate(words):
            interest = table[word.text]
            if not interest:
                continue  # as most
            if interest & BEGINS_NAME:
                begin.append(i)
            if interest & IS_HEAD:
                heads.append(i)
            if interest & IS_PROPER:
                proper.append(i)
        return begin, heads, proper

    def find(self, words: list[Token], starts: list[int]) -> Iterator[NounPhrase]:
        """The names in a sentence that begin at one of ``starts``; they may overlap."""
        for i in starts:
            text = words[i].text
            alone = self._alone[text]
            if alone is not None:
                last = _with_office(words, i, alone[0][0][0].kind) if alone else i
                for known, genitive in alone:
                    yield NounPhrase(i, last, known=known, genitive=genitive, name=text)
                continue
            for key in _keys(words[i].lower):
                found = self._longest_name(words, i, key) if key in self.names else None
                if found is not None:
                    yield found

    @cached_property
    def _alone(self) -> BySpelling[tuple[tuple[tuple[KnownBody, ...], bool], ...] | None]:
        """Whose names a word is by itself, and if in the genitive; None if names of several words begin with it."""
        return BySpelling(self._named_alone)

    def _named_alone(self, text: str) -> tuple[tuple[tuple[KnownBody, ...], bool], ...] | None:
        keys = [key for key in _keys(text.lower()) if key in self.names]
        if "-" in text or any(self.names[key].keys() != {""} for key in keys):
            return None
        word = [Token(text, text.lower(), len(text))]
        phrases = [phrase for key in keys if (phrase := self._longest_name(word, 0, key)) is not None]
        return tuple((phrase.known, phrase.genitive) for phrase in phrases)

    def _longest_name(self, words: list[Token], i: int, key: str) -> NounPhrase | None:
        best: dict[int, list[KnownBody]] = {}
        genitive = False
        entries = self._beginning(key, words, i)
        if not entries:
            return None
        spoken = _spoken(words, i, max([len(lowers) for _, lowers, _ in entries]))
        third = spoken[2][0] if len(spoken) > 2 else ""
        for name, lowers, body in entries:
            if len(lowers) > 2 and not third.startswith(lowers[2]):
                continue  # as most of the many that begin with "Myndigheten för"
            end, is_genitive = _match_name(words, i, lowers, spoken)
            if end is not None and not self._is_ordinary_word(words, i, end, name, body):
                best.setdefault(end, []).append(body)
                genitive = genitive or is_genitive
        if not best:
            return None
        last = max(best)
        known = tuple({body.iri: body for body in best[last]}.values())
        return NounPhrase(
            i,
            last,
            known=known,
            genitive=words[last].lower.endswith("s") and genitive,
            name=" ".join([w.text for w in words[i : last + 1]]),
        )

    def _beginning(self, key: str, words: list[Token], i: int) -> tuple[Entry, ...]:
        """The names of which ``key`` is the first word, and whose second, if any, is the one spoken after ``i``."""
        by_second = self.names[key]
        alone = by_second.get("", ())
        if alone and len(by_second) == 1:
            return alone
        second = _second(words, i)
        if not second:
            return alone
        owner = second.removesuffix("s")
        owned = by_second.get(owner, ()) if owner and owner != second else ()
        return (*alone, *by_second.get(second, ()), *owned)

    def _is_ordinary_word(self, words: list[Token], first: int, last: int, name: Name, body: KnownBody) -> bool:
        """A name written with a capital is met only so, unless its last word is a head: "kommunstyrelsen".

        Long names of one word are also met without: "försäkringskassan" can mean nothing else.
        """
        if words[first].text[0].isupper() or name[0][0].islower():
            return False
        if len(name) == 1 and len(name[0]) >= _LONG_NAME and body.kind == "StateAgency":
            return False
        return self.lexicon.head_form(words[last].text) is None


def _keys(lower: str) -> tuple[str, ...]:
    first = lower.split("-", 1)[0]
    return (first, first[:-1]) if first.endswith("s") else (first,)


def _second(words: list[Token], i: int) -> str:
    """The word spoken after the first of the token at ``i``, in small letters: a hyphen joins or parts two words."""
    if "-" in words[i].lower:
        parts = [part for part in words[i].lower.split("-") if part]
        if len(parts) > 1:
            return parts[1]
    following = words[i + 1].lower.split("-", 1)[0] if i + 1 < len(words) else ""
    if following or "-" not in words[i].text:
        return following
    return next((part for word in words[i + 1 :] for part in word.lower.split("-") if part), "")


def _spoken(words: list[Token], i: int, most: int) -> list[tuple[str, int]]:
    """The words spoken from token ``i`` on, at least ``most`` of them, each with the token that it ends, else -1."""
    spoken: list[tuple[str, int]] = []
    for k in range(i, len(words)):
        if len(spoken) >= most:
            break
        lower = words[k].lower
        if "-" not in lower:  # as most
            spoken.append((lower, k))
            continue
        parts = [part for part in lower.split("-") if part]
        spoken += [(part, -1) for part in parts[:-1]]
        spoken += [(part, k) for part in parts[-1:]]
    return spoken


def _match_name(words: list[Token], i: int, name: Name, spoken: list[tuple[str, int]]) -> tuple[int | None, bool]:
    """Whether ``name`` (small letters) stands at token ``i``; then the index of its last token, and if a genitive."""
    if len(name) == 1 and "-" not in words[i].lower:  # as most; found by its first word, so only the genitive is open
        return i, words[i].lower != name[0]
    if len(spoken) < len(name):
        return None, False
    last, end = spoken[len(name) - 1]
    if end < 0 or not last.startswith(name[-1]) or any(part != spoken[k][0] for k, part in enumerate(name[:-1])):
        return None, False
    if last == name[-1]:
        return end, False
    return (end, True) if last == name[-1] + "s" else (None, False)


def _with_office(words: list[Token], at: int, kind: str) -> int:
    """ "Trafikverket Region Öst": where the name of an agency that ends at ``at`` ends with that of its office."""
    is_office = kind == "StateAgency" and at + 2 < len(words) and words[at + 1].lower == "region"
    return at + 2 if is_office and words[at + 2].text[0].isupper() else at


@lru_cache(maxsize=16)  # towns: each with its own table of words
def names_of(lexicon: Lexicon, bodies: tuple[KnownBody, ...]) -> NameIndex:
    """The index of ``bodies``; groups are left out, since their names are ordinary plurals."""
    index: dict[str, dict[str, tuple[Entry, ...]]] = {}
    for body in bodies:
        if body.kind in {"ListedGroup", "Group"}:
            continue
        for name in body.names:
            words = tuple(name.replace("-", " ").replace(",", " ,").replace(". ", " . ").split())
            lowers = tuple(word.lower() for word in words)
            by_second = index.setdefault(lowers[0], {})
            second = lowers[1] if len(lowers) > 1 else ""
            by_second[second] = (*by_second.get(second, ()), (words, lowers, body))
    return NameIndex(lexicon, index)
