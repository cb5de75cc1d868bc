"""A ring around its hubs: how a network looks in which a few bodies hold nearly all ties.

The hubs stand in the middle, everyone else around them on an ellipse, near the hubs that they are tied to; who hangs on
one body of the ring only stands beside it. So every line runs from the middle outwards, and every name has room.
"""

import math
from collections.abc import Hashable, Sequence
from typing import Any

import networkx as nx

Positions = dict[Hashable, tuple[float, float]]

CELL = (134.0, 84.0)
"""The room that a node and its name take, in the picture's own units."""
LOOSE = 0.15
"""The share of ties that may pass the hubs by."""
LEAST, MOST = 5, 60
"""The sizes at which a ring shows more than forces do."""


def ring(graph: "nx.Graph[Any]", nodes: Sequence[Hashable], stretch: float) -> Positions | None:
    """The ring of a connected graph, ``stretch`` times as wide as high; None where it has no such shape."""
    ranked = sorted(nodes, key=lambda node: -graph.degree(node))
    hubs = _hubs(graph, ranked) if LEAST <= len(nodes) <= MOST else None
    if hubs is None:
        return None
    rest = [node for node in nodes if node not in set(hubs)]
    across, down = _axes(len(rest), stretch)
    inner = _middle(graph, hubs, across * 0.42, down * 0.42)
    order = _order(graph, rest, inner)
    turn = 2 * math.pi / max(len(order), 1)
    outer = {
        node: (-across * math.cos(place * turn), -down * math.sin(place * turn)) for place, node in enumerate(order)
    }
    return inner | outer


def _hubs(graph: "nx.Graph[Any]", ranked: Sequence[Hashable]) -> list[Hashable] | None:
    """The best connected nodes, as many as it takes to touch nearly all ties; None where it takes too many."""
    left = {frozenset(edge) for edge in graph.edges}
    loose, most = len(left) * LOOSE, max(1, len(ranked) // 4)
    hubs: list[Hashable] = []
    for node in ranked[:most]:
        hubs.append(node)
        left = {edge for edge in left if node not in edge}
        if len(left) <= loose:
            return hubs
    return None


def _axes(count: int, stretch: float) -> tuple[float, float]:
    """Half the width and the height of an ellipse with room for so many names, of about the shape that is wanted."""
    across, down = CELL[0] * count / (2 * math.pi), 0.72 * CELL[1] * count / (2 * math.pi)
    across, down = max(across, 1.5 * CELL[0]), max(down, 1.3 * CELL[1])
    return max(across, down * stretch * 0.8), max(down, across / stretch)


def _middle(graph: "nx.Graph[Any]", hubs: Sequence[Hashable], across: float, down: float) -> Positions:
    """The hubs: one in the very middle, more on an ellipse of their own, no two at the same height."""
    if len(hubs) == 1:
        return {hubs[0]: (0.0, 0.0)}
    start = 0.0 if len(hubs) == 2 else math.pi / len(hubs) / 2
    angles = [start + 2 * math.pi * place / len(hubs) for place in range(len(hubs))]
    return {hub: (-across * math.cos(angle), -down * math.sin(angle)) for hub, angle in zip(hubs, angles, strict=True)}


def _order(graph: "nx.Graph[Any]", nodes: Sequence[Hashable], inner: Positions) -> list[Hashable]:
    """The nodes around the ring: those drawn to one side get the place nearest to it, the others what is left."""
    hanging = {node: _bearer(graph, node, inner) for node in nodes}
    seats: list[Hashable | None] = [None] * sum(bearer is None for bearer in hanging.values())
    pulls = {node: _pull(graph, node, inner) for node in nodes if hanging[node] is None}
    for node in sorted(pulls, key=lambda node: -round(math.hypot(*pulls[node]), 3)):
        seats[_nearest(seats, pulls[node])] = node
    order: list[Hashable] = []
    for seat in seats:
        order.extend([seat, *(node for node in nodes if hanging[node] == seat)])
    return order


def _bearer(graph: "nx.Graph[Any]", node: Hashable, inner: Positions) -> Hashable | None:
    """The body of the ring that the node hangs on, if it is tied to that one alone."""
    tied: list[Hashable] = list(graph[node])
    if len(tied) != 1 or tied[0] in inner:
        return None
    return tied[0] if graph.degree(tied[0]) > 1 else None


def _pull(graph: "nx.Graph[Any]", node: Hashable, inner: Positions) -> tuple[float, float]:
    """Where its hubs draw a node to: the mean of their places; nothing where it is drawn to all sides alike."""
    places = [inner[other] for other in graph[node] if other in inner]
    if not places:
        return 0.0, 0.0
    return sum(x for x, _ in places) / len(places), sum(y for _, y in places) / len(places)


def _nearest(seats: Sequence[Hashable | None], pull: tuple[float, float]) -> int:
    """The free seat nearest to the side that pulls; the first free one where nothing does."""
    free = [place for place, seat in enumerate(seats) if seat is None]
    if math.hypot(*pull) < 1:
        return free[0]
    turn = 2 * math.pi / len(seats)
    wanted = math.atan2(-pull[1], -pull[0])
    return min(free, key=lambda place: (round(1 - math.cos(place * turn - wanted), 9), place))
