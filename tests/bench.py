"""Speed, as ratios: run by ``make bench``; prints figures and judges nothing. With ``reading``, that alone.

Reading is measured on real texts, each read by itself: the annotated ones and, where it is there, the corpus beside the
project. And on two kinds of text repeated to a given size, each copy under a report of its own, so that cost against
length shows: the sample, in which almost every sentence gives somebody a role, and the annotated traps, in which none
does. The yardstick is the time that Python itself takes to find the words of the same text by a regular expression: the
ratio to it means the same on a slow and on a fast machine; real texts are given beside a fixed loop too, and the build
of Python is told, as one without optimization (PGO) is slower by a fifth. Pages are measured against those of pyvis.
"""

import random
import re
import resource
import subprocess
import sys
import sysconfig
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import networkx
from pyvis.network import Network
from shared import SHARED

import viz
from kg import claims as reader
from kg.assets import sample_path
from kg.claims import extract
from kg.lexicon import Lexicon, load
from kg.model import Document
from kg.publication.holdings import holdings
from kg.publication.site import site
from kg.publication.term_pages import term_paths
from kg.rdf import document_graph, document_quads
from kg.readers import read
from kg.rules import apply_rules
from kg.settings import example_settings
from kg.store import Store

GOLD = Path(__file__).parent / "gold"
LARGE = 5_000_000  # bytes
LONG = 60  # seconds: pyvis is not waited for longer
WORD = re.compile(r"\w+")


def repeated(text: str, copies: int) -> Document:
    """A text many times over, as one document."""
    return Document("bench.txt", "\n\n".join(text for _ in range(copies)), "0" * 64)


def traps() -> str:
    """The annotated texts that name many and give nobody a role."""
    return "\n\n".join(path.read_text(encoding="utf-8") for path in sorted(GOLD.glob("*-falla/text.txt")))


def seconds(work: Callable[[], object], runs: int = 3) -> float:
    """The best of several runs: what the machine can do when nothing else disturbs it."""
    best = float("inf")
    for _ in range(runs):
        begin = time.process_time()
        work()
        best = min(best, time.process_time() - begin)
    return best


def reading(name: str, text: str, sizes: tuple[int, ...], lexicon: Lexicon) -> None:
    """Print how fast a kind of text is read, and how the cost grows with its length."""
    costs = []
    for copies in sizes:
        document = repeated(text, copies)
        size = len(document.text.encode()) / 1_000_000
        spent = seconds(lambda document=document: extract(document, lexicon))  # type: ignore[misc]
        yardstick = seconds(lambda document=document: WORD.findall(document.text))  # type: ignore[misc]
        costs.append(spent / size)
        print(f"{name}: {size:6.2f} MB: {size / spent:5.2f} MB/s, {spent / yardstick:6.0f} x finding its words")
    print(f"{name}: cost per MB, longest / shortest: {costs[-1] / costs[0]:.2f} (1.00 is linear)")


def loop() -> object:
    """A fixed piece of work in bare Python, to tell how fast the machine is just now."""
    return sum(i * i for i in range(3_000_000))


def real(name: str, files: list[Path], lexicon: Lexicon) -> None:
    """Print how fast real texts are read, each by itself as a user has them, and how many claims they make."""
    if not files:
        print(f"{name}: no texts there, skipped")
        return
    documents = [read(file) for file in files]
    claims = sum(len(extract(document, lexicon).claims) for document in documents)
    before = seconds(loop)
    spent = sum(seconds(lambda d=document: extract(d, lexicon)) for document in documents)  # type: ignore[misc]
    after = seconds(loop)
    yardstick = seconds(lambda: [WORD.findall(document.text) for document in documents])
    size = sum(len(document.text.encode()) for document in documents) / 1_000_000
    print(f"{name}: {len(files)} texts, {size:.2f} MB, {claims} claims: {size / spent:.2f} MB/s,", end=" ")
    print(f"{spent / yardstick:.0f} x finding its words; the fixed loop takes {before:.2f} s, {after:.2f} s after")


