"""Discs side by side, none over another, those that are tied near each other."""

from collections.abc import Sequence

import numpy as np

from viz.forces import Lengths, Points

MANY = 80
"""More discs than this are packed in bundles, and then the bundles."""
HOME = 0.6
"""How much the middle of the picture draws, where all ties together draw 1."""


def pack(radii: Sequence[float], ties: Sequence[dict[int, int]], stretch: float = 1.0) -> Points:
    """The centres of discs with these radii, in a picture ``stretch`` times as wide as high.

    ``ties`` gives for each disc the number of ties to others. The best tied comes first, then whoever has most ties to
    those that stand; each goes where it touches two others and is nearest to those that it is tied to.
    """
    order = _order(radii, ties)
    if len(order) > MANY:
        return _bundled(radii, ties, stretch, order)
    sizes = np.array(radii, dtype=np.float64)
    centres = np.zeros((len(order), 2))
    for count, disc in enumerate(order):
        placed = np.array(order[:count], dtype=np.intp)
        pulls = np.array([ties[disc].get(other, 0) for other in order[:count]], dtype=np.float64)
        centres[disc] = _best(centres[placed], sizes[placed], sizes[disc], pulls, stretch)
    return centres


def enclosing(centres: Points, radii: Lengths) -> tuple[float, float, float]:
    """x, y and radius of a small circle around all discs.

    Source: Badoiu and Clarkson, "Smaller core-sets for balls" (2003): step towards the farthest, each time less.
    """
    x, y = float(centres[:, 0].mean()), float(centres[:, 1].mean())
    for step in range(60):
        far = _distances(centres, x, y) + radii
        farthest = int(far.argmax())
        share = 1 / (step + 2) * (1 - radii[farthest] / max(far[farthest], 1e-9))
        x += float((centres[farthest, 0] - x) * share)
        y += float((centres[farthest, 1] - y) * share)
    return x, y, float((_distances(centres, x, y) + radii).max())


def _distances(points: Points, x: float, y: float) -> Lengths:
    dx, dy = points[:, 0] - x, points[:, 1] - y
    return np.sqrt(dx * dx + dy * dy)


def _order(radii: Sequence[float], ties: Sequence[dict[int, int]]) -> list[int]:
    """The best tied first, then always the one with most ties to those before it."""
    left = set(range(len(radii)))
    near = dict.fromkeys(left, 0)
    strength = [sum(row.values()) for row in ties]
    order: list[int] = []
    while left:
        disc = min(left, key=lambda each: (-near[each], -strength[each], -radii[each], each))
        left.remove(disc)
        order.append(disc)
        for other, count in ties[disc].items():
            near[other] += count
    return order


def _best(centres: Points, radii: Lengths, radius: float, pulls: Lengths, stretch: float) -> tuple[float, float]:
    if not len(centres):
        return 0.0, 0.0
    spots = _free(_touching(centres, radii, radius), centres, radii, radius)
    x, y = spots[:, 0], spots[:, 1]
    cost = HOME * np.sqrt(x * x / (stretch * stretch) + y * y)
    if pulls.any():
        dx, dy = x[:, None] - centres[:, 0], y[:, None] - centres[:, 1]
        cost += (np.sqrt(dx * dx + dy * dy) * (pulls / pulls.sum())).sum(axis=1)
    best = int(np.round(cost, 6).argmin())
    return float(x[best]), float(y[best])


def _touching(centres: Points, radii: Lengths, radius: float) -> Points:
    """Where a disc touches one of the others on its four sides, and where it touches two."""
    reach = radii + radius
    sides = [centres + reach[:, None] * np.array(way) for way in ((1.0, 0.0), (-1.0, 0.0), (0.0, 1.0), (0.0, -1.0))]
    a, b = np.triu_indices(len(centres), 1)
    across = centres[b] - centres[a]
    apart = np.maximum(np.sqrt(across[:, 0] ** 2 + across[:, 1] ** 2), 1e-9)
    along = (apart * apart + reach[a] ** 2 - reach[b] ** 2) / (2 * apart)
    height = reach[a] ** 2 - along * along
    meets = height > 0
    a, across, apart = a[meets], across[meets] / apart[meets, None], apart[meets]
    foot = centres[a] + across * along[meets, None]
    aside = np.column_stack((-across[:, 1], across[:, 0])) * np.sqrt(height[meets])[:, None]
    return np.concatenate([*sides, foot + aside, foot - aside])


def _free(spots: Points, centres: Points, radii: Lengths, radius: float) -> Points:
    """The spots at which the disc lies over no other; there always is one."""
    dx, dy = spots[:, 0, None] - centres[:, 0], spots[:, 1, None] - centres[:, 1]
    gap = np.sqrt(dx * dx + dy * dy) - radii
    free: Points = spots[(gap >= radius - 1e-6 * (radius + 1)).all(axis=1)]
    return free


def _bundled(radii: Sequence[float], ties: Sequence[dict[int, int]], stretch: float, order: list[int]) -> Points:
    """Neighbours in the order in bundles of some thirty discs, each packed as a disc of its own."""
    size = max(30, -(-len(order) // MANY))
    bundles = [order[start : start + size] for start in range(0, len(order), size)]
    bundle_of = {disc: number for number, bundle in enumerate(bundles) for disc in bundle}
    between: list[dict[int, int]] = [{} for _ in bundles]
    inner: list[Points] = []
    circles: list[tuple[float, float, float]] = []
    for number, bundle in enumerate(bundles):
        place = {disc: here for here, disc in enumerate(bundle)}
        within = [{place[o]: count for o, count in ties[disc].items() if o in place} for disc in bundle]
        inner.append(pack([radii[disc] for disc in bundle], within))
        circles.append(enclosing(inner[-1], np.array([radii[disc] for disc in bundle])))
        for disc in bundle:
            for other, count in ties[disc].items():
                if other not in place:
                    there = bundle_of[other]
                    between[number][there] = between[number].get(there, 0) + count
    outer = pack([radius for _, _, radius in circles], between, stretch)
    centres = np.zeros((len(order), 2))
    for bundle, points, (x, y, _), centre in zip(bundles, inner, circles, outer, strict=True):
        centres[bundle] = points - (x, y) + centre
    return centres
