"""What a page says of itself: what made the graph, how well it was read, under which licence, and whom to tell."""

from collections.abc import Mapping
from typing import Any

from viz.links import link
from viz.plain import Plain, items, names, share, table, text, whole


def about(value: object) -> Plain:
    """The graph's ``about`` as the page needs it; what is missing or odd is left out."""
    found = table(value)
    measured = (_measurement(table(item)) for item in items(found.get("measurements")))
    return {
        "generator": text(found.get("generator")),
        "measurements": [item for item in measured if item["precision"] is not None and item["recall"] is not None],
        "measuredOn": names(table(found.get("measured_on"))),
        "licence": _address(found.get("licence")),
        "contact": _address(found.get("contact")),
    }


def rules(value: object) -> Plain:
    """The rules by which sentences were read: what each is called, and how often it was right."""
    return {str(name): _rule(str(name), table(rule)) for name, rule in table(value).items()}


def _rule(name: str, value: Mapping[str, Any]) -> Plain:
    return (names(value) or {"sv": name, "en": name}) | {
        "found": whole(value.get("found")),
        "right": whole(value.get("right")),
    }


def _measurement(value: Mapping[str, Any]) -> Plain:
    return {
        "label": names(value),
        "texts": whole(value.get("texts")),
        "claims": whole(value.get("claims")),
        "precision": share(value.get("precision")),
        "recall": share(value.get("recall")),
    }


def _address(value: object) -> Plain | None:
    """An address as it is written, and where it leads if it may become a link."""
    words = text(value)
    if words is None:
        return None
    is_mail = "@" in words and ":" not in words
    return {"text": words, "link": link(f"mailto:{words}" if is_mail else words)}
