"""What is said of each thing: the same in Turtle and in JSON-LD, whoever reads it."""

import json
import shutil
import subprocess
from hashlib import sha256
from pathlib import Path

import pytest
import rdflib
from conftest import ROOT, SMALL_KEY, fill, missing
from hypothesis import given
from hypothesis import strategies as st
from node_modules import FOLDER, needed
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from kg import jsonld
from kg.namespaces import PREFIXES
from kg.publication import addresses
from kg.publication.canonical import canonical, canonical_hash
from kg.publication.descriptions import description, descriptions
from kg.publication.statements import Statements
from kg.publication.text import Text
from kg.store import Store

ID = "https://w3id.org/samverkan/id/"
ACTION = f"{ID}action/{SMALL_KEY}-1-1.2"
TRAFFIC = f"{ID}body/stockholm/trafiknamnden"
COMPANY = f"{ID}body/stockholm/familjebostader"
SAMV, OA, RDFS = PREFIXES["samv"], PREFIXES["oa"], PREFIXES["rdfs"]


@pytest.fixture(scope="module")
def statements() -> Statements:
    store = Store.memory()
    fill(store)
    return Statements.of(store)


@pytest.fixture(scope="module")
def files(statements: Statements) -> dict[str, bytes]:
    """Every description of the small store, by path."""
    return {part.path: part.content for part in descriptions(statements, Text.of(statements), statements.things())}


def said(statements: Statements, iri: str) -> set[tuple[str, str, str]]:
    return {(t.subject.value, t.predicate.value, t.object.value) for t in description(statements, iri)}


def of(content: bytes, syntax: RdfFormat) -> bytes:
    return canonical(parse(content, format=syntax))


def test_every_thing_has_both_files(statements: Statements, files: dict[str, bytes]) -> None:
    things = statements.things()
    assert {ACTION, TRAFFIC, f"{SAMV}Action", f"{SAMV}role/leads", f"{SAMV}collaboratesWith"} <= set(things)
    assert set(files) == {addresses.data(iri, ending) for iri in things for ending in ("ttl", "jsonld")}


def test_both_say_the_same_and_all_that_is_described(statements: Statements, files: dict[str, bytes]) -> None:
    for iri in statements.things():
        turtle = of(files[addresses.data(iri, "ttl")], RdfFormat.TURTLE)
        assert turtle == of(files[addresses.data(iri, "jsonld")], RdfFormat.JSON_LD), iri
        assert turtle == canonical(description(statements, iri)), iri
        assert b"_:" not in turtle


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib's JSON-LD parser uses its own old names
@pytest.mark.parametrize("iri", [ACTION, TRAFFIC, f"{ID}document/{SMALL_KEY}", f"{SAMV}role/leads", f"{SAMV}Action"])
def test_rdflib_reads_the_same_from_both(files: dict[str, bytes], iri: str) -> None:
    turtle = rdflib.Graph().parse(data=files[addresses.data(iri, "ttl")], format="turtle")
    linked = rdflib.Graph().parse(data=files[addresses.data(iri, "jsonld")], format="json-ld")
    assert set(turtle) == set(linked)
    assert len(turtle) == of(files[addresses.data(iri, "ttl")], RdfFormat.TURTLE).count(b"\n")


