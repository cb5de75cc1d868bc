"""The published site in a browser: for everyone, without harm, and a search without a server."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import SMALL_KEY, Once
from node_modules import needed
from sites import served
from test_publication import hostile_site

from browser.axe import LOOKS, WORDS, violations
from browser.reader import LAPTOP, PHONE

pytestmark = pytest.mark.browser

ACTION = f"id/action/{SMALL_KEY}-1-1.2/"
PAGES = {
    "front": "",
    "body": "id/body/stockholm/kulturnamnden/",
    "group": "id/group/stockholm/tekniska-namnder/",
    "action": ACTION,
    "report": f"id/report/{SMALL_KEY}-1/",
    "document": f"id/document/{SMALL_KEY}/",
    "list": "id/action/",
    "matrix": f"matrix/{SMALL_KEY}/",
    "matrices": "matrix/",
    "gaps": "gaps/",
    "questions": "questions/",
    "question": "questions/evidence/",
    "search": "search/?q=kultur",
    "data": "data/",
    "terms": "def/",
    "class": "def/class/Action/",
    "role": "def/role/cooperates/",
    "rule": "def/rule/collaborates/",
    "release": "def/release/0.1.0/",
    "made": "about/",
    "accessibility": "accessibility/",
}
"""One page of each kind."""
MISSING = {"missing": "404.html"}
"""What is given for any address, in both languages at once."""
HANDLERS = (
    "[...document.querySelectorAll('*')].flatMap(each => each.getAttributeNames()).filter(name => /^on/.test(name))"
)


@pytest.fixture(scope="module")
def site(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where it is served, under the path that its settings name: the page for what is missing counts on it."""
    root = tmp_path_factory.mktemp("served")
    (root / "samverkan").symlink_to(published)
    with served(root) as base:
        yield f"{base}samverkan/"


@pytest.fixture
def tab(browser: Any) -> Iterator[Any]:
    """A tab that may only ask this machine, and says nothing into its console."""
    context = browser.new_context(viewport=LAPTOP, reduced_motion="reduce")
    asked: list[str] = []
    said: list[str] = []
    page = context.new_page()
    page.set_default_timeout(30000)
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    context.close()
    assert [url for url in asked if not url.startswith(("http://127.0.0.1:", "data:,"))] == []
    assert said == []


@pytest.mark.parametrize(("language", "theme"), [("sv", "light"), ("en", "dark")])
def test_axe_finds_nothing(tab: Any, site: str, request: pytest.FixtureRequest, language: str, theme: Any) -> None:
    axe = needed(request, "axe-core", "axe.min.js").read_text(encoding="utf-8")
    found: list[str] = []
    rules = () if language == "sv" else [*LOOKS, *WORDS]  # the pages of both languages are made as one
    tab.emulate_media(color_scheme=theme)
    for name, path in (PAGES | MISSING if language == "sv" else PAGES).items():
        tab.goto(f"{site}{'en/' if language == 'en' else ''}{path}")
        assert tab.evaluate("document.documentElement.lang") == language
        found += [f"{name}: {line}" for line in violations(tab, axe, rules=rules)]
    assert found == []


def test_nothing_has_to_be_scrolled_sideways_on_a_phone(tab: Any, site: str) -> None:
    tab.set_viewport_size({"width": 320, "height": PHONE["height"]})
    wide = []
    for name in ("front", "body", "action", "document", "matrix", "question", "search", "data", "terms", "made"):
        tab.goto(site + PAGES[name])
        if not tab.evaluate("document.documentElement.scrollWidth <= innerWidth"):
            wide.append(name)
    assert wide == []


def test_the_search_finds_names_by_their_beginnings_and_without_accents(tab: Any, site: str) -> None:
    tab.goto(f"{site}en/")
    tab.fill("#q", "kulturnamn")
    link = tab.locator(".found a").first
    link.wait_for()
    assert link.inner_text() == "Kulturnämnden"
    tab.press("#q", "Enter")
    tab.wait_for_url(f"{site}en/id/body/stockholm/kulturnamnden/")
    tab.go_back()
    tab.fill("#q", "finns inte alls")
    tab.get_by_text("Nothing is called that.").wait_for()


def test_a_mark_opens_its_claim_and_the_claim_its_sentence(tab: Any, site: str) -> None:
    tab.goto(site + PAGES["document"])
    tab.locator(".text a.mention").first.click()
    claim = tab.locator(".line:target")
    assert claim.count() == 1
    words = claim.locator("mark").inner_text()
    claim.locator(".source a").click()
    assert words in tab.locator(".text :target").evaluate("place => place.textContent || place.parentNode.textContent")


def test_forty_payloads_run_nothing(tab: Any, once: Once) -> None:
    dialogs: list[str] = []
    tab.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    with served(hostile_site(once)) as base:
        for name in ("front", "body", "document", "list", "matrix", "gaps", "question"):
            tab.goto(base + PAGES[name])
            assert tab.evaluate("window.harmed") is None, name
            assert tab.evaluate(HANDLERS) == [], name
        tab.goto(f"{base}search/?q=torg")
        tab.locator(".found a").first.wait_for()
        assert tab.evaluate("window.harmed") is None
    assert dialogs == []
