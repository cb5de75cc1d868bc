"""The ontology holds together: every term said in two languages, none invented, nothing that contradicts itself."""

import ast
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import owlrl
import pytest
from command import ROOT
from conftest import small_quads
from rdflib import DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SKOS, XSD, BNode, Graph, Literal, Namespace, URIRef
from rdflib.namespace import VANN
from rdflib.term import Node

from kg.assets import ontology_dir, queries_dir, sample_path
from kg.claims import extract
from kg.lexicon import load
from kg.patterns import parse_pattern
from kg.rdf import document_quads
from kg.readers import read

SAMV = Namespace("https://w3id.org/samverkan/def/")
ID = "https://w3id.org/samverkan/id/"
ONTOLOGY = URIRef(str(SAMV))
CLASS_OR_PROPERTY = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
ERROR = URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")  # where owlrl puts the contradictions it finds

# What is used of vocabularies that others keep. A term goes in here by hand, after a look at where it is defined.
FOREIGN = {
    "http://purl.org/dc/terms/": "Location PeriodOfTime Standard accessRights accrualPeriodicity conformsTo created "
    "creator date description format identifier isPartOf issued language license modified publisher source spatial "
    "temporal title type",
    str(RDF): "langString type first rest nil",
    str(RDFS): "Literal comment domain isDefinedBy label range seeAlso subClassOf",
    str(OWL): (
        "Class DatatypeProperty ObjectProperty Ontology SymmetricProperty Thing annotatedProperty "
        "annotatedSource annotatedTarget disjointWith inverseOf sameAs versionIRI versionInfo"
    ),
    str(XSD): "anyURI boolean date dateTime decimal gYear gYearMonth integer nonNegativeInteger string",
    str(SKOS): (
        "Concept ConceptScheme altLabel broader changeNote closeMatch definition exactMatch hasTopConcept "
        "hiddenLabel inScheme prefLabel relatedMatch topConceptOf"
    ),
    "http://www.w3.org/ns/oa#": (
        "SpecificResource TextPositionSelector TextQuoteSelector end exact hasSelector hasSource prefix start suffix"
    ),
    str(ORG): (
        "ChangeEvent FormalOrganization Organization OrganizationalUnit identifier linkedTo "
        "originalOrganization resultingOrganization subOrganizationOf unitOf"
    ),
    str(FOAF): "Agent Document Group homepage member name",
    str(PROV): "Activity Entity Plan wasDerivedFrom",
    str(VANN): "preferredNamespacePrefix preferredNamespaceUri",
    "http://www.w3.org/ns/dcat#": "Catalog Dataset Distribution accessURL byteSize contactPoint dataset distribution "
    "downloadURL endDate keyword startDate theme themeTaxonomy",
    "http://data.europa.eu/r5r/": "availability",
    "http://spdx.org/rdf/terms#": "Checksum algorithm checksum checksumValue",
    "http://www.w3.org/2006/vcard/ns#": "Organization fn hasEmail hasURL",
    "http://data.europa.eu/m8g/": "Participation PublicOrganisation hasParticipant hasParticipation role",
    "http://data.europa.eu/eli/eli-draft-legislation-ontology#": "Participation",
    "http://www.w3.org/ns/opengov#": "onBehalfOf",
    "http://data.vlaanderen.be/ns/besluit#": "Bestuurseenheid Bestuursorgaan werkingsgebied",
    "http://www.w3.org/ns/shacl#": (
        "IRI Info Literal NodeShape PropertyShape SPARQLTarget Violation Warning class closed datatype "
        "declare disjoint equals hasValue in inversePath languageIn lessThan lessThanOrEquals maxCount "
        "maxLength message minCount minInclusive minLength name namespace nodeKind not or order path "
        "pattern prefix prefixes property qualifiedMaxCount qualifiedMinCount qualifiedValueShape select "
        "severity target targetClass targetObjectsOf targetSubjectsOf uniqueLang zeroOrMorePath"
    ),
    "http://www.w3.org/2003/01/geo/wgs84_pos#": "lat lat_long long",
    "http://www.opengis.net/ont/geosparql#": "asWKT hasGeometry",
    "http://schema.org/": "name parentOrganization url",
    "http://www.wikidata.org/prop/direct/": "P625 P749 P856",
    "https://w3id.org/semapv/vocab/": (
        "BackgroundKnowledgeBasedMatching LexicalMatching ManualMappingCuration MappingReview"
    ),
    "https://w3id.org/sssom/": "author_label mapping_justification object_label reviewer_id reviewer_label",
}
ADDRESSES = {"https://creativecommons.org/licenses/by/4.0/", "http://creativecommons.org/publicdomain/zero/1.0/"}
ITEMS = (  # things and the codes of lists, not terms
    "http://www.wikidata.org/entity/Q",
    "https://sws.geonames.org/",
    "http://publications.europa.eu/resource/authority/",
    "http://purl.org/adms/publishertype/",
)


