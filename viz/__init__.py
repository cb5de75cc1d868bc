"""A networkx graph in, one HTML page out: ``viz`` draws who is tied to whom and shows the sentences behind it.

The page needs no network: library, styles, script and data lie in the one file. ``viz`` knows nothing of where the
graph comes from; it reads plain attributes and does with what is there, so any networkx graph can be drawn::

    import networkx, viz

    graph = networkx.Graph(title="Två nämnder")
    graph.add_node("a", label="Kommunstyrelsen", kind="Committee")
    graph.add_node("b", label="Svenska Bostäder", kind="MunicipalCompany")
    graph.add_edge("a", "b", certain=True, weight=2)
    viz.write(graph, "network.html")
    sheet = viz.sheet(graph, "a")  # one body on a sheet of A4, as HTML

A graph that is built again looks as it did, if it is told where everybody stood: ``viz.arrangement(graph)`` gives that
as plain values, ``viz.write(graph, "network.html", kept=...)`` takes it.
"""

from viz.document import page, write
from viz.kept import arrangement
from viz.sheet import sheet

__all__ = ["arrangement", "page", "sheet", "write"]
