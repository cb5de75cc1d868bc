"""The ontology as a specification that other systems read: DIGG's profile INSPEC, and the files of its release.

INSPEC (http://purl.org/inspec/, rules at https://github.com/diggsweden/interoperable-specifications) describes a
specification with PROF (https://www.w3.org/TR/dx-prof/): a data vocabulary (RDFS-INSPEC), terminologies (SKOS-INSPEC),
an application profile whose resource is the specification itself (SHACL-INSPEC), and a diagram (SVG-INSPEC).
"""

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from kg import jsonld
from kg.assets import ontology_dir
from kg.namespaces import PREFIXES, SAMV
from kg.publication import addresses
from kg.publication.canonical import canonical_hash
from kg.publication.part import Part
from kg.publication.vocabulary import FILES, Vocabulary, read, vocabulary
from kg.rules import rule_files

SPECIFICATION = f"{SAMV}specification"
"""The specification, which is the application profile too (rule AP-2)."""

_INSPEC, _PROF, _ROLE = "http://purl.org/inspec/", "http://www.w3.org/ns/dx/prof/", "http://www.w3.org/ns/dx/prof/role/"
_RDF, _RDFS, _OWL, _SKOS, _SH, _DCT = (PREFIXES[prefix] for prefix in ("rdf", "rdfs", "owl", "skos", "sh", "dcterms"))
_PREFIXES = PREFIXES | {"prof": _PROF, "profrole": _ROLE, "inspec": _INSPEC}
_FOUNDATIONS = {
    "cv": "https://semiceu.github.io/CPSV-AP/releases/3.2.0/",
    "dcterms": "https://www.dublincore.org/specifications/dublin-core/dcmi-terms/",
    "foaf": "http://xmlns.com/foaf/spec/",
    "oa": "https://www.w3.org/TR/annotation-vocab/",
    "org": "https://www.w3.org/TR/vocab-org/",
    "prov": "https://www.w3.org/TR/prov-o/",
    "skos": "https://www.w3.org/TR/skos-reference/",
}
"""The specifications that introduce the vocabularies of others, by prefix (rule INSPEC-5)."""
_WORDS = {
    "vocabulary": {"sv": "Datavokabulär", "en": "Data vocabulary"},
    "profile": {"sv": "Applikationsprofil", "en": "Application profile"},
    "picture": {"sv": "Diagram över klasserna", "en": "Diagram of the classes"},
    "guide": {"sv": "Alla termer förklarade", "en": "All terms explained"},
}


def release_path(words: Vocabulary) -> str:
    """The Swedish page of the ontology's version."""
    path = addresses.page(words.version_iri)
    assert path is not None
    return path


def release_files(words: Vocabulary) -> dict[str, bytes]:
    """The files of a release by their paths: the vocabulary, the shapes, the rules and the context, as they stand."""
    folder, source = release_path(words).removesuffix("index.html"), ontology_dir()
    files = [*(source / name for name in FILES), *rule_files(), source / "context.jsonld"]
    return {f"{folder}{file.relative_to(source).as_posix()}": file.read_bytes() for file in files}


def release_hash(words: Vocabulary) -> str:
    """The canonical hash (RDFC-1.0, SHA-256) of what the Turtle files of the release say."""
    return canonical_hash(words.triples)


def specification() -> Iterator[Part]:
    """The specification as Turtle and JSON-LD, its parts, the release's files, and each rule beside its page."""
    words = vocabulary()
    said = sorted(set(_described(words)), key=_order)
    yield from _files(SPECIFICATION, said)
    for name, triples in _parts(words).items():
        yield Part(f"def/specification/{name}.ttl", _turtle(triples))
    yield from (Part(path, content) for path, content in release_files(words).items())
    yield from (Part(f"def/rule/{file.stem}/{file.name}", file.read_bytes()) for file in rule_files())


def part_names(words: Vocabulary) -> list[str]:
    """The names of the specification's parts that are Turtle files."""
    return ["vocabulary", *map(_local, _terminologies(words)), "profile"]


def _files(iri: str, said: list[Triple]) -> Iterator[Part]:
    turtle, linked = addresses.data(iri, "ttl"), addresses.data(iri, "jsonld")
    assert turtle is not None
    assert linked is not None
    subjects = list(dict.fromkeys(triple.subject for triple in said))
    lines = [
        jsonld.line(subject, [triple for triple in said if triple.subject == subject])
        for subject in subjects
        if isinstance(subject, NamedNode)
    ]
    yield Part(turtle, _turtle(said))
    yield Part(linked, jsonld.document(lines))


