"""Who has which role in a sentence: the patterns of the lexicon laid over its clauses."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from kg.extract.assertion import (
    describes,
    is_asserted,
    is_imagined,
    is_law,
    is_proposed,
    is_unnumbered,
    names_some,
    speaks_in_general,
)
from kg.extract.clauses import Clause
from kg.extract.finding import Finding, spread, spread_owners
from kg.extract.gaps import gapped_findings
from kg.extract.items import Item
from kg.extract.nominals import nominal_findings
from kg.extract.phrases import NounPhrase
from kg.extract.responsibility import holder_findings, predicate_findings
from kg.extract.standing import standing_patterns
from kg.extract.tasks import commission_findings, owned_task_findings, settle_commitments, task_findings
from kg.extract.tokens import Token
from kg.extract.verbs import verb_findings
from kg.lexicon import Lexicon
from kg.patterns import Pattern


def findings(words: list[Token], clauses: list[Clause], lexicon: Lexicon) -> list[Finding]:
    """All roles in a sentence, by the order of the words that name the bodies; each once."""
    found: dict[tuple[str, int], Finding] = {}
    if words[-1].text == "?" or is_imagined(words, lexicon):
        return []
    for clause in clauses:
        if not is_asserted(clause, lexicon) or describes(clause) or speaks_in_general(clause):
            continue
        clause.proposed = is_proposed(clause, lexicon)
        for finding in _clause_findings(clause, lexicon):
            is_law_only = finding.role == "decides" and is_law(clause, finding.phrase)
            if not (is_law_only or names_some(clause, finding.phrase) or is_unnumbered(words, finding.phrase)):
                _keep(finding, clause, found)
        if found and _is_commissioned(found):
            _add_commissioned(clause, found)
    _drop_denied(clauses, found, lexicon)
    _drop_refused(clauses, found, lexicon)
    if not found:
        return []
    _settle_resting(found, lexicon)
    settle_commitments(clauses, found, lexicon)
    for finding in list(gapped_findings(clauses, list(found.values()), lexicon)):
        found.setdefault((finding.role, finding.phrase.first), finding)
    for finding in task_findings(clauses, list(found.values()), lexicon):
        found.setdefault((finding.role, finding.phrase.first), finding)
    return sorted(found.values(), key=lambda f: (f.phrase.first, f.role))


def _keep(finding: Finding, clause: Clause, found: dict[tuple[str, int], Finding]) -> None:
    """Keep the first of its kind, or what denies it: "X, som var med från början, deltar inte längre"."""
    key = finding.role, finding.phrase.first
    if key not in found or (finding.negated and clause.kind != "relative"):
        found[key] = finding


def _drop_denied(clauses: list[Clause], found: dict[tuple[str, int], Finding], lexicon: Lexicon) -> None:
    """Take back what the end of the sentence denies: "A har drivit X, men så är det inte längre"."""
    for clause in clauses if found else ():
        opening = " ".join(item.lower for item in clause.items[:_DENIAL])
        if clause.kind == "coordinate" and clause.governor == "men" and opening in lexicon.words["Denial"]:
            for key in [key for key, finding in found.items() if finding.cue_first < clause.items[0].first]:
                del found[key]


_DENIAL = 4  # items


def _drop_refused(clauses: list[Clause], found: dict[tuple[str, int], Finding], lexicon: Lexicon) -> None:
    """Take back what whoever it is said of declines: "X tillfrågades om att leda arbetet men tackade nej".

    Who was asked for a view and gave none was heard all the same.
    """
    refusal = lexicon.words["RefusalWord"]
    for clause in clauses if found else ():
        if clause.subject is not None and _refuses(_behind_but(clause), refusal):
            names = {_words(clause, phrase) for phrase in clause.subject.phrases}
            was_asked_to = ("om", "att") in pairwise(clause.lowers)
            for key in [key for key, finding in found.items() if _words(clause, finding.phrase) in names]:
                if key[0] != "consulted" or was_asked_to:
                    del found[key]


def _behind_but(clause: Clause) -> list[Item]:
    """What is said against what stands before: a clause with "men", or no more than its verb ("…, men avböjt")."""
    if clause.governor == "men":
        return clause.items
    last = max((i for i, item in enumerate(clause.items) if item.lower == "men"), default=len(clause.items))
    return clause.items[last:]


def _refuses(items: list[Item], refusal: frozenset[str]) -> bool:
    """ "men har tackat nej", not "men avstår från hyran"."""
    return any(item.lower in refusal for item in items) and all(item.kind != "prep" for item in items)


def _words(clause: Clause, phrase: NounPhrase) -> tuple[str, ...]:
    return tuple(clause.lowers[phrase.first : phrase.last + 1])


def _is_commissioned(found: dict[tuple[str, int], Finding]) -> bool:
    return "commissions" in [role for role, _ in found]


def _add_commissioned(clause: Clause, found: dict[tuple[str, int], Finding]) -> None:
    """Add who acts for another; who only "har på uppdrag av Y hand om Z" does not answer for it."""
    for finding in list(commission_findings(clause, list(found.values()))):
        if finding.lemma == "ha":
            found.pop(("responsible", finding.phrase.first), None)
        found.setdefault((finding.role, finding.phrase.first), finding)


def _settle_resting(found: dict[tuple[str, int], Finding], lexicon: Lexicon) -> None:
    """Where a responsibility rests with somebody, the verb that says so gives no role of its own."""
    rests = {finding.phrase.first for finding in found.values() if finding.rule == "responsibility rests with"}
    for key, finding in list(found.items()) if rests else ():
        if finding.lemma in lexicon.words["RestingVerb"] and finding.phrase.first in rests:
            del found[key]


def _clause_findings(clause: Clause, lexicon: Lexicon) -> Iterator[Finding]:
    kinds = clause.kinds
    if "phrase" in kinds:
        yield from _phrase_findings(clause, lexicon)
    if not lexicon.split_phrase_ends.isdisjoint(clause.spoken):
        yield from _owner_phrase_findings(clause, lexicon)
    yield from nominal_findings(clause, lexicon)
    if "uppdrag" in clause.spoken:
        yield from owned_task_findings(clause, lexicon)
    for i, item in enumerate(clause.items) if _has_anybody(clause) else ():
        if item.forms and item.kind in _VERBS and (standing := standing_patterns(clause, i, lexicon)):
            yield from verb_findings(clause, i, standing, lexicon)
    if "predicate" in kinds:
        yield from predicate_findings(clause, lexicon)
    if "holder" in kinds or clause.finite == 0:
        yield from holder_findings(clause, lexicon)


_VERBS = frozenset({"verb", "copula"})


def _has_anybody(clause: Clause) -> bool:
    """Whether there is a noun that a verb of the clause can give a role: in it, its subject, or behind it."""
    if "noun" in clause.kinds or clause.subject is not None:
        return True
    return clause.following is not None and any(item.kind == "noun" for item in clause.following[1])


def _phrase_findings(clause: Clause, lexicon: Lexicon) -> Iterator[Finding]:
    for i, item in enumerate(clause.items):
        if item.kind != "phrase" or item.pattern is None:
            continue
        noun = next((piece for piece in clause.items[i + 1 :] if piece.kind not in {"open", "adverb"}), None)
        if item.pattern.role == "cooperates" and item.pattern.words[-1] == "mellan" and _is_missing(clause, lexicon):
            continue
        if item.pattern.role == "assigned" and _is_owned(clause, i):
            continue
        near = {piece.lower for piece in clause.items[max(0, i - 2) : i]}
        if item.pattern.role == "funds" and not lexicon.words["SeekingWord"].isdisjoint(near):
            continue  # "ansökan om medel från X", "söka bidrag från X", "hoppas få medel från X"
        role = _role_shared(clause, i, lexicon) or _verbs_role(clause, i, lexicon) or item.pattern.role
        if noun is not None and noun.kind == "noun":
            yield from spread(clause, noun, role, item, "preposition phrase")
        for k in range(i + 2, len(clause.items)):
            if _goes_on_phrase(clause.items, k, item.pattern) and clause.items[k] is not noun:
                yield from spread(clause, clause.items[k], role, item, "preposition phrase")


def _is_missing(clause: Clause, lexicon: Lexicon) -> bool:
    """ "Ett närmare samarbete mellan A och B behövs": what is said to be needed is not there yet."""
    return not lexicon.words["NeedWord"].isdisjoint(clause.spoken)


def _verbs_role(clause: Clause, at: int, lexicon: Lexicon) -> str | None:
    """ "samråda med företrädare för X": the preposition is the verb's, and so is the role of whom the delegates are."""
    pattern = clause.items[at].pattern
    if pattern is None or len(pattern.words) < 2 or pattern.words[1] not in lexicon.words["Delegate"]:
        return None
    lemmas = [form.lemma for item in clause.items[:at] for form in item.forms]
    asked = (wanted for lemma in reversed(lemmas) for wanted in lexicon.verb_patterns.get(lemma, ()))
    return next((one.role for one in asked if one.slot == pattern.words[0] and one.plain_words <= clause.spoken), None)


