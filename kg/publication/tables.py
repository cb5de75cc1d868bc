"""The tables for spreadsheets and programs: documents, bodies, contexts, participations, ties.

ontology/publication/csv-metadata.json says what each holds, by the W3C's CSV on the Web: columns in their order, types,
keys. It is published with them, and what stands here is how a column gets its values.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from pyoxigraph import NamedNode, QuerySolutions

from kg.assets import ontology_dir, queries_dir
from kg.errors import AssetError
from kg.finding import in_language
from kg.namespaces import PREFIXES
from kg.network import rows
from kg.publication.statements import Statements
from kg.results import people_csv
from kg.settings import Settings
from kg.store import Store

if TYPE_CHECKING:
    import networkx

METADATA = "csv-metadata.json"
"""Where the W3C's standard has a reader look for what describes the tables of a folder."""

_MEMBER = NamedNode(f"{PREFIXES['foaf']}member")

Cells: TypeAlias = dict[str, str]


@dataclass(frozen=True)
class Table:
    """A table: the file that it stands in, its columns as CSV on the Web describes them, and a dict of text a row."""

    file: str
    columns: tuple[Mapping[str, Any], ...]
    title: Mapping[str, str]
    rows: tuple[Cells, ...]

    def csv(self) -> bytes:
        """The rows as CSV, with a byte order mark: without, Excel takes å for two letters."""
        names = [column["name"] for column in self.columns]
        return people_csv(names, ([row.get(name, "") for name in names] for row in self.rows)).encode("utf-8-sig")


def tables(store: Store, statements: Statements, network: "networkx.Graph[str]") -> list[Table]:
    """All tables, with the rows in the order of their keys."""
    filling = _Filling(store, statements, network)
    made = []
    for described in _described()["tables"]:
        found: dict[tuple[str, ...], Cells] = {}
        for row in _FILLED[described["url"]](filling):
            found.setdefault(tuple(row[name] for name in described["tableSchema"]["primaryKey"]), row)
        columns = tuple(described["tableSchema"]["columns"])
        title = {each["@language"]: each["@value"] for each in described["dc:title"]}
        made.append(Table(described["url"], columns, title, tuple(found[key] for key in sorted(found))))
    return made


def metadata(settings: Settings) -> bytes:
    """What describes the tables, with the names that the publisher gives the whole."""
    described = dict(_described())
    given = {
        "dc:title": [{"@value": settings.title[tag], "@language": tag} for tag in sorted(settings.title)],
        "dc:license": {"@id": settings.licence},
        "dc:publisher": {"@id": settings.publisher_iri},
    }
    whole = {"@context": described.pop("@context")} | given | described
    return json.dumps(whole, ensure_ascii=False, indent=2).encode() + b"\n"


@cache
def _described() -> dict[str, Any]:
    file = _metadata_path()
    try:
        found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise AssetError(f"what describes the tables cannot be read: {error}", place=str(file)) from error
    return found


def _metadata_path() -> Path:
    return ontology_dir() / "publication" / METADATA


@dataclass(frozen=True)
class _Filling:
    store: Store
    statements: Statements
    network: "networkx.Graph[str]"

    def documents(self) -> Iterator[Cells]:
        for document, date, file, issuer, _ in rows(self.store, "documents"):
            cells = {"document": document, "title": self.name(document), "date": date, "file": file, "issuer": issuer}
            yield _filled(cells)

    def bodies(self) -> Iterator[Cells]:
        numbers = {
            node: value for node, scheme, value, *_ in rows(self.store, "names") if scheme == "organisationsnummer"
        }
        published = {subject.value for subject in self.statements.subjects}
        for node, kind in rows(self.store, "kinds"):
            if node in published:
                names = {"name_sv": self.name(node), "name_en": self.name(node, "en")}
                number = {"organisation_number": numbers.get(node)}
                yield _filled({"body": node, "kind": kind, "members": self.members(str(node))} | names | number)

    def contexts(self) -> Iterator[Cells]:
        names = ("context", "kind", "code", "report", "document", "modality", "purpose")
        for row in rows(self.store, "contexts"):
            yield _filled(dict(zip(names, row, strict=True)) | {"name": self.name(row[0])})

    def participations(self) -> Iterator[Cells]:
        confidences = {iri: str(each["confidence"] or "") for iri, each in self.network.graph["participations"].items()}
        for cells in self._participations():
            names = {f"{name}_name": self.name(cells[name]) for name in ("context", "body", "role")}
            yield _filled(cells | names | {"confidence": confidences.get(cells["participation"])})

    def ties(self) -> Iterator[Cells]:
        for one, another, tie in self.network.edges(data=True):
            first, second = sorted((one, another))
            names = {"one_name": self.name(first), "another_name": self.name(second)}
            contexts = " ".join(evidence["context"] for evidence in tie["evidence"])
            certain = str(tie["certain"]).lower()
            yield {"one": first, "another": second, "certain": certain, "contexts": contexts} | names

    def name(self, iri: str | None, language: str = "sv") -> str:
        """What a thing is called in that language, as near as there is one."""
        return in_language(self.statements.names(iri or ""), language) or (iri or "").rpartition("/")[2]

    def members(self, group: str) -> str:
        said = self.statements.said.get(NamedNode(group), ())
        return " ".join(t.object.value for t in said if t.predicate == _MEMBER and isinstance(t.object, NamedNode))

    def _participations(self) -> Iterator[Cells]:
        found = self.store.query((queries_dir() / "export" / "participations.rq").read_text(encoding="utf-8"))
        assert isinstance(found, QuerySolutions)
        names = [variable.value for variable in found.variables]
        for row in found:
            yield {name: term.value for name, term in zip(names, row, strict=True) if term is not None}


def _filled(cells: Mapping[str, str | None]) -> Cells:
    return {name: value for name, value in cells.items() if value}


_FILLED: dict[str, Callable[[_Filling], Iterator[Cells]]] = {
    "documents.csv": _Filling.documents,
    "bodies.csv": _Filling.bodies,
    "contexts.csv": _Filling.contexts,
    "participations.csv": _Filling.participations,
    "ties.csv": _Filling.ties,
}
