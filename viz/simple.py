"""Any networkx graph as the page draws it."""

from collections.abc import Hashable, Iterable
from typing import Any

import networkx as nx


def simple(graph: "nx.Graph[Any]") -> "nx.Graph[Any]":
    """An undirected graph with at most one edge between two nodes, its nodes in the order of their names."""
    simple: nx.Graph[Any] = nx.Graph()
    simple.graph.update(graph.graph)
    simple.add_nodes_from(sorted(graph.nodes(data=True), key=lambda item: (str(item[0]), type(item[0]).__name__)))
    simple.add_edges_from(graph.edges(data=True))
    return simple


def within(graph: "nx.Graph[Any]", nodes: Iterable[Hashable]) -> "nx.Graph[Any]":
    """The graph of these nodes, in their order, with the edges between them in an order that follows from it.

    networkx' own subgraphs go through a set, whose order of names is another in each process.
    """
    part: nx.Graph[Any] = nx.Graph()
    part.add_nodes_from(nodes)
    part.add_edges_from((node, other) for node in part for other in graph[node] if other in part)
    return part
