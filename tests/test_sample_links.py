"""The links that come with the sample: sourced, beside the document, and never in its mouth."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad
from shared import SEED, needs_seed

from kg.assets import sample_path
from kg.authority_entry import ID
from kg.build import build
from kg.excerpt import statement_graphs
from kg.linking.decisions import accepted
from kg.linking.mapping_set import MappingSet
from kg.linking.statements import replace_links
from kg.network import network
from kg.questions import ask
from kg.sources import LINKS
from kg.store import Store

HUSBY = f"{ID}body/stockholm/folkets-husby"
UNNAMED = f"{ID}body/stockholm/en-lokal-folkets-hus-forening-"
SAMPLE_LINKS = MappingSet.read(sample_path().with_suffix(".sssom.tsv"))


def built(document: Path, mappings: MappingSet | None = None) -> Store:
    store = Store.memory()
    build([document], store)
    replace_links(store, mappings or MappingSet())
    return store


@pytest.fixture(scope="module")
def store() -> Store:
    """The sample in a store, with its links."""
    return built(sample_path(), SAMPLE_LINKS)


def naming(store: Store, thing: str, graphs: Iterable[str]) -> list[Quad]:
    return [quad for graph in graphs for quad in store.quads(graph) if thing in str(quad)]


def test_each_is_of_a_body_of_the_sample_and_says_where_it_is_from(store: Store) -> None:
    bodies = set(network(store, texts=False))
    assert accepted(SAMPLE_LINKS) == SAMPLE_LINKS.sorted()
    assert {each.subject for each in SAMPLE_LINKS.mappings} <= bodies
    assert all(each.cell("comment") for each in SAMPLE_LINKS.mappings)


def test_the_unnamed_association_is_linked_by_two_public_sources(store: Store) -> None:
    (row,) = (each for each in SAMPLE_LINKS.mappings if each.object == HUSBY)
    assert row.subject.startswith(UNNAMED)
    assert "Vi i Kista of 2016-04-30" in row.cell("comment")
    assert "the association's own site" in row.cell("comment")
    assert any(quad.predicate.value.endswith("/terms/source") for quad in store.quads() if quad.subject.value == HUSBY)
    (link,) = network(store, texts=False).nodes[row.subject]["links"]
    assert (link["label"], link["data"], link["how"], link["by"]) == ("Folkets Husby", "samverkan", "exact", None)


def test_no_document_and_nothing_derived_ever_says_it(store: Store) -> None:
    said = [graph for graph in statement_graphs(store) if graph != LINKS]
    assert len(said) > 2
    assert naming(store, UNNAMED, said)
    assert naming(store, HUSBY, said) == []
    assert naming(store, HUSBY, [LINKS])
    assert "Folkets Husby" not in sample_path().read_text(encoding="utf-8")


def test_no_answer_says_it_unless_links_are_asked_for(store: Store) -> None:
    (row,) = (each for each in SAMPLE_LINKS.mappings if each.object == HUSBY)
    for question in ("body", "links"):
        body = NamedNode(row.subject)
        with_links, without = (list(map(str, ask(store, question, body=body, links=links))) for links in (True, False))
        assert any("Folkets Husby" in each for each in with_links)
        assert not any("Folkets Husby" in each for each in without)


@needs_seed
def test_the_users_own_document_never_says_it_either() -> None:
    plain = built(SEED / "text.txt")
    assert naming(plain, HUSBY, statement_graphs(plain)) == []
    (body,) = (node for node in network(plain, texts=False) if node.startswith(UNNAMED))
    (row,) = (each for each in SAMPLE_LINKS.mappings if each.object == HUSBY)
    cells = tuple((column, body if column == "subject_id" else value) for column, value in row.cells)
    replace_links(plain, MappingSet().adding([replace(row, cells=cells)]))
    (link,) = network(plain, texts=False).nodes[body]["links"]
    assert link["address"] == HUSBY
    assert naming(plain, HUSBY, [graph for graph in statement_graphs(plain) if graph != LINKS]) == []
