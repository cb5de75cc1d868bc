"""A shallow parse: a sentence cut into clauses, each with its verbs, its subject and its prepositional phrases.

The parser knows Swedish word order as far as the roles need it: the finite verb stands second in a main clause, so a
fronted adverbial pushes the subject behind it; a relative clause takes its subject from the noun before "som"; a
coordinated clause without a subject of its own takes the one before it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import chain, dropwhile, pairwise

from kg.extract.asides import behind_aside
from kg.extract.elisions import with_each_other, with_fallen_modal, with_one_modal, with_verbs
from kg.extract.insertions import can_be_infinitive, without_insertions
from kg.extract.items import ASPECTS, INTENDED, INTENDING, Item, items_of
from kg.extract.lists import with_lists
from kg.extract.phrases import NounPhrase
from kg.extract.tokens import Token, lowers
from kg.lexicon import Lexicon
from kg.memory import kept


@dataclass
class Clause:
    """Items ``items`` of one clause.

    ``kind`` is main, coordinate, relative, subordinate, infinitive or question; ``subject`` the noun item that is its
    subject, where that is known; ``has_subject`` is true also where the subject is some other noun. ``joined`` says
    that a comma or conjunction stands before the word that opens it; ``proposed`` that somebody only proposes it;
    ``denied`` that the clause above denies it: "det är inte X som …"; ``lowers`` are the words of the whole sentence in
    small letters, ``spoken`` the same, each once. ``kinds`` are those of its items. ``after`` is the clause before it;
    ``following`` the kind and the items of the next, which is not held itself, so that neither outlives the sentence.
    ``stretch`` is where the words of a pattern may stand, once that was asked.
    """

    kind: str
    items: list[Item]
    governor: str = ""
    subject: Item | None = None
    has_subject: bool = False
    finite: int | None = None
    asserted: bool = True
    joined: bool = False
    proposed: bool = False
    denied: bool = False
    lowers: list[str] = field(default_factory=list, repr=False)
    spoken: frozenset[str] = frozenset()
    after: Clause | None = field(default=None, repr=False)
    following: tuple[str, list[Item]] | None = field(default=None, repr=False)
    stretch: tuple[int, list[str], frozenset[str], str] | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        self.kinds = {item.kind for item in self.items}

    @kept
    def meant(self) -> frozenset[str]:
        """Its words in small letters, and the lemmas of its verbs."""
        lemmas = {form.lemma for item in self.items for form in item.forms}
        return frozenset(lemmas.union([item.lower for item in self.items]))

    @property
    def tells_means(self) -> bool:
        """Whether it is "(genom) att samverka med X": by what the clause before it is done."""
        above = self.after
        return self.governor == "att" and above is not None and bool(above.items) and above.items[-1].kind == "via"

    @property
    def nouns(self) -> list[Item]:
        """The noun items."""
        return [item for item in self.items if item.kind == "noun"]

    @kept
    def modality(self) -> str | None:
        """The modality of the clause's modal verb, if it has one; "examine" where it is only looked into."""
        if self.tells_means and self.after is not None:
            return self.after.modality
        if self.kind == "subordinate" and self.governor == "om":
            return "examine"
        if "modal" not in self.kinds and "adverb" not in self.kinds:
            return None
        # "ska kunna delta", "deltar kanske": less than the modal verb says
        hedged = (item.modality for item in self.items if item.kind == "adverb" and item.modality)
        said = (item.modality for item in self.items if item.kind == "modal")
        return next(chain(hedged, said), None)

    @property
    def office(self) -> NounPhrase | None:
        """The office that the subject acts through, named behind the verb: "X ansvarar genom kansliet"."""
        for before, item in pairwise(self.items) if "via" in self.kinds else ():
            if (
                before.kind == "via"
                and item.kind == "noun"
                and (item.phrases[0].known or item.phrases[0].head is not None)
            ):
                return item.phrases[0]
        return None

    @kept
    def negated(self) -> bool:
        """Whether the verb is negated; ", inte av Y" after the verb's own complement negates only Y."""
        for i, item in enumerate(self.items) if "neg" in self.kinds else ():
            if item.kind != "neg":
                continue
            before = [piece.kind for piece in self.items[:i] if piece.kind != "adverb"]
            if not before or before[-1] not in {"comma", "conj"}:
                return True
        return False


def parse(words: list[Token], names: list[NounPhrase], lexicon: Lexicon) -> list[Clause]:
    """The clauses of a sentence, in order; ``names`` are its noun phrases."""
    each = lowers(words)
    return parse_spoken(words, each, frozenset(each), names, lexicon)


