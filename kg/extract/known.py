"""Names of the authority files, found in a sentence word by word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from kg.extract.phrases import NounPhrase
from kg.extract.tokens import Token
from kg.lexicon import KnownBody, Lexicon

Name = tuple[str, ...]
BEGINS_NAME, IS_HEAD, IS_LARGE = 1, 2, 4


@dataclass(frozen=True)
class NameIndex:
    """The names of known bodies by their first word, the longest first."""

    lexicon: Lexicon
    names: dict[str, tuple[tuple[Name, KnownBody], ...]]

    @classmethod
    @lru_cache(maxsize=64)
    def of(cls, lexicon: Lexicon, bodies: tuple[KnownBody, ...]) -> NameIndex:
        """The index of ``bodies``; groups are left out, since their names are ordinary plurals."""
        index: dict[str, list[tuple[Name, KnownBody]]] = {}
        for body in bodies:
            if body.kind in {"ListedGroup", "Group"}:
                continue
            for name in body.names:
                words = tuple(name.replace("-", " ").split())
                index.setdefault(words[0].lower(), []).append((words, body))
        return cls(lexicon, {first: tuple(sorted(found, key=lambda f: -len(f[0]))) for first, found in index.items()})

    def interest_of(self, token: Token) -> int:
        """What a word can be in a name: BEGINS_NAME, IS_HEAD, IS_LARGE added up; most words are none of these.

        Kept by the word's spelling for as long as the index is: the same words come in every document.
        """
        known = self._interests.get(token.text)
        if known is None:
            begins = any(key in self.names for key in _keys(token))
            is_head = self.lexicon.head_form(token.text) is not None
            known = BEGINS_NAME * begins + IS_HEAD * is_head + IS_LARGE * token.text[0].isupper()
            self._interests[token.text] = known
        return known

    @cached_property
    def _interests(self) -> dict[str, int]:
        return {}

    def find(self, words: list[Token], starts: list[int]) -> Iterator[NounPhrase]:
        """The names in a sentence that begin at one of ``starts``; they may overlap."""
        for i in starts:
            for key in _keys(words[i]):
                found = self._longest_name(words, i, key) if key in self.names else None
                if found is not None:
                    yield found

    def _longest_name(self, words: list[Token], i: int, key: str) -> NounPhrase | None:
        best: dict[int, list[KnownBody]] = {}
        genitive = False
        following = words[i + 1].lower.split("-", 1)[0] if i + 1 < len(words) else ""
        for name, body in self.names[key]:
            if len(name) > 1 and "-" not in words[i].text and not following.startswith(name[1].lower()):
                continue  # most names that begin alike differ in their second word
            end, is_genitive = _match_name(words, i, name)
            if end is not None and not self._is_ordinary_word(words, i, end, name):
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
            name=" ".join(w.text for w in words[i : last + 1]),
        )

    def _is_ordinary_word(self, words: list[Token], first: int, last: int, name: tuple[str, ...]) -> bool:
        """A name written with a capital is met only so, unless its last word is a head: "kommunstyrelsen"."""
        if words[first].text[0].isupper() or name[0][0].islower():
            return False
        return self.lexicon.head_form(words[last].text) is None


def _keys(token: Token) -> tuple[str, ...]:
    first = token.lower.split("-", 1)[0]
    return (first, first[:-1]) if first.endswith("s") else (first,)


def _match_name(words: list[Token], i: int, name: tuple[str, ...]) -> tuple[int | None, bool]:
    """Whether ``name`` stands at token ``i``; then the index of its last token, and if it is a genitive."""
    spoken: list[str] = []
    end = i
    while len(spoken) < len(name):
        if end >= len(words):
            return None, False
        spoken.extend(part for part in words[end].text.split("-") if part)
        end += 1
    for k, (said, written) in enumerate(zip(spoken, name, strict=False)):
        if said.lower() != written.lower():
            is_last = k == len(name) - 1
            if not (is_last and said.lower() == written.lower() + "s" and len(spoken) == len(name)):
                return None, False
            return end - 1, True
    return (end - 1, False) if len(spoken) == len(name) else (None, False)
