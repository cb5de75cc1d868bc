"""Roles that nouns give: "avtalet mellan A och B", "samarbetet mellan A och B", "överföringen från A till B"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise, takewhile

from kg.extract.clauses import Clause
from kg.extract.finding import Finding, spread, spread_owners
from kg.extract.items import Item
from kg.lexicon import Lexicon

_TOLD = frozenset({"main", "coordinate", "infinitive"})
_OPEN_MODALITIES = frozenset({"should", "may", "proposed", "examine"})


def nominal_findings(clause: Clause, lexicon: Lexicon) -> Iterator[Finding]:
    """The parties of agreements, the two sides of standing cooperations and of transfers that nouns tell of."""
    if "mellan" in clause.spoken:
        yield from _between_findings(clause, lexicon)
    if not lexicon.words["TransferNoun"].isdisjoint(clause.spoken):
        yield from _transfer_findings(clause, lexicon)


def _between_findings(clause: Clause, lexicon: Lexicon) -> Iterator[Finding]:
    items = _without_years(clause.items)
    for cue, prep, noun in zip(items, items[1:], items[2:], strict=False):
        between = prep.kind == "prep" and prep.lower == "mellan" and noun.kind == "noun"
        if not between or cue.kind != "word":
            continue
        at = clause.items.index(cue)
        if cue.lower.endswith(lexicon.agreement_endings):
            yield from spread(clause, noun, "party", cue, "preposition phrase")
        elif _is_going_on(clause, at, lexicon) and _are_named(noun):
            yield from spread(clause, noun, "cooperates", cue, "preposition phrase")


def _without_years(items: list[Item]) -> list[Item]:
    """The items without "från 2019" of "avtalet från 2019 mellan A och B"."""
    dated = {i for i, (here, behind) in enumerate(pairwise(items)) if here.lower in _DATING and behind.lower.isdigit()}
    return [item for i, item in enumerate(items) if i not in dated and i - 1 not in dated] if dated else items


_DATING = frozenset({"från", "av", "för"})


def _is_going_on(clause: Clause, at: int, lexicon: Lexicon) -> bool:
    """Whether the noun at ``at`` is a cooperation, and subject of a main clause that takes it for granted."""
    if clause.items[at].lower not in lexicon.words["StandingCooperation"]:
        return False
    if clause.kind not in {"main", "coordinate"} or clause.finite is None or clause.negated:
        return False
    first = at
    while first and clause.items[first - 1].kind in {"word", "adverb"}:
        first -= 1
    is_subject = first == 0 or first - 1 == clause.finite
    if not is_subject or clause.modality in _OPEN_MODALITIES:
        return False
    is_definite = clause.items[at].lower.endswith("et")
    lemmas = {form.lemma for item in clause.items for form in item.forms}
    return bool(lemmas & lexicon.words["ContinuingVerb"]) or (is_definite and "modal" not in clause.kinds)


def _are_named(noun: Item) -> bool:
    """Whether a list names two bodies at least, and not only kinds of bodies."""
    named = [phrase for phrase in noun.phrases if not phrase.is_group or (phrase.head and phrase.head.definite)]
    return len(noun.phrases) > 1 and len(named) > 1


def _transfer_findings(clause: Clause, lexicon: Lexicon) -> Iterator[Finding]:
    """ "Överföringen av X från A till B", "inordnandet av X i B från A", "A:s övertagande av X från B"."""
    for at, cue in enumerate(clause.items):
        is_noun = cue.kind == "word" and cue.lower in lexicon.words["TransferNoun"]
        of_law = at > 0 and clause.items[at - 1].lower == "om"  # "lagen om överlämnande av …"
        if not is_noun or of_law or clause.kind not in _TOLD or clause.modality == "examine":
            continue
        behind = list(takewhile(lambda item: not item.finite and item.kind != "stop", clause.items[at + 1 :]))
        first = next((k for k, item in enumerate(behind) if item.governs == "från"), len(behind))
        giver = next((item for item in behind if item.governs == "från"), None)
        if giver is None or not lexicon.words["GivenNoun"].isdisjoint(item.lower for item in behind[:first]):
            continue
        into = "i" if cue.lower.startswith("inordn") else "till"
        taker = next((item for item in behind if item.governs == into), None)
        takers = list(spread(clause, taker, "transferee", cue, "preposition phrase")) if taker else []
        takers = takers or list(_owners_before(clause, at))
        if takers:
            yield from spread(clause, giver, "transferor", cue, "preposition phrase")
            yield from takers


def _owners_before(clause: Clause, at: int) -> Iterator[Finding]:
    """ "Kulturnämndens övertagande": whoever takes over, as the owner of the noun."""
    owner = clause.items[at - 1] if at else None
    if owner is not None and owner.kind == "noun" and owner.phrases[-1].genitive:
        yield from spread_owners(clause, owner, "transferee", clause.items[at])
