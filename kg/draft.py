"""What has been read so far of one document, and the sentence that is being read."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace

from kg.extract.blocks import Block
from kg.extract.finding import Finding
from kg.extract.nouns import Finder
from kg.extract.phrases import NounPhrase
from kg.extract.tokens import Token, end, lowers, starts, tokens
from kg.lexicon import Lexicon
from kg.memory import kept
from kg.model import Claim, Context, Document, Mention, Notice, Report, Span
from kg.reading import Reading
from kg.resolve import Resolver

DOCUMENT_KEY = "document"
_OF_AGREEMENT = frozenset({"party", "signatory"})
_NO_ADDRESS = re.compile(r"[^\w.-]")
_LONGEST_LIST = 100  # claims


@dataclass
class Sentence:
    """One sentence of a block: it begins at ``begin`` of the block's clean text; ``section`` numbers the headings.

    The first ``lead`` tokens are those of a line that a list goes on from ("Nämnden ska:"); the first ``named`` are a
    name that only its place shows: "Kultur och fritid. Driver …". ``lowers`` are the words in small letters, and
    ``spoken`` the same, each once: most of what is asked of a sentence is whether it has a word at all.
    """

    block: Block
    words: list[Token]
    section: int
    begin: int = 0
    lead: int = 0
    named: int = 0

    def __post_init__(self) -> None:
        self.lowers = lowers(self.words)
        self.spoken = frozenset(self.lowers)

    @kept
    def starts(self) -> list[int]:
        """Where in the clean text each of its words begins, and where one more would."""
        return starts(self.words, self.begin)

    @property
    def text(self) -> str:
        """The clean text of the sentence."""
        return self.block.text[self.begin : self._end(len(self.words) - 1)]

    @kept
    def span(self) -> Span:
        """Where the sentence stands in the document."""
        return self.span_of(0, len(self.words) - 1)

    def evidence(self, finding: Finding) -> Span:
        """What says so: the sentence, without the line that it goes on from where that has no part in it."""
        first = self.lead if min(finding.phrase.first, finding.cue_first) >= self.lead else 0
        return self.span_of(first, len(self.words) - 1) if first else self.span

    def span_of(self, first: int, last: int) -> Span:
        """Where the tokens ``first..last`` (inclusive) stand in the document."""
        return self.block.reading.span(self.starts[first], self._end(last))

    def _end(self, at: int) -> int:
        return end(self.words, self.starts, at)


@dataclass(frozen=True)
class Label:
    """A label whose values may follow in bullets: the role it gives, and where it stands."""

    role: str
    span: Span


@dataclass
class Lead:
    """A sentence that the list under it goes on with: where its block ends in "Nämnden ska:".

    It ``is_body`` where it only names whoever does what the lines under it tell, and ``is_owner`` where it says that
    all of them are that body's: "Kommunens åtaganden". ``claims`` counts those that were made before it was read.
    """

    reading: Reading
    is_read: bool = False
    is_body: bool = False
    is_owner: bool = False
    claims: int = 0
    is_borne: bool = True  # unless its first point has shown that nobody answers for them all

    @kept
    def words(self) -> list[Token]:
        """The tokens of the sentence, the same before each point."""
        return tokens(self.reading.text)


@dataclass
class Draft:
    """The state of the walk: the open context and label, and everything found up to here."""

    document: Document
    lexicon: Lexicon
    resolver: Resolver
    finder: Finder
    whole: Context
    main: Context  # what the document is about: the agreement, where it is one, else the whole
    matter: Context  # what stands under no heading of its own hangs on
    context: Context
    reports: list[Report] = field(default_factory=list)
    contexts: list[Context] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    warnings: list[Notice] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)
    by_body: bool = False  # a plan that lists what is to be done under the names of those who do it
    points: set[str] = field(default_factory=set)  # the keys of those actions that are points of a list
    section: int = 0
    pending: Block | None = None  # a heading that is a matter of its own if something is assigned under it
    is_project: bool = False
    is_assignment: bool = False
    is_response: bool = False  # to what somebody else has written: "Yttrande över …"
    gathers_answers: bool = False  # under headings with the names of those who answered: "Samrådsredogörelse"
    has_assigned: bool = False
    has_codes: bool = False  # matters or sections are numbered
    is_signed: bool = False  # the signatures have begun
    heading: str = ""  # the last one, in small letters
    paragraph: Context | None = None  # in minutes, the matter with a § that is open
    in_minutes: bool = False  # matters numbered by §, in which a heading of its own is a matter of its own
    headings: Counter[str] = field(default_factory=Counter)
    own_words: frozenset[str] = frozenset()  # what the document calls itself: "planen", "äldreplanen"
    own_forms: frozenset[str] = frozenset()  # the same, and their genitives
    running: tuple[Block, Context] | None = None  # what the open paragraph tells somebody to run
    label: Label | None = None
    lead: Lead | None = None
    purposes: tuple[str, ...] = ()  # the words for a purpose that stand anywhere in the text
    described: dict[str, list[Sentence]] = field(default_factory=dict)
    _said: dict[tuple[str, str, Span], int] = field(default_factory=dict)  # with how many claims there were before

    @property
    def report(self) -> Report | None:
        """The report under whose heading the walk is."""
        return self.reports[-1] if self.reports else None

    def warn(self, span: Span, message: str) -> None:
        """Tell the user of something at ``span``."""
        self.warnings.append(Notice(self.document.line(span.start), message))

    def key_of(self, code: str) -> str:
        """What an action with that code goes by in the open report, as a part of an address: "§ 12 a" as "p12a"."""
        number = self.report.number if self.report else 0
        return f"{number}-{_NO_ADDRESS.sub('', code.replace('§', 'p'))}"

    def action(self, code: str) -> Context | None:
        """The action with that code in the open report."""
        key = self.key_of(code)
        if key not in self.keys:  # as most; what has no code may go by it too
            return None
        here = (c for c in reversed(self.contexts) if c.report == self.report)
        return next((c for c in here if c.code is not None and self.key_of(c.code) == key), None)

    def _is_said_again(self, role: str, span: Span) -> bool:
        """Whether one of the last claims is the same: each point of a list says again what its lead says."""
        said, before = (self.context.key, role, span), len(self.claims)
        earlier = self._said.get(said)
        is_again = earlier is not None and before - earlier <= _LONGEST_LIST
        if not is_again:
            self._said[said] = before
        return is_again

    def add(self, finding: Finding, sentence: Sentence, evidence: Span | None = None, cue: Span | None = None) -> None:
        """Make a claim of a finding, in the open context; a negated one or one about nobody known makes none."""
        span = sentence.span_of(finding.phrase.first, finding.phrase.last)
        body, reason = self.resolver.resolve(finding.phrase, sentence.words, sentence.section)
        if finding.negated or reason == "nobody":
            return
        if reason == "unresolved":
            body = body if _can_be_left_open(sentence) else None
            words = " ".join(self.document.quote(span).split())
            self.warn(
                span, f"“{words}” ({finding.role}) is not named; if it issued the document, say who with --issuer"
            )
        if body is None:
            return
        if self._is_said_again(finding.role, span):
            return
        via = None
        if finding.via is not None:
            office, why = self.resolver.resolve(_as_one(finding.via), sentence.words, sentence.section)
            is_office = office is not None and not office.is_group and office != body
            at = sentence.span_of(finding.via.first, finding.via.last)
            via = Mention(at, office, why) if office is not None and is_office else None
        if finding.role in _OF_AGREEMENT and self.context is self.main:
            self.resolver.parties += [body, *([via.body] if via else [])]
        self.claims.append(
            Claim(
                self.context.key,
                finding.role,
                Mention(span, body, reason, finding.phrase.count),
                evidence or sentence.evidence(finding),
                cue or sentence.span_of(finding.cue_first, finding.cue_last),
                finding.rule,
                via,
                finding.open_list,
                finding.modality,
                finding.unspecified,
                blanket=self.context.kind == "Document" and _is_blanket(sentence, self.lexicon),
            )
        )


def _can_be_left_open(sentence: Sentence) -> bool:
    """Whether "förvaltningen" that nothing names is a certain body: not one of several, in a title or in speech."""
    return sentence.block.kind != "heading" and _OPEN_OR_SPOKEN.isdisjoint(sentence.spoken)


_OPEN_OR_SPOKEN = frozenset({"eller", "”", "“", '"', "»"})


def _as_one(office: NounPhrase) -> NounPhrase:
    """An office is one body, where its noun is alike in both numbers: "genom förskolans resursteam"."""
    if office.head is None or not office.head.either:
        return office
    return replace(office, head=office.head.of_one)


def _is_blanket(sentence: Sentence, lexicon: Lexicon) -> bool:
    """A claim about "17 åtgärder" or "de åtgärder för vilka" holds for many actions and names none."""
    return not lexicon.words["ContextNoun"].isdisjoint(sentence.spoken)
