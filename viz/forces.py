"""Forces between nodes, counted for all pairs at once: all push each other away, ties pull together.

Only sums, products and roots are used, whose results are the same on every machine; matrix products are not.
"""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
"""x and y, a row for each."""
Lengths = NDArray[np.float64]
Numbers = NDArray[np.intp]
Ties = Numbers
"""The numbers of both ends, a row for each tie."""

GOLDEN = math.pi * (3 - math.sqrt(5))


def spiral(place: int, step: float) -> tuple[float, float]:
    """The place-th point of a spiral that fills a disc evenly; ``step`` squared times pi is the room of each point."""
    radius, angle = step * math.sqrt(place + 0.5), place * GOLDEN
    return radius * math.cos(angle), radius * math.sin(angle)


def spirals(count: int, step: float) -> Points:
    """The first so many points of the spiral."""
    return np.array([spiral(place, step) for place in range(count)], dtype=np.float64).reshape(count, 2)


def tied(ties: Sequence[tuple[int, int]]) -> Ties:
    """Ties as an array, also where there are none."""
    return np.array(ties, dtype=np.intp).reshape(len(ties), 2)


def spring(points: Points, ties: Ties, rounds: int) -> Points:
    """The points after so many rounds of forces, each with less heat (how far a node may move) than the one before.

    Nodes push each other away by 1 / distance, ties pull by distance squared / 2, and all are drawn a little to the
    origin. Source: Fruchterman and Reingold, "Graph drawing by force-directed placement" (1991).
    """
    x, y = points[:, 0].copy(), points[:, 1].copy()
    for step in range(rounds):
        heat = 4 * (0.25 * (1 - step / rounds) + 0.005)
        dx, dy = _moves(x, y, ties)
        length = np.maximum(np.sqrt(dx * dx + dy * dy), 1e-9)
        reach = np.minimum(length, heat) / length
        x += dx * reach
        y += dy * reach
    return np.column_stack((x, y))


def _moves(x: Lengths, y: Lengths, ties: Ties) -> tuple[Lengths, Lengths]:
    x32, y32 = x.astype(np.float32), y.astype(np.float32)  # half the memory, half the time
    across, down = x32[:, None] - x32, y32[:, None] - y32
    push = across * across
    push += down * down
    np.maximum(push, np.float32(1e-4), out=push)
    np.divide(np.float32(1), push, out=push)
    across *= push
    down *= push
    dx, dy = across.sum(axis=1) - 0.02 * x, down.sum(axis=1) - 0.02 * y
    a, b = ties[:, 0], ties[:, 1]
    tx, ty = x[a] - x[b], y[a] - y[b]
    pull = np.sqrt(tx * tx + ty * ty) * 0.5
    for ends, sign in ((a, -pull), (b, pull)):
        dx += np.bincount(ends, tx * sign, len(x))
        dy += np.bincount(ends, ty * sign, len(y))
    return dx, dy


def part(points: Points, least: float, rounds: int) -> Points:
    """The points after those nearer to each other than ``least`` have been moved apart, in at most so many rounds."""
    points = points.copy()
    rows, columns = np.triu_indices(len(points), 1)
    for _ in range(rounds):
        dx, dy = points[rows, 0] - points[columns, 0], points[rows, 1] - points[columns, 1]
        close = np.flatnonzero(dx * dx + dy * dy < least * least)
        if not len(close):
            break
        _separate(points, rows[close], columns[close], least)
    return points


def _separate(points: Points, a: Numbers, b: Numbers, least: float) -> None:
    """Moves each pair apart, half the way each; who stands on the same spot is moved sideways."""
    away = points[a] - points[b]
    length = np.sqrt(away[:, 0] * away[:, 0] + away[:, 1] * away[:, 1])
    away[length < 1e-6] = (1.0, 0.0)
    length = np.maximum(length, 1e-6)
    shift = away * ((least * 1.02 - np.minimum(length, least)) / (2 * np.where(length < 1e-5, 1.0, length)))[:, None]
    for axis in (0, 1):
        points[:, axis] += np.bincount(a, shift[:, axis], len(points))
        points[:, axis] -= np.bincount(b, shift[:, axis], len(points))
