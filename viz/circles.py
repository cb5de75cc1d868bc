"""Large graphs: each group a circle, in it a circle for each community, and in that its nodes, placed by forces."""

import math
from collections.abc import Hashable, Sequence
from typing import Any

import networkx as nx
import numpy as np

from viz.communities import Group, Near, links, split
from viz.discs import enclosing, pack
from viz.forces import Points, part, spirals, spring, tied
from viz.rings import CELL, Positions

CLOSE = 180
"""The most nodes in one circle that are placed by forces."""
ROUNDS = 40
STEP = 62.0
"""The room of a node: its square times pi."""
LEAST = 66.0
"""No two nodes of a circle are nearer to each other."""
RIM = 44.0
"""The room between the outermost nodes of a circle and its edge."""
GAP = 60.0
"""The room between two groups, half of it around each."""

Circle = tuple[Positions, float]
"""The nodes' points around the middle, and the radius."""


def by_groups(graph: "nx.Graph[Any]", groups: Sequence[Group], stretch: float) -> Positions:
    """A point for each node: groups that are tied stand near each other, and none lies over another."""
    near = dict(graph.adjacency())
    circles = [
        _in_rows(group.members) if group.loose else _nested(near, [list(part) for part in group.parts])
        for group in groups
    ]
    ties = links(near, [group.members for group in groups])
    centres = pack([radius + GAP / 2 for _, radius in circles], ties, stretch)
    return _moved_to(centres, circles)


def around(points: Sequence[tuple[float, float]]) -> tuple[float, float, float]:
    """x, y and radius of a circle around some points, with the room that they take."""
    return enclosing(np.array(points, dtype=np.float64), np.full(len(points), RIM))


def _nested(near: Near, parts: Sequence[Sequence[Hashable]]) -> Circle:
    """The circles of some communities in one circle around them."""
    circles = [_community(near, nodes) for nodes in parts]
    if len(circles) == 1:
        return circles[0]
    radii = [radius for _, radius in circles]
    centres = pack(radii, links(near, parts))
    x, y, radius = enclosing(centres, np.array(radii))
    return _moved_to(centres - (x, y), circles), radius


def _moved_to(centres: Points, circles: Sequence[Circle]) -> Positions:
    return {
        node: (x + dx, y + dy)
        for (x, y), (placed, _) in zip(centres.tolist(), circles, strict=True)
        for node, (dx, dy) in placed.items()
    }


def _community(near: Near, nodes: Sequence[Hashable]) -> Circle:
    """A community by forces; a large one in the communities that it has itself, if it has any."""
    ranked = sorted(nodes, key=lambda node: -len(near[node]))
    if len(ranked) <= CLOSE:
        return _circle(ranked, _by_forces(near, ranked))
    parts = split(near, ranked)
    return _nested(near, parts) if len(parts) > 1 else _circle(ranked, spirals(len(ranked), STEP))


def _circle(nodes: Sequence[Hashable], points: Points) -> Circle:
    x, y, radius = enclosing(points, np.full(len(points), RIM))
    return dict(zip(nodes, map(tuple, (points - (x, y)).tolist()), strict=True)), radius


def _by_forces(near: Near, nodes: Sequence[Hashable]) -> Points:
    """Near each other what is tied, spread evenly over a disc."""
    if len(nodes) <= 2:
        return spirals(len(nodes), STEP)
    place = {node: number for number, node in enumerate(nodes)}
    ties = [(a, place[other]) for node, a in place.items() for other in near[node] if place.get(other, -1) > a]
    sprung = spring(spirals(len(nodes), 0.6), tied(ties), ROUNDS)
    return part(_evened(sprung), LEAST, 40)


def _evened(points: Points) -> Points:
    """Each point in its direction from the middle, at a distance that spreads all evenly over a disc."""
    away = points - points.mean(axis=0)
    far = np.sqrt(away[:, 0] ** 2 + away[:, 1] ** 2)
    order = np.argsort(np.round(far, 9), kind="stable")
    reach = np.empty(len(points))
    reach[order] = STEP * np.sqrt(np.arange(len(points)) + 0.5)
    away[far < 1e-9] = (1.0, 0.0)
    scaled: Points = away * (reach / np.maximum(far, 1e-9))[:, None]
    return scaled


def _in_rows(nodes: Sequence[Hashable]) -> Circle:
    """Side by side in rows that fill a disc: those who follow each other, as tied ones do, stand beside each other."""
    radius = math.sqrt(len(nodes) * CELL[0] * CELL[1] / math.pi)
    while len(spots := _rows(radius)) < len(nodes):
        radius += CELL[1] / 4
    return _circle(nodes, np.array(spots[: len(nodes)], dtype=np.float64))


def _rows(radius: float) -> list[tuple[float, float]]:
    """The spots in a disc, row by row, the rows centred."""
    high = int(radius // CELL[1])
    spots = []
    for row in range(-high, high + 1):
        y = row * CELL[1]
        count = int(2 * math.sqrt(radius * radius - y * y) // CELL[0]) + 1
        spots += [((place - (count - 1) / 2) * CELL[0], y) for place in range(count)]
    return spots
