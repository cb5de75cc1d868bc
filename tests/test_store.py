"""The store keeps what it was given, says so when it cannot, and never harms what was there."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg import assets, folder, sources
from kg.errors import (
    AssetError,
    OutputError,
    QueryError,
    StoreDamaged,
    StoreError,
    StoreForeign,
    StoreLocked,
    StoreMissing,
    StoreVersion,
)
from kg.files import replace_file
from kg.folder import tally
from kg.ledger import Ledger, Tally
from kg.store import Store

ONE, TWO = "http://example.org/graph/1", "http://example.org/graph/2"
XSD_INTEGER = NamedNode("http://www.w3.org/2001/XMLSchema#integer")


def triples(count: int, name: str = "thing") -> list[Triple]:
    return [
        Triple(NamedNode(f"http://example.org/{name}/{n}"), NamedNode("http://example.org/p"), Literal(f"värde {n}"))
        for n in range(count)
    ]


def ask(store: Store, sparql: str) -> list[tuple[str, ...]]:
    return [tuple(term.value for term in row) for row in store.query(sparql)]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with fifty statements and a text, to be copied only."""
    place = tmp_path_factory.mktemp("written") / "store"
    with Store.create_or_open(place) as store:
        store.replace_graphs({ONE: triples(50)})
        store.put_text("0123456789abcdef", "Rad ett\r\nRad två\rtre\n\ufeffslut")
    return place


@pytest.fixture
def path(written: Path, tmp_path: Path) -> Path:
    """The same as the test's own."""
    return Path(shutil.copytree(written, tmp_path / "store"))


def writer_process(path: Path, body: str) -> subprocess.Popen[str]:
    """Another process that opens the store for writing, says "ready", and does `body`."""
    program = f"""
import sys, time, os
from kg.store import Store
from pyoxigraph import Literal, NamedNode, Triple
def triples(count, name):
    return [Triple(NamedNode(f"http://example.org/{{name}}/{{n}}"), NamedNode("http://example.org/p"), Literal(str(n)))
            for n in range(count)]
store = Store.create_or_open({str(path)!r})
print("ready", flush=True)
{body}
"""
    return subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)


class TestKeeping:
    def test_quads_and_texts_survive_closing(self, path: Path) -> None:
        with Store.open(path) as store:
            assert len(list(store.quads(ONE))) == 50
            assert store.text("0123456789abcdef") == "Rad ett\r\nRad två\rtre\n\ufeffslut"
            assert store.has_text("0123456789abcdef")
            assert not store.has_text("fedcba9876543210")

    def test_replacing_one_graph_leaves_the_others(self, path: Path) -> None:
        with Store.create_or_open(path) as store:
            store.replace_graphs({TWO: triples(3, "other")})
            store.replace_graphs({ONE: triples(2)})
            assert len(list(store.quads(ONE))) == 2
            assert len(list(store.quads(TWO))) == 3
            store.replace_graphs({ONE: []})
            assert ONE not in store.graphs()
            assert TWO in store.graphs()
        Store.open(path).verify()

    def test_text_that_looks_like_syntax_comes_back_unchanged(self) -> None:
        odd = 'a\\u0041 \\ "q" \n\r\t } ; DROP ALL ; { \x85 \u2028 \U0001f600'
        store = Store.memory()
        triple = Triple(
            NamedNode("http://example.org/a"), NamedNode("http://example.org/p"), Literal(odd, language="sv")
        )
        store.replace_graphs({ONE: [triple]})
        assert [quad.object.value for quad in store.quads(ONE)] == [odd]

    def test_number_literals_that_oxigraph_rewrites_do_not_upset_the_digest(self, path: Path) -> None:
        number = Triple(
            NamedNode("http://example.org/a"), NamedNode("http://example.org/p"), Literal("01", datatype=XSD_INTEGER)
        )
        with Store.create_or_open(path) as store:
            store.replace_graphs({TWO: [number, number]})
            store.verify()
        with Store.create_or_open(path) as store:
            assert len(list(store.quads(TWO))) == 1

    def test_nothing_is_written_when_nothing_changes(self, path: Path) -> None:
        ledger = path / "samverkan.json"
        with Store.create_or_open(path) as store:
            before = ledger.stat().st_mtime_ns
            store.replace_graphs({ONE: triples(50)})
            assert ledger.stat().st_mtime_ns == before

    def test_blank_nodes_are_refused_and_nothing_is_changed(self, path: Path) -> None:
        bad = Triple(BlankNode("x"), NamedNode("http://example.org/p"), Literal("x"))
        with Store.create_or_open(path) as store:
            with pytest.raises(ValueError, match="blank nodes"):
                store.replace_graphs({ONE: [], TWO: [bad]})
            assert len(list(store.quads(ONE))) == 50

    def test_a_reader_cannot_write(self, path: Path) -> None:
        with Store.open(path) as store, pytest.raises(StoreError, match="opened for reading"):
            store.replace_graphs({ONE: []})

    def test_a_lost_text_is_said(self, path: Path) -> None:
        (path / "texts" / "0123456789abcdef.txt").unlink()
        with Store.open(path) as store, pytest.raises(StoreDamaged, match="0123456789abcdef"):
            store.text("0123456789abcdef")


