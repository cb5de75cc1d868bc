"""A table of bodies as a spreadsheet program saves it: CSV with comma or semicolon, UTF-8 or Windows-1252.

What makes the whole file unreadable is an AuthorityError with line and column; what a cell should hold is not known
here.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.errors import AuthorityError
from kg.folding import folded

COLUMNS = {
    "name": ("name", "namn"),
    "kind": ("kind", "type", "slag", "typ"),
    "parent": ("parent", "överordnad", "överordnat organ", "hör till", "tillhör"),
    "identifiers": ("identifiers", "identifier", "identifierare", "beteckningar"),
    "other_names": ("other names", "other name", "andra namn", "övriga namn"),
    "from": ("from", "valid from", "från", "från och med", "fr o m", "giltig från"),
    "to": ("to", "until", "valid until", "till", "till och med", "t o m", "giltig till"),
    "source": ("source", "källa"),
}
"""The columns by their English name, with what their headers may say, in any case and with any signs between words."""

NEEDED = ("name", "kind")

_DELIMITERS = {";": "semicolons", ",": "commas", "\t": "tabs"}
_TITLES = {folded(title): column for column, titles in COLUMNS.items() for title in titles}
_MISREAD = re.compile("Ã[¤¥¶©…„–\x84\x85\x96]")  # å ä ö in UTF-8 that were read as Windows-1252
_KNOWN = "name, kind, parent, identifiers, other_names, from, to, source"
_AS_CSV = "save it as CSV UTF-8"


@dataclass(frozen=True)
class Problem:
    """What is wrong at one place: the line of the file, the cell's number from 1 and its header as it is written."""

    line: int
    column: int
    title: str
    message: str

    def sentence(self) -> str:
        """Column and message; the file and the line are said in front."""
        title = f' "{self.title}"' if self.title else ""
        return f"column {self.column}{title}: {self.message}"


@dataclass(frozen=True)
class Row:
    """One row: the line that it begins on, and its cells by column, spaces folded."""

    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


@dataclass(frozen=True)
class Sheet:
    """A table: its rows, what does not fit into its columns, and how the file was written."""

    path: Path
    charset: str
    separator: str
    titles: dict[str, tuple[int, str]]
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]

    @property
    def file_name(self) -> str:
        """The file's name on one line, of characters that can be written."""
        return " ".join(self.path.name.encode("utf-8", "replace").decode().split())

    def problem(self, row: Row, column: str, message: str) -> Problem:
        """What is wrong with a cell; where the table has no such column, it is said of the row's name."""
        number, title = self.titles.get(column) or self.titles["name"]
        return Problem(row.line, number, title, message)


