"""What can be taken away: it opens in the tools that it is for, says the same in each, and can be checked."""

import builtins
import csv
import io
import json
import shutil
import subprocess
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import networkx
import pytest
from conftest import SMALL_KEY, fill, missing
from csvw import CSVW
from pyoxigraph import RdfFormat, parse

from kg.export import export
from kg.network import network
from kg.publication.canonical import canonical_hash
from kg.publication.downloads import CHECKSUMS, Download, checksums, downloads, has_parquet
from kg.publication.statements import Statements
from kg.publication.text import Text
from kg.settings import example_settings
from kg.store import Store

SYNTAXES = {"trig": RdfFormat.TRIG, "nq": RdfFormat.N_QUADS, "ttl": RdfFormat.TURTLE, "jsonld": RdfFormat.JSON_LD}
TABLES = ("documents.csv", "bodies.csv", "contexts.csv", "participations.csv", "ties.csv")
ID = "https://w3id.org/samverkan/id/"


def made() -> list[Download]:
    store = Store.memory()
    fill(store)
    statements = Statements.of(store)
    return downloads(store, statements, Text.of(statements), network(store, texts=False), example_settings())


@pytest.fixture(scope="module")
def files() -> dict[str, Download]:
    return {each.name: each for each in made()}


@pytest.fixture(scope="module")
def folder(files: dict[str, Download], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files in a folder of their own."""
    path = tmp_path_factory.mktemp("data")
    for each in files.values():
        (path / each.name).write_bytes(each.content)
    return path


def rows(files: dict[str, Download], name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files[name].content.decode("utf-8-sig"))))


def trouble(folder: Path) -> str | None:
    """What a checker of CSV on the Web has to say of the tables, None where they are as they are described."""
    try:
        checked = CSVW(str(folder / "csv-metadata.json"), validate=True)
        return None if checked.is_valid else "; ".join(str(each.message) for each in checked.warnings)
    except (ValueError, UserWarning) as error:  # in a strict reading most troubles are raised
        return str(error)


def changed(folder: Path, copy: Path, name: str, change: Callable[[str], str]) -> Path:
    """A copy of the folder with a change in one table."""
    shutil.copytree(folder, copy)
    file = copy / name
    before = file.read_bytes().decode("utf-8")
    assert change(before) != before
    file.write_bytes(change(before).encode("utf-8"))
    return copy


def test_the_same_store_gives_the_same_bytes(files: dict[str, Download]) -> None:
    assert {each.name: each.content for each in made()} == {each.name: each.content for each in files.values()}


def test_every_syntax_holds_the_same(files: dict[str, Download], small: Store) -> None:
    read = {ending: set(parse(files[f"samverkan.{ending}"].content, format=SYNTAXES[ending])) for ending in SYNTAXES}
    assert read["trig"] == read["nq"]
    assert {str(q.triple) for q in read["nq"]} == {str(q.triple) for q in read["ttl"]}
    assert read["ttl"] == read["jsonld"]
    assert files["samverkan.nq"].content == export(small, "nquads")


def test_the_hash_of_the_lines_is_the_canonical_hash(files: dict[str, Download]) -> None:
    lines = files["samverkan.nq"]
    shuffled = parse(files["samverkan.trig"].content, format=RdfFormat.TRIG)
    assert lines.checksum == canonical_hash(shuffled)


def test_checksums_are_as_the_usual_command_reads_them(
    request: pytest.FixtureRequest, files: dict[str, Download], folder: Path
) -> None:
    command = shutil.which("sha256sum")
    if command is None:
        missing(request, "there is no sha256sum")
    part = checksums(list(files.values()))
    assert part.path == CHECKSUMS
    (folder / "SHA256SUMS").write_bytes(part.content)
    ran = subprocess.run([command, "--strict", "-c", "SHA256SUMS"], cwd=folder, capture_output=True, check=False)
    assert ran.returncode == 0
    assert ran.stdout.count(b": OK") == len(files)


def test_the_tables_are_as_they_are_described(folder: Path) -> None:
    assert trouble(folder) is None
    described = json.loads((folder / "csv-metadata.json").read_text(encoding="utf-8"))
    assert [table["url"] for table in described["tables"]] == list(TABLES)


@pytest.mark.parametrize(
    ("name", "change", "said"),
    [
        ("participations.csv", lambda text: text.replace(",166,300,", ",soon,300,", 1), "soon"),
        ("participations.csv", lambda text: text.replace(",false,", ",perhaps,", 1), "perhaps"),
        (
            "participations.csv",
            lambda text: text.replace("body,body_name", "someone,body_name", 1),
            "missing required columns",
        ),
        ("ties.csv", lambda text: text + text.splitlines(keepends=True)[1], "primary key"),
        ("bodies.csv", lambda text: text.replace("body/stockholm/trafiknamnden,", "body/x,", 1), "trafiknamnden"),
    ],
    ids=["number", "boolean", "header", "primary key", "foreign key"],
)
def test_a_table_that_is_not_as_described_is_found_out(
    folder: Path, tmp_path: Path, name: str, change: Callable[[str], str], said: str
) -> None:
    assert said in (trouble(changed(folder, tmp_path / "copy", name, change)) or "")


def test_each_participation_has_a_row_with_its_words(files: dict[str, Download], small: Store) -> None:
    found = rows(files, "participations.csv")
    assert [row["participation"] for row in found] == sorted(row["participation"] for row in found)
    text = small.text(SMALL_KEY)
    assert all(text[int(row["start"]) : int(row["end"])] == row["quote"] for row in found)
    (row,) = (row for row in found if row["participation"].endswith("-166-responsible"))
    assert row["body"] == f"{ID}body/stockholm/kommunstyrelsen"
    assert (row["body_name"], row["role_name"]) == ("Kommunstyrelsen", "ansvarig")
    assert row["context_name"] == "Öppna torgen för föreningslivet"


def test_ties_say_whether_they_are_certain_and_where_they_come_from(files: dict[str, Download], small: Store) -> None:
    whole = network(small, texts=False)
    found = {(row["one"], row["another"]): row for row in rows(files, "ties.csv")}
    assert {frozenset(pair) for pair in found} == {frozenset(edge) for edge in whole.edges}
    pair = (f"{ID}body/stockholm/trafiknamnden", f"{ID}group/stockholm/tekniska-namnder")
    assert found[pair]["certain"] == "false"
    assert found[pair]["contexts"] == f"{ID}action/{SMALL_KEY}-1-1.3"
    assert {row["certain"] for row in found.values()} == {"true", "false"}


def test_members_of_a_group_stand_in_one_cell(files: dict[str, Download]) -> None:
    (row,) = (row for row in rows(files, "bodies.csv") if row["body"].endswith("group/stockholm/bostadsbolag"))
    assert len(row["members"].split(" ")) == 3


def test_graphml_opens(folder: Path, small: Store) -> None:
    assert set(networkx.read_graphml(folder / "network.graphml").nodes) == set(network(small, texts=False).nodes)


def test_parquet_has_the_rows_of_the_table_with_types(
    request: pytest.FixtureRequest, files: dict[str, Download]
) -> None:
    try:
        from pyarrow import parquet  # noqa: PLC0415 (an extra)
    except ImportError:
        missing(request, "pyarrow is not installed: pip install -c constraints.txt -e '.[parquet]'")
    assert has_parquet(list(files.values()))
    read = parquet.read_table(io.BytesIO(files["participations.parquet"].content)).to_pylist()
    expected = rows(files, "participations.csv")
    assert [row["participation"] for row in read] == [row["participation"] for row in expected]
    assert [row["start"] for row in read] == [int(row["start"]) for row in expected]
    assert {row["open_list"] for row in read} == {True, False}
    assert {row["through"] for row in read} >= {None}


def test_without_pyarrow_the_file_is_left_out_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: object, **more: object) -> object:
        if name.partition(".")[0] == "pyarrow":
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    found = made()
    assert not has_parquet(found)
    assert {"samverkan.nq", "network.graphml", *TABLES} < {each.name for each in found}


def test_titles_are_in_both_languages_and_names_differ(files: dict[str, Download]) -> None:
    for language in ("sv", "en"):
        assert len({each.title[language] for each in files.values()}) == len(files)
    assert all(sha256(each.content).hexdigest() == each.checksum for each in files.values())
    whole = json.loads(files["csv-metadata.json"].content)
    assert whole["dc:license"] == {"@id": example_settings().licence}
