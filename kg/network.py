"""The store as a network: who is tied to whom, and for every tie the participations and sentences behind it.

The queries of queries/network/ say what stands for what; this module puts their rows together. The graph holds plain
values only, so that it can be written as JSON. Its nodes are bodies, and groups whose members nobody has listed; its
edges are the ties that the rules derived. Every participation, context and sentence is on the graph itself, once, and
nodes and edges refer to them by address.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any, TypeAlias

import networkx
from pyoxigraph import Literal, QuerySolutions

from kg.assets import queries_dir
from kg.store import Store

Plain: TypeAlias = dict[str, Any]
Row: TypeAlias = tuple[str | None, ...]
Pair: TypeAlias = tuple[str, str]


def network(store: Store) -> "networkx.Graph[str]":
    """The network of everything in the store, nodes and edges in the order of their addresses.

    A node has label, label_en, kind, aliases, identifiers, participations, via_group, possible and unnamed; an edge has
    certain, weight (the number of contexts) and evidence; graph.graph has title, language, documents, reports,
    contexts, roles, kinds, modalities and participations.
    """
    facts = _Facts.of(store)
    graph: networkx.Graph[str] = networkx.Graph(**_frame(store, facts))
    ties = _ties(store)
    for node in sorted(set(facts.taking_part) | {end for tie in ties for end in tie}):
        graph.add_node(node, **facts.node(node))
    evidence = _evidence(store, facts)
    for tie in sorted(ties):
        behind = evidence.get(tie, [])
        graph.add_edge(*tie, certain=ties[tie], weight=len(behind), evidence=behind)
    return graph


def bipartite(store: Store) -> "networkx.Graph[str]":
    """The contexts between the bodies: nodes with bipartite 0 are bodies and groups, those with 1 are contexts.

    An edge has roles and participations. Groups are unfolded as in `network`.
    """
    facts = _Facts.of(store)
    frame = _frame(store, facts)
    graph: networkx.Graph[str] = networkx.Graph(**frame)
    for node in sorted(facts.taking_part):
        graph.add_node(node, bipartite=0, **facts.node(node))
    for context in sorted({part["context"] for part in facts.participations.values()}):
        graph.add_node(context, bipartite=1, **frame["contexts"].get(context, {"label": context}))
    for (node, context), parts in sorted(_parts_between(facts).items()):
        roles = sorted({facts.participations[part]["role"] for part in parts})
        graph.add_edge(node, context, roles=roles, participations=parts)
    return graph


@dataclass(frozen=True)
class _Facts:
    """What the queries found, by address."""

    swedish: dict[str, str]
    english: dict[str, str]
    kinds: dict[str, str]
    names: dict[str, list[Pair]]
    unnamed: frozenset[str]
    participations: dict[str, Plain]
    standing: dict[str, list[tuple[str, bool]]]
    participants: dict[str, str]
    taking_part: dict[str, list[tuple[str, bool]]]

    @classmethod
    def of(cls, store: Store) -> "_Facts":
        swedish = _labels(store, "sv")
        rows = _rows(store, "participations")
        participants = {str(row[0]): str(row[2]) for row in rows}
        standing = _standing(store)
        return cls(
            swedish=swedish,
            english=_labels(store, "en"),
            kinds={str(node): _local(kind) for node, kind in _rows(store, "kinds")},
            names=_names(store),
            unnamed=frozenset(str(node) for (node,) in _rows(store, "unnamed")),
            participations=_participations(rows, swedish),
            standing=standing,
            participants=participants,
            taking_part=_taking_part(participants, standing),
        )

    def node(self, node: str) -> Plain:
        parts = self.taking_part.get(node, [])
        through = {part: self.participants[part] for part, _ in parts if self.participants[part] != node}
        known = self.names.get(node, [])
        return {
            "label": self.swedish.get(node, node),
            "label_en": self.english.get(node, node),
            "kind": self.kinds.get(node, "Organisation"),
            "aliases": [value for scheme, value in known if not scheme],
            "identifiers": {scheme: value for scheme, value in known if scheme},
            "participations": [part for part, _ in parts],
            "via_group": {part: self.swedish.get(group, group) for part, group in through.items()},
            "possible": [part for part, certain in parts if not certain],
            "unnamed": node in self.unnamed,
        }


def _frame(store: Store, facts: _Facts) -> Plain:
    """What hangs on the graph as a whole."""
    documents, reports = _documents(store, facts)
    titles = [document["label"] for document in documents.values()]
    return {
        "title": titles[0] if len(titles) == 1 else f"{len(titles)} dokument",
        "language": "sv",
        "documents": documents,
        "reports": reports,
        "contexts": _contexts(store, facts),
        **_terms(store, facts),
        "kinds": _kinds(facts),
        "participations": facts.participations,
    }


def _documents(store: Store, facts: _Facts) -> tuple[dict[str, Plain], dict[str, Plain]]:
    documents: dict[str, Plain] = {}
    reports: dict[str, Plain] = {}
    for document, date, file, report in _rows(store, "documents"):
        label = facts.swedish.get(str(document), str(document))
        documents[str(document)] = {"label": label, "file": file or label, "date": date}
        if report:
            reports[report] = {"label": facts.swedish.get(report, report), "document": document}
    return documents, reports


def _contexts(store: Store, facts: _Facts) -> dict[str, Plain]:
    return {
        str(context): {
            "kind": _local(kind),
            "code": code,
            "label": facts.swedish.get(str(context), str(context)),
            "report": report,
            "document": document,
            "modality": _local(modality) or None,
            "purpose": purpose,
        }
        for context, kind, code, report, document, modality, purpose in _rows(store, "contexts")
    }


def _terms(store: Store, facts: _Facts) -> Plain:
    roles: dict[str, Plain] = {}
    modalities: dict[str, Plain] = {}
    for term, scheme, group in _rows(store, "terms"):
        iri = str(term)
        name = {"sv": facts.swedish.get(iri, iri), "en": facts.english.get(iri, iri)}
        if _local(scheme) == "modality":
            modalities[_local(iri)] = name
        elif group:
            roles[_local(iri)] = name | {"group": _local(group)}
    return {"roles": roles, "modalities": modalities}


def _kinds(facts: _Facts) -> dict[str, Plain]:
    """The kinds of body that there are, by the local name of their class."""
    by_name = {_local(iri): iri for iri in sorted(facts.swedish)}
    kinds = sorted(set(facts.kinds.values()) & by_name.keys())
    return {kind: {"sv": facts.swedish[by_name[kind]], "en": facts.english[by_name[kind]]} for kind in kinds}


def _participations(rows: Iterable[Row], names: dict[str, str]) -> dict[str, Plain]:
    found: dict[str, Plain] = {}
    for row in rows:
        part, context, participant, role, modality, office, is_open, status, unspecified, amount, *words = row
        if str(part) in found:
            continue  # several passages say the same: the first stands for them
        found[str(part)] = {
            "context": context,
            "label": names.get(str(participant), str(participant)),
            "mention": words[0] or "",
            "role": _local(role),
            "modality": _local(modality) or None,
            "through": names.get(office, office) if office else None,
            "open_list": is_open == "true",
            "status": _local(status) or "explicit",
            "unspecified": bool(unspecified),
            "group": _local(amount) or None,
            "quote": _quote(*words[1:]),
        }
    return found


def _quote(
    mention_start: str | None, mention_end: str | None, text: str | None, start: str | None, end: str | None
) -> Plain:
    """The sentence, where it stands, and where in it the participant is named, if it is there."""
    first, last = int(start or 0), int(end or 0)
    marks = [[int(mention_start) - first, int(mention_end) - first]] if mention_start and mention_end else []
    inside = [mark for mark in marks if 0 <= mark[0] <= mark[1] <= last - first]
    return {"text": text or "", "start": first, "end": last, "marks": inside}


def _standing(store: Store) -> dict[str, list[tuple[str, bool]]]:
    """Who stands for each participant, and whether for certain."""
    found: dict[str, list[tuple[str, bool]]] = defaultdict(list)
    for participant, node, certain in _rows(store, "standing"):
        found[str(participant)].append((str(node), certain == "true"))
    return found


def _taking_part(
    participants: dict[str, str], standing: dict[str, list[tuple[str, bool]]]
) -> dict[str, list[tuple[str, bool]]]:
    """The participations of each node, its own and those of the groups that it stands for."""
    found: dict[str, list[tuple[str, bool]]] = defaultdict(list)
    for part, participant in participants.items():
        for node, certain in standing.get(participant, []):
            found[node].append((part, certain))
    return found


def _parts_between(facts: _Facts) -> dict[Pair, list[str]]:
    found: dict[Pair, list[str]] = defaultdict(list)
    for node, parts in facts.taking_part.items():
        for part, _ in parts:
            found[node, facts.participations[part]["context"]].append(part)
    return found


def _ties(store: Store) -> dict[Pair, bool]:
    """The ties, each with its lower address first, and whether it is certain."""
    ties: dict[Pair, bool] = {}
    for one, other, certain in _rows(store, "ties"):
        pair = (str(one), str(other))
        ties[pair] = ties.get(pair, False) or certain == "true"
    return ties


def _evidence(store: Store, facts: _Facts) -> dict[Pair, list[Plain]]:
    """What each tie rests on: a context, the participations of both sides in it, and whether that is certain."""
    certain: dict[Pair, dict[str, bool]] = defaultdict(dict)
    parts: dict[tuple[Pair, str], set[str]] = defaultdict(set)
    for context, one, other in _rows(store, "pairs"):
        for tie, sure in _tied(facts, str(one), str(other)):
            where = str(context)
            certain[tie][where] = certain[tie].get(where, False) or sure
            parts[tie, where] |= {str(one), str(other)}
    return {
        tie: [
            {"context": where, "certain": contexts[where], "participations": sorted(parts[tie, where])}
            for where in sorted(contexts)
        ]
        for tie, contexts in certain.items()
    }


def _tied(facts: _Facts, one: str, other: str) -> Iterator[tuple[Pair, bool]]:
    """The pairs of nodes that two participations of one context tie together."""
    left, right = (facts.standing.get(facts.participants[part], []) for part in (one, other))
    for (a, a_certain), (b, b_certain) in product(left, right):
        if a != b:
            yield (min(a, b), max(a, b)), a_certain and b_certain


def _names(store: Store) -> dict[str, list[Pair]]:
    found: dict[str, list[Pair]] = defaultdict(list)
    for node, scheme, value in _rows(store, "names"):
        found[str(node)].append((str(scheme), str(value)))
    return found


def _labels(store: Store, lang: str) -> dict[str, str]:
    return {str(thing): str(label) for thing, label, _ in _rows(store, "labels", lang)}


def _rows(store: Store, name: str, lang: str | None = None) -> list[Row]:
    """The rows of a query of queries/network/ as text, sorted, None where there is no value."""
    query = (queries_dir() / "network" / f"{name}.rq").read_text(encoding="utf-8")
    found = store.query(query, {"lang": Literal(lang)} if lang else None)
    assert isinstance(found, QuerySolutions)
    rows = [tuple(term.value if term else None for term in row) for row in found]
    return sorted(rows, key=lambda row: [cell or "" for cell in row])


def _local(iri: str | None) -> str:
    """The last part of an address: what the network calls a class or a concept."""
    return (iri or "").rsplit("/", 1)[-1]
