"""Questions that join the graph with another endpoint: those that were allowed, with what is known, within the time."""

from pathlib import Path

import peers
import pytest
from conftest import Run
from pyoxigraph import NamedNode, Quad, QuerySolutions

from kg.errors import QueryError, ServiceError
from kg.federation import AT_ONCE, Federation, over_http
from kg.store import Store

pytestmark = pytest.mark.usefixtures("collected")

SEE = NamedNode("http://www.w3.org/2000/01/rdf-schema#seeAlso")
NAMES = "".join(f'<http://peer/{n}> <http://peer/name> "Namn {n}"@sv , "Name {n}"@en .\n' for n in range(450))


def store_of(*numbers: int) -> Store:
    """A store in which body n sees the peer's thing n."""
    store = Store.memory()
    store.replace_graphs(
        {"http://e/graph": [Quad(NamedNode(f"http://e/{n}"), SEE, NamedNode(f"http://peer/{n}")) for n in numbers]}
    )
    return store


def query(url: str, service: str = "SERVICE") -> str:
    return f"""SELECT ?body ?name WHERE {{
  ?body <{SEE.value}> ?thing .
  FILTER(STRSTARTS(STR(?thing), "http://peer/"))
  {service} <{url}> {{ ?thing <http://peer/name> ?name . FILTER(LANG(?name) = "sv") }}
}} ORDER BY ?name"""


def rows(store: Store, sparql: str, federation: Federation) -> list[tuple[str, ...]]:
    found = store.query(sparql, federation=federation)
    assert isinstance(found, QuerySolutions)
    return [tuple(term.value if term else "" for term in row) for row in found]


def test_the_graph_and_its_peer_are_joined() -> None:
    with peers.of_turtle(NAMES) as peer, over_http([peer.url]) as federation:
        assert rows(store_of(3, 1), query(peer.url), federation) == [
            ("http://e/1", "Namn 1"),
            ("http://e/3", "Namn 3"),
        ]
    assert federation.problems == []


def test_the_peer_is_asked_about_what_is_known_and_told_who_asks() -> None:
    with peers.of_turtle(NAMES) as peer, over_http([peer.url]) as federation:
        rows(store_of(3), query(peer.url), federation)
    [asked] = peer.queries
    assert asked.endswith("VALUES ( ?thing ) { ( <http://peer/3> ) }")
    assert peer.agents[0].startswith("samverkan/")


def test_many_known_values_are_asked_about_in_turns() -> None:
    with peers.of_turtle(NAMES) as peer, over_http([peer.url]) as federation:
        assert len(rows(store_of(*range(450)), query(peer.url), federation)) == 450
    assert len(peer.queries) == 450 // AT_ONCE + 1


def test_a_peer_is_not_asked_where_nothing_can_fit() -> None:
    with peers.of_turtle(NAMES) as peer, over_http([peer.url]) as federation:
        assert rows(store_of(), query(peer.url), federation) == []
    assert peer.queries == []


def test_values_with_quotes_and_line_breaks_reach_the_peer_as_they_are() -> None:
    hard = r'"a \"b\" \\ \n}"'
    with peers.of_turtle(f"<http://peer/1> <http://peer/name> {hard} .") as peer, over_http([peer.url]) as federation:
        sparql = f"SELECT * {{ BIND({hard} AS ?name) SERVICE <{peer.url}> {{ ?thing ?p ?name }} }}"
        assert len(rows(store_of(), sparql, federation)) == 1
    assert "VALUES ( ?name )" in peer.queries[0]


def test_two_peers_in_one_question() -> None:
    codes = "".join(f"<http://peer/{n}> <http://peer/code> {n} .\n" for n in range(5))
    with peers.of_turtle(NAMES) as one, peers.of_turtle(codes) as other, over_http([one.url, other.url]) as federation:
        sparql = query(one.url).replace(
            "} ORDER", f"SERVICE <{other.url}> {{ ?thing <http://peer/code> ?code }} }} ORDER"
        )
        assert [row[1] for row in rows(store_of(2, 4, 40), sparql, federation)] == ["Namn 2", "Namn 4"]


