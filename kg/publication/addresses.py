"""Where the files of each thing stand in the site, and how one file refers to another.

    thing   <base>id/action/KEY        page   id/action/KEY/index.html      English  en/id/action/KEY/index.html
                                       data   id/action/KEY.ttl  id/action/KEY.jsonld
    term    <samv>def/role/leads       page   def/role/leads/index.html     data     def/role/leads.ttl
    class   <samv>def/Action           page   def/class/Action/index.html   data     def/class/Action.ttl
    rule    <samv>graph/rule/NAME      page   def/rule/NAME/index.html      SPARQL   def/rule/NAME/NAME.rq

A site that is served at the base of its addresses so answers them without any rewriting. Classes stand in a folder of
their own: a file system that does not tell capitals apart would lay ``participation`` over ``Participation``. What has
no page of its own, a participation or a passage, has a place on the page of its document.
"""

import re
from functools import lru_cache
from hashlib import sha256
from typing import Literal
from urllib.parse import urlsplit

from kg.namespaces import SAMV

Language = Literal["sv", "en"]

LANGUAGES: tuple[Language, ...] = ("sv", "en")

PAGES = frozenset({"action", "agreement", "body", "collaboration", "document", "group", "place", "report", "transfer"})
"""The kinds of things, as their addresses name them, that have pages of their own."""

SECTIONS = {
    "bodies": "id/body/index.html",
    "actions": "id/action/index.html",
    "agreements": "id/agreement/index.html",
    "documents": "id/document/index.html",
    "matrix": "matrix/index.html",
    "gaps": "gaps/index.html",
    "network": "network/index.html",
    "questions": "questions/index.html",
    "search": "search/index.html",
    "terms": "def/index.html",
    "data": "data/index.html",
    "made": "about/index.html",
    "accessibility": "accessibility/index.html",
}
"""The pages that every page leads to, by the name under which texts/site.json has their words."""

_RULES = "https://w3id.org/samverkan/graph/rule/"  # a rule is named by the graph that it fills (kg.rules)
_THING = re.compile(r"https?://[^?#]*?/id/([a-z]+)/(.+)", re.DOTALL)
_PLACE = re.compile(r"([0-9a-f]{16})-(.+)")
_SAFE = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*")
_LONGEST = 120  # characters of a file's name: the ending must fit, and no file system takes more than 255 bytes


@lru_cache(maxsize=1 << 16)
def stem(iri: str) -> str | None:
    """The path of a thing or term without language and ending, "id/action/KEY"; None for what has no page."""
    thing = _THING.fullmatch(iri)
    if thing and thing[1] in PAGES:
        return f"id/{thing[1]}/{_path(thing[2])}"
    if iri.startswith(_RULES):
        return f"def/rule/{_path(iri.removeprefix(_RULES))}"
    local = iri.removeprefix(SAMV)
    if local == iri or not local:
        return None
    return f"def/class/{_path(local)}" if local[0].isupper() else f"def/{_path(local)}"


def page(iri: str, language: Language = "sv") -> str | None:
    """The path of the thing's page in that language, "id/action/KEY/index.html", None where it has none."""
    found = stem(iri)
    return None if found is None else in_language(f"{found}/index.html", language)


def data(iri: str, ending: Literal["ttl", "jsonld"]) -> str | None:
    """The path of the thing's data, "id/action/KEY.ttl", None where it has none."""
    found = stem(iri)
    return None if found is None else f"{found}.{ending}"


def place(iri: str, language: Language = "sv") -> str | None:
    """Where a participation or passage stands, "id/document/KEY/index.html#participation-12-leads", None for others."""
    thing = _THING.fullmatch(iri)
    if not thing or thing[1] not in {"participation", "passage"}:
        return None
    within = _PLACE.fullmatch(thing[2])
    if not within:
        return None
    return in_language(f"id/document/{within[1]}/index.html#{thing[1]}-{_segment(within[2])}", language)


def in_language(path: str, language: Language) -> str:
    """The path of a Swedish page, or of the same page in English."""
    return path if language == "sv" else f"en/{path}"


def link(source: str, target: str) -> str:
    """How the file at one path refers to another: by way of the root, to a folder instead of its index.html."""
    path, hash_sign, fragment = target.partition("#")
    return f"#{fragment}" if path == source and hash_sign else below(root(source), target)


def below(base: str, target: str) -> str:
    """How a file refers to another by way of the site's root, which it calls ``base`` ("../../", "/samverkan/")."""
    path, hash_sign, fragment = target.partition("#")
    return (f"{base}{_folder(path)}" or "./") + hash_sign + fragment


def root(source: str) -> str:
    """The site's root as the file at this path refers to it: "" or "../../"."""
    return "../" * source.count("/")


def path_of(base: str) -> str:
    """The site's root as any file of its server can refer to it, "/samverkan/" of https://example.org/samverkan/."""
    return f"{urlsplit(base).path.rstrip('/')}/"


def absolute(path: str, base: str) -> str:
    """The path's whole address in a site that is served at ``base``; a folder instead of its index.html."""
    return f"{base.rstrip('/')}/{_folder(path)}"


def _folder(path: str) -> str:
    return path.removesuffix("index.html") if path == "index.html" or path.endswith("/index.html") else path


def _path(name: str) -> str:
    return "/".join(_segment(piece) for piece in name.split("/"))


def _segment(piece: str) -> str:
    """A name that every file system and address takes: other characters as ~hex~, too long ones cut and hashed."""
    if _SAFE.fullmatch(piece) and len(piece) <= _LONGEST:
        return piece
    written = "".join(c if re.fullmatch(r"[A-Za-z0-9_-]", c) else f"~{ord(c):x}~" for c in piece) or "~"
    return written if len(written) <= _LONGEST else f"{written[:80]}~{sha256(piece.encode()).hexdigest()[:16]}"
