"""The terms of the ontology as the site explains them: classes, properties, concepts, shapes, rules.

The word lists of ontology/lexicon.ttl are the extractor's own and have no pages.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    Literal,
    NamedNode,
    RdfFormat,
    Triple,
    parse,
)

from kg.assets import ontology_dir
from kg.finding import in_language
from kg.header import read_header
from kg.namespaces import PREFIXES, SAMV, shortened
from kg.rules import rule_files

Node = NamedNode | BlankNode | Literal | Triple

FILES = ("samverkan.ttl", "roles.ttl", "concepts.ttl", "shapes.ttl")
"""The files that are the vocabulary, with the shapes: what a release of it holds beside the rules."""
KINDS = ("class", "property", "concept", "shape", "rule")
"""The kinds of terms, in the order in which they are shown."""

_RDF, _RDFS, _OWL, _SKOS, _SH = (PREFIXES[prefix] for prefix in ("rdf", "rdfs", "owl", "skos", "sh"))
_TYPES = {
    f"{_OWL}Class": "class",
    f"{_OWL}ObjectProperty": "property",
    f"{_OWL}DatatypeProperty": "property",
    f"{_SKOS}ConceptScheme": "concept",
    f"{_SKOS}Concept": "concept",
    f"{_SH}NodeShape": "shape",
    f"{_SH}PropertyShape": "shape",
}
_LABELS = (f"{_RDFS}label", f"{_SKOS}prefLabel", f"{PREFIXES['dcterms']}title")
_DEFINITIONS = (f"{_SKOS}definition", f"{PREFIXES['dcterms']}description", f"{_SH}message")


@dataclass(frozen=True)
class Rule:
    """A rule by the name of its file: what it says in each language, and its SPARQL without the header."""

    name: str
    summary: dict[str, str]
    sparql: str

    @cached_property
    def terms(self) -> frozenset[str]:
        """The addresses that its SPARQL writes with a prefix."""
        spaces = dict(re.findall(r"PREFIX\s+([\w-]*):\s*<([^>]*)>", self.sparql))
        names = re.findall(r"(?<![\w:-])([\w-]*):([\w-]+)", self.sparql)
        return frozenset(spaces[prefix] + local for prefix, local in names if prefix in spaces)


@dataclass(frozen=True)
class Vocabulary:
    """What the ontology's files say, by subject and predicate; blank nodes have canonical labels (RDFC-1.0)."""

    said: dict[str, dict[str, tuple[Node, ...]]]
    triples: tuple[Triple, ...]
    rules: tuple[Rule, ...]

    @cached_property
    def kinds(self) -> dict[str, str]:
        """The kind of each term that the project declares, in the order of their addresses."""
        found = {
            iri: next(
                (
                    _TYPES[t.value]
                    for t in facts.get(f"{_RDF}type", ())
                    if isinstance(t, NamedNode) and t.value in _TYPES
                ),
                "",
            )
            for iri, facts in self.said.items()
            if iri.startswith(SAMV)
        }
        return {iri: kind for iri, kind in sorted(found.items()) if kind}

    @property
    def version(self) -> str:
        """The number of the ontology's version."""
        return next(each.value for each in self.values(SAMV, f"{_OWL}versionInfo") if isinstance(each, Literal))

    @property
    def version_iri(self) -> str:
        """The address of this version."""
        return self.iris(SAMV, f"{_OWL}versionIRI")[0]

    def of_kind(self, kind: str) -> list[str]:
        """The terms of a kind, by address."""
        return [iri for iri, each in self.kinds.items() if each == kind]

    def label(self, iri: str, language: str) -> str:
        """What a term is called; a shape by what it is about, a foreign term by its short address."""
        words = self._words(iri, _LABELS)
        if words:
            return in_language(words, language)
        local = iri.replace("#", "/").rpartition("/")[2]
        return local if self.kinds.get(iri) == "shape" else shortened(iri)

    def definition(self, iri: str, language: str) -> str:
        """What a term means, "" where nothing is said; of a shape, what it says where data breaks it."""
        return in_language(self._words(iri, _DEFINITIONS), language)

    def values(self, iri: str, predicate: str) -> tuple[Node, ...]:
        """What is said of a term by a predicate, in a fixed order."""
        return self.said.get(iri, {}).get(predicate, ())

    def iris(self, iri: str, predicate: str) -> list[str]:
        """The addresses among them."""
        return [each.value for each in self.values(iri, predicate) if isinstance(each, NamedNode)]

    def subjects(self, predicate: str, iri: str) -> list[str]:
        """Those of which the predicate says this."""
        return self._incoming.get((predicate, iri), [])

    @cached_property
    def _incoming(self) -> dict[tuple[str, str], list[str]]:
        found: dict[tuple[str, str], list[str]] = {}
        for one, facts in sorted(self.said.items()):
            for predicate, values in facts.items():
                for value in dict.fromkeys(each.value for each in values if isinstance(each, NamedNode)):
                    found.setdefault((predicate, value), []).append(one)
        return found

    def _words(self, iri: str, predicates: Iterable[str]) -> dict[str, str]:
        literals = [
            each for predicate in predicates for each in self.values(iri, predicate) if isinstance(each, Literal)
        ]
        return {each.language or "": each.value for each in reversed(literals)}


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary as the ontology's files have it. Raises AssetError where a rule has no header."""
    triples = [triple for name in FILES for triple in read(ontology_dir() / name)]  # only shapes.ttl has blank nodes
    said: dict[str, dict[str, tuple[Node, ...]]] = {}
    for triple in triples:
        facts = said.setdefault(_name(triple.subject), {})
        facts[triple.predicate.value] = (*facts.get(triple.predicate.value, ()), triple.object)
    return Vocabulary(said, tuple(triples), tuple(map(_rule, rule_files())))


def read(file: Path) -> list[Triple]:
    """The statements of a Turtle file, sorted; blank nodes have their canonical labels."""
    found = Dataset(parse(path=file, format=RdfFormat.TURTLE))
    found.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return sorted((quad.triple for quad in found), key=str)


def _name(term: Node) -> str:
    return term.value if isinstance(term, NamedNode) else str(term)


def _rule(file: Path) -> Rule:
    said = read_header(file, ("summary", "summary_sv"))
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    body = "".join(line for line in lines if not line.startswith("#+"))
    return Rule(file.stem, {"en": said["summary"], "sv": said["summary_sv"]}, body)
