"""Finding things by what people write."""

import pyoxigraph as ox
import pytest
from conftest import fill
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import names
from kg.names import AmbiguousName, Entry, UnknownName, entries, find, matches
from kg.store import Store

BODY = "https://w3id.org/samverkan/id/body/stockholm/"


def filled() -> Store:
    store = Store.memory()
    fill(store)
    return store


STORE = filled()
KNOWN = {kind: entries(STORE, kind) for kind in names.KINDS}
NAMED = [(kind, name, entry) for kind, found in KNOWN.items() for entry in found for name in entry.names]


def body(label: str, *others: str, kind: str = "nämnd", occurs: bool = True) -> Entry:
    return Entry(label, kind, f"https://example.org/{label}", (label, *others), occurs)


RINKEBY = [
    body("Rinkeby-Kista stadsdelsnämnd"),
    body("Rinkeby-Kista stadsdelsförvaltning", kind="förvaltning"),
    body("Järva stadsdelsnämnd", occurs=False),
    body("Kulturnämnden"),
    body("Stadsbyggnadsnämnden"),
    body("Kommunstyrelsen", "KS"),
    body("AB Svenska Bostäder", "Svenska Bostäder", "556043-6429"),
    body("Folkets Hus och Parker"),
    body("Folkets Hus föreningen i Rinkeby"),
    body("Kulturförvaltningen", occurs=False),
]


def labels(text: str) -> list[str]:
    return [entry.label for entry in matches(RINKEBY, text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Svenska Bostäder", "AB Svenska Bostäder"),
        ("svenska  bostäder ", "AB Svenska Bostäder"),
        ("SVENSKA BOSTÄDERS", "AB Svenska Bostäder"),
        ("svenska bostader", "AB Svenska Bostäder"),
        ("bostäder", "AB Svenska Bostäder"),
        ("556043-6429", "AB Svenska Bostäder"),
        ("kulturnämnd", "Kulturnämnden"),
        ("Kulturnämndens", "Kulturnämnden"),
        ("kulturnamnden", "Kulturnämnden"),
        ("kommunstyrelse", "Kommunstyrelsen"),
        ("kommunstyrelsens", "Kommunstyrelsen"),
        ("ks", "Kommunstyrelsen"),
        ("rinkeby kista stadsdelsnämnden", "Rinkeby-Kista stadsdelsnämnd"),
        ("stadsdelsförvaltningen", "Rinkeby-Kista stadsdelsförvaltning"),
        ("folkets hus parker", "Folkets Hus och Parker"),
        ("järva", "Järva stadsdelsnämnd"),
        ("kultur", "Kulturnämnden"),
        ("Kulturna\u0308mnden", "Kulturnämnden"),
        ("kulturförvaltning", "Kulturförvaltningen"),
    ],
)
def test_one_body_is_meant(text: str, found: str) -> None:
    assert labels(text) == [found]


def test_several_are_shown() -> None:
    assert labels("rinkeby-kista") == ["Rinkeby-Kista stadsdelsnämnd", "Rinkeby-Kista stadsdelsförvaltning"]
    assert labels("folkets hus") == ["Folkets Hus och Parker", "Folkets Hus föreningen i Rinkeby"]


@pytest.mark.parametrize("text", ["", "  ", "-", "ab cd ef", "nobody", "en", "%"])
def test_nothing_is_meant(text: str) -> None:
    assert labels(text) == []


def test_what_documents_name_goes_first() -> None:
    known = [body("Kulturnämnden", occurs=False), body("Kulturnämnden", kind="en annan")]
    assert matches(known, "kulturnämnden") == known[1:]


def test_exact_name_goes_before_a_longer_one() -> None:
    assert labels("Kulturnämnden") == ["Kulturnämnden"]
    known = [body("Husby"), body("Husby Träff")]
    assert matches(known, "husby") == known[:1]


def test_codes_are_not_words() -> None:
    known = [body("6.2.4 A", "6.2.4"), body("6.4.2 B", "6.4.2")]
    assert matches(known, "6.4.2") == known[1:]
    assert matches(known, "4") == []


