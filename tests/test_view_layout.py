"""``samverkan view`` keeps where everybody stood in the store's folder, and takes it from there."""

import json
import shutil
from pathlib import Path

import pytest
from conftest import Run


@pytest.fixture
def store(small_path: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(small_path, tmp_path / "store"))


def kept(store: Path) -> dict:
    return json.loads((store / "layout.json").read_bytes())


def moved(store: Path) -> dict:
    """The kept positions with one body moved aside by hand."""
    layout = kept(store)
    node = min(layout["wide"])
    layout["wide"][node] = [-4321.5, 7]
    (store / "layout.json").write_text(json.dumps(layout), encoding="utf-8")
    return layout


def test_the_second_page_is_the_first(run: Run, store: Path) -> None:
    pages = [run("view", "--store", store, "-o", "-") for _ in range(2)]
    assert pages[0].returncode == 0
    assert pages[0].stdout == pages[1].stdout
    assert set(kept(store)) == {"wide", "tall", "groups"}
    assert not list(store.glob("*.part"))


def test_positions_are_taken_from_the_store_until_a_new_layout_is_asked_for(run: Run, store: Path) -> None:
    first = run("view", "--store", store, "-o", "-").stdout
    changed = moved(store)
    assert "-4321.5" in run("view", "--store", store, "-o", "-").stdout
    assert kept(store) == changed
    assert run("view", "--store", store, "-o", "-", "--new-layout").stdout == first
    assert kept(store) != changed


@pytest.mark.parametrize("broken", ["[" * 99_999, '{"wide": {"a": 1}, "tall": {}, "groups": {}}'])
def test_a_broken_layout_is_said_and_mended(run: Run, store: Path, broken: str) -> None:
    (store / "layout.json").write_text(broken, encoding="utf-8")
    done = run("view", "--store", store, "-o", "-")
    assert done.returncode == 0
    assert "<!doctype html>" in done.stdout.lower()
    (line,) = done.stderr.strip().splitlines()
    assert "layout.json: " in line
    assert "placed afresh" in line
    assert len(kept(store)["wide"]) > 1


def test_a_layout_that_cannot_be_written_is_said_and_the_page_is_made(run: Run, store: Path) -> None:
    (store / "layout.json").mkdir()
    done = run("view", "--store", store, "-o", "-")
    assert done.returncode == 0
    assert "<!doctype html>" in done.stdout.lower()
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 2
    assert "cannot write" in lines[1]
    assert "Traceback" not in done.stderr
