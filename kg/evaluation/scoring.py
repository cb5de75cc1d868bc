"""The verdict on each claim and each annotation, and the figures that follow from the verdicts.

Strict asks for the same role, lenient for one of the same group. An annotation and a claim are paired once at most.
Precision counts where all is annotated (tiers A and N), recall where something is (A and B). A claim about an
arguable, uncertain or document-wide annotation counts for nothing; one about a negated annotation is wrong everywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from kg.evaluation.agreement import aligned, same_mention, same_name
from kg.evaluation.gold import Gold, Item
from kg.model import Claim, Context, Extraction, Span
from kg.roles import role_groups

Pair = tuple[Item, Claim]


@dataclass(frozen=True)
class Verdict:
    """What became of one claim or annotation: right, wrong or missed.

    ``role`` is the annotated one, of a wrong claim its own; so is ``context``, and ``given`` names what was found
    in its stead. ``rule`` is None for what was missed; ``note`` says "negated" where the text denies what was claimed,
    "twice" where the same claim was made before.
    """

    kind: str
    text: str
    role: str
    rule: str | None
    line: int
    words: str
    sentence: str
    context: str
    in_context: bool = False
    given: str = ""
    counts_precision: bool = True
    counts_recall: bool = True
    note: str = ""


@dataclass(frozen=True)
class Score:
    """The figures of some verdicts; a share is 1.0 where nothing was there to be found or missed."""

    verdicts: tuple[Verdict, ...] = ()

    def __add__(self, other: Score) -> Score:
        return Score(self.verdicts + other.verdicts)

    @cached_property
    def matched(self) -> tuple[Verdict, ...]:
        """The annotations that were found, in all tiers."""
        return tuple(v for v in self.verdicts if v.kind == "right")

    @cached_property
    def wrong(self) -> tuple[Verdict, ...]:
        """The claims that are wrong."""
        return tuple(v for v in self.verdicts if v.kind == "wrong" and v.counts_precision)

    @cached_property
    def missed(self) -> tuple[Verdict, ...]:
        """The annotations that were not found."""
        return tuple(v for v in self.verdicts if v.kind == "missed" and v.counts_recall)

    @property
    def right(self) -> int:
        """How many of the counted claims are right."""
        return sum(v.counts_precision for v in self.matched)

    @property
    def found(self) -> int:
        """How many claims count for precision."""
        return self.right + len(self.wrong)

    @property
    def expected(self) -> int:
        """How many annotations count for recall."""
        return sum(v.counts_recall for v in self.matched) + len(self.missed)

    @property
    def precision(self) -> float:
        """Share of the counted claims that are right."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Share of the counted annotations that were found."""
        return 1 - len(self.missed) / self.expected if self.expected else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    @property
    def context_accuracy(self) -> float:
        """Share of the found annotations that hang on the right context."""
        return sum(v.in_context for v in self.matched) / len(self.matched) if self.matched else 1.0

    @property
    def misplaced(self) -> tuple[Verdict, ...]:
        """The found annotations that hang on another context."""
        return tuple(v for v in self.matched if not v.in_context)

    def by(self, key: Callable[[Verdict], str | None]) -> dict[str, Score]:
        """The same by what ``key`` gives; verdicts for which it gives None are left out."""
        groups: dict[str, list[Verdict]] = {}
        for verdict in self.verdicts:
            name = key(verdict)
            if name is not None:
                groups.setdefault(name, []).append(verdict)
        return {name: Score(tuple(groups[name])) for name in sorted(groups)}

    def of(self, texts: Iterable[str]) -> Score:
        """The same for some texts only."""
        wanted = frozenset(texts)
        return Score(tuple(v for v in self.verdicts if v.text in wanted))


@dataclass(frozen=True)
class Evaluation:
    """The scores of some texts, strict and lenient; ``texts`` are their names."""

    texts: tuple[str, ...]
    strict: Score
    lenient: Score

    def of(self, texts: Iterable[str]) -> Evaluation:
        """The same for some of the texts."""
        wanted = tuple(text for text in self.texts if text in set(texts))
        return Evaluation(wanted, self.strict.of(wanted), self.lenient.of(wanted))


def evaluated(extractions: Iterable[tuple[Extraction, Gold]]) -> Evaluation:
    """Score each extraction against its annotations."""
    pairs = list(extractions)
    strict = [score(extraction, gold) for extraction, gold in pairs]
    lenient = [score(extraction, gold, lenient=True) for extraction, gold in pairs]
    return Evaluation(tuple(gold.name for _, gold in pairs), sum(strict, Score()), sum(lenient, Score()))


def score(extraction: Extraction, gold: Gold, *, lenient: bool = False) -> Score:
    """Compare the claims of one text with its annotations."""
    return Score(tuple(_Comparison(extraction, gold, lenient).verdicts()))


