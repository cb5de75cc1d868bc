"""Positions that are kept: a graph that is built again looks as it did, wherever it is the same."""

from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import networkx as nx

from viz.circles import LEAST, around
from viz.communities import ALONE, LARGE, MOST, Group, between, communities, label
from viz.layout import layouts, turned
from viz.newcomers import in_turn, placed
from viz.plain import Plain
from viz.rings import CELL, Positions
from viz.simple import simple, within

LOOSE = -1
"""The number of those in no larger group."""
ENOUGH = 0.5
"""The share of the nodes that must be known, or all are laid out anew."""
FARTHEST = 1e9
"""No picture is so large."""
MESSAGE = 300
"""A message about what was found has at most so many characters."""
EXPECTED = 'expected {"wide": {node: [x, y]}, "tall": {node: [x, y]}, "groups": {node: number}}'


@dataclass(frozen=True)
class Arrangement:
    """Where everybody stands in a wide picture and in a tall one, and the groups of a large graph."""

    wide: Positions
    tall: Positions
    groups: list[Group]

    def plain(self) -> Plain:
        """What JSON can hold: ``{"wide": {node: [x, y]}, "tall": {…}, "groups": {node: number}}``, -1 for no group."""
        parts: dict[str, Mapping[Hashable, object]] = {
            "wide": self.wide,
            "tall": self.tall,
            "groups": _numbers(self.groups),
        }
        named = {part: {str(node): value for node, value in values.items()} for part, values in parts.items()}
        return {part: {node: _plain(values[node]) for node in sorted(values)} for part, values in named.items()}

    def groups_for(self, graph: "nx.Graph[Any]") -> list[Plain]:
        """The groups as the page opens them, in the wide picture's units; in a tall picture x and y change places.

        Each is ``{"bodies": [places], "label": {"sv", "en"}, "point": [x, y], "radius": r, "ties": [[other group,
        number of ties, whether any is certain] …]}``; a tie between groups stands at both.
        """
        place = {node: number for number, node in enumerate(graph)}
        ties = between(graph, self.groups)
        return [self._group(graph, group, place) | {"ties": ties[number]} for number, group in enumerate(self.groups)]

    def _group(self, graph: "nx.Graph[Any]", group: Group, place: Mapping[Hashable, int]) -> Plain:
        members = sorted(group.members, key=place.__getitem__)
        x, y, radius = around([self.wide[node] for node in members])
        return {
            "bodies": [place[node] for node in members],
            "label": label(graph, members, loose=group.loose),
            "point": [round(x, 1), round(y, 1)],
            "radius": round(radius, 1),
        }


def arrangement(graph: "nx.Graph[Any]", kept: Mapping[str, Any] | None = None) -> Plain:
    """Where each node stands, as a mapping that JSON can hold, to be given as ``kept`` when the graph is drawn again.

    Nodes are named by ``str(node)``. Raises ``ValueError`` if ``kept`` is not such a mapping.
    """
    return arranged(simple(graph), kept).plain()


def arranged(graph: "nx.Graph[Any]", kept: Mapping[str, Any] | None = None) -> Arrangement:
    """The arrangement of a simple graph; whoever is in ``kept`` stays, newcomers stand in free room near their own.

    All is laid out anew where less than half of the nodes are known, or the graph has become large or small, which is
    drawn in another way. Raises ``ValueError`` if ``kept`` is not what :func:`arrangement` gives.
    """
    if kept is not None and len(graph):
        known = _Known(graph, kept)
        if len(known.wide) >= ENOUGH * len(graph) and bool(known.own) == (len(graph) > LARGE):
            return _completed(graph, known)
    groups = communities(graph)
    return Arrangement(*layouts(graph, groups), groups)


class _Known:
    """What is kept of the nodes that the graph has: points in both pictures, no two the same, and group numbers."""

    def __init__(self, graph: "nx.Graph[Any]", kept: Mapping[str, Any]) -> None:
        wide, tall = (_mapping(kept, name, _point) for name in ("wide", "tall"))
        numbers = _mapping(kept, "groups", _number)
        names: dict[str, Hashable] = {}
        for node in graph:
            names.setdefault(str(node), node)
        self.wide: Positions = {}
        self.tall: Positions = {}
        taken: tuple[set[object], set[object]] = (set(), set())
        for name, node in names.items():
            here, there = wide.get(name), tall.get(name)
            if here is None or there is None or here in taken[0] or there in taken[1]:
                continue
            taken[0].add(here)
            taken[1].add(there)
            self.wide[node], self.tall[node] = here, there
        self.own = {names[name]: number for name, number in numbers.items() if names.get(name) in self.wide}


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def _mapping(kept: Mapping[str, Any], name: str, read: Callable[[object], Any]) -> dict[str, Any]:
    part = kept.get(name) if isinstance(kept, Mapping) else None
    if not isinstance(part, Mapping):
        raise ValueError(f"this is no arrangement: {EXPECTED}, found no mapping {name!r}")  # noqa: TRY004
    return {str(node): read(value) for node, value in part.items()}


def _point(value: object) -> tuple[float, float]:
    if isinstance(value, list | tuple) and len(value) == 2 and all(_is_finite(part) for part in value):
        return float(value[0]), float(value[1])
    raise ValueError(f"this is no arrangement: {EXPECTED}, found the point {value!r}"[:MESSAGE])


def _number(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and value >= LOOSE:
        return value
    raise ValueError(f"this is no arrangement: {EXPECTED}, found the group {value!r}"[:MESSAGE])


def _is_finite(value: object) -> bool:
    """Whether it is a number of a picture; its square must be finite too."""
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < FARTHEST


def _completed(graph: "nx.Graph[Any]", known: _Known) -> Arrangement:
    own = _joined(graph, known.own) if len(graph) > LARGE else {}
    if own:
        wide = placed(graph, known.wide, (LEAST, LEAST), own)
        return Arrangement(wide, turned(wide), _groups(graph, own))
    wide, tall = (placed(graph, points, CELL, {}) for points in (known.wide, known.tall))
    return Arrangement(wide, tall, [])


def _joined(graph: "nx.Graph[Any]", known: Mapping[Hashable, int]) -> dict[Hashable, int]:
    """The group of each node: that of most of its neighbours, a new one for newcomers tied only to each other."""
    own = dict(known)
    strangers = within(graph, [node for node in graph if node not in own])
    following = max(own.values(), default=LOOSE) + 1
    for part in sorted(nx.connected_components(strangers), key=len, reverse=True):
        if len(part) > ALONE and following < MOST and not any(other in known for node in part for other in graph[node]):
            own.update(dict.fromkeys(part, following))
            following += 1
    for node in in_turn(graph, own):
        votes = Counter(own[other] for other in graph[node] if other in own)
        own[node] = min(votes, key=lambda number: (-votes[number], number), default=LOOSE)
    return own


def _groups(graph: "nx.Graph[Any]", own: Mapping[Hashable, int]) -> list[Group]:
    """The groups by their numbers, that of those in no larger group last."""
    members: dict[int, list[Hashable]] = {}
    for node in graph:
        if node in own:
            members.setdefault(own[node], []).append(node)
    order = sorted(members, key=lambda number: (number == LOOSE, number))
    return [Group((tuple(members[number]),), loose=number == LOOSE) for number in order]


def _numbers(groups: Sequence[Group]) -> dict[Hashable, int]:
    return {node: LOOSE if group.loose else number for number, group in enumerate(groups) for node in group.members}
