"""What is linked, and what it can be linked to: a thing with names, a kind, a municipality and identifiers."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import QuerySolution, QuerySolutions

from kg.assets import queries_dir
from kg.excerpt import AUTHORITY
from kg.namespaces import SAMV
from kg.store import Store

AREA = "Area"
UNKNOWN = "Organisation"
"""The kind of a body of which nothing says what kind it is."""

_NUMBER = re.compile(r"(?:16|00)?(\d{6})-?(\d{4})")


@dataclass(frozen=True)
class Entity:
    """A body, or what it may be linked to.

    `kind` is the local name of a class, "" where nothing is known; `identifiers` are pairs of scheme and value; `same`
    the addresses that it says mean the same; `trust` what its source says of the match, from 0 to 1, `matched` whether
    its source calls it one.
    """

    iri: str
    label: str
    kind: str = ""
    names: tuple[str, ...] = ()
    municipality: str = ""
    identifiers: frozenset[tuple[str, str]] = frozenset()
    same: tuple[str, ...] = ()
    until: str = ""
    unnamed: bool = False
    source: str = ""
    trust: float | None = None
    matched: bool = False


def named_bodies(store: Store) -> list[Entity]:
    """The bodies that documents in the store name, by address."""
    rows = store.query(query("bodies"))
    assert isinstance(rows, QuerySolutions)
    return list(_entities(rows, ""))


def known_entities(store: Store, source: str) -> list[Entity]:
    """What the authority files know, areas too, by address; `source` is the IRI that stands for them."""
    rows = store.query(query("entities"))
    assert isinstance(rows, QuerySolutions)
    return list(_entities((row for row in rows if row["graph"].value.startswith(AUTHORITY)), source))


def from_facts(facts: Iterable[tuple[str, str, str]], source: str) -> Iterator[Entity]:
    """Entities from rows of entity, fact and value, whose facts are named as in queries/linking/entities.rq."""
    gathered: dict[str, dict[str, set[str]]] = {}
    for iri, fact, value in facts:
        gathered.setdefault(iri, {}).setdefault(fact, set()).add(value)
    for iri, known in sorted(gathered.items()):
        values = {fact: tuple(sorted(found)) for fact, found in known.items()}
        if values.get("label") or values.get("name"):
            yield _entity(iri, values, source)


def organisation_number(text: str) -> str:
    """A Swedish organisation number as NNNNNN-NNNN; "" where the text is none."""
    found = _NUMBER.fullmatch(text.strip())
    return f"{found[1]}-{found[2]}" if found else ""


def query(name: str) -> str:
    """A query of queries/linking/, by the stem of its file."""
    return (queries_dir() / "linking" / f"{name}.rq").read_text(encoding="utf-8")


def fact_value(fact: str, term: object) -> str:
    """The term's text; a label begins with its language, so that the Swedish one can be chosen."""
    value = str(getattr(term, "value", ""))
    return f"{getattr(term, 'language', None) or ''}@{value}" if fact == "label" else value


def _entities(rows: Iterable[QuerySolution], source: str) -> Iterator[Entity]:
    facts = ((row["entity"].value, row["fact"].value, row["value"]) for row in rows)
    return from_facts(((iri, fact, fact_value(fact, value)) for iri, fact, value in facts), source)


def _entity(iri: str, values: dict[str, tuple[str, ...]], source: str) -> Entity:
    labels = sorted(values.get("label", ()), key=lambda text: (not text.startswith("sv@"), text))
    names = tuple(dict.fromkeys([*(text.partition("@")[2] for text in labels), *values.get("name", ())]))
    kinds = [kind.removeprefix(SAMV) for kind in values.get("kind", ()) if kind.startswith(SAMV)]
    kind = next((kind for kind in kinds if kind != UNKNOWN), UNKNOWN if kinds else "")
    return Entity(
        iri=iri,
        label=names[0],
        kind=kind,
        names=names,
        municipality=next(iter(values.get("municipality", ())), ""),
        identifiers=frozenset(_identifiers(kind, values)),
        same=values.get("same", ()),
        until=next(iter(values.get("until", ())), ""),
        unnamed=bool(values.get("unnamed")),
        source=source,
    )


def _identifiers(kind: str, values: dict[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    """Scheme and value; a municipality's code is no other body's, and a city's numbers are the city's own."""
    town = next(iter(values.get("municipality", ())), "")
    for number in filter(None, map(organisation_number, values.get("organisation number", ()))):
        yield "organisation number", number
    for code in values.get("code", ()):
        yield f"code of {kind}", code
    for number in values.get("city's number", ()):
        yield f"number in {town}", number
    for iri in values.get("same", ()):
        yield "address", iri
