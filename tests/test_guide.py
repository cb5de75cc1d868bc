"""The guide for a town of one's own shows what the commands print, and the table that stands beside it."""

import re
import shlex
import shutil
from pathlib import Path

import pytest
from command import ROOT

from kg.cli.app import main

GUIDE = ROOT / "docs" / "authority.md"
TOWN = ROOT / "docs" / "granvik"


def blocks(language: str) -> list[str]:
    """The code blocks of the guide in that language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", GUIDE.read_text(encoding="utf-8"), re.M | re.S)


def steps() -> list[tuple[str, str]]:
    """Each command of the guide with what it says that the command prints."""
    return [
        (command, shown)
        for block in blocks("console")
        for command, shown in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block, re.M)
    ]


def printed(command: str, capture: pytest.CaptureFixture[str]) -> str:
    """What a command prints, messages first."""
    program, *arguments = shlex.split(command)
    assert program == "samverkan"
    main(arguments)
    seen = capture.readouterr()
    return "".join(f"{line.rstrip()}\n" for line in (seen.out + seen.err).splitlines())


def test_every_command_prints_what_the_guide_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "granvik"
    shutil.copytree(TOWN, folder)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("LANG", "C.UTF-8")
    for name in ("LC_ALL", "LC_MESSAGES", "SAMVERKAN_STORE"):
        monkeypatch.delenv(name, raising=False)
    assert len(steps()) == 13
    for command, shown in steps():
        assert printed(command, capfd) == shown, command


def test_the_table_in_the_guide_is_the_one_beside_it() -> None:
    assert blocks("csv") == [(TOWN / "granvik.csv").read_text(encoding="utf-8")]


def test_the_readme_leads_to_the_guide() -> None:
    assert "(docs/authority.md)" in (ROOT / "README.md").read_text(encoding="utf-8")
