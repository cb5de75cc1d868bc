"""What is wrong with a query, said so that its writer finds the place."""

import re

from kg.errors import QueryError

_READABLE = 80  # the engine can list half of Unicode as what it expected

_NOT_KEYWORDS = re.compile(
    r"""\"{3}.*?\"{3}|'{3}.*?'{3}|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|<[^<>\s]*>|\#[^\n]*|[?$]\w+|[\w.-]*:[\w.%-]*""",
    re.DOTALL,
)
"""Strings, addresses, comments, variables and prefixed names, in which a word is no keyword."""


def refuse_service(sparql: str) -> None:
    """Raises QueryError for a query that would ask another endpoint over the network."""
    keywords = _NOT_KEYWORDS.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), sparql)
    found = re.search(r"\bSERVICE\b", keywords, re.IGNORECASE)
    if found:
        line = keywords.count("\n", 0, found.start()) + 1
        raise QueryError(
            f"SERVICE at line {line} would ask another endpoint over the network",
            hint="export the graph and put the question there",
            line=line,
            column=found.start() - keywords.rfind("\n", 0, found.start()),
        )


def sparql_error(sparql: str, message: str) -> QueryError:
    """The engine's complaint as an error with line, column, and the words near them."""
    found = re.match(r"error at (\d+):(\d+): (.*)", message, re.DOTALL)
    if not found:
        return QueryError(f"not a SPARQL query: {message}")
    line, column = int(found[1]), int(found[2])
    read = [text.strip() for text in sparql.split("\n")[:line] if text.strip()]
    expected = found[3] if len(found[3]) <= _READABLE else "something else must stand here"
    return QueryError(
        f"SPARQL syntax error at line {line}, column {column}: {expected}",
        hint=f"near: {read[-1][:_READABLE]}" if read else "the query is empty",
        line=line,
        column=column,
    )
