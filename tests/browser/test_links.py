"""What a body is linked to in other open data, as its panel shows it."""

from typing import Any

import pytest
import viz_graph

from browser.reader import Reader, body_key

pytestmark = pytest.mark.browser


def hrefs(reader: Reader) -> list[str]:
    return reader.page.locator("#panel .linked a").evaluate_all("all => all.map((each) => each.href)")


def test_links_grounds_and_facts_are_shown_in_both_languages(open_page: Any) -> None:
    reader = open_page(hash_=f"#body={body_key(viz_graph.SVB)}")
    for words in (
        "organisationsnummer 556043-6429",
        "I andra öppna data 2",
        "samma som Bolaget example.org · En person har avgjort det · samma nummer · registrator",
        "webbplats https://example.org/hem Exempeldata, 2016-03-01",
        "del av Koncernen Exempeldata",
        "besläktad med urn:x:2 OddMatching · https://orcid.org/0000-0002-1825-0097",
        "Inget samband bygger på dem.",
    ):
        assert words in reader.panel()
    assert hrefs(reader) == [
        "https://example.org/Q1",
        "https://example.org/hem",
        "https://example.org/Q2",
        "https://orcid.org/0000-0002-1825-0097",
    ]
    reader.page.get_by_role("button", name="English").click()
    assert "organisation number 556043-6429" in reader.panel()
    assert "same as The company" in reader.panel()


def test_hostile_links_stay_text(open_page: Any) -> None:
    reader = open_page("hostile", hash_=f"#body={body_key(viz_graph.KS)}")
    assert hrefs(reader) == ["https://example.org/ok"]
    assert viz_graph.SCRIPT in reader.panel()
    assert "harm" not in reader.page.title().replace(viz_graph.SCRIPT, "")
    assert reader.page.locator("#panel script").count() == 0