def parse_spoken(
    words: list[Token], each: list[str], spoken: frozenset[str], names: list[NounPhrase], lexicon: Lexicon
) -> list[Clause]:
    """The same, where ``each`` of the words in small letters, and ``spoken``, each once, are there already."""
    items = with_fallen_modal(with_verbs(items_of(words, each, spoken, names, lexicon), spoken, lexicon))
    items = with_one_modal(with_each_other(with_lists(items, spoken, lexicon), spoken), spoken)
    items = without_insertions(items, each, spoken, lexicon)
    clauses = list(_clauses(items))
    for i, clause in enumerate(clauses):
        clause.lowers, clause.spoken = each, spoken
        if i:
            clauses[i - 1].following = clause.kind, clause.items
        _analyse(clause, clauses[:i])
    for three in zip(clauses, clauses[1:], clauses[2:], strict=False):
        _tell_of_named(*three)
    return clauses


def _tell_of_named(opened: Clause, told: Clause, named: Clause) -> None:
    """ "De som deltar är X och Y", "Aktörer som medverkar är X": the relative clause tells of those named last."""
    before, first = opened.items[:-1], opened.items[-1] if opened.items else None
    among = len(before) == 1 and before[0].lower == "bland"  # "Bland dem som deltar finns X"
    begins = not before or among or before[-1].kind in {"conj", "comma"}  # "…, och den som leder är X"
    if first is None or not begins or told.kind != "relative" or told.joined or named.finite != 0:
        return
    are_some = first.lower in _THOSE or (first.kind == "noun" and all(phrase.is_group for phrase in first.phrases))
    equates = named.items[0].lower in _FOUND if among else named.items[0].kind == "copula"
    if are_some and equates and "predicate" not in named.kinds and named.subject is not None:
        told.subject, told.has_subject = named.subject, True


_THOSE = frozenset({"de", "dem", "den", "dom"})
_FOUND = frozenset({"finns", "fanns", "märks", "märktes", "är", "var"})


def _clauses(items: list[Item]) -> Iterator[Clause]:
    start, kind, governor, joined, has_finite = 0, "main", "", False, False
    for i, item in enumerate(items):
        if not (item.forms or item.kind in _MAY_OPEN):
            continue  # as most
        opened = _opens_clause(items, i, start, has_finite)
        if opened is not None and opened[1] == "coordinate" and _ends_fronted(kind, governor, items[opened[0]]):
            opened = opened[0], "main"
        if opened is None:
            # An infinitive fills its clause as a finite verb does: "Uppdraget att driva kaféet har X fått".
            has_finite = has_finite or item.finite or (kind == "infinitive" and can_be_infinitive(item))
            continue
        at, next_kind = opened
        if at > start or kind != "main":
            yield Clause(kind, items[start:at], governor, joined=joined)
        joined = at > 0 and items[at - 1].kind in {"comma", "conj"}
        start, kind, governor = (
            at + (items[at].kind in {"sub", "rel", "question", "conj", "comma", "stop"}),
            next_kind,
            items[at].lower,
        )
        has_finite = item.finite
    yield Clause(kind, items[start:], governor, joined=joined)


def _ends_fronted(kind: str, governor: str, joint: Item) -> bool:
    """ "När huset står klart, ska X …": a comma after a fronted clause begins the main clause."""
    is_fronted = kind == "question" or (kind == "subordinate" and governor != "att")
    return is_fronted and joint.kind == "comma"


_OPENERS = {"rel": "relative", "question": "question", "stop": "main"}
_MAY_OPEN = _OPENERS.keys() | {"sub", "conj", "modal", "copula"}  # or have a verb


def _opens_clause(items: list[Item], i: int, start: int, has_finite: bool) -> tuple[int, str] | None:
    """Where a clause opens at or before item ``i``, and of what kind; None where none does."""
    item = items[i]
    if item.kind in _OPENERS:
        return i, _OPENERS[item.kind]
    if item.finite and not has_finite and (_ends_subordinate(items, i, start) or _resumes_fragment(items, i, start)):
        return i, "main"
    if item.kind == "sub" and not _continues_future(items, i):
        return i, "infinitive" if item.lower == "att" and _infinitive_follows(items, i) else "subordinate"
    if item.kind == "conj" and item.lower == "men" and i > start and any(piece.finite for piece in items[i + 1 :]):
        return i, "coordinate"
    if item.finite and has_finite and not _under_modal(items, i, start):
        return _second_finite(items, i, start)
    return None


