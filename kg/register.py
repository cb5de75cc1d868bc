"""The authority files read as a register: what is known of each body, group and place, and from which files.

A body may stand in several files: one describes it, others add an identifier or a name. Nothing is judged here, so that
a file with mistakes can be looked at too (:mod:`kg.authority_check` judges).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

import pyoxigraph as ox

from kg.assets import ontology_dir
from kg.authority_entry import ITEM
from kg.errors import AuthorityError
from kg.finding import in_language
from kg.folding import plain
from kg.namespaces import PREFIXES, SAMV

RDF_TYPE, LABEL = f"{PREFIXES['rdf']}type", f"{PREFIXES['rdfs']}label"
OTHER, HIDDEN = f"{PREFIXES['skos']}altLabel", f"{PREFIXES['skos']}hiddenLabel"
NUMBER, CODE = f"{PREFIXES['org']}identifier", f"{PREFIXES['dcterms']}identifier"
SEE, SOURCE = f"{PREFIXES['rdfs']}seeAlso", f"{PREFIXES['dcterms']}source"
MUNICIPALITY, CITY_NUMBER = f"{SAMV}municipality", f"{SAMV}cityNumber"
SERVES, WITHIN, PART_OF = (
    f"{SAMV}servesCommittee",
    f"{PREFIXES['org']}subOrganizationOf",
    f"{PREFIXES['dcterms']}isPartOf",
)
VALID_FROM, VALID_UNTIL = f"{SAMV}validFrom", f"{SAMV}validUntil"
CHANGE = f"{PREFIXES['org']}ChangeEvent"
ORGANISATION, GROUP, AREA = f"{SAMV}Organisation", f"{SAMV}Group", f"{SAMV}Area"
TOWN = f"{SAMV}Municipality"

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
_GLOBAL = frozenset({"orgnr", "scb", "wikidata", "geonames"})
_GEONAMES = re.compile(r"https://sws\.geonames\.org/([0-9]+)/")


@dataclass(eq=False)
class Record:
    """All that the files say of one address: the objects of each predicate, in the order of the files."""

    iri: str
    facts: dict[str, list[Term]] = field(default_factory=dict)
    files: list[Path] = field(default_factory=list)

    def texts(self, predicate: str) -> list[str]:
        """The literals of a predicate, or the addresses."""
        return [term.value for term in self.facts.get(predicate, ()) if isinstance(term, ox.Literal | ox.NamedNode)]

    @property
    def kinds(self) -> list[str]:
        """The addresses of its classes."""
        return self.texts(RDF_TYPE)

    def label(self, language: str = "sv") -> str:
        """Its name in the language, else in another, else its address."""
        words = {term.language or "": term.value for term in self.facts.get(LABEL, ()) if isinstance(term, ox.Literal)}
        return in_language(words, language) or self.iri

    @property
    def names(self) -> list[str]:
        """Every name, in any language, those too that are not looked for in texts; each once."""
        return list(dict.fromkeys(name for each in (LABEL, OTHER, HIDDEN) for name in self.texts(each)))

    @property
    def municipality(self) -> str | None:
        """The address of the municipality that it belongs to."""
        return next(iter(self.texts(MUNICIPALITY)), None)

    @property
    def first_day(self) -> str:
        """The ISO date from which it is valid, "" for always."""
        return next(iter(self.texts(VALID_FROM)), "")

    @property
    def last_day(self) -> str:
        """The ISO date until which it is valid, "" for still."""
        return next(iter(self.texts(VALID_UNTIL)), "")

    @property
    def identifiers(self) -> list[str]:
        """Its identifiers as scheme:value; a code without a known scheme stands alone."""
        is_town = TOWN in self.kinds
        return [
            *(f"orgnr:{number}" for number in self.texts(NUMBER)),
            *(coded(code, is_town=is_town) for code in self.texts(CODE)),
            *(f"stadsnummer:{number}" for number in self.texts(CITY_NUMBER)),
            *filter(None, map(_elsewhere, self.texts(SEE))),
        ]

    @property
    def identifier_keys(self) -> list[tuple[str, str]]:
        """Its identifiers, each with the place where it can be given once only (see `identifier_key`)."""
        return [identifier_key(each, self.municipality or "") for each in self.identifiers]

    def overlaps(self, first: str, last: str) -> bool:
        """Whether it is valid on a day from ``first`` to ``last``; "" for no bound."""
        return overlap(self.first_day, self.last_day, first, last)


def coded(code: str, *, is_town: bool) -> str:
    """A code as scheme:value where its scheme is known: four digits are a municipality's number at SCB."""
    return f"scb:{code}" if is_town and re.fullmatch("[0-9]{4}", code) else code


def overlap(first: str, last: str, other_first: str, other_last: str) -> bool:
    """Whether two times share a day; "" for no bound."""
    return (not first or not other_last or first <= other_last) and (not last or not other_first or other_first <= last)


def identifier_key(identifier: str, municipality: str) -> tuple[str, str]:
    """An identifier and the municipality that gives it: two towns may each have a number 110 for an office."""
    scheme, colon, _ = identifier.partition(":")
    return identifier, "" if scheme in _GLOBAL or not colon else municipality


