"""What follows from what a document says: who collaborates, who may, who only takes part together."""

from functools import cache
from itertools import pairwise, permutations
from pathlib import Path

import pytest
from conftest import SMALL_GRAPH, fill
from pyoxigraph import NamedNode, QueryTriples, RdfFormat, Triple, parse, serialize
from rdflib import Graph

from kg.assets import ontology_dir, sample_path
from kg.build import build
from kg.excerpt import ONTOLOGY, excerpt
from kg.rules import apply_rules, rule_files, rule_graph
from kg.store import Store

SAMV = "https://w3id.org/samverkan/def/"
ID = "https://w3id.org/samverkan/id/"
PREFIXES = f"""
    @prefix samv: <{SAMV}> . @prefix role: <{SAMV}role/> . @prefix q: <{SAMV}quantification/> .
    @prefix status: <{SAMV}status/> .
    @prefix body: <{ID}body/testby/> . @prefix group: <{ID}group/testby/> . @prefix x: <{ID}x/> .
    @prefix foaf: <http://xmlns.com/foaf/0.1/> .
    group:boards a samv:ListedGroup ; foaf:member body:board-1 , body:board-2 , body:board-3 .
    group:companies a samv:ListedGroup ; foaf:member body:company-1 , body:company-2 .
    group:unlisted a samv:Group ; samv:quantification q:open .
    group:some-boards a samv:OpenGroup ; samv:drawnFrom group:boards ; samv:quantification q:some .
    group:other-boards a samv:OpenGroup ; samv:drawnFrom group:boards ; samv:quantification q:others .
    group:some-unlisted a samv:OpenGroup ; samv:drawnFrom group:unlisted ; samv:quantification q:some .
"""
TIES = ("collaboratesWith", "mayCollaborateWith", "takesPartTogetherWith")
BOARDS = ("board-1", "board-2", "board-3")
ACCOUNTABLE = ("responsible", "mainResponsible", "coResponsible", "leads", "coordinates", "assigned")
WITHOUT_TIE = ("supports", "operates", "funds", "consulted", "commissions", "decides", "receivesReport", "involved")

Pairs = set[tuple[str, str]]
Part = tuple[str, str] | tuple[str, str, str]


@cache
def store() -> Store:
    """One store for all: each test replaces the document in it."""
    return Store.memory()


def local(term: object) -> str:
    return str(getattr(term, "value", term)).rpartition("/")[2]


def context(kind: str, *parts: Part, name: str = "c") -> str:
    """A context of this kind in Turtle; each part is a participant, its role, and perhaps more statements."""
    lines = [f"x:{name} a samv:{kind} ."]
    for number, (who, role, *more) in enumerate(parts):
        part = f"x:{name}{number}"
        details = "".join(f" ; {each}" for each in more)
        lines.append(f"{part} a samv:Participation ; samv:participant {who} ; samv:role role:{role}{details} .")
        lines.append(f"{part} samv:context x:{name} . x:{name} samv:participation {part} .")
    return "\n".join(lines)


def derived(*contexts: str) -> dict[str, Pairs]:
    """What follows from a document with these contexts: pairs of local names by predicate."""
    turtle = PREFIXES + "\n".join(contexts)
    store().replace_graphs({SMALL_GRAPH: parse(turtle, format=RdfFormat.TURTLE)})
    apply_rules(store())
    found: dict[str, Pairs] = {}
    for file in rule_files():
        for quad in store().quads(rule_graph(file.stem)):
            pair = (local(quad.subject), local(quad.object))
            found.setdefault(local(quad.predicate), set()).add(pair)
    return found


def both_ways(*pairs: tuple[str, str]) -> Pairs:
    return {pair for one, other in pairs for pair in ((one, other), (other, one))}


@pytest.fixture(scope="module")
def sample() -> Store:
    built = Store.memory()
    build([sample_path()], built)
    return built


@pytest.fixture(scope="module")
def both() -> Store:
    """The sample and the small document in one store."""
    filled = Store.memory()
    fill(filled)
    build([sample_path()], filled)
    return filled


@pytest.fixture(scope="module")
def alone() -> Store:
    """The small document, and of the rest what it speaks of: rdflib takes its time over more."""
    filled = Store.memory()
    fill(filled)
    return filled


@pytest.fixture(scope="module")
def in_rdflib(alone: Store) -> Graph:
    """The same statements in rdflib's own memory, for rdflib's own query engine."""
    triples = {quad.triple for quad in excerpt(alone, alone.quads(SMALL_GRAPH))}
    triples |= {quad.triple for quad in alone.quads(ONTOLOGY) if not quad.predicate.value.endswith(("pattern", "form"))}
    return Graph().parse(data=serialize(triples, format=RdfFormat.N_TRIPLES), format="nt")


