"""Five hundred names with known answers: what `link` puts first and calls likely is right, and nearly all is found."""

from collections import Counter
from collections.abc import Iterable

import pytest
from linking_queries import COUNTS, Generator, Query
from reconciliation_server import Thing, serving

from kg.lexicon import load
from kg.linking.candidate import candidates
from kg.linking.entity import Entity, known_entities
from kg.linking.kinds import Kinds
from kg.linking.mapping_set import MappingSet
from kg.linking.proposals import Source, proposed
from kg.linking.reconciliation import Service
from kg.linking.wording import Wording
from kg.store import Store
from kg.web import Client

SEED = 20160301
AUTHORITY = "urn:authority"


@pytest.fixture(scope="module")
def store() -> Store:
    return Store.memory()


@pytest.fixture(scope="module")
def known(store: Store) -> list[Entity]:
    return known_entities(store, AUTHORITY)


@pytest.fixture(scope="module")
def wording(known: list[Entity]) -> Wording:
    return Wording(load(), [name for each in known for name in each.names])


@pytest.fixture(scope="module")
def generator(known: list[Entity]) -> Generator:
    agencies = [each for each in known if each.kind == "StateAgency"]
    towns = [each.label.removesuffix(" kommun") for each in known if each.label.endswith(" kommun")]
    return Generator(agencies, towns, SEED)


@pytest.fixture(scope="module")
def queries(generator: Generator) -> dict[str, Query]:
    """By the address of the body that bears the name."""
    return {f"urn:query:{number}": query for number, query in enumerate(generator.queries())}


def bodies(queries: dict[str, Query]) -> list[Entity]:
    return [Entity(iri, query.text, "StateAgency", (query.text,)) for iri, query in queries.items()]


def figures(queries: dict[str, Query], said: dict[str, str]) -> tuple[float, float, str]:
    """Precision, recall, and both in words with what was wrong and what was missed."""
    right = [iri for iri, answer in said.items() if answer == queries[iri].answer]
    wrong = [f"{queries[iri].how}: {queries[iri].text} -> {said[iri]}" for iri in said if iri not in right]
    answerable = [iri for iri, query in queries.items() if query.answer]
    missed = [f"{queries[iri].how}: {queries[iri].text}" for iri in answerable if iri not in right]
    precision, recall = len(right) / len(said), len(right) / len(answerable)
    text = "\n".join([f"precision {precision:.4f}, recall {recall:.4f}", *sorted(wrong), *sorted(missed)])
    return precision, recall, text


def likely(found: Iterable[tuple[str, list]]) -> dict[str, str]:
    return {iri: each[0].entity.iri for iri, each in found if each and each[0].likely}


def test_there_are_five_hundred_of_every_kind(queries: dict[str, Query]) -> None:
    assert sum(COUNTS.values()) == len(queries) == 500
    assert Counter(query.how for query in queries.values()) == COUNTS
    assert sum(not query.answer for query in queries.values()) == 90


def test_a_service_with_the_agencies(
    store: Store, generator: Generator, queries: dict[str, Query], wording: Wording
) -> None:
    with serving([Thing(each.iri, each.names) for each in generator.served]) as served:
        service = Service(served.url, Client(), Kinds.load(store))
        source = Source(service.source, service.candidates)
        found = proposed(bodies(queries), [source], MappingSet(), wording)
    assert not found.troubles
    assert not found.links
    precision, recall, text = figures(queries, likely(found.candidates.items()))
    assert precision >= 0.99, text
    assert recall >= 0.95, text


def test_the_agencies_of_the_authority_files(generator: Generator, queries: dict[str, Query], wording: Wording) -> None:
    """Every second query of each kind, against all agencies without a service that chooses among them."""
    half = dict(list(queries.items())[::2])
    found = ((body.iri, candidates(body, generator.served, wording)) for body in bodies(half))
    precision, recall, text = figures(half, likely(found))
    assert precision >= 0.99, text
    assert recall >= 0.95, text


PLACES = (
    *("Rinkeby-Kista", "Rinkeby", "Kista", "Farsta", "Spånga-Tensta", "Bromma", "Kungsholmen", "Norrmalm", "Östermalm"),
    *("Södermalm", "Skarpnäck", "Älvsjö", "Skärholmen", "Husby", "Hässelby-Vällingby", "Enskede-Årsta-Vantör"),
)
TYPES = (("Q1", "stadsdel"), ("Q2", "borough of Stockholm"), ("Q3", "tätort i Sverige"), None)


@pytest.mark.parametrize("kind_of_place", TYPES, ids=lambda each: each[1] if each else "no type")
def test_no_committee_or_administration_is_linked_to_a_place(
    store: Store, known: list[Entity], wording: Wording, kind_of_place: tuple[str, str] | None
) -> None:
    local = [each for each in known if each.kind in {"Committee", "Administration"}]
    assert len(local) > 40
    things = [Thing(f"place-{name}", (name, f"{name}s stadsdelsområde"), kind_of_place) for name in PLACES]
    # such a service even claims to know the place by the committee's name
    things += [
        Thing(f"alias-{each.label}", (each.label.split()[0], each.label), kind_of_place)
        for each in local
        if " " in each.label
    ]
    with serving(things) as served:
        service = Service(served.url, Client(), Kinds.load(store))
        found = proposed(local, [Source(service.source, service.candidates)], MappingSet(), wording)
    assert not [each.reasons() for some in found.candidates.values() for each in some]


def test_nothing_of_the_authority_is_taken_for_something_of_another_kind(known: list[Entity], wording: Wording) -> None:
    """A committee is never an administration, and neither is ever an area, whoever has the names."""
    for body in (each for each in known if each.kind in {"Committee", "Administration"}):
        alias = Entity("urn:alias", body.label, body.kind, body.names, body.municipality)
        for each in candidates(alias, known, wording):
            assert each.entity.kind == body.kind


def test_a_namesake_in_another_municipality_is_blocked(known: list[Entity], wording: Wording) -> None:
    for body in (each for each in known if each.kind in {"Committee", "MunicipalCompany"}):
        elsewhere = Entity("urn:malmo", body.label, body.kind, body.names, "urn:town:malmo")
        assert candidates(elsewhere, known, wording) == []


@pytest.mark.parametrize(("text", "other"), [("Habo kommun", "Håbo kommun"), ("Håbo kommun", "Habo kommun")])
def test_a_known_word_is_no_slip_of_another(wording: Wording, text: str, other: str) -> None:
    assert not wording.alignment(text, other).fits


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("stadsdelsnämnden i Rinkeby-Kista", "Rinkeby-Kista stadsdelsnämnd"),
        ("Rinkeby Kista stadsdelsnämnds", "Rinkeby-Kista stadsdelsnämnd"),
        ("Skolinspektionens", "Skolinspektionen"),
        ("Skol-inspektionen", "Skolinspektionen"),
        ("AB Svenska Bostäder", "Svenska Bostäder"),
        ("Kulturrådet", "Statens kulturråd"),
    ],
)
def test_endings_hyphens_and_legal_forms_are_folded(wording: Wording, text: str, name: str) -> None:
    assert wording.alignment(text, name).fits
