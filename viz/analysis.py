"""Figures on who takes part and who ties others together, and the gaps: what the tables of the page tell in words.

Ties are told apart throughout: numbers of actions and partners are counted for certain and for possible ones, while
bridges and groups rest on the certain ties alone, for a possible tie is no more than a guess of the text.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

import networkx as nx

from viz.plain import Plain

SEED = 1
EXACT = 300_000
"""Bridges are counted exactly where bodies times (bodies plus ties) is at most this: some hundred bodies."""
SAMPLES = 20
"""From how many bodies the shortest paths are followed where there are too many for all."""
LARGEST = 20_000
"""Bodies plus ties above which neither bridges nor groups are looked for: they would take longer than all the rest."""
ACCOUNTABLE, CONTRIBUTING = "accountable", "contributing"


def analysis(lists: Plain) -> Plain:
    """The figures of the page, each list in the order of the bodies.

    ``lists`` has ``bodies``, ``ties``, ``contexts``, ``participations``, ``roles`` and ``looks`` as the payload does.
    The result has

    - ``actions`` and ``possibleActions``: in how many actions a body takes part, for certain or possibly;
    - ``partners`` and ``possiblePartners``: how many ties of either sort it has;
    - ``reports`` and ``kinds``: the reports its certain ties come from, and the kinds of its certain partners, by
      their places in ``reports`` and ``looks``;
    - ``bridge``: see `bridges`; ``sampled`` is the number of bodies that were drawn, None where all were followed;
    - ``group``: see `groups`;
    - ``single``: the places of those bodies that have one partner in all;
    - ``withoutOwner`` and ``withoutPartner``: the places of those actions; see `gaps`.

    ``bridge`` and ``group`` are None where the network is too large.
    """
    count, ties = len(lists["bodies"]), [tie for tie in lists["ties"] if tie["a"] != tie["b"]]
    certain = [tie for tie in ties if tie["certain"]]
    sure, unsure = _degrees(count, certain), _degrees(count, [tie for tie in ties if not tie["certain"]])
    graph, small = _graph(certain), len(ties) + count <= LARGEST
    without_owner, without_partner = gaps(lists)
    return {
        **_taking_part(lists),
        "partners": sure,
        "possiblePartners": unsure,
        **_connected(lists, certain),
        "bridge": bridges(graph, count) if small else None,
        "sampled": _samples(graph) if small else None,
        "group": groups(graph, count) if small else None,
        "single": [place for place in range(count) if sure[place] + unsure[place] == 1],
        "withoutOwner": without_owner,
        "withoutPartner": without_partner,
    }


def bridges(graph: "nx.Graph[int]", count: int) -> list[float]:
    """For each of so many bodies the share of the shortest paths between two others that lead over it, 0 to 1.

    Betweenness centrality (Freeman, A set of measures of centrality based on betweenness, 1977), by the algorithm of
    Brandes (A faster algorithm for betweenness centrality, 2001); in a larger graph estimated from the paths of a
    sample of bodies drawn with a seed (Brandes and Pich, Centrality estimation in large networks, 2007). Pairs without
    a path between them count as pairs that it does not lead over. Ties count as equally long.
    """
    found = nx.betweenness_centrality(graph, k=_samples(graph), normalized=False, seed=SEED)
    pairs = (count - 1) * (count - 2) / 2
    return [round(min(1.0, found.get(place, 0.0) / pairs), 4) if pairs > 0 else 0.0 for place in range(count)]


def groups(graph: "nx.Graph[int]", count: int) -> list[int | None]:
    """For each of so many bodies the number of its group, from 0, the largest group first; None without a partner.

    A group is a set of bodies with more and weightier ties among themselves than chance would give: modularity
    maximised by the Louvain method with a seed (Blondel, Guillaume, Lambiotte and Lefebvre, Fast unfolding of
    communities in large networks, 2008), a tie weighing as much as the number of contexts it rests on.
    """
    if not graph:
        return [None] * count
    found: Iterable[set[int]] = nx.community.louvain_communities(graph, weight="weight", seed=SEED)
    ordered = sorted((sorted(members) for members in found), key=lambda members: (-len(members), members))
    number = {member: place for place, members in enumerate(ordered) for member in members}
    return [number.get(place) for place in range(count)]


def gaps(lists: Plain) -> tuple[list[int], list[int]]:
    """The places of the actions that nobody answers for, and of those that name nobody who works on them beside the
    one who answers.

    An action has a partner where someone has a contributing role in it, or where two answer for it. Only what the
    texts say counts; where the roles have no groups nothing can be told, and both lists are empty.
    """
    roles = lists["roles"]
    if not any("group" in role for role in roles.values()):
        return [], []
    owners: defaultdict[int, set[str]] = defaultdict(set)
    helped: set[int] = set()
    for part in lists["participations"]:
        group = roles.get(part["role"], {}).get("group")
        if group == ACCOUNTABLE:
            owners[part["context"]].add(part["label"])
        elif group == CONTRIBUTING:
            helped.add(part["context"])
    actions = [place for place, context in enumerate(lists["contexts"]) if context["kind"] == "Action"]
    return (
        [place for place in actions if not owners[place]],
        [place for place in actions if place not in helped and len(owners[place]) < 2],
    )


def _graph(ties: Iterable[Plain]) -> "nx.Graph[int]":
    """The ties as a graph of places; in their order, so that the seeds give the same result each time."""
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(sorted({end for tie in ties for end in (tie["a"], tie["b"])}))
    graph.add_edges_from((tie["a"], tie["b"], {"weight": tie["weight"]}) for tie in ties)
    return graph


def _samples(graph: "nx.Graph[int]") -> int | None:
    """How many bodies to follow the shortest paths from; None for all."""
    count = len(graph)
    return None if count * (count + graph.number_of_edges()) <= EXACT else min(SAMPLES, count)


def _degrees(count: int, ties: Iterable[Plain]) -> list[int]:
    found = Counter(end for tie in ties for end in (tie["a"], tie["b"]))
    return [found[place] for place in range(count)]


def _taking_part(lists: Plain) -> Plain:
    """In how many actions each body takes part: for certain where one of its participations is certain."""
    contexts, parts = lists["contexts"], lists["participations"]
    found: dict[str, list[int]] = {"actions": [], "possibleActions": []}
    for body in lists["bodies"]:
        possible = set(body["possible"])
        sure = _actions(contexts, parts, [part for part in body["participations"] if part not in possible])
        found["actions"].append(len(sure))
        found["possibleActions"].append(len(_actions(contexts, parts, body["possible"]) - sure))
    return found


def _actions(contexts: Sequence[Plain], parts: Sequence[Plain], own: Iterable[int]) -> set[int]:
    places = {parts[part]["context"] for part in own} - {None}
    return {place for place in places if contexts[place]["kind"] == "Action"}


def _connected(lists: Plain, ties: Iterable[Plain]) -> Plain:
    """Which reports the certain ties of each body come from, and which kinds of body they lead to."""
    bodies, contexts = lists["bodies"], lists["contexts"]
    order = {kind: place for place, kind in enumerate(lists["looks"])}
    reports: list[set[int]] = [set() for _ in bodies]
    kinds: list[set[int]] = [set() for _ in bodies]
    for tie in ties:
        sources = {contexts[item["context"]]["report"] for item in tie["evidence"] if item["certain"]} - {None}
        for end, other in ((tie["a"], tie["b"]), (tie["b"], tie["a"])):
            reports[end] |= sources
            kinds[end].add(order[bodies[other]["kind"]])
    return {"reports": [sorted(found) for found in reports], "kinds": [sorted(found) for found in kinds]}
