"""Lists that go on with the sentence above them: "Nämnden ska:", "Styrelsen beslutar", "Polisen lovar att"."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.draft import Draft, Lead, Sentence
from kg.extract.blocks import Block, leads_on
from kg.extract.clauses import parse_spoken
from kg.extract.finding import Finding
from kg.extract.tokens import sentences, starts, tokens
from kg.lexicon import Lexicon

_NUMBERING = re.compile(r"(?:\d{1,2}|[a-zåäö])[.)] (?=\w)")


def lead_of(block: Block, lexicon: Lexicon) -> Lead | None:
    """The sentence at the end of a block that a list may go on with, if it ends in the midst of a clause."""
    if block.kind not in {"paragraph", "heading", "item"} or not leads_on(block.text, lexicon):
        return None
    last = list(sentences(block.words, lexicon.words["Abbreviation"]))[-1]
    start, end = block.starts[len(block.words) - len(last)], len(block.text.rstrip(" :"))
    return Lead(block.reading.part(start, end)) if start < end else None


def goes_on(block: Block) -> bool:
    """Whether a block is one of the points under such a line: a bullet, a number, or a line in small letters."""
    return block.kind == "item" or block.text[0].islower() or _NUMBERING.match(block.text) is not None


def continued(block: Block, lead: Lead, draft: Draft) -> tuple[Sentence, Block | None]:
    """The lead and the block's first sentence as one, and the rest of the block."""
    numbering = _NUMBERING.match(block.text)
    start = numbering.end() if numbering else 0
    words = tokens(block.text[start:]) if numbering else block.words
    first = next(sentences(words, draft.lexicon.words["Abbreviation"]))
    end = starts(first, start)[-2] + len(first[-1].text)
    joined = replace(block, reading=lead.reading.joined(block.reading.part(start, end)))
    sentence = Sentence(joined, [*lead.words, *first], draft.section, lead=len(lead.words))
    rest = block.text[end:].lstrip()
    if not rest:
        return sentence, None
    left = block.reading.part(len(block.text) - len(rest), len(block.text))
    return sentence, replace(block, reading=left)


def answers_for_list(sentence: Sentence, draft: Draft) -> list[Finding]:
    """ "Nämnden ska:" before a list of tasks: the subject answers for them."""
    if draft.lexicon.modals.keys().isdisjoint(sentence.lowers[: sentence.lead]):
        return []
    names = draft.finder.find(sentence.words)
    clauses = parse_spoken(sentence.words, sentence.lowers, sentence.spoken, names, draft.lexicon)
    clause = clauses[0]
    modal = next((item for item in clause.items if item.kind == "modal" and item.first < sentence.lead), None)
    if modal is None or clause.subject is None or clause.subject.first >= sentence.lead or clause.negated:
        return []
    if any(item.kind == "verb" and item.first < sentence.lead for item in clause.items):
        return []
    return [
        Finding(
            "responsible",
            phrase,
            modal.first,
            modal.last,
            "subject of list",
            via=clause.subject.office(i),
            modality=clause.modality,
        )
        for i, phrase in enumerate(clause.subject.phrases)
        if not phrase.genitive
    ]
