"""The words of ``ontology/roles.ttl``, ``ontology/lexicon.ttl`` and the authority files, compiled for matching.

The Turtle files are the only place where words stand; this module reads them and knows the little grammar in which the
role patterns are written (it is explained at the head of ``roles.ttl``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property, lru_cache, partial
from hashlib import sha256
from pathlib import Path

import pyoxigraph as ox

from kg.assets import ontology_dir
from kg.errors import AssetError
from kg.heads import Head, HeadForm
from kg.patterns import (
    TENSES,
    Pattern,
    VerbForm,
    adjective_forms,
    grouped,
    neuter_forms,
    parse_pattern,
    regular_forms,
    verb_forms,
)
from kg.spelling import BySpelling

SAMV = "https://w3id.org/samverkan/def/"
ROLE = SAMV + "role/"
FIXED_KINDS = {
    "OpenListMarker": "open",
    "QuestionWord": "question",
    "Subordinator": "sub",
    "Negation": "neg",
    "Adverb": "adverb",
}
"""The classes of words of which some are several words ("i det fall"), with the kind of item that these are."""
_RDF_TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")


@dataclass(frozen=True, eq=False)
class KnownBody:
    """An entry of the authority files; each is equal to itself only, there being one for each address."""

    iri: str
    label: str
    kind: str
    names: tuple[str, ...]
    municipality: str | None
    valid_from: str | None
    valid_until: str | None
    members: tuple[str, ...]

    def valid_on(self, date: str | None) -> bool:
        """Whether the entry held on the ISO ``date`` (any date when it is None and the entry has no end)."""
        if date is None:
            return self.valid_from is None and self.valid_until is None
        after = self.valid_from is None or self.valid_from[: len(date)] <= date
        return after and (self.valid_until is None or date <= self.valid_until[: len(date)])


class Bodies(tuple[KnownBody, ...]):
    """Entries that can be meant together; equal to itself only, so that what is made of it is found at once."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:
        return id(self)


