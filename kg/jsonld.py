"""JSON-LD with the short names of ontology/context.jsonld: one node object a line.

A line holds all that is said of one thing, so lines can be written once and put together into many documents. Each
document carries the part of the context that it uses: nothing is fetched to read it.
https://www.w3.org/TR/json-ld11-api/#compaction-algorithms says what a short name may stand for; only the parts that the
context of this project needs are here (terms, types of values, language maps), and what no term fits is written whole.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any, TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg import assets
from kg.errors import AssetError
from kg.namespaces import PREFIXES

Object: TypeAlias = NamedNode | BlankNode | Literal | Triple

_TYPE = f"{PREFIXES['rdf']}type"
_XSD = PREFIXES["xsd"]
_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,14}")  # what every JSON reader keeps exactly
_ENCODER = json.JSONEncoder(ensure_ascii=False)
_ALWAYS = frozenset({"@version", "id", "type"})


@dataclass(frozen=True)
class Line:
    """A node object on one line of JSON, and the names of the context's entries that it needs."""

    text: str
    names: frozenset[str]


def document(lines: Iterable[Line]) -> bytes:
    """A JSON-LD document of these node objects, in their order, with as much of the context as they need."""
    kept = list(lines)
    names = _ALWAYS.union(*(line.names for line in kept))
    entries = _context().entries
    context = {name: entries[name] for name in entries if name in names}
    head = json.dumps({"@context": context}, ensure_ascii=False).removesuffix("}")
    body = ",\n".join(line.text for line in kept)
    return f'{head},\n"@graph": [\n{body}\n]}}\n'.encode()


def whole(triples: Iterable[Triple]) -> bytes:
    """A document of statements in which all those of a subject stand in a row."""
    by_subject = groupby(triples, key=lambda triple: triple.subject)
    return document(line(subject, said) for subject, said in by_subject)


def line(subject: NamedNode | BlankNode, triples: Iterable[Triple]) -> Line:
    """What these statements, all of one subject, say of it: type first, then keys and values in order."""
    context = _context()
    used: set[str] = set()
    found: dict[str, list[Any]] = {}
    maps: dict[str, dict[str, list[str]]] = {}
    for _, predicate, each in triples:
        name, value = context.shaped(predicate.value, each, used)
        if name in context.language_maps and isinstance(each, Literal):
            maps.setdefault(name, {}).setdefault(each.language or "", []).append(value)
        else:
            found.setdefault(name, []).append(value)
    node: dict[str, Any] = {name: _one_or_many(values) for name, values in found.items()}
    node |= {name: {lang: _one_or_many(maps[name][lang]) for lang in sorted(maps[name])} for name in maps}
    ordered = {"id": _identifier(subject)}
    if "type" in node:
        ordered["type"] = node.pop("type")
    ordered |= {name: node[name] for name in sorted(node)}
    return Line(_ENCODER.encode(ordered), frozenset(used))


