"""An evaluation as tables for the eye and as one JSON object for programs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.evaluation.calibration import bins, confidence, counts
from kg.evaluation.scoring import Evaluation, Score, Verdict
from kg.roles import role_groups

FIGURES = ("P", "R", "F1", "found", "right", "expected", "missed")


@dataclass(frozen=True)
class Table:
    """A heading, the names of the columns, and rows of text."""

    title: str
    columns: tuple[str, ...]
    rows: list[list[str]]


def tables(evaluation: Evaluation, quoted: Evaluation) -> Iterator[Table]:
    """All that there is to say about an evaluation; what went wrong is quoted from ``quoted``, a part of it.

    Whoever mends rules must not read the texts that are held out, so they are measured and not quoted.
    """
    strict, shown = evaluation.strict, quoted.strict
    yield Table("All texts", ("", *FIGURES, "context"), _overall(evaluation))
    yield Table("By role (strict)", ("role", "group", *FIGURES), _by_role(strict))
    yield Table("By construction (strict)", ("construction", "found", "right", "P", "confidence"), _by_rule(strict))
    yield Table("By text (strict)", ("text", *FIGURES, "context"), _by_text(strict))
    yield Table(
        "Calibration: each text's claims, with the confidence that the other texts give",
        ("confidence", "claims", "right", "predicted", "observed"),
        [
            [f"{b.low:.2f}–{b.high:.2f}", str(b.claims), str(b.right), f"{b.predicted:.3f}", f"{b.observed:.3f}"]
            for b in bins(strict)
        ],
    )
    yield Table("Missed", ("where", "role", "words", "context", "sentence"), [_missed(v) for v in shown.missed])
    yield Table("Wrong", ("where", "role", "words", "construction", "sentence"), [_wrong(v) for v in shown.wrong])
    yield Table(
        "On another context",
        ("where", "role", "words", "belongs to", "hangs on", "sentence"),
        [[*_missed(v)[:-1], v.given, v.sentence] for v in shown.misplaced],
    )


def comparison(tuned: Evaluation, held_out: Evaluation) -> Table:
    """The texts that rules were written for beside those that were held out, and how far the figures lie apart."""
    rows = [
        [name, f"{a:.3f}", f"{b:.3f}", f"{a - b:+.3f}"]
        for name, a, b in zip(_NAMES, _shares(tuned), _shares(held_out), strict=True)
    ]
    title = f"Tuned ({len(tuned.texts)} texts) and held out ({len(held_out.texts)} texts)"
    return Table(title, ("", "tuned", "held out", "gap"), rows)


def as_json(evaluation: Evaluation, quoted: Evaluation) -> dict[str, object]:
    """The same for programs."""
    shown = quoted.strict
    strict, lenient = evaluation.strict, evaluation.lenient
    return {
        "texts": list(evaluation.texts),
        "strict": figures(strict),
        "lenient": figures(lenient),
        "by_role": {role: figures(part) for role, part in strict.by(lambda v: v.role).items()},
        "by_construction": {
            rule: {"found": found, "right": right, "confidence": float(confidence(right, found))}
            for rule, (right, found) in counts(strict.verdicts).items()
        },
        "by_text": {text: figures(part) for text, part in _texts(evaluation).items()},
        "calibration": [
            {"from": b.low, "to": b.high, "claims": b.claims, "right": b.right, "predicted": round(b.predicted, 4)}
            for b in bins(strict)
        ],
        "missed": [_verdict(v) for v in shown.missed],
        "wrong": [_verdict(v) for v in shown.wrong],
        "misplaced": [_verdict(v) for v in shown.misplaced],
    }


def comparison_json(tuned: Evaluation, held_out: Evaluation) -> dict[str, object]:
    """The two halves and the gap, for programs."""
    gap = {n: round(a - b, 4) for n, a, b in zip(_NAMES, _shares(tuned), _shares(held_out), strict=True)}
    halves = {"tuned": tuned, "held_out": held_out}
    return {
        name: {"texts": list(half.texts), "strict": figures(half.strict), "lenient": figures(half.lenient)}
        for name, half in halves.items()
    } | {"gap": gap}


def figures(score: Score) -> dict[str, float | int]:
    """The figures of a score, shares with four digits."""
    return {
        "precision": round(score.precision, 4),
        "recall": round(score.recall, 4),
        "f1": round(score.f1, 4),
        "context_accuracy": round(score.context_accuracy, 4),
        "found": score.found,
        "right": score.right,
        "expected": score.expected,
        "missed": len(score.missed),
    }


_NAMES = ("strict P", "strict R", "strict F1", "lenient P", "lenient R", "lenient F1", "context")


def _shares(half: Evaluation) -> tuple[float, ...]:
    scores = (half.strict, half.lenient)
    return (*(share for s in scores for share in (s.precision, s.recall, s.f1)), half.strict.context_accuracy)


def _texts(evaluation: Evaluation) -> dict[str, Score]:
    """The score of each text, also of those in which there was nothing to say."""
    return {text: evaluation.strict.of([text]) for text in evaluation.texts}


def _overall(evaluation: Evaluation) -> list[list[str]]:
    return [
        [name, *_cells(score), f"{score.context_accuracy:.3f}"]
        for name, score in (("strict", evaluation.strict), ("lenient", evaluation.lenient))
    ]


def _cells(score: Score) -> list[str]:
    shares = (f"{share:.3f}" for share in (score.precision, score.recall, score.f1))
    return [*shares, *map(str, (score.found, score.right, score.expected, len(score.missed)))]


def _by_role(strict: Score) -> list[list[str]]:
    return [[role, role_groups().get(role, ""), *_cells(part)] for role, part in strict.by(lambda v: v.role).items()]


def _by_rule(strict: Score) -> list[list[str]]:
    return [
        [rule, str(found), str(right), f"{right / found:.3f}", str(confidence(right, found))]
        for rule, (right, found) in counts(strict.verdicts).items()
    ]


def _by_text(strict: Score) -> list[list[str]]:
    return [[text, *_cells(part), f"{part.context_accuracy:.3f}"] for text, part in strict.by(lambda v: v.text).items()]


def _missed(verdict: Verdict) -> list[str]:
    return [f"{verdict.text}:{verdict.line}", verdict.role, verdict.words, verdict.context, verdict.sentence]


def _wrong(verdict: Verdict) -> list[str]:
    words = f"{verdict.words} ({verdict.note})" if verdict.note else verdict.words
    return [f"{verdict.text}:{verdict.line}", verdict.role, words, verdict.rule or "", verdict.sentence]


def _verdict(verdict: Verdict) -> dict[str, object]:
    return {
        "text": verdict.text,
        "line": verdict.line,
        "role": verdict.role,
        "words": verdict.words,
        "construction": verdict.rule,
        "context": verdict.context,
        "given": verdict.given,
        "sentence": verdict.sentence,
        "note": verdict.note,
    }
