"""The guide to publishing shows what the commands print, and the settings that stand beside it."""

import re
import shutil
from pathlib import Path

import pytest
from conftest import ROOT
from test_guide import printed

GUIDE = (ROOT / "docs" / "publish.md").read_text(encoding="utf-8")
TOWN = ROOT / "docs" / "granvik"


def blocks() -> list[tuple[str, str]]:
    """The blocks of the guide with their languages, in order."""
    return re.findall(r"^```(\w+)\n(.*?)^```$", GUIDE, re.M | re.S)


def test_every_command_prints_what_the_guide_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "granvik"
    shutil.copytree(TOWN, folder)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("LANG", "C.UTF-8")
    for name in ("LC_ALL", "LC_MESSAGES", "SAMVERKAN_STORE"):
        monkeypatch.delenv(name, raising=False)
    settings = Path("granvik.toml")
    ran = 0
    for language, block in blocks():
        if language == "toml" and block != settings.read_text(encoding="utf-8"):
            settings.write_text(settings.read_text(encoding="utf-8") + block, encoding="utf-8")
        for command, shown in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block, re.M) if language == "console" else []:
            assert printed(command, capfd) == shown, command
            ran += 1
    assert ran == 6
    written = "".join(file.read_text(encoding="utf-8") for file in Path("site").rglob("*.html"))
    assert "fritid@granvik.example" in written
    assert "Petra" not in written
    assert "0550" not in written


def test_the_settings_in_the_guide_are_those_beside_it() -> None:
    assert blocks()[1] == ("toml", (TOWN / "granvik.toml").read_text(encoding="utf-8"))


def test_the_readme_leads_to_the_guide() -> None:
    assert "(docs/publish.md)" in (ROOT / "README.md").read_text(encoding="utf-8")
