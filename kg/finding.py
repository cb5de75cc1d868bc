"""One thing that a check found."""

from collections.abc import Mapping
from dataclasses import dataclass

SEVERITIES = ("violation", "warning", "info")


@dataclass(frozen=True)
class Finding:
    """What is wrong (`message`, in the language that was asked for), with what (`node`, `label`), and where.

    `severity` is violation, warning or info; `check` the IRI of the shape or the name of the check; `document` the file
    or title of the document and `line` the line of its text, where they are known.
    """

    severity: str
    check: str
    node: str
    label: str
    message: str
    document: str | None = None
    line: int | None = None

    @property
    def place(self) -> str:
        """document:line, as far as it is known."""
        return ":".join(str(part) for part in (self.document, self.line) if part is not None)

    def sort_key(self) -> tuple[int, str, int, str, str, str]:
        """Worst first, then in the order of reading."""
        return (
            SEVERITIES.index(self.severity),
            self.document or "",
            self.line or 0,
            self.node,
            self.check,
            self.message,
        )

    def as_json(self) -> dict[str, str | int | None]:
        """The same for programs."""
        return {
            "severity": self.severity,
            "check": self.check,
            "node": self.node,
            "label": self.label,
            "message": self.message,
            "document": self.document,
            "line": self.line,
        }


def in_language(words: Mapping[str, str], language: str) -> str:
    """The one rule for labels: the asked language, else the other of sv and en, else any; "" where there are none.

    `words` maps language tags ("" for none) to text.
    """
    other = "en" if language == "sv" else "sv"
    for tag in (language, other, *sorted(words)):
        if tag in words:
            return words[tag]
    return ""