def test_a_stranger_is_not_asked() -> None:
    with peers.of_turtle(NAMES) as peer, over_http(["http://127.0.0.1:9/other"]) as federation:
        with pytest.raises(QueryError, match=r"SERVICE at line 4 would ask .* not allowed") as caught:
            rows(store_of(1), query(peer.url), federation)
        assert caught.value.hint == f"allow it: --endpoint {peer.url}"
    assert peer.queries == []


def test_a_silent_peer_ends_in_an_error_after_the_limit() -> None:
    with peers.silent() as url:
        with pytest.raises(ServiceError, match="no answer within") as caught, over_http([url], 0.3) as federation:
            rows(store_of(1), query(url), federation)
        assert caught.value.place == url


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        ((500, "text/plain", b"oj"), "answers 500"),
        ((200, "text/html", b"<html>"), "something other than SPARQL results"),
        ((200, "application/json", b'{"head": {}, "results": []}'), "something other than SPARQL results"),
    ],
)
def test_a_peer_that_answers_nonsense_is_told(reply: peers.Reply, said: str) -> None:
    with peers.Peer(lambda _: reply) as peer:
        with pytest.raises(ServiceError, match=said) as caught, over_http([peer.url], 5) as federation:
            rows(store_of(1), query(peer.url), federation)
        assert caught.value.place == peer.url


def test_where_the_query_says_silent_the_problem_is_kept() -> None:
    with peers.silent() as url, over_http([url], 0.3) as federation:
        assert rows(store_of(1), query(url, "SERVICE SILENT"), federation) == [("http://e/1", "")]
        assert len(federation.problems) == 1


def test_virtuoso_answers(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    with peers.virtuoso(request, tmp_path, NAMES[: NAMES.index("<http://peer/9>")]) as url:
        with over_http([url]) as federation:
            assert rows(store_of(3, 1, 400), query(url), federation) == [
                ("http://e/1", "Namn 1"),
                ("http://e/3", "Namn 3"),
            ]
        with peers.of_turtle(NAMES) as other, over_http([url, other.url]) as federation:
            both = query(url).replace("} ORDER", f"SERVICE <{other.url}> {{ ?thing ?p ?name }} }} ORDER")
            assert len(rows(store_of(3, 1), both, federation)) == 2


class TestTheCommand:
    def test_an_endpoint_is_asked_only_when_named(self, run: Run, small_path: Path, tmp_path: Path) -> None:
        with peers.of_turtle(NAMES) as peer:
            (tmp_path / "q.rq").write_text(f"SELECT ?name {{ SERVICE <{peer.url}> {{ <http://peer/1> ?p ?name }} }}")
            refused = run("query", "q.rq", "--store", small_path)
            assert refused.returncode == 1
            assert "q.rq:1:16: SERVICE at line 1 would ask another endpoint" in refused.stderr
            assert peer.queries == []
            allowed = run("query", "q.rq", "--store", small_path, "--endpoint", peer.url, "--format", "csv")
            assert sorted(allowed.stdout.split()) == ["1", "1", "Name", "Namn", "name"]

    def test_a_silent_endpoint_is_told_on_one_line(self, run: Run, small_path: Path, tmp_path: Path) -> None:
        with peers.silent() as url:
            (tmp_path / "q.rq").write_text(f"SELECT * {{ SERVICE <{url}> {{ ?s ?p ?o }} }}")
            told = run("query", "q.rq", "--store", small_path, "--endpoint", url, "--seconds", "0.3")
            assert (told.returncode, told.stdout) == (1, "")
            assert f"{url}: no answer within 0.3 seconds" in told.stderr
            assert "Traceback" not in told.stderr
            (tmp_path / "q.rq").write_text(f"SELECT * {{ SERVICE SILENT <{url}> {{ ?s ?p ?o }} }}")
            silent = run("query", "q.rq", "--store", small_path, "--endpoint", url, "--seconds", "0.3")
            assert silent.returncode == 0
            assert "left out: " in silent.stderr
