"""Lines that share out work: "Polisen: patruller på kvällen", "Inkvartering: skolförvaltningen"."""

from __future__ import annotations

from dataclasses import replace

from kg.draft import Draft, Sentence
from kg.extract.blocks import Block
from kg.extract.finding import Finding
from kg.lexicon import Lexicon
from kg.sections import shares_out


def share_of(block: Block, draft: Draft) -> tuple[Sentence, list[Finding], int] | None:
    """ "Polisen: patruller på kvällen" where work is shared out: the sentence, who answers, where the task begins.

    Anywhere else only what begins with an infinitive is a task: "Kommunen – bygga ut nätet".
    """
    if block.kind not in {"item", "paragraph"} or not any(map(block.text.__contains__, _SIGNS)):
        return None  # as most
    at = next((i for i, token in enumerate(block.words[:_LONGEST_NAME]) if token.text in _SIGNS), 0)
    rest = block.words[at + 1 :]
    name = draft.finder.whole(block.words[:at]) if at and rest else None
    if name is None or name.is_group or name.genitive:
        return None
    forms = draft.lexicon.verbs.get(rest[0].lower, ())
    is_task = any(form.tense == "infinitive" and not form.passive for form in forms)
    shares = shares_out(draft.heading, draft.lexicon)
    others = (token.lower for token in rest if token.lower not in draft.lexicon.words["Preposition"])  # "för" is both
    speaks = any(form.finite for lower in others for form in draft.lexicon.verbs.get(lower, ()))
    if not is_task and (not shares or speaks or draft.finder.whole(rest) is not None):
        return None
    sentence = Sentence(block, block.words, draft.section)
    return sentence, [Finding("responsible", name, at, at, "subject of list")], at + 1


def answerer_of(block: Block, draft: Draft) -> tuple[Sentence, list[Finding]] | None:
    """ "Inkvartering: skolförvaltningen", where work is shared out or in an agreement: a task, and who answers."""
    if block.kind not in {"item", "paragraph"}:
        return None
    if draft.main.kind != "Agreement" and not shares_out(draft.heading, draft.lexicon):
        return None
    at = next((i for i, token in enumerate(block.words[: _LONGEST_NAME + 1]) if token.text == ":"), 0)
    said = [token for token in block.words[at + 1 :] if token.text != "."]
    name = draft.finder.whole(said) if at and said else None
    if name is None or name.is_group or name.genitive or _is_other_label(block.words[0].lower, draft.lexicon):
        return None
    if draft.finder.find(block.words[:at]) or any(t.lower in draft.lexicon.verbs for t in block.words[:at]):
        return None
    phrase = replace(name, first=name.first + at + 1, last=name.last + at + 1, head_at=name.head_at + at + 1)
    return Sentence(block, block.words, draft.section), [Finding("responsible", phrase, 0, at - 1, "label")]


def _is_other_label(first: str, lexicon: Lexicon) -> bool:
    """Whether a line begins with the label of something else, in which a body stands and answers for nothing."""
    return first.startswith(tuple(lexicon.words["OtherLabel"]))


_SIGNS = frozenset({":", "–", "—"})
_LONGEST_NAME = 10  # words
