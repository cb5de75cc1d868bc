"""What the head of a document says of the whole: its title, its date, who issued it."""

from __future__ import annotations

import re

from kg import dates
from kg.extract.blocks import Block
from kg.extract.nouns import Finder
from kg.lexicon import Lexicon
from kg.model import Document, Mention, Span
from kg.resolve import Resolver, Setting, named_body

_HEADER_BLOCKS = 12
_LONGEST_NAME = 120  # code points: no body's name is longer


def title(parts: list[Block], document: Document) -> str:
    """The first block of the text; the file's name where there is none."""
    return parts[0].text if parts else document.name


def date(parts: list[Block], lexicon: Lexicon) -> str | None:
    """The ISO date that stands in the head, if one does."""
    head = "\n".join(
        block.text for block in parts[:_HEADER_BLOCKS] if block.kind != "paragraph" or len(block.text) < 60
    )
    return next(dates.dates(head, lexicon), None)


def as_of(parts: list[Block], clean: str, lexicon: Lexicon) -> str | None:
    """When an undated document can be read as written: at the latest date in its text, else a year in its title.

    Good enough to know which bodies there were; no date of the document itself.
    """
    everywhere = list(dates.dates(clean, lexicon))
    if everywhere:
        return max(everywhere)
    return next(iter(re.findall(r"\b(?:19|20)\d\d\b", parts[0].text)), None) if parts else None


def issuer(name: str | None, parts: list[Block], lexicon: Lexicon, where: Setting) -> Mention | None:
    """The body that issued the document: as the user says, else a line of the head that is only a body's name."""
    if name is not None:
        return Mention(Span(0, 0), named_body(name, lexicon, where), "issuer")
    finder = Finder.of(lexicon, where.known)
    for block in parts[:_HEADER_BLOCKS]:
        if block.kind == "field" or block.code or block.is_report or len(block.text) > _LONGEST_NAME:
            continue
        words = block.words
        whole = finder.whole(words)
        if whole is None or whole.is_group or whole.bare or (whole.head is None and not whole.known):
            continue
        body, _ = Resolver(lexicon, where).resolve(whole, words, 0)
        if body is not None:
            return Mention(block.span, body, "name")
    return None
