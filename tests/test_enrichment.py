"""`samverkan enrich`: facts about what is linked, from whom and of which day; what strangers answer does no harm."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import peers
import pytest
from conftest import SMALL_GRAPH, fill
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, serialize

from kg.cli import main
from kg.linking.enrichment import MOST, Enricher, enrich_store, linked_things, lookups
from kg.linking.facts import Fact, Origin, kept_facts, replace_facts
from kg.linking.mapping import PREDICATES, SEMAPV, Mapping
from kg.linking.mapping_set import MappingSet
from kg.linking.statements import replace_links
from kg.network import network
from kg.sources import FACTS, LINKS
from kg.store import Store
from kg.web import Cache, Client, Limits

pytestmark = pytest.mark.usefixtures("collected")

BODY = "https://w3id.org/samverkan/id/body/stockholm/kulturnamnden"
ITEM = "http://www.wikidata.org/entity/Q"
HOMEPAGE = "http://xmlns.com/foaf/0.1/homepage"
PARENT = "http://www.w3.org/ns/org#subOrganizationOf"
PREFIXES = """
@prefix wd: <http://www.wikidata.org/entity/> .
@prefix wdt: <http://www.wikidata.org/prop/direct/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix wgs: <http://www.w3.org/2003/01/geo/wgs84_pos#> .
@prefix geo: <http://www.opengis.net/ont/geosparql#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
"""
WIKIDATA = f"""{PREFIXES}
wd:Q1 rdfs:label "Culture Committee"@en , "kulturnämnd"@sv , "Kulturausschuss"@de ; wdt:P856 <https://kultur.example/> ;
  wdt:P625 "Point(18.06 59.33)"^^geo:wktLiteral ; wdt:P749 wd:Q9 .
wd:Q2 rdfs:label "Elsewhere"@en .
wd:Q9 rdfs:label "City"@en , "Staden"@sv .
"""
USUAL = f"""{PREFIXES}
wd:Q1 rdfs:label "Culture Committee"@en ; foaf:homepage "https://kultur.example/" ; wgs:lat 59.33 ; wgs:long 18.06 ;
  org:subOrganizationOf wd:Q9 .
wd:Q9 rdfs:label "City"@en .
"""
QUERY = "SELECT ?thing ?property ?value { ?thing ?property ?value }"


def mapping(**cells: str) -> Mapping:
    usual = {
        "subject_id": BODY,
        "subject_label": "Kulturnämnden",
        "predicate_id": PREDICATES["exact"],
        "object_id": f"{ITEM}1",
        "mapping_justification": f"{SEMAPV}ManualMappingCuration",
        "reviewer_label": "registrator",
    }
    return Mapping.of(**(usual | cells))


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of a store with the small document."""
    folder = tmp_path_factory.mktemp("enrichment") / "store"
    with Store.create_or_open(folder) as store:
        fill(store)
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.fixture
def store(template: dict[str, bytes], tmp_path: Path) -> Path:
    """A copy of it, with a link beside it that a person accepted."""
    for name, data in template.items():
        (tmp_path / "store" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "store" / name).write_bytes(data)
    write_links(tmp_path / "store", mapping())
    return tmp_path / "store"


def write_links(store: Path, *rows: Mapping) -> None:
    MappingSet().adding(rows).write(store.parent / "links.sssom.tsv")


def data(store: Path, turtle: str, name: str = "data.ttl") -> str:
    (store.parent / name).write_text(turtle, encoding="utf-8")
    return str(store.parent / name)


Called = tuple[int, str, str]


@pytest.fixture
def enrich(store: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., Called]:
    """Calls `samverkan enrich` on the store: exit code, what it prints, what it says."""

    def call(*arguments: str) -> Called:
        capsys.readouterr()
        code = main(["enrich", "--store", str(store), *arguments])
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        assert "should not happen" not in said.err
        return code, said.out, said.err

    return call


def facts(store: Path) -> list[tuple[str, str, str, str]]:
    """Thing, property, value and day of the facts in a store, shortened."""
    with Store.open(store) as opened:
        return [
            (fact.thing.rpartition("/")[2], re.split("[#/]", fact.predicate)[-1], fact.value.value, fact.date)
            for fact in kept_facts(opened)
        ]


def lines(store: Path, graph: str = FACTS) -> bytes:
    with Store.open(store) as opened:
        return b"\n".join(sorted((serialize(opened.quads(graph), format=RdfFormat.N_QUADS) or b"").split(b"\n")))


