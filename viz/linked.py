"""What a node is linked to in other data: the link, on what grounds it stands, and what is known from there."""

from collections.abc import Mapping
from typing import Any

from viz.links import web
from viz.plain import Plain, items, names, table, text


def linked(value: object) -> list[Plain]:
    """The links of a node, from its attribute ``links``: a list of tables with ``address``, ``label``, ``label_en``,
    ``how`` (exact, close or related), ``data`` (where the address is at home), ``grounds``, ``by`` (who decided),
    ``comment``, ``resolves`` (False where the address opens nothing) and ``facts``. A fact has ``sv`` and ``en`` (what
    is known), ``value``, ``name``, ``name_en``, ``source`` and ``date``.

    Only addresses on the web become links; what has no address is left out.
    """
    return [_link(each) for each in map(table, items(value)) if text(each.get("address"))]


def _link(value: Mapping[str, Any]) -> Plain:
    address = str(value["address"])
    swedish = text(value.get("label")) or text(value.get("label_en")) or address
    return {
        "label": {"sv": swedish, "en": text(value.get("label_en")) or swedish},
        "address": {"text": address, "link": web(address) if value.get("resolves", True) else None},
        "how": text(value.get("how")),
        "data": text(value.get("data")),
        "grounds": text(value.get("grounds")),
        "by": _address(value.get("by")),
        "comment": text(value.get("comment")),
        "facts": [_fact(each) for each in map(table, items(value.get("facts"))) if text(each.get("value"))],
    }


def _fact(value: Mapping[str, Any]) -> Plain:
    known = str(value["value"])
    return {
        "label": names(value) or {"sv": "–", "en": "–"},
        "value": {
            **(names({"sv": value.get("name"), "en": value.get("name_en")}) or {"sv": known, "en": known}),
            "link": web(known),
        },
        "source": text(value.get("source")),
        "date": text(value.get("date")),
    }


def _address(value: object) -> Plain | None:
    known = text(value)
    return None if known is None else {"text": known, "link": web(known)}
