"""From files to the store: what comes out of the sample, and that nothing else is touched."""

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode

from kg.assets import sample_path
from kg.build import build
from kg.errors import DocumentError
from kg.questions import ask
from kg.rules import rule_graph
from kg.store import Store

SAMV = "https://w3id.org/samverkan/def/"
KS = NamedNode("https://w3id.org/samverkan/id/body/stockholm/kommunstyrelsen")


@pytest.fixture(scope="module")
def sample() -> Store:
    store = Store.memory()
    build([sample_path()], store)
    return store


def count(store: Store, pattern: str) -> int:
    rows = store.query(f"PREFIX samv: <{SAMV}> SELECT (COUNT(*) AS ?n) {{ {pattern} }}")
    return int(next(iter(rows))[0].value)


def lines(store: Store) -> list[str]:
    return sorted(map(str, store.quads()))


def test_reports_actions_and_participations(sample: Store) -> None:
    assert count(sample, "?x a samv:Report") == 3
    assert count(sample, "?x a samv:Action") == 17
    assert count(sample, "?x a samv:Agreement") == 1
    assert count(sample, "?x a samv:Transfer") == 1
    assert count(sample, "?x a samv:Collaboration") == 1
    assert count(sample, "?x a samv:Participation ; samv:context/a samv:Action") == 47


def test_codes_are_strings(sample: Store) -> None:
    codes = [row[0] for row in sample.query(f"SELECT ?c {{ ?a <{SAMV}code> ?c }}")]
    assert Literal("6.4.2") in codes


def test_certain_ties_reach_the_fourteen_committees_and_possible_ones_are_kept_apart(sample: Store) -> None:
    certain = {
        row[0].value.rsplit("/", 1)[1]
        for row in sample.query(f"SELECT ?b {{ <{KS.value}> <{SAMV}collaboratesWith> ?b }}")
    }
    assert sum(name.endswith("stadsdelsnamnd") for name in certain) == 14
    possible = {row[0].value for row in sample.query(f"SELECT ?b {{ <{KS.value}> <{SAMV}mayCollaborateWith> ?b }}")}
    assert possible == {"https://w3id.org/samverkan/id/group/stockholm/namnder"}


def test_derived_statements_stand_only_in_the_graphs_of_rules(sample: Store) -> None:
    for quad in sample.quads():
        if quad.predicate.value in {SAMV + "collaboratesWith", SAMV + "mayCollaborateWith"}:
            assert quad.graph_name.value in {rule_graph("collaborates"), rule_graph("may-collaborate")}


def test_the_same_input_gives_the_same_statements(sample: Store) -> None:
    again = Store.memory()
    build([sample_path()], again)
    assert lines(again) == lines(sample)


def test_a_document_built_again_replaces_itself_and_nothing_else(tmp_path: Path) -> None:
    other = tmp_path / "annan.txt"
    other.write_text("Plan för Ekby kommun\n\nGång (1.1)\nTrafiknämnden ansvarar.\n", encoding="utf-8")
    store = Store.memory()
    build([sample_path(), other], store)
    before = lines(store)
    build([other], store)
    assert lines(store) == before


def test_one_bad_document_among_several_changes_nothing(tmp_path: Path) -> None:
    store = Store.memory()
    with pytest.raises(DocumentError, match="does not exist"):
        build([sample_path(), tmp_path / "saknas.txt"], store)
    assert not any("graph/document" in graph for graph in store.graphs())


def test_a_text_without_actions_or_bodies_is_refused_with_advice(tmp_path: Path) -> None:
    path = tmp_path / "recept.txt"
    path.write_text("Vispa äggen. Häll i mjölken och låt stå.\n", encoding="utf-8")
    with pytest.raises(DocumentError, match="no action and no body") as caught:
        build([path], Store.memory())
    assert caught.value.hint


def test_new_things_get_addresses_under_the_base(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text("Plan för Ekby kommun\n\nGång (1.1)\nTrafiknämnden ansvarar.\n", encoding="utf-8")
    store = Store.memory()
    build([path], store, base="https://example.org/plan/")
    (row,) = store.query(f"SELECT ?b {{ ?p <{SAMV}participant> ?b }}")
    assert row[0] == NamedNode("https://example.org/plan/id/body/ekby/trafiknamnden")


def test_every_quote_is_the_text_at_its_offsets(sample: Store) -> None:
    text = sample_path().read_text(encoding="utf-8")
    rows = list(
        sample.query(
            """PREFIX oa: <http://www.w3.org/ns/oa#>
            SELECT ?exact ?start ?end {
              ?p oa:hasSelector ?q , ?o . ?q oa:exact ?exact . ?o oa:start ?start ; oa:end ?end
            }"""
        )
    )
    assert len(rows) > 100
    for exact, start, end in rows:
        assert text[int(start.value) : int(end.value)] == exact.value


def test_gaps_are_actions_without_an_owner_or_without_a_partner(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(
        "Plan för Ekby kommun\n\nGång (1.1)\nTrafiknämnden ansvarar.\n\nCykel (1.2)\nKulturnämnden deltar.\n\n"
        "Buss (1.3)\nTrafiknämnden ansvarar i samverkan med kulturnämnden.\n",
        encoding="utf-8",
    )
    store = Store.memory()
    build([path], store)
    missing = {(row["missing"].value, row["code"].value) for row in ask(store, "gaps", lang="en")}
    assert missing == {("partner", "1.1"), ("owner", "1.2")}
