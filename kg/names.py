"""Finding a body, a group, an action, a report, a role or a document by what people write.

"Svenska Bostäder", "svenska bostaders" and "rinkeby-kista" all find what they mean. A name is compared in ever looser
readings, and the first reading under which anything fits decides. Within a reading, what the documents name goes before
what only an authority file knows; where only a part of a name was written, it does so whatever the reading. One fit is
the answer; several are a question back to the person who asked.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from pyoxigraph import Literal, NamedNode, QuerySolution, QuerySolutions

from kg.assets import queries_dir
from kg.errors import QuestionError
from kg.folding import plain, unmarked
from kg.store import Store

_LISTED_BY = {
    "Body": "bodies",
    "Group": "bodies",
    "Action": "actions",
    "Report": "per-report",
    "Role": "per-role",
    "Document": "document",
}  # the question that shows what there is

KINDS = tuple(_LISTED_BY)
"""What can be found by name: queries/names/ has a query for each, named in lower case."""

_SHOWN = 8  # choices in a message that must stay on one line
_WORD = re.compile(r"\d+(?:[.:/-]\d+)+|[^\W_]+")
_ENDINGS = ("erna", "arna", "orna", "en", "et", "s", "e")
_PLURALS = {"erna": "er", "arna": "ar", "orna": "or"}
_STEM = 4  # letters that always remain
_PREFIX = 3  # letters that a word must have to stand for a longer one


@dataclass(frozen=True, order=True)
class Entry:
    """A thing with a name: its label, what kind of thing it is, all its names, and whether documents name it."""

    label: str
    kind: str
    iri: str
    names: tuple[str, ...]
    occurs: bool

    def __str__(self) -> str:
        return f"{self.label} ({self.kind})" if self.kind else self.label


class UnknownName(QuestionError):  # noqa: N818 (named for what was met, as its siblings)
    """Nothing has that name."""


class AmbiguousName(QuestionError):  # noqa: N818
    """Several things have that name; `choices` are the IRI, label and kind of each."""

    def __init__(self, text: str, kind: str, entries: list[Entry]) -> None:
        shown = ", ".join(map(str, entries[:_SHOWN])) + (f" and {len(entries) - _SHOWN} more" * (len(entries) > _SHOWN))
        super().__init__(
            f'"{text}" fits {len(entries)} of kind {kind}: {shown}', hint="write more of the name, or its IRI"
        )
        self.choices = [(entry.iri, entry.label, entry.kind) for entry in entries]


_LONGEST = 1000  # characters: nothing is called anything near as long


def find(store: Store, text: str, kind: str = "Body", lang: str = "sv") -> NamedNode:
    """The one thing of that kind that `text` names, or whose IRI it is; raises UnknownName or AmbiguousName."""
    known = entries(store, kind, lang)
    fitting = matches(known, text)
    if not fitting:
        raise UnknownName(f'no {kind.lower()} is called "{text.strip()}"', hint=_suggestion(known, text, kind))
    if len(fitting) > 1:
        raise AmbiguousName(text.strip(), kind.lower(), fitting)
    return NamedNode(fitting[0].iri)


def entries(store: Store, kind: str, lang: str = "sv") -> list[Entry]:
    """Everything of one of `KINDS` in the store, sorted by label; labels and kinds in `lang` where there are any."""
    query = (queries_dir() / "names" / f"{kind.lower()}.rq").read_text(encoding="utf-8")
    rows = store.query(query, {"lang": Literal(lang)})
    assert isinstance(rows, QuerySolutions)
    return sorted(_entries(rows))


def matches(known: Iterable[Entry], text: str) -> list[Entry]:
    """The entries that `text` fits under the strictest reading that anything fits; in the order given."""
    named = list(known)
    asked = text.strip()
    if addressed := [entry for entry in named if entry.iri == asked]:
        return addressed
    if len(asked) > _LONGEST or not _words(asked):
        return []
    for candidates, readings in (
        (named, _WHOLE),
        ([entry for entry in named if entry.occurs], _PARTS),
        (named, _PARTS),
    ):
        for fits in readings:
            found = [entry for entry in candidates if any(fits(asked, name) for name in entry.names)]
            if found:
                return [entry for entry in found if entry.occurs] or found
    return []


def _entries(rows: Iterable[QuerySolution]) -> Iterator[Entry]:
    """The rows of a query of queries/names/, one for each name, put together."""
    gathered: dict[str, list[QuerySolution]] = {}
    for row in rows:
        gathered.setdefault(_text(row["iri"]), []).append(row)
    for iri, group in gathered.items():
        names = {_text(row["name"]) for row in group if row["name"]}
        label = min(filter(None, (_text(row["label"]) for row in group)), default=iri)
        kind = min(_text(row["kind"]) for row in group)
        occurs = any(_text(row["occurs"]) == "true" for row in group)
        yield Entry(label, kind, iri, tuple(sorted(names | {label})), occurs)


def _text(term: object) -> str:
    return str(getattr(term, "value", ""))


def _suggestion(known: list[Entry], text: str, kind: str) -> str:
    by_name = {plain(name): entry for entry in reversed(known) for name in entry.names}
    nearest = get_close_matches(plain(text[:_LONGEST]), list(by_name), n=3, cutoff=0.5)
    labels = dict.fromkeys(by_name[name].label for name in nearest)
    return f"did you mean {' or '.join(labels)}?" if labels else f"list them: samverkan ask {_LISTED_BY[kind]}"


@lru_cache(maxsize=100_000)
def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(plain(text)))


@lru_cache(maxsize=100_000)
def _stems(text: str) -> tuple[str, ...]:
    return tuple(stem(word) for word in _words(text))


@lru_cache(maxsize=100_000)
def _bare(text: str) -> tuple[str, ...]:
    """The stems without the marks over letters: what a foreign keyboard leaves of them."""
    return tuple(stem(word) for word in _words(unmarked(text)))


def stem(word: str) -> str:
    """A word, in small letters, without its definite ending and genitive s: one for nämnd, nämnden and nämndens."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _STEM:
            rest = word.removesuffix(ending)
            return rest + _PLURALS[ending] if ending in _PLURALS else stem(rest)
    return word


def _begins(asked: str, name: str) -> bool:
    """Whether each word asked for begins a word of the name."""
    there = _words(unmarked(name))
    return all(
        len(word) >= _PREFIX and any(other.startswith(word) for other in there) for word in _words(unmarked(asked))
    )


_Reading = Callable[[str, str], bool]

_WHOLE: tuple[_Reading, ...] = (
    lambda asked, name: plain(asked) == plain(name),
    lambda asked, name: _stems(asked) == _stems(name),
    lambda asked, name: _bare(asked) == _bare(name),
)
_PARTS: tuple[_Reading, ...] = (
    lambda asked, name: set(_stems(asked)) <= set(_stems(name)),
    lambda asked, name: set(_bare(asked)) <= set(_bare(name)),
    _begins,
)
