"""The guide to publishing shows what the commands print, and the settings that stand beside it."""

from pathlib import Path

import pytest
from command import ROOT
from guides import TOWN, blocks, commands, go_to_town, printed

GUIDE = ROOT / "docs" / "publish.md"


def test_every_command_prints_what_the_guide_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    go_to_town(tmp_path / "granvik", monkeypatch)
    settings = Path("granvik.toml")
    ran = 0
    for language, block in blocks(GUIDE):
        if language == "toml" and block != settings.read_text(encoding="utf-8"):
            settings.write_text(settings.read_text(encoding="utf-8") + block, encoding="utf-8")
        for command, shown in commands(block) if language == "console" else []:
            assert printed(command, capfd) == shown, command
            ran += 1
    assert ran == 6
    written = "".join(file.read_text(encoding="utf-8") for file in Path("site").rglob("*.html"))
    assert "fritid@granvik.example" in written
    assert "Petra" not in written
    assert "0550" not in written


def test_the_settings_in_the_guide_are_those_beside_it() -> None:
    assert blocks(GUIDE)[1] == ("toml", (TOWN / "granvik.toml").read_text(encoding="utf-8"))


def test_the_readme_leads_to_the_guide() -> None:
    assert "(docs/publish.md)" in (ROOT / "README.md").read_text(encoding="utf-8")
