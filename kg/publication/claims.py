"""What one passage says of one body, as the pages show it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pyoxigraph import QuerySolution, QuerySolutions

from kg.assets import queries_dir
from kg.model import Span
from kg.roles import role_groups
from kg.store import Store


@dataclass(frozen=True)
class Claim:
    """A participation: IRIs of the thing itself, its context, its document, who takes part and through which office.

    ``group`` is that of the role ("accountable"), ``evidence`` the span of the sentence, whose words are ``quote``;
    spans count in the document's canonical text. ``confidence`` is 0 to 1, ``line`` counts from 1, where known.
    """

    iri: str
    context: str
    document: str
    participant: str
    office: str | None
    role: str
    group: str
    modality: str | None
    status: str
    is_open_list: bool
    is_unspecified: bool
    words: str
    mention: Span
    cue: Span
    cue_words: str
    evidence: Span
    quote: str
    rule: str | None
    confidence: float | None
    line: int | None

    @property
    def quoted(self) -> tuple[str, str, str]:
        """The sentence on one line, parted at the words that name the body: before, those words, after."""
        first, last = self.mention.start - self.evidence.start, self.mention.end - self.evidence.start
        if not self.evidence.covers(self.mention):
            first = last = 0
        pieces = self.quote[:first], self.quote[first:last], self.quote[last:]
        before, words, after = (_on_one_line(piece) for piece in pieces)
        return before, words, after


def claims(store: Store, participations: Mapping[str, Mapping[str, Any]]) -> dict[str, Claim]:
    """The claims of a store by IRI, in the order of their documents' texts; ``participations`` are the network's."""
    query = (queries_dir() / "publication" / "participations.rq").read_text(encoding="utf-8")
    rows = store.query(query)
    assert isinstance(rows, QuerySolutions)
    found: dict[str, Claim] = {}
    for row in sorted(rows, key=lambda row: [str(term) for term in row]):
        iri = row["part"].value
        found.setdefault(iri, _claim(row, participations[iri]))
    ordered = sorted(found.values(), key=lambda each: (each.document, each.evidence, each.mention, each.iri))
    return {claim.iri: claim for claim in ordered}


def _claim(row: QuerySolution, known: Mapping[str, Any]) -> Claim:
    quote = known["quote"]
    evidence = Span(quote["start"], max(quote["start"], quote["end"]))
    mention = Span(*quote["mention"]) if quote["mention"] else Span(evidence.start, evidence.start)
    cue = _span(row) or Span(evidence.start, evidence.start)
    return Claim(
        iri=row["part"].value,
        context=known["context"],
        document=row["document"].value,
        participant=row["participant"].value,
        office=row["office"].value if row["office"] else None,
        role=known["role"],
        group=role_groups().get(known["role"], "unspecified"),
        modality=known["modality"],
        status=known["status"],
        is_open_list=known["open_list"],
        is_unspecified=known["unspecified"],
        words=known["mention"],
        mention=mention,
        cue=cue,
        cue_words=_on_one_line(known["cue"] or ""),
        evidence=evidence,
        quote=quote["text"],
        rule=known["rule"],
        confidence=known["confidence"],
        line=quote["line"],
    )


def _span(row: QuerySolution) -> Span | None:
    start, end = row["cue_start"], row["cue_end"]
    return Span(int(start.value), int(end.value)) if start and end else None


def _on_one_line(text: str) -> str:
    """The text with its breaks as spaces; a space at an edge stays one, as the pieces are put together again."""
    words = " ".join(text.split())
    before = " " if text[:1].isspace() else ""
    after = " " if words and text[-1:].isspace() else ""
    return f"{before}{words}{after}"