@dataclass(frozen=True)
class _Context:
    """The context, and what its terms stand for: by the IRI of a property, the terms for each kind of value."""

    entries: dict[str, Any]
    prefixes: tuple[tuple[str, str], ...]  # name and namespace, the longest first
    plain: dict[str, str]  # by IRI: terms without a type; the only ones that can name a class
    typed: dict[tuple[str, str], str]  # by IRI and type of value: "@id" or a datatype
    mapped: dict[str, str]  # by IRI: terms whose values stand under their language
    language_maps: frozenset[str]
    needs: dict[str, frozenset[str]]  # by term: itself, and the prefixes that its entry is written with

    @classmethod
    def of(cls, entries: dict[str, Any]) -> "_Context":
        prefixes = {name: value for name, value in entries.items() if str(value).endswith(("/", "#"))}
        plain: dict[str, str] = {}
        typed: dict[tuple[str, str], str] = {}
        mapped: dict[str, str] = {}
        for name, value in entries.items():
            if name.startswith("@") or name in prefixes:
                continue
            if isinstance(value, str):
                plain[_whole(value, prefixes)] = name
            elif value.get("@container") == "@language":
                mapped[_whole(value["@id"], prefixes)] = name
            else:
                typed[_whole(value["@id"], prefixes), _whole(value["@type"], prefixes)] = name
        needs = {name: _needs(name, entry) & entries.keys() for name, entry in entries.items()}
        longest_first = tuple(sorted(prefixes.items(), key=lambda pair: (-len(pair[1]), pair[0])))
        return cls(entries, longest_first, plain, typed, mapped, frozenset(mapped.values()), needs)

    def shaped(self, predicate: str, value: Object, used: set[str]) -> tuple[str, Any]:
        """The key and the JSON for one statement; the entries of the context that they need are added to ``used``."""
        if isinstance(value, Triple):
            raise TypeError("statements about statements are no RDF 1.1")
        if isinstance(value, Literal):
            return self._literal(predicate, value, used)
        if predicate == _TYPE and isinstance(value, NamedNode):
            return "type", self.short(value.value, used)
        term = self.typed.get((predicate, "@id"))
        if term is None:
            return self._key(predicate, used), {"id": _identifier(value)}
        return self._use(term, used), _identifier(value)

    def short(self, iri: str, used: set[str]) -> str:
        """The term of a class, else the IRI under a prefix, else the whole."""
        term = self.plain.get(iri)
        return self._prefixed(iri, used) if term is None else self._use(term, used)

    def _literal(self, predicate: str, value: Literal, used: set[str]) -> tuple[str, Any]:
        if value.language:
            if predicate in self.mapped:
                return self._use(self.mapped[predicate], used), value.value
            return self._key(predicate, used), {"@language": value.language, "@value": value.value}
        datatype = value.datatype.value
        term = self.typed.get((predicate, datatype))
        if term is not None:
            return self._use(term, used), value.value
        return self._key(predicate, used), self._typed_value(value.value, datatype, used)

    def _typed_value(self, text: str, datatype: str, used: set[str]) -> Any:  # noqa: ANN401 (JSON)
        if datatype == f"{_XSD}string":
            return text
        if datatype == f"{_XSD}boolean" and text in {"true", "false"}:
            return text == "true"
        if datatype == f"{_XSD}integer" and _INTEGER.fullmatch(text):
            return int(text)
        return {"type": self._prefixed(datatype, used), "@value": text}

    def _key(self, predicate: str, used: set[str]) -> str:
        """A name for a property whose values say their own type."""
        term = self.plain.get(predicate)
        return self._prefixed(predicate, used) if term is None else self._use(term, used)

    def _prefixed(self, iri: str, used: set[str]) -> str:
        for name, namespace in self.prefixes:
            rest = iri.removeprefix(namespace)
            if rest not in {iri, ""} and not rest.startswith("//"):
                used.add(name)
                return f"{name}:{rest}"
        return iri

    def _use(self, term: str, used: set[str]) -> str:
        """The term, noted."""
        used |= self.needs[term]
        return term


def _needs(name: str, entry: object) -> frozenset[str]:
    written = [entry.get("@id", ""), entry.get("@type", "")] if isinstance(entry, dict) else [str(entry)]
    return frozenset({name, *(part.partition(":")[0] for part in written)})


def _whole(name: str, prefixes: dict[str, str]) -> str:
    prefix, colon, rest = name.partition(":")
    return f"{prefixes[prefix]}{rest}" if colon and prefix in prefixes else name


@cache
def _context() -> _Context:
    file = assets.ontology_dir() / "context.jsonld"
    try:
        return _Context.of(json.loads(file.read_text(encoding="utf-8"))["@context"])
    except (OSError, ValueError, KeyError) as error:
        raise AssetError(f"the JSON-LD context cannot be read: {error}", place=str(file)) from error


def _identifier(term: NamedNode | BlankNode) -> str:
    return term.value if isinstance(term, NamedNode) else f"_:{term.value}"


def _one_or_many(values: list[Any]) -> Any:  # noqa: ANN401 (JSON)
    ordered = values if len(values) == 1 else sorted(values, key=str)
    return ordered[0] if len(ordered) == 1 else ordered
