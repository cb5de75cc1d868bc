"""One row of a mapping set: what is held to be the same as what, or not, and who or what says so.

The columns are those of SSSOM (https://mapping-commons.github.io/sssom/); what they refer to stands here as a whole
IRI, in the file as prefix and name.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Self

from kg.namespaces import PREFIXES

SKOS = PREFIXES["skos"]
SEMAPV = "https://w3id.org/semapv/vocab/"
SSSOM = "https://w3id.org/sssom/"
ORCID = "https://orcid.org/"
NO_TERM = f"{SSSOM}NoTermFound"
"""The object of a row that says: looked for, and not there."""

PREDICATES = {name: f"{SKOS}{name}Match" for name in ("exact", "close", "related")}
"""The three kinds of link, by the word that a reviewer types."""

COLUMNS = (
    "record_id",
    "subject_id",
    "subject_label",
    "subject_category",
    "predicate_id",
    "predicate_label",
    "predicate_modifier",
    "object_id",
    "object_label",
    "object_category",
    "mapping_justification",
    "author_id",
    "author_label",
    "reviewer_id",
    "reviewer_label",
    "creator_id",
    "creator_label",
    "license",
    "subject_type",
    "subject_source",
    "subject_source_version",
    "object_type",
    "object_source",
    "object_source_version",
    "predicate_type",
    "mapping_provider",
    "mapping_source",
    "mapping_cardinality",
    "cardinality_scope",
    "mapping_tool",
    "mapping_tool_id",
    "mapping_tool_version",
    "mapping_date",
    "publication_date",
    "review_date",
    "confidence",
    "reviewer_agreement",
    "curation_rule",
    "curation_rule_text",
    "subject_match_field",
    "object_match_field",
    "match_string",
    "subject_preprocessing",
    "object_preprocessing",
    "similarity_score",
    "similarity_measure",
    "see_also",
    "issue_tracker_item",
    "other",
    "comment",
)
"""Every column that a mapping can have, in the standard's order."""

REQUIRED = ("subject_id", "predicate_id", "object_id", "mapping_justification")

ALWAYS = (
    *("subject_id", "subject_label", "predicate_id", "predicate_modifier", "object_id", "object_label"),
    *("mapping_justification", "author_id", "reviewer_id", "reviewer_label", "mapping_tool", "mapping_tool_version"),
    *("confidence", "comment"),
)
"""The columns that a file of ours has even where they are empty."""

REFERENCES = frozenset(
    [
        "record_id",
        "subject_id",
        "predicate_id",
        "object_id",
        "mapping_justification",
        "author_id",
        "reviewer_id",
        "creator_id",
        "subject_source",
        "object_source",
        "mapping_source",
        "mapping_tool_id",
        "subject_match_field",
        "object_match_field",
        "subject_preprocessing",
        "object_preprocessing",
        "curation_rule",
        "issue_tracker_item",
    ]
)
"""The columns that hold an IRI, in the file as prefix:name; some may hold several, with "|" between."""

NUMBERS = frozenset({"confidence", "reviewer_agreement", "similarity_score"})
DATES = frozenset({"mapping_date", "publication_date", "review_date"})

_ORDER = {column: number for number, column in enumerate(COLUMNS)}
_SURE = 0.5  # a confidence above this is a yes
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`\x7f-\x9f\ud800-\udfff]+")


@dataclass(frozen=True)
class Mapping:
    """One row, as pairs of column and value in the standard's order, without those that are empty."""

    cells: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, **cells: str) -> Self:
        """A mapping of these columns; text is cleaned of what cannot stand in a cell."""
        kept = ((column, value if column in REFERENCES else clean(value)) for column, value in cells.items())
        return cls(tuple(sorted(((c, v) for c, v in kept if v), key=lambda cell: _ORDER[cell[0]])))

    def cell(self, column: str) -> str:
        """The value in a column, "" where there is none."""
        return next((value for name, value in self.cells if name == column), "")

    @property
    def subject(self) -> str:
        """The IRI of the body."""
        return self.cell("subject_id")

    @property
    def predicate(self) -> str:
        """The IRI of what ties the two."""
        return self.cell("predicate_id")

    @property
    def object(self) -> str:
        """The IRI that the body is linked to, or NO_TERM."""
        return self.cell("object_id")

    @property
    def person(self) -> str:
        """Who decided: an address or a role; "" where no person did."""
        people = (self.cell(c) for c in ("reviewer_id", "reviewer_label", "author_id", "author_label"))
        return next(filter(None, people), "")

    @property
    def decision(self) -> str:
        """What the row says of the pair: accepted, rejected, unsure, or missing (nothing was found)."""
        if self.object == NO_TERM:
            return "missing"
        if self.cell("predicate_modifier") == "Not":
            return "rejected"
        return "accepted" if float(self.cell("confidence") or 1) > _SURE else "unsure"

    def sort_key(self) -> tuple[str, ...]:
        """The order of rows in a file: by body, then by what it is linked to, then by everything else."""
        first = ("subject_id", "object_id", "predicate_id", "predicate_modifier")
        return (*(self.cell(column) for column in first), *(value for cell in self.cells for value in cell))


def clean(text: str) -> str:
    """Text for one cell: no line breaks, tabs or other control characters, no spaces at the ends or doubled."""
    plain = "".join(" " if unicodedata.category(char) in {"Cc", "Cs"} else char for char in text)
    return " ".join(plain.split())


def is_iri(text: str) -> bool:
    """Whether the text is an absolute IRI that can stand in Turtle as it is."""
    return _IRI.fullmatch(text) is not None


def is_day(text: str) -> bool:
    """Whether the text is a day written as 2016-03-01."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