def _ends_subordinate(items: list[Item], i: int, start: int) -> bool:
    """ "Innan planen slutförs ska X höras": verb and subject begin the main clause, also behind an unknown verb."""
    is_fronted = start == 1 and items[0].kind in {"sub", "question"} and items[0].lower != "att"
    inverted = i + 1 < len(items) and items[i + 1].kind == "noun" and not items[i + 1].governs
    return is_fronted and inverted and i - start >= 2 and items[i - 1].kind == "word"


def _resumes_fragment(items: list[Item], i: int, start: int) -> bool:
    """ "Redovisningar av hur arbetet fortlöper ska lämnas": behind a verb no list knows, the modal is of what began.

    So it is behind the comma that ends an aside: "Församlingen, vars bok förvaras i huset, bör tillfrågas".
    """
    if i - start < 2 or start == 0 or (items[i].kind != "modal" and items[i - 1].kind != "comma"):
        return False
    if items[i - 1].kind == "comma" and (items[start - 1].lower == "vars" or items[start - 1].kind == "rel"):
        return not any(item.finite for item in items[:start])
    if items[i].kind != "modal" or items[start - 1].kind != "question":
        return False
    if any(item.finite for item in items[:start]):
        return False
    noun, verb = items[i - 2 : i]
    return verb.kind == noun.kind == "word" and verb.lower.endswith(("ar", "er")) and noun.lower.endswith(("en", "et"))


def _under_modal(items: list[Item], i: int, start: int) -> bool:
    """Whether a form that can be an infinitive is one: "bör involveras", "ska planeras och samordnas"."""
    return can_be_infinitive(items[i]) and any(item.kind == "modal" for item in items[start:i])


def _second_finite(items: list[Item], i: int, start: int) -> tuple[int, str]:
    """A second finite verb is in a clause of its own: from the conjunction before it, else from itself."""
    joint = next((k for k in range(i - 1, start - 1, -1) if items[k].kind in {"conj", "comma"}), None)
    if joint is None or any(piece.finite for piece in items[joint + 1 : i]):
        return i, "main"
    return joint, "coordinate"


def _continues_future(items: list[Item], i: int) -> bool:
    """ "kommer (X) att ansvara" and "kan komma att ansvara" are one verb group."""
    if items[i].lower != "att":
        return False
    near = items[max(0, i - 6) : i]
    for item in reversed(near):
        if item.lower == "att":  # which goes on with it already
            break
        if item.lower == "kommer":
            return True
    is_intended = items[i - 1].lower in INTENDED and any(item.kind == "copula" for item in near)
    if i and (is_intended or items[i - 1].lower in INTENDING):
        return i + 1 < len(items) and can_be_infinitive(items[i + 1])  # "avser att delta", "är tänkt att delta"
    goes_on = any(form.lemma in ASPECTS for item in near if item.forms for form in item.forms)
    return goes_on or (i > 0 and items[i - 1].lower == "komma")


def _infinitive_follows(items: list[Item], i: int) -> bool:
    for item in items[i + 1 : i + 14]:
        if item.finite:
            return False
        if item.kind == "verb" and any(form.tense == "infinitive" for form in item.forms):
            return True
        if item.kind in {"sub", "rel"}:
            return False
    return True


def _analyse(clause: Clause, before: list[Clause]) -> None:
    clause.after = before[-1] if before else None
    clause.finite = _finite_index(clause)
    above = clause.after
    # "föreslå vilka varor som behöver lagras av X" asks too
    asks = above is not None and clause.kind == "relative" and above.finite is None and above.governor in _ASKING
    tells_when = above is not None and above.governor == "när"  # "…, när X byggs, och Y ska samordna"
    goes_on = (clause.kind == "coordinate" and not tells_when) or asks
    clause.asserted = clause.kind != "question" and not (above is not None and goes_on and not above.asserted)
    if clause.finite is None and clause.kind != "infinitive":
        return
    own = (_behind_finite(clause),) if _resumes_fronted(clause, before) else _own_subject(clause)
    clause.denied = clause.kind == "relative" and clause.after is not None and _is_denied_cleft(clause.after)
    if own is not None:
        clause.subject, clause.has_subject = own[0], True
    elif clause.kind in {"relative", "coordinate", "infinitive"} or (
        clause.kind == "main" and clause.finite == 0 and before
    ):
        clause.subject, clause.has_subject = _inherited_subject(clause, before)


_ASKING = frozenset({"vilka", "vilken", "vilket"})


def _is_denied_cleft(above: Clause) -> bool:
    """ "Det är inte X som …"."""
    spoken = [item.lower for item in above.items]
    return "det" in spoken and _is_copular(above) and above.negated and "utan" not in spoken  # "inte A utan B som"


def _is_copular(clause: Clause) -> bool:
    return "copula" in clause.kinds


