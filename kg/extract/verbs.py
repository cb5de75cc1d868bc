"""The verb patterns of the lexicon laid over a clause: which noun has the role that the verb gives."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from kg.extract.assertion import is_decided, is_means, is_only_wished, is_permitted, is_task
from kg.extract.clauses import Clause
from kg.extract.finding import PERFORMATIVE, Finding, spread
from kg.extract.items import Item
from kg.extract.times import tells_when_or_share
from kg.lexicon import Lexicon
from kg.patterns import Pattern, VerbForm

_DECISIONS = frozenset({"decides", "commissions"})


Standing = list[tuple[VerbForm, Pattern]]


def verb_findings(clause: Clause, at: int, standing: Standing, lexicon: Lexicon) -> Iterator[Finding]:
    """The roles that the verb at item ``at`` gives to nouns of its clause; the most particular pattern has the word.

    ``standing`` are the verb's patterns whose words are there.
    """
    if _is_auxiliary(clause, at) or is_only_wished(clause, lexicon) or _hangs_on_other_verb(clause, at):
        return
    decided = clause.kind != "infinitive" or is_decided(clause, lexicon) or is_means(clause, lexicon)
    if not decided and not is_task(clause, lexicon):
        return
    item = clause.items[at]
    filled: dict[int, str] = {}
    for form, pattern in standing:
        if not _holds(clause, form, pattern, decided=decided):
            continue
        for noun, rule in _fillers(clause, at, form, pattern, lexicon):
            before = filled.setdefault(noun.first, pattern.role)
            if before != pattern.role:
                continue
            if pattern.role == "party" and pattern.slot == "subject" and clause.kind == "infinitive":
                continue  # "nämnden beslutar att teckna avtal med X": for whom, it does not say
            if pattern.role == "assigned" and form.lemma == "ha" and "sina" in clause.spoken:
                continue  # "som har sina egna uppdrag"
            if pattern.role in PERFORMATIVE - {"receivesReport"} and is_permitted(clause):
                continue  # "får ingå avtal", "kan uppdra åt": it has not been done
            yield from spread(clause, noun, pattern.role, item, rule, form=form)


def standing_patterns(clause: Clause, at: int, lexicon: Lexicon) -> Standing:
    """What the verb at item ``at`` can be, with each of its patterns whose words stand in the clause."""
    copular = "copula" in clause.kinds and any(item.kind == "copula" for item in clause.items[:at])
    spoken, by_need = _stretch(clause)[2], _by_need(lexicon)
    found: Standing = []
    for form in clause.items[at].forms:
        if form.plain or (copular and form.tense == "past" and not form.passive):
            continue  # "är vi organiserade": a participle
        if form.tense == "participle" and not copular and _describes_noun(clause, at):
            continue  # "lämnade X över driften av Y", "en reviderad översättning av Y"
        without_words, needed, patterns = by_need.get(form.lemma, _NO_PATTERNS)
        for pattern in without_words if needed.isdisjoint(spoken) else patterns:
            if not pattern.plain_words <= spoken:
                continue
            if (governor := pattern.governor(form)) and governor not in clause.spoken:
                continue
            if pattern.words and not _is_chance(pattern, clause, lexicon):
                continue
            if not (pattern.words or pattern.barred) or _stands(clause, at, pattern, lexicon):
                found.append((form, pattern))
    return found


def _is_chance(pattern: Pattern, clause: Clause, lexicon: Lexicon) -> bool:
    """Whether the possibility that somebody is given, if it is one, is that to be heard or to take part."""
    of_what = _CHANCES.get(pattern.words[-1])
    return of_what is None or not lexicon.words[of_what].isdisjoint(clause.spoken)


_CHANCES = {"möjlighet": "OpinionWord", "*möjlighet": "PartakingVerb"}


_ByNeed = tuple[tuple[Pattern, ...], frozenset[str], tuple[Pattern, ...]]
_NO_PATTERNS: _ByNeed = ((), frozenset(), ())


@lru_cache(maxsize=8)
def _by_need(lexicon: Lexicon) -> dict[str, _ByNeed]:
    """For each lemma its patterns that need no other word, one word that each other pattern needs, and all."""
    return {
        lemma: (
            tuple(p for p in patterns if not p.plain_words),
            frozenset(lexicon.rarest(p.plain_words) for p in patterns if p.plain_words),
            patterns,
        )
        for lemma, patterns in lexicon.verb_patterns.items()
    }


def _describes_noun(clause: Clause, at: int) -> bool:
    """Whether a word without a copula is no participle with somebody behind it who did it: "framtagen av X"."""
    if clause.items[at].finite:
        return True
    following = next((item for item in clause.items[at + 1 :] if item.kind not in {"adverb", "neg"}), None)
    return following is not None and following.kind == "word" and following.lower.isalpha()


def _holds(clause: Clause, form: VerbForm, pattern: Pattern, *, decided: bool) -> bool:
    """Whether a clause of that modality, decided or not, says what the pattern says."""
    if pattern.fact and not form.passive and clause.modality not in {None, "planned"}:
        return False  # "ska bygga" says what is wanted of a body, "ska byggas av" who does it
    if pattern.slot == "av" and pattern.role == "operates" and not form.passive:
        return False  # "byts av X", but not "på förslag av X bytte …"
    if not decided and pattern.slot in {"subject", "object"}:
        return False
    undecided = clause.kind == "infinitive" and pattern.slot == "subject"
    proposed = clause.proposed or clause.modality == "proposed"
    return not (proposed and pattern.role in _DECISIONS) and not (clause.proposed and undecided)  # not decided yet


def lemmas(item: Item) -> list[VerbForm]:
    """What a verb can be, plain verbs that no role pattern asks for left out."""
    return [form for form in item.forms if not form.plain]


def _hangs_on_other_verb(clause: Clause, at: int) -> bool:
    """An infinitive under a verb that is no modal ("planerar att samordna") is no role yet."""
    if clause.kind == "infinitive" or clause.finite is not None:
        return False
    return all(form.tense == "infinitive" for form in clause.items[at].forms)


def _is_auxiliary(clause: Clause, at: int) -> bool:
    """ "har gett" has nothing, "får använda" gets nothing: the verb only carries another."""
    lemmas = {form.lemma for form in clause.items[at].forms}
    tense = "supine" if "ha" in lemmas else "infinitive" if "få" in lemmas else ""
    return bool(tense) and any(form.tense == tense for item in clause.items[at + 1 :] for form in item.forms)


def words_present(clause: Clause, at: int, pattern: Pattern, lexicon: Lexicon) -> bool:
    """Whether the other words of a pattern stand in the clause, in their order and as what they are in it."""
    return pattern.plain_words <= _stretch(clause)[2] and _stands(clause, at, pattern, lexicon)


def _stands(clause: Clause, at: int, pattern: Pattern, lexicon: Lexicon) -> bool:
    """The same, where all its plain words are there somewhere."""
    if pattern.barred and _is_barred(clause, at, pattern):
        return False
    if len(pattern.words) == 1 and pattern.words[0] in _PARTICLES:
        return _has_particle(clause, at, pattern.words[0])
    return not pattern.words or _stand_in_order(clause, pattern, lexicon)


_ANTECEDENT = 3  # words from the noun that "som" stands for to the first of its clause: noun, comma, "som"


def _stand_in_order(clause: Clause, pattern: Pattern, lexicon: Lexicon) -> bool:
    first, spoken, _, joined = _stretch(clause)
    position = 0
    for word in pattern.words:
        # "*rapport" is looked for only where it is part of any word at all, as in few
        found = _find(spoken, word, position) if word[0] != "*" or word[1:] in joined else None
        if found is None:
            return False
        is_antecedent = first + found < clause.items[0].first  # "uppdraget som X fick"
        near = clause.items[0].first - first - found <= _ANTECEDENT
        if is_antecedent and word[0] == "*" and clause.kind == "relative" and not near:
            return False
        if position == 0 and found and not is_antecedent and _is_governed(spoken, found, lexicon):
            return False  # "för uppdraget" is not the object of "få"
        position = found + 1
    return True


def _is_governed(spoken: list[str], at: int, lexicon: Lexicon) -> bool:
    """Whether a noun stands under a preposition, what picks it out between them: "för övriga uppdrag"."""
    before = spoken[at - 1]
    if before in lexicon.quantifiers and at > 1:
        before = spoken[at - 2]
    return before in lexicon.words["Preposition"]


def _find(spoken: list[str], word: str, position: int) -> int | None:
    """Where the word of a pattern stands, from ``position`` on."""
    if word[0] == "*":
        return next((k for k in range(position, len(spoken)) if _is_compound(spoken[k], word)), None)
    rest = spoken[position:] if position else spoken
    return position + rest.index(word) if word in rest else None


def _is_barred(clause: Clause, at: int, pattern: Pattern) -> bool:
    """Whether a word that the pattern bars follows the verb or, before an active one, begins the clause."""
    behind = clause.items[at].last + 1
    following = clause.lowers[behind] if behind < len(clause.lowers) else ""
    active = not all(form.passive for form in clause.items[at].forms)
    return following in pattern.barred or (active and clause.items[0].lower in pattern.barred)


def _stretch(clause: Clause) -> tuple[int, list[str], frozenset[str], str]:
    """The words among which those of a pattern may stand: from which one on, in small letters, as a set, and joined."""
    if clause.stretch is None:
        first, last = _ends(clause)
        lowers = clause.lowers[first : last + 1]
        if "när" in clause.spoken:  # what was left out of the clause has no words of a pattern
            inside = {i for item in clause.items for i in range(item.first, item.last + 1)}
            own = range(clause.items[0].first, last + 1)
            lowers = ["" if i in own and i not in inside else word for i, word in enumerate(lowers, start=first)]
        clause.stretch = first, lowers, frozenset(lowers), " ".join(lowers)
    return clause.stretch


def _ends(clause: Clause) -> tuple[int, int]:
    """The clause, with what it goes on from: its first and last token."""
    first, last = clause.items[0].first, clause.items[-1].last
    above = clause.after
    if above is None or not above.items:
        return first, last
    goes_on = above.kind == "infinitive" or (above.kind == "relative" and clause.finite == 0) or _ends_inner(clause)
    resumes = clause.kind == "coordinate" and clause.finite == 0
    if (clause.kind == "main" and goes_on) or (resumes and above.kind == "infinitive"):
        return 0, last
    if resumes and all(form.passive for form in clause.items[0].forms):
        return above.items[0].first, last  # "Uppföljningen görs av A och lämnas till B"
    # "det avtal som A och B ingick": the antecedent is the object.
    return (above.items[0].first, last) if clause.kind == "relative" else (first, last)


def _ends_inner(clause: Clause) -> bool:
    """ "En redovisning av hur X görs ska lämnas till Y": the verb of what a clause in its midst has parted."""
    above = clause.after
    begun = above.after if above is not None and above.kind in {"question", "subordinate"} else None
    is_parted = begun is not None and begun.finite is None and bool(begun.items)
    return clause.finite == 0 and begun is not None and is_parted and begun.items[0].kind in {"word", "noun"}


def _is_compound(spoken: str, word: str) -> bool:
    """Whether a word is that of a pattern: "*rapport" is any compound with that end, in any form."""
    at = spoken.rfind(word[1:])
    return at >= 0 and spoken[at + len(word) - 1 :] in _NOUN_ENDINGS


_NOUN_ENDINGS = frozenset({"", "n", "en", "et", "t", "ar", "er", "arna", "erna", "na"})


_PARTICLES = frozenset(
    ["över", "under", "fram", "ifrån", "på", "till", "med", "upp", "ut", "in", "ihop", "samman", "ner", "sig", "i"]
)


def _has_particle(clause: Clause, at: int, particle: str) -> bool:
    """Whether a particle belongs to the verb: right behind it, bodies and adverbials aside, or before a preposition."""
    if particle == "med" and clause.items[0].lower == "med" and clause.items[at].kind == "copula":
        return True  # "Med i gruppen är X"
    nearby = True
    for k in range(at + 1, len(clause.items)):
        item = clause.items[k]
        if item.lower == particle and item.kind in {"prep", "word"}:
            ended = "stop" if clause.following is None else ""
            then = clause.items[k + 1].kind if k + 1 < len(clause.items) else ended
            if particle == "till" and all(form.passive for form in clause.items[at].forms):
                return then in {"prep", "stop"}  # "sköts till vardags av X"
            if particle == "med" and any(form.lemma == "gå" for form in clause.items[at].forms):
                return then not in {"noun", "word"}  # "går med, liksom Y", but not "går vidare med tre hus"
            return (
                nearby or then in {"prep", "stop"} or (k + 1 < len(clause.items) and clause.items[k + 1].lower == ".")
            )
        nearby = nearby and item.kind in {"noun", "adverb", "comma", "conj", "neg", "modal"}
    return False


def _fillers(clause: Clause, at: int, form: VerbForm, pattern: Pattern, lexicon: Lexicon) -> Iterator[tuple[Item, str]]:
    if pattern.slot == "subject":
        if not form.passive:
            is_another = pattern.role == "supports" and _is_helped(clause, at)
            is_another = is_another or (pattern.text in _OF_SEVERAL and not _are_several(clause))
            is_another = is_another or (pattern.lemma == "ta" and "ansvar" in pattern.words and _is_pronoun(clause))
            yield from ((noun, "subject of verb") for noun in ([] if is_another else _subjects(clause, at)))
        elif pattern.role != "participates":  # nothing "deltas av" anybody, and what "ingås av X" is an agreement
            agents = [n for n in _governed(clause, at, "av") if not _belongs_to_noun(clause, at, n, pattern, lexicon)]
            yield from ((noun, "agent of passive") for noun in agents)
            if not any(clause.items[k].governs == "av" for k in range(len(clause.items))):
                yield from ((noun, "agent of passive") for noun in _shared_agent(clause, form))
    elif pattern.slot == "object":
        for noun, rule in _objects(clause, at, form):
            if pattern.lemma != "informera" or pattern.words or _is_assembly(noun):
                yield noun, rule
    else:
        for noun in _governed(clause, at, pattern.slot) or _behind_described(clause, pattern):
            of_noun = (
                pattern.slot == "av"
                and pattern.role == "operates"
                and _belongs_to_noun(clause, at, noun, pattern, lexicon)
            )
            of_noun = of_noun or (
                pattern.slot == "av" and not form.passive and _is_owned_by_other(clause, at, noun, pattern)
            )
            of_noun = of_noun or (pattern.slot == "för" and _stands_behind_noun(clause, at, noun))
            if _can_be_addressed(noun, pattern) and not of_noun:
                yield noun, "complement of verb"


_OF_SEVERAL = {"X [träffas]"} | frozenset(
    f"X [{verb}] {noun}" for verb in ("ha", "bedriva") for noun in ("samarbete", "samverkan")
)


def _are_several(clause: Clause) -> bool:
    """ "A och B har ett samarbete": two certain bodies, and nobody that they have it with."""
    phrases = clause.subject.phrases if clause.subject is not None else ()
    return len(phrases) > 1 and "med" not in clause.spoken and not any(phrase.is_group for phrase in phrases[:2])


def _is_pronoun(clause: Clause) -> bool:
    """ "Vi tar ansvar för varandra": whoever speaks so answers for nothing in particular."""
    return clause.subject is not None and clause.subject.phrases[0].pronoun


def _is_helped(clause: Clause, at: int) -> bool:
    """ "Utredningen hjälper X": the noun before the verb helps, though it is no body that is known, and X is helped."""
    first = clause.items[0]
    behind = clause.subject is not None and clause.subject.first > clause.items[at].first
    return behind and first.kind == "word" and first.lower.endswith(_DEFINITE)


_DEFINITE = ("en", "et", "arna", "erna", "orna")


def _belongs_to_noun(clause: Clause, at: int, noun: Item, pattern: Pattern, lexicon: Lexicon) -> bool:
    """ "genomförs med ett brett deltagande av X": the noun before "av" takes it, under a preposition of its own."""
    where = next((i for i, item in enumerate(clause.items) if item is noun), at)
    k = where - 2
    if k > 0 and clause.items[k].lower in lexicon.words["PromptNoun"] and clause.items[k - 1].kind == "prep":
        return True  # "beslutas av A på förslag av B"
    if pattern.role == "signatory":
        return False  # "undertecknades ett avtal om lokaler av X": nothing but the verb has whom it is by
    if k >= 0 and clause.items[k].lower in lexicon.words["TransferNoun"]:
        return True  # "en överföring av vuxenutbildningen": what is handed over
    if k <= at or clause.items[k].kind != "word" or tells_when_or_share(clause.items[k].lower, lexicon):
        return False  # "sköts till vardags av X", "finansieras till hälften av X"
    if clause.items[k].lower in pattern.plain_words:
        return False  # "ställs till förfogande av X"
    while k > at and clause.items[k].kind == "word":
        k -= 1
    return k > at and clause.items[k].kind == "prep" and clause.items[k].lower in {"med", "för", "genom", "om", "till"}


def _behind_described(clause: Clause, pattern: Pattern) -> list[Item]:
    """ "redovisa den del som rör bygget till X", "… hur medlen har använts till X": to whom, behind what is told."""
    if pattern.role != "receivesReport" or clause.following is None or clause.following[0] not in _DESCRIBING:
        return []
    nouns = [item for item in clause.following[1] if item.kind == "noun" and item.governs == pattern.slot]
    return [noun for noun in nouns[-1:] if noun.phrases[0].known]


def _is_owned_by_other(clause: Clause, at: int, noun: Item, pattern: Pattern) -> bool:
    """ "ta ansvar för stöd till utveckling av X": a noun that is no word of the pattern takes the "av" behind it."""
    if not pattern.words:
        return False
    where = next((i for i, item in enumerate(clause.items) if item is noun), at)
    before = clause.items[where - 2] if where > at + 2 else None
    return before is not None and before.kind == "word" and before.lower not in pattern.words


_DESCRIBING = frozenset({"relative", "question"})


def _stands_behind_noun(clause: Clause, at: int, noun: Item) -> bool:
    """ "kostnader för X och Y ska redovisas": before the verb a noun takes the phrase behind it."""
    where = next((i for i, item in enumerate(clause.items) if item is noun), at)
    return 1 < where < at and clause.items[where - 2].kind == "word"


def _can_be_addressed(noun: Item, pattern: Pattern) -> bool:
    """Whether the noun can be whom the pattern means, and is not what a noun of the pattern is about."""
    if "*förslag" in pattern.words:
        return not noun.phrases[0].is_group  # "lämna förslag till en modell för bidrag till föreningar"
    if pattern.lemma == "diskutera" and noun.phrases[0].is_group:
        return False  # "diskuterades i flera nämnder"
    return pattern.slot != "för" or _can_be_told(noun)


def _can_be_told(noun: Item) -> bool:
    """ "redovisas för kommunstyrelsen", but not "redovisa en strategi för Östersjöregionen"."""
    head = noun.phrases[0].head
    if noun.phrases[0].known or head is None:
        return bool(noun.phrases[0].known)
    return "assembly" in head.head.traits or head.head.kind not in {"Region", "Organisation"}


def _is_assembly(noun: Item) -> bool:
    """ "Fullmäktige informeras", but not "Hyresgästerna informeras": who decides hears what came of the work."""
    head, known = noun.phrases[0].head, noun.phrases[0].known
    if known and known[0].label.startswith("Regering"):
        return True  # "informera Regeringskansliet"
    is_certain = not noun.phrases[0].is_group and head is not None
    return is_certain and head is not None and (head.head.kind == "Committee" or "assembly" in head.head.traits)


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
        is_beside = before.lower in {"liksom", "likaså"} or (clause.denied and before.lower == "utan")
        if is_beside and noun.kind == "noun" and not noun.governs:
            yield noun
    yield from _gapped(clause)
    yield from _examples(clause)


def _examples(clause: Clause) -> Iterator[Item]:
    """ "berörda kommuner involveras, till exempel A och B": the examples of a group that is the subject."""
    if clause.finite is None or clause.subject is None or not clause.subject.phrases[-1].is_group:
        return
    rest = clause.items[clause.finite :]
    for comma, marker, noun in zip(rest, rest[1:], rest[2:], strict=False):
        if comma.kind == "comma" and marker.kind == "open" and noun.kind == "noun" and not noun.governs:
            yield noun


def _gapped(clause: Clause) -> Iterator[Item]:
    """ "A ansvarar för X och B för Y": a second subject with the same preposition, the verb left out."""
    assert clause.finite is not None or clause.kind == "infinitive"
    rest = clause.items[(clause.finite or 0) + 1 :]
    preposition = next((item.lower for item in rest if item.kind == "prep"), None)
    for joint, noun, prep in zip(rest, rest[1:], rest[2:], strict=False):
        joins = joint.kind == "comma" or joint.lower in {"och", "samt", "medan"}
        is_noun = noun.kind == "noun" and noun.governs in {"", preposition}
        if joins and is_noun and prep.kind == "prep" and prep.lower == preposition:
            yield noun


def _shared_agent(clause: Clause, form: VerbForm) -> list[Item]:
    """The agent that two coordinated passives share: "leds och samordnas av X"."""
    ends = [item for item in clause.items if item.kind not in {"adverb", "comma"}]
    if clause.following is None or not form.passive or not (ends and ends[-1].finite):
        return []  # "anläggs i vår och bekostas av X": X pays
    kind, items = clause.following
    shares = kind == "coordinate" and items and any(f.passive and f.finite for f in items[0].forms)
    return [item for item in items if item.kind == "noun" and item.governs == "av"] if shares else []


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
    for k, noun in enumerate(clause.items[at + 1 :], start=at + 1):
        if noun.kind == "noun" and not noun.governs and noun is not clause.subject:
            if not (k == at + 1 and clause.subject is None and form.tense == "past" and _is_bare_group(noun)):
                yield noun, "object of verb"
            return
        if noun.kind == "verb" or (noun.kind == "prep" and not _ends_in_year(clause.items[k + 1 : k + 3])):
            return


def _is_bare_group(noun: Item) -> bool:
    """ "aktörer" of "Involverade aktörer": what a past without a subject only describes, and has not been done to."""
    phrase = noun.phrases[0]
    return phrase.is_group and not (phrase.quantifier or phrase.owner or (phrase.head and phrase.head.definite))


def _ends_in_year(items: list[Item]) -> bool:
    """ "gav i budget 2023 nämnden i uppdrag": a noun and a year, behind which the object can follow."""
    return [item.kind for item in items] == ["word", "adverb"] and items[1].lower.isdigit()


def _governed(clause: Clause, at: int, preposition: str) -> list[Item]:
    """The nouns under a preposition: behind the verb up to the next verb, else before it."""
    if preposition not in clause.spoken:
        return []
    behind: list[Item] = []
    for item in clause.items[at + 1 :]:
        if item.kind == "verb" and not item.supine and any(form.tense != "participle" for form in lemmas(item)):
            break  # a participle is an adjective here: "för gestaltad livsmiljö"
        if behind and item.supine and clause.items[at].supine:
            break  # "har gjorts av A och bekostats av B"
        if behind and item.forms and all(form.tense == "participle" for form in item.forms):
            break  # "framtaget av A och bekostat av B"
        if item.kind == "noun" and item.governs == preposition:
            behind.append(item)
    return behind or [item for item in clause.items[:at] if item.kind == "noun" and item.governs == preposition]