@cache
def turtle(name: str) -> Graph:
    return Graph().parse(ontology_dir() / f"{name}.ttl")


@cache
def whole() -> Graph:
    """All Turtle of the project in one graph, without the shapes."""
    graph = Graph()
    for file in sorted(ontology_dir().rglob("*.ttl")):
        if file.stem != "shapes":
            graph.parse(file)
    return graph


def files(folder: Path, suffix: str) -> list[Path]:
    return sorted(folder.rglob(f"*{suffix}"))


def terms() -> list[URIRef]:
    """The classes and properties of the project."""
    graph = turtle("samverkan")
    return sorted({term for kind in CLASS_OR_PROPERTY for term in named(graph.subjects(RDF.type, kind))})


def properties() -> list[URIRef]:
    return [term for term in terms() if (term, RDF.type, OWL.Class) not in turtle("samverkan")]


def named(nodes: Iterable[Node]) -> Iterator[URIRef]:
    return (node for node in nodes if isinstance(node, URIRef))


def local(term: Node) -> str:
    return str(term).removeprefix(str(SAMV))


def languages(graph: Graph, subject: Node, predicate: URIRef) -> list[str]:
    """The languages of the texts, sorted; an empty text counts for nothing."""
    texts = (text for text in graph.objects(subject, predicate) if isinstance(text, Literal) and str(text).strip())
    return sorted(text.language or "" for text in texts)


def has_cycle(edges: Iterable[tuple[Node, Node]]) -> bool:
    above: dict[Node, set[Node]] = defaultdict(set)
    for child, parent in edges:
        above[child].add(parent)

    def reaches(start: Node, node: Node, seen: set[Node]) -> bool:
        fresh = above[node] - seen
        return start in above[node] or any(reaches(start, parent, seen | fresh) for parent in fresh)

    return any(reaches(node, node, set()) for node in list(above))


def prefixed(file: Path) -> Iterator[str]:
    """The addresses that a SPARQL file writes with a prefix."""
    text = file.read_text(encoding="utf-8")
    namespaces = dict(re.findall(r"(?im)^\s*PREFIX\s+([\w-]*):\s*<([^>]+)>", text))
    for prefix, name in re.findall(r"(?<![\w<:/-])([a-zA-Z][\w-]*):([A-Za-z]\w*)", text):
        if prefix in namespaces:
            yield namespaces[prefix] + name


def in_python(file: Path) -> Iterator[str]:
    """The names that calls of SAMV are given, also where one of two is chosen."""
    for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "SAMV":
            given = call.args[0]
            chosen = (given.body, given.orelse) if isinstance(given, ast.IfExp) else (given,)
            yield from (str(node.value) for node in chosen if isinstance(node, ast.Constant))


def used() -> dict[str, set[str]]:
    """Every address in the ontology, the queries and the small document, with the files that it is used in."""
    found: dict[str, set[str]] = defaultdict(set)
    for file in files(ontology_dir(), ".ttl"):
        for triple in Graph().parse(file):
            for node in triple:
                for address in addresses(node):
                    found[address].add(file.name)
    for file in [*files(ontology_dir(), ".rq"), *files(queries_dir(), ".rq")]:
        for address in prefixed(file):
            found[address].add(file.name)
    for name in in_python(ROOT / "kg" / "rdf.py"):
        found[str(SAMV) + name].add("rdf.py")
    return found


def addresses(node: Node) -> Iterator[str]:
    if isinstance(node, URIRef):
        yield str(node)
    elif isinstance(node, Literal) and node.datatype:
        yield str(node.datatype)


