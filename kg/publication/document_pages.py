"""The pages of documents: the text with its marks beside what it says."""

from collections.abc import Iterable, Iterator

from kg.namespaces import PREFIXES
from kg.publication import addresses
from kg.publication.document_text import document_text
from kg.publication.facts import facts
from kg.publication.frame import Frame
from kg.publication.holdings import Thing
from kg.publication.lines import Entry, Section, line, named, section
from kg.publication.matrix_pages import matrix_path
from kg.publication.part import Part
from kg.publication.structured import structured
from kg.publication.thing_pages import contexts, kind

_PART = PREFIXES["dcterms"] + "isPartOf"


def document_pages(frame: Frame, things: Iterable[Thing]) -> Iterator[Part]:
    """A page of each document among these things, in one language."""
    for thing in things:
        if thing.kind == "Document":
            yield _page(frame, thing.iri, thing)


def _page(frame: Frame, iri: str, thing: Thing) -> Part:
    holdings, language = frame.holdings, frame.language
    path = addresses.page(iri)
    assert path is not None
    claims = holdings.by_document.get(iri, [])
    text = holdings.texts.get(iri)
    lines = [(_place(claim.iri), line(holdings, claim, frame.texts, language)) for claim in claims]
    groups = dict.fromkeys(claim.group for claim in claims)
    matrix = matrix_path(iri)
    return frame.page(
        "document.html.jinja",
        path,
        kind=kind(frame, thing),
        heading=thing.label(language),
        heading_language=thing.language(language),
        iri=iri,
        files=frame.data_of(iri),
        facts=list(facts(holdings, thing, frame.texts, language)),
        listed=[each for each in _sections(frame, iri) if each.items],
        passages=document_text(text, claims, holdings.passages.get(iri, [])) if text is not None else [],
        lines=lines,
        matrix=matrix if matrix in frame.files else None,
        groups=[(group, holdings.term(f"role/{group}", language)) for group in groups],
        structured=structured(holdings, thing, frame.site.address, language),
    )


def _place(iri: str) -> str:
    return (addresses.place(iri) or "").partition("#")[2]


def _sections(frame: Frame, iri: str) -> Iterator[Section]:
    parts = set(frame.holdings.pointing.get(iri, {}).get(_PART, ()))
    reports = [each for each in frame.holdings.of_kind("report") if each.iri in parts]
    entries = (Entry(named(frame.holdings, each.iri, frame.language)) for each in reports)
    yield section(frame.texts["reports"], "entries", entries)
    yield section(frame.texts["parts"], "entries", contexts(frame, frame.holdings.parts.get(iri, [])))
