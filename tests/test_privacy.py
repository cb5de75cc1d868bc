"""Personal data: what is found, what is no personal data, what hiding leaves, and what stops a publication."""

import dataclasses
import json
import re
from pathlib import Path

import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal

from kg import lexicon
from kg.build import build
from kg.cli.app import main
from kg.errors import PrivacyError
from kg.namespaces import PREFIXES, SAMV
from kg.privacy import cleared, findings, hide
from kg.privacy.mask import BLOCK
from kg.privacy.sighting import sightings
from kg.settings import KINDS, PrivacyEntry, Settings, example_settings
from kg.store import Store

LEXICON = lexicon.load()
TEXT = """Plan för trygga kvällar

6.1 Belysning vid stationen

Trafiknämnden ansvarar för belysningen i samverkan med Polismyndigheten. Kontakta ordförande Anna
Ek, tel. 08-123 45 67, eller anna.ek@exempel.se. Den boende 19121212-1212 har lämnat ett förslag.

6.2 Vandringar

Karin Holm ansvarar för vandringarna i samverkan med Trafiknämnden. Ordföranden lovar att återkomma.
"""


def seen(text: str) -> list[tuple[str, str]]:
    """What is found in a text, as kind and words."""
    return [(each.kind, " ".join(text[each.start : each.end].split())) for each in sightings(text, LEXICON)]


def saying(**entries: tuple[PrivacyEntry, ...]) -> Settings:
    """Settings that hide and allow these."""
    return dataclasses.replace(example_settings(), **entries)


def built(folder: Path, text: str = TEXT, name: str = "plan.txt") -> Store:
    """A store in memory with one document."""
    file = folder / name
    file.write_text(text, encoding="utf-8")
    store = Store.memory()
    build([file], store)
    return store


