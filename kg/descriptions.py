"""What an action is for and how firmly it is put, read off its title and its description."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from itertools import chain

from kg.draft import Draft, Sentence
from kg.extract.tokens import lowers, tokens
from kg.lexicon import Lexicon
from kg.model import Context, Span


def completed(context: Context, claimed: dict[Span, str], draft: Draft) -> Context:
    """The context with its modality and purpose; ``claimed`` tells which sentences are evidence, and of what."""
    if context.kind != "Action":
        return context
    described = draft.described.get(context.key, [])
    modality = _action_modality(context, described, draft.lexicon)
    return replace(context, modality=modality, purpose=_purpose(context, described, claimed, draft.purposes))


def _action_modality(context: Context, described: list[Sentence], lexicon: Lexicon) -> str:
    """How firmly the action is put: by its imperative title, else by the first modal word of its description."""
    first = context.title.split(" ", 1)[0].lower()
    if lexicon.modality_words.get(first) == "examine":
        return "examine"
    firm = _modality_words(lexicon)
    for spoken in chain([lowers(tokens(context.title))], (sentence.lowers for sentence in described)):
        if not firm.keys().isdisjoint(spoken):  # as in few
            return next(firm[word] for word in spoken if word in firm)
    return "planned"


@lru_cache(maxsize=8)
def _modality_words(lexicon: Lexicon) -> dict[str, str]:
    return lexicon.modals | lexicon.modality_words


def _purpose(context: Context, described: list[Sentence], claimed: dict[Span, str], purposes: tuple[str, ...]) -> str:
    """What the action is for, else what it is, in the words of the text: one sentence, or its title."""

    def is_own(sentence: Sentence) -> bool:
        return claimed.get(sentence.span, context.key) == context.key

    told = next((s for s in described if _states_purpose(s, purposes) and is_own(s)), None)
    told = told or next((s for s in described if s.span not in claimed), None)
    told = told or next((s for s in described if "för att " in s.text.lower() and is_own(s)), None)
    return told.text if told is not None else context.title


def _states_purpose(sentence: Sentence, purposes: tuple[str, ...]) -> bool:
    if sentence.lowers[:2] == ["för", "att"]:
        return True
    return purposes != () and any(map(sentence.text.lower().__contains__, purposes))


def purposes_in(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The words for a purpose that stand anywhere in a clean text: few of all that there are."""
    spoken = text.lower()
    return tuple(filter(spoken.__contains__, sorted(lexicon.words["PurposeMarker"])))
