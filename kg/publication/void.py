"""The data as a set of statements, for those who mean to query it: VoID, https://www.w3.org/TR/void/.

How many there are of what, class by class and property by property, what is linked to which other data, and where all
of it can be fetched.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Self
from urllib.parse import urlsplit

from pyoxigraph import NamedNode, Triple

from kg.publication import addresses
from kg.publication.downloads import Download
from kg.publication.entry import dataset_iri
from kg.publication.statements import Statements
from kg.publication.turtle import PREFIXES
from kg.publication.wording import Wording, number, term
from kg.settings import Settings

_TYPE = term("rdf:type")
_LINKS = frozenset(term(f"skos:{kind}Match") for kind in ("exact", "close", "related", "broad", "narrow"))
_SYNTAXES = {
    "application/trig": "TriG",
    "application/n-quads": "N-Quads",
    "text/turtle": "Turtle",
    "application/ld+json": "JSON-LD",
}
_FORMATS = "http://www.w3.org/ns/formats/"


def void(settings: Settings, statements: Statements, files: list[Download]) -> list[Triple]:
    """The description; the dataset has the address that it has in the catalogue entry."""
    return sorted(set(_Void(settings, _Counts.of(statements.triples)).triples(files)), key=str)


@dataclass
class _Counts:
    """What there is, counted in one pass."""

    triples: int = 0
    subjects: set[object] = field(default_factory=set)
    objects: set[object] = field(default_factory=set)
    entities: set[NamedNode] = field(default_factory=set)
    classes: Counter[NamedNode] = field(default_factory=Counter)
    properties: Counter[NamedNode] = field(default_factory=Counter)
    links: Counter[tuple[NamedNode, str]] = field(default_factory=Counter)

    @classmethod
    def of(cls, triples: Iterable[Triple]) -> Self:
        counts = cls()
        for subject, relation, other in triples:
            counts.triples += 1
            counts.subjects.add(subject)
            counts.objects.add(other)
            counts.properties[relation] += 1
            if relation == _TYPE and isinstance(other, NamedNode):
                assert isinstance(subject, NamedNode)  # in a store everything has an address
                counts.entities.add(subject)
                counts.classes[other] += 1
            elif relation in _LINKS and isinstance(other, NamedNode):
                counts.links[relation, urlsplit(other.value).netloc] += 1
        return counts


class _Void:
    def __init__(self, settings: Settings, counts: _Counts) -> None:
        self.settings = settings
        self.counts = counts
        self.dataset = dataset_iri(settings)

    def part(self, name: str) -> NamedNode:
        return NamedNode(f"{self.settings.address}dcat#{name}")

    def triples(self, files: list[Download]) -> Iterator[Triple]:
        about = Wording(self.dataset, "void:Dataset")
        yield from about.texts("dcterms:title", self.settings.title)
        yield from about.says("dcterms:license", NamedNode(self.settings.licence))
        yield from about.says("foaf:homepage", NamedNode(self.settings.address))
        yield from about.says("void:vocabulary", *(NamedNode(space) for space in self._vocabularies()))
        for file in files:
            if file.media_type in _SYNTAXES:
                url = NamedNode(addresses.absolute(file.path, self.settings.address))
                yield from about.says("void:dataDump", url)
                yield from about.says("void:feature", NamedNode(_FORMATS + _SYNTAXES[file.media_type]))
        things = (each.value for each in self.counts.entities if addresses.page(each.value))
        if example := min(things, default=None):
            yield from about.says("void:exampleResource", NamedNode(example))
        described = Wording(NamedNode(addresses.absolute("void.ttl", self.settings.address)), "void:DatasetDescription")
        yield from described.says("foaf:primaryTopic", self.dataset)
        yield from self._numbers(about)
        yield from self._partitions()
        yield from self._linksets()

    def _vocabularies(self) -> list[str]:
        used = {relation.value for relation in self.counts.properties}
        return [PREFIXES[name] for name in sorted(PREFIXES) if any(each.startswith(PREFIXES[name]) for each in used)]

    def _numbers(self, about: Wording) -> Iterator[Triple]:
        counts = self.counts
        yield from about.says("void:triples", number(counts.triples))
        yield from about.says("void:entities", number(len(counts.entities)))
        yield from about.says("void:distinctSubjects", number(len(counts.subjects)))
        yield from about.says("void:distinctObjects", number(len(counts.objects)))
        yield from about.says("void:classes", number(len(counts.classes)))
        yield from about.says("void:properties", number(len(counts.properties)))

    def _partitions(self) -> Iterator[Triple]:
        for kind, count in self.counts.classes.items():
            part = Wording(self.part(f"class-{_name(kind)}"), "void:Dataset")
            yield Triple(self.dataset, term("void:classPartition"), part.subject)
            yield from part.says("void:class", kind)
            yield from part.says("void:entities", number(count))
        for relation, count in self.counts.properties.items():
            part = Wording(self.part(f"property-{_name(relation)}"), "void:Dataset")
            yield Triple(self.dataset, term("void:propertyPartition"), part.subject)
            yield from part.says("void:property", relation)
            yield from part.says("void:triples", number(count))

    def _linksets(self) -> Iterator[Triple]:
        """One for each kind of link to each host: what `samverkan link` decided, and what authority files know."""
        for (relation, host), count in self.counts.links.items():
            links = Wording(self.part(f"links-{_name(relation)}-{host}"), "void:Linkset")
            other = Wording(self.part(f"linked-{host}"), "void:Dataset")
            yield Triple(self.dataset, term("void:subset"), links.subject)
            yield from links.says("void:linkPredicate", relation)
            yield from links.says("void:subjectsTarget", self.dataset)
            yield from links.says("void:objectsTarget", other.subject)
            yield from links.says("void:triples", number(count))
            yield from other.texts("dcterms:title", {"": host})


def _name(iri: NamedNode) -> str:
    """A term as a fragment: its prefix and name, "samv-Action"."""
    longest = sorted(PREFIXES.items(), key=lambda pair: -len(pair[1]))
    for prefix, space in longest:
        if iri.value.startswith(space):
            return f"{prefix}-{iri.value.removeprefix(space)}"
    return "".join(char if char.isalnum() else "-" for char in iri.value.partition("://")[2])
