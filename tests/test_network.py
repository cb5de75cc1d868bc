"""The network: its shape, and that nodes, ties and evidence fit together."""

import json

import networkx
import pytest
from conftest import SMALL_KEY, fill

from kg.assets import sample_path
from kg.build import build
from kg.network import bipartite, network
from kg.store import Store

BODY = "https://w3id.org/samverkan/id/body/stockholm/"
GROUP = "https://w3id.org/samverkan/id/group/stockholm/"
NODE = {
    "label",
    "label_en",
    "kind",
    "aliases",
    "identifiers",
    "links",
    "participations",
    "via_group",
    "possible",
    "unnamed",
}
FRAME = {
    "title",
    "language",
    "documents",
    "reports",
    "contexts",
    "roles",
    "kinds",
    "modalities",
    "schemes",
    "participations",
    "rules",
    "about",
}
PARTICIPATION = {
    "context",
    "label",
    "mention",
    "role",
    "modality",
    "through",
    "open_list",
    "status",
    "unspecified",
    "group",
    "rule",
    "confidence",
    "cue",
    "quote",
}


@pytest.fixture(scope="module")
def store() -> Store:
    filled = Store.memory()
    fill(filled)
    return filled


@pytest.fixture(scope="module")
def graph(store: Store) -> "networkx.Graph[str]":
    return network(store)


def derived(store: Store, name: str) -> set[tuple[str, ...]]:
    rows = store.query(f"SELECT ?a ?b {{ ?a <https://w3id.org/samverkan/def/{name}> ?b }}")
    return {tuple(sorted(term.value for term in row)) for row in rows}  # type: ignore[union-attr]


def test_graph_is_as_agreed(graph: "networkx.Graph[str]") -> None:
    assert set(graph.graph) == FRAME
    assert graph.graph["title"] == "Åtgärder för levande torg"
    assert all(set(attributes) == NODE for _, attributes in graph.nodes(data=True))
    assert all(set(attributes) == {"certain", "weight", "evidence"} for *_, attributes in graph.edges(data=True))
    assert all(set(part) == PARTICIPATION for part in graph.graph["participations"].values())


def test_everything_is_plain_json(graph: "networkx.Graph[str]") -> None:
    whole = [graph.graph, list(graph.nodes(data=True)), list(graph.edges(data=True))]
    assert json.loads(json.dumps(whole)) == json.loads(json.dumps(whole, ensure_ascii=False))


def test_order_is_that_of_the_addresses(graph: "networkx.Graph[str]") -> None:
    assert list(graph.nodes) == sorted(graph.nodes)
    ends = [tuple(sorted(edge)) for edge in graph.edges]
    assert ends == sorted(ends)
    for _, _, attributes in graph.edges(data=True):
        contexts = [each["context"] for each in attributes["evidence"]]
        assert contexts == sorted(set(contexts))
        assert attributes["weight"] == len(contexts)


def test_the_same_store_gives_the_same_network(store: Store, graph: "networkx.Graph[str]") -> None:
    other = Store.memory()
    other.put_text(SMALL_KEY, store.text(SMALL_KEY))
    for name in reversed(store.graphs()):
        other.replace_graphs({name: sorted(store.quads(name), key=str, reverse=True)})
    again = network(other)
    assert json.dumps([again.graph, [*again.nodes(data=True)], [*again.edges(data=True)]]) == json.dumps(
        [graph.graph, [*graph.nodes(data=True)], [*graph.edges(data=True)]]
    )


def test_edges_are_the_derived_ties(store: Store, graph: "networkx.Graph[str]") -> None:
    certain, possible = derived(store, "collaboratesWith"), derived(store, "mayCollaborateWith")
    assert {tuple(sorted(edge)) for edge in graph.edges} == certain | possible
    assert {tuple(sorted((a, b))) for a, b, sure in graph.edges(data="certain") if sure} == certain
    assert certain
    assert possible - certain


