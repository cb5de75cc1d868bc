"""A graph that is built again keeps the positions of what did not change."""

import json
import math

import networkx as nx
import pytest
import viz_graph
from hypothesis import given, settings
from hypothesis import strategies as st

import viz
from viz.communities import LARGE
from viz.payload import payload
from viz.rings import CELL


def large() -> nx.Graph:
    return nx.relabel_nodes(nx.planted_partition_graph(16, 26, 0.2, 0.002, seed=5), "n{}".format)


GRAPHS = {"small": viz_graph.network, "large": large}


@pytest.mark.parametrize("graph", GRAPHS.values(), ids=GRAPHS)
def test_its_own_arrangement_changes_nothing(graph) -> None:
    kept = json.loads(json.dumps(viz.arrangement(graph())))
    assert viz.arrangement(graph(), kept) == kept
    assert json.dumps(viz.arrangement(graph(), kept)) == json.dumps(kept)
    assert viz.page(graph(), kept=kept) == viz.page(graph())


@pytest.mark.parametrize("make", GRAPHS.values(), ids=GRAPHS)
def test_who_was_there_stays_and_who_comes_stands_near_its_own(make) -> None:
    kept = viz.arrangement(make())
    graph = make()
    gone, friend = sorted(graph)[3], sorted(graph)[7]
    graph.remove_node(gone)
    graph.add_edges_from([("new", friend), ("newer", "new"), ("x", "y")])
    found = viz.arrangement(graph, kept)
    assert viz.arrangement(graph, kept) == found
    for shape in ("wide", "tall"):
        assert gone not in found[shape]
        assert all(found[shape][node] == point for node, point in kept[shape].items() if node != gone)
        assert math.dist(found[shape]["new"], found[shape][friend]) < 4 * CELL[0]
        assert math.dist(found[shape]["newer"], found[shape]["new"]) < 4 * CELL[0]
        assert len(set(map(tuple, found[shape].values()))) == len(graph)


def test_a_newcomer_in_a_small_picture_has_room_for_its_name() -> None:
    kept = viz.arrangement(viz_graph.network())
    graph = viz_graph.network()
    graph.add_edges_from((f"new {number}", viz_graph.BASE + viz_graph.KS) for number in range(5))
    placed = viz.arrangement(graph, kept)["wide"]
    for name in (node for node in placed if node.startswith("new")):
        x, y = placed[name]
        others = [point for node, point in placed.items() if node != name]
        assert all(abs(x - u) >= CELL[0] or abs(y - v) >= CELL[1] for u, v in others)


def test_groups_stay_and_newcomers_join_that_of_their_neighbours() -> None:
    kept = viz.arrangement(large())
    graph = large()
    graph.add_edges_from([("new", "n0"), ("new", "n1"), *((f"own {n}", f"own {n + 1}") for n in range(5))])
    groups = viz.arrangement(graph, kept)["groups"]
    assert {node: groups[node] for node in kept["groups"]} == kept["groups"]
    assert groups["new"] in {groups["n0"], groups["n1"]}
    assert {groups[f"own {n}"] for n in range(6)} == {max(kept["groups"].values()) + 1}
    shown = payload(graph, kept)["groups"]
    assert sorted(body for group in shown for body in group["bodies"]) == list(range(len(graph)))


def test_where_little_is_known_all_is_laid_out_anew() -> None:
    graph = viz_graph.network()
    whole = viz.arrangement(graph)
    few = {part: dict(list(values.items())[:10]) for part, values in whole.items()}
    few["wide"] = {node: [x + 1, y] for node, (x, y) in few["wide"].items()}
    assert viz.arrangement(graph, few) == whole


def test_a_graph_that_has_become_large_is_laid_out_anew() -> None:
    kept = viz.arrangement(nx.path_graph(LARGE - 5))
    graph = nx.path_graph(LARGE + 5)
    assert viz.arrangement(graph, kept) == viz.arrangement(graph)


@pytest.mark.parametrize(
    "kept",
    [
        {}, [], "x", {"wide": {}}, {"wide": [], "tall": {}, "groups": {}},
        {"wide": {"a": [1]}, "tall": {}, "groups": {}}, {"wide": {"a": [1, float("nan")]}, "tall": {}, "groups": {}},
        {"wide": {"a": [1, "2"]}, "tall": {}, "groups": {}}, {"wide": {"a": [10**400, 1]}, "tall": {}, "groups": {}},
        {"wide": {}, "tall": {}, "groups": {"a": -2}}, {"wide": {}, "tall": {}, "groups": {"a": "x"}},
    ],
)  # fmt: skip
def test_what_is_no_arrangement_is_refused(kept) -> None:
    with pytest.raises(ValueError, match=r'expected \{"wide"'):
        viz.page(nx.path_graph(3), kept=kept)


def test_two_kept_on_one_spot_are_told_apart() -> None:
    spot = {"a": [1, 2], "b": [1, 2], "c": [300, 2]}
    found = viz.arrangement(nx.path_graph(["a", "b", "c"]), {"wide": spot, "tall": spot, "groups": {}})["wide"]
    assert found["a"] == [1, 2]
    assert found["c"] == [300, 2]
    assert found["b"] != [1, 2]


EDGES = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=80)


@st.composite
def graphs(draw: st.DrawFn) -> nx.Graph:
    graph = nx.empty_graph(draw(st.integers(0, 30)))
    graph.add_edges_from(draw(EDGES))
    if draw(st.booleans()):
        graph.add_edges_from(nx.windmill_graph(draw(st.integers(60, 100)), 5).edges)
        graph.add_edges_from((number, number + 1) for number in range(0, 200, draw(st.integers(2, 9))))
    return graph


@settings(max_examples=15)
@given(graphs())
def test_everybody_has_a_finite_point_of_its_own(graph: nx.Graph) -> None:
    found = viz.arrangement(graph)
    for shape in ("wide", "tall"):
        assert set(found[shape]) == {str(node) for node in graph}
        assert all(math.isfinite(x) and math.isfinite(y) for x, y in found[shape].values())
        assert len(set(map(tuple, found[shape].values()))) == len(graph)
    assert set(found["groups"]) == ({str(node) for node in graph} if len(graph) > LARGE else set())


@settings(max_examples=15)
@given(graphs(), st.lists(st.integers(0, 400), max_size=12), EDGES)
def test_kept_nodes_do_not_move(graph: nx.Graph, gone: list[int], more: list[tuple[int, int]]) -> None:
    kept = viz.arrangement(graph)
    size = len(graph)
    graph.remove_nodes_from(gone)
    graph.add_edges_from((a, b + 10 * (b % 3)) for a, b in more)
    found = viz.arrangement(graph, kept)
    staying = set(kept["wide"]) & set(found["wide"])
    if 2 * len(staying) >= len(graph) and (size > LARGE) == (len(graph) > LARGE):
        for shape in ("wide", "tall"):
            assert {node: found[shape][node] for node in staying} == {node: kept[shape][node] for node in staying}
            assert len(set(map(tuple, found[shape].values()))) == len(graph)
    assert viz.arrangement(graph, found) == found
