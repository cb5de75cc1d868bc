"""Turtle for people to read: type first, the prefixes that are used and no others, a subject a block."""

from collections.abc import Iterable
from itertools import dropwhile, groupby

from pyoxigraph import NamedNode, RdfFormat, Triple, serialize

from kg import namespaces

PREFIXES = {
    **namespaces.PREFIXES,
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dqv": "http://www.w3.org/ns/dqv#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "void": "http://rdfs.org/ns/void#",
}
"""Those of the data, and those of what describes it as a dataset."""

_TYPE = NamedNode(f"{PREFIXES['rdf']}type")


def block(triples: Iterable[Triple]) -> str:
    """The statements about one subject, without the prefixes that they are written with."""
    kept = sorted(triples, key=lambda triple: triple.predicate != _TYPE)
    text = (serialize(kept, format=RdfFormat.TURTLE, prefixes=PREFIXES) or b"").decode()
    return "\n".join(dropwhile(lambda line: line.startswith("@prefix"), text.split("\n")))


def document(blocks: Iterable[str]) -> bytes:
    """A whole file of blocks, in their order."""
    body = "".join(blocks)
    head = (f"@prefix {name}: <{space}> .\n" for name, space in sorted(PREFIXES.items()) if f"{name}:" in body)
    return f"{''.join(head)}\n{body}".encode()


def turtle(triples: Iterable[Triple]) -> bytes:
    """Statements in any order as a file, with the subjects in the order of their IRIs."""
    ordered = sorted(set(triples), key=str)
    return document(block(said) for _, said in groupby(ordered, key=lambda triple: triple.subject))