class TestQuerying:
    def test_the_default_graph_is_the_union(self) -> None:
        store = Store.memory()
        store.replace_graphs({ONE: triples(1), TWO: triples(1, "other")})
        rows = ask(store, "SELECT ?s { ?s <http://example.org/p> ?o } ORDER BY ?s")
        assert rows == [("http://example.org/other/0",), ("http://example.org/thing/0",)]

    def test_a_parameter_is_bound_as_a_term(self) -> None:
        store = Store.memory()
        store.replace_graphs({ONE: triples(3)})
        rows = store.query("SELECT ?s ?o { ?s <http://example.org/p> ?o }", {"o": Literal("värde 2")})
        assert [row["s"].value for row in rows] == ["http://example.org/thing/2"]

    @pytest.mark.parametrize(
        ("sparql", "line", "column"),
        [("SELEC ?s {}", 1, 1), ("SELECT ?s {\n ?s ?p }", 2, 8), ("INSERT DATA {}", 1, 1), ("", 1, 1)],
    )
    def test_a_syntax_error_says_where(self, sparql: str, line: int, column: int) -> None:
        with pytest.raises(QueryError, match=f"line {line}, column") as caught:
            Store.memory().query(sparql)
        assert caught.value.line == line
        assert caught.value.column is not None
        assert caught.value.column >= column
        assert "\n" not in str(caught.value)

    @pytest.mark.parametrize("service", ["SERVICE <http://127.0.0.1:9/x>", "service ?where", "SERVICE SILENT ex:x"])
    def test_no_query_calls_out(self, service: str) -> None:
        with pytest.raises(QueryError, match="SERVICE at line 3") as caught:
            Store.memory().query(f"PREFIX ex: <http://e/>\nSELECT * {{\n  {service} {{ ?s ?p ?o }} }}")
        assert caught.value.column == 3

    @pytest.mark.parametrize(
        "harmless",
        [
            '?service ?p "SERVICE"',
            "?s <http://example.org/service#service> 'a service'",
            '?s <http://e/p> """one\nSERVICE "two" """ # service',
            "?s <http://e/p> 'it\\'s SERVICE'",
        ],
    )
    def test_the_word_itself_may_be_asked_for(self, harmless: str) -> None:
        assert not list(Store.memory().query(f"SELECT * {{ {harmless}\n }}"))

    def test_rdflib_reads_the_same_and_cannot_write(self, path: Path) -> None:
        with Store.open(path) as store:
            dataset = store.rdflib()
            assert isinstance(dataset, rdflib.Dataset)
            assert len(list(dataset.graph(ONE))) == 50
            predicate = rdflib.URIRef("http://example.org/p")
            assert len(list(dataset.query("SELECT ?s ?p { ?s ?p ?o }", initBindings={"p": predicate}))) == 50
            with pytest.raises(QueryError, match="SERVICE"):
                dataset.query("SELECT * { SERVICE <http://127.0.0.1:9/x> { ?s ?p ?o } }")
            with pytest.raises(StoreError, match="read-only"):
                dataset.graph(ONE).add((predicate, predicate, predicate))


