"""What the data looks like: each shape passes clean data, fails its broken copy; quotes are exact; all comes back."""

import random
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from hashlib import sha256
from pathlib import Path

import pyshacl
import pytest
from command import command_environment
from conftest import SMALL_GRAPH, SMALL_KEY, fill, small_quads
from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    Literal,
    Quad,
    RdfFormat,
    parse,
    serialize,
)
from rdflib import RDF, RDFS, SH, SKOS, Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from kg.assets import ontology_dir, sample_path
from kg.build import build
from kg.excerpt import document_graphs
from kg.export import export
from kg.lexicon import load
from kg.model import Extraction
from kg.rdf import document_quads
from kg.shapes import shapes_graph, validated, vocabulary
from kg.store import Store
from kg.validate import quote_findings, shape_findings

SAMV = Namespace("https://w3id.org/samverkan/def/")
SHAPE = Namespace(f"{SAMV}shape/")
OA = "http://www.w3.org/ns/oa#"
PREFIXES = "".join(
    f"PREFIX {name}: <{address}>\n"
    for name, address in {
        "samv": SAMV,
        "role": f"{SAMV}role/",
        "modality": f"{SAMV}modality/",
        "quantification": f"{SAMV}quantification/",
        "status": f"{SAMV}status/",
        "document": "https://w3id.org/samverkan/id/document/",
        "report": "https://w3id.org/samverkan/id/report/",
        "action": "https://w3id.org/samverkan/id/action/",
        "body": "https://w3id.org/samverkan/id/body/stockholm/",
        "group": "https://w3id.org/samverkan/id/group/stockholm/",
        "dcterms": "http://purl.org/dc/terms/",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "oa": OA,
        "org": "http://www.w3.org/ns/org#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "rdfs": RDFS,
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }.items()
)


@cache
def shapes() -> Graph:
    return Graph().parse(ontology_dir() / "shapes.ttl")


@cache
def clean() -> Graph:
    """The small document, with the part of the vocabulary that the shapes look things up in."""
    graph = Graph()
    for statement in vocabulary():
        if statement[1] in {RDF.type, RDFS.subClassOf, SKOS.inScheme, SKOS.broader}:
            graph.add(statement)
    return graph.parse(data=serialize((quad.triple for quad in small_quads()), format=RdfFormat.N_TRIPLES), format="nt")


def results(data: Graph, only: URIRef | None = None) -> dict[URIRef, set[tuple[Node | None, tuple[str, ...]]]]:
    """By shape: the severity and the languages of the message of each result; of ``only`` one shape much sooner."""
    used = {only, *shapes_graph().subjects(SH.property, only), *untargeted()} if only else ()
    report = pyshacl.validate(
        data, shacl_graph=shapes_graph(), inference="none", inplace=True, advanced=True, use_shapes=list(map(str, used))
    )[1]
    found: dict[URIRef, set[tuple[Node | None, tuple[str, ...]]]] = {}
    for result in report.objects(None, SH.result):
        languages = sorted(str(getattr(text, "language", "")) for text in report.objects(result, SH.resultMessage))
        shape = report.value(result, SH.sourceShape)
        found.setdefault(URIRef(str(shape)), set()).add((report.value(result, SH.resultSeverity), tuple(languages)))
    return found


@contextmanager
def broken(update: str) -> Iterator[Graph]:
    """The clean document as it is after an update, which is then taken back."""
    graph, before = clean(), triples()
    graph.update(PREFIXES + update)
    after = frozenset(graph)
    assert after != before, "the update changes nothing"
    try:
        yield graph
    finally:
        for triple in after - before:
            graph.remove(triple)
        for triple in before - after:
            graph.add(triple)


@cache
def triples() -> frozenset[tuple[Node, Node, Node]]:
    return frozenset(clean())


def of_address(kind: str) -> str:
    """A thing of this kind whose address is not one of the web."""
    return f"INSERT DATA {{ <urn:x:1> a {kind} }}"


def without(path: str, kind: str) -> str:
    return f"DELETE {{ ?x {path} ?value }} WHERE {{ ?x a {kind} ; {path} ?value }}"


def with_value(path: str, kind: str, value: str) -> str:
    """The values of a property of the things of a kind replaced by another."""
    return (
        f"DELETE {{ ?x {path} ?value }} INSERT {{ ?x {path} {value} }} "
        f"WHERE {{ ?x a {kind} OPTIONAL {{ ?x {path} ?value }} }}"
    )


