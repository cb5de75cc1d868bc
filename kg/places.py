"""Where a thing stands: its name, its document, and the line that first speaks of it."""

from pyoxigraph import NamedNode, QuerySolutions

from kg.finding import in_language
from kg.store import Store

_LABEL = """
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?node ?label { ?node skos:prefLabel|rdfs:label ?label }"""

_PASSAGES = """
PREFIX samv: <https://w3id.org/samverkan/def/>
PREFIX oa: <http://www.w3.org/ns/oa#>
SELECT ?node ?document ?start {
  ?node (samv:participation|^samv:participant)?/(samv:mention|samv:evidence)?/^oa:hasSelector? ?passage .
  ?passage oa:hasSource ?document ; oa:hasSelector/oa:start ?start
}"""

_DOCUMENT = """
PREFIX samv: <https://w3id.org/samverkan/def/>
PREFIX dcterms: <http://purl.org/dc/terms/>
SELECT ?node ?document { ?node dcterms:isPartOf* ?document . ?document a samv:Document }"""


def label(store: Store, iri: str, language: str) -> str:
    """The name of a thing in the asked language, else the next best, else the last part of its address."""
    rows = _rows(store, _LABEL, iri)
    words = {row["label"].language or "": row["label"].value for row in rows}
    return in_language(words, language) or iri.rpartition("/")[2] or iri


def place(store: Store, iri: str) -> tuple[str | None, int | None]:
    """The IRI of the document that first speaks of a thing, and the line of its text, as far as they are known."""
    found = sorted((row["document"].value, int(row["start"].value)) for row in _rows(store, _PASSAGES, iri))
    if found:
        document, start = found[0]
        return document, line(store, document, start)
    documents = sorted(row["document"].value for row in _rows(store, _DOCUMENT, iri))
    return (documents[0] if documents else None), None


def line(store: Store, document: str, offset: int) -> int | None:
    """The line, from 1, of a code point in a document's text; None where the text is not kept."""
    key = document.rpartition("/")[2]
    return store.text(key).count("\n", 0, offset) + 1 if store.has_text(key) else None


def _rows(store: Store, sparql: str, iri: str) -> QuerySolutions:
    results = store.query(sparql, {"node": NamedNode(iri)})
    assert isinstance(results, QuerySolutions)
    return results
