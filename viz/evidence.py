"""What stands behind the ties: documents, reports, contexts, participations and the sentences they rest on."""

from collections.abc import Mapping
from typing import Any

from viz.links import key
from viz.plain import Plain, items, known, numbered, share, span, table, text, whole

TABLES = ("documents", "reports", "contexts", "participations")


class Evidence:
    """The tables of a network graph as lists, in which everything refers to everything by its place.

    ``lists`` holds ``documents``, ``reports``, ``contexts``, ``participations`` and ``quotes``; ``numbers`` gives the
    place of each name in the first four.
    """

    def __init__(self, attributes: Mapping[str, Any]) -> None:
        tables = {name: table(attributes.get(name)) for name in TABLES}
        self.numbers = {name: numbered(tables[name]) for name in TABLES}
        self._quotes: dict[tuple[int | None, int | None, int | None, str], int] = {}
        self._places: list[Plain] = []
        self._contexts = [self._context(name, table(value)) for name, value in tables["contexts"].items()]
        self.lists: Plain = {
            "documents": [_document(name, table(value)) for name, value in tables["documents"].items()],
            "reports": [self._report(name, table(value)) for name, value in tables["reports"].items()],
            "contexts": self._contexts,
            "participations": [self._participation(table(value)) for value in tables["participations"].values()],
        }
        self.lists["quotes"] = [
            {"document": document, "start": start, "end": end, "text": words} | place
            for (document, start, end, words), place in zip(self._quotes, self._places, strict=True)
        ]

    def participations(self, names: object) -> list[int]:
        """The places of those participations that the graph has."""
        return known(self.numbers["participations"], names)

    def behind(self, evidence: object) -> list[Plain]:
        """The evidence of a tie: per context whether it is certain and which participations it rests on."""
        found = [self._behind(table(item)) for item in items(evidence)]
        return [item for item in found if item["context"] is not None]

    def _behind(self, item: Mapping[str, Any]) -> Plain:
        return {
            "context": self.numbers["contexts"].get(item.get("context")),
            "certain": bool(item.get("certain", True)),
            "participations": self.participations(item.get("participations")),
        }

    def _report(self, name: object, value: Mapping[str, Any]) -> Plain:
        return {
            "key": key(str(name)),
            "label": text(value.get("label")) or str(name),
            "document": self.numbers["documents"].get(value.get("document")),
            "heading": span(value.get("heading")),
        }

    def _context(self, name: object, value: Mapping[str, Any]) -> Plain:
        return {
            "key": key(str(name)),
            "kind": text(value.get("kind")) or "Action",
            "code": text(value.get("code")),
            "label": text(value.get("label")) or str(name),
            "report": self.numbers["reports"].get(value.get("report")),
            "document": self.numbers["documents"].get(value.get("document")),
            "modality": text(value.get("modality")),
            "purpose": text(value.get("purpose")),
            "heading": span(value.get("heading")),
        }

    def _participation(self, value: Mapping[str, Any]) -> Plain:
        context = self.numbers["contexts"].get(value.get("context"))
        quote = table(value.get("quote"))
        return {
            "context": context,
            "label": text(value.get("label")) or text(value.get("mention")) or "–",
            "mention": text(value.get("mention")),
            "role": text(value.get("role")),
            "modality": text(value.get("modality")),
            "through": text(value.get("through")),
            "open": bool(value.get("open_list")),
            "implicit": value.get("status") == "implicit",
            "unspecified": bool(value.get("unspecified")),
            "group": text(value.get("group")),
            "rule": text(value.get("rule")),
            "confidence": share(value.get("confidence")),
            "cue": text(value.get("cue")),
            "quote": self._quote(context, quote),
            "marks": [mark for each in items(quote.get("marks")) if (mark := span(each)) is not None],
            "at": span(quote.get("mention")),
        }

    def _quote(self, context: int | None, quote: Mapping[str, Any]) -> int | None:
        """The place of the quote; a sentence that several participations rest on is kept once."""
        words = text(quote.get("text"))
        if words is None:
            return None
        document = None if context is None else self._contexts[context]["document"]
        place = (document, whole(quote.get("start")), whole(quote.get("end")), words)
        if place not in self._quotes:
            self._places.append({"line": whole(quote.get("line")), "page": whole(quote.get("page"))})
        return self._quotes.setdefault(place, len(self._quotes))


def _document(name: object, value: Mapping[str, Any]) -> Plain:
    """A document, with its text if the graph carries it: the page then shows each sentence where it stands."""
    label = text(value.get("label")) or text(value.get("file")) or str(name)
    facts = {part: text(value.get(part)) for part in ("file", "date", "issuer", "text")}
    return {"key": key(str(name)), "label": label} | facts
