"""Compile what reads a document to C with mypyc, for the same results in half the time: ``make compiled``.

The sources stay written for the interpreter. What mypyc is fast with, and refuses otherwise, is written into a copy of
them in ``build/compiled``: constants are final, a data class makes, compares and hashes its objects itself, and what is
kept once it is worked out has a field of its own. Only what the interpreter checks is lost: frozen objects can change.

What is compiled is taken before its source, so after a change to the sources it must be made again, or cleaned away.
"""

from __future__ import annotations

import ast
import os
import re
import shutil
from pathlib import Path
from typing import TypeGuard

from mypyc.build import mypycify
from setuptools import Distribution  # type: ignore[import-untyped]

_HERE = Path(__file__).resolve().parent
_COPY = _HERE / "build" / "compiled"
# What has nothing to gain, or plays with how Python looks for attributes.
_INTERPRETED = frozenset({Path("kg/assets.py"), Path("kg/errors.py"), Path("kg/memory.py")})
_START = Path("kg/claims.py")
_CONSTANT = re.compile(r"_?[A-Z][A-Z0-9_]*")
# The C that mypyc writes has thousands of what a compiler warns of, and to look for that takes longer than all else.
# Most of what it calls is in the library of Python, which is called straight then.
_FLAGS = ["-Wno-all", "-fno-plt"]

_IMPORTS = """
from typing import Final
from mypy_extensions import mypyc_attr
"""
# As ``lru_cache``, which compiled code calls as any object, by a name that it looks up.
_REMEMBERED = """
_made_{name}: Final[dict[{key_type}, {type}]] = {{}}

def {name}({key}: {key_type}) -> {type}:
    made = _made_{name}.get({key})
    if made is None:
        if len(_made_{name}) >= {most}:
            _made_{name}.clear()
        made = _made_{name}[{key}] = _make_{name}({key})
    return made
"""
_KEPT = """
@property
def {name}(self) -> {type}:
    if not self._has_{name}:
        self._kept_{name}: {type} = self._make_{name}()
        self._has_{name} = True
    return self._kept_{name}
"""
_COPIED = """
def __reduce__(self) -> tuple[type[{name}], tuple[object, ...]]:
    return {name}, ({values},)
"""
_COMPARED = """
def __eq__(self, other: object) -> bool:
    return isinstance(other, {name}) and ({values},) == ({others},)
"""
_HASHED = """
def __hash__(self) -> int:
    return hash(({values},))
"""


def main() -> None:
    """Compile the modules that reading a document takes, and put what comes of it beside their sources."""
    for old in (*_HERE.glob("*.so"), *_HERE.glob("kg/**/*.so")):
        old.unlink()
    shutil.rmtree(_COPY, ignore_errors=True)
    paths = rewrite(_COPY)
    os.chdir(_COPY)
    extensions = mypycify(["--config-file=", *map(str, paths)], group_name="samverkan", opt_level="2", debug_level="0")
    for extension in extensions:
        extension.extra_compile_args += _FLAGS
    command = Distribution({"ext_modules": extensions}).get_command_obj("build_ext")
    command.inplace = True
    command.ensure_finalized()
    command.run()
    for made in (*Path().glob("*.so"), *Path().glob("kg/**/*.so")):
        shutil.copy(made, _HERE / made)


def rewrite(copy: Path) -> list[Path]:
    """Write a copy of the package in which what is to be compiled is as mypyc wants it; gives the paths of that."""
    shutil.copytree(_HERE / "kg", copy / "kg", ignore=shutil.ignore_patterns("__pycache__", "*.so"))
    paths = sorted(_needed(_START, set()))
    for path in paths:
        (copy / path).write_text(_rewritten((copy / path).read_text("utf-8")), "utf-8")
    return paths


def _needed(path: Path, found: set[Path]) -> set[Path]:
    """The modules that one imports, straight or by way of others, itself among them, added to those ``found``."""
    if path in found or path in _INTERPRETED or not (_HERE / path).exists():
        return found
    found.add(path)
    for node in ast.parse((_HERE / path).read_text("utf-8")).body:
        if isinstance(node, ast.ImportFrom) and node.module is not None:
            folder = Path(*node.module.split("."))
            for module in (folder, *(folder / each.name for each in node.names)):
                _needed(module.with_suffix(".py"), found)
    return found


def _rewritten(source: str) -> str:
    tree = ast.parse(source)
    body = [piece for node in tree.body for piece in _pieces(node)]
    last = max((i for i, node in enumerate(body) if getattr(node, "module", "") == "__future__"), default=0)
    tree.body = [*body[: last + 1], *_parsed(_IMPORTS), *body[last + 1 :]]
    return ast.unparse(tree)