def also(path: str, kind: str, value: str) -> str:
    return f"INSERT {{ ?x {path} {value} }} WHERE {{ ?x a {kind} }}"


BROKEN: dict[str, list[str]] = {
    "Document": [of_address("samv:Document")],
    "Document-identifier": [
        without("dcterms:identifier", "samv:Document"),
        with_value("dcterms:identifier", "samv:Document", '"34fde84c"'),
    ],
    "Document-title": [without("dcterms:title", "samv:Document")],
    "Document-canonicalText": [with_value("samv:canonicalText", "samv:Document", '"text"')],
    "Report": [of_address("samv:Report")],
    "Report-title": [without("dcterms:title", "samv:Report")],
    "Part-isPartOf": [
        without("dcterms:isPartOf", "samv:Action"),
        with_value("dcterms:isPartOf", "samv:Report", "body:kulturnamnden"),
    ],
    "Context": [of_address("samv:Context")],
    "Context-label": [without("rdfs:label", "samv:Collaboration")],
    "Context-modality": [without("samv:modality", "samv:Transfer")],
    "Modality": [
        also("samv:modality", "samv:Action", "modality:reported"),
        with_value("samv:modality", "samv:Participation", "status:explicit"),
    ],
    "Action": [of_address("samv:Action")],
    "Action-code": [with_value("samv:code", "samv:Action", '"kap. 2"'), with_value("samv:code", "samv:Action", "6.4")],
    "Action-accountable": [
        "DELETE { ?p samv:role ?role } INSERT { ?p samv:role role:consulted } WHERE { ?p samv:role ?role }"
    ],
    "ActionOfSameCode": [
        f'INSERT DATA {{ <urn:x:1> a samv:Action ; samv:code "1.2" ; dcterms:isPartOf report:{SMALL_KEY}-1 }}'
    ],
    "ActionOfSameCode-code": [
        with_value("samv:code", "samv:Action", '"1.2"'),
        f"""INSERT DATA {{ action:one a samv:Action ; samv:code "T1" ; dcterms:isPartOf document:{SMALL_KEY} .
            action:two a samv:Action ; samv:code "T1" ; dcterms:isPartOf document:{SMALL_KEY} }}""",
    ],
    "Agreement": [of_address("samv:Agreement")],
    "Agreement-parties": [with_value("samv:role", "samv:Participation", "role:involved")],
    "Collaboration": [of_address("samv:Collaboration")],
    "Transfer": [of_address("samv:Transfer")],
    "Transfer-fromActor": [without("samv:fromActor", "samv:Transfer")],
    "Transfer-toActor": [without("samv:toActor", "samv:Transfer")],
    "Transfer-twoActors": [with_value("samv:toActor", "samv:Transfer", "body:kulturnamnden")],
    "Transfer-effectiveDate": [
        also("samv:effectiveDate", "samv:Transfer", '"2022-01-01"^^xsd:date'),
        with_value("samv:effectiveDate", "samv:Transfer", '"i höst"@sv'),
    ],
    "Participation": [of_address("samv:Participation")],
    "Participation-participant": [
        without("samv:participant", "samv:Participation"),
        also("samv:participant", "samv:Participation", "body:trafiknamnden"),
        with_value("samv:participant", "samv:Participation", '"Kulturnämnden"'),
    ],
    "Participation-participantKind": [with_value("samv:participant", "samv:Participation", "modality:shall")],
    "Participation-role": [
        without("samv:role", "samv:Participation"),
        also("samv:role", "samv:Participation", "role:leads"),
        with_value("samv:role", "samv:Participation", "modality:shall"),
        with_value("samv:role", "samv:Participation", "role:invented"),
    ],
    "Participation-context": [
        without("samv:context", "samv:Participation"),
        with_value("samv:context", "samv:Participation", "body:kulturnamnden"),
    ],
    "Participation-bothWays": [without("samv:participation", "samv:Action")],
    "Participation-evidence": [
        without("samv:evidence", "samv:Participation"),
        with_value("samv:evidence", "samv:Participation", f"document:{SMALL_KEY}"),
    ],
    "Participation-mention": [
        without("samv:mention", "samv:Participation"),
        "INSERT { ?p samv:mention ?cue } WHERE { ?p samv:cue ?cue }",
    ],
    "Participation-cue": [with_value("samv:cue", "samv:Participation", '"ansvarar"')],
    "Participation-claimStatus": [
        without("samv:claimStatus", "samv:Participation"),
        with_value("samv:claimStatus", "samv:Participation", "status:explicitlyUnspecified"),
    ],
    "Participation-responsibilityStatus": [
        also("samv:responsibilityStatus", "samv:Participation", "status:implicit"),
    ],
    "Participation-actsThrough": [
        with_value("samv:actsThrough", "samv:Participation", "group:bostadsbolag"),
        "INSERT { ?p samv:actsThrough ?body } WHERE { ?p samv:participant ?body }",
    ],
    "Participation-openList": [with_value("samv:openList", "samv:Participation", '"ja"@sv')],
    "Participation-blanket": [with_value("samv:blanket", "samv:Participation", '"true"')],
    "Participation-memberCount": [with_value("samv:memberCount", "samv:Participation", "0")],
    "Body": [of_address("samv:Committee")],
    "Thing-kind": [
        "INSERT DATA { body:kulturnamnden a samv:Area }",
        "INSERT DATA { body:kulturnamnden a samv:Administration }",
        "INSERT DATA { body:kulturnamnden a samv:Organisation }",
        "INSERT DATA { group:bostadsbolag a samv:OpenGroup }",
    ],
    "Thing-label": [without("rdfs:label", "samv:Committee"), without("rdfs:label", "samv:MeetingPlace")],
    "Thing-oneLabel": [also("rdfs:label", "samv:Committee", '"en nämnd"@sv')],
    "Thing-municipality": [
        also("samv:municipality", "samv:Committee", "body:kulturnamnden"),
        """INSERT DATA { body:solna a samv:Municipality . body:kulturnamnden samv:municipality body:solna }""",
    ],
    "Body-servesCommittee": [also("samv:servesCommittee", "samv:Administration", "body:svenska-bostader")],
    "Body-jurisdictionArea": [also("samv:jurisdictionArea", "samv:Committee", "body:kulturforvaltningen")],
    "OrganisationNumber": ['INSERT DATA { <urn:x:1> org:identifier "556043-6429" }'],
    "OrganisationNumber-form": [
        "DELETE { ?x org:identifier ?n } INSERT { ?x org:identifier ?m } "
        'WHERE { ?x org:identifier ?n BIND(REPLACE(?n, "-", "") AS ?m) }',
        'INSERT DATA { body:svenska-bostader org:identifier "212000-0142" }',
    ],
    "Validity": ['INSERT DATA { <urn:x:1> samv:validUntil "2020-06-30"^^xsd:date }'],
    "Validity-order": [
        """INSERT DATA { body:kulturnamnden samv:validFrom "2021-01-01"^^xsd:date ;
            samv:validUntil "2020-06-30"^^xsd:date }"""
    ],
    "Group": [of_address("samv:Group")],
    "ListedGroup": [of_address("samv:ListedGroup")],
    "ListedGroup-member": [
        "DELETE DATA { group:bostadsbolag foaf:member body:familjebostader , body:stockholmshem }",
        also("foaf:member", "samv:ListedGroup", "group:tekniska-namnder"),
    ],
    "OpenGroup": [of_address("samv:OpenGroup")],
    "OpenGroup-drawnFrom": [
        without("samv:drawnFrom", "samv:OpenGroup"),
        with_value("samv:drawnFrom", "samv:OpenGroup", "body:kulturnamnden"),
    ],
    "OpenGroup-quantification": [
        without("samv:quantification", "samv:OpenGroup"),
        with_value("samv:quantification", "samv:OpenGroup", "quantification:all"),
    ],
    "OpenGroup-member": [also("foaf:member", "samv:OpenGroup", "body:svenska-bostader")],
    "Place": [of_address("samv:Area"), of_address("samv:MeetingPlace")],
    "Passage": [of_address("samv:Passage")],
    "Passage-source": [
        without("oa:hasSource", "samv:Passage"),
        with_value("oa:hasSource", "samv:Passage", f"report:{SMALL_KEY}-1"),
    ],
    "Passage-position": ["DELETE WHERE { ?x a oa:TextPositionSelector . ?passage oa:hasSelector ?x }"],
    "Passage-quote": ["DELETE WHERE { ?x a oa:TextQuoteSelector . ?passage oa:hasSelector ?x }"],
    "Position": [of_address("oa:TextPositionSelector")],
    "Position-start": [
        without("oa:start", "oa:TextPositionSelector"),
        with_value("oa:start", "oa:TextPositionSelector", '"1"'),
    ],
    "Position-end": [
        without("oa:end", "oa:TextPositionSelector"),
        with_value("oa:end", "oa:TextPositionSelector", '"900"^^xsd:decimal'),
    ],
    "Position-order": [
        "DELETE { ?x oa:end ?end } INSERT { ?x oa:end ?start } WHERE { ?x oa:start ?start ; oa:end ?end }"
    ],
    "Quote": [of_address("oa:TextQuoteSelector")],
    "Quote-exact": [
        without("oa:exact", "oa:TextQuoteSelector"),
        with_value("oa:exact", "oa:TextQuoteSelector", '""'),
        also("oa:exact", "oa:TextQuoteSelector", '"något annat"'),
    ],
    "Tie": [
        f"INSERT DATA {{ body:kulturnamnden samv:{tie} body:kulturnamnden , body:trafiknamnden }}"
        for tie in ("collaboratesWith", "mayCollaborateWith", "takesPartTogetherWith")
    ],
    "NoSameAs": ["INSERT DATA { <urn:x:1> owl:sameAs body:kulturnamnden }"],
    "NoSameAs-sameAs": ["INSERT DATA { body:kulturnamnden owl:sameAs body:kulturforvaltningen }"],
}