def on(day: int) -> Callable[[], datetime]:
    return lambda: datetime(2016, 3, 1, 8, tzinfo=UTC) + timedelta(days=day)


@pytest.fixture(scope="module")
def emptied() -> Store:
    """A store whose facts are replaced again and again."""
    return Store.memory()


class TestFacts:
    def test_they_are_of_the_linked_thing_with_source_and_day(self, store: Path, enrich: Callable[..., Called]) -> None:
        before = lines(store, SMALL_GRAPH)
        code, out, err = enrich("--from", data(store, USUAL), "--date", "2016-03-01")
        assert code == 0, err
        assert facts(store) == [
            ("Q1", "label", "Culture Committee", "2016-03-01"),
            ("Q1", "lat_long", "59.33,18.06", "2016-03-01"),
            ("Q1", "subOrganizationOf", f"{ITEM}9", "2016-03-01"),
            ("Q1", "homepage", "https://kultur.example/", "2016-03-01"),
            ("Q9", "label", "City", "2016-03-01"),
        ]
        with Store.open(store) as opened:
            found = list(opened.quads(FACTS))
        assert not [quad for quad in found if BODY in str(quad)]  # nothing is said of the body itself
        sources = {quad.object for quad in found if quad.predicate.value == "http://www.w3.org/ns/prov#wasDerivedFrom"}
        (label,) = {quad.object.value for quad in found if quad.subject in sources and "label" in quad.predicate.value}
        assert label == "data.ttl"
        assert str(store.parent) not in lines(store).decode()
        assert lines(store, SMALL_GRAPH) == before
        assert "facts about 1 of 1" in err
        assert "City" in out

    def test_wikidata_is_asked_for_its_own_properties(self, store: Path, enrich: Callable[..., Called]) -> None:
        assert lookups()["wikidata"].endpoint == "https://query.wikidata.org/sparql"
        code, _, err = enrich("--from", data(store, WIKIDATA), "--query", "wikidata")
        assert code == 0, err
        assert sorted(facts(store)) == [
            ("Q1", "homepage", "https://kultur.example/", ""),
            ("Q1", "label", "Culture Committee", ""),
            ("Q1", "label", "kulturnämnd", ""),
            ("Q1", "lat_long", "59.33,18.06", ""),
            ("Q1", "subOrganizationOf", f"{ITEM}9", ""),
            ("Q9", "label", "City", ""),
            ("Q9", "label", "Staden", ""),
        ]

    def test_only_what_a_person_or_an_identifier_linked_is_asked_about(self) -> None:
        same = {"reviewer_label": "", "mapping_justification": f"{SEMAPV}LexicalMatching"}
        rows = [
            mapping(),
            mapping(object_id=f"{ITEM}2", predicate_id=PREDICATES["related"]),
            mapping(object_id=f"{ITEM}3", predicate_modifier="Not"),
            mapping(object_id=f"{ITEM}4", confidence="0.5"),
            mapping(object_id=f"{ITEM}5", mapping_tool="samverkan", **same),
            mapping(object_id=f"{ITEM}6", mapping_tool="another", **same),
            mapping(object_id=f"{ITEM}7"),
            mapping(object_id=f"{ITEM}7", predicate_modifier="Not", reviewer_label="arkivarie"),
        ]
        assert linked_things(MappingSet().adding(rows)) == [f"{ITEM}1", f"{ITEM}2", f"{ITEM}5"]

    def test_a_source_takes_the_place_of_what_it_said_and_of_nothing_else(
        self, store: Path, enrich: Callable[..., Called]
    ) -> None:
        enrich("--from", data(store, f"{PREFIXES} wd:Q1 foaf:homepage <https://old.example/> .", "a.ttl"))
        enrich("--from", data(store, f'{PREFIXES} wd:Q1 rdfs:label "Committee"@en .', "b.ttl"))
        assert len(facts(store)) == 2
        enrich("--from", data(store, f"{PREFIXES} wd:Q1 foaf:homepage <https://new.example/> .", "a.ttl"))
        assert {value for _, _, value, _ in facts(store)} == {"https://new.example/", "Committee"}

    def test_what_is_no_longer_linked_is_dropped(self, store: Path, enrich: Callable[..., Called]) -> None:
        enrich("--from", data(store, USUAL))
        write_links(store, mapping(predicate_modifier="Not"))
        code, _, err = enrich()
        assert (code, facts(store)) == (0, [])
        assert "facts about 0 of 0" in err
        with Store.open(store) as opened:
            assert not {FACTS, LINKS} & set(opened.graphs())

    @given(
        st.lists(
            st.builds(
                Fact,
                thing=st.sampled_from([f"{ITEM}1", f"{ITEM}2"]),
                predicate=st.sampled_from([HOMEPAGE, "http://x/y"]),
                value=st.one_of(
                    st.builds(Literal, st.text(), language=st.sampled_from(["en", "sv"])),
                    st.builds(Literal, st.text()),
                    st.just(NamedNode("https://x.example/")),
                ),
                origin=st.sampled_from([Origin("urn:a", "A"), Origin("urn:b", "B", "00ff")]),
                date=st.just("2016-03-01"),
            ),
            max_size=5,
        )
    )
    def test_what_is_kept_is_read_back(self, emptied: Store, known: list[Fact]) -> None:
        replace_facts(emptied, known)
        assert kept_facts(emptied) == sorted(set(known), key=str)


