"""Everything that can go wrong, as one tree.

    SamverkanError              a problem that the person at the keyboard can do something about
    ├── DocumentError           a document cannot be read, or holds nothing to read
    ├── StoreError              the store
    │   ├── StoreMissing        there is none where one was to be read
    │   ├── StoreForeign        the folder exists and is something else
    │   ├── StoreLocked         another process is writing to it
    │   ├── StoreVersion        made by another version of the format
    │   ├── StoreDamaged        what is on the disk is not what was written
    │   └── LayoutUnreadable    the kept positions of a page cannot be read
    ├── AssetError              a file of ontology/ or queries/ is missing or does not parse
    ├── AuthorityError          a table of bodies or an authority file says something that cannot be
    ├── MappingError            a file of links is not what it should be
    ├── SettingsError           the settings file is missing, or says something that cannot be
    ├── PrivacyError            personal data stands in what would be published
    ├── ServiceError            a server that was asked for does not answer, or answers nonsense
    ├── GoldError               annotated texts are missing, or do not fit the text they are about
    ├── QueryError              SPARQL that cannot be parsed or run
    ├── QuestionError           no such question, or its parameters do not fit      (wrong use)
    │   ├── names.UnknownName   nothing is called that
    │   └── names.AmbiguousName several things are
    ├── OutputError             a result cannot be written where it was to go
    └── UsageError              a command was called in a way that it does not have  (wrong use)

Every one carries what happened (`message`), what to do about it (`hint`), where (`place`: a file, or file:line), and
the exit code of a command that ends with it: 1 for a problem that was found, 2 for wrong use. The kinds of store
trouble are named for the state that was met ("StoreLocked"), not for being errors.
"""

from typing import ClassVar


class SamverkanError(Exception):
    """What went wrong, in one sentence without a full stop; `hint` says what to do, `place` says where."""

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, *, hint: str | None = None, place: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.place = place

    def __str__(self) -> str:
        """The error on one line: place, message, hint."""
        where = f"{self.place}: " if self.place else ""
        advice = f" ({self.hint})" if self.hint else ""
        return " ".join(f"{where}{self.message}{advice}".split())

    def as_json(self) -> dict[str, str | int | None]:
        """The same for programs: error (the class), message, hint, place, exit_code."""
        return {
            "error": type(self).__name__,
            "message": self.message,
            "hint": self.hint,
            "place": self.place,
            "exit_code": self.exit_code,
        }


class DocumentError(SamverkanError):
    """A document cannot be read, or holds nothing to read."""


class StoreError(SamverkanError):
    """The store cannot do what was asked."""


class StoreMissing(StoreError):  # noqa: N818
    """There is no store where one was to be read."""


class StoreForeign(StoreError):  # noqa: N818
    """The folder exists and is something other than a store."""


class StoreLocked(StoreError):  # noqa: N818
    """Another process is writing to the store."""


class StoreVersion(StoreError):  # noqa: N818
    """The store was made by another version of the format."""


class StoreDamaged(StoreError):  # noqa: N818
    """What is on the disk is not what was written."""


class LayoutUnreadable(StoreError):  # noqa: N818
    """The positions that a store keeps of its last page cannot be read."""


class AssetError(SamverkanError):
    """A file of ontology/ or queries/ is missing or does not parse."""


class AuthorityError(SamverkanError):
    """A table of bodies or an authority file says something that cannot be."""


class MappingError(SamverkanError):
    """A file of links is not what it should be; the place names the file, the line and the column."""


class SettingsError(SamverkanError):
    """The settings file is missing, or says something that cannot be; the message names the key."""


class PrivacyError(SamverkanError):
    """What would be published holds personal data that is neither hidden nor allowed, or that cannot be hidden."""


class ServiceError(SamverkanError):
    """A server that the user named does not answer, or answers nonsense; the place is its address."""


class GoldError(SamverkanError):
    """Annotated texts are missing, or do not fit the text they are about."""


class QueryError(SamverkanError):
    """SPARQL that cannot be parsed or run; `line` and `column` count from 1 where they are known."""

    def __init__(
        self,
        message: str,
        *,
        hint: str | None = None,
        place: str | None = None,
        line: int | None = None,
        column: int | None = None,
    ) -> None:
        super().__init__(message, hint=hint, place=place)
        self.line = line
        self.column = column

    def as_json(self) -> dict[str, str | int | None]:
        """As every error, with line and column."""
        return super().as_json() | {"line": self.line, "column": self.column}


class QuestionError(SamverkanError):
    """No such question, or its parameters do not fit."""

    exit_code = 2


class OutputError(SamverkanError):
    """A result cannot be written where it was to go."""


class UsageError(SamverkanError):
    """A command was called in a way that it does not have."""

    exit_code = 2
