"""Measures an extraction against annotated texts: precision, recall and context accuracy.

The format of the annotations: one folder a text with ``text.txt`` and ``gold.json``; ``participations`` with start,
end, role, agent, context, layer (core counts, anything else counts neither for nor against) and negated;
``document_claims`` likewise count neither way. A prediction matches an annotation where the spans of the mentions
overlap and the role is the same; the context is scored on its own, over the matched ones.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.model import Claim, Context, Extraction, Span


@dataclass(frozen=True)
class Score:
    """Counts of one or more texts; the shares are 1.0 where nothing was there to be found or missed."""

    found: int = 0
    right: int = 0
    expected: int = 0
    matched: int = 0
    in_context: int = 0
    wrong: tuple[str, ...] = field(default=())
    missed: tuple[str, ...] = field(default=())

    @property
    def precision(self) -> float:
        """Share of the counted predictions that are right."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Share of the core annotations that were found."""
        return self.matched / self.expected if self.expected else 1.0

    @property
    def context_accuracy(self) -> float:
        """Share of the matched annotations that hang on the right context."""
        return self.in_context / self.matched if self.matched else 1.0

    def __add__(self, other: Score) -> Score:
        return Score(
            self.found + other.found,
            self.right + other.right,
            self.expected + other.expected,
            self.matched + other.matched,
            self.in_context + other.in_context,
            self.wrong + other.wrong,
            self.missed + other.missed,
        )


def load_gold(folder: Path) -> dict[str, Any]:
    """The annotations of one text."""
    gold: dict[str, Any] = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    return gold


def score(extraction: Extraction, gold: dict[str, Any]) -> Score:
    """Compare the claims of one text with its annotations."""
    contexts = {context.key: context for context in extraction.contexts}
    claims = [claim for claim in extraction.claims if not claim.blanket]
    core = [
        p for p in gold["participations"] if p["layer"] == "core" and not p["negated"] and p["certainty"] != "maybe"
    ]
    free = [p for p in gold["participations"] if p["layer"] != "core" and not p["negated"]]
    matches: list[tuple[dict[str, Any], Claim]] = []
    left = list(claims)
    for item in core:
        hit = next((claim for claim in left if _matches(claim, item)), None)
        if hit is not None:
            left.remove(hit)
            matches.append((item, hit))
    wrong = [
        claim
        for claim in left
        if not any(_overlaps(claim, item) and _tolerated(claim, item) for item in [*free, *core])
    ]
    missed = [item for item in core if not any(item is found for found, _ in matches)]
    in_context = sum(_same_context(contexts[claim.context], item, gold) for item, claim in matches)
    counted = gold["tier"] in {"A", "N"}
    return Score(
        found=len(matches) + len(wrong) if counted else 0,
        right=len(matches) if counted else 0,
        expected=len(core),
        matched=len(matches),
        in_context=in_context,
        wrong=tuple(_describe_claim(extraction, c, gold) for c in wrong) if counted else (),
        missed=tuple(f"{gold['id']}: {p['role']} {p['surface']!r} [{p['start']}] ({p['context']})" for p in missed),
    )


def _overlaps(claim: Claim, item: dict[str, Any]) -> bool:
    return claim.mention.span.overlaps(Span(item["start"], item["end"]))


def _matches(claim: Claim, item: dict[str, Any]) -> bool:
    return _tolerated(claim, item) and _overlaps(claim, item)


def _tolerated(claim: Claim, item: dict[str, Any]) -> bool:
    """An arguable annotation excuses its own role; a core one excuses a second find of itself."""
    return bool(claim.role == item["role"])


def _same_context(context: Context, item: dict[str, Any], gold: dict[str, Any]) -> bool:
    wanted = next(c for c in gold["contexts"] if c["id"] == item["context"])
    if wanted["kind"] != context.kind.lower():
        return False
    if wanted["kind"] == "document":
        return True
    if wanted["code"] is not None:
        return context.code == wanted["code"] and (wanted["report"] is None) == (context.report is None)
    return wanted["kind"] != "action" or _same_title(context.title, wanted["title"])


def _same_title(one: str, other: str) -> bool:
    return one.lower().strip(" .") == other.lower().strip(" .")


def _describe_claim(extraction: Extraction, claim: Claim, gold: dict[str, Any]) -> str:
    words = extraction.document.quote(claim.mention.span)
    sentence = " ".join(extraction.document.quote(claim.evidence).split())
    where = f"[{claim.mention.span.start}] ({claim.context}; {claim.rule})"
    return f"{gold['id']}: {claim.role} {words!r} {where} in {sentence!r}"
