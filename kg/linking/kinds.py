"""What other data's own types say of the kind of a thing, by the words of queries/linking/kinds.rq."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from pyoxigraph import QuerySolutions

from kg.linking.entity import query
from kg.namespaces import SAMV
from kg.store import Store


@dataclass(frozen=True)
class Kinds:
    """Words and the kinds that they say, those that decide first at the beginning."""

    words: tuple[tuple[str, str], ...]

    @classmethod
    def load(cls, store: Store) -> Self:
        """The words of queries/linking/kinds.rq; the store is only needed to run it."""
        rows = store.query(query("kinds"))
        assert isinstance(rows, QuerySolutions)
        return cls(tuple((str(row["word"].value), str(row["kind"].value).removeprefix(SAMV)) for row in rows))

    def kind(self, types: Iterable[str]) -> str:
        """The local name of the class that the ids and names of types say; "" where they say none."""
        texts = [text.rpartition("/")[2].casefold() for text in types]
        for word, kind in self.words:
            if any(re.search(rf"(?<!\w){re.escape(word)}(?:s|er|en|et)?(?!\w)", text) for text in texts):
                return kind
        return ""
