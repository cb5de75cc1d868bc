"""The dataset described for catalogues and for programs: the entry, its shapes, VoID and provenance."""

from collections.abc import Iterable
from dataclasses import replace
from importlib.util import find_spec

import pytest
import rdflib
from conftest import ROOT, fill
from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, Triple, parse
from pyoxigraph import Store as Engine
from rdflib.namespace import RDF, SH

from kg.errors import SettingsError
from kg.network import network
from kg.publication.canonical import canonical
from kg.publication.entry import checked, entry, entry_parts
from kg.publication.part import Part
from kg.publication.provenance import provenance
from kg.publication.release import Release
from kg.publication.turtle import PREFIXES, turtle
from kg.publication.void import void
from kg.publication.wording import date, term
from kg.settings import Settings, example_settings
from kg.shapes import conformance
from kg.sources import LINKS
from kg.store import Store

SHAPES = "publication/dcat-ap-se"
SETTINGS = example_settings()
DATASET = f"{SETTINGS.address}dcat#dataset"
LINKED = NamedNode("http://www.wikidata.org/entity/Q1")


@pytest.fixture(scope="module")
def store() -> Store:
    """The small store, with a link of two kinds."""
    held = Store.memory()
    fill(held)
    body = NamedNode("https://w3id.org/samverkan/id/body/stockholm/kulturnamnden")
    kinds = [term("skos:exactMatch"), term("skos:closeMatch")]
    held.replace_graphs({LINKS: [Triple(body, kind, LINKED) for kind in kinds]})
    return held


@pytest.fixture(scope="module")
def release(store: Store) -> Release:
    return Release.of(store, SETTINGS, network(store, texts=False))


@pytest.fixture(scope="module")
def small_entry(store: Store, release: Release) -> list[Triple]:
    """The entry with one file: quicker to check."""
    return entry(store, SETTINGS, release.files[:1])


def ask(triples: Iterable[Triple], sparql: str) -> list[tuple[str, ...]]:
    engine = Engine()
    engine.extend(Quad(*triple) for triple in triples)
    prologue = "".join(f"PREFIX {name}: <{space}>\n" for name, space in PREFIXES.items())
    return [tuple(term.value if term else "" for term in row) for row in engine.query(prologue + sparql)]


def files(parts: Iterable[Part]) -> dict[str, bytes]:
    return {part.path: part.content for part in parts}


def test_the_entry_is_as_the_profile_wants_it(small_entry: list[Triple], release: Release) -> None:
    assert list(conformance(small_entry, SHAPES)) == []
    assert len(release.notes) == (find_spec("pyarrow") is None)  # only the table that needs it may be left out


def test_nothing_in_it_is_without_an_address_or_the_same_as_something_else(small_entry: list[Triple]) -> None:
    assert not [t for t in small_entry if isinstance(t.subject, BlankNode) or isinstance(t.object, BlankNode)]
    assert term("owl:sameAs") not in {triple.predicate for triple in small_entry}


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib's JSON-LD parser uses its own old names
def test_its_three_files_say_the_same_to_two_readers(small_entry: list[Triple]) -> None:
    written = files(entry_parts(small_entry))
    syntaxes = {"dcat.rdf": RdfFormat.RDF_XML, "dcat.ttl": RdfFormat.TURTLE, "dcat.jsonld": RdfFormat.JSON_LD}
    assert {canonical(parse(written[name], format=syntaxes[name])) for name in syntaxes} == {canonical(small_entry)}
    names = {"dcat.rdf": "xml", "dcat.ttl": "turtle", "dcat.jsonld": "json-ld"}
    graphs = [set(rdflib.Graph().parse(data=written[name], format=names[name])) for name in names]
    assert graphs[0] == graphs[1] == graphs[2]
    assert len(graphs[0]) == len(small_entry)


def required() -> list[tuple[str, str, str, str]]:
    """Each property that a shape wants: the class, the property, how badly, and what is said where it lacks."""
    shapes = rdflib.Graph().parse(ROOT / "ontology" / f"{SHAPES}.ttl")
    found = []
    for shape in shapes.subjects(RDF.type, SH.NodeShape):
        for each in shapes.objects(shape, SH.property):
            if shapes.value(each, SH.minCount) is not None:
                severity = str(shapes.value(each, SH.severity) or SH.Violation).rpartition("#")[2].lower()
                said = next(str(text) for text in shapes.objects(each, SH.message) if text.language == "en")
                kind, path = shapes.value(shape, SH.targetClass), shapes.value(each, SH.path)
                found.append((str(kind), str(path), severity, said))
    return sorted(found)