@dataclass(frozen=True)
class _Comparison:
    extraction: Extraction
    gold: Gold
    lenient: bool

    def verdicts(self) -> Iterator[Verdict]:
        claims = list(self.extraction.claims)
        pairs = self._paired([item for item in self.gold.items if item.counts], claims)
        places = aligned(pairs, self.extraction, self.gold)
        for item, claim in pairs:
            yield self._right(item, claim, in_context=(claim.context, item.context) in places)
        yield from self._missed(pairs)
        used = [claim for _, claim in pairs]
        unused = [claim for claim in claims if not any(claim is each for each in used)]
        yield from self._wrong([claim for claim in unused if not self._repeats(claim, pairs)], used)

    def _paired(self, items: list[Item], claims: list[Claim]) -> list[Pair]:
        """The surest pairs first: mention and very role, mention and role of the group, then the name alone."""
        pairs: list[Pair] = []
        for agrees in (self._at_place, self._at_place_leniently, self._by_name):
            for item in items:
                if any(item is used for used, _ in pairs):
                    continue
                free = [c for c in claims if agrees(c, item) and not any(c is used for _, used in pairs)]
                if free:
                    pairs.append((item, min(free, key=lambda c: abs(c.mention.span.start - item.span.start))))
        return pairs

    def _at_place(self, claim: Claim, item: Item) -> bool:
        return claim.role == item.role and same_mention(claim, item, self.gold)

    def _at_place_leniently(self, claim: Claim, item: Item) -> bool:
        return self._same_role(claim.role, item.role) and same_mention(claim, item, self.gold)

    def _by_name(self, claim: Claim, item: Item) -> bool:
        return self._same_role(claim.role, item.role) and same_name(claim, item)

    def _same_role(self, one: str, other: str) -> bool:
        return one == other or (self.lenient and role_groups().get(one) == role_groups().get(other))

    def _missed(self, pairs: list[Pair]) -> Iterator[Verdict]:
        for item in self.gold.items:
            if item.counts and not any(item is found for found, _ in pairs):
                yield self._verdict("missed", item.span, item.role, None, item.context)

    def _repeats(self, claim: Claim, pairs: list[Pair]) -> bool:
        """Whether a claim says at another place of the text what has been found and counted."""
        return any(
            (claim.context, claim.role) == (found.context, found.role)
            and claim.mention.span != found.mention.span
            and same_name(claim, item)
            for item, found in pairs
        )

    def _wrong(self, claims: list[Claim], used: list[Claim]) -> Iterator[Verdict]:
        made = {_said(claim) for claim in used}
        for claim in claims:
            note = "negated" if self._is_negated(claim) else "twice" if _said(claim) in made else ""
            if note == "negated" or (self.gold.counts_precision and not self._is_excused(claim)):
                yield self._verdict("wrong", claim.mention.span, claim.role, claim, claim.context, note=note)

    def _is_negated(self, claim: Claim) -> bool:
        return any(
            item.negated and claim.mention.span.overlaps(item.span) and self._same_role(claim.role, item.role)
            for item in self.gold.items
        )

    def _is_excused(self, claim: Claim) -> bool:
        return any(item.excuses and self._at_place_leniently(claim, item) for item in self.gold.items) or any(
            span.overlaps(claim.mention.span) and (role is None or self._same_role(claim.role, role))
            for span, role in self.gold.excused
        )

    def _right(self, item: Item, claim: Claim, *, in_context: bool) -> Verdict:
        return self._verdict("right", claim.mention.span, item.role, claim, item.context, in_context=in_context)

    def _named(self, claim: Claim) -> str:
        return next(_context_name(each) for each in self.extraction.contexts if each.key == claim.context)

    def _verdict(
        self,
        kind: str,
        span: Span,
        role: str,
        claim: Claim | None,
        context: str,
        *,
        in_context: bool = False,
        note: str = "",
    ) -> Verdict:
        document = self.gold.document
        return Verdict(
            kind,
            self.gold.name,
            role,
            claim.rule if claim else None,
            document.line(span.start),
            " ".join(document.quote(span).split()),
            " ".join(document.quote(claim.evidence if claim else _around(document.text, span)).split()),
            context,
            in_context,
            "" if in_context or kind != "right" or claim is None else self._named(claim),
            self.gold.counts_precision or note == "negated",
            self.gold.counts_recall,
            note,
        )


def _context_name(context: Context) -> str:
    """The kind of a context with its code, else with its title: "Action 2.1"."""
    return f"{context.kind} {context.code or ' '.join(context.title.split())}"


def _said(claim: Claim) -> tuple[str, str, Span]:
    return claim.context, claim.role, claim.mention.span


_EDGES = (". ", ".\n", "\n\n", "\n- ", "\n• ")


def _around(text: str, span: Span) -> Span:
    """The sentence or paragraph around a span, for a quote: to the full stop or blank line on either side."""
    starts = [at + len(edge) for edge in _EDGES if (at := text.rfind(edge, 0, span.start)) >= 0]
    ends = [at + 1 for edge in _EDGES if (at := text.find(edge, span.end)) >= 0]
    return Span(min(max(starts, default=0), span.start), max(span.end, min(ends, default=len(text))))