def test_the_library_of_javascript_reads_the_same(
    request: pytest.FixtureRequest, statements: Statements, files: dict[str, bytes]
) -> None:
    needed(request, "jsonld", "package.json")
    node = shutil.which("node")
    if node is None:
        missing(request, "there is no node to read JSON-LD with")
    things = statements.things()
    documents = [json.dumps(json.loads(files[addresses.data(iri, "jsonld")])) for iri in things]
    ran = subprocess.run(
        [node, ROOT / "tests" / "node" / "expand.mjs", FOLDER],
        input="\n".join(documents), capture_output=True, encoding="utf-8", check=False, timeout=300,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    read = [json.loads(line).encode() for line in ran.stdout.splitlines()]
    assert read == [of(files[addresses.data(iri, "ttl")], RdfFormat.TURTLE) for iri in things]


def test_an_action_comes_with_its_participations_and_their_sentences(statements: Statements) -> None:
    found = said(statements, ACTION)
    participations = {o for s, p, o in found if s == ACTION and p == f"{SAMV}participation"}
    assert len(participations) == 4
    assert {s for s, p, _ in found if p == f"{SAMV}role"} == participations
    quotes = {o for _, p, o in found if p == f"{OA}exact"}
    assert "Trafiknämndens ansvar preciseras inte." in quotes
    assert "Trafiknämndens" in quotes


def test_a_body_has_its_ties_certain_and_possible_and_the_names_of_the_others(statements: Statements) -> None:
    found = said(statements, TRAFFIC)
    certain, possible = ({o for s, p, o in found if s == TRAFFIC and p == SAMV + tie} for tie in (
        "collaboratesWith", "mayCollaborateWith"))  # fmt: skip
    assert f"{ID}body/stockholm/kommunstyrelsen" in certain
    assert f"{ID}group/stockholm/tekniska-namnder" in possible - certain
    named = {s for s, p, _ in found if p == f"{RDFS}label"}
    assert certain | possible <= named


def test_what_a_body_does_as_one_of_a_group_is_told_too(statements: Statements) -> None:
    found = said(statements, COMPANY)
    participants = {o for _, p, o in found if p == f"{SAMV}participant"}
    assert participants == {f"{ID}group/stockholm/bostadsbolag", f"{ID}group/{SMALL_KEY}-439"}


def test_a_report_names_its_actions_without_their_parts(statements: Statements) -> None:
    report = f"{ID}report/{SMALL_KEY}-1"
    found = said(statements, report)
    assert (ACTION, f"{PREFIXES['dcterms']}isPartOf", report) in found
    assert (ACTION, f"{RDFS}label", "Öppna torgen för föreningslivet") in found
    assert not [p for _, p, _ in found if p == f"{SAMV}participant"]


def test_the_thing_comes_first_and_its_type_before_all_else(files: dict[str, bytes]) -> None:
    text = files[addresses.data(ACTION, "ttl")].decode()
    body = text.split("\n\n", 1)[1]
    assert body.startswith(f"<{ACTION}> a samv:Action ;\n")
    assert json.loads(files[addresses.data(ACTION, "jsonld")])["@graph"][0]["id"] == ACTION


def test_a_document_of_json_carries_what_it_uses_of_the_context(files: dict[str, bytes]) -> None:
    whole = json.loads((ROOT / "ontology" / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    context = json.loads(files[addresses.data(ACTION, "jsonld")])["@context"]
    assert context.items() <= whole.items()
    assert len(context) < len(whole) / 2
    assert "participation" in context
    assert "precision" not in context


def test_a_store_in_memory_describes_the_same(small_path: Path, files: dict[str, bytes]) -> None:
    with Store.open(small_path) as store:
        held = Statements.of(store.in_memory())
    assert {part.path: part.content for part in descriptions(held, Text.of(held), held.things())} == files


IRIS = st.sampled_from([f"{SAMV}Action", f"{SAMV}collaboratesWith", f"{SAMV}x", f"{PREFIXES['dcterms']}source",
    f"{PREFIXES['dcterms']}date", f"{RDFS}label", f"{OA}start", "http://example.org/a//b", "urn:x:y", "id:a",
    f"{PREFIXES['rdf']}type", f"{SAMV}confidence", f"{SAMV}//x"]).map(NamedNode)  # fmt: skip
TEXT = st.text(st.characters(exclude_categories=["Cs"]))
LITERALS = st.one_of(
    TEXT.map(Literal),
    st.builds(lambda text, lang: Literal(text, language=lang), TEXT, st.sampled_from(["sv", "en", "de"])),
    st.builds(
        lambda text, kind: Literal(text, datatype=NamedNode(PREFIXES["xsd"] + kind)),
        st.sampled_from(["1", "01", "-0", "true", "1.0", "2016", "99999999999999999999", "nonsense"]),
        st.sampled_from(["integer", "boolean", "decimal", "date", "nonNegativeInteger", "double"]),
    ),
)


@given(st.lists(st.builds(Triple, st.just(NamedNode("http://example.org/s")), IRIS, IRIS | LITERALS)))
def test_whatever_is_said_of_a_thing_comes_back_from_the_json(triples: list[Triple]) -> None:
    document = jsonld.document([jsonld.line(NamedNode("http://example.org/s"), dict.fromkeys(triples))])
    assert set(parse(document, format=RdfFormat.JSON_LD)) == set(parse(canonical(triples), format=RdfFormat.N_QUADS))


class TestCanonicalHash:
    def test_blank_nodes_are_named_by_the_order_of_what_is_said_of_them(self) -> None:
        """The standard's example of unique hashes; the hash of a node's first-degree quads is worked out here."""
        p, q, r, s, t, u = (f"<http://example.com/#{name}>" for name in "pqrstu")
        first = f"{p} {q} _:a .\n_:a {s} {u} .\n"
        second = f"{p} {r} _:a .\n_:a {t} {u} .\n"
        lower_first = sha256(first.encode()).hexdigest() < sha256(second.encode()).hexdigest()
        one, other = ("_:c14n0", "_:c14n1") if lower_first else ("_:c14n1", "_:c14n0")
        expected = sorted([f"{p} {q} {one} .", f"{p} {r} {other} .", f"{one} {s} {u} .", f"{other} {t} {u} ."])
        written = f"_:x {t} {u} .\n{p} {r} _:x .\n_:e1 {s} {u} .\n{p} {q} _:e1 ."
        found = parse(written, format=RdfFormat.N_QUADS)
        assert canonical(found).decode() == "".join(f"{line}\n" for line in expected)

    def test_a_ring_of_blank_nodes_has_one_form_in_every_order(self) -> None:
        ring = [f"_:{a} <http://example.com/#p> _:{b} ." for a, b in ("ab", "bc", "ca")]
        turned = [
            "_:z <http://example.com/#p> _:x .",
            "_:x <http://example.com/#p> _:y .",
            "_:y <http://example.com/#p> _:z .",
        ]
        forms = {
            canonical_hash(parse("\n".join(lines), format=RdfFormat.N_QUADS)) for lines in (ring, ring[::-1], turned)
        }
        assert len(forms) == 1

    def test_lines_are_sorted_by_code_points_and_escaped_as_the_standard_has_it(self) -> None:
        a, b = NamedNode("http://example.org/a"), NamedNode("http://example.org/b")
        odd = 'é\b\t\n\v\f\r"\\\x07\x7f'
        found = canonical([Triple(a, b, Literal(odd)), Triple(a, b, Literal("Z")), Triple(a, b, Literal("Z"))])
        assert found.decode().splitlines() == [
            '<http://example.org/a> <http://example.org/b> "Z" .',
            r'<http://example.org/a> <http://example.org/b> "é\b\t\n\u000B\f\r\"\\\u0007\u007F" .',
        ]
        assert canonical_hash([Triple(a, b, Literal("Z"))]) != canonical_hash([Triple(a, b, Literal("z"))])
