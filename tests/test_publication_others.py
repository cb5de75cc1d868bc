"""The published site as others see it: a query engine in JavaScript, an auditor of pages, another process."""

import csv
import io
import json
import os
import subprocess
from hashlib import sha256
from pathlib import Path

import pytest
from browser.reader import CHROMIUM
from conftest import Run, missing
from node_modules import needed
from sites import served

from kg.assets import queries_dir
from kg.questions import ask
from kg.settings import write_example
from kg.store import Store

QUESTION = "who-collaborates"
PATIENCE = 300  # seconds


@pytest.fixture(scope="module")
def node(request: pytest.FixtureRequest) -> Path:
    """The Node of the npm packages: Comunica and Lighthouse need a newer one than systems bring."""
    return needed(request, "node", "bin", "node")


def output(*command: str | Path, **environment: str) -> str:
    """What a program prints; it must end well."""
    done = subprocess.run(
        command, capture_output=True, encoding="utf-8", check=False, timeout=PATIENCE, env=os.environ | environment
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_another_engine_answers_the_main_question_with_the_same_rows(
    request: pytest.FixtureRequest, node: Path, published: Path, small_path: Path
) -> None:
    engine = needed(request, "@comunica/query-sparql", "bin", "query.js")
    (roles,) = (path.relative_to(published).as_posix() for path in published.glob("def/release/*/roles.ttl"))
    with served(published) as address:
        sources = [f"{address}data/samverkan.ttl", f"{address}{roles}"]
        printed = output(node, engine, *sources, "-f", queries_dir() / f"{QUESTION}.rq", "-t", "text/csv")
    found = [tuple(row[:5]) for row in csv.reader(io.StringIO(printed))][1:]
    with Store.open(small_path) as store:
        rows = ask(store, QUESTION)
        names = [variable.value for variable in rows.variables]
        expected = [tuple(row[name].value for name in names[:5]) for row in rows]
    assert expected
    assert sorted(found) == sorted(expected)


@pytest.mark.browser
def test_an_auditor_finds_the_page_of_a_body_accessible(
    request: pytest.FixtureRequest, node: Path, published: Path, tmp_path: Path
) -> None:
    auditor = needed(request, "lighthouse", "cli", "index.js")
    if CHROMIUM is None:
        missing(request, "there is no Chromium: install it, or set CHROMIUM to its path")
    report = tmp_path / "report.json"
    with served(published) as address:
        output(
            node, auditor, f"{address}en/id/body/stockholm/kommunstyrelsen/",
            "--quiet", "--chrome-flags=--headless --no-sandbox",
            "--only-categories=accessibility", "--output=json", f"--output-path={report}",
            "--no-enable-error-reporting", CHROME_PATH=CHROMIUM,
        )  # fmt: skip
    said = json.loads(report.read_text(encoding="utf-8"))
    lacking = [audit["id"] for audit in said["audits"].values() if audit["score"] == 0]
    assert (said["categories"]["accessibility"]["score"], lacking) == (1, [])


def test_every_process_writes_the_same_bytes(run: Run, published: Path, small_path: Path, tmp_path: Path) -> None:
    write_example(tmp_path)
    done = run("publish", "again", "--store", small_path, PYTHONHASHSEED="7")
    assert done.returncode == 0, done.stderr
    assert digests(tmp_path / "again") == digests(published)


def digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }
