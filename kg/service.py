"""SERVICE in a query: where it stands, whom it asks, and what the query already knows when it asks.

An engine that joins a remote pattern knows nothing of the other side's size: it asks for all of it. So the values that
the plain patterns before SERVICE give are found first, and the peer is asked about those alone (a bind join, as in
FedX: Schwarte and others 2011).
"""

import re
from dataclasses import dataclass

from kg.errors import QueryError

_NOT_KEYWORDS = re.compile(
    r"""\"{3}(?:\\.|.)*?\"{3}|'{3}(?:\\.|.)*?'{3}|"(?:\\.|[^"\\\n\r])*"|'(?:\\.|[^'\\\n\r])*'"""
    r"""|<(?:[^\x00-\x20<>"{|^`\\]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>|\#[^\n\r]*|[?$]\w+"""
    r"""|(?P<name>[\w.-]*:(?:\\.|[\w.%:-])*)""",
    re.DOTALL,
)
"""Strings, addresses, comments, variables and prefixed names, in which a word is no keyword."""
_SERVICE = re.compile(r"SERVICE(\s*SILENT)?", re.IGNORECASE)  # the engine asks for no space around either
_ADDRESS = re.compile(r"\s*<([^<>\s]*)>")
_FORM = re.compile(r"\b(?:SELECT|ASK|CONSTRUCT|DESCRIBE)\b", re.IGNORECASE)
_WHERE = re.compile(r"\bWHERE\b\s*\{", re.IGNORECASE)
_FILTER = re.compile(r"\bFILTER\b[^({]*", re.IGNORECASE)
_LEADS_ON = re.compile(r"(?:\bOPTIONAL\s*\{\s*)?\Z", re.IGNORECASE)
_GRAPH_GROUP = re.compile(r"\bGRAPH\s*\{[^{}]*\}", re.IGNORECASE)


@dataclass(frozen=True)
class Service:
    """One SERVICE clause: the address, and the places in the text where keyword, address and group begin and end."""

    address: str
    keyword: int
    address_start: int
    address_end: int
    group_end: int
    line: int
    column: int


def services(sparql: str) -> list[Service]:
    """The SERVICE clauses of a query, in order; QueryError for one whose address is not written out in <>."""
    blank = blanked(sparql)
    return [_service(sparql, blank, found) for found in _SERVICE.finditer(blank)]


def blanked(sparql: str) -> str:
    """The query with spaces for all in which a word or a brace means nothing; every other place stays what it was."""

    def blank(found: re.Match[str]) -> str:
        # SERVICE:peer { … } is a SERVICE to the engine: a prefix with that word in it is left to be refused.
        kept = "SERVICE" in (found["name"] or "").partition(":")[0].upper()
        return found[0] if kept else re.sub(r"[^\n]", " ", found[0])

    return _NOT_KEYWORDS.sub(blank, sparql)


def _service(sparql: str, blank: str, found: re.Match[str]) -> Service:
    line = blank.count("\n", 0, found.start()) + 1
    column = found.start() - blank.rfind("\n", 0, found.start())
    address = _ADDRESS.match(sparql, found.end())
    if address is None:
        raise QueryError(
            f"SERVICE at line {line} does not say whom it asks",
            hint="write the endpoint's address out: SERVICE <https://example.org/sparql> { … }",
            line=line,
            column=column,
        )
    end = _group_end(blank, address.end())
    return Service(address[1], found.start(), address.start(1), address.end(1), end, line, column)


def _group_end(blank: str, start: int) -> int:
    """The place after the brace that closes the group that opens next; the text's end where none does."""
    depth = 0
    for place in range(start, len(blank)):
        depth += (blank[place] == "{") - (blank[place] == "}")
        if depth == 0 and blank[place] == "}":
            return place + 1
    return len(blank)


def shared_query(sparql: str, service: Service) -> tuple[str, tuple[str, ...]] | None:
    """A query for the values that the service's variables have before it is asked, and those variables' names.

    None where nothing plain stands before it: only triple patterns, BIND and GRAPH that must hold for every answer give
    values that bound what the service is asked about, and leave every answer what it is.
    """
    blank = blanked(sparql)
    form, opened = _FORM.search(blank), _opening(blank)
    if form is None or opened is None or opened > service.keyword:
        return None
    before = _LEADS_ON.sub("", blank[opened : service.keyword], count=1)
    patterns, plain = sparql[opened : opened + len(before)], before
    earlier = [
        (each.keyword - opened, each.group_end - opened)
        for each in services(sparql)
        if each.group_end <= opened + len(before)
    ]
    for start, end in sorted([*_loose_filters(patterns, before), *earlier], reverse=True):
        patterns, plain = patterns[:start] + patterns[end:], plain[:start] + plain[end:]
    if re.search(r"[{}]", _GRAPH_GROUP.sub("", plain)):
        return None
    inside = _variables(sparql[service.address_end : service.group_end])
    names = tuple(sorted(inside & _variables(patterns)))
    if not names:
        return None
    chosen = " ".join(f"?{name}" for name in names)
    return f"{sparql[: form.start()]}SELECT DISTINCT {chosen} WHERE {{ {patterns}\n}} ORDER BY {chosen}", names


def _opening(blank: str) -> int | None:
    """The place after the brace that opens the query's outermost pattern."""
    where = _WHERE.search(blank)
    if where:
        return where.end()
    brace = blank.find("{")
    return brace + 1 if brace >= 0 else None


def _loose_filters(patterns: str, blank: str) -> list[tuple[int, int]]:
    """Where those filters stand that may speak of what only the service knows, or that hold patterns of their own."""
    found = [(each.start(), _closed(blank, each.end())) for each in _FILTER.finditer(blank)]
    bound, start = set[str](), 0
    for begin, end in [*found, (len(patterns), len(patterns))]:
        bound |= _variables(patterns[start:begin])
        start = end
    return [
        (begin, end) for begin, end in found if "{" in blank[begin:end] or not _variables(patterns[begin:end]) <= bound
    ]


def _closed(blank: str, start: int) -> int:
    """The place after the bracket that closes the one at `start`."""
    depth = 0
    for place in range(start, len(blank)):
        depth += (blank[place] in "({") - (blank[place] in ")}")
        if depth == 0:
            return place + 1
    return len(blank)


def _variables(text: str) -> set[str]:
    return {found[0][1:] for found in _NOT_KEYWORDS.finditer(text) if found[0][0] in "?$"}
