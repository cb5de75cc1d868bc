"""Checks find what is wrong, say it in the asked language, and name the line."""

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import SMALL_GRAPH, SMALL_KEY, small_quads
from pyoxigraph import Literal, NamedNode, Quad

from kg import assets, places, validate
from kg.errors import AssetError, StoreDamaged
from kg.finding import Finding, in_language
from kg.header import read_header
from kg.ledger import Ledger
from kg.namespaces import PREFIXES
from kg.rules import apply_rules, rule_files, rule_graph
from kg.store import Store

SAMV, OA, RDFS = PREFIXES["samv"], PREFIXES["oa"], PREFIXES["rdfs"]
ID = "https://w3id.org/samverkan/id/"
ACTION = f"{ID}action/{SMALL_KEY}-1-1.2"
BOARD = f"{ID}body/stockholm/kommunstyrelsen"
DOCUMENT = f"{ID}document/{SMALL_KEY}"


def changed(store: Store, keep: Callable[[Quad], bool], *more: tuple[str, str, NamedNode | Literal]) -> None:
    """The small document without the statements that `keep` is false for, and with some more."""
    graph = NamedNode(SMALL_GRAPH)
    added = [Quad(NamedNode(subject), NamedNode(predicate), value, graph) for subject, predicate, value in more]
    store.replace_graphs({SMALL_GRAPH: [quad for quad in small_quads() if keep(quad)] + added})
    apply_rules(store)


def everything(_quad: Quad) -> bool:
    return True


def about(findings: list[Finding], node: str) -> list[Finding]:
    return [finding for finding in findings if finding.node == node]


class TestAll:
    def test_the_clean_document_violates_nothing(self, small: Store) -> None:
        findings = validate.check(small)
        assert not validate.is_violated(findings), findings

    def test_a_shape_that_is_not_met_is_a_violation(self, small: Store) -> None:
        role = f"{SAMV}role"
        victim = f"{ID}participation/{SMALL_KEY}-166-responsible"
        changed(small, lambda quad: not (quad.subject.value == victim and quad.predicate.value == role))
        (finding,) = [each for each in about(validate.check(small), victim) if each.severity == "violation"]
        assert finding.message
        assert finding.label == "Kommunstyrelsen: ansvarig"
        assert finding.place == "Åtgärder för levande torg:8"
        assert SAMV in finding.check

    def test_what_was_derived_is_held_against_the_shapes_too(self, small: Store) -> None:
        tie = Quad(NamedNode(BOARD), NamedNode(f"{SAMV}collaboratesWith"), NamedNode(BOARD))
        small.replace_graphs({rule_graph("collaborates"): [tie]})
        assert [each for each in about(validate.check(small), BOARD) if each.severity == "violation"]

    def test_messages_come_in_the_asked_language(self, small: Store) -> None:
        victim = f"{ID}participation/{SMALL_KEY}-166-responsible"
        changed(small, lambda quad: not (quad.subject.value == victim and quad.predicate.value == f"{SAMV}role"))
        english = {finding.message for finding in about(validate.check(small, "en"), victim)}
        swedish = {finding.message for finding in about(validate.check(small, "sv"), victim)}
        assert english
        assert swedish
        assert not english & swedish

    def test_lost_quads_are_found(self, tmp_path: Path) -> None:
        path = tmp_path / "store"
        Store.create_or_open(path).close()
        ledger = Ledger.read(path / "samverkan.json")
        ledger.settle(type(ledger.tally)(ledger.tally.quads, 1)).write(path / "samverkan.json")
        with Store.open(path) as store, pytest.raises(StoreDamaged):
            validate.check(store)

    def test_the_worst_comes_first(self, small: Store) -> None:
        small.put_text(SMALL_KEY, "x" * 1000)
        changed(small, lambda quad: quad.object != NamedNode(f"{SAMV}role/responsible"))
        order = [finding.severity for finding in validate.check(small)]
        assert order == sorted(order, key=["violation", "warning", "info"].index)
        assert order[0] == "violation"


class TestQuotes:
    def test_a_quote_that_is_not_in_the_text_is_a_violation(self, small: Store) -> None:
        text = small.text(SMALL_KEY)
        small.put_text(SMALL_KEY, text.replace("Kommunstyrelsen", "Kommunstyrelsan"))
        found = list(validate.quote_findings(small))
        assert {finding.node for finding in found} >= {f"{ID}passage/{SMALL_KEY}-166-181"}
        assert all(finding.severity == "violation" for finding in found)
        assert any("166–181" in finding.message for finding in found)

    def test_a_text_that_is_shifted_by_one_breaks_every_quote(self, small: Store) -> None:
        passages = {quad.subject for quad in small_quads() if quad.object == NamedNode(f"{SAMV}Passage")}
        small.put_text(SMALL_KEY, "\ufeff" + small.text(SMALL_KEY))
        assert len(list(validate.quote_findings(small))) == len(passages)

    def test_a_missing_text_is_said(self) -> None:
        store = Store.memory()
        store.replace_graphs({SMALL_GRAPH: small_quads()})
        messages = {finding.message for finding in validate.quote_findings(store, "sv")}
        assert messages == {"dokumentets text finns inte kvar"}


