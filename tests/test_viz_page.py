"""The page as text: what is in it, what cannot be in it, and that it is always the same."""

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import networkx as nx
import pytest
import viz_graph

import viz
from viz.document import SCRIPTS, STYLES, script
from viz.drawing import MOST, library
from viz.links import link

ASSETS = Path(viz.__file__).parent / "assets"
ADDRESS_ATTRIBUTES = {"src", "href", "action", "formaction", "poster", "srcset", "background", "cite", "data"}


class Tags(HTMLParser):
    """All tags of a page with their attributes, and the text of each script and style."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.blocks: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data):
        if self.found and self.found[-1][0] in {"script", "style"} and self.cdata_elem:
            self.blocks.append((self.found[-1][0], data))


def data_of(html: str) -> dict:
    block = re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.DOTALL)
    assert block
    return json.loads(block.group(1))


@pytest.fixture(scope="module")
def page() -> str:
    return viz.page(viz_graph.network())


@pytest.fixture(scope="module")
def hostile() -> str:
    return viz.page(viz_graph.hostile())


def test_every_sentence_is_in_the_page_with_its_place(page: str) -> None:
    quotes = data_of(page)["quotes"]
    assert {quote["text"] for quote in quotes} == set(viz_graph.sentences())
    assert all(quote["end"] - quote["start"] == len(quote["text"]) for quote in quotes)


def test_every_tie_leads_to_a_marked_mention(page: str) -> None:
    data = data_of(page)
    for tie in data["ties"]:
        for item in tie["evidence"]:
            parts = [data["participations"][part] for part in item["participations"]]
            assert len(parts) == 2
            for part in parts:
                [[start, end]] = part["marks"]
                assert data["quotes"][part["quote"]]["text"][start:end] == part["mention"]


def test_the_text_holds_every_mention_and_sentence_where_they_are_said_to_stand(page: str) -> None:
    data = data_of(page)
    [document] = data["documents"]
    assert document["text"] == viz_graph.network().graph["documents"]["D"]["text"]
    for part in data["participations"]:
        assert document["text"][slice(*part["at"])] == part["mention"]
    for quote in data["quotes"]:
        assert document["text"][quote["start"] : quote["end"]] == quote["text"]
        assert quote["line"] == document["text"].count("\n", 0, quote["start"]) + 1
    for context in data["contexts"]:
        assert document["text"][slice(*context["heading"])] == context["label"]


def test_without_its_text_a_document_is_in_the_page_by_its_quotes_only() -> None:
    graph = viz_graph.network()
    text = graph.graph["documents"]["D"].pop("text")
    html = viz.page(graph)
    assert data_of(html)["documents"][0]["text"] is None
    assert "En mening som ingen citerar." in text
    assert "En mening som ingen citerar." not in html
    assert {quote["text"] for quote in data_of(html)["quotes"]} == set(viz_graph.sentences())


def test_what_the_page_says_of_itself_is_what_the_graph_says(page: str) -> None:
    data = data_of(page)
    assert data["about"] == {
        "generator": "samverkan 0.1.0",
        "licence": {"text": "https://creativecommons.org/licenses/by/4.0/"}
        | {"link": data["about"]["licence"]["text"]},
        "contact": None,
        "measuredOn": {"sv": "Texterna är påhittade.", "en": "The texts are made up."},
        "measurements": [
            {
                "label": {"sv": "prövade texter", "en": "tried texts"},
                "texts": 38,
                "claims": 777,
                "precision": 0.979,
                "recall": 0.92,
            }
        ],
    }
    assert data["rules"]["subject of verb"] == viz_graph.network().graph["rules"]["subject of verb"]


@pytest.mark.parametrize(
    ("contact", "address"),
    [
        ("anna@example.org", "mailto:anna@example.org"), ("https://example.org/fel", "https://example.org/fel"),
        ("javascript:alert(1)//@x", None), ("anna@x onclick=y", None), ("Anna i receptionen", None),
    ],
)  # fmt: skip
def test_whom_to_tell_of_errors(contact: str, address: str | None) -> None:
    about = data_of(viz.page(nx.Graph(about={"contact": contact})))["about"]
    assert about["contact"] == {"text": contact, "link": address}


def test_odd_words_about_a_graph_are_passed_over() -> None:
    measured = [
        {"precision": 2, "recall": 1},
        {"precision": 0.5},
        None,
        {"precision": 0.5, "recall": 0.25, "texts": "x"},
    ]
    graph = nx.Graph(
        about={"measurements": measured, "licence": "", "generator": None, "measured_on": 3},
        rules={"r": None, "s": {"en": "s", "found": "x"}},
        documents={"D": {"text": 7, "date": 2016}, "E": None},
        contexts={"c": {"document": "D", "heading": [5, 1]}},
        participations={"p": {"context": "c", "confidence": 7, "quote": {"text": "x", "mention": [1], "line": "x"}}},
    )
    data = data_of(viz.page(graph))
    assert [(item["precision"], item["texts"]) for item in data["about"]["measurements"]] == [(0.5, None)]
    assert data["about"] | {"measurements": []} == {
        "generator": None, "licence": None, "contact": None, "measuredOn": None, "measurements": []
    }  # fmt: skip
    assert data["rules"]["r"] == {"sv": "r", "en": "r", "found": None, "right": None}
    assert [document["text"] for document in data["documents"]] == ["7", None]
    assert data["contexts"][0]["heading"] is None
    part = data["participations"][0]
    assert (part["confidence"], part["at"], data["quotes"][0]["line"]) == (None, None, None)
    assert data_of(viz.page(nx.Graph(about="x", rules=[1])))["about"]["measurements"] == []


def test_the_same_graph_gives_the_same_page(page: str) -> None:
    shuffled = viz_graph.network()
    turned = nx.Graph(**shuffled.graph)
    turned.add_nodes_from(reversed(list(shuffled.nodes(data=True))))
    turned.add_edges_from((b, a, attributes) for a, b, attributes in reversed(list(shuffled.edges(data=True))))
    assert viz.page(turned) == page


@pytest.mark.parametrize("name", ["page", "hostile"])
def test_nothing_is_asked_of_the_network(name: str, request: pytest.FixtureRequest) -> None:
    html = request.getfixturevalue(name)
    for tag, attributes in Tags(html).found:
        assert tag not in {"iframe", "object", "embed", "img", "base", "form"}
        for attribute, value in attributes.items():
            assert attribute not in ADDRESS_ATTRIBUTES or value in {"#tables", "data:,"}, (tag, attribute, value)
            assert not attribute.startswith("on")
            assert attribute != "style"
    style = html[html.index("<style>") : html.index("</style>")]
    assert "url(" not in style
    assert "@import" not in style


def test_the_policy_allows_what_is_there_and_nothing_else(page: str) -> None:
    tags = Tags(page)
    [policy] = [
        attributes["content"]
        for tag, attributes in tags.found
        if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    assert "http" not in policy
    allowed = set(re.findall(r"'sha256-([^']+)'", policy))
    running = [text for _, text in tags.blocks if not text.startswith("{")]
    digests = {base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in running}
    assert len(running) == 3
    assert digests == allowed


def test_hostile_names_stay_text(page: str, hostile: str) -> None:
    def tags(html: str) -> list[str]:
        return [tag for tag, _ in Tags(html).found]

    assert tags(hostile) == tags(page)
    assert "<title>Titel &lt;script&gt;" in hostile
    raw = hostile[hostile.index('id="data">') + 10 :]
    raw = raw[: raw.index("</script>")]
    assert not set("<>&\u2028\u2029") & set(raw)


def test_the_picture_gets_numbers_only(hostile: str) -> None:
    drawing = data_of(hostile)["drawing"]
    words = {value for item in [*drawing["nodes"], *drawing["edges"]] for value in item.values() if type(value) is str}
    assert all(re.fullmatch(r"|#[0-9a-f]{6}|dot|square|diamond|star|triangle(Down)?|hexagon", word) for word in words)
    assert drawing["options"]["physics"] == {"enabled": False}


def test_only_safe_addresses_become_links(hostile: str) -> None:
    identifiers = [item for body in data_of(hostile)["bodies"] for item in body["identifiers"]]
    assert {item["link"] for item in identifiers} == {None, "https://example.org/ok", "https://example.org/Q1"}


def test_links_and_facts_are_there_and_only_web_addresses_among_them_can_be_followed(page: str, hostile: str) -> None:
    first, second = next(body["links"] for body in data_of(page)["bodies"] if body["links"])
    assert first["label"] == {"sv": "Bolaget", "en": "The company"}
    assert first["address"] == {"text": "https://example.org/Q1", "link": "https://example.org/Q1"}
    assert [fact["value"]["sv"] for fact in first["facts"]] == ["https://example.org/hem", "Koncernen"]
    assert second["address"] == {"text": "urn:x:2", "link": None}
    assert second["label"]["sv"] == "urn:x:2"
    (bad,) = next(
        body["links"]
        for body in data_of(hostile)["bodies"]
        if body["links"] and not body["links"][0]["address"]["link"]
    )
    assert [fact["value"]["link"] for fact in bad["facts"]] == [None, None, "https://example.org/ok"]
    assert bad["by"]["link"] is None


@pytest.mark.parametrize(
    ("value", "safe"),
    [
        ("https://example.org/a?b=c#d", True), ("HTTP://example.org", True), ("mailto:a@example.org", True),
        ("javascript:alert(1)", False), (" javascript:alert(1)", False), ("java\nscript:alert(1)", False),
        ("data:text/html,x", False), ("https://exa mple.org", False), ('https://x"y', False), ("//example.org", False),
        ("ftp://example.org", False), ("", False), ("556043-6429", False),
    ],
)  # fmt: skip
def test_links(value: str, safe: bool) -> None:
    assert link(value) == (value if safe else None)


def test_names_in_the_picture_are_short(hostile: str) -> None:
    for body in data_of(hostile)["bodies"]:
        for lines in body["caption"].values():
            assert 1 <= len(lines) <= 3
            assert all(len(line) <= 20 for line in lines)
            assert not set("\u202e\u2067\u2028") & set("".join(lines))


def test_positions_are_known_beforehand(page: str) -> None:
    data = data_of(page)
    assert all(isinstance(node["x"], float) and isinstance(node["y"], float) for node in data["drawing"]["nodes"])
    assert len({(node["x"], node["y"]) for node in data["drawing"]["nodes"]}) == len(data["bodies"])
    assert data["layout"]["wide"] == [[node["x"], node["y"]] for node in data["drawing"]["nodes"]]
    assert len(data["layout"]["tall"]) == len(data["bodies"])
    assert data["sizes"] == [node["size"] for node in data["drawing"]["nodes"]]
    assert data["widths"] == [edge["width"] for edge in data["drawing"]["edges"]]


def test_a_large_graph_is_drawn_by_the_page_itself() -> None:
    html = viz.page(nx.path_graph(MOST + 1))
    assert data_of(html)["drawing"] is None
    assert len(data_of(html)["layout"]["wide"]) == len(data_of(html)["sizes"]) == MOST + 1
    assert library() not in html
    assert library() in viz.page(nx.path_graph(3))


def test_a_page_opens_with_the_surroundings_of_a_node() -> None:
    graph = nx.path_graph(3)
    assert data_of(viz.page(graph))["focus"] is None
    assert data_of(viz.page(graph, focus=2))["focus"] == 2
    with pytest.raises(ValueError, match="no node 'x'"):
        viz.page(graph, focus="x")


def test_certain_and_possible_ties_look_different(page: str) -> None:
    data = data_of(page)
    dashed = [edge["dashes"] for edge in data["drawing"]["edges"]]
    assert dashed == [not tie["certain"] for tie in data["ties"]]
    assert True in dashed
    assert False in dashed


def test_more_contexts_give_a_thicker_line(page: str) -> None:
    data = data_of(page)
    widths = sorted(
        {(tie["weight"], edge["width"]) for tie, edge in zip(data["ties"], data["drawing"]["edges"], strict=True)}
    )
    assert [width for _, width in widths] == sorted({width for _, width in widths})
    assert len(widths) > 2


def test_kinds_are_told_apart_by_shape_and_colour(page: str) -> None:
    looks = data_of(page)["looks"]
    assert set(looks) == set(viz_graph.KINDS.values())
    assert len({(look["shape"], look["hollow"]) for look in looks.values()}) == len(looks)
    assert len({look["light"] for look in looks.values()}) == len(looks)


def test_a_bare_graph_is_drawn() -> None:
    data = data_of(viz.page(nx.path_graph(4)))
    assert [body["label"]["sv"] for body in data["bodies"]] == ["0", "1", "2", "3"]
    assert [(tie["a"], tie["b"], tie["weight"], tie["certain"]) for tie in data["ties"]] == [
        (0, 1, 1, True), (1, 2, 1, True), (2, 3, 1, True)
    ]  # fmt: skip


@pytest.mark.parametrize(
    "graph",
    [
        nx.Graph(),
        nx.empty_graph(3),
        nx.Graph([("a", "a")]),
        nx.DiGraph([(1, "1"), ("1", 1)]),
        nx.MultiGraph([(1, 2)] * 3),
    ],
    ids=["empty", "no ties", "a loop", "directed", "several edges"],
)
def test_any_graph_is_drawn(graph: nx.Graph) -> None:
    assert len(data_of(viz.page(graph))["bodies"]) == len(graph)


def test_odd_attributes_are_passed_over() -> None:
    graph = nx.Graph(
        title=None, contexts=None, participations={"p": {"context": "none", "quote": None}}, roles={"r": None}
    )
    graph.add_node(1, label="\ud800", kind="Ny sort", participations=["p", "q"], aliases=None, identifiers=["x"])
    graph.add_edge(1, 2, weight=float("nan"), evidence=[{"context": "none"}, None])
    data = data_of(viz.page(graph))
    assert data["looks"]["Ny sort"]["label"] == {"sv": "Ny sort", "en": "Ny sort"}
    assert data["ties"][0] == {**data["ties"][0], "weight": 1, "evidence": []}


def test_a_page_that_is_part_of_a_site_leads_back_to_it() -> None:
    addresses = ["../id/body/a~e5~/", "https://example.org/a", "javascript:alert(1)", "//elsewhere.example/", "../a?b"]
    graph = nx.Graph(home="../")
    graph.add_nodes_from((number, {"page": address}) for number, address in enumerate(addresses))
    html = viz.page(graph)
    assert '<a class="home" href="../"' in html
    assert [body["page"] for body in data_of(html)["bodies"]] == [*addresses[:2], None, None, None]
    assert 'class="home"' not in viz.page(nx.Graph(home="data:text/html,x"))


def test_titles_and_languages() -> None:
    graph = nx.Graph(title="Grafens")
    assert "<title>Grafens</title>" in viz.page(graph)
    assert "<title>Given</title>" in viz.page(graph, title="Given")
    assert "<title>Network</title>" in viz.page(nx.Graph(), language="en")
    assert '<html lang="en">' in viz.page(graph, language="en")
    with pytest.raises(ValueError, match="not 'fi'"):
        viz.page(graph, language="fi")


def test_both_languages_say_the_same_things() -> None:
    texts = data_of(viz.page(nx.Graph()))["texts"]

    def shape(value: object) -> object:
        if isinstance(value, dict):
            return {name: shape(item) for name, item in value.items()}
        text = value if isinstance(value, str) else value[0]
        return type(value), sorted(re.findall(r"\{\w+\}", text))

    assert shape(texts["sv"]) == shape(texts["en"])


def test_every_text_is_used_and_every_used_text_is_there() -> None:
    texts = data_of(viz.page(nx.Graph()))["texts"]["sv"]
    sources, parts = everything("js"), everything("parts") + (ASSETS / "page.html.jinja").read_text(encoding="utf-8")
    asked = set(re.findall(r'\bt\("(\w+)"', sources)) | set(re.findall(r'data-(?:text|label|hint)="(\w+)"', parts))
    assert asked <= set(texts)
    said = set(re.findall(r'"(\w+)"', sources)) | asked | {"title", "noscript"}
    said |= {"tiesTab", "bodiesTab", "tiesCaption", "bodiesCaption"}  # put together from the table's name
    assert set(texts) - said == set()


def everything(folder: str) -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted((ASSETS / folder).iterdir()))


def test_every_file_of_the_page_is_in_it() -> None:
    for folder, listed in (("js", SCRIPTS), ("css", STYLES)):
        assert sorted(listed) == sorted(path.name for path in (ASSETS / folder).iterdir())


def test_no_name_of_the_script_is_given_twice() -> None:
    """All parts share one scope, in which the later of two functions would silently stand for both."""
    names = re.findall(r"^(?:async )?(?:function\*?|const|let) +(\w+)", script(), re.MULTILINE)
    assert [name for name in set(names) if names.count(name) > 1] == []


def test_no_two_files_of_texts_say_the_same_thing() -> None:
    files = [json.loads(path.read_text(encoding="utf-8")) for path in sorted((ASSETS / "texts").iterdir())]
    names = [name for file in files for name in file["sv"]]
    assert sorted(names) == sorted(set(names))


def test_write_is_all_or_nothing(tmp_path: Path) -> None:
    target = tmp_path / "network.html"
    viz.write(viz_graph.network(), target)
    before = target.read_bytes()
    assert before.decode() == viz.page(viz_graph.network())
    with pytest.raises(ValueError, match="speaks"):
        viz.write(nx.Graph(), target, language="xx")
    assert target.read_bytes() == before
    with pytest.raises(FileNotFoundError):
        viz.write(nx.Graph(), tmp_path / "no such folder" / "network.html")
    assert [path.name for path in tmp_path.iterdir()] == ["network.html"]
