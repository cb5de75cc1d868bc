"""Who has which role in a sentence: the patterns of the lexicon laid over its clauses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from kg.extract.clauses import Clause
from kg.extract.items import Item
from kg.extract.phrases import NounPhrase
from kg.extract.tokens import Token
from kg.lexicon import Lexicon, Pattern, VerbForm

# What is decided, assigned, signed or handed over has happened by being said; other past tenses report work.
_PERFORMATIVE = frozenset(
    {"decides", "assigned", "commissions", "signatory", "party", "transferor", "transferee", "receivesReport"}
)
_HOLDING = frozenset({"ha", "bära", "få", "behålla"})
_RESTING = frozenset({"ligga", "vila", "åvila"})


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


def findings(words: list[Token], clauses: list[Clause], lexicon: Lexicon) -> list[Finding]:
    """All roles in a sentence, by the order of the words that name the bodies; each once."""
    found: dict[tuple[str, int], Finding] = {}
    for clause in clauses:
        if not _is_asserted(clause, lexicon):
            continue
        for finding in _clause_findings(words, clause, lexicon):
            found.setdefault((finding.role, finding.phrase.first), finding)
    return sorted(found.values(), key=lambda f: (f.phrase.first, f.role))


def _is_asserted(clause: Clause, lexicon: Lexicon) -> bool:
    """A clause under "föreslår att" or "hur" says nothing that holds."""
    if not clause.asserted:
        return False
    if clause.kind == "subordinate" and clause.governor == "att" and clause.after is not None:
        items = clause.after.items
        governing = {form.lemma for item in items for form in item.forms} | {item.lower for item in items}
        return not governing & lexicon.words["NonAssertiveVerb"]
    return True


def _clause_findings(words: list[Token], clause: Clause, lexicon: Lexicon) -> Iterator[Finding]:
    kinds = {item.kind for item in clause.items}
    if "phrase" in kinds:
        yield from _phrase_findings(clause)
    yield from _owner_phrase_findings(clause, lexicon)
    for i, item in enumerate(clause.items):
        if item.kind == "verb":
            yield from _verb_findings(words, clause, i, lexicon)
    if "predicate" in kinds:
        yield from _predicate_findings(clause)
    if "holder" in kinds:
        yield from _holder_findings(words, clause, lexicon)


# Preposition phrases: "i samverkan med X", in any clause.


def _phrase_findings(clause: Clause) -> Iterator[Finding]:
    for i, item in enumerate(clause.items):
        if item.kind != "phrase" or item.pattern is None:
            continue
        noun = next((piece for piece in clause.items[i + 1 :] if piece.kind not in {"open", "adverb"}), None)
        if noun is not None and noun.kind == "noun":
            yield from _spread(clause, noun, item.pattern.role, item, "preposition phrase")


def _owner_phrase_findings(clause: Clause, lexicon: Lexicon) -> Iterator[Finding]:
    """ "på kommunstyrelsens uppdrag": a phrase with the body, in the genitive, in its midst."""
    split = lexicon.split_phrases
    if not any(item.lower in split for item in clause.items):
        return
    for before, noun, after in zip(clause.items, clause.items[1:], clause.items[2:], strict=False):
        for pattern in split.get(after.lower, ()):
            if before.lower == pattern.words[0] and noun.kind == "noun":
                owners = replace(noun, phrases=tuple(replace(phrase, genitive=False) for phrase in noun.phrases))
                for finding, phrase in zip(
                    _spread(clause, owners, pattern.role, after, "preposition phrase"), noun.phrases, strict=True
                ):
                    yield replace(finding, phrase=phrase)


# Verbs.


def _verb_findings(words: list[Token], clause: Clause, at: int, lexicon: Lexicon) -> Iterator[Finding]:
    item = clause.items[at]
    if _is_auxiliary(clause, at) or _is_only_wished(clause, lexicon):
        return
    if (clause.kind == "infinitive" and not _is_decided(clause, lexicon)) or _hangs_on_other_verb(clause, at):
        return
    filled: set[int] = set()
    for form in _lemmas(item):
        for pattern in lexicon.verb_patterns.get(form.lemma, ()):
            if not _words_present(words, clause, at, pattern, lexicon):
                continue
            for noun, rule in _fillers(clause, at, form, pattern):
                if noun.first in filled and pattern.slot == "subject":
                    continue
                filled.add(noun.first)
                yield from _spread(clause, noun, pattern.role, item, rule, form=form)


def _lemmas(item: Item) -> list[VerbForm]:
    return [form for form in item.forms if not form.plain]


def _hangs_on_other_verb(clause: Clause, at: int) -> bool:
    """An infinitive under a verb that is no modal ("planerar att samordna") is no role yet."""
    if clause.kind == "infinitive" or clause.finite is not None:
        return False
    return all(form.tense == "infinitive" for form in clause.items[at].forms)


def _is_decided(clause: Clause, lexicon: Lexicon) -> bool:
    """ "Nämnden beslutar att uppdra åt …": what is decided is said, if the decision itself is."""
    governing = clause.after
    if governing is None or governing.finite is None or not _is_asserted(governing, lexicon):
        return False
    return any(form.lemma == "besluta" for form in governing.items[governing.finite].forms)


def _is_only_wished(clause: Clause, lexicon: Lexicon) -> bool:
    """ "vill samverka" is no cooperation yet."""
    if clause.finite is None:
        return False
    return any(form.lemma in lexicon.words["NonAssertiveVerb"] for form in clause.items[clause.finite].forms)


def _is_auxiliary(clause: Clause, at: int) -> bool:
    """ "har gett" has nothing, "får använda" gets nothing: the verb only carries another."""
    lemmas = {form.lemma for form in clause.items[at].forms}
    tense = "supine" if "ha" in lemmas else "infinitive" if "få" in lemmas else ""
    return bool(tense) and any(form.tense == tense for item in clause.items[at + 1 :] for form in item.forms)


def _words_present(words: list[Token], clause: Clause, at: int, pattern: Pattern, lexicon: Lexicon) -> bool:
    """Whether the other words of a pattern stand in the clause, in their order and as what they are in it."""
    following = clause.items[at + 1].lower if at + 1 < len(clause.items) else ""
    if following in pattern.barred:
        return False
    if len(pattern.words) == 1 and pattern.words[0] in _PARTICLES:
        return _has_particle(clause, at, pattern.words[0])
    goes_on = clause.kind == "main" and clause.after is not None and clause.after.kind == "infinitive"
    first, last = 0 if goes_on else clause.items[0].first, clause.items[-1].last
    spoken = [token.lower for token in words[first : last + 1]]
    position = 0
    for word in pattern.words:
        found = next((k for k in range(position, len(spoken)) if spoken[k] == word), None)
        if found is None or (position == 0 and found and spoken[found - 1] in lexicon.words["Preposition"]):
            return False  # "för uppdraget" is not the object of "få"
        position = found + 1
    return True


_PARTICLES = frozenset({"över", "under", "fram", "ifrån", "på"})


def _has_particle(clause: Clause, at: int, particle: str) -> bool:
    """Whether a particle belongs to the verb: right behind it, bodies and adverbials aside, or before a preposition."""
    nearby = True
    for k in range(at + 1, len(clause.items)):
        item = clause.items[k]
        if item.lower == particle and item.kind in {"prep", "word"}:
            then = clause.items[k + 1].kind if k + 1 < len(clause.items) else "stop"
            return (
                nearby or then in {"prep", "stop"} or (k + 1 < len(clause.items) and clause.items[k + 1].lower == ".")
            )
        nearby = nearby and item.kind in {"noun", "adverb", "comma", "conj", "neg", "modal"}
    return False


def _fillers(clause: Clause, at: int, form: VerbForm, pattern: Pattern) -> Iterator[tuple[Item, str]]:
    if pattern.slot == "subject":
        if not form.passive:
            yield from ((noun, "subject of verb") for noun in _subjects(clause))
        else:
            yield from ((noun, "agent of passive") for noun in _governed(clause, at, "av"))
            if not any(clause.items[k].governs == "av" for k in range(len(clause.items))):
                yield from ((noun, "agent of passive") for noun in _shared_agent(clause, form))
    elif pattern.slot == "object":
        yield from _objects(clause, at, form)
    else:
        yield from ((noun, "complement of verb") for noun in _governed(clause, at, pattern.slot))


def _subjects(clause: Clause) -> Iterator[Item]:
    """The subject, and whoever is put beside it behind the verb: "A deltar, liksom B"."""
    if clause.subject is not None:
        yield clause.subject
        for before, noun in pairwise(clause.items):
            if before.lower == "liksom" and noun.kind == "noun" and not noun.governs:
                yield noun


def _shared_agent(clause: Clause, form: VerbForm) -> list[Item]:
    """The agent that two coordinated passives share: "leds och samordnas av X"."""
    following = clause.before
    if following is None or following.kind != "coordinate" or not form.passive:
        return []
    starts_with_passive = following.items and any(f.passive and f.finite for f in following.items[0].forms)
    return (
        [item for item in following.items if item.kind == "noun" and item.governs == "av"]
        if starts_with_passive
        else []
    )


def _objects(clause: Clause, at: int, form: VerbForm) -> Iterator[tuple[Item, str]]:
    if form.passive:
        # A participle is a verb only with a copula: "är involverade", but not "engagerade invånare".
        is_verb = form.tense != "participle" or any(item.kind == "copula" for item in clause.items[:at])
        if clause.subject is not None and is_verb:
            yield clause.subject, "subject of passive"
        return
    for noun in clause.items[at + 1 :]:
        if noun.kind == "noun" and not noun.governs and noun is not clause.subject:
            yield noun, "object of verb"
            return
        if noun.kind in {"prep", "verb"}:
            return


def _governed(clause: Clause, at: int, preposition: str) -> list[Item]:
    """The nouns under a preposition: behind the verb up to the next verb, else before it."""
    behind: list[Item] = []
    for item in clause.items[at + 1 :]:
        if item.kind == "verb" and _lemmas(item) and not item.supine:
            break
        if item.kind == "noun" and item.governs == preposition:
            behind.append(item)
    return behind or [item for item in clause.items[:at] if item.kind == "noun" and item.governs == preposition]


# "Ansvarig är X", "X är ansvarig".


def _predicate_findings(clause: Clause) -> Iterator[Finding]:
    yield from _attendant_predicate(clause)
    predicate = next((item for item in clause.items if item.kind == "predicate"), None)
    if predicate is None or predicate.pattern is None or not any(item.kind == "copula" for item in clause.items):
        return
    noun = clause.subject or next((item for item in clause.nouns if not item.governs), None)
    if noun is not None:
        yield from _spread(clause, noun, predicate.pattern.role, predicate, "predicate")


def _attendant_predicate(clause: Clause) -> Iterator[Finding]:
    """ "… med X som sammankallande": a predicate without a verb."""
    if clause.kind != "relative" or clause.finite is not None or clause.after is None or not clause.after.items:
        return
    noun, first = clause.after.items[-1], clause.items[0] if clause.items else None
    if (
        noun.kind == "noun"
        and noun.governs == "med"
        and first is not None
        and first.kind == "predicate"
        and first.pattern
    ):
        yield from _spread(clause, noun, first.pattern.role, first, "predicate")


# "X har ansvaret", "ansvaret ligger hos X", "X:s ansvar preciseras inte".


def _holder_findings(words: list[Token], clause: Clause, lexicon: Lexicon) -> Iterator[Finding]:
    for i, item in enumerate(clause.items):
        if item.kind != "holder" or item.pattern is None:
            continue
        lemmas = {form.lemma for piece in clause.items for form in piece.forms}
        if lemmas & _RESTING:
            for noun in clause.nouns:
                if noun.governs in {"hos", "på"}:
                    yield from _spread(clause, noun, item.pattern.role, item, "responsibility rests with")
        elif i and clause.items[i - 1].kind == "noun" and clause.items[i - 1].phrases[-1].genitive:
            yield from _owned(words, clause, clause.items[i - 1], item, lexicon)
        elif lemmas & _HOLDING and clause.subject is not None:
            yield from _spread(clause, clause.subject, item.pattern.role, item, "holder of responsibility")


def _owned(words: list[Token], clause: Clause, owner: Item, holder: Item, lexicon: Lexicon) -> Iterator[Finding]:
    """A responsibility that the text owns to be open: it is there, but what it is, is not said."""
    rest = " ".join(token.lower for token in words[holder.last + 1 :])
    if any(marker in rest for marker in lexicon.words["UnspecifiedMarker"]):
        for phrase in owner.phrases:
            yield Finding(
                "coResponsible", phrase, holder.first, holder.last, "responsibility left open", unspecified=True
            )


# One role for every member of a list.


def _spread(
    clause: Clause, noun: Item, role: str, cue: Item, rule: str, *, form: VerbForm | None = None
) -> Iterator[Finding]:
    behind = clause.office if noun is clause.subject else None
    for i, phrase in enumerate(noun.phrases):
        if phrase.genitive:
            continue  # "kommunstyrelsens ordförande" is not the body itself
        yield Finding(
            role=role,
            phrase=phrase,
            cue_first=cue.first,
            cue_last=cue.last,
            rule=rule,
            lemma=form.lemma if form else "",
            via=noun.office(i) or (behind if i == len(noun.phrases) - 1 else None),
            open_list=noun.open_from is not None and i >= noun.open_from,
            modality=_modality(clause, role),
            negated=clause.negated,
            subject=clause.subject.phrases[0] if clause.subject else None,
        )


def _modality(clause: Clause, role: str) -> str | None:
    if clause.modality is not None:
        return clause.modality
    if role in _PERFORMATIVE:
        return None
    past = any(form.tense in {"past", "supine"} for item in clause.items for form in item.forms)
    return "reported" if past else None
