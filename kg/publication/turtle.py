"""Turtle for people to read: type first, the prefixes that are used and no others, a subject a block."""

import re
from collections.abc import Iterable
from itertools import dropwhile, groupby

from pyoxigraph import NamedNode, RdfFormat, Triple, serialize

from kg import namespaces

PREFIXES = {
    **namespaces.PREFIXES,
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcatap": "http://data.europa.eu/r5r/",
    "dqv": "http://www.w3.org/ns/dqv#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "void": "http://rdfs.org/ns/void#",
}
"""Those of the data, and those of what describes it as a dataset."""

_NEXT = re.compile(r"\n(?!\t)")  # what goes on about the same subject begins with a tab
_TYPE = NamedNode(f"{PREFIXES['rdf']}type")


def blocks(subjects: Iterable[Iterable[Triple]]) -> list[str]:
    """The text of each subject's statements, without the prefixes; all in one go, as the serialiser is slow to start.

    No two in a row may have the same subject.
    """
    ordered = (triple for said in subjects for triple in sorted(said, key=_type_first))
    text = (serialize(ordered, format=RdfFormat.TURTLE, prefixes=PREFIXES) or b"").decode()
    body = "\n".join(dropwhile(lambda line: line.startswith("@prefix"), text.split("\n")))
    return [f"{each}\n" for each in _NEXT.split(body.removesuffix("\n"))] if body else []


def document(parts: Iterable[str]) -> bytes:
    """A whole file of blocks, in their order."""
    body = "".join(parts)
    head = (f"@prefix {name}: <{space}> .\n" for name, space in sorted(PREFIXES.items()) if f"{name}:" in body)
    return f"{''.join(head)}\n{body}".encode()


def turtle(triples: Iterable[Triple]) -> bytes:
    """Statements in any order as a file, with the subjects in the order of their IRIs."""
    ordered = sorted(set(triples), key=str)
    return document(blocks(said for _, said in groupby(ordered, key=lambda triple: triple.subject)))


def _type_first(triple: Triple) -> bool:
    return triple.predicate != _TYPE