def test_every_tie_has_evidence_of_its_strength(store: Store, graph: "networkx.Graph[str]") -> None:
    """And a possible tie beside a certain one keeps its own evidence."""
    possible = derived(store, "mayCollaborateWith")
    for a, b, attributes in graph.edges(data=True):
        strengths = {each["certain"] for each in attributes["evidence"]}
        assert (True in strengths) == attributes["certain"]
        if tuple(sorted((a, b))) in possible:
            assert False in strengths


def test_evidence_is_of_both_sides(graph: "networkx.Graph[str]") -> None:
    parts = graph.graph["participations"]
    for a, b, attributes in graph.edges(data=True):
        for each in attributes["evidence"]:
            behind = set(each["participations"])
            assert behind & set(graph.nodes[a]["participations"])
            assert behind & set(graph.nodes[b]["participations"])
            assert {parts[part]["context"] for part in behind} == {each["context"]}


def test_no_evidence_lacks_a_tie(store: Store, graph: "networkx.Graph[str]") -> None:
    """What the network pairs is what the rules pair: taking the ties away leaves nothing that was not one."""
    from kg.network import _evidence, _Facts  # noqa: PLC0415

    assert set(_evidence(store, _Facts.of(store))) == {tuple(sorted(edge)) for edge in graph.edges}


def test_groups_unfold(graph: "networkx.Graph[str]") -> None:
    assert f"{GROUP}bostadsbolag" not in graph
    assert graph.nodes[f"{GROUP}tekniska-namnder"]["kind"] == "Group"
    company = graph.nodes[f"{BODY}stockholmshem"]
    assert sorted(company["via_group"].values()) == ["berörda bostadsbolag", "stadens bostadsbolag"]
    assert len(company["possible"]) == 1
    assert set(company["possible"]) < set(company["participations"])
    assert not graph.has_edge(f"{BODY}stockholmshem", f"{BODY}familjebostader"), "one group, one side"


def test_who_has_no_tie_is_there(graph: "networkx.Graph[str]") -> None:
    (lone,) = [node for node in graph if graph.nodes[node]["unnamed"]]
    assert graph.nodes[lone]["label"] == "en lokal byförening"
    assert graph.degree[lone] == 0


def test_nothing_is_lost(graph: "networkx.Graph[str]") -> None:
    seen = {part for _, parts in graph.nodes(data="participations") for part in parts}
    assert seen == set(graph.graph["participations"])
    assert len(seen) == 17


def test_quotes_are_the_text(store: Store, graph: "networkx.Graph[str]") -> None:
    text = store.text(SMALL_KEY)
    for part in graph.graph["participations"].values():
        quote = part["quote"]
        assert text[quote["start"] : quote["end"]] == quote["text"]
        ((start, end),) = quote["marks"]
        assert quote["text"][start:end] == part["mention"]
        assert text[slice(*quote["mention"])] == part["mention"]
        assert quote["line"] == text.count("\n", 0, quote["start"]) + 1
        assert quote["page"] is None, "the text has no pages"


def test_documents_have_their_text_unless_it_is_to_be_left_out(store: Store, graph: "networkx.Graph[str]") -> None:
    (document,) = graph.graph["documents"].values()
    assert document["text"] == store.text(SMALL_KEY)
    without = network(store, texts=False).graph
    assert [each["text"] for each in without["documents"].values()] == [None]
    assert without["participations"] == graph.graph["participations"]


def test_headings_are_where_the_text_has_them() -> None:
    with Store.memory() as built:
        build([sample_path()], built)
        frame = network(built).graph
    ((_, document),) = frame["documents"].items()
    text = document["text"]
    actions = [context for context in frame["contexts"].values() if context["kind"] == "Action"]
    assert len(actions) > 15
    for action in actions:
        assert f"({action['code']})" in text[slice(*action["heading"])]
    for report in frame["reports"].values():
        assert report["label"] in text[slice(*report["heading"])]
    assert {each["heading"] for each in frame["contexts"].values() if each["kind"] == "Agreement"} == {None}