def _resumes_fronted(clause: Clause, before: list[Clause]) -> bool:
    """ "I arbetet, som leds av X, deltar Y": behind an aside in what was fronted, the subject follows the verb."""
    if (
        clause.finite != 0
        or len(before) < 2
        or before[-1].kind != "relative"
        or clause.kind not in {"main", "coordinate"}
    ):
        return False
    fragment = before[-2]
    return fragment.finite is None and bool(fragment.items) and fragment.items[0].kind in _FRONTED_KINDS


_FRONTED_KINDS = frozenset({"prep", "phrase", "adverb", "predicate", "via", "holder", "open", "neg"})


def _finite_index(clause: Clause) -> int | None:
    for i, item in enumerate(clause.items):
        if item.finite:
            return i
    if clause.kind in {"relative", "subordinate"}:
        # In subordinate clauses the auxiliary "har" may be left out: "som bolaget undertecknat".
        return next((i for i, item in enumerate(clause.items) if item.forms and item.supine), None)
    return None


def _own_subject(clause: Clause) -> tuple[Item | None] | None:
    """The clause's own subject: a noun item, (None,) where it is some other noun, or None where it has none."""
    if clause.finite is None:
        return None
    before, behind = clause.items[: clause.finite], _behind_finite(clause)
    # "Rädda Barnen har vi träffat", "Det arbetet bör X stödja", "Ansvaret har X": what stands in front is no subject
    fronted = (
        "holder" in clause.kinds
        and any(item.kind == "holder" for item in before)
        and not any(item.kind == "noun" for item in before)
    )
    if behind is not None and (behind.lower == "vi" or fronted or _is_inverted(clause, behind)):
        return (behind,)
    nominal = _nominal_before(clause, before)
    if nominal is not None:
        return (nominal,)
    other = any(item.kind == "word" and item.lower not in _FLOATING for item in before)
    if clause.kind == "relative" and not other:
        return None  # the subject is the antecedent
    if other and before[0].kind not in _FRONTED_KINDS:
        may_be_fronted = before[0].lower in _PRONOUN_ADVERBS | _FRONTED_OBJECTS or _strands(clause)
        return (behind if may_be_fronted else None,)
    return (behind,) if behind is not None and _may_follow_verb(clause, before) else None


def _is_inverted(clause: Clause, behind: Item) -> bool:
    """Whether a noun stands between the auxiliary of a main clause and its verb, where only a subject can."""
    assert clause.finite is not None
    auxiliary = clause.items[clause.finite]
    if clause.kind not in {"main", "coordinate"} or not clause.finite:
        return False
    after = [item for item in clause.items[clause.finite + 1 :] if not _is_small(item)]
    follows = after[1] if len(after) > 1 and after[0] is behind else None
    carries = auxiliary.kind == "modal" or any(form.lemma == "ha" for form in auxiliary.forms)
    return carries and follows is not None and any(f.tense in {"infinitive", "supine"} for f in follows.forms)


def _is_small(item: Item) -> bool:
    return item.kind in {"adverb", "neg"} or (item.kind == "word" and item.lower in _SMALL_WORDS)


def _first_noun(items: list[Item]) -> Item | None:
    """The first noun that no preposition governs."""
    for item in items:
        if item.kind == "noun" and not item.governs:
            return item
    return None


def _nominal_before(clause: Clause, before: list[Item]) -> Item | None:
    """The noun before the finite verb that is its subject, if one is."""
    if before and before[0].kind in {"prep", "phrase"} and clause.kind in {"main", "coordinate"}:
        return None  # what stands before the verb is one phrase: "I projektet Cykla Österlen deltar X"
    nominal = _first_noun(before)
    # A genitive owns the word after it: "Nämndens förslag antas".
    return None if nominal is None or nominal.phrases[-1].genitive else nominal


def _may_follow_verb(clause: Clause, before: list[Item]) -> bool:
    """Whether the subject may stand behind the verb: not in clauses that keep it before, nor shared with the last."""
    if clause.kind == "coordinate":
        return bool(before)
    return clause.kind not in {"relative", "subordinate"} or clause.items[0].kind == "predicate"


def _strands(clause: Clause) -> bool:
    """ "Fortbildningen svarar X för", "Lotterierna har X hand om": a bare preposition shows what is in front."""
    items = [item for item in clause.items if item.lower != "."]
    bare = (here for here, behind in zip(items, [*items[1:], None], strict=True) if _ends_phrase(behind))
    return any(item.kind == "prep" and item.lower in {"för", "med", "om"} for item in bare)


