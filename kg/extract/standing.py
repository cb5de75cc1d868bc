"""Which verb patterns of the lexicon can hold in a clause: those whose words stand there, as what they are in it."""

from __future__ import annotations

from functools import lru_cache

from kg.extract.clauses import Clause
from kg.lexicon import Lexicon
from kg.patterns import Pattern, VerbForm

Standing = list[tuple[VerbForm, Pattern]]
"""What a verb can be, each with a pattern whose words are there."""


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
    if at + 1 < len(clause.items) and clause.items[at + 1].kind == "adverb" and " " in clause.items[at + 1].lower:
        following = ""  # "leddes till en början av X"
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
