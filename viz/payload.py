"""The graph as the page needs it: lists of plain values that refer to each other by number.

Whatever the graph lacks is left empty here, so that neither the template nor the script has to ask. The attributes that
are read are those of a network graph: ``documents``, ``reports``, ``contexts``, ``participations``, ``roles``,
``kinds`` and ``modalities`` on the graph; ``label``, ``label_en``, ``kind``, ``aliases``, ``identifiers``,
``participations``, ``via_group``, ``possible`` and ``unnamed`` on a node; ``certain``, ``weight`` and ``evidence`` on
an edge.
"""

from collections.abc import Hashable, Iterable, Mapping
from typing import Any

import networkx as nx

from viz.captions import caption
from viz.drawing import Tie, drawing, sizes, widths
from viz.evidence import Evidence
from viz.kinds import FALLBACK, LOOKS, look
from viz.layout import layouts
from viz.links import key, link
from viz.plain import Plain, items, numbered, size, table, text

LANGUAGES = ("sv", "en")


def payload(graph: "nx.Graph[Any]", *, focus: Hashable | None = None) -> Plain:
    """All that the page shows, as values that JSON can hold; the same graph always gives the same payload.

    ``focus`` is the node in whose surroundings the page opens; ``ValueError`` where the graph has no such node.
    """
    simple = _simple(graph)
    if focus is not None and focus not in simple:
        raise ValueError(f"the graph has no node {focus!r} to open the page with")
    evidence = Evidence(simple.graph)
    bodies = [_body(evidence, node, attributes) for node, attributes in simple.nodes(data=True)]
    ties = [_tie(evidence, bodies, *tie) for tie in _tied(simple)]
    return {
        "bodies": bodies,
        "ties": ties,
        **evidence.lists,
        "roles": _terms(simple.graph.get("roles")),
        "modalities": _terms(simple.graph.get("modalities")),
        "looks": _looks([body["kind"] for body in bodies], table(simple.graph.get("kinds"))),
        "focus": None if focus is None else list(simple).index(focus),
        **_picture(simple, bodies, ties),
    }


def _picture(graph: "nx.Graph[Any]", bodies: list[Plain], ties: list[Plain]) -> Plain:
    """Where each body stands, how large it is drawn and how thick the ties are, and pyvis' drawing of a small graph."""
    wide, tall = layouts(graph)
    kinds = [body["kind"] for body in bodies]
    drawn: list[Tie] = [(tie["a"], tie["b"], tie["weight"], tie["certain"]) for tie in ties]
    node_sizes, tie_widths, points = sizes(kinds, drawn), widths(drawn), [wide[node] for node in graph]
    return {
        "layout": {"wide": points, "tall": [tall[node] for node in graph]},
        "sizes": node_sizes,
        "widths": tie_widths,
        "drawing": drawing(kinds, points, drawn, sizes=node_sizes, widths=tie_widths),
    }


def _simple(graph: "nx.Graph[Any]") -> "nx.Graph[Any]":
    """An undirected graph with at most one edge between two nodes, its nodes in the order of their names."""
    simple: nx.Graph[Any] = nx.Graph()
    simple.graph.update(graph.graph)
    simple.add_nodes_from(sorted(graph.nodes(data=True), key=lambda item: (str(item[0]), type(item[0]).__name__)))
    simple.add_edges_from(graph.edges(data=True))
    return simple


def _tied(graph: "nx.Graph[Any]") -> Iterable[tuple[int, int, Mapping[str, Any]]]:
    place = numbered(dict.fromkeys(graph))
    ends = [(place[a], place[b], attributes) for a, b, attributes in graph.edges(data=True)]
    return sorted(((min(a, b), max(a, b), attributes) for a, b, attributes in ends), key=lambda tie: tie[:2])


def _body(evidence: Evidence, node: Hashable, attributes: Mapping[str, Any]) -> Plain:
    swedish = text(attributes.get("label")) or text(attributes.get("label_en")) or str(node)
    label = {"sv": swedish, "en": text(attributes.get("label_en")) or swedish}
    place = evidence.numbers["participations"]
    via = table(attributes.get("via_group"))
    return {
        "iri": str(node),
        "key": key(str(node)),
        "label": label,
        "caption": {language: caption(label[language]) for language in LANGUAGES},
        "kind": text(attributes.get("kind")) or FALLBACK,
        "aliases": [str(alias) for alias in items(attributes.get("aliases"))],
        "identifiers": [_identifier(name, value) for name, value in table(attributes.get("identifiers")).items()],
        "participations": evidence.participations(attributes.get("participations")),
        "via": {str(place[name]): str(group) for name, group in via.items() if name in place},
        "possible": evidence.participations(attributes.get("possible")),
        "unnamed": bool(attributes.get("unnamed")),
    }


def _identifier(name: object, value: object) -> Plain:
    return {"scheme": str(name), "value": str(value), "link": link(str(value))}


def _tie(evidence: Evidence, bodies: list[Plain], start: int, end: int, attributes: Mapping[str, Any]) -> Plain:
    behind = evidence.behind(attributes.get("evidence"))
    return {
        "a": start,
        "b": end,
        "key": key(bodies[start]["iri"], bodies[end]["iri"]),
        "certain": bool(attributes.get("certain", True)),
        "weight": size(attributes.get("weight"), max(1, len(behind))),
        "evidence": behind,
    }


def _terms(terms: object) -> Plain:
    """The names of roles or modalities per language, with the group of a role."""
    return {str(name): _names(name, table(value)) | _group(table(value)) for name, value in table(terms).items()}


def _names(name: object, value: Mapping[str, Any]) -> Plain:
    return {
        "sv": text(value.get("sv")) or text(value.get("en")) or str(name),
        "en": text(value.get("en")) or text(value.get("sv")) or str(name),
    }


def _group(value: Mapping[str, Any]) -> Plain:
    return {"group": str(value["group"])} if value.get("group") else {}


def _looks(kinds: Iterable[str], names: Mapping[Any, Any]) -> Plain:
    """The look of each kind that occurs, named as the graph names it, in the order of the legend."""
    order = {kind: place for place, kind in enumerate(LOOKS)}
    present = sorted(set(kinds), key=lambda kind: (order.get(kind, len(order)), kind))
    return {kind: look(kind).data() | _label(kind, names) for kind in present}


def _label(kind: str, names: Mapping[Any, Any]) -> Plain:
    if kind in names:
        return {"label": _names(kind, table(names[kind]))}
    return {} if kind in LOOKS else {"label": {"sv": kind, "en": kind}}
