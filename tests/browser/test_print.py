"""What comes out on paper: one body's sheet, the panel, or the tables."""

import re
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
import viz_graph
from viz_graph import ALL, BASE, EXPN, KS, REGION, SBN, SVB, TECHNICAL, UBN, UNNAMED

import viz
from browser.reader import ARTEFACTS, Reader, body_key, squeezed, tie_key

pytestmark = pytest.mark.browser


BODIES = (KS, ALL[0], EXPN, SVB, SBN, TECHNICAL, UNNAMED, REGION)
"""Bodies of every sort: with many ties, with possible ones, with other names, not named, without anything."""


def on_paper(reader: Reader) -> None:
    """The page as it is while it is printed."""
    reader.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    reader.page.emulate_media(media="print")


def back_on_screen(reader: Reader) -> None:
    reader.page.emulate_media(media="null")
    reader.page.evaluate("dispatchEvent(new Event('afterprint'))")


def sheets(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def visible(reader: Reader) -> str:
    return squeezed(reader.page.locator("body").inner_text())


@pytest.mark.parametrize(
    ("name", "language", "bodies"),
    [
        ("network", "sv", BODIES),
        ("network", "en", BODIES[::3]),
        ("hostile", "sv", BODIES[:1]),
        ("hostile", "en", (ALL[0],)),
    ],
)
def test_the_page_prints_what_the_sheet_says(
    open_page: Any, browser: Any, name: str, language: str, bodies: tuple[str, ...]
) -> None:
    reader = open_page(name)
    graph = getattr(viz_graph, name)()
    other = browser.new_page()
    for node in [BASE + body for body in bodies]:
        reader.page.goto(f"{reader.page.url.partition('#')[0]}#lang={language}&body={viz.links.key(node)}")
        on_paper(reader)
        other.set_content(viz.sheet(graph, node, language))
        other.emulate_media(media="print")
        assert squeezed(reader.page.locator("#sheet").inner_text()) == squeezed(other.locator(".sheet").inner_text())
        back_on_screen(reader)
    other.close()


def test_a_selected_body_prints_its_sheet_alone_and_leaves_no_trace(open_page: Any) -> None:
    reader = open_page(hash_=f"#body={body_key(KS)}")
    before = reader.page.locator("body").evaluate("body => body.outerHTML")
    on_paper(reader)
    text = visible(reader)
    assert text.startswith("Kommunstyrelsen Min organisation i dokumenten")
    assert "Så läser du bladet" in text
    assert "Teckenförklaring" not in text
    assert "Ladda ner" not in text
    back_on_screen(reader)
    assert reader.page.locator("#sheet").count() == 0
    assert reader.page.locator("body").evaluate("body => body.outerHTML") == before


def test_the_button_prints(reader: Reader) -> None:
    reader.click_body(SVB)
    reader.page.evaluate("window.print = () => { window.printed = true; }")
    reader.page.get_by_role("button", name="Utskriftsblad").click()
    assert reader.page.evaluate("window.printed")


@pytest.mark.parametrize("dark", [False, True])
def test_a_tie_prints_its_panel_black_on_white(open_page: Any, dark: bool) -> None:
    reader = open_page(dark=dark, hash_=f"#tie={tie_key(KS, UBN)}")
    on_paper(reader)
    text = visible(reader)
    assert "Säkert samband" in text
    assert "genom Kansliet för mänskliga rättigheter" in text
    assert "Exploateringsnämnden" not in text
    style = "element => [getComputedStyle(element).color, getComputedStyle(document.body).backgroundColor]"
    assert reader.page.locator("#panel-title").evaluate(style) == ["rgb(20, 25, 28)", "rgb(255, 255, 255)"]


def test_what_is_folded_is_printed_open_and_folded_again(open_page: Any) -> None:
    key = viz.links.key(f"{BASE}action/4")
    reader = open_page(hash_=f"#action={key}")
    details = reader.page.locator("#panel details", has_text=ALL[-1])
    assert details.count() == 1
    assert details.get_attribute("open") is None
    on_paper(reader)
    assert reader.page.locator("#panel").get_by_text(ALL[-1]).is_visible()
    back_on_screen(reader)
    assert details.get_attribute("open") is None


def test_with_nothing_selected_both_tables_are_printed_with_all_their_rows(
    open_page: Any, pages: Any, tmp_path: Path
) -> None:
    graph = nx.Graph((f"Nämnd {n}", f"Nämnd {n + 1}") for n in range(104))
    viz.write(graph, tmp_path / "own.html")
    pages["own"] = (tmp_path / "own.html").as_uri()
    reader = open_page("own")
    assert reader.rows("ties") == 100
    on_paper(reader)
    text = visible(reader)
    assert "Samband 104" in text
    assert "Aktörer 105" in text
    assert reader.page.locator("table.ties tbody tr:visible").count() == 104
    assert reader.page.locator("table.bodies tbody tr:visible").count() == 105
    assert not reader.page.locator("#panel").is_visible()
    assert not reader.page.locator("#network").is_visible()
    assert not reader.page.get_by_role("button", name="Visa").is_visible()
    back_on_screen(reader)
    assert reader.rows("ties") == 100
    assert reader.page.locator(".paper").count() == 0


def many(actions: int) -> "nx.Graph[Any]":
    """A body with so many actions, each with a title and a sentence of common length."""
    graph = nx.Graph(title="Plan", documents={"D": {"label": "Handlingsplan", "date": "2024-02-01"}})
    sentence = "Nämnden ansvarar för åtgärden och ska samverka med berörda föreningar i stadsdelen under året."
    places = range(actions)
    graph.graph["contexts"] = {
        n: {"label": f"Åtgärd {n} som stärker tryggheten i stadsdelens centrum", "code": f"1.{n}", "document": "D"}
        for n in places
    }
    graph.graph["participations"] = {
        n: {
            "context": n,
            "role": "responsible",
            "quote": {"text": sentence, "start": n, "end": n + 90, "marks": [[0, 7]]},
        }
        for n in places
    }
    graph.add_node("a", label="Nämnden", kind="Committee", participations=list(places))
    graph.add_edges_from(("a", f"Förening {n}") for n in range(8))
    return graph


def test_a_body_with_twelve_actions_fits_one_sheet_of_a4(
    browser: Any, open_page: Any, pages: Any, tmp_path: Path
) -> None:
    page = browser.new_page()
    ARTEFACTS.mkdir(exist_ok=True)
    for actions, expected in ((1, 1), (12, 1), (40, 3)):
        page.set_content(viz.sheet(many(actions), "a"))
        pdf = page.pdf(prefer_css_page_size=True)
        (ARTEFACTS / f"sheet-{actions}-actions.pdf").write_bytes(pdf)
        assert sheets(pdf) == expected
    page.close()
    viz.write(many(12), tmp_path / "own.html")
    pages["own"] = (tmp_path / "own.html").as_uri()
    reader = open_page("own", hash_=f"#body={viz.links.key('a')}")
    assert sheets(reader.page.pdf(prefer_css_page_size=True)) == 1


def test_the_sheet_on_the_screen(browser: Any) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 640})
    messages: list[str] = []
    page.on("console", lambda message: messages.append(message.text))
    page.set_content(viz.sheet(viz_graph.hostile(), BASE + KS))
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.title() != "harm"
    assert messages == []
    page.close()
