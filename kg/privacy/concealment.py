"""A store as it may be published: what the settings hide is replaced, character for character, by █.

Every line stays where it was and every offset still points at the same place, so that quotes can be checked against the
text as before. A passage's quote is cut anew out of the text that hides, so that half a name at its edge is hidden too.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from kg import lexicon
from kg.errors import PrivacyError
from kg.excerpt import ONTOLOGY
from kg.namespaces import PREFIXES, SAMV
from kg.privacy.findings import QUOTES, PersonalData, decision, documents, findings
from kg.privacy.mask import Mask
from kg.privacy.sighting import sightings
from kg.settings import FILE, Settings
from kg.store import Store

_AROUND = 32
_OA = PREFIXES["oa"]
_QUOTED = tuple(NamedNode(f"{_OA}{name}") for name in ("exact", "prefix", "suffix"))
_START, _END, _SELECTOR = (NamedNode(f"{_OA}{name}") for name in ("start", "end", "hasSelector"))
_HIDDEN_PLACES = NamedNode(f"{SAMV}hiddenPlaces")
_WORDS = frozenset({NamedNode(f"{PREFIXES['xsd']}string"), NamedNode(f"{PREFIXES['rdf']}langString")})
_INTEGER = NamedNode(f"{PREFIXES['xsd']}integer")


def hide(text: str, settings: Settings, document: str | None = None) -> str:
    """A text of the document with that file name in which all that the settings hide is blocks; as long as before.

    For a text by itself; what is cut out of a document is taken from the store that `cleared` gives.
    """
    finds = [
        text[each.start : each.end]
        for each in sightings(text, lexicon.load())
        if decision(each.kind, text[each.start : each.end], document, settings) == "hidden"
    ]
    return Mask.of([*finds, *_written(settings, document)]).hide(text)


def cleared(store: Store, settings: Settings, *, place: str = FILE, found: list[PersonalData] | None = None) -> Store:
    """The store as it may be published; the same store where nothing in it is hidden.

    ``found`` is what `findings` found in it, where that was asked before. Raises PrivacyError where something that
    looks like personal data is neither hidden nor allowed by the settings, whose file is ``place``.
    """
    found = findings(store, settings) if found is None else found
    _refuse_open(found, place)
    masks = _masks(store, found, settings)
    return _Concealment(store, masks).store() if any(masks.values()) else store


def _refuse_open(found: Iterable[PersonalData], settings_file: str) -> None:
    left = [each for each in found if each.decision == "open"]
    if left:
        first, more = left[0], f" ({len(left) - 1} more)" if len(left) > 1 else ""
        raise PrivacyError(
            f"“{first.text}” looks like personal data ({first.kind}){more}",
            hint=f"see samverkan check --privacy, and hide or allow each in {settings_file}",
            place=first.place,
        )


def _masks(store: Store, found: list[PersonalData], settings: Settings) -> dict[str | None, Mask]:
    """What to hide in each document, by its hex digits, and, under None, in all the rest of the store.

    Words that are hidden wherever they stand are hidden in all documents; those of one document only in it.
    """
    hidden = [each for each in found if each.decision == "hidden"]
    everywhere = {each.text for each in hidden if decision(each.kind, each.text, None, settings) == "hidden"}
    everywhere |= set(_written(settings, None))
    made: dict[str | None, Mask] = {None: Mask.of(everywhere)}
    for document in documents(store):
        here = {each.text for each in hidden if each.key == document.key} | set(_written(settings, document.name))
        allowed = {each.text for each in found if each.key == document.key and each.decision == "allowed"}
        made[document.key] = Mask.of((everywhere - allowed) | here)
    return made


def _written(settings: Settings, document: str | None) -> list[str]:
    """The words that entries name, whether or not they look like personal data."""
    return [each.text for each in settings.hidden if each.text is not None and each.document in {None, document}]


@dataclass(frozen=True)
class _Concealment:
    source: Store
    masks: Mapping[str | None, Mask]

    def store(self) -> Store:
        """A copy in memory with all that is to be hidden replaced."""
        copy, graphs = Store.memory(), {}
        names = {each.graph: each.key for each in documents(self.source)}
        renamed = self._renamed()
        for graph in self.source.graphs():
            if graph != ONTOLOGY:
                quads = self._graph(graph, names.get(graph))
                graphs[graph] = [_with(quad, renamed) for quad in quads]
        for key in names.values():
            if self.source.has_text(key):
                copy.put_text(key, self.masks[key].hide(self.source.text(key)))
        copy.replace_graphs(graphs)
        return copy

    def _graph(self, graph: str, key: str | None) -> list[Quad]:
        quads = list(self.source.quads(graph))
        mask = self.masks[key]
        if not mask:
            return quads
        text = self.source.text(key) if key and self.source.has_text(key) else None
        cut = {} if text is None else _quotes(quads, mask.hide(text))
        made = [_replaced(quad, cut, mask) for quad in quads]
        if text is not None:
            count = mask.count(text)
            document = next(q.subject for q in quads if q.predicate.value == f"{SAMV}fileName")
            if count:
                made.append(Quad(document, _HIDDEN_PLACES, Literal(str(count), datatype=_INTEGER), quads[0].graph_name))
        return made

    def _renamed(self) -> dict[NamedNode, NamedNode]:
        """New addresses for things whose address spells what is hidden, numbered in the order of the old ones."""
        slugs = frozenset[str]().union(*(mask.slugs for mask in self.masks.values()))
        if not slugs:
            return {}
        spelled = re.compile(
            rf"(?<![a-z0-9])(?:{'|'.join(sorted(map(re.escape, slugs), key=len, reverse=True))})(?![a-z0-9])"
        )
        things = {
            term for quad in self.source.quads() for term in (quad.subject, quad.object) if isinstance(term, NamedNode)
        }
        local = {thing: spelled.search(thing.value.partition("/id/")[2]) for thing in things}
        hit = sorted((thing for thing, found in local.items() if found), key=lambda thing: thing.value)
        return {thing: _without_name(thing, spelled, n) for n, thing in enumerate(hit, 1)}


def _quotes(quads: list[Quad], text: str) -> dict[tuple[NamedNode, NamedNode], str]:
    """For each quote and each of its properties the words that stand there in a text."""
    selectors: dict[NamedNode, list[NamedNode]] = {}
    offsets: dict[NamedNode, dict[NamedNode, int]] = {}
    for quad in quads:
        assert isinstance(quad.subject, NamedNode)
        if quad.predicate == _SELECTOR and isinstance(quad.object, NamedNode):
            selectors.setdefault(quad.subject, []).append(quad.object)
        elif quad.predicate in {_START, _END} and isinstance(quad.object, Literal):
            offsets.setdefault(quad.subject, {})[quad.predicate] = int(quad.object.value)
    made: dict[tuple[NamedNode, NamedNode], str] = {}
    for of_passage in selectors.values():
        place = next((offsets[each] for each in of_passage if len(offsets.get(each, ())) == 2), None)
        if place is not None:
            start, end = place[_START], place[_END]
            words = (text[start:end], text[max(0, start - _AROUND) : start], text[end : end + _AROUND])
            made |= {(each, name): cut for each in of_passage for name, cut in zip(_QUOTED, words, strict=True)}
    return made


def _without_name(thing: NamedNode, spelled: re.Pattern[str], number: int) -> NamedNode:
    before, id_, local = thing.value.partition("/id/")
    return NamedNode(f"{before}{id_}{spelled.sub(f'dold-{number}', local)}")


def _replaced(quad: Quad, cut: Mapping[tuple[NamedNode, NamedNode], str], mask: Mask) -> Quad:
    if not isinstance(quad.object, Literal) or quad.object.datatype not in _WORDS:
        return quad
    assert isinstance(quad.subject, NamedNode)
    words = cut.get((quad.subject, quad.predicate)) if quad.predicate in QUOTES else None
    words = mask.hide_cut(quad.object.value) if words is None else words
    if words == quad.object.value:
        return quad
    language, datatype = quad.object.language, quad.object.datatype
    literal = Literal(words, language=language) if language else Literal(words, datatype=datatype)
    return Quad(quad.subject, quad.predicate, literal, quad.graph_name)


def _with(quad: Quad, renamed: Mapping[NamedNode, NamedNode]) -> Quad:
    if not renamed:
        return quad
    subject = renamed.get(quad.subject, quad.subject) if isinstance(quad.subject, NamedNode) else quad.subject
    object_ = renamed.get(quad.object, quad.object) if isinstance(quad.object, NamedNode) else quad.object
    return Quad(subject, quad.predicate, object_, quad.graph_name)
