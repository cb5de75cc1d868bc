"""samverkan evaluate"""

import json as jsonlib
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.options import JsonOption, QuietOption
from kg.cli.terminal import emit, note, show
from kg.errors import GoldError

if TYPE_CHECKING:
    from kg.evaluation import Evaluation


def evaluate(
    gold_dir: Annotated[Path, typer.Argument(metavar="GOLD_DIR", help="A folder of annotated texts.")],
    *,
    held_out: Annotated[
        Path | None,
        typer.Option("--held-out", metavar="FILE", help="Names the texts that are only measured, one a line."),
    ] = None,
    calibrate: Annotated[
        str | None,
        typer.Option("--calibrate", metavar="FILE", help="Write the figures of texts and constructions, as Turtle."),
    ] = None,
    quiet: QuietOption = False,
    json: JsonOption = False,
) -> None:
    """Measure the extraction against annotated texts.

    Precision, recall and F1, strict (the same role) and lenient (a role of the same group), by role, construction and
    text, with what was missed and what is wrong quoted, but not from texts that are held out. GOLD_DIR holds a folder a
    text, each with text.txt and gold.json, as tests/gold in the project's sources.

    \b
    Examples:
      samverkan evaluate tests/gold
      samverkan evaluate tests/gold --held-out tests/gold/HELD_OUT.txt
      samverkan evaluate tests/gold --json > figures.json
      samverkan evaluate tests/gold --held-out tests/gold/HELD_OUT.txt --calibrate ontology/constructions.ttl
    """
    from kg.claims import extract  # noqa: PLC0415 (the other commands need no grammar)
    from kg.evaluation import evaluated, load_golds  # noqa: PLC0415
    from kg.evaluation.calibration import turtle  # noqa: PLC0415
    from kg.lexicon import load  # noqa: PLC0415

    golds = load_golds(gold_dir)
    apart = _halves([gold.name for gold in golds], held_out)
    lexicon = load()
    found = evaluated((extract(gold.document, lexicon), gold) for gold in golds)
    halves = (found.of(apart[0]), found.of(apart[1])) if apart else None
    if calibrate is not None:
        emit(turtle(found, halves).encode(), calibrate)
        note(f"wrote {calibrate}", quiet=quiet or calibrate == "-")
    if json:
        emit(_json(found, halves))
    else:
        _show(found, halves)


def _halves(texts: list[str], file: Path | None) -> tuple[list[str], list[str]] | None:
    """The names of the tuned and of the held-out texts; None where nothing was held out."""
    if file is None:
        return None
    try:
        lines = [line.strip() for line in file.read_text(encoding="utf-8-sig").splitlines()]
    except OSError as error:
        raise GoldError(f"cannot be read: {error.strerror}", place=str(file)) from error
    except UnicodeDecodeError as error:
        raise GoldError("is not UTF-8 text", hint="save it as UTF-8", place=str(file)) from error
    for number, name in enumerate(lines, 1):
        if name and not name.startswith("#") and name not in texts:
            raise GoldError(
                f'there is no text "{name}"', hint=f"there are {', '.join(texts)}", place=f"{file}:{number}"
            )
    return [text for text in texts if text not in lines], [text for text in texts if text in lines]


def _json(found: "Evaluation", halves: "tuple[Evaluation, Evaluation] | None") -> bytes:
    from kg.evaluation.report import as_json, comparison_json  # noqa: PLC0415

    whole = as_json(found, halves[0] if halves else found) | (comparison_json(*halves) if halves else {})
    return jsonlib.dumps(whole, ensure_ascii=False, indent=1).encode() + b"\n"


def _show(found: "Evaluation", halves: "tuple[Evaluation, Evaluation] | None") -> None:
    from kg.evaluation.report import comparison, tables  # noqa: PLC0415

    first, *rest = tables(found, halves[0] if halves else found)
    for n, table in enumerate([first, *([comparison(*halves)] if halves else []), *rest]):
        if table.rows:
            emit(f"{chr(10) if n else ''}{table.title}\n".encode())
            show(table.columns, table.rows)
