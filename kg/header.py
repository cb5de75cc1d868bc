"""The `#+ key: value` lines at the head of a .rq file, which stays valid SPARQL."""

import re
from collections.abc import Collection
from pathlib import Path

from kg.errors import AssetError

_LINE = re.compile(r"#\+\s*(\w+)\s*:\s*(.+?)\s*")


def read_header(file: Path, keys: Collection[str]) -> dict[str, str]:
    """The keys and values above the first other line; AssetError, with the line, for what is not one of `keys`.

    All keys must be there, each once.
    """
    found: dict[str, str] = {}
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.startswith("#+"):
            break
        match = _LINE.fullmatch(line)
        if not match or match[1] not in keys or match[1] in found:
            raise AssetError(
                f"not a header line: {line}", hint=f"known keys: {', '.join(keys)}", place=f"{file}:{number}"
            )
        found[match[1]] = match[2]
    for key in keys:
        if key not in found:
            raise AssetError(f"the header lacks {key!r}", hint=f"add a line: #+ {key}: ...", place=f"{file}:1")
    return found
