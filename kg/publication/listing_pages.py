"""The lists: all things of each kind, the gaps, and the page that everything begins with."""

from collections import defaultdict
from collections.abc import Iterator

from kg import questions
from kg.finding import in_language
from kg.publication import addresses
from kg.publication.frame import Frame
from kg.publication.holdings import Thing
from kg.publication.lines import Entry, Section, line, named, section, whereabouts
from kg.publication.part import Part
from kg.publication.structured import dataset
from kg.publication.thing_pages import contexts, kind
from kg.settings import Settings
from kg.store import Store

_SHOWN = 12  # bodies on the first page


def listing_path(kind_of_thing: str) -> str:
    """The path of the list of all things of a kind ("body")."""
    return f"id/{kind_of_thing}/index.html"


def listing_pages(frame: Frame) -> Iterator[Part]:
    """A list of each kind of thing, in one language."""
    for name in sorted(addresses.PAGES):
        things = frame.holdings.of_kind(name)
        sections = _by_document(frame, things) if name in {"action", "agreement"} else _by_letter(frame, things, name)
        yield from frame.pages(
            "listing.html.jinja",
            listing_path(name),
            [each for each in sections if each.items],
            heading=frame.texts[f"list.{name}"],
            lead=frame.texts[f"lead.{name}"],
        )


def _by_document(frame: Frame, things: list[Thing]) -> Iterator[Section]:
    """Actions under the document that has them, in the order of its text."""
    wanted = {thing.iri for thing in things}
    for document in frame.holdings.of_kind("document"):
        here = [part for part in frame.holdings.parts.get(document.iri, []) if part in wanted]
        yield section(document.label(frame.language), "entries", contexts(frame, here))


def _by_letter(frame: Frame, things: list[Thing], name: str) -> Iterator[Section]:
    """Things under the letter that their Swedish names begin with; few things need no letters."""
    if len(things) <= _SHOWN:
        yield section(frame.texts[f"list.{name}"], "entries", (_entry(frame, thing) for thing in things))
        return
    letters: dict[str, list[Thing]] = defaultdict(list)
    for thing in things:
        first = thing.label("sv")[:1].upper()
        letters[first if first.isalpha() else frame.texts["alphabet.other"]].append(thing)
    for letter, found in letters.items():
        yield section(letter, "entries", (_entry(frame, thing) for thing in found))


def _entry(frame: Frame, thing: Thing) -> Entry:
    where = whereabouts(frame.holdings, thing, frame.language)
    note = ", ".join(filter(None, [kind(frame, thing), where, *thing.values("dcterms", "date")]))
    return Entry(named(frame.holdings, thing.iri, frame.language), note)


def gap_page(frame: Frame, store: Store) -> Iterator[Part]:
    """The actions that nobody answers for, those on which nobody else works, and what was left open."""
    missing: dict[str, list[str]] = defaultdict(list)
    for row in questions.ask(store, "gaps", frame.language):
        missing[row["missing"].value].append(row["action_iri"].value)
    sections = [
        section(frame.texts[f"gap.{what}"], "entries", contexts(frame, list(dict.fromkeys(found)), with_document=True))
        for what, found in missing.items()
    ]
    holdings = frame.holdings
    unspecified = (claim for claim in holdings.claims.values() if claim.is_unspecified)
    lines = (line(holdings, claim, frame.texts, frame.language) for claim in unspecified)
    sections.append(section(frame.texts["gap.unspecified"], "lines", lines))
    yield from frame.pages(
        "listing.html.jinja",
        addresses.SECTIONS["gaps"],
        [each for each in sections if each.items],
        heading=frame.texts["gaps"],
        lead=frame.texts["gapsLead"],
    )


def front_page(frame: Frame, settings: Settings) -> Part:
    """The page that the site opens with: what it is, what it has, and who works with the most others."""
    graph = frame.holdings.network
    known = [(node, degree) for node, degree in graph.degree() if node in frame.holdings.things]
    busiest = sorted(known, key=lambda pair: (-pair[1], pair[0]))[:_SHOWN]
    counts = [(frame.texts[f"list.{name}"], listing_path(name), len(frame.holdings.of_kind(name))) for name in _COUNTED]
    certain = sum(1 for *_, tie in graph.edges(data=True) if tie["certain"])
    return frame.page(
        "front.html.jinja",
        "index.html",
        description=in_language(settings.description, frame.language),
        counts=[count for count in counts if count[2]],
        certain=certain,
        possible=graph.number_of_edges() - certain,
        claims=len(frame.holdings.claims),
        busiest=[(named(frame.holdings, node, frame.language), degree) for node, degree in busiest if degree],
        structured=dataset(settings, frame.language),
    )


_COUNTED = (
    "body",
    "action",
    "report",
    "agreement",
    "transfer",
    "collaboration",
    "group",
    "place",
    "document",
)
