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

from kg.assets import queries_dir, version
from kg.authority_entry import ID
from kg.model import Document
from kg.store import Store

Plain: TypeAlias = dict[str, Any]
Row: TypeAlias = tuple[str | None, ...]
Pair: TypeAlias = tuple[str, str]

_MEASURED_ON = {
    "sv": "Texterna är skrivna för mätningen i samma stil som offentliga dokument. Det som står i dem är påhittat.",
    "en": "The texts were written for the measurement in the style of public documents. What they say is invented.",
}


def network(store: Store, *, texts: bool = True, links: bool = True) -> "networkx.Graph[str]":
    """The network of everything in the store, nodes and edges in the order of their addresses.

    A node has label, label_en, kind, aliases, identifiers, links, participations, via_group, possible and unnamed; an
    edge has certain, weight (the number of contexts) and evidence; graph.graph has title, language, documents, reports,
    contexts, roles, kinds, modalities, schemes, participations, rules and about. With ``texts``, each document has its
    canonical text, in which all offsets count; without, no more of it than the sentences that are quoted. With
    ``links``, a node has what it is linked to in other open data, each with what that says; no tie hangs on it.
    """
    facts = _Facts.of(store, links=links)
    graph: networkx.Graph[str] = networkx.Graph(**_frame(store, facts, texts=texts))
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
    frame = _frame(store, facts, texts=False)
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
    names: dict[str, list[Row]]
    links: dict[str, list[Plain]]
    unnamed: frozenset[str]
    texts: dict[str, Document]
    documents: list[Row]
    participations: dict[str, Plain]
    standing: dict[str, list[tuple[str, bool]]]
    participants: dict[str, str]
    taking_part: dict[str, list[tuple[str, bool]]]

    @classmethod
    def of(cls, store: Store, *, links: bool = False) -> "_Facts":
        swedish, english = _labels(store, "sv"), _labels(store, "en")
        found = rows(store, "participations")
        participants = {str(row[0]): str(row[2]) for row in found}
        standing, documents = _standing(store), rows(store, "documents")
        texts = _texts(store, documents)
        return cls(
            swedish=swedish,
            english=english,
            kinds={str(node): _local(kind) for node, kind in rows(store, "kinds")},
            names=_names(store),
            links=_links(store, swedish, english) if links else {},
            unnamed=frozenset(str(node) for (node,) in rows(store, "unnamed")),
            texts=texts,
            documents=documents,
            participations=_participations(found, swedish, texts),
            standing=standing,
            participants=participants,
            taking_part=_taking_part(participants, standing),
        )

    def node(self, node: str) -> Plain:
        parts = self.taking_part.get(node, [])
        through = {part: self.participants[part] for part, _ in parts if self.participants[part] != node}
        known = [(scheme, value, address) for _, scheme, value, _, address in self.names.get(node, [])]
        return {
            "label": self.swedish.get(node, node),
            "label_en": self.english.get(node, node),
            "kind": self.kinds.get(node, "Organisation"),
            "aliases": [value for scheme, value, _ in known if not scheme],
            "identifiers": _identifiers(known),
            "links": self.links.get(node, []),
            "participations": [part for part, _ in parts],
            "via_group": {part: self.swedish.get(group, group) for part, group in through.items()},
            "possible": [part for part, certain in parts if not certain],
            "unnamed": node in self.unnamed,
        }


def _frame(store: Store, facts: _Facts, *, texts: bool) -> Plain:
    """What hangs on the graph as a whole."""
    headings = {str(thing): [int(start or 0), int(end or 0)] for thing, start, end in rows(store, "headings")}
    documents, reports = _documents(facts, headings)
    titles = [document["label"] for document in documents.values()]
    if texts:
        for key, document in facts.texts.items():
            documents[key]["text"] = document.text
    return {
        "title": titles[0] if len(titles) == 1 else f"{len(titles)} dokument",
        "language": "sv",
        "documents": documents,
        "reports": reports,
        "contexts": _contexts(store, facts, headings),
        **_terms(store, facts),
        "kinds": _kinds(facts),
        "schemes": {str(sv): {"sv": sv, "en": en} for rows in facts.names.values() for _, sv, _, en, _ in rows if sv},
        "participations": facts.participations,
        "rules": _rules(store, facts),
        "about": _about(store, facts),
    }


