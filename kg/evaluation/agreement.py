"""When a claim and an annotation agree: on who is meant, and on what the participation hangs.

The agent is the same where the normal forms of the names are equal, or where the mentions overlap and neither is a
different body. A body is a different one where the claim's reading of it bears the name of another annotated body, or
where the reading was looked up (in the authority, before in the text, in the head) and came to a name that cannot be
another form of the annotated one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from kg.evaluation.gold import Gold, GoldContext, Item
from kg.lexicon import load
from kg.model import Claim, Context, Extraction

_WORD = re.compile(r"\w+")
_QUANTIFIERS = frozenset(
    ["samtliga", "alla", "berörd", "berörda", "berört", "övriga", "andra", "respektive", "varje", "den", "det", "de"]
)
_LOOKED_UP = frozenset({"authority", "alias", "antecedent", "issuer"})
_ENDING = 4  # letters that an inflection adds at most: nämnd, nämnderna


def normal(name: str) -> str:
    """A name without case, spaces, punctuation, quantifiers and "AB"."""
    words = _WORD.findall(name.replace("\u00ad", "").casefold())
    return " ".join(word for word in words if word not in _QUANTIFIERS and word != "ab")


def names(claim: Claim) -> set[str]:
    """The normal forms that a claim's body goes by: its names, old ones too, and that of the group it is drawn from."""
    body = claim.mention.body
    known = load().by_iri.get(body.iri) if body.iri is not None else None
    others = known.names if known is not None else ()
    return {normal(name) for name in (body.name, *others, *([body.base.name] if body.base else []))}


def same_name(claim: Claim, item: Item) -> bool:
    """Whether the claim's body has the annotated name."""
    return normal(item.agent) in names(claim)


def same_mention(claim: Claim, item: Item, gold: Gold) -> bool:
    """Whether the mentions overlap and neither is a different body."""
    if not claim.mention.span.overlaps(item.span):
        return False
    return same_name(claim, item) or not _is_different(claim, item, gold)


def _is_different(claim: Claim, item: Item, gold: Gold) -> bool:
    others = {normal(each.agent) for each in gold.items} - {normal(item.agent)}
    if names(claim) & others:
        return True
    is_as_written = normal(item.agent) == normal(item.surface)
    is_looked_up = claim.mention.reason in _LOOKED_UP and not is_as_written
    return is_looked_up and not any(_may_be_form_of(name, normal(item.agent)) for name in names(claim))


def _may_be_form_of(one: str, other: str) -> bool:
    """Whether each word of the shorter name is, but for its ending, a word of the longer."""
    fewer, more = sorted((one.split(), other.split()), key=len)
    return bool(fewer) and all(any(_is_inflected(a, b) for b in more) for a in fewer)


def _is_inflected(one: str, other: str) -> bool:
    shared = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return shared >= max(len(one), len(other)) - _ENDING and shared >= min(3, len(one), len(other))


def aligned(pairs: Iterable[tuple[Item, Claim]], extraction: Extraction, gold: Gold) -> set[tuple[str, str]]:
    """Which context of the extraction is which annotated one, as pairs of their keys.

    Two are the same where the kind is, and the code (with the report), the title, or that they are the document itself.
    What is left over is tied one to one, those first that share most participations: what a reader called an action
    that has no heading of its own does not matter, what hangs together does.
    """
    fits = {
        (context.key, wanted.id): _fit(context, wanted)
        for context in extraction.contexts
        for wanted in gold.contexts.values()
    }
    found = {pair for pair, fit in fits.items() if fit == "same"}
    taken_here, taken_there = {here for here, _ in found}, {there for _, there in found}
    shared = Counter((claim.context, item.context) for item, claim in pairs)
    for (here, there), _ in sorted(shared.items(), key=lambda each: (-each[1], each[0])):
        if fits[here, there] == "possible" and here not in taken_here and there not in taken_there:
            found.add((here, there))
            taken_here.add(here)
            taken_there.add(there)
    return found


def _fit(context: Context, wanted: GoldContext) -> str:
    if context.kind.lower() != wanted.kind:
        return "other"
    if wanted.kind == "document":
        return "same"
    if context.code is not None and wanted.code is not None:
        is_same = _bare(context.code) == _bare(wanted.code) and (context.report is None) == (wanted.report is None)
        return "same" if is_same and _same_report(context, wanted) else "other"
    return "same" if normal(context.title) == normal(wanted.title) else "possible"


def _bare(code: str) -> str:
    """A code without the noun that may stand before it: "Kort 1"."""
    return re.sub(r"^[A-ZÅÄÖa-zåäö]+ (?=\d)", "", code)


def _same_report(context: Context, wanted: GoldContext) -> bool:
    """Reports are annotated as R1, R2 … in the order of the text; a code is unique in its report only."""
    number = re.fullmatch(r"\D*(\d+)", wanted.report or "")
    return context.report is None or number is None or int(number.group(1)) == context.report.number
