"""The catalogue of questions: headers, parameters, and the same answers from two engines."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from conftest import fill
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query

from kg import names
from kg.assets import queries_dir
from kg.errors import AssetError, QuestionError
from kg.linking.facts import Fact, Origin, replace_facts
from kg.linking.mapping import PREDICATES, SEMAPV, Mapping
from kg.linking.mapping_set import MappingSet
from kg.linking.statements import replace_links
from kg.questions import Question, ask, catalogue, find, read
from kg.results import Rows
from kg.store import Store

EXPECTED = {
    "actions-of", "bodies", "board-and-administration", "body", "bridges", "civil-society", "document", "evidence",
    "gaps",
    "implicit", "members-of", "modality", "no-owner", "no-partner", "open-lists", "partners-of", "per-report",
    "per-role", "possible-ties", "responsible-for", "shared-responsibility", "signatories", "standing-collaborations",
    "through-offices", "tie", "transfers", "unspecified", "who-collaborates",
}  # fmt: skip
ASKED = {
    "body": ["Kulturnämnden", "Svenska Bostäder"],
    "other": ["Kommunstyrelsen", "Trafiknämnden"],
    "group": ["stadens bostadsbolag"],
    "action": ["gårdsfester", "Öppna torgen"],
    "role": ["cooperates", "ansvarig"],
    "report": ["Liv i husen"],
    "document": ["levande torg"],
}
EMPTY = {"gaps", "no-owner", "no-partner"}  # the small document has no such gap
LABELLED = re.compile(
    r"OPTIONAL \{ (\?\w+) (rdfs:label|skos:prefLabel|skos:prefLabel\|rdfs:label) (\?\w+) "
    r"FILTER NOT EXISTS \{ \1 \2 \3_2\s+"
    r'FILTER\(CONCAT\(STR\(LANG\(\3_2\) != COALESCE\(\?lang, "sv"\)\), '
    r'STR\(LANG\(\3_2\) NOT IN \("sv", "en"\)\), STR\(\3_2\)\)\s+'
    r'< CONCAT\(STR\(LANG\(\3\) != COALESCE\(\?lang, "sv"\)\), '
    r'STR\(LANG\(\3\) NOT IN \("sv", "en"\)\), STR\(\3\)\)\) \} \}'
)
HEADER = "#+ summary: A\n#+ summary_sv: B\n#+ params: {params}\n#+ tags: t\n"


@pytest.fixture(scope="module")
def store() -> Store:
    filled = Store.memory()
    fill(filled)
    item, source = "http://www.wikidata.org/entity/Q1", Origin("https://query.wikidata.org/sparql", "Wikidata")
    body = "https://w3id.org/samverkan/id/body/stockholm/"
    rows = [
        Mapping.of(
            subject_id=f"{body}{name}",
            predicate_id=PREDICATES[how],
            object_id=item,
            mapping_justification=f"{SEMAPV}ManualMappingCuration",
            reviewer_label="registrator",
        )
        for name, how in (("kulturnamnden", "exact"), ("svenska-bostader", "related"))
    ]
    replace_links(filled, MappingSet().adding(rows))
    names = [ox.Literal("A", language="en"), ox.Literal("B", language="sv")]
    replace_facts(filled, [Fact(item, rdflib.RDFS.label.toPython(), name, source, "2016-03-01") for name in names])
    return filled


@pytest.fixture(scope="module")
def plain(store: Store) -> rdflib.Graph:
    """The same statements in rdflib's own memory, without anything of Oxigraph's."""
    statements = ox.serialize((quad.triple for quad in store.quads()), format=ox.RdfFormat.N_TRIPLES)
    return rdflib.Graph().parse(data=statements, format="nt")


def askings(question: Question) -> Iterator[dict[str, str]]:
    """Ways to ask: with what is required only, and with all parameters, once for each value that is tried."""
    required = [each.name for each in question.parameters if not each.optional]
    yield {name: ASKED[name][0] for name in required}
    if question.parameters:
        yield {each.name: ASKED[each.name][-1] for each in question.parameters}


def both() -> list[tuple[Question, dict[str, str]]]:
    return [(question, params) for question in catalogue().values() for params in askings(question)]


def in_a_language() -> Iterator[tuple[Question, dict[str, str], str]]:
    """Each question in both languages; where there are two ways to ask it, one way in each."""
    for question in catalogue().values():
        ways = list(askings(question))
        for params, lang in zip([*ways, *ways][:2], ("sv", "en"), strict=True):
            yield question, params, lang


@cache
def named(store: Store, value: str, kind: str) -> ox.NamedNode:
    """What a name means, looked for once: most of the time goes into reading all names."""
    return names.find(store, value, kind)


def meant(store: Store, question: Question, params: dict[str, str]) -> dict[str, ox.NamedNode]:
    """The things that the parameters name."""
    types = {each.name: each.type for each in question.parameters}
    return {name: named(store, value, types[name]) for name, value in params.items()}


@cache
def prepared(sparql: str) -> Query:
    """A query that rdflib has read, which takes it far longer than to answer it."""
    return prepareQuery(sparql)


def as_rdflib(term: object) -> rdflib.term.Identifier | None:
    if term is None:
        return None
    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    assert isinstance(term, ox.Literal)
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    return rdflib.Literal(term.value, datatype=term.datatype.value)


def exact(term: object) -> tuple[str, ...]:
    """A term in full: two that are equal here are the same term."""
    if isinstance(term, rdflib.Literal):
        return (str(term), term.language or "", str(term.datatype or rdflib.XSD.string) if not term.language else "")
    return () if term is None else (str(term),)


def column(store: Store, name: str, wanted: str, **params: str) -> list[str]:
    answer = Rows.of(ask(store, name, **params))
    return [row[answer.columns.index(wanted)] for row in answer.values()]


def test_catalogue_has_the_questions() -> None:
    questions = catalogue()
    assert set(questions) >= EXPECTED
    assert len(questions) >= 28


@pytest.mark.parametrize("question", catalogue().values(), ids=str)
def test_question_is_described(question: Question) -> None:
    assert question.summary.endswith((".", "?"))
    assert question.summary_sv.endswith((".", "?"))
    assert question.summary != question.summary_sv
    assert "?lang" in question.sparql
    assert not any(column.endswith("_iri") for column in question.columns[:1])


@pytest.mark.parametrize("path", sorted(queries_dir().rglob("*.rq")), ids=lambda path: path.stem)
def test_labels_follow_one_rule(path: Path) -> None:
    """No label is fetched otherwise, but where all the names of a thing are wanted."""
    if path.parent.name == "export":
        pytest.skip("its labels are put in by kg.export")
    rest = LABELLED.sub("", path.read_text(encoding="utf-8"))
    if path.parent.name not in {"enrichment", "linking", "names", "network", "publication"} and path.stem != "body":
        assert "rdfs:label" not in rest.partition("SELECT")[2]
        assert "skos:prefLabel" not in rest.partition("SELECT")[2]


@pytest.mark.parametrize(
    ("question", "params", "lang"), list(in_a_language()), ids=lambda value: getattr(value, "name", None)
)
def test_both_engines_answer_alike(
    store: Store, plain: rdflib.Graph, question: Question, params: dict[str, str], lang: str
) -> None:
    terms: dict[str, ox.NamedNode | ox.Literal] = {**meant(store, question, params), "lang": ox.Literal(lang)}
    ours = [tuple(exact(as_rdflib(term)) for term in row) for row in Rows.of(store.query(question.sparql, terms)).rows]
    theirs = [
        tuple(exact(term) for term in row)
        for row in plain.query(
            prepared(question.sparql), initBindings={key: as_rdflib(term) for key, term in terms.items()}
        )
    ]
    assert ours == theirs, "equal rows in the same order"
    assert len(set(ours)) == len(ours)
    assert ours or question.name in EMPTY


def test_order_is_total(store: Store) -> None:
    """The same rows come in the same order from a store that was filled the other way round."""
    other = Store.memory()
    for graph in reversed(store.graphs()):
        other.replace_graphs({graph: sorted(store.quads(graph), key=str, reverse=True)})
    for question, params in both():
        things = meant(store, question, params)
        rows = [Rows.of(ask(each, question.name, links=True, **things)) for each in (other, store)]
        assert rows[0] == rows[1]


def test_labels_are_in_the_language_asked_for(store: Store) -> None:
    assert set(column(store, "partners-of", "tie", body="Kulturnämnden")) == {"samverkar med"}
    kinds = Rows.of(ask(store, "partners-of", "en", body="Kulturnämnden"))
    assert "committee" in {row[kinds.columns.index("kind")] for row in kinds.values()}
    assert Rows.of(ask(store, "partners-of", "fi", body="Kulturnämnden")).rows, "a language that nothing has"


def test_the_best_label_is_chosen_once(store: Store) -> None:
    body = ox.NamedNode("https://example.org/a")
    labels = [ox.Literal("B", language="en"), ox.Literal("C", language="fi"), ox.Literal("A", language="fi")]
    several = Store.memory()
    several.replace_graphs(
        {"https://example.org/g": [ox.Quad(body, ox.NamedNode(str(rdflib.RDFS.label)), *labels[:1])]}
    )
    query = find("body").sparql
    assert "LANG(" in query
    statements = [
        *(ox.Triple(body, ox.NamedNode(str(rdflib.RDFS.label)), label) for label in labels),
        ox.Triple(body, ox.NamedNode(str(rdflib.RDF.type)), ox.NamedNode("https://w3id.org/samverkan/def/Committee")),
        ox.Triple(
            ox.NamedNode("https://example.org/p"), ox.NamedNode("https://w3id.org/samverkan/def/participant"), body
        ),
        ox.Triple(
            ox.NamedNode("https://example.org/p"),
            ox.NamedNode("https://w3id.org/samverkan/def/context"),
            ox.NamedNode("https://example.org/c"),
        ),
    ]
    several.replace_graphs({"https://example.org/g": statements})
    assert column(several, "bodies", "body") == ["B"], "English before Finnish where Swedish is missing"
    several.replace_graphs({"https://example.org/g": [each for each in statements if each.object != labels[0]]})
    assert column(several, "bodies", "body") == ["A"], "else any, the same each time"


def test_parameters_are_not_columns(store: Store) -> None:
    question = find("actions-of")
    answer = ask(store, "actions-of", body="Kulturnämnden")
    assert tuple(variable.value for variable in answer.variables) == question.columns
    assert not {"body", "lang"} & set(question.columns)


def test_answers_keep_language_and_datatype(store: Store) -> None:
    row = next(iter(ask(store, "document")))
    assert row["title"] == ox.Literal("Åtgärder för levande torg", language="sv")
    assert row["actions"] == ox.Literal(3)
    assert str(row["date"].datatype.value).endswith("#date")


def test_parameter_is_bound(store: Store) -> None:
    assert set(column(store, "partners-of", "partner", body="Folkets Hus och Parker")) == {"Kulturförvaltningen"}
    assert column(store, "responsible-for", "body", action="gårdsfester") == ["Kulturnämnden", "Stadsbyggnadsnämnden"]
    assert len(column(store, "members-of", "member", group="stadens bostadsbolag")) == 3


def test_optional_parameter_narrows_an_aggregate(store: Store) -> None:
    whole, one = Rows.of(ask(store, "per-role")), Rows.of(ask(store, "per-role", role="samverkar"))
    assert len(whole.rows) > 1
    assert [row for row in whole.rows if row == one.rows[0]] == list(one.rows)
    assert column(store, "actions", "code") == ["1.2", "1.3", "1.2"]
    assert column(store, "actions", "code", report="Liv i husen") == ["1.2"]


def test_evidence_is_the_text(store: Store) -> None:
    text = store.text("34fde84c77b599b5")
    answer = Rows.of(ask(store, "evidence", body="Svenska Bostäder"))
    for row in answer.values():
        quote, start, end = (row[answer.columns.index(name)] for name in ("quote", "start", "end"))
        assert text[int(start) : int(end)] == quote
    assert len(answer.rows) == 3
    assert len(column(store, "evidence", "quote", body="Svenska Bostäder", other="Kommunstyrelsen")) == 1
    assert column(store, "evidence", "role", body="Kansliet för mänskliga rättigheter") == ["ansvarig"]


def test_every_tie_can_be_explained(store: Store) -> None:
    pairs = store.query(
        "SELECT ?a ?b ?certain { VALUES (?t ?certain) { (<https://w3id.org/samverkan/def/collaboratesWith> true)"
        " (<https://w3id.org/samverkan/def/mayCollaborateWith> false) } ?a ?t ?b }"
    )
    found = Rows.of(pairs).rows
    assert len(found) > 10
    for a, b, certain in found:
        rows = Rows.of(ask(store, "tie", links=True, body=a, other=b))
        at = rows.columns.index("certain")
        assert certain.value in {row[at] for row in rows.values()}


def test_ties_are_counted_by_context(store: Store) -> None:
    answer = Rows.of(ask(store, "who-collaborates"))
    certain = Rows.of(store.query("SELECT ?a ?b { ?a <https://w3id.org/samverkan/def/collaboratesWith> ?b }"))
    assert 2 * len(answer.rows) == len(certain.rows)
    assert all(int(row[2]) >= 1 for row in answer.values())


@pytest.mark.parametrize(
    "hostile",
    [
        '"} ; DROP ALL ; #',
        "> . ?s ?p ?o . <",
        "https://example.org/> } #",
        "Kulturnämnden' UNION { ?s ?p ?o }",
        "?body",
        "{{body}}",
        "\\u0022 . } #",
        "\0",
        "a" * 100_000,
        "   ",
    ],
)
def test_what_people_write_is_never_query(store: Store, hostile: str) -> None:
    before = len(store)
    with pytest.raises(QuestionError):
        ask(store, "partners-of", body=hostile)
    assert Rows.of(ask(store, "partners-of", hostile, body="Kulturnämnden")).rows, "nor is a language"
    assert len(store) == before


def test_plain_values_are_bound_letter_for_letter(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "echo.rq").write_text(
        HEADER.format(params="text:String, number:Integer?")
        + "SELECT ?text ?number ?lang (STR(?text) AS ?said) (?number + 1 AS ?next) WHERE {}",
        encoding="utf-8",
    )
    monkeypatch.setattr("kg.questions.queries_dir", lambda: tmp_path)
    hostile = '"} ; DROP ALL # \\ \n å'
    assert column(store, "echo", "said", text=hostile, number="41") == [hostile]
    assert column(store, "echo", "next", text="x", number="41") == ["42"]
    assert column(store, "echo", "next", text="x") == [""]
    with pytest.raises(QuestionError, match="whole number"):
        ask(store, "echo", text="x", number="4; DROP ALL")


def test_unknown_question_names_the_nearest(store: Store) -> None:
    with pytest.raises(QuestionError, match="partners-of"):
        ask(store, "partner-of", body="x")
    with pytest.raises(QuestionError, match="samverkan ask"):
        find("../../etc/passwd")


def test_unknown_parameter_names_the_nearest(store: Store) -> None:
    with pytest.raises(QuestionError, match=r'no parameter "boddy".*did you mean body\?'):
        ask(store, "partners-of", boddy="x")
    with pytest.raises(QuestionError, match="it takes no parameters"):
        ask(store, "signatories", body="x")


def test_missing_parameter_is_named(store: Store) -> None:
    with pytest.raises(QuestionError, match=r'needs "other".*body:Body, other:Body'):
        ask(store, "tie", body="Kulturnämnden")
    with pytest.raises(QuestionError, match='needs "body"'):
        ask(store, "tie", body=None)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("#+ summary: A\n#+ sumary_sv: B\nSELECT ?lang {}", 2, "not a header line"),
        ("#+ summary: A\n#+ summary_sv: B\n#+ tags: t\nSELECT ?lang {}", 1, "params"),
        (HEADER.format(params="body") + "SELECT ?body ?lang {}", 3, "not a parameter"),
        (HEADER.format(params="body:Person") + "SELECT ?body ?lang {}", 3, "no type"),
        (HEADER.format(params="body:Body") + "SELECT ?lang { ?body ?p ?o }", 3, "does not select"),
        (HEADER.format(params="none") + "SELECT ?a { ?a ?p ?o }", 3, "does not select"),
        ("SELECT ?lang {}", 1, "summary"),
    ],
)
def test_bad_header_is_told_with_its_line(tmp_path: Path, text: str, line: int, message: str) -> None:
    path = tmp_path / "bad.rq"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(AssetError, match=message) as told:
        read(path)
    assert str(told.value.place).endswith(f"bad.rq:{line}")


def test_columns_are_read_from_the_outer_select(tmp_path: Path) -> None:
    path = tmp_path / "q.rq"
    path.write_text(
        HEADER.format(params="none") + "SELECT DISTINCT ?a (COUNT(DISTINCT ?x) AS ?n)\n  ?lang WHERE { SELECT ?z {} }",
        encoding="utf-8",
    )
    assert read(path).columns == ("a", "n")
