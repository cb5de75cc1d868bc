"""The graph as the page needs it: lists of plain values that refer to each other by number.

Whatever the graph lacks is left empty here, so that neither the template nor the script has to ask. The attributes that
are read are those of a network graph: ``documents``, ``reports``, ``contexts``, ``participations``, ``roles``,
``kinds``, ``modalities`` and ``schemes`` on the graph; ``label``, ``label_en``, ``kind``, ``aliases``,
``identifiers`` (by scheme a value, or a list of values or of tables with ``text`` and ``address``), ``links`` (see
:func:`viz.linked.linked`), ``participations``, ``via_group``, ``possible``, ``unnamed`` and ``page`` (where it has a
page of its own) on a node; ``certain``, ``weight`` and ``evidence`` on an edge.

Of the tables on the graph, a document may have ``text`` (all offsets count its code points), ``date`` and ``issuer``; a
report and a context ``heading`` (where it stands in the text, start and end); a participation ``rule``, ``confidence``
(0 to 1) and ``cue`` (the words that give the role), and its ``quote`` ``line``, ``page`` and ``mention`` (where in the
text it is named). ``rules`` has for each rule ``sv``, ``en``, ``found`` and ``right``. ``about`` says of the graph as a
whole what made it (``generator``), how well it was read (``measurements``, each with ``sv``, ``en``, ``texts``,
``claims``, ``precision`` and ``recall``; ``measured_on``, with ``sv`` and ``en``, says what the texts are), the
``licence`` of its vocabulary, and whom to tell of errors (``contact``). ``home`` is the address of
the site that the page is a part of.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import Any

import networkx as nx

from viz.about import about, rules
from viz.analysis import analysis
from viz.captions import caption
from viz.columns import columns
from viz.drawing import Tie, drawing, sizes, widths
from viz.evidence import Evidence
from viz.kept import Arrangement, arranged
from viz.kinds import FALLBACK, LOOKS, look
from viz.linked import linked
from viz.links import beside, key, link
from viz.plain import Plain, items, names, numbered, size, table, text
from viz.simple import simple

LANGUAGES = ("sv", "en")


def payload(graph: "nx.Graph[Any]", kept: Mapping[str, Any] | None = None, *, focus: Hashable | None = None) -> Plain:
    """All that the page shows, as values that JSON can hold; the same graph always gives the same payload.

    ``kept`` are earlier positions (:func:`viz.kept.arrangement`), ``focus`` is the node in whose surroundings the page
    opens. Raises ``ValueError`` if ``kept`` holds no positions, and where the graph has no such node.
    """
    shown = simple(graph)
    if focus is not None and focus not in shown:
        raise ValueError(f"the graph has no node {focus!r} to open the page with")
    evidence = Evidence(shown.graph)
    bodies = [body(evidence, node, attributes) for node, attributes in shown.nodes(data=True)]
    ties = [_tie(evidence, bodies, *tie) for tie in _tied(shown)]
    kinds = [body["kind"] for body in bodies]
    lists = {
        "bodies": bodies,
        "ties": ties,
        **evidence.lists,
        "roles": terms(shown.graph.get("roles")),
        "looks": looks(kinds, table(shown.graph.get("kinds"))),
    }
    return {
        **lists,
        "analysis": analysis(lists),
        "modalities": terms(shown.graph.get("modalities")),
        "schemes": terms(shown.graph.get("schemes")),
        "rules": rules(shown.graph.get("rules")),
        "about": about(shown.graph.get("about")),
        "focus": None if focus is None else list(shown).index(focus),
        "columns": columns(bodies, evidence.lists, lists["roles"]),
        **_picture(arranged(shown, kept), shown, kinds, ties),
    }


def _picture(standing: Arrangement, graph: "nx.Graph[Any]", kinds: list[str], ties: list[Plain]) -> Plain:
    """Where each body stands, how large it is drawn and how thick the ties are, and pyvis' drawing of a small graph."""
    drawn: list[Tie] = [(tie["a"], tie["b"], tie["weight"], tie["certain"]) for tie in ties]
    node_sizes, tie_widths, points = sizes(kinds, drawn), widths(drawn), [standing.wide[node] for node in graph]
    return {
        "layout": {"wide": points, "tall": [standing.tall[node] for node in graph]},
        "groups": standing.groups_for(graph),
        "sizes": node_sizes,
        "widths": tie_widths,
        "drawing": drawing(kinds, points, drawn, sizes=node_sizes, widths=tie_widths),
    }


