"""samverkan authority: list, search, check, add"""

import json as jsonlib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from pyoxigraph import Literal

from kg.cli.options import (
    DEFAULT_STORE,
    JsonOption,
    LanguageOption,
    QuietOption,
    StoreOption,
    language,
    own_authority,
)
from kg.cli.terminal import emit, note, show
from kg.errors import AuthorityError, UsageError
from kg.folder import StoreFolder
from kg.register import SOURCE
from kg.results import readable
from kg.store import Store

if TYPE_CHECKING:
    from kg.finding import Finding
    from kg.register import Kinds, Record, Register
    from kg.town import Town

group = typer.Typer(
    rich_markup_mode=None, context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 100}
)

_LONGEST_NAME = 60
_COLUMNS = {
    "en": ("name", "kind", "municipality", "identifiers", "valid"),
    "sv": ("namn", "slag", "kommun", "identifierare", "gäller"),
}


@group.callback(invoke_without_command=True)
def authority(context: typer.Context) -> None:
    """Look at the known bodies, and add your own.

    The authority files say which bodies there are, what they have been called, and when they existed. Those of the
    municipalities, the counties, the state agencies and Stockholm come with the program; add those of your own
    municipality from a table.

    \b
    Examples:
      samverkan authority list --kind nämnd --municipality Stockholm
      samverkan authority search skolverket
      samverkan authority check
      samverkan authority add granvik.csv
    """
    if context.invoked_subcommand is None:
        emit(f"{context.get_help()}\n".encode())


@group.command("list")
def list_bodies(
    *,
    kind: Annotated[
        str | None, typer.Option("--kind", metavar="KIND", help="Only these: nämnd, kommun, myndighet, område, …")
    ] = None,
    municipality: Annotated[
        str | None, typer.Option("--municipality", metavar="NAME", help="Only those of a municipality.")
    ] = None,
    store: StoreOption = DEFAULT_STORE,
    lang: LanguageOption = None,
    quiet: QuietOption = False,
    json: JsonOption = False,
) -> None:
    """List the known bodies, by name.

    Those that come with the program, and those that were added to the store. Areas are shown where they are asked for.

    \b
    Examples:
      samverkan authority list --kind nämnd --municipality Stockholm
      samverkan authority list --kind kommun --json > municipalities.json
    """
    from kg.authority_search import listed  # noqa: PLC0415 (the other commands need no register)

    register, kinds = _register(store)
    _show(listed(register, kinds, kind, municipality), register, kinds, language(lang), as_json=json, quiet=quiet)


@group.command("search")
def search_bodies(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name, an old name, an acronym, an identifier.")],
    *,
    store: StoreOption = DEFAULT_STORE,
    lang: LanguageOption = None,
    quiet: QuietOption = False,
    json: JsonOption = False,
) -> None:
    """Find bodies by name, old name, acronym or identifier.

    The closest come first. Small and capital letters are the same, and å, ä, ö may be written a, a, o. Ends with 1
    where nothing is found.

    \b
    Examples:
      samverkan authority search "farsta stadsdelsnämnd"
      samverkan authority search goteborg
      samverkan authority search 212000-0142
    """
    from kg.authority_search import search  # noqa: PLC0415

    register, kinds = _register(store)
    found = search(register, name)
    _show(found, register, kinds, language(lang), as_json=json, quiet=quiet)
    if not found:
        raise typer.Exit(1)


@group.command("check")
def check_files(
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[FILE]...", help="Turtle files, or tables (.csv) before adding them."),
    ] = None,
    *,
    store: StoreOption = DEFAULT_STORE,
    lang: LanguageOption = None,
    quiet: QuietOption = False,
    json: JsonOption = False,
) -> None:
    """Check authority files: names, numbers, kinds, parents, times and sources.

    Without FILE it checks those that come with the program and those of the store. A file is judged together with all
    of these. Ends with 1 where something is found.

    \b
    Examples:
      samverkan authority check
      samverkan authority check granvik.csv
      samverkan authority check towns/granvik.ttl --lang sv
    """
    findings = _findings(files or [], own_authority(store), language(lang))
    if json:
        emit(jsonlib.dumps([each.as_json() for each in findings], ensure_ascii=False, indent=1).encode() + b"\n")
    else:
        emit("".join(f"{_line(each)}\n" for each in findings).encode())
    note(f"violations: {len(findings)}", quiet=quiet)
    if findings:
        raise typer.Exit(1)


