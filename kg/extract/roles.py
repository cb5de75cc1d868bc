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
_HOLDING = frozenset({"ha", "bära", "få", "behålla", "inneha", "ta"})
_RESTING = frozenset({"ligga", "vila", "åvila", "lägga", "falla", "stanna"})
_GIVING = frozenset({"ge", "tilldela", "anförtro"})


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
        clause.proposed = _is_proposed(clause, lexicon)
        for finding in _clause_findings(words, clause, lexicon):
            found.setdefault((finding.role, finding.phrase.first), finding)
    rests = {finding.phrase.first for finding in found.values() if finding.rule == "responsibility rests with"}
    found = {
        key: finding
        for key, finding in found.items()
        if finding.lemma not in _RESTING or finding.phrase.first not in rests
    }
    _settle_commitments(words, clauses, found, lexicon)
    for finding in _task_findings(words, clauses, list(found.values()), lexicon):
        found.setdefault((finding.role, finding.phrase.first), finding)
    return sorted(found.values(), key=lambda f: (f.phrase.first, f.role))


_COMMITTING = frozenset({"åta", "lova", "ta"})


def _settle_commitments(
    words: list[Token], clauses: list[Clause], found: dict[tuple[str, int], Finding], lexicon: Lexicon
) -> None:
    """ "X har åtagit sig att bekosta Y": X pays; who takes on a deed with a role of its own has that role."""
    for clause in clauses:
        above = _governing(clause)
        if clause.kind != "infinitive" or above is None or not above.items:
            continue
        first, last = above.items[0].first, above.items[-1].last
        promised = [
            f
            for f in found.values()
            if f.role == "responsible" and f.lemma in _COMMITTING and first <= f.cue_first <= last
        ]
        for at, form, pattern in _active_patterns(clause, lexicon) if promised else ():
            if pattern.slot == "subject" and not pattern.fact and _words_present(words, clause, at, pattern, lexicon):
                for finding in promised:
                    found.pop((finding.role, finding.phrase.first), None)
                    item = clause.items[at]
                    taken = replace(
                        finding, role=pattern.role, cue_first=item.first, cue_last=item.last, lemma=form.lemma
                    )
                    found.setdefault((taken.role, taken.phrase.first), taken)


# What a task makes of whoever gets it: "får i uppdrag att bistå nämnden", "uppdraget att driva kaféet har X fått".
_TASK_ROLES = frozenset({"supports", "funds", "coordinates", "leads"})
_RUNNING = frozenset({"driva", "bedriva", "sköta"})


def _task_findings(
    words: list[Token], clauses: list[Clause], found: list[Finding], lexicon: Lexicon
) -> Iterator[Finding]:
    doers = [finding for finding in found if finding.role == "assigned"]
    for clause in clauses if doers else ():
        if clause.kind != "infinitive" or not _is_task(clause, lexicon) or clause.negated:
            continue
        for at, form, pattern in _active_patterns(clause, lexicon):
            item = clause.items[at]
            if pattern.slot != "subject" or not _words_present(words, clause, at, pattern, lexicon):
                continue
            if pattern.role in _TASK_ROLES or form.lemma in _RUNNING:
                for doer in _doers(clause, doers):
                    yield replace(
                        doer, role=pattern.role, cue_first=item.first, cue_last=item.last, rule="task", lemma=form.lemma
                    )


def _doers(clause: Clause, assigned: list[Finding]) -> list[Finding]:
    """Those who get the very task that an infinitive tells: in the clause above it, or behind a fronted task."""
    above = _governing(clause)
    if above is None or not above.items:
        return []
    if above.finite is None and above.kind == "main":
        return assigned
    first, last = above.items[0].first, above.items[-1].last
    return [finding for finding in assigned if first <= finding.phrase.first <= last]


def _active_patterns(clause: Clause, lexicon: Lexicon) -> Iterator[tuple[int, VerbForm, Pattern]]:
    for at, item in enumerate(clause.items):
        for form in _lemmas(item) if item.kind == "verb" else ():
            if not form.passive:
                yield from ((at, form, pattern) for pattern in lexicon.verb_patterns.get(form.lemma, ()))


def _is_asserted(clause: Clause, lexicon: Lexicon) -> bool:
    """A clause under "föreslår att" or "hur" says nothing that holds."""
    if not clause.asserted:
        return False
    if clause.kind == "subordinate" and clause.governor == "att" and clause.after is not None:
        above = clause.after
        is_content = bool(above.items) and above.items[-1].lower in _PROPOSALS  # "förslaget att X deltar"
        return (
            not is_content
            and not _words_of(above) & lexicon.words["NonAssertiveVerb"]
            and _proposer_is_body(above, lexicon)
        )
    return True