def large(text: str, lexicon: Lexicon) -> None:
    """Print what one very long document costs beside a short one."""
    copies = LARGE // len(text.encode()) + 1
    short, long = repeated(text, max(1, copies // 50)), repeated(text, copies)
    costs = [seconds(lambda d=d: extract(d, lexicon), 1) / len(d.text) for d in (short, long)]  # type: ignore[misc]
    size, growth = len(long.text.encode()) / 1e6, costs[1] / costs[0]
    print(f"one text of {size:.1f} MB: cost per letter / that of a fiftieth: {growth:.2f} (1.00 is linear)")


def memory(text: str, lexicon: Lexicon) -> None:
    """Print how the peak of memory grows from 20 documents read one after another to 400."""
    peaks = []
    for count in (20, 380):
        for number in range(count):
            extract(Document(f"{number}.txt", f"{text}\n\nNummer {number}.", f"{number:064d}"), lexicon)
        peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
    print(f"peak of memory after 400 documents / after 20: {peaks[1] / peaks[0]:.2f} (1.00 is flat)")


def start() -> None:
    """Print how long the command takes from its start to its first result, and Python alone."""
    command = [sys.executable, "-m", "kg.cli", "explain", str(sample_path())]
    alone = [sys.executable, "-c", "pass"]
    spent = [min(_wall(each) for _ in range(3)) for each in (command, alone)]
    print(f"from start to the claims of the sample: {spent[0]:.2f} s, {spent[0] / spent[1]:.0f} x starting Python")


def _wall(command: list[str]) -> float:
    begin = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begin


def communities(size: int) -> "networkx.Graph[str]":
    """A network as those of public bodies are: communities of power-law sizes, few bridges, three ties to a body."""
    chance = random.Random(1)
    graph: networkx.Graph[str] = networkx.Graph()
    graph.add_nodes_from((f"body {number}", {"label": f"Nämnd nummer {number}"}) for number in range(size))
    ends = [0]
    while ends[-1] < size:
        ends.append(min(size, ends[-1] + 5 + int(8 * chance.paretovariate(1.1))))
    groups = [range(start, end) for start, end in pairwise(ends)]
    homes = {member: group for group in groups for member in group}
    for _ in range(3 * size):
        one = chance.randrange(size)
        other = chance.choice(homes[one]) if chance.random() < 0.95 else chance.randrange(size)
        graph.add_edge(f"body {one}", f"body {other}", certain=chance.random() < 0.7)
    graph.remove_edges_from(list(networkx.selfloop_edges(graph)))
    return graph


def stock(graph: "networkx.Graph[str]") -> str:
    """The page that pyvis makes of a graph."""
    network = Network()
    network.from_nx(graph)
    return network.generate_html()


def pages() -> None:
    """Print how long it takes to lay out and write a page, and pyvis to write one that its reader's machine lays out.

    pyvis looks through all ties for every one that it adds, so a fifth of a graph tells what the whole would take.
    """
    for size in (50, 500, 5000, 20_000):
        graph = communities(size)
        spent = seconds(lambda graph=graph: viz.page(graph), 1)  # type: ignore[misc]
        fifth = communities(size // 5)
        expected = 25 * seconds(lambda fifth=fifth: Network().from_nx(fifth), 1)  # type: ignore[misc]
        if size > 500 and expected > LONG:
            print(f"a page of {size} bodies: {spent:.2f} s; pyvis skipped: it would take some {expected:.0f} s")
            continue
        theirs = seconds(lambda graph=graph: stock(graph), 1)  # type: ignore[misc]
        print(f"a page of {size} bodies: {spent:.2f} s, {spent / theirs:.2f} x stock pyvis ({theirs:.2f} s)")


def many_towns(count: int, lexicon: Lexicon) -> Store:
    """A store of as many plans as asked for, each of a town of its own: some thirty things a plan."""
    text = (GOLD / "g05-barnrattsplan-etiketter" / "text.txt").read_text(encoding="utf-8")
    store = Store.memory()
    graphs = {}
    for number in range(count):
        town = "Tors" + "".join("bdfghjklmn"[int(digit)] + "a" for digit in f"{number:03}")
        document = Document("plan.txt", text.replace("Torsvik", f"{town}vik"), f"{number:016x}" + "0" * 48)
        graphs[document_graph(document)] = document_quads(extract(document, lexicon), lexicon)
        store.put_text(document.key, document.text)
    store.replace_graphs(graphs)
    apply_rules(store)
    return store


def publishing(lexicon: Lexicon) -> None:
    """Print how long it takes to make all parts of a site, and how the cost of a thing grows with their number."""
    costs = []
    for count in (20, 80, 330):  # the last has some ten thousand things
        store, things, largest = many_towns(count, lexicon), 0, 0

        def made(store: Store = store) -> None:
            nonlocal things, largest
            held = holdings(store)
            things = len(held.things)
            for part in site(store, example_settings(), held):
                if "id/body/" in part.path and part.path.endswith(".html"):
                    largest = max(largest, len(part.content))

        spent = seconds(made, 1)
        costs.append(spent / things)
        terms = sum(1 for _ in term_paths())
        print(f"a site of {things} things and {terms} terms: {spent:.1f} s, {things / spent:.0f} things/s")
        print(f"  the largest page of a body: {largest / 1024:.0f} KiB")
    print(f"a site: cost per thing, many / few: {costs[1] / costs[0]:.2f} (1.00 is linear)")


def main() -> None:
    """Print speed of reading, its growth with length, its memory, the time to a first result, pages and sites."""
    lexicon = load()
    sample = read(sample_path()).text
    is_optimized = "--enable-optimizations" in (sysconfig.get_config_var("CONFIG_ARGS") or "")
    how = "interpreted" if str(reader.__file__).endswith(".py") else "compiled"
    print(f"Python {sys.version.split()[0]}, built {'with' if is_optimized else 'without'} optimization; kg {how}")
    real("corpus", sorted((SHARED / "corpus").rglob("*.md")), lexicon)
    real("annotated texts", sorted(GOLD.glob("*/text.txt")), lexicon)
    memory(sample, lexicon)
    reading("dense text", sample, (4, 16, 64), lexicon)
    reading("text without roles", traps(), (2, 8, 32), lexicon)
    large(sample, lexicon)
    start()
    if sys.argv[1:] == ["reading"]:
        return
    pages()
    publishing(lexicon)


if __name__ == "__main__":
    main()
