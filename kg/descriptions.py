"""What an action is for and how firmly it is put, read off its title and its description."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from itertools import chain

from kg.draft import Draft, Sentence
from kg.extract.tokens import tokens
from kg.lexicon import Lexicon
from kg.model import Context, Span


def completed(context: Context, claimed: dict[Span, str], draft: Draft) -> Context:
    """The context with its modality and purpose; ``claimed`` tells which sentences are evidence, and of what."""
    if context.kind != "Action":
        return context
    described = draft.described.get(context.key, [])
    modality = _action_modality(context, described, draft.lexicon)
    return replace(context, modality=modality, purpose=_purpose(context, described, claimed, draft.lexicon))


def _action_modality(context: Context, described: list[Sentence], lexicon: Lexicon) -> str:
    """How firmly the action is put: by its imperative title, else by the first modal word of its description."""
    first = context.title.split(" ", 1)[0].lower()
    if lexicon.modality_words.get(first) == "examine":
        return "examine"
    for words in chain([tokens(context.title)], (sentence.words for sentence in described)):
        for token in words:
            found = lexicon.modality_words.get(token.lower) or lexicon.modals.get(token.lower)
            if found:
                return found
    return "planned"


def _purpose(context: Context, described: list[Sentence], claimed: dict[Span, str], lexicon: Lexicon) -> str:
    """What the action is for, else what it is, in the words of the text: one sentence, or its title."""
    spans = [(sentence.text, sentence.span) for sentence in described]
    own = [(text, span) for text, span in spans if claimed.get(span, context.key) == context.key]
    marked = (text for text, _ in own if _states_purpose(text, lexicon))
    plain = (text for text, span in own if span not in claimed)
    mentioned = (text for text, _ in own if "för att " in text.lower())
    return next(chain(marked, plain, mentioned), context.title)


def _states_purpose(sentence: str, lexicon: Lexicon) -> bool:
    spoken = sentence.lower()
    return spoken.startswith("för att ") or _purpose_markers(lexicon).search(spoken) is not None


@lru_cache(maxsize=8)
def _purpose_markers(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(lexicon.words["PurposeMarker"]))))
