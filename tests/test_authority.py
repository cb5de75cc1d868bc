"""The authority files made from tables: right codes, sure names, one entry a body, names that match nothing else."""

import csv
import itertools
import re
from collections import Counter, defaultdict
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest
from rdflib import DCTERMS, FOAF, ORG, RDF, RDFS, SKOS, XSD, Graph, Literal, Namespace, URIRef
from shared import SHARED

from kg.assets import ontology_dir
from kg.authority import build, is_acronym, main
from kg.authority_entry import luhn
from kg.claims import extract
from kg.errors import AssetError
from kg.lexicon import load
from kg.model import Extraction
from kg.readers import read
from kg.resolve import setting

SAMV = Namespace("https://w3id.org/samverkan/def/")
ID = "https://w3id.org/samverkan/id/"
MADE = ("agencies", "counties", "municipalities")
STOCKHOLM = URIRef(f"{ID}body/stockholm/stockholms-stad")
TABLES = SHARED / "data"

needs_tables = pytest.mark.skipif(
    not TABLES.is_dir(), reason=f"the tables are not at {TABLES} (set SAMVERKAN_SHARED to the folder that holds data/)"
)


@cache
def made(name: str) -> Graph:
    return Graph().parse(ontology_dir() / "authority" / f"{name}.ttl")


@cache
def everything() -> Graph:
    graph = Graph()
    for file in sorted((ontology_dir() / "authority").glob("*.ttl")):
        graph.parse(file)
    return graph


def names(node: URIRef) -> set[str]:
    """The names of a body that are looked for in a text."""
    graph = everything()
    labels = (label for label in graph.objects(node, RDFS.label) if isinstance(label, Literal))
    return {str(label) for label in labels if label.language == "sv"} | {
        str(name) for name in graph.objects(node, SKOS.altLabel)
    }


def agency(slug: str) -> URIRef:
    return URIRef(f"{ID}body/sverige/{slug}")


@needs_tables
def test_the_files_are_what_the_tables_give() -> None:
    for name, text in build(TABLES).items():
        assert (ontology_dir() / "authority" / name).read_bytes() == text.encode(), f"run kg.authority again: {name}"


class TestEntries:
    @pytest.mark.parametrize("name", MADE)
    def test_an_address_is_scoped_and_made_of_plain_letters(self, name: str) -> None:
        for subject in set(made(name).subjects()):
            assert re.fullmatch(rf"{ID}(body|place)(/[a-z0-9]+(-[a-z0-9]+)*){{2}}", str(subject))

    def test_every_entry_has_one_kind_one_swedish_name_and_a_source(self) -> None:
        graph = everything()
        for subject in {subject for name in MADE for subject in made(name).subjects()}:
            languages = Counter(getattr(label, "language", None) for label in graph.objects(subject, RDFS.label))
            assert len(list(graph.objects(subject, RDF.type))) == 1, subject
            assert languages["sv"] == 1, subject
            assert languages["en"] <= 1, subject
            assert list(graph.objects(subject, DCTERMS.source)), subject

    def test_no_body_is_described_in_two_files(self) -> None:
        files = sorted((ontology_dir() / "authority").glob("*.ttl"))
        owners = Counter(node for file in files for node in set(Graph().parse(file).subjects(RDF.type)))
        assert [node for node, count in owners.items() if count > 1] == []

    def test_what_an_entry_points_to_is_described(self) -> None:
        pointed = {node for name in MADE for node in made(name).objects() if str(node).startswith(ID)}
        assert pointed <= set(everything().subjects(RDF.type))

    def test_codes_and_numbers_are_strings(self) -> None:
        for predicate in (DCTERMS.identifier, ORG.identifier):
            values = [value for name in MADE for value in made(name).objects(None, predicate)]
            assert values
            assert {getattr(value, "datatype", None) for value in values} <= {None, XSD.string}

    def test_a_wikidata_item_is_seen_also_never_the_same(self) -> None:
        graph = made("agencies") + made("counties")
        items = list(graph.objects(None, RDFS.seeAlso))
        assert len(items) == len(set(items)) > 200
        assert all(re.fullmatch(r"http://www\.wikidata\.org/entity/Q[0-9]+", str(item)) for item in items)
        assert (None, SKOS.exactMatch, None) not in graph


class TestIdentifiers:
    """What is said of every file, those made by hand too."""

    @pytest.mark.parametrize("predicate", [ORG.identifier, DCTERMS.identifier, SAMV.cityNumber, RDFS.seeAlso])
    def test_no_two_entries_have_the_same(self, predicate: URIRef) -> None:
        owners = defaultdict(set)
        for node, value in everything().subject_objects(predicate):
            owners[value].add(node)
        assert len(owners) >= 14
        assert {str(value): nodes for value, nodes in owners.items() if len(nodes) > 1} == {}

    def test_every_organisation_number_passes_the_check(self) -> None:
        numbers = [str(number) for number in everything().objects(None, ORG.identifier)]
        assert len(numbers) > 250
        assert [number for number in numbers if not (re.fullmatch("[0-9]{6}-[0-9]{4}", number) and luhn(number))] == []

    def test_every_entry_names_its_source(self) -> None:
        assert [
            node for node in set(everything().subjects()) if not list(everything().objects(node, DCTERMS.source))
        ] == []

    def test_what_is_unknown_is_not_published(self) -> None:
        graph = everything()
        company = URIRef(f"{ID}body/stockholm/familjebostader")
        assert graph.value(company, ORG.identifier) is None
        bodies = {*graph.subjects(RDF.type, SAMV.Committee), *graph.subjects(RDF.type, SAMV.Administration)}
        assert not [body for body in bodies if graph.value(body, RDFS.seeAlso)]

    def test_a_place_in_wikidata_is_an_area_and_no_ones_jurisdiction(self) -> None:
        graph = everything()
        rinkeby = URIRef(f"{ID}place/stockholm/stadsdel-rinkeby")
        assert graph.value(rinkeby, RDF.type) == SAMV.Area
        assert set(map(str, graph.objects(rinkeby, RDFS.seeAlso))) == {
            "http://www.wikidata.org/entity/Q2575195",
            "https://sws.geonames.org/2682484/",
        }
        districts = [node for node in graph.subjects(RDF.type, SAMV.Area) if "/stadsdel-" in str(node)]
        assert len(districts) == 12
        assert not [node for node in districts if (None, SAMV.jurisdictionArea, node) in graph]


class TestHistory:
    """Stockholm's district committees in time: 14, then 13, then 11, with nothing between and nothing twice."""

    def groups(self) -> list[tuple[str, str, set[URIRef]]]:
        graph = everything()
        found = []
        for group in graph.subjects(RDF.type, SAMV.ListedGroup):
            if graph.value(group, SAMV.validFrom):
                last = str(graph.value(group, SAMV.validUntil) or "")
                members = set(graph.objects(group, FOAF.member))
                found.append((str(graph.value(group, SAMV.validFrom)), last, members))
        return sorted(found)

    def test_the_groups_follow_on_each_other_without_gap_or_overlap(self) -> None:
        groups = self.groups()
        assert [len(members) for _, _, members in groups] == [14, 13, 11]
        assert [first for first, _, _ in groups] == ["2007-01-01", "2020-07-01", "2023-07-01"]
        assert groups[-1][1] == ""
        for (_, last, _), (first, _, _) in itertools.pairwise(groups):
            assert date.fromisoformat(last) + timedelta(days=1) == date.fromisoformat(first)

    def test_the_members_of_a_group_are_the_committees_of_its_time(self) -> None:
        graph = everything()
        committees = {
            node
            for node in graph.subjects(RDF.type, SAMV.Committee)
            if str(node).endswith("stadsdelsnamnd") and str(node).startswith(f"{ID}body/stockholm/")
        }
        assert len(committees) == 17
        for first, last, members in self.groups():
            there = {node for node in committees if self.time(node)[0] <= first and (last or "9") <= self.time(node)[1]}
            assert there == members
            partly = {
                node
                for node in committees - there
                if self.time(node)[0] <= (last or "9") and first <= self.time(node)[1]
            }
            assert not partly

    def test_a_committee_ends_or_begins_by_one_event_that_says_when_and_what_became_of_it(self) -> None:
        graph = everything()
        events = set(graph.subjects(RDF.type, ORG.ChangeEvent))
        assert len(events) == 3
        changed = []
        for event in events:
            (day,) = graph.objects(event, DCTERMS.date)
            before, (after,) = (
                set(graph.objects(event, ORG.originalOrganization)),
                graph.objects(event, ORG.resultingOrganization),
            )
            eve = str(date.fromisoformat(str(day)) - timedelta(days=1))
            assert len(before) == 2
            assert {self.time(node)[1] for node in before} == {eve}
            assert self.time(after)[0] == str(day)
            changed += [*before, after]
        assert len(changed) == len(set(changed)) == 9
        dated = {
            node
            for node in graph.subjects(RDF.type, SAMV.Committee)
            if self.time(node) not in {("", "9"), ("2007-01-01", "9")}
        }
        assert set(changed) == dated

    def test_an_administration_lives_as_long_as_its_committee(self) -> None:
        pairs = list(everything().subject_objects(SAMV.servesCommittee))
        assert len(pairs) == 24
        assert [pair for pair in pairs if self.time(pair[0]) != self.time(pair[1])] == []

    @staticmethod
    def time(node: URIRef) -> tuple[str, str]:
        graph = everything()
        return str(graph.value(node, SAMV.validFrom) or ""), str(graph.value(node, SAMV.validUntil) or "9")


