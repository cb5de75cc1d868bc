"""The command as a process of its own, quickly: forked from one that has imported everything and done nothing yet.

What a test sees is what it would see of `python -m kg.cli`: arguments, working folder, environment, standard streams
and exit code are the child's own. Only the interpreter's start is shared, so whoever tests that, or changes a variable
that Python itself reads at its start, starts an interpreter.
"""

import gc
import importlib
import json
import os
import pkgutil
import signal
import subprocess
import sys
import traceback
from collections.abc import Mapping, Sequence
from contextlib import redirect_stdout
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NoReturn

import kg
from kg import cli, lexicon, shapes, sources
from kg.store import Store

ROOT = Path(__file__).parent.parent
PATIENCE = 120  # seconds
UNSET = {
    "NO_COLOR", "FORCE_COLOR", "LC_ALL", "LC_MESSAGES", "SAMVERKAN_STORE", "COLUMNS",
    "PYTHONDONTWRITEBYTECODE",  # what an interpreter compiled, the next one need not
}  # fmt: skip

Done = subprocess.CompletedProcess[str]


def command_environment(**changes: str) -> dict[str, str]:
    """An environment in which the command runs from this checkout, in English, without colour by accident."""
    kept = {name: value for name, value in os.environ.items() if name not in UNSET}
    return kept | {"PYTHONPATH": str(ROOT), "LANG": "C.UTF-8"} | changes


class Command:
    """Runs the command in children of one warm process. A context manager: it ends with it."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None

    def __call__(self, arguments: Sequence[str], cwd: Path, stdin: str, changes: Mapping[str, str]) -> Done:
        """Runs `samverkan` with these arguments there, with changes to the environment."""
        if any(name.startswith("PYTHON") for name in changes):
            return self._interpreter(arguments, cwd, stdin, changes)
        return self._forked(arguments, cwd, stdin, changes)

    def __enter__(self) -> "Command":
        return self

    def __exit__(self, *_: object) -> None:
        if self._process is not None:
            self._process.communicate()

    def _forked(self, arguments: Sequence[str], cwd: Path, stdin: str, changes: Mapping[str, str]) -> Done:
        with TemporaryDirectory() as folder:
            given, out, err = (Path(folder, name) for name in ("stdin", "stdout", "stderr"))
            given.write_text(stdin, encoding="utf-8", newline="")
            code = self._asked(
                {
                    "arguments": list(arguments),
                    "cwd": str(cwd),
                    "environment": command_environment(**changes),
                    "streams": [str(given), str(out), str(err)],
                }
            )
            said = (path.read_text(encoding="utf-8") for path in (out, err))
            return subprocess.CompletedProcess(list(arguments), code, *said)

    def _asked(self, order: dict[str, Any]) -> int:
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, __file__],
                env=command_environment(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())

    @staticmethod
    def _interpreter(arguments: Sequence[str], cwd: Path, stdin: str, changes: Mapping[str, str]) -> Done:
        return subprocess.run(
            [sys.executable, "-m", "kg.cli", *arguments],
            cwd=cwd,
            input=stdin,
            env=command_environment(**changes),
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=PATIENCE,
            check=False,
        )


def serve() -> None:
    """The warm process: for each order a child that obeys it, whose exit code is said.

    What a command imports late has been imported by trials.
    """
    parts = (module.name for module in pkgutil.walk_packages(kg.__path__, "kg.") if "__main__" not in module.name)
    for name in (*parts, "oxrdflib", "viz"):
        importlib.import_module(name)
    lexicon.load()
    for source in sources.sources():
        source.quads()
    list(shapes.validated(Store.memory(), ()))
    with Path(os.devnull).open("w") as nowhere, redirect_stdout(nowhere):
        cli.main(["ask", "--help"])
    gc.collect()
    gc.freeze()  # no child goes through what all of them have
    gc.set_threshold(50_000, 20, 50)  # nor often through what it makes: it ends soon
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            obey(json.loads(line))
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


def obey(order: dict[str, Any]) -> NoReturn:
    """Become the command."""
    signal.alarm(PATIENCE)
    os.chdir(order["cwd"])
    os.environ.clear()
    os.environ.update(order["environment"])
    modes = (os.O_RDONLY, os.O_WRONLY | os.O_CREAT, os.O_WRONLY | os.O_CREAT)
    for number, (path, mode) in enumerate(zip(order["streams"], modes, strict=True)):
        os.dup2(os.open(path, mode), number)
    sys.stdin = open(0, encoding="utf-8", closefd=False)
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)
    sys.stderr = open(2, "w", encoding="utf-8", closefd=False, buffering=1)
    sys.argv = ["samverkan", *order["arguments"]]
    code = 1
    try:
        code = cli.main()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    except BaseException:
        traceback.print_exc()
    sys.stdout.flush()
    os._exit(code)


if __name__ == "__main__":
    serve()
