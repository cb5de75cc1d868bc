"""Options that several commands have."""

import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg.folder import StoreFolder
from kg.store import DEFAULT_PATH


class Language(StrEnum):
    """The languages of labels and messages."""

    sv = "sv"
    en = "en"


class RowFormat(StrEnum):
    """What an answer can be written as."""

    table = "table"
    csv = "csv"
    json = "json"
    turtle = "turtle"


StoreOption = Annotated[
    str, typer.Option("--store", metavar="DIR", help="The store's folder.", envvar="SAMVERKAN_STORE", show_envvar=True)
]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="No messages, only data and errors.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Results and errors as JSON.")]
LanguageOption = Annotated[
    Language | None,
    typer.Option("--lang", help="Swedish or English names. Default: Swedish if LANG is Swedish, else English."),
]
FormatOption = Annotated[
    RowFormat | None,
    typer.Option("--format", "-f", help="table for the eye, csv for a spreadsheet, json, or turtle for statements."),
]
OutputOption = Annotated[
    str, typer.Option("--output", "-o", metavar="FILE", help="Where to write; - is standard output.")
]

DEFAULT_STORE = DEFAULT_PATH


def language(chosen: Language | None) -> str:
    """The chosen language, else that of the environment where it is Swedish, else English."""
    if chosen:
        return chosen.value
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(name):
            return "sv" if os.environ[name].lower().startswith("sv") else "en"
    return "en"


def own_authority(store: str) -> tuple[Path, ...]:
    """The authority files of the store, for a command that needs none; StoreMissing for one that was named in vain."""
    folder = StoreFolder(Path(store))
    if store != DEFAULT_STORE and not folder.is_store():
        raise folder.missing()
    return folder.authority_files() if folder.is_store() else ()


def row_format(chosen: RowFormat | None, *, as_json: bool, default: str = "table") -> str:
    """The chosen format, json where only --json was said, else the default."""
    if chosen:
        return chosen.value
    return "json" if as_json else default
