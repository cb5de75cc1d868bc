"""The page in a real browser: opened from a file with the network cut, used as a reader would use it."""

import re
from typing import Any

import pytest
import viz_graph

from browser.reader import PHONE, Reader, body_key, squeezed, tie_key

pytestmark = pytest.mark.browser


def test_it_opens_on_the_whole_network(visited: Reader) -> None:
    lead = squeezed(visited.page.locator("#lead").inner_text())
    assert lead == "32 aktörer, 69 samband (53 säkra, 16 möjliga). Klicka på en linje för att läsa meningen bakom."
    assert visited.page.locator("#showing").inner_text() == "Visar alla 69 samband"
    assert visited.rows() == 69
    assert "kommunalt bolag" in visited.page.locator("#legend").inner_text()
    for name in viz_graph.KINDS:
        point = visited.page.evaluate("name => samverkan.bodyPoint(name)", body_key(name))
        assert 28 < point["x"] < 900
        assert 160 < point["y"] < 650


def test_a_click_on_a_line_shows_the_sentence(visited: Reader) -> None:
    visited.click_tie(viz_graph.UBN, "Bromma stadsdelsnämnd")
    panel = visited.panel()
    assert "Säkert samband" in panel
    assert "Utbildningsnämnden svarar för detta och ska samverka med stadsdelsnämnderna." in panel
    assert "6.4.4 Mentorer för nyanlända elever i grundskola och gymnasium" in panel
    assert "Skolan som möts" in panel
    assert "Utbildningsnämnden ansvarig" in panel
    assert "Bromma stadsdelsnämnd samverkar ingår i ”stadsdelsnämnderna”" in panel
    assert "Bilaga om kommissionens åtgärder" in panel
    assert re.search(r"tecken \d+–\d+", panel)
    marks = visited.page.locator("#panel mark").all_inner_texts()
    assert marks[:2] == ["Utbildningsnämnden", "stadsdelsnämnderna"]


def test_a_possible_tie_says_so(visited: Reader) -> None:
    visited.click_tie(viz_graph.EXPN, "Farsta stadsdelsnämnd")
    assert "Möjligt samband" in visited.panel()
    assert "kan ingå i ”berörda stadsdelsnämnder”" in visited.panel()


def test_offices_implicit_names_and_open_lists_are_told(visited: Reader) -> None:
    visited.click_tie(viz_graph.KS, viz_graph.UBN)
    assert "genom Kansliet för mänskliga rättigheter" in visited.panel()
    visited.click_tie(viz_graph.ALL[0], viz_graph.LOCAL)
    assert "underförstått" in visited.panel()
    assert "1 löpande samverkan" in visited.panel()
    visited.click_tie(viz_graph.SBN, "Farsta stadsdelsnämnd")
    assert "bl.a." in visited.panel()


def test_a_click_on_a_body_shows_its_part_and_partners(visited: Reader) -> None:
    visited.click_body(viz_graph.SVB)
    panel = visited.panel()
    assert "kommunalt bolag Svenska Bostäder" in panel.replace("Kommunalt", "kommunalt").replace(" × ", " ")
    assert "1 överenskommelse · 2 samband" in panel
    assert "AB Svenska Bostäder" in panel
    assert "556043-6429" in panel
    assert "En avsiktsförklaring har undertecknats" in panel
    visited.page.locator("#panel .rows").get_by_role("button", name="Folkets Hus och Parker", exact=True).click()
    assert visited.page.locator("#panel-title").inner_text() == "Folkets Hus och Parker"
    visited.page.locator("#panel .rows").get_by_role("button", name="1 överenskommelse").last.click()
    assert "Säkert samband" in visited.panel()


def test_a_click_beside_everything_clears_the_selection(visited: Reader) -> None:
    visited.click_body(viz_graph.SVB)
    visited.page.mouse.click(40, 640)
    assert "Vem samverkar med vem?" in visited.panel()


def test_search_suggests_as_you_type(reader: Reader) -> None:
    reader.search("alvsjo")
    assert reader.page.get_by_role("option").all_inner_texts()[0].startswith("Älvsjö stadsdelsnämnd")
    assert reader.rows() == 4
    reader.search("svb")
    assert "även SvB" in reader.page.get_by_role("option").first.inner_text()
    reader.search("lotsar")
    reader.page.keyboard.press("ArrowDown")
    reader.page.keyboard.press("Enter")
    assert "Åtgärd 4.1.1" in reader.panel().replace(" × ", " ")
    assert reader.page.locator("#search").input_value() == ""
    reader.search("finns inte")
    assert "Inget matchar" in reader.page.locator("#suggestions").inner_text()
    assert reader.page.locator("#live").inner_text().startswith("0 förslag")


def test_filters_narrow_picture_and_table_and_are_reset_at_once(reader: Reader) -> None:
    choose = reader.page.get_by_label
    choose("Säkerhet").select_option("possible")
    assert reader.rows() == 16
    choose("Säkerhet").select_option("")
    choose("Rapport").select_option(label="Skolan som möts (29)")
    assert reader.rows() == 29
    assert reader.page.locator("#showing").inner_text() == "Visar 29 av 69 samband"
    choose("Roll").select_option(label="delansvarig (14)")
    assert reader.rows() == 14
    reader.page.get_by_role("button", name="Återställ").click()
    assert reader.rows() == 69
    assert reader.page.get_by_role("button", name="Återställ").is_disabled()


