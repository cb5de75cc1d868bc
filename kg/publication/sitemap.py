"""The list of all pages for search engines, by the protocol of sitemaps.org, and the file that leads robots to it."""

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import quoteattr

from kg.publication import addresses
from kg.publication.part import Part

_MOST = 40_000  # addresses in one file; the protocol allows 50,000
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def sitemap(pages: Sequence[str], base: str) -> Iterator[Part]:
    """The sitemap of these pages and robots.txt; ``pages`` are the paths of those in both languages.

    Each page names its twin in the other language. A site with very many pages has several files and an index of them.
    """
    there = set(pages)
    parted = [pages[start : start + _MOST] for start in range(0, len(pages), _MOST)]
    files = ["sitemap.xml"] if len(parted) == 1 else [f"sitemap-{number}.xml" for number in range(1, len(parted) + 1)]
    for file, part in zip(files, parted, strict=False):
        urls = "".join(_url(page, there, base) for page in part)
        space = f'{_SPACE} xmlns:xhtml="http://www.w3.org/1999/xhtml"'
        yield Part(file, f"{_HEAD}<urlset {space}>\n{urls}</urlset>\n".encode())
    if len(parted) != 1:
        listed = "".join(f"<sitemap><loc>{_text(addresses.absolute(file, base))}</loc></sitemap>\n" for file in files)
        yield Part("sitemap.xml", f"{_HEAD}<sitemapindex {_SPACE}>\n{listed}</sitemapindex>\n".encode())
    address = addresses.absolute("sitemap.xml", base)
    yield Part("robots.txt", f"User-agent: *\nAllow: /\nSitemap: {address}\n".encode())


def _url(page: str, there: set[str], base: str) -> str:
    swedish = page.removeprefix("en/")
    twins = {"sv": swedish, "en": f"en/{swedish}"}
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{language}" href={quoteattr(addresses.absolute(twin, base))}/>'
        for language, twin in twins.items()
        if twin in there
    )
    return f"<url><loc>{_text(addresses.absolute(page, base))}</loc>{links}</url>\n"


def _text(address: str) -> str:
    return quoteattr(address)[1:-1]
