"""Words that are to be hidden, and texts without them: character for character a █, lines and lengths as they were."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from kg.towns import slug

BLOCK = "█"


@dataclass(frozen=True)
class Mask:
    """Hides these words, however they are broken over lines, also as a genitive."""

    words: frozenset[str]

    @classmethod
    def of(cls, words: Iterable[str]) -> "Mask":
        """The mask for some words; blank ones are no words."""
        return cls(frozenset(" ".join(each.split()) for each in words if each.strip()))

    def __bool__(self) -> bool:
        return bool(self.words)

    def hide(self, text: str) -> str:
        """A text in which the words are blocks; as long as before, every line where it was."""
        return self._whole.sub(_blocks, text) if self else text

    def hide_cut(self, text: str) -> str:
        """The same for a title or note: also what is left at its edges of a name that a line's end has cut in two."""
        hidden = self.hide(text)
        for pattern in self._edges:
            hidden = pattern.sub(_blocks, hidden)
        return hidden

    def count(self, text: str) -> int:
        """In how many places of a text the words stand."""
        return len(self._whole.findall(text)) if self else 0

    @cached_property
    def slugs(self) -> frozenset[str]:
        """The words as addresses spell them."""
        return frozenset(filter(None, map(slug, self.words)))

    @cached_property
    def _whole(self) -> re.Pattern[str]:
        longest_first = sorted(self.words, key=lambda words: (-len(words), words))
        each = "|".join(_broken(words.split()) for words in longest_first)
        return re.compile(rf"(?<!\w)(?:{each})(?:s(?!\w)|(?!\w))")

    @cached_property
    def _edges(self) -> tuple[re.Pattern[str], ...]:
        names = (words.split() for words in sorted(self.words) if not any(map(str.isdigit, words)))
        cut = [(parts[:n], parts[n:]) for parts in names for n in range(1, len(parts))]
        if not cut:
            return ()
        firsts, lasts = ("|".join(_broken(parts[side]) for parts in cut) for side in (0, 1))
        return re.compile(rf"(?<!\w)(?:{firsts})(?=\W*$)"), re.compile(rf"(?:(?<=^)|(?<=^\W))(?:{lasts})(?!\w)")


def _broken(parts: list[str]) -> str:
    return r"[\s\u00ad_]+".join(map(re.escape, parts))


def _blocks(found: re.Match[str]) -> str:
    return re.sub(r"[^\r\n]", BLOCK, found[0])