def _elsewhere(iri: str) -> str:
    if iri.startswith(ITEM):
        return f"wikidata:{iri.removeprefix(ITEM)}"
    geonames = _GEONAMES.fullmatch(iri)
    return f"geonames:{geonames.group(1)}" if geonames else ""


@dataclass(frozen=True)
class Kinds:
    """What the ontology says of kinds: labels, what is a kind of what, and which exclude each other."""

    labels: dict[str, dict[str, str]]
    above: dict[str, frozenset[str]]
    disjoint: frozenset[frozenset[str]]

    @classmethod
    def read(cls) -> Kinds:
        """From ``ontology/samverkan.ttl``; AuthorityError where it does not parse."""
        labels: dict[str, dict[str, str]] = {}
        above: dict[str, set[str]] = {}
        disjoint = set()
        for subject, predicate, term in statements(ontology_dir() / "samverkan.ttl"):
            if predicate == LABEL and isinstance(term, ox.Literal):
                labels.setdefault(subject, {})[term.language or ""] = term.value
            elif predicate == f"{PREFIXES['rdfs']}subClassOf" and isinstance(term, ox.NamedNode):
                above.setdefault(subject, set()).add(term.value)
            elif predicate == f"{PREFIXES['owl']}disjointWith" and isinstance(term, ox.NamedNode):
                disjoint.add(frozenset({subject, term.value}))
        return cls(labels, {kind: frozenset(others) for kind, others in above.items()}, frozenset(disjoint))

    def ancestors(self, kind: str) -> frozenset[str]:
        """The kind itself and all that it is a kind of."""
        found, rest = {kind}, [kind]
        while rest:
            new = self.above.get(rest.pop(), frozenset()) - found
            found |= new
            rest += new
        return frozenset(found)

    def is_body(self, kind: str) -> bool:
        """Whether it is a kind of organisation."""
        return ORGANISATION in self.ancestors(kind)

    def is_known(self, kind: str) -> bool:
        """Whether an authority file may hold such a thing: an organisation, a group, an area or a change event."""
        return kind == CHANGE or bool({ORGANISATION, GROUP, AREA} & self.ancestors(kind))

    def exclude(self, one: str, other: str) -> bool:
        """Whether nothing can be both."""
        return any(frozenset({a, b}) in self.disjoint for a in self.ancestors(one) for b in self.ancestors(other))

    def label(self, kind: str, language: str) -> str:
        """What a kind is called, else its local name."""
        return in_language(self.labels.get(kind, {}), language) or re.split(r"[/#]", kind)[-1]


class Register:
    """The records of some authority files, by address."""

    def __init__(self) -> None:
        self.records: dict[str, Record] = {}

    @classmethod
    def read(cls, files: Iterable[Path]) -> Register:
        """Raises AuthorityError, with line and column, where a file is not Turtle."""
        register = cls()
        for file in files:
            register.add(file)
        return register

    def add(self, file: Path) -> None:
        """Read one more file; AuthorityError where it is not Turtle, and then nothing is read."""
        for subject, predicate, term in list(statements(file)):
            record = self.records.setdefault(subject, Record(subject))
            objects = record.facts.setdefault(predicate, [])
            if term not in objects:
                objects.append(term)
            if file not in record.files:
                record.files.append(file)

    def __iter__(self) -> Iterator[Record]:
        return iter(sorted(self.records.values(), key=lambda record: record.iri))

    @cached_property
    def by_name(self) -> dict[str, list[Record]]:
        """The records by each of their names, in small letters."""
        found: dict[str, list[Record]] = {}
        for record in self:
            for name in dict.fromkeys(plain(name) for name in record.names):
                found.setdefault(name, []).append(record)
        return found

    @cached_property
    def by_identifier(self) -> dict[tuple[str, str], Record]:
        """The records by the keys of their identifiers; of two that share one, the later address."""
        return {key: record for record in self for key in record.identifier_keys}

    def label_of(self, iri: str | None, language: str = "sv") -> str:
        """The name of what has that address; "" for None."""
        record = self.records.get(iri or "")
        return record.label(language) if record else iri or ""


def statements(file: Path) -> Iterator[tuple[str, str, Term]]:
    """The statements of a Turtle file, those about blank nodes left out.

    Raises:
        AuthorityError: with line and column, where the file is not Turtle or cannot be read.
    """
    try:
        yield from _parsed(file.read_bytes())
    except SyntaxError as error:
        place = ":".join(str(part) for part in (file, error.lineno, error.offset) if part)
        what = re.sub(r"^Parser error at .*?: ", "", error.msg)
        raise AuthorityError(f"not valid Turtle: {what}", hint="mend the file", place=place) from error
    except (OSError, ValueError) as error:
        raise AuthorityError(f"cannot be read: {error}", hint="name a Turtle file", place=str(file)) from error


@lru_cache(maxsize=16)
def _parsed(turtle: bytes) -> tuple[tuple[str, str, Term], ...]:
    """The statements of a file with this content, which a command may ask for more than once."""
    return tuple(
        (quad.subject.value, quad.predicate.value, quad.object)
        for quad in ox.parse(turtle, format=ox.RdfFormat.TURTLE)
        if isinstance(quad.subject, ox.NamedNode)
    )


def shipped_files() -> tuple[Path, ...]:
    """The authority files that come with the package."""
    return tuple(sorted((ontology_dir() / "authority").glob("*.ttl")))
