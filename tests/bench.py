"""Speed, as ratios: run by ``make bench``; prints figures and judges nothing.

Reading is measured on the sample repeated to a given size, each copy under a report of its own, so that cost against
length shows. The yardstick is the time that Python itself takes to find the words of the same text by a regular
expression: the ratio to it means the same on a slow and on a fast machine.
"""

import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

from kg.assets import sample_path
from kg.claims import extract
from kg.lexicon import load
from kg.model import Document
from kg.readers import read


def repeated(copies: int) -> Document:
    """The sample many times over, as one document."""
    text = read(sample_path()).text
    return Document("bench.txt", "\n\n".join(text for _ in range(copies)), "0" * 64)


def seconds(work: Callable[[], object], runs: int = 3) -> float:
    """The best of several runs: what the machine can do when nothing else disturbs it."""
    best = float("inf")
    for _ in range(runs):
        begin = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - begin)
    return best


def main() -> None:
    """Print speed of reading, and how its cost grows with length."""
    lexicon = load()
    word = re.compile(r"\w+")
    costs: dict[int, float] = {}
    for copies in (4, 16, 64):
        document = repeated(copies)
        size = len(document.text.encode()) / 1_000_000
        spent = seconds(lambda document=document: extract(document, lexicon))  # type: ignore[misc]
        yardstick = seconds(lambda document=document: word.findall(document.text))  # type: ignore[misc]
        costs[copies] = spent / size
        sys.stdout.write(f"{size:6.2f} MB: {size / spent:5.2f} MB/s, {spent / yardstick:6.0f} x finding its words\n")
    sys.stdout.write(f"cost per MB at 64 copies / at 4 copies: {costs[64] / costs[4]:.2f} (1.00 is linear)\n")
    sys.stdout.write(f"sample: {Path(sample_path()).stat().st_size} bytes\n")


if __name__ == "__main__":
    main()
