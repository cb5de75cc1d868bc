"""What an action is for and how firmly it is put, read off its title and its description."""

from __future__ import annotations

from dataclasses import replace

from kg.draft import Draft, Sentence
from kg.extract.tokens import tokens
from kg.lexicon import Lexicon
from kg.model import Context, Span


def completed(context: Context, claimed: dict[Span, str], draft: Draft) -> Context:
    """The context with its modality and purpose; ``claimed`` tells which sentences are evidence, and of what."""
    if context.kind != "Action":
        return context
    described = draft.described.get(context.key, [])
    modality = _action_modality(context, [sentence.text for sentence in described], draft.lexicon)
    return replace(context, modality=modality, purpose=_purpose(context, described, claimed, draft.lexicon))


def _action_modality(context: Context, described: list[str], lexicon: Lexicon) -> str:
    """How firmly the action is put: by its imperative title, else by the first modal word of its description."""
    first = context.title.split(" ", 1)[0].lower()
    if lexicon.modality_words.get(first) == "examine":
        return "examine"
    for sentence in [context.title, *described]:
        for token in tokens(sentence):
            found = lexicon.modality_words.get(token.lower) or lexicon.modals.get(token.lower)
            if found:
                return found
    return "planned"


def _purpose(context: Context, described: list[Sentence], claimed: dict[Span, str], lexicon: Lexicon) -> str:
    """What the action is for, else what it is, in the words of the text: one sentence, or its title."""
    own = [s for s in described if claimed.get(s.span, context.key) == context.key]
    plain = [s for s in own if s.span not in claimed]
    marked = [s for s in own if _states_purpose(s.text, lexicon)]
    mentioned = [s for s in own if "för att " in s.text.lower()]
    return next((s.text for s in (*marked, *plain, *mentioned)), context.title)


def _states_purpose(sentence: str, lexicon: Lexicon) -> bool:
    spoken = sentence.lower()
    return spoken.startswith("för att ") or any(marker in spoken for marker in lexicon.words["PurposeMarker"])
