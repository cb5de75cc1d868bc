"""Names that only capital letters give away: those of companies, clubs and whatever else no list holds."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass

from kg.extract.known import BEGINS_NAME, IS_HEAD, NameIndex
from kg.extract.phrases import COMPASS, NounPhrase, is_acronym, is_piece
from kg.extract.tokens import Token
from kg.extract.vocabulary import IS_CODE, Vocabulary
from kg.lexicon import Lexicon

ADJECTIVE = (
    *("ska", "iga", "ala", "ella", "iva", "ära", "nta", "ata", "oma", "nna", "na", "da", "sta", "rre", "dre", "ttre"),
    *("ande", "ende", "ade", "aste", "rra", "södra", "östra", "västra", "inre", "övre"),
)
"""How adjectives in the definite or the plural end, something before it: ``word.endswith(ADJECTIVE, 1)``."""

_NAME_GLUE = frozenset({"&", "+", "of", "for", "and", "the", "de", "von"})
_SHORTEST_SENTENCE = 4  # words
_SHORTEST_NAME = 4  # letters
COMPANY = frozenset({"AB", "HB", "KB", "Aktiebolag"})
"""What a company has in its name."""
_COMPASS = frozenset({"syd", "norr", "nord", "söder", "väst", "öst", "sydväst", "sydost", "nordväst", "nordost"})
_LONGEST_TRADE = 6  # words
_LIKE_VERB = ("ar", "er", "as", "es", "s", "de", "te", "at", "it", "tt")
_OF_COUNTRY = frozenset({"Svensk", "Svenskt"})
_BEFORE_CODE = frozenset({"av", "från", "med", "hos", "och"})


NAMED_FOR_TWO = frozenset({"stiftelsen", "föreningen"})


@dataclass(frozen=True)
class Capitals:
    """Finds runs of words with capitals; ``written`` are words used as names, ``owned`` are what no name owns."""

    lexicon: Lexicon
    known: NameIndex
    vocabulary: Vocabulary
    written: frozenset[str]
    owned: frozenset[str]

    def is_place(self, words: list[Token], at: int) -> bool:
        """Whether a place stands at a token: a proper name by itself, and no known body."""
        alone = at + 1 >= len(words) or not words[at + 1].text[0].isupper()
        return alone and self.vocabulary.is_proper(words, at) and not self.known.interests[words[at].text] & BEGINS_NAME

    def find(self, words: list[Token], proper: list[int], known: Container[int] = ()) -> Iterator[NounPhrase]:
        """The names in a sentence that begin at one of the words that are written as ``proper`` names or as codes.

        A word that is ``known`` as a name by itself needs no second.
        """
        past = 0
        for i in proper:
            if i < past:
                continue
            quoted = i > 0 and words[i - 1].lower in {"”", "“", '"'}
            is_proper = self.vocabulary.is_proper(words, i) or self._is_code_of_name(words, i)
            if quoted or not is_proper or self._is_large_adjective(words, i):
                continue
            end = self._end(words, i)
            first = self._company_begins(words, i, end) if end > i else i
            past = end + 1
            if first and words[first - 1].text.isdigit() and words[first - 1].is_followed:
                first -= 1  # "4H Bohuslän"
            if self._is_person(words, i, end):
                continue
            if first == end and (first in known or (i and words[i - 1].text in COMPASS)):
                continue  # "i norra Sverige" is where
            if first > 0 or end > first or self._is_written(words):
                yield self._named(words, first, end)

    def _is_written(self, words: list[Token]) -> bool:
        """Whether the first word of a sentence is a name by itself."""
        return is_acronym(words[0].text) or words[0].text in self.written or self._acts(words)

    def _acts(self, words: list[Token]) -> bool:
        """ "Telia bör konsulteras": a first word that is spelled like no common one, before what only bodies do."""
        if len(words) < _SHORTEST_SENTENCE:
            return False
        lexicon, at = self.lexicon, 2 if words[1].lower in self.lexicon.modals else 1
        acting = lexicon.words["BodyVerb"]
        if not any(f.lemma in acting and (at > 1 or f.finite) for f in lexicon.verbs.get(words[at].lower, ())):
            return False
        inverted = words[at + 1].text[0].isupper() or lexicon.head_form(words[at + 1].text) is not None
        return not inverted and self._is_no_common_word(words[0])

    def _is_no_common_word(self, name: Token) -> bool:
        lexicon, is_long = self.lexicon, name.is_word and len(name.text) >= _SHORTEST_NAME
        if not is_long or name.lower in lexicon.words["SentenceOpener"] or self.vocabulary.is_common(name):
            return False
        return not name.lower.endswith(tuple(lexicon.words["CommonEnding"]))

    def _end(self, words: list[Token], first: int) -> int:
        """The last word of a name that begins at ``first``."""
        if self._is_pair_of_fields(words, first):
            return first + 2
        end = first
        while end + 1 < len(words) and (self.vocabulary.is_proper(words, end + 1) or self._glues(words, end + 1)):
            end += 1
        end = self._of_country(words, end)
        is_joined = end > first and end + 1 < len(words) and words[end + 1].lower == "och"
        if (is_joined or words[end].text.endswith("s")) and (company := self._company_ahead(words, end)):
            return company
        if end > first or words[end].text.endswith("s"):
            end = self._with_owned_noun(words, self._with_company(words, first, end))
        if first > 0 and end + 2 < len(words) and words[end + 1].lower == "i" and self.is_place(words, end + 2):
            end += 2  # "Film i Väst"
        if is_company_of_place(words, end):
            end += 3 + (words[end + 3].lower == "län")  # "Bagarboden i Väst AB"
        if names_part_of_place(words, end) and self.vocabulary.is_proper(words, end + 2):
            end += 2
        if end > first and end + 1 < len(words) and words[end + 1].lower == "län":
            end += 1  # "ABF Örebro län"
        return with_legal_form(words, end)

    def ends_name(self, words: list[Token], at: int) -> bool:
        """Whether a small word behind a noun and a name is of that: a noun, with nothing behind that it governs."""
        if at >= len(words) or words[at - 2].lower not in NAMED_FOR_TWO:
            return False
        closes = at + 1 >= len(words) or not words[at + 1].is_word or self.vocabulary.closes_name(words[at + 1])
        is_noun = self.vocabulary.is_name_word(words, at) and not words[at].lower.endswith(_LIKE_VERB)
        return is_noun and closes and self.known.interests[words[at - 1].text] & BEGINS_NAME == 0

    def _is_pair_of_fields(self, words: list[Token], at: int) -> bool:
        """ "Kultur och fritid", "Vård och omsorg": an office that is called by the two fields that it works in."""
        fields = self.lexicon.words["OfficeField"]
        is_pair = at + 2 < len(words) and words[at].lower in fields and words[at + 1].lower == "och"
        return is_pair and words[at + 2].lower in fields

    def _company_ahead(self, words: list[Token], end: int) -> int | None:
        """ "Södra Smålands avfall och miljö AB": a company of a place by what it works with, in small letters."""
        for i in range(end + 1, min(end + _LONGEST_TRADE, len(words))):
            if words[i].text in COMPANY:
                return i if i > end + 1 else None
            if words[i].lower != "och" and not self.vocabulary.is_name_word(words, i):
                return None
        return None

    def _of_country(self, words: list[Token], at: int) -> int:
        """The end of a name that begins at ``at`` with a word for the country or the crown; ``at`` for others."""
        if at + 1 >= len(words):
            return at
        if words[at].text in _OF_COUNTRY and self.vocabulary.is_name_word(words, at + 1):
            return at + 1  # "Svenskt näringsliv"
        if words[at].text == "Sveriges" and words[at + 1].text.istitle():
            return at + 1  # "Sveriges Lärare"
        if words[at].text == "Kungl" and at + 2 < len(words) and words[at + 1].text == ".":
            return self._of_crown(words, at + 2)
        return at

    def _of_crown(self, words: list[Token], end: int) -> int:
        """ "Kungl. biblioteket", "Kungl. Tekniska högskolan": to the noun that is the body."""
        goes_on = words[end].text[0].isupper() and end + 1 < len(words)
        return end + 1 if goes_on and self.lexicon.head_form(words[end + 1].text) is not None else end

    def _is_code_of_name(self, words: list[Token], i: int) -> bool:
        """ "av C4 Teknik": a letter and a number before a name, within a sentence; elsewhere such is a code."""
        within = 0 < i < len(words) - 1 and words[i - 1].text in _BEFORE_CODE
        return within and IS_CODE.fullmatch(words[i].text) is not None and self.vocabulary.is_proper(words, i + 1)

    def _is_person(self, words: list[Token], first: int, end: int) -> bool:
        """ "Petra Wik", "Behnam Andersson": one or two words after a first name or before the end of a surname."""
        if end == first:
            return False  # as most
        firsts = [i for i in range(first, end) if self.vocabulary.is_first_name(words[i])]
        owns = any(words[i].text.endswith("s") and i not in firsts for i in range(first + 1, end))
        few = end - first < 3 or (len(firsts) > 1 and firsts[0] == first)  # "Siv Norberg Per-Olof Grahn" are two
        if words[end].lower in _COMPASS:
            return False  # "Maria Skåne Sydväst"
        is_surname = words[end].lower.endswith(tuple(self.lexicon.words["SurnameEnding"]))
        return few and not owns and words[end].text not in COMPANY and (firsts[:1] == [first] or is_surname)

    def _named(self, words: list[Token], first: int, end: int) -> NounPhrase:
        names = (*[token.text for token in words[first:end]], words[end].text.removesuffix(":s"))
        name = " ".join(names).replace(" .", ".").replace(" ,", ",")
        owns = end + 1 < len(words) and words[end + 1].lower in self.owned and words[end].text.endswith("s")
        return NounPhrase(first, end, proper=names, name=name, genitive=owns, kin=self._kin(words, first))

    def _is_large_adjective(self, words: list[Token], i: int) -> bool:
        """ "Nationella" of "Nationella kompetensteamet" begins a name that small letters go on with, and is none."""
        goes_on = i + 1 < len(words) and words[i + 1].is_word and words[i + 1].text[0].islower()
        return (
            goes_on
            and words[i].lower.endswith(ADJECTIVE, 1)
            and words[i + 1].lower not in self.lexicon.words["FunctionWord"]
        )

    def _kin(self, words: list[Token], at: int) -> str:
        """The kind of a body that the name begins with: "Verdandi Kvarnby" is what Verdandi is."""
        if self._is_pair_of_fields(words, at):
            return "Administration"
        if not self.known.interests[words[at].text] & BEGINS_NAME:
            return ""  # as most
        return next((phrase.known[0].kind for phrase in self.known.find(words, [at])), "")

    def _with_company(self, words: list[Token], first: int, end: int) -> int:
        """ "Stångviks Miljö och Energi AB": a company of a place that is named after two things."""
        of_place = first < end <= first + 2 and words[first].text.endswith("s") and words[end].text not in COMPANY
        goes_on = end + 2 < len(words) and words[end + 1].lower == "och" and words[end + 2].text[0].isupper()
        is_company = goes_on and end + 3 < len(words) and words[end + 3].text == "AB"
        if goes_on and first < end and {words[end].lower, words[end + 2].lower} <= self.lexicon.words["UtilityNoun"]:
            return end + 3 if is_company else end + 2  # "Kvarnby Vatten och Avfall"
        return end + 3 if of_place and is_company else end

    def _company_begins(self, words: list[Token], first: int, end: int) -> int:
        """ "Apotekens Service AB": a genitive with a capital before the name of a company is part of it."""
        before = words[first - 1].text if first and words[first].text in COMPANY else ""
        if before.istitle() and before.endswith("s"):
            return first - 1  # "Fastighets AB Björken"
        is_company = words[end].text in COMPANY and first < end
        while is_company and first and words[first - 1].text.istitle() and words[first - 1].text.endswith("s"):
            if self.vocabulary.is_common(words[first - 1]):
                break  # "Dels Lamp AB, dels …"
            first -= 1
        return first

    def _with_owned_noun(self, words: list[Token], end: int) -> int:
        """ "Statens folkhälsoinstitut": a name in the genitive owns one more word, if that is no person."""
        if not words[end].text.endswith("s") or end + 1 >= len(words):
            return end
        owned = words[end + 1]
        if owned.lower in self.owned or owned.lower in self.lexicon.words["Delegate"]:
            return end
        is_noun = self.vocabulary.is_name_word(words, end + 1) and not self.vocabulary.is_person(owned)
        return end + 1 if is_noun and not owned.lower.endswith(ADJECTIVE, 1) else end

    def _glues(self, words: list[Token], at: int) -> bool:
        return words[at].text in _NAME_GLUE and at + 1 < len(words) and words[at + 1].text[0].isupper()


def is_company_of_place(words: list[Token], end: int) -> bool:
    """Whether a name that ends at ``end`` goes on: "… i Väst AB"."""
    if end + 3 >= len(words) or words[end + 1].text != "i":
        return False
    behind = end + 3 + (words[end + 3].lower == "län")
    return words[end + 2].text[0].isupper() and behind < len(words) and words[behind].text in COMPANY


def with_legal_form(words: list[Token], end: int) -> int:
    """The end of a name with what says its legal form: "… ek. för.", "…, ekonomisk förening"."""
    behind = [word.lower for word in words[end + 1 : end + 5]]
    if behind == ["ek", ".", "för", "."]:
        return end + 4
    for form in (["ekonomisk", "förening"], [",", "ekonomisk", "förening"]):
        if behind[: len(form)] == form:
            return end + len(form)
    return end


def names_part_of_place(words: list[Token], end: int) -> bool:
    """Whether a name that ends at ``end`` goes on with a part of a place: "… östra Skaraborg"."""
    return end + 2 < len(words) and words[end + 1].text in COMPASS and words[end + 2].text[0].isupper()


def fields_after(words: list[Token], end: int, vocabulary: Vocabulary, known: NameIndex) -> int:
    """ "sektor socialtjänst", "sektor barn och utbildning": an office that is named by what it works with."""
    at = end + 1
    if at >= len(words) or not (vocabulary.is_name_word(words, at) or words[at].text.istitle()):
        return end
    if is_piece(words[at]) and at + 2 < len(words) and words[at + 1].lower == "och":
        return at + 2  # "sektor barn- och ungdom"
    joined = at + 2 < len(words) and words[at + 1].lower == "och" and vocabulary.is_name_word(words, at + 2)
    names_another = joined and known.interests[words[at + 2].text] & IS_HEAD > 0
    return at + 2 if joined and not names_another else at


def names_chapter(words: list[Token], phrase: NounPhrase) -> bool:
    """ "Fastighetsägarna Syd": an association that is called by its members, and which part of it."""
    assert phrase.head is not None
    is_alone = phrase.head.head.singular == "ägare" and not phrase.stem  # "Ägarna Berg" are two people
    of_members = phrase.head.definite and "calling" in phrase.head.head.traits and not is_alone
    follows = words[phrase.last + 1] if phrase.last + 1 < len(words) else None
    large = words[phrase.head_at].text[0].isupper() and follows is not None and follows.text[0].isupper()
    return of_members and large and phrase.last == phrase.head_at


def is_association(words: list[Token], phrase: NounPhrase) -> bool:
    """ "med Företagarna och polisen": one that is called by its members, which its capital tells within a sentence."""
    assert phrase.head is not None
    at, called = phrase.head_at, phrase.head.plural and phrase.head.definite
    within = at > 0 and phrase.first == at and (words[at - 1].text[0].islower() or words[at - 1].text == ",")
    return (
        called
        and within
        and words[at].text[0].isupper()
        and (phrase.stem != "" or phrase.head.head.compound == "false")
    )


def names_after_for(words: list[Token], at: int, vocabulary: Vocabulary, known: NameIndex) -> int | None:
    """The last word of "Ord och Ton" in "Föreningen för Ord och Ton", of "Sveriges skolor" behind a genitive."""
    if not words[at].text[0].isupper():
        return None
    owns = words[at].text.endswith("s") and next(known.find(words, [at]), None) is None
    if known.interests[words[at].text] & (IS_HEAD if owns else BEGINS_NAME | IS_HEAD):
        return None
    if owns and vocabulary.is_name_word(words, at + 1):
        return at + 1
    joined = at + 2 < len(words) and words[at + 1].lower == "och" and words[at + 2].text[0].isupper()
    return at + 2 if joined and not known.interests[words[at + 2].text] & (BEGINS_NAME | IS_HEAD) else at


def pairs_name(words: list[Token], end: int, vocabulary: Vocabulary, known: NameIndex) -> bool:
    """ "föreningen Ord och Bild": one plain word on either side of "och", neither of which names a body itself."""
    if end + 2 >= len(words) or words[end + 1].lower != "och":
        return False
    if words[end - 1].lower in vocabulary.lexicon.words["AssociationNoun"] and vocabulary.is_name_word(words, end + 2):
        return True  # "Kommunalförbundet Sjukvård och omsorg"
    if not vocabulary.goes_on_name(words[end + 2]):
        return False
    ends = end + 3 >= len(words) or not (
        words[end + 3].text[0].isupper() or known.interests[words[end + 3].text] & IS_HEAD
    )
    named = any(known.interests[word.text] & (BEGINS_NAME | IS_HEAD) for word in (words[end], words[end + 2]))
    return ends and not named and (words[end - 1].text[0].islower() or words[end - 1].lower in NAMED_FOR_TWO)
