"""What speaks for and against two things being the same, each in words.

Kind and municipality decide first: a committee is never a place, an administration never a committee, a namesake in
another municipality never the body. Only what passes is compared by name.
"""

from dataclasses import dataclass
from typing import NamedTuple

from kg.linking.entity import AREA, UNKNOWN, Entity
from kg.linking.wording import Alignment, Wording

_LEAST = 0.5  # likeness below which no names need be laid on each other word by word
_ALIKE = 0.87  # likeness above which two names are no different names of one thing, but namesakes or a slip
_TOWNLESS = frozenset({"StateAgency", "Region", "Municipality"})
_BY_HEAD = frozenset({"Committee", "Administration"})
_KIND_WORDS = {"Municipality": "kommun stad", "MunicipalCompany": "bolag"}

_TEXTS = {
    "identifier": ("the same {scheme}: {value}", "samma {scheme}: {value}"),
    "same name": ('the same name: "{name}"', 'samma namn: "{name}"'),
    "like name": ('nearly the same name: "{name}" ({slips})', 'nästan samma namn: "{name}" ({slips})'),
    "other name": ('the names differ: "{name}"', 'namnen skiljer sig: "{name}"'),
    "only text": ("only the text says: {words}", "står bara i texten: {words}"),
    "only name": ("only the other name says: {words}", "står bara i det andra namnet: {words}"),
    "initials": ("the letters begin the words of its name", "bokstäverna inleder orden i dess namn"),
    "kind": ("both are of the kind {kind}", "båda är av slaget {kind}"),
    "kind unknown": ("the kind of one is not known", "det ena slaget är inte känt"),
    "municipality": ("in the same municipality", "i samma kommun"),
    "municipality unknown": ("the municipality of one is not known", "den ena kommunen är inte känd"),
    "until": ("it ended on {date}", "det upphörde {date}"),
    "service": ("the service itself gives it {score}", "tjänsten själv ger det {score}"),
    "service match": ("the service knows it by this name", "tjänsten känner det under det här namnet"),
    "namesake": ("another is called nearly the same: {name}", "ett annat heter nästan likadant: {name}"),
    "place": ("it is a place, and no body", "det är en plats och inget organ"),
    "other kind": ("one is {kind}, the other {other}", "det ena är {kind}, det andra {other}"),
    "other municipality": ("a namesake in another municipality", "en namne i en annan kommun"),
    "other number": ("their organisation numbers differ", "deras organisationsnummer skiljer sig"),
}


class Feature(NamedTuple):
    """One thing that speaks for (True), against (False) or neither (None); `values` fill its text."""

    name: str
    supports: bool | None = None
    values: tuple[tuple[str, str], ...] = ()

    def text(self, lang: str = "en") -> str:
        """The feature in words, Swedish or English."""
        return _TEXTS[self.name][lang == "sv"].format(**dict(self.values))


@dataclass(frozen=True)
class Comparison:
    """A body held against an entity: the likeness of their names from 0 to 1, the name that is likest, whether it is
    `likely` that they are one, and the features. `blocked` where they cannot be."""

    likeness: float
    name: str
    alignment: Alignment
    likely: bool
    features: tuple[Feature, ...]
    blocked: Feature | None = None


def compared(body: Entity, entity: Entity, wording: Wording) -> Comparison:
    """Hold a body against what it may be the same as."""
    blocked = _block(body, entity, wording)
    if blocked is not None:
        return Comparison(0.0, entity.label, Alignment(0, (), ()), False, (blocked,), blocked)
    likeness, text, name, alignment = _likest(body, entity, wording)
    features = [*_of_identifiers(body, entity), *_of_names(text, name, alignment, wording)]
    features += [_of_kind(body, entity), *_of_municipality(body, entity), *_of_source(entity)]
    likely = _is_likely(body, entity, likeness, alignment)
    return Comparison(likeness, name, alignment, likely, tuple(features))


def shared_identifiers(body: Entity, entity: Entity) -> list[tuple[str, str]]:
    """The identifiers that both have, one that names them apart not counted; sorted."""
    mine = body.identifiers | {("address", body.iri)}
    return sorted(mine & (entity.identifiers | {("address", entity.iri)}))


