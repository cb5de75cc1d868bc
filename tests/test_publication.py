"""The published site: every link leads somewhere, a page says what the graph says, and no name can do harm."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import unquote, urljoin, urlsplit
from urllib.request import urlopen
from xml.etree import ElementTree

import peers
import pytest
from conftest import FIXTURES, SMALL_GRAPH, SMALL_KEY, Once, fill, publish, small_quads
from hypothesis import given
from hypothesis import strategies as st
from payloads import PAYLOADS
from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, RdfFormat, parse
from sites import Page, page, parts, served, written

from kg.cli import main
from kg.namespaces import PREFIXES, SAMV
from kg.publication import addresses
from kg.publication.question_pages import column_title
from kg.publication.rendering import counted, texts
from kg.publication.writing import MARKER
from kg.rules import apply_rules
from kg.settings import example_settings, write_example
from kg.store import Store

BASE = "https://w3id.org/samverkan/"
MOST = 100 * 1024  # bytes of a body's page
SWEDISH = replace(example_settings(), languages=("sv",))
"""Settings for a test that looks at the pages of one language only."""

_SAID = """
PREFIX samv: <https://w3id.org/samverkan/def/>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?context ?body ?name ?role ?quote ?start ?end WHERE {
  ?part a samv:Participation ; samv:context ?context ; samv:participant ?body ; samv:role/skos:prefLabel ?role ;
    samv:evidence/oa:hasSelector ?place , ?exact .
  ?body rdfs:label ?name . ?exact oa:exact ?quote . ?place oa:start ?start ; oa:end ?end .
  FILTER(LANG(?name) = "sv" && LANG(?role) = "sv")
}"""


@pytest.fixture(scope="module")
def folder(published: Path) -> Path:
    return published


@pytest.fixture(scope="module")
def pages(folder: Path) -> dict[str, Page]:
    """The pages of the site but those of the network and the one for what is missing, which have tests of their own."""
    found = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*.html"))}
    return {
        name: page(name, path.read_bytes())
        for name, path in found.items()
        if "network/" not in name and name != "404.html"
    }


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def text_of(pages: dict[str, Page], iri: str) -> str:
    path = addresses.page(iri)
    assert path is not None
    return pages[path].text


def squeezed(text: str) -> str:
    return " ".join(text.split())


# Links.


def test_every_link_leads_somewhere(folder: Path, pages: dict[str, Page]) -> None:
    asked: dict[str, bool] = {}
    with served(folder) as base, closing(HTTPConnection(urlsplit(base).netloc, timeout=20)) as server:
        for name, each in pages.items():
            for link in each.links:
                address = urljoin(base + name, link)
                if urlsplit(address).netloc != urlsplit(base).netloc:
                    continue
                there, _, fragment = address.partition("#")
                if there not in asked:
                    asked[there] = answers(server, urlsplit(there).path)
                assert asked[there], (name, link)
                target = unquote(urlsplit(there).path)[1:]
                target = f"{target}index.html" if not target or target.endswith("/") else target
                if fragment and target in pages:
                    assert fragment in pages[target].ids, (name, link)
    assert len(asked) > 100


def answers(server: HTTPConnection, path: str) -> bool:
    server.request("HEAD", path)
    answer = server.getresponse()
    answer.read()
    return answer.status == 200


def test_the_page_for_what_is_missing_finds_its_way_from_any_depth(folder: Path) -> None:
    given = page("404.html", (folder / "404.html").read_bytes())
    assert {"/samverkan/assets/site.css", "/samverkan/search/", "/samverkan/en/", "/samverkan/"} <= set(given.links)
    for link in given.links:
        path = link.removeprefix("/samverkan/")
        assert path != link or link in {"#main", "data:,"}, link
        assert path == link or (folder / path).exists(), link
    for language in ("sv", "en"):
        assert texts()[language]["missing"] in given.text
    assert ("meta", ("content", "name")) in given.tags
    assert "404" not in (folder / "sitemap.xml").read_text("utf-8")
    assert "ErrorDocument 404 /samverkan/404.html\n" in (folder / ".htaccess").read_text("utf-8")


def test_the_network_leads_to_the_pages_of_its_bodies_and_they_to_it(folder: Path, pages: dict[str, Page]) -> None:
    for start in ("", "en/"):
        network = (folder / f"{start}network/index.html").read_text("utf-8")
        assert '<a class="home" href="../"' in network
        found = re.findall(r'"page":"\.\./(id/[^"]+)"', network)
        assert "id/body/stockholm/kulturnamnden/" in found
        assert not [each for each in found if f"{start}{each}index.html" not in pages]
    links = map(unquote, pages["id/body/stockholm/kulturnamnden/index.html"].links)
    assert f"../../../../network/#body={BASE}id/body/stockholm/kulturnamnden" in links


def test_nothing_is_asked_of_others(folder: Path, pages: dict[str, Page]) -> None:
    for name, each in pages.items():
        policies = re.findall(r'Content-Security-Policy" content="([^"]+)"', (folder / name).read_text("utf-8"))
        assert len(policies) == 1, name
        assert "http" not in policies[0]
        assert "unsafe" not in policies[0]
        loaded = [tag for tag, names in each.tags if tag in {"img", "iframe", "object", "embed", "video"}]
        assert not loaded, name


def test_places_have_names_of_their_own(pages: dict[str, Page]) -> None:
    for name, each in pages.items():
        assert [place for place, count in each.ids.items() if count > 1] == [], name


def test_every_page_has_a_twin_and_its_address(pages: dict[str, Page]) -> None:
    swedish = {name for name in pages if not name.startswith("en/")}
    assert {name.removeprefix("en/") for name in pages if name.startswith("en/")} == swedish
    for name, each in pages.items():
        assert each.canonical == addresses.absolute(name, example_settings().address)


def test_the_sitemap_has_every_page(folder: Path, pages: dict[str, Page]) -> None:
    tree = ElementTree.parse(folder / "sitemap.xml")
    listed = [each.text for each in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    base = example_settings().address
    networks = ["network/index.html", "en/network/index.html"]
    assert sorted(filter(None, listed)) == sorted(addresses.absolute(name, base) for name in [*pages, *networks])
    assert f"Sitemap: {base}sitemap.xml" in (folder / "robots.txt").read_text()


# What the pages say.


def test_every_thing_has_a_page_with_its_name(folder: Path, small_path: Path, pages: dict[str, Page]) -> None:
    with Store.open(small_path) as store:
        quads = [q for q in store.quads(SMALL_GRAPH) if q.predicate.value.endswith("rdf-schema#label")]
    things = {q.subject.value: q.object.value for q in quads if "/participation/" not in q.subject.value}
    assert len(things) > 10
    for iri, label in things.items():
        assert squeezed(label) in text_of(pages, iri), iri


def test_a_page_says_what_the_graph_says(small_path: Path, pages: dict[str, Page]) -> None:
    with Store.open(small_path) as store:
        rows = store.query(_SAID)
        assert isinstance(rows, QuerySolutions)
        said = [{name: row[name].value for name in ("context", "body", "name", "role", "quote")} for row in rows]
    assert len(said) > 10
    for each in said:
        for thing in (each["context"], each["body"]):
            found = text_of(pages, thing)
            assert each["role"] in found, each
            assert without_spaces(each["quote"]) in without_spaces(found), each
        assert each["name"] in text_of(pages, each["context"])


def test_a_page_says_what_its_turtle_says(folder: Path, pages: dict[str, Page]) -> None:
    """The thing's name, and of each claim that its data has the role and the sentence."""
    checked = 0
    for name, each in pages.items():
        file = folder / name.replace("/index.html", ".ttl")
        if name.startswith("en/") or not name.startswith("id/") or not file.is_file():
            continue
        said: dict[str, dict[str, list[Any]]] = {}
        for triple in parse(path=file, format=RdfFormat.TURTLE):
            said.setdefault(triple.subject.value, {}).setdefault(triple.predicate.value, []).append(triple.object)
        iri = next(iri for iri in said if addresses.page(iri) == name)
        labels = said[iri][f"{PREFIXES['rdfs']}label"]
        spoken = [label.value for label in labels if label.language == "sv"] or [label.value for label in labels]
        assert squeezed(spoken[0]) in each.text, name
        for facts in said.values():
            for role in facts.get(f"{SAMV}role", []):
                words = said.get(role.value, {}).get(f"{PREFIXES['skos']}prefLabel", [])
                assert any(word.value in each.text for word in words if word.language == "sv"), (name, role)
                checked += 1
            if facts.get(f"{PREFIXES['oa']}exact") and iri.partition("/id/")[2].startswith(("action", "agreement")):
                assert without_spaces(facts[f"{PREFIXES['oa']}exact"][0].value) in without_spaces(each.text), name
    assert checked > 30