_PROPOSALS = frozenset({"förslag", "förslaget"})
_DECISIONS = frozenset({"decides", "commissions"})


def _words_of(clause: Clause) -> set[str]:
    return {form.lemma for item in clause.items for form in item.forms} | {item.lower for item in clause.items}


def _governing(clause: Clause) -> Clause | None:
    """The clause that an infinitive or "att" clause hangs on, those coordinated with it passed over."""
    if clause.governor != "att":
        return None
    above = clause.after
    while above is not None and clause.joined and above.governor == "att":
        clause, above = above, above.after
    return above


def _is_proposed(clause: Clause, lexicon: Lexicon) -> bool:
    """Whether a clause is what somebody proposes: "kontoret föreslår att …", also two clauses up."""
    above = _governing(clause)
    while above is not None:
        if _words_of(above) & lexicon.words["ProposalWord"]:
            return True
        above = _governing(above)
    return False


def _proposer_is_body(above: Clause, lexicon: Lexicon) -> bool:
    """What a person proposes is one voice of many; what a body proposes is on its way to be decided."""
    if not _words_of(above) & lexicon.words["ProposalWord"] or above.subject is None:
        return True
    return all(phrase.known or phrase.head is not None for phrase in above.subject.phrases)


def _clause_findings(words: list[Token], clause: Clause, lexicon: Lexicon) -> Iterator[Finding]:
    kinds = {item.kind for item in clause.items}
    if "phrase" in kinds:
        yield from _phrase_findings(clause)
    yield from _owner_phrase_findings(clause, lexicon)
    for i, item in enumerate(clause.items):
        if item.kind in {"verb", "copula"}:
            yield from _verb_findings(words, clause, i, lexicon)
    if "predicate" in kinds:
        yield from _predicate_findings(clause)
    if "holder" in kinds or clause.finite == 0:
        yield from _holder_findings(words, clause, lexicon)


# Preposition phrases: "i samverkan med X", in any clause.


def _phrase_findings(clause: Clause) -> Iterator[Finding]:
    for i, item in enumerate(clause.items):
        if item.kind != "phrase" or item.pattern is None:
            continue
        noun = next((piece for piece in clause.items[i + 1 :] if piece.kind not in {"open", "adverb"}), None)
        if noun is not None and noun.kind == "noun":
            role = "funds" if _pays_together(clause, i) else item.pattern.role
            yield from _spread(clause, noun, role, item, "preposition phrase")
            for k in range(i + 2, len(clause.items)):
                if _goes_on_phrase(clause.items, k, item.pattern) and clause.items[k] is not noun:
                    yield from _spread(clause, clause.items[k], role, item, "preposition phrase")


def _goes_on_phrase(items: list[Item], at: int, pattern: Pattern) -> bool:
    """Whether the noun at ``at`` is in the same list: "i samråd med A … samt B", "i samråd med A och med B"."""
    noun = items[at]
    if noun.kind != "noun":
        return False
    again = noun.governs == pattern.words[-1] and items[at - 1].kind == "prep" and items[at - 2].kind == "conj"
    return again or noun.governs == pattern.text


def _pays_together(clause: Clause, at: int) -> bool:
    """ "finansieras av A tillsammans med B": both pay."""
    together = clause.items[at].lower == "tillsammans med"
    return together and any(form.lemma in _PAYING for item in clause.items[:at] for form in item.forms)


_PAYING = frozenset({"finansiera", "bekosta", "betala", "samfinansiera"})


