"""A mapping set as statements of the store, in a graph of their own.

An accepted link is a triple between the body and what it is linked to, and a node that says why and who says so, as
SSSOM writes a mapping in RDF (owl:Axiom with its source, property and target). What was rejected, is doubted or was not
found stays in the file: in a graph a program could take it for its opposite. So does a link that another person denies.
"""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg.authority_entry import ID
from kg.linking.decisions import accepted
from kg.linking.mapping import REFERENCES, SSSOM, Mapping
from kg.linking.mapping_set import MappingSet
from kg.namespaces import PREFIXES
from kg.sources import LINKS
from kg.store import Store

_OWL, _DCTERMS, _RDFS = PREFIXES["owl"], PREFIXES["dcterms"], PREFIXES["rdfs"]
_PREDICATES = {
    "subject_id": f"{_OWL}annotatedSource",
    "predicate_id": f"{_OWL}annotatedProperty",
    "object_id": f"{_OWL}annotatedTarget",
    "author_id": "http://purl.org/pav/authoredBy",
    "creator_id": f"{_DCTERMS}creator",
    "mapping_date": f"{_DCTERMS}created",
    "publication_date": f"{_DCTERMS}issued",
    "license": f"{_DCTERMS}license",
    "comment": f"{_RDFS}comment",
    "see_also": f"{_RDFS}seeAlso",
}
_TYPE = NamedNode(f"{PREFIXES['rdf']}type")


def replace_links(store: Store, mappings: MappingSet) -> int:
    """Put the accepted links, and no others, into the store's graph of links; returns how many there are."""
    links = accepted(mappings)
    store.replace_graphs({LINKS: [triple for link in links for triple in triples(link)]})
    return len(links)


def keep_links(path: str | Path, mappings: MappingSet) -> None:
    """The same for the store at a path, which is only opened for writing where something changes."""
    graph = NamedNode(LINKS)
    wanted = {
        Quad(each.subject, each.predicate, each.object, graph) for link in accepted(mappings) for each in triples(link)
    }
    with Store.open(path) as opened:
        if set(opened.quads(LINKS)) == wanted:
            return
    with Store.create_or_open(path) as opened:
        replace_links(opened, mappings)


def triples(mapping: Mapping) -> Iterator[Triple]:
    """The statements of one accepted mapping; its node is named by what it says."""
    yield Triple(NamedNode(mapping.subject), NamedNode(mapping.predicate), NamedNode(mapping.object))
    digest = sha256(repr(mapping.cells).encode("utf-8", "backslashreplace")).hexdigest()
    node = NamedNode(f"{ID}mapping/{digest[:16]}")
    yield Triple(node, _TYPE, NamedNode(f"{_OWL}Axiom"))
    for column, value in mapping.cells:
        predicate = NamedNode(_PREDICATES.get(column, f"{SSSOM}{column}"))
        for each in value.split("|") if column in REFERENCES else [value]:
            yield Triple(node, predicate, NamedNode(each) if column in REFERENCES else Literal(each))