class TestMunicipalities:
    def test_there_are_290_and_the_code_begins_with_the_county_that_the_area_is_part_of(self) -> None:
        graph = everything()
        codes = set()
        for town in graph.subjects(RDF.type, SAMV.Municipality):
            (code,) = graph.objects(town, DCTERMS.identifier)
            (area,) = graph.objects(town, SAMV.jurisdictionArea)
            (county,) = graph.objects(area, DCTERMS.isPartOf)
            assert re.fullmatch("[0-9]{4}", code)
            assert Literal(str(code)[:2]) in set(graph.objects(county, DCTERMS.identifier))
            codes.add(str(code))
        assert len(codes) == len(list(graph.subjects(RDF.type, SAMV.Municipality))) == 290

    def test_no_municipality_belongs_to_a_municipality(self) -> None:
        assert (None, SAMV.municipality, None) not in made("municipalities")

    @pytest.mark.parametrize(
        ("town", "called"),
        [
            ("ekero/ekero-kommun", {"Ekerö kommun"}),
            ("goteborg/goteborgs-kommun", {"Göteborgs kommun", "Göteborgs stad"}),
            ("falun/falu-kommun", {"Falu kommun"}),
            ("vasteras/vasteras-kommun", {"Västerås kommun", "Västerås stad"}),
            ("gotland/gotlands-kommun", {"Gotlands kommun", "Region Gotland"}),
            ("stockholm/stockholms-stad", {"Stockholms stad", "Stockholms kommun"}),
            ("habo-0643/habo-kommun", {"Habo kommun"}),
            ("habo-0305/habo-kommun", {"Håbo kommun"}),
        ],
    )
    def test_a_town_has_the_names_that_it_goes_by(self, town: str, called: set[str]) -> None:
        assert names(URIRef(f"{ID}body/{town}")) == called

    def test_stockholm_is_described_in_its_own_file_and_only_tied_to_its_area_here(self) -> None:
        assert list(made("municipalities").predicates(STOCKHOLM)) == [SAMV.jurisdictionArea]


class TestCounties:
    def test_each_has_a_board_and_all_but_gotland_a_region(self) -> None:
        graph = made("counties")
        kinds: dict[str, set[str]] = defaultdict(set)
        for body, area in graph.subject_objects(SAMV.jurisdictionArea):
            kinds[str(area)].add(str(graph.value(body, RDF.type)).removeprefix(str(SAMV)))
        both, board = {"StateAgency", "Region"}, {"StateAgency"}
        assert Counter(map(frozenset, kinds.values())) == {frozenset(both): 20, frozenset(board): 1}
        assert kinds[f"{ID}place/sverige/gotlands-lan"] == board

    def test_a_board_is_named_for_its_county(self) -> None:
        assert names(agency("lansstyrelsen-i-orebro-lan")) == {
            "Länsstyrelsen i Örebro län",
            "Länsstyrelsen Örebro län",
            "Länsstyrelsen i Örebro",
            "Länsstyrelsen Örebro",
        }

    def test_there_are_21(self) -> None:
        assert len(set(made("counties").subjects(RDF.type, SAMV.Area))) == 21

    def test_a_county_has_its_number_and_its_letters(self) -> None:
        codes = made("counties").objects(URIRef(f"{ID}place/sverige/skane-lan"), DCTERMS.identifier)
        assert set(map(str, codes)) == {"12", "SE-M"}


