"""How a web server answers the address of a thing: 303 to its page, or to its data where that is asked for.

Two files for Apache: w3id/.htaccess with a README, which https://github.com/perma-id/w3id.org asks for, and .htaccess
for a site that is served at the base of its own addresses. A thing is no document, so the answer is 303
(https://www.w3.org/TR/cooluris/#r303gendocument). Which answer it is, what the caller would rather have decides
(RFC 9110, 12.5.1): the page, unless Turtle or JSON-LD is named and weighs more.
"""

from collections.abc import Iterator

from kg.publication.addresses import path_of
from kg.publication.part import Part
from kg.publication.searching import MISSING
from kg.publication.specification import part_names
from kg.publication.vocabulary import vocabulary
from kg.settings import Settings

_TYPES = (("PAGE", "text/html"), ("TTL", "text/turtle"), ("JSONLD", r"application/(?:ld\+)?json"))
"""What a caller can ask for: the variable that holds its weight, and the media type."""
_WEIGHT = r"[^,]*;\s*q=(0(?:\.[0-9]*[1-9])?)[.0]*\s*(?:,|$)"  # one below 1, without idle zeros: weights compare as text
_ANSWERS = (
    ("ttl", "%{ENV:TTL} > '0' && %{ENV:TTL} > %{ENV:PAGE} && %{ENV:TTL} >= %{ENV:JSONLD}"),
    ("jsonld", "%{ENV:JSONLD} > '0' && %{ENV:JSONLD} > %{ENV:PAGE} && %{ENV:JSONLD} > %{ENV:TTL}"),
)
"""When the data is answered with, by its ending."""
_ENGLISH = r"RewriteCond %{HTTP:Accept-Language} ^en\b [NC]"
_KINDS = "action|agreement|body|collaboration|document|group|place|report|transfer"
_PART = "^id/(participation|passage)/([0-9a-f]{16})-(.+)$"  # of a document, on whose page it stands
_THING = f"^id/({_KINDS})/(.*[^/])$"
_CLASS = "^def/([A-Z][A-Za-z0-9]*)$"
_PAGES = (
    (_CLASS, "def/class/$1/"),
    ("^def/$", "def/"),
    ("^def/specification/[a-z-]+$", "def/specification/"),
    ("^def/((?:[a-z]+/)?[A-Za-z0-9.-]*[A-Za-z0-9])$", "def/$1/"),
    (_PART, "id/document/$2/#$1-$3"),
    (_THING, "id/$1/$2/"),
    ("^graph/rule/([a-z-]+)$", "def/rule/$1/"),
)
"""From the path of an address to the pages of the site, as kg.publication.addresses lays them."""


def redirects(settings: Settings) -> Iterator[Part]:
    """Both files, and the README that w3id.org asks for."""
    yield Part(".htaccess", _own(settings).encode())
    yield Part("w3id/.htaccess", _w3id(settings).encode())
    yield Part("w3id/README.md", _readme(settings).encode())


def _data() -> Iterator[tuple[str, str]]:
    """From the path of an address to the files of the site, as kg.publication.addresses lays them."""
    yield from (
        (_CLASS, "def/class/$1.{ending}"),
        ("^def/shape/.+$", "def/specification/profile.ttl"),
        ("^def/(?:release/[0-9.]+)?$", "def/specification.{ending}"),
        (f"^def/specification/({'|'.join(part_names(vocabulary()))})$", "def/specification/$1.ttl"),
        ("^def/specification/[a-z-]+$", "def/specification.{ending}"),
        ("^def/((?:[a-z]+/)?[A-Za-z0-9-]+)$", "def/$1.{ending}"),
        (_PART, "id/document/$2.{ending}"),
        (_THING, "id/$1/$2.{ending}"),
    )


def _rules(target: str, settings: Settings) -> str:
    """The rules from an address's path to the site's files; ``target`` stands before each path."""
    rules = [
        "# The text of a document.",
        f"RewriteRule ^id/text/([0-9a-f]{{16}})$ {target}id/text/$1.txt [R=303,L]",
        "# How much the caller wants what: 1, or its q.",
        *_weights(),
        "# Data, where it is wanted more than the page.",
    ]
    for ending, condition in _ANSWERS:
        for pattern, aim in _data():
            if aim.format(ending=ending).endswith(ending):  # the shapes are there as Turtle only
                rule = f"RewriteRule {pattern} {target}{aim.format(ending=ending)} [R=303,L]"
                rules += [f'RewriteCond expr "{condition}"', rule]
    is_english = "en" in settings.languages
    rules.append("# Pages, in English for whoever prefers it." if is_english else "# Pages.")
    for conditions, folder in (*([([_ENGLISH], "en/")] if is_english else []), ([], "")):
        for pattern, aim in _PAGES:
            rules += [*conditions, f"RewriteRule {pattern} {target}{folder}{aim} [R=303,L,NE]"]
    return "\n".join(rules) + "\n"


def _weights() -> Iterator[str]:
    for name, media_type in _TYPES:
        for condition, value in ((media_type, "1"), (media_type + _WEIGHT, "%1")):
            yield f'RewriteCond %{{HTTP_ACCEPT}} "{condition}" [NC]'
            yield f"RewriteRule ^ - [E={name}:{value}]"


def _w3id(settings: Settings) -> str:
    address = settings.address
    return f"""# https://w3id.org/samverkan/: things and terms are at {address}
Options +FollowSymLinks
RewriteEngine on
Header always set Access-Control-Allow-Origin "*"
Header always append Vary "Accept, Accept-Language"
# What has an ending is a file, and no thing.
RewriteRule ^(.+\\.(?:ttl|jsonld|rq|svg|txt|csv|json|html))$ {address}$1 [R=302,L]
{_rules(address, settings)}# The rest as it is.
RewriteRule ^(.*)$ {address}$1 [R=302,L]
"""


def _own(settings: Settings) -> str:
    """For a site at the base of its own addresses. A path that is a file or ends with a slash is served as it is."""
    kept = "RewriteCond %{REQUEST_FILENAME} -f [OR]\nRewriteCond %{REQUEST_URI} /$\nRewriteRule ^ - [L]"
    return f"""# Written by samverkan publish, for Apache; other servers pass it over.
ErrorDocument 404 {path_of(settings.address)}{MISSING}
AddDefaultCharset utf-8
AddCharset utf-8 .ttl .rq .jsonld .csv .svg
AddType text/turtle .ttl
AddType application/ld+json .jsonld
AddType application/sparql-query .rq
AddType application/trig .trig
AddType application/n-quads .nq
<IfModule mod_headers.c>
Header always set Access-Control-Allow-Origin "*"
Header always append Vary "Accept, Accept-Language"
</IfModule>
<IfModule mod_rewrite.c>
DirectorySlash Off
RewriteEngine on
{kept}
{_rules(settings.address, settings)}</IfModule>
"""


def _readme(settings: Settings) -> str:
    return f"""# samverkan

Permanent addresses of Samverkan: the terms of its ontology, and the things of the data that is published with it.

- Redirects to: {settings.address}
- Maintained by: {settings.publisher_name} <{settings.publisher_iri}>
- Contact: {settings.contact_name}, {settings.contact_email}
"""
