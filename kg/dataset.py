"""The store as rdflib sees it: the same quads, to be read."""

from typing import Any, NoReturn

import pyoxigraph
from oxrdflib import OxigraphStore
from rdflib import Dataset
from rdflib.query import Result

from kg.errors import StoreError
from kg.sparql import refuse_service


class ReadOnlyStore(OxigraphStore):
    """An Oxigraph store that rdflib can read and not change: writing past kg.store would lose its bookkeeping."""

    def add_graph(self, graph: object) -> None:
        """Nothing: rdflib announces graphs that it only looks at."""

    def query(self, query: Any, *arguments: Any, **named: Any) -> Result:  # noqa: ANN401 (rdflib's own)
        """As oxrdflib's, but nothing is asked of other endpoints."""
        refuse_service(str(query))
        return super().query(query, *arguments, **named)

    def _refuse(self, *_args: object, **_named: object) -> NoReturn:
        raise StoreError(
            "this dataset is read-only", hint="copy what you need into an rdflib.Graph, or write through kg.store.Store"
        )

    add = addN = remove = remove_graph = update = destroy = _refuse  # noqa: N815 (rdflib's name)


def dataset(store: pyoxigraph.Store) -> Dataset:
    """An rdflib.Dataset over `store`, whose default graph is the union of all graphs."""
    return Dataset(store=ReadOnlyStore(store=store), default_union=True)
