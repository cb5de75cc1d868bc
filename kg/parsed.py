"""A sentence with its noun phrases and its clauses."""

from __future__ import annotations

from typing import NamedTuple

from kg.draft import Draft, Sentence
from kg.extract.clauses import Clause, parse_spoken
from kg.extract.items import PRONOUNS, has_pronoun
from kg.extract.phrases import NounPhrase


class Parsed(NamedTuple):
    """The noun phrases of a sentence, and its clauses: none where it names nobody."""

    names: list[NounPhrase]
    clauses: list[Clause]


def parsed_of(sentence: Sentence, draft: Draft) -> Parsed:
    """What stands in a sentence that names somebody, or has a pronoun that can."""
    names = _names(sentence, draft)
    if not names and not _can_mean_somebody(sentence, draft):
        return Parsed([], [])
    return Parsed(names, parse_spoken(sentence.words, sentence.lowers, sentence.spoken, names, draft.lexicon))


def _can_mean_somebody(sentence: Sentence, draft: Draft) -> bool:
    """Whether a sentence that names nobody has a pronoun for a body; in an agreement "den 3 maj" may be signed."""
    if PRONOUNS.isdisjoint(sentence.spoken):
        return False
    return draft.main.kind == "Agreement" or has_pronoun(sentence.lowers, draft.lexicon)


def _names(sentence: Sentence, draft: Draft) -> list[NounPhrase]:
    names = draft.finder.find(sentence.words)
    if not sentence.named:
        return names
    written = tuple(token.text for token in sentence.words[: sentence.named])
    whole = NounPhrase(0, sentence.named - 1, proper=written, name=" ".join(written))
    return [whole, *(name for name in names if name.first >= sentence.named)]
