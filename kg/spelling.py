"""What can be said of a word by its spelling alone, kept as long as there is room."""

from collections.abc import Callable
from typing import TypeVar

_Known = TypeVar("_Known")
_LONGEST = 100  # code points: what is longer is no word, and does not come again


class BySpelling(dict[str, _Known]):
    """What a word is by itself, worked out once for each spelling: the same words come in every document.

    Names and numbers never end, so when there are too many everything is forgotten, and the common words come back.
    """

    def __init__(self, work_out: Callable[[str], _Known], most: int = 1 << 15) -> None:
        super().__init__()
        self._work_out, self._most = work_out, most

    def __missing__(self, word: str) -> _Known:
        if len(word) > _LONGEST:
            return self._work_out(word)
        if len(self) >= self._most:
            self.clear()
        made = self[word] = self._work_out(word)
        return made
