"""The figures of the page: what they are on networks small enough to count by hand."""

from typing import Any

import networkx as nx
import pytest
import viz_graph

from viz import analysis as figures
from viz.analysis import analysis, bridges, gaps, groups
from viz.payload import payload


def told(graph: nx.Graph) -> dict[str, Any]:
    return payload(graph)["analysis"]


@pytest.fixture(scope="module")
def lists() -> dict[str, Any]:
    return payload(viz_graph.network())


def body(lists: dict[str, Any], name: str) -> int:
    return [item["label"]["sv"] for item in lists["bodies"]].index(name)


def test_actions_are_counted_for_certain_and_possible_parts(lists: dict[str, Any]) -> None:
    found, district = lists["analysis"], body(lists, "Bromma stadsdelsnämnd")
    assert (found["actions"][district], found["possibleActions"][district]) == (9, 3)
    assert (found["actions"][body(lists, viz_graph.KS)], found["possibleActions"][body(lists, viz_graph.KS)]) == (7, 0)
    assert found["actions"][body(lists, viz_graph.SVB)] == 0, "an agreement is no action"


def test_partners_are_counted_for_certain_and_possible_ties(lists: dict[str, Any]) -> None:
    found = lists["analysis"]
    for place in range(len(lists["bodies"])):
        own = [tie for tie in lists["ties"] if place in (tie["a"], tie["b"])]
        assert found["partners"][place] == sum(tie["certain"] for tie in own)
        assert found["possiblePartners"][place] == sum(not tie["certain"] for tie in own)


def test_the_middle_of_a_path_is_a_bridge() -> None:
    assert bridges(nx.path_graph(3), 3) == [0, 1, 0]
    assert bridges(nx.star_graph(4), 5) == [1, 0, 0, 0, 0]
    assert bridges(nx.cycle_graph(4), 4) == [pytest.approx(1 / 6, abs=1e-4)] * 4


def test_bodies_without_a_path_between_them_lower_the_share() -> None:
    assert bridges(nx.path_graph(3), 5) == [0, pytest.approx(1 / 6, abs=1e-4), 0, 0, 0]
    assert bridges(nx.Graph(), 2) == [0, 0]


def test_a_large_network_is_sampled_and_a_larger_one_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    star = nx.star_graph(40)
    exact = told(star)
    monkeypatch.setattr(figures, "EXACT", 100)
    sampled = told(star)
    assert (exact["sampled"], sampled["sampled"]) == (None, figures.SAMPLES)
    assert exact["bridge"][0] == 1
    assert sampled["bridge"][0] == max(sampled["bridge"]) > 0.9
    monkeypatch.setattr(figures, "LARGEST", 50)
    left = told(star)
    assert (left["bridge"], left["group"], left["sampled"]) == (None, None, None)
    assert left["partners"][0] == 40


def test_two_rings_with_one_tie_between_them_are_two_groups() -> None:
    graph = nx.barbell_graph(5, 0)
    nx.set_edge_attributes(graph, 1, "weight")
    assert groups(graph, 11) == [0] * 5 + [1] * 5 + [None]
    assert groups(nx.Graph(), 1) == [None]


def test_possible_ties_make_neither_bridge_nor_group() -> None:
    graph = nx.Graph()
    graph.add_edge("a", "b", certain=True)
    graph.add_edge("b", "c", certain=False)
    found = told(graph)
    assert found["bridge"] == [0, 0, 0]
    assert found["group"] == [0, 0, None]
    assert found["single"] == [0, 2]


def test_reports_and_kinds_that_meet_in_a_body(lists: dict[str, Any]) -> None:
    found, chief = lists["analysis"], body(lists, viz_graph.KS)
    kinds = list(lists["looks"])
    assert [lists["reports"][report]["label"] for report in found["reports"][chief]] == [
        "Skolan som möts", "Staden och föreningarna"
    ]  # fmt: skip
    assert {kinds[kind] for kind in found["kinds"][chief]} == {"Committee", "Group"}


def part(context: int, role: str, label: str) -> dict[str, Any]:
    return {"context": context, "role": role, "label": label}


def test_gaps() -> None:
    roles = {"r": {"group": "accountable"}, "c": {"group": "contributing"}, "i": {"group": "unspecified"}}
    lists = {
        "roles": roles,
        "contexts": [{"kind": kind} for kind in ("Action", "Action", "Action", "Action", "Agreement", "Action")],
        "participations": [
            part(0, "r", "A"), part(0, "c", "B"), part(1, "r", "A"), part(2, "r", "A"), part(2, "r", "B"),
            part(3, "c", "B"), part(5, "i", "A"), part(5, "r", "A"), part(5, "r", "A"),
        ],
    }  # fmt: skip
    assert gaps(lists) == ([3], [1, 5])
    lists["participations"].clear()
    assert gaps(lists) == ([0, 1, 2, 3, 5], [0, 1, 2, 3, 5])
    lists["roles"] = {"r": {}}
    assert gaps(lists) == ([], []), "without groups of roles nobody knows who answers"


def test_the_same_graph_gives_the_same_figures_in_any_order(lists: dict[str, Any]) -> None:
    graph = viz_graph.network()
    turned = nx.Graph(**graph.graph)
    turned.add_nodes_from(reversed(list(graph.nodes(data=True))))
    turned.add_edges_from((b, a, attributes) for a, b, attributes in reversed(list(graph.edges(data=True))))
    assert told(turned) == lists["analysis"]


@pytest.mark.parametrize(
    "graph", [nx.Graph(), nx.empty_graph(3), nx.Graph([("a", "a")]), viz_graph.hostile()],
    ids=["empty", "no ties", "a loop", "hostile"],
)  # fmt: skip
def test_any_graph_has_figures(graph: nx.Graph) -> None:
    found, count = told(graph), len(payload(graph)["bodies"])
    assert {len(found[name]) for name in ("actions", "partners", "reports", "kinds", "bridge", "group")} == {count}
    assert analysis(payload(graph)) == found
