"""Reads annotated texts and refuses what does not fit, naming the file and the place in it.

One folder a text. ``gold.json`` holds ``participations`` with start, end (code points, half open), surface, agent,
role, context, layer, certainty and negated; ``contexts`` with id, kind, code and title; ``tier`` A (everything explicit
is annotated), B (only what is clear) or N (a trap: next to nothing); and ``document_claims``, which count neither way.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import DocumentError, GoldError
from kg.model import Document, Span
from kg.readers import read
from kg.roles import role_groups

_TIERS = ("A", "B", "N")
_LAYERS = ("core", "secondary", "context")


@dataclass(frozen=True)
class Item:
    """One annotated participation."""

    context: str
    agent: str
    surface: str
    span: Span
    role: str
    layer: str
    sure: bool
    negated: bool

    @property
    def counts(self) -> bool:
        """Whether it must be found: it is core, sure and not negated."""
        return self.layer == "core" and self.sure and not self.negated

    @property
    def excuses(self) -> bool:
        """Whether it may be found or missed freely."""
        return not self.negated and not self.counts


@dataclass(frozen=True)
class GoldContext:
    """What an annotated participation hangs on."""

    id: str
    kind: str
    code: str | None
    title: str
    report: str | None


@dataclass(frozen=True)
class Gold:
    """One annotated text. ``excused`` are passages about the whole document, with their role where one is given."""

    name: str
    tier: str
    document: Document
    items: tuple[Item, ...]
    contexts: dict[str, GoldContext]
    excused: tuple[tuple[Span, str | None], ...] = ()

    @property
    def counts_precision(self) -> bool:
        """Whether a claim that the annotations lack is wrong."""
        return self.tier in {"A", "N"}

    @property
    def counts_recall(self) -> bool:
        """Whether an annotation that was not found is missed."""
        return self.tier in {"A", "B"}


def load_golds(folder: Path) -> list[Gold]:
    """Every annotated text of a folder, by name; a folder with a ``gold.json`` of its own is one text.

    Raises:
        GoldError: if the folder is missing, holds no annotated text, or one of them does not fit.
    """
    if not folder.is_dir():
        raise GoldError("there is no such folder", hint="name a folder of annotated texts", place=str(folder))
    if (folder / "gold.json").is_file():
        return [load_gold(folder)]
    inside = sorted(entry for entry in folder.iterdir() if entry.is_dir() and not entry.name.startswith("."))
    if not inside:
        raise GoldError("no gold.json in it or in its folders", hint=_LAYOUT, place=str(folder))
    return [load_gold(entry) for entry in inside]


_LAYOUT = "one folder a text, each with text.txt and gold.json"


def load_gold(folder: Path) -> Gold:
    """The annotations of one text.

    Raises:
        GoldError: if a file is missing, is not JSON, or says something that the text or the model does not bear out.
    """
    path = folder / "gold.json"
    found = _json(path)
    document = _text(folder / "text.txt")
    contexts = {each.id: each for each in _contexts(found, path)}
    items = tuple(_items(found, document, contexts, path))
    tier = _one_of(found, "tier", _TIERS, str(path))
    return Gold(folder.resolve().name, tier, document, items, contexts, tuple(_excused(found, document, path)))


def _json(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise GoldError("there is no gold.json", hint=_LAYOUT, place=str(path.parent)) from error
    except OSError as error:
        raise GoldError(f"cannot be read: {error.strerror}", place=str(path)) from error
    except UnicodeDecodeError as error:
        raise GoldError("is not UTF-8 text", hint="save it as UTF-8", place=str(path)) from error
    except json.JSONDecodeError as error:
        raise GoldError(f"is not JSON: {error.msg}", place=f"{path}:{error.lineno}:{error.colno}") from error
    except RecursionError as error:
        raise GoldError("is not JSON that can be read: it is nested too deep", place=str(path)) from error
    if not isinstance(found, dict):
        raise GoldError("is not a JSON object", hint="see the format in the README of the annotations", place=str(path))
    return found


def _text(path: Path) -> Document:
    try:
        return read(path)
    except DocumentError as error:
        raise GoldError(error.message, hint=error.hint) from error


def _contexts(found: dict[str, Any], path: Path) -> Iterator[GoldContext]:
    for place, entry in _entries(found, "contexts", path):
        code, report = (_text_or_none(entry, name, place) for name in ("code", "report"))
        yield GoldContext(
            _string(entry, "id", place),
            _string(entry, "kind", place).lower(),
            code,
            _text_or_none(entry, "title", place) or "",
            report,
        )


def _items(found: dict[str, Any], document: Document, contexts: dict[str, GoldContext], path: Path) -> Iterator[Item]:
    for place, entry in _entries(found, "participations", path):
        context = _string(entry, "context", place)
        if context not in contexts:
            raise GoldError(f'the context "{context}" is not among the contexts', place=place)
        yield Item(
            context,
            _string(entry, "agent", place),
            _string(entry, "surface", place),
            _span(entry, document, place),
            _one_of(entry, "role", tuple(sorted(role_groups())), place),
            _one_of(entry, "layer", _LAYERS, place, default="core"),
            entry.get("certainty", "sure") == "sure",
            entry.get("negated", False) is True,
        )


def _excused(found: dict[str, Any], document: Document, path: Path) -> Iterator[tuple[Span, str | None]]:
    for place, entry in _entries(found, "document_claims", path):
        for n, evidence in enumerate(entry.get("evidence", ())):
            yield _span(evidence, document, f"{place}.evidence[{n}]"), _text_or_none(entry, "role", place)


# The pieces of an entry, each with its place in the file for the message.


def _entries(found: dict[str, Any], name: str, path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    entries = found.get(name, [] if name == "document_claims" else None)
    if not isinstance(entries, list):
        raise GoldError(f'"{name}" is missing or is not a list', place=str(path))
    for n, entry in enumerate(entries):
        if not isinstance(entry, dict):
            raise GoldError("is not an object", place=f"{path}: {name}[{n}]")
        yield f"{path}: {name}[{n}]", entry


def _string(entry: dict[str, Any], name: str, place: str) -> str:
    value = entry.get(name)
    if not isinstance(value, str) or not value:
        raise GoldError(f'"{name}" is missing or is not a text', place=place)
    return value


def _text_or_none(entry: dict[str, Any], name: str, place: str) -> str | None:
    return None if entry.get(name) is None else str(_string(entry, name, place))


def _one_of(entry: dict[str, Any], name: str, known: tuple[str, ...], place: str, default: str | None = None) -> str:
    value = entry.get(name, default)
    if value not in known:
        raise GoldError(f"unknown {name} {json.dumps(value)}", hint=f"known are {', '.join(known)}", place=place)
    return str(value)


def _span(entry: dict[str, Any], document: Document, place: str) -> Span:
    start, end = entry.get("start"), entry.get("end")
    if type(start) is not int or type(end) is not int:
        raise GoldError('"start" and "end" are not whole numbers', place=place)
    if not 0 <= start < end <= len(document.text):
        raise GoldError(f"{start}..{end} lies outside the text, which has {len(document.text)} characters", place=place)
    surface, there = _string(entry, "surface", place), document.text[start:end]
    if there != surface:
        raise GoldError(f"at {start}..{end} stands {_quoted(there)}, not {_quoted(surface)}", place=place)
    return Span(start, end)


def _quoted(words: str) -> str:
    return json.dumps(words if len(words) <= 60 else f"{words[:60]}…", ensure_ascii=False)