class TestTerms:
    @pytest.mark.parametrize("term", terms(), ids=local)
    def test_it_has_one_label_and_one_definition_in_each_language(self, term: URIRef) -> None:
        graph = turtle("samverkan")
        assert languages(graph, term, RDFS.label) == ["en", "sv"]
        assert languages(graph, term, SKOS.definition) == ["en", "sv"]
        assert list(graph.objects(term, RDFS.isDefinedBy)) == [ONTOLOGY]

    @pytest.mark.parametrize("term", properties(), ids=local)
    def test_a_property_has_one_domain_and_one_range_that_exist(self, term: URIRef) -> None:
        graph = turtle("samverkan")
        (_domain,) = graph.objects(term, RDFS.domain)
        (a_range,) = graph.objects(term, RDFS.range)
        is_data = (term, RDF.type, OWL.DatatypeProperty) in graph
        assert is_data == (a_range in {RDFS.Literal, RDF.langString} or str(a_range).startswith(str(XSD)))

    def test_names_are_written_as_is_customary(self) -> None:
        graph = turtle("samverkan")
        for term in terms():
            first = "A-Z" if (term, RDF.type, OWL.Class) in graph else "a-z"
            assert re.fullmatch(f"[{first}][A-Za-z]+", local(term)), term

    def test_no_two_terms_have_the_same_label(self) -> None:
        graph = turtle("samverkan")
        for kind in CLASS_OR_PROPERTY:
            labels = Counter(
                label for term in graph.subjects(RDF.type, kind) for label in graph.objects(term, RDFS.label)
            )
            assert not [label for label, count in labels.items() if count > 1]

    def test_classes_and_properties_stand_in_no_circle(self) -> None:
        graph = turtle("samverkan")
        assert not has_cycle(graph.subject_objects(RDFS.subClassOf))
        assert not has_cycle(graph.subject_objects(RDFS.subPropertyOf))
        assert has_cycle([(SAMV.a, SAMV.b), (SAMV.b, SAMV.c), (SAMV.c, SAMV.a)])

    def test_nothing_is_used_that_is_not_declared(self) -> None:
        known = {str(subject) for subject in whole().subjects()} | {str(s) for s in turtle("shapes").subjects()}
        release = str(whole().value(ONTOLOGY, OWL.versionIRI))
        own = {address: where for address, where in used().items() if address.startswith(str(SAMV))}
        assert len(own) > 150
        assert {address: where for address, where in own.items() if address not in known | {release}} == {}

    def test_everything_that_a_document_says_is_declared(self, sample: set[str]) -> None:
        known = {str(subject) for subject in whole().subjects()}
        assert [address for address in sample if address.startswith(str(SAMV)) and address not in known] == []

    def test_no_term_is_invented_in_the_name_of_others(self, sample: set[str]) -> None:
        allowed = {namespace + name for namespace, names in FOREIGN.items() for name in names.split()} | ADDRESSES
        ours = ("https://w3id.org/samverkan/", *ITEMS)
        foreign = {address for address in {*used(), *sample} if not address.startswith(ours)}
        assert foreign - allowed == set()
        defined = {str(s) for s in whole().subjects() if not isinstance(s, BNode)}
        assert not defined & allowed  # and nothing is said about them

    def test_the_ontology_says_what_it_is(self) -> None:
        graph = turtle("samverkan")
        assert languages(graph, ONTOLOGY, DCTERMS.title) == ["en", "sv"]
        assert languages(graph, ONTOLOGY, DCTERMS.description) == ["en", "sv"]
        assert graph.value(ONTOLOGY, DCTERMS.license) == URIRef("https://creativecommons.org/licenses/by/4.0/")
        assert isinstance(graph.value(ONTOLOGY, DCTERMS.creator), URIRef)
        version = str(graph.value(ONTOLOGY, OWL.versionInfo))
        assert graph.value(ONTOLOGY, OWL.versionIRI) == SAMV[f"release/{version}"]
        assert str(graph.value(ONTOLOGY, VANN.preferredNamespacePrefix)) == "samv"
        assert str(graph.value(ONTOLOGY, VANN.preferredNamespaceUri)) == str(SAMV)
        assert not list(graph.objects(ONTOLOGY, OWL.imports))

    def test_the_jsonld_context_knows_each_term(self) -> None:
        context = json.loads((ontology_dir() / "context.jsonld").read_text(encoding="utf-8"))["@context"]
        ids = {
            name: entry["@id"] if isinstance(entry, dict) else entry
            for name, entry in context.items()
            if name[0] != "@"
        }
        assert {name for name, address in ids.items() if address.startswith("samv:")} == {
            local(term) for term in terms()
        }
        assert all(
            address in {f"samv:{name}", "@id", "@type"} or not address.startswith("samv:")
            for name, address in ids.items()
        )
        assert len(set(ids.values())) == len(ids)

    def test_the_jsonld_context_knows_what_kind_of_value_it_is(self) -> None:
        graph = turtle("samverkan")
        context = json.loads((ontology_dir() / "context.jsonld").read_text(encoding="utf-8"))["@context"]
        for term in properties():
            entry = context[local(term)]
            is_object = (term, RDF.type, OWL.ObjectProperty) in graph
            assert is_object == (isinstance(entry, dict) and entry.get("@type") == "@id"), term
            is_text = graph.value(term, RDFS.range) == RDF.langString
            assert is_text == (isinstance(entry, dict) and entry.get("@container") == "@language"), term