def every_shape() -> set[URIRef]:
    graph = shapes()
    nodes = {*graph.subjects(RDF.type, SH.NodeShape), *graph.subjects(RDF.type, SH.PropertyShape)}
    return {URIRef(str(node)) for node in nodes}


def untargeted() -> set[Node]:
    """Shapes without targets, which judge through the shape that names them; their own results are not reported."""
    graph = shapes()
    named = {*graph.objects(None, SH.node), *graph.objects(None, SH.qualifiedValueShape)}
    for alternatives in graph.objects(None, SH["or"]):
        named.update(Collection(graph, alternatives))
    return named | {inner for shape in named for inner in graph.objects(shape, SH.property)}


class TestTheShapes:
    def test_each_has_an_address_and_says_what_is_wrong_in_two_languages(self) -> None:
        graph = shapes()
        for shape in every_shape():
            assert str(shape).startswith(str(SHAPE)), shape
            messages = [str(getattr(text, "language", "")) for text in graph.objects(shape, SH.message)]
            assert sorted(messages) == ["en", "sv"], shape
        inner = {*graph.objects(None, SH.property), *graph.objects(None, SH.target), *untargeted()}
        assert not [node for node in inner if not isinstance(node, URIRef)]

    def test_each_says_how_bad_it_is(self) -> None:
        for shape in every_shape() - untargeted():
            assert shapes().value(shape, SH.severity) in {SH.Violation, SH.Warning}, shape

    def test_gaps_in_the_content_are_warnings_only(self) -> None:
        warnings = {str(s).removeprefix(str(SHAPE)) for s in shapes().subjects(SH.severity, SH.Warning)}
        gaps = "Action-accountable Agreement-parties Transfer-fromActor Transfer-toActor Thing-oneLabel"
        assert warnings == set(gaps.split())

    def test_each_is_used(self) -> None:
        graph = shapes()
        aimed = {*graph.subjects(SH.targetClass, None), *graph.subjects(SH.targetSubjectsOf, None)}
        aimed |= set(graph.subjects(SH.target, None))
        assert every_shape() == aimed | set(graph.objects(None, SH.property)) | untargeted()

    def test_each_has_a_broken_copy(self) -> None:
        assert {SHAPE[name] for name in BROKEN} == every_shape() - untargeted()

    def test_the_modalities_are_those_of_the_scheme(self) -> None:
        (listed,) = shapes().objects(SHAPE.Modality, SH["in"])
        concepts = Graph().parse(ontology_dir() / "concepts.ttl")
        in_scheme = set(
            concepts.subjects(URIRef("http://www.w3.org/2004/02/skos/core#inScheme"), SAMV["scheme/modality"])
        )
        assert set(Collection(shapes(), listed)) == in_scheme

    def test_the_kinds_are_those_of_the_ontology(self) -> None:
        (listed,) = shapes().objects(SHAPE.IsKind, SH["in"])
        ontology = clean()
        kinds: set[Node | None] = {SAMV.Area, SAMV.MeetingPlace}
        for top in (SAMV.Organisation, SAMV.Group):
            kinds |= set(ontology.transitive_subjects(RDFS.subClassOf, top))
        assert set(Collection(shapes(), listed)) == kinds


