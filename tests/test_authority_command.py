"""A user's own municipality: tables read or refused, the command that lists, searches, checks and adds."""

import csv
import io
import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from command import ROOT
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib import Graph

from kg.authority_check import check
from kg.authority_search import search
from kg.cli.app import main
from kg.errors import AssetError, AuthorityError, StoreError
from kg.lexicon import load
from kg.register import Register, plain, shipped_files
from kg.spreadsheet import read_sheet
from kg.store import Store
from kg.town import Town, read_town
from kg.town_cells import KINDS, first_day, last_day

TOWN = ROOT / "docs" / "granvik"
HEADER = "name,kind,parent,identifiers,other_names,from,to"
KOMMUN = "Granviks kommun,kommun,,,,,"
ID = "https://w3id.org/samverkan/id/"

Command = Callable[..., tuple[int, str, str]]


@cache
def known() -> Register:
    return Register.read(shipped_files())


def table(folder: Path, *rows: str, header: str = HEADER, name: str = "granvik.csv") -> Path:
    path = folder / name
    path.write_text("\n".join([header, *rows, ""]), encoding="utf-8")
    return path


def town(path: Path) -> Town:
    return read_town(read_sheet(path), known())


def read_back(turtle: str, folder: Path) -> Register:
    file = folder / "back.ttl"
    file.write_text(turtle, encoding="utf-8")
    return Register.read([file])


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Command:
    """Runs `samverkan` in an empty folder, in this process: its exit code, and what it printed where."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANG", "C.UTF-8")
    for name in ("LC_ALL", "LC_MESSAGES", "SAMVERKAN_STORE"):
        monkeypatch.delenv(name, raising=False)

    def run_here(*arguments: str | Path) -> tuple[int, str, str]:
        code = main([str(each) for each in arguments])
        seen = capfd.readouterr()
        assert "Traceback" not in seen.err
        return code, seen.out, seen.err

    return run_here


class TestTable:
    """Rows made into entries."""

    def test_the_guides_town_is_written_as_the_other_files_are(self, tmp_path: Path) -> None:
        granvik = town(TOWN / "granvik.csv")
        assert granvik.problems == ()
        register = read_back(granvik.turtle(), tmp_path)
        board = register.records[f"{ID}body/granvik/kultur-och-fritidsnamnden"]
        assert (board.label(), board.names[1:], board.first_day, board.last_day) == (
            "Kultur- och fritidsnämnden",
            ["KFN"],
            "2019-01-01",
            "",
        )
        assert board.municipality == f"{ID}body/granvik/granviks-kommun"
        office = register.records[f"{ID}body/granvik/kultur-och-fritidsforvaltningen"]
        assert office.texts("https://w3id.org/samverkan/def/servesCommittee") == [board.iri]
        area = register.records[f"{ID}place/granvik/granviks-kommun"]
        assert area.texts("http://purl.org/dc/terms/isPartOf") == [f"{ID}place/sverige/varmlands-lan"]
        assert all(record.texts("http://purl.org/dc/terms/source") == ["granvik.csv"] for record in register)
        assert len(Graph().parse(data=granvik.turtle())) == sum(
            len(terms) for record in register for terms in record.facts.values()
        )

    def test_what_is_written_passes_its_own_check(self, tmp_path: Path) -> None:
        file = tmp_path / "granvik.ttl"
        file.write_text(town(TOWN / "granvik.csv").turtle(), encoding="utf-8")
        assert check(shipped_files(), [file]) == []

    @pytest.mark.parametrize(
        ("data", "charset", "separator"),
        [
            (b"namn;slag\nGranviks kommun;kommun\n", "utf-8", "semicolons"),
            ("\ufeffnamn;slag\r\nÖviks kommun;kommun\r\n".encode(), "utf-8", "semicolons"),
            ("Namn;Slag\nÖviks kommun;kommun\n".encode("cp1252"), "windows-1252", "semicolons"),
            ('sep=;\nNAMN;SLAG;"Fr.o.m."\n"Öviks; kommun";kommun;1971\n'.encode(), "utf-8", "semicolons"),
            ("kind,name\nkommun,Öviks kommun\n".encode(), "utf-8", "commas"),
            ("name\tkind\r\rÖviks kommun\tkommun\r".encode(), "utf-8", "tabs"),
            ('\n\nname,kind,parent\n"Öviks, kommun",Municipality\n;,\n'.encode(), "utf-8", "commas"),
        ],
    )
    def test_it_is_read_as_spreadsheets_write_it(
        self, data: bytes, charset: str, separator: str, tmp_path: Path
    ) -> None:
        path = tmp_path / "ort.csv"
        path.write_bytes(data)
        sheet = read_sheet(path)
        assert (sheet.charset, sheet.separator) == (charset, separator)
        assert sheet.rows[0]["name"].endswith("kommun")
        assert sheet.rows[0]["kind"].lower() in KINDS

    @pytest.mark.parametrize(
        ("word", "kind"),
        [
            ("nämnd", "Committee"),
            ("NÄMND", "Committee"),
            ("styrelse", "Committee"),
            ("Committee", "Committee"),
            ("board", "Committee"),
            ("förvaltning", "Administration"),
            ("kontor", "Administration"),
            ("kommunalt bolag", "MunicipalCompany"),
            ("MunicipalCompany", "MunicipalCompany"),
        ],
    )
    def test_kinds_are_said_in_either_language(self, word: str, kind: str, tmp_path: Path) -> None:
        read = town(table(tmp_path, KOMMUN, f"Granviks Alfa,{word},Granviks kommun,,,,"))
        assert [entry.kind for entry in read.entries if entry.label == "Granviks Alfa"] == [kind]

    def test_identifiers_names_and_days(self, tmp_path: Path) -> None:
        numbers = "orgnr: 5560001231 | diarie:G/7|wikidata:Q99999999"
        row = f"Granvikshem AB,bolag,Granviks kommun,{numbers},Hem|AB Hem| HEM |Granvikshem AB,2001,2002-02"
        read = town(table(tmp_path, KOMMUN, row))
        assert read.problems == ()
        (company,) = (entry for entry in read.entries if entry.kind == "MunicipalCompany")
        assert (company.number, company.wikidata, company.identifiers) == ("556000-1231", "Q99999999", ("diarie:G/7",))
        assert company.others == ("AB Hem", "HEM")
        assert (company.valid_from, company.valid_until) == ("2001-01-01", "2002-02-28")

    def test_a_municipality_that_is_known_is_added_to(self, tmp_path: Path) -> None:
        rows = ["Nacka kommun,kommun,,orgnr:212000-0167,Nacka stad,,", "Nackanämnden,nämnd,Nacka stad,,,,"]
        read = town(table(tmp_path, *rows))
        assert read.problems == ()
        register = read_back(read.turtle(), tmp_path)
        nacka = register.records[f"{ID}body/nacka/nacka-kommun"]
        assert (nacka.kinds, nacka.names, nacka.identifiers) == ([], ["Nacka stad"], ["orgnr:212000-0167"])
        assert register.records[f"{ID}body/nacka/nackanamnden"].municipality == nacka.iri
        both = Register.read([*shipped_files(), tmp_path / "back.ttl"]).records[nacka.iri]
        assert both.label() == "Nacka kommun"

    def test_a_common_noun_with_its_owner_is_a_name(self, tmp_path: Path) -> None:
        row = "Alfanämnden,nämnd,Granviks kommun,,alfanämnden i Granvik|alfanämnd,,"
        (board,) = (entry for entry in town(table(tmp_path, KOMMUN, row)).entries if entry.kind == "Committee")
        assert board.others == ("alfanämnd", "alfanämnden i Granvik")

    def test_one_name_at_two_times_is_two_bodies(self, tmp_path: Path) -> None:
        rows = [KOMMUN, "Miljönämnden,nämnd,Granviks kommun,,,2000,2004", "Miljönämnden,nämnd,Granviks kommun,,,2011,"]
        boards = [entry for entry in town(table(tmp_path, *rows)).entries if entry.kind == "Committee"]
        assert [board.iri for board in boards] == [
            "body/granvik/miljonamnden",
            "body/granvik/miljonamnden-2011-01-01",
        ]

    def test_two_towns_may_give_one_number_to_an_office_each(self, tmp_path: Path) -> None:
        rows = [KOMMUN, "Granviks kontor,kontor,Granviks kommun,stadsnummer:110,,,"]
        assert town(table(tmp_path, *rows)).problems == ()

    def test_an_association_without_a_parent_is_of_the_whole_country(self, tmp_path: Path) -> None:
        (entry,) = town(table(tmp_path, "Sveriges Kanotister,förening,,,,,")).entries
        assert (entry.iri, entry.municipality) == ("body/sverige/sveriges-kanotister", "")

    def test_the_order_of_the_rows_does_not_matter(self, tmp_path: Path) -> None:
        first, *rows = (TOWN / "granvik.csv").read_text(encoding="utf-8").splitlines()
        path = table(tmp_path, *rows[::-1], header=first)
        assert town(path).turtle() == town(TOWN / "granvik.csv").turtle()


WRONG_CELLS = [
    (["Granviks Alfa,namnd2,Granviks kommun,,,,"], 3, "kind", "did you mean"),
    (["Granviks Alfa,,Granviks kommun,,,,"], 3, "kind", "a kind is missing"),
    ([",nämnd,Granviks kommun,,,,"], 3, "name", "a name is missing"),
    (["A,nämnd,Granviks kommun,,,,"], 3, "name", "two letters"),
    (["Nämnden,nämnd,Granviks kommun,,,,"], 3, "name", "write the whole name"),
    (["Alfa\u200bnämnden,nämnd,Granviks kommun,,,,"], 3, "name", "U+200B"),
    (["Alfa AB,bolag,Granviks kommun,,samverkan,,"], 3, "other_names", "write it as a name, with a capital"),
    (["Alfanämnden,nämnd,,,,,"], 3, "parent", "a municipality or a committee is expected"),
    (["Alfanämnden,nämnd,Granvik kommun,,,,"], 3, "parent", "did you mean Granviks kommun?"),
    (
        ["Alfakontoret,kontor,Socialnämnden,,,,"],
        3,
        "parent",
        "is not known",
    ),  # Stockholm's, whom the table does not name
    (["Alfanämnden,nämnd,Boverket,,,,"], 3, "parent", "is a state agency; a committee can belong to a municipality"),
    (["Alfanämnden,nämnd,Alfanämnden,,,,"], 3, "parent", "a circle"),
    (
        ["Alfanämnden,nämnd,Betanämnden,,,,", "Betanämnden,nämnd,Alfanämnden,,,,"],
        3,
        "parent",
        "Alfanämnden → Betanämnden → Alfanämnden",
    ),
    (
        ["Alfanämnden,nämnd,Granviks kommun,,,,2004", "Alfakontoret,kontor,Alfanämnden,,,2005,"],
        4,
        "parent",
        "not there at the time",
    ),
    (["Alfa AB,bolag,Granviks kommun,orgnr:556043-6428,,,"], 3, "identifiers", "last digit does not fit"),
    (["Alfa AB,bolag,Granviks kommun,orgnr:55604,,,"], 3, "identifiers", "ten digits"),
    (["Alfa AB,bolag,Granviks kommun,orgnr:6408233234,,,"], 3, "identifiers", "a person's number"),
    (["Alfa AB,bolag,Granviks kommun,556043-6429,,,"], 3, "identifiers", "scheme:value is expected"),
    (["Alfa AB,bolag,Granviks kommun,orgnr:556043-6429,,,"], 3, "identifiers", "AB Svenska Bostäder"),
    (["Alfa AB,bolag,Granviks kommun,wikidata:P31,,,"], 3, "identifiers", "Q and digits"),
    (["Alfa AB,bolag,Granviks kommun,scb:0180,,,"], 3, "identifiers", "only a municipality"),
    (["Alfa AB,bolag,Granviks kommun,,,2001-13-01,"], 3, "from", "2007-01-01"),
    (["Alfa AB,bolag,Granviks kommun,,,,31/12/2001"], 3, "to", "2007-01-01"),
    (["Alfa AB,bolag,Granviks kommun,,,2002,2001"], 3, "to", "comes before the first"),
    (
        ["Alfa AB,bolag,Granviks kommun,dnr:1,,,", "Beta AB,bolag,Granviks kommun,dnr:1,,,"],
        4,
        "identifiers",
        'that of "Alfa AB" on line 3',
    ),
    (
        ["Alfanämnden,nämnd,Granviks kommun,,,2000,", "ALFANÄMNDEN,nämnd,Granviks kommun,,,,"],
        4,
        "name",
        '"Alfanämnden" on line 3 at the same time',
    ),
    (
        ["Alfanämnden,nämnd,Granviks kommun,,AN,,", "Årstanämnden,nämnd,Granviks kommun,,AN,,"],
        4,
        "other_names",
        "at the same time",
    ),
    (["Boverkets vänner,förening,,,Boverket,,"], 3, "other_names", "Boverket, which is known already"),
    (["Alfa AB,bolag,Granviks kommun,,,,,Beta"], 3, "", "stands under no header"),
]


class TestWrongTable:
    @pytest.mark.parametrize(("rows", "line", "title", "words"), WRONG_CELLS)
    def test_a_wrong_cell_is_told_with_line_and_column(
        self, rows: list[str], line: int, title: str, words: str, tmp_path: Path
    ) -> None:
        read = town(table(tmp_path, KOMMUN, *rows))
        first = read.problems[0]
        assert (first.line, first.title) == (line, title)
        assert first.column == (HEADER.split(",").index(title) + 1 if title else 8)
        assert words in first.message
        assert read.entries == ()

    @pytest.mark.parametrize(
        ("data", "line", "words"),
        [
            (b"", 1, "empty"),
            (b"\n\n", 1, "empty"),
            (b"name,kind\xff\xfe\x00", 1, "neither UTF-8 nor Windows-1252"),
            ("name,kind\nÅ,nämnd".encode("utf-16"), 1, "neither UTF-8 nor Windows-1252"),
            (b"PK\x03\x04xl", 1, "workbook"),
            (b"name,kind\nAlfa\x81,bolag\n", 2, "character 5: the byte 81 is neither UTF-8 nor Windows-1252"),
            (b"\xef\xbb\xbfname,kind\nAlf\xe5,bolag\n", 2, "character 4: the byte e5 is not UTF-8"),
            ("name,kind\n\nBetanämnden,nämnd\n".encode().decode("cp1252").encode(), 3, "wrong character set"),
            (b"namn;kind;colour\n", 1, 'column 3: "colour" is no column'),
            (b"name,kind,namn\n", 1, 'column 3: "namn" is there twice'),
            (b"kind,parent\nbolag,\n", 1, 'no column is called "name"'),
            (b"name\nAlfa\n", 1, 'no column is called "kind"'),
            (b'name,kind\n"Alfa" AB,bolag\n', 2, "cannot be parted into cells"),
            (b'name,kind\nAlfa,bolag\n"Beta,bolag\n\n', 3, "cannot be parted into cells"),
        ],
    )
    def test_a_file_that_is_no_table_is_told_with_its_line(
        self, data: bytes, line: int, words: str, tmp_path: Path
    ) -> None:
        path = tmp_path / "ort.csv"
        path.write_bytes(data)
        with pytest.raises(AuthorityError, match=re.escape(words)) as caught:
            read_sheet(path)
        assert caught.value.place == f"{path}:{line}"

    def test_a_missing_file_is_named(self, tmp_path: Path) -> None:
        with pytest.raises(AuthorityError, match=r"ort\.csv: cannot be read: No such file"):
            read_sheet(tmp_path / "ort.csv")


cells = st.one_of(
    st.sampled_from(
        ["", "Granviks kommun", "Alfanämnden", "Beta AB", "nämnd", "bolag", "kommun", "2001", "Boverket", '"']
    ),
    st.text(max_size=12),
    st.text(alphabet="abåäö|:;,\"'\\<>\n\r -0129Q", max_size=12),
)
names = st.text(alphabet="abcåäöÅÄÖé -&\"'\\<>{}|", min_size=3, max_size=14).map(lambda text: f"Ort{text}".strip())
rows_of_sense = st.lists(
    st.tuples(
        names,
        st.sampled_from(["nämnd", "bolag", "förening", "Committee"]),
        st.sampled_from(["Granviks kommun", "Nacka kommun"]),
        st.sampled_from(["", "dnr:a\\b", 'x:"y"', "wikidata:Q12345678901|k:1"]),
        st.one_of(st.just(""), names),
        st.sampled_from(["", "2001", "2001-02-03"]),
        st.sampled_from(["", "2011", "2011-12"]),
    ),
    max_size=5,
)


def written(rows: list[tuple[str, ...]], separator: str) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=separator)
    writer.writerow(HEADER.split(","))
    writer.writerows(rows)
    return text.getvalue()


def read_or_refused(path: Path) -> Town | None:
    """The table; None where it was refused with its place."""
    try:
        return town(path)
    except AuthorityError as error:
        refused = str(error)
    assert re.search(r"ort\.csv:[0-9]+: (column|character) [0-9]+: ", refused)
    return None


def tidy(text: str) -> str:
    return " ".join(text.split())


class TestAnyTable:
    """Whatever the cells hold: Turtle that says the same, or an error that says where."""

    @settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
    @given(st.lists(st.lists(cells, min_size=1, max_size=8), max_size=5), st.sampled_from(",;\t"))
    def test_any_cells_are_read_or_refused_with_their_place(
        self, tmp_path: Path, rows: list[list[str]], separator: str
    ) -> None:
        path = tmp_path / "ort.csv"
        path.write_text(written([tuple(row) for row in rows], separator), encoding="utf-8", newline="")
        read = read_or_refused(path)
        if read is None:
            return
        if read.problems:
            assert all(problem.line > 1 and problem.column > 0 and problem.message for problem in read.problems)
        else:
            self.says_the_same(read, tmp_path)

    @settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
    @given(rows_of_sense, st.sampled_from(",;\t"))
    def test_what_is_read_says_what_the_cells_say(
        self, tmp_path: Path, rows: list[tuple[str, ...]], separator: str
    ) -> None:
        path = tmp_path / "ort.csv"
        path.write_text(
            written([("Granviks kommun", "kommun", "", "", "", "", ""), *rows], separator), encoding="utf-8", newline=""
        )
        read = town(path)
        if not read.problems:
            self.says_the_same(read, tmp_path)

    @settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.one_of(st.binary(max_size=60), st.binary(max_size=40).map(lambda data: b"name,kind\n" + data)))
    def test_any_bytes_are_read_or_refused_with_their_place(self, tmp_path: Path, data: bytes) -> None:
        path = tmp_path / "ort.csv"
        path.write_bytes(data)
        read = read_or_refused(path)
        assert read is None or read.turtle()

    @staticmethod
    def says_the_same(read: Town, folder: Path) -> None:
        """Each row is a body of the Turtle or of the register, with the names, days and identifiers of its cells."""
        Graph().parse(data=read.turtle())
        written = read_back(read.turtle(), folder)
        for row in read.sheet.rows:
            kind = f"https://w3id.org/samverkan/def/{KINDS[plain(row['kind'])]}"
            days = (first_day(row["from"]), last_day(row["to"]))
            called = plain(row["name"])
            named = [
                each.iri
                for each in [*written.by_name.get(called, ()), *known().by_name.get(called, ())]
                if kind in each.kinds and days in {("", ""), (each.first_day, each.last_day)}
            ]
            names = {plain(name) for name in row["other_names"].split("|") if name.strip()}
            values = {plain(each.partition(":")[2]) for each in row["identifiers"].split("|") if each.strip()}
            assert any(  # two towns may have a body of that name each
                names <= {plain(name) for each in both for name in each.names}
                and values <= {plain(each.partition(":")[2] or each) for one in both for each in one.identifiers}
                for iri in named
                for both in [[register.records[iri] for register in (written, known()) if iri in register.records]]
            )


class TestAdd:
    def test_the_store_knows_the_bodies_from_then_on(self, command: Command, tmp_path: Path) -> None:
        assert command("build", TOWN / "plan.txt", "--quiet")[0] == 0
        before = command("ask", "who-collaborates", "--format", "csv")[1]
        code, out, err = command("authority", "add", TOWN / "granvik.csv")
        assert (code, err) == (0, "")
        assert "Granviks kommun: Administration 3" in out
        assert "1 document was built before: build it again." in out
        assert (tmp_path / ".samverkan/authority/granvik.ttl").is_file()
        assert command("ask", "who-collaborates", "--format", "csv")[1] == before
        command("build", TOWN / "plan.txt", "--quiet")
        code, out, _ = command("ask", "partners-of", "--body", "Granvikshem", "--format", "csv")
        assert (code, len(out.splitlines())) == (0, 3)
        assert command("check", "--quiet")[:2] == (0, "")
        explained = json.loads(command("explain", TOWN / "plan.txt", "--json")[1])
        assert {claim["body"] for claim in explained["claims"]} >= {"Kultur- och fritidsnämnden", "Granvikshem AB"}
        assert "KFN" not in {claim["body"] for claim in explained["claims"]}

    def test_added_again_it_replaces_what_it_said(self, command: Command, tmp_path: Path) -> None:
        command("authority", "add", table(tmp_path, KOMMUN, "Alfanämnden,nämnd,Granviks kommun,,,,"))
        first = load(own=Store.open().authority_files())
        assert load(own=Store.open().authority_files()) is first
        command("authority", "add", table(tmp_path, KOMMUN, "Betanämnden,nämnd,Granviks kommun,,,,"))
        files = Store.open().authority_files()
        assert [file.name for file in files] == ["granvik.ttl"]
        labels = {body.label for body in load(own=files).bodies}
        assert ("Betanämnden" in labels, "Alfanämnden" in labels) == (True, False)
        graph = "https://w3id.org/samverkan/graph/authority/granvik"
        said = {str(quad.object) for quad in Store.open().quads(graph)}
        assert '"Betanämnden"@sv' in said
        assert '"Alfanämnden"@sv' not in said

    def test_a_file_taken_away_is_no_longer_known(self, command: Command, tmp_path: Path) -> None:
        command("authority", "add", TOWN / "granvik.csv")
        (tmp_path / ".samverkan/authority/granvik.ttl").unlink()
        with Store.create_or_open() as store:
            assert "https://w3id.org/samverkan/graph/authority/granvik" not in store.graphs()

    def test_how_it_was_written_is_said(self, command: Command, tmp_path: Path) -> None:
        path = tmp_path / "ovik.csv"
        path.write_bytes("namn;slag\nÖviks kommun;kommun\n".encode("cp1252"))
        assert "ovik.csv, windows-1252, parted by semicolons" in command("authority", "add", path)[1]
        found = json.loads(command("authority", "add", path, "--json")[1])
        assert (found["charset"], found["municipalities"], found["by_kind"], found["documents_built_before"]) == (
            "windows-1252",
            ["Öviks kommun"],
            {"Municipality": 1},
            0,
        )

    def test_a_refused_table_writes_nothing(self, command: Command, tmp_path: Path) -> None:
        code, out, err = command("authority", "add", TOWN / "mistakes.csv")
        assert (code, out) == (1, "")
        assert re.search(r'mistakes\.csv:4: column 3 "parent": "Socialnamden" is not known.*1 more', err)
        assert len(err.splitlines()) == 1
        assert not (tmp_path / ".samverkan").exists()
        command("authority", "add", TOWN / "granvik.csv")
        file = tmp_path / ".samverkan/authority/granvik.ttl"
        before = file.read_bytes()
        assert command("authority", "add", TOWN / "mistakes.csv", "--name", "granvik")[0] == 1
        assert file.read_bytes() == before

    def test_an_error_as_json(self, command: Command) -> None:
        error = json.loads(command("authority", "add", TOWN / "mistakes.csv", "--json")[2])
        assert (error["error"], error["exit_code"]) == ("AuthorityError", 1)
        assert error["place"].endswith("mistakes.csv:4")

    @pytest.mark.parametrize(
        ("arguments", "words"),
        [
            (["--name", "Stockholm"], "comes with the program"),
            (["--name", "../.."], "cannot be the name"),
            (["--name", ""], "cannot be the name"),
        ],
    )
    def test_a_name_that_cannot_be(self, arguments: list[str], words: str, command: Command, tmp_path: Path) -> None:
        code, _, err = command("authority", "add", TOWN / "granvik.csv", *arguments)
        assert code == 2
        assert words in err
        assert not (tmp_path / ".samverkan").exists()

    def test_a_table_that_says_nothing_new(self, command: Command, tmp_path: Path) -> None:
        code, _, err = command("authority", "add", table(tmp_path, "Nacka kommun,kommun,,,,,"))
        assert code == 1
        assert "nothing in it that is not known already" in err

    def test_a_bad_file_by_hand_is_named(self, command: Command, tmp_path: Path) -> None:
        command("authority", "add", TOWN / "granvik.csv")
        (tmp_path / ".samverkan/authority/other.ttl").write_text("<http://a b> a <x:y> .", encoding="utf-8")
        code, _, err = command("build", TOWN / "plan.txt")
        assert code == 1
        assert "other.ttl:1" in err

    @pytest.mark.parametrize(
        ("name", "said", "words"),
        [
            ("stockholm", "", "stockholm.ttl: an authority file of this name comes with the program (rename it)"),
            ("other", "<http://e/a> a <https://w3id.org/samverkan/def/Committee> .", "http://e/a has no name"),
        ],
    )
    def test_a_file_by_hand_that_cannot_be_used(
        self, name: str, said: str, words: str, command: Command, tmp_path: Path
    ) -> None:
        command("authority", "add", TOWN / "granvik.csv")
        (tmp_path / f".samverkan/authority/{name}.ttl").write_text(said, encoding="utf-8")
        code, _, err = command("build", TOWN / "plan.txt")
        assert code == 1
        assert words in err
        assert len(err.splitlines()) == 1

    def test_the_library_keeps_no_turtle_that_is_none(self, tmp_path: Path) -> None:
        with Store.create_or_open(tmp_path / "store") as store:
            with pytest.raises(AssetError, match="not valid Turtle"):
                store.put_authority("ort", "nonsense")
            with pytest.raises(AssetError, match="comes with the program"):
                store.put_authority("stockholm", "")
            assert store.authority_files() == ()
        with pytest.raises(StoreError, match="cannot keep files"):
            Store.memory().put_authority("ort", "")


class TestListAndSearch:
    def test_it_lists_a_kind_of_a_municipality(self, command: Command) -> None:
        code, out, err = command("authority", "list", "--kind", "nämnd", "--municipality", "stockholm")
        assert (code, err) == (0, "24 rows\n")
        assert re.search(r"Älvsjö stadsdelsnämnd +committee +City of Stockholm +2007-01-01–2020-06-30\n", out)
        assert len(out.splitlines()) == 25

    def test_as_json_and_in_swedish(self, command: Command) -> None:
        listed = json.loads(command("authority", "list", "--kind", "kommun", "--json", "--lang", "sv")[1])
        assert len(listed) == 290
        (stockholm,) = (each for each in listed if "scb:0180" in each["identifiers"])
        assert stockholm["name"] == "Stockholms stad"
        assert stockholm["other_names"] == ["City of Stockholm", "Stockholms kommun"]
        assert stockholm["identifiers"] == ["orgnr:212000-0142", "scb:0180", "wikidata:Q506250"]
        assert stockholm["kind"] == ["kommun"]

    @pytest.mark.parametrize(
        ("arguments", "words"),
        [
            (["--kind", "nämd"], "did you mean nämnd?"),
            (["--municipality", "Stokholm"], "did you mean Stockholms stad?"),
            (["--store", "typo"], "there is no store here"),
        ],
    )
    def test_a_mistyped_word_is_told(self, arguments: list[str], words: str, command: Command) -> None:
        code, _, err = command("authority", "list", *arguments)
        assert code in {1, 2}
        assert words in err

    @pytest.mark.parametrize(
        ("asked", "first"),
        [
            ("Göteborg", "Göteborgs kommun"),
            ("goteborg", "Göteborgs kommun"),
            ("GÖTEBORGS STAD", "Göteborgs kommun"),
            ("Habo", "Habo kommun"),
            ("håbo", "Håbo kommun"),
            ("alvsjo stadsdelsnamnd", "Älvsjö stadsdelsnämnd"),
            ("212000-0142", "Stockholms stad"),
            ("2120000142", "Stockholms stad"),
            ("orgnr:212000-0142", "Stockholms stad"),
            ("Q506250", "Stockholms stad"),
            ("0180", "Stockholms stad"),
            ("Ungdomsstyrelsen", "Myndigheten för ungdoms- och civilsamhällesfrågor"),
            ("AF", "Arbetsförmedlingen"),
            ("National Board of Health and Welfare", "Socialstyrelsen"),
            ("polisens", "Polismyndigheten"),
        ],
    )
    def test_a_body_is_found_by_any_of_its_names(self, asked: str, first: str) -> None:
        assert search(known(), asked)[0].label() == first

    @pytest.mark.parametrize("asked", ["", " ", "-", "Finnsinte kommun", "*"])
    def test_nothing_is_found_by_nothing(self, asked: str) -> None:
        assert search(known(), asked) == []

    def test_the_command_says_when_it_finds_nothing(self, command: Command) -> None:
        assert command("authority", "search", "Finnsinte") == (1, "", "0 rows\n")
        code, out, _ = command("authority", "search", "skolverket", "--lang", "sv")
        assert code == 0
        assert re.search(r"^Statens skolverk +statlig myndighet +orgnr:202100-4185 wikidata:Q2292839$", out, re.M)

    def test_the_stores_own_are_found(self, command: Command) -> None:
        command("authority", "add", TOWN / "granvik.csv")
        assert "Granvikshem AB" in command("authority", "search", "granvikshem")[1]


PREFIXES = """
@prefix samv: <https://w3id.org/samverkan/def/> . @prefix org: <http://www.w3.org/ns/org#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix dcterms: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@base <https://w3id.org/samverkan/id/> .
"""


def node(name: str, *said: str, kind: str = "samv:Committee") -> str:
    more = "".join(f"; {each} " for each in said)
    return f'<body/ort/{name}> a {kind} ; rdfs:label "{name}"@sv ; dcterms:source "x"@en {more}.\n'


WRONG_FILES = [
    ("turtle", "<http://a b> a samv:Area ."),
    ("turtle", "<http://a\\u003Eb> a samv:Area ."),
    ("kind", node("Alfa", kind="samv:Nämnd")),
    ("no-kind", '<body/ort/alfa> rdfs:label "Alfa"@sv ; dcterms:source "x" .'),
    ("two-things", node("Alfa", "a samv:Area")),
    ("two-things", node("Alfa", "a samv:Administration")),
    ("no-name", '<body/ort/alfa> a samv:Committee ; rdfs:label "Alfa"@en ; dcterms:source "x" .'),
    ("no-source", '<body/ort/alfa> a samv:Committee ; rdfs:label "Alfa"@sv .'),
    ("number", node("Alfa", 'org:identifier "556043-6428"')),
    ("number", node("Alfa", 'org:identifier "5560436429"')),
    ("two-numbers", node("Alfa", 'org:identifier "212000-0167" , "212000-0175"')),
    ("identifier", node("Alfa", 'org:identifier "556043-6429"')),
    ("not-text", node("Alfa", "dcterms:identifier 0180")),
    ("item", node("Alfa", "rdfs:seeAlso <https://www.wikidata.org/wiki/Q1>")),
    ("name", node("Alfa") + '<body/ort/b> a samv:Region ; rdfs:label "ALFA"@sv ; dcterms:source "x" .'),
    ("unknown", node("Alfa", "org:subOrganizationOf <body/ort/nobody>")),
    (
        "circle",
        node("Alfa", "org:subOrganizationOf <body/ort/Beta>") + node("Beta", "org:subOrganizationOf <body/ort/Alfa>"),
    ),
    ("circle", node("Alfa", "org:subOrganizationOf <body/ort/Alfa>")),
    ("day", node("Alfa", 'samv:validFrom "2001"')),
    ("day", node("Alfa", 'samv:validFrom "2001-02-30"^^xsd:date')),
    ("order", node("Alfa", 'samv:validFrom "2002-01-01"^^xsd:date', 'samv:validUntil "2001-01-01"^^xsd:date')),
    ("event", node("Alfa", 'dcterms:date "2001-01-01"^^xsd:date', kind="org:ChangeEvent")),
    (
        "event-day",
        node("Alfa")
        + node("Beta")
        + node(
            "Event",
            'dcterms:date "2001-01-01"^^xsd:date',
            "org:originalOrganization <body/ort/Alfa>",
            "org:resultingOrganization <body/ort/Beta>",
            kind="org:ChangeEvent",
        ),
    ),
    (
        "overlap",
        "".join(
            f'<group/ort/{n}> a samv:ListedGroup ; rdfs:label "alla"@sv ; dcterms:source "x" ; '
            f'samv:validFrom "200{n}-01-01"^^xsd:date .\n'
            for n in (1, 2)
        ),
    ),
    (
        "gap",
        "".join(
            f'<group/ort/{n}> a samv:ListedGroup ; rdfs:label "alla"@sv ; dcterms:source "x" ; '
            f'samv:validFrom "200{n}-01-01"^^xsd:date ; samv:validUntil "200{n}-06-30"^^xsd:date .\n'
            for n in (1, 2)
        ),
    ),
]


class TestCheck:
    def test_what_comes_with_the_program_passes(self, command: Command) -> None:
        assert command("authority", "check") == (0, "", "violations: 0\n")

    @pytest.mark.parametrize(("name", "said"), WRONG_FILES)
    def test_what_is_wrong_is_found_and_nothing_else(self, name: str, said: str, tmp_path: Path) -> None:
        file = tmp_path / "ort.ttl"
        file.write_text(PREFIXES + said, encoding="utf-8")
        english, swedish = check(shipped_files(), [file]), check(shipped_files(), [file], "sv")
        assert {finding.check for finding in english} == {name}
        assert all(finding.document == str(file) for finding in english)
        assert name == "turtle" or [each.message for each in english] != [each.message for each in swedish]
        assert all("{" not in finding.message for finding in [*english, *swedish])

    def test_a_broken_line_is_named(self, tmp_path: Path) -> None:
        file = tmp_path / "ort.ttl"
        file.write_text(PREFIXES + "\n<http://a b> a samv:Area .", encoding="utf-8")
        (finding,) = check(shipped_files(), [file])
        assert finding.place == f"{file}:7"

    def test_it_ends_with_one_and_names_the_file(self, command: Command, tmp_path: Path) -> None:
        file = tmp_path / "ort.ttl"
        file.write_text(PREFIXES + node("Alfa", kind="samv:Nämnd"), encoding="utf-8")
        code, out, err = command("authority", "check", file, TOWN / "mistakes.csv")
        assert (code, err) == (1, "violations: 3\n")
        assert f"{file}: Alfa: https://w3id.org/samverkan/def/Nämnd is no kind of body, group or place [kind]" in out
        assert 'mistakes.csv:5: column 4 "identifiers": ' in out
        found = json.loads(command("authority", "check", TOWN / "mistakes.csv", "--json")[1])
        assert [each["line"] for each in found] == [4, 5]

    def test_a_file_that_is_missing(self, command: Command) -> None:
        code, out, _ = command("authority", "check", "none.ttl", "none.csv")
        assert code == 1
        assert len(out.splitlines()) == 2

    def test_the_stores_own_files_are_checked_too(self, command: Command, tmp_path: Path) -> None:
        command("authority", "add", TOWN / "granvik.csv")
        assert command("authority", "check")[0] == 0
        (tmp_path / ".samverkan/authority/other.ttl").write_text(
            PREFIXES + node("Alfa", 'org:identifier "1"'), encoding="utf-8"
        )
        assert command("authority", "check")[0] == 1


class TestHelp:
    @pytest.mark.parametrize("name", ["list", "search", "check", "add"])
    def test_each_has_examples_whose_options_exist(self, name: str, command: Command) -> None:
        code, out, _ = command("authority", name, "--help")
        assert code == 0
        examples = re.findall(rf"samverkan authority {name}.*", out.partition("Examples:")[2])
        own = set(re.findall(r"(?<![\w-])--?[a-z]+", out.partition("Options:")[2]))
        assert {word for each in examples for word in re.findall(r"(?<![\w-])--?[a-z]+", each)} <= own
        assert examples

    def test_alone_it_shows_the_way(self, command: Command) -> None:
        code, out, err = command("authority")
        assert (code, err) == (0, "")
        assert all(f"\n  {name} " in out for name in ("list", "search", "check", "add"))
