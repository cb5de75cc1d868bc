"""Which words can be part of a name, and which are grammar around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache, partial

from kg.extract.tokens import Token
from kg.lexicon import Lexicon
from kg.memory import kept
from kg.spelling import BySpelling

IS_CODE = re.compile(r"[A-ZÅÄÖ]\d+")
"""A letter and a number: the code of an action, or a part of a name ("P4 Dalarna")."""
_TELLING_WHEN = frozenset({"senast", "tidigast"})
_OWNERS = frozenset({"sin", "sitt", "sina", "dess", "deras", "vår", "vårt", "våra", "denna", "detta", "dessa", "hela"})
_COMMON = (
    "FunctionWord",
    "Negation",
    "ViaMarker",
    "Preposition",
    "Adverb",
    "Subordinator",
    "QuestionWord",
    "ReportWord",
    "ContextNoun",
)
_OPENING = frozenset({"”", "“", '"', "»", "–", "—"})  # behind them a sentence may begin


@dataclass(frozen=True)
class Vocabulary:
    """What the lexicon says of single words, as far as names need it."""

    lexicon: Lexicon

    @kept
    def _propers(self) -> BySpelling[bool]:
        return proper_words(self.lexicon)

    @kept
    def _functions(self) -> BySpelling[bool]:
        return _function_words(self.lexicon)

    @kept
    def _persons(self) -> BySpelling[bool]:
        return _persons(self.lexicon)

    def is_function_word(self, token: Token) -> bool:
        """Whether a word is grammar rather than part of a name: a quantifier, a modal, a preposition, a verb."""
        return self._functions[token.lower]

    def is_grammar(self, token: Token) -> bool:
        """Whether a word is grammar: a function word, or one of the small words that look like an adjective ("som")."""
        known = self.lexicon.words
        return (
            token.lower in known["FunctionWord"] or token.lower in known["Subordinator"] or self.is_function_word(token)
        )

    def is_person(self, token: Token) -> bool:
        """Whether a word is a person's function: "ordföranden", "skolläkare", "förvaltningschefen"."""
        return self._persons[token.lower]

    def is_first_name(self, token: Token) -> bool:
        """ "Anna", "Anna-Karin"."""
        return token.text.partition("-")[0] in self.lexicon.words["FirstName"]

    def is_town_part(self, words: list[Token], at: int) -> bool:
        """ "stads" of "Norrviks stads delegation"."""
        return at > 0 and words[at].lower in {"stads", "kommuns", "läns"} and self.is_proper(words, at - 1)

    def is_proper(self, words: list[Token], at: int) -> bool:
        """Whether the token at ``at`` is written as a proper name: with a capital that its place does not explain."""
        token = words[at]
        if not self._propers[token.text]:
            return False  # as most
        return not _begins(words, at) or not self.is_common(token)

    def is_common(self, token: Token) -> bool:
        """Whether a word is so common that a capital says nothing."""
        return token.lower in _common_words(self.lexicon)

    def goes_on_name(self, token: Token) -> bool:
        """Whether a token can go on a name that has begun before it."""
        head = self.lexicon.head_form(token.text)
        names_another = head is not None and (
            (not head[1] and (head[0].definite or head[0].head.kind not in _OF_MANY_NAMES))
            or head[0].head.kind in {"Committee", "Administration"}
        )
        is_verb = any(form.finite for form in self.lexicon.verbs.get(token.lower, ()))
        return token.text[0].isupper() and not (names_another or is_verb or self.is_common(token))

    def is_name_word(self, words: list[Token], i: int) -> bool:
        """Whether a lower-case word can stand in a name such as "Rådet för trygghet"."""
        token = words[i]
        return (
            token.is_word
            and token.text[0].islower()
            and token.lower not in self.lexicon.verbs
            and not self.closes_name(token)
        )

    def closes_name(self, token: Token) -> bool:
        """Whether a word ends a name."""
        known = self.lexicon.words
        lower = token.lower
        return (
            lower in known["FunctionWord"]
            or lower in _OWNERS
            or lower in _TELLING_WHEN
            or lower in self.lexicon.modals
            or lower in known["Preposition"]
            or lower in known["Adverb"]
            or lower in known["Subordinator"]
            or lower in known["Season"]
            or lower in self.lexicon.months
        )

    def joins_name_words(self, words: list[Token], i: int) -> bool:
        """Whether the token is an "och" inside a name: "Rådet för trygghet och hälsa", "… för press, radio och tv"."""
        if words[i].text == "," and i + 2 < len(words) and self.is_name_word(words, i + 1):
            return self.joins_name_words(words, i + 2)
        if words[i].lower not in {"och", "&"} or i + 1 >= len(words) or not self.is_name_word(words, i + 1):
            return False
        if words[i + 1].lower in self.lexicon.quantifiers:
            return False  # "Forum för elnät och andra aktörer"
        found = self.lexicon.head_form(words[i + 1].text)
        return found is None or not (found[0].definite or found[0].plural or found[1] or found[2])  # "och omsorg"


