"""The commands together, and what becomes of an error."""

import contextlib
import os
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from kg import assets
from kg.cli import (
    ask,
    authority,
    build,
    check,
    enrich,
    evaluate,
    explain,
    export,
    init,
    link,
    publish,
    query,
    sheet,
    view,
)
from kg.cli.terminal import emit, fail, hush_stdout
from kg.errors import SamverkanError, UsageError

_INTERRUPTED = 130

app = typer.Typer(
    name="samverkan",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 100},
)


@app.callback(invoke_without_command=True)
def samverkan(
    context: typer.Context,
    *,
    version: Annotated[bool, typer.Option("--version", help="Print the version and stop.")] = False,
) -> None:
    """Who works with whom in a municipality's plans, and which sentence says so.

    Reads documents, builds a graph in which every tie opens the sentence behind it, answers questions and draws the
    network.

    \b
    Examples:
      samverkan build report.txt
      samverkan ask who-collaborates
      samverkan ask partners-of --body "Svenska Bostäder"
      samverkan view -o network.html --open
    """
    if version:
        emit(f"samverkan {assets.version()}\n".encode())
    elif context.invoked_subcommand is None:
        emit(f"{context.get_help()}\n".encode())


app.command("build")(build.build)
app.command("ask", context_settings=ask.CONTEXT)(ask.ask)
app.command("query")(query.query)
app.command("view")(view.view)
app.command("sheet")(sheet.sheet)
app.command("export")(export.export)
app.command("publish")(publish.publish)
app.command("init")(init.init)
app.command("check")(check.check)
app.command("evaluate")(evaluate.evaluate)
app.command("explain")(explain.explain)
app.add_typer(authority.group, name="authority")
app.command("link")(link.link)
app.command("enrich")(enrich.enrich)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code: 0, 1 (found a problem), 2 (wrong use), 130 (interrupted)."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        code = _run(given)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader has seen enough, as with "| head"
        hush_stdout()
        return 0
    return code


def _run(arguments: list[str]) -> int:
    as_json = "--json" in arguments
    try:
        code = app(arguments, prog_name="samverkan", standalone_mode=False)
    except SamverkanError as error:
        return fail(error, as_json=as_json)
    except (KeyboardInterrupt, typer.Abort):
        code = _INTERRUPTED
    except BrokenPipeError:
        raise
    except Exception as error:
        return fail(_explained(error), as_json=as_json)
    if code == _INTERRUPTED:
        with contextlib.suppress(OSError):
            sys.stderr.write("samverkan: interrupted; the store is as it was after the last finished document\n")
    return code if isinstance(code, int) else 0


def _explained(error: Exception) -> SamverkanError:
    """The parser's own errors as wrong use; anything else is a mistake of ours, and said to be one."""
    if hasattr(error, "format_message"):
        context = getattr(error, "ctx", None)
        hint = f"see: {context.command_path} --help" if context else "see: samverkan --help"
        return UsageError(str(error.format_message()).rstrip("."), hint=hint)
    if os.environ.get("SAMVERKAN_DEBUG"):
        raise error
    return SamverkanError(
        f"this should not happen: {type(error).__name__}: {error}",
        hint="run it again with SAMVERKAN_DEBUG=1 and report what it prints",
    )
