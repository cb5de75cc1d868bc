"""The whole way in one place: read, extract, write as RDF, put into the store, derive the ties."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Quad

from kg.claims import extract
from kg.errors import DocumentError
from kg.lexicon import Lexicon, load
from kg.model import Extraction, Notice
from kg.rdf import DEFAULT_BASE, document_graph, document_quads
from kg.readers import read
from kg.rules import apply_rules
from kg.shapes import ShapeResult, validated
from kg.store import Store


@dataclass(frozen=True)
class Summary:
    """What came out of one document; ``by_role`` counts participations by the local name of their role."""

    path: Path
    title: str
    charset: str
    issuer: str | None
    date: str | None
    as_of: str | None
    reports: int
    actions: int
    bodies: int
    participations: int
    by_role: dict[str, int]
    warnings: tuple[Notice, ...]


def build(
    paths: Iterable[Path], store: Store, *, issuer: str | None = None, base: str = DEFAULT_BASE, date: str | None = None
) -> list[Summary]:
    """Build each document into its own graph of ``store``, then run the rules; returns a summary of each.

    All documents are read and validated before the first is stored, so that a mistake in one changes nothing. A
    document that was built before replaces its graph; an older version under another digest stays until it is removed.

    Raises:
        DocumentError: if a document cannot be read, says nothing of an action or a body, or was read into something
            that the shapes forbid.
    """
    lexicon = load(own=store.authority_files())
    read_ones = [(path, _extracted(path, lexicon, issuer, date)) for path in paths]
    written = [(extraction, document_quads(extraction, lexicon, base)) for _, extraction in read_ones]
    _refuse_misshapen(store, {path: quads for (path, _), (_, quads) in zip(read_ones, written, strict=True)})
    for extraction, quads in written:
        store.put_text(extraction.document.key, extraction.document.text)
        store.replace_graphs({document_graph(extraction.document, base): quads})
    apply_rules(store)
    return [_summary(path, extraction) for path, extraction in read_ones]


def _extracted(path: Path, lexicon: Lexicon, issuer: str | None, date: str | None) -> Extraction:
    extraction = extract(read(path), lexicon, issuer=issuer, date=date)
    if not extraction.claims and not any(context.code for context in extraction.contexts):
        raise DocumentError(
            f"{path} names no action and no body with a role",
            hint="is it the text of a plan, a decision or an agreement in Swedish?",
        )
    return extraction


def _refuse_misshapen(store: Store, written: dict[Path, list[Quad]]) -> None:
    """Nothing that the shapes forbid gets into the store: it would be a fault of the program, not of a document."""
    if _violation(store, [quad for quads in written.values() for quad in quads]) is None:
        return
    for path, quads in written.items():
        broken = _violation(store, quads)
        if broken is None:
            continue
        raise DocumentError(
            f"{path} was read into something wrong and is not stored: {broken.node}: {broken.message}",
            hint="this is a fault of the program; please report it with the sentence it comes from",
        )


def _violation(store: Store, quads: list[Quad]) -> ShapeResult | None:
    return next((result for result in validated(store, quads) if result.severity == "violation"), None)


def _summary(path: Path, extraction: Extraction) -> Summary:
    claims = extraction.claims
    return Summary(
        path=path,
        title=extraction.title,
        charset=extraction.document.charset,
        issuer=extraction.issuer.body.name if extraction.issuer else None,
        date=extraction.date,
        as_of=extraction.as_of,
        reports=len(extraction.reports),
        actions=sum(context.kind == "Action" for context in extraction.contexts),
        bodies=len({(claim.mention.body.name, claim.mention.body.scope, claim.mention.body.iri) for claim in claims}),
        participations=len(claims),
        by_role=dict(sorted(Counter(claim.role for claim in claims).items())),
        warnings=extraction.warnings,
    )
