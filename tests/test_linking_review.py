"""`samverkan link` as people use it: what it shows and writes, and a review from the first decision to the last."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import peers
import pytest
from command import ROOT, Command, Done, command_environment
from conftest import Run
from reconciliation_server import Served, Thing, serving

from kg.errors import UsageError
from kg.lexicon import load
from kg.linking.entity import Entity
from kg.linking.identifiers import by_identifier
from kg.linking.mapping import NO_TERM, ORCID, PREDICATES, SEMAPV, Mapping
from kg.linking.mapping_set import MappingSet
from kg.linking.proposals import impossible, proposed
from kg.linking.review import Reviewer
from kg.linking.wording import Wording
from kg.sources import LINKS
from kg.store import Store

TEXT = """Samverkansplan för Husby

Öppna en mötesplats (1.1)
Migrasionsverket ansvarar för åtgärden i samverkan med Skolverket, Arbetsförmedlingen och Husby Idrottsförening.

Kartlägg behoven (1.2)
Kulturnämnden i Malmö stad ansvarar. Folkhälsomyndigheten deltar.
"""
NUMBER = ("organisation number", "556043-6429")
MIGRATION = "https://w3id.org/samverkan/id/body/sverige/migrationsverket"
WORK = "https://w3id.org/samverkan/id/body/sverige/arbetsformedlingen"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory, warm: Command) -> Path:
    """A store with a text that misspells one agency."""
    folder = tmp_path_factory.mktemp("links")
    (folder / "plan.txt").write_text(TEXT, encoding="utf-8")
    done = warm(["build", "--quiet", "--store", "store", "plan.txt"], folder, "", {})
    assert done.returncode == 0, done.stderr
    return folder / "store"


@pytest.fixture
def store(template: Path, tmp_path: Path) -> Path:
    """A copy of it, of the test's own."""
    shutil.copytree(template, tmp_path / "store")
    return tmp_path / "store"


@pytest.fixture
def served() -> Iterator[Served]:
    things = [
        Thing("migration", ("Migrationsverket", "Swedish Migration Agency")),
        Thing("school", ("Statens skolverk", "Skolverket")),
        Thing("husby", ("Husby",), ("Q1", "stadsdel")),
        Thing("club", ("Husby idrottsförening",), ("Q2", "förening")),
    ]
    with serving(things) as running:
        yield running


def links(store: Path) -> MappingSet:
    return MappingSet.read(store.parent / "links.sssom.tsv")


def decided(store: Path) -> list[tuple[str, str, str]]:
    """Label, object and decision of what a person has decided."""
    return [(each.cell("subject_label"), each.object, each.decision) for each in links(store).sorted() if each.person]


def graph(store: Path) -> str:
    with Store.open(store) as opened:
        return "\n".join(map(str, opened.quads(LINKS)))


def by_label(output: str) -> dict[str, dict]:
    return {body["label"]: body for body in json.loads(output)["bodies"]}