def _is_owned(clause: Clause, at: int) -> bool:
    """ "redovisar sina respektive uppdrag till X": whose it is stands before the noun, so nobody is given it."""
    return any(item.lower in _OWNERS for item in clause.items[max(at - 2, 0) : at])


_OWNERS = frozenset({"sin", "sitt", "sina", "dess", "deras", "vår", "vårt", "våra"})


def _goes_on_phrase(items: list[Item], at: int, pattern: Pattern) -> bool:
    """Whether the noun at ``at`` is in the same list: "i samråd med A … samt B", "i samråd med A och med B"."""
    noun = items[at]
    if noun.kind != "noun":
        return False
    again = noun.governs == pattern.words[-1] and items[at - 1].kind == "prep" and items[at - 2].kind == "conj"
    return again or noun.governs == pattern.text


def _role_shared(clause: Clause, at: int, lexicon: Lexicon) -> str | None:
    """ "finansieras av A tillsammans med B": both pay; "A har tillsammans med B beretts tillfälle": both are heard."""
    if clause.items[at].lower != "tillsammans med":
        return None
    paying, heard = lexicon.words["PayingVerb"], {"tillfälle", "yttra"} & clause.spoken
    if any(form.lemma in paying for item in clause.items[:at] for form in item.forms):
        return "funds"
    is_heard = bool(heard) and any(
        form.passive and form.lemma in _GIVEN for item in clause.items for form in item.forms
    )
    return "consulted" if is_heard else None


_GIVEN = frozenset({"bereda", "ge"})


def _owner_phrase_findings(clause: Clause, lexicon: Lexicon) -> Iterator[Finding]:
    """ "på kommunstyrelsens uppdrag": a phrase with the body, in the genitive, in its midst."""
    split = lexicon.split_phrases
    items = [item for item in clause.items if item.lower not in _OWN]
    for at in [i for i, item in enumerate(items) if item.lower in split and i > 1]:
        before, noun, after = items[at - 2 : at + 1]
        for pattern in split[after.lower] if noun.kind == "noun" else ():
            if before.lower == pattern.words[0]:
                yield from spread_owners(clause, noun, pattern.role, after)


_OWN = frozenset({"egen", "eget"})
