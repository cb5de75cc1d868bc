"""The files of the published site, and in which of them the others have no share."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain


@dataclass(frozen=True)
class Part:
    """A file of the site: its path from the site's root, with forward slashes, and all its bytes."""

    path: str
    content: bytes


def _nothing(_: list[str]) -> tuple[Part, ...]:
    return ()


@dataclass(frozen=True)
class Batches:
    """Parts in batches none of which rests on another: they can be made at the same time, and in any order.

    ``first`` is for the process that asks for them, ``others`` for whoever is free; fewer than 256, the longest first.
    ``last`` makes, from the sorted paths of all these, what rests on them. Each batch can be gone through once.
    """

    first: Iterable[Part]
    others: Sequence[Iterable[Part]] = ()
    last: Callable[[list[str]], Iterable[Part]] = _nothing

    def __iter__(self) -> Iterator[Part]:
        """All parts, one by one."""
        paths: list[str] = []
        for part in chain(self.first, *self.others):
            paths.append(part.path)
            yield part
        yield from self.last(sorted(paths))