class TestEachShape:
    def test_the_clean_document_meets_all(self) -> None:
        assert results(clean()) == {}

    @pytest.mark.parametrize(
        ("name", "update"),
        [(name, update) for name, updates in BROKEN.items() for update in updates],
        ids=[f"{name}-{number}" for name, updates in BROKEN.items() for number in range(len(updates))],
    )
    def test_its_broken_copy_does_not(self, name: str, update: str) -> None:
        with broken(update) as graph:
            found = results(graph, SHAPE[name])
        assert found.get(SHAPE[name]) == {(shapes().value(SHAPE[name], SH.severity), ("en", "sv"))}

    @pytest.mark.parametrize(
        "update",
        [
            also("samv:responsibilityStatus", "samv:Participation", "status:explicitlyUnspecified"),
            with_value("samv:effectiveDate", "samv:Transfer", '"2021"^^xsd:gYear'),
            with_value("samv:effectiveDate", "samv:Transfer", '"2021-09"^^xsd:gYearMonth'),
            "DELETE { ?x samv:code ?old } INSERT { ?x samv:code ?new } WHERE { "
            'VALUES (?old ?new) { ("1.2" "T1") ("1.3" "6.4.2") } ?x samv:code ?old }',
            without("samv:code", "samv:Action"),
            also("samv:memberCount", "samv:Participation", "14"),
            also("rdfs:label", "samv:Committee", '"a committee"@en'),
            without("samv:effectiveDate", "samv:Transfer"),
        ],
    )
    def test_what_is_allowed_passes(self, update: str) -> None:
        with broken(update) as graph:
            assert results(graph) == {}


