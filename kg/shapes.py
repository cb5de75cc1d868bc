"""SHACL: whether documents' graphs have the shape that ontology/shapes.ttl says."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from kg import assets
from kg.errors import AssetError
from kg.excerpt import ONTOLOGY, excerpt
from kg.finding import in_language
from kg.namespaces import PREFIXES
from kg.sources import Source, sources
from kg.store import Store

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

Term = NamedNode | BlankNode | Literal | Triple
_LEXICON = f"{PREFIXES['samv']}lexicon/"
_STRING = f"{PREFIXES['xsd']}string"
_SEVERITY = {"Violation": "violation", "Warning": "warning", "Info": "info"}


@dataclass(frozen=True)
class ShapeResult:
    """One result of validation: severity, the focus node's IRI, the message, and the shape that was not met."""

    severity: str
    node: str
    message: str
    shape: str


def validated(store: Store, quads: Iterable[Quad], language: str = "en") -> Iterator[ShapeResult]:
    """Validate statements together with the ontology and what the authority says of the things in them.

    The statements need not be in the store yet. The ontology is that of today's files, from which the shapes are, too.
    """
    data = _as_rdflib(excerpt(store, quads))
    for statement in vocabulary():
        data.add(statement)
    yield from _results(data, "shapes", language)


def vocabulary() -> "tuple[tuple[Node, Node, Node], ...]":
    """What the ontology says for rdflib, without the words of the extractor; read once in a process."""
    source = next(source for source in sources() if source.graph == ONTOLOGY)
    return _vocabulary(source, source.digest())


@lru_cache(maxsize=1)
def _vocabulary(source: Source, digest: str) -> "tuple[tuple[Node, Node, Node], ...]":
    return tuple(_as_rdflib(quad for quad in source.quads() if not _is_lexical(quad)))


def conformance(triples: Iterable[Triple], shapes: str, language: str = "en") -> Iterator[ShapeResult]:
    """Validate statements by themselves against a shapes file of ontology/, named without its ending."""
    yield from _results(_as_rdflib(triples), shapes, language)


def _results(data: "Graph", shapes: str, language: str) -> Iterator[ShapeResult]:
    from pyshacl import validate  # noqa: PLC0415 (rdflib and pySHACL take long to import, and most commands need neither)
    from rdflib import SH  # noqa: PLC0415

    _, report, _ = validate(data, shacl_graph=shapes_graph(shapes), inference="none", inplace=True, advanced=True)
    for result in sorted(report.subjects(SH.resultSeverity, None), key=str):
        yield _result(report, result, language)


def _result(report: "Graph", result: "Node", language: str) -> ShapeResult:
    from rdflib import SH  # noqa: PLC0415

    severity = str(report.value(result, SH.resultSeverity)).rpartition("#")[2]
    words = {getattr(text, "language", None) or "": str(text) for text in report.objects(result, SH.resultMessage)}
    return ShapeResult(
        _SEVERITY.get(severity, "violation"),
        str(report.value(result, SH.focusNode)),
        in_language(words, language),
        _shape_name(report, result),
    )


def misfits(triples: Iterable[Triple], shapes: str, language: str = "en") -> dict[Triple, str]:
    """Those of the statements that do not have the form that a file of ontology/ says, each with what is wrong.

    `shapes` is the stem of the file. Only what is wrong with a value is found, not what is missing.
    """
    from pyshacl import validate  # noqa: PLC0415
    from rdflib import SH  # noqa: PLC0415

    data = list(triples)
    known = {tuple(map(_term, (each.subject, each.predicate, each.object))): each for each in data}
    _, report, _ = validate(_as_rdflib(data), shacl_graph=shapes_graph(shapes), inference="none", inplace=True)
    found = {}
    for result in sorted(report.subjects(SH.resultSeverity, None), key=str):
        statement = tuple(report.value(result, part) for part in (SH.focusNode, SH.resultPath, SH.value))
        if statement in known:
            found[known[statement]] = _result(report, result, language).message
    return found


def _shape_name(report: "Graph", result: "Node") -> str:
    """The shape's IRI; where it has none, the property that it is about, or the kind of constraint."""
    from rdflib import SH, BNode  # noqa: PLC0415

    known = (report.value(result, part) for part in (SH.sourceShape, SH.resultPath, SH.sourceConstraintComponent))
    return next((str(node) for node in known if node is not None and not isinstance(node, BNode)), "shape")


def _is_lexical(quad: Quad) -> bool:
    """Whether a statement is of the words of the extractor, more than half of the ontology and in no shape's reach."""
    is_pattern = quad.predicate.value in {f"{PREFIXES['samv']}pattern", f"{PREFIXES['samv']}factPattern"}
    return is_pattern or (isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(_LEXICON))


def _as_rdflib(quads: Iterable[Quad | Triple]) -> "Graph":
    """The statements as an rdflib graph, term by term: half the time of writing and reading N-Triples."""
    from rdflib import Graph  # noqa: PLC0415

    terms: dict[Term, Node] = {}
    graph = Graph()
    for quad in quads:
        for term in (quad.subject, quad.predicate, quad.object):
            if term not in terms:
                terms[term] = _term(term)
        graph.add((terms[quad.subject], terms[quad.predicate], terms[quad.object]))
    return graph


def _term(term: Term) -> "Node":
    from rdflib import BNode, URIRef  # noqa: PLC0415
    from rdflib import Literal as RdflibLiteral  # noqa: PLC0415

    if isinstance(term, NamedNode):
        return URIRef(term.value)
    if isinstance(term, BlankNode):
        return BNode(term.value)
    if isinstance(term, Literal):
        datatype = None if term.language or term.datatype.value == _STRING else URIRef(term.datatype.value)
        return RdflibLiteral(term.value, lang=term.language, datatype=datatype)
    raise TypeError(f"no RDF 1.1 term: {term}")


@cache
def shapes_graph(name: str = "shapes") -> "Graph":
    """The shapes of a file of ontology/, named without its ending, as pySHACL judges by them soonest."""
    from rdflib import Graph  # noqa: PLC0415

    file = assets.ontology_dir() / f"{name}.ttl"
    try:
        return _targeted(Graph().parse(file, format="turtle"))
    except (OSError, SyntaxError) as error:
        raise AssetError(f"the shapes cannot be read: {error}", place=str(file)) from error


def _targeted(shapes: "Graph") -> "Graph":
    """The shapes with the targets of a node shape on its property shapes themselves.

    It says the same, and pySHACL then judges all nodes by a property shape at once instead of one by one.
    """
    from rdflib import SH  # noqa: PLC0415

    targets = (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf, SH.targetNode, SH.target)
    for node, _, part in list(shapes.triples((None, SH.property, None))):
        aims = [(aim, each) for aim in targets for each in shapes.objects(node, aim)]
        if not aims or (None, None, node) in shapes or (node, SH.closed, None) in shapes:
            continue  # another shape judges by it, too, or it closes what its properties open
        shapes.remove((node, SH.property, part))
        for aim, each in aims:
            shapes.add((part, aim, each))
    return shapes
