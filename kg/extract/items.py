"""The pieces of a sentence: each word or run of words, and what it can be in a clause."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from kg.extract.phrases import NounPhrase
from kg.extract.times import begins_time, goes_on_time, time_end
from kg.extract.tokens import Token, places
from kg.extract.word_classes import FINITE_KINDS, WordClasses, word_classes
from kg.lexicon import FIXED_KINDS, Lexicon
from kg.patterns import Pattern, VerbForm

FIRST_PERSON = frozenset({"vi", "oss"})
PRONOUNS = frozenset({"den"}) | FIRST_PERSON
"""The words that can stand for a body by themselves."""


ASPECTS = frozenset({"fortsätta", "börja"})
"""The verbs that "att" with an infinitive goes on, as one group of verbs."""

INTENDING = frozenset({"avser", "ämnar"})
"""The verbs that are modal before "att" with an infinitive: "avser att delta"."""

INTENDED = frozenset({"tänkt", "tänkta", "avsedd", "avsett", "avsedda"})
"""The participles that do the same behind a copula: "är tänkt att delta"."""


@dataclass(slots=True)  # not frozen: made by the thousand, and freezing costs more than the rest
class Item:
    """A piece of a sentence: tokens ``first..last`` (inclusive) and what they are.

    ``kind`` is noun, verb, modal, copula, phrase, prep, conj, comma, sub, rel, question, neg, adverb, holder,
    predicate, open, via, word or stop. A noun has its ``phrases`` (several in a list), the word that ``governs`` it,
    and ``open_from``: the index in the list from which the text says that it is not complete. What is ``finite`` can be
    the finite verb of a clause.
    """

    kind: str
    first: int
    last: int
    lower: str
    phrases: tuple[NounPhrase, ...] = ()
    governs: str = ""
    open_from: int | None = None
    offices: tuple[tuple[int, NounPhrase], ...] = ()
    forms: tuple[VerbForm, ...] = ()
    pattern: Pattern | None = None
    modality: str | None = None
    finite: bool = False

    def turned(self, kind: str, lower: str = "") -> Item:
        """The same piece as something else, and read as ``lower`` where that is given."""
        return Item(
            kind,
            self.first,
            self.last,
            lower or self.lower,
            self.phrases,
            self.governs,
            self.open_from,
            self.offices,
            self.forms,
            self.pattern,
            self.modality,
            self.finite,
        )

    def office(self, index: int) -> NounPhrase | None:
        """The office that the body at ``index`` of the list acts through."""
        return dict(self.offices).get(index) if self.offices else None

    @property
    def supine(self) -> bool:
        """Whether it can be a supine ("ansvarat")."""
        return self.forms != () and any(form.tense == "supine" for form in self.forms)


def items_of(
    words: list[Token], lowers: list[str], spoken: frozenset[str], names: list[NounPhrase], lexicon: Lexicon
) -> list[Item]:
    """The items of a sentence, from left to right; ``names`` are its noun phrases.

    ``lowers`` are its words in small letters, ``spoken`` the same, each once.
    """
    longer = _phrases_and_names(lowers, spoken, names, lexicon)
    seconds = _seconds(lexicon)
    found: list[Item] = []
    past = 0
    openers = _openers(lexicon)
    opened = [] if openers.isdisjoint(spoken) else places(lowers, openers.__contains__)
    for at in sorted({*longer, *opened}):
        if at < past:
            continue
        item = longer.get(at)
        if item is None and _may_open(lowers, at, seconds):
            item = _opened_item(words, lowers, at, lexicon)
        if item is not None:
            _add_words(found, lowers, past, at, lexicon)
            found.append(item)
            past = item.last + 1
    _add_words(found, lowers, past, len(lowers), lexicon)
    if _PAIRED.isdisjoint(spoken):
        return found
    for i, item in [(i, _joined_pair(found, i)) for i, item in enumerate(found) if item.lower in _PAIRED]:
        found[i] = item
    if found[0].kind == "rel":
        found[0] = found[0].turned("prep")  # "Som partner deltar X"
    return found


def _add_words(found: list[Item], lowers: list[str], first: int, end: int, lexicon: Lexicon) -> None:
    """Add an item for each word from ``first`` up to ``end``: what it is by itself, and beside its neighbours."""
    classes = word_classes(lexicon)
    for i in range(first, end):
        lower = lowers[i]
        kind, modality, pattern, forms, finite, is_plain = classes[lower]
        # By place: half the time of by name, for every word there is.
        item = Item(kind, i, i, lower, (), "", None, (), forms, pattern, modality, finite)
        if not is_plain:
            _fit(item, lowers, lexicon)
        found.append(item)


def _phrases_and_names(
    lowers: list[str], spoken: frozenset[str], names: list[NounPhrase], lexicon: Lexicon
) -> dict[int, Item]:
    """The preposition phrases, and the names outside them, by their first word."""
    standing = _phrases_in(spoken, lexicon)
    phrases = _adverbial_phrases(lowers, standing) if standing else {}
    inside = {i for at, (last, _) in phrases.items() for i in range(at, last + 1)}
    parts = lexicon.predicates
    found = {
        name.first: Item("noun", name.first, name.last, lowers[name.first], (name,))
        for name in names
        if not (inside and not inside.isdisjoint(range(name.first, name.last + 1)))
        and not (lowers[name.head_at if name.after else name.last] in parts and _is_predicate(lowers, name, lexicon))
    }
    for at, (last, pattern) in phrases.items():
        found[at] = Item("phrase", at, last, " ".join(lowers[at : last + 1]), pattern=pattern)
    return found


_WHICH = frozenset({"vilka", "vilken", "vilket"})
_PAIRING = frozenset({"såväl", "både", "dels"})
_PAIRED = _WHICH | _PAIRING | {"som"}


def _joined_pair(items: list[Item], i: int) -> Item:
    """ "såväl A som B", "både A och B" are lists: the first word says nothing, "som" is "och"."""
    item = items[i]
    if item.lower in _PAIRING:
        return item.turned("adverb")
    asks = item.lower in _WHICH and i > 0 and items[i - 1].kind not in {"prep", "comma"}
    if asks and i + 1 < len(items) and items[i + 1].kind in {"noun", "word"}:
        return item.turned("question")  # "avgöra vilka myndigheter som ska delta"
    again = item.lower in _WHICH and i + 1 < len(items) and items[i + 1].kind == "word"
    if again and any(before.kind == "question" for before in items[:i]):
        return item.turned("question")  # "hur X har gått till väga, vilka avtal X har ingått"
    if item.kind == "rel" and item.lower == "som" and _is_capacity(items, i):
        return item.turned("adverb")
    if item.kind == "rel" and item.lower == "som":
        opened = next((k for k in range(i - 1, max(-1, i - 12), -1) if items[k].lower == "såväl"), None)
        if opened is not None and not any(between.finite for between in items[opened:i]):
            return item.turned("conj", "och")
    return item


def _is_capacity(items: list[Item], i: int) -> bool:
    """ "har som huvudman ansvaret": as what somebody acts, said behind the verb."""
    if not i or not items[i - 1].finite or i + 2 >= len(items):
        return False
    return items[i + 1].kind in {"word", "predicate"} and not items[i + 2].finite


def _is_predicate(lowers: list[str], noun: NounPhrase, lexicon: Lexicon) -> bool:
    """ "Huvudmän för teatern är X", "X är huvudman": whether a noun for a part in the matter is no name of a body."""
    if noun.first + len(noun.modifiers) != noun.last and noun.after[:1] != ("för",):
        return False
    before = lowers[noun.first - 1] if noun.first else ""
    after = lowers[noun.last + 1] if noun.last + 1 < len(lowers) else ""
    return (
        before in lexicon.copulas
        or after in lexicon.copulas
        or (not noun.first and after in {"för", "till", "av", "i"})
    )


@lru_cache(maxsize=8)
def _openers(lexicon: Lexicon) -> frozenset[str]:
    """The words that can begin what :func:`_opened_item` makes; all others are items by themselves."""
    return PRONOUNS | begins_time(lexicon) | lexicon.fixed_first


@lru_cache(maxsize=8)
def _seconds(lexicon: Lexicon) -> frozenset[str]:
    """The words that come second in a date, a time or a fixed expression."""
    return goes_on_time(lexicon) | {second for _, second in lexicon.fixed_second}


def _may_open(lowers: list[str], i: int, seconds: frozenset[str]) -> bool:
    """Whether the word behind one that can begin such an item goes on with it; a pronoun is one by itself."""
    if lowers[i] in PRONOUNS:
        return True
    following = lowers[i + 1] if i + 1 < len(lowers) else ""
    return following in seconds or following[:1].isdigit()


def _opened_item(words: list[Token], lowers: list[str], i: int, lexicon: Lexicon) -> Item | None:
    """A pronoun, a date or a fixed expression, if one stands at ``i``."""
    if lowers[i] in PRONOUNS and _is_pronoun_subject(lowers, i, lexicon):
        return Item("noun", i, i, lowers[i], phrases=(NounPhrase(i, i, pronoun=True, name=words[i].text),))
    if (dated := time_end(lowers, i, lexicon)) is not None:
        return Item("adverb", i, dated, lowers[i])
    return _fixed_item(lowers, i, lexicon)


def has_pronoun(lowers: list[str], lexicon: Lexicon) -> bool:
    """Whether a word of a sentence can stand for a body by itself where it stands."""
    return any(_is_pronoun_subject(lowers, i, lexicon) for i in places(lowers, PRONOUNS.__contains__))


def _is_pronoun_subject(lowers: list[str], i: int, lexicon: Lexicon) -> bool:
    """ "Den" beside a finite verb, for a body of the sentence before: "Den ansvarar …", "… ska den samverka …"."""
    if lowers[i] in FIRST_PERSON:
        return True
    if lowers[i] not in PRONOUNS:
        return False
    if i and _hides_pronoun(lowers[i - 1], lexicon):
        return False  # "att den bidrar": as likely the matter as a body
    beside = lowers[i + 1] if i + 1 < len(lowers) else ""
    return beside in lexicon.modals or any(form.finite and not form.passive for form in lexicon.verbs.get(beside, ()))


def _hides_pronoun(before: str, lexicon: Lexicon) -> bool:
    return (
        before in _BEFORE_MATTER or before in lexicon.words["Subordinator"] or before in lexicon.words["QuestionWord"]
    )


_BEFORE_MATTER = frozenset({"om", "som"})


def _adverbial_phrases(lowers: list[str], standing: dict[str, list[Pattern]]) -> dict[int, tuple[int, Pattern]]:
    """The preposition phrases by the index of their first token, with the index of their last.

    ``standing`` are those that can be there.
    """
    found: dict[int, tuple[int, Pattern]] = {}
    end = 0
    for i in places(lowers, standing.__contains__):
        for pattern in standing[lowers[i]] if i >= end else ():
            size = _phrase_length(lowers, i, pattern)
            if size and not (pattern.role == "assigned" and _OWNERS.intersection(lowers[max(0, i - 2) : i])):
                end = i + size
                found[i] = (end - 1, pattern)
                break
    return found


def _phrases_in(spoken: frozenset[str], lexicon: Lexicon) -> dict[str, list[Pattern]]:
    """The phrases all of whose words a sentence has, by their first word, the longest first."""
    by_rarest = lexicon.phrases_by_rarest
    near = [pattern for word in _rarest(lexicon) & spoken for pattern in by_rarest[word]]
    if not near:
        return {}
    firsts = {pattern.words[0] for pattern in near if spoken.issuperset(pattern.words)}
    return {first: [p for p in lexicon.phrases_by_first[first] if spoken.issuperset(p.words)] for first in firsts}


@lru_cache(maxsize=8)
def _rarest(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(lexicon.phrases_by_rarest)


def _phrase_length(lowers: list[str], i: int, pattern: Pattern) -> int:
    """How many words the pattern takes at ``i``, 0 where it does not stand: "i (nära och löpande) samarbete med"."""
    size = len(pattern.words)
    if tuple(lowers[i : i + size]) == pattern.words:
        return size
    described = i + 1
    while described < len(lowers) and described <= i + _MOST_ADJECTIVES and _describes(lowers[described]):
        described += 1
    goes_on = described > i + 1 and tuple(lowers[described : described + size - 1]) == pattern.words[1:]
    return described - i + size - 1 if goes_on else 0


def _describes(lower: str) -> bool:
    """Whether a word can stand between "i" and "samverkan": an adjective, or what joins two of them."""
    return lower in {"och", ",", "ett", "en"} or lower.endswith(_ADJECTIVE)


_MOST_ADJECTIVES = 4
_OWNERS = frozenset({"sin", "sitt", "sina", "deras"})  # "redovisar sina uppdrag till X" gives X none
_ADJECTIVE = (
    *("nära", "ig", "igt", "tät", "tätt", "bred", "brett", "god", "gott", "ad", "at", "ande", "ende", "sk", "skt"),
    *("ell", "ellt", "al", "alt", "iv", "ivt", "en", "et"),
)


def _fixed_item(lowers: list[str], i: int, lexicon: Lexicon) -> Item | None:
    """An expression of several words that is one item, if one begins here."""
    if i + 1 >= len(lowers) or (lowers[i], lowers[i + 1]) not in lexicon.fixed_second:
        return None
    for length in (3, 2):
        joined = " ".join(lowers[i : i + length])
        if len(lowers) >= i + length and (kind := _fixed_kind(joined, lexicon)):
            return Item(
                kind, i, i + length - 1, joined, pattern=lexicon.holders.get(joined) or lexicon.predicates.get(joined)
            )
    return None


def _fit(item: Item, lowers: list[str], lexicon: Lexicon) -> None:
    """Make of a word what its neighbours make of it."""
    lower, i, classes = item.lower, item.first, word_classes(lexicon)
    before = lowers[i - 1] if i else ""
    after = classes[lowers[i + 1]][0] if i + 1 < len(lowers) else ""
    if item.forms and (_is_no_verb(lower, before, after, classes) or _is_picked_out(lower, before, after, lexicon)):
        _unverb(item)
    elif item.forms and before and lower.endswith("ade") and _is_participle_of_many(lowers, i, classes):
        # "projekt finansierade av X", "bör bli involverade": a participle
        item.forms = tuple(replace(form, tense="participle", passive=True) for form in item.forms)
        item.finite = False
    elif item.supine and before and i + 1 < len(lowers) and lowers[i + 1] == "av" and _HAVING.isdisjoint(lowers[:i]):
        # "ett arbete, lett av X": a participle
        item.forms = tuple(replace(form, tense="participle", passive=True) for form in item.forms if not form.passive)
        item.finite = False
    elif lower == "icke" and i + 1 < len(lowers) and lowers[i + 1].endswith(_ADJECTIVES_OF_MANY):
        item.kind = "adverb"  # "icke statliga flygplatser"
    elif lower == "kommer" and "att" not in lowers[i : i + 10]:  # "pengarna kommer från X"
        item.kind, item.forms, item.modality = "verb", (VerbForm("komma", "present"),), None
    elif lower in INTENDING and lowers[i + 1 : i + 2] == ["att"]:
        item.kind, item.forms, item.modality, item.finite = "modal", (), "planned", True  # "avser att delta"
    else:
        _fit_opener(item, lowers, lexicon)


def _fit_opener(item: Item, lowers: list[str], lexicon: Lexicon) -> None:
    """Whether a word opens a clause, is one of place that does not, or neither."""
    lower, i, classes = item.lower, item.first, word_classes(lexicon)
    if lower == "då" and _stand_between_words(lowers, i, classes):
        item.kind = "sub"  # "de månader då personalen inte räcker"
    elif lower in _PLACE_ADVERBS and _begins_main(lowers, i, classes):
        item.kind = "adverb"
    elif lower in _BEGINS_CLAUSE and _opens_clause(lowers, i, lexicon):
        item.kind = "question" if _asks(lowers, i, lexicon) else "sub"


def _stand_between_words(lowers: list[str], i: int, classes: WordClasses) -> bool:
    beside = [*lowers[i - 1 : i], *lowers[i + 1 : i + 2]]
    return len(beside) == 2 and lowers[i - 1].isalpha() and all(classes[word][0] == "word" for word in beside)


def _is_participle_of_many(lowers: list[str], i: int, classes: WordClasses) -> bool:
    return classes[lowers[i - 1]][0] == "copula" or (i + 1 < len(lowers) and lowers[i + 1] == "av")


_HAVING = frozenset({"har", "hade", "ha", "som", "att", "vilket"})  # "som" can stand for "som har"


def _unverb(item: Item) -> None:
    item.kind, item.forms, item.pattern, item.modality, item.finite = "word", (), None, None, False


_PICKING = frozenset({"de", "dem", "alla", "vissa", "några", "andra", "flera"})


def _is_picked_out(lower: str, before: str, after: str, lexicon: Lexicon) -> bool:
    """ "de delar som rör vägar", "andra delar av staden", "stora delar av arbetet": a noun, spelled as a verb."""
    if after == "rel":
        return before in _PICKING
    if lower != "delar" or after not in _BEHIND_PARTS:
        return False
    return before in _PICKING or before in lexicon.quantifiers or before.endswith(("ora", "ika", *_ADJECTIVES_OF_MANY))


def _is_no_verb(lower: str, before: str, after: str, classes: WordClasses) -> bool:
    """ "tillsynen av leder": no finite verb stands behind a preposition; "det samlade ansvaret": an adjective."""
    if not before or (before in _THAT and after in _BEHIND_VERB):
        return False
    if classes[before][0] == "prep" and before not in _NO_NOUN_AFTER:
        return True
    if before == "ett" and lower.endswith("t"):
        return True  # "ett samlat ansvar", "ett sammanhållet ansvar"
    return before in _DETERMINERS and lower.endswith(_ADJECTIVE_LIKE)


_BEHIND_PARTS = frozenset({"prep", "verb", "modal", "copula", "stop"})
_THAT = frozenset({"den", "det", "de"})
_BEHIND_VERB = frozenset({"prep", "open", "adverb", "phrase"})  # "Den samverkade med X", "Det leddes då av X"
_ADJECTIVE_LIKE = ("ade", "ta", "da", "ende", "ande")
_DETERMINERS = frozenset({"det", "den", "de", "dessa", "denna", "detta", "ett", "en", "sitt", "sin", "sina"})
_ADJECTIVES_OF_MANY = ("iga", "ala", "ella", "iva", "ska", "ade", "ande")
_PLACE_ADVERBS = frozenset({"där", "då"})


# "om" begins clauses too, and these are particles of the verb before them: "tar över", "lägger till".
_NO_NOUN_AFTER = frozenset({"om", "över", "till", "sedan", "på", "under", "genom", "utan", "för"})
_BEGINS_CLAUSE = frozenset({"sedan", "om"})
_NEAR = 4  # words between "utreda" and its "om"


def _opens_clause(lowers: list[str], i: int, lexicon: Lexicon) -> bool:
    """ "…, sedan X har tagit fram Y"; "utreda om X kan samordna Y": words that elsewhere are prepositions."""
    if lowers[i] == "sedan":
        return i > 0 and lowers[i - 1] == "," and i + 1 < len(lowers) and not lowers[i + 1][0].isdigit()
    if _asks(lowers, i, lexicon):
        return True
    classes = word_classes(lexicon)
    near = (form.lemma for word in lowers[max(0, i - _NEAR) : i] for form in classes[word][3])
    return not lexicon.words["ExaminingVerb"].isdisjoint(near)


def _asks(lowers: list[str], i: int, lexicon: Lexicon) -> bool:
    """ "Frågan är om X ska ansvara", "oklart om X deltar": what is open."""
    before = lowers[i - 1] if i else ""
    if lowers[i] != "om" or not before or (before == "fråga" and lowers[i - 2 : i - 1] == ["i"]):
        return False
    classes = word_classes(lexicon)
    if before in _QUESTIONS:
        # "Frågan om parkeringar är …" has one verb, "Frågan om X ska delta är …" two
        return sum(classes[word][4] for word in lowers[i + 1 :]) > 1 or i > 1
    return classes[before][0] == "copula" or before in lexicon.words["DoubtWord"]


_QUESTIONS = frozenset({"fråga", "frågan"})


def _begins_main(lowers: list[str], i: int, classes: WordClasses) -> bool:
    """ "…: där leder X arbetet": with the verb right behind it, the word begins a main clause."""
    if (i and lowers[i - 1] not in ":;") or i + 1 >= len(lowers):
        return False
    kind, _, _, _, finite, _ = classes[lowers[i + 1]]
    return finite or kind in FINITE_KINDS


def _fixed_kind(joined: str, lexicon: Lexicon) -> str:
    if joined in lexicon.holders:
        return "holder"
    if joined in lexicon.predicates:
        return "predicate"
    return next((kind for name, kind in FIXED_KINDS.items() if joined in lexicon.words[name]), "")
