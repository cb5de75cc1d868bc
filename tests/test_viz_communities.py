"""The groups of a large graph: who is in them, what they are called, and where they stand in the picture."""

import math

import networkx as nx
import numpy as np
import pytest

from viz.communities import LARGE, LOOSE, MOST, communities
from viz.discs import enclosing, pack
from viz.louvain import louvain
from viz.payload import payload


def bridged(count: int, size: int) -> nx.Graph:
    """Complete graphs in a ring, each with one tie to the next."""
    graph = nx.disjoint_union_all([nx.complete_graph(size)] * count)
    graph.add_edges_from((number * size, (number + 1) % count * size + 1) for number in range(count))
    return graph


def test_communities_are_found() -> None:
    found = louvain(40, list(bridged(8, 5).edges))
    assert found == [list(range(start, start + 5)) for start in range(0, 40, 5)]


def test_without_ties_everybody_is_alone() -> None:
    assert louvain(3, []) == [[0], [1], [2]]
    assert louvain(0, []) == []


def test_they_are_as_good_as_those_of_networkx() -> None:
    graph = nx.planted_partition_graph(12, 25, 0.25, 0.01, seed=3)
    own = nx.community.modularity(graph, louvain(len(graph), list(graph.edges)))
    theirs = nx.community.modularity(graph, nx.community.louvain_communities(graph, seed=1))
    assert own > theirs - 0.02


def test_a_small_graph_has_no_groups() -> None:
    assert communities(nx.path_graph(LARGE)) == []
    assert payload(nx.path_graph(20))["groups"] == []


def test_everybody_is_in_one_group_and_there_are_not_too_many() -> None:
    graph = nx.disjoint_union_all([bridged(200, 4), nx.empty_graph(30), *[nx.path_graph(3)] * 80])
    groups = communities(graph)
    members = [node for group in groups for node in group.members]
    assert sorted(members) == sorted(graph)
    assert len(groups) <= MOST + 1
    assert [group.loose for group in groups] == [False] * (len(groups) - 1) + [True]
    assert set(range(800, 830)) <= set(groups[-1].members)


def test_small_communities_join_those_they_are_tied_to() -> None:
    for group in communities(bridged(200, 4)):
        assert nx.is_connected(bridged(200, 4).subgraph(group.members))


@pytest.fixture(scope="module")
def groups() -> list[dict]:
    graph = nx.relabel_nodes(nx.disjoint_union(bridged(6, 70), nx.empty_graph(5)), str)
    graph.add_edge("0", "2", certain=False)
    nx.set_edge_attributes(graph, False, "certain")
    graph.edges["70", "141"]["certain"] = True
    graph.nodes["0"].update(label="Nämnden", label_en="The committee")
    graph.add_edges_from((("0", other) for other in map(str, range(71, 99))), certain=False)
    return payload(graph)["groups"]


def test_a_group_is_named_after_its_best_connected(groups: list[dict]) -> None:
    assert {"sv": "Nämnden", "en": "The committee"} in [group["label"] for group in groups]
    assert groups[-1]["label"] == LOOSE


def test_two_that_are_equal_are_both_named() -> None:
    graph = bridged(8, 50)
    graph.nodes[0]["label"], graph.nodes[1]["label"] = "Ena", "Andra"
    assert {"sv": "Ena och Andra", "en": "Ena and Andra"} in [group["label"] for group in payload(graph)["groups"]]


def test_ties_between_groups_stand_at_both(groups: list[dict]) -> None:
    ties = {(here, there): (count, sure) for here, group in enumerate(groups) for there, count, sure in group["ties"]}
    assert ties
    assert all(ties[there, here] == value for (here, there), value in ties.items())
    assert sorted(count for count, _ in ties.values()) == [1] * 10 + [28] * 2
    assert sum(sure for _, sure in ties.values()) == 2
    assert not groups[-1]["ties"]


def test_no_group_lies_over_another(groups: list[dict]) -> None:
    for place, one in enumerate(groups):
        for other in groups[:place]:
            assert math.dist(one["point"], other["point"]) > one["radius"] + other["radius"]


@pytest.mark.parametrize("count", [0, 1, 2, 30, 200])
def test_discs_lie_side_by_side(count: int) -> None:
    radii = [20.0 + 7 * (number % 13) for number in range(count)]
    ties = [{(number * 5 + 1) % count: 2} if (number * 5 + 1) % count != number else {} for number in range(count)]
    centres = pack(radii, ties, 1.75).tolist()
    for place, (one, radius) in enumerate(zip(centres, radii, strict=True)):
        for other, size in zip(centres[:place], radii[:place], strict=True):
            assert math.dist(one, other) >= radius + size - 0.01


def test_a_circle_encloses_its_discs() -> None:
    centres, radii = np.array([[0.0, 0.0], [100.0, 0.0]]), np.array([10.0, 30.0])
    x, y, radius = enclosing(centres, radii)
    assert (x, y) == pytest.approx((60, 0), abs=3)
    assert 70 <= radius < 73
