"""One role of one noun phrase, before anyone asks who is meant; and how it spreads over a list of bodies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.extract.clauses import Clause
from kg.extract.items import Item
from kg.extract.phrases import NounPhrase
from kg.patterns import VerbForm

# What is decided, assigned, signed or handed over has happened by being said; other past tenses report work.
PERFORMATIVE = frozenset(
    {"decides", "assigned", "commissions", "signatory", "party", "transferor", "transferee", "receivesReport"}
)


@dataclass(slots=True)  # not frozen: made by the thousand, and freezing costs more than the rest
class Finding:
    """One role of one noun phrase in a sentence, before anyone asks who is meant.

    ``cue_first..cue_last`` are the tokens that signal the role; ``rule`` names the construction; ``lemma`` the verb.
    """

    role: str
    phrase: NounPhrase
    cue_first: int
    cue_last: int
    rule: str
    lemma: str = ""
    via: NounPhrase | None = None
    open_list: bool = False
    modality: str | None = None
    negated: bool = False
    unspecified: bool = False
    subject: NounPhrase | None = None


def spread(
    clause: Clause, noun: Item, role: str, cue: Item, rule: str, *, form: VerbForm | None = None
) -> Iterator[Finding]:
    """The role for each body of the list ``noun``, signalled by ``cue``, with office, openness and modality of each."""
    behind = clause.office if noun is clause.subject else None
    modality, negated = _modality(clause, role), _is_denied(clause, noun)
    for i, phrase in enumerate(noun.phrases):
        if phrase.genitive or (role in _OF_AGREEMENT and _is_party_word(phrase)):
            continue  # "kommunstyrelsens ordförande" is not the body itself; "följande parter" names nobody
        yield Finding(
            role=role,
            phrase=phrase,
            cue_first=cue.first,
            cue_last=cue.last,
            rule=rule,
            lemma=form.lemma if form else "",
            via=noun.office(i) or (behind if i == len(noun.phrases) - 1 else None),
            open_list=noun.open_from is not None and i >= noun.open_from,
            modality=modality,
            negated=negated,
            subject=clause.subject.phrases[0] if clause.subject else None,
        )


def spread_owners(
    clause: Clause, noun: Item, role: str, cue: Item, rule: str = "preposition phrase"
) -> Iterator[Finding]:
    """The role for each body of a list in the genitive, which owns the noun ``cue``: "på A:s uppdrag"."""
    owners = replace(noun, phrases=tuple(replace(phrase, genitive=False) for phrase in noun.phrases))
    for finding, phrase in zip(spread(clause, owners, role, cue, rule), noun.phrases, strict=False):
        yield replace(finding, phrase=phrase)


_OF_AGREEMENT = frozenset({"party", "signatory"})


def _is_party_word(phrase: NounPhrase) -> bool:
    is_party = phrase.head is not None and phrase.head.head.singular == "part"
    return is_party and not phrase.known and phrase.quantifier != "all"


def _is_denied(clause: Clause, noun: Item) -> bool:
    """ "leds inte av A utan av B": only A is denied."""
    if not (clause.denied or clause.negated):
        return _is_excepted(clause, noun)
    but = next((i for i, item in enumerate(clause.items) if item.kind == "conj" and item.lower == "utan"), None)
    return but is None or noun not in clause.items[but:] or _is_excepted(clause, noun)


_NOT = frozenset({"inte", "ej", "icke"})


def _is_excepted(clause: Clause, noun: Item) -> bool:
    """ "hos A, inte hos B", "A men inte B": B alone is denied."""
    if _NOT.isdisjoint(clause.spoken):
        return False
    at = next((i for i, item in enumerate(clause.items) if item is noun), 0)
    before = [item for item in clause.items[:at] if item.kind not in {"adverb", "prep", "phrase", "word"}]
    return len(before) > 1 and before[-1].lower in _NOT and before[-2].kind in {"comma", "conj"}


def _modality(clause: Clause, role: str) -> str | None:
    if clause.proposed:
        return "proposed"
    if clause.modality is not None:
        return clause.modality
    if role in PERFORMATIVE:
        return None
    return "reported" if any(_is_past(item) for item in clause.items) else None


def _is_past(item: Item) -> bool:
    """Whether a verb tells of the past, and cannot be a present as well: "sköts"."""
    tenses = {form.tense for form in item.forms}
    return not tenses.isdisjoint({"past", "supine"}) and "present" not in tenses
