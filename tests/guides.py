"""The guides of docs/, as the tests follow them: their blocks, and the town that does not exist, to try them in."""

import re
import shlex
import shutil
from pathlib import Path

import pytest
from command import ROOT

from kg.cli.app import main

TOWN = ROOT / "docs" / "granvik"


def blocks(guide: Path) -> list[tuple[str, str]]:
    """The blocks of the guide with their languages, in order."""
    return re.findall(r"^```(\w+)\n(.*?)^```$", guide.read_text(encoding="utf-8"), re.M | re.S)


def commands(block: str) -> list[tuple[str, str]]:
    """Each command of a block with what it says that the command prints."""
    return re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block, re.M)


def go_to_town(folder: Path, patch: pytest.MonkeyPatch) -> None:
    """From now on the commands run in a copy of the town's files, in English."""
    shutil.copytree(TOWN, folder)
    patch.chdir(folder)
    patch.setenv("LANG", "C.UTF-8")
    for name in ("LC_ALL", "LC_MESSAGES", "SAMVERKAN_STORE"):
        patch.delenv(name, raising=False)


def printed(command: str, capture: pytest.CaptureFixture[str]) -> str:
    """What a command prints, messages first."""
    program, *arguments = shlex.split(command)
    assert program == "samverkan"
    main(arguments)
    seen = capture.readouterr()
    return "".join(f"{line.rstrip()}\n" for line in (seen.out + seen.err).splitlines())
