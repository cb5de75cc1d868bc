"""The ontology for people: one page of all terms with a picture of them, and a page for each term and each rule."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup
from pyoxigraph import Literal, NamedNode

from kg.namespaces import PREFIXES, SAMV, shortened
from kg.publication import addresses, structured
from kg.publication.facts import Fact, Value
from kg.publication.frame import Frame
from kg.publication.part import Part
from kg.publication.specification import SPECIFICATION, part_names, release_files, release_hash, release_path
from kg.publication.term_picture import picture
from kg.publication.vocabulary import Rule, Vocabulary, vocabulary
from kg.rules import rule_graph

PICTURE = "def/picture.svg"
_RDF, _RDFS, _OWL, _SKOS, _SH = (PREFIXES[prefix] for prefix in ("rdf", "rdfs", "owl", "skos", "sh"))
_OUTGOING = (
    ("subClassOf", f"{_RDFS}subClassOf"),
    ("domain", f"{_RDFS}domain"),
    ("range", f"{_RDFS}range"),
    ("inverseOf", f"{_OWL}inverseOf"),
    ("disjointWith", f"{_OWL}disjointWith"),
    ("broader", f"{_SKOS}broader"),
    ("inScheme", f"{_SKOS}inScheme"),
    ("closeMatch", f"{_SKOS}closeMatch"),
    ("targetClass", f"{_SH}targetClass"),
    ("path", f"{_SH}path"),
    ("severity", f"{_SH}severity"),
    ("class", f"{_SH}class"),
    ("datatype", f"{_SH}datatype"),
    ("minCount", f"{_SH}minCount"),
    ("maxCount", f"{_SH}maxCount"),
    ("pattern", f"{_SH}pattern"),
    ("property", f"{_SH}property"),
    ("node", f"{_SH}node"),
    ("phrases", f"{SAMV}pattern"),
    ("factPhrases", f"{SAMV}factPattern"),
)
_INCOMING = (
    ("subclasses", f"{_RDFS}subClassOf"),
    ("propertiesOf", f"{_RDFS}domain"),
    ("propertiesTo", f"{_RDFS}range"),
    ("narrower", f"{_SKOS}broader"),
    ("members", f"{_SKOS}inScheme"),
    ("shapesOf", f"{_SH}targetClass"),
    ("shapesOn", f"{_SH}path"),
    ("partOfShape", f"{_SH}property"),
)
_WORDS = f"{SAMV}LexicalEntry"


@dataclass(frozen=True)
class Entry:
    """A term in a list: its address, what it is called and what it means."""

    iri: str
    name: str
    label: str
    definition: str
    depth: int = 0
    page: str | None = None


def rule_path(name: str) -> str:
    """Where a rule's Swedish page stands."""
    path = addresses.page(rule_graph(name))
    assert path is not None
    return path


def term_paths() -> list[str]:
    """The Swedish pages of the terms, for whoever links to them before they are made."""
    found = [addresses.page(iri) for iri in vocabulary().kinds]
    rules = [rule_path(rule.name) for rule in vocabulary().rules]
    rules += [path for path in map(addresses.page, (SPECIFICATION, vocabulary().version_iri)) if path is not None]
    return [path for path in found if path is not None] + rules


def term_pages(frame: Frame) -> Iterator[Part]:
    """The pages of one language: the overview, the picture, each term, each rule."""
    words = vocabulary()
    yield Part(addresses.in_language(PICTURE, frame.language), picture(words, frame.language).encode())
    yield _overview(frame, words)
    for iri, kind in words.kinds.items():
        path = addresses.page(iri)
        assert path is not None
        yield frame.page("term.html.jinja", path, **_values(frame, words, iri, kind))
    for rule in words.rules:
        yield _rule_page(frame, words, rule)
    yield _release(frame, words)
    yield _specification(frame, words)


