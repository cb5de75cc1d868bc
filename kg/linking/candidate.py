"""The best candidates for a body, from any source, in an order that is always the same."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from kg.linking.entity import Entity
from kg.linking.features import Comparison, Feature, compared
from kg.linking.wording import Wording

_LEAST = 0.72  # likeness of names below which nobody need look
_LEAST_APART = 0.88  # the same where each name has a word that the other has not
_MOST = 5


@dataclass(frozen=True)
class Candidate:
    """An entity that a body may be the same as, with what speaks for and against."""

    body: Entity
    entity: Entity
    comparison: Comparison

    @property
    def likely(self) -> bool:
        """Whether a person will most likely say yes."""
        return self.comparison.likely

    def reasons(self, lang: str = "en") -> list[str]:
        """What speaks for and against, in words; what speaks against begins with "but"."""
        but = "men " if lang == "sv" else "but "
        return [("" if each.supports is not False else but) + each.text(lang) for each in self.comparison.features]

    def as_json(self, lang: str = "en") -> dict[str, object]:
        """The candidate for programs."""
        features = [
            {"feature": each.name, "supports": each.supports, **dict(each.values)} for each in self.comparison.features
        ]
        return {
            "iri": self.entity.iri,
            "label": self.entity.label,
            "kind": self.entity.kind or None,
            "source": self.entity.source,
            "likely": self.likely,
            "likeness": round(self.comparison.likeness, 3),
            "features": features,
            "reasons": self.reasons(lang),
        }

    def sort_key(self) -> tuple[object, ...]:
        """Likely ones first, then those whose words fit, then the likest; the address decides between equals."""
        lying, trust = self.comparison.alignment, self.entity.trust or 0.0
        return (not self.likely, not lying.exact, not lying.fits, -self.comparison.likeness, -trust, self.entity.iri)


def candidates(body: Entity, entities: Iterable[Entity], wording: Wording) -> list[Candidate]:
    """At most five entities that a body may be the same as, the best first.

    Where two are likely, the one that bears the very name is; where both do, neither.
    """
    if body.unnamed:
        return []
    found = [
        Candidate(body, entity, comparison)
        for entity in entities
        if entity.iri != body.iri
        for comparison in (compared(body, entity, wording),)
        if comparison.blocked is None and _is_worth_a_look(comparison)
    ]
    return sorted(_told_apart(found), key=Candidate.sort_key)[:_MOST]


def _is_worth_a_look(comparison: Comparison) -> bool:
    lying = comparison.alignment
    least = _LEAST_APART if lying.only_text and lying.only_name else _LEAST
    return comparison.likely or lying.fits or comparison.likeness >= least


def _told_apart(found: list[Candidate]) -> list[Candidate]:
    """At most one likely candidate from each source."""
    for source in sorted({each.entity.source for each in found}):
        likely = [each for each in found if each.likely and each.entity.source == source]
        if len({each.entity.iri for each in likely}) < 2:
            continue
        exact = [each for each in likely if each.comparison.alignment.exact]
        best = exact if len(exact) == 1 else []
        for each in likely:
            if each not in best:
                found[found.index(each)] = _doubted(each, next(other for other in likely if other is not each))
    return found


def _doubted(candidate: Candidate, other: Candidate) -> Candidate:
    feature = Feature("namesake", False, (("name", f"{other.entity.label} <{other.entity.iri}>"),))
    comparison = replace(candidate.comparison, likely=False, features=(*candidate.comparison.features, feature))
    return replace(candidate, comparison=comparison)
