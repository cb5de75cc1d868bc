"""Derived statements: each rule of ontology/rules/ is a CONSTRUCT, and what it gives fills a graph of its own.

A rule reads what documents and authority files state, never what another rule has derived, so that they can run in any
order and one run is enough. Nobody writes into a rule's graph by hand.
"""

from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import QueryTriples, Triple

from kg import assets
from kg.errors import AssetError, QueryError
from kg.sources import GRAPHS
from kg.store import Store

RULE_GRAPHS = f"{GRAPHS}rule/"


def rule_graph(name: str) -> str:
    """The graph that a rule fills, by the stem of its file."""
    return f"{RULE_GRAPHS}{name}"


def apply_rules(store: Store) -> dict[str, int]:
    """Run every rule and replace what it derived before, all in one transaction.

    Returns the number of statements by rule. Raises AssetError, naming the file, for a rule that does not run.
    """
    derived = {file.stem: list(_derive(store, file)) for file in rule_files()}
    old: dict[str, Iterable[Triple]] = {graph: [] for graph in store.graphs() if graph.startswith(RULE_GRAPHS)}
    store.replace_graphs(old | {rule_graph(name): statements for name, statements in derived.items()})
    return {name: len(statements) for name, statements in derived.items()}


def rule_files() -> list[Path]:
    """The rules, by name."""
    return sorted((assets.ontology_dir() / "rules").glob("*.rq"))


def _derive(store: Store, file: Path) -> Iterable[Triple]:
    try:
        results = store.query(file.read_text(encoding="utf-8"))
    except QueryError as error:
        raise AssetError(f"the rule does not run: {error.message}", hint=error.hint, place=str(file)) from error
    if not isinstance(results, QueryTriples):
        raise AssetError("a rule must be a CONSTRUCT query", place=str(file))
    return set(results)
