"""What is written for the compiler reads a document as its sources do."""

import subprocess
import sys
from pathlib import Path

from command import ROOT
from conftest import GOLD

from compiled import rewrite

READ = """
import sys
from pathlib import Path
from kg.claims import extract
from kg.lexicon import load
from kg.readers import read
for path in sys.argv[1:]:
    print(extract(read(Path(path)), load()))
"""


def readings(place: Path) -> str:
    texts = sorted(map(str, GOLD.glob("*/text.txt")))[::5]
    done = subprocess.run(
        [sys.executable, "-c", READ, *texts], cwd=place, capture_output=True, text=True, check=True, timeout=300
    )
    return done.stdout


def test_the_copy_reads_as_the_sources_do(tmp_path: Path) -> None:
    rewrite(tmp_path)
    for name in ("ontology", "pyproject.toml"):
        (tmp_path / name).symlink_to(ROOT / name)
    assert readings(tmp_path) == readings(ROOT)
