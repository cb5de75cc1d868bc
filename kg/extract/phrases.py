"""A noun phrase that can name a body, before anyone asks which."""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter

from kg.extract.tokens import Token
from kg.heads import HeadForm
from kg.lexicon import KnownBody, Lexicon

CONJOINING = frozenset({"och", "samt", "eller", "respektive"})
"""The conjunctions between the members of a list."""
LIST_SIGNS = CONJOINING | {","}
COMPASS = frozenset(
    {"norra", "södra", "östra", "västra", "mellersta", "nordöstra", "nordvästra", "sydöstra", "sydvästra"}
)
"""What a place is divided by, in small letters also inside a name: "Miljösamverkan östra Skaraborg"."""

NUMBERS = {
    word: number
    for number, word in enumerate(
        (
            "två",
            "tre",
            "fyra",
            "fem",
            "sex",
            "sju",
            "åtta",
            "nio",
            "tio",
            "elva",
            "tolv",
            "tretton",
            "fjorton",
            "femton",
            "sexton",
        ),
        start=2,
    )
}


@dataclass(slots=True)  # not frozen: made by the thousand, and freezing costs more than the rest
class NounPhrase:
    """Tokens ``first..last`` (inclusive) of a sentence that may name a body.

    ``head`` is the form of the head word where there is one and ``stem`` what stands before it in the compound;
    ``pieces`` are the first parts of an elliptic list ("kultur-" of "kultur- och fritidsnämnden"). Where the name is
    ``spelled_out``, ``name`` is the whole of it, and the words are only a part.
    """

    first: int
    last: int
    head: HeadForm | None = None
    head_at: int = -1
    stem: str = ""
    genitive: bool = False
    quantifier: str | None = None
    count: int | None = None
    modifiers: tuple[str, ...] = ()
    owner: str | None = None
    proper: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    pieces: tuple[str, ...] = ()
    article: bool = False
    known: tuple[KnownBody, ...] = ()
    name: str = ""
    pronoun: bool = False
    kin: str = ""
    spelled_out: bool = False

    @property
    def is_group(self) -> bool:
        """Whether the words are a plural, or a singular that picks one of several ("berörd nämnd")."""
        if self.known:
            return False
        return self.quantifier is not None or (self.head is not None and self.head.plural and not self.proper_name)

    @property
    def proper_name(self) -> bool:
        """Whether capital letters beyond a sentence's first make this a name of its own."""
        return bool(self.proper)

    @property
    def names_body(self) -> bool:
        """Whether the words themselves show a body: a known name, a noun for bodies, or a company's mark."""
        return bool(self.known) or self.head is not None or "AB" in self.proper

    @property
    def bare(self) -> bool:
        """A definite singular without anything that tells which one: nämnden, förvaltningen, bolaget."""
        form = self.head
        if form is None or self.known or self.is_group or form.head.bare_is_name:
            return False
        return (
            form.definite
            and not form.plural
            and not (self.stem or self.modifiers or self.owner or self.proper or self.after or self.pieces)
        )


def is_acronym(word: str) -> bool:
    """Whether a word is two to six capital letters."""
    return 2 <= len(word) <= 6 and word.isalpha() and word.isupper()


def number(word: str) -> int | None:
    """The number that a word in lower case or a numeral stands for, if it is more than one."""
    if word.isdigit() and len(word) < 4:
        return int(word)
    found = NUMBERS.get(word)
    return found if found is not None and found > 1 else None


def is_piece(token: Token) -> bool:
    """Whether a token is the first part of an elliptic compound: "kultur-"."""
    return token.text[-1] in "-\u2010" and len(token.text) > 2


def without_overlap(candidates: list[NounPhrase]) -> list[NounPhrase]:
    """The candidates from left to right; of two that overlap the longer, the known one, the one with a head."""
    if len(candidates) < 2:
        return candidates
    candidates.sort(key=attrgetter("first"))
    past = -1
    for phrase in candidates:
        if phrase.first <= past:
            break
        past = phrase.last
    else:
        return candidates
    candidates.sort(key=lambda p: (p.first - p.last, not p.known, p.head is None, p.first))
    taken: set[int] = set()
    chosen = []
    for phrase in candidates:
        covered = range(phrase.first, phrase.last + 1)
        if taken.isdisjoint(covered):
            taken.update(covered)
            chosen.append(phrase)
    return sorted(chosen, key=attrgetter("first"))


def joins_one(words: list[Token], at: int, phrase: NounPhrase, lexicon: Lexicon) -> bool:
    """ "PRO respektive Svenska kyrkan", "A respektive kulturnämnden": a conjunction, before one certain body.

    Behind a preposition it joins nothing: "av respektive kommunfullmäktige".
    """
    assert phrase.head is not None
    certain = (phrase.head.definite and not phrase.head.plural) or phrase.proper_name
    governed = at > 0 and words[at - 1].lower in lexicon.words["Preposition"]
    return words[at].lower == "respektive" and certain and not governed
