"""The picture of the ontology: a box for each class, those it contains to its right, its relations inside.

It is an SVG whose boxes and lines of text are links to the terms, marked as DIGG's SVG-INSPEC asks (data-inspec-type).
The layout is that of a tree read from the top: nothing is random, the same ontology gives the same picture.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from html import escape

from kg.namespaces import PREFIXES, SAMV
from kg.publication import addresses
from kg.publication.addresses import Language
from kg.publication.vocabulary import Vocabulary

_RDFS = PREFIXES["rdfs"]
_WIDTH, _STEP, _GAP, _LINE, _HEAD, _PAD = 250, 290, 14, 19, 30, 8  # in the units of the picture, which are CSS pixels
_LONGEST = 34  # characters that a line of a box has room for
_WORDS = f"{SAMV}LexicalEntry"
_TITLE = {"sv": "Klasserna och deras relationer", "en": "The classes and their relations"}
_VALUES = (PREFIXES["xsd"], PREFIXES["rdf"], f"{_RDFS}Literal")


def picture(words: Vocabulary, language: Language, source: str | None = None) -> str:
    """The SVG document in one language; its links are the terms' addresses, or lead to their pages from ``source``."""
    return _Picture(words, language, source).drawn()


@dataclass(frozen=True)
class _Box:
    """A class with its place, and what its lines say: the property, and what it leads to."""

    iri: str
    x: int
    y: int
    lines: tuple[tuple[str, str], ...]

    @property
    def height(self) -> int:
        return _HEAD + _LINE * len(self.lines) + (_PAD if self.lines else 0)


@dataclass(frozen=True)
class _Picture:
    words: Vocabulary
    language: Language
    source: str | None

    def drawn(self) -> str:
        """The whole document."""
        height = max(box.y + box.height for box in self.boxes.values()) + _GAP
        width = max(box.x for box in self.boxes.values()) + _WIDTH + _GAP
        size = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
        font = 'font-family="system-ui, sans-serif" font-size="13"'
        named = f'class="picture" role="group" aria-label="{_TITLE[self.language]}" lang="{self.language}"'
        return (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            f'<svg xmlns="http://www.w3.org/2000/svg" {named} {size} {font}>\n'
            f'<rect class="ground" width="{width}" height="{height}" fill="#ffffff"/>\n'
            f"{''.join(self._edges())}{''.join(map(self._box, self.boxes.values()))}</svg>\n"
        )

    @cached_property
    def classes(self) -> list[str]:
        """The classes that are drawn: those of the reader's word lists are not."""
        return [iri for iri in self.words.of_kind("class") if iri != _WORDS and _WORDS not in self._above(iri)]

    @cached_property
    def boxes(self) -> dict[str, _Box]:
        """The boxes by class, in the order of reading."""
        placed: dict[str, _Box] = {}
        y = _GAP
        for top in self.classes:
            if not set(self._above(top)) & set(self.classes):
                y = self._place(placed, top, 0, y)
        return placed

    def _place(self, placed: dict[str, _Box], iri: str, depth: int, y: int) -> int:
        """Put a class and all below it at y; returns where the next may stand."""
        properties = self.words.subjects(f"{_RDFS}domain", iri)
        relations = ((each, aim) for each in properties for aim in self.words.iris(each, f"{_RDFS}range"))
        box = _Box(
            iri, _GAP + depth * _STEP, y, tuple((each, aim) for each, aim in relations if not aim.startswith(_VALUES))
        )
        placed[iri] = box
        below = y
        for each in self.classes:
            if iri in self._above(each) and each not in placed:
                below = self._place(placed, each, depth + 1, below)
        return max(below, y + box.height + _GAP)

    def _above(self, iri: str) -> list[str]:
        return self.words.iris(iri, f"{_RDFS}subClassOf")

    def _edges(self) -> Iterator[str]:
        for box in self.boxes.values():
            for above in (self.boxes[each] for each in self._above(box.iri) if each in self.boxes):
                start, y = f"M{above.x + _WIDTH} {above.y + _HEAD // 2}", box.y + _HEAD // 2
                way = f"{start}H{box.x - (_STEP - _WIDTH) // 2}V{y}H{box.x}"
                yield f'<path class="edge" d="{way}" fill="none" stroke="#6b6b6b"/>\n'

    def _box(self, box: _Box) -> str:
        place = f'x="{box.x}" y="{box.y}" width="{_WIDTH}" height="{box.height}"'
        parts = [f'<rect class="box" {place} rx="6" fill="#f4f2ec" stroke="#6b6b6b"/>\n']
        parts.append(self._link(box.iri, "class", (box.x + 12, box.y + 20), self._label(box.iri)))
        for n, (each, aim) in enumerate(box.lines):
            said = f"{self._label(each)} → {self._label(aim)}"
            parts.append(self._link(each, "property", (box.x + 12, box.y + _HEAD + _LINE * n + 14), said))
        return "".join(parts)

    def _label(self, iri: str) -> str:
        return self.words.label(iri, self.language)

    def _link(self, iri: str, kind: str, place: tuple[int, int], said: str) -> str:
        page = addresses.page(iri, self.language)
        href = iri if self.source is None or page is None else addresses.link(self.source, page)
        short = said if len(said) <= _LONGEST else f"{said[: _LONGEST - 1]}…"
        weight = ' font-weight="650"' if kind == "class" else ""
        title = f"<title>{escape(said)}</title>" if short != said else ""
        return (
            f'<a href="{escape(href)}" data-inspec-type="{kind}">{title}'
            f'<text class="said" x="{place[0]}" y="{place[1]}" fill="#1b1b1b"{weight}>{escape(short)}</text></a>\n'
        )