def _owner_phrase_findings(clause: Clause, lexicon: Lexicon) -> Iterator[Finding]:
    """ "på kommunstyrelsens uppdrag": a phrase with the body, in the genitive, in its midst."""
    split = lexicon.split_phrases
    if not any(item.lower in split for item in clause.items):
        return
    items = [item for item in clause.items if item.lower not in {"egen", "eget"}]
    for before, noun, after in zip(items, items[1:], items[2:], strict=False):
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
    if _hangs_on_other_verb(clause, at):
        return
    is_decided = clause.kind != "infinitive" or _is_decided(clause, lexicon)
    if not is_decided and not _is_task(clause, lexicon):
        return
    filled: set[int] = set()
    for form in _lemmas(item):
        for pattern in lexicon.verb_patterns.get(form.lemma, ()):
            if not _words_present(words, clause, at, pattern, lexicon) or (pattern.fact and clause.modality):
                continue
            if not is_decided and pattern.slot in {"subject", "object"}:
                continue
            undecided = clause.kind == "infinitive" and pattern.slot == "subject"
            if clause.proposed and (pattern.role in _DECISIONS or undecided):
                continue  # whoever is to decide has not done so yet
            for noun, rule in _fillers(clause, at, form, pattern):
                if noun.first in filled and pattern.slot in {"subject", "av"}:
                    continue
                filled.add(noun.first)
                if pattern.role in _PERFORMATIVE - {"receivesReport"} and _is_permitted(clause):
                    continue  # "får ingå avtal", "kan uppdra åt": it has not been done
                yield from _spread(clause, noun, pattern.role, item, rule, form=form)


def _is_permitted(clause: Clause) -> bool:
    if clause.modality == "may":
        return True
    for here, following in pairwise(item for item in clause.items if item.kind not in {"adverb", "neg", "noun"}):
        may = any(form.lemma == "få" for form in here.forms)
        if may and any(form.tense == "infinitive" for form in following.forms):
            return True
    return False


def _lemmas(item: Item) -> list[VerbForm]:
    return [form for form in item.forms if not form.plain]


def _hangs_on_other_verb(clause: Clause, at: int) -> bool:
    """An infinitive under a verb that is no modal ("planerar att samordna") is no role yet."""
    if clause.kind == "infinitive" or clause.finite is not None:
        return False
    return all(form.tense == "infinitive" for form in clause.items[at].forms)


def _is_decided(clause: Clause, lexicon: Lexicon) -> bool:
    """ "Nämnden beslutar att uppdra åt …": what is decided is said, if the decision itself is."""
    governing = _governing(clause)
    if governing is None or governing.finite is None or not _is_asserted(governing, lexicon):
        return False
    return any(form.lemma == "besluta" for form in governing.items[governing.finite].forms)


def _is_task(clause: Clause, lexicon: Lexicon) -> bool:
    """ "… får i uppdrag att redovisa till X": the task itself tells whom it is to be done with, if not who does it."""
    governing = _governing(clause)
    if governing is None or not _is_asserted(governing, lexicon):
        return False
    return bool(_words_of(governing) & lexicon.words["TaskWord"])


def _is_only_wished(clause: Clause, lexicon: Lexicon) -> bool:
    """ "vill samverka" is no cooperation yet, "skulle delta" was one only if it was decided."""
    if clause.finite is None:
        return False
    if clause.items[clause.finite].lower == "skulle":
        above = _governing(clause)
        return above is None or not _words_of(above) & {"besluta", "uppdra", "uppdrag"}
    return any(form.lemma in lexicon.words["NonAssertiveVerb"] for form in clause.items[clause.finite].forms)


def _is_auxiliary(clause: Clause, at: int) -> bool:
    """ "har gett" has nothing, "får använda" gets nothing: the verb only carries another."""
    lemmas = {form.lemma for form in clause.items[at].forms}
    tense = "supine" if "ha" in lemmas else "infinitive" if "få" in lemmas else ""
    return bool(tense) and any(form.tense == tense for item in clause.items[at + 1 :] for form in item.forms)


def _words_present(words: list[Token], clause: Clause, at: int, pattern: Pattern, lexicon: Lexicon) -> bool:
    """Whether the other words of a pattern stand in the clause, in their order and as what they are in it."""
    following = clause.items[at + 1].lower if at + 1 < len(clause.items) else ""
    if following in pattern.barred or clause.items[0].lower in pattern.barred:
        return False
    if len(pattern.words) == 1 and pattern.words[0] in _PARTICLES:
        return _has_particle(clause, at, pattern.words[0])
    first, last = _stretch(clause)
    spoken = [token.lower for token in words[first : last + 1]]
    position = 0
    for word in pattern.words:
        found = next((k for k in range(position, len(spoken)) if _is_word(spoken[k], word)), None)
        if found is None:
            return False
        is_antecedent = first + found < clause.items[0].first  # "uppdraget som X fick"
        if is_antecedent and word[0] == "*":
            return False
        if position == 0 and found and not is_antecedent and spoken[found - 1] in lexicon.words["Preposition"]:
            return False  # "för uppdraget" is not the object of "få"
        position = found + 1
    return True


