"""Where each node stands: computed beforehand, the same each time, so that the page opens at rest.

Every connected part is laid out by itself: as a ring around its hubs where a few bodies hold nearly all ties (the
common case in a plan), else by forces. The largest part stands on top, the smaller ones and the nodes without a tie in
rows under it. A graph of more than :data:`viz.communities.LARGE` nodes is laid out in circles, one in another
(:mod:`viz.circles`). No chance is involved: nodes start on a spiral, the best connected in its middle, and names decide
where degrees do not.
"""

import math
from collections.abc import Hashable, Iterable, Sequence
from typing import Any

import networkx as nx
import numpy as np

from viz.circles import by_groups
from viz.communities import Group, communities
from viz.forces import Numbers, Points, spirals, spring, tied
from viz.rings import CELL, Positions, ring
from viz.simple import within

Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""Left, top, width, height."""

WIDE, TALL = 1.75, 0.7
"""How much wider than high the picture is: on a laptop, and on a phone."""
FLAT = 4.0
"""The shape of the smaller parts, which share a row with others."""
FEW = 4
"""Up to so many nodes are set in a strip."""
STEPS = 12_000_000
"""How many pairs are counted at most, as long as that leaves enough rounds."""
ROOM = 3_000_000
"""How many pairs are moved apart at most, as long as that leaves ten rounds."""
NEARLY = 1.15
NUDGE = 0.1
"""The least distance that positions can tell."""


def positions(graph: "nx.Graph[Any]", stretch: float = WIDE, groups: Sequence[Group] | None = None) -> Positions:
    """A point per node, in a picture that is ``stretch`` times as wide as high. Takes any graph, also an empty one.

    ``groups`` are those of :func:`viz.communities.communities`, where they are known already.
    """
    groups = communities(graph) if groups is None else groups
    placed = by_groups(graph, groups, stretch) if groups else _by_parts(graph, stretch)
    return _distinct(placed)


def layouts(graph: "nx.Graph[Any]", groups: Sequence[Group] | None = None) -> tuple[Positions, Positions]:
    """Positions for a wide picture and for a tall one; a large graph is laid out once and turned on its side."""
    groups = communities(graph) if groups is None else groups
    wide = positions(graph, WIDE, groups)
    return wide, turned(wide) if groups else positions(graph, TALL, groups)


def turned(placed: Positions) -> Positions:
    """The same picture with its left side on top."""
    return {node: (y, x) for node, (x, y) in placed.items()}


def _distinct(placed: Positions) -> Positions:
    """All points rounded, no two the same."""
    taken: set[Point] = set()
    for node, (x, y) in placed.items():
        point = (round(x, 1), round(y, 1))
        while point in taken:
            point = (round(point[0] + NUDGE, 1), point[1])
        taken.add(point)
        placed[node] = point
    return placed


def _by_parts(graph: "nx.Graph[Any]", stretch: float) -> Positions:
    order = {node: place for place, node in enumerate(graph)}
    parts = [sorted(part, key=order.__getitem__) for part in nx.connected_components(graph)]
    parts.sort(key=lambda part: (-len(part), order[part[0]]))
    if not parts:
        return {}
    main = len(parts[0]) / len(order)
    shapes = [min(stretch / main, 1.6 * stretch), *(FLAT for _ in parts[1:])]
    laid = [_part(within(graph, part), part, shape) for part, shape in zip(parts, shapes, strict=True)]
    return _under(laid, stretch)


def _part(graph: "nx.Graph[Any]", nodes: Sequence[Hashable], stretch: float) -> Positions:
    if len(nodes) <= FEW:
        return _strip(nodes)
    return ring(graph, nodes, stretch) or _by_forces(graph, nodes, stretch)


def _strip(nodes: Sequence[Hashable]) -> Positions:
    """Beside each other, every other one a little lower: no line runs through a third node."""
    return {node: (place * CELL[0] * 0.8, place % 2 * CELL[1] * 0.5) for place, node in enumerate(nodes)}


# --- forces


def _by_forces(graph: "nx.Graph[Any]", nodes: Sequence[Hashable], stretch: float) -> Positions:
    """A spring layout (Fruchterman and Reingold), drawn out in width, with room made for the names."""
    ranked = sorted(nodes, key=lambda node: -graph.degree(node))
    number = {node: place for place, node in enumerate(ranked)}
    ties = [(number[a], number[b]) for a, b in graph.edges if a != b]
    rounds = max(30, min(300, STEPS // (len(ranked) ** 2)))
    points = spring(spirals(len(ranked), 0.6), tied(ties), rounds)
    scale, wider = _scale(points.tolist()), math.sqrt(stretch)
    spread = (points * (scale * wider, scale / wider)).tolist()
    _make_room(spread)
    return {node: (x, y) for node, (x, y) in zip(ranked, spread, strict=True)}


def _scale(points: Sequence[Sequence[float]]) -> float:
    """Makes the area of the drawing fit the number of names in it."""
    width = max(p[0] for p in points) - min(p[0] for p in points)
    height = max(p[1] for p in points) - min(p[1] for p in points)
    needed = len(points) * CELL[0] * CELL[1] * 1.15
    return math.sqrt(needed / max(width * height, 0.1 * max(width, height) ** 2, 1e-6))


def _make_room(points: list[list[float]]) -> None:
    """Pushes apart, each time the shorter way, whatever stands in another's cell."""
    pairs = np.tril_indices(len(points), -1)
    for _ in range(max(10, min(120, ROOM // len(points) ** 2))):
        if not _push_apart(points, _near(np.array(points), *pairs)):
            return


def _push_apart(points: list[list[float]], pairs: Iterable[tuple[int, int]]) -> bool:
    moved = False
    for i, j in pairs:
        dx, dy = points[i][0] - points[j][0], points[i][1] - points[j][1]
        over_x, over_y = CELL[0] - abs(dx), CELL[1] - abs(dy)
        if over_x <= 0 or over_y <= 0:
            continue
        moved = True
        axis, over, way = (0, over_x, dx) if over_x / CELL[0] < over_y / CELL[1] else (1, over_y, dy)
        shift = math.copysign(over * 0.5 + 0.5, way)
        points[i][axis] += shift
        points[j][axis] -= shift
    return moved


def _near(points: Points, rows: Numbers, columns: Numbers) -> Iterable[tuple[int, int]]:
    """Pairs that stand in each other's cells, or nearly so: they may when others have been pushed."""
    wide, high = CELL[0] * NEARLY, CELL[1] * NEARLY
    x, y = points.T
    close = np.flatnonzero((np.abs(x[rows] - x[columns]) < wide) & (np.abs(y[rows] - y[columns]) < high))
    return zip(rows[close].tolist(), columns[close].tolist(), strict=True)


# --- parts under each other


def _under(parts: Sequence[Positions], stretch: float) -> Positions:
    """The largest part first, the others in centred rows under it, in the order in which they come."""
    boxes = [_bounds(part) for part in parts]
    wide = _fitting_width(boxes, stretch)
    parts = [_widened(parts[0], boxes[0], wide), *parts[1:]]
    boxes[0] = _bounds(parts[0])
    placed: Positions = {}
    top = 0.0
    for row in _rows(boxes, wide):
        left = (wide - sum(boxes[number][2] for number in row)) / 2
        for number in row:
            x0, y0, width, _ = boxes[number]
            placed.update({node: (x - x0 + left, y - y0 + top) for node, (x, y) in parts[number].items()})
            left += width
        top += max(boxes[number][3] for number in row)
    return placed


def _widened(part: Positions, box: Box, wide: float) -> Positions:
    """The part drawn out to the width that the others take anyway, by half at most: more room for its names."""
    more = min(1.5, max(1.0, (wide - CELL[0]) / max(box[2] - CELL[0], 1.0)))
    return {node: (x * more, y) for node, (x, y) in part.items()}


def _fitting_width(boxes: Sequence[Box], stretch: float) -> float:
    """Of some widths that hold the widest part the one with which all can be shown largest."""
    least = max(box[2] for box in boxes)
    widths = [least * (1 + step / 8) for step in range(9)] + [math.sqrt(len(boxes) * CELL[0] * CELL[1] * stretch)]

    def extent(wide: float) -> float:
        high = sum(max(boxes[number][3] for number in row) for row in _rows(boxes, wide))
        return max(wide / stretch, high)

    return min((wide for wide in widths if wide >= least), key=extent)


def _rows(boxes: Sequence[Box], wide: float) -> list[list[int]]:
    """The numbers of the boxes in rows that are no wider than given; the first box has a row of its own."""
    rows, room = [[0]], 0.0
    for number in range(1, len(boxes)):
        width = boxes[number][2]
        if width > room:
            rows.append([])
            room = wide
        rows[-1].append(number)
        room -= width
    return rows


def _bounds(part: Positions) -> Box:
    """Left, top, width and height of a part with the room that its names take."""
    xs, ys = [x for x, _ in part.values()], [y for _, y in part.values()]
    return min(xs) - CELL[0] / 2, min(ys) - CELL[1] / 2, max(xs) - min(xs) + CELL[0], max(ys) - min(ys) + CELL[1]
