"""The picture and its views: the whole, a body's surroundings, groups of a large network, actions between bodies."""

from typing import Any

import networkx as nx
import pytest
import viz_graph

import viz
from browser.reader import LAPTOP, PHONE, Reader, body_key

pytestmark = pytest.mark.browser

BLOCKS, BLOCK = 20, 40
"""The large graph: so many groups of so many bodies, each body tied to the next three of its group."""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The sample drawn by vis-network and by the canvas, with a focus, and a large graph with and without groups."""
    folder = tmp_path_factory.mktemp("pages")
    sample, large = viz_graph.network(), blocks()
    viz.write(sample, folder / "network.html")
    viz.write(sample, folder / "focus.html", focus=viz_graph.BASE + viz_graph.SVB)
    viz.write(viz_graph.hostile(), folder / "hostile.html")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("viz.drawing.MOST", 0)
        viz.write(sample, folder / "canvas.html")
    for name, groups in (("large", []), ("groups", communities())):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("viz.document.payload", with_groups(groups))
            viz.write(large, folder / f"{name}.html")
    return {path.stem: path.as_uri() for path in folder.iterdir()}


def blocks() -> nx.Graph:
    graph = nx.Graph(title="Stort nätverk")
    for number in range(BLOCKS * BLOCK):
        graph.add_node(f"{viz_graph.BASE}{number:04}", label=f"Aktör {number}", kind=KINDS[number % len(KINDS)])
    for number in range(BLOCKS * BLOCK):
        first = number // BLOCK * BLOCK
        for step in (1, 2, 3):
            other = first + (number - first + step) % BLOCK
            graph.add_edge(f"{viz_graph.BASE}{number:04}", f"{viz_graph.BASE}{other:04}", certain=number < BLOCK * 19)
    for block in range(BLOCKS - 1):
        graph.add_edge(f"{viz_graph.BASE}{block * BLOCK:04}", f"{viz_graph.BASE}{(block + 1) * BLOCK:04}")
    return graph


KINDS = ("Committee", "MunicipalCompany", "StateAgency", "CivilSocietyOrganisation", "Region", "Group", "Municipality")


def communities() -> list[dict[str, Any]]:
    return [
        {
            "bodies": list(range(block * BLOCK, (block + 1) * BLOCK)),
            "label": {"sv": f"Kring aktör {block * BLOCK}", "en": f"Around {block * BLOCK}"},
            "point": [block % 5 * 900.0, block // 5 * 900.0], "radius": 400.0, "ties": [],
        }
        for block in range(BLOCKS)
    ]  # fmt: skip


def with_groups(groups: list[dict[str, Any]]) -> Any:
    from viz.payload import payload  # noqa: PLC0415 - the one that is replaced

    return lambda *graph, **more: {**payload(*graph, **more), "groups": groups}


def nodes(reader: Reader) -> list[dict[str, Any]]:
    shown: list[dict[str, Any]] = reader.page.evaluate("samverkan.nodes()")
    return shown


def names(reader: Reader, kind: str = "body") -> set[str]:
    return {node["name"] for node in nodes(reader) if node["kind"] == kind}


def click_node(reader: Reader, words: str) -> None:
    node = next(node for node in reversed(nodes(reader)) if words in node["name"])
    reader.page.mouse.click(node["x"], node["y"])


# --- names


@pytest.mark.parametrize(
    ("page", "hash_", "least", "size"),
    [
        ("network", "", 27, LAPTOP),
        ("network", "", 24, PHONE),
        ("network", f"#focus={body_key(viz_graph.KS)}", 14, LAPTOP),
        ("network", f"#focus={body_key(viz_graph.SVB)}&steps=2", 3, PHONE),
        ("network", "#view=actions", 14, LAPTOP),
        ("canvas", "", 24, LAPTOP),
        ("canvas", "#view=actions", 14, PHONE),
        ("groups", "", 12, LAPTOP),
        ("groups", "", 12, PHONE),
        ("large", "", 4, LAPTOP),
        ("hostile", "#view=actions", 10, PHONE),
    ],
)
def test_names_never_overlap_at_the_opening(
    open_page: Any, page: str, hash_: str, least: int, size: dict[str, int]
) -> None:
    reader = open_page(page, size=size, hash_=hash_)
    reader.page.wait_for_function("samverkan.labels().length > 0")
    labels = reader.page.evaluate("samverkan.labels()")
    assert len(labels) >= least
    for place, one in enumerate(labels):
        for other in labels[:place]:
            assert (
                one["right"] <= other["left"] or other["right"] <= one["left"]
                or one["bottom"] <= other["top"] or other["bottom"] <= one["top"]
            ), (one["name"], other["name"])  # fmt: skip


# --- the surroundings of a body


def test_a_body_chosen_in_the_search_comes_with_its_surroundings(reader: Reader) -> None:
    reader.search("svb")
    reader.page.keyboard.press("Enter")
    assert names(reader) == {viz_graph.SVB, viz_graph.PARKS, viz_graph.OFFICE}
    assert reader.page.locator("#panel-title").inner_text() == viz_graph.SVB
    assert reader.page.locator("#showing").inner_text() == "Visar 3 av 69 samband"
    assert reader.rows() == 3
    assert f"focus={body_key(viz_graph.SVB)}" in reader.page.url
    reader.page.go_back()
    assert len(names(reader)) == 32
    reader.page.go_forward()
    reader.page.keyboard.press("Escape")
    assert len(names(reader)) == 3
    reader.page.keyboard.press("Escape")
    assert len(names(reader)) == 32
    assert reader.rows() == 69


def test_two_steps_reach_the_partners_of_partners(reader: Reader) -> None:
    reader.click_body(viz_graph.TRAFFIC)
    around = reader.page.get_by_role("group", name="Hur långt omgivningen når")
    around.get_by_role("button", name="1 steg").click()
    assert names(reader) == {viz_graph.TRAFFIC, viz_graph.SBN}
    around.last.get_by_role("button", name="2 steg").click()
    assert {viz_graph.TRAFFIC, viz_graph.SBN, viz_graph.CULTURE, *viz_graph.ALL} <= names(reader)
    assert viz_graph.SVB not in names(reader)
    assert "steps=2" in reader.page.url
    reader.page.get_by_role("button", name="Visa hela nätverket").click()
    assert len(names(reader)) == 32


def test_the_surroundings_keep_to_the_filters(open_page: Any) -> None:
    reader = open_page(hash_=f"#focus={body_key(viz_graph.EXPN)}&certainty=possible")
    assert names(reader) == {viz_graph.EXPN, *viz_graph.ALL}
    reader.page.get_by_label("Säkerhet").select_option("certain")
    assert names(reader) == {viz_graph.EXPN, viz_graph.SBN, viz_graph.HOUSING}


def test_a_partner_of_a_partner_still_has_all_its_ties_in_the_panel(open_page: Any) -> None:
    reader = open_page(hash_=f"#focus={body_key(viz_graph.TRAFFIC)}&body={body_key(viz_graph.SBN)}")
    assert reader.rows() == 1
    assert "Partner 19" in reader.panel()


def test_a_page_may_open_with_a_focus_and_lead_back(open_page: Any) -> None:
    reader = open_page("focus")
    assert names(reader) == {viz_graph.SVB, viz_graph.PARKS, viz_graph.OFFICE}
    assert reader.page.locator("#panel-title").inner_text() == viz_graph.SVB
    reader.page.get_by_role("button", name="Visa hela nätverket").click()
    assert len(names(reader)) == 32
    reader.page.reload()
    assert len(names(reader)) == 32


# --- actions between bodies


def test_actions_stand_between_their_bodies(open_page: Any) -> None:
    reader = open_page(hash_="#view=actions")
    assert len(names(reader, "action")) == len(viz_graph.MATTERS)
    assert "stadsdelsnämnderna (13)" in names(reader, "crowd")
    assert not set(viz_graph.ALL[1:]) & names(reader)
    assert reader.page.locator("#showing").inner_text() == "16 åtgärder m.m., 28 aktörer"
    assert "ansvarar" in reader.page.locator("#legend").inner_text()
    click_node(reader, "Lotsar för föreningslivet")
    assert "Åtgärd 4.1.1" in reader.panel().replace(" × ", " ")
    click_node(reader, viz_graph.UBN)
    assert reader.page.locator("#panel-title").inner_text() == viz_graph.UBN
    reader.page.go_back()
    assert "Åtgärd 4.1.1" in reader.panel().replace(" × ", " ")


def test_bodies_with_the_same_parts_are_listed(open_page: Any) -> None:
    reader = open_page(hash_="#view=actions")
    click_node(reader, "stadsdelsnämnderna (13)")
    assert reader.page.locator("#panel .opener").count() == 13
    reader.page.locator("#panel").get_by_role("button", name="Farsta stadsdelsnämnd").click()
    assert "Roller och åtgärder" in reader.panel()


def test_the_actions_keep_to_the_filters(open_page: Any) -> None:
    reader = open_page(hash_="#view=actions")
    reader.page.get_by_label("Rapport").select_option(label="En stad som håller ihop (4)")
    assert len(names(reader, "action")) == 4
    assert viz_graph.KS not in names(reader)
    reader.page.get_by_label("Säkerhet").select_option("possible")
    assert names(reader) == set()
    [crowd] = names(reader, "crowd")
    assert crowd.endswith("(14)")
    reader.search("finns inte")
    assert nodes(reader) == []
    assert reader.page.get_by_text("Ingen åtgärd passar urvalet.").is_visible()


# --- a large network


def test_a_large_network_opens_as_groups(open_page: Any) -> None:
    reader = open_page("groups")
    assert {node["kind"] for node in nodes(reader)} == {"group"}
    assert len(nodes(reader)) == BLOCKS
    click_node(reader, "Kring aktör 80:")
    assert names(reader) == {f"Aktör {number}" for number in range(80, 120)}
    assert "group=" in reader.page.url
    assert reader.rows() == 100
    reader.page.get_by_role("button", name="Visa alla grupper").click()
    assert len(names(reader, "group")) == BLOCKS


def test_groups_open_by_keyboard_filter_and_search(open_page: Any) -> None:
    reader = open_page("groups")
    reader.page.locator("#panel").get_by_role("button", name="Kring aktör 40", exact=True).press("Enter")
    assert "Aktör 41" in names(reader)
    assert reader.page.evaluate("document.activeElement.id") == "panel-title"
    reader.page.go_back()
    reader.page.get_by_label("Säkerhet").select_option("possible")
    assert names(reader) == {f"Aktör {number}" for number in range(760, 800)}
    reader.page.get_by_label("Säkerhet").select_option("")
    reader.search("Aktör 415")
    reader.page.keyboard.press("Enter")
    assert names(reader) == {f"Aktör {number}" for number in range(412, 419)}


def test_the_canvas_answers_clicks_drags_and_zooms(open_page: Any) -> None:
    reader = open_page("canvas")
    reader.click_tie(viz_graph.UBN, "Bromma stadsdelsnämnd")
    assert "Säkert samband" in reader.panel()
    reader.click_body(viz_graph.SVB)
    assert "Svenska Bostäder" in reader.panel()
    point = "samverkan.bodyPoint('" + body_key(viz_graph.KS) + "')"
    before = reader.page.evaluate(point)
    free = reader.page.locator("#network").bounding_box()
    x, y = free["x"] + 30, free["y"] + free["height"] - 30
    reader.page.mouse.move(x, y)
    reader.page.mouse.down()
    reader.page.mouse.move(x + 50, y - 40, steps=4)
    reader.page.mouse.up()
    moved = reader.page.evaluate(point)
    assert (round(moved["x"] - before["x"]), round(moved["y"] - before["y"])) == (50, -40)
    assert "Svenska Bostäder" in reader.panel()
    reader.page.mouse.move(moved["x"], moved["y"])
    reader.page.keyboard.down("Control")
    reader.page.mouse.wheel(0, -300)
    reader.page.keyboard.up("Control")
    other = "samverkan.bodyPoint('" + body_key(viz_graph.UBN) + "')"
    reader.page.wait_for_timeout(50)
    assert round(reader.page.evaluate(point)["x"]) == round(moved["x"])
    assert reader.page.evaluate(other) != moved


def test_both_surfaces_show_the_same(open_page: Any) -> None:
    shown = [nodes(open_page(name)) for name in ("network", "canvas")]
    assert [(node["name"], round(node["x"]), round(node["y"])) for node in shown[0]] == [
        (node["name"], round(node["x"]), round(node["y"])) for node in shown[1]
    ]


def test_a_large_network_without_groups_is_drawn(open_page: Any) -> None:
    reader = open_page("large")
    assert len(nodes(reader)) == BLOCKS * BLOCK
    assert reader.rows() == 100
    assert "Aktör 7" in reader.page.locator("#pane-ties").inner_text()


# --- the question


def test_the_page_opens_with_a_question(reader: Reader) -> None:
    reader.page.locator("#panel").get_by_role("button", name="Sök aktör eller åtgärd").click()
    assert reader.page.evaluate("document.activeElement.id") == "search"
    possible = reader.page.locator("#panel").get_by_role("button", name="Möjligt samband")
    possible.press("Enter")
    assert reader.rows() == 16
    assert possible.get_attribute("aria-pressed") == "true"
    assert possible.evaluate("element => element === document.activeElement")
    possible.press("Enter")
    assert reader.rows() == 69
