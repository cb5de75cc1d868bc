"""Samverkan: documents in, a graph out in which every tie opens the sentence that says it.

import kg

with kg.open(".samverkan") as graph:
    for row in graph.ask("partners-of", body="Svenska Bostäder"):
        print(row)
    dataset = graph.rdflib()      # an rdflib.Dataset
    network = graph.network()     # a networkx.Graph
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.library import Library, open

__all__ = ["Library", "open"]


def __getattr__(name: str) -> object:
    """Loads what is asked for on first use: `import kg` itself costs nothing."""
    if name in __all__:
        return getattr(import_module("kg.library"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