@pytest.fixture(scope="module")
def sample() -> set[str]:
    """Every address in what the sample document says."""
    lexicon = load()
    quads = document_quads(extract(read(sample_path()), lexicon), lexicon)
    nodes = (node for quad in quads for node in (quad.predicate, quad.object))
    return {str(getattr(node, "datatype", node)).strip("<>") for node in nodes}


class TestConcepts:
    SCHEMES = {  # noqa: RUF012
        "roles": "role/",
        "modality": "modality/",
        "quantification": "quantification/",
        "status": "status/",
    }

    @staticmethod
    def concepts(scheme: str) -> list[URIRef]:
        return sorted(named(whole().subjects(SKOS.inScheme, SAMV[f"scheme/{scheme}"])))

    def test_there_are_these_schemes(self) -> None:
        assert set(whole().subjects(RDF.type, SKOS.ConceptScheme)) == {SAMV[f"scheme/{name}"] for name in self.SCHEMES}

    @pytest.mark.parametrize("scheme", SCHEMES)
    def test_a_scheme_says_what_it_is_and_lists_its_top(self, scheme: str) -> None:
        graph, node = whole(), SAMV[f"scheme/{scheme}"]
        assert languages(graph, node, DCTERMS.title) == ["en", "sv"]
        assert languages(graph, node, DCTERMS.description) == ["en", "sv"]
        top = {concept for concept in self.concepts(scheme) if (concept, SKOS.broader, None) not in graph}
        assert set(graph.objects(node, SKOS.hasTopConcept)) == top == set(graph.subjects(SKOS.topConceptOf, node))

    @pytest.mark.parametrize("scheme", SCHEMES)
    def test_a_concept_has_names_a_definition_and_one_scheme(self, scheme: str) -> None:
        graph = whole()
        for concept in self.concepts(scheme):
            assert local(concept).startswith(self.SCHEMES[scheme])
            assert (concept, RDF.type, SKOS.Concept) in graph
            assert list(graph.objects(concept, SKOS.inScheme)) == [SAMV[f"scheme/{scheme}"]]
            assert languages(graph, concept, SKOS.prefLabel) == ["en", "sv"]
            assert languages(graph, concept, SKOS.definition) == ["en", "sv"]
            assert all(parent in self.concepts(scheme) for parent in graph.objects(concept, SKOS.broader))

    @pytest.mark.parametrize("scheme", SCHEMES)
    def test_names_in_a_scheme_are_told_apart(self, scheme: str) -> None:
        labels = [label for concept in self.concepts(scheme) for label in whole().objects(concept, SKOS.prefLabel)]
        assert len(set(labels)) == len(labels)

    def test_every_concept_is_in_a_scheme_and_none_is_above_itself(self) -> None:
        listed = {concept for scheme in self.SCHEMES for concept in self.concepts(scheme)}
        assert set(whole().subjects(RDF.type, SKOS.Concept)) == listed
        assert not has_cycle(whole().subject_objects(SKOS.broader))

    def test_a_role_that_phrases_signal_stands_right_under_a_group(self) -> None:
        graph = whole()
        signalled = set(graph.subjects(SAMV.pattern, None))
        assert len(signalled) == 19 + 1
        for role in signalled:
            (group,) = graph.objects(role, SKOS.broader)
            assert (group, SKOS.topConceptOf, SAMV["scheme/roles"]) in graph
            assert group not in signalled


def patterns() -> list[tuple[Node, Node]]:
    """Each role with each of its patterns, those of facts too."""
    return [*whole().subject_objects(SAMV.pattern), *whole().subject_objects(SAMV.factPattern)]


