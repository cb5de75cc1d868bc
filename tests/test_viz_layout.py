"""Where nodes are put: always in the same places, apart from each other, in reasonable time."""

import math
import time

import networkx as nx
import pytest
import viz_graph

from viz.captions import caption
from viz.layout import TALL, WIDE, layouts, positions
from viz.rings import CELL, ring


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


def test_a_large_graph_is_laid_out_quickly_and_alike() -> None:
    graph = nx.barabasi_albert_graph(3000, 2, seed=2)
    start = time.perf_counter()
    placed = positions(graph)
    assert time.perf_counter() - start < 20
    assert placed == positions(graph)


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