class TestEndpoints:
    @pytest.fixture
    def peer(self) -> Iterator[peers.Peer]:
        with peers.of_turtle(WIKIDATA) as running:
            yield running

    def client(self, store: Path, day: int, max_age: float = 30) -> Client:
        cache = Cache(store.parent / "links.cache", max_age, on(day))
        return Client(Limits(seconds=0.5, attempts=1), cache)

    def enriched(self, store: Path, client: Client, url: str) -> list[str]:
        found = enrich_store(str(store), store.parent / "links.sssom.tsv", client, [url], query="wikidata")
        return [str(trouble) for trouble in found.troubles]

    def test_it_is_asked_only_when_named_and_only_about_what_is_linked(
        self, store: Path, enrich: Callable[..., Called], peer: peers.Peer
    ) -> None:
        write_links(store, mapping(), mapping(object_id="https://elsewhere.example/1"))
        assert enrich()[0] == 0
        assert peer.queries == []
        code, _, err = enrich("--from", peer.url, "--query", "wikidata")
        assert code == 0, err
        (asked,) = peer.queries
        assert asked.endswith(f"VALUES (?thing) {{ (<{ITEM}1>) }}\n")
        assert peer.agents[0].startswith("samverkan/")
        assert {thing for thing, *_ in facts(store)} == {"Q1", "Q9"}

    def test_the_same_cache_gives_the_same_bytes_and_the_day_is_that_of_fetching(
        self, store: Path, peer: peers.Peer
    ) -> None:
        self.enriched(store, self.client(store, 1), peer.url)
        first = lines(store)
        with Store.create_or_open(store) as opened:
            replace_facts(opened, [])
        self.enriched(store, self.client(store, 20), peer.url)
        assert lines(store) == first
        assert {day for *_, day in facts(store)} == {"2016-03-02"}
        assert len(peer.queries) == 1
        self.enriched(store, self.client(store, 40), peer.url)
        assert {day for *_, day in facts(store)} == {"2016-04-10"}
        assert len(peer.queries) == 2

    def test_many_things_are_asked_about_in_turns(self, peer: peers.Peer) -> None:
        things = [f"{ITEM}{number}" for number in range(120)]
        found = Enricher(things, Client(), "wikidata").enriched([], [peer.url])
        assert found.known == {f"{ITEM}1", f"{ITEM}2", f"{ITEM}9"}
        assert len(peer.queries) == 3

    def test_a_service_that_is_down_loses_nothing_and_its_old_answer_stands_in(
        self, store: Path, peer: peers.Peer
    ) -> None:
        self.enriched(store, self.client(store, 1), peer.url)
        first = lines(store)
        with peers.silent() as url:
            (trouble,) = self.enriched(store, self.client(store, 2), url)
        assert "no answer within 0.5 seconds" in trouble
        assert lines(store) == first
        peer.close()
        later = self.client(store, 90)
        assert self.enriched(store, later, peer.url) == []
        assert lines(store) == first
        (warning,) = later.outdated
        assert "its answer of 2016-03-02 is used" in str(warning)

    @pytest.mark.parametrize(
        ("body", "words"),
        [
            (b"<html>", "no SPARQL result in JSON"),
            (b'{"head": {"vars": ["a"]}, "results": {"bindings": []}}', "lacks ?thing, ?property or ?value"),
            (b'{"head": {}, "boolean": true}', "lacks ?thing, ?property or ?value"),
            (
                b'{"head": {"vars": ["thing", "property", "value"]}, "results": {"bindings": '
                b'[{"thing": {"type": "uri", "value": "http://x> <y"}}]}}',
                "no SPARQL result in JSON",
            ),
        ],
    )
    def test_nonsense_is_said_and_nothing_lost(
        self, store: Path, enrich: Callable[..., Called], body: bytes, words: str
    ) -> None:
        enrich("--from", data(store, USUAL))
        before = lines(store)
        with peers.Peer(lambda _: (200, peers.RESULTS, body)) as nonsense:
            code, _, err = enrich("--from", nonsense.url, "--query", "wikidata", "--quiet")
        assert code == 1
        assert words in err
        assert len(err.splitlines()) == 1
        assert lines(store) == before

    def test_what_strangers_say_is_kept_only_in_the_declared_form(
        self, store: Path, enrich: Callable[..., Called]
    ) -> None:
        hostile = f"""{PREFIXES}
        wd:Q1 foaf:homepage <javascript:alert(1)> , <https://ok.example/> , "https://text.example/" ;
          owl:sameAs wd:Q9 ; <https://w3id.org/samverkan/def/collaboratesWith> <{BODY}> ;
          rdfs:label "line\\nbreak"@en , "bell\\u0007"@en , "Ausschuss"@de , "Committee"@en , "plain" ;
          wgs:lat_long "91,0" , "1,2,3" , "59.33,18.06" ; org:subOrganizationOf "text" , <file:///etc/passwd> .
        <{BODY}> rdfs:label "Another name"@sv .
        """
        code, out, err = enrich("--from", data(store, hostile), "--query", data(store, QUERY, "all.rq"), "--json")
        assert code == 0, err
        assert sorted(value for _, _, value, _ in facts(store)) == ["59.33,18.06", "Committee", "https://ok.example/"]
        assert len(json.loads(out)["left_out"]) == 12
        assert "foaf:homepage javascript:alert(1) left out: a web site must be an address that begins with http" in err
        assert "owl:sameAs http://www.wikidata.org/entity/Q9 left out: this is none of the facts" in err
        assert "\x07" not in err

    def test_a_flood_is_cut_off(self, store: Path, enrich: Callable[..., Called]) -> None:
        pages = ", ".join(f"<https://p{number}.example/>" for number in range(MOST + 7))
        _, _, err = enrich("--from", data(store, f"{PREFIXES} wd:Q1 foaf:homepage {pages} ."))
        assert len(facts(store)) == MOST
        assert "7 facts left out" in err


