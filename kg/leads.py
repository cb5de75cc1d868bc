"""Lists that go on with the sentence above them: "Nämnden ska:", "Styrelsen beslutar", "Polisen lovar att"."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from kg.draft import Draft, Lead, Sentence
from kg.extract.blocks import Block, leads_on
from kg.extract.clauses import Clause
from kg.extract.finding import Finding
from kg.extract.nouns import Finder
from kg.extract.roles import findings
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


def heads_deeds(block: Block, following: Block | None, draft: Draft) -> bool:
    """Whether a line names a body, and the lines under it begin with what it does: "Kommunen" over "– driver …"."""
    return following is not None and _is_of_body(following, draft) and _names_body(block, draft.finder)


def owns_deeds(block: Block, following: Block | None, draft: Draft) -> bool:
    """Whether a heading says that the points under it are somebody's to do: "Kommunens ansvar" over "– lokaler …"."""
    *owner, noun = block.words
    if noun.lower not in draft.lexicon.words["DutyNoun"] or following is None or following.kind != "item":
        return False
    names = draft.finder.find(block.words)
    return len(names) == 1 and names[0].genitive and names[0].last == len(owner) - 1


def _is_task(block: Block, draft: Draft) -> bool:
    """Whether a point names what is to be done, and is no sentence with a subject of its own."""
    lexicon = draft.lexicon
    if block.words[0].lower == "att":
        return True
    if any(word.lower in lexicon.modals for word in block.words):
        names = draft.finder.find(block.words)
        verb = names[0].last + 1 if names and names[0].first == 0 else len(block.words)
        if verb < len(block.words) and block.words[verb].lower in lexicon.modals:
            return False  # "Kommunen ska finansiera …"
    others = (token.lower for token in block.words if token.lower not in lexicon.words["Preposition"])
    return not any(form.finite for lower in others for form in lexicon.verbs.get(lower, ()))


def _is_of_body(block: Block, draft: Draft) -> bool:
    """Whether a block under the name of a body can tell what that does."""
    if block.kind == "item" and draft.by_body:
        return True
    return block.kind in {"item", "paragraph"} and _begins_with_deed(block, draft.lexicon)


def _names_body(block: Block, finder: Finder) -> bool:
    """Whether a line is the name of one certain body: "Kommunen", "Socialnämnden:"."""
    is_line = block.kind == "heading" or (block.kind == "paragraph" and block.text.endswith(":"))
    if not is_line or block.code is not None:
        return False
    whole = finder.whole(block.words[:-1] if block.text.endswith(":") else block.words)
    return whole is not None and not whole.is_group and not whole.genitive


def is_by_body(parts: list[Block], title: str, finder: Finder) -> bool:
    """Whether a plan lists what is to be done under the names of those who do it: two of them or more."""
    if not _PLANNED.search(title.lower()):
        return False
    lists = [a for a, b in pairwise(parts) if b.kind == "item" and _names_body(a, finder)]
    return len(lists) >= _FEWEST_LISTS


_PLANNED = re.compile(r"(?:plan|planen|program|programmet|strategi|strategin|åtgärder|åtaganden|uppdrag)\b")
_FEWEST_LISTS = 2


def _begins_with_deed(block: Block, lexicon: Lexicon) -> bool:
    """Whether the first word is the verb of a sentence without its subject, or (of a point) an infinitive."""
    first = block.words[0].lower
    if first in lexicon.words["Preposition"]:
        return False  # "För bussarna svarar …"
    active = [form for form in lexicon.verbs.get(first, ()) if not form.passive]
    if block.kind == "item":
        return any(form.finite or form.tense == "infinitive" for form in active)
    return first not in lexicon.copulas and any(form.finite and not form.plain for form in active)


def goes_on(block: Block, lead: Lead, draft: Draft) -> bool:
    """Whether a block is one of the points under such a line: a bullet, a number, or a line in small letters."""
    if lead.is_owner:
        return block.kind == "item" and _is_task(block, draft)
    if lead.is_body:
        return _is_of_body(block, draft)
    if block.kind == "heading" and block.code is not None:
        return False  # "5. Organisation"
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


def tells_deed(block: Block, lexicon: Lexicon) -> bool:
    """Whether a point under the name of a body goes on with the sentence that the name begins: "– driver kaféet"."""
    return any(form.finite and not form.passive for form in lexicon.verbs.get(block.words[0].lower, ()))


def answers_for_point(sentence: Sentence, draft: Draft) -> list[Finding]:
    """ "Räddningstjänsten" over "– besöka alla skolor": who stands over a task answers for it."""
    cue = sentence.lead
    names = draft.finder.find(sentence.words[:cue])
    return [Finding("responsible", phrase, cue, cue, "subject of list") for phrase in names[:1]]


def _answers_for_list(sentence: Sentence, clauses: list[Clause], draft: Draft) -> list[Finding]:
    """ "Nämnden ska:" before a list of tasks: the subject answers for them."""
    if draft.lexicon.modals.keys().isdisjoint(sentence.lowers[: sentence.lead]):
        return []
    # "I uppdraget ingår att nämnden ska:"
    telling = [c for c in clauses if c is clauses[0] or (c.after is not None and c.after.meant & _HOLDING)]
    modals = [(c, item) for c in telling for item in c.items if item.kind == "modal" and item.first < sentence.lead]
    clause, modal = modals[-1] if modals else (clauses[0], None)
    if modal is None or clause.subject is None or clause.subject.first >= sentence.lead or clause.negated:
        return []
    if any(item.kind == "verb" and modal.first < item.first < sentence.lead for item in clause.items):
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


def bearers(sentence: Sentence, clauses: list[Clause], draft: Draft) -> list[Finding]:
    """Who answers for each point of a list by the line above it: "Kommunen åtar sig att", "I uppdraget ska X"."""
    if draft.in_minutes or not clauses:
        return []
    found = [
        finding
        for finding in findings(sentence.words, clauses, draft.lexicon)
        if finding.role == "responsible"
        and finding.rule != "predicate"
        and max(finding.phrase.first, finding.cue_last) < sentence.lead
    ]
    return found or _answers_for_list(sentence, clauses, draft)


def recommends(lead: Lead) -> bool:
    """ "Vi rekommenderar att" over points: each is to be done by itself, whoever it is told to."""
    return _RECOMMENDING.search(lead.reading.text.lower()) is not None


_RECOMMENDING = re.compile(r"rekommender(?:ar|as|ade|ats|at) ")


def take_back(lead: Lead, draft: Draft) -> None:
    """Leave out that somebody answers for all the points of a list, where it is said of each."""
    made = draft.claims[lead.claims :]
    draft.claims[lead.claims :] = [claim for claim in made if claim.role != "responsible" or claim.rule == "label"]


_HOLDING = frozenset({"ingå", "innebära"})