def _pieces(node: ast.stmt) -> list[ast.stmt]:
    """What stands in the copy for a statement of a module."""
    match node:
        case ast.Assign(targets=[ast.Name(id=name)]) if _CONSTANT.fullmatch(name):
            return _parsed(f"{name}: Final = {ast.unparse(node.value)}")
        case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value) if _CONSTANT.fullmatch(name):
            return _parsed(f"{name}: Final[{ast.unparse(node.annotation)}] = {ast.unparse(value)}")
        case ast.FunctionDef(
            decorator_list=[ast.Call(func=ast.Name(id="lru_cache"), keywords=[most])],
            args=ast.arguments(args=[ast.arg(arg=key, annotation=ast.expr() as key_type)], kwonlyargs=[]),
        ):
            settings = {"key": key, "key_type": ast.unparse(key_type), "most": ast.unparse(most.value)}
            return [node, *_made_apart(node, _REMEMBERED, **settings)]
        case ast.ClassDef(decorator_list=[decorator]) if "dataclass" in ast.unparse(decorator):
            description, *rest = node.body
            node.body = [description, *_methods(node, decorator), *(piece for part in rest for piece in _parts(part))]
            node.decorator_list = [_expression("dataclass(init=False, eq=False)")]
        case ast.ClassDef(bases=[ast.Subscript(value=ast.Name(id="tuple")) | ast.Name(id="_Ends")]):
            node.decorator_list = [_expression("mypyc_attr(native_class=False)")]
    return [node]


def _made_apart(node: ast.FunctionDef, template: str, **settings: str) -> list[ast.stmt]:
    """What keeps the result of a function, which from now on goes by another name and has no decorator."""
    assert node.returns is not None
    kept = template.format(name=node.name, type=ast.unparse(node.returns), **settings)
    node.name, node.decorator_list = f"_make_{node.name}", []
    return _parsed(kept)


def _parts(part: ast.stmt) -> list[ast.stmt]:
    """What stands in the copy for a statement of a data class."""
    if isinstance(part, ast.FunctionDef) and _is_kept(part):
        return [part, *_made_apart(part, _KEPT)]
    return [part]


def _is_kept(part: ast.stmt) -> TypeGuard[ast.FunctionDef]:
    decorators = part.decorator_list if isinstance(part, ast.FunctionDef) else []
    return any(ast.unparse(decorator) in {"kept", "cached_property"} for decorator in decorators)


def _methods(node: ast.ClassDef, decorator: ast.expr) -> list[ast.stmt]:
    """The methods that ``dataclass`` makes of the fields of a class, and what ``pickle`` asks for."""
    fields = [part for part in node.body if isinstance(part, ast.AnnAssign) and "init=False" not in ast.unparse(part)]
    names = [ast.unparse(field.target) for field in fields]
    values, others = (", ".join(f"{owner}.{name}" for name in names) for owner in ("self", "other"))
    settings = ast.unparse(decorator)
    methods = _COPIED
    if "eq=False" not in settings:
        methods += _COMPARED + (_HASHED if "frozen=True" in settings else "")
    return [_init(node, fields), *_parsed(methods.format(name=node.name, values=values, others=others))]


def _init(node: ast.ClassDef, fields: list[ast.AnnAssign]) -> ast.stmt:
    parameters, steps = ["self"], []
    for field in fields:
        name, kind, default = ast.unparse(field.target), ast.unparse(field.annotation), _default(field)
        steps.append(f"self.{name} = {name}")
        if default.endswith("()"):  # a new one for each object
            kind, steps[-1] = f"{kind} | None", f"self.{name} = {default} if {name} is None else {name}"
            default = "None"
        parameters.append(f"{name}: {kind} = {default}" if default else f"{name}: {kind}")
    steps += [f"self._has_{part.name}: bool = False" for part in node.body if _is_kept(part)]
    if any(isinstance(part, ast.FunctionDef) and part.name == "__post_init__" for part in node.body):
        steps.append("self.__post_init__()")
    (made,) = _parsed(f"def __init__({', '.join(parameters)}) -> None:\n    " + "\n    ".join(steps))
    return made


def _default(field: ast.AnnAssign) -> str:
    """What a field is where nothing is given for it, as an expression; empty where something must be."""
    match field.value:
        case ast.Call(func=ast.Name(id="field"), keywords=keywords):
            settings = {keyword.arg: ast.unparse(keyword.value) for keyword in keywords}
            return f"{settings['default_factory']}()" if "default_factory" in settings else settings.get("default", "")
        case ast.expr() as value:
            return ast.unparse(value)
    return ""


def _parsed(source: str) -> list[ast.stmt]:
    return ast.parse(source).body


def _expression(source: str) -> ast.expr:
    return ast.parse(source, mode="eval").body


if __name__ == "__main__":
    main()
