"""What a reader takes along: each file is made by the page, opens where it should, and says what the graph says."""

import base64
import csv
import io
import re
import struct
from collections import Counter
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import networkx as nx
import pytest
import viz_graph

import viz
from browser.reader import LAPTOP, PHONE, Reader, tie_key

pytestmark = pytest.mark.browser

SVG = "{http://www.w3.org/2000/svg}"
FORMULAS = ("=1+1", "+46", "-5", "@SUM(A1)", "\t=1", "\ta", "\ra", " =1", "\uff1d1")
MENU = ["Bilden (PNG)", "Bilden, skalbar (SVG)", "Samband med citat (CSV)",
        "Nätverk för Gephi och Cytoscape (GraphML)", "Nätverk för Gephi (GEXF)"]  # fmt: skip


COUNT = """async (data) => {
    const bytes = Uint8Array.from(atob(data), (char) => char.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    const brush = new OffscreenCanvas(image.width, image.height).getContext("2d");
    brush.drawImage(image, 0, 0);
    const points = brush.getImageData(0, 0, image.width, image.height).data;
    const counts = {};
    for (let n = 0; n < points.length; n += 4) {
        const colour = ((points[n] << 16) | (points[n + 1] << 8) | points[n + 2]).toString(16).padStart(6, "0");
        counts[colour] = (counts[colour] ?? 0) + 1;
    }
    return counts;
}"""


def download(reader: Reader, ending: str, folder: Path) -> Path:
    reader.page.locator("#download-button").click()
    with reader.page.expect_download() as waiting:
        reader.page.locator(f"[data-download={ending}]").click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