def unglued(words: list[Token], lexicon: Lexicon) -> Iterator[list[Token]]:
    """A sentence, parted where a word that only begins sentences has a capital: a heading has run into the text.

    "Drogfri skoltid Huvudansvaret vilar på X": no name holds "Huvudansvaret", "Den" or "Tillsammans" with a capital.
    """
    begin = 0
    for i in _glued_at(words, lexicon):
        yield words[begin:i]
        begin = i
    yield words[begin:]


def may_be_glued(words: list[Token], lexicon: Lexicon) -> bool:
    """Whether any sentence of these words can be parted so; few blocks have one."""
    return bool(_glued_at(words, lexicon))


def _glued_at(words: list[Token], lexicon: Lexicon) -> list[int]:
    large = _large_openers(lexicon)
    return [i for i, word in enumerate(words) if large[word.text] and i and words[i - 1].is_word]


@lru_cache(maxsize=8)
def _large_openers(lexicon: Lexicon) -> BySpelling[bool]:
    """Whether a word is written with a capital and only begins sentences."""
    return BySpelling(partial(_is_large_opener, lexicon))


def _is_large_opener(lexicon: Lexicon, word: str) -> bool:
    is_named = word in lexicon.words["FirstName"]  # "rektor Per Lind"
    return word[0].isupper() and word.lower() in _openers(lexicon) and not is_named


@lru_cache(maxsize=8)
def _openers(lexicon: Lexicon) -> frozenset[str]:
    """The small words that begin sentences, and nouns and adjectives of responsibility."""
    nouns = {word for name in (*lexicon.holders, *lexicon.predicates) if " " not in (word := name)}
    small = lexicon.words["FunctionWord"] | lexicon.words["Preposition"]
    return small | nouns | {"uppdraget", "tillsammans", "dessutom", "därutöver", "vidare", "därefter", "numera"}


@lru_cache(maxsize=8)
def _common_words(lexicon: Lexicon) -> frozenset[str]:
    return frozenset[str](lexicon.holders).union(lexicon.predicates, *(lexicon.words[name] for name in _COMMON))


# Kinds of bodies whose bare nouns end names too: "Stiftelsen Ekby Kulturhus".
_OF_MANY_NAMES = frozenset({"Organisation", "CivilSocietyOrganisation"})


def _begins(words: list[Token], at: int) -> bool:
    """Whether a sentence begins at a token: nothing, an opening sign or the number of a section stands before it."""
    if at == 0 or words[at - 1].text in _OPENING:
        return True
    return words[at - 1].text.isdigit() and not any(word.text[0].isalpha() for word in words[: at - 1])


@lru_cache(maxsize=8)
def proper_words(lexicon: Lexicon) -> BySpelling[bool]:
    """Whether a word is written as a proper name, its place in the sentence aside."""
    return BySpelling(partial(_can_be_proper, lexicon))


# A compound in the plural, or an adjective: no name, though an abbreviation begins it.
_IS_MANY = re.compile(r"^[A-ZÅÄÖ]{1,5}-[a-zåäö]+(?:ar|er|or|ma|iga|ska|ella|ade)$")


def _can_be_proper(lexicon: Lexicon, word: str) -> bool:
    if not word[0].isupper() or word[-1] in "-\u2010" or IS_CODE.fullmatch(word):
        return False
    lower = word.lower()
    if _IS_MANY.search(word):
        return False  # "IT-lösningar", "EU-gemensamma"
    return not (_function_words(lexicon)[lower] or lexicon.head_form(word) or _persons(lexicon)[lower])


@lru_cache(maxsize=8)
def _function_words(lexicon: Lexicon) -> BySpelling[bool]:
    return BySpelling(partial(_is_function_word, lexicon))


def _is_function_word(lexicon: Lexicon, lower: str) -> bool:
    if lower in lexicon.quantifiers or lower in lexicon.modals or lower in lexicon.words["Preposition"]:
        return True
    # "öppna" is an infinitive and an adjective; only a verb with a role, or a finite one, is surely no adjective.
    verbs = lexicon.verbs.get(lower, ())
    return lower in lexicon.predicates or any(form.finite or not (form.plain or form.passive) for form in verbs)


@lru_cache(maxsize=8)
def _persons(lexicon: Lexicon) -> BySpelling[bool]:
    return BySpelling(partial(_is_person, lexicon))


def _is_person(lexicon: Lexicon, lower: str) -> bool:
    return lower.removesuffix("s").endswith(tuple(lexicon.words["PersonHead"]))
