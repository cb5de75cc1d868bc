"""The prefixes under which addresses are written short, in tables and in Turtle."""

SAMV = "https://w3id.org/samverkan/def/"

PREFIXES = {
    "cv": "http://data.europa.eu/m8g/",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "modality": f"{SAMV}modality/",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "quantification": f"{SAMV}quantification/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "role": f"{SAMV}role/",
    "samv": SAMV,
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "status": f"{SAMV}status/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

_SHORT = {**PREFIXES, "id": "https://w3id.org/samverkan/id/", "graph": "https://w3id.org/samverkan/graph/"}
_LONGEST_FIRST = sorted(_SHORT.items(), key=lambda pair: -len(pair[1]))


def shortened(iri: str) -> str:
    """The address as people read it, "samv:Action"; for the eye, not for a parser. Unknown ones stay whole."""
    for prefix, namespace in _LONGEST_FIRST:
        if iri.startswith(namespace) and len(iri) > len(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri
