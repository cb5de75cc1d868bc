"""How much a construction can be trusted: the share of its claims that the annotated texts bear out.

The share is Laplace's (right + 1) / (found + 2), so that few cases give less: 3 of 3 is 0.80, 100 of 100 is 0.99, and
a construction that no annotated text shows is 0.50. Only texts in which everything is annotated count. Whether the
figures hold is shown on texts that they were not taken from: each text is predicted from the others.

Beside the constructions stand precision and recall as a whole, for whoever shows what the reading found: of all texts,
or of those that rules were written for and those that were held out, each by itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from itertools import pairwise

from kg.evaluation.scoring import Evaluation, Score, Verdict

_BINS = (0.0, 0.7, 0.8, 0.9, 0.95, 1.0)
_HEAD = """\
# How often each construction of kg/extract was right on the annotated texts: what samv:confidence is taken from. Before
# them, precision and recall as a whole. Written by `samverkan evaluate tests/gold --held-out tests/gold/HELD_OUT.txt
# --calibrate ontology/constructions.ttl`; do not edit by hand.

@prefix samv: <https://w3id.org/samverkan/def/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix c:    <https://w3id.org/samverkan/def/construction/> .
@prefix m:    <https://w3id.org/samverkan/def/measurement/> .
"""
_PARTS = {
    "all": ("märkta texter", "annotated texts"),
    "held-out": ("texter som inga regler är skrivna för", "texts that no rules were written for"),
    "tuned": ("texter som reglerna är skrivna för", "texts that the rules were written for"),
}


@dataclass(frozen=True)
class Bin:
    """Claims whose confidence lies in ``low`` (with it) to ``high``, and how many of them were right."""

    low: float
    high: float
    claims: int
    right: int
    predicted: float

    @property
    def observed(self) -> float:
        """The share that was right."""
        return self.right / self.claims


def confidence(right: int, found: int) -> Decimal:
    """Laplace's share, with two digits."""
    return (Decimal(right + 1) / Decimal(found + 2)).quantize(Decimal("0.01"), ROUND_HALF_EVEN)


def counts(verdicts: Iterable[Verdict]) -> dict[str, tuple[int, int]]:
    """For each construction how many of its claims were right, and how many there were."""
    found, right = Counter[str](), Counter[str]()
    for verdict in verdicts:
        if verdict.rule is not None and verdict.counts_precision:
            found[verdict.rule] += 1
            right[verdict.rule] += verdict.kind == "right"
    return {rule: (right[rule], found[rule]) for rule in sorted(found)}


def bins(score: Score) -> list[Bin]:
    """Predicted against observed: each text's claims with the confidence that the other texts give them."""
    judged = [(claim, predicted) for text, others in _each_and_others(score) for claim, predicted in _of(text, others)]
    found: list[Bin] = []
    for low, high in pairwise(_BINS):
        inside = [(v, p) for v, p in judged if low <= p < high or p == high == 1.0]
        if inside:
            right, mean = sum(v.kind == "right" for v, _ in inside), sum(p for _, p in inside) / len(inside)
            found.append(Bin(low, high, len(inside), right, mean))
    return found


def _each_and_others(score: Score) -> Iterator[tuple[list[Verdict], list[Verdict]]]:
    for text in score.by(lambda v: v.text):
        yield [v for v in score.verdicts if v.text == text], [v for v in score.verdicts if v.text != text]


def _of(text: list[Verdict], others: list[Verdict]) -> Iterator[tuple[Verdict, float]]:
    known = counts(others)
    for verdict in text:
        if verdict.rule is not None and verdict.counts_precision:
            yield verdict, float(confidence(*known.get(verdict.rule, (0, 0))))


def turtle(found: Evaluation, halves: tuple[Evaluation, Evaluation] | None = None) -> str:
    """The measurements and the table of constructions as Turtle, in the order of their names.

    ``halves`` are the tuned and the held-out texts, which are measured apart where they are given. The same evaluation
    gives the same bytes.
    """
    measured = {"tuned": halves[0], "held-out": halves[1]} if halves else {"all": found}
    entries = (_entry(rule, right, of) for rule, (right, of) in counts(found.strict.verdicts).items())
    return "".join((_HEAD, *_measurements(measured), *entries))


def _measurements(measured: Mapping[str, Evaluation]) -> Iterator[str]:
    for part in sorted(measured):
        texts, score, (swedish, english) = len(measured[part].texts), measured[part].strict, _PARTS[part]
        yield (
            f'\nm:{part} a samv:Measurement ;\n    rdfs:label "{swedish}"@sv , "{english}"@en ;\n'
            f"    samv:textCount {texts} ; samv:claimCount {score.found} ; samv:annotationCount {score.expected} ;\n"
            f"    samv:precision {score.precision:.3f} ; samv:recall {score.recall:.3f} .\n"
        )


def _entry(rule: str, right: int, found: int) -> str:
    local = "-".join("".join(char if char.isascii() and char.isalnum() else " " for char in rule.lower()).split())
    name = rule.replace("\\", "\\\\").replace('"', '\\"')
    return (
        f'\nc:{local} a samv:Construction ; samv:ruleName "{name}" ;\n'
        f"    samv:timesFound {found} ; samv:timesRight {right} ; samv:ruleConfidence {confidence(right, found)} .\n"
    )