def _tied(graph: "nx.Graph[Any]") -> Iterable[tuple[int, int, Mapping[str, Any]]]:
    place = numbered(dict.fromkeys(graph))
    ends = [(place[a], place[b], attributes) for a, b, attributes in graph.edges(data=True)]
    return sorted(((min(a, b), max(a, b), attributes) for a, b, attributes in ends), key=lambda tie: tie[:2])


def label(node: Hashable, attributes: Mapping[str, Any]) -> dict[str, str]:
    """What a node is called in Swedish and in English."""
    swedish = text(attributes.get("label")) or text(attributes.get("label_en")) or str(node)
    return {"sv": swedish, "en": text(attributes.get("label_en")) or swedish}


def body(evidence: Evidence, node: Hashable, attributes: Mapping[str, Any]) -> Plain:
    """What is known of a node; ``participations``, ``possible`` and ``via`` refer to the evidence by place."""
    called = label(node, attributes)
    place = evidence.numbers["participations"]
    via = table(attributes.get("via_group"))
    return {
        "iri": str(node),
        "key": key(str(node)),
        "label": called,
        "caption": _captions(called),
        "kind": text(attributes.get("kind")) or FALLBACK,
        "aliases": [str(alias) for alias in items(attributes.get("aliases"))],
        "identifiers": list(_identifiers(table(attributes.get("identifiers")))),
        "links": linked(attributes.get("links")),
        "participations": evidence.participations(attributes.get("participations")),
        "via": {str(place[name]): str(group) for name, group in via.items() if name in place},
        "possible": evidence.participations(attributes.get("possible")),
        "unnamed": bool(attributes.get("unnamed")),
        "page": beside(text(attributes.get("page")) or ""),
    }


def _captions(called: Mapping[str, str]) -> Plain:
    swedish = caption(called["sv"])
    return {"sv": swedish, "en": swedish if called["en"] == called["sv"] else caption(called["en"])}


def _identifiers(schemes: Mapping[Any, Any]) -> Iterator[Plain]:
    for scheme, known in schemes.items():
        for value in items(known) or [known]:
            shown, address = text(table(value).get("text")), table(value).get("address")
            yield {"scheme": str(scheme), "value": shown or str(value), "link": link(str(address or value))}


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


def terms(value: object) -> Plain:
    """The names of roles or modalities per language, with the group of a role."""
    return {str(name): _names(name, table(each)) | _group(table(each)) for name, each in table(value).items()}


def _names(name: object, value: Mapping[str, Any]) -> Plain:
    return names(value) or {"sv": str(name), "en": str(name)}


def _group(value: Mapping[str, Any]) -> Plain:
    return {"group": str(value["group"])} if value.get("group") else {}


def looks(kinds: Iterable[str], named: Mapping[Any, Any]) -> Plain:
    """The look of each kind that occurs, named as the graph names it, in the order of the legend."""
    order = {kind: place for place, kind in enumerate(LOOKS)}
    present = sorted(set(kinds), key=lambda kind: (order.get(kind, len(order)), kind))
    return {kind: look(kind).data() | _label(kind, named) for kind in present}


def _label(kind: str, named: Mapping[Any, Any]) -> Plain:
    if kind in named:
        return {"label": _names(kind, table(named[kind]))}
    return {} if kind in LOOKS else {"label": {"sv": kind, "en": kind}}
