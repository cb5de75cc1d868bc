"""Someone who has the page open: what the browser tests do with it and see of it."""

import os
import re
import shutil
from pathlib import Path
from typing import Any

import viz_graph

from viz.links import key

CHROMIUM = os.environ.get("CHROMIUM") or next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
ARTEFACTS = Path(__file__).parents[2] / "test-artefacts"
LAPTOP, PHONE = {"width": 1366, "height": 768}, {"width": 390, "height": 844}


class Reader:
    """Someone with the page open: what they see, and what the browser noticed meanwhile."""

    def __init__(self, context: Any, address: str) -> None:
        self.requests: list[str] = []
        self.messages: list[str] = []
        self.page = context.new_page()
        self.page.set_default_timeout(20000)
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.messages.append(message.text))
        self.page.on("pageerror", lambda error: self.messages.append(str(error)))
        self.page.goto(address)

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