def _parts(words: Vocabulary) -> dict[str, list[Triple]]:
    """The statements of each part by the name of its file: the data vocabulary, each terminology, the profile."""
    terminologies = (_terminology(words, scheme) for scheme in _terminologies(words))
    said = (read(ontology_dir() / "samverkan.ttl"), *terminologies, _profile(words))
    return dict(zip(part_names(words), said, strict=True))


def _terminologies(words: Vocabulary) -> list[str]:
    return list(words.subjects(f"{_RDF}type", f"{_SKOS}ConceptScheme"))


def _terminology(words: Vocabulary, scheme: str) -> list[Triple]:
    inside = {scheme, *words.subjects(f"{_SKOS}inScheme", scheme)}
    return [
        triple for triple in words.triples if isinstance(triple.subject, NamedNode) and triple.subject.value in inside
    ]


def _profile(words: Vocabulary) -> list[Triple]:
    """The shapes as they stand, each with a name, under the specification, which is their one head."""
    shapes = read(ontology_dir() / "shapes.ttl")
    found = [triple for triple in shapes if triple.object != NamedNode(f"{_OWL}Ontology")]
    for shape in words.of_kind("shape"):
        names = _shape_names(words, shape)
        found += [_triple(shape, f"{_SH}name", Literal(name, language=language)) for language, name in names.items()]
    return sorted({*found, *_head(words), *_of_profile(words)}, key=_order)


def _shape_names(words: Vocabulary, shape: str) -> dict[str, str]:
    """What a shape is called: as the class or the property that it is about, else by its address."""
    about = words.iris(shape, f"{_SH}targetClass") or words.iris(shape, f"{_SH}path")
    return {language: words.label(about[0] if about else shape, language) for language in ("sv", "en")}


def _described(words: Vocabulary) -> Iterator[Triple]:
    yield from _head(words)
    yield from _of_profile(words)
    schemes = words.subjects(f"{_RDF}type", f"{_SKOS}ConceptScheme")
    yield from _resource(words, "vocabulary", "RDFS", ("schema", "vocabulary"), _titles("vocabulary"))
    yield from _resource(words, "profile", "SHACL", ("schema", "constraints", "validation"), _titles("profile"))
    for scheme in schemes:
        titles = {language: words.label(scheme, language) for language in ("sv", "en")}
        yield from _resource(words, _local(scheme), "SKOS", ("vocabulary",), titles)
    yield from _file_resource("picture", f"{SAMV}picture.svg", "image/svg+xml", "specification", f"{_INSPEC}SVG")
    yield from _file_resource("guide", SAMV, "text/html", "guidance", None)
    for prefix, origin in _reused(words).items():
        node = f"{SPECIFICATION}/reused-{prefix}"
        yield _triple(SPECIFICATION, f"{_PROF}hasResource", NamedNode(node))
        yield _triple(node, f"{_RDF}type", NamedNode(f"{_PROF}ResourceDescriptor"))
        yield _triple(node, f"{_DCT}title", Literal(PREFIXES[prefix]))
        yield _triple(node, f"{_DCT}conformsTo", NamedNode(f"{_INSPEC}RDFS"))
        yield _triple(node, f"{_PROF}hasArtifact", NamedNode(PREFIXES[prefix]))
        yield _triple(node, f"{_PROF}hasRole", NamedNode(f"{_ROLE}vocabulary"))
        yield _triple(node, f"{_PROF}isInheritedFrom", NamedNode(origin))


def _head(words: Vocabulary) -> Iterator[Triple]:
    yield _triple(SPECIFICATION, f"{_RDF}type", NamedNode(f"{_PROF}Profile"))
    yield _triple(SPECIFICATION, f"{_DCT}conformsTo", NamedNode(f"{_INSPEC}PROF"))
    for name, also in (("title", "name"), ("description", "description")):
        for each in words.values(SAMV, f"{_DCT}{name}"):
            if isinstance(each, Literal):
                yield _triple(SPECIFICATION, f"{_DCT}{name}", each)
                yield _triple(SPECIFICATION, f"{_SH}{also}", each)
    yield _triple(SPECIFICATION, f"{_OWL}versionInfo", Literal(words.version))
    yield from (
        _triple(SPECIFICATION, f"{_DCT}{name}", each)
        for name in ("license", "creator")
        for each in words.values(SAMV, f"{_DCT}{name}")
    )