def _block(body: Entity, entity: Entity, wording: Wording) -> Feature | None:
    """Why the two cannot be one, whatever they are called; None where they can."""
    if entity.kind == AREA:
        return Feature("place", False)
    towns = {body.municipality, entity.municipality} - {""}
    if len(towns) > 1 and body.kind not in _TOWNLESS:
        return Feature("other municipality", False)
    numbers = [{v for scheme, v in each.identifiers if scheme == "organisation number"} for each in (body, entity)]
    if all(numbers) and not numbers[0] & numbers[1]:
        return Feature("other number", False)
    return _block_of_kind(body, entity, wording)


def _block_of_kind(body: Entity, entity: Entity, wording: Wording) -> Feature | None:
    """A committee or an administration must be called one; of other kinds only those that are known differ."""
    if body.kind in _BY_HEAD and body.kind not in {entity.kind, *_heads(entity, wording)}:
        return _other_kind(body.kind, entity.kind or "?")
    if entity.kind not in {"", UNKNOWN} and body.kind not in {"", UNKNOWN, entity.kind}:
        return _other_kind(body.kind, entity.kind)
    if body.kind in {"", UNKNOWN} and entity.kind in _BY_HEAD and entity.kind not in _heads(body, wording):
        return _other_kind(body.kind or "?", entity.kind)
    return None


def _heads(entity: Entity, wording: Wording) -> set[str]:
    return {wording.head(name) for name in entity.names}


def _other_kind(kind: str, other: str) -> Feature:
    return Feature("other kind", False, (("kind", kind), ("other", other)))


def _likest(body: Entity, entity: Entity, wording: Wording) -> tuple[float, str, str, Alignment]:
    """The pair of names that lie best on each other: likeness, the body's, the entity's, and how they lie."""
    weak = frozenset(word.text for word in wording.words(_KIND_WORDS.get(entity.kind or body.kind, "ab")))
    names = [(wording.likeness(text, name), text, name) for text in body.names for name in entity.names]
    least = min(_LEAST, max(names)[0])
    pairs = [
        (likeness, text, name, wording.alignment(text, name, weak=weak))
        for likeness, text, name in names
        if likeness >= least
    ]
    return max(pairs, key=lambda pair: (pair[3].exact, pair[3].fits, pair[0], pair[2] == entity.label, pair[1:3]))


def _is_likely(body: Entity, entity: Entity, likeness: float, alignment: Alignment) -> bool:
    """Whether a person will most likely say yes: the words fit, and nothing that must be known is unknown.

    A service's own word for a match counts where the names are not alike at all, as for an acronym or an old name:
    where they are alike and do not fit, it is a namesake that the service was taken in by.
    """
    same_town = bool(body.municipality) and body.municipality == entity.municipality
    if not same_town and not {body.kind, entity.kind} & _TOWNLESS:
        return False
    contrary = likeness >= _ALIKE and bool(alignment.only_text and alignment.only_name)
    if alignment.exact or (entity.matched and not contrary):
        return True
    return alignment.fits and body.kind == entity.kind != UNKNOWN


def _of_identifiers(body: Entity, entity: Entity) -> list[Feature]:
    shared = shared_identifiers(body, entity)
    return [Feature("identifier", True, (("scheme", scheme), ("value", value))) for scheme, value in shared]


def _of_names(text: str, name: str, alignment: Alignment, wording: Wording) -> list[Feature]:
    if alignment.exact:
        return [Feature("same name", True, (("name", name),))]
    slips = (("name", name), ("slips", f"{text} / {name}"))
    found = [Feature("like name", True, slips) if alignment.fits else Feature("other name", False, slips[:1])]
    for feature, words in (("only text", alignment.only_text), ("only name", alignment.only_name)):
        if words:
            found.append(Feature(feature, False, (("words", ", ".join(words)),)))
    if len(text) > 2 and text.isupper() and text == wording.initials(name):
        found.append(Feature("initials", True))
    return found


def _of_kind(body: Entity, entity: Entity) -> Feature:
    if body.kind == entity.kind != UNKNOWN:
        return Feature("kind", True, (("kind", body.kind),))
    return Feature("kind unknown")


def _of_municipality(body: Entity, entity: Entity) -> list[Feature]:
    if body.kind in _TOWNLESS:
        return []
    same = body.municipality and body.municipality == entity.municipality
    return [Feature("municipality", True) if same else Feature("municipality unknown")]


def _of_source(entity: Entity) -> list[Feature]:
    found = [Feature("until", None, (("date", entity.until),))] if entity.until else []
    if entity.trust is not None:
        found.append(Feature("service", None, (("score", f"{entity.trust:g}"),)))
    if entity.matched:
        found.append(Feature("service match", True))
    return found
