"""What a task or a promise makes of whoever has it: "får i uppdrag att bistå X", "åtar sig att bekosta Y"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from kg.extract.assertion import governing, is_permitted, is_task
from kg.extract.clauses import Clause
from kg.extract.finding import Finding, spread, spread_owners
from kg.extract.items import Item
from kg.extract.standing import words_present
from kg.extract.verbs import lemmas
from kg.lexicon import Lexicon
from kg.patterns import Pattern, VerbForm

_ONLY_OFFERING = "erbjuda"  # which promises nothing where the deed has no role of its own


def settle_commitments(clauses: list[Clause], found: dict[tuple[str, int], Finding], lexicon: Lexicon) -> None:
    """ "X har åtagit sig att bekosta Y": X pays; who takes on a deed with a role of its own has that role."""
    for clause in clauses:
        above = governing(clause)
        if clause.kind != "infinitive" or above is None or not above.items:
            continue
        first, last = above.items[0].first, above.items[-1].last
        promised = [
            f
            for f in found.values()
            if f.role == "responsible" and f.lemma in lexicon.words["CommittingVerb"] and first <= f.cue_first <= last
        ]
        for at, form, pattern in _active_patterns(clause, lexicon) if promised else ():
            if pattern.slot == "subject" and not pattern.fact and words_present(clause, at, pattern, lexicon):
                for finding in promised:
                    found.pop((finding.role, finding.phrase.first), None)
                    item = clause.items[at]
                    taken = replace(
                        finding, role=pattern.role, cue_first=item.first, cue_last=item.last, lemma=form.lemma
                    )
                    found.setdefault((taken.role, taken.phrase.first), taken)
    for key, finding in list(found.items()):
        if finding.lemma == _ONLY_OFFERING and finding.role == "responsible":
            del found[key]


def commission_findings(clause: Clause, found: list[Finding]) -> Iterator[Finding]:
    """ "X har på uppdrag av Y prövat Z": whatever X does for Y, X carries it out."""
    cue = next((f for f in found if f.role == "commissions" and _stands_in(f, clause) and not f.negated), None)
    if cue is None or clause.subject is None or clause.finite is None or clause.negated:
        return
    verbs = [form for item in clause.items for form in _spoken_forms(item)]
    for finding in found:
        # "har på uppdrag av Y hand om Z": Y answers for it, X does it
        if finding.lemma == "ha" and finding.role == "responsible" and _stands_in(finding, clause):
            yield replace(finding, role="operates")
    is_deed = not any(form.passive for form in verbs) and not any(item.kind == "copula" for item in clause.items)
    busy = {f.phrase.first for f in found if _stands_in(f, clause)}
    if not is_deed or cue.rule != "preposition phrase" or clause.modality not in {None, "planned", "shall"}:
        return
    # "X ska på regeringens uppdrag analysera Z": X has been given the task
    is_told = clause.modality == "shall"
    if is_told and clause.lowers[cue.cue_last] != "uppdrag":
        return  # "ska göra det för Ys räkning"
    for phrase in clause.subject.phrases:
        if phrase.first not in busy and not phrase.genitive:
            modality = clause.modality or ("reported" if any(form.tense != "present" for form in verbs) else None)
            role = "assigned" if is_told else "operates"
            yield Finding(role, phrase, cue.cue_first, cue.cue_last, "acts on commission", modality=modality)


def _spoken_forms(item: Item) -> list[VerbForm]:
    """What a verb can be; a supine ("har visat") is spelled as a participle, and is none beside a body that acts."""
    return [form for form in item.forms if form.tense == "supine"] if item.supine else list(item.forms)


def _stands_in(finding: Finding, clause: Clause) -> bool:
    return clause.items[0].first <= finding.phrase.first <= clause.items[-1].last if clause.items else False


# What a task makes of whoever gets it: "får i uppdrag att bistå nämnden", "uppdraget att driva kaféet har X fått".
_TASK_ROLES = frozenset({"supports", "funds", "coordinates", "leads"})
_TASK_VERBS = frozenset({"driva", "bedriva", "ansvara", "delta"})


def task_findings(clauses: list[Clause], found: list[Finding], lexicon: Lexicon) -> Iterator[Finding]:
    """Further roles of whoever is assigned a task, from the infinitive that tells it."""
    doers = [finding for finding in found if finding.role == "assigned"]
    for clause in clauses if doers else ():
        if clause.kind != "infinitive" or not is_task(clause, lexicon) or clause.negated:
            continue
        for at, form, pattern in _active_patterns(clause, lexicon):
            item = clause.items[at]
            if pattern.slot != "subject" or not words_present(clause, at, pattern, lexicon):
                continue
            if pattern.role in _TASK_ROLES or form.lemma in _TASK_VERBS:
                for doer in _doers(clause, doers):
                    yield replace(
                        doer, role=pattern.role, cue_first=item.first, cue_last=item.last, rule="task", lemma=form.lemma
                    )


def _doers(clause: Clause, assigned: list[Finding]) -> list[Finding]:
    """Those who get the very task that an infinitive tells: in the clause above it, or behind a fronted task."""
    above = governing(clause)
    if above is None or not above.items:
        return []
    if above.finite is None and above.kind == "main":
        return assigned
    first, last = above.items[0].first, above.items[-1].last
    return [finding for finding in assigned if first <= finding.phrase.first <= last]


def _active_patterns(clause: Clause, lexicon: Lexicon) -> Iterator[tuple[int, VerbForm, Pattern]]:
    for at, item in enumerate(clause.items):
        for form in lemmas(item) if item.kind == "verb" else ():
            if not form.passive:
                yield from ((at, form, pattern) for pattern in lexicon.verb_patterns.get(form.lemma, ()))


def owned_task_findings(clause: Clause, lexicon: Lexicon) -> Iterator[Finding]:
    """ "X har regeringens uppdrag att …": whose assignment it is gave it, and whoever has it is assigned."""
    holding = lexicon.words["HoldingVerb"]
    verb = next((item for item in clause.items if any(form.lemma in holding for form in item.forms)), None)
    for owner, noun in pairwise(clause.items) if verb is not None else ():
        is_owned = owner.kind == "noun" and owner.phrases[-1].genitive and owner is not clause.subject
        is_task = noun.lower in lexicon.words["AssignmentWord"] and noun.lower.endswith("uppdrag")
        if not is_owned or not is_task or owner.governs or is_permitted(clause):
            continue
        yield from spread_owners(clause, owner, "commissions", noun, "complement of verb")
        if clause.subject is not None:
            yield from spread(clause, clause.subject, "assigned", noun, "subject of verb")