class TestQualityRules:
    """Each rule is silent on the small document as it is, and speaks when it is spoiled."""

    spoiled: dict[str, tuple[Callable[[Quad], bool], list[tuple[str, str, NamedNode | Literal]], str]] = {  # noqa: RUF012
        "action-with-nobody": (
            lambda quad: quad.subject.value != ACTION or quad.predicate.value != f"{SAMV}participation",
            [],
            ACTION,
        ),
        "alone-in-collaboration": (
            lambda quad: quad.object.value != f"{ID}participation/{SMALL_KEY}-855-cooperates",
            [],
            f"{ID}collaboration/{SMALL_KEY}-835",
        ),
        "body-of-unknown-kind": (
            lambda quad: quad.object.value != f"{SAMV}Committee",
            [(f"{ID}body/x", RDF_TYPE, NamedNode(f"{SAMV}Organisation"))
             for RDF_TYPE in [f"{PREFIXES['rdf']}type"]]
            + [(f"{ID}participation/{SMALL_KEY}-999-leads", f"{SAMV}participant", NamedNode(f"{ID}body/x"))],
            f"{ID}body/x",
        ),
        "derived-by-hand": (everything, [(BOARD, f"{SAMV}collaboratesWith", NamedNode(f"{ID}body/x"))], BOARD),
        "one-place-two-bodies": (
            everything,
            [(f"{ID}participation/{SMALL_KEY}-166-responsible", f"{SAMV}participant", NamedNode(f"{ID}body/x")),
             (f"{ID}participation/{SMALL_KEY}-999-leads", f"{SAMV}participant", NamedNode(f"{ID}body/y")),
             (f"{ID}participation/{SMALL_KEY}-999-leads", f"{SAMV}mention",
              NamedNode(f"{ID}passage/{SMALL_KEY}-166-181"))],
            f"{ID}passage/{SMALL_KEY}-166-181",
        ),
    }  # fmt: skip

    def test_every_rule_has_a_spoiled_document(self) -> None:
        assert sorted(self.spoiled) == [rule.name for rule in validate.checks()]

    @pytest.mark.parametrize("name", sorted(spoiled))
    def test_a_rule_speaks_when_it_should(self, small: Store, name: str) -> None:
        keep, more, node = self.spoiled[name]
        quiet = [finding for finding in validate.check_findings(small) if finding.check == name]
        assert node not in {finding.node for finding in quiet}
        changed(small, keep, *more)
        for language in ("en", "sv"):
            loud = [finding for finding in validate.check_findings(small, language) if finding.check == name]
            assert node in {finding.node for finding in loud}
            (rule,) = [rule for rule in validate.checks() if rule.name == name]
            assert all(finding.message.startswith(rule.summary[language]) for finding in loud)

    def test_a_header_is_read_strictly(self, tmp_path: Path) -> None:
        file = tmp_path / "rule.rq"
        for text, line in (
            ("#+ summary: x\n#+ sumary_sv: y\n", 2),
            ("#+ summary: x\n#+ summary: y\n", 2),
            ("#+ summary:\n", 1),
            ("SELECT", 1),
        ):
            file.write_text(text, encoding="utf-8")
            with pytest.raises(AssetError, match=f"rule.rq:{line}"):
                read_header(file, ("summary", "summary_sv"))


class TestPlaces:
    def test_a_context_stands_where_it_is_first_spoken_of(self, small: Store) -> None:
        assert places.place(small, ACTION) == (DOCUMENT, 8)
        assert places.place(small, BOARD) == (DOCUMENT, 8)

    def test_a_thing_without_words_still_has_its_document(self, small: Store) -> None:
        assert places.place(small, f"{ID}report/{SMALL_KEY}-2") == (DOCUMENT, None)

    def test_what_no_document_speaks_of_has_no_place(self, small: Store) -> None:
        assert places.place(small, "http://example.org/x") == (None, None)
        assert places.label(small, "http://example.org/x", "sv") == "x"

    @pytest.mark.parametrize(
        ("words", "language", "found"),
        [
            ({"sv": "å", "en": "a"}, "sv", "å"),
            ({"sv": "å", "en": "a"}, "en", "a"),
            ({"en": "a", "": "x"}, "sv", "a"),
            ({"sv": "å", "de": "ä"}, "en", "å"),
            ({"fi": "ä", "de": "ö"}, "en", "ö"),
            ({}, "en", ""),
        ],
    )
    def test_one_rule_for_labels(self, words: dict[str, str], language: str, found: str) -> None:
        assert in_language(words, language) == found


class TestRules:
    def test_each_rule_fills_its_own_graph_and_a_second_run_changes_nothing(self, small: Store) -> None:
        assert rule_files()
        first = {file.stem: set(small.quads(rule_graph(file.stem))) for file in rule_files()}
        counts = apply_rules(small)
        assert counts == {name: len(quads) for name, quads in first.items()}
        assert {file.stem: set(small.quads(rule_graph(file.stem))) for file in rule_files()} == first

    def test_what_no_longer_follows_is_gone(self, small: Store) -> None:
        stale = Quad(NamedNode("http://example.org/a"), NamedNode("http://example.org/p"), Literal("x"))
        small.replace_graphs({SMALL_GRAPH: [], rule_graph("of-yesterday"): [stale]})
        apply_rules(small)
        assert not [graph for graph in small.graphs() if "/graph/rule/" in graph]

    def test_no_rule_reads_what_a_rule_derives(self) -> None:
        derived = {
            "collaboratesWith",
            "mayCollaborateWith",
            "takesPartTogetherWith",
            "responsibleBody",
            "cooperatingBody",
        }
        for file in rule_files():
            code = "\n".join(
                line.partition("#")[0] if line.lstrip().startswith("#") else line
                for line in file.read_text(encoding="utf-8").splitlines()
            )
            where = code.partition("WHERE")[2]
            assert where, file
            assert not [term for term in derived if term in where], file

    def test_a_broken_rule_is_named(self, small: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        rules = tmp_path / "rules"
        rules.mkdir()
        monkeypatch.setattr(assets, "ontology_dir", lambda: tmp_path)
        for text in ("CONSTRUCT {", "SELECT * {}"):
            (rules / "broken.rq").write_text(text, encoding="utf-8")
            with pytest.raises(AssetError, match=r"broken\.rq"):
                apply_rules(small)