class TestProposing:
    def test_candidates_have_reasons_and_nothing_is_decided(self, run: Run, store: Path) -> None:
        done = run("link", "--store", store, "--json")
        assert done.returncode == 0, done.stderr
        body = by_label(done.stdout)["Migrasionsverket"]
        (candidate,) = body["candidates"]
        assert candidate["iri"] == MIGRATION
        assert candidate["likely"] is True
        assert any("Migrasionsverket / Migrationsverket" in reason for reason in candidate["reasons"])
        assert decided(store) == []

    def test_identifiers_are_accepted_by_themselves(self, run: Run, store: Path) -> None:
        done = run("link", "--store", store, "--json")
        body = by_label(done.stdout)["Arbetsförmedlingen"]
        assert body["state"] == "linked"
        (link,) = body["links"]
        assert link["object_id"] == "http://www.wikidata.org/entity/Q3440237"
        (row,) = [each for each in links(store).mappings if each.subject == WORK]
        assert (row.decision, row.person, row.cell("confidence")) == ("accepted", "", "1.0")
        assert "Q3440237" in graph(store)

    def test_the_same_store_gives_the_same_file_and_output(self, run: Run, store: Path) -> None:
        first = run("link", "--store", store)
        data = (store.parent / "links.sssom.tsv").read_bytes()
        second = run("link", "--store", store)
        assert first.stdout == second.stdout
        assert (store.parent / "links.sssom.tsv").read_bytes() == data

    def test_in_swedish(self, run: Run, store: Path) -> None:
        done = run("link", "--store", store, "--lang", "sv")
        assert "nästan samma namn" in done.stdout
        assert "troligt" in done.stdout

    def test_a_broken_file_of_links_stops_everything_and_is_left_alone(self, run: Run, store: Path) -> None:
        file = store.parent / "links.sssom.tsv"
        file.write_text("subject_id\tobject\nx\ty\n", encoding="utf-8")
        done = run("link", "--store", store)
        assert done.returncode == 1
        assert "links.sssom.tsv:1:2" in done.stderr
        assert len(done.stderr.splitlines()) == 1
        assert file.read_text(encoding="utf-8") == "subject_id\tobject\nx\ty\n"

    def test_contradictions_are_shown(self, run: Run, store: Path) -> None:
        rows = [
            Mapping.of(
                subject_id=MIGRATION,
                subject_label="Migrationsverket",
                predicate_id=PREDICATES["exact"],
                predicate_modifier=modifier,
                object_id="urn:x:1",
                mapping_justification=f"{SEMAPV}ManualMappingCuration",
                reviewer_label=who,
            )
            for who, modifier in (("registrator", ""), ("arkivarie", "Not"))
        ]
        MappingSet().adding(rows).write(store.parent / "links.sssom.tsv")
        done = run("link", "--store", store)
        assert "contradiction: Migrationsverket: registrator: yes, urn:x:1; arkivarie: no, urn:x:1" in done.stderr
        assert set(rows) <= links(store).mappings
        assert "urn:x:1" not in graph(store)

    def test_a_committee_is_not_the_place_of_its_name_whoever_says_so(self) -> None:
        committee = Entity("urn:b", "Farsta stadsdelsnämnd", "Committee", ("Farsta stadsdelsnämnd",))
        place = Entity("urn:p", "Farsta", "Area", ("Farsta",))
        rows = [
            Mapping.of(
                subject_id="urn:b",
                predicate_id=PREDICATES[how],
                object_id="urn:p",
                mapping_justification=f"{SEMAPV}ManualMappingCuration",
                reviewer_label="registrator",
            )
            for how in ("exact", "related")
        ]
        ((row, why),) = impossible([committee], [place], MappingSet().adding(rows), Wording(load(), []))
        assert row == rows[0]  # related they may be
        assert why.text() == "it is a place, and no body"

    @pytest.mark.parametrize(
        ("arguments", "words"),
        [
            (["--date", "i fjol"], "--date"),
            (["--reviewer", "0000-0002-1825-0098", "--review"], "ORCID"),
            (["--review", "--json"], "--review"),
            (["--query", "x.rq"], "--from"),
            (["--property", "town=P1"], "--property"),
        ],
    )
    def test_wrong_use(self, run: Run, store: Path, arguments: list[str], words: str) -> None:
        done = run("link", "--store", store, *arguments)
        assert done.returncode == 2
        assert words in done.stderr
        assert "Traceback" not in done.stderr


