"""What stands at a node in the picture: a name that is short enough, in lines that are narrow enough.

A canvas knows no ``<bdi>``: a mark that turns the direction of writing would reach into whatever is drawn beside it, so
such marks, and other invisible ones, are left out of the picture. The panel and the tables show names in full.
"""

import re
import unicodedata
from collections.abc import Iterator

LINE = 18
LINES = 3
INVISIBLE = {"Cc", "Cf", "Cs", "Co"}
BREAK = re.compile(r"(?<=[-/–])(?=\w)|\s+")


def caption(name: str) -> list[str]:
    """At most three lines of at most eighteen characters, the last one ending in an ellipsis where more was left."""
    lines = list(_lines(_visible(name[: LINE * (LINES + 2) * 4])))
    if len(lines) <= LINES:
        return lines or ["–"]
    return [*lines[: LINES - 1], lines[LINES - 1][: LINE - 1].rstrip() + "…"]


def _visible(name: str) -> str:
    if name.isprintable():  # holds nothing invisible, nor other white space than spaces
        return " ".join(name.split())
    kept = (
        " " if char.isspace() else char
        for char in name
        if char.isspace() or unicodedata.category(char) not in INVISIBLE
    )
    return " ".join("".join(kept).split())


def _lines(name: str) -> Iterator[str]:
    line = ""
    for word, glue in _words(name):
        if line and len(line) + len(glue) + len(word) > LINE:
            yield line
            line = word
        else:
            line = line + glue + word if line else word
        while len(line) > LINE + 2:
            yield line[:LINE]
            line = line[LINE:]
    if line:
        yield line


def _words(name: str) -> Iterator[tuple[str, str]]:
    """Each word with what stands before it: a space, or nothing after a hyphen, where a line may also end."""
    start, glue = 0, ""
    for gap in BREAK.finditer(name):
        yield name[start : gap.start()], glue
        start, glue = gap.end(), " " if gap.group() else ""
    if start < len(name):
        yield name[start:], glue
