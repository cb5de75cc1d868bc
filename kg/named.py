"""Whom a stretch of a text has named, for the words that mean one of them later: "nämnden", "bolaget"."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from kg.model import Body

Later = Callable[[], list[Body]]
_LOOKED_BACK = 40


class Named:
    """Whom a section has named, for the words that mean the last one of some kind.

    What is ``added`` may be left to be looked up: most sections never ask. It is kept in order until somebody asks for
    one whom it does not hold; then only the order of last mentions is kept, so that a section of any length holds no
    more than the bodies that it names.
    """

    def __init__(self) -> None:
        self._added: list[Body | Later] = []
        self._earlier: dict[Body, None] = {}

    def add(self, entry: Body | Later) -> None:
        """Note a body, or how to look some up."""
        self._added.append(entry)

    def last(self, fits: Callable[[Body], bool]) -> Body | None:
        """The last named body that ``fits``."""
        # Far back it goes forward: one that is looked up may itself look back, and so on down, deeper than Python goes.
        if len(self._added) > _LOOKED_BACK:
            self._settle(len(self._added) - _LOOKED_BACK)
        walked: list[Body] = []
        while self._added:
            entry = self._added.pop()
            bodies = [entry] if isinstance(entry, Body) else entry()
            walked += reversed(bodies)
            found = next((body for body in reversed(bodies) if fits(body)), None)
            if found is not None:
                self._added += reversed(walked)
                return found
        found = next((body for body in reversed(self._earlier) if fits(body)), None)
        self._added += reversed(walked)
        self._settle(len(walked))
        return found

    def all(self) -> Iterable[Body]:
        """Everybody named, each once."""
        self._settle(len(self._added))
        return self._earlier

    def take(self, other: Named) -> None:
        """Note everybody whom ``other`` names."""
        self._added += other.all()

    def _settle(self, count: int) -> None:
        entries, self._added = self._added, []
        for entry in entries[:count]:
            for body in [entry] if isinstance(entry, Body) else entry():
                self._earlier.pop(body, None)
                self._earlier[body] = None
        self._added = entries[count:]
