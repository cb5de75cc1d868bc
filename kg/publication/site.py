"""The whole site: every page in its languages, and what others made for it, as parts in a fixed order."""

from collections.abc import Iterable, Iterator
from itertools import chain

from kg.finding import in_language
from kg.publication import addresses
from kg.publication.addresses import LANGUAGES
from kg.publication.beside import beside
from kg.publication.data_pages import data_pages
from kg.publication.document_pages import document_pages
from kg.publication.frame import Frame
from kg.publication.holdings import Holdings
from kg.publication.listing_pages import front_page, gap_page, listing_pages
from kg.publication.made_pages import made_pages
from kg.publication.matrix_pages import matrices, matrix_pages, matrix_path
from kg.publication.part import Part
from kg.publication.question_pages import question_pages
from kg.publication.redirects import redirects
from kg.publication.release import Release
from kg.publication.rendering import asset
from kg.publication.searching import search_index, search_pages, search_script
from kg.publication.sitemap import sitemap
from kg.publication.specification import specification
from kg.publication.term_pages import term_pages, term_paths
from kg.publication.thing_pages import thing_pages
from kg.settings import Settings
from kg.store import Store


def site(
    store: Store, settings: Settings, held: Holdings, release: Release, given: Iterable[Part] = ()
) -> Iterator[Part]:
    """All parts of the site, those that are ``given`` first; a second process makes the release's and half the pages.

    ``held`` are the store's holdings, with texts or without, ``release`` is what programs get of it. The same store and
    settings give the same parts.
    """
    files = frozenset(chain(_things(held), release.paths()))
    written = [each for each in LANGUAGES if each in settings.languages]
    first, *others = (_pages(store, settings, release, Frame(held, settings, each, files)) for each in written)
    here = chain(given, specification(), redirects(settings), _assets(held), _texts(held), first)
    paths: list[str] = []
    for part in beside(chain(release.parts(), *others), here):
        paths.append(part.path)
        yield part
    yield from sitemap(sorted(path for path in paths if path.endswith(".html")), settings.address)


def _things(held: Holdings) -> Iterator[str]:
    """The pages of things and matrices, which others may lead to before they are made."""
    for iri in held.things:
        path = addresses.page(iri)
        assert path is not None
        yield path
    yield from (matrix_path(iri) for iri in matrices(held))
    yield from term_paths()


def _assets(held: Holdings) -> Iterator[Part]:
    """The index of names, the script that reads it, and the style of the pages about terms."""
    yield search_index(held)
    yield search_script()
    yield Part("assets/terms.css", asset("terms.css").encode("utf-8"))


def _texts(held: Holdings) -> Iterator[Part]:
    """The documents' texts as they are, in which every offset counts."""
    for iri, text in held.texts.items():
        yield Part(f"id/text/{iri.rpartition('/')[2]}.txt", text.encode("utf-8", "replace"))


def _pages(store: Store, settings: Settings, release: Release, frame: Frame) -> Iterator[Part]:
    """The pages of one language."""
    yield front_page(frame, in_language(settings.description, frame.language))
    yield from listing_pages(frame)
    yield from thing_pages(frame)
    yield from document_pages(frame)
    yield from matrix_pages(frame)
    yield from gap_page(frame, store)
    yield from question_pages(frame, store)
    yield from search_pages(frame)
    yield from data_pages(frame, release)
    yield from term_pages(frame)
    yield from made_pages(frame, settings)