def _stretch(clause: Clause) -> tuple[int, int]:
    """The tokens in which the words of a pattern may stand: the clause, with what it goes on from."""
    first, last = clause.items[0].first, clause.items[-1].last
    above = clause.after
    if above is None or not above.items:
        return first, last
    goes_on = above.kind == "infinitive" or (above.kind == "relative" and clause.finite == 0)
    if clause.kind == "main" and goes_on:
        return 0, last
    # "det avtal som A och B ingick": the antecedent is the object.
    return (above.items[0].first, last) if clause.kind == "relative" else (first, last)


def _is_word(spoken: str, word: str) -> bool:
    """Whether a word is that of a pattern; "*rapport" is any compound with that end, in any form."""
    if word[0] != "*":
        return spoken == word
    at = spoken.rfind(word[1:])
    return at >= 0 and spoken[at + len(word) - 1 :] in _NOUN_ENDINGS


_NOUN_ENDINGS = frozenset({"", "n", "en", "et", "t", "ar", "er", "arna", "erna", "na"})
_PARTICLES = frozenset("över under fram ifrån på till med upp ut in ihop samman ner sig i".split())


def _has_particle(clause: Clause, at: int, particle: str) -> bool:
    """Whether a particle belongs to the verb: right behind it, bodies and adverbials aside, or before a preposition."""
    nearby = True
    for k in range(at + 1, len(clause.items)):
        item = clause.items[k]
        if item.lower == particle and item.kind in {"prep", "word"}:
            ended = "stop" if clause.before is None else ""
            then = clause.items[k + 1].kind if k + 1 < len(clause.items) else ended
            return (
                nearby or then in {"prep", "stop"} or (k + 1 < len(clause.items) and clause.items[k + 1].lower == ".")
            )
        nearby = nearby and item.kind in {"noun", "adverb", "comma", "conj", "neg", "modal"}
    return False


def _fillers(clause: Clause, at: int, form: VerbForm, pattern: Pattern) -> Iterator[tuple[Item, str]]:
    if pattern.slot == "subject":
        if not form.passive:
            yield from ((noun, "subject of verb") for noun in _subjects(clause, at))
        else:
            yield from ((noun, "agent of passive") for noun in _governed(clause, at, "av"))
            if not any(clause.items[k].governs == "av" for k in range(len(clause.items))):
                yield from ((noun, "agent of passive") for noun in _shared_agent(clause, form))
    elif pattern.slot == "object":
        yield from _objects(clause, at, form)
    else:
        for noun in _governed(clause, at, pattern.slot):
            if pattern.slot != "för" or _can_be_told(noun):
                yield noun, "complement of verb"


def _can_be_told(noun: Item) -> bool:
    """ "redovisas för kommunstyrelsen", but not "redovisa en strategi för Östersjöregionen"."""
    head = noun.phrases[0].head
    return bool(noun.phrases[0].known) or (head is not None and head.head.kind not in {"Region", "Organisation"})


def _subjects(clause: Clause, at: int) -> Iterator[Item]:
    """The subject, and whoever is put beside it behind the verb: "A deltar, liksom B"; "låter A delta" is of A."""
    if any(form.tense == "infinitive" for form in clause.items[at].forms):
        for let, noun in pairwise(clause.items[:at]):
            if any(form.lemma == "låta" for form in let.forms) and noun.kind == "noun" and not noun.governs:
                yield noun
                return
    yield from _alike(clause)


def _alike(clause: Clause) -> Iterator[Item]:
    """The subject, and whoever is put beside it behind the verb: "A deltar, liksom B"."""
    if clause.subject is None:
        return
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
        behind = next((item for item in clause.items[at + 1 :] if item.kind != "adverb"), None)
        if behind is not None and behind.kind == "noun" and not behind.governs and form.tense != "participle":
            yield behind, "object of verb"  # "som delges nämnderna"
            return
        # A participle is a verb only with a copula: "är involverade", but not "engagerade invånare".
        is_verb = form.tense != "participle" or any(item.kind == "copula" for item in clause.items[:at])
        if is_verb:
            yield from ((noun, "subject of passive") for noun in _alike(clause))
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
    if predicate is None or predicate.pattern is None or not any(_links(item) for item in clause.items):
        return
    noun = clause.subject or next((item for item in clause.nouns if not item.governs), None)
    if noun is not None:
        yield from _spread(clause, noun, predicate.pattern.role, predicate, "predicate")


