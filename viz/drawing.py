"""The picture's own data, by pyvis: integers, numbers, shapes and colours, never a word of the graph.

pyvis 0.3.2 puts headings and some titles into its page as HTML, looks through all edges for every edge that it adds,
and links to a CDN even where it is told to keep all in the page. So its lists are filled directly, its template is not
used, and names reach the picture through the page's own script, as text.
"""

import json
import math
from collections.abc import Sequence
from importlib.resources import files
from typing import Any

from pyvis.edge import Edge
from pyvis.network import Network
from pyvis.node import Node

from viz.kinds import look
from viz.layout import Point

MOST = 150
"""The most nodes that vis-network draws quickly; with more the page draws them itself and leaves the library out."""
LIBRARY = ("templates", "lib", "vis-9.1.2", "vis-network.min.js")
LARGER = {"star": 1.45, "triangle": 1.2, "triangleDown": 1.2, "diamond": 1.2, "hexagon": 1.1, "square": 0.9}
OPTIONS = {
    "autoResize": True,
    "layout": {"improvedLayout": False},
    "physics": {"enabled": False},
    "nodes": {"borderWidth": 2, "labelHighlightBold": False, "chosen": False},
    "edges": {"smooth": False, "chosen": False, "selectionWidth": 0, "hoverWidth": 0},
    "interaction": {"hover": True, "keyboard": False, "selectConnectedEdges": False, "multiselect": False},
}


Tie = tuple[int, int, float, bool]
"""One end, the other end, weight, certain."""


def drawing(
    kinds: Sequence[str],
    points: Sequence[Point],
    ties: Sequence[Tie],
    *,
    sizes: Sequence[float],
    widths: Sequence[float],
) -> dict[str, Any] | None:
    """What vis-network draws: ``{"nodes": […], "edges": […], "options": {…}}``; None where there are too many nodes.

    ``kinds``, ``points`` and ``sizes`` are those of node 0, 1, 2 …, ``widths`` those of the ties.
    """
    if len(kinds) > MOST:
        return None
    network = Network(cdn_resources="in_line")
    network.nodes = [_node(number, kinds[number], points[number], sizes[number]) for number in range(len(kinds))]
    network.edges = [_edge(number, *tie[:2], widths[number], tie[3]) for number, tie in enumerate(ties)]
    network.set_options(json.dumps(OPTIONS))
    nodes, edges, _heading, _height, _width, options = network.get_network_data()
    return {"nodes": nodes, "edges": edges, "options": json.loads(options)}


def sizes(kinds: Sequence[str], ties: Sequence[Tie]) -> list[float]:
    """How large each node is drawn, in the units of the layout: half its width."""
    degrees = _degrees(len(kinds), ties)
    return [_size(degree, look(kind).shape) for kind, degree in zip(kinds, degrees, strict=True)]


def widths(ties: Sequence[Tie]) -> list[float]:
    """How thick the line of each tie is, in the units of the layout."""
    return [_width(weight) for _, _, weight, _ in ties]


def library() -> str:
    """The source of vis-network as pyvis ships it, with the line ends that a page has."""
    source = files("pyvis").joinpath(*LIBRARY).read_text(encoding="utf-8")
    return source.replace("\r\n", "\n").replace("\r", "\n")


def _node(number: int, kind: str, point: Point, size: float) -> dict[str, Any]:
    appearance = look(kind)
    options = {"x": point[0], "y": point[1], "size": size, "color": appearance.light}
    shown: dict[str, Any] = Node(number, appearance.shape, "", **options).options
    return shown


def _edge(number: int, start: int, end: int, width: float, certain: bool) -> dict[str, Any]:
    options = {"id": number, "width": width, "dashes": not certain}
    shown: dict[str, Any] = Edge(start, end, **options).options
    return shown


def _size(degree: int, shape: str) -> float:
    """Grows slowly with the number of ties; pointed shapes are drawn larger, for they look smaller."""
    size = 9 + min(13.0, 2.1 * math.sqrt(degree))
    return round(size * LARGER.get(shape, 1.0), 1)


def _width(weight: float) -> float:
    return round(1.3 + 1.1 * math.log2(max(1.0, weight)), 2)


def _degrees(count: int, ties: Sequence[Tie]) -> list[int]:
    degrees = [0] * count
    for start, end, _, _ in ties:
        degrees[start] += 1
        degrees[end] += 1
    return degrees
