"""samverkan query"""

import sys
from pathlib import Path
from typing import Annotated

import typer
from pyoxigraph import QueryTriples

from kg.cli.options import DEFAULT_STORE, FormatOption, JsonOption, OutputOption, QuietOption, StoreOption, row_format
from kg.cli.terminal import emit, interruptible, note, show
from kg.errors import QueryError
from kg.results import Rows, serialised
from kg.store import Store


def query(
    file: Annotated[str, typer.Argument(metavar="FILE.rq|-", help="A SPARQL query; - reads it from standard input.")],
    *,
    store: StoreOption = DEFAULT_STORE,
    format: FormatOption = None,
    output: OutputOption = "-",
    quiet: QuietOption = False,
    json: JsonOption = False,
) -> None:
    """Run any SPARQL query.

    It sees the union of all graphs and can change nothing. csv and json are written exactly as the SPARQL standard
    says; turtle is for CONSTRUCT and DESCRIBE.

    \b
    Examples:
      samverkan query partners.rq
      samverkan query partners.rq --format csv -o partners.csv
      echo 'SELECT (COUNT(*) AS ?n) { ?s ?p ?o }' | samverkan query -
    """
    text = _read(file)
    with Store.open(store) as opened:
        try:
            interruptible(lambda: _answer(opened, text, row_format(format, as_json=json, default=""), output, quiet))
        except QueryError as error:
            raise _placed(error, file) from error


def _answer(store: Store, sparql: str, fmt: str, output: str, quiet: bool) -> None:
    results = store.query(sparql)
    fmt = fmt or ("turtle" if isinstance(results, QueryTriples) else "table")
    if fmt != "table":
        emit(serialised(results, fmt), output)
        return
    rows = Rows.of(results)
    show(rows.columns, rows.cells(), output)
    note(f"{len(rows.rows)} rows" if len(rows.rows) != 1 else "1 row", quiet=quiet)


def _read(file: str) -> str:
    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        return data.decode("utf-8-sig")
    except OSError as error:
        raise QueryError(
            f"the query cannot be read: {error.strerror}", hint="name a .rq file, or - for standard input", place=file
        ) from error
    except UnicodeDecodeError as error:
        raise QueryError("the query is not UTF-8 text", hint="save it as UTF-8", place=file) from error


def _placed(error: QueryError, file: str) -> QueryError:
    name = "standard input" if file == "-" else file
    place = f"{name}:{error.line}:{error.column}" if error.line else name
    return QueryError(error.message, hint=error.hint, place=place, line=error.line, column=error.column)
