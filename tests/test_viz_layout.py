"""Where nodes are put: always in the same places, apart from each other, in reasonable time."""

import math
import os
import subprocess
import sys

import networkx as nx
import numpy as np
import pytest
import viz_graph
from conftest import ROOT

from viz.captions import caption
from viz.layout import TALL, WIDE, layouts, positions
from viz.rings import CELL, ring

LARGE_GRAPHS = {
    "grown": nx.barabasi_albert_graph(1500, 2, seed=2),
    "communities": nx.planted_partition_graph(20, 30, 0.2, 0.001, seed=1),
    "a star": nx.star_graph(600),
    "no ties": nx.empty_graph(500),
    "small parts": nx.disjoint_union_all([nx.path_graph(4)] * 120),
    "all tied": nx.complete_graph(360),
}


def apart(points: list[tuple[float, float]], across: float, down: float) -> bool:
    return all(
        abs(x - u) >= across or abs(y - v) >= down
        for place, (x, y) in enumerate(points)
        for u, v in points[:place]
    )  # fmt: skip


@pytest.mark.parametrize("stretch", [WIDE, TALL])
def test_no_two_bodies_of_the_network_stand_too_near(stretch: float) -> None:
    points = list(positions(viz_graph.network(), stretch).values())
    assert apart(points, 40, 26)


def test_forces_leave_room_for_names() -> None:
    graph = nx.random_labeled_tree(80, seed=4)
    assert apart(list(positions(graph).values()), CELL[0] - 2, CELL[1] - 2)


def test_the_hubs_stand_in_the_middle() -> None:
    graph = viz_graph.network()
    part = graph.subgraph(max(nx.connected_components(graph), key=len))
    placed = ring(part, sorted(part), WIDE)
    assert placed is not None

    def far(name: str) -> float:
        x, y = placed[viz_graph.BASE + name]
        return math.hypot(x / WIDE, y)

    hubs = [viz_graph.KS, viz_graph.UBN, viz_graph.SBN, viz_graph.EXPN]
    assert max(map(far, hubs)) < min(map(far, [*viz_graph.ALL, viz_graph.CULTURE, viz_graph.HOUSING]))


def test_a_chain_is_no_ring() -> None:
    assert ring(nx.path_graph(20), list(range(20)), WIDE) is None


@pytest.mark.parametrize("size", [0, 1, 2, 3, 5, 40, 400])
def test_all_nodes_get_a_finite_place_of_their_own(size: int) -> None:
    graph = nx.disjoint_union(nx.cycle_graph(size) if size > 2 else nx.path_graph(size), nx.empty_graph(size // 2))
    for placed in layouts(graph):
        assert set(placed) == set(graph)
        assert len(set(placed.values())) == len(graph)
        assert all(math.isfinite(x) and math.isfinite(y) for x, y in placed.values())


@pytest.mark.parametrize("graph", LARGE_GRAPHS.values(), ids=LARGE_GRAPHS)
def test_a_large_graph_is_laid_out_alike_and_nobody_stands_on_another(graph: nx.Graph) -> None:
    placed = positions(graph)
    assert placed == positions(graph)
    assert set(placed) == set(graph)
    points = np.array(list(placed.values()))
    rows, columns = np.triu_indices(len(points), 1)
    assert np.hypot(*(points[rows] - points[columns]).T).min() > 50


def test_who_is_tied_stands_near() -> None:
    graph = LARGE_GRAPHS["communities"]
    placed = positions(graph)
    nodes = list(graph)
    tied = [math.dist(placed[a], placed[b]) for a, b in graph.edges]
    any_two = [math.dist(placed[a], placed[b]) for a, b in zip(nodes, nodes[len(nodes) // 2 :], strict=False)]
    assert sum(tied) / len(tied) < 0.5 * sum(any_two) / len(any_two)


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Kommunstyrelsen", ["Kommunstyrelsen"]),
        ("Rinkeby-Kista stadsdelsnämnd", ["Rinkeby-Kista", "stadsdelsnämnd"]),
        ("Enskede-Årsta-Vantörs stadsdelsnämnd", ["Enskede-Årsta-", "Vantörs", "stadsdelsnämnd"]),
        ("", ["–"]),
        ("\u202e\u0000 \n", ["–"]),
        ("a\u2067b  c", ["ab c"]),
        ("x" * 10_000, ["x" * 18, "x" * 18, "x" * 17 + "…"]),
    ],
)
def test_captions(name: str, lines: list[str]) -> None:
    assert caption(name) == lines


PLACED = """
import json, sys, networkx, viz
graph = networkx.Graph()
names = [f"nämnd {number}" for number in range(20)]
graph.add_edges_from((names[place], names[(place + step) % 20]) for place in range(20) for step in (1, 3, 7))
for pairs in (60, 200):  # as names, and as groups that open
    graph.add_edges_from((f"par {number}", f"annat {number}") for number in range(pairs))
    sys.stdout.write(json.dumps(viz.arrangement(graph)))
"""


def test_another_process_places_everybody_in_the_same_spot() -> None:
    """The order of a set of names is another in each process; no position may hang on it."""
    environments = [{**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)} for seed in ("1", "2")]
    placed = {
        subprocess.run([sys.executable, "-c", PLACED], env=each, capture_output=True, check=True).stdout
        for each in environments
    }
    assert len(placed) == 1