@dataclass(frozen=True, eq=False)
class Lexicon:
    """All words that the extractor knows; one is equal to itself only, so that what is made of it can be kept."""

    patterns: tuple[Pattern, ...]
    verbs: dict[str, tuple[VerbForm, ...]]
    heads: dict[str, HeadForm]
    modals: dict[str, str]
    modality_words: dict[str, str]
    quantifiers: dict[str, str]
    words: dict[str, frozenset[str]]
    role_labels: dict[str, str] = field(default_factory=dict)
    bodies: tuple[KnownBody, ...] = field(default=())
    confidences: dict[str, str] = field(default_factory=dict)

    def confidence(self, rule: str) -> str:
        """How much a claim by that construction can be trusted, with two digits; 0.50 where it was never measured."""
        return self.confidences.get(rule, "0.50")

    @cached_property
    def months(self) -> dict[str, int]:
        """Month names with their numbers."""
        return {name: int(number) for number, name in (form.split() for form in self.words["MonthNames"])}

    @cached_property
    def verb_patterns(self) -> dict[str, tuple[Pattern, ...]]:
        """The verb patterns by lemma, the longest (most particular) first."""
        return grouped(p for p in self.patterns if p.kind == "verb")

    @cached_property
    def phrase_patterns(self) -> tuple[Pattern, ...]:
        """The preposition phrases, longest first."""
        return tuple(sorted((p for p in self.patterns if p.kind == "phrase"), key=lambda p: (-len(p.words), p.text)))

    @cached_property
    def predicates(self) -> dict[str, Pattern]:
        """Predicate adjectives in all their forms."""
        return {form: p for p in self.patterns if p.kind == "predicate" for form in adjective_forms(p.lemma)}

    @cached_property
    def holders(self) -> dict[str, Pattern]:
        """Nouns of responsibility, indefinite and definite."""
        return {form: p for p in self.patterns if p.kind == "holder" for form in neuter_forms(p.lemma)}

    @cached_property
    def labels(self) -> dict[str, Pattern]:
        """Labels of fields and columns, lower case and without the colon."""
        return {p.lemma.lower(): p for p in self.patterns if p.kind == "label"}

    def spoken_label(self, label: str) -> Pattern | None:
        """The pattern that a label in small letters writes out: "i samråd med", "genomförs av", "rapporteras till"."""
        words = tuple(label.split())
        phrase = self.phrases_by_words.get(words)
        if phrase is not None or not 1 <= len(words) <= 2:
            return phrase
        for form in self.verbs.get(words[0], ()):
            # "Bistår: X", "Finansieras av: X", "Rapporteras till: X"
            slot = "subject" if words[1:] == (("av",) if form.passive else ()) else words[-1]
            for pattern in self.verb_patterns.get(form.lemma, ()):
                if (form.passive or form.tense == "present") and pattern.slot == slot and not pattern.words:
                    return pattern
        return None

    @cached_property
    def agreement_forms(self) -> dict[str, str]:
        """Every form of an agreement noun with its dictionary form, that of the longest noun where two have it."""
        stems = sorted(self.words["AgreementWord"], key=lambda stem: (len(stem), stem))
        return {stem + ending: stem for stem in stems for ending in ("", "en", "et", "n", "t")}

    @cached_property
    def agreement_endings(self) -> tuple[str, ...]:
        """What a word for an agreement ends in, whatever it begins with: "markanvisningsavtalet"."""
        return tuple(self.agreement_forms)

    @cached_property
    def copulas(self) -> frozenset[str]:
        """The active forms of "vara" and "bli"."""
        return frozenset(
            word
            for word, forms in self.verbs.items()
            if any(form.lemma in {"vara", "bli"} and not form.passive for form in forms)
        )

    @cached_property
    def by_iri(self) -> dict[str, KnownBody]:
        """The authority's entries by IRI."""
        return {body.iri: body for body in self.bodies}

    @cached_property
    def places(self) -> dict[str, KnownBody]:
        """The municipalities by the names of their places, with and without a genitive's s: "Norberg", "Norbergs"."""
        towns = [body for body in self.bodies if body.kind == "Municipality" and " " in body.label]
        named = {body.label.rsplit(" ", 1)[0]: body for body in towns}
        return {**{name.removesuffix("s"): body for name, body in named.items()}, **named}

    @cached_property
    def longest_head(self) -> int:
        """The length of the longest head form: how far from a word's end a head is looked for."""
        return max(len(form) for form in self.heads)

    @cached_property
    def head_endings(self) -> frozenset[str]:
        """The last two letters of every head form: most words can be told by them to be none."""
        return frozenset(form[-2:] for form in self.heads)

    @cached_property
    def no_bodies(self) -> tuple[str, ...]:
        """Nouns that end in a head and name no body: "målgrupp", "område"."""
        return tuple(sorted(self.words["NoBody"]))

    @cached_property
    def phrases_by_first(self) -> dict[str, tuple[Pattern, ...]]:
        """The preposition phrases that stand wholly before their body, by first word, the longest first."""
        found: dict[str, list[Pattern]] = {}
        for pattern in self.phrase_patterns:
            if not pattern.lemma and len(pattern.words) > 1:
                found.setdefault(pattern.words[0], []).append(pattern)
        return {first: tuple(patterns) for first, patterns in found.items()}

    @cached_property
    def phrases_by_rarest(self) -> dict[str, tuple[Pattern, ...]]:
        """The same phrases by one word of each, the least common: a sentence without it has none of them."""
        found: dict[str, list[Pattern]] = {}
        for pattern in (pattern for patterns in self.phrases_by_first.values() for pattern in patterns):
            found.setdefault(self.rarest(pattern.words), []).append(pattern)
        return {word: tuple(patterns) for word, patterns in found.items()}

    def rarest(self, words: Iterable[str]) -> str:
        """The word of a phrase that the fewest sentences have: prepositions stand everywhere, long words seldom."""
        return max(words, key=lambda word: (word not in self.words["Preposition"], len(word), word))

    @cached_property
    def phrases_by_words(self) -> dict[tuple[str, ...], Pattern]:
        """The preposition phrases that stand before their body, by all their words."""
        return {pattern.words: pattern for pattern in reversed(self.phrase_patterns) if not pattern.lemma}

    @cached_property
    def split_phrases(self) -> dict[str, tuple[Pattern, ...]]:
        """The preposition phrases that have their body in their midst, by the words behind it."""
        return grouped(p for p in self.phrase_patterns if p.lemma)

    @cached_property
    def split_phrase_ends(self) -> frozenset[str]:
        """The last words of these phrases: a sentence without one has none of them."""
        return frozenset(lemma.split()[-1] for lemma in self.split_phrases)

    @cached_property
    def fixed_first(self) -> frozenset[str]:
        """The first words of expressions of several words: open-list markers, subordinators, holders, adverbs."""
        return frozenset(first for first, _ in self.fixed_second)

    @cached_property
    def fixed_second(self) -> frozenset[tuple[str, str]]:
        """The first two words of each of these expressions."""
        small = (name for kind in FIXED_KINDS for name in self.words[kind])
        several = (name.split() for name in (*small, *self.holders, *self.predicates) if " " in name)
        return frozenset((words[0], words[1]) for words in several)

    @cached_property
    def _head_forms(self) -> BySpelling[tuple[HeadForm, str, bool] | None]:
        return BySpelling(partial(_find_head, self))

    @cached_property
    def label_ends(self) -> frozenset[str]:
        """The last words of the labels, in small letters."""
        return frozenset(name.split()[-1] for name in self.labels)

    def head_form(self, word: str) -> tuple[HeadForm, str, bool] | None:
        """The head form that ends ``word``, the stem before it, and if it is a genitive; None where none does."""
        return self._head_forms[word]