def _ends_phrase(behind: Item | None) -> bool:
    return behind is None or behind.kind in {"comma", "neg", "stop"}


_FRONTED_OBJECTS = frozenset({"uppdraget", "uppdragen", "uppgiften", "beslutet"})
_PRONOUN_ADVERBS = frozenset(
    {"här", "där", "då", "så", "nu", "idag", "samtidigt", "sedan", "dessutom", "därutöver", "vidare"}
)


def _behind_finite(clause: Clause) -> Item | None:
    """The subject right behind the finite verb, small words passed over."""
    assert clause.finite is not None
    behind = behind_aside(clause.items[clause.finite + 1 :])
    if behind and behind[0].kind == "prep" and behind[0].lower in _BESIDES:
        behind = list(dropwhile(lambda item: item.kind != "adverb", behind))  # "deltar utöver de frivilliga även X"
    for item in _without_unnamed(behind):
        if item.kind == "word" and item.lower in _SMALL_WORDS:
            continue
        if item.kind == "noun":
            return None if item.governs or item.phrases[-1].genitive else item
        if item.kind not in _BEFORE_SUBJECT:
            return None
    return None


_FLOATING = frozenset({"båda", "bägge", "alla", "samtliga", "själva", "själv"})  # "vilka båda leder arbetet"
_BESIDES = frozenset({"utöver", "förutom", "jämte"})
_SMALL_WORDS = frozenset({"sig", "de"})
_BEFORE_SUBJECT = frozenset({"adverb", "neg", "predicate", "open"})  # "I gruppen ingår bland annat X"


def _without_unnamed(items: list[Item]) -> list[Item]:
    """ "I gruppen ingår rektorerna, X och Y": a list whose first part is no body begins with the next."""
    first = 0
    while first + 2 < len(items) and items[first].kind == "word" and items[first + 1].kind in {"comma", "conj"}:
        first += 2
    is_list = first and items[first].kind == "noun" and not items[first].governs
    return items[first:] if is_list else items


def _is_one_of(clause: Clause) -> bool:
    spoken = [item.lower for item in clause.items]
    return _is_copular(clause) and any(one in {"en", "ett"} and of == "av" for one, of in pairwise(spoken))


def _inherited_subject(clause: Clause, before: list[Clause]) -> tuple[Item | None, bool]:
    """The subject that a clause takes from those before it, and whether there is one, known or not."""
    if not before:
        return None, False
    if clause.kind == "relative":
        return _antecedent(clause, before[-1]), True
    if clause.kind == "infinitive" and clause.joined:
        # "beslutar att anta planen, att uppdra åt …": each hangs on the verb that decides
        before = [earlier for earlier in before if earlier.governor != "att"] or before
    resumes = clause.kind == "coordinate" and clause.governor == ","
    if (begun := _begun(clause, before)) is not None:
        return begun, True
    for earlier in reversed(before):
        if resumes and earlier.kind == "relative" and any(item is earlier.subject for item in earlier.items):
            continue  # "Rådet, i vilket tre kommuner ingår, väntas …": not the kommuner
        if earlier.finite is None and earlier.kind == "main":
            noun = _first_noun(earlier.items)
            if noun is not None:
                return noun, True
        if earlier.has_subject:
            return earlier.subject, True
    return None, False


def _begun(clause: Clause, before: list[Clause]) -> Item | None:
    """ "Rådet, vars kansli är i Sala, väntas …", "A och B, vilka båda tvekat, ska …": who a clause in between parts."""
    if clause.finite != 0 or len(before) < 2 or before[-2].kind != "main" or before[-2].finite is not None:
        return None
    aside = (before[-1].kind == "relative" and before[-1].joined) or before[-1].governor == "vars"
    return _first_noun(before[-2].items) if aside else None


def _antecedent(clause: Clause, previous: Clause) -> Item | None:
    """What "som" stands for: the noun before it, if one stands there."""
    if clause.items and clause.items[0].kind == "predicate":
        return None  # "med X som utförare bygger Y …": X is no subject of the verb
    last = next((item for item in reversed(previous.items) if item.kind not in {"comma", "adverb"}), None)
    if last is None:
        return None
    is_that = last.lower == "den" and _is_copular(previous)
    if is_that or (last.governs == "av" and _is_one_of(previous)):
        # "X är en av flera föreningar som deltar": X takes part; "X är den som leder"
        return previous.subject
    if last.kind != "noun":
        return None
    # "med A, B och C, som …": of a list under a preposition the last is meant.
    is_last = last.governs and len(last.phrases) > 1 and clause.governor != "vilka"
    return replace(last, phrases=last.phrases[-1:]) if is_last else last
