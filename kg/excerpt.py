"""An excerpt of the store: some graphs, and a description of everything that they speak of.

The authority files know many more bodies than one document names; who exports or validates a document needs those that
it names, their members, districts and municipalities, and no others.
"""

import re
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, serialize

from kg.namespaces import PREFIXES
from kg.sources import GRAPHS
from kg.store import Store

AUTHORITY = f"{GRAPHS}authority/"
ONTOLOGY = f"{GRAPHS}ontology"


_OFFSETS = frozenset({NamedNode(f"{PREFIXES['oa']}start"), NamedNode(f"{PREFIXES['oa']}end")})
_OFFSET_TYPE = NamedNode(f"{PREFIXES['xsd']}nonNegativeInteger")
_OFFSET_LINE = re.compile(
    rb'(<%s(?:start|end)> "[0-9]+"\^\^<%s)integer>' % (PREFIXES["oa"].encode(), PREFIXES["xsd"].encode())
)
_FEW = 1000


def document_graphs(store: Store) -> list[str]:
    """The graphs of documents, whatever base they were built with, sorted."""
    return [graph for graph in store.graphs() if "/graph/document/" in graph]


def statement_graphs(store: Store) -> list[str]:
    """All graphs but the ontology and the authority: what documents say, and what was derived from it."""
    return [graph for graph in store.graphs() if graph != ONTOLOGY and not graph.startswith(AUTHORITY)]


def excerpt(store: Store, quads: Iterable[Quad]) -> Iterator[Quad]:
    """The quads, followed by what the authority graphs say of each thing named in them, and in what they say.

    Oxigraph keeps every whole number as an xsd:integer; here an offset has the type again that Web Annotation asks for.
    """
    things: set[NamedNode] = set()
    for quad in quads:
        things |= _things(quad)
        yield _restored(quad)
    yield from _described(store, things)


def lines(store: Store, graphs: Iterable[str]) -> list[bytes]:
    """The same of whole graphs as lines of N-Quads without their ends, each once, sorted by code points.

    Text is read, compared and sorted faster than terms are.
    """
    found: set[bytes] = set()
    for graph in graphs:
        found.update(_OFFSET_LINE.sub(rb"\1nonNegativeInteger>", store.nquads(graph)).splitlines())
    subjects, objects = {line[: line.index(b" ")] for line in found}, {line.split(b" ", 3)[2] for line in found}
    named = (term for term in subjects | objects if term.startswith(b"<"))
    said = list(_described(store, {NamedNode(iri[1:-1].decode()) for iri in named}))
    found.update((serialize(said, format=RdfFormat.N_QUADS) or b"").splitlines())
    return sorted(found)


def _described(store: Store, to_describe: set[NamedNode]) -> Iterator[Quad]:
    authority = [NamedNode(graph) for graph in store.graphs() if graph.startswith(AUTHORITY)]
    described: set[NamedNode] = set()
    while to_describe:
        described |= to_describe
        said = [quad for graph in authority for quad in _said_of(to_describe, store, graph)]
        yield from said
        to_describe = set().union(*(_things(quad) for quad in said)) - described


def _said_of(things: set[NamedNode], store: Store, graph: NamedNode) -> Iterator[Quad]:
    """What one graph says of some things: asked thing by thing where they are few, else gone through."""
    if len(things) < _FEW:
        for thing in things:
            yield from store.about(thing, graph)
    else:
        yield from (quad for quad in store.quads(graph.value) if quad.subject in things)


def _restored(quad: Quad) -> Quad:
    if quad.predicate in _OFFSETS and isinstance(quad.object, Literal):
        return Quad(quad.subject, quad.predicate, Literal(quad.object.value, datatype=_OFFSET_TYPE), quad.graph_name)
    return quad


def _things(quad: Quad) -> set[NamedNode]:
    return {term for term in (quad.subject, quad.object) if isinstance(term, NamedNode)}