@pytest.fixture(scope="module")
def taken(windows: Any, pages: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The files, by their endings, that a reader takes from the page as it opens."""
    page, folder = windows.take(), tmp_path_factory.mktemp("taken")
    page.set_viewport_size(LAPTOP)
    page.emulate_media(media="null", color_scheme="light", reduced_motion="reduce")
    reader = Reader(page, pages["network"])
    files = {ending: download(reader, ending, folder) for ending in ("csv", "graphml", "gexf", "svg")}
    assert reader.messages == []
    reader.leave()
    windows.give_back(page)
    return files


def table(path: Path) -> list[dict[str, str]]:
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    text = data.decode("utf-8-sig")
    assert text.endswith("\r\n")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def read_network(path: Path) -> "nx.Graph[Any]":
    return nx.read_graphml(path) if path.suffix == ".graphml" else nx.read_gexf(path)


class TestMenu:
    def test_by_keyboard(self, visited: Reader) -> None:
        button = visited.page.get_by_role("button", name="Ladda ner")
        assert button.get_attribute("aria-expanded") == "false"
        button.press("Enter")
        assert button.get_attribute("aria-expanded") == "true"
        assert visited.page.locator("#download-list button").all_inner_texts() == MENU
        visited.page.keyboard.press("Tab")
        assert visited.page.evaluate("document.activeElement.textContent") == MENU[0]
        visited.page.keyboard.press("Escape")
        assert button.get_attribute("aria-expanded") == "false"
        assert not visited.page.locator("#download-list").is_visible()
        assert button.evaluate("element => element === document.activeElement")

    def test_escape_closes_the_menu_and_keeps_the_selection(self, visited: Reader) -> None:
        visited.click_body(viz_graph.SVB)
        visited.page.locator("#download-button").click()
        visited.page.keyboard.press("Escape")
        assert visited.page.locator("#panel-title").inner_text() == viz_graph.SVB

    def test_it_closes_when_the_reader_goes_elsewhere(self, visited: Reader) -> None:
        visited.page.locator("#download-button").click()
        visited.page.locator("#lead").click()
        assert not visited.page.locator("#download-list").is_visible()
        visited.page.locator("#download-button").click()
        visited.page.locator("#search").focus()
        assert not visited.page.locator("#download-list").is_visible()

    def test_it_says_what_it_does_and_gives_the_focus_back(self, reader: Reader, tmp_path: Path) -> None:
        download(reader, "csv", tmp_path)
        assert reader.page.locator("#live").inner_text() == "vem-samverkar-med-vem.csv laddas ner"
        assert reader.page.evaluate("document.activeElement.id") == "download-button"

    def test_the_matrix_gives_no_picture(self, open_page: Any) -> None:
        reader = open_page(hash_="#view=matrix")
        reader.page.locator("#download-button").click()
        shown = [text for text in reader.page.locator("#download-list button").all_inner_texts() if text]
        visible = [text for text in MENU if reader.page.get_by_role("button", name=text).is_visible()]
        assert shown
        assert visible == MENU[2:]

    def test_in_english_on_a_phone(self, open_page: Any) -> None:
        reader = open_page(size=PHONE, hash_="#lang=en")
        reader.page.get_by_role("button", name="Download").click()
        assert "Ties with quotes (CSV)" in reader.page.locator("#download-list").inner_text()
        box = reader.page.locator("#download-list").bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= PHONE["width"]


class TestSpreadsheet:
    def test_each_tie_context_and_pair_of_parts_has_a_row(self, taken: dict[str, Path]) -> None:
        rows = table(taken["csv"])
        graph = viz_graph.network()
        found = [
            (
                frozenset({(row["Aktör"], row["Roll"], row["Genom"]),
                           (row["Annan aktör"], row["Roll (annan)"], row["Genom (annan)"])}),
                row["Nummer"], row["Rubrik"], row["Rapport"], row["Modalitet"],
                row["Samband"], row["Samband i sammanhanget"], row["Citat"], row["Från tecken"], row["Till tecken"],
            )
            for row in rows
        ]  # fmt: skip
        assert Counter(found) == Counter(expected_rows(graph))
        assert {row["Dokument"] for row in rows} == {"Bilaga om kommissionens åtgärder"}
        assert {row["Citat (annan)"] for row in rows} == {""}

    def test_each_row_has_the_address_of_its_tie(self, taken: dict[str, Path]) -> None:
        [row] = [
            row for row in table(taken["csv"]) if {row["Aktör"], row["Annan aktör"]} == {viz_graph.PARKS, viz_graph.SVB}
        ]
        assert row["Adress"] == f"network.html#tie={tie_key(viz_graph.PARKS, viz_graph.SVB)}"
        assert str(taken["csv"].parent) not in row["Adress"]
        assert (row["Sammanhang"], row["Roll"], row["Slag"]) == ("Överenskommelse", "undertecknare", row["Slag"])

    def test_only_what_passes_the_filters(self, reader: Reader, tmp_path: Path) -> None:
        reader.page.get_by_label("Säkerhet").select_option("possible")
        rows = table(download(reader, "csv", tmp_path))
        assert len({row["Adress"] for row in rows}) == 16
        assert {row["Samband"] for row in rows} == {"möjligt"}

    def test_parts_with_sentences_of_their_own_give_both(self, open_page: Any, pages: Any, tmp_path: Path) -> None:
        graph = viz_graph.network()
        part = graph.graph["participations"][f"{viz_graph.BASE}action/9-2"]
        part["quote"] = {"text": "Svenska Bostäder\nskrev ”också” på.", "start": 9000, "end": 9034, "marks": []}
        reader = open_own(open_page, pages, graph, tmp_path)
        rows = [row for row in table(download(reader, "csv", tmp_path)) if row["Citat (annan)"]]
        assert len(rows) == 2
        for row in rows:
            both = {row["Citat"], row["Citat (annan)"]}
            assert "Svenska Bostäder\nskrev ”också” på." in both
            assert {row["Från tecken"], row["Från tecken (annan)"]} >= {"9000"}

    def test_no_cell_becomes_a_formula(self, open_page: Any, pages: Any, tmp_path: Path) -> None:
        graph = viz_graph.network()
        for node, name in zip([viz_graph.KS, *viz_graph.ALL], FORMULAS, strict=False):
            graph.nodes[viz_graph.BASE + node]["label"] = name
        for context in graph.graph["contexts"].values():
            context["label"] = '=HYPERLINK("http://x","y"),\n+1'
        rows = table(download(open_own(open_page, pages, graph, tmp_path), "csv", tmp_path))
        cells = {cell for row in rows for cell in row.values()}
        assert not [cell for cell in cells if re.match(r"[=+\-@\t\r\uff1d]|\s+[=+\-@]", cell)]
        assert cells >= {f"'{name}".replace("\r", "\ufffd") for name in FORMULAS}
        assert '\'=HYPERLINK("http://x","y"),\n+1' in cells


class TestNetworkFiles:
    @pytest.mark.parametrize("ending", ["graphml", "gexf"])
    def test_bodies_and_ties_are_those_of_the_graph(self, taken: dict[str, Path], ending: str) -> None:
        back = read_network(taken[ending])
        graph = viz_graph.network()
        assert set(back) == set(graph)
        assert not back.is_directed()
        assert {frozenset(edge) for edge in back.edges} == {frozenset(edge) for edge in graph.edges}
        for node, attributes in graph.nodes(data=True):
            assert back.nodes[node]["label"] == attributes["label"]
            assert back.nodes[node]["kind"] == attributes["kind"]
            assert (back.nodes[node]["aliases"] or "") == " | ".join(attributes["aliases"])
            assert back.nodes[node]["participations"] == len(attributes["participations"])
            assert back.nodes[node]["unnamed"] is attributes["unnamed"]
        contexts = graph.graph["contexts"]
        for one, other, attributes in graph.edges(data=True):
            edge = back.edges[one, other]
            assert edge["certain"] is attributes["certain"]
            assert edge["weight"] == attributes["weight"]
            behind = [contexts[item["context"]] for item in attributes["evidence"]]
            named = [" ".join(filter(None, (each["code"], each["label"]))) for each in behind]
            assert edge["contexts"].split(" | ") == named

    def test_both_files_put_the_bodies_in_the_same_places(self, taken: dict[str, Path]) -> None:
        graphml, gexf = read_network(taken["graphml"]), read_network(taken["gexf"])
        for node, attributes in gexf.nodes(data=True):
            place = attributes["viz"]["position"]
            assert (place["x"], place["y"]) == (graphml.nodes[node]["x"], graphml.nodes[node]["y"])
        assert len({(one["x"], one["y"]) for _, one in graphml.nodes(data=True)}) == len(graphml)

    def test_gephi_and_cytoscape_find_the_names_and_no_key_that_they_refuse(self, taken: dict[str, Path]) -> None:
        root = ElementTree.parse(taken["graphml"]).getroot()
        keys = root.findall("{*}key")
        assert {key.get("for") for key in keys} == {"node", "edge"}
        assert {key.get("attr.type") for key in keys} <= {"boolean", "int", "long", "double", "string"}
        names = {name: [one.text for one in root.findall(f"{{*}}graph/{{*}}node/{{*}}data[@key='node_{name}']")]
                 for name in ("name", "label")}  # fmt: skip
        assert names["name"] == names["label"]
        assert all(names["name"])

    def test_only_what_passes_the_filters(self, reader: Reader, tmp_path: Path) -> None:
        reader.page.get_by_label("Rapport").select_option(label="Skolan som möts (29)")
        for ending in ("graphml", "gexf"):
            back = read_network(download(reader, ending, tmp_path))
            assert back.number_of_edges() == 29
            weight = back.edges[viz_graph.BASE + viz_graph.KS, viz_graph.BASE + viz_graph.ALL[0]]["weight"]
            assert weight == 2

    def test_names_that_xml_cannot_hold(self, open_page: Any, pages: Any, tmp_path: Path) -> None:
        graph = viz_graph.hostile()
        odd = "]]>\x01\x1b\ufffe\x00<!--&\"'\t\n\r\U0001f600"
        graph.add_node(odd, label=odd, kind=odd, aliases=[odd, odd])
        graph.add_edge(odd, viz_graph.BASE + viz_graph.SVB, weight=1.5)
        graph.add_edge(odd, odd)
        graph.add_node(1, label="one")
        graph.add_node("1", label="other")
        reader = open_own(open_page, pages, graph, tmp_path)
        for ending in ("graphml", "gexf"):
            back = read_network(download(reader, ending, tmp_path))
            assert len(back) == len(graph)
            assert back.number_of_edges() == graph.number_of_edges()
            names = {str(name) for _, name in back.nodes(data="label")}
            assert "]]>\ufffd\ufffd\ufffd\ufffd<!--&\"'\t\n\r\U0001f600" in names
            assert viz_graph.SCRIPT in names


class TestPictures:
    def test_the_svg_holds_names_as_text_and_nothing_that_runs(
        self, open_page: Any, taken: dict[str, Path], tmp_path: Path
    ) -> None:
        hostile = download(open_page("hostile"), "svg", tmp_path)
        assert re.fullmatch(r"[a-z0-9-]{1,60}\.svg", hostile.name), "short and plain"
        for path in (taken["svg"], hostile):
            root = ElementTree.parse(path).getroot()
            tags = {element.tag for element in root.iter()}
            assert tags <= {SVG + name for name in ("svg", "title", "rect", "circle", "polygon", "line", "text")}
            names = {name for element in root.iter() for name in element.attrib}
            assert not [name for name in names if name.startswith("on") or "href" in name or name == "style"]
            values = [value for element in root.iter() for value in element.attrib.values()]
            assert not [value for value in values if "url(" in value or "NaN" in value]

    def test_the_svg_can_stand_alone(self, taken: dict[str, Path]) -> None:
        root = ElementTree.parse(taken["svg"]).getroot()
        words = [element.text or "" for element in root.iter(f"{SVG}text")]
        title = root.find(f"{SVG}title")
        assert title is not None
        assert title.text == "Vem samverkar med vem"
        assert title.text in words
        text = " ".join(words)
        for said in (
            "Visar alla 69 samband", "kommunalt bolag", "säkert samband", "möjligt samband", "tjockare: fler åtgärder",
            "Källor: Bilaga om kommissionens åtgärder", "Utbildningsnämnden", "Svenska Bostäder",
        ):  # fmt: skip
            assert said in text

    def test_the_svg_draws_every_body_and_tie_as_it_looks(self, visited: Reader, tmp_path: Path) -> None:
        root = ElementTree.parse(download(visited, "svg", tmp_path)).getroot()
        [inside] = root.findall(f"{SVG}svg")
        lines = inside.findall(f"{SVG}line")
        assert len(lines) == 69
        assert sum(line.get("stroke-dasharray") != "none" for line in lines) == 16
        assert len({line.get("stroke-width") for line in lines}) > 2
        shapes = inside.findall(f"{SVG}circle") + inside.findall(f"{SVG}polygon")
        assert len(shapes) == 32
        corners = {len((shape.get("points") or "").split()) for shape in inside.findall(f"{SVG}polygon")}
        assert corners == {3, 4, 6, 10}
        names = visited.page.evaluate("samverkan.labels().length")
        assert len(inside.findall(f"{SVG}text")) >= names

    def test_filters_and_selection_are_in_the_picture(self, visited: Reader, tmp_path: Path) -> None:
        visited.page.get_by_label("Säkerhet").select_option("possible")
        root = ElementTree.parse(download(visited, "svg", tmp_path)).getroot()
        [inside] = root.findall(f"{SVG}svg")
        assert len(inside.findall(f"{SVG}line")) == 16
        assert "Visar 16 av 69 samband" in [element.text for element in root.iter(f"{SVG}text")]

    @pytest.mark.parametrize("dark", [False, True])
    def test_the_png_is_the_same_picture_twice_as_sharp(
        self, open_page: Any, browser: Any, tmp_path: Path, dark: bool
    ) -> None:
        reader = open_page(dark=dark)
        root = ElementTree.parse(download(reader, "svg", tmp_path)).getroot()
        path = download(reader, "png", tmp_path)
        assert png(path) == (2 * int(root.get("width") or 0), 2 * int(root.get("height") or 0))
        ground, committee = ("1a2126", "4aa8e8") if dark else ("ffffff", "0b6cad")
        paper = root.find(f"{SVG}rect")
        assert paper is not None
        assert paper.get("fill") == f"#{ground}"
        counts = pixels(browser, path)
        assert len(counts) > 50
        assert counts[committee] > 4000
        assert 0.5 < counts[ground] / sum(counts.values()) < 0.99

    def test_an_empty_graph_has_a_picture(self, open_page: Any, pages: Any, tmp_path: Path) -> None:
        graph = nx.Graph(title="Tom")
        graph.add_node("a", label="Ensam")
        root = ElementTree.parse(download(open_own(open_page, pages, graph, tmp_path), "svg", tmp_path)).getroot()
        assert "1 aktör" in [element.text for element in root.iter(f"{SVG}text")]


def open_own(open_page: Any, pages: dict[str, str], graph: "nx.Graph[Any]", folder: Path) -> Reader:
    """A page of the test's own."""
    viz.write(graph, folder / "own.html")
    pages["own"] = (folder / "own.html").as_uri()
    reader: Reader = open_page("own")
    return reader


def expected_rows(graph: "nx.Graph[Any]") -> list[tuple[Any, ...]]:
    """What a row should say, from the graph itself."""
    attributes = graph.graph
    roles, modalities = attributes["roles"], attributes["modalities"]
    rows = []
    for one, other, tie in graph.edges(data=True):
        for item in tie["evidence"]:
            context = attributes["contexts"][item["context"]]
            parts = [attributes["participations"][part] for part in item["participations"]]
            sides = [
                next(node for node in (one, other) if part in graph.nodes[node]["participations"])
                for part in item["participations"]
            ]
            assert len(set(sides)) == 2
            both = frozenset(
                (graph.nodes[node]["label"], roles[part["role"]]["sv"], part["through"] or "")
                for node, part in zip(sides, parts, strict=True)
            )
            quote = parts[0]["quote"]
            modality = context["modality"] and modalities[context["modality"]]["sv"]
            report = attributes["reports"][context["report"]]["label"] if context["report"] else ""
            sure = ["säkert" if certain else "möjligt" for certain in (tie["certain"], item["certain"])]
            rows.append(
                (both, context["code"] or "", context["label"], report, modality or "", *sure,
                 quote["text"], str(quote["start"]), str(quote["end"]))
            )  # fmt: skip
    return rows


def png(path: Path) -> tuple[int, int]:
    """Width and height as the file's head gives them."""
    data = path.read_bytes()
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", data[16:24])
    return width, height


def pixels(browser: Any, path: Path) -> dict[str, int]:
    """How often each colour (rrggbb) occurs in a picture, as a browser reads it."""
    page = browser.new_page()
    counts: dict[str, int] = page.evaluate(COUNT, base64.b64encode(path.read_bytes()).decode())
    page.close()
    return counts