class TestEachRule:
    def test_there_are_these(self) -> None:
        names = ["collaborates", "cooperating-body", "may-collaborate", "responsible-body", "takes-part-together"]
        assert [file.stem for file in rule_files()] == names

    @pytest.mark.parametrize("file", rule_files(), ids=lambda file: file.stem)
    def test_it_gives_rows_on_the_sample(self, sample: Store, file: Path) -> None:
        assert len(list(sample.quads(rule_graph(file.stem)))) > 3

    @pytest.mark.parametrize("file", rule_files(), ids=lambda file: file.stem)
    def test_rdflib_and_oxigraph_derive_the_same(self, alone: Store, in_rdflib: Graph, file: Path) -> None:
        sparql = file.read_text(encoding="utf-8")
        results = alone.query(sparql)
        assert isinstance(results, QueryTriples)
        mine = {tuple(str(term.value) for term in triple) for triple in results}
        theirs = {tuple(str(term) for term in triple) for triple in in_rdflib.query(sparql)}
        assert mine
        assert theirs == mine

    @pytest.mark.parametrize("file", rule_files(), ids=lambda file: file.stem)
    def test_what_it_derives_is_a_declared_property(self, sample: Store, file: Path) -> None:
        declared = Graph().parse(ontology_dir() / "samverkan.ttl")
        (predicate,) = {quad.predicate.value for quad in sample.quads(rule_graph(file.stem))}
        assert any(str(subject) == predicate for subject in declared.subjects())


class TestOnRealData:
    def test_ties_are_symmetric_and_never_to_oneself(self, both: Store) -> None:
        for tie in TIES:
            pairs = {(t.subject, t.object) for t in ties(both, tie)}
            assert pairs
            assert {(other, one) for one, other in pairs} == pairs
            assert not [one for one, other in pairs if one == other]

    def test_no_open_or_listed_group_is_tied(self, both: Store) -> None:
        groups = {
            quad.subject for quad in both.quads() if quad.object.value in {f"{SAMV}OpenGroup", f"{SAMV}ListedGroup"}
        }
        assert groups
        assert not [t for tie in TIES for t in ties(both, tie) if t.subject in groups]

    def test_members_of_one_group_are_not_paired_by_being_in_it(self, sample: Store) -> None:
        member = NamedNode("http://xmlns.com/foaf/0.1/member")
        group = f"{ID}group/stockholm/stadsdelsnamnder-2007"
        members = {q.object for q in sample.quads() if q.predicate == member and q.subject.value == group}
        pairs = {(t.subject, t.object) for t in ties(sample, "collaboratesWith")}
        assert len(members) == 14
        assert any(one in members for one, _ in pairs)
        assert not [pair for pair in permutations(members, 2) if pair in pairs]

    def test_the_letter_of_intent_ties_its_three_signatories(self, sample: Store) -> None:
        pairs = {(local(t.subject), local(t.object)) for t in ties(sample, "collaboratesWith")}
        signatories = ("rinkeby-kista-stadsdelsforvaltning", "folkets-hus-och-parker", "svenska-bostader")
        assert set(permutations(signatories, 2)) <= pairs
        assert not {pair for pair in pairs if set(pair) == {signatories[0], "rinkeby-kista-stadsdelsnamnd"}}


def ties(of: Store, tie: str) -> list[Triple]:
    predicate = NamedNode(SAMV + tie)
    return [quad.triple for quad in of.quads() if quad.predicate == predicate]


