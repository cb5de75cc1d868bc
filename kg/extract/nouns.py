"""Noun phrases that can name a body: found by their head word, by the authority files, or by capital letters.

The phrases are found without asking who is meant; that is the work of :mod:`kg.resolve`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from kg.extract.beside import (
    ARTICLES,
    CAN_GO_AFTER,
    RANGE,
    counted,
    is_listed,
    is_naming,
    is_participle,
    joins_adjectives,
    never_named,
    only_adds,
    owned_words,
    points_back,
    words_before,
)
from kg.extract.capitals import (
    ADJECTIVE,
    COMPANY,
    NAMED_FOR_TWO,
    Capitals,
    fields_after,
    is_association,
    names_after_for,
    names_chapter,
    names_part_of_place,
    pairs_name,
    with_legal_form,
)
from kg.extract.known import IS_HEAD, NameIndex, names_of
from kg.extract.phrases import COMPASS, LIST_SIGNS, NounPhrase, is_acronym, is_piece, joins_one, number, without_overlap
from kg.extract.shared_heads import each_named
from kg.extract.tokens import Token
from kg.extract.vocabulary import Vocabulary
from kg.heads import HeadForm
from kg.lexicon import KnownBody, Lexicon
from kg.memory import kept
from kg.spelling import BySpelling

# How these end, something before it: asked by ``endswith(…, 1)``, since a regular expression would try every letter.
_SINGULAR_ADJECTIVE = (
    *("sk", "skt", "ig", "igt", "al", "alt", "ell", "ellt", "iv", "ivt", "är", "nt", "at", "om", "ande", "ende", "ad"),
)
_OF_NOUNS = ("arna", "erna", "orna")
_ADJECTIVES_ALIKE = frozenset({"moderna", "interna", "externa", "erfarna", "oerfarna", "alterna"})
_NEUTER = ("skt", "igt", "alt", "ellt", "ivt")
_OWNER = ("ens", "ets", "ans", "nas", "kommuns", "stads", "läns", "yns", "öns", "banks")
_GLUED = re.compile(r"[a-zåäö]{3,}och")
_BEFORE_HEAD = ((*ADJECTIVE, *_SINGULAR_ADJECTIVE, *_NEUTER, *_OWNER), (RANGE, _GLUED))
_FRIENDS = frozenset({"vänner"})  # a head word that a name with a head before it may end in
_OF_THINGS = frozenset({"för", "om", "i", "inom", "på", "mellan", "både"})
_WITH_DIARY = frozenset({"Committee", "Administration"})  # behind which an acronym is of a number: "SBN/2024:311"


@dataclass(frozen=True)
class Finder:
    """Finds the noun phrases of sentences with the words of one lexicon and the names in force for a document."""

    lexicon: Lexicon
    known: NameIndex
    written: frozenset[str] = frozenset()  # words that the document uses as names

    @classmethod
    def of(cls, lexicon: Lexicon, bodies: tuple[KnownBody, ...], written: Iterable[str] = ()) -> Finder:
        """A finder for the authority entries ``bodies``, and for what else is ``written`` as a name in the document."""
        return cls(lexicon, names_of(lexicon, bodies), frozenset(written)) if written else _plain(lexicon, bodies)

    @kept
    def vocabulary(self) -> Vocabulary:
        """What the lexicon says of single words."""
        return Vocabulary(self.lexicon)

    @kept
    def capitals(self) -> Capitals:
        """What finds the names that only capital letters give away."""
        return Capitals(self.lexicon, self.known, self.vocabulary, self.written, self.owned)

    @kept
    def owned(self) -> frozenset[str]:
        """What a body has in a role phrase, and not in its name: "i Vågens regi", "på Vågens uppdrag"."""
        return owned_words(self.lexicon)

    @kept
    def never_named(self) -> frozenset[str]:
        """Small words that stand in no noun phrase: a line with one of them holds more than names."""
        return never_named(self.lexicon, _BEFORE_HEAD)

    @kept
    def goes_before(self) -> BySpelling[bool]:
        """Whether a word right before a head can be of its phrase."""
        return words_before(self.lexicon, _BEFORE_HEAD)

    def whole(self, words: list[Token]) -> NounPhrase | None:
        """The phrase that takes up all of ``words``, if one does."""
        if not words or not (words[0].is_word and words[-1].is_word):
            return None  # a sentence, as a rule
        return next((p for p in self.find(words) if p.first == 0 and p.last == len(words) - 1), None)

    def find(self, words: list[Token]) -> list[NounPhrase]:
        """The noun phrases of a sentence, from left to right, without overlap; the longer of two wins."""
        begin, heads, proper = self.known.of_interest(words)
        if not (begin or heads or proper):
            return []
        known = list(self.known.find(words, begin))
        alone = {phrase.first for phrase in known if phrase.first == phrase.last}
        headed = (each for each in self._headed(words, heads, alone) if not (known and only_adds(each, known, words)))
        candidates = [*known, *headed, *self.capitals.find(words, proper, alone)]
        return without_overlap(candidates)

    # Phrases built around a head word.

    def head_form(self, word: str) -> tuple[HeadForm, str, bool] | None:
        """The head form that ends ``word``, the stem before it, and whether the word is a genitive."""
        return self.lexicon.head_form(word)

    def _headed(self, words: list[Token], heads: list[int], known: set[int]) -> Iterator[NounPhrase]:
        """The phrases around the ``heads``; those that are one word and ``known`` as a name need no second."""
        goes_before, head_form = self.goes_before, self.lexicon.head_form
        for at in heads:
            token = words[at]
            found = head_form(token.text)
            assert found is not None
            form, stem, genitive = found
            if stem and self.vocabulary.is_person(token):
                continue  # "länsrådet Karin Holm"
            behind = at > 0 and goes_before[words[at - 1].text]
            ahead = at + 1 < len(words) and CAN_GO_AFTER[words[at + 1].text]
            ahead = ahead or ("ofField" in form.head.traits and at + 1 < len(words) and words[at + 1].is_word)
            plain = not (form.plural or form.definite or (stem and token.text[0].isupper()))
            if not (behind or ahead) and (at in known or plain):
                continue
            phrase = NounPhrase(at, at, form, at, stem, genitive, name=token.text)
            if behind:
                self._add_ellipsis(words, phrase)
                self._add_left(words, phrase)
            if form.plural and phrase.first > 1 and words[phrase.first - 1].lower == "av":
                self._add_share(words, phrase)
            if ahead:
                self._add_right(words, phrase)
            is_title = self._is_titled(phrase, words)
            if is_title and form.either:
                phrase.head = form.of_one
            if form.either and phrase.first == phrase.last and not is_title and not is_listed(words, at, self.lexicon):
                continue
            if self._is_name(phrase, words):
                yield from self._each_named(words, phrase)

    def _each_named(self, words: list[Token], phrase: NounPhrase) -> Iterable[NounPhrase]:
        """The bodies that a phrase names: itself, as most, or several with one head."""
        assert phrase.head is not None
        if not (phrase.head.plural or phrase.proper or phrase.pieces):
            return (phrase,)
        if "association" in phrase.head.head.traits and is_association(words, phrase):
            phrase.proper = (words[phrase.head_at].text,)
        return each_named(words, phrase, self.vocabulary) or self._split(words, phrase)

    def _split(self, words: list[Token], phrase: NounPhrase) -> Iterator[NounPhrase]:
        """Three parts, or a plural head, are several bodies: "skol-, vård- och fritidsförvaltningarna"."""
        assert phrase.head is not None
        if not phrase.pieces or (len(phrase.pieces) == 1 and not phrase.head.plural):
            yield phrase
            return
        named = phrase.head.head.kind in {"Committee", "Administration"}
        head = replace(phrase.head, plural=False, definite=True) if named else phrase.head
        for at in range(phrase.first, phrase.head_at):
            if is_piece(words[at]):
                stem = words[at].text.rstrip("-\u2010")
                yield NounPhrase(at, at, head, at, stem.lower(), name=stem + head.form)
        last = words[phrase.head_at].text
        name = phrase.stem + head.form if named else last
        yield replace(phrase, first=phrase.head_at, head=head, pieces=(), name=name)

    def _is_name(self, phrase: NounPhrase, words: list[Token]) -> bool:
        form = phrase.head
        assert form is not None
        if "ofField" in form.head.traits or (form.head.compound == "owned" and phrase.owner is None):
            return bool(phrase.after)
        if (
            form.head.compound == "named"
            and phrase.stem
            and not (phrase.owner or words[phrase.head_at].text[0].isupper())
        ):
            return False
        if form.plural or form.definite or phrase.quantifier or phrase.article:
            return True
        return (
            bool(phrase.proper)
            or bool(phrase.after)
            or (phrase.owner is not None and self._owns_one(phrase, words))
            or self._is_titled(phrase, words)
            or phrase.pieces != ()
        )

    def _is_titled(self, phrase: NounPhrase, words: list[Token]) -> bool:
        """ "Kulturnämnd", "Värmlandsarkiv" in the midst of a sentence: a compound with a capital is a name."""
        assert phrase.head is not None
        large = phrase.stem != "" and words[phrase.head_at].text[0].isupper()
        return large and (phrase.head_at > 0 or "nameOfCompound" in phrase.head.head.traits)

    def _owns_one(self, phrase: NounPhrase, words: list[Token]) -> bool:
        """ "kommunfullmäktiges presidium": what a body has, it has one of, unless the noun may be a plural."""
        owner = words[phrase.first]
        of_body = self.head_form(owner.text)
        return owner.text[0].isupper() or (
            of_body is not None and of_body[2] and not (phrase.head and phrase.head.either and phrase.head.plural)
        )

    # What stands beside a head is added to its phrase, step by step.

    def _add_ellipsis(self, words: list[Token], phrase: NounPhrase) -> None:
        i = phrase.first
        pieces: list[str] = []
        while True:
            if i >= 2 and words[i - 1].lower in LIST_SIGNS and is_piece(words[i - 2]):
                pieces.insert(0, words[i - 2].text)
                i -= 2
            elif i and phrase.stem and _GLUED.fullmatch(words[i - 1].lower):
                pieces.insert(0, words[i - 1].text.removesuffix("och") + "-")  # "miljöoch" has lost its hyphen
                i -= 1
            elif not pieces and self._lost_hyphen(words, phrase, i):
                pieces.insert(0, words[i - 2].text + "-")
                i -= 2
            else:
                break
        phrase.first, phrase.pieces = i, tuple(pieces)

    def _lost_hyphen(self, words: list[Token], phrase: NounPhrase, i: int) -> bool:
        """ "Kultur och fritidsnämnden": a word that names boards often begin with, and no thing of its own here."""
        assert phrase.head is not None
        named = phrase.head.head.kind in {"Committee", "Administration"} and not phrase.head.plural and phrase.stem
        stems = self.lexicon.words["BoardStem"]
        if not named or i < 2 or words[i - 1].lower != "och" or words[i - 2].lower not in stems:
            return False
        return i == 2 or words[i - 3].lower not in _OF_THINGS

    def _add_left(self, words: list[Token], phrase: NounPhrase) -> None:
        self._add_proper(words, phrase)
        before = phrase.first
        self._add_adjectives(words, phrase)
        if phrase.first < before:
            self._add_proper(words, phrase)
        self._add_owner(words, phrase)
        self._add_quantifier(words, phrase)

    def _add_adjectives(self, words: list[Token], phrase: NounPhrase) -> None:
        assert phrase.head is not None
        if phrase.head.either and phrase.first and words[phrase.first - 1].lower.endswith(_NEUTER, 1):
            phrase.head = phrase.head.of_one  # "nationellt centrum" is one
            self._add_adjectives_like(words, phrase, _SINGULAR_ADJECTIVE)
            named = tuple(word for word in phrase.modifiers if word[0].isupper())
            phrase.proper = named or phrase.proper
            return
        # "kommunens tekniska enhet": after a genitive too
        many = phrase.head.plural or phrase.head.definite or self._owned_adjectives(words, phrase.first)
        self._add_adjectives_like(words, phrase, ADJECTIVE if many else _SINGULAR_ADJECTIVE)

    def _add_adjectives_like(self, words: list[Token], phrase: NounPhrase, endings: tuple[str, ...]) -> None:
        assert phrase.head is not None
        i = phrase.first
        found: list[str] = []
        of_many = phrase.head.plural and not phrase.head.definite
        while i and (words[i - 1].lower.endswith(endings, 1) or points_back(words, i - 1)):
            is_word = self.vocabulary.is_grammar(words[i - 1]) and not is_participle(words, i - 1, self.lexicon)
            if is_word or (i > 1 and words[i - 2].lower == "bland") or is_naming(words, i - 1):
                break
            if words[i - 1].lower.endswith(_OF_NOUNS, 1) and words[i - 1].lower not in _ADJECTIVES_ALIKE:
                break  # "för bussarna barn- och utbildningsnämnden"
            if of_many and i > 1 and words[i - 1].text[0].isupper():
                break  # "Krokoms och Ragunda kommuner"
            found.insert(0, words[i - 1].text)
            i -= 1
            if joins_adjectives(words, i, self.lexicon):
                found[:0] = [words[i - 2].text, words[i - 1].text]
                i -= 2
        phrase.first, phrase.modifiers = i, (*found, *phrase.modifiers)

    def _owned_adjectives(self, words: list[Token], at: int) -> bool:
        """Whether adjectives stand before ``at`` with a genitive before them, which makes the noun a certain one."""
        i = at
        while i and words[i - 1].lower.endswith(ADJECTIVE, 1) and not self.vocabulary.is_grammar(words[i - 1]):
            i -= 1
        return 0 < i < at and words[i - 1].lower.endswith(_OWNER, 1)

    def _add_proper(self, words: list[Token], phrase: NounPhrase) -> None:
        assert phrase.head is not None
        if phrase.head.plural and not phrase.head.either:
            return
        i = phrase.first  # an adjective may stand between: "Chalmers tekniska högskola"
        i -= i > 1 and words[i - 1].lower.endswith("ska", 1) and self.vocabulary.is_proper(words, i - 2)
        while i and (self.vocabulary.is_proper(words, i - 1) or self.vocabulary.is_town_part(words, i - 1)):
            i -= 1
        if i < phrase.first:
            found = [token.text for token in words[i : phrase.first]]
            phrase.first, phrase.proper, phrase.head = i, (*found, *phrase.proper), phrase.head.of_one

    def _add_owner(self, words: list[Token], phrase: NounPhrase) -> None:
        i = phrase.first
        if not i or not words[i - 1].is_word or not self._is_genitive(words[i - 1]):
            return
        # "Kommunens tekniska enhet", "Bolagets styrelse", "Regiondirektörens stab"
        begins = self.head_form(words[i - 1].text) is not None or self.vocabulary.is_person(words[i - 1])
        if words[i - 1].lower not in self.lexicon.verbs and (begins or not words[i - 1].text[0].isupper()):
            are_counted = i > 2 and words[i - 3].lower == "de" and number(words[i - 2].lower) is not None
            phrase.first, phrase.owner = i - (3 if are_counted else 1), words[i - 1].lower
            if phrase.head is not None and phrase.head.either and "oneEach" in phrase.head.head.traits:
                phrase.head = phrase.head.of_one  # "kommunstyrelsens arbetsutskott"

    def _is_genitive(self, token: Token) -> bool:
        form = self.head_form(token.text)
        return token.lower.endswith(_OWNER, 1) or (form is not None and form[2])

    def _add_quantifier(self, words: list[Token], phrase: NounPhrase) -> None:
        assert phrase.head is not None
        i, count = counted(words, phrase, self.lexicon) if phrase.first and phrase.head.plural else (phrase.first, None)
        if i and words[i - 1].lower == "dessa" and phrase.head.plural:
            phrase.first, phrase.count = i - 1, count
            return
        if self._picked_out(words, phrase, i):
            phrase.first, phrase.count, phrase.quantifier = i - 1, count, None if count is not None else "all"
            return
        while i > 1 and self._are_quantifiers(words[i - 2 : i]):
            i -= 1
        if (
            i
            and (quantifier := self.lexicon.quantifiers.get(words[i - 1].lower))
            and not (i > 1 and words[i - 2].lower == "bland")
            and not joins_one(words, i - 1, phrase, self.lexicon)
            and (phrase.head.plural or quantifier in {"one", "all"})
        ):
            before = number(words[i - 2].lower) if i > 1 and quantifier == "others" else None
            first = i - 1 if before is None else i - 2  # "fem andra föreningar"
            phrase.first, phrase.quantifier, phrase.count = first, quantifier, count or before
            self._add_owner(words, phrase)
            return
        singular = not phrase.head.plural or phrase.head.either
        described = phrase.head.definite or phrase.head.plural  # "de idéburna organisationer som …"
        if i and phrase.modifiers and described and words[i - 1].lower in {"den", "det", "de"}:
            i -= 1
        elif i and words[i - 1].lower in ARTICLES and not phrase.head.definite and singular:
            phrase.first, phrase.article, phrase.head = i - 1, True, phrase.head.of_one
            return
        phrase.first, phrase.count = i, count
        if count is not None:
            self._add_owner(words, phrase)

    def _add_share(self, words: list[Token], phrase: NounPhrase) -> None:
        """ "ett brett urval av kommuner", "flertalet av skolorna": how many of a group, before it."""
        i = phrase.first - 2
        if self._are_some(words[i].lower, phrase):
            phrase.first, phrase.quantifier = i, "some"
            return
        if words[i].lower not in self.lexicon.words["ShareWord"]:
            return
        while i and words[i - 1].lower.endswith("t") and words[i - 1].lower not in ARTICLES:
            i -= 1
        phrase.first = i - (i > 0 and words[i - 1].lower in ARTICLES)
        phrase.quantifier = phrase.quantifier or "some"

    def _are_some(self, lower: str, phrase: NounPhrase) -> bool:
        """ "några av områdets föreningar", "flera av skolorna", "två av bolagen"."""
        certain = phrase.owner is not None or (phrase.head is not None and phrase.head.definite)
        return certain and (
            self.lexicon.quantifiers.get(lower) == "some" or number(lower) is not None or lower == "många"
        )

    def _picked_out(self, words: list[Token], phrase: NounPhrase, first: int) -> bool:
        """ "de länsstyrelser som …": an indefinite plural that a relative clause makes definite."""
        assert phrase.head is not None
        follows = phrase.last + 1 < len(words) and words[phrase.last + 1].lower == "som"
        plain = phrase.head.plural and not phrase.head.definite
        return follows and plain and first > 0 and words[first - 1].lower in {"de", "dem"}

    def _are_quantifiers(self, pair: list[Token]) -> bool:
        first, second = pair
        return second.lower in self.lexicon.quantifiers and first.lower in self.lexicon.quantifiers

    def _add_right(self, words: list[Token], phrase: NounPhrase) -> None:
        assert phrase.head is not None
        if phrase.genitive:
            return
        end = phrase.last
        of_office = phrase.head.definite and "nameless" in phrase.head.head.traits and words[end].text[0].islower()
        follows = words[end + 1].text if end + 1 < len(words) else ""
        of_office = of_office or (
            phrase.head.head.kind in _WITH_DIARY and is_acronym(follows) and follows not in COMPANY
        )
        if (not phrase.head.plural or phrase.head.either) and not of_office:
            end = self._name_after(words, end)
            if end == phrase.last:
                end = self._purpose_after(words, phrase)
        elif names_chapter(words, phrase):
            end = self._name_after(words, end)
            phrase.proper = (words[phrase.head_at].text,)
        named_after = end > phrase.last
        on_place = named_after and end + 2 < len(words) and words[end + 1].lower == "på"
        if on_place and self.capitals.is_place(words, end + 2):
            end += 2  # "Grön Tillväxt på Slätten"
        end = self._place_after(words, end, plural=phrase.head.plural and not phrase.head.either)
        end = with_legal_form(words, end) if named_after or phrase.proper else end
        after = tuple([token.text for token in words[phrase.last + 1 : end + 1]])
        head = phrase.head.of_one if named_after and phrase.head.either else phrase.head
        phrase.last, phrase.after, phrase.head = end, after, head

    def _name_after(self, words: list[Token], end: int) -> int:
        """Capitalised words right after the head: Föreningen Läslust, Region Dalarna, Studieförbundet Bilda Öst."""
        begin = end
        form = self.lexicon.heads.get(words[end].lower)
        if form is not None and "ofField" in form.head.traits and not (form.plural or form.definite):
            return fields_after(words, end, self.vocabulary, self.known)
        if self._is_named_by_verb(words, end):
            end += 1
        while end + 1 < len(words) and self.vocabulary.goes_on_name(words[end + 1]):
            end += 1
        if end == begin and self._names_association(words, end):
            end += 1
            while end + 1 < len(words) and self.vocabulary.goes_on_name(words[end + 1]):
                end += 1
        if end == begin + 1 and pairs_name(words, end, self.vocabulary, self.known):
            end += 2
        if names_part_of_place(words, end) and self.vocabulary.goes_on_name(words[end + 2]):
            end += 2  # "Räddningstjänsten östra Blekinge"
        if end > begin and end + 1 < len(words) and words[end + 1].lower == "län":
            end += 1  # "Riksteatern Örebro län"
        possessive = end > begin and words[end].text.endswith("s") and end + 1 < len(words)
        # "Tegelbrukets vänner", "Ellens hus": a name in the genitive owns one more word.
        owns = possessive and words[end + 1].lower not in self.owned
        is_name = owns and (words[end + 1].lower in _FRIENDS or self.vocabulary.is_name_word(words, end + 1))
        is_name = is_name or (end == begin + 1 and self.capitals.ends_name(words, end + 1))
        return end + 1 if is_name else end

    def _is_named_by_verb(self, words: list[Token], at: int) -> bool:
        """ "Föreningen Tolkar i väst": a capital right behind the noun shows a name, even a verb."""
        follows = words[at + 1] if at + 1 < len(words) and words[at].lower in NAMED_FOR_TWO else None
        return follows is not None and follows.text.istitle() and follows.lower in self.lexicon.verbs

    def _names_association(self, words: list[Token], at: int) -> bool:
        """ "Kommunalförbundet Räddningstjänsten Mitt": an association that is named by what it does for its members."""
        large = at + 1 < len(words) and words[at + 1].text[0].isupper() and words[at + 1].lower != words[at + 1].text
        named = large and words[at].lower in self.lexicon.words["AssociationNoun"]
        return named and self.known.interests[words[at + 1].text] & IS_HEAD > 0

    def _purpose_after(self, words: list[Token], phrase: NounPhrase) -> int:
        """The rest of names such as "Kansliet för mänskliga rättigheter", "Rådet för trygghet och hälsa"."""
        end = phrase.last
        is_administration = phrase.head is not None and phrase.head.head.kind == "Administration"
        is_title = words[phrase.head_at].text[0].isupper() or is_administration or bool(phrase.proper)
        if phrase.stem or end + 2 >= len(words) or words[end + 1].lower not in {"för", "mot"}:
            return end
        if (named := names_after_for(words, end + 2, self.vocabulary, self.known)) is not None:
            return named
        if not is_title:
            return self._field_after(words, phrase)
        i = end + 2
        while i < len(words) and (self.vocabulary.is_name_word(words, i) or self.vocabulary.joins_name_words(words, i)):
            i += 1
        return i - 1 if i > end + 2 else end

    def _field_after(self, words: list[Token], phrase: NounPhrase) -> int:
        """ "rådet för funktionshinderfrågor" in small letters: one noun, or two joined by "och"."""
        assert phrase.head is not None
        bare = "forField" in phrase.head.head.traits and phrase.head.definite and phrase.first == phrase.last
        at = phrase.last + 2
        if not bare or not self.vocabulary.is_name_word(words, at):
            return phrase.last
        return at + 2 if at + 2 < len(words) and self.vocabulary.joins_name_words(words, at + 1) else at

    def _more_places(self, words: list[Token], end: int) -> int:
        """ "byalagen i Ramsele, Näsåker och Junsele": the places of several bodies."""
        while end + 2 < len(words) and words[end + 1].lower in {",", "och"} and self.capitals.is_place(words, end + 2):
            end += 2
        return end

    def _place_after(self, words: list[Token], end: int, *, plural: bool = False) -> int:
        """ "i Rinkeby", "i Dalarnas län", "i Farsta centrum" after a name."""
        at = end + 2 + (end + 3 < len(words) and words[end + 2].text in COMPASS)  # "i sydöstra Örebro län"
        if at >= len(words) or words[end + 1].lower != "i" or not words[at].text[0].isupper():
            return end
        end = at
        while end + 1 < len(words) and words[end + 1].text[0].isupper():
            end += 1
        if plural:
            end = self._more_places(words, end)
        return end + 1 if end + 1 < len(words) and words[end + 1].lower in {"län", "centrum", "kommun", "stad"} else end


@lru_cache(maxsize=16)  # towns, as in names_of
def _plain(lexicon: Lexicon, bodies: tuple[KnownBody, ...]) -> Finder:
    """The finder for documents of which nothing more is known."""
    return Finder(lexicon, names_of(lexicon, bodies))
