"""What is said of each thing, as Turtle and as JSON-LD: the same statements in both, and no blank nodes.

A description holds the thing, its parts (participations with the passages behind them; queries/publication/parts.rq),
what other things say of it, the ties that were derived, and the names of all that these point to. Certain and possible
ties have properties of their own. Text is made once for each subject, however many descriptions it stands in.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pyoxigraph import NamedNode, Triple

from kg import jsonld
from kg.publication import addresses, turtle
from kg.publication.part import Part
from kg.publication.statements import Statements
from kg.publication.text import Block, Text, blocks


def descriptions(statements: Statements, text: Text, things: Iterable[str]) -> Iterator[Part]:
    """The Turtle and JSON-LD files of these things, by their IRIs; what has no place in the site is passed over."""
    describing = _Describing(statements)
    for iri in things:
        made = describing.blocks(NamedNode(iri), text)
        for path, content in ((addresses.data(iri, "ttl"), _turtle), (addresses.data(iri, "jsonld"), _jsonld)):
            if path is not None:
                yield Part(path, content(made))


def description(statements: Statements, iri: str) -> list[Triple]:
    """The statements of one thing's description."""
    return _Describing(statements).triples(NamedNode(iri))


@dataclass(frozen=True)
class _Describing:
    statements: Statements
    _targets: dict[NamedNode, frozenset[NamedNode]] = field(default_factory=dict)

    def blocks(self, thing: NamedNode, text: Text) -> list[Block]:
        """The thing first, then its parts, then what points to it, then what is named; each in the order of IRIs."""
        parts = self._parts(thing)
        pointing = self._pointing(thing, parts)
        named = self._to_name(parts, pointing)
        others = ((other, self._with_name(other, pointing[other])) for other in sorted(pointing, key=_iri))
        return [
            *(text.whole[part] for part in parts if part in text.whole),
            *(blocks(others) if pointing else ()),
            *(text.names[other] for other in sorted(named, key=_iri)),
        ]

    def triples(self, thing: NamedNode) -> list[Triple]:
        """The same as statements."""
        parts = self._parts(thing)
        pointing = self._pointing(thing, parts)
        found = [triple for part in parts for triple in self.statements.said.get(part, ())]
        found += [triple for other in pointing for triple in self._with_name(other, pointing[other])]
        return found + [triple for other in self._to_name(parts, pointing) for triple in self.statements.named[other]]

    def _parts(self, thing: NamedNode) -> list[NamedNode]:
        found: set[NamedNode] = set()
        waiting = [thing]
        while waiting:
            part = waiting.pop()
            if part not in found:
                found.add(part)
                waiting += self.statements.parts.get(part, ())
        return [thing, *sorted(found - {thing}, key=_iri)]

    def _pointing(self, thing: NamedNode, parts: list[NamedNode]) -> dict[NamedNode, list[Triple]]:
        inside = set(parts)
        found: dict[NamedNode, list[Triple]] = {}
        for triple in self.statements.pointing.get(thing, ()):
            if isinstance(triple.subject, NamedNode) and triple.subject not in inside:
                found.setdefault(triple.subject, []).append(triple)
        return found

    def _to_name(self, parts: list[NamedNode], pointing: dict[NamedNode, list[Triple]]) -> set[NamedNode]:
        aims: set[NamedNode] = set()
        return aims.union(*map(self._aims, parts)).difference(parts, pointing)

    def _aims(self, subject: NamedNode) -> frozenset[NamedNode]:
        """What a subject's statements point to and that has a name."""
        if subject not in self._targets:
            named = self.statements.named
            aims = (triple.object for triple in self.statements.said.get(subject, ()))
            self._targets[subject] = frozenset(o for o in aims if isinstance(o, NamedNode) and o in named)
        return self._targets[subject]

    def _with_name(self, subject: NamedNode, triples: list[Triple]) -> list[Triple]:
        return [*self.statements.named.get(subject, ()), *triples]


def _turtle(made: list[Block]) -> bytes:
    return turtle.document(block.turtle for block in made)


def _jsonld(made: list[Block]) -> bytes:
    return jsonld.document(block.line for block in made)


def _iri(node: NamedNode) -> str:
    return node.value
