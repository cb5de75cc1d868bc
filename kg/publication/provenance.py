"""How the data came to be, for programs: PROV-O, and how well the reading does by measurement, in DQV.

https://www.w3.org/TR/prov-o/, https://www.w3.org/TR/vocab-dqv/. What is measured stands in ontology/constructions.ttl.
"""

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from kg.assets import version
from kg.excerpt import ONTOLOGY
from kg.network import rows
from kg.publication.entry import dataset_iri
from kg.publication.statements import Statements
from kg.publication.turtle import PREFIXES
from kg.publication.wording import Wording, term
from kg.settings import Settings
from kg.store import Store

_METRICS = {
    "precision": {
        "sv": "precision: hur stor del av fynden som är rätt",
        "en": "precision: which part of the finds is right",
    },
    "recall": {
        "sv": "täckning: hur stor del av det som står i texten som hittas",
        "en": "recall: which part of what the text says is found",
    },
}


def provenance(store: Store, settings: Settings, statements: Statements) -> list[Triple]:
    """What the data was derived from, by which version of the program, and how often that is right."""
    return sorted(set(_Provenance(store, settings, statements).triples()), key=str)


class _Provenance:
    def __init__(self, store: Store, settings: Settings, statements: Statements) -> None:
        self.store = store
        self.settings = settings
        self.statements = statements
        self.dataset = dataset_iri(settings)
        self.documents = sorted({row[0] for row in rows(store, "documents") if row[0]})

    def part(self, name: str) -> NamedNode:
        return NamedNode(f"{self.settings.address}dcat#{name}")

    def triples(self) -> Iterator[Triple]:
        sources = [NamedNode(iri) for iri in self.documents]
        about = Wording(self.dataset, "prov:Entity")
        yield from about.says("prov:wasGeneratedBy", self.part("extraction"))
        yield from about.says("prov:wasAttributedTo", NamedNode(self.settings.publisher_iri))
        yield from about.says("prov:wasDerivedFrom", *sources)
        yield from self._extraction(sources)
        yield from self._sources()
        yield from self._measurements()

    def _extraction(self, sources: list[NamedNode]) -> Iterator[Triple]:
        """No times: the same store is to give the same bytes."""
        made = Wording(self.part("extraction"), "prov:Activity")
        words = {"sv": "Uttolkning av dokumenten", "en": "Reading of the documents"}
        yield from made.texts("rdfs:label", words)
        yield from made.says("prov:used", *sources, *self._vocabulary())
        yield from made.says("prov:wasAssociatedWith", self.part("program"))
        program = Wording(self.part("program"), "prov:SoftwareAgent")
        yield from program.says("rdfs:label", Literal(f"samverkan {version()}"))
        yield from program.says("owl:versionInfo", Literal(version()))

    def _vocabulary(self) -> list[NamedNode]:
        """The version of the ontology."""
        said = self.store.about(NamedNode(PREFIXES["samv"]), NamedNode(ONTOLOGY))
        return [q.object for q in said if q.predicate == term("owl:versionIRI") and isinstance(q.object, NamedNode)]

    def _sources(self) -> Iterator[Triple]:
        for iri in self.documents:
            source = Wording(NamedNode(iri), "prov:Entity")
            for name in ("dcterms:title", "dcterms:identifier", "dcterms:date"):
                said = self.statements.said[source.subject]
                yield from source.says(name, *(t.object for t in said if t.predicate == term(name)))

    def _measurements(self) -> Iterator[Triple]:
        for iri, *_, precision, recall in rows(self.store, "measurements"):
            name = str(iri).rpartition("/")[2]
            for metric, value in (("precision", precision), ("recall", recall)):
                about = Wording(self.part(f"{metric}-{name}"), "dqv:QualityMeasurement")
                yield Triple(self.dataset, term("dqv:hasQualityMeasurement"), about.subject)
                yield from about.says("dqv:value", Literal(value or "", datatype=term("xsd:decimal")))
                yield from about.says("dqv:isMeasurementOf", self.part(metric))
                yield from about.says("dqv:computedOn", self.part("program"))
                yield from about.texts("rdfs:label", self.statements.names(str(iri)))
                yield from about.says("rdfs:seeAlso", NamedNode(str(iri)))
                yield from Wording(self.part(metric), "dqv:Metric").texts("skos:definition", _METRICS[metric])