@pytest.fixture(scope="module")
def linked() -> Store:
    """The small document in a store with a link and facts."""
    store = Store.memory()
    fill(store)
    replace_links(store, MappingSet().adding([mapping(comment="samma nummer")]))
    origin = Origin("https://query.wikidata.org/sparql", "Wikidata")
    known = [
        Fact(f"{ITEM}1", HOMEPAGE, NamedNode("https://k.example"), origin, "2016-03-02"),
        Fact(f"{ITEM}1", PARENT, NamedNode(f"{ITEM}9"), origin, "2016-03-02"),
        Fact(f"{ITEM}9", "http://www.w3.org/2000/01/rdf-schema#label", Literal("City", language="en"), origin),
    ]
    replace_facts(store, known)
    return store


class TestAnswers:
    def test_ask_shows_links_and_facts_only_with_links(self, store: Path, capsys: pytest.CaptureFixture[str]) -> None:
        main(["enrich", "--store", str(store), "--from", data(store, USUAL), "--quiet"])
        ask = ["ask", "--store", str(store), "--format", "csv", "--body", "Kulturnämnden"]
        answers = {}
        for question in ("links", "facts", "body"):
            for more in ((), ("--with", "links")):
                capsys.readouterr()
                assert main([*ask, *more, question]) == 0
                answers[question, more != ()] = capsys.readouterr().out
        assert "registrator" in answers["links", True]
        assert "https://kultur.example/" in answers["facts", True]
        assert f"{ITEM}1" in answers["body", True]
        assert "Culture Committee" in answers["body", True]
        assert not [
            answer for (_, has), answer in answers.items() if not has and ("Q1" in answer or "Culture" in answer)
        ]

    def test_who_asks_for_links_without_them_is_told(self, store: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["ask", "--store", str(store), "facts"]) == 0
        assert "--with links" in capsys.readouterr().err

    def test_the_page_shows_them_unless_told_not_to(self, store: Path, capsys: pytest.CaptureFixture[str]) -> None:
        main(["enrich", "--store", str(store), "--from", data(store, USUAL), "--quiet"])
        for more, shown in (([], True), (["--no-links"], False)):
            assert main(["view", "--store", str(store), "-o", str(store.parent / "page.html"), *more]) == 0
            page = (store.parent / "page.html").read_text(encoding="utf-8")
            assert ("https://kultur.example/" in page) is shown
            assert ("registrator" in page) is shown
        capsys.readouterr()

    def test_the_network_has_them_as_plain_values(self, linked: Store) -> None:
        node = network(linked, texts=False).nodes[BODY]
        (link,) = node["links"]
        assert (link["how"], link["address"], link["data"]) == ("exact", f"{ITEM}1", "www.wikidata.org")
        assert (link["grounds"], link["by"], link["comment"]) == (
            "ManualMappingCuration",
            "registrator",
            "samma nummer",
        )
        assert [(fact["en"], fact["name_en"] or fact["value"], fact["date"]) for fact in link["facts"]] == [
            ("web site", "https://k.example", "2016-03-02"),
            ("part of", "City", "2016-03-02"),
        ]
        json.dumps(node)
        assert network(linked, texts=False, links=False).nodes[BODY]["links"] == []

    def test_no_tie_hangs_on_them(self, linked: Store) -> None:
        with_links, without = (network(linked, texts=False, links=links) for links in (True, False))
        assert list(with_links.edges(data=True)) == list(without.edges(data=True))
        assert list(with_links) == list(without)
        assert Quad(NamedNode(BODY), NamedNode(PREDICATES["exact"]), NamedNode(f"{ITEM}1"), NamedNode(LINKS)) in set(
            linked.quads(LINKS)
        )