_LONGEST_ACRONYM = 5


def _find_head(lexicon: Lexicon, word: str) -> tuple[HeadForm, str, bool] | None:
    if word.isupper() and 2 <= len(word) <= _LONGEST_ACRONYM:
        return None  # "STAB", "KÅR"
    lower = word.lower()
    for candidate in dict.fromkeys((lower, lower.removesuffix("s"))):
        if candidate[-2:] not in lexicon.head_endings:
            continue
        for start in range(max(0, len(candidate) - lexicon.longest_head), len(candidate) - 1):
            form = lexicon.heads.get(candidate[start:])
            if form is not None and (candidate[:start] + form.head.singular).endswith(lexicon.no_bodies):
                return None
            if form is not None and _compound_fits(word, form, candidate[:start]):
                return form, candidate[:start], candidate != lower
    return None


def _compound_fits(word: str, form: HeadForm, stem: str) -> bool:
    if not stem:
        return form.head.compound not in {"only", "owned"}
    if len(stem.rstrip("-")) < 2 or form.head.compound == "false":
        return False
    return form.head.compound != "capital" or word[0].isupper()


def load(folder: Path | None = None, own: tuple[Path, ...] = ()) -> Lexicon:
    """Read the words from ``folder`` (by default the ontology that comes with the package) and a user's ``own`` files.

    Own files are authority files beside those that come with the package. While all stay as they are the lexicon is the
    same object.

    Raises:
        AssetError: if a file is not Turtle or a pattern is not written in the grammar of patterns.
    """
    try:
        return _load(folder or ontology_dir(), own, tuple(sha256(path.read_bytes()).digest() for path in own))
    except OSError as error:
        raise AssetError(f"cannot be read: {error.strerror}", place=str(error.filename)) from error


@lru_cache(maxsize=4)  # by the digests too: an own file can be replaced while the program runs
def _load(root: Path, own: tuple[Path, ...], digests: tuple[bytes, ...]) -> Lexicon:
    store = ox.Store()
    words = (root / "roles.ttl", root / "lexicon.ttl", *root.glob("constructions.ttl"))
    for path in (*words, *sorted((root / "authority").glob("*.ttl")), *own):
        try:
            store.load(path=path, format=ox.RdfFormat.TURTLE)
        except (SyntaxError, ValueError) as error:
            raise AssetError(f"{path.name}: {error}", hint="mend the Turtle file") from error
    patterns = tuple(sorted(_patterns(store), key=lambda p: p.text))
    return Lexicon(
        patterns=patterns,
        verbs=_verbs(store, patterns),
        heads=_heads(store),
        modals=_form_map(store, "ModalVerb", "modality"),
        modality_words=_form_map(store, "ModalityWord", "modality"),
        quantifiers=_form_map(store, "Quantifier", "quantification"),
        words=_words(store),
        role_labels=_role_labels(store),
        bodies=tuple(_known_bodies(store)),
        confidences=_confidences(store),
    )


def _pairs(store: ox.Store, predicate: str) -> Iterator[tuple[str, ox.Literal]]:
    """The subject (as a string) and literal of every statement with ``predicate``."""
    for quad in store.quads_for_pattern(None, ox.NamedNode(predicate), None):
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal):
            yield quad.subject.value, quad.object


def _patterns(store: ox.Store) -> Iterator[Pattern]:
    for role, pattern in _pairs(store, SAMV + "pattern"):
        yield parse_pattern(pattern.value, role.removeprefix(ROLE))
    for role, pattern in _pairs(store, SAMV + "factPattern"):
        yield replace(parse_pattern(pattern.value, role.removeprefix(ROLE)), fact=True)


def _role_labels(store: ox.Store) -> dict[str, str]:
    labels = _pairs(store, "http://www.w3.org/2004/02/skos/core#prefLabel")
    return {
        role.removeprefix(ROLE): label.value
        for role, label in labels
        if role.startswith(ROLE) and label.language == "sv"
    }


def _confidences(store: ox.Store) -> dict[str, str]:
    """For each construction that was measured, how much its claims can be trusted."""
    measured = {node: f"{Decimal(value.value):.2f}" for node, value in _pairs(store, SAMV + "ruleConfidence")}
    return {name.value: measured[node] for node, name in _pairs(store, SAMV + "ruleName") if node in measured}


def _instances(store: ox.Store, name: str) -> list[ox.NamedNode]:
    found = (quad.subject for quad in store.quads_for_pattern(None, _RDF_TYPE, ox.NamedNode(SAMV + name)))
    return sorted((node for node in found if isinstance(node, ox.NamedNode)), key=lambda node: node.value)


