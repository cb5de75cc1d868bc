"""Matters beside the one that is open: a study that was made before it, an action that a sentence names by its code."""

from __future__ import annotations

import re

from kg.draft import Draft, Sentence
from kg.extract.finding import Finding
from kg.extract.tokens import Token, places
from kg.model import Context

_MAKING = frozenset({"operates", "leads", "funds"})
_ARTICLES = frozenset({"en", "ett"})
_POINTING = frozenset({"den", "det", "de"})
_MOST_ADJECTIVES = 3
_STEM = 6  # letters: "utredning" and "utredningen" begin alike
# "åtgärd 3.2", "enligt 2.1": a code behind such a word is no date, sum or chapter of a law.
# It looks back only from a letter that one begins with: the search passes over all others.
_BY_CODE = re.compile(
    r"[åÅiIaApPeE](?<!\w.)(?:"
    r"(?:(?<=[åÅ])tgärd|(?<=[iI])nsats|(?<=[aA])ktivitet|(?<=[pP])unkt) ([A-ZÅÄÖ]?\d{1,2}(?:\.\d{1,2})*)\b"
    r"|(?<=[eE])nligt ([A-ZÅÄÖ]?\d{1,2}\.\d{1,2})\b)"
)


def beside(sentence: Sentence, found: list[Finding], here: Context, draft: Draft) -> Context:
    """What a sentence is about: the open context ``here``, or the action that it names, or a study that it reports."""
    named = _by_code(sentence, draft)
    if named is not None:
        return named
    at = _study_at(sentence, draft) if any(_reports_making(finding) for finding in found) else None
    if at is None or _is_open(sentence.words[at].lower, here):
        return here
    title = " ".join(token.text for token in sentence.words[_adjectives_before(sentence, at) : at + 1])
    context = Context(
        f"study-{sentence.span.start}",
        "Action",
        title[0].upper() + title[1:],
        sentence.span,
        draft.report,
        related=here.key if here.kind == "Action" else None,
    )
    draft.contexts.append(context)
    return context


def _by_code(sentence: Sentence, draft: Draft) -> Context | None:
    """The action that the sentence names by its code, where it names one."""
    if sentence.block.kind == "heading":
        return None
    codes = {match.group(1) or match.group(2) for match in _BY_CODE.finditer(sentence.text)}
    return draft.action(codes.pop()) if len(codes) == 1 else None


def _reports_making(finding: Finding) -> bool:
    is_made = finding.modality == "reported" and finding.rule != "acts on commission"  # which may just have begun
    return finding.role in _MAKING and is_made and not finding.negated


def _study_at(sentence: Sentence, draft: Draft) -> int | None:
    """Where the noun of a study stands that the sentence brings up: "en förstudie", "den översyn som X gjorde"."""
    endings = tuple(draft.lexicon.words["StudyNoun"])
    for at in places(sentence.lowers, lambda word: word.endswith(endings)):
        first = _adjectives_before(sentence, at)
        before = sentence.lowers[first - 1] if first else ""
        after = sentence.lowers[at + 1] if at + 1 < len(sentence.lowers) else ""
        if before in _ARTICLES or (before in _POINTING and after == "som"):
            return at
    return None


def _adjectives_before(sentence: Sentence, at: int) -> int:
    """Where the adjectives before a noun begin: "tidigare" of "ett tidigare försök"."""
    first = at
    while first and at - first < _MOST_ADJECTIVES and _is_adjective(sentence.words[first - 1]):
        first -= 1
    return first


def _is_adjective(token: Token) -> bool:
    return token.text[0].islower() and token.lower.endswith(_ADJECTIVE, 2)


_ADJECTIVE = ("are", "ig", "igt", "iga", "sk", "skt", "ska", "ell", "ellt", "ella", "ad", "at", "ade", "ande", "sta")


def _is_open(noun: str, here: Context) -> bool:
    """Whether the open context is that very study."""
    return noun[:_STEM] in here.title.lower()
