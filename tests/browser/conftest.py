"""The browser, the pages that the tests open in it, and what must hold of every one of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import viz_graph
from conftest import missing

import viz
from browser.reader import CHROMIUM, FLAGS, LAPTOP, Reader, Windows

try:
    from playwright import sync_api
except ImportError:
    sync_api = None


def missing_part() -> str | None:
    if sync_api is None:
        return "playwright for Python is not installed"
    return None if CHROMIUM else "there is no Chromium: install it, or set CHROMIUM to its path"


@pytest.fixture(scope="session")
def browser(request: pytest.FixtureRequest) -> Iterator[Any]:
    """Chromium; where there is none the tests are skipped, or fail if the run is told to require it."""
    if lacking := missing_part():
        missing(request, lacking)
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("pages")
    graphs = {"network": viz_graph.network(), "hostile": viz_graph.hostile()}
    for name, graph in graphs.items():
        viz.write(graph, folder / f"{name}.html")
    return {name: (folder / f"{name}.html").as_uri() for name in graphs}


@pytest.fixture(scope="session")
def windows(browser: Any) -> Iterator[Windows]:
    """Windows that can open files and nothing else."""
    context = browser.new_context()
    context.route("**/*", lambda route: route.continue_() if route.request.url.startswith("file:") else route.abort())
    yield Windows(context)
    context.close()


@contextmanager
def opening(windows: Windows, pages: dict[str, str]) -> Iterator[Any]:
    """Opens pages for readers, and in the end looks at what the browser said meanwhile."""

    def opened(name: str = "network", *, size: dict[str, int] = LAPTOP, dark: bool = False, hash_: str = "") -> Reader:
        page = windows.take()
        page.set_viewport_size(size)
        page.emulate_media(media="null", color_scheme="dark" if dark else "light", reduced_motion="reduce")
        readers.append(Reader(page, pages[name] + hash_))
        return readers[-1]

    readers: list[Reader] = []
    yield opened
    for reader in readers:
        reader.leave()
        windows.give_back(reader.page)
    for reader in readers:
        assert reader.messages == []
        assert [url for url in reader.requests if not url.startswith("file:")] == []
        assert len({url.partition("#")[0] for url in reader.requests}) == 1


@pytest.fixture
def open_page(windows: Windows, pages: dict[str, str]) -> Iterator[Any]:
    with opening(windows, pages) as opened:
        yield opened


@pytest.fixture(scope="module")
def stays_open(windows: Windows, pages: dict[str, str]) -> Iterator[Reader]:
    with opening(windows, pages) as opened:
        yield opened()


@pytest.fixture
def visited(stays_open: Reader) -> Reader:
    """A page that the tests before have used: for those that leave nothing behind but what stands in the address."""
    stays_open.go("")
    stays_open.page.mouse.move(0, 0)
    return stays_open


@pytest.fixture
def reader(open_page: Any) -> Reader:
    return open_page()
