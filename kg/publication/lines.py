"""What the pages show of a thing, in one language: facts, claims, partners, lists; and how long lists are parted."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, NamedTuple, TypeAlias

from kg.publication import addresses
from kg.publication.addresses import Language
from kg.publication.claims import Claim
from kg.publication.holdings import Holdings, Thing

_ROOM = 60_000  # bytes of what a page lists: with its frame and marks it stays below 100 KiB
_OF_ONE = "/document-"  # in the address of a body that no authority file knows, and no town is told of
_EACH = 500  # bytes of marks around each item


class Named(NamedTuple):
    """A thing with what it is called, and in which language that is; ``code`` is that of an action."""

    iri: str
    label: str
    language: str = "sv"
    code: str | None = None


@dataclass(frozen=True)
class Line:
    """A claim in words: who takes part, in which role, in what, through whom, and the sentence that says so.

    ``group`` is the group of the role by its local name. ``via`` is the group through which a body takes part;
    ``is_certain`` tells whether it is one of those meant. ``notes`` are whatever limits the claim. ``quoted`` is the
    sentence parted at the words that name the body, ``place`` the path of where the document says it.
    """

    iri: str
    role: str
    group: str
    who: Named
    context: Named
    office: Named | None
    via: Named | None
    is_certain: bool
    notes: tuple[str, ...]
    quoted: tuple[str, str, str]
    place: str
    document: Named
    number: int | None


@dataclass(frozen=True)
class Partner:
    """Bodies that another one works with in the same contexts, all of them for certain or all possibly.

    ``contexts`` are the first of them; ``total`` counts them all.
    """

    bodies: tuple[Named, ...]
    is_certain: bool
    contexts: tuple[Named, ...]
    total: int


@dataclass(frozen=True)
class Entry:
    """A thing in a list, with some words after it and perhaps who answers for it."""

    thing: Named
    note: str = ""
    bodies: tuple[Named, ...] = ()


Item: TypeAlias = Line | Partner | Entry


@dataclass(frozen=True)
class Section:
    """A part of a page: items of one shape under a heading; ``total`` counts those on all pages."""

    title: str
    shape: Literal["lines", "partners", "entries"]
    items: Sequence[Any]
    total: int


def section(title: str, shape: Literal["lines", "partners", "entries"], items: Iterable[Item]) -> Section:
    """A section with all its items; of partners each body counts."""
    found = tuple(items)
    total = sum(len(item.bodies) if isinstance(item, Partner) else 1 for item in found)
    return Section(title, shape, found, total)


def named(holdings: Holdings, iri: str, language: Language) -> Named:
    """A thing as it is called in that language."""
    known = holdings.named.get((iri, language))
    if known is None:
        known = holdings.named[iri, language] = _named(holdings, iri, language)
    return known


def _named(holdings: Holdings, iri: str, language: Language) -> Named:
    context = holdings.contexts.get(iri)
    thing = holdings.things.get(iri)
    spoken = thing.language(language) if thing else language
    return Named(iri, holdings.label(iri, language), spoken, context["code"] if context else None)


def whereabouts(holdings: Holdings, thing: Thing, language: Language) -> str:
    """What tells a thing from others of its name: its municipality, else the document that names it, or ""."""
    towns = [holdings.label(iri, language) for iri in thing.values("samv", "municipality")]
    if towns:
        return ", ".join(towns)
    context = holdings.contexts.get(thing.iri)
    if context:
        return holdings.label(context["document"], language) if thing.kind != "Document" else ""
    claims = (
        (holdings.by_participant.get(thing.iri) or holdings.by_office.get(thing.iri)) if _OF_ONE in thing.iri else None
    )
    return holdings.label(claims[0].document, language) if claims else ""


def line(
    holdings: Holdings,
    claim: Claim,
    texts: dict[str, str],
    language: Language,
    *,
    via: str | None = None,
    is_certain: bool = True,
) -> Line:
    """A claim in words, for itself or as what it says of a body that takes part through the group ``via``."""
    return Line(
        iri=claim.iri,
        role=holdings.term(f"role/{claim.role}", language),
        group=claim.group,
        who=named(holdings, claim.participant, language),
        context=named(holdings, claim.context, language),
        office=named(holdings, claim.office, language) if claim.office else None,
        via=named(holdings, via, language) if via else None,
        is_certain=is_certain,
        notes=tuple(_notes(holdings, claim, texts, language)),
        quoted=claim.quoted,
        place=passage(claim.document, claim.evidence.start, claim.evidence.end, language),
        document=named(holdings, claim.document, language),
        number=claim.line,
    )


def passage(document: str, start: int, end: int, language: Language) -> str:
    """The path of a stretch of a document's text, on the document's page."""
    return f"{addresses.page(document, language)}#passage-{start}-{end}"


def _notes(holdings: Holdings, claim: Claim, texts: dict[str, str], language: Language) -> Iterator[str]:
    if claim.modality:
        yield holdings.term(f"modality/{claim.modality}", language)
    if claim.status != "explicit":
        yield texts["note.implicit"]
    if claim.is_open_list:
        yield texts["note.openList"]
    if claim.is_unspecified:
        yield texts["note.unspecified"]


def paged(sections: Sequence[Section], room: int = _ROOM) -> list[list[Section]]:
    """The sections parted into pages that each hold at most ``room`` bytes of items, by an estimate that is not low."""
    pages: list[list[Section]] = [[]]
    left = room
    for each in sections:
        here: list[Any] = []
        for item in each.items:
            cost = _EACH + len(repr(item).encode("utf-8", "replace"))
            if cost > left and (here or pages[-1]):
                if here:
                    pages[-1].append(replace(each, items=tuple(here)))
                pages.append([])
                here, left = [], room
            here.append(item)
            left -= cost
        if here:
            pages[-1].append(replace(each, items=tuple(here)))
    return pages


def numbered(path: str, number: int) -> str:
    """The path of a page's continuation: "…/index.html" for the first, "…/index-2.html" for the second."""
    return path if number == 1 else f"{path.removesuffix('.html')}-{number}.html"
