"""Matters beside the one that is open: a study that was made before it, an action that a sentence names by its code."""

from __future__ import annotations

import re

from kg.draft import Draft, Sentence
from kg.extract.finding import Finding
from kg.extract.tokens import Token, places
from kg.lexicon import Lexicon
from kg.model import Context
from kg.occasions import agreement_word

_MAKING = frozenset({"operates", "leads", "funds"})
_ARTICLES = frozenset({"en", "ett"})
_POINTING = frozenset({"den", "det", "de"})
_MOST_ADJECTIVES = 3
_STEM = 6  # letters: "utredning" and "utredningen" begin alike
# "åtgärd 3.2", "enligt 2.1": a code behind such a word is no date, sum or chapter of a law.
# It looks back only from a letter that one begins with: the search passes over all others.
_BY_CODE = re.compile(
    r"(?:\(|[åÅiIaApPrRdDeE](?<!\w.))(?:"
    r"(?:(?<=[åÅ])tgärd|(?<=[iI])nsats|(?<=[aA])ktivitet|(?<=[pP])unkt|(?<=[rR])ad|(?<=[dD])el(?:mål|projekt))"
    r"(?: nr)? ([A-ZÅÄÖ]{0,4}\d{1,2}(?:\.\d{1,2})*)\b"
    r"|(?<=[eE])nligt ([A-ZÅÄÖ]{0,4}\d{1,2}\.\d{1,2})\b)"
    r"|(?<=\()([A-ZÅÄÖ]{0,4}\d{1,2}\.\d{1,2})\)"  # "Lovaktiviteterna (3.1) samordnas av …"
)


def beside(sentence: Sentence, found: list[Finding], here: Context, draft: Draft) -> Context:
    """What a sentence is about: the open context ``here``, or the action that it names, or a study that it reports."""
    named = _by_code(sentence, draft) or _agreement_spoken_of(sentence, here, draft)
    if named is not None:
        return named
    if draft.is_assignment and "uppdraget" in sentence.spoken and any(f.role == "receivesReport" for f in found):
        return draft.matter
    at = _study_at(sentence, draft) if any(_reports_making(finding) for finding in found) else None
    if at is not None and not _is_open(sentence.words[at].lower, here):
        first = _adjectives_before(sentence, at)
        return open_beside(
            "study", " ".join(token.text for token in sentence.words[first : at + 1]), sentence, here, draft
        )
    done = _study_done(found, here, draft) if at is None else None
    if done is not None:
        return open_beside("study", done, sentence, here, draft)
    return _running_matter(sentence, found, here, draft)


def open_beside(kind: str, title: str, sentence: Sentence, here: Context, draft: Draft) -> Context:
    """A matter that the sentence opens for itself, beside the one that is open."""
    context = Context(
        f"{kind}-{sentence.span.start}",
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
    if sentence.block.kind == "heading" or all(context.code is None for context in draft.contexts):
        return None  # as most
    codes = {match[match.lastindex or 0] for match in _BY_CODE.finditer(sentence.text)}
    return draft.action(codes.pop()) if len(codes) == 1 else None


def _agreement_spoken_of(sentence: Sentence, here: Context, draft: Draft) -> Context | None:
    """The last agreement that the text told of, where the sentence begins with it: "Enligt avtalet ansvarar …"."""
    at = 1 if sentence.lowers[0] in {"enligt", "genom", "i", "inom"} else 0
    word = sentence.lowers[at] if at < len(sentence.lowers) else ""
    kind = agreement_word(word, draft.lexicon)
    if kind in {None, word} or draft.main.kind == "Agreement" or here.kind == "Agreement":
        return None
    told = (c for c in reversed(draft.contexts) if c.kind == "Agreement" and c.report == here.report)
    return next((c for c in told if (c.agreement_kind or "").endswith(kind or "")), None)


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


def _study_done(found: list[Finding], here: Context, draft: Draft) -> str | None:
    """The noun of a study that a verb reports under no heading of its own: "X har på uppdrag inventerat ängarna"."""
    if draft.in_minutes or here is not draft.matter or (here is not draft.whole and not draft.is_assignment):
        return None
    lemmas = [f.lemma for f in found if f.role == "operates" and f.modality == "reported" and not f.negated]
    nouns = draft.lexicon.words["StudyNoun"]
    done = next(
        (noun for lemma in lemmas for noun in sorted(nouns) if lemma and noun.startswith(lemma[:-1][:_STEM])), None
    )
    return None if done is None or _is_open(done, draft.whole) else done  # what the document itself reports


def _running_matter(sentence: Sentence, found: list[Finding], here: Context, draft: Draft) -> Context:
    """In a text without headings, what somebody is said to run: "Kaféet på torget drivs av …", and what follows on it.

    Whoever does something to the document itself wrote it; the verbs of writing are not asked for.
    """
    is_plain = here.kind == "Action" and here.code is None
    gathers = here is draft.whole or (is_plain and _gathers(here.title, draft.lexicon))
    if not gathers or sentence.block.kind == "heading":
        return here
    running = [finding for finding in found if _runs(finding, draft.lexicon)]
    goes_on = here is draft.whole and draft.running is not None and draft.running[0] is sentence.block
    if goes_on and draft.running is not None and all(finding.role == "funds" for finding in running):
        return draft.running[1]
    title = _run(sentence, draft) if running else None
    if title is None:
        return here
    context = open_beside("matter", title, sentence, here, draft)
    draft.running = (sentence.block, context)
    return context


def _runs(finding: Finding, lexicon: Lexicon) -> bool:
    """Whether something is now run or paid by somebody."""
    is_now = finding.modality is None and finding.rule == "agent of passive" and not finding.negated
    is_run = finding.role in {"funds", "leads", "coordinates"} or finding.lemma in lexicon.words["RunningVerb"]
    return is_now and is_run


def _gathers(title: str, lexicon: Lexicon) -> bool:
    """Whether a heading only gathers what was or is done: "Aktiviteter under året", "Viktiga händelser"."""
    return not lexicon.words["GatheringNoun"].isdisjoint(title.lower().split())


def _run(sentence: Sentence, draft: Draft) -> str | None:
    """What is run, where the sentence begins with it: a name or definite noun, of no document and not general."""
    lexicon = draft.lexicon
    verbs = places(sentence.lowers, lambda word: any(form.finite for form in lexicon.verbs.get(word, ())))
    words = sentence.words[: next(iter(verbs), 0)]
    if not 0 < len(words) <= _LONGEST_NAME or not all(token.is_word for token in words):
        return None
    first = words[0].lower
    is_general = first in lexicon.words["ContextNoun"] or first.endswith(tuple(lexicon.words["VagueEnding"]))
    is_document = first.endswith(tuple(lexicon.words["DocumentNoun"])) or first in draft.own_forms
    is_definite = first.endswith(_DEFINITE) and first not in lexicon.words["FunctionWord"]
    return " ".join(token.text for token in words) if is_definite and not (is_general or is_document) else None


_DEFINITE = ("en", "et", "an", "na")
_LONGEST_NAME = 6  # words


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
