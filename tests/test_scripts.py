"""The page's script holds what its types say: TypeScript checks it as the one script that it becomes."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from command import ROOT
from conftest import missing
from node_modules import needed

from viz.document import ASSETS, SCRIPTS, script

GLOBALS = ROOT / "tests" / "node" / "globals.d.ts"
OPTIONS = (
    "--noEmit", "--allowJs", "--checkJs", "--pretty", "false", "--target", "es2023",
    "--lib", "es2023,dom,dom.iterable", "--noImplicitReturns", "--noUnusedLocals",
)  # fmt: skip


def checked(request: pytest.FixtureRequest, folder: Path, source: str) -> list[str]:
    """What the checker says of a script, a line each."""
    tsc = needed(request, "typescript", "bin", "tsc")
    node = shutil.which("node")
    if node is None:
        missing(request, "there is no node to run TypeScript with")
    file = folder / "page.js"
    file.write_text(source, encoding="utf-8")
    found = subprocess.run(
        [node, tsc, *OPTIONS, file, GLOBALS], capture_output=True, text=True, check=False, timeout=300
    )
    return found.stdout.splitlines()


def place(number: int) -> str:
    """The file and line of the assets that a line of the whole script comes from."""
    start = 2  # "use strict" and the opening of the function around it all
    for name in SCRIPTS:
        lines = ASSETS.joinpath("js", name).read_text(encoding="utf-8").count("\n") + 1
        if number <= start + lines:
            return f"viz/assets/js/{name}:{number - start}"
        start += lines
    return f"line {number}"


def test_the_types_of_the_script_hold(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    lines = checked(request, tmp_path, script())
    told = [re.sub(r"^.*?page\.js\((\d+),\d+\)", lambda found: place(int(found.group(1))), line) for line in lines]
    assert told == []


def test_a_wrong_type_is_found(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    wrong = script().replace('"use strict";\n', '"use strict";\n/** @type {number} */ const wrong = "text";\n', 1)
    assert any("TS2322" in line for line in checked(request, tmp_path, wrong))