def _of_profile(words: Vocabulary) -> Iterator[Triple]:
    """Its shapes (AP-3, AP-4), and whatever these speak of (AP-14, DV-6, TE-5)."""
    for shape in words.of_kind("shape"):
        yield _triple(SPECIFICATION, f"{_DCT}hasPart", NamedNode(shape))
    schemes = words.subjects(f"{_RDF}type", f"{_SKOS}ConceptScheme")
    used = {
        iri
        for shape in words.of_kind("shape")
        for name in ("targetClass", "path", "class", "targetSubjectsOf", "targetObjectsOf")
        for iri in words.iris(shape, f"{_SH}{name}")
    }
    for iri in sorted({SAMV, *schemes, *used}):
        yield _triple(SPECIFICATION, f"{_DCT}requires", NamedNode(iri))


def _resource(
    words: Vocabulary, name: str, kind: str, roles: Iterable[str], titles: dict[str, str]
) -> Iterator[Triple]:
    node = f"{SPECIFICATION}/{name}"
    yield _triple(SPECIFICATION, f"{_PROF}hasResource", NamedNode(node))
    yield _triple(node, f"{_RDF}type", NamedNode(f"{_PROF}ResourceDescriptor"))
    yield from (_triple(node, f"{_DCT}title", Literal(title, language=language)) for language, title in titles.items())
    yield _triple(node, f"{_DCT}conformsTo", NamedNode(f"{_INSPEC}{kind}"))
    yield _triple(node, f"{_DCT}format", Literal("text/turtle"))
    yield _triple(node, f"{_PROF}hasArtifact", NamedNode(f"{node}.ttl"))
    yield from (_triple(node, f"{_PROF}hasRole", NamedNode(f"{_ROLE}{role}")) for role in roles)


def _file_resource(name: str, artifact: str, media_type: str, role: str, conforms: str | None) -> Iterator[Triple]:
    node = f"{SPECIFICATION}/{name}"
    yield _triple(SPECIFICATION, f"{_PROF}hasResource", NamedNode(node))
    yield _triple(node, f"{_RDF}type", NamedNode(f"{_PROF}ResourceDescriptor"))
    yield from (_triple(node, f"{_DCT}title", Literal(title, language=tag)) for tag, title in _titles(name).items())
    yield _triple(node, f"{_DCT}format", Literal(media_type))
    yield _triple(node, f"{_PROF}hasArtifact", NamedNode(artifact))
    yield _triple(node, f"{_PROF}hasRole", NamedNode(f"{_ROLE}{role}"))
    if conforms:
        yield _triple(node, f"{_DCT}conformsTo", NamedNode(conforms))


def _reused(words: Vocabulary) -> dict[str, str]:
    """The vocabularies of others that the terms and shapes speak of, by prefix."""
    named = {
        term.value
        for iri in words.kinds
        for predicate, terms in words.said[iri].items()
        for term in terms
        if isinstance(term, NamedNode) and predicate != f"{_RDF}type"
    }
    return {
        prefix: origin
        for prefix, origin in _FOUNDATIONS.items()
        if any(iri.startswith(PREFIXES[prefix]) for iri in named)
    }


def _titles(name: str) -> dict[str, str]:
    return _WORDS[name]


def _triple(subject: str, predicate: str, value: object) -> Triple:
    return Triple(NamedNode(subject), NamedNode(predicate), value)  # type: ignore[arg-type]


def _turtle(triples: Iterable[Triple]) -> bytes:
    return serialize(triples, format=RdfFormat.TURTLE, prefixes=_PREFIXES) or b""


def _order(triple: Triple) -> tuple[bool, str, bool, str]:
    """The specification first, then by subject; its type first."""
    return (
        triple.subject != NamedNode(SPECIFICATION),
        str(triple.subject),
        triple.predicate != NamedNode(f"{_RDF}type"),
        f"{triple.predicate} {triple.object}",
    )


def _local(iri: str) -> str:
    return iri.rpartition("/")[2]
