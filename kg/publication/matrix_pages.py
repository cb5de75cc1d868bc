"""The matrix of responsibility: for each document its actions, and who has which part in each."""

from collections.abc import Iterator
from dataclasses import dataclass

from kg.publication import addresses
from kg.publication.claims import Claim
from kg.publication.frame import Frame
from kg.publication.holdings import Holdings
from kg.publication.lines import Entry, Named, named, numbered, passage, section
from kg.publication.part import Part

GROUPS = ("accountable", "contributing", "consultedGroup", "mandating", "unspecified")
"""The groups of roles that are columns, in order."""

_ROWS = 150  # actions on one page


@dataclass(frozen=True)
class Row:
    """An action, and for each column who has which role in it, and the path of the first sentence that says so.

    A cell is empty where the document says nothing.
    """

    action: Named
    cells: tuple[tuple[tuple[str, Named, str], ...], ...]


def matrix_path(document: str) -> str:
    """The path of a document's matrix."""
    page = addresses.page(document) or ""
    return page.replace("id/document/", "matrix/", 1)


def matrices(holdings: Holdings) -> dict[str, list[str]]:
    """The actions of each document that has any, in the order of the text."""
    things, parts = holdings.things, holdings.parts
    documents = [each.iri for each in holdings.of_kind("document")]
    actions = {iri: [part for part in parts.get(iri, []) if things[part].kind == "Action"] for iri in documents}
    return {iri: found for iri, found in actions.items() if found}


def matrix_pages(frame: Frame) -> Iterator[Part]:
    """The list of matrices and a matrix for each document that has actions, in one language."""
    found = matrices(frame.holdings)
    entries = (
        Entry(named(frame.holdings, iri, frame.language)._replace(iri=matrix_path(iri)), str(len(actions)))
        for iri, actions in found.items()
    )
    listed = section(frame.texts["list.document"], "entries", entries)
    yield frame.page("matrices.html.jinja", addresses.SECTIONS["matrix"], matrices=listed)
    for iri, actions in found.items():
        yield from _matrix(frame, iri, actions)


def _matrix(frame: Frame, document: str, actions: list[str]) -> Iterator[Part]:
    shown = [group for group in GROUPS if group in _groups(frame, actions) or group in GROUPS[:2]]
    path = matrix_path(document)
    parted = [actions[start : start + _ROWS] for start in range(0, len(actions), _ROWS)]
    paths = [numbered(path, number) for number in range(1, len(parted) + 1)]
    for number, part in enumerate(parted, start=1):
        yield frame.page(
            "matrix.html.jinja",
            paths[number - 1],
            document=named(frame.holdings, document, frame.language),
            columns=[frame.holdings.term(f"role/{group}", frame.language) for group in shown],
            rows=[_row(frame, action, shown) for action in part],
            pages=[addresses.in_language(each, frame.language) for each in paths],
            number=number,
        )


def _groups(frame: Frame, actions: list[str]) -> set[str]:
    return {claim.group for action in actions for claim in frame.holdings.by_context.get(action, [])}


def _row(frame: Frame, action: str, shown: list[str]) -> Row:
    claims = frame.holdings.by_context.get(action, [])
    cells = tuple(tuple(_cell(frame, [each for each in claims if each.group == group])) for group in shown)
    return Row(named(frame.holdings, action, frame.language), cells)


def _cell(frame: Frame, claims: list[Claim]) -> Iterator[tuple[str, Named, str]]:
    """Each body in each role once, with the first sentence."""
    language, first = frame.language, dict[tuple[str, str], Claim]()
    for claim in claims:
        first.setdefault((claim.role, claim.participant), claim)
    for (role, body), claim in first.items():
        place = passage(claim.document, claim.evidence.start, claim.evidence.end, language)
        yield frame.holdings.term(f"role/{role}", language), named(frame.holdings, body, language), place