@pytest.mark.parametrize(("kind", "path", "severity", "said"), required(), ids=lambda value: value.rpartition("/")[2])
def test_what_lacks_is_said(small_entry: list[Triple], kind: str, path: str, severity: str, said: str) -> None:
    those = {t.subject for t in small_entry if t.predicate == term("rdf:type") and t.object == NamedNode(kind)}
    left = [t for t in small_entry if not (t.subject in those and t.predicate == NamedNode(path))]
    assert len(left) < len(small_entry)
    assert (severity, said) in {(each.severity, each.message) for each in conformance(left, SHAPES)}


def test_every_message_is_in_both_languages() -> None:
    shapes = rdflib.Graph().parse(ROOT / "ontology" / f"{SHAPES}.ttl")
    for subject in set(shapes.subjects(SH.message)):
        assert {text.language for text in shapes.objects(subject, SH.message)} == {"sv", "en"}


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (replace(SETTINGS, contact_email="registrator"), "contact.email"),
        (replace(SETTINGS, publisher_name=""), "publisher.name"),
        (replace(SETTINGS, publisher_type="Kommun"), "publisher.type"),
        (replace(SETTINGS, publisher_iri=f"{SETTINGS.address}dcat#contact"), "publisher.iri"),
        (replace(SETTINGS, licence="https://creativecommons.org/licenses/by/4.0/"), "licence"),
        (replace(SETTINGS, licence="http://creativecommons.org/licenses/by/4.0"), "licence"),
        (replace(SETTINGS, frequency="SOMETIMES"), "frequency"),
        (replace(SETTINGS, availability="SOMETIMES"), "availability"),
        (replace(SETTINGS, title={}), "title"),
        (replace(SETTINGS, contact_page="mailto:x"), "contact.page"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_setting_that_the_profile_does_not_take_is_named(
    store: Store, release: Release, changed: Settings, said: str
) -> None:
    with pytest.raises(SettingsError) as raised:
        checked(entry(store, changed, release.files[:1]), place="ours.toml")
    assert said in raised.value.message
    assert str(raised.value).startswith("ours.toml: ")


def test_what_is_recommended_is_a_note_and_no_error(store: Store, release: Release) -> None:
    bare = replace(SETTINGS, keywords={}, publisher_iri="https://example.se/id/kommunen")
    notes = [each.message for each in checked(entry(store, bare, release.files[:1]), "sv")]
    assert [note.partition(":")[0] for note in notes] == ["keywords", "publisher.iri"]
    assert "rekommenderas" in notes[0]


def test_every_file_is_a_distribution_with_its_size_and_checksum(store: Store, release: Release) -> None:
    found = ask(
        entry(store, SETTINGS, release.files),
        """SELECT ?url ?size ?sum ?format { ?dataset dcat:distribution ?d . ?d dcat:downloadURL ?url ;
        dcat:byteSize ?size ; dcterms:format ?format ; spdx:checksum [ spdx:checksumValue ?sum ;
        spdx:algorithm spdx:checksumAlgorithm_sha256 ] }""",
    )
    assert set(found) == {
        (f"{SETTINGS.address}{each.path}", str(len(each.content)), each.checksum, each.media_type)
        for each in release.files
    }


def test_a_code_stands_for_the_area_that_has_it(store: Store, release: Release) -> None:
    both = replace(SETTINGS, spatial=("0180", "01", "http://sws.geonames.org/2673722/"))
    places = ask(entry(store, both, release.files[:1]), f"SELECT ?place {{ <{DATASET}> dcterms:spatial ?place }}")
    base = "https://w3id.org/samverkan/id/place"
    assert {place for (place,) in places} == {
        f"{base}/stockholm/stockholms-stad", f"{base}/sverige/stockholms-lan", "http://sws.geonames.org/2673722/"
    }  # fmt: skip
    with pytest.raises(SettingsError, match="0000"):
        entry(store, replace(SETTINGS, spatial=("0000",)), [])


def test_the_period_is_that_of_the_documents(small_entry: list[Triple]) -> None:
    asked = "SELECT ?from ?to { ?d dcterms:temporal [ dcat:startDate ?from ; dcat:endDate ?to ] }"
    assert ask(small_entry, asked) == [("2021-10-04", "2021-10-04")]
    assert str(date("2021-10")) == '"2021"^^<http://www.w3.org/2001/XMLSchema#gYear>'


class TestVoid:
    def test_counts_are_those_of_the_data(self, store: Store, release: Release) -> None:
        described = void(SETTINGS, release.statements, list(release.files))
        data = {quad.triple for quad in release.statements.quads}
        (triples, subjects, objects) = ask(
            described,
            f"""SELECT ?t ?s ?o {{ <{DATASET}> void:triples ?t ; void:distinctSubjects ?s ;
            void:distinctObjects ?o }}""",
        )[0]
        assert int(triples) == len(data)
        assert int(subjects) == len({triple.subject for triple in data})
        assert int(objects) == len({triple.object for triple in data})
        classes = ask(data, "SELECT ?class (COUNT(DISTINCT ?x) AS ?n) { ?x a ?class } GROUP BY ?class")
        asked = "SELECT ?class ?n { [] void:classPartition [ void:class ?class ; void:entities ?n ] }"
        assert set(ask(described, asked)) == set(classes)
        properties = ask(data, "SELECT ?p (COUNT(*) AS ?n) { ?x ?p ?o } GROUP BY ?p")
        asked = "SELECT ?p ?n { [] void:propertyPartition [ void:property ?p ; void:triples ?n ] }"
        assert set(ask(described, asked)) == set(properties)
        asked = """SELECT ?example ?topic { [] a void:DatasetDescription ; foaf:primaryTopic ?topic .
            ?topic void:exampleResource ?example }"""
        ((example, topic),) = ask(described, asked)
        assert topic == DATASET
        assert example in {triple.subject.value for triple in data if isinstance(triple.subject, NamedNode)}

    def test_links_are_counted_by_kind_and_by_whom_they_lead_to(self, release: Release) -> None:
        described = void(SETTINGS, release.statements, [])
        asked = """SELECT ?kind ?n ?title { [] a void:Linkset ; void:linkPredicate ?kind ; void:triples ?n ;
            void:objectsTarget [ dcterms:title ?title ] }"""
        found = set(ask(described, asked))
        assert {(term("skos:exactMatch").value, "1", "www.wikidata.org")} < found
        assert {kind for kind, _, _ in found} == {term("skos:exactMatch").value, term("skos:closeMatch").value}


class TestProvenance:
    def test_it_says_what_was_read_by_what_and_how_well_that_reads(self, store: Store, release: Release) -> None:
        told = provenance(store, SETTINGS, release.statements)
        sources = ask(told, f"SELECT ?source {{ <{DATASET}> prov:wasDerivedFrom ?source }}")
        assert sources == [("https://w3id.org/samverkan/id/document/34fde84c77b599b5",)]
        asked = """SELECT ?value { [] dqv:value ?value ; dqv:isMeasurementOf ?metric ; rdfs:seeAlso ?what
            FILTER(STRENDS(STR(?metric), "recall") && STRENDS(STR(?what), "held-out")) }"""
        measured = rdflib.Graph().parse(ROOT / "ontology" / "constructions.ttl")
        held_out = rdflib.URIRef(f"{PREFIXES['samv']}measurement/held-out")
        ((recall,),) = ask(told, asked)
        assert float(recall) == float(measured.value(held_out, rdflib.URIRef(f"{PREFIXES['samv']}recall")))


def test_a_release_is_the_same_each_time_and_no_file_stands_twice(store: Store, release: Release) -> None:
    parts = list(release.parts())
    assert len({part.path for part in parts}) == len(parts)
    again = Release.of(store.in_memory(), SETTINGS, network(store, texts=False))
    assert list(again.parts()) == parts
    assert {"dcat.rdf", "void.ttl", ".well-known/void", "prov.ttl", "data/SHA256SUMS"} <= set(files(parts))


def test_the_hash_of_a_release_is_that_of_its_canonical_lines(release: Release) -> None:
    lines = files(release.parts())["data/samverkan.nq"]
    assert canonical(parse(lines, format=RdfFormat.N_QUADS)) == lines
    assert len(release.canonical_hash) == 64


def test_turtle_shows_only_the_prefixes_that_it_uses() -> None:
    text = turtle([Triple(NamedNode("http://example.org/a"), term("rdf:type"), term("dcat:Dataset"))]).decode()
    assert text == "@prefix dcat: <http://www.w3.org/ns/dcat#> .\n\n<http://example.org/a> a dcat:Dataset .\n"
