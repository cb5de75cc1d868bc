"""Readers: one module a format. Each turns a file into a :class:`kg.model.Document`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kg.errors import DocumentError
from kg.model import Document
from kg.readers import text

Reader = Callable[[Path], Document]

READERS: dict[str, Reader] = {".txt": text.read, ".md": text.read, ".text": text.read, "": text.read}


def read(path: Path) -> Document:
    """Read the document at ``path`` with the reader for its file name's ending; unknown endings are tried as text.

    Raises:
        DocumentError: if there is no such file, or it is a folder, empty, binary or not readable.
    """
    if path.is_dir():
        raise DocumentError(
            f"{path} is a folder, not a document", hint="name the files in it, for example with a pattern: *.txt"
        )
    if not path.exists():
        raise DocumentError(f"{path} does not exist", hint="check the spelling of the path")
    return READERS.get(path.suffix.lower(), text.read)(path)
