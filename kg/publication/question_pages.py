"""The questions of the catalogue, each with its SPARQL and the answer that this store gives."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from shlex import quote
from typing import Any

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from kg.assets import queries_dir
from kg.namespaces import PREFIXES
from kg.publication import addresses
from kg.publication.addresses import Language
from kg.publication.frame import Frame
from kg.publication.lines import Named, named
from kg.publication.part import Part
from kg.questions import Parameter, Question, asked, catalogue
from kg.results import Rows, Term, people_csv
from kg.store import Store

_SHOWN = 100  # rows of an answer on its page; the file has them all
_LONG = 60  # characters of a cell that wants room: a sentence
_THEMES = {
    "gaps": "gaps",
    "ties": "ties",
    "figures": "figures",
    "body": "bodies",
    "bodies": "bodies",
    "actions": "actions",
}
"""Under which heading a question stands by the first of these tags that it has."""
_OTHER = "actions"
_ORDER = ("ties", "bodies", "actions", "gaps", "figures")
_CSVW = "http://www.w3.org/ns/csvw#"
_BOOLEAN, _INTEGER = (f"{PREFIXES['xsd']}{name}" for name in ("boolean", "integer"))


@dataclass(frozen=True)
class Cell:
    """A value of an answer: its words, their language, the IRI of what they name, and what it is to be laid out as."""

    text: str
    language: str | None = None
    iri: str | None = None
    kind: str = ""


def question_path(name: str) -> str:
    """The path of a question's page."""
    return f"questions/{name}/index.html"


def questions_page(frame: Frame) -> Part:
    """The list of questions, in one language."""
    found: dict[str, list[tuple[str, str]]] = {theme: [] for theme in _THEMES.values()}
    for each in catalogue().values():
        theme = next((theme for tag, theme in _THEMES.items() if tag in each.tags), _OTHER)
        found[theme].append((each.summary_in(frame.language), question_path(each.name)))
    shown = [(frame.texts[f"questions.{theme}"], found[theme]) for theme in _ORDER]
    return frame.page("questions.html.jinja", addresses.SECTIONS["questions"], themes=shown)


def question_pages(frame: Frame, store: Store, questions: Iterable[Question]) -> Iterator[Part]:
    """For each of these questions a page and its answer as CSV, in one language; the query itself once."""
    for question in questions:
        yield from _question(frame, store, question)


def _question(frame: Frame, store: Store, question: Question) -> Iterator[Part]:
    example = _examples(frame, question)
    csv = addresses.in_language(f"questions/{question.name}.csv", frame.language)
    rows = Rows((), ())
    if example is not None:
        params: dict[str, Any] = {name: NamedNode(each.iri) for name, each in example.items()}
        answer = asked(store, question, frame.language, links=True, **params)  # links are published too
        rows = Rows.of(answer, question.inputs)
        yield Part(csv, people_csv(rows.columns, rows.values()).encode("utf-8", "replace"))
    if frame.language == "sv":
        yield Part(f"questions/{question.name}.rq", question.sparql.encode("utf-8"))
    columns, shown = _shown(frame, rows)
    yield frame.page(
        "question.html.jinja",
        question_path(question.name),
        heading=question.summary_in(frame.language),
        example=list((example or {}).values()),
        is_answered=example is not None,
        columns=[column_title(column, frame.language) for column in columns],
        rows=shown,
        total=len(rows.rows),
        sparql=question.sparql,
        files=[("SPARQL", f"questions/{question.name}.rq"), *([("CSV", csv)] if example is not None else [])],
        command=_command(question, example or {}),
    )


def _command(question: Question, example: dict[str, Named]) -> str:
    """How the command is asked the same."""
    given = [f"--{name} {quote(each.label)}" for name, each in example.items()]
    return " ".join(["samverkan ask", question.name, *given, *(["--with links"] if "links" in question.tags else [])])


def column_title(name: str, language: Language) -> str:
    """What a column is called, by queries/columns.ttl; where that has no words, its variable."""
    return _titles().get((name, language)) or name.replace("_", " ")


@cache
def _titles() -> dict[tuple[str, str], str]:
    triples = list(parse(path=queries_dir() / "columns.ttl", format=RdfFormat.TURTLE))
    names = {each.subject: each.object.value for each in triples if each.predicate.value == f"{_CSVW}name"}
    titles = (each for each in triples if each.predicate.value == f"{_CSVW}title")
    return {(names[each.subject], each.object.language): each.object.value for each in titles}


def _shown(frame: Frame, rows: Rows) -> tuple[list[str], list[list[Cell]]]:
    """The columns and rows of the page: the address of a thing becomes the link of its name, where both are there."""
    places = {name: rows.columns.index(iri) for name in rows.columns for iri in _addresses_of(name, rows.columns)}
    kept = [at for at, name in enumerate(rows.columns) if at not in places.values() or name in places]
    found = [
        [_cell(frame, row[at], row[places[rows.columns[at]]] if rows.columns[at] in places else None) for at in kept]
        for row in rows.rows[:_SHOWN]
    ]
    return [rows.columns[at] for at in kept], found


def _addresses_of(name: str, columns: tuple[str, ...]) -> list[str]:
    candidates = [f"{name}_iri", *([name.removesuffix("_name")] if name.endswith("_name") else [])]
    return [each for each in candidates if each in columns][:1]


def _cell(frame: Frame, term: Term | None, address: Term | None) -> Cell:
    iri = address.value if isinstance(address, NamedNode) else None
    if isinstance(term, NamedNode):
        return Cell(term.value, None, term.value)
    if not isinstance(term, Literal):
        return Cell("")
    if term.datatype.value == _BOOLEAN:
        return Cell(frame.texts["yes" if term.value == "true" else "no"])
    kind = "number" if term.datatype.value == _INTEGER else "long" if len(term.value) > _LONG else ""
    return Cell(term.value, term.language, iri, kind)


def _examples(frame: Frame, question: Question) -> dict[str, Named] | None:
    """What a question is asked with on its page, by parameter: whoever is in most; None where there is nobody."""
    found: dict[str, Named] = {}
    for parameter in question.parameters:
        if parameter.optional:
            continue
        iri = _example(frame, parameter, found)
        if iri is None:
            return None
        found[parameter.name] = named(frame.holdings, iri, frame.language)
    return found


def _example(frame: Frame, parameter: Parameter, before: dict[str, Named]) -> str | None:
    holdings = frame.holdings
    if parameter.type == "Body":
        graph = holdings.network
        one = next(iter(before.values()), None)
        around = graph[one.iri] if one else graph
        return _most({node: graph.degree(node) for node in around if node in holdings.things})
    if parameter.type == "Role":
        return _most(Counter(f"{PREFIXES['role']}{claim.role}" for claim in holdings.claims.values()))
    by = {"Action": holdings.by_context, "Group": holdings.by_participant, "Document": holdings.by_document}
    claims = by.get(parameter.type, {})
    fitting = {each.iri for each in holdings.of_kind(parameter.type.lower())}
    return _most({iri: len(found) for iri, found in claims.items() if iri in fitting})


def _most(counted: dict[str, int] | Counter[str]) -> str | None:
    return min(counted, key=lambda iri: (-counted[iri], iri), default=None)