def _documents(facts: _Facts, headings: dict[str, list[int]]) -> tuple[dict[str, Plain], dict[str, Plain]]:
    documents: dict[str, Plain] = {}
    reports: dict[str, Plain] = {}
    for document, date, file, issuer, report in facts.documents:
        label = facts.swedish.get(str(document), str(document))
        issued_by = facts.swedish.get(issuer, issuer) if issuer else None
        documents[str(document)] = {
            "label": label,
            "file": file or label,
            "date": date,
            "issuer": issued_by,
            "text": None,
        }
        if report:
            name = facts.swedish.get(report, report)
            reports[report] = {"label": name, "document": document, "heading": headings.get(report)}
    return documents, reports


def _contexts(store: Store, facts: _Facts, headings: dict[str, list[int]]) -> dict[str, Plain]:
    return {
        str(context): {
            "kind": _local(kind),
            "code": code,
            "label": facts.swedish.get(str(context), str(context)),
            "report": report,
            "document": document,
            "modality": _local(modality) or None,
            "purpose": purpose,
            "heading": headings.get(str(context)),
        }
        for context, kind, code, report, document, modality, purpose in rows(store, "contexts")
    }


def _terms(store: Store, facts: _Facts) -> Plain:
    roles: dict[str, Plain] = {}
    modalities: dict[str, Plain] = {}
    for term, scheme, group in rows(store, "terms"):
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


def _rules(store: Store, facts: _Facts) -> dict[str, Plain]:
    """The constructions by name: what they are called, and how many of their claims in annotated texts were right."""
    return {
        str(name): _names_of(str(construction), facts) | {"found": int(found or 0), "right": int(right or 0)}
        for name, construction, found, right in rows(store, "rules")
    }


def _about(store: Store, facts: _Facts) -> Plain:
    """What made the graph, how well it reads, and the licence of its vocabulary."""
    measurements = [
        {
            **_names_of(str(measurement), facts),
            "texts": int(texts or 0),
            "claims": int(claims or 0),
            "precision": float(precision or 0),
            "recall": float(recall or 0),
        }
        for measurement, texts, claims, precision, recall in rows(store, "measurements")
    ]
    licences = [str(licence) for (licence,) in rows(store, "licence")]
    return {
        "generator": f"samverkan {version()}",
        "measurements": measurements,
        "measured_on": _MEASURED_ON,
        "licence": licences[0] if licences else None,
    }


def _names_of(iri: str, facts: _Facts) -> Plain:
    return {"sv": facts.swedish.get(iri, _local(iri)), "en": facts.english.get(iri, _local(iri))}


def _texts(store: Store, documents: Iterable[Row]) -> dict[str, Document]:
    """The documents whose text the store keeps."""
    kept = {str(row[0]) for row in documents if store.has_text(_local(row[0]))}
    return {iri: Document(iri, store.text(_local(iri)), _local(iri)) for iri in sorted(kept)}


def _participations(rows: Iterable[Row], names: dict[str, str], texts: dict[str, Document]) -> dict[str, Plain]:
    found: dict[str, Plain] = {}
    for row in rows:
        part, context, participant, role, modality, office, is_open, status, unspecified, amount, *words = row
        if str(part) in found:
            continue  # several passages say the same: the first stands for them
        *quoted, source, rule, confidence, cue = words
        found[str(part)] = {
            "context": context,
            "label": names.get(str(participant), str(participant)),
            "mention": quoted[0] or "",
            "role": _local(role),
            "modality": _local(modality) or None,
            "through": names.get(office, office) if office else None,
            "open_list": is_open == "true",
            "status": _local(status) or "explicit",
            "unspecified": bool(unspecified),
            "group": _local(amount) or None,
            "rule": rule,
            "confidence": float(confidence) if confidence else None,
            "cue": cue,
            "quote": _quote(*quoted[1:]) | _place(texts.get(str(source)), quoted[4]),
        }
    return found


def _place(document: Document | None, start: str | None) -> Plain:
    offset = int(start or 0)
    return {"line": document.line(offset) if document else None, "page": document.page(offset) if document else None}


def _quote(
    mention_start: str | None, mention_end: str | None, text: str | None, start: str | None, end: str | None
) -> Plain:
    """The sentence, where it stands, and where in it the participant is named, if it is there."""
    first, last = int(start or 0), int(end or 0)
    mention = [int(mention_start), int(mention_end)] if mention_start and mention_end else None
    marks = [[mention[0] - first, mention[1] - first]] if mention else []
    inside = [mark for mark in marks if 0 <= mark[0] <= mark[1] <= last - first]
    return {"text": text or "", "start": first, "end": last, "marks": inside, "mention": mention}


def _standing(store: Store) -> dict[str, list[tuple[str, bool]]]:
    """Who stands for each participant, and whether for certain."""
    found: dict[str, list[tuple[str, bool]]] = defaultdict(list)
    for participant, node, certain in rows(store, "standing"):
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
    for one, other, certain in rows(store, "ties"):
        pair = (str(one), str(other))
        ties[pair] = ties.get(pair, False) or certain == "true"
    return ties


def _evidence(store: Store, facts: _Facts) -> dict[Pair, list[Plain]]:
    """What each tie rests on: a context, the participations of both sides in it, and whether that is certain."""
    certain: dict[Pair, dict[str, bool]] = defaultdict(dict)
    parts: dict[tuple[Pair, str], set[str]] = defaultdict(set)
    for context, one, other in rows(store, "pairs"):
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


def _names(store: Store) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows(store, "names"):
        found[str(row[0])].append(row)
    return found


def _identifiers(known: Iterable[Row]) -> Plain:
    """The identifiers by scheme; one that can be looked up has its address beside it."""
    found: dict[str, list[Plain | str | None]] = defaultdict(list)
    for scheme, value, address in known:
        if scheme:
            found[scheme].append({"text": value, "address": address} if address else value)
    return dict(found)


def _links(store: Store, names: dict[str, str], english: dict[str, str]) -> dict[str, list[Plain]]:
    """What each body is linked to: how, on what grounds, by whom, and the facts that were fetched about it."""
    fetched: dict[str, list[Plain]] = defaultdict(list)
    for thing, _, value, source, date, swedish, name in rows(store, "facts"):
        fact = {"sv": swedish, "en": name, "value": value, "source": source, "date": date}
        named = {"name": names.get(str(value)), "name_en": english.get(str(value))}
        fetched[str(thing)].append(fact | named)
    found: dict[str, list[Plain]] = defaultdict(list)
    for node, thing, predicate, grounds, label, by, comment, place in rows(store, "links"):
        link: Plain = {"how": _local(predicate).rpartition("#")[2].removesuffix("Match"), "grounds": _local(grounds)}
        called = {"sv": names.get(str(thing)) or label, "en": english.get(str(thing)) or label}
        link |= {"address": thing, "label": called["sv"], "label_en": called["en"], "data": place, "by": by or None}
        link["resolves"] = not str(thing).startswith(ID)  # the project's own addresses are not registered yet
        found[str(node)].append(link | {"comment": comment, "facts": fetched.get(str(thing), [])})
    return found


def _labels(store: Store, lang: str) -> dict[str, str]:
    return {str(thing): str(label) for thing, label, _ in rows(store, "labels", lang)}


def rows(store: Store, name: str, lang: str | None = None) -> list[Row]:
    """The rows of a query of queries/network/ as text, sorted, None where there is no value."""
    query = (queries_dir() / "network" / f"{name}.rq").read_text(encoding="utf-8")
    found = store.query(query, {"lang": Literal(lang)} if lang else None)
    assert isinstance(found, QuerySolutions)
    read = [tuple(term.value if term else None for term in row) for row in found]
    return sorted(read, key=lambda row: [cell or "" for cell in row])


def _local(iri: str | None) -> str:
    """The last part of an address: what the network calls a class or a concept."""
    return (iri or "").rsplit("/", 1)[-1]
