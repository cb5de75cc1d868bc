"""A Reconciliation 0.2 server on loopback for the tests, with likeness of its own (trigrams), and troubles to order."""

import json
import re
import threading
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlsplit

DATE = "Wed, 02 Mar 2016 08:00:00 GMT"
SPACE = "http://data.example.org/id/"


@dataclass(frozen=True)
class Thing:
    """What the server knows: an id, all its names, the first its label, and the id and name of its type."""

    id: str
    names: tuple[str, ...]
    type: tuple[str, str] | None = ("StateAgency", "statlig myndighet")


def trigrams(text: str) -> Counter[str]:
    words = " ".join(re.findall(r"[^\W_]+", text.casefold()))
    plain = f"  {words} "
    return Counter(plain[start : start + 3] for start in range(len(plain) - 2))


class Index:
    """Scores by the share of trigrams in common; a match is the very name, and of one thing only."""

    def __init__(self, things: list[Thing]) -> None:
        self.named = [(name, trigrams(name), thing) for thing in things for name in thing.names]
        self.by_trigram: dict[str, set[int]] = defaultdict(set)
        for number, (_, grams, _) in enumerate(self.named):
            for gram in grams:
                self.by_trigram[gram].add(number)

    def find(self, text: str, limit: int) -> list[dict[str, Any]]:
        asked = trigrams(text)
        best: dict[str, tuple[float, bool, Thing]] = {}
        for number in set().union(*(self.by_trigram.get(gram, set()) for gram in asked)):
            _, grams, thing = self.named[number]
            score = 200 * (asked & grams).total() / (asked.total() + grams.total())
            best[thing.id] = max(
                best.get(thing.id, (0.0, False, thing)), (score, asked == grams, thing), key=lambda b: b[:2]
            )
        ranked = sorted(best.values(), key=lambda found: (-found[0], found[2].id))[:limit]
        same = sum(found[1] for found in ranked)
        return [self.result(score, is_same and same == 1, thing) for score, is_same, thing in ranked]

    @staticmethod
    def result(score: float, match: bool, thing: Thing) -> dict[str, Any]:
        types = [{"id": thing.type[0], "name": thing.type[1]}] if thing.type else []
        return {"id": thing.id, "name": thing.names[0], "score": round(score, 1), "match": match, "type": types}


@dataclass
class Served:
    """A running server: its address, the requests it had (method, path, form, headers), and what it answers instead."""

    url: str
    requests: list[tuple[str, str, dict[str, str], dict[str, str]]] = field(default_factory=list)
    instead: "list[Callable[[BaseHTTPRequestHandler], bool]]" = field(default_factory=list)


MANIFEST = {
    "versions": ["0.1", "0.2"],
    "name": "Test",
    "identifierSpace": SPACE,
    "schemaSpace": "http://data.example.org/type/",
    "defaultTypes": [{"id": "StateAgency", "name": "statlig myndighet"}],
    "suggest": {"entity": {"service_url": "http://127.0.0.1", "service_path": "/suggest"}},
}


class Handler(BaseHTTPRequestHandler):
    """Manifest on GET, batches on POST, suggest on /suggest."""

    served: ClassVar[Served]
    index: ClassVar[Index]

    def do_GET(self) -> None:
        """The manifest, or suggestions for ?prefix=."""
        if self.trouble({}):
            return
        parts = urlsplit(self.path)
        if parts.path == "/suggest":
            prefix = parse_qs(parts.query).get("prefix", [""])[0]
            found = self.index.find(prefix, 5)
            self.answer({"result": [{"id": each["id"], "name": each["name"]} for each in found]})
        else:
            self.answer(MANIFEST)

    def do_POST(self) -> None:
        """A batch of queries."""
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        form = {key: values[0] for key, values in parse_qs(body).items()}
        if self.trouble(form):
            return
        queries = json.loads(form["queries"])
        self.answer({key: {"result": self.index.find(q["query"], q.get("limit", 5))} for key, q in queries.items()})

    def trouble(self, form: dict[str, str]) -> bool:
        self.served.requests.append((self.command, self.path, form, dict(self.headers)))
        return bool(self.served.instead) and self.served.instead.pop(0)(self)

    def answer(self, value: object, status: int = 200, **headers: str) -> None:
        data = value if isinstance(value, bytes) else json.dumps(value).encode()
        self.send_response_only(status)
        self.send_header("Date", DATE)
        self.send_header("Content-Length", str(len(data)))
        for name, text in headers.items():
            self.send_header(name.replace("_", "-"), text)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


@contextmanager
def serving(things: list[Thing]) -> Iterator[Served]:
    """The server, as long as the context lasts."""
    handler = type("OwnHandler", (Handler,), {"index": Index(things)})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    served = Served(f"http://127.0.0.1:{server.server_port}/reconcile")
    handler.served = served  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield served
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