def _overview(frame: Frame, words: Vocabulary) -> Part:
    texts = frame.texts
    source = addresses.in_language(addresses.SECTIONS["terms"], frame.language)
    drawn = picture(words, frame.language, source).partition("?>\n")[2]
    classes = [each for each in _tree(words, frame.language) if not _is_word(words, each.iri)]
    lists = [
        (texts["term.classes"], classes),
        (texts["term.properties"], _entries(words, words.of_kind("property"), frame.language)),
        *((words.label(s, frame.language), _scheme(words, s, frame.language)) for s in _schemes(words)),
        (texts["term.rules"], [_rule_entry(rule, frame.language) for rule in words.rules]),
        (texts["term.shapes"], _entries(words, words.subjects(f"{_RDF}type", f"{_SH}NodeShape"), frame.language)),
        (texts["term.words"], [each for each in _tree(words, frame.language) if _is_word(words, each.iri)]),
    ]
    return frame.page(
        "terms.html.jinja",
        addresses.SECTIONS["terms"],
        heading=texts["term.heading"],
        lead=words.definition(SAMV, frame.language),
        version=words.version,
        release=release_path(words),
        specification=addresses.page(SPECIFICATION),
        picture=Markup(drawn),  # noqa: S704 - every text in it is escaped where it is drawn
        picture_file=addresses.in_language(PICTURE, frame.language),
        lists=[(title, entries) for title, entries in lists if entries],
    )


def _release(frame: Frame, words: Vocabulary) -> Part:
    """The version's page: what changed, its files, its canonical hash."""
    texts, language = frame.texts, frame.language
    folder = release_path(words).removesuffix("index.html")
    files = [(path.removeprefix(folder), path, _size(content)) for path, content in release_files(words).items()]
    notes = [each for each in words.values(SAMV, f"{_SKOS}changeNote") if isinstance(each, Literal)]
    return frame.page(
        "files.html.jinja",
        release_path(words),
        heading=f"{texts['term.version']} {words.version}",
        lead=texts["term.releaseLead"],
        facts=[
            (texts["term.address"], words.version_iri),
            (texts["term.hash"], release_hash(words)),
            (texts["term.licence"], words.iris(SAMV, f"{PREFIXES['dcterms']}license")[0]),
        ],
        notes=[note.value for note in notes if note.language == language],
        lists=[(texts["term.files"], files)],
    )


def _specification(frame: Frame, words: Vocabulary) -> Part:
    """The specification for people: what it is, and its parts."""
    texts, language = frame.texts, frame.language
    parts = [(_part_title(frame, words, name), f"def/specification/{name}.ttl", "Turtle") for name in part_names(words)]
    parts.append((texts["term.part.picture"], addresses.in_language(PICTURE, language), "SVG"))
    data = [("Turtle", "def/specification.ttl", ""), ("JSON-LD", "def/specification.jsonld", "")]
    return frame.page(
        "files.html.jinja",
        addresses.page(SPECIFICATION) or "",
        heading=texts["term.specHeading"],
        lead=texts["term.specLead"],
        facts=[(texts["term.address"], SPECIFICATION), (texts["term.version"], words.version)],
        notes=[],
        lists=[(texts["term.specData"], data), (texts["term.specParts"], parts)],
    )


def _part_title(frame: Frame, words: Vocabulary, name: str) -> str:
    scheme = f"{SAMV}scheme/{name}"
    if scheme in words.kinds:
        return f"{words.label(scheme, frame.language)} ({frame.texts['term.part.terminology']})"
    return str(frame.texts[f"term.part.{name}"])


def _size(content: bytes) -> str:
    return f"{max(1, round(len(content) / 1000))} kB"


def _values(frame: Frame, words: Vocabulary, iri: str, kind: str) -> dict[str, object]:
    language, texts = frame.language, frame.texts
    facts = [*_facts(words, iri, language, texts), *_rule_facts(words, iri, texts, language)]
    return {
        "kind": texts[f"term.kind.{_kind(words, iri, kind)}"],
        "heading": words.label(iri, language),
        "definition": words.definition(iri, language),
        "is_message": kind == "shape",
        "iri": iri,
        "short": shortened(iri),
        "files": frame.data_of(iri),
        "facts": facts,
        "sparql": None,
        "is_signalled": any(fact.label == texts["term.phrases"] for fact in facts),
        "structured": structured.term(words, iri, frame.language),
    }


