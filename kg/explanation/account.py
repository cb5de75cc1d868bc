"""What there is to say about each claim, in words that a person reads."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kg.lexicon import Lexicon
from kg.model import Claim, Context, Document, Extraction, Notice, Span
from kg.roles import role_groups, role_labels

ASSETS = files("kg") / "explanation" / "assets"


@dataclass(frozen=True)
class ClaimAccount:
    """One claim: ``number`` counts from 1 in the order of the text, ``details`` are the rest in words."""

    number: int
    role: str
    role_label: str
    group: str
    who: str
    body_kind: str
    mention: Span
    words: str
    reason: str
    why: str
    rule: str
    cue: Span
    cue_words: str
    context: str
    details: tuple[str, ...]
    confidence: str
    evidence: Span
    line: int


@dataclass(frozen=True)
class Rule:
    """A construction of the legend, with how many claims it made and how far it can be trusted."""

    name: str
    count: int
    confidence: str


@dataclass(frozen=True)
class Account:
    """A document and all that was read in it; ``texts`` are the words of the chosen language."""

    document: Document
    title: str
    issuer: str | None
    language: str
    texts: dict[str, str]
    claims: tuple[ClaimAccount, ...]
    rules: tuple[Rule, ...]
    groups: tuple[tuple[str, str], ...]
    warnings: tuple[Notice, ...]

    def by_sentence(self) -> list[tuple[Span, list[ClaimAccount]]]:
        """The claims of each sentence, in the order of the text."""
        found: dict[Span, list[ClaimAccount]] = {}
        for claim in self.claims:
            found.setdefault(claim.evidence, []).append(claim)
        return sorted(found.items())


def account(extraction: Extraction, lexicon: Lexicon, language: str = "sv") -> Account:
    """Explain every claim of an extraction in Swedish ("sv") or English ("en")."""
    contexts = {context.key: context for context in extraction.contexts}
    ordered = sorted(extraction.claims, key=lambda c: (c.evidence, c.mention.span, c.role, c.context))
    claims = tuple(
        _explained(number, claim, contexts[claim.context], extraction.document, lexicon, language)
        for number, claim in enumerate(ordered, 1)
    )
    counts = Counter(claim.rule for claim in ordered)
    labels = role_labels(language)
    return Account(
        extraction.document,
        extraction.title,
        extraction.issuer.body.name if extraction.issuer else None,
        language,
        _texts()[language],
        claims,
        tuple(Rule(rule, counts[rule], lexicon.confidence(rule)) for rule in sorted(counts)),
        tuple((group, labels.get(group, group)) for group in dict.fromkeys(c.group for c in claims)),
        extraction.warnings,
    )


def _explained(  # noqa: PLR0917
    number: int, claim: Claim, context: Context, document: Document, lexicon: Lexicon, language: str
) -> ClaimAccount:
    texts = _texts()[language]
    mention = claim.mention
    return ClaimAccount(
        number,
        claim.role,
        role_labels(language).get(claim.role, claim.role),
        role_groups().get(claim.role, "unspecified"),
        mention.body.name,
        mention.body.kind,
        mention.span,
        folded(document, mention.span),
        mention.reason,
        texts.get(f"reason.{mention.reason}", mention.reason),
        claim.rule,
        claim.cue,
        folded(document, claim.cue),
        _named(context, texts),
        tuple(_details(claim, document, texts)),
        lexicon.confidence(claim.rule),
        claim.evidence,
        document.line(mention.span.start),
    )


def _named(context: Context, texts: dict[str, str]) -> str:
    kind = texts.get(f"context.{context.kind}", context.kind)
    report = f" ({texts['report']} {context.report.number})" if context.report else ""
    return " ".join(f"{kind} {context.code or ''} {context.title}{report}".split())


def _details(claim: Claim, document: Document, texts: dict[str, str]) -> list[str]:
    body, found = claim.mention.body, list[str]()
    if claim.via is not None:
        why = texts.get(f"reason.{claim.via.reason}", claim.via.reason)
        found.append(f"{texts['via']} {claim.via.body.name} (“{folded(document, claim.via.span)}”, {why})")
    if body.quantifier is not None:
        found.append(texts.get(f"quantifier.{body.quantifier}", body.quantifier))
    if claim.mention.count is not None:
        found.append(f"{texts['count']} {claim.mention.count}")
    if claim.modality is not None:
        found.append(f"{texts['modality']} {texts.get(f'modality.{claim.modality}', claim.modality)}")
    flags = {"open_list": claim.open_list, "unspecified": claim.unspecified, "blanket": claim.blanket}
    return found + [texts[name] for name, holds in flags.items() if holds]


def folded(document: Document, span: Span) -> str:
    """The words at a span on one line."""
    return " ".join(document.quote(span).split())


@cache
def _texts() -> dict[str, dict[str, str]]:
    texts: dict[str, dict[str, str]] = json.loads(ASSETS.joinpath("texts.json").read_text(encoding="utf-8"))
    return texts
