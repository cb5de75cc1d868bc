"""What a word can be by itself: its class, and the verb forms that it is spelled like."""

from __future__ import annotations

from functools import lru_cache, partial

from kg.lexicon import Lexicon
from kg.patterns import Pattern, VerbForm
from kg.spelling import BySpelling

CONJUNCTIONS = frozenset({"och", "samt", "eller", "men", "utan", "respektive", "liksom", "ävensom", "jämte", "plus"})
"""The words that join the members of a list, or clauses."""

_RELATIVES = frozenset({"som", "vilken", "vilket", "vilka"})
FINITE_KINDS = frozenset({"modal", "copula"})
"""The classes whose words are finite verbs, though they have no forms of their own."""
_READ_BESIDE = frozenset({"där", "då", "sedan", "om", "icke", "kommer"})  # what their neighbours make something else

_Class = tuple[str, str | None, Pattern | None, tuple[VerbForm, ...], bool, bool]
WordClasses = BySpelling[_Class]
"""The classes of words, each looked up once."""


@lru_cache(maxsize=8)
def word_classes(lexicon: Lexicon) -> WordClasses:
    """What a word by itself is: kind, modality, pattern, verb forms, if finite, and if it is so beside any word."""
    return BySpelling(partial(_word_class, lexicon))


def _word_class(lexicon: Lexicon, lower: str) -> _Class:
    kind = _closed_class(lower, lexicon) or _compound_class(lower, lexicon)
    if kind:
        pattern = lexicon.holders.get(lower) or lexicon.predicates.get(lower) or _compound_pattern(kind, lexicon)
        modality = lexicon.modals.get(lower) or ("may" if lower in lexicon.words["HedgeWord"] else None)
        forms = lexicon.verbs.get(lower, ()) if kind == "copula" else ()
    else:
        pattern = modality = None
        forms = lexicon.verbs.get(lower, ()) or _guessed(lower)
        kind = "verb" if forms else "word"
    finite = any(form.finite for form in forms) if forms else kind in FINITE_KINDS
    is_plain = not forms and lower not in _READ_BESIDE
    return kind, modality, pattern, forms, finite, is_plain


def _guessed(lower: str) -> tuple[VerbForm, ...]:
    """Verbs in -era are inflected alike, and no other words end as they do: "lokaliseras"."""
    for ending, tense, passive in (("erades", "past", True), ("eras", "present", True), ("erar", "present", False)):
        if lower.endswith(ending) and len(lower) > len(ending) + 2:
            return (VerbForm(lower.removesuffix(ending) + "era", tense, passive=passive, plain=True),)
    return ()


_COMPOUNDS = {"ansvar": "holder", "ansvaret": "holder", "ansvarig": "predicate", "ansvariga": "predicate"}


def _compound_class(lower: str, lexicon: Lexicon) -> str:
    """What a compound is by its last part: "driftansvaret", "projektansvarig"; "slutligen" and such are adverbs."""
    last = next((end for end in _COMPOUNDS if lower.endswith(end) and len(lower) > len(end) + 2), None)
    if last is not None and not lower.startswith(tuple(lexicon.words["OtherAnswerStem"])):
        return _COMPOUNDS[last]
    return "adverb" if len(lower) > 6 and lower.endswith(_ADVERB_ENDINGS) and lower not in lexicon.verbs else ""


# Whose responsibility it is as a parent, as an employer or by law, is not said of a task.
_ADVERB_ENDINGS = ("ligen", "gvis", "tvis", "ledes", "svis")


def _compound_pattern(kind: str, lexicon: Lexicon) -> Pattern | None:
    if kind == "holder":
        return lexicon.holders["ansvar"]
    return lexicon.predicates["ansvarig"] if kind == "predicate" else None


def _closed_class(lower: str, lexicon: Lexicon) -> str:
    known = lexicon.words
    if lower.isdigit() and len(lower) == 4:
        return "adverb"  # a year
    if not lower[0].isalnum():
        return {
            ",": "comma",
            ";": "stop",
            ":": "stop",
            "(": "paren",
            ")": "unparen",
            "/": "conj",
            "–": "stop",
            "—": "stop",
        }.get(lower, "word")
    table = (
        (lower in known["OpenListMarker"], "open"),
        (lower in CONJUNCTIONS, "conj"),
        (lower in _RELATIVES, "rel"),
        (lower in known["Negation"], "neg"),
        (lower in lexicon.modals, "modal"),
        (lower in lexicon.copulas, "copula"),
        (lower in lexicon.holders, "holder"),
        (lower in lexicon.predicates, "predicate"),
        (lower in known["ViaMarker"], "via"),
        (lower in known["Preposition"], "prep"),
        (lower in known["Subordinator"], "sub"),
        (lower in known["QuestionWord"], "question"),
        (lower in known["Adverb"] or lower in known["HedgeWord"], "adverb"),
    )
    return next((kind for holds, kind in table if holds), "")
