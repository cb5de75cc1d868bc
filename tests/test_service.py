"""Where SERVICE stands in a query, and what is known before it is asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import QueryError
from kg.service import blanked, services, shared_query

PEER = "SERVICE <https://peer.example/sparql> { ?item <http://e/p> ?x . FILTER(?x > 3) }"


def known(sparql: str) -> str | None:
    found = shared_query(sparql, services(sparql)[-1])
    return " ".join(found[0].split()) if found else None


def test_a_service_is_found_with_its_places() -> None:
    sparql = f"SELECT * {{\n  ?s <http://e/see> ?item .\n  {PEER}\n}}"
    [service] = services(sparql)
    assert service.address == "https://peer.example/sparql"
    assert (service.line, service.column) == (3, 3)
    assert sparql[service.keyword : service.group_end] == PEER
    assert sparql[service.address_start : service.address_end] == service.address


@pytest.mark.parametrize("clause", ["service ?where { }", "SERVICE ex:peer { }", "SERVICE SILENT { }", "SERVICE"])
def test_an_address_must_be_written_out(clause: str) -> None:
    with pytest.raises(QueryError, match="does not say whom it asks") as caught:
        services(f"SELECT * {{\n {clause} }}")
    assert (caught.value.line, caught.value.column) == (2, 2)


@pytest.mark.parametrize(
    "text",
    [
        '"SERVICE <x> {"', "'''SERVICE\n<x>'''", "# SERVICE <x> {\n", "<http://e/SERVICE>", "?SERVICE", "ex:SERVICE",
        "$service",
    ],
)  # fmt: skip
def test_the_word_elsewhere_is_no_service(text: str) -> None:
    assert services(f"SELECT * {{ ?s ?p {text} }}") == []


def test_braces_in_texts_and_comments_close_nothing() -> None:
    group = 'SERVICE <http://e/> { ?s ?p "}" . # }\n OPTIONAL { ?s ?q <http://e/}> } }'
    [service] = services(f"SELECT * {{ {group} }}")
    assert f"SELECT * {{ {group} }}"[service.keyword : service.group_end] == group


def test_what_stands_before_gives_the_known_values() -> None:
    prologue = "PREFIX e: <http://e/>"
    found = known(f"{prologue} SELECT ?s (COUNT(?x) AS ?n) WHERE {{ ?s e:see ?item . {PEER} }} GROUP BY ?s")
    assert found == f"{prologue} SELECT DISTINCT ?item WHERE {{ ?s e:see ?item . }} ORDER BY ?item"


def test_filters_that_may_ask_for_what_the_peer_knows_are_left_out() -> None:
    kept = "?s <http://e/see> ?item . FILTER regex(str(?item), ')')"
    before = f"{kept} FILTER(?x < 9) FILTER NOT EXISTS {{ ?item ?q ?x }}"
    assert known(f"SELECT * {{ {before} {PEER} }}") == f"SELECT DISTINCT ?item WHERE {{ {kept} }} ORDER BY ?item"


def test_an_optional_service_and_a_named_graph_are_known_too() -> None:
    assert known(f"SELECT * {{ GRAPH ?g {{ ?s <http://e/see> ?item }} OPTIONAL {{ {PEER} }} }}") is not None


def test_a_second_service_knows_what_stands_before_the_first() -> None:
    other = "SERVICE <https://other.example/> { ?item <http://e/q> ?y }"
    assert known(f"SELECT * {{ ?s <http://e/see> ?item . {other} {PEER} }}") == (
        "SELECT DISTINCT ?item WHERE { ?s <http://e/see> ?item . } ORDER BY ?item"
    )


@pytest.mark.parametrize(
    "sparql",
    [
        f"SELECT * {{ {PEER} ?s <http://e/see> ?item }}",
        f"SELECT * {{ {{ ?s <http://e/see> ?item }} UNION {{ {PEER} }} }}",
        f"SELECT * {{ OPTIONAL {{ ?s <http://e/see> ?item }} {PEER} }}",
        f"SELECT * {{ ?s ?p ?item . MINUS {{ ?s ?p 1 }} {PEER} }}",
        f"SELECT * {{ ?s <http://e/see> ?other . {PEER} }}",
        f"SELECT * {{ {{ SELECT ?item {{ ?s ?p ?item }} LIMIT 1 }} {PEER} }}",
    ],
)
def test_where_it_could_change_the_answer_nothing_is_known(sparql: str) -> None:
    assert known(sparql) is None


@given(st.text(alphabet="?$<>{}\"'#\n:aeSERVIC e", max_size=60))
def test_blanking_keeps_every_place(text: str) -> None:
    blank = blanked(text)
    assert len(blank) == len(text)
    assert [place for place, letter in enumerate(text) if letter == "\n"] == [
        place for place, letter in enumerate(blank) if letter == "\n"
    ]
    assert all(after in {before, " "} for before, after in zip(text, blank, strict=True))


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT * { ?s ?p ?o . #x\rSERVICE <http://e/> { ?s ?p ?o } }",
        "PREFIX e: <http://e/> SELECT * { ?s e:p\\#b ?o . SERVICE <http://e/> { ?s ?p ?o } }",
        "PREFIX e: <http://e/> SELECT * { ?s e:p\\'b ?o . SERVICE <http://e/> { ?s ?p 'x' } }",
        "SELECT * { SERVICESILENT<http://e/> { ?s ?p ?o } }",
        "SELECT * { ?s <http://e/\u00a0a#b> ?o . SERVICE <http://e/> { ?s ?p ?o } }",
        'SELECT * { ?s ?p """a \\""" . """ . SERVICE <http://e/> { ?s ?p ?o } }',
    ],
)
def test_a_service_is_found_wherever_the_engine_finds_one(sparql: str) -> None:
    assert [service.address for service in services(sparql)] == ["http://e/"]


@pytest.mark.parametrize("name", ["SERVICE: ", "SERVICESILENT: ", "service:peer "])
def test_a_prefix_that_the_engine_reads_as_service_is_refused(name: str) -> None:
    with pytest.raises(QueryError, match="does not say whom it asks"):
        services(f"PREFIX : <http://e/> SELECT * {{ {name}{{ ?s ?p ?o }} }}")
