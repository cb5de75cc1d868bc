"""The groups of a large graph: who has most ties among each other. The picture opens with them and lets them open.

A first view takes some sixty groups at most, so small communities join the one that they are tied to most closely, and
whoever belongs to nothing larger is gathered in one group that says so.
"""

import heapq
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import networkx as nx

from viz.louvain import louvain
from viz.plain import Plain, text

LARGE = 350
"""The most nodes that are shown one by one at the opening."""
MOST = 60
"""The most groups."""
ALONE = 2
"""Parts of so few nodes are in no larger group."""
NEARLY = 0.75
"""Who has this share of the ties of the best connected is named beside it."""
LOOSE = {"sv": "utan större grupp", "en": "in no larger group"}
AND = {"sv": "och", "en": "and"}

Near = Mapping[Hashable, Mapping[Hashable, object]]
"""The neighbours of each node: ``dict(graph.adjacency())``, which is far quicker to look into than the graph."""
Links = list[dict[int, int]]
"""Per group its ties to others: their number and how many."""


@dataclass(frozen=True)
class Group:
    """Some nodes, in the communities that were joined to make the group; ``loose`` if they are in no larger group."""

    parts: tuple[tuple[Hashable, ...], ...]
    loose: bool = False

    @property
    def members(self) -> tuple[Hashable, ...]:
        """All nodes of the group."""
        return tuple(node for part in self.parts for node in part)


def communities(graph: "nx.Graph[Any]") -> list[Group]:
    """The groups of a graph of more than :data:`LARGE` nodes, largest first; none for a smaller one.

    Every node is in one group; there are at most :data:`MOST`, and one more of those in no larger group, which is last.
    """
    if len(graph) <= LARGE:
        return []
    order = {node: place for place, node in enumerate(graph)}  # a set has another order in another process
    loose = [sorted(part, key=order.__getitem__) for part in nx.connected_components(graph) if len(part) <= ALONE]
    apart = {node for part in loose for node in part}
    nodes = [node for node in graph if node not in apart]
    near = dict(graph.adjacency())
    found = split(near, nodes)
    joined, left = _joined(found, links(near, found))
    groups = [Group(tuple(tuple(found[number]) for number in numbers)) for numbers in joined]
    groups.sort(key=lambda group: -len(group.members))
    loose += [found[number] for number in left]
    return [*groups, Group(tuple(map(tuple, loose)), loose=True)] if loose else groups


def split(near: Near, nodes: Sequence[Hashable]) -> list[list[Hashable]]:
    """The communities among some nodes of a graph, the largest first; ties to other nodes do not count."""
    place = {node: number for number, node in enumerate(nodes)}
    ties = [
        (number, place[other])
        for node, number in place.items()
        for other in near[node]
        if place.get(other, -1) > number
    ]
    return [[nodes[number] for number in members] for members in louvain(len(nodes), ties)]


def links(near: Near, parts: Sequence[Iterable[Hashable]]) -> Links:
    """How many ties there are between some parts of a graph."""
    own = {node: number for number, part in enumerate(parts) for node in part}
    found: Links = [{} for _ in parts]
    for node, number in own.items():
        for other in near[node]:
            there = own.get(other, number)
            if there != number:
                found[number][there] = found[number].get(there, 0) + 1
    return found


def _joined(found: Sequence[Sequence[Hashable]], between: Links) -> tuple[list[list[int]], list[int]]:
    """The numbers of the communities that make up each group, and of those left over because they have no ties.

    The smallest joins the one with most ties for its size, until few enough are left.
    """
    groups = {number: [number] for number in range(len(found))}
    sizes = {number: len(part) for number, part in enumerate(found)}
    waiting = [(size, number) for number, size in sizes.items()]
    heapq.heapify(waiting)
    left: list[int] = []
    while len(groups) > MOST:
        size, number = heapq.heappop(waiting)
        if sizes.get(number) != size:
            continue
        del sizes[number]
        members, near = groups.pop(number), between[number]
        if not near:
            left.extend(members)
            continue
        there = min(near, key=lambda other: (-near[other] * near[other] / sizes[other], other))
        groups[there] += members
        sizes[there] += size
        _move_ties(between, number, there)
        heapq.heappush(waiting, (sizes[there], there))
    return list(groups.values()), sorted(left)


def _move_ties(between: Links, number: int, there: int) -> None:
    """Gives the ties of one group to the other, which it joins."""
    for other, count in between[number].items():
        del between[other][number]
        if other != there:
            between[there][other] = between[there].get(other, 0) + count
            between[other][there] = between[other].get(there, 0) + count


# --- as the page needs them


def label(graph: "nx.Graph[Any]", members: Sequence[Hashable], *, loose: bool = False) -> dict[str, str]:
    """What a group is called, per language: its best connected member, and the second if it has nearly as many ties."""
    if loose:
        return dict(LOOSE)
    best = heapq.nsmallest(2, members, key=lambda node: -graph.degree(node))
    named = [node for node in best if graph.degree(node) >= NEARLY * graph.degree(best[0])]
    return {
        language: f" {word} ".join(_name(graph.nodes[node], node, language) for node in named)
        for language, word in AND.items()
    }


def _name(attributes: Mapping[str, Any], node: Hashable, language: str) -> str:
    swedish, english = text(attributes.get("label")), text(attributes.get("label_en"))
    named = (swedish or english) if language == "sv" else (english or swedish)
    return named or str(node)


def between(graph: "nx.Graph[Any]", groups: Sequence[Group]) -> list[list[list[Any]]]:
    """Per group its ties to others as ``[other group, number of ties, whether any is certain]``, by number."""
    own = {node: number for number, group in enumerate(groups) for node in group.members}
    if not groups:
        return []
    found: list[dict[int, Plain]] = [{} for _ in groups]
    for a, b, attributes in graph.edges(data=True):
        for here, there in ((own[a], own[b]), (own[b], own[a])):
            if here != there:
                tie = found[here].setdefault(there, {"count": 0, "certain": False})
                tie["count"] += 1
                tie["certain"] = tie["certain"] or bool(attributes.get("certain", True))
    return [[[other, row[other]["count"], row[other]["certain"]] for other in sorted(row)] for row in found]
