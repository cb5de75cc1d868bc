"""The shape of the code itself: imports go one way, functions stay small, only the commands speak."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FILES = sorted([*(ROOT / "kg").rglob("*.py"), *(ROOT / "viz").rglob("*.py")])
LONGEST = 45
MOST_LINES = 500

LAYERS = (
    ("errors",),
    (
        "assets",
        "files",
        "namespaces",
        "finding",
        "folding",
        "header",
        "heads",
        "lock",
        "memory",
        "service",
        "spelling",
        "web",
    ),
    ("settings", "sparql", "federation"),
    ("model",),
    ("reading",),
    ("readers",),
    ("patterns",),
    ("lexicon", "roles"),
    ("dates",),
    ("extract",),
    ("named", "resolve", "towns"),
    ("authority", "authority_entry", "authority_names", "draft", "register"),
    ("authority_check", "authority_search", "spreadsheet", "town", "town_cells"),
    ("aliases", "descriptions", "fields", "leads", "masthead", "occasions", "parsed", "studies"),
    ("sections",),
    ("answers", "points", "shares"),
    ("parts",),
    ("claims",),
    ("evaluation", "explanation", "rdf"),
    ("ledger", "sources", "folder", "dataset"),
    ("store",),
    ("excerpt", "places", "names"),
    ("privacy", "questions", "results", "rules", "shapes", "network", "jsonld"),
    ("export", "linking", "validate"),
    ("build", "library", "publication"),
    ("cli",),
)
"""From the ground up. A module imports from layers below it, or from beside it."""

_LEVEL = {module: level for level, layer in enumerate(LAYERS) for module in layer}


@cache
def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


@cache
def imported(file: Path) -> frozenset[str]:
    """Every module that a file imports, also inside functions; names imported from a package count as its modules."""
    found: set[str] = set()
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: relative import"
            assert node.module is not None
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return frozenset(found)


def part(dotted: str) -> str | None:
    """The part of kg that a dotted name belongs to; None for anything else and for kg itself."""
    pieces = dotted.split(".")
    return pieces[1] if pieces[0] == "kg" and len(pieces) > 1 else None


def functions(file: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [node for node in ast.walk(tree(file)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def public(scope: ast.Module | ast.ClassDef) -> Iterator[ast.FunctionDef | ast.ClassDef]:
    """Functions, classes and methods that others see: not those of a private class or inside a function."""
    for node in scope.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from public(node)


def name(file: Path) -> str:
    return str(file.relative_to(ROOT))


def test_every_part_has_its_layer() -> None:
    parts = {file.relative_to(ROOT / "kg").parts[0].removesuffix(".py") for file in FILES if "viz" not in name(file)}
    assert parts - {"__init__"} - set(_LEVEL) == set()


def test_imports_go_down() -> None:
    for file in (each for each in FILES if name(each).startswith("kg/")):
        here = file.relative_to(ROOT / "kg").parts[0].removesuffix(".py")
        if here == "__init__":
            continue
        for dotted in imported(file):
            there = part(dotted)
            if there is not None and there != here:
                assert _LEVEL[there] <= _LEVEL[here], f"{here} imports {dotted}"


def test_no_two_parts_import_each_other() -> None:
    uses: dict[str, set[str]] = {}
    for file in FILES:
        if name(file).startswith("kg/"):
            here = file.relative_to(ROOT / "kg").parts[0].removesuffix(".py")
            uses.setdefault(here, set()).update(there for dotted in imported(file) if (there := part(dotted)))
    assert not [(a, b) for a in uses for b in uses[a] if a < b and a in uses.get(b, set())]


def test_viz_is_a_leaf() -> None:
    for file in (each for each in FILES if name(each).startswith("viz/")):
        assert not [dotted for dotted in imported(file) if dotted.split(".")[0] == "kg"], name(file)


def test_only_the_commands_draw_pages() -> None:
    users = {name(file) for file in FILES if any(d.split(".")[0] == "viz" for d in imported(file))}
    assert {user for user in users if not user.startswith("viz/")} <= {
        "kg/cli/view.py",
        "kg/cli/sheet.py",
        "kg/cli/publish.py",
    }


SAY_NOTHING = {"utils", "util", "helpers", "helper", "common", "base", "misc", "core", "shared", "tools"}


def test_a_module_is_a_noun_of_the_domain_and_says_what_it_is_for() -> None:
    for file in FILES:
        assert file.stem not in SAY_NOTHING, name(file)
        assert ast.get_docstring(tree(file)), name(file)


def test_functions_stay_small() -> None:
    for file in FILES:
        long = {each.name: each.end_lineno - each.lineno + 1 for each in functions(file) if each.end_lineno}
        assert not {each: lines for each, lines in long.items() if lines > LONGEST}, name(file)


def test_most_functions_are_very_small() -> None:
    lengths = sorted(
        each.end_lineno - each.body[0].lineno + 1 for file in FILES for each in functions(file) if each.end_lineno
    )
    assert lengths[len(lengths) // 2] <= 8


def test_what_is_public_says_what_it_does() -> None:
    for file in FILES:
        assert not [node.name for node in public(tree(file)) if not ast.get_docstring(node)], name(file)


def test_only_the_commands_speak() -> None:
    for file in FILES:
        calls = [node.func for node in ast.walk(tree(file)) if isinstance(node, ast.Call)]
        assert "print" not in {call.id for call in calls if isinstance(call, ast.Name)}, name(file)
        if not name(file).startswith("kg/cli/"):
            assert not [d for d in imported(file) if d in {"typer", "rich.console.Console"}], name(file)


CLOCK = "kg/web/clock.py"
"""What tells the time to the cache of answers from other servers, and to nobody else."""


def test_only_who_asks_other_servers_has_a_clock() -> None:
    users = {name(file) for file in FILES for dotted in imported(file) if "kg.web.clock" in dotted}
    assert users == {"kg/web/cache.py", "kg/web/client.py"}


def test_no_clock_and_no_chance() -> None:
    for file in (each for each in FILES if name(each) != CLOCK):
        forbidden = {"random", "uuid", "secrets", "datetime.datetime.now"}
        assert not {dotted for dotted in imported(file) if dotted.split(".")[0] in forbidden}, name(file)
        text = file.read_text(encoding="utf-8")
        words = ("datetime.now(", "date.today(", "time.time(", "BlankNode()")
        assert not [word for word in words if word in text], name(file)


@pytest.mark.parametrize("folder", ["ontology", "queries"])
def test_what_is_declared_holds_no_python(folder: str) -> None:
    assert not list((ROOT / folder).rglob("*.py"))


def test_sizes() -> None:
    lines = {name(file): len(file.read_text(encoding="utf-8").splitlines()) for file in FILES}
    assert not {each: count for each, count in lines.items() if count > MOST_LINES}
