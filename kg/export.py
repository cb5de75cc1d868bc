"""The graph for other tools, as bytes.

turtle, jsonld     the statements, without their graphs
trig, nquads       the statements with their graphs; N-Quads are sorted: the same store gives the same bytes
csv                one row for each participation, with names and quotes, for a spreadsheet
graphml, gexf      who is tied to whom, for network tools
"""

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from pyoxigraph import NamedNode, Quad, QuerySolution, QuerySolutions, RdfFormat, Triple, parse, serialize

from kg import assets, jsonld, places
from kg.excerpt import lines, statement_graphs
from kg.namespaces import PREFIXES
from kg.results import people_csv
from kg.store import Store

if TYPE_CHECKING:
    import networkx

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_ADDRESSES = frozenset({"participation"})  # columns whose address is wanted, not a name

_GEXF = "http://www.gexf.net/1.2draft"


def export(store: Store, fmt: str, *, language: str = "sv", everything: bool = False) -> bytes:
    """The graph in one of FORMATS.

    What documents say and what was derived from it, with a description of the bodies that they name; `everything` adds
    the ontology and all known bodies to the RDF formats. `language` is that of the names in csv, graphml and gexf.
    """
    if fmt in RDF_FORMATS:
        return rdf(statements(store, everything=everything), fmt)
    return _FOR_PEOPLE[fmt](store, language)


def statements(store: Store, *, everything: bool = False) -> list[Quad]:
    """What `export` writes in the RDF formats: each statement once, in the order of the lines of N-Quads."""
    # Text is sorted faster than terms are.
    return list(parse(nquads(store, everything=everything), format=RdfFormat.N_QUADS))


def nquads(store: Store, *, everything: bool = False) -> bytes:
    """The same as N-Quads, sorted: the same store gives the same bytes, in RDFC-1.0's canonical form."""
    graphs = store.graphs() if everything else statement_graphs(store)
    return b"".join(line + b"\n" for line in lines(store, graphs))


def rdf(quads: Sequence[Quad], fmt: str) -> bytes:
    """Statements in the order of `statements`, in one of RDF_FORMATS."""
    return _RDF[fmt](quads)


def _triples(quads: Iterable[Quad]) -> list[Triple]:
    """The same statement in several graphs stands in a row, and is one."""
    return [triple for triple, _ in groupby(quad.triple for quad in quads)]


def _turtle(quads: Iterable[Quad]) -> bytes:
    return serialize(_triples(quads), format=RdfFormat.TURTLE, prefixes=PREFIXES) or b""


def _trig(quads: Iterable[Quad]) -> bytes:
    by_graph = sorted(quads, key=lambda quad: str(quad.graph_name))
    return serialize(by_graph, format=RdfFormat.TRIG, prefixes=PREFIXES) or b""


def _nquads(quads: Iterable[Quad]) -> bytes:
    lines = (serialize(quads, format=RdfFormat.N_QUADS) or b"").split(b"\n")[:-1]
    return b"".join(line + b"\n" for line in sorted(set(lines)))


def _jsonld(quads: Iterable[Quad]) -> bytes:
    return jsonld.whole(_triples(quads))


def _csv(store: Store, language: str) -> bytes:
    results = store.query((assets.queries_dir() / "export" / "participations.rq").read_text(encoding="utf-8"))
    assert isinstance(results, QuerySolutions)
    columns = [variable.value for variable in results.variables]
    names: dict[str, str] = {}
    rows: dict[str, list[str]] = {}
    for row in results:
        rows.setdefault(row["participation"].value, [_cell(store, row, name, names, language) for name in columns])
    return people_csv(columns, rows.values()).encode("utf-8-sig")  # with a BOM, or Excel takes it for Latin-1


def _cell(store: Store, row: QuerySolution, column: str, names: dict[str, str], language: str) -> str:
    term = row[column]
    if term is None:
        return ""
    value = str(term.value)
    if not isinstance(term, NamedNode) or column in _ADDRESSES:
        return value
    if value not in names:
        names[value] = places.label(store, value, language)
    return names[value]


def graphml(network: "networkx.Graph[str]", language: str) -> bytes:
    """The network of `kg.network.network` as GraphML, with names in that language."""
    import networkx  # noqa: PLC0415 (takes long to import)

    flat = _flat(network, language)
    flat.graph.clear()  # Gephi reports a key of the graph as an error
    for attributes in flat.nodes.values():
        attributes["name"] = attributes["label"]  # what Cytoscape shows; Gephi shows the label
    lines = networkx.generate_graphml(flat, prettyprint=True)
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', *lines, ""]).encode()


def _graphml(store: Store, language: str) -> bytes:
    return graphml(_network(store), language)


def _gexf(store: Store, language: str) -> bytes:
    import networkx  # noqa: PLC0415 (takes long to import)

    root = ElementTree.fromstring("\n".join(networkx.generate_gexf(_flat(_network(store), language))))  # noqa: S314 (our own)
    for meta in root.findall(f"{{{_GEXF}}}meta"):
        root.remove(meta)  # it holds today's date, and the same store is to give the same bytes
    ElementTree.register_namespace("", _GEXF)
    ElementTree.indent(root)
    text: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def _network(store: Store) -> "networkx.Graph[str]":
    from kg.network import network  # noqa: PLC0415 (networkx takes long to import)

    return network(store, texts=False)


def _flat(whole: "networkx.Graph[str]", language: str) -> "networkx.Graph[str]":
    """The network with texts, numbers and yes/no only: what GraphML and GEXF can hold."""
    import networkx  # noqa: PLC0415 (takes long to import)

    flat: networkx.Graph[str] = networkx.Graph(title=_clean(whole.graph.get("title")))
    contexts = whole.graph["contexts"]
    for node in sorted(whole.nodes):
        flat.add_node(node, **_node(whole.nodes[node], language))
    for one, other in sorted((min(edge), max(edge)) for edge in whole.edges):
        flat.add_edge(one, other, **_edge(whole.edges[one, other], contexts))
    return flat


def _node(attributes: dict[str, Any], language: str) -> dict[str, Any]:
    name = attributes["label_en"] if language == "en" and attributes.get("label_en") else attributes["label"]
    return {
        "label": _clean(name),
        "kind": _clean(attributes["kind"]),
        "aliases": _clean(" | ".join(attributes.get("aliases", []))),
        "participations": len(attributes.get("participations", [])),
        "unnamed": bool(attributes.get("unnamed", False)),
    }


def _edge(attributes: dict[str, Any], contexts: dict[str, dict[str, Any]]) -> dict[str, Any]:
    behind = [contexts[evidence["context"]] for evidence in attributes["evidence"]]
    named = [f"{each['code']} {each['label']}" if each.get("code") else each["label"] for each in behind]
    return {
        "certain": bool(attributes["certain"]),
        "weight": int(attributes["weight"]),
        "contexts": _clean(" | ".join(named)),
    }


def _clean(text: object) -> str:
    return _NOT_IN_XML.sub("\ufffd", str(text or ""))


_RDF: dict[str, Callable[[Sequence[Quad]], bytes]] = {
    "turtle": _turtle,
    "trig": _trig,
    "nquads": _nquads,
    "jsonld": _jsonld,
}
_FOR_PEOPLE: dict[str, Callable[[Store, str], bytes]] = {"csv": _csv, "graphml": _graphml, "gexf": _gexf}

RDF_FORMATS = tuple(_RDF)
FORMATS = (*RDF_FORMATS, *_FOR_PEOPLE)
