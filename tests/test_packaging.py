"""The wheel holds everything, and runs from where it is put."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from command import ROOT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(place), str(ROOT)]
    done = subprocess.run(build, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (found,) = place.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel's files in a folder of their own; what it depends on is there already."""
    target = tmp_path_factory.mktemp("installed")
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--no-compile"]
    subprocess.run([*install, "--target", str(target), str(wheel)], check=True, capture_output=True)
    return target


def python(installed: Path, cwd: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=cwd,
        env=environment | {"PYTHONPATH": str(installed), "LANG": "C.UTF-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_what_is_declared_is_inside(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("ontology", "queries"):
        for file in (ROOT / folder).rglob("*"):
            if file.is_file():
                assert f"kg/_bundled/{file.relative_to(ROOT).as_posix()}" in names
    for file in [
        *(ROOT / "kg" / "sample").glob("*"),
        *(ROOT / "kg" / "explanation").rglob("*"),
        *(ROOT / "viz").rglob("*"),
    ]:
        if file.is_file() and "__pycache__" not in file.parts:
            assert file.relative_to(ROOT).as_posix() in names


def test_nothing_else_is_inside(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"kg", "viz"}
    assert not [name for name in zipfile.ZipFile(wheel).namelist() if "__pycache__" in name or "tests" in name]


def test_it_finds_its_own_files(installed: Path, tmp_path: Path) -> None:
    program = (
        "from kg import assets; print(assets.ontology_dir(), assets.queries_dir(), assets.sample_path(), sep='\\n')"
    )
    done = python(installed, tmp_path, "-c", program)
    assert done.returncode == 0, done.stderr
    assert all(line.startswith(str(installed)) for line in done.stdout.splitlines())


def test_it_builds_and_answers(installed: Path, tmp_path: Path) -> None:
    program = (
        "from kg import assets; from kg.cli import main; "
        "ended = main(['build', '--quiet', str(assets.sample_path())]), main(['view', '-q', '-o', 'network.html']); "
        "assert ended == (0, 0), ended"
    )
    made = python(installed, tmp_path, "-c", program)
    assert made.returncode == 0, made.stderr
    assert (tmp_path / "network.html").stat().st_size > 10_000
    asked = python(installed, tmp_path, "-m", "kg.cli", "ask", "who-collaborates")
    assert asked.returncode == 0, asked.stderr
    assert len(asked.stdout.splitlines()) > 10


def test_the_command_is_named(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    (entry,) = [name for name in archive.namelist() if name.endswith("entry_points.txt")]
    assert "samverkan = kg.cli:main" in archive.read(entry).decode()
