"""What is wrong with a query, said so that its writer finds the place."""

import re

from kg.errors import QueryError
from kg.service import services

_READABLE = 80  # the engine can list half of Unicode as what it expected


def refuse_service(sparql: str) -> None:
    """Raises QueryError for a query that would ask another endpoint over the network."""
    for service in services(sparql):
        raise QueryError(
            f"SERVICE at line {service.line} would ask another endpoint over the network",
            hint="allow it by its address: --endpoint URL",
            line=service.line,
            column=service.column,
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