@group.command("add")
def add_town(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A table (CSV) of bodies.")],
    *,
    name: Annotated[
        str | None, typer.Option("--name", metavar="NAME", help="What it is called in the store. Default: as the file.")
    ] = None,
    store: StoreOption = DEFAULT_STORE,
    quiet: QuietOption = False,
    json: JsonOption = False,
) -> None:
    """Add the bodies of your own municipality to the store.

    FILE has the columns name, kind, parent, identifiers, other_names, from, to (or namn, slag, överordnad,
    identifierare, andra namn, från, till), parted by commas or semicolons. Several names or identifiers in a cell are
    parted by |. Adding a table again replaces what it said before. Documents are read with what was known when they
    were built.

    \b
    Examples:
      samverkan authority add granvik.csv
      samverkan authority add bodies.csv --name granvik --store graphs/granvik
    """
    from kg.excerpt import document_graphs  # noqa: PLC0415

    called = _called(name, file)
    town = _town(file, [each for each in StoreFolder(Path(store)).authority_files() if each.stem != called])
    turtle = town.turtle()
    with Store.create_or_open(store) as opened:
        place = opened.put_authority(called, turtle)
        before = len(document_graphs(opened))
    if json:
        emit(jsonlib.dumps(_as_json(town, place, before), ensure_ascii=False, indent=1).encode() + b"\n")
    elif not quiet:
        emit(f"{_summary(town, place, before)}\n".encode())


def _register(store: str) -> "tuple[Register, Kinds]":
    from kg.register import Kinds, Register, shipped_files  # noqa: PLC0415

    return Register.read((*shipped_files(), *own_authority(store))), Kinds.read()


def _show(
    records: "Sequence[Record]", register: "Register", kinds: "Kinds", lang: str, *, as_json: bool, quiet: bool
) -> None:
    if as_json:
        listed = [_record(each, register, kinds, lang) for each in records]
        emit(jsonlib.dumps(listed, ensure_ascii=False, indent=1).encode() + b"\n")
        return
    rows = [_cells(each, register, kinds, lang) for each in records]
    if rows:
        show(_COLUMNS[lang], rows)
    note(f"{len(rows)} rows" if len(rows) != 1 else "1 row", quiet=quiet)


def _cells(record: "Record", register: "Register", kinds: "Kinds", lang: str) -> list[str]:
    labels = ", ".join(kinds.label(kind, lang) for kind in record.kinds)
    days = f"{record.first_day}–{record.last_day}" if record.first_day or record.last_day else ""
    town = register.label_of(record.municipality, lang)
    return [readable(Literal(text)) for text in (record.label(lang), labels, town, " ".join(record.identifiers), days)]


def _record(record: "Record", register: "Register", kinds: "Kinds", lang: str) -> dict[str, object]:
    return {
        "iri": record.iri,
        "name": record.label(lang),
        "other_names": [name for name in record.names if name != record.label(lang)],
        "kind": [kinds.label(kind, lang) for kind in record.kinds],
        "municipality": register.label_of(record.municipality, lang) or None,
        "identifiers": record.identifiers,
        "valid_from": record.first_day or None,
        "valid_until": record.last_day or None,
        "sources": record.texts(SOURCE),
        "files": [file.name for file in record.files],
    }


