"""The guide for a town of one's own shows what the commands print, and the table that stands beside it."""

from pathlib import Path

import pytest
from command import ROOT
from guides import TOWN, blocks, commands, go_to_town, printed

GUIDE = ROOT / "docs" / "authority.md"


def test_every_command_prints_what_the_guide_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    go_to_town(tmp_path / "granvik", monkeypatch)
    steps = [step for language, block in blocks(GUIDE) if language == "console" for step in commands(block)]
    assert len(steps) == 13
    for command, shown in steps:
        assert printed(command, capfd) == shown, command


def test_the_table_in_the_guide_is_the_one_beside_it() -> None:
    tables = [block for language, block in blocks(GUIDE) if language == "csv"]
    assert tables == [(TOWN / "granvik.csv").read_text(encoding="utf-8")]


def test_the_readme_leads_to_the_guide() -> None:
    assert "(docs/authority.md)" in (ROOT / "README.md").read_text(encoding="utf-8")
