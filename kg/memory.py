"""What is kept once it is worked out, and when Python looks for what it no longer needs."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Generic, Self, TypeVar, overload

_Made = TypeVar("_Made")


class kept(Generic[_Made]):  # noqa: N801 (as property and cached_property)
    """A property that is worked out once and kept: ``functools.cached_property`` without its lock.

    That lock costs more than most of what is kept for one block or one sentence, which no two threads share.
    """

    def __init__(self, make: Callable[[Any], _Made]) -> None:
        self._make, self._name, self.__doc__ = make, make.__name__, make.__doc__

    @overload
    def __get__(self, owner: None, kind: type) -> Self: ...

    @overload
    def __get__(self, owner: object, kind: type) -> _Made: ...

    def __get__(self, owner: object, kind: type) -> Self | _Made:
        if owner is None:
            return self
        made = self._make(owner)
        object.__setattr__(owner, self._name, made)  # also where it is frozen; to ask for its __dict__ makes one
        return made


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
