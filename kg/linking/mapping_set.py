"""The file of links: an SSSOM mapping set as a table with tabs, read strictly and written whole or not at all.

The head of the file, in lines that begin with "#", is YAML; this reads the little of it that a mapping set needs: keys
with one value, lists, and the curie_map. Rows are sorted, so that the same links give the same bytes.
"""

import csv
import io
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NoReturn, Self

from kg.errors import MappingError
from kg.files import replace_file
from kg.linking.mapping import ALWAYS, COLUMNS, REFERENCES, Mapping
from kg.linking.prefixes import BUILT_IN, USUAL, covering, shortened
from kg.linking.rows import Rows

Value = str | tuple[str, ...]

_SET_ID = "https://w3id.org/samverkan/id/mapping-set/links"
_LICENCE = "https://creativecommons.org/publicdomain/zero/1.0/"
_KEY = re.compile(r"#\s?([a-z_]+):\s*(.*?)\s*")
_PAIR = re.compile(r"#\s{2,}([\w.-]+):\s*(\S.*?)\s*")
_ITEM = re.compile(r"#\s+-\s+(\S.*?)\s*")
_PROPAGATED = frozenset(
    [
        "mapping_date",
        "mapping_provider",
        "mapping_tool",
        "mapping_tool_id",
        "mapping_tool_version",
        "object_match_field",
        "object_preprocessing",
        "object_source",
        "object_source_version",
        "object_type",
        "predicate_type",
        "similarity_measure",
        "subject_match_field",
        "subject_preprocessing",
        "subject_source",
        "subject_source_version",
        "subject_type",
    ]
)  # said once at the head, these hold for every row that says nothing else


@dataclass(frozen=True)
class MappingSet:
    """Mappings with the head of their file: `head` its keys, `prefixes` its curie_map. Each row stands once."""

    mappings: frozenset[Mapping] = frozenset()
    head: dict[str, Value] = field(default_factory=lambda: {"license": _LICENCE, "mapping_set_id": _SET_ID})
    prefixes: dict[str, str] = field(default_factory=lambda: dict(USUAL))

    @classmethod
    def read(cls, path: Path) -> Self:
        """The set in a file, an empty one where there is none; MappingError, with its place, where it is broken."""
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            return cls()
        except OSError as error:
            raise MappingError(f"the links cannot be read: {error.strerror}", place=str(path)) from error
        return cls.parse(data, str(path))

    @classmethod
    def parse(cls, data: bytes, place: str = "links") -> Self:
        """The set in the bytes of a file; `place` names it in a MappingError."""
        lines = _decoded(data, place).split("\n")
        size = next((n for n, line in enumerate(lines) if not line.startswith("#")), len(lines))
        head, prefixes = _head([line.rstrip("\r") for line in lines[:size]], place)
        values = {key: head.pop(key) for key in sorted(_PROPAGATED & set(head))}
        said = {key: value if isinstance(value, str) else "|".join(value) for key, value in values.items()}
        rows = Rows(place, prefixes, said)
        return cls(frozenset(rows.read("\n".join(lines[size:]), size)), head, prefixes)

    def serialised(self) -> bytes:
        """The bytes of the file: the same for the same set."""
        used = {iri for each in self.mappings for c, v in each.cells if c in REFERENCES for iri in v.split("|")}
        prefixes = covering(self.prefixes, used)
        found = {column for each in self.mappings for column, _ in each.cells} | set(ALWAYS)
        columns = [column for column in COLUMNS if column in found]
        out = io.StringIO()
        writer = csv.writer(out, delimiter="\t", lineterminator="\n")
        writer.writerow(columns)
        for mapping in self.sorted():
            writer.writerow([_short(mapping, column, prefixes) for column in columns])
        return (_head_text(self.head, prefixes) + out.getvalue()).encode()

    def write(self, path: Path) -> None:
        """Replace the file whole. Raises OutputError."""
        replace_file(path, self.serialised())

    def sorted(self) -> list[Mapping]:
        """The mappings in the order of the file."""
        return sorted(self.mappings, key=Mapping.sort_key)

    def adding(self, mappings: Iterable[Mapping]) -> Self:
        """The set with these mappings too."""
        return replace(self, mappings=self.mappings | set(mappings))

    def without(self, mapping: Mapping) -> Self:
        """The set without this mapping."""
        return replace(self, mappings=self.mappings - {mapping})


def _short(mapping: Mapping, column: str, prefixes: dict[str, str]) -> str:
    value = mapping.cell(column)
    if not value or column not in REFERENCES:
        return value
    return "|".join(shortened(iri, prefixes) for iri in value.split("|"))


def _decoded(data: bytes, place: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise MappingError(
            "this line is not UTF-8 text", hint="save the file as UTF-8", place=f"{place}:{line}"
        ) from error


def _head(lines: list[str], place: str) -> tuple[dict[str, Value], dict[str, str]]:
    """The keys and the prefixes of the lines that begin with "#"."""
    head: dict[str, Value] = {}
    prefixes: dict[str, str] = {}
    key = ""
    for number, line in enumerate(lines, start=1):
        where = f"{place}:{number}"
        if found := _KEY.fullmatch(line):
            key = found[1]
            if key in head:
                _flaw(f'"{key}" stands twice', where)
            head[key] = _scalar(found[2], where) if found[2] else ()
        elif key == "curie_map" and (found := _PAIR.fullmatch(line)):
            prefixes[found[1]] = _namespace(found[1], _scalar(found[2], where), where)
        elif (found := _ITEM.fullmatch(line)) and isinstance(items := head.get(key), tuple):
            head[key] = (*items, _scalar(found[1], where))
        elif line.strip("# "):
            _flaw(f"not understood: {line[:60]}", where)
    head.pop("curie_map", None)
    return head, {**BUILT_IN, **prefixes}


def _namespace(prefix: str, space: str, where: str) -> str:
    if BUILT_IN.get(prefix, space) != space:
        _flaw(f'the prefix "{prefix}" must mean {BUILT_IN[prefix]}', where)
    return space


def _scalar(text: str, where: str) -> str:
    """A YAML value on one line: bare, or in quotes."""
    if text.startswith('"'):
        try:
            return str(json.loads(text))
        except ValueError:
            _flaw(f"a quote is not closed: {text[:60]}", where)
    if text.startswith("'"):
        if len(text) < 2 or not text.endswith("'"):
            _flaw(f"a quote is not closed: {text[:60]}", where)
        return text[1:-1].replace("''", "'")
    return text


def _flaw(message: str, where: str) -> NoReturn:
    raise MappingError(message, hint="the lines with # are YAML: key: value", place=where)


def _head_text(head: dict[str, Value], prefixes: dict[str, str]) -> str:
    lines = ["#curie_map:", *(f"#  {prefix}: {_quoted(space)}" for prefix, space in sorted(prefixes.items()))]
    for key, value in sorted(head.items()):
        if isinstance(value, str):
            lines.append(f"#{key}: {_quoted(value)}")
        else:
            lines += [f"#{key}:", *(f"#  - {_quoted(item)}" for item in value)]
    return "".join(f"{line}\n" for line in lines)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
