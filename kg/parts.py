"""The sentences of a block: cut where they were glued together, joined where one is only the name of who acts."""

from __future__ import annotations

from dataclasses import replace

from kg.draft import Draft
from kg.extract.blocks import Block
from kg.extract.tokens import Token, sentences, texts
from kg.extract.vocabulary import may_be_glued, unglued
from kg.lexicon import Lexicon
from kg.points import can_be_a_name


def parts_of(block: Block, draft: Draft) -> list[tuple[list[Token], int]]:
    """The words of each sentence, and how many of its first words are a name that nothing else shows to be one."""
    parted = [*sentences(block.words, draft.lexicon.words["Abbreviation"])]
    if block.kind == "paragraph" and parted:
        parted[:1] = _without_label(parted[0], draft)
    if may_be_glued(block.words, draft.lexicon):
        parted = [piece for part in parted for piece in unglued(part, draft.lexicon)]
    return _joined(parted, draft)


def denies(words: list[Token], lexicon: Lexicon) -> bool:
    """ "Så är det inte.": a sentence that only says of the one before it that it is not so."""
    return len(words) <= _LONGEST_DENIAL and " ".join(texts(words)).lower().rstrip(" .!") in lexicon.words["Denial"]


_LONGEST_DENIAL = 6  # words and signs


def _without_label(part: list[Token], draft: Draft) -> list[list[Token]]:
    """ "Kommentar: Arbetet leds av X.": a label that names nobody, and the sentence behind it, each by itself."""
    colon = next((i for i, word in enumerate(part[:_LONGEST_LABEL]) if word.text == ":"), 0)
    if not colon or colon + 1 >= len(part) or not part[colon + 1].text[0].isupper():
        return [part]
    names = draft.finder.find(part[: colon + 1])
    return [part] if names else [part[: colon + 1], part[colon + 1 :]]


_LONGEST_LABEL = 4  # words, with the colon


def _joined(parts: list[list[Token]], draft: Draft) -> list[tuple[list[Token], int]]:
    """Join a sentence that is only a name to the next, which then begins with its verb: "X kommun. Finansierar …".

    With each, how many of its first words are a name that nothing else shows to be one.
    """
    made: list[tuple[list[Token], int]] = []
    for part in parts:
        before = made[-1][0] if made else []
        if not made or not _begins_with_verb(part, draft.lexicon) or not can_be_a_name(before, draft.lexicon):
            made.append((part, 0))
        else:
            is_known = draft.finder.whole(before[:-1]) is not None
            made[-1] = ([*_without_stop(before), *part], 0 if is_known else len(before) - 1)
    return made


def _without_stop(words: list[Token]) -> list[Token]:
    """The words without the full stop behind the last of them, which the next stands as far from as before."""
    last, stop = words[-2:]
    return [*words[:-2], replace(last, width=last.width + stop.width)]


def _begins_with_verb(part: list[Token], lexicon: Lexicon) -> bool:
    """Whether a sentence begins with an active verb that gives a role, so that its subject stands before it."""
    forms = lexicon.verbs.get(part[0].lower, ())
    return any(form.finite and not form.plain and not form.passive for form in forms)
