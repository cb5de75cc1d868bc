"""Whole addresses and their short forms in a mapping set, prefix:name."""

import re
from collections.abc import Iterable, Mapping

from kg.authority_entry import ID, ITEM
from kg.linking.mapping import ORCID, SEMAPV, SKOS, SSSOM, is_iri
from kg.namespaces import PREFIXES
from kg.sources import GRAPHS

BUILT_IN = {
    "owl": PREFIXES["owl"],
    "rdf": PREFIXES["rdf"],
    "rdfs": PREFIXES["rdfs"],
    "semapv": SEMAPV,
    "skos": SKOS,
    "sssom": SSSOM,
}
"""What the standard fixes: a file may leave them out and must not give them another meaning."""

USUAL = BUILT_IN | {
    "graph": GRAPHS,
    "orcid": ORCID,
    "samverkan": ID,
    "wikidata": ITEM,
}
"""The prefixes of a new file."""

_SPLIT = re.compile(r".*[/#](?=.)|.*:(?=.)", re.DOTALL)


def expanded(short: str, prefixes: Mapping[str, str]) -> str:
    """The whole IRI of prefix:name. Raises ValueError, saying why, where it has none."""
    prefix, colon, name = short.partition(":")
    if not colon:
        raise ValueError(f'"{short}" is not prefix:name')
    if prefix not in prefixes:
        raise ValueError(f'the prefix "{prefix}" is not in the curie_map at the head of the file')
    iri = prefixes[prefix] + name
    if not name or not is_iri(iri):
        raise ValueError(f'"{short}" does not make a valid IRI')
    return iri


def shortened(iri: str, prefixes: Mapping[str, str]) -> str:
    """prefix:name of an IRI, by the longest namespace that fits; `covering` has one for each."""
    fitting = [(len(space), prefix) for prefix, space in prefixes.items() if iri.startswith(space) and iri != space]
    length, prefix = min(fitting, key=lambda pair: (-pair[0], pair[1]))
    return f"{prefix}:{iri[length:]}"


def covering(prefixes: Mapping[str, str], iris: Iterable[str]) -> dict[str, str]:
    """The prefixes, and ns1, ns2, ... for the namespaces of IRIs that none of them fits."""
    found = dict(prefixes)
    number = 0
    for iri in sorted(set(iris)):
        if not any(iri.startswith(space) and iri != space for space in found.values()):
            number += 1
            while f"ns{number}" in found:
                number += 1
            found[f"ns{number}"] = namespace(iri)
    return found


def namespace(iri: str) -> str:
    """What an IRI begins with, up to the last slash or number sign, or to its scheme."""
    parts = _SPLIT.match(iri)
    assert parts is not None, iri
    return parts[0]
