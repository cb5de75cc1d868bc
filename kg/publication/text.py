"""What is said of each subject as text, made once, however many files it stands in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self

from pyoxigraph import NamedNode, Triple

from kg import jsonld
from kg.publication import turtle
from kg.publication.statements import Statements


@dataclass(frozen=True)
class Block:
    """Statements about one subject, as Turtle without its prefixes and as a line of JSON-LD."""

    turtle: str
    line: jsonld.Line


@dataclass(frozen=True)
class Text:
    """For each subject the block of all that is said of it, and the block of what it is called."""

    whole: Mapping[NamedNode, Block]
    names: Mapping[NamedNode, Block]

    @classmethod
    def of(cls, statements: Statements) -> Self:
        """The text of all that is published."""
        whole, names = (
            dict(zip(said, blocks(said.items()), strict=True)) for said in (statements.said, statements.named)
        )
        return cls(whole, names)


def blocks(said: Iterable[tuple[NamedNode, Iterable[Triple]]]) -> list[Block]:
    """A block for each subject; no two in a row may be of the same."""
    kept = [(subject, list(triples)) for subject, triples in said]
    texts = turtle.blocks(triples for _, triples in kept)
    lines = (jsonld.line(subject, triples) for subject, triples in kept)
    return [Block(text, line) for text, line in zip(texts, lines, strict=True)]
