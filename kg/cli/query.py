"""samverkan query"""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer
from pyoxigraph import QueryTriples

from kg.cli.options import DEFAULT_STORE, FormatOption, JsonOption, OutputOption, QuietOption, StoreOption, row_format
from kg.cli.peers import EndpointOption, SecondsOption, peers
from kg.cli.terminal import emit, interruptible, note, show
from kg.errors import QueryError
from kg.results import Rows, serialised
from kg.store import Results, Store


def query(
    file: Annotated[str, typer.Argument(metavar="FILE.rq|-", help="A SPARQL query; - reads it from standard input.")],
    *,
    store: StoreOption = DEFAULT_STORE,
    format: FormatOption = None,
    output: OutputOption = "-",
    endpoint: EndpointOption = None,
    seconds: SecondsOption = 30.0,
    quiet: QuietOption = False,
    json: JsonOption = False,
) -> None:
    """Run any SPARQL query.

    It sees the union of all graphs and can change nothing. csv and json are written exactly as the SPARQL standard
    says; turtle is for CONSTRUCT and DESCRIBE. SERVICE may ask the endpoints that you name, and no others; write what
    ties them to the graph before it, and they are asked about that alone.

    \b
    Examples:
      samverkan query partners.rq
      samverkan query partners.rq --format csv -o partners.csv
      samverkan query names.rq --endpoint https://query.wikidata.org/sparql
      echo 'SELECT (COUNT(*) AS ?n) { ?s ?p ?o }' | samverkan query -
    """
    text = _read(file)
    fmt = row_format(format, as_json=json, default="")
    with Store.open(store) as opened, peers(endpoint, seconds, quiet=quiet) as federation:
        try:
            interruptible(lambda: _answer(lambda: opened.query(text, federation=federation), fmt, output, quiet))
        except QueryError as error:
            raise _placed(error, file) from error


def _answer(asked: Callable[[], Results], fmt: str, output: str, quiet: bool) -> None:
    results = asked()
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