@given(st.sampled_from(NAMED), st.randoms())
def test_any_name_in_any_case_finds_what_it_names(named: tuple[str, str, Entry], random: object) -> None:
    kind, name, entry = named
    swung = "".join(char.upper() if random.random() < 0.5 else char.lower() for char in name)  # type: ignore[attr-defined]
    found = matches(KNOWN[kind], f"  {swung} ")
    same = [other for other in KNOWN[kind] if name.casefold() in {known.casefold() for known in other.names}]
    assert found == ([other for other in same if other.occurs] or same)
    assert entry in found or not entry.occurs


@settings(max_examples=50)
@given(st.text(max_size=40))
def test_any_text_is_answered_or_refused(text: str) -> None:
    found = matches(KNOWN["Body"], text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(names, "entries", lambda _, kind, __: KNOWN[kind])  # what the store holds is asked for once
        if len(found) == 1:
            assert find(STORE, text).value == found[0].iri
        else:
            with pytest.raises(AmbiguousName if found else UnknownName) as refused:
                find(STORE, text)
            assert "\n" not in str(refused.value)


def test_every_kind_is_found() -> None:
    assert find(STORE, "svenska bostäder") == ox.NamedNode(f"{BODY}svenska-bostader")
    assert find(STORE, "Kansliet för mänskliga rättigheter").value.endswith("kansliet-for-manskliga-rattigheter")
    assert find(STORE, "stadens bostadsbolag", "Group").value.endswith("/bostadsbolag")
    assert find(STORE, "tekniska nämnder", "Body").value.endswith("/tekniska-namnder")
    assert find(STORE, "1.3", "Action").value.endswith("-1-1.3")
    assert find(STORE, "tryggare belysning", "Action").value.endswith("-1-1.3")
    assert find(STORE, "liv på torgen", "Report").value.endswith("-1")
    assert find(STORE, "levande torg", "Document").value.endswith("34fde84c77b599b5")
    for role in ("samverkar", "cooperates", "Cooperates"):
        assert find(STORE, role, "Role").value.endswith("role/cooperates")
    assert find(STORE, "huvudansvarig", "Role", "en").value.endswith("role/mainResponsible")


def test_an_address_is_its_own_name() -> None:
    assert find(STORE, f" {BODY}kulturnamnden") == ox.NamedNode(f"{BODY}kulturnamnden")
    with pytest.raises(UnknownName):
        find(STORE, f"{BODY}finns-inte")
    with pytest.raises(UnknownName):
        find(STORE, f"{BODY}kulturnamnden", "Report")


def test_the_choice_names_kind_and_label() -> None:
    with pytest.raises(AmbiguousName) as asked:
        find(STORE, "kultur")
    assert {(label, kind) for _, label, kind in asked.value.choices} == {
        ("Kulturnämnden", "nämnd eller styrelse"),
        ("Kulturförvaltningen", "förvaltning"),
    }
    assert "Kulturnämnden (nämnd eller styrelse)" in str(asked.value)
    assert asked.value.exit_code == 2


def test_the_same_code_in_two_reports_is_a_choice() -> None:
    with pytest.raises(AmbiguousName, match=r"Liv i husen.*Liv på torgen|Liv på torgen.*Liv i husen"):
        find(STORE, "1.2", "Action")


def test_none_suggests_the_nearest() -> None:
    with pytest.raises(UnknownName, match=r"did you mean.*Kulturnämnden"):
        find(STORE, "Kulturnämmden")
    with pytest.raises(UnknownName, match="samverkan ask bodies"):
        find(STORE, "zzzzzzzzzz")


def test_an_open_group_is_nobody_to_ask_about() -> None:
    assert not any("berörda" in entry.label for entry in KNOWN["Body"] + KNOWN["Group"])


def test_hostile_names_are_only_names() -> None:
    label = '</script><script>alert(1)</script> "} DROP ALL #'
    hostile = ox.NamedNode("https://example.org/x")
    store = Store.memory()
    rdfs = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    kind = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    committee = ox.NamedNode("https://w3id.org/samverkan/def/Committee")
    store.replace_graphs(
        {"https://example.org/g": [ox.Triple(hostile, kind, committee), ox.Triple(hostile, rdfs, ox.Literal(label))]}
    )
    assert find(store, label.upper()) == hostile


def test_an_empty_store_knows_no_body() -> None:
    assert not any(entry.occurs for entry in entries(Store.memory(), "Body"))
