"""What flows from a file to the graph: documents, spans, mentions, contexts and claims.

Everything here is a frozen dataclass without behaviour of its own beyond what follows from its fields. Offsets are
Unicode code points in a document's canonical text, half open, unless a field says otherwise.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple, Self


class _Ends(NamedTuple):
    start: int
    end: int


class Span(_Ends):
    """A stretch ``text[start:end]`` of a document's canonical text.

    A tuple, as far more of them are made than of anything else here.
    """

    __slots__ = ()

    def __new__(cls, start: int, end: int) -> Self:
        """Raises ValueError where the end lies before the start."""
        if not 0 <= start <= end:
            raise ValueError(f"not a span: {start}..{end}")
        return tuple.__new__(cls, (start, end))

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True)
class Document:
    """A source document as a reader got it out of its file.

    ``text`` is the canonical text that all offsets count in; ``sha256`` is the hex digest of the file's bytes.
    """

    name: str
    text: str
    sha256: str
    charset: str = "utf-8"

    @property
    def key(self) -> str:
        """The first 16 hex digits of the digest: the document's part of every IRI made from it."""
        return self.sha256[:16]

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(i + 1 for i, char in enumerate(self.text) if char == "\n")]

    def line(self, offset: int) -> int:
        """The number, from 1, of the line that holds the code point at ``offset``."""
        return bisect_right(self._line_starts, offset)

    @cached_property
    def _page_starts(self) -> list[int]:
        return [0, *(i + 1 for i, char in enumerate(self.text) if char == "\f")]

    def page(self, offset: int) -> int | None:
        """The number, from 1, of the page; None where no form feeds part pages."""
        return bisect_right(self._page_starts, offset) if len(self._page_starts) > 1 else None

    def quote(self, span: Span) -> str:
        """The words at ``span``, exactly as they stand."""
        return self.text[span.start : span.end]


@dataclass(frozen=True)
class Body:
    """A body or a group of bodies that a mention was read as.

    ``iri`` is set for what the authority files know; everything else gets its IRI from ``scope`` and ``name``. ``kind``
    is the local name of a class of the ontology. ``quantifier`` is set for groups: all, some, one, others or open;
    an open group is drawn from its ``base``.
    """

    name: str
    kind: str
    scope: str
    iri: str | None = None
    quantifier: str | None = None
    base: Body | None = None
    unnamed: bool = False

    @property
    def is_group(self) -> bool:
        """Whether this stands for several bodies."""
        return self.quantifier is not None


@dataclass(frozen=True)
class Mention:
    """Words in the text that name a body, and what they were read as.

    ``reason`` says in one word how the reading was found: authority, name, alias, group, antecedent or issuer;
    unresolved where the words point to a body ("förvaltningen") that the document names nowhere.
    """

    span: Span
    body: Body
    reason: str
    count: int | None = None

    @property
    def implicit(self) -> bool:
        """Whether a reader must look outside the mention to know the body."""
        return self.reason in {"antecedent", "issuer", "unresolved"}


@dataclass(frozen=True)
class Report:
    """A report (delrapport, rapport) that the document retells; ``number`` counts from 1 in order of appearance."""

    number: int
    title: str
    span: Span


@dataclass(frozen=True)
class Context:
    """Something that bodies take part in.

    ``kind`` is Action, Agreement, Transfer, Collaboration or Document; ``key`` is unique in the document.
    """

    key: str
    kind: str
    title: str
    span: Span
    report: Report | None = None
    code: str | None = None
    modality: str | None = None
    purpose: str | None = None
    related: str | None = None
    place: str | None = None
    date: str | None = None
    agreement_kind: str | None = None


@dataclass(frozen=True)
class Claim:
    """One body's part in one context, as one passage says it.

    ``evidence`` is the sentence, ``cue`` the words that signal the role, ``rule`` the name of the construction that was
    recognised. ``blanket`` marks a claim about many unnamed actions at once, which stays on the document.
    """

    context: str
    role: str
    mention: Mention
    evidence: Span
    cue: Span
    rule: str
    via: Mention | None = None
    open_list: bool = False
    modality: str | None = None
    unspecified: bool = False
    blanket: bool = False


@dataclass(frozen=True)
class Notice:
    """Something a person should look at, with the line it stands on."""

    line: int
    message: str


@dataclass(frozen=True)
class Extraction:
    """Everything that was read out of one document, in the order of the text.

    ``date`` is the document's own, ``as_of`` the one at which groups that change with time were taken.
    """

    document: Document
    title: str
    issuer: Mention | None
    date: str | None
    as_of: str | None
    municipality: Body | None
    reports: tuple[Report, ...]
    contexts: tuple[Context, ...]
    claims: tuple[Claim, ...]
    warnings: tuple[Notice, ...] = field(default=())
