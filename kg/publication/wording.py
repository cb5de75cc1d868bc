"""Statements about a dataset, put together word by word."""

from collections.abc import Iterator, Mapping

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.publication.turtle import PREFIXES


def term(name: str) -> NamedNode:
    """The address of a term written short: "dcat:Dataset"."""
    prefix, _, local = name.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


def number(count: int) -> Literal:
    """A count."""
    return Literal(str(count), datatype=term("xsd:nonNegativeInteger"))


def date(day: str) -> Literal:
    """A day, or, where that is all that is known, a year; of a month its year, which is all that DCAT-AP-SE takes."""
    return Literal(day, datatype=term("xsd:date")) if len(day) == 10 else Literal(day[:4], datatype=term("xsd:gYear"))


class Wording:
    """What is said of one subject."""

    def __init__(self, subject: NamedNode, *kinds: str) -> None:
        self.subject = subject
        self.kinds = kinds

    def says(self, predicate: str, *objects: NamedNode | Literal | BlankNode | Triple) -> Iterator[Triple]:
        """A statement for each object, and what the subject is."""
        for kind in self.kinds:
            yield Triple(self.subject, term("rdf:type"), term(kind))
        for each in objects:
            yield Triple(self.subject, term(predicate), each)

    def texts(self, predicate: str, words: Mapping[str, str]) -> Iterator[Triple]:
        """A statement for each language; "" is the tag of words that have none."""
        return self.says(predicate, *(Literal(text, language=tag or None) for tag, text in sorted(words.items())))
