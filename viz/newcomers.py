"""Nodes that join a picture whose other nodes stay where they are: each in free room near those it is tied to."""

import heapq
from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import Any

import networkx as nx

from viz.forces import spiral
from viz.rings import Positions

Point = tuple[float, float]
STRIDE = 0.25
"""How far the spots that are tried lie from each other, as a share of the room that a node takes."""


def in_turn(graph: "nx.Graph[Any]", known: Iterable[Hashable]) -> list[Hashable]:
    """All nodes that are not known: always the one with most ties to those that are, or came before it."""
    done = set(known)
    order = {node: place for place, node in enumerate(graph) if node not in done}
    near = {node: sum(other in done for other in graph[node]) for node in order}
    waiting = [(-near[node], place, node) for node, place in order.items()]
    heapq.heapify(waiting)
    turn: list[Hashable] = []
    while waiting:
        count, _, node = heapq.heappop(waiting)
        if node in done or -count != near[node]:
            continue
        done.add(node)
        turn.append(node)
        for other in graph[node]:
            if other not in done:
                near[other] += 1
                heapq.heappush(waiting, (-near[other], order[other], other))
    return turn


def placed(
    graph: "nx.Graph[Any]", known: Positions, room: tuple[float, float], own: Mapping[Hashable, int]
) -> Positions:
    """All nodes, the known ones where they are.

    A newcomer stands as near as there is ``room`` (width, height) to the middle of those that it is tied to, first of
    all in its own group (``own`` gives its number, where there are groups); without ties near its group, else under
    the picture.
    """
    points = dict(known)
    free = _Room(points.values(), room)
    centres = _centres(points, own)
    under = _under(points, room)
    for node in in_turn(graph, known):
        tied = [points[other] for other in graph[node] if other in points and own.get(other) == own.get(node)]
        tied = tied or [points[other] for other in graph[node] if other in points]
        points[node] = free.take(_middle(tied) if tied else centres.get(own.get(node), under))
    return points


def _middle(points: Iterable[Point]) -> Point:
    every = list(points)
    return round(sum(x for x, _ in every) / len(every), 1), round(sum(y for _, y in every) / len(every), 1)


def _centres(points: Positions, own: Mapping[Hashable, int]) -> dict[int | None, Point]:
    """The middle of each group."""
    members: dict[int | None, list[Point]] = {}
    for node, point in points.items():
        if node in own:
            members.setdefault(own[node], []).append(point)
    return {number: _middle(every) for number, every in members.items()}


def _under(points: Positions, room: tuple[float, float]) -> Point:
    """The middle of the lower rim."""
    xs, ys = [x for x, _ in points.values()], [y for _, y in points.values()]
    return (round((min(xs) + max(xs)) / 2, 1), round(max(ys) + room[1], 1)) if points else (0.0, 0.0)


class _Room:
    """What is taken and what is free, in a grid whose cells are as large as the room that a node takes."""

    def __init__(self, points: Iterable[Point], room: tuple[float, float]) -> None:
        self._wide, self._high = room
        self._cells: dict[tuple[int, int], list[Point]] = {}
        self._turns: dict[Point, int] = {}
        for point in points:
            self._put(point)

    def take(self, target: Point) -> Point:
        """The free spot nearest to a target, which is taken from now on."""
        turn = self._turns.get(target, 0)  # those before it were taken, and what is taken stays so
        while not self._is_free(spot := self._spot(target, turn)):
            turn += 1
        self._turns[target] = turn
        self._put(spot)
        return spot

    def _spot(self, target: Point, turn: int) -> Point:
        dx, dy = spiral(turn, STRIDE)
        return round(target[0] + dx * self._wide, 1), round(target[1] + dy * self._high, 1)

    def _cell(self, point: Point) -> tuple[int, int]:
        return int(point[0] // self._wide), int(point[1] // self._high)

    def _put(self, point: Point) -> None:
        self._cells.setdefault(self._cell(point), []).append(point)

    def _is_free(self, spot: Point) -> bool:
        return all(abs(x - spot[0]) >= self._wide or abs(y - spot[1]) >= self._high for x, y in self._around(spot))

    def _around(self, spot: Point) -> Iterator[Point]:
        column, row = self._cell(spot)
        for x in (column - 1, column, column + 1):
            for y in (row - 1, row, row + 1):
                yield from self._cells.get((x, y), ())
