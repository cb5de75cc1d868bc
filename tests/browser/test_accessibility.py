"""The page for everyone: axe-core finds nothing in any view, theme or size, and all can be had by keyboard."""

from typing import Any

import pytest
import viz_graph
from node_modules import needed

from browser.reader import PHONE, Reader, body_key, tie_key

pytestmark = pytest.mark.browser

TIE = f"#tie={tie_key(viz_graph.KS, viz_graph.UBN)}"
BODY = f"#body={body_key(viz_graph.SVB)}"
VIEWS = {
    "overview": "",
    "tie": TIE,
    "body": BODY,
    "filtered": "#certainty=possible",
    "actions": "#view=actions",
    "matrix": "#view=matrix",
    "table of actions": "#table=actions",
    "analysis": "#table=analysis",
}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]


@pytest.fixture(scope="module")
def axe(request: pytest.FixtureRequest) -> str:
    return needed(request, "axe-core", "axe.min.js").read_text(encoding="utf-8")


def violations(reader: Reader, axe: str) -> list[str]:
    """What axe-core finds against the rules of WCAG 2.1 AA and its own good practice, a line each."""
    reader.page.evaluate(axe)
    found = reader.page.evaluate("rules => axe.run({runOnly: {type: 'tag', values: rules}})", RULES)
    return [
        f"{violation['id']}: {violation['help']}: {node['html'][:200]}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_nothing(open_page: Any, axe: str, view: str, dark: bool) -> None:
    assert violations(open_page(hash_=VIEWS[view], dark=dark), axe) == []


@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_nothing_on_a_phone(open_page: Any, axe: str, view: str) -> None:
    assert violations(open_page(hash_=VIEWS[view], size=PHONE), axe) == []


def test_axe_finds_what_is_wrong(reader: Reader, axe: str) -> None:
    reader.page.evaluate("document.getElementById('zoom-in').removeAttribute('aria-label')")
    assert any(line.startswith("button-name") for line in violations(reader, axe))


@pytest.mark.parametrize("view", VIEWS)
def test_it_can_be_read_at_four_hundred_percent(open_page: Any, view: str) -> None:
    """1280 pixels at 400 % are 320: nothing may have to be scrolled sideways (WCAG 1.4.10)."""
    reader = open_page(hash_=VIEWS[view], size={"width": 320, "height": 256})
    assert reader.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