def _findings(files: Sequence[Path], own: Sequence[Path], lang: str) -> "list[Finding]":
    """What is wrong with the files; with all authority files where none is named."""
    from kg.authority_check import check  # noqa: PLC0415
    from kg.register import shipped_files  # noqa: PLC0415

    known = (*shipped_files(), *own)
    tables = [file for file in files if file.suffix.lower() == ".csv"]
    turtle = [file for file in files if file not in tables] if files else known
    found = [finding for table in tables for finding in _in_table(table, own)]
    return [*found, *(check(known, turtle, lang) if turtle else ())]


def _in_table(table: Path, own: Sequence[Path]) -> "list[Finding]":
    from kg.finding import Finding  # noqa: PLC0415
    from kg.towns import slug  # noqa: PLC0415

    try:
        problems = _read(table, [file for file in own if file.stem != slug(table.stem)]).problems
    except AuthorityError as error:
        line = (error.place or "").rpartition(":")[2]
        number = int(line) if line.isdigit() else None
        return [Finding("violation", "table", str(table), "", error.message, str(table), number)]
    return [Finding("violation", "table", str(table), "", each.sentence(), str(table), each.line) for each in problems]


def _line(finding: "Finding") -> str:
    label = f"{finding.label}: " if finding.label else ""
    return " ".join(f"{finding.place}: {label}{finding.message} [{finding.check}]".split())


def _read(file: Path, own: Sequence[Path]) -> "Town":
    from kg.register import Register, shipped_files  # noqa: PLC0415
    from kg.spreadsheet import read_sheet  # noqa: PLC0415
    from kg.town import read_town  # noqa: PLC0415

    return read_town(read_sheet(file), Register.read((*shipped_files(), *own)))


def _town(file: Path, own: Sequence[Path]) -> "Town":
    """The table, if nothing is wrong with it and it says something new."""
    town = _read(file, own)
    if town.problems:
        first, rest = town.problems[0], len(town.problems) - 1
        more = f"{rest} more: samverkan authority check {file}" if rest else "mend the cell and add the file again"
        raise AuthorityError(first.sentence(), hint=more, place=f"{file}:{first.line}")
    if not town.entries:
        raise AuthorityError(
            "nothing in it that is not known already", hint="write a row for each body", place=str(file)
        )
    return town


def _called(name: str | None, file: Path) -> str:
    """What the file is called in the store: letters and digits, and not as a file that comes with the program."""
    from kg.register import shipped_files  # noqa: PLC0415
    from kg.towns import slug  # noqa: PLC0415

    called = slug(name if name is not None else file.stem)
    if not called or len(called) > _LONGEST_NAME:
        raise UsageError(f'"{name or file.stem}" cannot be the name of an authority file', hint="give one with --name")
    if called in {file.stem for file in shipped_files()}:
        raise UsageError(
            f'"{called}" is the name of an authority file that comes with the program', hint="--name OTHER"
        )
    return called


def _kinds(town: "Town") -> dict[str, int]:
    return dict(sorted(Counter(entry.kind for entry in town.entries if entry.kind not in {"", "Area"}).items()))


def _summary(town: "Town", place: Path, before: int) -> str:
    whose = ", ".join(town.municipalities) or "no municipality"
    built = {0: "", 1: " 1 document was built before: build it again."}.get(
        before, f" {before} documents were built before: build them again."
    )
    kinds = ", ".join(f"{kind} {count}" for kind, count in _kinds(town).items())
    return "\n".join(
        [
            f"{town.sheet.path}, {town.sheet.charset}, parted by {town.sheet.separator}",
            f"  bodies of {whose}: {kinds or 'none new, something added to known ones'}",
            f"  written to {place}",
            f"Documents that are built from now on are read with these bodies.{built}",
        ]
    )


def _as_json(town: "Town", place: Path, before: int) -> dict[str, object]:
    return {
        "path": str(town.sheet.path),
        "charset": town.sheet.charset,
        "separator": town.sheet.separator,
        "municipalities": list(town.municipalities),
        "bodies": town.bodies,
        "by_kind": _kinds(town),
        "file": str(place),
        "documents_built_before": before,
    }
