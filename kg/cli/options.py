"""Options that several commands have."""

import os
from enum import StrEnum
from typing import Annotated

import typer

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


def row_format(chosen: RowFormat | None, *, as_json: bool, default: str = "table") -> str:
    """The chosen format, json where only --json was said, else the default."""
    if chosen:
        return chosen.value
    return "json" if as_json else default
