"""The whole of the data as files to take away, in the formats of many tools, with their checksums.

Everything stands in data/. samverkan.nq is the data's canonical form (kg.publication.canonical): its SHA-256 is the
canonical hash of the release.
"""

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from kg import jsonld
from kg.export import graphml, rdf
from kg.publication import turtle
from kg.publication.part import Part
from kg.publication.statements import Statements
from kg.publication.tables import METADATA, Table, metadata, tables
from kg.publication.text import Text
from kg.settings import Settings
from kg.store import Store

if TYPE_CHECKING:
    import networkx

FOLDER = "data"
CHECKSUMS = f"{FOLDER}/SHA256SUMS"
WITHOUT_PARQUET = "data/participations.parquet is left out: pip install 'samverkan[parquet]' for it"
"""What to say where pyarrow is not installed."""

_PARQUET = "participations.parquet"
_ALL = {"sv": "Hela grafen", "en": "The whole graph"}
_GRAPHS = {
    "sv": "med den graf som varje påstående kommer ur: dokumentet eller regeln",
    "en": "with the graph that each statement comes from: the document or the rule",
}
_CANONICAL = {tag: f"{words}; {_GRAPHS[tag]}" for tag, words in (("sv", "kanonisk form"), ("en", "canonical form"))}
_PLAIN = {"sv": "utan sina grafer", "en": "without its graphs"}


@dataclass(frozen=True)
class Download:
    """A file to take away: its name in data/, media type, title by language, and bytes."""

    name: str
    media_type: str
    title: Mapping[str, str]
    content: bytes

    @property
    def path(self) -> str:
        """Where it stands in the site."""
        return f"{FOLDER}/{self.name}"

    @property
    def checksum(self) -> str:
        """SHA-256 of its bytes, 64 hex digits."""
        return sha256(self.content).hexdigest()


def downloads(
    store: Store, statements: Statements, text: Text, network: "networkx.Graph[str]", settings: Settings
) -> list[Download]:
    """All files but the checksums. The Parquet file is among them where pyarrow is installed (`has_parquet`)."""
    found = tables(store, statements, network)
    return [*_graphs(statements, text), *_tables(found, settings), _network(network), *_parquet(found)]


def checksums(files: list[Download]) -> Part:
    """What `sha256sum -c SHA256SUMS` reads in data/."""
    lines = (f"{each.checksum}  {each.name}\n" for each in sorted(files, key=lambda each: each.name))
    return Part(CHECKSUMS, "".join(lines).encode())


def has_parquet(files: list[Download]) -> bool:
    """Whether the Parquet file is among them."""
    return any(each.name == _PARQUET for each in files)


def _graphs(statements: Statements, text: Text) -> Iterator[Download]:
    subjects = [text.whole[subject] for subject in statements.subjects]
    contents = (
        ("samverkan.nq", "application/n-quads", "N-Quads", _CANONICAL, statements.lines),
        ("samverkan.trig", "application/trig", "TriG", _GRAPHS, rdf(statements.quads, "trig")),
        ("samverkan.ttl", "text/turtle", "Turtle", _PLAIN, turtle.document(each.turtle for each in subjects)),
        ("samverkan.jsonld", "application/ld+json", "JSON-LD", _PLAIN, jsonld.document(each.line for each in subjects)),
    )
    for name, media_type, syntax, how, content in contents:
        yield Download(name, media_type, {tag: f"{_ALL[tag]}: {syntax}, {how[tag]}" for tag in _ALL}, content)


def _tables(found: list[Table], settings: Settings) -> Iterator[Download]:
    for table in found:
        yield Download(
            table.file, "text/csv", {tag: f"{words} (CSV)" for tag, words in table.title.items()}, table.csv()
        )
    title = {"sv": "Beskrivning av tabellerna (CSV on the Web)", "en": "Description of the tables (CSV on the Web)"}
    yield Download(METADATA, "application/csvm+json", title, metadata(settings))


def _network(network: "networkx.Graph[str]") -> Download:
    title = {"sv": "Vem som samverkar med vem (GraphML)", "en": "Who collaborates with whom (GraphML)"}
    return Download("network.graphml", "application/graphml+xml", title, graphml(network, "sv"))


def _parquet(found: list[Table]) -> Iterator[Download]:
    try:
        import pyarrow  # noqa: PLC0415 (large, and not everybody's)
        from pyarrow import parquet  # noqa: PLC0415
    except ImportError:
        return
    (table,) = (each for each in found if each.file == "participations.csv")
    kinds = {"boolean": pyarrow.bool_(), "nonNegativeInteger": pyarrow.int64(), "decimal": pyarrow.float64()}
    arrays = {
        column["name"]: pyarrow.array(_column(table, column), kinds.get(column["datatype"], pyarrow.string()))
        for column in table.columns
    }
    out = io.BytesIO()
    parquet.write_table(pyarrow.table(arrays), out, compression="zstd")
    title = {tag: f"{words} (Parquet)" for tag, words in table.title.items()}
    yield Download(_PARQUET, "application/vnd.apache.parquet", title, out.getvalue())


def _column(table: Table, column: Mapping[str, Any]) -> list[object]:
    read = _READ.get(column["datatype"], str)
    cells = (row.get(column["name"], "") for row in table.rows)
    return [read(cell) if cell else None for cell in cells]


_READ: dict[str, Callable[[str], object]] = {
    "boolean": lambda cell: cell == "true",
    "nonNegativeInteger": int,
    "decimal": float,
}
