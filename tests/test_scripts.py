"""The page's script holds what its types say: TypeScript checks it as the one script that it becomes."""

import re
import shutil
import subprocess

import pytest
from command import ROOT
from conftest import missing
from node_modules import needed

from viz.document import ASSETS, SCRIPTS, script

GLOBALS = ROOT / "tests" / "node" / "globals.d.ts"
OPTIONS = (
    "--noEmit", "--allowJs", "--checkJs", "--pretty", "false", "--target", "es2023",
    "--lib", "es2023,dom,dom.iterable", "--noImplicitReturns", "--noUnusedLocals", "--skipDefaultLibCheck",
)  # fmt: skip


@pytest.fixture(scope="module")
def told(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What the checker says of the script and of a small one like it with a fault in it, a line each."""
    tsc = needed(request, "typescript", "bin", "tsc")
    node = shutil.which("node")
    if node is None:
        missing(request, "there is no node to run TypeScript with")
    folder = tmp_path_factory.mktemp("scripts")
    fault = '"use strict";\n(() => {\n/** @type {number} */\nconst wrong = "text";\nreturn wrong;\n})();\n'
    for name, source in (("page", script()), ("wrong", fault)):
        (folder / f"{name}.js").write_text(source, encoding="utf-8")
    found = subprocess.run(
        [node, tsc, *OPTIONS, folder / "page.js", folder / "wrong.js", GLOBALS],
        capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
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


def test_the_types_of_the_script_hold(told: list[str]) -> None:
    lines = [line for line in told if "wrong.js" not in line]
    said = [re.sub(r"^.*?page\.js\((\d+),\d+\)", lambda found: place(int(found.group(1))), line) for line in lines]
    assert said == []


def test_a_wrong_type_is_found(told: list[str]) -> None:
    assert any("wrong.js" in line and "TS2322" in line for line in told)
