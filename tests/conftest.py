"""What more than one test module needs: a small store of hand-written data, and the command as a user runs it."""

import gc
import os
import pickle
import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from command import ROOT, Command, Done
from hypothesis import settings
from pyoxigraph import Quad, RdfFormat, parse

from kg.assets import sample_path
from kg.claims import extract
from kg.cli import main
from kg.lexicon import load
from kg.lock import gate
from kg.model import Extraction
from kg.readers import read
from kg.rules import apply_rules
from kg.settings import write_example
from kg.store import Store

# A shell that puts the run in the background lets it ignore Ctrl-C, and with it every command that a test interrupts.
signal.signal(signal.SIGINT, signal.default_int_handler)

# Whether a test passes must not hang on how busy the machine is.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

FIXTURES, GOLD = ROOT / "tests" / "fixtures", ROOT / "tests" / "gold"
SMALL_KEY = "34fde84c77b599b5"
SMALL_GRAPH = f"https://w3id.org/samverkan/graph/document/{SMALL_KEY}"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a machine that must have a browser, npm packages and servers say so: there a missing one is no skip."""
    parser.addoption(
        "--require-all", action="store_true", help="fail where a program or package is missing instead of skipping"
    )


LONG = (
    *("test_cli", "browser/test_publication", "test_linking_review", "browser/test_picture", "test_questions"),
    *("browser/test_matrix", "test_publication", "browser/test_accessibility", "test_shapes", "browser/test_evidence"),
    *("test_damage", "browser/test_page", "browser/test_print", "test_authority_command", "browser/test_filters"),
    *("browser/test_downloads", "test_publication_others", "test_store", "test_enrichment", "test_passed_over"),
    *("test_ontology", "test_linking_queries", "test_evaluation", "test_sheet", "test_linking_set"),
    *("browser/test_about", "browser/test_screenshots", "test_packaging", "test_scripts", "test_guide"),
    *("test_federation", "test_publish_guide", "test_view_layout"),
)
"""The modules that take longest: begun first, so that no processor waits for one of them at the end."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long modules first, each as it is; then the others."""
    ranks = {f"tests/{name}.py": rank for rank, name in enumerate(LONG)}
    items.sort(key=lambda item: ranks.get(item.nodeid.partition("::")[0], len(LONG)))


def pytest_collection_finish() -> None:
    """What was imported and collected stays to the end: the garbage collector need not go through it again, and of
    what tests make most is let go without it."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def pytest_xdist_auto_num_workers() -> int:
    """One more process than there are processors: some tests wait for a browser or a server."""
    return (os.cpu_count() or 1) + 1


def missing(request: pytest.FixtureRequest, reason: str) -> NoReturn:
    """Skip for want of a program or package; on a machine that must have it all, fail."""
    if request.config.getoption("--require-all"):
        pytest.fail(reason)
    pytest.skip(reason)


Run = Callable[..., Done]


def small_quads() -> list[Quad]:
    """The hand-written data, which stands in one document's graph."""
    return list(parse(path=FIXTURES / "small.trig", format=RdfFormat.TRIG))


def fill(store: Store) -> None:
    """Put the small document into a store: its statements, its text, and what follows by the rules."""
    store.put_text(SMALL_KEY, (FIXTURES / "small.txt").read_bytes().decode("utf-8"))
    store.replace_graphs({SMALL_GRAPH: small_quads()})
    apply_rules(store)


@pytest.fixture
def small() -> Store:
    """The small document in a store of the test's own."""
    store = Store.memory()
    fill(store)
    return store


Once = Callable[[str, Callable[[Path], object]], Path]
"""Gives the folder of that name, made by the function that is given the empty folder."""


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """What is made once in a run, by the first process that asks for it; the others wait, and all of them read only."""
    own = tmp_path_factory.getbasetemp()
    shared = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "once"
    shared.mkdir(exist_ok=True)

    def made(name: str, make: Callable[[Path], object]) -> Path:
        folder, unfinished = shared / name, shared / f"{name}.part"
        with gate(shared / f"{name}.lock", shared=False):
            if not folder.exists():
                shutil.rmtree(unfinished, ignore_errors=True)
                unfinished.mkdir()
                make(unfinished)
                unfinished.rename(folder)
        return folder

    return made


@pytest.fixture(scope="session")
def small_path(once: Once) -> Path:
    """The small document in a store on the disk, to be read only."""

    def make(folder: Path) -> None:
        with Store.create_or_open(folder / "store") as store:
            fill(store)

    return once("small", make) / "store"


@pytest.fixture(scope="session")
def gold_readings(once: Once) -> dict[str, Extraction]:
    """What the program reads of the sample and the annotated texts, by the names of their folders: once in a run."""

    def make(folder: Path) -> None:
        lexicon = load()
        found = {file.parent.name: extract(read(file), lexicon) for file in (sample_path(), *GOLD.glob("*/text.txt"))}
        (folder / "readings").write_bytes(pickle.dumps(found))

    found: dict[str, Extraction] = pickle.loads((once("readings", make) / "readings").read_bytes())
    return found


def publish(site: Path, store: Path, settings: Path) -> int:
    """Runs `samverkan publish` in this process: its exit code."""
    return main(["publish", str(site), "--store", str(store), "--settings", str(settings), "--quiet"])


@pytest.fixture(scope="session")
def published(once: Once, small_path: Path) -> Path:
    """The site of the small document as `samverkan publish` writes it with the example's settings, to be read only."""

    def make(folder: Path) -> None:
        write_example(folder)
        assert publish(folder / "site", small_path, folder / "samverkan.toml") == 0

    return once("published", make) / "site"


@pytest.fixture(scope="module")
def collected() -> Iterator[None]:
    """For tests with servers in threads: what Oxigraph answered must be let go in the thread that asked, and the
    collector works in whichever thread it comes to."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


@pytest.fixture(scope="session")
def warm() -> Iterator[Command]:
    """The command, ready to run at once."""
    with Command() as ready:
        yield ready


@pytest.fixture
def run(tmp_path: Path, warm: Command) -> Run:
    """Runs `samverkan` with these arguments in an empty folder, as a process of its own."""

    def run_there(*arguments: str | Path, cwd: Path = tmp_path, stdin: str = "", **environment: str) -> Done:
        return warm([str(argument) for argument in arguments], cwd, stdin, environment)

    return run_there
