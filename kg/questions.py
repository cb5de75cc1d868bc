"""The catalogue of questions: the .rq files of queries/, their headers, and how an answer is asked for.

A question is a SPARQL query whose first lines say what it is for, in comments that any SPARQL engine passes over:

    #+ summary: Who does a body collaborate with?
    #+ summary_sv: Vilka samverkar ett organ med?
    #+ params: body:Body, other:Body?
    #+ tags: ties

A parameter is a variable that the query selects, and it is bound as a term: what a person types never becomes part of
the query. A question mark marks one that may be left out; `params: none` stands where there are none. Every question
also selects `?lang`, the language of labels.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from pyoxigraph import Literal, NamedNode, QueryResultsFormat, QuerySolutions, parse_query_results

from kg import names
from kg.assets import queries_dir
from kg.errors import AssetError, QuestionError
from kg.header import read_header
from kg.sources import FACTS, LINKS
from kg.store import Store

if TYPE_CHECKING:
    from kg.federation import Federation

Value: TypeAlias = str | int | NamedNode | Literal

TYPES = (*names.KINDS, "String", "Integer")
"""What a parameter can be: the kinds of things that have names, and two kinds of plain values."""

_KEYS = ("summary", "summary_sv", "params", "tags")
_NO_PARAMETERS = "none"
_PARAMETER = re.compile(r"([a-z]\w*):([A-Z]\w*)(\??)")
_SELECT = re.compile(r"^SELECT\b(.*?)(?:\bWHERE\b|\{)", re.DOTALL | re.MULTILINE)
_INTEGER = re.compile(r"[+-]?[0-9]{1,18}")


@dataclass(frozen=True)
class Parameter:
    """Something a question must be told, or may be."""

    name: str
    type: str
    optional: bool

    def __str__(self) -> str:
        return f"{self.name}:{self.type}{'?' * self.optional}"


@dataclass(frozen=True)
class Question:
    """One .rq file: its name, its header and its text."""

    name: str
    summary: str
    summary_sv: str
    parameters: tuple[Parameter, ...]
    tags: tuple[str, ...]
    sparql: str
    path: Path

    def summary_in(self, lang: str) -> str:
        """What the question asks, in Swedish or English."""
        return self.summary_sv if lang == "sv" else self.summary

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns that an answer has, in order."""
        hidden = self.inputs
        return tuple(name for name in _selected(self.sparql) if name not in hidden)

    @property
    def inputs(self) -> frozenset[str]:
        """The variables that are asked with, which the answer does not repeat."""
        return frozenset(parameter.name for parameter in self.parameters) | {"lang"}


def catalogue(folder: Path | None = None) -> dict[str, Question]:
    """All questions by name, sorted; AssetError with file and line where a header is not as it should be.

    The folders below `folder` (by default queries/) hold building blocks and no questions.
    """
    return {path.stem: read(path) for path in sorted((folder or queries_dir()).glob("*.rq"))}


def read(path: Path) -> Question:
    """The question in a file; AssetError with file and line where its header is not as it should be."""
    header = read_header(path, _KEYS)
    pieces = [] if header["params"] == _NO_PARAMETERS else header["params"].split(",")
    question = Question(
        name=path.stem,
        summary=header["summary"],
        summary_sv=header["summary_sv"],
        parameters=tuple(_parameter(piece, path) for piece in pieces),
        tags=tuple(header["tags"].split()),
        sparql=path.read_text(encoding="utf-8"),
        path=path,
    )
    missing = sorted(question.inputs - set(_selected(question.sparql)))
    if missing:
        raise _flaw(path, f"the query does not select ?{missing[0]}", "name it after SELECT")
    return question


def find(name: str, folder: Path | None = None) -> Question:
    """The question of that name; QuestionError naming the nearest where there is none."""
    files = {path.stem: path for path in sorted((folder or queries_dir()).glob("*.rq"))}
    if name not in files:
        hint = _nearest(name, list(files), "samverkan ask lists them")
        raise QuestionError(f'there is no question "{name}"', hint=hint)
    return read(files[name])


def ask(
    store: Store,
    name: str,
    /,
    lang: str = "sv",
    federation: "Federation | None" = None,
    *,
    links: bool = False,
    **params: Value | None,
) -> QuerySolutions:
    """The answer to a question of the catalogue, one row each, labels in `lang` where there are any.

    What is linked to other data and what that says (the graphs LINKS and FACTS) is part of an answer only with `links`.
    A question with SERVICE needs a `federation` that is open and has its endpoint.
    Things are named as people write them ("Svenska Bostäder"), or by their IRI; None leaves a parameter out. Raises
    QuestionError for an unknown question or parameter and for a missing one, names.UnknownName, names.AmbiguousName.
    """
    question = find(name)
    return _without(asked(store, question, lang, federation, links=links, **params), question.inputs)


