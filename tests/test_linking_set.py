"""The file of links: what is written is read back, what is broken is named, and a validator of others agrees."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import NoReturn

import pytest
from command import command_environment
from conftest import fill, missing
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad

from kg.errors import MappingError
from kg.linking.decisions import accepted, contradictions, decided, is_settled
from kg.linking.mapping import COLUMNS, NO_TERM, ORCID, PREDICATES, SEMAPV, Mapping, clean
from kg.linking.mapping_set import MappingSet
from kg.linking.statements import replace_links
from kg.namespaces import SAMV
from kg.questions import ask, catalogue
from kg.shapes import validated
from kg.sources import LINKS
from kg.store import Store

BODY = "https://w3id.org/samverkan/id/body/stockholm/kulturnamnden"
WIKIDATA = "http://www.wikidata.org/entity/Q1"
REVIEWER = f"{ORCID}0000-0002-1825-0097"


def mapping(**cells: str) -> Mapping:
    usual = {
        "subject_id": BODY,
        "predicate_id": PREDICATES["exact"],
        "object_id": WIKIDATA,
        "mapping_justification": f"{SEMAPV}ManualMappingCuration",
    }
    return Mapping.of(**(usual | cells))


HEAD = MappingSet().serialised().decode().rpartition("subject_id")[0]
COLUMN = "subject_id\tpredicate_id\tobject_id\tmapping_justification"
ROW = "samverkan:body/x\tskos:exactMatch\twikidata:Q1\tsemapv:ManualMappingCuration"

iris = st.builds(
    lambda space, name: space + name,
    st.sampled_from(
        ["https://w3id.org/samverkan/id/body/", "http://www.wikidata.org/entity/", "https://example.org/a#", "urn:x:",
         "https://example.org/"]
    ),
    st.text(st.characters(categories=["L", "Nd"], include_characters="-._~/:%"), min_size=1, max_size=12),
)  # fmt: skip
texts = st.text(max_size=30)
numbers = st.floats(0, 1).map(lambda number: f"{number:.3f}")
mappings = st.builds(
    mapping,
    subject_id=iris,
    object_id=iris,
    predicate_id=st.sampled_from(sorted(PREDICATES.values())),
    predicate_modifier=st.sampled_from(["", "Not"]),
    subject_label=texts,
    object_label=texts,
    comment=texts,
    reviewer_label=texts,
    reviewer_id=st.sampled_from(["", REVIEWER, f"{REVIEWER}|urn:x:y"]),
    confidence=numbers,
    mapping_date=st.sampled_from(["", "2016-03-01"]),
    object_source=st.one_of(st.just(""), iris),
).filter(lambda row: row.subject != row.object)


class TestReadingAndWriting:
    @settings(max_examples=50)
    @given(st.lists(mappings, max_size=6))
    def test_what_is_written_is_read_back(self, rows: list[Mapping]) -> None:
        written = MappingSet().adding(rows)
        data = written.serialised()
        assert MappingSet.parse(data).mappings == written.mappings
        assert MappingSet.parse(data).serialised() == data

    @settings(max_examples=50)
    @given(st.lists(mappings, max_size=6), st.randoms())
    def test_the_order_of_adding_makes_no_difference(self, rows: list[Mapping], chance: object) -> None:
        shuffled = sorted(rows, key=lambda _: chance.random())  # type: ignore[attr-defined]
        assert MappingSet().adding(rows).serialised() == MappingSet().adding(shuffled).serialised()

    @given(st.binary(max_size=200))
    def test_any_bytes_are_read_or_refused_in_one_line(self, data: bytes) -> None:
        for bytes_ in (data, HEAD.encode() + data, f"{HEAD}{COLUMN}\n".encode() + data):
            try:
                MappingSet.parse(bytes_, "links.sssom.tsv")
            except MappingError as error:
                assert (error.place or "").startswith("links.sssom.tsv:")  # noqa: PT017

    @given(texts)
    def test_a_cell_never_breaks_a_row(self, text: str) -> None:
        assert not set("\t\n\r") & set(clean(text))
        assert clean(clean(text)) == clean(text)

    def test_no_file_is_an_empty_set(self, tmp_path: Path) -> None:
        assert MappingSet.read(tmp_path / "none.tsv") == MappingSet()

    def test_the_head_is_kept(self) -> None:
        text = HEAD.replace("#license:", "#creator_label:\n#  - Registrator\n#license:")
        found = MappingSet.parse(f"{text}{COLUMN}\n{ROW}\n".encode())
        assert found.head["creator_label"] == ("Registrator",)
        assert b'#creator_label:\n#  - "Registrator"\n' in found.serialised()

    def test_what_the_head_says_of_every_row_goes_into_the_rows(self) -> None:
        text = HEAD.replace("#license:", "#mapping_tool: other\n#license:")
        (row,) = MappingSet.parse(f"{text}{COLUMN}\n{ROW}\n".encode()).mappings
        assert row.cell("mapping_tool") == "other"

    def test_a_prefix_of_the_users_own_is_kept(self) -> None:
        text = HEAD.replace("#curie_map:", '#curie_map:\n#  mine: "https://example.org/town/"')
        row = ROW.replace("wikidata:Q1", "mine:husby")
        found = MappingSet.parse(f"{text}{COLUMN}\n{row}\n".encode())
        assert next(iter(found.mappings)).object == "https://example.org/town/husby"
        assert b"\tmine:husby\t" in found.serialised()

    def test_windows_line_ends_and_a_byte_order_mark_are_read(self) -> None:
        data = b"\xef\xbb\xbf" + f"{HEAD}{COLUMN}\n{ROW}\n".replace("\n", "\r\n").encode()
        assert MappingSet.parse(data).mappings == MappingSet.parse(f"{HEAD}{COLUMN}\n{ROW}\n".encode()).mappings


class TestBadInput:
    @pytest.mark.parametrize(
        ("table", "line", "words"),
        [
            (f"{COLUMN}\n{ROW}\tmore", ":1:4", "5 cells"),
            (f"{COLUMN}\n{ROW.replace('wikidata:', 'wd:')}", ":1:3", 'the prefix "wd" is not in the curie_map'),
            (f"{COLUMN}\n{ROW.replace('wikidata:Q1', 'http://www.wikidata.org/entity/Q1')}", ":1:3", '"http"'),
            (f"{COLUMN}\n{ROW.replace('Q1', 'Q1> <x')}", ":1:3", "valid IRI"),
            (f"{COLUMN}\n{ROW.replace('Q1', 'Q 1')}", ":1:3", "valid IRI"),
            (f"{COLUMN}\n{ROW.replace('wikidata:Q1', 'Q1')}", ":1:3", "not prefix:name"),
            (f"{COLUMN}\n{ROW.replace('wikidata:Q1', 'samverkan:body/x')}", ":1:3", "linked to itself"),
            (f"{COLUMN}\n{ROW.replace('exactMatch', 'broadMatch')}", ":1:2", "predicate_id cannot be skos:broadMatch"),
            (f"{COLUMN}\n{ROW.replace('skos:exactMatch', 'owl:sameAs')}", ":1:2", "predicate_id cannot be owl:sameAs"),
            (f"{COLUMN}\n{ROW.replace('ManualMappingCuration', 'Guess')}", ":1:4", "mapping_justification"),
            (f"{COLUMN}\n\tskos:exactMatch\twikidata:Q1\tsemapv:MappingReview", ":1:1", "subject_id is empty"),
            (f"{COLUMN}\tconfidence\n{ROW}\t1.5", ":1:5", "from 0 to 1"),
            (f"{COLUMN}\tmapping_date\n{ROW}\ti fjol", ":1:5", "must be a date"),
            (f"{COLUMN}\tpredicate_modifier\n{ROW}\tnot", ":1:5", '"Not" or empty'),
            (f'{COLUMN}\n{ROW}\n"{ROW}', ":2", "cannot be read"),
            (COLUMN.replace("object_id", "object"), ":0:3", 'no column "object"'),
            (COLUMN.replace("object_id", "subject_id"), ":0:3", "stands twice"),
            (COLUMN.replace("\tobject_id", ""), ":0", "object_id is missing"),
        ],
    )
    def test_a_broken_row_is_named_with_line_and_column(self, table: str, line: str, words: str) -> None:
        first = HEAD.count("\n") + 1
        with pytest.raises(MappingError) as caught:
            MappingSet.parse(f"{HEAD}{table}\n".encode(), "links.sssom.tsv")
        number, *column = line[1:].split(":")
        assert caught.value.place == ":".join(["links.sssom.tsv", str(first + int(number)), *column])
        assert words in caught.value.message

    @pytest.mark.parametrize(
        ("head", "line", "words"),
        [
            ("#curie_map:\n#  skos: https://example.org/\n", 2, "must mean"),
            ("#license: a\n#license: b\n", 2, "stands twice"),
            ('#license: "a\n', 1, "quote"),
            ("#what is this\n", 1, "not understood"),
        ],
    )
    def test_a_broken_head_is_named_with_its_line(self, head: str, line: int, words: str) -> None:
        with pytest.raises(MappingError) as caught:
            MappingSet.parse(head.encode(), "links.sssom.tsv")
        assert caught.value.place == f"links.sssom.tsv:{line}"
        assert words in caught.value.message

    def test_what_is_not_utf8_is_named_with_its_line(self) -> None:
        with pytest.raises(MappingError) as caught:
            MappingSet.parse(f"{HEAD}{COLUMN}\n".encode() + "Kulturnämnden".encode("latin-1"), "links.sssom.tsv")
        assert caught.value.place == f"links.sssom.tsv:{HEAD.count(chr(10)) + 2}"


class TestDecisions:
    yes = mapping(reviewer_label="registrator", object_source="urn:s:1")
    no = mapping(reviewer_id=REVIEWER, predicate_modifier="Not", object_source="urn:s:1")
    missing = mapping(reviewer_label="arkivarie", object_id=NO_TERM, object_source="urn:s:1")
    unsure = mapping(reviewer_label="registrator", object_id=f"{WIKIDATA}2", confidence="0.5")

    def test_each_row_says_what_was_decided_and_by_whom(self) -> None:
        decisions = [each.decision for each in (self.yes, self.no, self.missing, self.unsure)]
        assert decisions == ["accepted", "rejected", "missing", "unsure"]
        assert self.no.person == REVIEWER
        assert self.yes.person == "registrator"

    def test_contradicting_decisions_are_both_kept_and_shown(self) -> None:
        both = MappingSet.parse(MappingSet().adding([self.yes, self.no]).serialised())
        assert both.mappings == {self.yes, self.no}
        (found,) = contradictions(both)
        assert set(found.mappings) == {self.yes, self.no}
        assert accepted(both) == []  # nothing is taken for sure while people disagree

    def test_found_and_not_there_contradict_each_other(self) -> None:
        assert contradictions(MappingSet().adding([self.yes, self.missing]))
        elsewhere = mapping(object_id=NO_TERM, object_source="urn:s:2", reviewer_label="arkivarie")
        assert not contradictions(MappingSet().adding([self.yes, elsewhere]))

    def test_one_body_is_not_two_things_of_one_source(self) -> None:
        other = mapping(object_id=f"{WIKIDATA}2", object_source="urn:s:1")
        assert contradictions(MappingSet().adding([self.yes, other]))
        plain = [mapping(object_id=f"{WIKIDATA}{number}") for number in (1, 2)]  # a row need not name its source
        assert contradictions(MappingSet().adding(plain))
        elsewhere = mapping(object_id="https://elsewhere.example/1")
        assert not contradictions(MappingSet().adding([plain[0], elsewhere]))

    def test_what_was_decided_is_not_asked_again(self) -> None:
        known = MappingSet().adding([self.no, self.unsure])
        assert decided(known, BODY) == {WIKIDATA}
        assert decided(known, BODY, "registrator") == {WIKIDATA, self.unsure.object}
        assert decided(known, BODY, "arkivarie") == {WIKIDATA}
        assert is_settled(MappingSet().adding([self.missing]), BODY, "urn:s:1")
        assert not is_settled(MappingSet().adding([self.missing]), BODY, "urn:s:2")


@pytest.fixture(scope="module")
def pair() -> tuple[Store, Store]:
    """The small document without links, and with some."""
    plain, linked = Store.memory(), Store.memory()
    fill(plain)
    fill(linked)
    replace_links(linked, MappingSet().adding(TestInTheStore.rows))
    return plain, linked


class TestInTheStore:
    rows = (
        mapping(reviewer_label="registrator", comment='"quoted" \\ and <more>'),
        mapping(object_id=f"{WIKIDATA}2", predicate_modifier="Not"),
        mapping(object_id=NO_TERM),
        mapping(object_id=f"{WIKIDATA}3", confidence="0.4"),
    )

    def test_only_accepted_links_are_statements(self, small: Store) -> None:
        assert replace_links(small, MappingSet().adding(self.rows)) == 1
        quads = set(small.quads(LINKS))
        assert Quad(*(NamedNode(iri) for iri in (BODY, PREDICATES["exact"], WIKIDATA, LINKS))) in quads
        assert not [quad for quad in quads if f"{WIKIDATA}2" in str(quad) or NO_TERM in str(quad)]
        assert not [quad for quad in quads if "sameAs" in quad.predicate.value]
        assert any("registrator" in str(quad.object) for quad in quads)

    def test_taking_a_link_away_takes_its_statements(self, small: Store) -> None:
        replace_links(small, MappingSet().adding(self.rows))
        replace_links(small, MappingSet())
        assert LINKS not in small.graphs()

    def test_links_have_the_shape_of_the_data_and_same_as_has_not(self, small: Store) -> None:
        replace_links(small, MappingSet().adding(self.rows))
        links = list(small.quads(LINKS))
        assert not list(validated(small, links))
        same = Quad(NamedNode(BODY), NamedNode("http://www.w3.org/2002/07/owl#sameAs"), NamedNode(WIKIDATA))
        assert {each.shape.rpartition("/")[2] for each in validated(small, [*links, same])} == {"NoSameAs-sameAs"}

    @pytest.mark.parametrize("name", sorted(catalogue()))
    def test_links_change_no_answer(self, pair: tuple[Store, Store], name: str) -> None:
        given = {p.name: _value(p.type) for p in catalogue()[name].parameters if not p.optional}
        answers = [[tuple(map(str, row)) for row in ask(store, name, **given)] for store in pair]
        assert answers[0] == answers[1]

    def test_with_links_they_are_part_of_what_is_known_of_a_body(self, pair: tuple[Store, Store]) -> None:
        _, linked = pair
        said = [str(row["value_iri"]) for row in ask(linked, "body", body="Kulturnämnden", links=True)]
        assert f"<{WIKIDATA}>" in said
        assert f"<{WIKIDATA}2>" not in said


def _value(kind: str) -> str | int:
    values = {"Body": "Kulturnämnden", "Group": "stadens bostadsbolag", "Action": "1.3", "Integer": 1}
    return values.get(kind, f"{SAMV}role/responsible")


def lacking_sssom(request: pytest.FixtureRequest) -> NoReturn:
    missing(request, "sssom-py is not installed: pip install -c constraints.txt -e '.[sssom]'")


def test_sssom_py_validates_the_set(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    if find_spec("sssom") is None:
        lacking_sssom(request)
    rows = [
        *TestInTheStore.rows,
        mapping(subject_label='#1 åäö "x"', reviewer_id=REVIEWER, mapping_date="2016-03-01", similarity_score="0.871"),
        mapping(object_id="https://example.org/a/b#c", object_source="https://example.org/a/", object_label="NA"),
    ]
    file = tmp_path / "links.sssom.tsv"
    MappingSet().adding(rows).write(file)
    program = (
        "import sys; from sssom.parsers import parse_sssom_table; from sssom.validators import validate; "
        "from sssom.constants import SchemaValidationType as T; found = parse_sssom_table(sys.argv[1]); "
        "assert len(found.df) == int(sys.argv[2]), found.df; "
        "validate(found, [T.JsonSchema, T.PrefixMapCompleteness, T.StrictCurieFormat], fail_on_error=True)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(file), str(len(rows))],
        env=command_environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]


def test_the_columns_are_those_of_the_standard(request: pytest.FixtureRequest) -> None:
    found = find_spec("sssom_schema")
    if found is None or found.origin is None:
        lacking_sssom(request)
    text = next(Path(found.origin).parent.rglob("sssom_schema.yaml")).read_text(encoding="utf-8")
    mapping_class = text.partition("\n  mapping:\n")[2].partition("class_uri")[0]
    slots = mapping_class.partition("slots:\n")[2].splitlines()
    listed = {line.strip(" -") for line in slots if line.lstrip().startswith("- ")}
    assert set(COLUMNS) == listed
