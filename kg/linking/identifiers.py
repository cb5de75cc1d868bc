"""Links by equal identifiers: the only ones that nobody has to decide."""

from collections.abc import Iterable, Iterator

from kg import assets
from kg.linking.entity import Entity
from kg.linking.features import compared, shared_identifiers
from kg.linking.mapping import PREDICATES, SEMAPV, Mapping
from kg.linking.wording import Wording

TOOL = "samverkan"


def stated(body: Entity) -> Iterator[Mapping]:
    """The links that the authority file itself states of a body: the address that other data knows it by."""
    for iri in body.same:
        yield _mapping(body, iri, "", "BackgroundKnowledgeBasedMatching", "stated in the authority file")


def by_identifier(body: Entity, entities: Iterable[Entity], wording: Wording) -> Iterator[Mapping]:
    """A link to the one entity of a source that has an identifier of the body and can be it.

    Where several share the number, or kind or municipality say no, there is none.
    """
    found: dict[str, list[tuple[Entity, list[tuple[str, str]]]]] = {}
    for entity in entities:
        shared = shared_identifiers(body, entity) if entity.iri != body.iri else []
        if shared and compared(body, entity, wording).blocked is None:
            found.setdefault(entity.source, []).append((entity, shared))
    for _, sharing in sorted(found.items()):
        if len(sharing) == 1:
            entity, shared = sharing[0]
            comment = "; ".join(f"the same {scheme}: {value}" for scheme, value in shared)
            yield _mapping(body, entity.iri, entity.label, "LexicalMatching", comment, source=entity.source)


def _mapping(body: Entity, iri: str, label: str, justification: str, comment: str, *, source: str = "") -> Mapping:
    return Mapping.of(
        subject_id=body.iri,
        subject_label=body.label,
        predicate_id=PREDICATES["exact"],
        object_id=iri,
        object_label=label,
        object_source=source,
        mapping_justification=f"{SEMAPV}{justification}",
        mapping_tool=TOOL,
        mapping_tool_version=assets.version(),
        confidence="1.0",
        comment=comment,
    )
