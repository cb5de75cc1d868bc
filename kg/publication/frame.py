"""What every page of one language is made with."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kg.publication import addresses
from kg.publication.addresses import Language
from kg.publication.holdings import Holdings
from kg.publication.lines import Section, numbered, paged
from kg.publication.part import Part
from kg.publication.rendering import Site, render, texts


@dataclass(frozen=True)
class Frame:
    """The holdings, the site they are published as, a language, and the paths of the files that are there to link to.

    ``files`` has the Swedish pages of everything that can be linked, and the data of each thing.
    """

    holdings: Holdings
    site: Site
    language: Language
    files: Collection[str]

    @property
    def texts(self) -> dict[str, Any]:
        """The words of the language."""
        return texts()[self.language]

    def page(self, template: str, path: str, **values: Any) -> Part:  # noqa: ANN401
        """A page from its template; ``path`` is that of its Swedish twin."""
        there = addresses.in_language(path, self.language)
        content = render(template, self.language, path=there, site=self.site, known=self.files, **values)
        return Part(there, content)

    def pages(self, template: str, path: str, sections: Sequence[Section], **values: Any) -> Iterator[Part]:  # noqa: ANN401
        """A page of sections, and its continuations where they do not fit on one."""
        parted = paged(sections)
        paths = [numbered(path, number) for number in range(1, len(parted) + 1)]
        there = [addresses.in_language(each, self.language) for each in paths]
        spans = [_span(found) for found in parted]
        for number, (each, found) in enumerate(zip(paths, parted, strict=True), start=1):
            yield self.page(template, each, listed=found, pages=there, spans=spans, number=number, **values)

    def data_of(self, iri: str) -> list[tuple[str, str]]:
        """The files with the data of a thing: what they are called and where they stand."""
        found = [("Turtle", addresses.data(iri, "ttl")), ("JSON-LD", addresses.data(iri, "jsonld"))]
        return [(label, path) for label, path in found if path and path in self.files]


def _span(sections: Sequence[Section]) -> str:
    """The letters that a page of a list goes through, "A–F"; "" where it is not parted by letters."""
    titles = [each.title for each in sections if len(each.title) == 1]
    return "–".join(dict.fromkeys([titles[0], titles[-1]])) if titles else ""
