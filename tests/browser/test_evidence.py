"""The way from a tie to the sentence, to the document's text, and back: by pointer, keyboard and address."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
import viz_graph

import viz
from browser.reader import LAPTOP, PHONE, Reader, body_key, squeezed, tie_key
from viz.links import key

pytestmark = pytest.mark.browser

DOCUMENT = key("D")
TEXT = viz_graph.network().graph["documents"]["D"]["text"]
MENTOR = "Utbild-\n\nningsnämnden svarar för detta och ska samverka med stadsdelsnämnderna."
Opened = Callable[..., Reader]


@pytest.fixture
def open_graph(open_page: Any, pages: dict[str, str], tmp_path: Path) -> Opened:
    """Opens a page of a graph of the test's own."""

    def opened(graph: nx.Graph, **more: Any) -> Reader:
        viz.write(graph, tmp_path / "own.html")
        pages["own"] = (tmp_path / "own.html").as_uri()
        return open_page("own", **more)

    return opened


@pytest.fixture
def tie(open_page: Any) -> Reader:
    """A reader who looks at a tie."""
    return open_page(hash_=f"#tie={tie_key(viz_graph.UBN, 'Bromma stadsdelsnämnd')}")


@pytest.fixture
def visited_tie(visited: Reader) -> Reader:
    visited.go(f"#tie={tie_key(viz_graph.UBN, 'Bromma stadsdelsnämnd')}")
    return visited


def focused(reader: Reader) -> str:
    """The text of what has the focus."""
    return reader.page.evaluate("document.activeElement.textContent")


def is_open(reader: Reader) -> bool:
    return reader.page.evaluate("document.getElementById('reading').open")


def text_of(reader: Reader, selector: str) -> list[str]:
    """The exact text of the elements, hidden hyphens and line ends too."""
    return reader.page.locator(selector).evaluate_all("all => all.map((element) => element.textContent)")


