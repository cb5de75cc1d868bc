"""A page of the site from its template: the templates and the words of both languages stand in files beside this one.

A server of a later day can use the same templates: nothing in them hangs on how the page's values were found.
"""

import json
import re
from collections.abc import Collection, Container, Hashable, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Protocol

import jinja2
from markupsafe import Markup

from kg.finding import in_language
from kg.publication import addresses
from kg.publication.addresses import LANGUAGES, Language

_SECTIONS = frozenset(addresses.SECTIONS.values())
_KEPT = 1 << 17  # names and places kept ready
_HERE = files("kg") / "publication"
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True, allow_nan=False)
_HARMLESS = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


class Site(Protocol):
    """What every page says of the site that it is a part of; the publisher's settings are one."""

    @property
    def address(self) -> str:
        """The address at which the site is served."""

    @property
    def title(self) -> Mapping[str, str]:
        """The site's name in both languages."""

    @property
    def languages(self) -> Collection[str]:
        """The languages that it has pages in."""


def render(
    template: str,
    language: Language,
    *,
    path: str,
    site: Site,
    known: Container[str] | None = None,
    root: str | None = None,
    **values: Any,  # noqa: ANN401
) -> bytes:
    """The page at ``path`` (that of the page in ``language``, "en/id/body/x/index.html") from a template.

    ``values`` are what the template's head names. Text in them is escaped; everything a template uses must be there
    (jinja2.UndefinedError). Where ``known`` names the Swedish pages that the site has, nothing is linked that has none.
    A page that is given in the place of others links by way of ``root`` (addresses.path_of): it cannot know how deep it
    stands, has no address of its own, and no twin. The same values give the same bytes.
    """
    other = "en" if language == "sv" else "sv"
    base = addresses.root(path) if root is None else root
    is_one_of_two = root is None and other in site.languages
    made = _template(template).render(
        language=language,
        path=path,
        name=in_language(site.title, language),
        t=texts()[language],
        address=addresses.absolute(path, site.address) if root is None else None,
        other_language=other,
        other=addresses.link(path, _in_other_language(path, language)) if is_one_of_two else None,
        link=lambda target: addresses.link(path, target) if root is None else addresses.below(base, target),
        here=lambda target: addresses.below(base, addresses.in_language(target, language)),
        thing=lambda iri: _thing(path, iri, language, known),
        menus=_menus(language, base, path if path.removeprefix("en/") in _SECTIONS else ""),
        called=lambda named: _called(named, _thing(path, named.iri, language, known)),
        **values,
    )
    return _UNSEEN.sub("\ufffd", made).encode("utf-8")


@cache
def texts() -> dict[str, dict[str, Any]]:
    """The words of the site by language: those of all files of texts/, each of which has what one kind of page says."""
    found = sorted((_HERE / "texts").iterdir(), key=lambda file: file.name)
    parts = [json.loads(file.read_text(encoding="utf-8")) for file in found if file.name.endswith(".json")]
    return {language: {name: text for part in parts for name, text in part[language].items()} for language in LANGUAGES}


def asset(name: str) -> str:
    """A file of publication/assets/ by its name; FileNotFoundError where there is none."""
    return (_HERE / "assets" / name).read_text(encoding="utf-8")


@lru_cache(maxsize=_KEPT)
def _menus(language: Language, root: str, current: str) -> dict[str, Markup]:
    """The menus of the pages that lie as deep and are no section's, or of the page of a section."""
    module: Any = _template("menus.html.jinja").module
    words, swedish = texts()[language], current.removeprefix("en/")

    def here(target: str) -> str:
        return addresses.below(root, addresses.in_language(target, language))

    return {
        "top": module.top(addresses.SECTIONS, words, here, swedish),
        "bottom": module.bottom(addresses.SECTIONS, words, here),
    }


def _in_other_language(path: str, language: Language) -> str:
    return f"en/{path}" if language == "sv" else path.removeprefix("en/")


def _thing(path: str, iri: str, language: Language, known: Container[str] | None) -> str | None:
    """How a page refers to the page of a thing, or its place on one, None where the site has none of it."""
    target, page = _target(iri)
    if target is None or (known is not None and page not in known):
        return None
    return addresses.link(path, addresses.in_language(target, language))


@lru_cache(maxsize=_KEPT)
def _target(iri: str) -> tuple[str | None, str]:
    """Where a thing stands in the site, and the Swedish page on which that is."""
    target = addresses.page(iri) or addresses.place(iri)
    return target, (target or "").partition("#")[0]


@lru_cache(maxsize=_KEPT)
def _called(named: Hashable, address: str | None) -> Markup:
    """A thing by its name (kg.publication.lines.Named), linked where it has an address; most stand on many pages."""
    return Markup(_template("name.html.jinja").module.name(named, address))  # type: ignore[attr-defined]  # noqa: S704


def as_json(data: object) -> Markup:
    """Data for a script block of a page: nothing in it can end the block or start another."""
    return Markup(_JSON.encode(data).translate(_HARMLESS))  # noqa: S704 - escaped here


def counted(forms: Sequence[str], number: int) -> str:
    """A number with what it counts: the first form is that of one, the other that of none and of several."""
    return forms[number != 1] % number


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FunctionLoader(_source),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["json"] = as_json
    environment.filters["counted"] = counted
    environment.globals["sections"] = addresses.SECTIONS
    return environment


@cache
def _template(name: str) -> jinja2.Template:
    return _environment().get_template(name)


def _source(name: str) -> str:
    return (_HERE / "templates" / name).read_text(encoding="utf-8")
