"""Query results as people and programs read them.

    table      for the eye: aligned columns, addresses shortened
    csv        for a spreadsheet (`people_csv`), or SPARQL 1.1 CSV exactly (`serialised`)
    json       SPARQL 1.1 JSON
    turtle     for the statements of a CONSTRUCT or DESCRIBE

The exact formats are written by pyoxigraph's own serialisers, which keep language and datatype.
"""

import csv
import io
import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import pyoxigraph as ox
from pyoxigraph import NamedNode, QueryBoolean, QueryResultsFormat, QuerySolutions, QueryTriples, RdfFormat

from kg.errors import QueryError, UsageError
from kg.namespaces import PREFIXES, shortened
from kg.store import Results

FORMATS = ("table", "csv", "json", "turtle")

Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

_EXACT = {"csv": QueryResultsFormat.CSV, "json": QueryResultsFormat.JSON}
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_FORMULA = re.compile(r"[\t\r]|[\s\x00-\x1f]*[=+\-@\uff1d\uff0b\uff0d\uff20]")


@dataclass(frozen=True)
class Rows:
    """A result as columns and rows of terms; None where a variable has no value."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]

    @classmethod
    def of(cls, results: Results, without: Container[str] = ()) -> "Rows":
        """Reads a result to its end: solutions as they are, statements as three columns, a yes or no as one cell.

        Columns that are to be left out are named in ``without``.
        """
        columns = _columns(results)
        kept = [at for at, name in enumerate(columns) if name not in without]
        try:
            rows = tuple(tuple(row[at] for at in kept) for row in _rows(results))
            return cls(tuple(columns[at] for at in kept), rows)
        except (OSError, RuntimeError) as error:
            raise QueryError(f"the query stopped: {error}") from error

    def cells(self) -> list[list[str]]:
        """The rows as text for people, on one line each."""
        return [[readable(term) for term in row] for row in self.rows]

    def values(self) -> list[list[str]]:
        """The rows as text for programs and spreadsheets: addresses and literals whole, "" for no value."""
        return [["" if term is None else str(getattr(term, "value", term)) for term in row] for row in self.rows]


def readable(term: Term | None) -> str:
    """A term for the eye: the words of a literal, an address shortened, nothing that steers a terminal."""
    if term is None:
        return ""
    text = shortened(term.value) if isinstance(term, NamedNode) else str(getattr(term, "value", term))
    return _CONTROL.sub("\ufffd", " ".join(text.split()))


def serialised(results: Results, fmt: str) -> bytes:
    """The result in an exact format: csv or json for solutions and yes/no, turtle for statements.

    Raises UsageError where the format cannot hold the result.
    """
    if isinstance(results, QueryTriples):
        return _turtle(results, fmt)
    if fmt not in _EXACT:
        raise UsageError(f"{fmt} cannot hold the rows of a SELECT or ASK query", hint="use --format table, csv or json")
    if isinstance(results, QueryBoolean) and fmt == "csv":
        return f"{str(bool(results)).lower()}\r\n".encode()  # SPARQL 1.1 has no CSV for a yes or no
    try:
        return results.serialize(format=_EXACT[fmt]) or b""
    except (OSError, RuntimeError) as error:
        raise QueryError(f"the query stopped: {error}") from error


def people_csv(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """CSV that a spreadsheet opens without running anything: a cell that would start a formula begins with "'"."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return out.getvalue()


def harmless(cell: str) -> str:
    """The cell without control characters, quoted with "'" where a spreadsheet would read a formula."""
    clean = _CONTROL.sub("\ufffd", cell)
    return f"'{clean}" if _FORMULA.match(cell) else clean


def plain_table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Columns padded with spaces, one row a line, never broken: for pipes and files."""
    from rich.cells import cell_len  # noqa: PLC0415 (not every output is a table)

    lines = [list(columns), *(list(row) for row in rows)]
    widths = [max(cell_len(line[n]) for line in lines) for n in range(len(columns))]
    padded = (
        "  ".join(cell + " " * (width - cell_len(cell)) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )
    return "".join(f"{line}\n" for line in padded)


def rich_table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Any:  # noqa: ANN401 (rich is imported late)
    """The same for a terminal, as a rich.table.Table; text is put in as text, never as markup."""
    from rich import box  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        table.add_column(Text(column), overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    return table


def _columns(results: Results) -> tuple[str, ...]:
    if isinstance(results, QuerySolutions):
        return tuple(variable.value for variable in results.variables)
    if isinstance(results, QueryTriples):
        return ("subject", "predicate", "object")
    return ("answer",)


def _rows(results: Results) -> Iterable[tuple[Term | None, ...]]:
    if isinstance(results, QueryBoolean):
        return [(ox.Literal("yes" if results else "no"),)]
    if isinstance(results, QueryTriples):
        return sorted(((each.subject, each.predicate, each.object) for each in results), key=str)
    return (tuple(row) for row in results)


def _turtle(results: QueryTriples, fmt: str) -> bytes:
    if fmt != "turtle":
        raise UsageError(f"{fmt} cannot hold the statements of this query", hint="use --format turtle or table")
    statements = sorted(results, key=str)
    return ox.serialize(statements, format=RdfFormat.TURTLE, prefixes=PREFIXES) or b""
