"""The pages of bodies, groups, places, reports, actions and the other contexts; those of documents stand apart."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode

from kg.namespaces import PREFIXES
from kg.publication import addresses
from kg.publication.facts import facts
from kg.publication.frame import Frame
from kg.publication.holdings import Thing, sorting
from kg.publication.lines import Entry, Line, Named, Partner, Section, line, named, section
from kg.publication.part import Part
from kg.publication.structured import structured

_CONTEXTS = {"Action", "Agreement", "Transfer", "Collaboration"}
_ANSWERING = {"accountable", "agreementAndEvent"}
_TOGETHER = 40  # names in one line of partners, and contexts that are named there
_MEMBER = PREFIXES["foaf"] + "member"


def thing_pages(frame: Frame, things: Iterable[Thing]) -> Iterator[Part]:
    """A page of each of these things but the documents, in one language, with its continuations."""
    for thing in things:
        if thing.kind != "Document":
            yield from _pages(frame, thing.iri, thing)


def _pages(frame: Frame, iri: str, thing: Thing) -> Iterator[Part]:
    path = addresses.page(iri)
    assert path is not None
    about = "context" if thing.kind in _CONTEXTS else "" if thing.kind == "Report" else "who"
    yield from frame.pages(
        "thing.html.jinja",
        path,
        [each for each in sections(frame, iri, thing) if each.items],
        kind=kind(frame, thing),
        heading=thing.label(frame.language),
        heading_language=thing.language(frame.language),
        code=next(iter(thing.values("samv", "code")), None),
        iri=iri,
        files=frame.data_of(iri),
        facts=list(facts(frame.holdings, thing, frame.texts, frame.language)),
        about=about,
        in_network=iri in frame.holdings.network,
        structured=structured(frame.holdings, thing, frame.site.address, frame.language),
    )


def kind(frame: Frame, thing: Thing) -> str:
    """What kind of thing it is, in words."""
    found: str = frame.texts.get(f"kind.{thing.kind}") or frame.holdings.term(thing.kind, frame.language)
    return found


def sections(frame: Frame, iri: str, thing: Thing) -> Iterator[Section]:
    """What the page of a thing lists."""
    if thing.kind in _CONTEXTS:
        yield from _of_context(frame, iri)
    elif thing.kind == "Report":
        yield section(frame.texts["parts"], "entries", contexts(frame, frame.holdings.parts.get(iri, [])))
    else:
        yield from _of_body(frame, iri, thing)


def contexts(frame: Frame, iris: list[str], *, with_document: bool = False) -> Iterator[Entry]:
    """Actions and the like as a list, each with who answers for it, and perhaps with the document that has it."""
    for iri in iris:
        found = frame.holdings.by_context.get(iri, [])
        bodies = dict.fromkeys(
            claim.participant for claim in found if claim.group in {"accountable", "agreementAndEvent"}
        )
        thing = frame.holdings.things[iri]
        note = "" if thing.kind == "Action" else kind(frame, thing)
        if with_document:
            note = frame.holdings.label(frame.holdings.contexts[iri]["document"], frame.language)
        yield Entry(_named(frame, iri), note, tuple(_named(frame, body) for body in bodies))


def _named(frame: Frame, iri: str) -> Named:
    return named(frame.holdings, iri, frame.language)


def _of_context(frame: Frame, iri: str) -> Iterator[Section]:
    found = frame.holdings.by_context.get(iri, [])
    lines = (line(frame.holdings, claim, frame.texts, frame.language) for claim in found)
    yield section(frame.texts["contextClaims"], "lines", lines)
    things = [other for others in frame.holdings.pointing.get(iri, {}).values() for other in others]
    related = (other for other in dict.fromkeys(things) if frame.holdings.things[other].kind in _CONTEXTS)
    yield section(frame.texts["others"], "entries", contexts(frame, list(related)))


def _of_body(frame: Frame, iri: str, thing: Thing) -> Iterator[Section]:
    texts, language, holdings = frame.texts, frame.language, frame.holdings
    yield section(texts["partners"], "partners", partners(frame, iri))
    own = holdings.by_participant.get(iri, [])
    yield section(texts["ownClaims"], "lines", (line(holdings, claim, texts, language) for claim in own))
    yield section(texts["groupClaims"], "lines", _through_groups(frame, iri))
    office = holdings.by_office.get(iri, [])
    yield section(texts["officeClaims"], "lines", (line(holdings, claim, texts, language) for claim in office))
    members = [term.value for term in thing.said.get(_MEMBER, ()) if isinstance(term, NamedNode)]
    yield section(texts["members"], "entries", (Entry(_named(frame, member)) for member in members))


def partners(frame: Frame, iri: str) -> Iterator[Partner]:
    """Whom a body works with, certain ones first; those with whom it works in the same contexts together."""
    graph = frame.holdings.network
    if iri not in graph:
        return
    together: dict[tuple[bool, tuple[str, ...]], list[str]] = defaultdict(list)
    for other, tie in graph[iri].items():
        shared = tuple(sorted(each["context"] for each in tie["evidence"]))
        together[tie["certain"], shared].append(other)
    ordered = sorted(together.items(), key=lambda each: (not each[0][0], -len(each[0][1]), each))
    for (is_certain, where), others in ordered:
        names = sorted((_named(frame, other) for other in others), key=lambda each: (sorting(each.label), each.iri))
        for start in range(0, len(names), _TOGETHER):
            part = tuple(names[start : start + _TOGETHER])
            yield Partner(part, is_certain, tuple(_named(frame, context) for context in where[:_TOGETHER]), len(where))


def _through_groups(frame: Frame, iri: str) -> Iterator[Line]:
    """What is said of the groups that a body is, or may be, one of."""
    graph = frame.holdings.network
    if iri not in graph:
        return
    node = graph.nodes[iri]
    possible = set(node["possible"])
    for part in node["via_group"]:
        claim = frame.holdings.claims[part]
        yield line(
            frame.holdings,
            claim,
            frame.texts,
            frame.language,
            via=claim.participant,
            is_certain=part not in possible,
        )
