"""What a page tells search engines of its thing, in the terms of schema.org."""

from collections.abc import Sequence
from typing import Any

from kg.finding import in_language
from kg.namespaces import SAMV, shortened
from kg.publication import addresses
from kg.publication.addresses import Language
from kg.publication.downloads import Download
from kg.publication.holdings import Holdings, Thing
from kg.publication.vocabulary import Vocabulary
from kg.settings import Settings

_TYPES = {
    "Action": "Action",
    "Agreement": "CreativeWork",
    "Transfer": "TransferAction",
    "Collaboration": "Project",
    "Document": "DigitalDocument",
    "Report": "Report",
    "Area": "AdministrativeArea",
    "MeetingPlace": "Place",
    "Municipality": "GovernmentOrganization",
    "Region": "GovernmentOrganization",
    "Committee": "GovernmentOrganization",
    "Administration": "GovernmentOrganization",
    "StateAgency": "GovernmentOrganization",
    "MunicipalCompany": "Corporation",
    "CivilSocietyOrganisation": "NGO",
}


def structured(holdings: Holdings, thing: Thing, base: str, language: Language) -> dict[str, Any]:
    """A thing as schema.org's JSON-LD: what it is, what it is called, where its page stands, what it belongs to.

    An action that is planned has the status of one that may come about: the documents say what is to be done.
    """
    path = addresses.page(thing.iri, language)
    assert path is not None
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@id": thing.iri,
        "@type": _TYPES.get(thing.kind, "Organization"),
        "name": thing.label(language),
        "url": addresses.absolute(path, base),
    }
    if names := thing.values("skos", "altLabel"):
        found["alternateName"] = names
    if thing.kind == "Action":
        found["actionStatus"] = "https://schema.org/PotentialActionStatus"
    if bodies := _accountable(holdings, thing, language):
        found["agent"] = bodies
    if dates := thing.values("dcterms", "date"):
        found["datePublished"] = dates[0]
    if wholes := thing.values("dcterms", "isPartOf"):
        found["isPartOf"] = {"@id": wholes[0], "name": holdings.label(wholes[0], language)}
    return found


def dataset(settings: Settings, language: Language, files: Sequence[Download] = ()) -> dict[str, Any]:
    """The whole as schema.org's Dataset, as Google's search of data sets reads it, with the files to take away."""
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@id": f"{settings.address}dcat#dataset",
        "@type": "Dataset",
        "name": in_language(settings.title, language),
        "description": in_language(settings.description, language),
        "url": addresses.absolute(addresses.in_language("index.html", language), settings.address),
        "inLanguage": "sv",
        "isAccessibleForFree": True,
        "license": settings.licence,
        "version": settings.version,
        "datePublished": settings.issued.isoformat(),
        "creator": {"@id": settings.publisher_iri, "@type": "GovernmentOrganization", "name": settings.publisher_name},
    }
    if words := settings.keywords.get(language):
        found["keywords"] = list(words)
    if files:
        found["distribution"] = [_file(each, settings, language) for each in files]
    return found


def _file(file: Download, settings: Settings, language: Language) -> dict[str, Any]:
    return {
        "@type": "DataDownload",
        "name": file.title[language],
        "contentUrl": addresses.absolute(file.path, settings.address),
        "encodingFormat": file.media_type,
        "sha256": file.checksum,
    }


def term(words: Vocabulary, iri: str, language: Language) -> dict[str, Any]:
    """A term of the ontology as schema.org's DefinedTerm."""
    found = {"@context": "https://schema.org", "@id": iri, "@type": "DefinedTerm", "name": words.label(iri, language)}
    if definition := words.definition(iri, language):
        found["description"] = definition
    return found | {"inDefinedTermSet": SAMV, "termCode": shortened(iri)}


def _accountable(holdings: Holdings, thing: Thing, language: Language) -> list[dict[str, str]]:
    if thing.kind not in {"Action", "Transfer"}:
        return []
    claims = holdings.by_context.get(thing.iri, [])
    bodies = dict.fromkeys(claim.participant for claim in claims if claim.group == "accountable")
    return [{"@id": iri, "@type": "Organization", "name": holdings.label(iri, language)} for iri in bodies]
