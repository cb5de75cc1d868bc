"""A client of the Reconciliation API 0.2 (W3C Community Group report of 2023-04-10): names in, candidates out.

The service is asked in batches, with the form field `queries`. What it answers is held against the report, and what is
not as it should be is a ServiceError that says where.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NoReturn, TypeGuard
from urllib.parse import quote

from kg.errors import ServiceError
from kg.linking.entity import Entity
from kg.linking.kinds import Kinds
from kg.linking.mapping import clean, is_iri
from kg.web import Client

_VERSION = "0.2"
_BATCH = 25
_LIMIT = 10
_HIGHEST = 1e9  # a score beyond it is none
_IRI_SAFE = "!#$&'()*+,/:;=?@-._~%"


@dataclass(frozen=True)
class Manifest:
    """What a service says of itself: its name, the namespace of its identifiers, its types by id."""

    name: str
    space: str
    types: dict[str, str] = field(default_factory=dict)

    @classmethod
    def parse(cls, value: object, url: str) -> "Manifest":
        """Raises ServiceError where it is no manifest of version 0.2."""
        if not isinstance(value, dict) or not isinstance(value.get("name"), str):
            _refuse("its manifest has no name: it is no Reconciliation service", url)
        space = value.get("identifierSpace")
        if not isinstance(space, str) or not is_iri(space):
            _refuse("its manifest has no identifierSpace that is an IRI", url)
        versions = value.get("versions", [])
        if not isinstance(versions, list) or _VERSION not in versions:
            _refuse(f"it does not speak version {_VERSION} of the Reconciliation API", url)
        types = value.get("defaultTypes", [])
        named = types if isinstance(types, list) else []
        return cls(clean(value["name"]), space, dict(_type(each) for each in named if _is_reference(each)))


class Service:
    """A Reconciliation service at `url`; `properties` are its names for "municipality" and "organisation number".

    `kinds` tells what its types say of the kind of a thing.
    """

    def __init__(self, url: str, client: Client, kinds: Kinds, properties: Mapping[str, str] | None = None) -> None:
        self.url = url
        self._client, self._kinds, self._properties = client, kinds, dict(properties or {})
        self.manifest = Manifest.parse(_parsed(client.get(url).body, url), url)

    @property
    def source(self) -> str:
        """The IRI that stands for the service in a mapping set."""
        return self.manifest.space

    def candidates(self, bodies: Iterable[Entity], towns: Mapping[str, str] | None = None) -> dict[str, list[Entity]]:
        """What the service has for each body, by the body's IRI; `towns` are the names of municipalities by IRI.

        A body is asked for under its label. Raises ServiceError.
        """
        asked = list(bodies)
        found: dict[str, list[Entity]] = {}
        for start in range(0, len(asked), _BATCH):
            batch = asked[start : start + _BATCH]
            queries = {f"q{number}": self._query(body, towns or {}) for number, body in enumerate(batch)}
            form = {"queries": json.dumps(queries, ensure_ascii=False, sort_keys=True)}
            answer = _parsed(self._client.post(self.url, form).body, self.url)
            for number, body in enumerate(batch):
                found[body.iri] = list(self._entities(answer, f"q{number}"))
        return found

    def _query(self, body: Entity, towns: Mapping[str, str]) -> dict[str, object]:
        query: dict[str, object] = {"query": body.label, "limit": _LIMIT}
        types = [each for each, name in self.manifest.types.items() if self._kinds.kind((each, name)) == body.kind]
        if types:
            query["type"] = types[0] if len(types) == 1 else types
        values = {"municipality": towns.get(body.municipality, "")} | {
            scheme: value for scheme, value in sorted(body.identifiers) if scheme == "organisation number"
        }
        properties = [{"pid": pid, "v": values[n]} for n, pid in sorted(self._properties.items()) if values.get(n)]
        return query | ({"properties": properties} if properties else {})

    def _entities(self, answer: object, key: str) -> Iterator[Entity]:
        of_query = answer.get(key) if isinstance(answer, dict) else None
        results = of_query.get("result") if isinstance(of_query, dict) else None
        if not isinstance(results, list):
            _refuse(f"its answer has no list of results for the query {key}", self.url)
        for result in results[: 2 * _LIMIT]:
            if isinstance(result, str) or not _is_reference(result):
                _refuse(f"a result of the query {key} has no id and name", self.url)
            yield self._entity(result)

    def _entity(self, result: dict[str, Any]) -> Entity:
        types = result.get("type", [])
        named = [_type(each) for each in types if _is_reference(each)] if isinstance(types, list) else []
        words = tuple(word for each in named for word in each)
        score = result.get("score")
        name = clean(result["name"])
        return Entity(
            iri=self._iri(result["id"]),
            label=name,
            kind=self._kinds.kind(words) if words else "",
            names=(name,),
            source=self.source,
            trust=float(score) if _is_number(score) else 0.0,
            matched=result.get("match") is True,
        )

    def _iri(self, identifier: str) -> str:
        iri = identifier if identifier.startswith(("http://", "https://")) else self.manifest.space + identifier
        return iri if is_iri(iri) else quote(iri, safe=_IRI_SAFE)


def _is_number(value: object) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < _HIGHEST


def _is_reference(value: object) -> bool:
    """Whether a value has an id and a name, and both are text."""
    if isinstance(value, str):
        return bool(value)
    return isinstance(value, dict) and all(isinstance(value.get(k), str) and value[k].strip() for k in ("id", "name"))


def _type(value: Any) -> tuple[str, str]:  # noqa: ANN401 (JSON)
    return (value, value) if isinstance(value, str) else (value["id"], value["name"])


def _parsed(body: bytes, url: str) -> object:
    try:
        found: object = json.loads(body)
        json.dumps(found, ensure_ascii=False, allow_nan=False).encode()  # half characters and NaN are no JSON to others
    except (ValueError, RecursionError) as error:
        raise ServiceError("its answer is not JSON", hint="is it a Reconciliation service?", place=url) from error
    return found


def _refuse(message: str, url: str) -> NoReturn:
    raise ServiceError(message, hint="it must follow the Reconciliation API 0.2", place=url)
