"""Any networkx graph as the page draws it."""

from typing import Any

import networkx as nx


def simple(graph: "nx.Graph[Any]") -> "nx.Graph[Any]":
    """An undirected graph with at most one edge between two nodes, its nodes in the order of their names."""
    simple: nx.Graph[Any] = nx.Graph()
    simple.graph.update(graph.graph)
    simple.add_nodes_from(sorted(graph.nodes(data=True), key=lambda item: (str(item[0]), type(item[0]).__name__)))
    simple.add_edges_from(graph.edges(data=True))
    return simple