class TestOtherSources:
    def test_a_service_is_asked_only_when_named(self, run: Run, store: Path, served: Served) -> None:
        run("link", "--store", store)
        assert served.requests == []
        done = run("link", "--store", store, "--service", served.url, "--json")
        assert done.returncode == 0, done.stderr
        found = by_label(done.stdout)
        sources = {each["source"] for each in found["Migrasionsverket"]["candidates"]}
        assert sources == {"http://data.example.org/id/", "https://w3id.org/samverkan/graph/authority"}
        assert not [each for each in found["Husby Idrottsförening"]["candidates"] if each["label"] == "Husby"]
        asked = len(served.requests)
        again = run("link", "--store", store, "--service", served.url, "--json")
        assert again.stdout == done.stdout
        assert len(served.requests) == asked  # from the cache beside the store
        assert (store.parent / "links.cache").is_dir()

    def test_a_service_that_is_down_loses_nothing(self, run: Run, store: Path) -> None:
        done = run("link", "--store", store, "--service", "file:///etc/passwd", "--json")
        assert done.returncode == 1
        assert by_label(done.stdout)["Migrasionsverket"]["candidates"]
        assert "not an address that can be asked" in done.stderr
        assert "Traceback" not in done.stderr
        assert json.loads(done.stdout)["troubles"][0]["error"] == "ServiceError"

    def test_a_file_of_rdf_by_a_query(self, run: Run, store: Path) -> None:
        data, asked = store.parent / "clubs.ttl", store.parent / "clubs.rq"
        data.write_text('<urn:club:1> <urn:called> "Husby Idrottsförening" .', encoding="utf-8")
        asked.write_text("SELECT ?entity ?name { ?entity <urn:called> ?name }", encoding="utf-8")
        done = run("link", "--store", store, "--from", data, "--query", asked, "--json")
        assert done.returncode == 0, done.stderr
        (candidate,) = by_label(done.stdout)["Husby Idrottsförening"]["candidates"]
        assert candidate["iri"] == "urn:club:1"
        assert candidate["likely"] is False  # of clubs of that name there may be many

    def test_a_file_of_rdf_in_the_projects_own_terms(self, run: Run, store: Path) -> None:
        data = store.parent / "own.ttl"
        data.write_text(
            "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
            "@prefix samv: <https://w3id.org/samverkan/def/> .\n"
            '<urn:a> a samv:CivilSocietyOrganisation ; rdfs:label "Husby idrottsförening" .\n'
            '<urn:b> a samv:Area ; rdfs:label "Husby idrottsförening" .\n',
            encoding="utf-8",
        )
        done = run("link", "--store", store, "--from", data, "--json")
        assert done.returncode == 0, done.stderr
        assert [each["iri"] for each in by_label(done.stdout)["Husby Idrottsförening"]["candidates"]] == ["urn:a"]

    @pytest.mark.parametrize(
        "asked",
        [
            "SELECT ?entity ?name { ?entity <urn:called> ?name }",
            "SELECT * { VALUES (?p ?fact) { (<urn:called> 'name') (<urn:is> 'kind') } ?entity ?p ?value }",
        ],
    )
    def test_an_endpoint_by_a_query(self, run: Run, store: Path, asked: str) -> None:
        query = store.parent / "clubs.rq"
        query.write_text(f"# the clubs that it knows\n{asked}\n", encoding="utf-8")
        clubs = (
            '<urn:club:1> <urn:called> "Husby Idrottsförening" ;'
            " <urn:is> <https://w3id.org/samverkan/def/CivilSocietyOrganisation> .\n"
            '<urn:club:2> <urn:called> "Schackklubben" .'
        )
        with peers.of_turtle(clubs) as peer:
            run("link", "--store", store)
            assert peer.queries == []
            done = run("link", "--store", store, "--from", peer.url, "--query", query, "--json")
            assert done.returncode == 0, done.stderr
            again = run("link", "--store", store, "--from", peer.url, "--query", query, "--json")
        assert peer.queries == [query.read_text(encoding="utf-8")]
        assert peer.agents[0].startswith("samverkan/")
        assert again.stdout == done.stdout  # from the cache
        (candidate,) = by_label(done.stdout)["Husby Idrottsförening"]["candidates"]
        assert (candidate["iri"], candidate["source"], candidate["likely"]) == ("urn:club:1", peer.url, False)
        assert decided(store) == []

    @pytest.mark.parametrize(
        ("body", "asked", "words"),
        [
            (b"<html>", "SELECT ?entity ?name { ?entity ?p ?name }", "no SPARQL result in JSON"),
            (
                b'{"head": {"vars": ["a"]}, "results": {"bindings": []}}',
                "SELECT ?a { ?a ?b ?c }",
                "must select ?entity",
            ),
            (b"", "SELECT ?entity ?name { SERVICE <http://x/> { ?entity ?p ?name } }", "SERVICE"),
        ],
    )
    def test_an_endpoint_that_answers_nonsense(
        self, run: Run, store: Path, body: bytes, asked: str, words: str
    ) -> None:
        query = store.parent / "bad.rq"
        query.write_text(asked, encoding="utf-8")
        with peers.Peer(lambda _: (200, peers.RESULTS, body)) as peer:
            done = run("link", "--store", store, "--from", peer.url, "--query", query)
        assert done.returncode == 1
        assert words in done.stderr
        assert "Traceback" not in done.stderr

    def test_an_old_answer_stands_in_for_an_endpoint_that_is_down(self, run: Run, store: Path) -> None:
        with peers.of_turtle('<urn:club:1> <http://www.w3.org/2000/01/rdf-schema#label> "x" .') as peer:
            arguments = ("link", "--store", store, "--from", peer.url)
            first = run(*arguments)
        second = run(*arguments, "--max-age", "0")
        assert (second.returncode, second.stdout) == (0, first.stdout)
        assert "is used" in second.stderr

    @pytest.mark.parametrize(
        ("name", "text", "words"),
        [("a.ttl", "<a", "a.ttl:1"), ("a.csv", "", "no file of RDF"), ("a.nt", None, "cannot be read")],
    )
    def test_a_bad_file(self, run: Run, store: Path, name: str, text: str | None, words: str) -> None:
        if text is not None:
            (store.parent / name).write_text(text, encoding="utf-8")
        done = run("link", "--store", store, "--from", store.parent / name)
        assert done.returncode == 1
        assert words in done.stderr
        assert len(done.stderr.splitlines()) == 1