def asked(
    store: Store,
    question: Question,
    /,
    lang: str = "sv",
    federation: "Federation | None" = None,
    *,
    links: bool = False,
    **params: Value | None,
) -> QuerySolutions:
    """The same with what was asked with (`Question.inputs`) among the columns: to leave it out takes a while."""
    given = {key: value for key, value in params.items() if value is not None}
    _check(question, given)
    terms = {p.name: _term(store, p, given[p.name], lang) for p in question.parameters if p.name in given}
    without = () if links else (LINKS, FACTS)
    answer = store.query(_anchored(question, terms), terms | {"lang": Literal(lang)}, federation, without=without)
    assert isinstance(answer, QuerySolutions)
    return answer


def _anchored(question: Question, terms: Mapping[str, NamedNode | Literal]) -> str:
    """The query with the things that it is asked about as VALUES too.

    A variable that is bound from outside gets its value only when the query runs. Told in the query itself that it has
    one, the engine begins its joins there and not with everything of the store.
    """
    start = _SELECT.search(question.sparql)
    if start is None:
        return question.sparql
    inside = question.sparql.index("{", start.end() - 1) + 1
    things = {name: term for name, term in terms.items() if isinstance(term, NamedNode)}
    values = "".join(f" VALUES ?{name} {{ {thing} }}" for name, thing in sorted(things.items()))
    return f"{question.sparql[:inside]}{values}{question.sparql[inside:]}"


def _parameter(piece: str, path: Path) -> Parameter:
    found = _PARAMETER.fullmatch(piece.strip())
    if not found:
        raise _flaw(
            path, f'not a parameter: "{piece.strip()}"', "write name:Type, or name:Type? for one that may be left out"
        )
    if found[2] not in TYPES:
        raise _flaw(path, f'no type of parameter: "{found[2]}"', f"the types are {', '.join(TYPES)}")
    return Parameter(name=found[1], type=found[2], optional=bool(found[3]))


def _flaw(path: Path, message: str, hint: str) -> AssetError:
    """An error at the line of a file that names the parameters."""
    lines = path.read_text(encoding="utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, start=1) if re.match(r"#\+\s*params\b", text))
    return AssetError(message, hint=hint, place=f"{path}:{line}")


def _selected(sparql: str) -> list[str]:
    """The variables of the outermost SELECT, in order."""
    clause = _SELECT.search(sparql)
    inner = re.sub(r"\([^()]*(?:\([^()]*\)[^()]*)*\bAS\s+(\?\w+)\s*\)", r"\1", clause[1]) if clause else ""
    return re.findall(r"\?(\w+)", inner)


def _check(question: Question, given: dict[str, Value]) -> None:
    """That all required parameters are there and no others."""
    takes = ", ".join(map(str, question.parameters)) or "no parameters"
    known = [parameter.name for parameter in question.parameters]
    for key in given:
        if key not in known:
            hint = _nearest(key, known, f"it takes {takes}")
            raise QuestionError(f'the question {question.name} has no parameter "{key}"', hint=hint)
    for parameter in question.parameters:
        if not parameter.optional and parameter.name not in given:
            raise QuestionError(f'the question {question.name} needs "{parameter.name}"', hint=f"it takes {takes}")


def _term(store: Store, parameter: Parameter, value: Value, lang: str) -> NamedNode | Literal:
    if isinstance(value, NamedNode | Literal):
        return value
    if parameter.type == "String":
        return Literal(str(value))
    if parameter.type == "Integer":
        return _integer(parameter, str(value))
    return names.find(store, str(value), parameter.type, lang)


def _integer(parameter: Parameter, value: str) -> Literal:
    if not _INTEGER.fullmatch(value.strip()):
        raise QuestionError(f'"{parameter.name}" must be a whole number, not "{value}"')
    return Literal(int(value))


def _nearest(word: str, known: list[str], otherwise: str) -> str:
    close = get_close_matches(word.lower(), known, n=2, cutoff=0.5)
    return f"did you mean {' or '.join(close)}?" if close else otherwise


def _without(answer: QuerySolutions, hidden: frozenset[str]) -> QuerySolutions:
    """The same rows without the variables that were only asked with. Nothing of a term is lost on the way."""
    whole = json.loads(answer.serialize(format=QueryResultsFormat.JSON) or b"")
    kept = [name for name in whole["head"]["vars"] if name not in hidden]
    rows = [{key: term for key, term in row.items() if key not in hidden} for row in whole["results"]["bindings"]]
    smaller = json.dumps({"head": {"vars": kept}, "results": {"bindings": rows}})
    found = parse_query_results(smaller.encode(), format=QueryResultsFormat.JSON)
    assert isinstance(found, QuerySolutions)
    return found
