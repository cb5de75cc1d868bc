"""The data as a set of statements, for those who mean to query it: VoID, https://www.w3.org/TR/void/.

How many there are of what, class by class and property by property, what is linked to which other data, and where all
of it can be fetched.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
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
    triples = list(dict.fromkeys(quad.triple for quad in statements.quads))
    return sorted(set(_Void(settings, triples).triples(files)), key=str)


class _Void:
    def __init__(self, settings: Settings, triples: list[Triple]) -> None:
        self.settings = settings
        self.counted = triples
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
        yield from self._counts(about)
        yield from self._classes()
        yield from self._properties()
        yield from self._linksets()

    def _vocabularies(self) -> list[str]:
        used = {triple.predicate.value for triple in self.counted}
        return [PREFIXES[name] for name in sorted(PREFIXES) if any(each.startswith(PREFIXES[name]) for each in used)]

    def _counts(self, about: Wording) -> Iterator[Triple]:
        classes = {triple.object for triple in self.counted if triple.predicate == _TYPE}
        yield from about.says("void:triples", number(len(self.counted)))
        yield from about.says("void:entities", number(len({t.subject for t in self.counted if t.predicate == _TYPE})))
        yield from about.says("void:distinctSubjects", number(len({triple.subject for triple in self.counted})))
        yield from about.says("void:distinctObjects", number(len({triple.object for triple in self.counted})))
        yield from about.says("void:classes", number(len(classes)))
        yield from about.says("void:properties", number(len({triple.predicate for triple in self.counted})))

    def _classes(self) -> Iterator[Triple]:
        entities = Counter(t.object for t in self.counted if t.predicate == _TYPE and isinstance(t.object, NamedNode))
        for kind, count in entities.items():
            part = Wording(self.part(f"class-{_name(kind)}"), "void:Dataset")
            yield Triple(self.dataset, term("void:classPartition"), part.subject)
            yield from part.says("void:class", kind)
            yield from part.says("void:entities", number(count))

    def _properties(self) -> Iterator[Triple]:
        for relation, count in Counter(triple.predicate for triple in self.counted).items():
            part = Wording(self.part(f"property-{_name(relation)}"), "void:Dataset")
            yield Triple(self.dataset, term("void:propertyPartition"), part.subject)
            yield from part.says("void:property", relation)
            yield from part.says("void:triples", number(count))

    def _linksets(self) -> Iterator[Triple]:
        """One for each kind of link to each host: what `samverkan link` decided, and what authority files know."""
        found: dict[tuple[NamedNode, str], int] = defaultdict(int)
        for triple in self.counted:
            if triple.predicate in _LINKS and isinstance(triple.object, NamedNode):
                found[triple.predicate, urlsplit(triple.object.value).netloc] += 1
        for (relation, host), count in found.items():
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
