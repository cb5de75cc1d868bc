"""What a page tells search engines of its thing, in the terms of schema.org."""

from typing import Any

from kg.publication import addresses
from kg.publication.addresses import Language
from kg.publication.holdings import Holdings, Thing

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


def _accountable(holdings: Holdings, thing: Thing, language: Language) -> list[dict[str, str]]:
    if thing.kind not in {"Action", "Transfer"}:
        return []
    claims = holdings.by_context.get(thing.iri, [])
    bodies = dict.fromkeys(claim.participant for claim in claims if claim.group == "accountable")
    return [{"@id": iri, "@type": "Organization", "name": holdings.label(iri, language)} for iri in bodies]
