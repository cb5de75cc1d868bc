"""Questions that join this graph with another endpoint by SERVICE.

Oxigraph asks a peer without a time limit, in a form that not every server answers, for everything that fits the
pattern. So a federated query asks a relay instead, which listens on the loopback address for as long as the query runs:
it passes the question on to those endpoints alone that were allowed by name, with what is already known (kg.service),
and ends in an error when the peer is silent, refuses, or answers nonsense.
"""

import json
import threading
import time
from collections.abc import Callable, Iterable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self, TypeAlias

from pyoxigraph import Literal, NamedNode, QuerySolutions

from kg.errors import QueryError, ServiceError
from kg.service import Service, services, shared_query
from kg.web import Client, Limits

LIMIT = 30.0
"""Seconds that a peer has for one answer, from the first letter of the question to the last of the answer."""
AT_ONCE = 200
"""How many known values are sent in one question."""
MOST = 5_000
"""Up to so many known values are sent; with more the peer is asked for all that fits."""
LARGEST = 50_000_000
"""How many bytes a peer may answer with."""
_PATH = "/peer/"
_RESULTS = "application/sparql-results+json"

Ask: TypeAlias = Callable[[str, str, float], bytes]
"""Sends a query to an endpoint and returns SPARQL's JSON results: address, query, seconds; raises ServiceError."""
Run: TypeAlias = Callable[[str], Any]
"""Runs a query on the store that asks."""


class Federation:
    """The endpoints that a query may ask; a context manager that relays its questions while it is open.

    ``problems`` holds what went wrong so far, also where the query says SILENT. Leaving it with the engine's complaint
    about a peer raises the ServiceError that tells what the peer did.
    """

    def __init__(self, endpoints: Iterable[str], ask: Ask, limit: float = LIMIT) -> None:
        self.endpoints = frozenset(endpoints)
        self.problems: list[ServiceError] = []
        self._ask = ask
        self._limit = limit
        self._tasks: list[tuple[str, list[str]]] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))

    def relayed(self, sparql: str, run: Run) -> str:
        """The query with the relay in place of its endpoints; ``run`` finds what is known before each is asked.

        Raises QueryError, with line and column, for an endpoint that was not allowed.
        """
        for service in reversed(services(sparql)):
            self._refuse_stranger(service)
            self._tasks.append((service.address, _known(sparql, service, run)))
            address = f"http://127.0.0.1:{self._server.server_port}{_PATH}{len(self._tasks) - 1}"
            pad = " " * (len(service.address) - len(address))  # what stands behind keeps its column where it can
            sparql = f"{sparql[: service.address_start]}{address}>{pad}{sparql[service.address_end + 1 :]}"
        return sparql

    def answer(self, path: str, query: str) -> bytes:
        """What the endpoint behind a path of the relay answers to a query; ServiceError where it does not."""
        number = path.removeprefix(_PATH)
        if number == path or not number.isdecimal() or int(number) >= len(self._tasks):
            raise ServiceError("the relay was asked for an endpoint that it does not know")
        address, known = self._tasks[int(number)]
        until = time.monotonic() + self._limit
        parts = [self._part(address, query + values, until) for values in known]
        return json.dumps(_merged(parts, address)).encode()

    def _part(self, address: str, query: str, until: float) -> bytes:
        left = until - time.monotonic()
        if left <= 0:
            raise _late(address, self._limit)
        return self._ask(address, query, left)

    def _refuse_stranger(self, service: Service) -> None:
        if service.address not in self.endpoints:
            raise QueryError(
                f"SERVICE at line {service.line} would ask {service.address}, which is not allowed",
                hint=f"allow it: --endpoint {service.address}",
                line=service.line,
                column=service.column,
            )

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        if isinstance(error, OSError | QueryError) and self.problems:
            raise self.problems[-1] from error


def over_http(endpoints: Iterable[str], limit: float = LIMIT) -> Federation:
    """A federation that asks over HTTP, each endpoint within ``limit`` seconds, in a form that any server reads."""

    def ask(address: str, query: str, seconds: float) -> bytes:
        # One attempt: a peer that was silent once has used up the time.
        client = Client(Limits(seconds=round(seconds, 1), attempts=1, bytes=LARGEST))
        return client.post(address, {"query": query}, accept=_RESULTS).body

    return Federation(endpoints, ask, limit)


def _known(sparql: str, service: Service, run: Run) -> list[str]:
    """What to add to the peer's question each time it is asked: VALUES, or nothing; it is not asked if none can fit."""
    shared = shared_query(sparql, service)
    if shared is None:
        return [""]
    query, names = shared
    try:
        found = run(query)
    except QueryError:
        return [""]  # the engine says what is wrong with the query itself, and where
    assert isinstance(found, QuerySolutions)
    rows = [[row[name] for name in names] for row in found]
    if len(rows) > MOST or any(not isinstance(term, NamedNode | Literal) for row in rows for term in row):
        return [""]
    return [_values(names, rows[start : start + AT_ONCE]) for start in range(0, len(rows), AT_ONCE)]


def _values(names: Iterable[str], rows: list[list[NamedNode | Literal]]) -> str:
    head = " ".join(f"?{name}" for name in names)
    tuples = " ".join(f"( {' '.join(map(str, row))} )" for row in rows)
    return f" VALUES ( {head} ) {{ {tuples} }}"


def _merged(parts: list[bytes], address: str) -> dict[str, Any]:
    """Several results of one query as one."""
    heads, rows = [], []
    for part in parts:
        try:
            found = json.loads(part)
            heads.append(list(found["head"]["vars"]))
            rows.extend(list(found["results"]["bindings"]))
        except (ValueError, KeyError, TypeError) as error:
            raise ServiceError(
                "the endpoint answered something other than SPARQL results",
                hint="is it the address of a SPARQL endpoint?",
                place=address,
            ) from error
    names = list(dict.fromkeys(name for head in heads for name in head))
    return {"head": {"vars": names}, "results": {"bindings": rows}}


def _late(address: str, limit: float) -> ServiceError:
    return ServiceError(
        f"the endpoint gave no answer within {limit:g} seconds", hint="try later, or ask for less", place=address
    )


def _handler(federation: Federation) -> type[BaseHTTPRequestHandler]:
    """What answers Oxigraph's requests to the relay."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            query = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode("utf-8")
            try:
                status, kind, body = 200, _RESULTS, federation.answer(self.path, query)
            except ServiceError as error:
                federation.problems.append(error)
                status, kind, body = 502, "text/plain; charset=utf-8", str(error).encode()
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing: what goes wrong is told once, by the command."""

    return Handler
