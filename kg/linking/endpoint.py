"""Entities of other data by a query: from a file of RDF, or from a SPARQL endpoint that was named.

The query selects ?entity, ?fact and ?value as queries/linking/entities.rq does, or ?entity and ?name for short.
"""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pyoxigraph as ox
from pyoxigraph import QueryResultsFormat, QuerySolutions, RdfFormat, parse_query_results

from kg.errors import QueryError, ServiceError
from kg.linking.entity import Entity, fact_value, from_facts
from kg.linking.mapping import is_iri
from kg.sparql import refuse_service, sparql_error
from kg.web import Client

_FORMAT, _JSON = QueryResultsFormat.JSON, "application/sparql-results+json"


def entities_of_file(path: Path, query: str) -> list[Entity]:
    """What the query finds in a file of RDF; raises as `rows_of_file`."""
    return _entities(rows_of_file(path, query), path.resolve().as_uri())


def entities_of_endpoint(url: str, query: str, client: Client) -> list[Entity]:
    """What the query finds at a SPARQL endpoint. Raises ServiceError where it does not answer as one."""
    return _entities(rows_of_endpoint(url, query, client)[0], url)


def read_query(path: Path) -> str:
    """The text of a query in a file. Raises QueryError."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError("the query cannot be read", hint="name a .rq file in UTF-8", place=str(path)) from error


def rows_of_file(path: Path, query: str) -> object:
    """What SPARQL finds in a file of RDF (Turtle, N-Triples, TriG, RDF/XML, JSON-LD): the results of any query.

    Raises QueryError for a file or a query that does not parse.
    """
    refuse_service(query)
    rdf_format = RdfFormat.from_extension(path.suffix.lstrip("."))
    if rdf_format is None:
        raise QueryError(
            "this is no file of RDF by its name", hint="name a .ttl, .nt, .trig, .rdf or .jsonld", place=str(path)
        )
    store, graph = ox.Store(), ox.NamedNode(path.resolve().as_uri())
    try:
        store.load(path=str(path), format=rdf_format, to_graph=None if rdf_format.supports_datasets else graph)
    except SyntaxError as error:
        line = getattr(error, "lineno", None)
        raise QueryError(f"not valid RDF: {error.args[0]}", place=f"{path}:{line}" if line else str(path)) from error
    except OSError as error:
        raise QueryError(f"the file cannot be read: {error.strerror or error}", place=str(path)) from error
    try:
        return store.query(query, use_default_graph_as_union=True)
    except SyntaxError as error:
        raise sparql_error(query, str(error)) from error


def rows_of_endpoint(url: str, query: str, client: Client) -> tuple[object, datetime]:
    """What a SPARQL endpoint answers to a query, and when it did; ServiceError where it does not answer as one."""
    refuse_service(query)
    answer = client.post(url, {"query": query}, accept=_JSON)
    try:
        # Read to the end here, where it can be said what is wrong: the engine reads a row when it is asked for.
        whole = parse_query_results(answer.body, format=_FORMAT).serialize(format=_FORMAT)
        return parse_query_results(whole or b"", format=_FORMAT), answer.fetched
    except (SyntaxError, ValueError) as error:
        raise ServiceError(
            "its answer is no SPARQL result in JSON", hint="is it a SPARQL endpoint?", place=url
        ) from error


def _entities(rows: object, source: str) -> list[Entity]:
    names = {variable.value for variable in rows.variables} if isinstance(rows, QuerySolutions) else set()
    if not isinstance(rows, QuerySolutions) or not (
        {"entity", "name"} <= names or {"entity", "fact", "value"} <= names
    ):
        raise QueryError("the query must select ?entity and ?name, or ?entity, ?fact and ?value")
    return list(from_facts(_facts(rows, "fact" in names), source))


def _facts(rows: QuerySolutions, has_facts: bool) -> Iterator[tuple[str, str, str]]:
    for row in rows:
        entity, value = row["entity"], row["value" if has_facts else "name"]
        if isinstance(entity, ox.NamedNode) and is_iri(entity.value) and value is not None:
            fact = str(row["fact"].value) if has_facts else "name"
            yield entity.value, fact, fact_value(fact, value)
