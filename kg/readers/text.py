"""Reads plain text: UTF-8, UTF-8 with a byte order mark, or Latin-1 (Windows-1252), told apart by the bytes."""

from __future__ import annotations

import codecs
import hashlib
from pathlib import Path

from kg.errors import DocumentError
from kg.model import Document

_BINARY_SHARE = 0.02
_SIGNATURES = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a zipped file (Word, Excel, OpenDocument)",
    b"\xd0\xcf\x11\xe0": "an old Word file",
    b"{\\rtf": "an RTF file",
}


def read(path: Path) -> Document:
    """Read a text file; ``text`` is what the bytes say, a leading byte order mark left out, line ends as they are.

    Raises:
        DocumentError: if the file cannot be read, is empty, or is not text.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise DocumentError(
            f"{path} cannot be read: {error.strerror or error}", hint="check its permissions"
        ) from error
    _refuse_binary(path, data)
    content, charset = decode(data)
    if not content.strip():
        raise DocumentError(f"{path} is empty", hint="give a file that holds the document's text")
    return Document(path.name, content, hashlib.sha256(data).hexdigest(), charset)


def decode(data: bytes) -> tuple[str, str]:
    """The text that ``data`` holds and the name of its character set (utf-8, utf-8-sig, windows-1252 or latin-1)."""
    if data.startswith(codecs.BOM_UTF8):
        return data[len(codecs.BOM_UTF8) :].decode("utf-8", errors="replace"), "utf-8-sig"
    for charset in ("utf-8", "windows-1252"):
        try:
            return data.decode(charset), charset
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1"), "latin-1"


def _refuse_binary(path: Path, data: bytes) -> None:
    for signature, name in _SIGNATURES.items():
        if data.startswith(signature):
            raise DocumentError(f"{path} is {name}, not plain text", hint="save its text as a .txt file and build that")
    control = sum(byte < 9 or 13 < byte < 32 for byte in data[:65536])
    if b"\x00" in data or control > _BINARY_SHARE * min(len(data), 65536):
        raise DocumentError(f"{path} is not a text file", hint="save its text as a .txt file (UTF-8) and build that")