def _rule_page(frame: Frame, words: Vocabulary, rule: Rule) -> Part:
    iris = [iri for iri in words.kinds if iri in rule.terms]
    used = tuple(Value(words.label(iri, frame.language), None, iri) for iri in iris)
    return frame.page(
        "term.html.jinja",
        rule_path(rule.name),
        kind=frame.texts["term.kind.rule"],
        heading=rule.name,
        definition=rule.summary[frame.language],
        is_message=False,
        iri=rule_graph(rule.name),
        short=rule.name,
        files=[("SPARQL", f"{rule_path(rule.name).removesuffix('index.html')}{rule.name}.rq")],
        facts=[Fact(frame.texts["term.uses"], used)],
        sparql=rule.sparql,
        is_signalled=False,
        structured=None,
    )


def _facts(words: Vocabulary, iri: str, language: str, texts: dict[str, str]) -> Iterator[Fact]:
    for name, predicate in _OUTGOING:
        values = [_value(words, each, language) for each in words.values(iri, predicate)]
        shown = tuple(dict.fromkeys(value for value in values if value is not None))
        if shown:
            yield Fact(texts[f"term.{name}"], shown)
    for name, predicate in _INCOMING:
        values_in = tuple(
            Value(words.label(each, language), None, each)
            for each in words.subjects(predicate, iri)
            if each in words.kinds
        )
        if values_in:
            yield Fact(texts[f"term.{name}"], values_in)


def _value(words: Vocabulary, term: object, language: str) -> Value | None:
    if isinstance(term, NamedNode):
        is_ours = term.value in words.kinds
        return Value(words.label(term.value, language) if is_ours else shortened(term.value), None, term.value)
    return Value(term.value, term.language, None) if isinstance(term, Literal) else None


def _rule_facts(words: Vocabulary, iri: str, texts: dict[str, str], language: str) -> Iterator[Fact]:
    rules = [rule for rule in words.rules if iri in rule.terms]
    if rules:
        yield Fact(
            texts["term.usedBy"],
            tuple(Value(f"{rule.name}: {rule.summary[language]}", None, rule_graph(rule.name)) for rule in rules),
        )


def _kind(words: Vocabulary, iri: str, kind: str) -> str:
    types = words.iris(iri, f"{_RDF}type")
    if kind == "concept":
        is_role = f"{PREFIXES['samv']}scheme/roles" in words.iris(iri, f"{_SKOS}inScheme")
        return "scheme" if f"{_SKOS}ConceptScheme" in types else "role" if is_role else "concept"
    return kind


def _schemes(words: Vocabulary) -> list[str]:
    return words.subjects(f"{_RDF}type", f"{_SKOS}ConceptScheme")


def _scheme(words: Vocabulary, scheme: str, language: str) -> list[Entry]:
    """A scheme's concepts, each group before its own."""
    found: list[Entry] = []
    tops = words.iris(scheme, f"{_SKOS}hasTopConcept")
    for top in sorted(tops):
        found.append(_entry(words, top, language))
        found += [_entry(words, each, language, 1) for each in words.subjects(f"{_SKOS}broader", top)]
    return found


def _tree(words: Vocabulary, language: str) -> list[Entry]:
    """The classes, each before those it contains."""
    classes = set(words.of_kind("class"))
    below = {iri: [each for each in words.subjects(f"{_RDFS}subClassOf", iri) if each in classes] for iri in classes}
    tops = sorted(iri for iri in classes if not classes & set(words.iris(iri, f"{_RDFS}subClassOf")))

    def walk(iri: str, depth: int) -> Iterator[Entry]:
        yield _entry(words, iri, language, depth)
        for each in below[iri]:
            yield from walk(each, depth + 1)

    return [entry for top in tops for entry in walk(top, 0)]


def _is_word(words: Vocabulary, iri: str) -> bool:
    return iri == _WORDS or _WORDS in words.iris(iri, f"{_RDFS}subClassOf")


def _entries(words: Vocabulary, iris: list[str], language: str) -> list[Entry]:
    return [_entry(words, iri, language) for iri in iris]


def _entry(words: Vocabulary, iri: str, language: str, depth: int = 0) -> Entry:
    return Entry(
        iri, shortened(iri), words.label(iri, language), words.definition(iri, language), depth, addresses.page(iri)
    )


def _rule_entry(rule: Rule, language: str) -> Entry:
    return Entry("", rule.name, rule.name, rule.summary[language], page=rule_path(rule.name))
