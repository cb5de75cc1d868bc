"""The material that is not the project's own: the user's document and its annotations, read from beside the project."""

import os
from pathlib import Path

import pytest

SHARED = Path(os.environ.get("SAMVERKAN_SHARED", Path(__file__).parents[2] / "shared"))
SEED = SHARED / "gold" / "seed"

needs_seed = pytest.mark.skipif(
    not SEED.is_dir(),
    reason=f"the user's document is not at {SEED} (set SAMVERKAN_SHARED to the folder that holds gold/)",
)
