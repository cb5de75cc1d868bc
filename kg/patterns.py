"""The little grammar in which the role patterns are written, and how Swedish verbs and predicates are inflected.

The grammar is explained at the head of ``roles.ttl``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from kg.errors import AssetError


@dataclass(frozen=True)
class Pattern:
    """One role phrase, taken apart.

    ``kind`` is verb, phrase, predicate, holder or label. For a verb, ``slot`` is subject, object or the preposition
    that governs the body, ``words`` are the other words that must stand in the clause, and ``barred`` those that must
    not follow the verb. ``text`` is the pattern as written. A ``fact`` counts only in a clause without a modal word.
    ``plain_words`` must stand in the sentence as they are; "*rapport" is any compound with that end.
    """

    text: str
    role: str
    kind: str
    lemma: str = ""
    slot: str = ""
    words: tuple[str, ...] = ()
    barred: tuple[str, ...] = ()
    fact: bool = False
    plain_words: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        plain = frozenset(word for word in self.words if word[0] != "*")
        object.__setattr__(self, "plain_words", plain)

    def governor(self, form: VerbForm) -> str:
        """The preposition before the body: that of the pattern, or "av" before the agent of a passive; else ""."""
        if self.slot == "subject":
            return "av" if form.passive else ""
        return "" if self.slot == "object" else self.slot


@dataclass(frozen=True)
class VerbForm:
    """What a word form can be: its lemma, whether finite, infinitive, supine or participle, and the voice."""

    lemma: str
    tense: str
    passive: bool = False
    plain: bool = False

    @property
    def finite(self) -> bool:
        """Whether the form can carry a clause by itself."""
        return self.tense in {"present", "past"}


def adjective_forms(lemma: str) -> tuple[str, ...]:
    """Singular and plural of a predicate such as "ansvarig" or "ytterst ansvarig"."""
    if lemma.endswith("ig"):
        return (lemma, lemma + "a", lemma + "t")
    return (lemma, lemma[:-1] + "t", lemma + "e") if lemma.endswith("ad") else (lemma, lemma + "er")


def neuter_forms(lemma: str) -> tuple[str, ...]:
    """Indefinite and definite of a neuter noun such as "ansvar"."""
    return (lemma, lemma + "et")


def parse_pattern(text: str, role: str) -> Pattern:
    """Take apart one pattern of ``roles.ttl``.

    Raises:
        AssetError: if the pattern has no X or is not written in the grammar of patterns.
    """
    if not re.search(r"\bX\b", text):
        raise AssetError(f"pattern {text!r} of role {role} has no X", hint="write X where the body stands")
    if label := re.fullmatch(r"(\S[^:]*): X", text):
        return Pattern(text, role, "label", lemma=label.group(1))
    if marked := re.fullmatch(r"([{<])([^}>]+)[}>] X", text):
        return Pattern(text, role, "predicate" if marked.group(1) == "{" else "holder", lemma=marked.group(2))
    tokens = [token for token in text.split() if not token.startswith("!")]
    verb = next((i for i, token in enumerate(tokens) if token.startswith("[")), None)
    if verb is None:
        before = tokens[: tokens.index("X")]
        return Pattern(text, role, "phrase", words=tuple(before), lemma=" ".join(tokens[tokens.index("X") + 1 :]))
    barred = tuple(token[1:] for token in text.split() if token.startswith("!"))
    return replace(_verb_pattern(text, role, tokens, verb), barred=barred)


_PREPOSITIONS = frozenset(
    [
        *("med", "till", "åt", "från", "av", "för", "hos", "mellan", "på", "i", "om", "över", "inför", "under"),
        *("efter", "genom", "via"),
    ]
)


def _verb_pattern(text: str, role: str, tokens: list[str], verb: int) -> Pattern:
    slot_at = tokens.index("X")
    before = tokens[slot_at - 1] if slot_at else ""
    slot = "subject" if slot_at < verb else before if before in _PREPOSITIONS and slot_at - 1 != verb else "object"
    used = {verb, slot_at} | ({slot_at - 1} if slot in _PREPOSITIONS else set())
    words = tuple(token for i, token in enumerate(tokens) if i not in used)
    return Pattern(text, role, "verb", tokens[verb].strip("[]"), slot, words)


TENSES = ("present", "past", "supine", "participle")


Forms = dict[str, list[str]]


def regular_forms(infinitive: str) -> Forms:
    """The forms of a verb of the first conjugation, by tense."""
    endings = zip(TENSES, ("r", "de", "t", "d"), strict=True)
    return {tense: [infinitive + ending] for tense, ending in endings}


def verb_forms(infinitive: str, forms: Forms, *, plain: bool) -> Iterator[tuple[str, VerbForm]]:
    """Every form of a verb with what it can be; the passive and the inflected participles follow by rule."""
    yield infinitive, VerbForm(infinitive, "infinitive", plain=plain)
    yield infinitive + "s", VerbForm(infinitive, "infinitive", passive=True, plain=plain)
    for tense, form in ((tense, form) for tense, found in forms.items() for form in found):
        if tense == "participle":
            for inflected in _participle_forms(form):
                yield inflected, VerbForm(infinitive, tense, passive=True, plain=plain)
        else:
            yield form, VerbForm(infinitive, tense, plain=plain)
            yield _passive(form, infinitive), VerbForm(infinitive, tense, passive=True, plain=plain)


def _passive(form: str, infinitive: str) -> str:
    """The s-form: ansvarar/ansvaras, leder/leds, hör/hörs, bistår/bistås, ledde/leddes."""
    if form == infinitive + "r":
        return infinitive + "s"
    return form[:-2] + "s" if form.endswith("er") else form + "s"


def _participle_forms(form: str) -> tuple[str, ...]:
    if form.endswith("en"):
        return (form, form[:-2] + "et", form[:-2] + "na")
    return (form, form + "a", form + "e", form[:-1] + "t") if form.endswith("d") else (form,)


def grouped(patterns: Iterable[Pattern]) -> dict[str, tuple[Pattern, ...]]:
    """The patterns by lemma, the most particular first."""
    groups: dict[str, list[Pattern]] = {}
    for pattern in patterns:
        groups.setdefault(pattern.lemma, []).append(pattern)
    return {lemma: tuple(sorted(found, key=_particular)) for lemma, found in groups.items()}


_SHORT_END = 5  # letters and the star: "*ning" says little


def _particular(pattern: Pattern) -> tuple[int, int, str]:
    """The order in which patterns are tried: the longest first, one that names a word before one that names an end."""
    ends = sum(word.startswith("*") and len(word) <= _SHORT_END for word in pattern.words)
    return -len(pattern.words), ends, pattern.text
