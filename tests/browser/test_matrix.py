"""The matrix of responsibility: who has which role in what, blanks as blanks, and the sentence one click away."""

import re
from typing import Any

import pytest
import viz_graph

import viz
from browser.reader import LAPTOP, PHONE, Reader, body_key, squeezed

pytestmark = pytest.mark.browser

KS, UBN, SBN = viz_graph.KS, viz_graph.UBN, viz_graph.SBN


@pytest.fixture(scope="module", autouse=True)
def gaps(pages: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> None:
    """The network with an action that nobody answers for or works on, and many more bodies and actions."""
    graph = viz_graph.network()
    graph.graph["contexts"]["lonely"] = {
        "kind": "Action", "code": "9.9", "label": "Ingen gör det", "report": "R1", "document": "D", "modality": "shall",
    }  # fmt: skip
    folder = tmp_path_factory.mktemp("matrix")
    viz.write(graph, folder / "gaps.html")
    pages["gaps"] = (folder / "gaps.html").as_uri()
    for number in range(150):
        context, part = f"more {number}", f"part {number}"
        graph.graph["contexts"][context] = {"kind": "Action", "label": f"Åtgärd {number}", "document": "D"}
        graph.graph["participations"][part] = {"context": context, "role": "leads", "mention": "N"}
        graph.add_node(context, label=f"Nämnd {number:03}", kind="Committee", participations=[part])
    viz.write(graph, folder / "large.html")
    pages["large"] = (folder / "large.html").as_uri()


@pytest.fixture
def matrix(open_page: Any) -> Reader:
    return open_page(hash_="#view=matrix")


@pytest.fixture
def visited_matrix(visited: Reader) -> Reader:
    visited.go("#view=matrix")
    return visited


def heads(reader: Reader) -> list[str]:
    return reader.page.locator("#grid thead th .unseen").all_inner_texts()


def titles(reader: Reader) -> list[str]:
    return [squeezed(title) for title in reader.page.locator("#grid tbody th[scope=row] .opener bdi").all_inner_texts()]


def cell(reader: Reader, code: str, name: str) -> Any:
    column = next(place for place, head in enumerate(heads(reader)) if name in head)
    return reader.page.locator(f"#grid tr:has(.code:text-is('{code}')) > td").nth(column)


def signs(found: Any) -> list[str]:
    return found.locator(".role-sign").all_inner_texts()


def test_a_cell_says_who_has_which_role(visited_matrix: Reader) -> None:
    assert signs(cell(visited_matrix, "6.4.4", UBN)) == ["A"]
    assert "answers" in cell(visited_matrix, "6.4.4", UBN).locator(".role-sign").get_attribute("class")
    assert signs(cell(visited_matrix, "6.5.2", UBN)) == ["S"]
    assert signs(cell(visited_matrix, "6.4.4", KS)) == []
    assert squeezed(cell(visited_matrix, "6.4.4", UBN).locator(".unseen").inner_text()) == (
        "Utbildningsnämnden ansvarig, säkert: 6.4.4 Mentorer för nyanlända elever i grundskola och gymnasium"
    )
    assert "maybe" in cell(visited_matrix, "6.3.2", "13").locator(".role-sign").get_attribute("class")


def test_the_marks_differ_and_the_legend_tells_them(matrix: Reader) -> None:
    rows = [squeezed(row) for row in matrix.page.locator("#matrix-legend li").all_inner_texts()]
    assert {"A ansvarig", "S samverkar", "D delansvarig", "L leder", "U undertecknare"} <= set(rows)
    assert "S streckad: möjlig" in rows
    marks = [row.split(" ")[0] for row in rows[:-1]]
    assert len(set(marks)) == len(marks) == 8
    matrix.page.get_by_role("button", name="English").click()
    assert "R responsible" in [squeezed(row) for row in matrix.page.locator("#matrix-legend li").all_inner_texts()]


def test_like_columns_share_one_that_a_button_opens(matrix: Reader) -> None:
    shared = matrix.page.locator("#grid th [aria-expanded]")
    assert shared.count() == 1
    assert "Visa var och en av 13 aktörer" in shared.inner_text(), "the fourteenth has tasks of its own"
    before = len(heads(matrix))
    shared.focus()
    matrix.page.keyboard.press("Enter")
    assert len(heads(matrix)) == before + 12
    assert "stadsdelsnämnd" in matrix.page.evaluate("document.activeElement.textContent")
    matrix.page.get_by_role("button", name="Slå ihop lika kolumner").click()
    assert len(heads(matrix)) == before
    matrix.page.get_by_role("button", name="Slå ihop lika kolumner").click()
    assert len(heads(matrix)) == before + 12


def test_the_sentence_is_one_click_away(visited_matrix: Reader) -> None:
    cell(visited_matrix, "6.4.4", UBN).get_by_role("button").click()
    panel = visited_matrix.panel()
    assert "Roll i en åtgärd" in panel
    assert "Utbildningsnämnden svarar för detta" in panel
    assert "ansvarig" in panel
    assert visited_matrix.page.locator("#panel mark:not(.other)").all_inner_texts() == ["Utbildningsnämnden"]
    assert "cell=" in visited_matrix.page.url
    assert cell(visited_matrix, "6.4.4", UBN).get_by_role("button").get_attribute("aria-current") == "true"
    visited_matrix.page.keyboard.press("Escape")
    assert visited_matrix.page.locator("#grid [aria-current]").count() == 0


def test_a_cell_of_a_shared_column_tells_all_of_its_bodies(visited_matrix: Reader) -> None:
    cell(visited_matrix, "6.4.4", "13").get_by_role("button").click()
    assert "stadsdelsnämnderna (13)" in visited_matrix.panel()
    visited_matrix.page.locator("#panel").get_by_text("13 aktörer med samma roll").click()
    assert "Bromma stadsdelsnämnd" in visited_matrix.panel()


def test_an_address_opens_the_cell(open_page: Any, visited_matrix: Reader) -> None:
    cell(visited_matrix, "6.5.2", KS).get_by_role("button").click()
    other = open_page(hash_=visited_matrix.page.url[visited_matrix.page.url.index("#") :])
    assert other.panel() == visited_matrix.panel()
    assert "genom Kansliet för mänskliga rättigheter" in other.panel()


def test_heads_open_the_body_and_the_action(visited_matrix: Reader) -> None:
    visited_matrix.page.locator("#grid thead").get_by_role("button", name=KS).click()
    assert visited_matrix.page.locator("#panel-title").inner_text() == KS
    visited_matrix.page.locator("#grid .opener", has_text="Lotsar för föreningslivet").click()
    assert "Kommunstyrelsen leder arbetet med lotsar." in visited_matrix.panel()


def test_gaps_are_said(open_page: Any) -> None:
    reader = open_page("gaps", hash_="#view=matrix")
    row = reader.page.locator("#grid tr", has_text="Ingen gör det")
    assert row.locator(".gap").all_inner_texts() == ["ingen ansvarig", "ingen samverkanspart"]
    assert row.locator(".role-sign").count() == 0
    assert reader.page.locator(".gap").count() == 2
    reader.page.get_by_label("Roll", exact=True).select_option("cooperates")
    assert row.count() == 0


def test_rows_and_columns_are_sorted(matrix: Reader) -> None:
    assert titles(matrix)[0] == "Berätta om nyanlända för invånarna"
    assert matrix.page.locator("#grid tr.report").count() == 3
    matrix.page.get_by_label("Rader efter").select_option("title")
    assert titles(matrix)[0] == "Avsiktsförklaring om Husby Träff"
    assert matrix.page.locator("#grid tr.report").count() == 0
    matrix.page.get_by_label("Rader efter").select_option("bodies")
    assert titles(matrix)[-1] in {"Husby Träff byter ägare", "Samverkan med Folkets Hus i Rinkeby"}
    matrix.page.get_by_label("Kolumner efter").select_option("name")
    assert heads(matrix)[-1].startswith(UBN)
    matrix.page.get_by_label("Kolumner efter").select_option("kind")
    assert heads(matrix)[-1].endswith("grupp")
    assert "rows=bodies" in matrix.page.url
    matrix.page.reload()
    assert matrix.page.get_by_label("Kolumner efter").input_value() == "kind"


def test_filters_and_focus_hold(open_page: Any) -> None:
    reader = open_page(hash_="#view=matrix&certainty=possible")
    assert len(titles(reader)) == 3
    assert reader.page.locator("#grid .role-sign:not(.maybe)").count() == 0
    reader.page.get_by_role("button", name="Återställ").click()
    reader.page.get_by_label("Slag av aktör").select_option("MunicipalCompany")
    assert heads(reader) == ["Svenska Bostäder, kommunalt bolag"]
    assert titles(reader) == ["Avsiktsförklaring om Husby Träff"]
    focused = open_page(hash_=f"#view=matrix&focus={body_key(UBN)}")
    assert len(titles(focused)) == 3
    assert all(UBN in head or "stadsdelsnämnd" in head or KS in head for head in heads(focused))
    assert "Här visas bara Utbildningsnämnden" in focused.page.locator("#matrix-notes").inner_text()
    focused.page.get_by_role("button", name="Visa hela matrisen").click()
    assert len(titles(focused)) == 16


def test_the_grid_by_keyboard(matrix: Reader) -> None:
    page = matrix.page
    assert page.locator("#grid [tabindex='0']").count() == 1
    page.locator("#matrix-box").focus()
    page.keyboard.press("Tab")

    def place() -> list[int]:
        return page.evaluate(
            """() => {
                const cell = document.activeElement.closest("td, th");
                const rows = [...document.querySelectorAll("#grid tr:not(.report)")];
                return [rows.indexOf(cell.parentElement), cell.cellIndex];
            }"""
        )

    last = [page.locator("#grid tr:not(.report)").count() - 1, len(heads(matrix))]
    steps = [
        ("ArrowRight", [1, 1]), ("ArrowDown", [2, 1]), ("End", [2, last[1]]), ("ArrowRight", [2, last[1]]),
        ("Home", [2, 0]), ("Control+End", last), ("Control+Home", [0, 0]), ("ArrowUp", [0, 0]), ("PageDown", [10, 0]),
        ("PageUp", [0, 0]), ("ArrowDown", [1, 0]),
    ]  # fmt: skip
    for key, expected in steps:
        page.keyboard.press(key)
        assert place() == expected, key
        assert page.locator("#grid [tabindex='0']").count() == 1
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "panel-title"
    page.keyboard.press("Escape")
    assert place() == [1, 1]
    page.keyboard.press("Tab")
    assert page.evaluate("!document.activeElement.closest('#matrix-box')")


def test_no_more_is_built_than_can_be_read(open_page: Any) -> None:
    reader = open_page("large", hash_="#view=matrix")
    assert len(titles(reader)) == 100
    assert len(heads(reader)) == 60
    reader.page.get_by_role("button", name="Visa fler rader (67)").click()
    assert len(titles(reader)) == 167
    assert reader.page.evaluate("document.activeElement.closest('th').scope") == "row"
    reader.page.get_by_role("button", name=re.compile(r"Visa fler kolumner \(\d+\)")).click()
    assert len(heads(reader)) == 120


def test_hostile_names_stay_text(open_page: Any) -> None:
    reader = open_page("hostile", hash_="#view=matrix")
    assert any(viz_graph.SCRIPT in head for head in heads(reader))
    assert reader.page.locator("#matrix img, #matrix script").count() == 0
    reader.page.locator("#grid .cell").first.click()
    assert reader.page.locator("#panel h2").count() == 1
    assert reader.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_the_box_scrolls_and_the_page_does_not(open_page: Any, size: dict[str, int]) -> None:
    reader = open_page(size=size, hash_="#view=matrix")
    assert reader.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    box = reader.page.get_by_role("region", name="Ansvarsmatrisen. Piltangenterna flyttar mellan rutorna.")
    assert box.evaluate("box => box.scrollWidth > box.clientWidth && box.tabIndex === 0")
    box.evaluate("box => box.scrollTo(200, 200)")
    corner, first = (reader.page.locator(f"#grid {name}").first.bounding_box() for name in (".corner", "th[scope=row]"))
    frame = box.bounding_box()
    assert abs(corner["x"] - frame["x"]) < 3
    assert abs(corner["y"] - frame["y"]) < 3
    assert abs(first["x"] - frame["x"]) < 3