def without_space(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_a_quote_says_where_it_stands_and_how_it_was_read(visited_tie: Reader) -> None:
    figure = visited_tie.page.locator("#panel .quote").first
    start = TEXT.index(MENTOR)
    line = TEXT.count("\n", 0, start) + 1
    shown = figure.inner_text().replace("\xa0", "")
    assert f"rad {line}, tecken {start}–{start + len(MENTOR)}" in shown
    figure.get_by_text("rätt ungefär 98 gånger av 100").click()
    words = figure.locator(".reading li").first.inner_text()
    assert "läst ur orden ”svarar för”" in words
    assert "Regel: den som gör något." in words
    assert "756 av 772" in words


def test_others_in_the_sentence_are_marked_more_lightly(open_page: Any) -> None:
    reader = open_page(hash_=f"#tie={tie_key(viz_graph.KS, viz_graph.HOUSING)}")
    quote = reader.page.locator("#panel .quote").first
    assert quote.locator("mark:not(.other)").all_inner_texts() == ["Kommunstyrelsen", "kommunala bostadsbolag"]
    assert quote.locator("mark.other").all_inner_texts() == ["stadsdelsnämnderna"]
    lines = [
        quote.locator(f"mark{kind}").first.evaluate("mark => getComputedStyle(mark).textDecorationStyle")
        for kind in (":not(.other)", ".other")
    ]
    assert lines == ["solid", "dotted"], "told apart by more than colour"


def test_the_sentence_is_shown_in_the_document(visited_tie: Reader) -> None:
    visited_tie.page.get_by_role("button", name="Visa i dokumentet").first.click()
    assert is_open(visited_tie)
    assert "".join(text_of(visited_tie, ".lit")) == MENTOR
    assert visited_tie.page.locator(".lit").inner_text().startswith("Utbildningsnämnden svarar"), "a broken word in one"
    assert focused(visited_tie) == MENTOR
    assert visited_tie.page.locator("#reading-title").inner_text() == "Bilaga om kommissionens åtgärder"
    assert "Rinkeby-Kista stadsdelsnämnd · odaterat" in visited_tie.page.locator("#reading-facts").inner_text()
    box = visited_tie.page.locator(".lit").first.bounding_box()
    assert 100 < box["y"] < 700
    assert f"text={DOCUMENT}&at={TEXT.index(MENTOR)}" in visited_tie.page.url


def test_the_text_and_all_its_marks_are_those_of_the_document(open_page: Any) -> None:
    reader = open_page(hash_=f"#text={DOCUMENT}")
    shown = text_of(reader, "#reading-text :is(p, h3, h4)")
    assert without_space("".join(shown)) == without_space(TEXT)
    assert all(paragraph in TEXT for paragraph in shown)
    parts = viz_graph.network().graph["participations"].values()
    mentions = sorted(tuple(part["quote"]["mention"]) for part in parts)
    assert text_of(reader, "mark.claim") == [TEXT[start:end] for start, end in mentions]
    titles = [matter.title for matter in viz_graph.MATTERS]
    assert text_of(reader, "#reading-text :is(h3, h4)") == titles


def test_a_mark_says_what_it_became(tie: Reader) -> None:
    tie.page.get_by_role("button", name="Visa i dokumentet").first.click()
    mark = tie.page.locator(".lit mark.claim").first
    mark.click()
    claims = tie.page.get_by_role("group", name="Vad stället säger")
    assert "Utbildningsnämnden ansvarig" in squeezed(claims.inner_text())
    assert "6.4.4" in claims.inner_text()
    assert claims.get_by_role("button", name="Utbildningsnämnden – ").count() == 6
    assert "fler samband: 8" in claims.inner_text()
    assert mark.get_attribute("aria-expanded") == "true"
    mark.click()
    assert claims.count() == 0
    mark.click()
    claims.get_by_role("button", name="Utbildningsnämnden – Farsta").click()
    assert not is_open(tie)
    assert f"#tie={tie_key(viz_graph.UBN, 'Farsta stadsdelsnämnd')}" in tie.page.url
    assert "Farsta stadsdelsnämnd" in focused(tie)
    tie.page.go_back()
    assert "".join(text_of(tie, ".lit")) == MENTOR, "back to where one read"


def test_all_of_it_by_keyboard(tie: Reader) -> None:
    keys = tie.page.keyboard
    tie.page.get_by_role("button", name="Visa i dokumentet").first.focus()
    keys.press("Enter")
    assert focused(tie) == MENTOR
    keys.press("Tab")
    assert focused(tie) == "Utbild-\n\nningsnämnden"
    keys.press("Space")
    assert tie.page.locator("#reading-claims").is_visible()
    keys.press("Enter")
    assert tie.page.locator("#reading-claims").count() == 0
    keys.press("Enter")
    keys.press("Tab")
    keys.press("Tab")  # past the other mark of the sentence, which stands before what the first one says
    assert focused(tie) == "Utbildningsnämnden"
    keys.press("Enter")
    assert not is_open(tie)
    assert f"body={body_key(viz_graph.UBN)}" in tie.page.url
    assert tie.page.evaluate("document.activeElement.id") == "panel-title"


def test_escape_closes_the_text_and_nothing_else(tie: Reader) -> None:
    button = tie.page.get_by_role("button", name="Visa i dokumentet").first
    button.focus()
    tie.page.keyboard.press("Enter")
    tie.page.keyboard.press("Escape")
    assert not is_open(tie)
    assert "Säkert samband" in tie.panel()
    assert button.evaluate("button => button === document.activeElement")
    assert "text=" not in tie.page.url
    tie.page.go_back()
    assert is_open(tie)
    tie.page.go_back()
    assert not is_open(tie)
    assert "Visa i dokumentet" in focused(tie), "the focus is not lost"


def test_an_address_opens_the_text_at_its_place(open_page: Any) -> None:
    at = TEXT.index("Ansvarig är Stadsbyggnadsnämnden i samverkan")
    reader = open_page(hash_=f"#text={DOCUMENT}&at={at}&lang=en")
    assert text_of(reader, ".lit")[0].startswith("Ansvarig är Stadsbyggnadsnämnden i samverkan")
    assert focused(reader).startswith("Ansvarig är Stadsbyggnadsnämnden i samverkan")
    assert reader.page.get_by_role("button", name="Close the document").is_visible()
    reader.page.get_by_role("button", name="Close the document").click()
    assert "Who works with whom?" in reader.panel()
    other = open_page(hash_="#text=none&at=1")
    for strange in ("text=none&at=1", f"text={DOCUMENT}&at=x", f"text={DOCUMENT}&at=99999999"):
        other.go(f"#{strange}")
        assert is_open(other) == (DOCUMENT in strange)
        assert other.page.locator(".lit").count() == 0


def test_headings_lead_to_their_place(open_page: Any) -> None:
    reader = open_page(hash_=f"#text={DOCUMENT}")
    reader.page.get_by_text("Innehåll").click()
    reader.page.locator("#reading-contents").get_by_role("button", name="Stadsrummet läst med sociala ögon").click()
    assert focused(reader) == "Stadsrummet läst med sociala ögon"
    assert f"at={TEXT.index('Stadsrummet läst')}" in reader.page.url
    assert reader.page.locator("#reading-contents[open]").count() == 0


def test_one_chooses_among_the_documents(open_graph: Opened) -> None:
    graph = viz_graph.network()
    graph.graph["documents"]["E"] = {"label": "Ett annat dokument", "text": "Bara ett stycke.\r\n\r\nOch ett till."}
    graph.graph["documents"]["F"] = {"label": "Utan text"}
    reader = open_graph(graph, hash_=f"#text={DOCUMENT}")
    choice = reader.page.get_by_role("dialog").get_by_label("Dokument", exact=True)
    assert choice.locator("option").all_inner_texts() == ["Bilaga om kommissionens åtgärder", "Ett annat dokument"]
    choice.select_option(label="Ett annat dokument")
    assert text_of(reader, "#reading-text p") == ["Bara ett stycke.", "Och ett till."]
    assert f"text={key('E')}" in reader.page.url
    assert reader.page.locator("#reading-contents").is_hidden()


def test_lines_that_the_page_width_broke_flow_and_others_stay(open_graph: Opened) -> None:
    long = "Kommunstyrelsen ansvarar för att det arbete som har beskrivits här blir av och följs upp"
    graph = nx.Graph(
        documents={"D": {"text": f"{long}\n{long} varje år.\n\nDeltagare:\nEn nämnd\nEn annan\n\nA\tB\nC\tD"}}
    )
    reader = open_graph(graph, hash_=f"#text={DOCUMENT}")
    paragraphs = reader.page.locator("#reading-text p")
    breaks = [paragraphs.nth(place).locator("br").count() for place in range(3)]
    assert breaks == [0, 2, 0]
    assert paragraphs.nth(2).evaluate("element => getComputedStyle(element).whiteSpaceCollapse") == "preserve"


def test_a_graph_without_texts_has_no_way_to_them(open_graph: Opened) -> None:
    graph = viz_graph.network()
    del graph.graph["documents"]["D"]["text"]
    reader = open_graph(graph, hash_=f"#tie={tie_key(viz_graph.UBN, 'Bromma stadsdelsnämnd')}&text={DOCUMENT}&at=0")
    assert not is_open(reader)
    assert reader.page.locator("#panel blockquote").count() >= 1
    assert reader.page.get_by_role("button", name="Visa i dokumentet").count() == 0


def test_a_hostile_text_does_no_harm(open_page: Any) -> None:
    reader = open_page("hostile", hash_=f"#text={DOCUMENT}")
    text = viz_graph.hostile().graph["documents"]["D"]["text"]
    assert viz_graph.SCRIPT in text
    shown = text_of(reader, "#reading-text :is(p, h3, h4)")
    assert without_space("".join(shown)) == without_space(text)
    assert "\u202eadnaw\u2067" in "".join(shown)
    assert reader.page.locator("#reading :is(script, img)").count() == 0
    assert reader.page.title().startswith("Titel <script>")
    for mark in reader.page.locator("mark.claim").all()[:8]:
        mark.click()
        assert reader.page.locator("#reading-claims").count() == 1
    assert reader.page.locator("#reading-text").evaluate("element => element.scrollWidth <= element.clientWidth")


def test_a_large_text_is_whole_and_opens_at_its_end(open_graph: Opened) -> None:
    graph = viz_graph.network()
    text = graph.graph["documents"]["D"]["text"]
    pages = "".join(f"Stycke {number} om något helt annat som ingen har frågat om.\n\n" for number in range(16_000))
    shift = len(pages)
    assert shift > 900_000
    graph.graph["documents"]["D"]["text"] = pages + text
    for part in graph.graph["participations"].values():
        quote = part["quote"]
        quote["start"], quote["end"] = quote["start"] + shift, quote["end"] + shift
        quote["mention"] = [at + shift for at in quote["mention"]]
    reader = open_graph(graph, hash_=f"#text={DOCUMENT}&at={shift + TEXT.index(MENTOR)}")
    assert "".join(text_of(reader, ".lit")) == MENTOR
    box = reader.page.locator(".lit").first.bounding_box()
    assert 100 < box["y"] < 700
    assert reader.page.locator("#reading-text p").count() > 16_000


def test_the_text_fits_every_window(open_page: Any) -> None:
    reader = open_page(hash_=f"#text={DOCUMENT}&at={TEXT.index(MENTOR)}")
    for size in (LAPTOP, PHONE, {"width": 320, "height": 256}):
        reader.page.set_viewport_size(size)
        assert reader.page.locator("#reading-close").is_visible()
        for element in ("html", "#reading .reading-leaf", "#reading-text"):
            assert reader.page.locator(element).evaluate("element => element.scrollWidth <= element.clientWidth"), (
                element
            )


@pytest.mark.parametrize("size", [LAPTOP, PHONE, {"width": 320, "height": 256}], ids=["laptop", "phone", "enlarged"])
def test_the_text_opens_at_its_sentence(open_page: Any, size: dict[str, int]) -> None:
    reader = open_page(size=size, hash_=f"#text={DOCUMENT}&at={TEXT.index(MENTOR)}")
    assert reader.page.locator(".lit").first.bounding_box()["y"] < size["height"]
    close = reader.page.locator("#reading-close").bounding_box()
    assert 0 <= close["y"] < size["height"]