def without_spaces(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_ties_are_on_both_pages(small_path: Path, pages: dict[str, Page]) -> None:
    with Store.open(small_path) as store:
        found = store.query(f"SELECT ?a ?b {{ ?a <{SAMV}collaboratesWith> ?b }}")
        assert isinstance(found, QuerySolutions)
        ties = [(row["a"].value, row["b"].value) for row in found]
    assert ties
    for one, other in ties:
        path, target = addresses.page(one), addresses.page(other)
        assert path
        assert target
        assert addresses.link(path, target) in pages[path].links


def test_a_mark_opens_its_claim_and_a_claim_its_sentence(small_path: Path, pages: dict[str, Page]) -> None:
    path = f"id/document/{SMALL_KEY}/index.html"
    text = (FIXTURES / "small.txt").read_bytes().decode()
    with Store.open(small_path) as store:
        rows = store.query(_SAID)
        assert isinstance(rows, QuerySolutions)
        spans = {(int(row["start"].value), int(row["end"].value)): row["quote"].value for row in rows}
    for name in (path, f"en/{path}"):
        each = pages[name]
        marks = [link[1:] for link in each.links if link.startswith("#participation-")]
        assert len(marks) > 10
        assert all(each.ids[mark] == 1 for mark in marks)
        assert any(each.at(place) == text[slice(*span)] for span in spans for place in [f"passage-{span[0]}-{span[1]}"])
        for start, end in spans:
            assert f"#passage-{start}-{end}" in each.links
            assert each.ids[f"passage-{start}-{end}"] == 1
    assert text.strip() in "".join(pages[path].texts)


def test_without_texts_only_the_quoted_sentences_remain(small: Store) -> None:
    made = {part.path: part.content for part in parts(small, texts=False)}
    text = (FIXTURES / "small.txt").read_bytes().decode()
    quotes = [quad.object.value for quad in small_quads() if quad.predicate.value.endswith("#exact")]
    lines = [line for line in text.splitlines() if len(line) > 20]
    unquoted = [line for line in lines if not any(quote in line or line in quote for quote in quotes)]
    whole = b"".join(content for path, content in made.items() if not path.endswith(".parquet")).decode()
    assert f"id/text/{SMALL_KEY}.txt" not in made
    assert unquoted
    assert not [line for line in unquoted if line in whole and line not in json.dumps(titles(), ensure_ascii=False)]


def titles() -> list[str]:
    named = ("#label", "title", "purposeText")
    return [quad.object.value for quad in small_quads() if quad.predicate.value.endswith(named)]


def test_the_text_is_there_to_check_quotes_against(folder: Path) -> None:
    assert (folder / f"id/text/{SMALL_KEY}.txt").read_bytes() == (FIXTURES / "small.txt").read_bytes()


def test_what_search_engines_read_is_json(pages: dict[str, Page]) -> None:
    blocks = [block for each in pages.values() for kind, block in each.scripts if kind == "application/ld+json"]
    found = Counter(json.loads(block)["@type"] for block in blocks)
    assert {"Action", "GovernmentOrganization", "DigitalDocument", "Report", "Dataset", "DefinedTerm"} <= set(found)


def test_the_search_index_has_every_thing(folder: Path, pages: dict[str, Page]) -> None:
    index = json.loads((folder / "search/index.json").read_text("utf-8"))
    folders = [each[0] for each in index["things"]]
    assert len(set(folders)) == len(folders)
    assert all(f"{each}index.html" in pages for each in folders)
    assert len(index["kinds"]["sv"]) == len(index["kinds"]["en"]) == 1 + max(each[1] for each in index["things"])


def test_each_question_has_its_query_and_answer(folder: Path, pages: dict[str, Page]) -> None:
    from kg.questions import ask, catalogue  # noqa: PLC0415

    for name, question in catalogue().items():
        each = pages[f"questions/{name}/index.html"]
        assert squeezed(question.sparql) in each.text
        assert squeezed(question.summary_sv) in each.text
        assert (folder / f"questions/{name}.rq").read_text("utf-8") == question.sparql
        shown = [column for column in question.columns if not column.endswith("_iri")]
        assert not [each for each in shown if column_title(each, "sv") == column_title(each, "en")], (
            "queries/columns.ttl"
        )
    store = Store.memory()
    fill(store)
    rows = list(ask(store, "who-collaborates", "sv"))
    csv = (folder / "questions/who-collaborates.csv").read_text("utf-8").splitlines()
    assert len(csv) == len(rows) + 1


def test_columns_of_answers_are_in_the_language_of_the_page_and_those_of_files_are_variables(
    folder: Path, pages: dict[str, Page]
) -> None:
    assert {"Samverkar med", "Antal sammanhang"} <= set(pages["questions/who-collaborates/index.html"].texts)
    assert {"Works with", "Number of contexts"} <= set(pages["en/questions/who-collaborates/index.html"].texts)
    head = (folder / "en/questions/who-collaborates.csv").read_text("utf-8").splitlines()[0]
    assert head == "body,partner,contexts,body_iri,partner_iri"
    assert "ja" in pages["questions/evidence/index.html"].texts


def test_one_is_singular() -> None:
    for language, forms in {
        "sv": ("1 part", "2 parter", "0 parter"),
        "en": ("1 partner", "2 partners", "0 partners"),
    }.items():
        found = texts()[language]["count.partners"]
        assert tuple(counted(found, number) for number in (1, 2, 0)) == forms
    for language, words in texts().items():
        assert all(len({*words[name]}) == 2 for name in words if name.startswith("count.")), language


def test_both_languages_have_the_same_words() -> None:
    assert texts()["sv"].keys() == texts()["en"].keys()


# Long and hostile things.


def crowded() -> Iterator[Quad]:
    """One body in very many actions with long names and long sentences."""
    body = NamedNode(f"{BASE}id/body/stockholm/kulturnamnden")
    swap = {quad.subject.value for quad in small_quads() if "/action/" in quad.subject.value}
    originals = [
        quad for quad in small_quads() if quad.subject.value in swap or "/participation/" in quad.subject.value
    ]
    for number in range(40):
        for quad in originals:
            about = NamedNode(f"{quad.subject.value}-copy-{number}")
            value = quad.object
            if isinstance(value, NamedNode) and ("/action/" in value.value or "/participation/" in value.value):
                value = NamedNode(f"{value.value}-copy-{number}")
            if quad.predicate.value == f"{SAMV}participant":
                value = body
            if isinstance(value, Literal) and quad.predicate.value.endswith("#label"):
                value = Literal(f'{value.value} <&"> nummer {number} ' + "åäö<" * 60, language="sv")
            yield Quad(about, quad.predicate, value, quad.graph_name)


def test_a_page_of_a_body_stays_small_and_says_everything() -> None:
    store = Store.memory()
    fill(store)
    store.replace_graphs({SMALL_GRAPH: [*small_quads(), *crowded()]})
    body = f"{BASE}id/body/stockholm/kulturnamnden"
    own = f"{addresses.stem(body)}/index"
    made = {part.path: part.content for part in parts(store, SWEDISH) if part.path.startswith(own)}
    assert len(made) > 5
    assert max(map(len, made.values())) <= MOST
    shown = Counter(link for path, content in made.items() for link in page(path, content).links if "#passage" in link)
    found = store.query(f"SELECT ?p {{ ?p <{SAMV}participant> <{body}> }}")
    assert isinstance(found, QuerySolutions)
    assert sum(shown.values()) == len(list(found))


def hostile(payload: str) -> list[Quad]:
    """The small document with a payload at the end of whatever is written in words."""
    written = ("#label", "title", "fileName", "purposeText", "agreementKind", "code", "#exact", "altLabel")
    found = []
    for quad in small_quads():
        value = quad.object
        if isinstance(value, Literal) and quad.predicate.value.endswith(written):
            spoken = {"language": value.language} if value.language else {}
            value = Literal(value.value + payload, **spoken)
        found.append(Quad(quad.subject, quad.predicate, value, quad.graph_name))
    evil = NamedNode("javascript:window.harmed=1")
    subject = NamedNode(f"{BASE}id/body/stockholm/kulturnamnden")
    match = NamedNode("http://www.w3.org/2004/02/skos/core#exactMatch")
    return [*found, Quad(subject, match, evil, NamedNode(SMALL_GRAPH))]


def hostile_store(payload: str) -> Store:
    store = Store.memory()
    store.put_text(SMALL_KEY, (FIXTURES / "small.txt").read_bytes().decode("utf-8") + payload)
    store.replace_graphs({SMALL_GRAPH: hostile(payload)})
    apply_rules(store)
    return store


def hostile_site(once: Once) -> Path:
    """The site of a document with all payloads in every name, title and file name, one after another."""
    return once("hostile", lambda folder: written(hostile_store("".join(PAYLOADS)), folder / "site")) / "site"


def test_forty_payloads_stay_text(folder: Path, once: Once) -> None:
    """All of them in every name, title and file name at once, one after another: the pages have the same tags."""
    assert len(PAYLOADS) == 40
    plain, made = (
        {
            path: (site / path).read_bytes()
            for path in files(site)
            if path.endswith(".html") and "def/" not in path and "network/" not in path
        }
        for site in (folder, hostile_site(once))
    )  # a term's page says nothing of a document
    allowed = {tag for path, content in plain.items() for tag in page(path, content).tags}
    external = ("a", ("class", "href", "rel"))  # a page of a list may be longer, and so have pages
    for path, content in made.items():
        each = page(path, content)
        assert each.tags.keys() - allowed - {external} <= pager_tags(), path
        contact = f"mailto:{example_settings().contact_email}"
        links = [link for link in each.links if link != contact]
        assert not [link for link in links if urlsplit(link).scheme not in {"", "http", "https", "data"}], path
        kinds = {kind for kind, _ in each.scripts}
        assert kinds <= {"application/ld+json", ""}
        assert all(json.loads(block) for kind, block in each.scripts if kind), path


def pager_tags() -> set[tuple[str, tuple[str, ...]]]:
    return {("nav", ("aria-label", "class")), ("a", ("aria-current", "href"))}


def test_a_payload_on_its_own_is_shown(small: Store) -> None:
    for payload in (PAYLOADS[15],):
        whole = parts(hostile_store(payload), SWEDISH)
        made = {part.path: part.content for part in whole if part.path.startswith("id/report/")}
        said = [
            page(path, content).text
            for path, content in made.items()
            if path.endswith("/index.html") and path != "id/report/index.html"
        ]
        assert said
        assert all(squeezed(payload) in text for text in said)


# Addresses.

SEGMENT = st.text(st.characters(codec="utf-8", exclude_characters="?#/"), min_size=1, max_size=200)


@given(st.lists(SEGMENT, min_size=1, max_size=3), st.lists(SEGMENT, min_size=1, max_size=3))
def test_two_things_have_two_places_inside_the_site(one: list[str], other: list[str]) -> None:
    stems = [addresses.stem(f"{BASE}id/body/{'/'.join(each)}") for each in (one, other)]
    assert (stems[0] == stems[1]) == (one == other)
    for each in filter(None, stems):
        assert ".." not in each.split("/")
        assert re.fullmatch(r"[A-Za-z0-9._~/-]+", each)
        assert all(len(piece) <= 140 for piece in each.split("/"))


def test_a_class_and_a_property_that_differ_in_a_capital_only_have_folders_apart() -> None:
    stems = [addresses.stem(f"{SAMV}{name}") for name in ("Participation", "participation")]
    assert len({each.lower() for each in stems if each}) == 2


PATH = st.lists(st.from_regex(r"[a-z0-9~-]{1,6}", fullmatch=True), min_size=1, max_size=5).map("/".join)


@given(PATH, PATH, st.booleans())
def test_a_link_leads_where_it_should(one: str, other: str, is_folder: bool) -> None:
    target = f"{other}/index.html" if is_folder else f"{other}.ttl"
    there = urljoin(f"http://x/{one}/index.html", addresses.link(f"{one}/index.html", target))
    assert there == f"http://x/{target.removesuffix('index.html')}"


# The command.


def test_what_is_personal_stops_it(small_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_example(tmp_path)
    store = tmp_path / "store"
    text = "Plan för torget\nStockholms stad\n\n1.1 Lys upp torget\nAnsvarig: Kulturnämnden\n"
    text += "Kontakt: Anna Ekström, 08-508 25 000\n"
    (tmp_path / "plan.txt").write_text(text, "utf-8")
    assert main(["build", str(tmp_path / "plan.txt"), "--store", str(store), "--quiet"]) == 0
    assert publish(tmp_path / "site", store, tmp_path / "samverkan.toml") == 1
    assert "looks like personal data" in capsys.readouterr().err
    assert not (tmp_path / "site").exists()
    said = (tmp_path / "samverkan.toml").read_text("utf-8")
    assert 'languages = ["sv", "en"]' in said  # one of them is enough here
    hidden = '\n[[privacy.hidden]]\nkind = "person"\n\n[[privacy.hidden]]\nkind = "phone"\n'
    said = said.replace('languages = ["sv", "en"]', 'languages = ["sv"]') + hidden
    (tmp_path / "samverkan.toml").write_text(said, "utf-8")
    assert publish(tmp_path / "site", store, tmp_path / "samverkan.toml") == 0
    whole = b"".join(path.read_bytes() for path in (tmp_path / "site").rglob("*") if path.is_file())
    assert "Ekström".encode() not in whole
    assert b"508 25" not in whole
    assert "██".encode() in whole


def test_without_settings_it_says_how_to_get_some(
    small_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert publish(tmp_path / "site", small_path, tmp_path / "samverkan.toml") == 1
    error = capsys.readouterr().err
    assert "samverkan init" in error
    assert len(error.splitlines()) == 1
    assert not (tmp_path / "site").exists()


def test_the_same_store_gives_the_same_bytes(folder: Path) -> None:
    again = Store.memory()
    fill(again)
    again.replace_graphs({SMALL_GRAPH: reversed(small_quads())})
    made = {part.path: part.content for part in parts(again)}
    drawn = {"assets/site.css", *(each for each in files(folder) if "network/" in each)}
    made.pop("sitemap.xml")  # which has the pages of the network, too
    assert files(folder) - drawn - {MARKER, "sitemap.xml"} == made.keys()
    for path, content in made.items():
        assert (folder / path).read_bytes() == content, path


def test_the_base_of_addresses_is_the_publishers(small: Store) -> None:
    made = parts(small, replace(SWEDISH, address="https://example.org/a/"))
    front = next(part for part in made if part.path == "index.html")
    assert b'<link rel="canonical" href="https://example.org/a/">' in front.content


# A real web server.


WANTED = {
    "": "/",
    "*/*": "/",
    "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8": "/",
    "text/turtle": ".ttl",
    "text/turtle;q=0.4, text/html;q=0.9": "/",
    "text/html;q=0.50, text/turtle;q=0.5": "/",
    "text/html;q=0.3, TEXT/TURTLE;q=0.85, application/ld+json;q=0.9": ".jsonld",
    "application/ld+json, text/turtle, */*;q=0.1": ".ttl",
    "text/turtle;q=0.0, application/json": ".jsonld",
    "text/turtle;q=0": "/",
}
"""What a caller says it accepts, and the end of the address that it is sent to."""


def test_apache_answers_as_the_caller_would_have_it(
    request: pytest.FixtureRequest, folder: Path, tmp_path: Path
) -> None:
    body, part = "id/body/stockholm/kulturnamnden", f"id/participation/{SMALL_KEY}-12-leads"
    with peers.apache(request, folder, tmp_path) as base:
        for wanted, end in WANTED.items():
            for start in ("samverkan/", "w3id/samverkan/"):
                assert sent(f"{base}{start}{body}", wanted) == (303, f"{body}{end}"), (start, wanted)
        turtle, english = "text/turtle", {"Accept-Language": "en-GB,en;q=0.9"}
        assert sent(f"{base}w3id/samverkan/{body}", "", **english) == (303, f"en/{body}/")
        assert sent(f"{base}w3id/samverkan/def/Action", turtle) == (303, "def/class/Action.ttl")
        assert sent(f"{base}w3id/samverkan/def/role/leads", turtle) == (303, "def/role/leads.ttl")
        assert sent(f"{base}w3id/samverkan/def/", turtle) == (303, "def/specification.ttl")
        assert sent(f"{base}w3id/samverkan/graph/rule/collaborates") == (303, "def/rule/collaborates/")
        assert sent(f"{base}w3id/samverkan/{part}") == (303, f"id/document/{SMALL_KEY}/#participation-12-leads")
        assert sent(f"{base}w3id/samverkan/id/text/{SMALL_KEY}") == (303, f"id/text/{SMALL_KEY}.txt")
        assert sent(f"{base}w3id/samverkan/data/samverkan.ttl") == (302, "data/samverkan.ttl")
        for path, media_type in ((f"{body}/", "text/html"), (f"{body}.ttl", turtle)):
            with urlopen(f"{base}samverkan/{path}", timeout=20) as answer:
                assert answer.headers.get_content_type() == media_type
                assert answer.headers["Access-Control-Allow-Origin"] == "*"
        with pytest.raises(HTTPError, match="404") as error:
            urlopen(f"{base}samverkan/id/body/stockholm/nowhere/", timeout=20)
        assert error.value.read() == (folder / "404.html").read_bytes()


def sent(address: str, accept: str = "", **headers: str) -> tuple[int, str]:
    """The status, and where in the site the caller is sent."""
    parts = urlsplit(address)
    connection = HTTPConnection(parts.netloc, timeout=20)
    connection.request("GET", parts.path, headers={"Accept": accept} | headers if accept else headers)
    answer = connection.getresponse()
    connection.close()
    return answer.status, answer.headers["Location"].removeprefix(example_settings().address)
