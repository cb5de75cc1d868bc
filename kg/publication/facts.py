"""What is known of a thing beside the claims, as the pages list it: a property in words, and its values."""

from collections.abc import Iterator
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from kg.namespaces import PREFIXES
from kg.publication.addresses import Language
from kg.publication.holdings import Holdings, Term, Thing

_ORDER = (
    ("skos", "altLabel"),
    ("org", "identifier"),
    ("samv", "cityNumber"),
    ("samv", "municipality"),
    ("samv", "servesCommittee"),
    ("samv", "jurisdictionArea"),
    ("samv", "quantification"),
    ("samv", "drawnFrom"),
    ("samv", "validFrom"),
    ("samv", "validUntil"),
    ("samv", "modality"),
    ("samv", "purposeText"),
    ("samv", "agreementKind"),
    ("samv", "relatedAction"),
    ("samv", "fromActor"),
    ("samv", "toActor"),
    ("samv", "operationAt"),
    ("samv", "concernsPlace"),
    ("samv", "effectiveDate"),
    ("dcterms", "date"),
    ("samv", "issuer"),
    ("dcterms", "isPartOf"),
    ("samv", "fileName"),
    ("samv", "hiddenPlaces"),
    ("dcterms", "identifier"),
    ("skos", "exactMatch"),
    ("skos", "closeMatch"),
    ("dcterms", "source"),
)
_TRANSLATED = {"source"}  # the same note in each language; other names than the first are names in all of them
_INVERSE = (
    ("samv", "servesCommittee"),
    ("foaf", "member"),
    ("samv", "drawnFrom"),
    ("samv", "jurisdictionArea"),
    ("samv", "concernsPlace"),
    ("samv", "operationAt"),
)
_ORDERED = tuple((PREFIXES[prefix] + name, name) for prefix, name in _ORDER)
_INVERTED = tuple((PREFIXES[prefix] + name, name) for prefix, name in _INVERSE)


class Value(NamedTuple):
    """What a property says: words, their language where they have one, and the IRI of the thing that they name."""

    text: str
    language: str | None
    iri: str | None


class Fact(NamedTuple):
    """A property in words, and its values."""

    label: str
    values: tuple[Value, ...]


def facts(holdings: Holdings, thing: Thing, texts: dict[str, str], language: Language) -> Iterator[Fact]:
    """The facts about a thing, in the order in which the pages show them."""
    for predicate, name in _ORDERED:
        terms = thing.said.get(predicate)
        if not terms:
            continue
        terms = _spoken(terms, language) if name in _TRANSLATED else terms
        values = tuple(dict.fromkeys(_value(holdings, term, language) for term in terms))
        if values:
            is_checksum = name == "identifier" and thing.kind == "Document"  # it is known by that of its file
            yield Fact(texts["fact.checksum" if is_checksum else f"fact.{name}"], values)
    pointing = holdings.pointing.get(thing.iri, {})
    for predicate, name in _INVERTED:
        others = pointing.get(predicate, [])
        if others:
            values = tuple(Value(holdings.label(iri, language), None, iri) for iri in others)
            yield Fact(texts[f"inverse.{name}"], values)


def _spoken(terms: tuple[Term, ...], language: Language) -> tuple[Term, ...]:
    """What is said in this language or in none; all where nothing is said in this language."""
    tags = {term.language for term in terms if isinstance(term, Literal) and term.language}
    if language not in tags:
        return terms
    return tuple(t for t in terms if not isinstance(t, Literal) or t.language in {None, language})


def _value(holdings: Holdings, term: Term, language: Language) -> Value:
    if not isinstance(term, NamedNode):
        return Value(term.value, term.language, None)
    if term.value in holdings.things or term.value in holdings.terms:
        return Value(holdings.label(term.value, language), None, term.value)
    return Value(term.value, None, term.value)