def test_the_table_opens_the_panel_by_keyboard(reader: Reader) -> None:
    first = reader.page.locator("table.ties tbody .opener").first
    first.focus()
    reader.page.keyboard.press("Enter")
    assert reader.page.evaluate("document.activeElement.id") == "panel-title"
    assert reader.page.locator("#panel blockquote").count() >= 3
    assert reader.page.locator("tr[aria-current]").count() == 1
    reader.page.keyboard.press("Escape")
    assert "Vem samverkar med vem?" in reader.panel()
    assert first.evaluate("element => element === document.activeElement")


def test_the_table_sorts_and_the_other_one_lists_bodies(reader: Reader) -> None:
    reader.page.get_by_role("button", name="Samverkar med").click()
    assert reader.page.locator("th[aria-sort=ascending]").inner_text() == "Samverkar med"
    names = reader.page.locator("table.ties td:nth-child(2)").all_inner_texts()
    assert names[0] == "Bromma stadsdelsnämnd"
    assert names[-1] == "Östermalm stadsdelsnämnd"
    reader.page.get_by_role("tab", name="Samband 69").press("ArrowRight")
    assert reader.rows("bodies") == 32
    reader.page.locator("table.bodies").get_by_text("Boverket").click()
    assert "Inget samband i dokumenten." in reader.panel()


def test_every_stop_of_the_tab_key_has_a_name(reader: Reader) -> None:
    unnamed = reader.page.evaluate(
        """() => [...document.querySelectorAll("button, input, select, a[href], [tabindex='0']")]
            .filter((element) => !element.closest("[hidden]"))
            .filter((element) => !(element.ariaLabel || element.textContent.trim() || element.labels?.length))
            .map((element) => element.outerHTML)"""
    )
    assert unnamed == []
    reader.page.keyboard.press("Tab")
    assert reader.page.evaluate("document.activeElement.className") == "skip"


def test_both_languages(reader: Reader) -> None:
    reader.click_tie(viz_graph.KS, viz_graph.UBN)
    reader.page.get_by_role("button", name="English").click()
    assert reader.page.locator("html").get_attribute("lang") == "en"
    assert "Click a line to read the sentence behind it." in reader.page.locator("#lead").inner_text()
    assert "Certain tie" in reader.panel()
    assert "responsible" in reader.panel()
    assert reader.page.get_by_label("Report").is_visible()
    reader.page.get_by_role("tab", name="Bodies").click()
    assert "City of Stockholm" in reader.page.locator("table.bodies").inner_text()
    left = reader.page.evaluate(
        """() => [...document.querySelectorAll("[data-text], [data-label]")].map((element) =>
            element.dataset.text ? element.textContent : element.ariaLabel).filter((text) => /[åäö]/i.test(text))"""
    )
    assert left == []


def test_an_address_opens_the_same_view(open_page: Any) -> None:
    reader = open_page(hash_=f"#tie={tie_key(viz_graph.PARKS, viz_graph.SVB)}&certainty=certain&lang=en")
    assert "Certain tie" in reader.panel()
    assert "En avsiktsförklaring" in reader.panel()
    assert reader.rows() == 53
    reader.click_body(viz_graph.SVB)
    assert f"body={body_key(viz_graph.SVB)}" in reader.page.url
    reader.page.go_back()
    assert "Certain tie" in reader.panel()
    strange = open_page(hash_="#tie=nothing&lang=constructor&report=%E0%A4%A")
    assert strange.page.locator("html").get_attribute("lang") == "sv"


def test_hostile_names_do_no_harm(open_page: Any) -> None:
    reader = open_page("hostile")
    title = reader.page.title()
    assert title == f"Titel {viz_graph.SCRIPT}"
    reader.click_body(viz_graph.KS)
    links = reader.page.locator("#panel a").evaluate_all("all => all.map((link) => link.href)")
    assert links == ["https://example.org/ok"] * 2  # an identifier's and a fact's
    assert viz_graph.SCRIPT in reader.panel()
    for words in ("<script>", "img src", "aaaaaaaa", "javascript:"):
        reader.search(words)
        reader.page.keyboard.press("Enter")
        assert reader.page.locator("#panel h2").count() == 1
    for row in reader.page.locator("table.ties tbody .opener").all()[:6]:
        row.click()
    assert reader.page.title() == title
    assert reader.page.locator("img, iframe, script[src]").count() == 0
    assert reader.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_tables_keep_clear_of_the_panel_and_no_word_is_broken(open_page: Any) -> None:
    reader = open_page(size={"width": 920, "height": 800})
    words = reader.page.locator("#pane-ties bdi").filter(has_text=re.compile(r"^[^\s-]{16,}$"))
    assert viz_graph.SBN in words.all_inner_texts()
    for width in (920, 1024, 1101, 1160, 1221, 1251, 1280, 1366):
        reader.page.set_viewport_size({"width": width, "height": 800})
        assert reader.page.evaluate(
            "[...document.querySelectorAll('.tables')].every(t => t.scrollWidth <= t.clientWidth)"
        ), width
        if width >= 1024:
            lines = words.evaluate_all("all => all.map((each) => each.getClientRects().length)")
            assert set(lines) == {1}, width


def test_on_a_phone_the_panel_comes_into_sight(open_page: Any) -> None:
    reader = open_page(size=PHONE)
    reader.click_tie(viz_graph.KS, viz_graph.UBN)
    assert 0 <= reader.page.locator("#panel").bounding_box()["y"] < 100
