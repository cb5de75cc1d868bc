"""Search without a server: an index file, the page on which the script goes through it, and that of what is missing."""

import json
from collections.abc import Iterator

from kg.publication import addresses
from kg.publication.frame import Frame
from kg.publication.holdings import Holdings, Thing
from kg.publication.lines import whereabouts
from kg.publication.listing_pages import listing_path
from kg.publication.part import Part
from kg.publication.rendering import asset, texts

INDEX = "search/index.json"
MISSING = "404.html"
"""The page for what is not there, by the name that hosts of pages look for and .htaccess gives."""


def search_index(holdings: Holdings) -> Part:
    """The names, other names and titles of all things, once for both languages.

    ``kinds`` has the words for each kind, ``places`` the towns and documents that tell things of one name apart; a
    thing is [its page's folder, its kind's number, its place's number or -1, its name, other names].
    """
    things = [thing for name in sorted(addresses.PAGES) for thing in holdings.of_kind(name)]
    kinds = sorted({thing.kind for thing in things})
    words = {lang: [_kind(holdings, kind, lang) for kind in kinds] for lang in addresses.LANGUAGES}
    where = [whereabouts(holdings, thing, "sv") for thing in things]
    places = {place: number for number, place in enumerate(sorted({*where} - {""}))}
    listed = [
        [_folder(thing), kinds.index(thing.kind), places.get(place, -1), *_names(thing)]
        for thing, place in zip(things, where, strict=True)
    ]
    written = json.dumps(
        {"kinds": words, "places": list(places), "things": listed}, ensure_ascii=False, separators=(",", ":")
    )
    return Part(INDEX, written.encode("utf-8", "replace"))


def search_pages(frame: Frame) -> Iterator[Part]:
    """The search page in one language."""
    names = sorted(addresses.PAGES)
    counts = [(frame.texts[f"list.{name}"], listing_path(name), len(frame.holdings.of_kind(name))) for name in names]
    yield frame.page("search.html.jinja", addresses.SECTIONS["search"], counts=[each for each in counts if each[2]])


def missing_page(frame: Frame) -> Part:
    """The one page for whatever is not there, in both languages where the site has both.

    It is given for addresses of any depth, so it links by way of the path at which the publisher has the site.
    """
    english = texts()["en"] if "en" in frame.site.languages else None
    root = addresses.path_of(frame.site.address)
    return frame.page("missing.html.jinja", MISSING, root=root, english=english)


def search_script() -> Part:
    """The script that goes through the index."""
    return Part("assets/search.js", asset("search.js").encode("utf-8"))


def _kind(holdings: Holdings, kind: str, language: addresses.Language) -> str:
    return texts()[language].get(f"kind.{kind}") or holdings.term(kind, language)


def _folder(thing: Thing) -> str:
    return f"{addresses.stem(thing.iri)}/"


def _names(thing: Thing) -> list[str]:
    """What the thing is called first, then what it is called as well, an action by its number too."""
    first = thing.label("sv")
    codes = thing.values("samv", "code")
    others = dict.fromkeys([*thing.labels.values(), *thing.values("skos", "altLabel"), *codes])
    return [first, *(name for name in others if name != first)]
