"""The verb patterns of the lexicon laid over a clause: which noun has the role that the verb gives."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from kg.extract.assertion import is_decided, is_means, is_only_wished, is_permitted, is_task
from kg.extract.clauses import Clause
from kg.extract.finding import PERFORMATIVE, Finding, spread
from kg.extract.items import Item
from kg.extract.standing import Standing
from kg.extract.times import tells_when_or_share
from kg.lexicon import Lexicon
from kg.patterns import Pattern, VerbForm

_DECISIONS = frozenset({"decides", "commissions"})


def verb_findings(clause: Clause, at: int, standing: Standing, lexicon: Lexicon) -> Iterator[Finding]:
    """The roles that the verb at item ``at`` gives to nouns of its clause; the most particular pattern has the word.

    ``standing`` are the verb's patterns whose words are there.
    """
    if _is_auxiliary(clause, at) or is_only_wished(clause, lexicon) or _hangs_on_other_verb(clause, at, lexicon):
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


def _holds(clause: Clause, form: VerbForm, pattern: Pattern, *, decided: bool) -> bool:
    """Whether a clause of that modality, decided or not, says what the pattern says."""
    if pattern.role == "funds" and form.lemma == "betala" and _is_fee(clause):
        return False
    if pattern.fact and not form.passive and clause.modality not in {None, "planned"}:
        return False  # "ska bygga" says what is wanted of a body, "ska byggas av" who does it
    if pattern.slot == "av" and pattern.role == "operates" and not form.passive:
        return False  # "byts av X", but not "på förslag av X bytte …"
    if not decided and (pattern.slot == "subject" or (pattern.slot == "object" and pattern.role not in _TURNED_TO)):
        return False
    undecided = clause.kind == "infinitive" and pattern.slot == "subject"
    proposed = clause.proposed or clause.modality == "proposed"
    return not (proposed and pattern.role in _DECISIONS) and not (clause.proposed and undecided)  # not decided yet


_TURNED_TO = frozenset({"involved", "consulted", "receivesReport"})  # whom a task is to be done with: "att involvera X"


def _is_fee(clause: Clause) -> bool:
    """ "betalar hyra till X", "betalar en avgift": what is paid for something of one's own."""
    return any(item.lower.endswith(_FEES) for item in clause.items if item.kind == "word")


_FEES = ("hyra", "avgift", "avgifter", "arrende")


def lemmas(item: Item) -> list[VerbForm]:
    """What a verb can be, plain verbs that no role pattern asks for left out."""
    return [form for form in item.forms if not form.plain]


def _hangs_on_other_verb(clause: Clause, at: int, lexicon: Lexicon) -> bool:
    """An infinitive under a verb that is no modal ("planerar att samordna") is no role yet, "slutade driva" none."""
    if at and clause.items[at - 1].lower in lexicon.words["EndingVerb"]:
        return True
    if clause.kind == "infinitive" or clause.finite is not None:
        return False
    return all(form.tense == "infinitive" for form in clause.items[at].forms)


def _is_auxiliary(clause: Clause, at: int) -> bool:
    """ "har gett" has nothing, "får använda" gets nothing: the verb only carries another."""
    lemmas = {form.lemma for form in clause.items[at].forms}
    tense = "supine" if "ha" in lemmas else "infinitive" if "få" in lemmas else ""
    return bool(tense) and any(form.tense == tense for item in clause.items[at + 1 :] for form in item.forms)


def _fillers(clause: Clause, at: int, form: VerbForm, pattern: Pattern, lexicon: Lexicon) -> Iterator[tuple[Item, str]]:
    if pattern.slot == "subject":
        if not form.passive:
            is_another = pattern.role == "supports" and _is_helped(clause, at)
            is_another = is_another or (pattern.text in _OF_SEVERAL and not _are_several(clause))
            is_another = is_another or (pattern.lemma == "ta" and "ansvar" in pattern.words and _is_pronoun(clause))
            yield from ((noun, "subject of verb") for noun in ([] if is_another else _subjects(clause, at)))
        elif pattern.role != "participates":  # nothing "deltas av" anybody, and what "ingås av X" is an agreement
            agents = [n for n in _governed(clause, at, "av") if not _belongs_to_noun(clause, at, n, pattern, lexicon)]
            over = next((item.first for item in clause.items[at + 1 :] if item.lower in pattern.words), 0)
            agents = [noun for noun in agents if noun.first > over] or agents  # "tas driften av X över av Y"
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
            if _can_be_addressed(clause, noun, pattern) and not of_noun:
                yield noun, "complement of verb"


_OF_SEVERAL = {"X [träffas]", "X [mötas]"} | frozenset(
    f"X [{verb}] {noun}" for verb in ("ha", "bedriva", "inleda") for noun in ("samarbete", "samverkan")
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
    return k > at and clause.items[k].lower in {"med", "utan", "för", "genom", "om", "till"}


def _behind_described(clause: Clause, pattern: Pattern) -> list[Item]:
    """ "redovisa den del som rör bygget till X", "… hur medlen har använts till X": to whom, behind what is told."""
    if pattern.role != "receivesReport" or clause.following is None or clause.following[0] not in _DESCRIBING:
        return []
    items = clause.following[1]
    last = next((i for i in reversed(range(len(items))) if items[i].governs == pattern.slot), None)
    # "hur en flytt till X kan göras", "hur driften lämnas över till X": whom it is moved to
    is_moved = last is not None and (any(item.finite for item in items[last:]) or "över" in [i.lower for i in items])
    return [] if last is None or is_moved or not items[last].phrases[0].known else [items[last]]


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


def _can_be_addressed(clause: Clause, noun: Item, pattern: Pattern) -> bool:
    """Whether the noun can be whom the pattern means, and is not what a noun of the pattern is about."""
    if "*förslag" in pattern.words:
        return not noun.phrases[0].is_group  # "lämna förslag till en modell för bidrag till föreningar"
    if pattern.lemma == "gå" and "över" in pattern.words and _crosses(clause):
        return False
    if pattern.lemma == "diskutera" and noun.phrases[0].is_group:
        return False  # "diskuterades i flera nämnder"
    return pattern.slot != "för" or _can_be_told(noun)


def _crosses(clause: Clause) -> bool:
    """ "går över gränsen till X", but not "går över från Y till X": what is crossed stands right behind."""
    over = next((i for i, item in enumerate(clause.items[:-1]) if item.lower == "över"), None)
    return over is not None and clause.items[over + 1].kind in {"word", "holder"}


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
            made_to = {form.lemma for form in let.forms} & {"låta", "be"}
            if made_to and noun.kind == "noun" and not noun.governs:
                if "låta" in made_to:  # "ber A delta" does not say that A does
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
    for like, before, noun in zip(clause.items, clause.items[1:], clause.items[2:], strict=False):
        if like.lower == "likhet" and before.lower == "med" and noun.kind == "noun":
            yield noun  # "A deltar, i likhet med B"
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
