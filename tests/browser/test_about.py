"""What the page says of itself, and the addresses that it gives to cite."""

from typing import Any

import networkx as nx
import pytest
import viz_graph

import viz
from browser.reader import LAPTOP, Reader, body_key, squeezed, tie_key
from viz.links import key

pytestmark = pytest.mark.browser

REFUSE = "() => { navigator.clipboard.writeText = () => Promise.reject(new Error('refused')); }"
LISTEN = """() => {
    window.copied = [];
    navigator.clipboard.writeText = (words) => Promise.resolve(window.copied.push(words));
}"""


def about(reader: Reader) -> str:
    return squeezed(reader.page.locator("#about").inner_text())


def test_it_says_what_it_shows_and_how_sure_that_is(visited: Reader) -> None:
    words = about(visited)
    for sign in ("Samband", "säkert", "möjligt", "underförstått"):
        assert sign in words
    assert (
        "I 38 prövade texter: 97,9 % av uppgifterna som lästes ut var rätta, och 92 % av dem som fanns hittades."
        in words
    )
    assert "Texterna är påhittade." in words
    assert visited.page.locator("#about .legend").inner_text().count("\n") + 1 == len(set(viz_graph.KINDS.values()))


def test_it_names_sources_dates_and_licence(visited: Reader) -> None:
    words = about(visited)
    assert "Bilaga om kommissionens åtgärder Rinkeby-Kista stadsdelsnämnd · odaterat · bilaga.txt" in words
    assert "tillhör dem som har gett ut dokumenten" in words
    licence = visited.page.locator("#about").get_by_role("link", name="CC BY 4.0")
    assert licence.get_attribute("href") == "https://creativecommons.org/licenses/by/4.0/"
    assert "Framställt med samverkan 0.1.0." in words


def test_a_source_opens_its_text(visited: Reader) -> None:
    visited.page.locator("#about .sources").get_by_role("button").click()
    assert visited.page.locator("#reading").is_visible()
    assert f"text={key('D')}" in visited.page.url


def test_the_head_leads_there(reader: Reader) -> None:
    reader.page.get_by_role("button", name="Om bilden").click()
    assert reader.page.evaluate("document.activeElement.id") == "about-title"
    assert reader.page.locator("#about-title").bounding_box()["y"] < LAPTOP["height"]
    assert "#" not in reader.page.url


def test_it_speaks_both_languages(reader: Reader) -> None:
    reader.page.get_by_role("button", name="English").click()
    words = about(reader)
    assert "In 38 tried texts: 97.9% of the claims" in words
    assert "May I use it?" in words
    assert not {"Hur", "Källor", "odaterat"} & set(words.split())


def test_a_tie_has_an_address_to_cite(open_page: Any) -> None:
    name = tie_key(viz_graph.PARKS, viz_graph.SVB)
    reader = open_page(hash_=f"#tie={name}&certainty=certain")
    reader.page.evaluate(LISTEN)
    reader.page.locator("#panel").get_by_role("button", name="Kopiera adress").click()
    [words] = reader.page.evaluate("copied")
    file = reader.page.url.split("#")[0]
    assert words == (
        "Sida: Vem samverkar med vem. Säkert samband Folkets Hus och Parker – Svenska Bostäder. "
        f"Nyckel {name}. Dokument: Bilaga om kommissionens åtgärder (odaterat). Framställt med samverkan 0.1.0.\n"
        f"{file}#tie={name}"
    )
    assert reader.page.locator("#live").inner_text() == "Adressen och hänvisningen är kopierade."
    again = open_page(hash_="#" + words.rpartition("#")[2])
    assert "En avsiktsförklaring" in again.panel()


@pytest.mark.parametrize(
    ("hash_", "words"),
    [
        (f"#body={body_key(viz_graph.SVB)}", "Aktör Svenska Bostäder. Nyckel"),
        (f"#action={key(f'{viz_graph.BASE}action/1')}", "Åtgärd 6.4.4 Mentorer för nyanlända elever"),
    ],
    ids=["body", "action"],
)
def test_bodies_and_actions_too(open_page: Any, hash_: str, words: str) -> None:
    reader = open_page(hash_=hash_)
    reader.page.evaluate(LISTEN)
    reader.page.locator("#panel").get_by_role("button", name="Kopiera adress").click()
    [copied] = reader.page.evaluate("copied")
    assert words in copied
    assert copied.endswith(hash_)


def test_where_a_page_may_not_copy_the_text_is_there_to_be_copied(open_page: Any) -> None:
    reader = open_page(hash_=f"#tie={tie_key(viz_graph.PARKS, viz_graph.SVB)}")
    reader.page.evaluate(REFUSE)
    field = reader.page.locator("#panel .citation")
    assert field.is_hidden()
    reader.page.locator("#panel").get_by_role("button", name="Kopiera adress").click()
    field.wait_for()
    assert "Folkets Hus och Parker – Svenska Bostäder" in field.input_value()
    assert reader.page.evaluate("getSelection().toString() || document.activeElement.value") == field.input_value()
    assert reader.page.locator("#live").inner_text() == "Kopiera texten i rutan."


def test_a_graph_of_which_nothing_is_known_says_no_more(open_page: Any, pages: dict[str, str], tmp_path: Any) -> None:
    viz.write(nx.path_graph(3), tmp_path / "bare.html")
    pages["bare"] = (tmp_path / "bare.html").as_uri()
    words = about(open_page("bare"))
    assert "Vad tecknen betyder" in words
    for absent in ("Hur säkert är det?", "Källor", "CC BY", "tillhör", "Framställt", "Skicka till"):
        assert absent not in words


def test_hostile_words_about_the_page_stay_words(open_page: Any) -> None:
    reader = open_page("hostile")
    assert viz_graph.SCRIPT in about(reader)
    assert reader.page.locator("#about a").count() == 0
    assert reader.page.title().startswith("Titel <script>")
    assert reader.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
