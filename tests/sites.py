"""A published site as its tests need it: made from a store, read back from the disk, served from loopback."""

import functools
import http.server
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

from kg.publication.holdings import holdings
from kg.publication.part import Part
from kg.publication.rendering import asset
from kg.publication.site import site
from kg.publication.writing import write
from kg.settings import Settings, example_settings
from kg.store import Store
from viz.document import asset as drawn

EMPTY = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


def parts(store: Store, settings: Settings | None = None, *, texts: bool = True) -> list[Part]:
    """The parts of a site of this store, without those that come from the network page."""
    given, held = settings or example_settings(), holdings(store, texts=texts)
    return list(site(store, given, held))


def written(store: Store, folder: Path) -> None:
    """The same in a folder, with their style."""
    style = Part("assets/site.css", f"{drawn('css/ground.css')}\n{asset('site.css')}".encode())
    write([style, *parts(store)], folder)


@dataclass
class Page(HTMLParser):
    """What is in a page: its links, the names of its places, its tags, its text, and the text of each place."""

    path: str = ""
    links: list[str] = field(default_factory=list)
    ids: Counter[str] = field(default_factory=Counter)
    tags: Counter[tuple[str, tuple[str, ...]]] = field(default_factory=Counter)
    texts: list[str] = field(default_factory=list)
    places: dict[str, list[str]] = field(default_factory=dict)
    scripts: list[tuple[str, str]] = field(default_factory=list)
    canonical: str = ""

    def __post_init__(self) -> None:
        super().__init__()
        self._open: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags[tag, tuple(sorted(given))] += 1
        if name := given.get("id"):
            self.ids[name] += 1
            self.places[name] = []
        if given.get("rel") == "canonical":
            self.canonical = given["href"] or ""
        else:
            self.links += [given[name] or "" for name in ("href", "src", "action", "data-index") if name in given]
        if tag not in EMPTY:
            self._open.append((tag, name))
        if tag == "script":
            self.scripts.append((given.get("type") or "", ""))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1][0] == "script":
            self.scripts[-1] = (self.scripts[-1][0], self.scripts[-1][1] + data)
            return
        self.texts.append(data)
        for _, name in self._open:
            if name:
                self.places[name].append(data)

    @property
    def text(self) -> str:
        """All that the page says, on one line."""
        return " ".join(" ".join(self.texts).split())

    def at(self, name: str) -> str:
        """What stands in the element of that name, as it stands."""
        return "".join(self.places[name])


def page(path: str, content: bytes) -> Page:
    """A page read."""
    found = Page(path)
    found.feed(content.decode("utf-8"))
    found.close()
    return found


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The folder behind a plain web server of this machine's own, which forgets what it was asked."""

    class Handler(http.server.SimpleHTTPRequestHandler):
        protocol_version = "HTTP/1.1"  # a connection is used again

        def log_message(self, *_: object) -> None:
            pass

    handler = functools.partial(Handler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()
