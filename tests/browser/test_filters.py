"""The filters: each number beside a choice is what the choice shows, and what is chosen stands in the address."""

import re
from typing import Any

import pytest
import viz_graph

from browser.reader import LAPTOP, PHONE, Reader, squeezed

pytestmark = pytest.mark.browser

FILTERS = ("report", "kind", "role", "certainty")


def counted(reader: Reader) -> dict[str, dict[str, int]]:
    """The number beside each choice of each filter, after the pause in which they are counted."""
    reader.page.evaluate("() => new Promise((done) => setTimeout(done, 150))")
    return {
        name: {
            value: int(re.search(r"\((\d+)\)$", words).group(1))
            for value, words in reader.page.locator(f"#{name} option").evaluate_all(
                "all => all.map((option) => [option.value, option.textContent])"
            )
        }
        for name in FILTERS
    }


def tab(reader: Reader, name: str) -> int:
    return int(reader.page.get_by_role("tab", name=re.compile(rf"^{name} \d")).inner_text().rpartition(" ")[2])


def chosen(reader: Reader, name: str, table: str, step: int) -> dict[str, int]:
    """What a tab says when every first, second … choice of a filter is made; then what was chosen is chosen again."""
    numbers: dict[str, int] = reader.page.locator(f"#{name}").evaluate(
        """(box, [tab, step]) => {
          const choose = (value) => { box.value = value; box.dispatchEvent(new Event("change", { bubbles: true })); };
          const before = box.value;
          const says = [...box.options].filter((_, place) => place % step === 0).map(({ value }) => {
            choose(value);
            return [value, Number(document.getElementById(tab).textContent.match(/(\\d+)$/)[1])];
          });
          choose(before);
          return Object.fromEntries(says);
        }""",
        [reader.page.get_by_role("tab", name=re.compile(rf"^{table} \d")).get_attribute("id"), step],
    )
    return numbers


@pytest.mark.parametrize(
    ("view", "table", "bases"),
    [
        ("network", "Samband", ["", "report=R&role=cooperates", "query=rinkeby", "kind=Group"]),
        ("matrix", "Åtgärder", ["", "certainty=possible"]),
    ],
)
def test_each_number_is_what_the_choice_shows(open_page: Any, view: str, table: str, bases: list[str]) -> None:
    """All choices where nothing is chosen; where something is, every third."""
    reader = open_page(hash_=f"#view={view}")
    report = reader.page.locator("#report option").nth(2).get_attribute("value")
    for base in bases:
        reader.page.evaluate("base => { location.hash = base; }", f"view={view}&{base.replace('=R', '=' + report)}")
        numbers = counted(reader)
        for name in FILTERS:
            shown = chosen(reader, name, table, 3 if base else 1)
            assert shown.items() <= numbers[name].items(), base
            assert len(shown) == (len(numbers[name]) + 2) // 3 if base else len(numbers[name])


def test_a_filter_with_one_choice_is_left_out(visited: Reader) -> None:
    assert visited.page.locator("#document").is_hidden()
    assert all(visited.page.locator(f"#{name}").is_visible() for name in FILTERS)


def test_the_filter_by_document(
    open_page: Any, pages: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    import viz  # noqa: PLC0415

    graph = viz_graph.network()
    graph.graph["documents"]["E"] = {"label": "En annan plan", "file": "plan.txt", "date": None}
    moved = [name for name, context in graph.graph["contexts"].items() if context["report"] == "R3"]
    for name in moved:
        graph.graph["contexts"][name]["document"] = "E"
    ties = [evidence for _, _, evidence in graph.edges(data="evidence")]
    target = tmp_path_factory.mktemp("documents") / "two.html"
    viz.write(graph, target)
    pages["two documents"] = target.as_uri()
    reader = open_page("two documents")
    counted(reader)
    counts = len({place for place, tie in enumerate(ties) if any(item["context"] in moved for item in tie)})
    reader.page.get_by_role("search").get_by_label("Dokument", exact=True).select_option(
        label=f"En annan plan ({counts})"
    )
    assert tab(reader, "Åtgärder") == len(moved)
    reader.page.get_by_role("tab", name=re.compile("Åtgärder")).click()
    assert reader.rows("actions") == len(moved)
    assert "document=" in reader.page.url


def test_the_filter_by_kind(visited: Reader) -> None:
    visited.page.get_by_label("Slag av aktör").select_option("MunicipalCompany")
    rows = visited.page.locator("table.ties tbody tr").all_inner_texts()
    assert len(rows) == 2
    assert all("Svenska Bostäder" in row for row in rows)
    assert "Samband visas där minst en av de två är av det slaget" in visited.page.locator("#pane-ties").inner_text()
    visited.page.get_by_role("tab", name="Aktörer 1").click()
    assert visited.page.locator("table.bodies tbody th").all_inner_texts() == ["Svenska Bostäder"]
    assert visited.page.locator("#live").inner_text() == "Visar 2 av 69 samband"


def test_an_address_with_filters_opens_them_and_unknown_ones_are_passed_over(open_page: Any) -> None:
    reader = open_page(hash_="#kind=Committee&certainty=certain&table=actions&role=nothing&report=none-such")
    assert reader.page.get_by_label("Slag av aktör").input_value() == "Committee"
    assert reader.page.get_by_label("Roll", exact=True).input_value() == ""
    assert reader.page.get_by_role("tab", selected=True).inner_text().startswith("Åtgärder")
    assert tab(reader, "Samband") > 0
    reader.page.get_by_role("button", name="Återställ").click()
    assert tab(reader, "Samband") == 69
    assert "kind" not in reader.page.url
    assert "table=actions" in reader.page.url


def test_the_bar_keeps_its_boxes_readable(open_page: Any) -> None:
    reader = open_page(size=PHONE)
    for size in (PHONE, {"width": 920, "height": 800}, LAPTOP):
        reader.page.set_viewport_size(size)
        for name in FILTERS:
            box = reader.page.locator(f"#{name}").bounding_box()
            assert box["width"] >= 120, size
            assert box["x"] + box["width"] <= size["width"], size
        assert reader.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), size


