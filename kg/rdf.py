"""An extraction as RDF: one named graph a document, no blank nodes, no clock, the same input the same quads.

The names of classes and properties are those of ``ontology/samverkan.ttl``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg.lexicon import Lexicon
from kg.model import Body, Claim, Context, Document, Extraction, Mention, Report, Span
from kg.namespaces import PREFIXES
from kg.towns import slug

DEFAULT_BASE = "https://w3id.org/samverkan/"
_AROUND = 32  # code points of prefix and suffix of a quote: enough to find it again in a changed text

Name = Callable[[str], NamedNode]


def _namespace(prefix: str) -> Name:
    return lambda local: NamedNode(PREFIXES[prefix] + local)


SAMV, DCTERMS, OA = (_namespace(prefix) for prefix in ("samv", "dcterms", "oa"))
RDFS, RDF, XSD = (_namespace(prefix) for prefix in ("rdfs", "rdf", "xsd"))
ROLE, MODALITY, QUANTIFICATION, STATUS = (
    _namespace(prefix) for prefix in ("role", "modality", "quantification", "status")
)


def document_graph(document: Document, base: str = DEFAULT_BASE) -> str:
    """The IRI of the graph that holds what a document says."""
    return f"{base}graph/document/{document.key}"


def document_quads(extraction: Extraction, lexicon: Lexicon, base: str = DEFAULT_BASE) -> list[Quad]:
    """All that a document says, in its graph, in a fixed order and without repetition."""
    graph = NamedNode(document_graph(extraction.document, base))
    triples = set(_Writer(extraction, lexicon, base).triples())
    return [Quad(t.subject, t.predicate, t.object, graph) for t in sorted(triples, key=str)]


def _swedish(text: str) -> Literal:
    return Literal(text, language="sv")


def _integer(number: int) -> Literal:
    return Literal(str(number), datatype=XSD("integer"))


def _offset(number: int) -> Literal:
    return Literal(str(number), datatype=XSD("nonNegativeInteger"))


def _flag() -> Literal:
    return Literal("true", datatype=XSD("boolean"))


def _date(text: str) -> Literal:
    kinds = {4: "gYear", 7: "gYearMonth", 10: "date"}
    return Literal(text, datatype=XSD(kinds[len(text)]))


@dataclass(frozen=True)
class _Writer:
    extraction: Extraction
    lexicon: Lexicon
    base: str

    @property
    def document(self) -> Document:
        return self.extraction.document

    @cached_property
    def kinds(self) -> dict[str, str]:
        """The kind of each context by its key."""
        return {context.key: context.kind for context in self.extraction.contexts}

    def thing(self, kind: str, name: str) -> NamedNode:
        return NamedNode(f"{self.base}id/{kind}/{name}")

    def own(self, kind: str, name: object) -> NamedNode:
        """A thing that only this document knows."""
        return self.thing(kind, f"{self.document.key}-{name}")

    @property
    def document_node(self) -> NamedNode:
        return self.thing("document", self.document.key)

    # Everything.

    def triples(self) -> Iterator[Triple]:
        yield from self._document()
        for report in self.extraction.reports:
            yield from self._report(report)
        for context in self.extraction.contexts:
            yield from self._context(context)
        names = _participation_names(self.extraction.claims)
        for claim, name in zip(self.extraction.claims, names, strict=True):
            yield from self._claim(claim, self.own("participation", name))

    def _document(self) -> Iterator[Triple]:
        node, title = self.document_node, _swedish(self.extraction.title)
        yield Triple(node, RDF("type"), SAMV("Document"))
        yield Triple(node, RDFS("label"), title)
        yield Triple(node, DCTERMS("title"), title)
        yield Triple(node, DCTERMS("identifier"), Literal(self.document.sha256))
        yield Triple(node, SAMV("fileName"), Literal(self.document.name))
        yield Triple(node, SAMV("charset"), Literal(self.document.charset))
        yield Triple(node, SAMV("canonicalText"), self.thing("text", self.document.key))
        if self.extraction.date is not None:
            yield Triple(node, DCTERMS("date"), _date(self.extraction.date))
        if self.extraction.issuer is not None:
            yield Triple(node, SAMV("issuer"), self.body(self.extraction.issuer.body))
            yield from self._described(self.extraction.issuer.body, self.extraction.issuer)
        if self.extraction.municipality is not None:
            yield Triple(node, SAMV("municipality"), self.body(self.extraction.municipality))
            yield from self._described(self.extraction.municipality, None)

    def _report(self, report: Report) -> Iterator[Triple]:
        node = self.own("report", report.number)
        yield Triple(node, RDF("type"), SAMV("Report"))
        yield Triple(node, RDFS("label"), _swedish(report.title))
        yield Triple(node, DCTERMS("title"), _swedish(report.title))
        yield Triple(node, DCTERMS("isPartOf"), self.document_node)
        yield from self._evidence(node, "evidence", report.span)

    # Contexts.

    def context(self, key: str) -> NamedNode:
        """The node of the context with that key."""
        kind = self.kinds[key]
        if kind == "Document":
            return self.document_node
        return self.own(kind.lower(), key.removeprefix(kind.lower() + "-"))

    def _context(self, context: Context) -> Iterator[Triple]:
        if context.kind == "Document":
            return
        node = self.context(context.key)
        yield Triple(node, RDF("type"), SAMV(context.kind))
        yield Triple(node, RDFS("label"), _swedish(context.title))
        part_of = self.own("report", context.report.number) if context.report else self.document_node
        yield Triple(node, DCTERMS("isPartOf"), part_of)
        yield Triple(node, SAMV("modality"), MODALITY(context.modality or "reported"))
        yield from self._evidence(node, "evidence", context.span)
        yield from self._context_details(context, node)

    def _context_details(self, context: Context, node: NamedNode) -> Iterator[Triple]:
        if context.code is not None:
            yield Triple(node, SAMV("code"), Literal(context.code))
        if context.purpose is not None:
            yield Triple(node, SAMV("purposeText"), _swedish(context.purpose))
        if context.related is not None:
            yield Triple(node, SAMV("relatedAction"), self.context(context.related))
        if context.agreement_kind is not None:
            yield Triple(node, SAMV("agreementKind"), _swedish(context.agreement_kind))
        if context.date is not None:
            yield Triple(
                node, SAMV("effectiveDate") if context.kind == "Transfer" else DCTERMS("date"), _date(context.date)
            )
        if context.place is not None:
            yield from self._place(context, node)

    def _place(self, context: Context, node: NamedNode) -> Iterator[Triple]:
        assert context.place is not None
        scope = self.extraction.municipality.scope if self.extraction.municipality else f"document-{self.document.key}"
        place = self.thing("place", f"{scope}/{slug(context.place)}")
        yield Triple(node, SAMV("operationAt" if context.kind == "Transfer" else "concernsPlace"), place)
        yield Triple(place, RDF("type"), SAMV("MeetingPlace"))
        yield Triple(place, RDFS("label"), _swedish(context.place))

    # Claims.

    def _claim(self, claim: Claim, node: NamedNode) -> Iterator[Triple]:
        context, participant = self.context(claim.context), self.body(claim.mention.body, claim.mention)
        role = self.lexicon.role_labels.get(claim.role, claim.role)
        yield Triple(node, RDF("type"), SAMV("Participation"))
        yield Triple(node, RDFS("label"), _swedish(f"{claim.mention.body.name}: {role}"))
        yield Triple(node, SAMV("context"), context)
        yield Triple(context, SAMV("participation"), node)
        yield Triple(node, SAMV("participant"), participant)
        yield Triple(node, SAMV("role"), ROLE(claim.role))
        yield Triple(node, SAMV("claimStatus"), STATUS("implicit" if claim.mention.implicit else "explicit"))
        yield Triple(node, SAMV("extractionRule"), Literal(claim.rule))
        yield Triple(node, SAMV("confidence"), Literal(self.lexicon.confidence(claim.rule), datatype=XSD("decimal")))
        for name, span in (("evidence", claim.evidence), ("mention", claim.mention.span), ("cue", claim.cue)):
            yield from self._evidence(node, name, span)
        yield from self._described(claim.mention.body, claim.mention)
        yield from self._claim_details(claim, node)
        if claim.role in {"transferor", "transferee"}:
            yield Triple(context, SAMV("fromActor" if claim.role == "transferor" else "toActor"), participant)

    def _claim_details(self, claim: Claim, node: NamedNode) -> Iterator[Triple]:
        if claim.modality is not None:
            yield Triple(node, SAMV("modality"), MODALITY(claim.modality))
        if claim.open_list:
            yield Triple(node, SAMV("openList"), _flag())
        if claim.blanket:
            yield Triple(node, SAMV("blanket"), _flag())
        if claim.unspecified:
            yield Triple(node, SAMV("responsibilityStatus"), STATUS("explicitlyUnspecified"))
        if claim.mention.count is not None:
            yield Triple(node, SAMV("memberCount"), _integer(claim.mention.count))
        if claim.via is not None:
            yield Triple(node, SAMV("actsThrough"), self.body(claim.via.body, claim.via))
            yield from self._described(claim.via.body, claim.via)

    # Bodies.

    def body(self, body: Body, mention: Mention | None = None) -> NamedNode:
        """The node of a body or group."""
        if body.iri is not None:
            return NamedNode(body.iri)
        if body.kind == "OpenGroup" and mention is not None:
            return self.own("group", mention.span.start)
        if mention is not None and mention.reason == "unresolved":
            return self.thing("body", f"{body.scope}/{slug(body.name)}-{self.document.key}")
        if body.unnamed and mention is not None:
            return self.thing("body", f"{body.scope}/{slug(body.name)}-{self.document.key}-{mention.span.start}")
        return self._new(body)

    def _new(self, body: Body) -> NamedNode:
        """A body that the authority does not know gets no address that the authority has given to another."""
        kind, ending = ("group", "-open" if body.quantifier == "open" else "") if body.is_group else ("body", "")
        node = self.thing(kind, f"{body.scope}/{slug(body.name)}{ending}")
        return NamedNode(f"{node.value}-{self.document.key}") if node.value in self.lexicon.by_iri else node

    def _described(self, body: Body, mention: Mention | None) -> Iterator[Triple]:
        """What the document itself has to say of a body; those of the authority files are described there."""
        if body.iri is not None:
            return
        node = self.body(body, mention)
        yield Triple(node, RDF("type"), SAMV(body.kind))
        yield Triple(node, RDFS("label"), _swedish(body.name))
        if body.unnamed:
            yield Triple(node, SAMV("unnamed"), _flag())
        if body.quantifier is not None:
            yield Triple(node, SAMV("quantification"), QUANTIFICATION(body.quantifier))
        if body.base is not None:
            yield Triple(node, SAMV("drawnFrom"), self.body(body.base))
            yield from self._described(body.base, None)
        town = self.extraction.municipality
        if town is not None and body.scope == town.scope and body.kind != "Municipality":
            yield Triple(node, SAMV("municipality"), self.body(town))

    # Passages.

    def _evidence(self, subject: NamedNode, name: str, span: Span) -> Iterator[Triple]:
        passage = self.own("passage", f"{span.start}-{span.end}")
        yield Triple(subject, SAMV(name), passage)
        yield from _passage(passage, self.document_node, self.document.text, span)


def _passage(passage: NamedNode, document: NamedNode, text: str, span: Span) -> Iterable[Triple]:
    position, quote = NamedNode(f"{passage.value}-position"), NamedNode(f"{passage.value}-quote")
    return (
        Triple(passage, RDF("type"), SAMV("Passage")),
        Triple(passage, OA("hasSource"), document),
        Triple(passage, OA("hasSelector"), position),
        Triple(passage, OA("hasSelector"), quote),
        Triple(position, RDF("type"), OA("TextPositionSelector")),
        Triple(position, OA("start"), _offset(span.start)),
        Triple(position, OA("end"), _offset(span.end)),
        Triple(quote, RDF("type"), OA("TextQuoteSelector")),
        Triple(quote, OA("exact"), Literal(text[span.start : span.end])),
        Triple(quote, OA("prefix"), Literal(text[max(0, span.start - _AROUND) : span.start])),
        Triple(quote, OA("suffix"), Literal(text[span.end : span.end + _AROUND])),
    )


def _participation_names(claims: tuple[Claim, ...]) -> list[str]:
    """A name for each claim: where it is mentioned and as what; a second of the same gets its context added."""
    names: dict[str, None] = {}
    for claim in claims:
        name = f"{claim.mention.span.start}-{claim.role}"
        names[name if name not in names else f"{name}-{slug(claim.context)}"] = None
    return list(names)
