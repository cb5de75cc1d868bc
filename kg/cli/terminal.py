"""What goes to standard output, and what to standard error."""

import json
import os
import sys
import threading
import traceback
from collections.abc import Callable, Sequence
from typing import TextIO, TypeVar

from kg.errors import SamverkanError
from kg.files import replace_file
from kg.results import plain_table, rich_table

T = TypeVar("T")

_RED, _PLAIN = "\x1b[31m", "\x1b[0m"


def emit(data: bytes, output: str = "-") -> None:
    """Data, to standard output or whole into a file. Raises OutputError; BrokenPipeError where the reader is gone."""
    if output == "-":
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    else:
        replace_file(output, data)


def show(columns: Sequence[str], rows: Sequence[Sequence[str]], output: str = "-") -> None:
    """A table: drawn on a terminal, aligned and unbroken anywhere else."""
    if output == "-" and sys.stdout.isatty():
        from rich.console import Console  # noqa: PLC0415 (only a terminal needs it)

        Console(highlight=False).print(rich_table(columns, rows))
    else:
        emit(plain_table(columns, rows).encode(), output)


def note(text: str, *, quiet: bool = False) -> None:
    """A message for the person, on standard error."""
    if not quiet:
        sys.stderr.write(f"{text}\n")


def fail(error: SamverkanError, *, as_json: bool) -> int:
    """Says an error on one line of standard error and returns the exit code."""
    if as_json:
        line = json.dumps(error.as_json(), ensure_ascii=False)
    else:
        red, plain = (_RED, _PLAIN) if has_colour(sys.stderr) else ("", "")
        line = f"samverkan: {red}error:{plain} {error}"
    sys.stderr.write(f"{line}\n")
    return error.exit_code


def hush_stdout() -> None:
    """Let nothing more be written to a pipe that nobody reads, so that the interpreter ends without complaint."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def interruptible(work: Callable[[], T]) -> T:
    """`work`, done in a thread of its own so that Ctrl-C is heard while the SPARQL engine computes.

    Only for reading: when interrupted, the thread is left behind.
    """
    results: list[T] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            results.append(work())
        except BaseException as error:
            _let_go(error)
            errors.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join()
    if errors:
        raise errors[0]
    return results[0]


def _let_go(error: BaseException | None) -> None:
    """Empties the frames behind an error: query results must be dropped by the thread that made them."""
    while error is not None:
        traceback.clear_frames(error.__traceback__)
        error = error.__context__


def has_colour(stream: TextIO) -> bool:
    """Whether what goes to the stream is shown in colour."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
