"""What `kg.open` gives: a store as the commands see it, for programs and notebooks."""

from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from pyoxigraph import Literal, NamedNode

from kg.results import Rows
from kg.store import DEFAULT_PATH, Results, Store

if TYPE_CHECKING:
    import networkx
    from rdflib import Dataset


class Library:
    """A store opened for reading: a snapshot, which later builds do not change. A context manager."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def rdflib(self) -> "Dataset":
        """An rdflib.Dataset over the store, read-only; its default graph is the union of all graphs."""
        return self.store.rdflib()

    def ask(
        self,
        name: str,
        /,
        *,
        lang: str = "sv",
        links: bool = False,
        **params: "str | int | NamedNode | Literal | None",
    ) -> list[dict[str, str]]:
        """The answer to a question of the catalogue: a dict for each row, from column to text ("" for no value).

        Bodies are named as people write them: `ask("partners-of", body="Svenska Bostäder")`. What is linked to other
        data is part of the answer only with `links`. Raises
        kg.errors.QuestionError for an unknown question, parameter or name.
        """
        from kg.questions import ask  # noqa: PLC0415 (only who asks needs the catalogue)

        found = Rows.of(ask(self.store, name, lang, None, links=links, **params))
        return [dict(zip(found.columns, row, strict=True)) for row in found.values()]

    def query(self, sparql: str) -> Results:
        """The results of a SPARQL query as pyoxigraph gives them; kg.errors.QueryError where it does not parse."""
        return self.store.query(sparql)

    def network(self) -> "networkx.Graph[str]":
        """Who is tied to whom, and by which words, as a networkx.Graph (kg.network says what it holds)."""
        from kg.network import network  # noqa: PLC0415 (networkx takes long to import)

        return network(self.store)

    def close(self) -> None:
        """Let go of the files."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()


def open(path: str | Path = DEFAULT_PATH) -> Library:
    """The store at `path`, for reading.

    Raises kg.errors.StoreMissing where there is none, StoreVersion, StoreDamaged; never makes anything.
    """
    return Library(Store.open(path))
