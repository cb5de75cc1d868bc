"""One entry of an authority file, and how entries are written as Turtle: the same form for every file.

The predicates are those that the store, the extractor and the links read: rdfs:label, skos:altLabel (names that are
looked for in texts), skos:hiddenLabel (names that only a search knows), org:identifier, dcterms:identifier (codes),
rdfs:seeAlso (Wikidata).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.authority_names import SOURCE_NOTES
from kg.namespaces import PREFIXES

ID = "https://w3id.org/samverkan/id/"
"""What the addresses of all entries begin with."""

ITEM = "http://www.wikidata.org/entity/"
"""What the address of a Wikidata item begins with."""

_PREFIXES = {name: PREFIXES[name] for name in ("samv", "dcterms", "org", "rdfs", "skos", "xsd")}


@dataclass(frozen=True)
class Entry:
    """One node of an authority file; ``iri`` and what it points to are written below ``ID``.

    Without ``kind`` and ``label`` it adds to what another file says of the node. ``hidden`` names are not looked for in
    texts. ``serves`` is an administration's committee, ``within`` the body that it is a part of, ``part_of`` the area
    that an area is a part of. ``valid_from`` and ``valid_until`` are ISO dates, the last day included.
    """

    iri: str
    kind: str = ""
    label: str = ""
    english: str = ""
    others: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()
    number: str = ""
    wikidata: str = ""
    area: str = ""
    part_of: str = ""
    serves: str = ""
    within: str = ""
    municipality: str = ""
    valid_from: str = ""
    valid_until: str = ""
    sources: tuple[str, ...] = ()

    def turtle(self) -> str:
        """The node as a block of Turtle."""
        return f"{_node(self.iri)} " + " ;\n    ".join(self._statements()) + " .\n"

    def _statements(self) -> Iterator[str]:
        for predicate, objects in (*self._names(), *self._ties()):
            if objects:
                yield f"{predicate} {' , '.join(objects)}"

    def _names(self) -> Iterator[tuple[str, list[str]]]:
        yield "a", [f"samv:{self.kind}"] * bool(self.kind)
        yield "rdfs:label", [_text(name, tag) for name, tag in ((self.label, "sv"), (self.english, "en")) if name]
        yield "skos:altLabel", [_text(name, "sv") for name in self.others]
        yield "skos:hiddenLabel", [_text(name, "sv") for name in self.hidden]
        yield "dcterms:identifier", [_text(code) for code in self.identifiers]
        yield "org:identifier", [_text(self.number)] * bool(self.number)

    def _ties(self) -> Iterator[tuple[str, list[str]]]:
        for predicate, iri in (
            ("samv:jurisdictionArea", self.area),
            ("dcterms:isPartOf", self.part_of),
            ("samv:servesCommittee", self.serves),
            ("org:subOrganizationOf", self.within),
            ("samv:municipality", self.municipality),
        ):
            yield predicate, [_node(iri)] * bool(iri)
        yield "rdfs:seeAlso", [f"<{ITEM}{self.wikidata}>"] * bool(self.wikidata)
        for predicate, date in (("samv:validFrom", self.valid_from), ("samv:validUntil", self.valid_until)):
            yield predicate, [f"{_text(date)}^^xsd:date"] * bool(date)
        yield "dcterms:source", [text for source in self.sources for text in _source(source)]


def _node(path: str) -> str:
    return f"<{path}>"


def _source(source: str) -> list[str]:
    """A note in both languages; a name, which is of no language, as it is."""
    note = SOURCE_NOTES.get(source)
    return [_text(source)] if note is None else [_text(source, "en"), _text(note, "sv")]


def _text(value: str, language: str = "") -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"' + (f"@{language}" if language else "")


def turtle_file(head: str, entries: Iterable[Entry]) -> str:
    """A Turtle file: ``head`` as a comment, the prefixes, and the entries sorted by address."""
    comment = "".join(f"# {line}\n" for line in head.splitlines())
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in _PREFIXES.items())
    blocks = "\n".join(entry.turtle() for entry in sorted(entries, key=lambda entry: entry.iri))
    return f"{comment}\n@base <{ID}> .\n{prefixes}\n{blocks}"


def luhn(number: str) -> bool:
    """Whether the check digit of an organisation number is right."""
    digits = [int(digit) for digit in number if digit.isdigit()]
    doubled = [digit * 2 - 9 * (digit > 4) for digit in digits[::2]]
    return (sum(doubled) + sum(digits[1::2])) % 10 == 0
