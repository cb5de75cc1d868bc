"""Everything that is checked about a store: its shapes, its quotes, and the quality rules of ontology/checks/.

A violation means that the graph says something it must not; a warning, that a person should look.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from pyoxigraph import QuerySolution, QuerySolutions

from kg import assets, places
from kg.errors import AssetError, QueryError
from kg.excerpt import document_graphs
from kg.finding import SEVERITIES, Finding
from kg.header import read_header
from kg.rules import RULE_GRAPHS
from kg.shapes import validated
from kg.store import Store

_QUOTES = """
PREFIX oa: <http://www.w3.org/ns/oa#>
SELECT ?passage ?document ?start ?end ?exact ?prefix ?suffix {
  ?passage oa:hasSource ?document ; oa:hasSelector ?position , ?quote .
  ?position oa:start ?start ; oa:end ?end .
  ?quote oa:exact ?exact
  OPTIONAL { ?quote oa:prefix ?prefix }
  OPTIONAL { ?quote oa:suffix ?suffix }
}"""

_NO_TEXT = {"en": "the text of its document is not kept here", "sv": "dokumentets text finns inte kvar"}
_NOT_THERE = {
    "en": "the quote is not what stands in the text at {start}–{end}",
    "sv": "citatet är inte det som står i texten på plats {start}–{end}",
}


@dataclass(frozen=True)
class Check:
    """A quality rule: a SELECT of ?node, and perhaps ?detail, that gives a row for each thing that is not as it should.

    `summary` says in English and Swedish what is wrong with such a thing.
    """

    name: str
    severity: str
    summary: dict[str, str]
    sparql: str
    file: Path


def check(store: Store, language: str = "en") -> list[Finding]:
    """All findings in a store, worst first, then in the order of reading. StoreDamaged where quads were lost."""
    store.verify()
    findings = [*shape_findings(store, language), *quote_findings(store, language), *check_findings(store, language)]
    return sorted((_located(store, finding, language) for finding in findings), key=Finding.sort_key)


def is_violated(findings: Iterable[Finding]) -> bool:
    """Whether any of them is more than a warning."""
    return any(finding.severity == "violation" for finding in findings)


def shape_findings(store: Store, language: str = "en", graphs: Iterable[str] | None = None) -> Iterator[Finding]:
    """What SHACL finds in each document's graph and in all that was derived, or only in `graphs`.

    One document at a time, so that memory does not grow with their number.
    """
    derived = [graph for graph in store.graphs() if graph.startswith(RULE_GRAPHS)]
    together = (
        [*([graph] for graph in document_graphs(store)), derived] if graphs is None else [[each] for each in graphs]
    )
    for these in together:
        for result in validated(store, (quad for graph in these for quad in store.quads(graph)), language):
            yield Finding(result.severity, result.shape, result.node, "", result.message)


def quote_findings(store: Store, language: str = "en") -> Iterator[Finding]:
    """Passages whose quote, or what stands around it, is not what the document's text has at those code points."""
    results = store.query(_QUOTES)
    assert isinstance(results, QuerySolutions)
    for row in results:
        message = _quote_trouble(store, row, language)
        if message:
            yield Finding("violation", "quote", row["passage"].value, "", message)


def check_findings(store: Store, language: str = "en") -> Iterator[Finding]:
    """What the rules of ontology/checks/ find. AssetError, naming the file, for a rule that does not run."""
    for rule in checks():
        for node, detail in _run(store, rule):
            message = f"{rule.summary[language]}: {detail}" if detail else rule.summary[language]
            yield Finding(rule.severity, rule.name, node, "", message)


@cache
def checks() -> tuple[Check, ...]:
    """The quality rules, by name."""
    return tuple(_read(file) for file in sorted((assets.ontology_dir() / "checks").glob("*.rq")))


def _read(file: Path) -> Check:
    header = read_header(file, ("summary", "summary_sv", "severity"))
    if header["severity"] not in SEVERITIES:
        raise AssetError(f"severity must be one of {', '.join(SEVERITIES)}", place=str(file))
    summary = {"en": header["summary"], "sv": header["summary_sv"]}
    return Check(file.stem, header["severity"], summary, file.read_text(encoding="utf-8"), file)


def _run(store: Store, rule: Check) -> Iterator[tuple[str, str]]:
    try:
        results = store.query(rule.sparql)
    except QueryError as error:
        raise AssetError(f"the check does not run: {error.message}", hint=error.hint, place=str(rule.file)) from error
    names = {variable.value for variable in results.variables} if isinstance(results, QuerySolutions) else set()
    if not isinstance(results, QuerySolutions) or "node" not in names:
        raise AssetError("a check must be a SELECT query with ?node", place=str(rule.file))
    for row in results:
        detail = row["detail"] if "detail" in names else None
        yield row["node"].value, detail.value if detail else ""


def _quote_trouble(store: Store, row: QuerySolution, language: str) -> str | None:
    key = row["document"].value.rpartition("/")[2]
    if not store.has_text(key):
        return _NO_TEXT[language]
    text = store.text(key)
    start, end = int(row["start"].value), int(row["end"].value)
    before = row["prefix"].value if row["prefix"] else ""
    after = row["suffix"].value if row["suffix"] else ""
    stands = text[start:end] == row["exact"].value
    if stands and text[:start].endswith(before) and text[end:].startswith(after):
        return None
    return _NOT_THERE[language].format(start=start, end=end)


def _located(store: Store, finding: Finding, language: str) -> Finding:
    document, line = places.place(store, finding.node)
    name = places.label(store, document, language) if document else None
    return replace(finding, label=places.label(store, finding.node, language), document=name, line=line)
