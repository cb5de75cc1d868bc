"""The page for everyone: axe-core finds nothing in any view, theme or size, and all can be had by keyboard."""

from typing import Any

import pytest
import viz_graph
from node_modules import needed

from browser.axe import LOOKS, violations
from browser.reader import LAPTOP, PHONE, Reader, body_key, tie_key
from viz.links import key

pytestmark = pytest.mark.browser

TIE = f"#tie={tie_key(viz_graph.KS, viz_graph.UBN)}"
BODY = f"#body={body_key(viz_graph.SVB)}"
VIEWS = {
    "overview": "",
    "tie": TIE,
    "body": BODY,
    "filtered": "#certainty=possible",
    "actions": "#view=actions",
    "surroundings": f"#focus={body_key(viz_graph.KS)}&steps=2",
    "action": f"#view=actions&action={key(viz_graph.BASE + 'action/1')}",
    "text": f"#text={key('D')}&at=100",
    "table of actions": "#table=actions",
    "analysis": "#table=analysis",
    "matrix": "#view=matrix",
}


@pytest.fixture(scope="module")
def axe(request: pytest.FixtureRequest) -> str:
    return needed(request, "axe-core", "axe.min.js").read_text(encoding="utf-8")


def seen(reader: Reader, size: dict[str, int], theme: Any) -> None:
    """Shows the page to someone with another window and another theme."""
    reader.page.set_viewport_size(size)
    reader.page.emulate_media(color_scheme=theme, reduced_motion="reduce")


FRAME = [".top", "#about"]
SAME = {
    "overview": [],
    "filtered": FRAME,
    "table of actions": [*FRAME, ".find", ".picture"],
    "analysis": [*FRAME, ".find", ".picture"],
    "matrix": [*FRAME, ".find", ".tables"],
}
"""What a view shows as the overview does, which comes first; in the others that is the table of all ties, too."""


def show(reader: Reader, view: str) -> None:
    """Goes to another view of the open page."""
    reader.page.evaluate("hash => (location.hash = hash)", VIEWS[view])
    reader.page.wait_for_function("hash => location.hash === hash", arg=VIEWS[view])


def test_axe_finds_nothing_in_any_view(open_page: Any, axe: str) -> None:
    found: list[str] = []
    for size, theme in ((LAPTOP, "light"), (PHONE, "dark")):
        reader = open_page(size=size, dark=theme == "dark")
        for view in VIEWS:
            show(reader, view)
            is_new = theme == "light" or view == "overview"
            same = SAME.get(view, [*FRAME, ".tables"])
            lines = violations(reader.page, axe, rules=() if is_new else LOOKS, but=same)
            found += [f"{view}, {theme}: {line}" for line in lines]
        show(reader, "overview")
    seen(reader, LAPTOP, "dark")
    found += violations(reader.page, axe, rules=LOOKS)
    assert found == []


def test_axe_finds_nothing_in_what_opens(open_page: Any, axe: str) -> None:
    reader = open_page()
    for theme in ("light", "dark"):
        seen(reader, LAPTOP, theme)
        for opener in ("about-open", "download-button"):
            reader.page.locator(f"#{opener}").click()
            found = violations(reader.page, axe, rules=LOOKS if theme == "dark" else (), but=[".tables"])
            assert found == [], (opener, theme)
            reader.page.keyboard.press("Escape")


def test_axe_finds_what_is_wrong(reader: Reader, axe: str) -> None:
    reader.page.evaluate("document.getElementById('zoom-in').removeAttribute('aria-label')")
    assert any(line.startswith("button-name") for line in violations(reader.page, axe, but=[".tables"]))
    reader.page.evaluate(
        "document.getElementById('panel').style.color = getComputedStyle(document.body).backgroundColor"
    )
    found = violations(reader.page, axe, rules=LOOKS, but=[".tables"])
    assert found
    assert all(line.startswith("color-contrast") for line in found)


def test_it_can_be_read_at_four_hundred_percent(open_page: Any) -> None:
    """1280 pixels at 400 % are 320: nothing may have to be scrolled sideways (WCAG 1.4.10)."""
    reader = open_page(size={"width": 320, "height": 256})
    for view in VIEWS:
        show(reader, view)
        assert reader.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), view
