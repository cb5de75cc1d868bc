"""How fast pages of several sizes open and move, against stock pyvis and a plain sigma.js page; run by ``make bench``.

Each page is opened in headless Chromium without a GPU. "Usable" is the time from the navigation to the end of the first
frame in which the network stands drawn; panning is how many frames a second the page draws while the pointer drags it.
All pages are measured in one run, and printed as ratios to this project's own. Stock pyvis simulates physics and is
usable when it has come to rest. sigma.js is taken from the npm packages of ``tests/node``; it draws by WebGL, which
Chromium then computes in software.
"""

import json
import random
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import networkx as nx
from browser.reader import CHROMIUM, FLAGS
from node_modules import FOLDER as NODE_MODULES

import viz

SIZES = (50, 500, 5_000, 20_000)
EDGES = 3  # for each node
BLOCK = 40  # nodes that keep together
PATIENCE = 30  # seconds after which a page counts as never usable
PANNING = 2.0  # seconds
QUADRATIC = 500  # nodes up to which pyvis adds its edges itself
KINDS = ("Committee", "Administration", "MunicipalCompany", "CivilSocietyOrganisation", "StateAgency")
READY = {
    "ours": "window.samverkan && document.querySelector('#network canvas')",
    "pyvis": "window.stabilised",
    "sigma": "window.drawn",
}
MORE = {"sigma": ["--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]}
"""What a page needs of the browser beside the flags of all: WebGL without a GPU."""
FRAMES = """
window.frames_ = 0;
const tick = () => { window.frames_++; requestAnimationFrame(tick); };
requestAnimationFrame(tick);
"""
WATCH = """
const look = () => {
  let found = false;
  try { found = Boolean(%s); } catch { /* not there yet */ }
  const usable = () => (document.documentElement.dataset.usable = performance.now());
  if (found) requestAnimationFrame(() => setTimeout(usable, 0));
  else requestAnimationFrame(look);
};
requestAnimationFrame(look);
"""


@dataclass(frozen=True)
class Speed:
    """Seconds until a page is usable (None: not within the time allowed), and frames a second while it is dragged."""

    usable: float | None
    frames: float | None


def network(size: int, seed: int = 7) -> nx.Graph:
    """A seeded graph of that many nodes in blocks, three edges each, one in seven of them to another block."""
    chance = random.Random(seed)
    graph = nx.Graph(title=f"{size} nodes")
    graph.add_nodes_from((f"n{node}", {"label": f"Aktör {node}", "kind": chance.choice(KINDS)}) for node in range(size))
    pairs: set[tuple[int, int]] = set()
    while len(pairs) < size * EDGES:
        one = chance.randrange(size)
        near = one // BLOCK * BLOCK + chance.randrange(BLOCK)
        other = chance.randrange(size) if chance.random() < 1 / 7 else min(near, size - 1)
        if one != other:
            pairs.add((min(one, other), max(one, other)))
    graph.add_edges_from((f"n{a}", f"n{b}", {"certain": chance.random() < 0.8}) for a, b in sorted(pairs))
    return graph


def ours(graph: nx.Graph, folder: Path) -> Path:
    """This project's page."""
    path = folder / "ours.html"
    viz.write(graph, path)
    return path


def pyvis(graph: nx.Graph, folder: Path) -> Path:
    """The page that pyvis writes as it comes, with physics; told to say when it has come to rest."""
    from pyvis.edge import Edge  # noqa: PLC0415
    from pyvis.network import Network  # noqa: PLC0415
    from pyvis.node import Node  # noqa: PLC0415

    page = Network(cdn_resources="in_line")
    if len(graph) <= QUADRATIC:
        page.from_nx(graph)
    else:
        page.nodes = [Node(node, "dot", values["label"]).options for node, values in graph.nodes(data=True)]
        page.edges = [Edge(a, b).options for a, b in graph.edges]
    html = page.generate_html(notebook=False)
    told = 'network.once("stabilizationIterationsDone", () => { window.stabilised = true; });\n'
    begun = "network = new vis.Network(container, data, options);"
    path = folder / "pyvis.html"
    path.write_text(html.replace(begun, begun + told, 1), encoding="utf-8")
    return path


def sigma(graph: nx.Graph, folder: Path, modules: Path) -> Path:
    """The plainest sigma.js page, its nodes where ours stand."""
    from viz.payload import payload  # noqa: PLC0415

    data = payload(graph)
    nodes = [[*point, body["label"]["sv"]] for point, body in zip(data["layout"]["wide"], data["bodies"], strict=True)]
    ties = [[tie["a"], tie["b"]] for tie in data["ties"]]
    libraries = [modules / "graphology/dist/graphology.umd.min.js", modules / "sigma/dist/sigma.min.js"]
    scripts = "".join(f"<script>{path.read_text(encoding='utf-8')}</script>" for path in libraries)
    path = folder / "sigma.html"
    path.write_text(
        "<!DOCTYPE html><meta charset=utf-8><div id=network style='width:100vw;height:95vh'></div>"
        f"{scripts}<script>const nodes = {json.dumps(nodes)}, ties = {json.dumps(ties)};"
        "const graph = new graphology.Graph();"
        "nodes.forEach(([x, y, label], n) => graph.addNode(n, { x, y: -y, size: 4, label, color: '#0b6cad' }));"
        "ties.forEach(([a, b]) => graph.mergeEdge(a, b));"
        "const drawing = new Sigma(graph, document.getElementById('network'));"
        "drawing.once('afterRender', () => (window.drawn = true)); drawing.refresh();</script>",
        encoding="utf-8",
    )
    return path


def opened(browser: Any, name: str, path: Path) -> Speed:
    """Opens one page by itself, waits until it is usable, and drags it."""
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    page = context.new_page()
    page.set_default_timeout(PATIENCE * 1000)
    page.add_init_script(WATCH % READY[name])
    page.goto(path.as_uri(), wait_until="commit")
    usable = waited(page)
    speed = Speed(usable, None if usable is None else dragged(page))
    context.close()
    return speed


def waited(page: Any) -> float | None:
    """Seconds until the page is usable; None where it takes too long."""
    from playwright.sync_api import TimeoutError as TooLong  # noqa: PLC0415

    try:
        page.wait_for_selector("html[data-usable]", state="attached")
    except TooLong:
        return None
    return float(page.evaluate("document.documentElement.dataset.usable")) / 1000


def dragged(page: Any) -> float:
    """Frames a second while the pointer drags the middle of the picture to and fro."""
    box = page.locator("#network, #mynetwork").first.bounding_box()
    x, y = box["x"] + box["width"] / 2 + 31, box["y"] + box["height"] / 2 + 17
    page.evaluate(FRAMES)
    page.mouse.move(x, y)
    page.mouse.down()
    begin, step = time.perf_counter(), 0
    first = page.evaluate("window.frames_")
    while (spent := time.perf_counter() - begin) < PANNING:
        step += 1
        page.mouse.move(x + step * 7 % 160 - 80, y + step * 3 % 100 - 50)
    frames: float = (page.evaluate("window.frames_") - first) / spent
    page.mouse.up()
    return frames


def pages(graph: nx.Graph, folder: Path) -> Iterator[tuple[str, Path | None]]:
    """The pages to compare; None for one that cannot be made here."""
    yield "ours", ours(graph, folder)
    yield "pyvis", pyvis(graph, folder)
    yield "sigma", sigma(graph, folder, NODE_MODULES) if (NODE_MODULES / "sigma").is_dir() else None


def line(size: int, name: str, speed: Speed, own: Speed) -> str:
    """One page's figures, with its ratios to our own page."""
    head = f"page of {size} nodes, {name}: "
    if speed.usable is None or speed.frames is None:
        return f"{head}not usable within {PATIENCE} s"
    figures = f"{head}usable after {speed.usable:.2f} s, {speed.frames:.0f} frames/s while panning"
    if name == "ours" or own.usable is None or not own.frames:
        return figures
    return f"{figures}; {speed.usable / own.usable:.1f} x our time, {speed.frames / own.frames:.2f} x our frames"


def measure(playwright: Any, size: int) -> None:
    """Prints the figures of all pages of one size."""
    with tempfile.TemporaryDirectory() as folder:
        own = Speed(None, None)
        for name, path in pages(network(size), Path(folder)):
            if path is None:
                print(f"page of {size} nodes, {name}: missing: npm install --prefix tests/node")
                continue
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS, *MORE.get(name, [])])
            speed = opened(browser, name, path)
            browser.close()
            own = speed if name == "ours" else own
            print(line(size, name, speed, own), flush=True)


def main() -> None:
    """Prints how fast pages of each size become usable and move; says so where the browser is missing."""
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415
    except ImportError:
        print("pages: not measured, playwright for Python is not installed")
        return
    if not CHROMIUM:
        print("pages: not measured, there is no Chromium")
        return
    with sync_playwright() as playwright:
        for size in SIZES:
            measure(playwright, size)


if __name__ == "__main__":
    main()
