"""Where each node stands: computed beforehand, the same each time, so that the page opens at rest.

Every connected part is laid out by itself: as a ring around its hubs where a few bodies hold nearly all ties (the
common case in a plan), else by forces, and above :data:`CLOSE` nodes as communities packed in discs. The largest part
stands on top, the smaller ones and the nodes without a tie in rows under it. No chance is involved: nodes start on a
spiral, the best connected in its middle, and names decide where degrees do not.
"""

import math
from collections.abc import Hashable, Iterable, Sequence
from typing import Any

import networkx as nx

from viz.rings import CELL, Positions, ring

Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""Left, top, width, height."""

CLOSE = 350
"""The most nodes that a layout by forces is worth its time for."""
WIDE, TALL = 1.75, 0.7
"""How much wider than high the picture is: on a laptop, and on a phone."""
FLAT = 4.0
"""The shape of the smaller parts, which share a row with others."""
FEW = 4
"""Up to so many nodes are set in a strip."""
GOLDEN = math.pi * (3 - math.sqrt(5))
STEPS = 3_000_000
"""How many pairs may be moved apart in all: bounds the time, whatever the size."""


def positions(graph: "nx.Graph[Any]", stretch: float = WIDE) -> Positions:
    """A point per node, in a picture that is ``stretch`` times as wide as high. Takes any graph, also an empty one."""
    order = {node: place for place, node in enumerate(graph)}
    parts = [sorted(part, key=order.__getitem__) for part in nx.connected_components(graph)]
    parts.sort(key=lambda part: (-len(part), order[part[0]]))
    if not parts:
        return {}
    main = len(parts[0]) / len(order)
    shapes = [min(stretch / main, 1.6 * stretch), *(FLAT for _ in parts[1:])]
    laid = [_part(graph.subgraph(part), part, shape) for part, shape in zip(parts, shapes, strict=True)]
    return {node: (round(x, 1), round(y, 1)) for node, (x, y) in _under(laid, stretch).items()}


def layouts(graph: "nx.Graph[Any]") -> tuple[Positions, Positions]:
    """Positions for a wide picture and for a tall one; a large graph is laid out once and turned on its side."""
    wide = positions(graph, WIDE)
    if len(graph) > CLOSE:
        return wide, {node: (y, x) for node, (x, y) in wide.items()}
    return wide, positions(graph, TALL)


def _part(graph: "nx.Graph[Any]", nodes: Sequence[Hashable], stretch: float) -> Positions:
    if len(nodes) <= FEW:
        return _strip(nodes)
    if len(nodes) > CLOSE:
        return _by_communities(graph, nodes, stretch)
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
    points = [_spiral(place, 0.6) for place in range(len(ranked))]
    rounds = max(30, min(300, STEPS // (len(ranked) ** 2)))
    for step in range(rounds):
        _spring(points, ties, 0.25 * (1 - step / rounds) + 0.005)
    scale, wider = _scale(points), math.sqrt(stretch)
    spread = [[x * scale * wider, y * scale / wider] for x, y in points]
    _make_room(spread)
    return {node: (x, y) for node, (x, y) in zip(ranked, spread, strict=True)}


def _spiral(place: int, step: float) -> list[float]:
    radius, angle = step * math.sqrt(place + 0.5), place * GOLDEN
    return [radius * math.cos(angle), radius * math.sin(angle)]


def _spring(points: list[list[float]], ties: Iterable[tuple[int, int]], heat: float) -> None:
    """One step: all push each other away, ties pull together, nobody moves further than the heat allows."""
    moves = [[-0.02 * x, -0.02 * y] for x, y in points]
    for i, (x, y) in enumerate(points):
        for j in range(i):
            dx, dy = x - points[j][0], y - points[j][1]
            push = 1 / max(dx * dx + dy * dy, 1e-4)
            moves[i][0] += dx * push
            moves[i][1] += dy * push
            moves[j][0] -= dx * push
            moves[j][1] -= dy * push
    for i, j in ties:
        dx, dy = points[i][0] - points[j][0], points[i][1] - points[j][1]
        pull = math.hypot(dx, dy) * 0.5
        for end, sign in ((i, -pull), (j, pull)):
            moves[end][0] += sign * dx
            moves[end][1] += sign * dy
    for point, (dx, dy) in zip(points, moves, strict=True):
        length = max(math.hypot(dx, dy), 1e-9)
        reach = min(length, heat * 4) / length
        point[0] += dx * reach
        point[1] += dy * reach


def _scale(points: Sequence[Sequence[float]]) -> float:
    """Makes the area of the drawing fit the number of names in it."""
    width = max(p[0] for p in points) - min(p[0] for p in points)
    height = max(p[1] for p in points) - min(p[1] for p in points)
    needed = len(points) * CELL[0] * CELL[1] * 1.15
    return math.sqrt(needed / max(width * height, 0.1 * max(width, height) ** 2, 1e-6))


def _make_room(points: list[list[float]]) -> None:
    """Pushes apart, each time the shorter way, whatever stands in another's cell."""
    rounds = max(10, min(120, STEPS // (len(points) ** 2)))
    for _ in range(rounds):
        if not _push_apart(points):
            return


def _push_apart(points: list[list[float]]) -> bool:
    moved = False
    for i in range(len(points)):
        for j in range(i):
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


# --- communities


def _by_communities(graph: "nx.Graph[Any]", nodes: Sequence[Hashable], stretch: float) -> Positions:
    """Each community a disc, its best connected in the middle; the discs side by side, none over another."""
    place = {node: number for number, node in enumerate(nodes)}
    found = nx.community.louvain_communities(graph, weight=None, seed=1)
    groups = [sorted(group, key=lambda node: (-graph.degree(node), place[node])) for group in found]
    groups.sort(key=lambda group: (-len(group), place[group[0]]))
    centres = _discs([_radius(len(group)) for group in groups])
    return {
        node: (x * stretch + dx * 1.2, y + dy)
        for group, (x, y) in zip(groups, centres, strict=True)
        for node, (dx, dy) in zip(group, (_spiral(number, 62.0) for number in range(len(group))), strict=True)
    }


def _radius(size: int) -> float:
    return 62.0 * math.sqrt(size + 0.5) + 60


def _discs(radii: Sequence[float]) -> list[Point]:
    """Centres of discs that do not touch: each, largest first, goes to the first free place on a widening spiral."""
    placed: list[tuple[float, float, float]] = []
    for radius in radii:
        step, turn = radius * 0.35, 0
        while True:
            x, y = _spiral(turn, step)
            if all(math.hypot(x - px, y - py) >= radius + pr for px, py, pr in placed):
                break
            turn += 1
        placed.append((x, y, radius))
    return [(x, y) for x, y, _ in placed]


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