def test_lines_and_pages_are_counted_in_the_text(store: Store) -> None:
    text = store.text(SMALL_KEY)
    other = Store.memory()
    for name in store.graphs():
        other.replace_graphs({name: store.quads(name)})
    other.put_text(SMALL_KEY, "\n" * 10 + "\f" + text[11:300] + "\f" + text[301:])
    quotes = [part["quote"] for part in network(other).graph["participations"].values()]
    assert {quote["page"] for quote in quotes} == {2, 3}
    assert all(quote["line"] > 10 for quote in quotes)
    other.put_text(SMALL_KEY, "")
    assert {part["quote"]["line"] for part in network(other).graph["participations"].values()} == {1}


def test_it_says_how_well_it_was_read(graph: "networkx.Graph[str]") -> None:
    rules, about = graph.graph["rules"], graph.graph["about"]
    assert len(rules) > 10
    for rule in rules.values():
        assert 0 <= rule["right"] <= rule["found"]
        assert rule["sv"] != rule["en"]
    assert [measured["sv"] for measured in about["measurements"]] == [
        "texter som inga regler är skrivna för",
        "texter som reglerna är skrivna för",
    ]
    assert all(0.5 < measured["recall"] <= measured["precision"] <= 1 for measured in about["measurements"])
    assert about["licence"] == "https://creativecommons.org/licenses/by/4.0/"
    assert about["generator"].startswith("samverkan ")


def test_the_rule_of_a_participation_is_among_the_rules() -> None:
    with Store.memory() as built:
        build([sample_path()], built)
        frame = network(built).graph
    parts = frame["participations"].values()
    assert len(parts) > 50
    assert {part["rule"] for part in parts} <= set(frame["rules"])
    assert all(0 < part["confidence"] <= 1 and part["cue"] for part in parts)


def test_participations_say_what_the_text_says(graph: "networkx.Graph[str]") -> None:
    parts = {tuple(name.rsplit("/", 1)[1].split("-")[1:]): part for name, part in graph.graph["participations"].items()}
    board = parts["166", "responsible"]
    assert (board["label"], board["through"]) == ("Kommunstyrelsen", "Kansliet för mänskliga rättigheter")
    assert parts["259", "cooperates"]["open_list"]
    assert parts["301", "coResponsible"]["unspecified"]
    assert parts["827", "cooperates"]["status"] == "implicit"
    assert parts["411", "cooperates"]["group"] == "others"
    assert parts["279", "cooperates"]["group"] == "all"
    assert parts["517", "responsible"]["modality"] == "should"


def test_contexts_belong_somewhere(graph: "networkx.Graph[str]") -> None:
    for context in graph.graph["contexts"].values():
        assert context["document"] in graph.graph["documents"]
        assert context["report"] is None or context["report"] in graph.graph["reports"]
    agreement = next(each for each in graph.graph["contexts"].values() if each["kind"] == "Agreement")
    assert graph.graph["reports"][agreement["report"]]["label"] == "Liv i husen", "by the action it stands under"


def test_references_resolve(graph: "networkx.Graph[str]") -> None:
    frame = graph.graph
    for part in frame["participations"].values():
        assert part["context"] in frame["contexts"]
        assert part["role"] in frame["roles"]
        assert part["modality"] is None or part["modality"] in frame["modalities"]
    assert {kind for _, kind in graph.nodes(data="kind")} <= set(frame["kinds"])


def test_actions_stand_between_bodies(store: Store, graph: "networkx.Graph[str]") -> None:
    between = bipartite(store)
    assert networkx.is_bipartite(between)
    bodies = {node for node, side in between.nodes(data="bipartite") if side == 0}
    assert bodies == set(graph)
    assert list(between.edges) == sorted(between.edges)
    edge = between.edges[f"{BODY}trafiknamnden", "https://w3id.org/samverkan/id/action/34fde84c77b599b5-1-1.3"]
    assert edge["roles"] == ["responsible"]


def test_a_store_without_documents_is_an_empty_network() -> None:
    graph = network(Store.memory())
    assert not graph
    assert graph.graph["documents"] == {}