_NAMES = f"""PREFIX samv: <{SAMV}> PREFIX rdfs: <{PREFIXES["rdfs"]}>
SELECT DISTINCT ?label {{ ?p samv:participant|samv:actsThrough ?body . ?body rdfs:label ?label }}"""
ALL = saying(hidden=tuple(PrivacyEntry(kind=kind) for kind in KINDS))


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The plan above, to be read only."""
    return built(tmp_path_factory.mktemp("plan"))


@pytest.fixture(scope="module")
def published(plan: Store) -> Store:
    """The same with all of its personal data hidden."""
    return cleared(plan, ALL)


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("Det sade ordförande Anna Ek i går.", "person", "Anna Ek"),
        ("Handläggare: Behnam Zarei", "person", "Behnam Zarei"),
        ("Kontakt: Förnamn Efternamn", "person", "Förnamn Efternamn"),
        ("Handläggaren Larsson sade", "person", "Larsson"),
        ("skriver Anna-Karin von Essen i brevet", "person", "Anna-Karin von Essen"),
        ("beslutet fattades av Shirin Ahlbäck Öberg.", "person", "Shirin Ahlbäck Öberg"),
        ("Anna\nEk var där", "person", "Anna Ek"),
        ("A. Gustafsson svarar", "person", "A. Gustafsson"),
        ("ANNA EK", "person", "ANNA EK"),
        ("Pia Alm (S) yrkar bifall", "person", "Pia Alm"),
        ("Behnam Zarei (MP) yrkar avslag", "person", "Behnam Zarei"),
        ("Behnam Zarei, 08-508 00 00", "person", "Behnam Zarei"),
        ("Skriv till Behnam Zarei. Adressen är behnam.zarei@exempel.se", "person", "Behnam Zarei"),
        ("På regeringens vägnar\n\nAmanda Lind\nJoakimina Ekas\n", "person", "Joakimina Ekas"),
        ("Med vänlig hälsning\nBehnam Zarei", "person", "Behnam Zarei"),
        ("Behnam Zarei\nFörvaltningsdirektör", "person", "Behnam Zarei"),
        ("ring 08-508 29 000 i dag", "phone", "08-508 29 000"),
        ("ring 070-123 45 67 i dag", "phone", "070-123 45 67"),
        ("ring 0701234567 i dag", "phone", "0701234567"),
        ("ring +46 (0)8 508 290 00 i dag", "phone", "+46 (0)8 508 290 00"),
        ("ring 0470-410 00.", "phone", "0470-410 00"),
        ("Telefon: 123 45 67", "phone", "123 45 67"),
        ("skriv till anna.ek@stad.exempel.se.", "email", "anna.ek@stad.exempel.se"),
        ("skriv till anna.ek(at)exempel.se", "email", "anna.ek(at)exempel.se"),
        ("19121212-1212", "personal-number", "19121212-1212"),
        ("121212-1212", "personal-number", "121212-1212"),
        ("121212+1212", "personal-number", "121212+1212"),
        ("191212121212", "personal-number", "191212121212"),
        ("701063-2391", "personal-number", "701063-2391"),
        ("19800101-XXXX", "personal-number", "19800101-XXXX"),
    ],
)
def test_what_looks_like_personal_data_is_found(text: str, kind: str, words: str) -> None:
    assert (kind, words) in seen(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ordföranden i Trafiknämnden svarar för planen.",
        "Ordföranden Svenska Bostäder bjuder in",
        "Ansvarig: Region Skåne och Svenska Bostäder",
        "Kommunstyrelsen i Upplands Väsby, Lilla Edet och Region Halland",
        "Karin Boyes gata och Anders Ljungstedts gymnasium",
        "Stiftelsen Anna Lind och Larsson Bygg AB",
        "Per capita och per invånare",
        "Organisationsnummer 212000-0142, dnr 08-2016-1234, 2015:1091",
        "Beslut 2016-12-12, § 12, sidorna 08-12",
        "121212-1213 och 191213-1212 har fel siffror",
        "6 093 000 000 kronor till regionerna",
        "Ring 112 eller 1177, eller 114 14 om det inte är bråttom.",
        "lag (2018:1937) och SKR 2010/11:99",
    ],
)
def test_what_is_no_personal_data_is_left_alone(text: str) -> None:
    assert seen(text) == []


def test_the_sample_holds_no_personal_data() -> None:
    assert seen((ROOT / "kg" / "sample" / "stockholm-2016.txt").read_text(encoding="utf-8")) == []


def test_no_person_of_the_annotated_texts_is_missed_and_nothing_else_is_taken_for_one() -> None:
    texts = sorted((ROOT / "tests" / "gold").glob("*/text.txt"))
    found = [words for file in texts for kind, words in seen(file.read_text(encoding="utf-8")) if kind == "person"]
    assert len(found) == 410
    assert all(re.fullmatch(r"[A-ZÅÄÖ][\wéü-]+( [A-ZÅÄÖ][\wéü-]+){1,2}", name) for name in found)
    body_words = {"Region", "Svenska", "Stiftelsen", "Energi", "Bostäder", "Kommun", "Föreningen"}
    assert not body_words & {word for name in found for word in name.split()}


def test_each_find_has_document_line_and_column(plan: Store) -> None:
    found = findings(plan)
    assert [(each.kind, each.text, each.place) for each in found] == [
        ("person", "Anna Ek", "plan.txt:5:94"),
        ("phone", "08-123 45 67", "plan.txt:6:10"),
        ("email", "anna.ek@exempel.se", "plan.txt:6:30"),
        ("personal-number", "19121212-1212", "plan.txt:6:61"),
        ("person", "Karin Holm", "plan.txt:10:1"),
    ]
    assert {each.decision for each in found} == {"open"}


def test_file_names_are_looked_at(tmp_path: Path) -> None:
    found = findings(built(tmp_path, "Trafiknämnden ansvarar för belysningen.\n", "Anmälan_Anna_Ek.txt"))
    assert [(each.text, each.source) for each in found] == [("Anna Ek", "fileName")]


def test_no_person_becomes_a_node(tmp_path: Path) -> None:
    names = ("Anna Ek", "Anna-Karin Holm", "Behnam Andersson", "Shirin Ahlbäck Öberg", "Pia Alm (S)")
    said = [
        f"6.{n} Vandringar {n}\n\n{before}{name}{after}"
        for n, (name, before, after) in enumerate(
            (name, *around)
            for name in names
            for around in (
                ("Ansvarig: ", ""),
                ("Ordförande ", " ansvarar för vandringarna med Trafiknämnden."),
                ("", " ansvarar för vandringarna med Trafiknämnden."),
                ("Trafiknämnden ansvarar för belysningen i samverkan med ", "."),
            )
        )
    ]
    store = built(tmp_path, "Plan\n\n" + "\n\n".join([*said, "6.99 Allt", "Trafiknämnden leder arbetet."]) + "\n")
    bodies = [row["label"].value for row in store.query(_NAMES)]
    assert "Trafiknämnden" in bodies
    assert not [each for each in bodies for name in names for word in name.split()[:2] if word in each.split()]


def test_entries_decide_and_the_one_that_says_most_wins(plan: Store) -> None:
    settings = saying(
        hidden=(PrivacyEntry(kind="person"), PrivacyEntry(kind="phone", document="other.txt")),
        allowed=(
            PrivacyEntry(text="Anna  Ek"),
            PrivacyEntry(kind="email", document="plan.txt", reason="an office"),
            PrivacyEntry(kind="personal-number"),
        ),
    )
    decided = {each.text: each.decision for each in findings(plan, settings)}
    assert decided == {
        "Anna Ek": "allowed",
        "08-123 45 67": "open",
        "anna.ek@exempel.se": "allowed",
        "19121212-1212": "allowed",
        "Karin Holm": "hidden",
    }


def test_nothing_is_cleared_while_something_is_open(plan: Store) -> None:
    with pytest.raises(PrivacyError) as raised:
        cleared(plan, example_settings())
    assert str(raised.value).startswith("plan.txt:5:94: “Anna Ek” looks like personal data (person) (4 more)")


def test_a_store_with_nothing_hidden_is_published_as_it_is(small: Store) -> None:
    assert cleared(small, example_settings()) is small


def test_what_is_hidden_is_nowhere_in_what_is_published(published: Store) -> None:
    store = published
    key = next(g.rpartition("/")[2] for g in store.graphs() if "/graph/document/" in g)
    whole = store.text(key) + "".join(
        str(quad) for graph in store.graphs() if "/graph/document/" in graph for quad in store.quads(graph)
    )
    for words in ("Anna", "Ek,", "08-123", "anna.ek", "121212", "Karin", "Holm"):
        assert words not in whole
    assert "Trafiknämnden" in whole
    assert f'{SAMV}hiddenPlaces> "5"' in whole


def test_offsets_stay_honest(plan: Store, published: Store) -> None:
    before, store = plan, published
    key = next(g.rpartition("/")[2] for g in store.graphs() if "/graph/document/" in g)
    text = store.text(key)
    assert len(text) == len(before.text(key))
    assert [len(line) for line in text.split("\n")] == [len(line) for line in before.text(key).split("\n")]
    rows = list(
        store.query(
            f"PREFIX oa: <{PREFIXES['oa']}> SELECT ?s ?e ?exact ?prefix ?suffix {{ ?p oa:hasSelector ?a, ?b . "
            "?a oa:start ?s ; oa:end ?e . ?b oa:exact ?exact ; oa:prefix ?prefix ; oa:suffix ?suffix }"
        )
    )
    assert len(rows) > 4
    for row in rows:
        start, end = int(row["s"].value), int(row["e"].value)
        assert text[start:end] == row["exact"].value
        assert text[max(0, start - 32) : start] == row["prefix"].value
        assert text[end : end + 32] == row["suffix"].value


def test_words_that_no_rule_sees_can_be_hidden_by_their_text(plan: Store) -> None:
    settings = dataclasses.replace(ALL, hidden=(*ALL.hidden, PrivacyEntry(text="Vandringar")))
    store = cleared(plan, settings)
    assert BLOCK * len("Vandringar") in {
        quad.object.value for quad in store.quads() if isinstance(quad.object, Literal)
    }


def test_a_body_whose_name_is_hidden_gets_another_address(tmp_path: Path) -> None:
    text = "Plan\n\n6.1 Vandringar\n\nFöreningen Anna Eks Vänner ansvarar för vandringarna.\n"
    store = built(tmp_path, text)
    assert any("anna-eks-vanner" in str(quad) for quad in store.quads())
    hidden = cleared(
        store, saying(hidden=(PrivacyEntry(text="Föreningen Anna Eks Vänner"), PrivacyEntry(kind="person")))
    )
    assert not any("anna-ek" in str(quad) for quad in hidden.quads())
    assert any("dold-1" in str(quad) for quad in hidden.quads())


@given(
    st.lists(
        st.sampled_from(["Anna Ek", "Karin\nHolm", "08-123 45 67", "text", "\n", "å", "𝒳", " ", ", "]), max_size=12
    )
)
def test_hiding_keeps_every_line_and_length(pieces: list[str]) -> None:
    text = " ".join(pieces)
    hidden = hide(text, ALL)
    assert [len(line) for line in hidden.split("\n")] == [len(line) for line in text.split("\n")]
    assert all(new in (old, BLOCK) for new, old in zip(hidden, text, strict=True))
    assert "Anna Ek" not in hidden
    assert hide(hidden, ALL) == hidden


def test_the_command_lists_each_and_ends_with_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("plan.txt").write_text(TEXT, encoding="utf-8")
    assert main(["build", "plan.txt", "-q"]) == 0
    capfd.readouterr()
    assert main(["check", "--privacy"]) == 1
    out, err = capfd.readouterr()
    assert out.splitlines()[0] == "open: plan.txt:5:94: person “Anna Ek”"
    assert err.splitlines()[0] == "open: 5, hidden: 0, allowed: 0"
    assert main(["init", "-q"]) == 0
    entries = "".join(f'[[privacy.hidden]]\nkind = "{kind}"\n' for kind in KINDS)
    with Path("samverkan.toml").open("a", encoding="utf-8") as file:
        file.write(f"\n{entries}")
    assert main(["check", "--privacy", "--json"]) == 0
    assert {each["decision"] for each in json.loads(capfd.readouterr().out)} == {"hidden"}
    assert main(["check", "--settings", "samverkan.toml"]) == 2
    assert main(["check", "--privacy", "--settings", "no.toml"]) == 1