class TestCertainTies:
    @pytest.mark.parametrize("role", ACCOUNTABLE)
    @pytest.mark.parametrize("other", ["cooperates", "participates"])
    def test_accountable_with_cooperating_or_participating(self, role: str, other: str) -> None:
        found = derived(context("Action", ("body:a", role), ("body:b", other)))
        assert found["collaboratesWith"] == both_ways(("a", "b"))
        assert "mayCollaborateWith" not in found

    def test_each_pair_of_accountable_ones(self) -> None:
        for one, other in pairwise(ACCOUNTABLE):
            found = derived(context("Action", ("body:a", one), ("body:b", other)))
            assert found["collaboratesWith"] == both_ways(("a", "b"))

    @pytest.mark.parametrize("role", WITHOUT_TIE)
    def test_no_other_role_makes_a_tie(self, role: str) -> None:
        found = derived(context("Action", ("body:a", "responsible"), ("body:b", role)))
        assert not set(TIES) & set(found)

    def test_two_who_cooperate_only_take_part_together(self) -> None:
        found = derived(
            context("Action", ("body:a", "responsible"), ("body:b", "cooperates"), ("body:c", "participates"))
        )
        assert found["collaboratesWith"] == both_ways(("a", "b"), ("a", "c"))
        assert found["takesPartTogetherWith"] == both_ways(("b", "c"))

    def test_two_who_cooperate_where_nobody_is_accountable(self) -> None:
        found = derived(context("Action", ("body:b", "cooperates"), ("body:c", "cooperates")))
        assert "collaboratesWith" not in found
        assert found["takesPartTogetherWith"] == both_ways(("b", "c"))

    def test_different_actions_do_not_tie(self) -> None:
        found = derived(
            context("Action", ("body:a", "responsible"), name="c"),
            context("Action", ("body:b", "cooperates"), name="d"),
        )
        assert not set(TIES) & set(found)

    def test_one_body_in_two_roles_is_not_tied_to_itself(self) -> None:
        found = derived(context("Action", ("body:a", "responsible"), ("body:a", "cooperates")))
        assert not set(TIES) & set(found)

    @pytest.mark.parametrize("roles", [("signatory", "signatory"), ("party", "party"), ("party", "signatory")])
    def test_those_who_agree(self, roles: tuple[str, str]) -> None:
        found = derived(context("Agreement", ("body:a", roles[0]), ("body:b", roles[1])))
        assert found == {"collaboratesWith": both_ways(("a", "b"))}

    def test_signatures_under_something_else_than_an_agreement_do_not_tie(self) -> None:
        assert derived(context("Document", ("body:a", "signatory"), ("body:b", "signatory"))) == {}

    def test_a_standing_collaboration(self) -> None:
        found = derived(context("Collaboration", ("body:a", "cooperates"), ("body:b", "cooperates")))
        assert found == {"collaboratesWith": both_ways(("a", "b"))}

    def test_a_transfer_ties_nobody(self) -> None:
        assert derived(context("Transfer", ("body:a", "transferor"), ("body:b", "transferee"))) == {}

    def test_the_office_that_one_acts_through_is_not_tied(self) -> None:
        found = derived(
            context("Action", ("body:a", "responsible", "samv:actsThrough body:office"), ("body:b", "cooperates"))
        )
        assert found["collaboratesWith"] == both_ways(("a", "b"))

    def test_an_unnamed_organisation_is_tied_as_any_other(self) -> None:
        unnamed = "body:club a samv:CivilSocietyOrganisation ; samv:unnamed true ."
        found = derived(unnamed, context("Action", ("body:a", "responsible"), ("body:club", "participates")))
        assert found["collaboratesWith"] == both_ways(("a", "club"))

    def test_what_is_explicitly_unspecified_still_ties(self) -> None:
        """That the share of a responsibility is left open does not undo that it is shared."""
        found = derived(
            context(
                "Action",
                ("body:a", "responsible"),
                ("body:b", "coResponsible", "samv:responsibilityStatus status:explicitlyUnspecified"),
            )
        )
        assert found["collaboratesWith"] == both_ways(("a", "b"))

    def test_a_blanket_claim_ties_nobody(self) -> None:
        blanket = "samv:blanket true"
        for parts in (
            [("body:a", "responsible", blanket), ("body:b", "coResponsible")],
            [("body:a", "responsible"), ("body:b", "coResponsible", blanket)],
            [("body:a", "responsible"), ("group:some-boards", "cooperates", blanket)],
        ):
            assert not set(TIES) & set(derived(context("Document", *parts)))

    @pytest.mark.parametrize("modality", ["proposed", "examine"])
    def test_what_is_only_proposed_or_looked_into_ties_nobody(self, modality: str) -> None:
        proposed = f"samv:modality <https://w3id.org/samverkan/def/modality/{modality}>"
        for parts in (
            [("body:a", "responsible", proposed), ("body:b", "cooperates")],
            [("body:a", "responsible"), ("body:b", "cooperates", proposed)],
            [("body:a", "responsible"), ("group:some-boards", "cooperates", proposed)],
            [("body:a", "cooperates"), ("body:b", "cooperates", proposed)],
        ):
            assert not set(TIES) & set(derived(context("Action", *parts)))
        alone = derived(context("Action", ("body:a", "responsible", proposed), ("body:b", "cooperates", proposed)))
        assert not {"responsibleBody", "cooperatingBody"} & set(alone)