class TestWords:
    def test_no_phrase_signals_two_roles(self) -> None:
        roles: dict[tuple[object, ...], set[str]] = defaultdict(set)
        for role, pattern in patterns():
            parsed = parse_pattern(str(pattern), local(role))
            key = (parsed.kind, parsed.lemma.lower(), parsed.slot, tuple(sorted(parsed.words)))
            roles[key].add(local(role))
        assert {key: found for key, found in roles.items() if len(found) > 1} == {}
        assert len(roles) > 200

    def test_every_phrase_is_read(self) -> None:
        assert {pattern.text for pattern in load().patterns} == {str(pattern) for _, pattern in patterns()}

    def test_a_verb_and_a_head_have_the_forms_they_need(self) -> None:
        graph = turtle("lexicon")
        for kind in (SAMV.Verb, SAMV.PlainVerb):
            verbs = list(graph.subjects(RDF.type, kind))
            assert verbs
            assert not [v for v in verbs if not (graph.value(v, SAMV.infinitive) and graph.value(v, SAMV.present))]
        heads = list(graph.subjects(RDF.type, SAMV.BodyHead))
        assert not [
            head for head in heads if not (graph.value(head, SAMV.singular) and graph.value(head, SAMV.definite))
        ]

    def test_no_head_or_verb_is_listed_twice(self) -> None:
        graph = turtle("lexicon")
        for form in (SAMV.infinitive, SAMV.singular):
            words = Counter(str(word) for word in graph.objects(None, form))
            assert not [word for word, count in words.items() if count > 1]

    def test_a_head_names_a_kind_of_body(self) -> None:
        graph = whole()
        bodies = set(graph.transitive_subjects(RDFS.subClassOf, SAMV.Organisation))
        kinds = set(graph.objects(None, SAMV.bodyClass))
        assert kinds <= bodies
        assert len(kinds) > 5

    def test_every_entry_is_of_one_declared_kind(self) -> None:
        graph = turtle("lexicon")
        kinds = set(whole().subjects(RDFS.subClassOf, SAMV.LexicalEntry))
        for entry in set(graph.subjects()):
            (kind,) = graph.objects(entry, RDF.type)
            assert kind in kinds, entry

    def test_what_the_code_asks_for_is_there(self) -> None:
        known, asked = load().words, re.compile(r'\bwords\["(\w+)"\]')
        sources = [path.read_text(encoding="utf-8") for path in (ROOT / "kg").rglob("*.py")]
        names = {name for text in sources for name in asked.findall(text)}
        assert len(names) > 50
        assert names <= set(known)

    def test_a_trait_of_a_head_is_one_that_the_ontology_tells(self) -> None:
        told = str(next(text for text in turtle("samverkan").objects(SAMV.headTrait, SKOS.definition)))
        traits = {str(trait) for trait in turtle("lexicon").objects(None, SAMV.headTrait)}
        assert traits
        assert traits == set(re.findall(r"\((\w+)\)", told))