class TestRealData:
    """The sample as the package builds it, and the small document as the store gives it back."""

    def test_the_small_document_conforms(self, small: Store) -> None:
        assert list(shape_findings(small)) == []

    def test_the_sample_conforms(self, sample: Store) -> None:
        assert list(shape_findings(sample)) == []

    def test_the_authority_files_and_the_ties_conform(self, sample: Store) -> None:
        everything = [quad for quad in sample.quads() if not str(quad.graph_name).endswith("/ontology>")]
        assert list(validated(sample, everything)) == []

    def test_nothing_is_without_an_address(self, sample: Store) -> None:
        for quad in sample.quads():
            assert not any(isinstance(term, BlankNode) for term in (quad.subject, quad.object, quad.graph_name))

    def test_each_quote_stands_in_the_text(self, sample: Store, small: Store) -> None:
        for store in (sample, small):
            (graph,) = document_graphs(store)
            text = store.text(graph.rpartition("/")[2])
            spans = list(quoted(store.quads(graph)))
            assert len(spans) > 30
            assert all(text[start:end] == exact and exact for start, end, exact in spans)
            assert list(quote_findings(store)) == []


@pytest.fixture(scope="module")
def sample() -> Store:
    store = Store.memory()
    build([sample_path()], store)
    return store


def quoted(quads: Iterable[Quad]) -> Iterable[tuple[int, int, str]]:
    """Start, end and exact words of each passage."""
    values = {(quad.subject.value, quad.predicate.value.removeprefix(OA)): quad.object.value for quad in quads}
    for node, name in values:
        if name == "exact":
            position = node.removesuffix("-quote") + "-position"
            yield int(values[position, "start"]), int(values[position, "end"]), values[node, "exact"]


def canonical(quads: Iterable[Quad]) -> str:
    """The digest of the canonical form (RDFC-1.0)."""
    dataset = Dataset(quads)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return sha256("\n".join(sorted(map(str, dataset))).encode()).hexdigest()


def of_the_document(store: Store) -> list[Quad]:
    (graph,) = document_graphs(store)
    return list(store.quads(graph))


@cache
def exported(store: Store, everything: bool, has_graphs: bool) -> str:
    """The canonical digest of what is in the N-Quads, or of their triples."""
    quads = parse(export(store, "nquads", everything=everything), format=RdfFormat.N_QUADS)
    return canonical(quads if has_graphs else (Quad(quad.subject, quad.predicate, quad.object) for quad in quads))


