"""The page: one HTML file that holds its library, styles, script and data, and asks the network for nothing."""

import base64
import hashlib
import json
import os
from collections.abc import Hashable, Mapping
from contextlib import suppress
from importlib.resources import files
from pathlib import Path
from typing import Any

import jinja2
import networkx as nx
from markupsafe import Markup

from viz.drawing import library
from viz.links import beside
from viz.payload import LANGUAGES, payload

ASSETS = files("viz") / "assets"
STYLES = (
    "ground.css",
    "page.css",
    "picture.css",
    "filters.css",
    "matrix.css",
    "reading.css",
    "about.css",
    "downloads.css",
    "linked.css",
    "sheet.css",
    "print.css",
)
"""The parts of the page's style in the order in which they build on each other."""
SCRIPTS = (
    "state.js",
    "text.js",
    "elements.js",
    "cells.js",
    "ranks.js",
    "filters.js",
    "scope.js",
    "sight.js",
    "facets.js",
    "views.js",
    "marks.js",
    "matrix.js",
    "grid.js",
    "labels.js",
    "surface-vis.js",
    "surface-canvas.js",
    "scenes.js",
    "scene-ego.js",
    "scene-columns.js",
    "picture.js",
    "quotes.js",
    "citing.js",
    "linked.js",
    "panel.js",
    "cell.js",
    "analysis.js",
    "reading.js",
    "about.js",
    "tables.js",
    "printsheet.js",
    "drawn.js",
    "poster.js",
    "spreadsheet.js",
    "networkfile.js",
    "downloads.js",
    "search.js",
    "choices.js",
    "page.js",
)
"""The parts of the page's script in the order in which they build on each other."""
HARMLESS = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
"""What could end a script block, or start another, written so that JSON still reads the same."""


def page(
    graph: "nx.Graph[Any]",
    *,
    title: str | None = None,
    language: str = "sv",
    kept: Mapping[str, Any] | None = None,
    focus: Hashable | None = None,
) -> str:
    """One HTML document that shows the graph, in Swedish ("sv") or English ("en") at first; the reader may switch.

    The title is the given one, else the graph's own. ``kept`` are positions of an earlier page, as ``arrangement``
    gives them: nodes that are in it stay where they were. With ``focus``, a node, the page opens with what surrounds
    that node. The same graph and positions give the same characters each time. Raises ``ValueError`` for another
    language, for positions that are none and for a node that the graph does not have.
    """
    if language not in LANGUAGES:
        raise ValueError(f"the page speaks {' and '.join(LANGUAGES)}, not {language!r}")
    words = texts()
    heading = title or str(graph.graph.get("title") or words[language]["title"])
    data = {"title": heading, "language": language, "texts": words, **payload(graph, kept, focus=focus)}
    scripts = (library(), script()) if data["drawing"] else (script(),)
    home = beside(str(graph.graph.get("home") or ""))
    return clean(_render(heading, language, words[language], _json(data), scripts, home=home))


def write(
    graph: "nx.Graph[Any]",
    path: str | os.PathLike[str],
    *,
    title: str | None = None,
    language: str = "sv",
    kept: Mapping[str, Any] | None = None,
    focus: Hashable | None = None,
) -> None:
    """Writes the page to a file: all of it or, where an ``OSError`` is raised, nothing."""
    target = Path(path)
    html = page(graph, title=title, language=language, kept=kept, focus=focus)
    part = target.with_name(f".{os.getpid()}.part")
    try:
        part.write_text(html, encoding="utf-8", newline="\n")
        part.replace(target)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise


def _render(
    title: str, language: str, texts: dict[str, Any], data: str, scripts: tuple[str, ...], *, home: str | None
) -> str:
    environment = jinja2.Environment(
        loader=jinja2.FunctionLoader(asset),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        keep_trailing_newline=True,
    )
    style = "\n".join(asset(f"css/{name}") for name in STYLES)
    return environment.get_template("page.html.jinja").render(
        title=title,
        language=language,
        texts=texts,
        home=home,
        policy=_policy(style, scripts),
        style=Markup(style),  # noqa: S704 - a file of this package
        scripts=[Markup(script) for script in scripts],  # noqa: S704 - files of this package and of pyvis
        data=Markup(data),  # noqa: S704 - escaped by _json
    )


def _policy(style: str, scripts: tuple[str, ...]) -> str:
    """Nothing may be loaded, and no script or style runs but those that the page was written with."""
    allowed = " ".join(digest(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src {digest(style)}; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
    )


def digest(source: str) -> str:
    """The SHA-256 of a script or style, as a Content-Security-Policy names it."""
    digest = base64.b64encode(hashlib.sha256(source.encode("utf-8")).digest()).decode("ascii")
    return f"'sha256-{digest}'"


def texts() -> dict[str, dict[str, Any]]:
    """The interface's words by language: those of all files of texts/, each of which has what one part says."""
    files = sorted((file for file in (ASSETS / "texts").iterdir()), key=lambda file: file.name)
    parts = [json.loads(file.read_text(encoding="utf-8")) for file in files if file.name.endswith(".json")]
    return {language: {name: text for part in parts for name, text in part[language].items()} for language in LANGUAGES}


def script() -> str:
    """The page's own script: its parts in one strict function, so that nothing of them is global."""
    parts = "\n".join(asset(f"js/{name}") for name in SCRIPTS)
    return f'"use strict";\n(() => {{\n{parts}}})();\n'


def asset(name: str) -> str:
    """A file of ``assets/`` by its name from there.

    Raises FileNotFoundError where there is none.
    """
    return ASSETS.joinpath(*name.split("/")).read_text(encoding="utf-8")


def _json(data: dict[str, Any]) -> str:
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for harmful, harmless in HARMLESS.items():  # faster than translate, which looks at every character
        written = written.replace(harmful, harmless)
    return written


def clean(html: str) -> str:
    """Half characters, which no file can hold, become question marks; HTML reads no NUL."""
    return html.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")