class TestReasoning:
    """Under OWL RL nothing contradicts: the ontology, the authority, the small document, and what PROV and FOAF say."""

    # What the vocabularies that ours is tied to say themselves, as far as it could clash.
    OTHERS = """
        @prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        @prefix prov: <http://www.w3.org/ns/prov#> . @prefix org: <http://www.w3.org/ns/org#> .
        @prefix foaf: <http://xmlns.com/foaf/0.1/> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        prov:Activity owl:disjointWith prov:Entity . prov:Plan rdfs:subClassOf prov:Entity .
        foaf:Organization rdfs:subClassOf foaf:Agent . foaf:Group rdfs:subClassOf foaf:Agent .
        foaf:Organization owl:disjointWith foaf:Document .
        org:Organization owl:equivalentClass foaf:Organization .
        org:FormalOrganization rdfs:subClassOf org:Organization .
        org:OrganizationalUnit rdfs:subClassOf org:Organization .
        org:ChangeEvent rdfs:subClassOf prov:Activity .
        skos:Concept owl:disjointWith skos:ConceptScheme .
        foaf:member rdfs:domain foaf:Group ; rdfs:range foaf:Agent ."""
    WORDS = (SKOS.definition, SKOS.prefLabel, RDFS.label, RDFS.isDefinedBy, DCTERMS.source, SAMV.pattern)

    @classmethod
    def start(cls) -> Graph:
        """Everything that can contradict; words cannot, and only cost time."""
        graph = Graph()
        for name in ("samverkan", "concepts", "roles", "authority/stockholm", "authority/sverige"):
            graph.parse(ontology_dir() / f"{name}.ttl")
        for quad in small_quads():
            if "/ns/oa#" not in quad.predicate.value or "has" in quad.predicate.value:
                graph.parse(data=f"{quad.triple} .", format="nt")
        for predicate in cls.WORDS:
            graph.remove((None, predicate, None))
        return graph.parse(data=cls.OTHERS, format="turtle")

    @classmethod
    def closed(cls, more: str = "") -> Graph:
        graph = cls.start()
        graph.parse(data=f"@prefix samv: <{SAMV}> . @prefix x: <{ID}> . {more}", format="turtle")
        owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
        return graph

    def test_nothing_contradicts_and_nothing_false_follows(self) -> None:
        before, after = self.start(), self.closed()
        assert list(after.objects(None, ERROR)) == []
        assert len(after) > len(before)
        for document in before.subjects(RDF.type, SAMV.Document):
            assert (document, RDF.type, SAMV.Context) in after
            assert (document, RDF.type, FOAF.Agent) not in after
        for report in before.subjects(RDF.type, SAMV.Report):
            assert (report, RDF.type, SAMV.Claim) in after
            assert (report, RDF.type, SAMV.Context) not in after

    CONTRADICTIONS = (
        "x:a a samv:Committee , samv:Area .",
        "x:a a samv:Committee , samv:Administration .",
        "x:a a samv:ListedGroup , samv:OpenGroup .",
        "x:a a samv:Transfer , samv:Action .",
        "x:a a samv:Transfer ; samv:participation x:b . x:b samv:evidence x:a .",
        "x:a a samv:Area . x:b samv:actsThrough x:a .",
        "x:a a samv:Document , samv:Committee .",
    )

    def test_what_must_not_be_contradicts(self) -> None:
        """All of them at once, each about things of its own: one closure finds every one."""
        apart = [re.sub(r"x:(\w)", rf"x:\g<1>{n}", each) for n, each in enumerate(self.CONTRADICTIONS)]
        told = list(map(str, self.closed(" ".join(apart)).objects(None, ERROR)))
        found = [any(f"{ID}a{n}" in each for each in told) for n in range(len(apart))]
        assert dict(zip(self.CONTRADICTIONS, found, strict=True)) == dict.fromkeys(self.CONTRADICTIONS, True)


