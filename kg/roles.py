"""The groups that roles fall into, and what a role is called, as ``ontology/roles.ttl`` has them."""

from __future__ import annotations

from functools import cache

import pyoxigraph as ox

from kg.assets import ontology_dir
from kg.namespaces import PREFIXES

_SKOS = "http://www.w3.org/2004/02/skos/core#"


@cache
def role_groups() -> dict[str, str]:
    """The group of each role: "accountable" for "responsible"."""
    role = PREFIXES["role"]
    pairs = ((q.subject, q.object) for q in _store().quads_for_pattern(None, ox.NamedNode(f"{_SKOS}broader"), None))
    return {
        one.value.removeprefix(role): group.value.removeprefix(role)
        for one, group in pairs
        if isinstance(one, ox.NamedNode) and isinstance(group, ox.NamedNode)
    }


@cache
def role_labels(language: str) -> dict[str, str]:
    """What each role and each group is called in Swedish ("sv") or English ("en")."""
    labels = _store().quads_for_pattern(None, ox.NamedNode(f"{_SKOS}prefLabel"), None)
    return {
        quad.subject.value.removeprefix(PREFIXES["role"]): quad.object.value
        for quad in labels
        if isinstance(quad.subject, ox.NamedNode)
        and isinstance(quad.object, ox.Literal)
        and quad.object.language == language
    }


@cache
def _store() -> ox.Store:
    store = ox.Store()
    store.load(path=ontology_dir() / "roles.ttl", format=ox.RdfFormat.TURTLE)
    return store
