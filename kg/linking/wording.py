"""Names as words that can be compared: endings folded as the project folds them, small words and legal forms left out.

A word of the text is taken for a slip of the pen of another only if it is no word of its own: "Habo" is not "Håbo", and
"Skogsverket" is not "Skolverket", for both are known.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import ratio

from kg.folding import unmarked
from kg.lexicon import Lexicon
from kg.names import stem

_WORD = re.compile(r"[^\W_]+(?::[a-zåäö]+)?\.?")
_SMALL = frozenset(
    [
        "ab",
        "aktiebolag",
        "aktiebolaget",
        "publ",
        "och",
        "i",
        "för",
        "av",
        "på",
        "vid",
        "med",
        "till",
        "åt",
        "the",
        "of",
        "and",
        "for",
        "in",
        "to",
        "a",
        "an",
    ]
)
_EDITS = ((4, 0), (8, 1), (99, 2))  # up to so many letters, so many slips
_LETTERS_PER_SLIP = 8
_MOST_SLIPS = 3


@dataclass(frozen=True)
class Word:
    """One word: as `written` in small letters, `text` folded, its first part and its head where it is a compound with a
    head noun of bodies, and whether it is cut `short` by a full stop."""

    written: str
    text: str
    first: str = ""
    head: str = ""
    short: bool = False


@dataclass(frozen=True)
class Alignment:
    """How two names lie on each other: the number of slips, and the words that only the one or the other has."""

    slips: int
    only_text: tuple[str, ...]
    only_name: tuple[str, ...]

    @property
    def exact(self) -> bool:
        """Whether they are the same words."""
        return not (self.slips or self.only_text or self.only_name)

    @property
    def fits(self) -> bool:
        """Whether they are the same words but for slips, or for words such as Statens."""
        return not (self.only_text or self.only_name)


class Wording:
    """Compares names by the lexicon of the project; `names` are all names known, whose words are no slips of others."""

    def __init__(self, lexicon: Lexicon, names: Iterable[str]) -> None:
        self._lexicon = lexicon
        self._folded: dict[str, tuple[Word, ...]] = {}
        self._read: dict[str, Word] = {}
        self._heads: dict[str, str] = {}
        self._sorted: dict[str, str] = {}
        self._known = {part for name in names for word in self.words(name) for part in (word.text, word.first) if part}
        self._weak = {word.text for word in self.words("Statens Sveriges")}

    def words(self, name: str) -> tuple[Word, ...]:
        """The words that tell names apart, folded, in the order of the name."""
        if name not in self._folded:
            found = _WORD.findall(unicodedata.normalize("NFC", name).replace("\u00ad", ""))
            kept = tuple(self._word(word) for word in found if word.lower() not in _SMALL)
            self._folded[name] = kept or tuple(self._word(word) for word in found)
        return self._folded[name]

    def likeness(self, text: str, name: str) -> float:
        """From 0 to 1: the share of letters that two names have in common, words in alphabetical order."""
        return ratio(self._joined(text), self._joined(name)) / 100

    def alignment(self, text: str, name: str, *, weak: frozenset[str] = frozenset()) -> Alignment:
        """How the words of a text's name lie on those of another name. Words in `weak` tell nothing apart."""
        mine, other = list(self.words(text)), list(self.words(name))
        for word in tuple(mine):
            same = next((each for each in other if each.text == word.text), None)
            if same is not None:
                mine.remove(word)
                other.remove(same)
        if mine and other and self._as_one(mine) == self._as_one(other):
            return Alignment(0, (), ())  # written apart, or together
        slips = self._paired(mine, other)
        most = min(_MOST_SLIPS, max(1, len(self._joined(text)) // _LETTERS_PER_SLIP))
        if slips > most:
            return Alignment(slips, tuple(w.text for w in self.words(text)), ())
        left = self._weak | weak
        only_text = tuple(word.text for word in mine if word.text not in weak)
        return Alignment(slips, only_text, tuple(word.text for word in other if word.text not in left))

    def initials(self, name: str) -> str:
        """The first letters of the words of a name, in capitals."""
        return "".join(word[0] for word in _WORD.findall(name) if word.lower() not in _SMALL).upper()

    def head(self, name: str) -> str:
        """The kind of body that the head noun of a name says: Committee for "Farsta stadsdelsnämnd"; "" for no head."""
        if name not in self._heads:
            self._heads[name] = self._head(name)
        return self._heads[name]

    def _head(self, name: str) -> str:
        for word in reversed(_WORD.findall(name)):
            found = self._lexicon.head_form(word[:1].upper() + word[1:])
            if found is not None and not found[0].plural:
                return found[0].head.kind
        return ""

    def _paired(self, mine: list[Word], other: list[Word]) -> int:
        """Take words that are slips of each other out of both lists; returns how many slips they have."""
        slips = 0
        for word in sorted(mine, key=lambda each: (-len(each.text), each.text)):
            costs = [(cost, each) for each in other if (cost := self._cost(word, each)) is not None]
            if costs:
                cost, best = min(costs, key=lambda pair: (pair[0], pair[1].text))
                mine.remove(word)
                other.remove(best)
                slips += cost
        return slips

    def _cost(self, word: Word, other: Word) -> int | None:
        """How many slips make one word of the other; None where they are different words."""
        if _is_cut(word, other) or _is_cut(other, word):
            return 1
        if word.text in self._known:
            return None
        if unmarked(word.written) == unmarked(other.written):
            return 1
        part = ("", "")
        if word.head and other.head == word.head:
            if word.first in self._known:
                return None
            part = (word.first, other.first)
        elif word.head and other.head and not (word.head.endswith(other.head) or other.head.endswith(word.head)):
            return None
        return _slips([(word.text, other.text), (word.written, other.written), part])

    def _word(self, written: str) -> Word:
        if written not in self._read:
            self._read[written] = self._parted(written)
        return self._read[written]

    def _parted(self, written: str) -> Word:
        short, word = written.endswith("."), written.rstrip(".").partition(":")[0]
        found = self._lexicon.head_form(word[:1].upper() + word[1:])
        if found is None:
            folded = stem(word.casefold())
            return Word(word.casefold(), folded.removesuffix("s") if len(folded) > 3 else folded, short=short)
        form, before, _ = found
        first = before.casefold().rstrip("-")
        bare = first.removesuffix("s") if len(first) > 4 else first
        return Word(word.casefold(), bare + form.head.singular, bare, form.head.singular, short)

    def _as_one(self, words: list[Word]) -> str:
        return self._word("".join(word.written for word in words)).text

    def _joined(self, name: str) -> str:
        if name not in self._sorted:
            self._sorted[name] = " ".join(sorted(word.text for word in self.words(name)))
        return self._sorted[name]


def _is_cut(word: Word, other: Word) -> bool:
    return word.short and len(word.written) > 1 and other.written.startswith(word.written)


def _slips(forms: list[tuple[str, str]]) -> int | None:
    """The fewest slips between two words in any of these forms, which must not be many for the last that is a form."""
    *_, (word, other) = (pair for pair in forms if any(pair))
    if unmarked(word) == unmarked(other):
        return 1
    allowed = next(edits for letters, edits in _EDITS if min(len(word), len(other)) <= letters)
    fewest = min(int(OSA.distance(*pair, score_cutoff=allowed)) for pair in forms if any(pair))
    return max(1, fewest) if fewest <= allowed else None