class TestReview:
    def review(self, run: Run, store: Path, typed: str, *more: str) -> Done:
        done = run("link", "--store", store, "--review", "--reviewer", "registrator", *more, stdin=typed)
        assert "Traceback" not in done.stderr
        assert done.returncode == 0, done.stderr
        return done

    def test_evidence_is_shown(self, run: Run, store: Path) -> None:
        done = self.review(run, store, "q\n")
        assert "Migrasionsverket ansvarar för åtgärden" in done.stderr
        assert "1 likely Migrationsverket" in done.stderr
        assert decided(store) == []

    @pytest.mark.parametrize(
        ("letter", "predicate", "decision"),
        [
            ("e", "exact", "accepted"),
            ("c", "close", "accepted"),
            ("r 1", "related", "accepted"),
            ("x 1 another one", "exact", "rejected"),
            ("u", "exact", "unsure"),
        ],
    )
    def test_each_decision_is_written(self, run: Run, store: Path, letter: str, predicate: str, decision: str) -> None:
        self.review(run, store, f"{letter}\n", "--date", "2016-03-01")
        (row,) = [each for each in links(store).mappings if each.person]
        assert (row.object, row.predicate, row.decision) == (MIGRATION, PREDICATES[predicate], decision)
        assert row.cell("mapping_justification") == f"{SEMAPV}ManualMappingCuration"
        assert (row.cell("reviewer_label"), row.cell("mapping_date")) == ("registrator", "2016-03-01")
        assert ("migrationsverket>" in graph(store)) is (decision == "accepted")
        if "another" in letter:
            assert row.cell("comment") == "another one"

    def test_none_of_these_is_kept_so_that_nobody_looks_again(self, run: Run, store: Path) -> None:
        self.review(run, store, "n not in the files\n")
        assert {(each[1], each[2]) for each in decided(store)} == {(MIGRATION, "rejected"), (NO_TERM, "missing")}
        again = self.review(run, store, "")
        assert "Migrasionsverket" not in again.stderr
        assert by_label(run("link", "--store", store, "--json").stdout)["Migrasionsverket"]["state"] == "missing"

    def test_undo_takes_the_decision_out_of_the_file(self, run: Run, store: Path) -> None:
        run("link", "--store", store)
        before = (store.parent / "links.sssom.tsv").read_bytes()
        self.review(run, store, "e\nz\n")
        assert (store.parent / "links.sssom.tsv").read_bytes() == before
        self.review(run, store, "x\nz\nc\n")
        assert [each[2] for each in decided(store)] == ["accepted"]
        self.review(run, store, "z\n", "--again")  # what an earlier walk decided stays
        assert [each[2] for each in decided(store)] == ["accepted"]

    def test_skip_leaves_it_for_another_day(self, run: Run, store: Path) -> None:
        self.review(run, store, "s\n")
        assert decided(store) == []
        assert "Migrasionsverket" in self.review(run, store, "").stderr

    def test_what_is_not_understood_is_asked_again(self, run: Run, store: Path) -> None:
        done = self.review(run, store, "\nhej\ne 9\ne 1\n")
        assert done.stderr.count("> ") >= 4
        assert [each[2] for each in decided(store)] == ["accepted"]

    def test_another_person_may_disagree(self, run: Run, store: Path) -> None:
        self.review(run, store, "e\n")
        done = run("link", "--store", store, "--review", "--again", "--reviewer", "0000-0002-1825-0097", stdin="x 1\n")
        assert done.returncode == 0, done.stderr
        assert sorted(each[2] for each in decided(store)) == ["accepted", "rejected"]
        assert "contradiction: Migrasionsverket" in done.stderr
        assert {each.person for each in links(store).mappings} >= {"registrator", f"{ORCID}0000-0002-1825-0097"}

    def test_an_interruption_loses_nothing(self, store: Path, served: Served) -> None:
        process = subprocess.Popen(
            [sys.executable, "-m", "kg.cli", "link", "--store", str(store), "--review", "--service", served.url],
            env=command_environment(),
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        assert process.stdin is not None
        assert process.stderr is not None
        until(process, b"> ")
        process.stdin.write(b"x 1\n")
        process.stdin.flush()
        until(process, b"> ")
        os.kill(process.pid, signal.SIGINT)
        rest = process.stderr.read()
        assert process.wait(60) == 130
        assert b"Traceback" not in rest
        assert [each[2] for each in decided(store)] == ["rejected"]
        process.stdin.close()
        process.stderr.close()


def until(process: "subprocess.Popen[bytes]", end: bytes) -> None:
    """Read what the process says until it asks."""
    assert process.stderr is not None
    said = b""
    while not said.endswith(b"\n" + end):
        byte = process.stderr.read(1)
        assert byte, said.decode()
        said += byte


class TestIdentifiers:
    """The only links that nobody decides."""

    body = Entity("urn:b", "Bolaget", "MunicipalCompany", ("Bolaget",), "urn:t", frozenset({NUMBER}))
    same = Entity("urn:e", "AB Annat", "MunicipalCompany", ("AB Annat",), "", frozenset({NUMBER}), source="urn:s")

    def found(self, *entities: Entity) -> list[str]:
        return [each.object for each in by_identifier(self.body, entities, Wording(load(), []))]

    def test_an_equal_number_is_enough(self) -> None:
        assert self.found(self.same) == ["urn:e"]

    def test_a_number_that_two_share_is_none(self) -> None:
        assert self.found(self.same, replace(self.same, iri="urn:other")) == []

    @pytest.mark.parametrize("change", [{"kind": "Area"}, {"kind": "Committee"}, {"municipality": "urn:elsewhere"}])
    def test_kind_and_municipality_come_first(self, change: dict[str, str]) -> None:
        assert self.found(replace(self.same, **change)) == []  # type: ignore[arg-type]

    def test_what_a_person_denied_is_not_written_again(self) -> None:
        stated = replace(self.body, same=("urn:w",))
        row = Mapping.of(
            subject_id="urn:b",
            predicate_id=PREDICATES["exact"],
            predicate_modifier="Not",
            object_id="urn:w",
            mapping_justification=f"{SEMAPV}ManualMappingCuration",
            reviewer_label="registrator",
        )
        wording = Wording(load(), [])
        assert [each.object for each in proposed([stated], [], MappingSet(), wording).links] == ["urn:w"]
        assert proposed([stated], [], MappingSet().adding([row]), wording).links == []


class TestReviewer:
    @pytest.mark.parametrize(
        "name", ["0000-0002-1825-0097", "orcid:0000-0002-1825-0097", f"{ORCID}0000-0002-1825-0097"]
    )
    def test_an_orcid_becomes_an_address(self, name: str) -> None:
        assert str(Reviewer.of(name)) == f"{ORCID}0000-0002-1825-0097"

    def test_a_role_stays_as_it_is(self) -> None:
        assert Reviewer.of("  kommunens\tregistrator ") == Reviewer(role="kommunens registrator")

    @pytest.mark.parametrize("name", ["", "  ", "a|b", "0000-0002-1825-0098"])
    def test_what_is_none(self, name: str) -> None:
        with pytest.raises(UsageError):
            Reviewer.of(name)