class TestTheSameComesBack:
    def test_the_canonical_digest_does_not_depend_on_order(self, sample: Store) -> None:
        for quads in (small_quads(), of_the_document(sample)):
            digest = canonical(quads)
            for seed in range(3):
                random.Random(seed).shuffle(quads)
                assert canonical(quads) == digest

    def test_nor_on_the_names_of_blank_nodes(self) -> None:
        """The small document with its passages' selectors made blank, as other tools may give them back."""
        text = (serialize(small_quads(), format=RdfFormat.N_QUADS) or b"").decode()

        def named(prefix: str) -> list[Quad]:
            blank = re.sub(r"<[^<>]*/([\w-]+-(?:quote|position))>", rf"_:{prefix}\1", text)
            return list(parse(blank, format=RdfFormat.N_QUADS))

        assert canonical(named("a")) == canonical(reversed(named("b"))) != canonical(small_quads())

    def test_a_changed_word_changes_the_digest(self) -> None:
        quads = small_quads()
        victim = next(quad for quad in quads if quad.predicate.value == f"{OA}exact")
        other = Quad(victim.subject, victim.predicate, Literal("annat"), victim.graph_name)
        assert canonical([other if quad == victim else quad for quad in quads]) != canonical(quads)

    @pytest.mark.parametrize("syntax", [RdfFormat.TRIG, RdfFormat.N_QUADS, RdfFormat.JSON_LD])
    def test_quads_survive_a_round_trip(self, sample: Store, syntax: RdfFormat) -> None:
        for quads in (small_quads(), of_the_document(sample)):
            assert canonical(parse(serialize(quads, format=syntax), format=syntax)) == canonical(quads)

    @pytest.mark.parametrize(
        ("fmt", "syntax"),
        [
            ("turtle", RdfFormat.TURTLE),
            ("trig", RdfFormat.TRIG),
            ("nquads", RdfFormat.N_QUADS),
            ("jsonld", RdfFormat.JSON_LD),
        ],
    )
    @pytest.mark.parametrize("everything", [False, True])
    def test_what_is_exported_says_the_same(self, sample: Store, fmt: str, syntax: RdfFormat, everything: bool) -> None:
        found = list(parse(export(sample, fmt, everything=everything), format=syntax))
        assert canonical(found) == exported(sample, everything, fmt in {"trig", "nquads"})

    def test_the_same_document_gives_the_same_bytes(self, sample: Store) -> None:
        again = Store.memory()
        fill(again)  # another document beside it
        build([sample_path()], again)
        (graph,) = document_graphs(sample)
        assert graph in again.graphs()
        assert graph != SMALL_GRAPH
        assert lines(again.quads(graph)) == lines(sample.quads(graph))
        build([sample_path()], again)
        assert lines(again.quads(graph)) == lines(sample.quads(graph))

    def test_whatever_the_order_of_sets(self, sample: Store, tmp_path: Path) -> None:
        """As another interpreter orders them: this one has an order of its own."""
        commands = (["build", "--quiet", str(sample_path())], ["export", "--format", "nquads"])
        done = subprocess.run(
            [sys.executable, "-c", f"from kg.cli import main\nfor each in {commands}: assert main(each) == 0"],
            cwd=tmp_path,
            env=command_environment(PYTHONHASHSEED="1"),
            capture_output=True,
            check=True,
        )
        assert done.stdout == export(sample, "nquads")
        assert len(done.stdout) > 10_000


def lines(quads: Iterable[Quad]) -> bytes:
    return b"".join(sorted((serialize(quads, format=RdfFormat.N_QUADS) or b"").splitlines(keepends=True)))


MINUTES = """# Protokoll för miljönämnden i Kalmar kommun

## § 12 Tillsynsplan
Miljönämnden ansvarar för tillsynsplanen i samarbete med socialnämnden.

## § 12 Tillsynsplan, rättelse
Miljönämnden ansvarar för rättelsen i samarbete med tekniska nämnden.

## § 13 Boendestöd
Socialnämnden ansvarar för boendestödet genom barnens resursteam.
"""


def test_minutes_with_repeated_paragraphs_are_built_and_conform(tmp_path: Path) -> None:
    minutes = tmp_path / "protokoll.md"
    minutes.write_text(MINUTES, encoding="utf-8")
    store = Store.memory()
    build([minutes], store)
    assert not [found for found in shape_findings(store) if found.severity == "violation"]
    codes = [row[0].value for row in store.query("SELECT ?c { ?a <https://w3id.org/samverkan/def/code> ?c }")]
    assert sorted(codes) == ["§ 12", "§ 13"]


def test_what_is_read_from_texts_of_many_forms_conforms(gold_readings: dict[str, Extraction]) -> None:
    lexicon = load()
    some = [gold_readings[name] for name in sorted(gold_readings)[::15]]
    quads = [quad for each in some for quad in document_quads(each, lexicon)]
    assert quads
    assert not [found for found in validated(Store.memory(), quads) if found.severity == "violation"]
