"""Answers come out whole for programs, readable for people, and harmless for spreadsheets and terminals."""

import csv
import io
import json

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from kg.errors import UsageError
from kg.namespaces import PREFIXES, shortened
from kg.results import Rows, harmless, people_csv, plain_table, readable, serialised
from kg.store import Store

SUBJECT, PREDICATE = NamedNode("http://example.org/s"), NamedNode("http://example.org/p")
SELECT = "SELECT ?s ?o { ?s <http://example.org/p> ?o }"
CONSTRUCT = "CONSTRUCT WHERE { ?s <http://example.org/p> ?o }"


@pytest.fixture
def store() -> Store:
    made = Store.memory()
    made.replace_graphs({"http://example.org/g": [Triple(SUBJECT, PREDICATE, Literal("=1+1", language="sv"))]})
    return made


def test_sparql_formats_keep_every_bit(store: Store) -> None:
    assert serialised(store.query(SELECT), "csv") == b"s,o\r\nhttp://example.org/s,=1+1\r\n"
    found = json.loads(serialised(store.query(SELECT), "json"))
    assert found["results"]["bindings"][0]["o"] == {"type": "literal", "value": "=1+1", "xml:lang": "sv"}


def test_yes_and_no(store: Store) -> None:
    assert json.loads(serialised(store.query("ASK { ?s ?p ?o }"), "json"))["boolean"] is True
    assert serialised(store.query("ASK { <http://example.org/no> ?p ?o }"), "csv") == b"false\r\n"
    assert Rows.of(store.query("ASK { ?s ?p ?o }")).cells() == [["yes"]]


def test_statements_come_as_turtle_with_prefixes(store: Store) -> None:
    found = serialised(store.query(CONSTRUCT), "turtle").decode()
    assert '<http://example.org/s> <http://example.org/p> "=1+1"@sv' in found
    assert Rows.of(store.query(CONSTRUCT)).columns == ("subject", "predicate", "object")


@pytest.mark.parametrize(
    ("sparql", "fmt"), [(SELECT, "turtle"), ("ASK {}", "turtle"), (CONSTRUCT, "csv"), (CONSTRUCT, "json")]
)
def test_a_format_that_cannot_hold_the_result_is_wrong_use(store: Store, sparql: str, fmt: str) -> None:
    with pytest.raises(UsageError, match="use --format"):
        serialised(store.query(sparql), fmt)


@pytest.mark.parametrize("cell", ["=1+1", "+46", "-5", "@SUM(A1)", "\t=1", "\ta", "\ra", "\n@x", " =1", "\uff1d1"])
def test_a_cell_that_would_be_a_formula_is_quoted(cell: str) -> None:
    assert harmless(cell).startswith("'")


@pytest.mark.parametrize("cell", ["Svenska Bostäder", "6.4.2", "a=b", "", "bostadstyp-, storlek"])
def test_any_other_cell_is_as_it_was(cell: str) -> None:
    assert harmless(cell) == cell


def test_control_characters_do_not_reach_a_spreadsheet_or_a_terminal() -> None:
    assert harmless("a\x1b[31mb") == "a\ufffd[31mb"
    assert readable(Literal("a\x1b]0;title\x07 b\u009b1m")) == "a\ufffd]0;title\ufffd b\ufffd1m"


def test_people_csv_reads_back() -> None:
    text = people_csv(["a", "b"], [["rad ett\nrad två", 'säger "ja", och =']])
    assert list(csv.reader(io.StringIO(text))) == [["a", "b"], ["rad ett\nrad två", 'säger "ja", och =']]


def test_a_plain_table_is_aligned_and_never_broken() -> None:
    long = "å" * 300
    lines = plain_table(["namn", "n"], [["Kommunstyrelsen", "1"], [long, "2"]]).splitlines()
    assert len(lines) == 3
    assert {line.rstrip()[-1] for line in lines} == {"n", "1", "2"}
    assert len({len(line) for line in lines}) == 1


def test_line_breaks_in_a_cell_do_not_break_the_table() -> None:
    assert readable(Literal("kultur-\nnämnden")) == "kultur- nämnden"


def test_addresses_are_shortened_by_the_longest_prefix() -> None:
    assert shortened(f"{PREFIXES['role']}leads") == "role:leads"
    assert shortened(f"{PREFIXES['samv']}Action") == "samv:Action"
    assert shortened("https://w3id.org/samverkan/id/body/stockholm/x") == "id:body/stockholm/x"
    assert shortened("http://example.org/x") == "http://example.org/x"
    assert shortened(PREFIXES["samv"]) == PREFIXES["samv"]
