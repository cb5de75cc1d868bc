"""samverkan ask"""

import json as jsonlib
from collections.abc import Callable
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer
from pyoxigraph import QuerySolutions

from kg.cli.options import (
    DEFAULT_STORE,
    FormatOption,
    JsonOption,
    LanguageOption,
    OutputOption,
    QuietOption,
    StoreOption,
    language,
    row_format,
)
from kg.cli.peers import EndpointOption, SecondsOption, peers
from kg.cli.terminal import emit, interruptible, note, show
from kg.errors import QuestionError
from kg.results import Rows, people_csv, serialised
from kg.store import Store

if TYPE_CHECKING:
    from kg.questions import Parameter, Question


class With(StrEnum):
    """What can count in an answer beside what the documents and the authority files say."""

    links = "links"


CONTEXT = {"ignore_unknown_options": True, "help_option_names": []}
"""A question's own parameters are options that only its file knows, and --help is about the question."""

_TYPES = {
    "String": "text, letter for letter",
    "Integer": "a whole number",
}


WordsArgument = Annotated[
    list[str] | None,
    typer.Argument(metavar="[NAME] [--PARAM VALUE]...", help="A question and what it is asked about."),
]
WithOption = Annotated[
    list[With] | None, typer.Option("--with", help="What else counts: links to other open data, and facts from there.")
]


def ask(
    context: typer.Context,
    words: WordsArgument = None,
    *,
    store: StoreOption = DEFAULT_STORE,
    format: FormatOption = None,
    output: OutputOption = "-",
    lang: LanguageOption = None,
    with_: WithOption = None,
    endpoint: EndpointOption = None,
    seconds: SecondsOption = 30.0,
    quiet: QuietOption = False,
    json: JsonOption = False,
    help: Annotated[bool, typer.Option("--help", "-h", help="Show this, or what a question takes.")] = False,
) -> None:
    """Ask a question, or list the questions.

    Without a name it lists the catalogue. A body is named as people write it, in any case: "Svenska Bostäder",
    "rinkeby-kista". csv is made for a spreadsheet; use `samverkan query` for SPARQL's own.

    \b
    Examples:
      samverkan ask
      samverkan ask who-collaborates
      samverkan ask partners-of --body "Svenska Bostäder"
      samverkan ask partners-of --help
      samverkan ask actions-of --body kommunstyrelsen --format csv -o actions.csv
    """
    from kg.questions import ask as answered  # noqa: PLC0415
    from kg.questions import find  # noqa: PLC0415 (--help of the other commands does not need the catalogue)

    name, parameters = _parted(words or [])
    chosen, fmt = language(lang), row_format(format, as_json=json)
    if help:
        text = _described(find(name), chosen) if name else context.get_help()
        emit(f"{text}\n".encode())
    elif name is None:
        _list(chosen, fmt, output)
    else:
        question = find(name)  # a mistyped question is told before a missing store
        if "links" in question.tags and not with_:
            note("links are no part of this answer: add --with links", quiet=quiet)
        with Store.open(store) as opened, peers(endpoint, seconds, quiet=quiet) as federation:
            asked = partial(answered, opened, name, chosen, federation, links=bool(with_), **parameters)
            interruptible(lambda: _answer(asked, fmt, output, quiet))


def _answer(asked: Callable[[], QuerySolutions], fmt: str, output: str, quiet: bool) -> None:
    results = asked()
    if fmt in {"json", "turtle"}:
        emit(serialised(results, fmt), output)
        return
    rows = Rows.of(results)
    if fmt == "csv":
        emit(people_csv(rows.columns, rows.values()).encode("utf-8-sig"), output)
    else:
        show(rows.columns, rows.cells(), output)
        note(f"{len(rows.rows)} rows" if len(rows.rows) != 1 else "1 row", quiet=quiet)


def _parted(words: list[str]) -> tuple[str | None, dict[str, str]]:
    """The question's name and its parameters, in whatever order they were typed."""
    name: str | None = None
    parameters: dict[str, str] = {}
    rest = iter(words)
    for word in rest:
        if word.startswith("--"):
            key, equals, value = word[2:].partition("=")
            if key in parameters:
                raise QuestionError(f"--{key} is given twice")
            parameters[key.replace("-", "_")] = value if equals else _value(key, next(rest, None))
        elif name is None:
            name = word
        else:
            raise QuestionError(
                f'unexpected "{word}"', hint="put words with spaces in quotes, and name what they are: --body NAME"
            )
    return name, parameters


def _value(key: str, word: str | None) -> str:
    if word is None or word.startswith("--"):
        raise QuestionError(f"--{key} needs a value", hint=f'for example --{key} "Svenska Bostäder"')
    return word


def _list(chosen: str, fmt: str, output: str) -> None:
    from kg.questions import catalogue  # noqa: PLC0415

    questions = list(catalogue().values())
    if fmt == "json":
        listed = [_as_json(question) for question in questions]
        emit(jsonlib.dumps(listed, ensure_ascii=False, indent=1).encode() + b"\n", output)
        return
    columns = ["fråga", "vad den svarar på"] if chosen == "sv" else ["question", "what it answers"]
    rows = [[_usage(question), question.summary_in(chosen)] for question in questions]
    if fmt == "csv":
        emit(people_csv(columns, rows).encode("utf-8-sig"), output)
    else:
        show(columns, rows, output)


def _as_json(question: "Question") -> dict[str, object]:
    return {
        "name": question.name,
        "summary": question.summary,
        "summary_sv": question.summary_sv,
        "parameters": [
            {"name": each.name, "type": each.type, "optional": each.optional} for each in question.parameters
        ],
        "columns": list(question.columns),
        "tags": list(question.tags),
    }


def _usage(question: "Question") -> str:
    links = ["--with links"] if "links" in question.tags else []
    return " ".join([question.name, *(_option(parameter) for parameter in question.parameters), *links])


def _option(parameter: "Parameter") -> str:
    text = f"--{parameter.name} {parameter.type.upper()}"
    return f"[{text}]" if parameter.optional else text


def _described(question: "Question", chosen: str) -> str:
    lines = [
        f"Usage: samverkan ask {_usage(question)} [--format table|csv|json]",
        "",
        f"  {question.summary_in(chosen)}",
    ]
    if question.parameters:
        lines += ["", "Parameters:", *(_explained(parameter) for parameter in question.parameters)]
    lines += ["", f"Columns: {', '.join(question.columns)}", "", "Example:", f"  {_example(question)}"]
    return "\n".join(lines)


def _explained(parameter: "Parameter") -> str:
    kind = _TYPES.get(parameter.type, f"a {parameter.type.lower()}, as people write its name")
    return f"  --{parameter.name}  {kind}{' (may be left out)' if parameter.optional else ''}"


def _example(question: "Question") -> str:
    samples = {"String": "text", "Integer": "3"}
    needed = [each for each in question.parameters if not each.optional]
    given = "".join(f' --{each.name} "{samples.get(each.type, "Svenska Bostäder")}"' for each in needed)
    return f"samverkan ask {question.name}{given}"