class TestAuthority:
    TOWNS = ("stockholm", "sverige")
    MERGED = {  # noqa: RUF012
        "2020-07-01": {"hagersten-alvsjo": {"hagersten-liljeholmen", "alvsjo"}},
        "2023-07-01": {
            "jarva": {"rinkeby-kista", "spanga-tensta"},
            "norra-innerstaden": {"norrmalm", "ostermalm"},
        },
    }

    @staticmethod
    def members(group: str) -> set[str]:
        node = URIRef(f"{ID}group/stockholm/{group}")
        return {str(member).rpartition("/")[2] for member in whole().objects(node, FOAF.member)}

    @staticmethod
    def valid_committees(day: str) -> set[str]:
        """The district committees that exist on a day, by what the records of the committees say."""
        graph, found = whole(), set()
        for committee in named(graph.subjects(SAMV.jurisdictionArea, None)):
            first, last = graph.value(committee, SAMV.validFrom), graph.value(committee, SAMV.validUntil)
            if str(first or "") <= day <= str(last or "9999") and (committee, RDF.type, SAMV.Committee) in graph:
                found.add(str(committee).rpartition("/")[2])
        return found

    @pytest.mark.parametrize("town", TOWNS)
    def test_addresses_are_scoped_and_made_of_plain_letters(self, town: str) -> None:
        for subject in set(turtle(f"authority/{town}").subjects()):
            assert re.fullmatch(rf"{ID}(body|group|place|event)/{town}/[a-z0-9]+(-[a-z0-9]+)*", str(subject)), subject

    @pytest.mark.parametrize("town", TOWNS)
    def test_an_entry_has_one_kind_one_swedish_name_and_a_source(self, town: str) -> None:
        graph = turtle(f"authority/{town}")
        for subject in set(graph.subjects()):
            assert len(list(graph.objects(subject, RDF.type))) == 1, subject
            assert languages(graph, subject, RDFS.label).count("sv") == 1, subject
            assert languages(graph, subject, DCTERMS.source), subject

    @pytest.mark.parametrize("town", TOWNS)
    def test_what_an_entry_points_to_is_described(self, town: str) -> None:
        graph = turtle(f"authority/{town}")
        pointed = {o for o in graph.objects() if str(o).startswith(ID)}
        assert pointed <= set(graph.subjects())

    def test_no_name_stands_for_two_bodies_at_one_time(self) -> None:
        graph, owners = whole(), defaultdict(set)
        for body in named(graph.subjects(RDF.type, None)):
            if str(body).startswith(f"{ID}body/"):
                for name in [*graph.objects(body, RDFS.label), *graph.objects(body, SKOS.altLabel)]:
                    owners[str(name).lower()].add(body)
        assert {name: found for name, found in owners.items() if len(found) > 1} == {}

    def test_organisation_numbers_pass_the_check_digit(self) -> None:
        numbers = [str(number) for number in whole().objects(None, ORG.identifier)]
        assert len(set(numbers)) == len(numbers) > 2
        for number in numbers:
            assert re.fullmatch(r"[0-9]{6}-[0-9]{4}", number)
            assert luhn(number), number
        assert not luhn("556043-6428")

    @pytest.mark.parametrize(
        ("group", "days", "count"),
        [
            ("stadsdelsnamnder-2007", ("2007-01-01", "2016-05-01", "2020-06-30"), 14),
            ("stadsdelsnamnder-2020", ("2020-07-01", "2022-12-31", "2023-06-30"), 13),
            ("stadsdelsnamnder-2023", ("2023-07-01", "2025-01-01"), 11),
        ],
    )
    def test_the_district_committees_of_a_time(self, group: str, days: tuple[str, ...], count: int) -> None:
        graph, node = whole(), URIRef(f"{ID}group/stockholm/{group}")
        members = self.members(group)
        assert len(members) == count
        for day in days:
            assert self.valid_committees(day) == members
            assert str(graph.value(node, SAMV.validFrom)) <= day <= str(graph.value(node, SAMV.validUntil) or "9999")

    def test_mergers_say_what_became_of_what_and_when(self) -> None:
        graph = whole()
        found: dict[str, dict[str, set[str]]] = defaultdict(dict)
        for event in graph.subjects(RDF.type, ORG.ChangeEvent):
            (new,) = (district(body) for body in graph.objects(event, ORG.resultingOrganization))
            old = {district(body) for body in graph.objects(event, ORG.originalOrganization)}
            found[str(graph.value(event, DCTERMS.date))][new] = old
        assert found == self.MERGED

    def test_what_was_merged_ends_the_day_before_what_came_of_it_begins(self) -> None:
        graph = whole()
        ends = {"2020-07-01": "2020-06-30", "2023-07-01": "2023-06-30"}
        for event in graph.subjects(RDF.type, ORG.ChangeEvent):
            day = str(graph.value(event, DCTERMS.date))
            for body in graph.objects(event, ORG.originalOrganization):
                assert str(graph.value(body, SAMV.validUntil)) == ends[day]
            for body in graph.objects(event, ORG.resultingOrganization):
                assert str(graph.value(body, SAMV.validFrom)) == day

    def test_board_administration_and_area_of_one_name_are_three_things(self) -> None:
        graph, place = whole(), URIRef(f"{ID}place/stockholm/rinkeby-kista")
        board, office = (URIRef(f"{ID}body/stockholm/rinkeby-kista-stadsdels{end}") for end in ("namnd", "forvaltning"))
        assert graph.value(board, SAMV.jurisdictionArea) == place
        assert graph.value(office, SAMV.servesCommittee) == board
        kinds = [graph.value(node, RDF.type) for node in (board, office, place)]
        assert kinds == [SAMV.Committee, SAMV.Administration, SAMV.Area]


def luhn(number: str) -> bool:
    digits = [int(digit) for digit in number if digit.isdigit()]
    doubled = [digit * 2 - 9 * (digit > 4) for digit in digits[::2]]
    return (sum(doubled) + sum(digits[1::2])) % 10 == 0


def district(body: Node) -> str:
    return str(body).rpartition("/")[2].removesuffix("-stadsdelsnamnd")