def read_sheet(path: Path) -> Sheet:
    """Read the table at ``path``.

    Raises:
        AuthorityError: with line and column, if the file is missing, is no text, is no CSV, or has other columns.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise AuthorityError(f"cannot be read: {error.strerror or error}", place=str(path)) from error
    text, charset = _decoded(path, data)
    delimiter = max(_DELIMITERS, key=lambda each: len(_recognised(path, text, each)))
    records = list(_records(path, text, delimiter))
    if not records:
        raise _wrong(path, 1, 1, "the file is empty", f"its first line should be: {_KNOWN}")
    line, header = records[0]
    titles = _titles(path, line, header)
    rows = tuple(Row(line, _cells(titles, record)) for line, record in records[1:])
    problems = tuple(each for line, record in records[1:] for each in _too_many(line, record, header))
    return Sheet(path, charset, _DELIMITERS[delimiter], titles, rows, problems)


def _decoded(path: Path, data: bytes) -> tuple[str, str]:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\x00" in data[:65536]:
        raise _wrong(path, 1, 1, "this is neither UTF-8 nor Windows-1252", f"open it where it was made and {_AS_CSV}")
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise _wrong(path, 1, 1, "this is a workbook, not CSV", f"open it and {_AS_CSV}")
    body = data.removeprefix(codecs.BOM_UTF8)
    text, charset = _utf8_or_windows(path, body, marked=body != data)
    misread = _MISREAD.search(text)
    if misread:
        message = f'"{misread.group()}" is a letter å, ä or ö in the wrong character set'
        raise _at(path, text[: misread.start()], message)
    return text, charset


def _utf8_or_windows(path: Path, body: bytes, *, marked: bool) -> tuple[str, str]:
    """What the bytes say: UTF-8, or Windows-1252 where nothing marks them as UTF-8."""
    charset = "utf-8"
    try:
        return body.decode(charset), charset
    except UnicodeDecodeError as error:
        start = error.start
    if not marked:
        charset = "windows-1252"
        try:
            return body.decode(charset), charset
        except UnicodeDecodeError as error:
            start = error.start
    neither = "not UTF-8, which the file says it is" if marked else "neither UTF-8 nor Windows-1252"
    raise _at(path, body[:start].decode(charset, "replace"), f"the byte {body[start]:02x} is {neither}")


def _at(path: Path, before: str, message: str) -> AuthorityError:
    lines = re.split(r"\r\n|\r|\n", before)
    return _wrong(path, len(lines), len(lines[-1]) + 1, message, _AS_CSV, what="character")


def _wrong(path: Path, line: int, column: int, message: str, hint: str, *, what: str = "column") -> AuthorityError:
    return AuthorityError(f"{what} {column}: {message}", hint=hint, place=f"{path}:{line}")


def _records(path: Path, text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """The records that hold anything, with the line that each begins on; "sep=;", a note to Excel, is left out."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begins = 1
    try:
        for record in reader:
            cells = [_tidy(cell) for cell in record]
            if any(cells) and not (begins == 1 and re.fullmatch("sep=.?", text[: text.find("\n")].strip())):
                yield begins, cells
            begins = reader.line_num + 1
    except csv.Error as error:
        hint = 'put quotes around the whole cell, and write a quote in it as ""'
        raise _wrong(path, begins, 1, f"the row cannot be parted into cells: {error}", hint) from error


def _tidy(cell: str) -> str:
    return " ".join(unicodedata.normalize("NFC", cell).split())


def _recognised(path: Path, text: str, delimiter: str) -> set[str]:
    """The columns that the header has if this is what parts its cells."""
    try:
        _, header = next(_records(path, text, delimiter), (1, []))
    except AuthorityError:
        return set()
    return {column for title in header if (column := _column(title)) is not None}


def _column(title: str) -> str | None:
    return _TITLES.get(" ".join(re.split(r"[\W_]+", folded(title))).strip())


def _titles(path: Path, line: int, header: list[str]) -> dict[str, tuple[int, str]]:
    titles: dict[str, tuple[int, str]] = {}
    for number, title in enumerate(header, 1):
        column = _column(title)
        if column is None and title:
            raise _wrong(path, line, number, f'"{title[:60]}" is no column', f"the columns are {_KNOWN}, or in Swedish")
        if column in titles:
            raise _wrong(path, line, number, f'"{title}" is there twice', "leave one of the two out")
        if column is not None:
            titles[column] = (number, title)
    for column in NEEDED:
        if column not in titles:
            called = " or ".join(COLUMNS[column][:1] + COLUMNS[column][-1:])
            raise _wrong(path, line, 1, f'no column is called "{column}"', f"write {called} in the first line")
    return titles


def _cells(titles: dict[str, tuple[int, str]], record: list[str]) -> dict[str, str]:
    return {column: record[number - 1] for column, (number, _) in titles.items() if number <= len(record)}


def _too_many(line: int, record: list[str], header: list[str]) -> Iterator[Problem]:
    for number, cell in enumerate(record, 1):
        if cell and (number > len(header) or not header[number - 1]):
            message = f'"{cell[:60]}" stands under no header; a cell that holds the separator needs quotes'
            yield Problem(line, number, "", message)
            return
