"""The table below the head of a mapping set, read strictly: what is broken is named with its line and column."""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NoReturn

from kg.errors import MappingError
from kg.linking.mapping import COLUMNS, DATES, NO_TERM, NUMBERS, PREDICATES, REFERENCES, REQUIRED, SEMAPV, is_day
from kg.linking.mapping import Mapping as Row
from kg.linking.prefixes import expanded

_NUMBER = re.compile(r"(?:0(?:\.\d+)?|\.\d+|1(?:\.0*)?)(?:[eE]-\d{1,2})?")
_JUSTIFICATIONS = frozenset(
    SEMAPV + name
    for name in [
        "MappingReview",
        "ManualMappingCuration",
        "LogicalReasoning",
        "LexicalMatching",
        "CompositeMatching",
        "UnspecifiedMatching",
        "SemanticSimilarityThresholdMatching",
        "LexicalSimilarityThresholdMatching",
        "MappingChaining",
        "MappingInversion",
        "StructuralMatching",
        "InstanceBasedMatching",
        "BackgroundKnowledgeBasedMatching",
    ]
)


@dataclass(frozen=True)
class Rows:
    """Reads the table of a file called `place`. `said` holds what the head says for every row."""

    place: str
    prefixes: Mapping[str, str]
    said: Mapping[str, str]

    def read(self, table: str, before: int) -> Iterator[Row]:
        """The mappings; `before` is the number of lines above the table. Raises MappingError."""
        said = {column: self._value(column, value, 1, 0) for column, value in self.said.items()}
        reader = csv.reader(_lines(table), delimiter="\t", strict=True)
        columns: list[str] = []
        read = 0
        try:
            for cells in reader:
                line, read = before + read + 1, reader.line_num
                if not any(cells):
                    continue
                if columns:
                    yield self._row(columns, cells, line, said)
                else:
                    columns = self._columns(cells, line)
        except csv.Error as error:
            self._flaw(f"the row cannot be read: {error}", before + read + 1)

    def _columns(self, cells: list[str], line: int) -> list[str]:
        for number, name in enumerate(cells, start=1):
            if name not in COLUMNS:
                self._flaw(f'a mapping has no column "{name}"', line, number, "the columns are those of SSSOM 1.0")
            if name in cells[: number - 1]:
                self._flaw(f'the column "{name}" stands twice', line, number)
        for name in REQUIRED:
            if name not in cells:
                self._flaw(
                    f"the column {name} is missing", line, hint="the first row names the columns, with tabs between"
                )
        return cells

    def _row(self, columns: list[str], cells: list[str], line: int, said: Mapping[str, str]) -> Row:
        if len(cells) != len(columns):
            self._flaw(
                f"{len(cells)} cells where the first row has {len(columns)}", line, min(len(cells), len(columns))
            )
        found = dict(said)
        for number, (column, cell) in enumerate(zip(columns, cells, strict=True), start=1):
            value = self._value(column, cell.strip(), line, number)
            if value or column not in found:
                found[column] = value
        if found.get("subject_id") == found.get("object_id"):
            self._flaw("a body is linked to itself", line, columns.index("object_id") + 1)
        return Row.of(**found)

    def _value(self, column: str, cell: str, line: int, number: int) -> str:
        """The value of a cell, an IRI in full; what it must be depends on its column."""
        if not cell:
            if column in REQUIRED:
                self._flaw(f"{column} is empty", line, number)
            return ""
        if column in REFERENCES:
            try:
                value = "|".join(expanded(each.strip(), self.prefixes) for each in cell.split("|"))
            except ValueError as error:
                self._flaw(f"{column}: {error}", line, number)
            self._refuse_unknown(column, value, cell, line, number)
            return value
        if column == "predicate_modifier" and cell != "Not":
            self._flaw(f'{column} must be "Not" or empty, not "{cell}"', line, number)
        if column in NUMBERS and not _NUMBER.fullmatch(cell):
            self._flaw(f'{column} must be a number from 0 to 1, not "{cell}"', line, number)
        if column in DATES and not is_day(cell):
            self._flaw(f'{column} must be a date such as 2016-03-01, not "{cell}"', line, number)
        return cell

    def _refuse_unknown(self, column: str, value: str, cell: str, line: int, number: int) -> None:
        if column == "predicate_id" and value not in PREDICATES.values():
            self._flaw(
                f"{column} cannot be {cell}", line, number, "use skos:exactMatch, skos:closeMatch or skos:relatedMatch"
            )
        if column == "mapping_justification" and value not in _JUSTIFICATIONS:
            self._flaw(
                f"{column} cannot be {cell}", line, number, "for what a person decided: semapv:ManualMappingCuration"
            )
        if column in {"subject_id", "object_id"} and "|" in value:
            self._flaw(f"{column} must be one address", line, number)
        if column == "subject_id" and value == NO_TERM:
            self._flaw(f"{column} must be a body", line, number)

    def _flaw(self, message: str, line: int, column: int | None = None, hint: str | None = None) -> NoReturn:
        where = f"{self.place}:{line}" + (f":{column}" if column else "")
        raise MappingError(message, hint=hint or "correct the row, or take it away", place=where)


def _lines(table: str) -> list[str]:
    """The lines by line feeds alone: a label may hold other separators."""
    *lines, last = table.split("\n")
    return [*(f"{line}\n" for line in lines), *([last] if last else [])]
