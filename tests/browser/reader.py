"""Someone who has the page open: what the browser tests do with it and see of it."""

import os
import re
import shutil
from pathlib import Path
from typing import Any

import viz_graph

from viz.links import key

CHROMIUM = os.environ.get("CHROMIUM") or next(
    filter(None, map(shutil.which, ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"))), None
)
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
ARTEFACTS = Path(__file__).parents[2] / "test-artefacts"
LAPTOP, PHONE = {"width": 1366, "height": 768}, {"width": 390, "height": 844}


class Windows:
    """Windows of one browser, used again: each begins a test on an empty page, as a new one does, and costs less."""

    def __init__(self, context: Any) -> None:
        self._context = context
        self._idle: list[Any] = []

    def take(self) -> Any:
        """A window with an empty page, for one test."""
        return self._idle.pop() if self._idle else self._context.new_page()

    def give_back(self, page: Any) -> None:
        """The test is done with it."""
        page.goto("about:blank")
        page.mouse.move(0, 0)
        self._idle.append(page)


class Reader:
    """Someone with the page open: what they see, and what the browser noticed meanwhile."""

    def __init__(self, page: Any, address: str) -> None:
        self.requests: list[str] = []
        self.messages: list[str] = []
        self.page = page
        self._ears = {
            "request": lambda request: self.requests.append(request.url),
            "console": lambda message: self.messages.append(message.text),
            "pageerror": lambda error: self.messages.append(str(error)),
        }
        for event, ear in self._ears.items():
            page.on(event, ear)
        page.set_default_timeout(20000)
        page.goto(address)

    def go(self, hash_: str) -> None:
        """Changes the address of the open page behind its #, as a link in it does."""
        self.page.evaluate(
            """(hash) => location.hash === hash || new Promise((done) => {
              addEventListener("hashchange", () => done(true), { once: true });
              location.hash = hash;
            })""",
            hash_,
        )

    def leave(self) -> None:
        """Notice nothing more."""
        for event, ear in self._ears.items():
            self.page.remove_listener(event, ear)

    def panel(self) -> str:
        return squeezed(self.page.locator("#panel").inner_text())

    def rows(self, table: str = "ties") -> int:
        return self.page.locator(f"table.{table} tbody tr").count()

    def click_tie(self, one: str, other: str) -> None:
        self._click("tiePoint", tie_key(one, other))

    def click_body(self, name: str) -> None:
        self._click("bodyPoint", body_key(name))

    def search(self, words: str) -> None:
        self.page.get_by_role("combobox", name="Sök").fill(words)

    def _click(self, finder: str, name: str) -> None:
        point = self.page.evaluate(f"name => samverkan.{finder}(name)", name)
        assert point is not None
        self.page.mouse.click(point["x"], point["y"])


def squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def tie_key(one: str, other: str) -> str:
    return key(viz_graph.BASE + one, viz_graph.BASE + other)


def body_key(name: str) -> str:
    return key(viz_graph.BASE + name)
