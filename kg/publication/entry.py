"""The dataset's entry in a catalogue: what the publisher's settings and the files say, by DCAT-AP-SE 3.0.1.

https://docs.dataportal.se/dcat/3.0.1/en/. Everything has an address (a harvester refuses blank nodes), under the
fragment names of `<address>dcat`. The shapes of ontology/publication/dcat-ap-se.ttl check it before it is written.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from pyoxigraph import Literal, NamedNode, QuerySolutions, RdfFormat, Triple, serialize

from kg import jsonld
from kg.assets import queries_dir
from kg.errors import SettingsError
from kg.excerpt import ONTOLOGY
from kg.finding import in_language
from kg.network import rows
from kg.publication import addresses, turtle
from kg.publication.downloads import Download
from kg.publication.part import Part
from kg.publication.wording import Wording, date, number, term
from kg.settings import FILE, Settings
from kg.shapes import ShapeResult, conformance
from kg.store import Store

_EU = "http://publications.europa.eu/resource/authority/"
_LANGUAGES = {"sv": "SWE", "en": "ENG"}
_CC0 = NamedNode("http://creativecommons.org/publicdomain/zero/1.0/")  # what Sweden's portal wants of all entries
_AVAILABLE_TO_ALL = NamedNode(f"{_EU}access-right/PUBLIC")
_MEDIA_TYPES = "http://www.iana.org/assignments/media-types/"
_UNREGISTERED = frozenset({"application/graphml+xml"})
_CODES = 'as "0180" for a municipality or "01" for a county; or give an address'
_TITLE = term("dcterms:title")
_ORGANISATION = re.compile(r"http://dataportal\.se/organisation/SE(\d{10})(?:-.*)?")


def dataset_iri(settings: Settings) -> NamedNode:
    """The address of the dataset."""
    return NamedNode(f"{settings.address}dcat#dataset")


def entry(store: Store, settings: Settings, files: Iterable[Download]) -> list[Triple]:
    """The entry: a catalogue, its dataset, and a distribution for each file.

    Raises SettingsError where `spatial` has a code that no municipality or county in the store has.
    """
    return sorted(set(_Entry(store, settings).triples(list(files))), key=str)


def entry_parts(triples: list[Triple]) -> Iterator[Part]:
    """The entry as dcat.rdf (which Sweden's data portal harvests), dcat.ttl and dcat.jsonld."""
    used = {
        name: space
        for name, space in turtle.PREFIXES.items()
        if any(t.predicate.value.startswith(space) for t in triples)
    }
    xml = serialize(triples, format=RdfFormat.RDF_XML, prefixes=used) or b""
    yield Part("dcat.rdf", xml + b"\n")
    yield Part("dcat.ttl", turtle.turtle(triples))
    yield Part("dcat.jsonld", jsonld.whole(triples))


def checked(triples: list[Triple], language: str = "en", place: str = FILE) -> list[ShapeResult]:
    """What the profile recommends and the entry lacks.

    Raises SettingsError, with the setting that is missing or wrong, where it lacks what the profile requires; `place`
    is the file of the settings.
    """
    found = sorted(conformance(triples, "publication/dcat-ap-se", language), key=lambda each: each.message)
    broken = [each.message for each in found if each.severity == "violation"]
    if broken:
        more = f" (and {len(broken) - 1} more)" if len(broken) > 1 else ""
        raise SettingsError(f"{broken[0]}{more}", hint="DCAT-AP-SE asks for it: correct the settings", place=place)
    return [each for each in found if each.severity == "warning"]


class _Entry:
    def __init__(self, store: Store, settings: Settings) -> None:
        self.store = store
        self.settings = settings
        self.publisher = NamedNode(settings.publisher_iri)
        self.dataset = dataset_iri(settings)
        self.contact = self.part("contact")
        self.licence = NamedNode(settings.licence)

    def part(self, name: str) -> NamedNode:
        return NamedNode(f"{self.settings.address}dcat#{name}")

    def triples(self, files: list[Download]) -> Iterator[Triple]:
        yield from self._catalogue()
        yield from self._publisher()
        yield from self._contact()
        yield from self._dataset()
        yield from self._period()
        yield from self._named_places()
        for file in files:
            yield from self._distribution(file)

    def _catalogue(self) -> Iterator[Triple]:
        said = self.settings
        about = Wording(self.part("catalogue"), "dcat:Catalog")
        yield from about.texts("dcterms:title", said.title)
        yield from about.texts("dcterms:description", said.description)
        yield from about.says("dcterms:publisher", self.publisher)
        yield from about.says("dcterms:license", _CC0)
        yield from about.says("dcat:dataset", self.dataset)
        yield from about.says("dcterms:issued", date(said.issued.isoformat()))
        yield from about.says("dcterms:modified", date(said.issued.isoformat()))
        yield from about.says("foaf:homepage", NamedNode(said.address))
        yield from about.says("dcat:themeTaxonomy", NamedNode(f"{_EU}data-theme"))
        yield from about.says("dcterms:language", *self._languages())
        yield from about.says("dcterms:spatial", *self._places())

    def _publisher(self) -> Iterator[Triple]:
        about = Wording(self.publisher, "foaf:Agent")
        kind = NamedNode(f"http://purl.org/adms/publishertype/{self.settings.publisher_type}")
        yield from about.says("foaf:name", Literal(self.settings.publisher_name, language="sv"))
        yield from about.says("dcterms:type", kind)
        if found := _ORGANISATION.fullmatch(self.settings.publisher_iri):
            yield from about.says("dcterms:identifier", Literal(found[1]))

    def _contact(self) -> Iterator[Triple]:
        about = Wording(self.contact, "vcard:Organization")
        yield from about.says("vcard:fn", Literal(self.settings.contact_name))
        yield from about.says("vcard:hasEmail", NamedNode(f"mailto:{self.settings.contact_email}"))
        if self.settings.contact_page:
            yield from about.says("vcard:hasURL", NamedNode(self.settings.contact_page))

    def _dataset(self) -> Iterator[Triple]:
        said = self.settings
        about = Wording(self.dataset, "dcat:Dataset")
        yield from about.texts("dcterms:title", said.title)
        yield from about.texts("dcterms:description", said.description)
        for language, words in sorted(said.keywords.items()):
            yield from about.says("dcat:keyword", *(Literal(word, language=language) for word in words))
        yield from about.says("dcterms:publisher", self.publisher)
        yield from about.says("dcat:contactPoint", self.contact)
        yield from about.says("dcat:theme", *(NamedNode(f"{_EU}data-theme/{code}") for code in said.themes))
        yield from about.says("dcterms:identifier", Literal(self.dataset.value))
        yield from about.says("dcterms:issued", date(said.issued.isoformat()))
        yield from about.says("dcterms:language", *self._languages())
        yield from about.says("dcterms:spatial", *self._places())
        yield from about.says("dcterms:accessRights", _AVAILABLE_TO_ALL)
        yield from about.says("dcat:version", Literal(said.version))
        yield from about.says("dcat:landingPage", NamedNode(said.address))
        yield from about.says("foaf:page", NamedNode(addresses.absolute(addresses.SECTIONS["made"], said.address)))
        if said.frequency:
            yield from about.says("dcterms:accrualPeriodicity", NamedNode(f"{_EU}frequency/{said.frequency}"))
        ontology = NamedNode(turtle.PREFIXES["samv"])
        yield from about.says("dcterms:conformsTo", ontology)
        titles = (q.object for q in self.store.about(ontology, NamedNode(ONTOLOGY)) if q.predicate == _TITLE)
        yield from Wording(ontology, "dcterms:Standard").says("dcterms:title", *titles)

    def _period(self) -> Iterator[Triple]:
        """From the first to the last date of a document."""
        days = sorted({day for _, day, *_ in rows(self.store, "documents") if day})
        if days:
            period = Wording(self.part("period"), "dcterms:PeriodOfTime")
            yield Triple(self.dataset, term("dcterms:temporal"), period.subject)
            yield from period.says("dcat:startDate", date(days[0]))
            yield from period.says("dcat:endDate", date(days[-1]))

    def _languages(self) -> Iterator[NamedNode]:
        return (NamedNode(f"{_EU}language/{_LANGUAGES[tag]}") for tag in self.settings.languages)

    def _places(self) -> list[NamedNode]:
        """The addresses of the places; that of a code is of the area that has it."""
        return [NamedNode(self._area(code)) if code.isdigit() else NamedNode(code) for code in self.settings.spatial]

    def _area(self, code: str) -> str:
        found = self._areas.get(code)
        if found is None:
            raise SettingsError(f"spatial: no municipality or county has the code {code}", hint=_CODES, place=FILE)
        return found

    @cached_property
    def _areas(self) -> dict[str, str]:
        return {row["code"].value: row["place"].value for row in self._coded()}

    def _coded(self) -> QuerySolutions:
        found = self.store.query((queries_dir() / "publication" / "places.rq").read_text(encoding="utf-8"))
        assert isinstance(found, QuerySolutions)
        return found

    def _named_places(self) -> Iterator[Triple]:
        for place in self._places():
            yield from Wording(place, "dcterms:Location").says("rdf:type")
        for row in self._coded():
            if row["code"].value in self.settings.spatial:
                about = Wording(row["place"])
                yield from about.says("dcterms:identifier", row["code"])
                yield from about.says("rdfs:label", *([row["name"]] if row["name"] else []))

    def _distribution(self, file: Download) -> Iterator[Triple]:
        about = Wording(self.part(f"distribution-{file.name}"), "dcat:Distribution")
        url = NamedNode(addresses.absolute(file.path, self.settings.address))
        yield Triple(self.dataset, term("dcat:distribution"), about.subject)
        yield from about.texts("dcterms:title", {tag: file.title[tag] for tag in self.settings.languages})
        yield from about.texts("dcterms:description", {tag: self._described(file, tag) for tag in file.title})
        yield from about.says("dcat:accessURL", url)
        yield from about.says("dcat:downloadURL", url)
        yield from about.says("dcterms:format", Literal(file.media_type))
        if file.media_type not in _UNREGISTERED:
            yield from about.says("dcat:mediaType", NamedNode(_MEDIA_TYPES + file.media_type))
        yield from about.says("dcat:byteSize", number(len(file.content)))
        yield from about.says("dcterms:license", self.licence)
        if self.settings.availability:
            planned = NamedNode(f"{_EU}planned-availability/{self.settings.availability}")
            yield from about.says("dcatap:availability", planned)
        yield from about.says("dcterms:language", *self._languages())
        checksum = Wording(self.part(f"checksum-{file.name}"), "spdx:Checksum")
        yield from about.says("spdx:checksum", checksum.subject)
        yield from checksum.says("spdx:algorithm", term("spdx:checksumAlgorithm_sha256"))
        digest = Literal(file.checksum, datatype=term("xsd:hexBinary"))
        yield from checksum.says("spdx:checksumValue", digest)

    def _described(self, file: Download, language: str) -> str:
        return f"{in_language(self.settings.title, language)}. {file.title[language]}."
