"""Clauses whose verb is left out: "A ansvarar för vägarna och B för gårdarna"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.extract.clauses import Clause
from kg.extract.finding import Finding
from kg.extract.items import Item
from kg.extract.phrases import NounPhrase

_ANSWERING = frozenset({"responsible", "mainResponsible", "coordinates", "operates"})
_JOINING = frozenset({"och", "medan", "men", "samt"})


def gapped_findings(clauses: list[Clause], found: list[Finding]) -> Iterator[Finding]:
    """The roles of those who do what the verb before says, of something else, with the preposition of that verb.

    Only one certain body can stand so, behind a comma or a conjunction and right before the preposition, and no verb
    follows it.
    """
    items = [item for clause in clauses for item in clause.items]
    for finding in found:
        if finding.rule != "subject of verb" or finding.role not in _ANSWERING or finding.negated:
            continue
        at = next((k for k, item in enumerate(items) if item.first == finding.cue_first), len(items))
        preposition = items[at + 1].lower if at + 1 < len(items) and items[at + 1].kind == "prep" else ""
        for phrase in _in_gaps(items, at + 2, preposition) if preposition else ():
            yield replace(finding, phrase=phrase, via=None, open_list=False)


def _in_gaps(items: list[Item], start: int, preposition: str) -> Iterator[NounPhrase]:
    for k in range(start, len(items) - 2):
        noun, behind = items[k], items[k + 1]
        if noun.kind != "noun" or behind.lower != preposition or any(item.finite for item in items[k + 1 :]):
            continue
        phrase = noun.phrases[-1]
        joins = items[k - 1].kind == "comma" or items[k - 1].lower in _JOINING
        if joins and len(noun.phrases) == 1 and not (phrase.is_group or phrase.genitive):
            yield phrase