class TestListedGroups:
    def test_it_stands_for_each_of_its_members(self) -> None:
        found = derived(context("Action", ("body:a", "responsible"), ("group:boards", "cooperates")))
        assert found["collaboratesWith"] == both_ways(*[("a", board) for board in BOARDS])
        assert "takesPartTogetherWith" not in found
        assert "mayCollaborateWith" not in found

    def test_a_member_that_is_also_named_is_tied_to_the_others(self) -> None:
        found = derived(context("Action", ("body:board-1", "responsible"), ("group:boards", "cooperates")))
        assert found["collaboratesWith"] == both_ways(("board-1", "board-2"), ("board-1", "board-3"))

    def test_two_groups_are_tied_across_and_not_within(self) -> None:
        found = derived(context("Action", ("group:companies", "responsible"), ("group:boards", "cooperates")))
        across = [(company, board) for company in ("company-1", "company-2") for board in BOARDS]
        assert found["collaboratesWith"] == both_ways(*across)

    def test_an_accountable_group_named_twice_ties_nobody_within(self) -> None:
        found = derived(context("Action", ("group:boards", "responsible"), ("group:boards", "coResponsible")))
        assert not set(TIES) & set(found)

    def test_a_group_without_listed_members_stands_as_itself(self) -> None:
        found = derived(context("Action", ("body:a", "responsible"), ("group:unlisted", "cooperates")))
        assert found["collaboratesWith"] == both_ways(("a", "unlisted"))


class TestOpenGroups:
    @pytest.mark.parametrize("group", ["some-boards", "other-boards"])
    def test_it_ties_only_possibly_with_each_member_of_its_base(self, group: str) -> None:
        found = derived(context("Action", ("body:a", "responsible"), (f"group:{group}", "cooperates")))
        assert found["mayCollaborateWith"] == both_ways(*[("a", board) for board in BOARDS])
        assert "collaboratesWith" not in found

    def test_it_ties_with_the_base_itself_where_that_lists_nobody(self) -> None:
        found = derived(context("Action", ("group:some-unlisted", "responsible"), ("body:a", "cooperates")))
        assert found["mayCollaborateWith"] == both_ways(("a", "unlisted"))

    def test_a_named_body_beside_it_is_tied_for_certain(self) -> None:
        cooperating = [("body:board-1", "cooperates"), ("group:some-boards", "cooperates")]
        found = derived(context("Action", ("body:a", "responsible"), *cooperating))
        assert found["collaboratesWith"] == both_ways(("a", "board-1"))
        assert both_ways(("a", "board-2"), ("a", "board-3")) <= found["mayCollaborateWith"]
        assert "takesPartTogetherWith" not in found

    def test_nobody_is_possibly_tied_to_itself(self) -> None:
        found = derived(context("Action", ("body:board-1", "responsible"), ("group:some-boards", "cooperates")))
        assert found["mayCollaborateWith"] == both_ways(("board-1", "board-2"), ("board-1", "board-3"))

    def test_with_a_listed_group_on_the_other_side(self) -> None:
        found = derived(context("Action", ("group:companies", "responsible"), ("group:some-boards", "cooperates")))
        across = [(company, board) for company in ("company-1", "company-2") for board in BOARDS]
        assert found["mayCollaborateWith"] == both_ways(*across)

    def test_as_a_party_it_may_be_tied(self) -> None:
        found = derived(context("Agreement", ("body:a", "party"), ("group:some-boards", "party")))
        assert found == {"mayCollaborateWith": both_ways(*[("a", board) for board in BOARDS])}


class TestShortcuts:
    def test_who_answers_and_who_cooperates(self) -> None:
        others = [("body:b", "cooperates"), ("body:c", "consulted"), ("group:companies", "participates")]
        found = derived(context("Action", ("body:a", "leads"), *others))
        assert found["responsibleBody"] == {("c", "a")}
        assert found["cooperatingBody"] == {("c", "b"), ("c", "company-1"), ("c", "company-2")}

    def test_an_open_group_is_left_out(self) -> None:
        found = derived(context("Action", ("group:some-boards", "responsible"), ("group:other-boards", "cooperates")))
        assert not {"responsibleBody", "cooperatingBody"} & set(found)

    def test_only_actions_have_them(self) -> None:
        found = derived(context("Collaboration", ("body:a", "responsible"), ("body:b", "cooperates")))
        assert not {"responsibleBody", "cooperatingBody"} & set(found)