def _values(store: ox.Store, node: ox.NamedNode, name: str) -> list[str]:
    predicate = ox.NamedNode(name if ":" in name else SAMV + name)
    objects = (quad.object for quad in store.quads_for_pattern(node, predicate, None))
    return sorted(term.value for term in objects if isinstance(term, ox.Literal | ox.NamedNode))


def _value(store: ox.Store, node: ox.NamedNode, name: str) -> str | None:
    return next(iter(_values(store, node, name)), None)


def _local(iri: str) -> str:
    return iri.rsplit("/", 1)[-1]


def _words(store: ox.Store) -> dict[str, frozenset[str]]:
    """The forms of every class of entry that has them, by its local name."""
    found: dict[str, set[str]] = {}
    for node, form in _pairs(store, SAMV + "form"):
        for kind in _values(store, ox.NamedNode(node), _RDF_TYPE.value):
            found.setdefault(kind.removeprefix(SAMV), set()).add(form.value)
    return {name: frozenset(forms) for name, forms in found.items()}


def _form_map(store: ox.Store, name: str, value: str) -> dict[str, str]:
    return {
        form: _local(_value(store, node, value) or "")
        for node in _instances(store, name)
        for form in _values(store, node, "form")
    }


def _verbs(store: ox.Store, patterns: tuple[Pattern, ...]) -> dict[str, tuple[VerbForm, ...]]:
    found: dict[str, set[VerbForm]] = {}
    known: set[str] = set()
    lemmas = {p.lemma for p in patterns if p.kind == "verb"}
    for name in ("Verb", "PlainVerb"):
        for node in _instances(store, name):
            infinitive = _value(store, node, "infinitive") or ""
            known.add(infinitive)
            forms = {tense: _values(store, node, tense) for tense in TENSES}
            if infinitive in lemmas and infinitive + "de" in forms["past"] and not forms["participle"]:
                forms["participle"] = [infinitive + "d"]  # of the first conjugation all have one
            for form, reading in verb_forms(infinitive, forms, plain=infinitive not in lemmas):
                found.setdefault(form, set()).add(reading)
    for lemma in lemmas - known:
        for form, reading in verb_forms(lemma, regular_forms(lemma), plain=False):
            found.setdefault(form, set()).add(reading)
    return {form: tuple(sorted(readings, key=repr)) for form, readings in found.items()}


def _heads(store: ox.Store) -> dict[str, HeadForm]:
    forms: dict[str, HeadForm] = {}
    for node in _instances(store, "BodyHead"):
        singular, definite, plural, definite_plural = (
            _value(store, node, name) or "" for name in ("singular", "definite", "plural", "definitePlural")
        )
        kind = _local(_value(store, node, "bodyClass") or "")
        compound = _value(store, node, "compound") or "true"
        is_name = _value(store, node, "bare") == "name"
        traits = frozenset(_values(store, node, "headTrait"))
        head = Head(singular, definite, plural, definite_plural, kind, compound, is_name, traits)
        for form, is_plural, is_definite in (
            (plural, True, False),
            (definite_plural, True, True),
            ("" if singular == definite else singular, False, False),
            (definite, False, True),
        ):
            if form and form not in forms:
                forms[form] = HeadForm(head, is_plural, is_definite)
    return forms


def _known_bodies(store: ox.Store) -> Iterator[KnownBody]:
    classes = (
        "Municipality",
        "Region",
        "Committee",
        "Administration",
        "MunicipalCompany",
        "StateAgency",
        "CivilSocietyOrganisation",
        "Organisation",
        "ListedGroup",
        "Group",
    )
    label = "http://www.w3.org/2000/01/rdf-schema#label"
    alternative = "http://www.w3.org/2004/02/skos/core#altLabel"
    for kind in classes:
        for node in _instances(store, kind):
            name = _swedish(store, node, label)
            others = _values(store, node, alternative)
            yield KnownBody(
                node.value,
                name,
                kind,
                tuple(dict.fromkeys([name, *others])),
                _value(store, node, "municipality"),
                _value(store, node, "validFrom"),
                _value(store, node, "validUntil"),
                tuple(_values(store, node, "http://xmlns.com/foaf/0.1/member")),
            )


def _swedish(store: ox.Store, node: ox.NamedNode, name: str) -> str:
    labels = [
        quad.object
        for quad in store.quads_for_pattern(node, ox.NamedNode(name), None)
        if isinstance(quad.object, ox.Literal)
    ]
    if not labels:
        raise AssetError(f"{node.value} has no name", hint="samverkan authority check shows which file says so")
    return min(labels, key=lambda label: (label.language != "sv", label.value)).value
