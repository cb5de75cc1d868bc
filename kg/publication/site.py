"""The whole site: every page in its languages, and what others made for it, in batches that rest on nothing else."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain
from typing import TypeVar

from kg.memory import uncollected
from kg.publication import addresses
from kg.publication.addresses import LANGUAGES
from kg.publication.data_pages import data_pages
from kg.publication.document_pages import document_pages
from kg.publication.frame import Frame
from kg.publication.holdings import Holdings
from kg.publication.listing_pages import front_page, gap_page, listing_pages
from kg.publication.made_pages import made_pages
from kg.publication.matrix_pages import matrices, matrix_pages, matrix_path
from kg.publication.part import Batches, Part
from kg.publication.question_pages import question_pages, questions_page
from kg.publication.redirects import redirects
from kg.publication.release import Release
from kg.publication.rendering import asset
from kg.publication.searching import MISSING, missing_page, search_index, search_pages, search_script
from kg.publication.sitemap import sitemap
from kg.publication.specification import specification
from kg.publication.statements import terms_of
from kg.publication.term_pages import term_pages, term_paths
from kg.publication.thing_pages import thing_pages
from kg.questions import catalogue
from kg.settings import FILE, Settings
from kg.store import Store

Each = TypeVar("Each")

_SHARES = 16  # batches of the pages of things, and of those of documents, in each language
_SHARES_OF_QUESTIONS = 4


def site(
    store: Store,
    settings: Settings,
    held: Holdings,
    given: Iterable[Part] = (),
    *,
    place: str = FILE,
    noted: Callable[[str], None] = lambda _: None,
) -> Batches:
    """All parts of the site, those that are ``given`` among them. The same store and settings give the same parts.

    ``held`` are the store's holdings, with texts or without. The first batch is the release, what programs get of it;
    it says what is to be said to the publisher to ``noted``, and raises SettingsError where the catalogue entry lacks
    something, with the settings' file (``place``).
    """
    held.ready()
    files = frozenset(chain(_pages_of(held), _data(store, held)))
    frames = [Frame(held, settings, each, files) for each in LANGUAGES if each in settings.languages]
    questions, things = list(catalogue().values()), list(held.things.values())
    others: list[Iterable[Part]] = [given]
    for frame in frames:
        others += (question_pages(frame, store, each) for each in _shares(questions, _SHARES_OF_QUESTIONS))
    for frame in frames:
        others += (document_pages(frame, each) for each in _shares(things, _SHARES))
        others += (thing_pages(frame, each) for each in _shares(things, _SHARES))
    others += (_pages(store, settings, frame) for frame in frames)
    others.append(chain(specification(), redirects(settings), _assets(held), _texts(held)))
    first = _release(store, settings, held, frames, place, noted)
    return Batches(first, others, partial(_sitemap, base=settings.address))


def _shares(found: Sequence[Each], count: int) -> list[Sequence[Each]]:
    """As many parts of about one size, in each of which every sort is met about as often."""
    return [found[start::count] for start in range(count)]


def _release(  # noqa: PLR0917
    store: Store,
    settings: Settings,
    held: Holdings,
    frames: Iterable[Frame],
    place: str,
    noted: Callable[[str], None],
) -> Iterator[Part]:
    """What programs get, and the pages of what can be taken away."""
    with uncollected():
        release = Release.of(store, settings, held.network, lines=held.lines, place=place)
    for note in release.notes:
        noted(note)
    for frame in frames:
        yield from data_pages(frame, release, settings)
    yield from release.parts()


def _pages_of(held: Holdings) -> Iterator[str]:
    """The pages of things and matrices, which others may lead to before they are made."""
    for iri in held.things:
        path = addresses.page(iri)
        assert path is not None
        yield path
    yield from (matrix_path(iri) for iri in matrices(held))
    yield from term_paths()


def _data(store: Store, held: Holdings) -> Iterator[str]:
    """Where the data of things and terms stands that pages may lead to."""
    for iri in chain(held.things, (term.value for term in terms_of(store))):
        yield from filter(None, (addresses.data(iri, "ttl"), addresses.data(iri, "jsonld")))


def _assets(held: Holdings) -> Iterator[Part]:
    """The index of names, the script that reads it, and the style of the pages about terms."""
    yield search_index(held)
    yield search_script()
    yield Part("assets/terms.css", asset("terms.css").encode("utf-8"))


def _texts(held: Holdings) -> Iterator[Part]:
    """The documents' texts as they are, in which every offset counts."""
    for iri, text in held.texts.items():
        yield Part(f"id/text/{iri.rpartition('/')[2]}.txt", text.encode("utf-8", "replace"))


def _pages(store: Store, settings: Settings, frame: Frame) -> Iterator[Part]:
    """The pages of one language that are about no one thing."""
    yield front_page(frame, settings)
    yield from listing_pages(frame)
    yield from matrix_pages(frame)
    yield from gap_page(frame, store)
    yield questions_page(frame)
    yield from search_pages(frame)
    if frame.language == LANGUAGES[0]:
        yield missing_page(frame)
    yield from term_pages(frame)
    yield from made_pages(frame, settings)


def _sitemap(paths: list[str], base: str) -> Iterator[Part]:
    return sitemap([path for path in paths if path.endswith(".html") and path != MISSING], base)
