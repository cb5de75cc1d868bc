"""The pages of the ontology and of plain words for everyone: axe-core finds nothing on any kind of them."""

from pathlib import Path
from typing import Any

import pytest
from node_modules import needed
from sites import served

from browser.test_accessibility import RULES
from kg.cli import main
from kg.settings import write_example

pytestmark = pytest.mark.browser

PAGES = (
    "def/",
    "en/def/",
    "def/role/leads/",
    "en/def/rule/collaborates/",
    "def/release/0.1.0/",
    "about/",
    "en/accessibility/",
)
"""One of each kind, and of what differs between the languages both."""


@pytest.fixture(scope="module")
def site(small_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small store as it is published."""
    folder = tmp_path_factory.mktemp("terms")
    settings = write_example(folder)
    assert main(["publish", str(folder / "site"), "--store", str(small_path), "--settings", str(settings), "-q"]) == 0
    return folder / "site"


def test_axe_finds_nothing(browser: Any, site: Path, request: pytest.FixtureRequest) -> None:
    axe = needed(request, "axe-core", "axe.min.js").read_text(encoding="utf-8")
    with served(site) as address:
        page = browser.new_context(bypass_csp=True).new_page()
        for path in PAGES:
            page.goto(f"{address}{path}")
            page.evaluate(axe)
            for theme in ("light", "dark"):
                page.emulate_media(color_scheme=theme)
                found = page.evaluate("rules => axe.run({runOnly: {type: 'tag', values: rules}})", RULES)
                bad = [(each["id"], each["nodes"][0]["html"][:200]) for each in found["violations"]]
                assert bad == [], (path, theme)
        page.context.close()