class TestOntology:
    def test_labels_and_bodies_are_there_to_be_asked(self) -> None:
        store = Store.memory()
        assert f"{sources.GRAPHS}ontology" in store.graphs()
        assert ask(
            store,
            "SELECT ?l { <https://w3id.org/samverkan/def/Action> rdfs:label ?l }".replace(
                "rdfs:label", "<http://www.w3.org/2000/01/rdf-schema#label>"
            ),
        )

    def test_a_changed_file_is_loaded_by_the_next_writer(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        folder = tmp_path / "ontology"
        (folder / "authority").mkdir(parents=True)
        (folder / "a.ttl").write_text("<http://e/a> <http://e/p> [ <http://e/q> 1 ] .", encoding="utf-8")
        (folder / "shapes.ttl").write_text("<http://e/shape> <http://e/p> 1 .", encoding="utf-8")
        town = folder / "authority" / "town.ttl"
        town.write_text("<http://e/town> <http://e/p> 1 .", encoding="utf-8")
        monkeypatch.setattr(assets, "ontology_dir", lambda: folder)
        place = tmp_path / "store"
        with Store.create_or_open(place) as store:
            first = {quad.subject.value for quad in store.quads()}
            assert "http://e/town" in first
            assert "http://e/shape" not in first
            assert any("/genid/a-" in name for name in first)
        town.write_text("<http://e/city> <http://e/p> 1 .", encoding="utf-8")
        with Store.create_or_open(place) as store:
            second = {quad.subject.value for quad in store.quads()}
            assert "http://e/city" in second
            assert "http://e/town" not in second
        town.unlink()
        with Store.create_or_open(place) as store:
            assert store.graphs() == [f"{sources.GRAPHS}ontology"]
            store.verify()

    def test_a_broken_file_is_named_with_its_line_and_leaves_no_store(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        folder = tmp_path / "ontology"
        folder.mkdir()
        (folder / "a.ttl").write_text("<http://e/a> <http://e/p> 1 .\n<http://e/a> nonsense", encoding="utf-8")
        monkeypatch.setattr(assets, "ontology_dir", lambda: folder)
        with pytest.raises(AssetError, match=r"a\.ttl:2"):
            Store.create_or_open(tmp_path / "store")
        assert not (tmp_path / "store").exists()


class TestWrongPlaces:
    def test_reading_a_mistyped_path_makes_nothing(self, tmp_path: Path) -> None:
        with pytest.raises(StoreMissing, match="samverkan build"):
            Store.open(tmp_path / "strore")
        assert list(tmp_path.iterdir()) == []

    def test_reading_an_empty_folder_makes_nothing(self, tmp_path: Path) -> None:
        with pytest.raises(StoreMissing):
            Store.open(tmp_path)
        assert list(tmp_path.iterdir()) == []

    @pytest.mark.parametrize("opener", [Store.open, Store.create_or_open])
    def test_a_folder_of_other_things_is_left_alone(self, tmp_path: Path, opener: object) -> None:
        (tmp_path / "diary.txt").write_text("mine", encoding="utf-8")
        with pytest.raises(StoreForeign, match="other files"):
            opener(tmp_path)  # type: ignore[operator]
        assert [entry.name for entry in tmp_path.iterdir()] == ["diary.txt"]

    @pytest.mark.parametrize("opener", [Store.open, Store.create_or_open])
    def test_a_file_is_not_a_store(self, tmp_path: Path, opener: object) -> None:
        file = tmp_path / "file"
        file.write_text("mine", encoding="utf-8")
        with pytest.raises(StoreForeign, match="a file"):
            opener(file)  # type: ignore[operator]
        assert file.read_text(encoding="utf-8") == "mine"

    def test_a_place_that_cannot_be_made_is_said(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("x", encoding="utf-8")
        with pytest.raises(StoreError, match="cannot be written"):
            Store.create_or_open(tmp_path / "file" / "store")

    def test_an_error_in_the_first_build_leaves_no_store(self, tmp_path: Path) -> None:
        place = tmp_path / "store"
        with pytest.raises(KeyError), Store.create_or_open(place):
            raise KeyError
        assert not place.exists()

    def test_an_error_in_a_later_build_loses_nothing(self, path: Path) -> None:
        with pytest.raises(KeyError), Store.create_or_open(path):
            raise KeyError
        with Store.open(path) as store:
            assert len(list(store.quads(ONE))) == 50


class TestOtherVersions:
    @pytest.mark.parametrize("opener", [Store.open, Store.create_or_open])
    def test_another_format_is_refused_and_kept(self, path: Path, opener: object) -> None:
        ledger = path / "samverkan.json"
        value = json.loads(ledger.read_text(encoding="utf-8")) | {"format": 99, "project": "7.0"}
        ledger.write_text(json.dumps(value), encoding="utf-8")
        with pytest.raises(StoreVersion, match=r"format 99 \(samverkan 7\.0\)"):
            opener(path)  # type: ignore[operator]
        assert json.loads(ledger.read_text(encoding="utf-8")) == value

    @pytest.mark.parametrize("content", ["", "not json", "[]", '{"format": 1}'])
    def test_a_ledger_that_cannot_be_read_is_damage(self, path: Path, content: str) -> None:
        (path / "samverkan.json").write_text(content, encoding="utf-8")
        with pytest.raises(StoreDamaged, match=r"samverkan\.json"):
            Store.open(path)


class TestDamage:
    def manifest(self, path: Path) -> Path:
        (found,) = (path / "db").glob("MANIFEST-*")
        return found

    @pytest.mark.parametrize("share", [0, 0.1, 0.25, 0.4, 0.5, 0.6, 0.75, 0.9])
    @pytest.mark.parametrize("opener", [Store.open, Store.create_or_open])
    def test_a_truncated_manifest_never_opens_as_less_than_was_written(
        self, path: Path, share: float, opener: object
    ) -> None:
        manifest = self.manifest(path)
        whole = manifest.read_bytes()
        manifest.write_bytes(whole[: int(len(whole) * share)])
        try:
            with opener(path) as store:  # type: ignore[operator]
                store.verify()
                assert len(list(store.quads(ONE))) == 50  # Oxigraph could make it up from its log
        except StoreDamaged as error:
            assert "build it again" in str(error)  # noqa: PT017

    def test_a_lost_manifest_is_said(self, path: Path) -> None:
        self.manifest(path).unlink()
        with pytest.raises(StoreDamaged):
            Store.open(path)
        with pytest.raises(StoreDamaged):
            Store.create_or_open(path)

    def test_a_lost_database_is_said_and_not_made_anew(self, path: Path) -> None:
        (path / "db").rename(path / "gone")
        for opener in (Store.open, Store.create_or_open):
            with pytest.raises(StoreDamaged):
                opener(path)
        assert not (path / "db").exists()

    def test_another_content_of_the_same_size_is_found(self, path: Path) -> None:
        ledger = Ledger.read(path / "samverkan.json")
        ledger.settle(Tally(ledger.tally.quads, ledger.tally.digest ^ 1)).write(path / "samverkan.json")
        with pytest.raises(StoreDamaged), Store.open(path) as store:
            store.verify()
        with pytest.raises(StoreDamaged):
            Store.create_or_open(path)

    def test_only_files_that_are_as_they_were_left_are_not_compared(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        compared: list[object] = []
        monkeypatch.setattr(folder, "tally", lambda database: compared.append(database) or tally(database))
        Store.create_or_open(path).close()
        assert not compared
        min((path / "db").glob("OPTIONS-*")).unlink()
        Store.create_or_open(path).close()
        assert len(compared) == 1
        (path / "seal").unlink()
        Store.create_or_open(path).close()
        assert len(compared) == 2

    def test_a_commit_that_was_announced_and_not_made_is_no_damage(self, path: Path) -> None:
        ledger = Ledger.read(path / "samverkan.json")
        ledger.announce(Tally(7, 7)).write(path / "samverkan.json")
        Store.open(path).verify()
        with Store.create_or_open(path) as store:
            assert len(list(store.quads(ONE))) == 50
        assert Ledger.read(path / "samverkan.json").pending is None

    def test_a_commit_that_was_made_and_not_settled_is_no_damage(self, path: Path) -> None:
        ledger = Ledger.read(path / "samverkan.json")
        Ledger(Tally(7, 7), ledger.tally, ledger.assets).write(path / "samverkan.json")
        Store.open(path).verify()
        with Store.create_or_open(path):
            pass
        assert Ledger.read(path / "samverkan.json") == ledger


class TestTwoProcesses:
    def test_a_second_writer_is_told_who_the_first_is(self, path: Path) -> None:
        holder = writer_process(path, "sys.stdin.read()")
        try:
            assert holder.stdout is not None
            assert holder.stdout.readline() == "ready\n"
            with pytest.raises(StoreLocked, match=f"process {holder.pid} .*kill {holder.pid}"):
                Store.create_or_open(path)
            with Store.open(path) as reader:
                assert len(list(reader.quads(ONE))) == 50
        finally:
            holder.kill()
            holder.communicate()
        with Store.create_or_open(path) as store:
            assert len(list(store.quads(ONE))) == 50

    def test_a_second_writer_in_the_same_process_is_told_so(self, path: Path) -> None:
        with Store.create_or_open(path):
            with pytest.raises(StoreLocked, match="this process"):
                Store.create_or_open(path)
        Store.create_or_open(path).close()

    def test_a_writer_killed_at_any_moment_leaves_a_whole_store(self, path: Path) -> None:
        for delay in (0.0, 0.03, 0.1, 0.2):
            loop = f"for n in range(1000): store.replace_graphs({{{TWO!r}: triples(400 + n % 7, 'n%d' % n)}})"
            writer = writer_process(path, loop)
            assert writer.stdout is not None
            writer.stdout.readline()
            time.sleep(delay)
            writer.send_signal(signal.SIGKILL)
            writer.communicate()
            with Store.open(path) as store:
                store.verify()
                found = list(store.quads(TWO))
                assert not found or 400 <= len(found) < 407
                assert len({quad.subject.value.split("/")[-2] for quad in found}) <= 1
                assert len(list(store.quads(ONE))) == 50
            with Store.create_or_open(path) as store:
                store.verify()

    def test_a_reader_sees_whole_commits_while_a_writer_works(self, path: Path) -> None:
        loop = f"for n in range(1000): store.replace_graphs({{{TWO!r}: triples(100 + n % 7, 'n%d' % n)}})"
        writer = writer_process(path, loop)
        try:
            assert writer.stdout is not None
            writer.stdout.readline()
            for _ in range(12):
                with Store.open(path) as store:
                    found = ask(store, "SELECT ?s { ?s ?p ?o FILTER(STRSTARTS(STR(?s), 'http://example.org/n')) }")
                    assert len({name.split("/")[-2] for (name,) in found}) <= 1
                    assert {name for (name,) in found} == {quad.subject.value for quad in store.quads(TWO)}
        finally:
            writer.kill()
            writer.communicate()


class TestFiles:
    def test_a_file_is_replaced_whole_and_keeps_its_permissions(self, tmp_path: Path) -> None:
        target = tmp_path / "out.txt"
        target.write_text("old", encoding="utf-8")
        target.chmod(0o640)
        replace_file(target, b"new")
        assert target.read_bytes() == b"new"
        assert target.stat().st_mode & 0o777 == 0o640
        assert [entry.name for entry in tmp_path.iterdir()] == ["out.txt"]

    def test_a_link_is_followed(self, tmp_path: Path) -> None:
        (tmp_path / "real").write_text("old", encoding="utf-8")
        (tmp_path / "link").symlink_to(tmp_path / "real")
        replace_file(tmp_path / "link", b"new")
        assert (tmp_path / "link").is_symlink()
        assert (tmp_path / "real").read_bytes() == b"new"

    def test_a_device_is_written_to_and_not_replaced(self) -> None:
        replace_file(os.devnull, b"x")
        assert not Path(os.devnull).is_file()

    def test_unwritable_places_are_named(self, tmp_path: Path) -> None:
        with pytest.raises(OutputError, match="folder"):
            replace_file(tmp_path, b"x")
        with pytest.raises(OutputError, match="does not exist"):
            replace_file(tmp_path / "no" / "out", b"x")
        kept = tmp_path / "kept"
        kept.write_text("old", encoding="utf-8")
        kept.chmod(0o444)
        with pytest.raises(OutputError, match="permission"):
            replace_file(kept, b"new")
        assert kept.read_text(encoding="utf-8") == "old"
