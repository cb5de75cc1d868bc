"""What leaves for other tools opens in them, says the same, and is the same each time."""

import csv
import io
import json
from pathlib import Path
from xml.etree import ElementTree

import networkx
import pytest
import rdflib
from conftest import SMALL_GRAPH, SMALL_KEY, fill, small_quads
from pyoxigraph import CanonicalizationAlgorithm, Dataset, Literal, NamedNode, Quad, RdfFormat, parse

from kg.excerpt import ONTOLOGY, excerpt, statement_graphs
from kg.export import FORMATS, export
from kg.namespaces import PREFIXES
from kg.network import network
from kg.store import Store

ID = "https://w3id.org/samverkan/id/"


def quads_of(store: Store) -> set[Quad]:
    """What the documents say and what follows, with offsets as Web Annotation has them."""
    return set(excerpt(store, (quad for graph in statement_graphs(store) for quad in store.quads(graph))))


def triples_of(store: Store) -> set[str]:
    return {str(quad.triple) for quad in quads_of(store)}


@pytest.mark.parametrize("fmt", FORMATS)
def test_the_same_store_gives_the_same_bytes(small: Store, fmt: str) -> None:
    again = Store.memory()
    fill(again)
    assert export(small, fmt) == export(again, fmt)


def test_nquads_are_sorted_and_each_once(small: Store) -> None:
    lines = export(small, "nquads").splitlines()
    assert lines == sorted(set(lines))
    assert {quad.graph_name.value for quad in parse(export(small, "nquads"), format=RdfFormat.N_QUADS)} >= {SMALL_GRAPH}


@pytest.mark.parametrize(("fmt", "syntax"), [("trig", RdfFormat.TRIG), ("nquads", RdfFormat.N_QUADS)])
def test_quads_come_back_as_they_were(small: Store, fmt: str, syntax: RdfFormat) -> None:
    back = set(parse(export(small, fmt), format=syntax))
    assert back == quads_of(small)
    assert back >= set(small_quads())  # also the types of numbers, which Oxigraph does not keep


@pytest.mark.parametrize(("fmt", "syntax"), [("turtle", RdfFormat.TURTLE), ("jsonld", RdfFormat.JSON_LD)])
def test_triples_come_back_as_they_were(small: Store, fmt: str, syntax: RdfFormat) -> None:
    whole = {str(quad.triple) for quad in parse(export(small, "nquads"), format=RdfFormat.N_QUADS)}
    assert {str(quad.triple) for quad in parse(export(small, fmt), format=syntax)} == whole
    assert whole >= triples_of(small)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib's JSON-LD parser uses its own old names
@pytest.mark.parametrize(("fmt", "syntax"), [("turtle", "turtle"), ("jsonld", "json-ld")])
def test_rdflib_reads_the_same(small: Store, fmt: str, syntax: str) -> None:
    graph = rdflib.Graph().parse(data=export(small, fmt), format=syntax)
    expected = rdflib.Graph()
    for quad in parse(export(small, "nquads"), format=RdfFormat.N_QUADS):
        expected.parse(data=f"{quad.triple} .", format="nt")
    assert set(graph) == set(expected)


def test_jsonld_is_written_with_the_short_names_of_the_context(small: Store) -> None:
    whole = json.loads(export(small, "jsonld"))
    assert isinstance(whole["@context"], dict)  # nothing is fetched to read it
    keys = {key for node in whole["@graph"] for key in node}
    assert not [key for key in keys if key.startswith("http")]


def test_the_canonical_hash_does_not_depend_on_order(small: Store) -> None:
    def canonical(quads: list[Quad]) -> str:
        dataset = Dataset(quads)
        dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
        return "".join(sorted(map(str, dataset)))

    assert canonical(small_quads()) == canonical(list(reversed(small_quads())))


def test_bodies_are_described_and_the_vocabulary_left_out(small: Store) -> None:
    graphs = {quad.graph_name.value for quad in parse(export(small, "nquads"), format=RdfFormat.N_QUADS)}
    assert ONTOLOGY not in graphs
    everything = export(small, "nquads", everything=True)
    assert ONTOLOGY in {quad.graph_name.value for quad in parse(everything, format=RdfFormat.N_QUADS)}
    assert len(everything.splitlines()) == len(small)


def test_what_the_authority_knows_of_a_named_body_goes_along_and_the_rest_stays() -> None:
    store = Store.memory()
    label = NamedNode(f"{PREFIXES['rdfs']}label")
    member = NamedNode(f"{PREFIXES['foaf']}member")
    authority = "https://w3id.org/samverkan/graph/authority/test"
    group, inside, outside = (NamedNode(f"http://example.org/{name}") for name in ("group", "inside", "outside"))
    in_authority = NamedNode(authority)
    store.replace_graphs(
        {
            authority: [
                Quad(group, member, inside, in_authority),
                Quad(inside, label, Literal("Nämnden", language="sv"), in_authority),
                Quad(outside, label, Literal("Annan", language="sv"), in_authority),
            ],
            SMALL_GRAPH: [Quad(NamedNode("http://example.org/p"), NamedNode("http://example.org/q"), group)],
        }
    )
    text = export(store, "nquads").decode()
    assert "Nämnden" in text
    assert "Annan" not in text