class TestBadInput:
    @pytest.fixture
    def folder(self, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """The current folder, with files that are fine and files that are not."""
        monkeypatch.chdir(store.parent)
        data(store, USUAL, "fine.ttl")
        data(store, "# x\n<a", "broken.ttl")
        data(store, "SELECT ?thing {", "broken.rq")
        data(store, "SELECT * { ?thing ?p ?o }", "other.rq")
        data(
            store,
            "SELECT ?thing ?property ?value { SERVICE <http://x/> { ?thing ?property ?value } }",
            "service.rq",
        )

    @pytest.mark.usefixtures("folder")
    @pytest.mark.parametrize(
        ("arguments", "code", "words"),
        [
            (["--query", "wikidata"], 2, "--from"),
            (["--from", "x.ttl", "--date", "i fjol"], 2, "--date"),
            (["--from", "wikidatta"], 1, "no file of RDF by its name"),
            (["--from", "gone.ttl"], 1, "cannot be read"),
            (["--from", "broken.ttl"], 1, "broken.ttl:2"),
            (["--from", "fine.ttl", "--query", "gone.rq"], 1, "gone.rq"),
            (["--from", "fine.ttl", "--query", "broken.rq"], 1, "broken.rq: SPARQL syntax error at line 1"),
            (["--from", "fine.ttl", "--query", "other.rq"], 1, "must select ?thing, ?property and ?value"),
            (["--from", "fine.ttl", "--query", "service.rq"], 1, "SERVICE"),
            (["--from", "http://127.0.0.1:1/", "--query", "broken.rq"], 1, "broken.rq: SPARQL syntax error"),
            (["--links", "gone.tsv"], 1, "no links here"),
            (["--from", "fine.ttl", "--max-age", "-1"], 2, "max-age"),
        ],
    )
    def test_one_line_says_what_and_where(
        self, enrich: Callable[..., Called], arguments: list[str], code: int, words: str
    ) -> None:
        found, _, err = enrich(*arguments)
        assert found == code
        assert words in err
        assert len(err.splitlines()) == 1

    def test_a_store_is_needed(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        write_links(tmp_path / "none", mapping())
        assert main(["enrich", "--store", str(tmp_path / "none")]) == 1
        assert "there is no store here" in capsys.readouterr().err
