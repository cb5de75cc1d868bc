"""When Python looks for what it no longer needs."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Put off the search for objects that hold each other; as a decorator, for as long as a function runs.

    What is read of a document is made of many small objects that live as long as it does: to go through them again and
    again for what is not there takes a tenth of the time. What nobody holds is still let go at once.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@contextmanager
def settled() -> Iterator[None]:
    """Leave what is there now out of that search, for a time in which much else is made and let go."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