class TestSpreadsheet:
    def rows(self, store: Store, language: str = "sv") -> list[dict[str, str]]:
        text = export(store, "csv", language=language).decode("utf-8-sig")
        return list(csv.DictReader(io.StringIO(text)))

    def test_each_participation_has_one_row_with_its_words(self, small: Store) -> None:
        rows = self.rows(small)
        type_, participation = NamedNode(f"{PREFIXES['rdf']}type"), NamedNode(f"{PREFIXES['samv']}Participation")
        all_of_them = {q.subject.value for q in small_quads() if q.predicate == type_ and q.object == participation}
        assert {row["participation"] for row in rows} == all_of_them
        assert len(rows) == len(all_of_them)
        text = small.text(SMALL_KEY)
        for row in rows:
            assert text[int(row["start"]) : int(row["end"])] == row["quote"]
            assert row["mention"] in row["quote"]

    def test_cells_hold_names(self, small: Store) -> None:
        key = f"{ID}participation/{SMALL_KEY}-166-responsible"
        (row,) = [row for row in self.rows(small) if row["participation"] == key]
        assert row["code"] == "1.2"
        assert row["report"] == "Liv på torgen"
        assert row["body"] == "Kommunstyrelsen"
        assert row["through"] == "Kansliet för mänskliga rättigheter"
        assert row["role"] == "ansvarig"
        assert row["open_list"] == "false"
        (english,) = [row for row in self.rows(small, "en") if row["participation"] == key]
        assert english["role"] != row["role"]
        assert english["body"] == "Kommunstyrelsen"

    def test_a_body_named_like_a_formula_does_no_harm(self, small: Store) -> None:
        label, board = NamedNode(f"{PREFIXES['rdfs']}label"), f"{ID}body/stockholm/kommunstyrelsen"
        graph = NamedNode(SMALL_GRAPH)
        quads = [q for q in small_quads() if q.subject.value != board or q.predicate != label]
        evil = Quad(NamedNode(board), label, Literal('=HYPERLINK("http://x")', language="sv"), graph)
        authority = {name: [] for name in small.graphs() if "/graph/authority/" in name}
        small.replace_graphs({SMALL_GRAPH: [*quads, evil], **authority})
        assert "'=HYPERLINK" in export(small, "csv").decode()
        assert not [cell for row in self.rows(small) for cell in row.values() if cell.startswith("=")]


class TestNetworkFiles:
    @pytest.mark.parametrize("fmt", ["graphml", "gexf"])
    def test_the_file_opens_and_holds_the_ties(self, small: Store, tmp_path: Path, fmt: str) -> None:
        file = tmp_path / f"network.{fmt}"
        file.write_bytes(export(small, fmt))
        read = networkx.read_graphml if fmt == "graphml" else networkx.read_gexf
        back = read(file)
        whole = network(small)
        assert set(back.nodes) == set(whole.nodes)
        assert {frozenset(edge) for edge in back.edges} == {frozenset(edge) for edge in whole.edges}
        for node, attributes in back.nodes(data=True):
            assert attributes["label"] == whole.nodes[node]["label"]
            assert attributes["kind"] == whole.nodes[node]["kind"]
        for one, other, attributes in back.edges(data=True):
            assert attributes["certain"] == whole.edges[one, other]["certain"]
            assert attributes["weight"] == whole.edges[one, other]["weight"]

    @pytest.mark.parametrize("fmt", ["graphml", "gexf"])
    def test_names_with_markup_and_control_characters_still_open(self, small: Store, tmp_path: Path, fmt: str) -> None:
        label = NamedNode(f"{PREFIXES['rdfs']}label")
        graph = NamedNode(SMALL_GRAPH)
        quads = [q for q in small_quads() if q.predicate != label]
        subjects = {q.subject for q in small_quads() if q.predicate == label}
        odd = [Quad(subject, label, Literal("<script>&\x01\x1b\ufffe", language="sv"), graph) for subject in subjects]
        small.replace_graphs({SMALL_GRAPH: quads + odd})
        file = tmp_path / f"network.{fmt}"
        file.write_bytes(export(small, fmt))
        back = (networkx.read_graphml if fmt == "graphml" else networkx.read_gexf)(file)
        assert any("<script>&" in str(name) for _, name in back.nodes(data="label"))

    def test_gephi_and_cytoscape_find_the_names_and_no_key_that_they_refuse(self, small: Store) -> None:
        """By the sources of their readers: Gephi takes keys of nodes and edges, and `label`; Cytoscape takes `name`."""
        root = ElementTree.fromstring(export(small, "graphml"))
        keys = root.findall("{*}key")
        assert {key.get("for") for key in keys} == {"node", "edge"}
        assert {key.get("attr.type") for key in keys} <= {"boolean", "int", "long", "double", "string"}
        assert {"label", "name"} <= {key.get("attr.name") for key in keys if key.get("for") == "node"}
        back = networkx.parse_graphml(export(small, "graphml").decode())
        assert all(attributes["name"] == attributes["label"] for _, attributes in back.nodes(data=True))

    def test_no_clock_in_the_file(self, small: Store) -> None:
        assert b"lastmodified" not in export(small, "gexf")
