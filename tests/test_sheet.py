"""The print sheet of one body: what is on it, that nothing on it can do harm, and the command that writes it."""

import base64
import hashlib
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
import viz_graph
from conftest import Run
from hypothesis import given, settings
from hypothesis import strategies as st
from viz_graph import ALL, BASE, EXPN, KANSLI, KS, REGION, SBN, SVB, TRAFFIC, UBN

import viz
from viz.sheet import order, pieces


class Text(HTMLParser):
    """The words of a sheet, and its tags with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if not self.cdata_elem:
            self.words.append(data)


def words(html: str) -> str:
    return re.sub(r"\s+", " ", "".join(Text(html).words)).strip()


def sheet(name: str, language: str = "sv") -> str:
    return words(viz.sheet(viz_graph.network(), BASE + name, language))


class TestContent:
    def test_every_action_of_the_body_with_its_role_and_sentence(self) -> None:
        text = sheet(KS)
        own = [matter for matter in viz_graph.MATTERS if any(KS in part.bodies for part in matter.parts)]
        assert len(own) == 7
        for matter in own:
            assert f"{matter.code} {matter.title}" in text
            assert matter.sentence in text
            assert viz_graph.REPORTS[str(matter.report)] in text
        assert "huvudansvarig · med stadsdelsnämnderna (samverkar), kommunala bostadsbolag (samverkar)" in text
        assert f"genom {KANSLI}" in text
        assert "bör" in text
        others = {matter.title for matter in viz_graph.MATTERS} - {matter.title for matter in own}
        assert not [title for title in others if title in text]

    def test_partners_certain_and_possible_apart(self) -> None:
        graph = viz_graph.network()
        text = sheet(SBN)
        certain, _, possible = text[: text.index("Åtgärder och roller")].partition("Möjliga samband")
        for other in graph[BASE + SBN]:
            name, sure = graph.nodes[other]["label"], graph.edges[BASE + SBN, other]["certain"]
            assert (name in certain) == sure
            assert (name in possible) == (not sure)

    def test_those_with_most_in_common_come_first(self) -> None:
        text = sheet(KS)
        assert "6 åtgärder: Bromma stadsdelsnämnd, Enskede-Årsta-Vantör stadsdelsnämnd, " in text
        assert "Älvsjö stadsdelsnämnd, Östermalm stadsdelsnämnd 1 åtgärd: " in text

    def test_actions_go_by_report_and_number(self) -> None:
        text = sheet(ALL[0])
        codes = re.findall(r"\d\.\d\.\d", text)
        assert codes[:4] == ["6.4.2", "6.4.4", "6.5.1", "6.5.2"]
        assert text.index("Skolan som möts") < text.index("Staden och föreningarna") < text.index("6.1.3")

    def test_what_is_not_said_outright_is_marked(self) -> None:
        text = sheet(ALL[0])
        for note in (
            "ingår i ”stadsdelsnämnderna”", "kan ingå i ”berörd stadsdelsnämnd”", "underförstått", "bl.a.",
            "ansvaret preciseras inte",
        ):  # fmt: skip
            assert note in text

    def test_quotes_have_source_and_place_and_the_name_marked(self) -> None:
        html = viz.sheet(viz_graph.network(), BASE + SVB)
        assert "<mark>Svenska Bostäder</mark>." in html
        [quote] = [each["quote"] for each in participations(SVB)]
        where = f"[1] tecken {quote['start']:,}–{quote['end']:,}".replace(",", "\u00a0")
        assert where in html
        assert "Bilaga om kommissionens åtgärder, utan datum (bilaga.txt)" in words(html)

    def test_a_date_that_is_known_is_given(self) -> None:
        graph = viz_graph.network()
        graph.graph["documents"]["D"]["date"] = "2016-03-21"
        assert "Bilaga om kommissionens åtgärder, 2016-03-21 (bilaga.txt)" in words(viz.sheet(graph, BASE + SVB))

    def test_in_english(self) -> None:
        text = sheet(KS, "en")
        assert "Certain ties" in text
        assert "main responsible · with stadsdelsnämnderna (cooperates)" in text
        assert "7 actions" in text

    def test_identifiers_and_links_stand_at_the_head(self) -> None:
        head = (
            "wikidata https://example.org/Q1 I andra öppna data: samma som Bolaget (example.org), besläktad med urn:x:2"
        )
        assert f"organisationsnummer 556043-6429 · {head}" in sheet(SVB)
        assert "organisation number 556043-6429" in sheet(SVB, "en")
        assert "same as The company (example.org), related to urn:x:2" in sheet(SVB, "en")
        assert "I andra öppna data" not in sheet(KS)

    def test_a_body_without_ties_or_actions(self) -> None:
        text = sheet(REGION)
        assert "Texten säger inget om vad aktören gör." in text
        assert text.count("Inga.") == 2

    def test_the_same_graph_gives_the_same_sheet(self) -> None:
        graph = viz_graph.network()
        turned = nx.Graph(**graph.graph)
        turned.add_nodes_from(reversed(list(graph.nodes(data=True))))
        turned.add_edges_from((b, a, attributes) for a, b, attributes in reversed(list(graph.edges(data=True))))
        for name in (KS, SBN, TRAFFIC):
            assert viz.sheet(turned, BASE + name) == viz.sheet(graph, BASE + name)

    @pytest.mark.parametrize(
        "graph",
        [
            nx.path_graph(3),
            nx.DiGraph([(1, 0), (0, 1)]),
            nx.MultiGraph([(0, 1)] * 3),
            nx.Graph([(0, 0)]),
            nx.Graph([(0, 1)], participations={"p": None}, contexts={"c": 3}, kinds=7, roles=[1]),
        ],
        ids=["bare", "directed", "several edges", "a loop", "odd attributes"],
    )
    def test_any_graph_has_sheets(self, graph: "nx.Graph[Any]") -> None:
        assert "1 samband" in words(viz.sheet(graph, 0))

    def test_a_node_or_a_language_that_is_not_there(self) -> None:
        with pytest.raises(ValueError, match="no node 'x'"):
            viz.sheet(nx.Graph(), "x")
        with pytest.raises(ValueError, match="not 'fi'"):
            viz.sheet(nx.path_graph(1), 0, "fi")


class TestHarmless:
    def test_hostile_names_stay_text(self) -> None:
        plain, hostile = viz_graph.network(), viz_graph.hostile()
        for name in (KS, UBN, SBN, EXPN, SVB):
            tags = {tag for tag, _ in Text(viz.sheet(hostile, BASE + name)).tags}
            assert tags <= {tag for tag, _ in Text(viz.sheet(plain, BASE + KS)).tags} | {"style"}
        text = viz.sheet(hostile, "javascript:alert(2)")
        assert "&lt;b&gt;" in text

    def test_nothing_runs_and_nothing_is_asked_of_the_network(self) -> None:
        html = viz.sheet(viz_graph.hostile(), BASE + KS)
        style = re.search(r"<style>(.*?)</style>", html, re.DOTALL)
        assert style
        assert "url(" not in style[1]
        assert "@import" not in style[1]
        digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
        policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
        tags = Text(html).tags
        assert ("meta", {"http-equiv": "Content-Security-Policy", "content": policy}) in tags
        assert not {tag for tag, _ in tags} & {
            "script",
            "a",
            "img",
            "iframe",
            "link",
            "form",
            "base",
            "object",
            "embed",
        }
        assert not [name for _, attributes in tags for name in attributes if name.startswith("on") or name == "style"]

    @settings(max_examples=40)
    @given(st.text(), st.text(), st.text())
    def test_any_words_stay_words(self, name: str, role: str, sentence: str) -> None:
        graph = nx.Graph(
            contexts={"c": {"label": name, "code": sentence}},
            participations={"p": {"context": "c", "role": role, "through": name, "quote": {"text": sentence}}},
        )
        graph.add_node("a", label=name, kind=role, aliases=[sentence], participations=["p"])
        html = viz.sheet(graph, "a")
        html.encode()
        assert {tag for tag, _ in Text(html).tags} <= {
            "html", "head", "meta", "title", "style", "body", "main", "div", "header", "section", "footer", "article",
            "h1", "h2", "h3", "h4", "p", "ul", "ol", "li", "bdi", "span", "strong", "blockquote", "cite", "mark",
        }  # fmt: skip

    @given(st.text(alphabet="aB- \n\tå<", max_size=40), st.lists(st.tuples(st.integers(-9, 50), st.integers(-9, 50))))
    def test_marks_lose_no_word(self, sentence: str, marks: list[tuple[int, int]]) -> None:
        found = list(pieces(sentence, marks))
        letters = [char for char in sentence if char.isalpha() or char == "<"]
        assert [char for piece, _ in found for char in piece if char.isalpha() or char == "<"] == letters
        marked = sum(char.isalpha() for place, char in enumerate(sentence) if any(a <= place < b for a, b in marks))
        assert sum(char.isalpha() for piece, is_marked in found if is_marked for char in piece) == marked


def test_a_word_broken_at_a_lines_end_is_put_together() -> None:
    assert list(pieces("Utbild-\n\nningsnämnden svarar.", [(0, 21)])) == [
        ("Utbildningsnämnden", True),
        (" svarar.", False),
    ]
    assert list(pieces("för-\noch nackdelar", [])) == [("för-\noch nackdelar", False)]
    assert list(pieces("Norra-\nSödra", [])) == [("Norra-\nSödra", False)]


def test_names_are_sorted_as_people_do() -> None:
    names = ["Österåker", "Zinken", "Ängelholm", "Åre", "Arboga", "École", "Enskede", "6.10", "6.9"]
    swedish = ["6.9", "6.10", "Arboga", "École", "Enskede", "Zinken", "Åre", "Ängelholm", "Österåker"]
    assert sorted(names, key=lambda name: order(name, "sv")) == swedish
    assert sorted(["Östra", "Zinken", "Norra"], key=lambda name: order(name, "en")) == ["Norra", "Östra", "Zinken"]


def participations(name: str) -> list[dict[str, Any]]:
    graph = viz_graph.network()
    return [graph.graph["participations"][part] for part in graph.nodes[BASE + name]["participations"]]


class TestCommand:
    def test_a_sheet_is_written(self, run: Run, small_path: Path, tmp_path: Path) -> None:
        done = run("sheet", "KOMMUNSTYRELSEN", "--store", small_path, "--lang", "sv")
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "wrote sheet.html\n")
        html = (tmp_path / "sheet.html").read_text(encoding="utf-8")
        assert '<html lang="sv">' in html
        assert "Kommunstyrelsen" in words(html)
        assert "1.2" in words(html)
        assert run("sheet", "kommunstyrelsen", "--store", small_path, "--lang", "sv", "-o", "-").stdout == html

    def test_in_english_and_quiet(self, run: Run, small_path: Path, tmp_path: Path) -> None:
        done = run("sheet", "kommunstyrelsen", "--store", small_path, "-q", "-o", "ks.html")
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
        assert "My organisation in the documents" in (tmp_path / "ks.html").read_text(encoding="utf-8")

    @pytest.mark.parametrize(
        ("name", "says"),
        [
            ("Kommunstyrelsn", "did you mean Kommunstyrelsen"),
            ("", "samverkan ask bodies"),
            ("nämnden", "write more of the name"),
            ("Boverket", "the network has no"),
        ],
        ids=["mistyped", "empty", "several", "in no document"],
    )
    def test_a_name_that_fits_none_or_several_is_wrong_use(
        self, run: Run, small_path: Path, tmp_path: Path, name: str, says: str
    ) -> None:
        done = run("sheet", name, "--store", small_path)
        assert done.returncode == 2
        (line,) = done.stderr.strip().splitlines()
        assert says in line
        assert not done.stdout
        assert list(tmp_path.iterdir()) == []

    def test_what_was_there_stays_when_it_fails(self, run: Run, small_path: Path, tmp_path: Path) -> None:
        (tmp_path / "sheet.html").write_text("mine", encoding="utf-8")
        assert run("sheet", "no such body", "--store", small_path).returncode == 2
        assert (tmp_path / "sheet.html").read_text(encoding="utf-8") == "mine"