class TestAgencies:
    @pytest.mark.parametrize(
        ("slug", "called"),
        [
            ("polismyndigheten", {"Polismyndigheten", "Polisen"}),
            ("statens-skolverk", {"Statens skolverk", "Skolverket"}),
            ("myndigheten-for-ungdoms-och-civilsamhallesfragor", {"MUCF", "Ungdomsstyrelsen"}),
            ("myndigheten-for-civilt-forsvar", {"MSB", "Myndigheten för samhällsskydd och beredskap"}),
            ("svea-hovratt", {"Svea hovrätt"}),
        ],
    )
    def test_an_agency_is_known_by_its_old_short_and_everyday_names(self, slug: str, called: set[str]) -> None:
        assert called <= names(agency(slug))

    @pytest.mark.parametrize(
        ("slug", "called"),
        [
            ("arbetsformedlingen", {"AF"}),
            ("polismyndigheten", {"POLM"}),
            ("hogskolan-vast", {"HTU", "HV", "Högskolan i Trollhättan/Uddevalla"}),
            ("diskrimineringsombudsmannen", set()),  # "DO" was another ombudsman's too
        ],
    )
    def test_acronyms_that_may_mean_something_else_are_for_who_searches_only(self, slug: str, called: set[str]) -> None:
        assert set(map(str, everything().objects(agency(slug), SKOS.hiddenLabel))) == called
        assert not called & names(agency(slug))

    def test_two_agencies_that_became_one_keep_their_own_names(self) -> None:
        assert names(agency("statskontoret")) == {"Statskontoret"}
        assert names(agency("ekonomistyrningsverket")) == {"Ekonomistyrningsverket", "ESV"}

    def test_courts_share_a_number_and_so_have_none(self) -> None:
        numbers = set(map(str, everything().objects(None, ORG.identifier)))
        assert "202100-2742" not in numbers
        assert all(luhn(number) for number in numbers)

    def test_no_name_is_written_in_capitals_but_an_acronym(self) -> None:
        for node in made("agencies").subjects(RDF.type):
            assert not [name for name in names(node) if name.isupper() and (len(name) > 6 or " " in name)]

    @pytest.mark.parametrize("word", ["av", "bo", "ad", "bra", "af", "dom", "val", "sen", "din", "sida", "hav", "stem"])
    def test_no_name_is_an_ordinary_word(self, word: str) -> None:
        assert word not in {name.lower() for name in self.all_names()}
        assert not is_acronym(word.upper())

    def test_no_name_is_shorter_than_three_letters_or_cut_off(self) -> None:
        assert not [name for name in self.all_names() if len(name) < 3 or re.search(r"[?_(]|\s\s|-$", name)]

    @staticmethod
    def all_names() -> set[str]:
        return {name for file in MADE for node in made(file).subjects(RDF.type) for name in names(node)}