def test_four_tabs_by_keyboard(reader: Reader) -> None:
    tabs = reader.page.get_by_role("tab")
    assert [squeezed(words) for words in tabs.all_inner_texts()] == [
        "Samband 69",
        "Aktörer 32",
        "Åtgärder 16",
        "Analys",
    ]
    tabs.first.focus()
    for key, expected in (("ArrowLeft", "analysis"), ("ArrowRight", "ties"), ("End", "analysis"), ("Home", "ties")):
        reader.page.keyboard.press(key)
        assert reader.page.evaluate("document.activeElement.id") == f"tab-{expected}"
        assert reader.page.locator("[role=tabpanel]:visible").get_attribute("id") == f"pane-{expected}"
    assert reader.page.locator("[role=tab][tabindex='-1']").count() == 3


def test_the_table_of_actions(visited: Reader) -> None:
    visited.page.get_by_role("tab", name="Åtgärder 16").click()
    rows = [squeezed(row) for row in visited.page.locator("table.actions tbody tr").all_inner_texts()]
    assert rows[0].startswith("6.4.2 Berätta om nyanlända för invånarna Skolan som möts Kommunstyrelsen")
    assert "planeras 15 säkra" in rows[0]
    assert any(row.endswith("2 säkra, 14 möjliga") for row in rows)
    visited.page.get_by_role("button", name="Ansvarig", exact=True).click()
    visited.page.locator("table.actions tbody tr").first.locator("td").last.click()
    assert visited.page.locator("#panel blockquote").count() >= 1
    assert visited.page.locator("table.actions tr[aria-current]").count() == 1


def test_the_analysis_can_be_read(visited: Reader) -> None:
    visited.page.get_by_role("tab", name="Analys").click()
    pane = visited.page.locator("#pane-analysis")
    first = squeezed(visited.page.locator("table.analysis tbody tr").first.inner_text())
    assert re.match(r"(Kommunstyrelsen|Stadsbyggnadsnämnden) \d+ säkra \d+ säkra", first)
    assert "%" in first
    pane.get_by_text("Vad måtten betyder").click()
    assert "Av alla par av andra aktörer" in pane.inner_text()
    assert pane.locator(".measures dd strong").count() == 5, "each measure has its caveat"
    pane.get_by_text("Grupp 1, kring").click()
    pane.locator("details[open] .rows .opener").first.click()
    assert visited.page.locator("#panel-title").is_visible()
    assert "Åtgärder utan ansvarig" in pane.inner_text()
    visited.page.get_by_role("button", name="English").click()
    assert "What the measures mean" in pane.inner_text()


def test_sorting_the_analysis_by_partners(reader: Reader) -> None:
    reader.page.get_by_role("tab", name="Analys").click()
    reader.page.locator("table.analysis").get_by_role("button", name="Partner").click()
    assert reader.page.locator("table.analysis th[aria-sort=descending]").inner_text() == "Partner"
    cells = reader.page.locator("table.analysis tbody td:nth-child(3)").all_inner_texts()
    numbers = [int(re.match(r"(\d+) säk", words).group(1)) for words in cells if "säk" in words]
    assert numbers == sorted(numbers, reverse=True)