def _links(item: Item) -> bool:
    """ "är ansvarig", "utses till samordnare"."""
    return item.kind == "copula" or any(form.lemma == "utse" and form.passive for form in item.forms)


def _attendant_predicate(clause: Clause) -> Iterator[Finding]:
    """ "… med X som sammankallande": a predicate without a verb, behind its body."""
    if clause.kind != "relative" or clause.after is None or not clause.after.items or not clause.items:
        return
    noun, first = clause.after.items[-1], clause.items[0]
    if noun.kind == "noun" and noun.governs == "med" and first.kind == "predicate" and first.pattern:
        yield from _spread(clause, noun, first.pattern.role, first, "predicate")


# "X har ansvaret", "ansvaret ligger hos X", "X:s ansvar preciseras inte".


def _holder_findings(words: list[Token], clause: Clause, lexicon: Lexicon) -> Iterator[Finding]:
    yield from _fronted_holder_findings(clause)
    for i, item in enumerate(clause.items):
        if item.kind != "holder" or item.pattern is None:
            continue
        lemmas = {form.lemma for piece in clause.items for form in piece.forms}
        if lemmas & _RESTING:
            yield from _rests(clause, item)
        elif i and clause.items[i - 1].kind == "noun" and clause.items[i - 1].phrases[-1].genitive:
            yield from _owned(words, clause, clause.items[i - 1], item, lexicon)
        else:
            for noun in _holders(clause, definite=item.lower.endswith("et")):
                yield from _spread(clause, noun, item.pattern.role, item, "holder of responsibility")


def _rests(clause: Clause, holder: Item) -> Iterator[Finding]:
    assert holder.pattern is not None
    for noun in clause.nouns:
        if noun.governs in {"hos", "på"}:
            yield from _spread(clause, noun, holder.pattern.role, holder, "responsibility rests with")


def _fronted_holder_findings(clause: Clause) -> Iterator[Finding]:
    """ "Huvudansvaret för att fler ska få jobb vilar på X": between noun and verb stands a clause."""
    above = clause.after
    while above is not None and above.kind in {"subordinate", "infinitive", "relative"}:
        above = above.after
    if clause.finite != 0 or above is None or above is clause.after or above.finite is not None:
        return
    holder = next((item for item in above.items if item.kind == "holder"), None)
    lemmas = {form.lemma for item in clause.items for form in item.forms}
    if holder is not None and lemmas & _RESTING:
        yield from _rests(clause, holder)


def _is_rhetoric(clause: Clause) -> bool:
    """ "Vi måste ta ansvar" promises nothing; "X tar ansvaret för driften" does, "X tar över ansvaret" is another thing."""
    return any(form.lemma == "ta" for item in clause.items for form in item.forms)


def _takes_over(clause: Clause) -> bool:
    return _is_rhetoric(clause) and any(item.lower == "över" for item in clause.items)


def _holders(clause: Clause, *, definite: bool) -> list[Item]:
    """Who has, bears or is given the responsibility; "bärs av X" as well as "X bär"."""
    forms = [form for piece in clause.items for form in piece.forms]
    if any(form.lemma in _HOLDING and form.passive for form in forms):
        return [noun for noun in clause.nouns if noun.governs == "av"]
    if _takes_over(clause) or (_is_rhetoric(clause) and not definite):
        return []
    has = any(form.lemma in _HOLDING for form in forms)
    given = any(form.lemma in _GIVING and form.passive for form in forms)
    return [clause.subject] if clause.subject is not None and (has or given) else []


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
            modality=_modality(clause, role),
            negated=_is_denied(clause, noun),
            subject=clause.subject.phrases[0] if clause.subject else None,
        )


_OF_AGREEMENT = frozenset({"party", "signatory"})


def _is_party_word(phrase: NounPhrase) -> bool:
    return phrase.head is not None and phrase.head.head.singular == "part" and not phrase.known


def _is_denied(clause: Clause, noun: Item) -> bool:
    """ "leds inte av A utan av B": only A is denied."""
    but = next((i for i, item in enumerate(clause.items) if item.kind == "conj" and item.lower == "utan"), None)
    return clause.negated and (but is None or noun not in clause.items[but:])


def _modality(clause: Clause, role: str) -> str | None:
    if clause.proposed:
        return "proposed"
    if clause.modality is not None:
        return clause.modality
    if role in _PERFORMATIVE:
        return None
    past = any(form.tense in {"past", "supine"} for item in clause.items for form in item.forms)
    return "reported" if past else None