class TestBuilding:
    """What the script makes of small tables."""

    @staticmethod
    def tables(folder: Path, agencies: list[str], forms: tuple[str, ...] = ()) -> Path:
        towns = ["0125,Ekerö kommun,Ekerö,01,Stockholms län,Stockholm"]
        for name, head, rows in (
            ("counties", "county_code,county_name,county_name_short", ["01,Stockholms län,Stockholm"]),
            (
                "municipalities",
                "municipality_code,municipality_name,municipality_name_short,county_code,county_name,county_name_short",
                towns,
            ),
            ("state_agencies", "name_sv,name_en,short_name,org_nr,wikidata,old_names", agencies),
            ("state_agency_names", "name,official_name", list(forms)),
        ):
            (folder / f"{name}.csv").write_text("\n".join([head, *rows, ""]), encoding="utf-8")
        return folder

    def agencies(self, folder: Path, rows: list[str], forms: tuple[str, ...] = ()) -> dict[str, dict[str, list[str]]]:
        graph = Graph().parse(data=build(self.tables(folder, rows, forms))["agencies.ttl"])
        short = {RDFS.label: "label", SKOS.altLabel: "other", ORG.identifier: "number", RDFS.seeAlso: "item"}
        found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for subject, predicate, value in graph:
            found[str(subject).rpartition("/")[2]][short.get(URIRef(predicate), "")].append(str(value))
        return found

    def test_a_number_must_pass_the_check_and_belong_to_one(self, tmp_path: Path) -> None:
        rows = ["Ettverket,,,202100-2114,,", "Tvåverket,,,202100-2115,,", "Treverket,,,202100-0555,,"]
        found = self.agencies(tmp_path, [*rows, "Fyraverket,,,202100-0555,,"])
        assert {slug: found[slug]["number"] for slug in ("ettverket", "tvaverket", "treverket", "fyraverket")} == {
            "ettverket": ["202100-2114"],
            "tvaverket": [],
            "treverket": [],
            "fyraverket": [],
        }

    def test_a_name_in_capitals_is_spelled_as_another_table_spells_it_or_skipped(self, tmp_path: Path) -> None:
        rows = ["ETTANS TINGSRÄTT,,,202100-2742,,", "TVÅANS TINGSRÄTT,,,202100-2742,,"]
        found = self.agencies(tmp_path, rows, ("ettans tingsrätt,Ettans tingsrätt",))
        assert found["ettans-tingsratt"]["label"] == ["Ettans tingsrätt"]
        assert "tvaans-tingsratt" not in found

    def test_what_is_over_is_a_school_or_cannot_be_checked_is_left_out(self, tmp_path: Path) -> None:
        rows = [
            "Avvecklingsmyndigheten för Ettverket,,,202100-2114,,",
            "Ettverket (gamla),,,202100-2114,,",
            '"Ettskolan, Lund",,,202200-1461,,',
            "Tvåverket,,,,,",
            "Tvåhögskolan,,,202100-0555,,",
        ]
        assert set(self.agencies(tmp_path, rows)) == {"tvahogskolan", "statskontoret", "ekonomistyrningsverket"}

    def test_names_that_are_words_codes_or_another_agencys_are_dropped(self, tmp_path: Path) -> None:
        rows = [
            "Ettverket,,BRA,202100-2114,Q1,Tvåverket|XWZ|Ettans verk|Ettverket (ISA)_x",
            "Tvåverket,?,TV,202100-0555,Q2,Ettans råd",
            "Statens treverk,,BFN,202100-3625,Q3,Ettans råd",
        ]
        found = self.agencies(tmp_path, rows, ("treverket,Statens treverk", "trean,Statens treverk"))
        assert sorted(found["ettverket"]["other"]) == ["Ettans verk", "XWZ"]
        assert found["tvaverket"]["other"] == []
        assert found["tvaverket"]["label"] == ["Tvåverket"]
        assert sorted(found["statens-treverk"]["other"]) == ["BFN", "Treverket"]

    def test_the_order_of_the_rows_does_not_matter(self, tmp_path: Path) -> None:
        rows = ["Ettverket,One,XWZ,202100-2114,Q1,", "Tvåverket,Two,,202100-0555,Q2,", "Treverket,,,,Q3,Trean"]
        first = build(self.tables(tmp_path, rows))
        assert build(self.tables(tmp_path, rows[::-1])) == first == build(tmp_path)

    def test_quotes_in_a_name_do_not_break_the_file(self, tmp_path: Path) -> None:
        found = self.agencies(tmp_path, ['"Verket ""Ett\\ett""",,,,Q1,'])
        assert found["verket-ett-ett"]["label"] == ['Verket "Ett\\ett"']

    def test_a_table_that_is_missing_or_lacks_a_column_is_named(self, tmp_path: Path) -> None:
        with pytest.raises(AssetError, match=r"municipalities\.csv"):
            build(tmp_path)
        self.tables(tmp_path, [])
        (tmp_path / "counties.csv").write_text("county_code,name\n01,Stockholms län\n", encoding="utf-8")
        with pytest.raises(AssetError, match=r"counties\.csv: the table has no column county_name, county_name_short"):
            build(tmp_path)

    def test_it_writes_three_files_or_says_what_is_wrong(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        out = tmp_path / "out"
        out.mkdir()
        assert main([str(self.tables(tmp_path, [])), str(out)]) == 0
        assert sorted(file.name for file in out.iterdir()) == [f"{name}.ttl" for name in MADE]
        assert main([str(tmp_path)]) == 2
        assert main([str(tmp_path), str(tmp_path / "no")]) == 1
        assert len(capsys.readouterr().err.splitlines()) == 2


class TestTown:
    """Which municipality a text belongs to, now that all are known."""

    @staticmethod
    def town(text: str) -> str | None:
        found = setting(text, "key", load(), None).town
        return found.name if found else None

    @pytest.mark.parametrize(
        ("text", "town"),
        [
            ("Plan för Ekerö kommun\nSocialnämnden ansvarar.", "Ekerö kommun"),
            ("Plan för Upplands Väsby kommun", "Upplands Väsby kommun"),
            ("GÖTEBORGS STAD\nTjänsteutlåtande", "Göteborgs kommun"),
            ("Plan för Ekby kommun", "Ekby kommun"),
            ("Ekby kommuns plan. Ekby kommun ska likt Uppsala kommun gå vidare. Ekby kommun ansvarar.", "Ekby kommun"),
            ("Farsta stadsdelsnämnd och Bromma stadsdelsnämnd ska lära av Göteborgs stad.", "Stockholms stad"),
            ("Stockholms stads plan. Göteborgs stad gör likadant.", "Stockholms stad"),
            ("En stad utan kultur är en stad utan minne.", None),
            ("Stockholms stadshus är från 1923.", None),
            ("x " * 600 + "Nacka kommun, Täby kommun och Solna stad deltar.", None),
            ("Regeringen uppdrar åt Boverket att samråda med Gotlands kommun.", None),
            ("Regeringsbeslut II:4\n2021-06-17\nSödertälje kommun, Södertälje kommun", None),
        ],
    )
    def test_it_is_the_one_that_the_text_is_about(self, text: str, town: str | None) -> None:
        assert self.town(text) == town

    def test_the_towns_bodies_are_in_force_in_its_documents_only(self) -> None:
        lexicon = load()
        nacka, stockholm = (
            setting(f"Plan för {town}", "key", lexicon, None) for town in ("Nacka kommun", "Stockholms stad")
        )
        assert "Farsta stadsdelsnämnd" not in {body.label for body in nacka.known}
        assert {body.label for body in stockholm.known} > {body.label for body in nacka.known}
        assert nacka.town
        assert nacka.town.iri == f"{ID}body/nacka/nacka-kommun"


class TestReading:
    @staticmethod
    def claims(sentence: str, folder: Path) -> Extraction:
        path = folder / "plan.txt"
        path.write_text(f"Plan för Ekby kommun\n\nTrygga vägar\n{sentence}\n", encoding="utf-8")
        return extract(read(path), load())

    @pytest.mark.parametrize(
        ("name", "slug"),
        [
            ("Polisen", "polismyndigheten"),
            ("Skolverket", "statens-skolverk"),
            ("MSB", "myndigheten-for-civilt-forsvar"),
            ("Sveriges geologiska undersökning", "sveriges-geologiska-undersokning"),
            ("Forum för levande historia", "forum-for-levande-historia"),
            ("Länsstyrelsen i Skåne", "lansstyrelsen-i-skane-lan"),
        ],
    )
    def test_an_agency_is_met_whole_and_by_any_of_its_names(self, name: str, slug: str, tmp_path: Path) -> None:
        (claim,) = self.claims(f"{name} ansvarar för åtgärden.", tmp_path).claims
        assert claim.mention.body.iri == str(agency(slug))

    def test_words_in_small_letters_are_no_names(self, tmp_path: Path) -> None:
        extraction = self.claims("En trafikanalys ansvarar ingen för, men val och dom är bra av sen.", tmp_path)
        assert [claim.mention.body.iri for claim in extraction.claims] == []


@needs_tables
def test_a_name_in_the_table_is_never_that_of_another_agency() -> None:
    with (TABLES / "state_agencies.csv").open(encoding="utf-8", newline="") as file:
        official = {row["name_sv"]: row["org_nr"] for row in csv.DictReader(file)}
    for node in made("agencies").subjects(RDF.type):
        (label,) = (str(each) for each in everything().objects(node, RDFS.label) if each.language == "sv")
        assert not [name for name in names(node) if official.get(name) and name != label]
