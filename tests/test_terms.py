"""The ontology as it is published: pages of terms, the picture, the specification by INSPEC, releases, redirects."""

import re
from collections.abc import Iterator
from html import unescape
from xml.etree import ElementTree

import pytest
from conftest import ROOT
from pyoxigraph import RdfFormat, parse
from rdflib import RDF, Graph, URIRef
from rdflib.namespace import DCTERMS, OWL, SH, SKOS

from kg.namespaces import SAMV
from kg.publication import addresses
from kg.publication.frame import Frame
from kg.publication.holdings import holdings
from kg.publication.made_pages import made_pages
from kg.publication.redirects import redirects
from kg.publication.specification import SPECIFICATION, release_hash, specification
from kg.publication.term_pages import PICTURE, term_pages, term_paths
from kg.publication.term_picture import picture
from kg.publication.vocabulary import vocabulary
from kg.settings import example_settings
from kg.store import Store

PROF = "http://www.w3.org/ns/dx/prof/"
INSPEC = "http://purl.org/inspec/"
SETTINGS = example_settings()


@pytest.fixture(scope="module")
def files(small_path: object) -> dict[str, bytes]:
    """The parts that the ontology gives, and the pages about the site, by path."""
    with Store.open(str(small_path)) as store:
        held = holdings(store)
    known = {path for iri in held.things if (path := addresses.page(iri))} | set(term_paths())
    made = {part.path: part.content for part in (*specification(), *redirects(SETTINGS))}
    for language in addresses.LANGUAGES:
        frame = Frame(held, SETTINGS, language, known | made.keys())
        made |= {part.path: part.content for part in (*term_pages(frame), *made_pages(frame, SETTINGS))}
    return made


def graph(content: bytes) -> Graph:
    """Turtle as rdflib reads it."""
    return Graph().parse(data=content, format="turtle")


@pytest.fixture(scope="module")
def described(files: dict[str, bytes]) -> Graph:
    """The specification."""
    return graph(files["def/specification.ttl"])


def test_every_term_has_a_page_in_both_languages_that_says_what_it_means(files: dict[str, bytes]) -> None:
    words = vocabulary()
    assert {"class", "property", "concept", "shape"} == set(words.kinds.values())
    assert len(words.kinds) > 250
    for iri in words.kinds:
        for language in addresses.LANGUAGES:
            path = addresses.page(iri, language)
            assert path is not None
            page = files[path].decode()
            assert iri in page
            definition = words.definition(iri, language)
            assert definition in unescape(page)


def test_every_term_stands_on_the_overview(files: dict[str, bytes]) -> None:
    for language in addresses.LANGUAGES:
        overview = addresses.in_language("def/index.html", language)
        links = set(re.findall(r'href="([^"]+)"', files[overview].decode()))
        for iri, kind in vocabulary().kinds.items():
            if kind in {"class", "property"} or "/role/" in iri:
                path = addresses.page(iri, language)
                assert path is not None
                assert addresses.link(overview, path) in links


def test_no_two_terms_share_a_page_on_a_file_system_without_capitals() -> None:
    paths = [path.lower() for path in term_paths()]
    assert len(paths) == len(set(paths))


def test_links_lead_to_pages_that_are_there(files: dict[str, bytes]) -> None:
    there = set(files)
    for path, content in files.items():
        if not path.endswith(".html"):
            continue
        for href in re.findall(r'href="([^"#]+)', content.decode()):
            if "://" in href or href.startswith(("mailto:", "data:")):
                continue
            target = _resolved(path, href)
            assert target in there or target.startswith(("id/", "en/id/", "assets/")) or _is_section(target), (
                path,
                href,
            )


def _resolved(path: str, href: str) -> str:
    pieces = path.split("/")[:-1]
    for piece in href.split("/"):
        if piece == "..":
            pieces.pop()
        elif piece not in {"", "."}:
            pieces.append(piece)
    target = "/".join(pieces)
    return f"{target}/index.html".lstrip("/") if href.endswith("/") or "." not in href.rpartition("/")[2] else target


def _is_section(target: str) -> bool:
    return target.removeprefix("en/") in {"index.html", *addresses.SECTIONS.values()}


def test_a_role_shows_its_phrases_and_a_rule_its_sparql(files: dict[str, bytes]) -> None:
    assert "X [initiera]" in files["def/role/leads/index.html"].decode()
    rule = files["en/def/rule/collaborates/index.html"].decode()
    assert "CONSTRUCT" in rule
    assert "#+" not in rule
    assert "Two bodies certainly collaborate" in rule
    source, target = (f"en/def/{name}/index.html" for name in ("rule/collaborates", "role/accountable"))
    assert f'"{addresses.link(source, target)}"' in rule


def test_the_picture_is_valid_and_every_box_is_a_term(files: dict[str, bytes]) -> None:
    svg = ElementTree.fromstring(files[PICTURE])
    links = list(svg.iter("{http://www.w3.org/2000/svg}a"))
    assert {each.get("data-inspec-type") for each in links} == {"class", "property"}
    drawn = [each.get("href") or "" for each in links]
    assert set(drawn) <= set(vocabulary().kinds)
    assert f"{SAMV}Participation" in drawn
    assert picture(vocabulary(), "sv") == files[PICTURE].decode()


def test_no_box_covers_another(files: dict[str, bytes]) -> None:
    svg = ElementTree.fromstring(files[PICTURE])
    boxes = [
        tuple(int(each.get(name) or 0) for name in ("x", "y", "width", "height"))
        for each in svg.iter("{http://www.w3.org/2000/svg}rect")
        if each.get("class") == "box"
    ]
    assert len(boxes) > 15
    for n, (x, y, width, height) in enumerate(boxes):
        for x2, y2, width2, height2 in boxes[:n]:
            assert x + width <= x2 or x2 + width2 <= x or y + height <= y2 or y2 + height2 <= y


class TestInspec:
    """The rules of the profile, by their numbers."""

    def test_1_the_specification_is_a_profile(self, described: Graph) -> None:
        spec = URIRef(SPECIFICATION)
        assert (spec, RDF.type, URIRef(f"{PROF}Profile")) in described
        assert (spec, DCTERMS.conformsTo, URIRef(f"{INSPEC}PROF")) in described

    def test_2_to_8_its_parts_say_what_they_are_and_are_there(self, described: Graph, files: dict[str, bytes]) -> None:
        found: dict[str, list[str]] = {}
        for part in described.objects(URIRef(SPECIFICATION), URIRef(f"{PROF}hasResource")):
            assert described.value(part, DCTERMS.title)
            assert described.value(part, URIRef(f"{PROF}hasRole"))
            artifact = described.value(part, URIRef(f"{PROF}hasArtifact"))
            kind = str(described.value(part, DCTERMS.conformsTo) or "").removeprefix(INSPEC)
            if (part, URIRef(f"{PROF}isInheritedFrom"), None) not in described:
                assert str(artifact).replace("https://w3id.org/samverkan/", "") in {*files, "def/"}
                found.setdefault(kind, []).append(str(artifact))
        assert {kind: len(parts) for kind, parts in found.items()} == {
            "RDFS": 1,
            "SHACL": 1,
            "SKOS": 4,
            "SVG": 1,
            "": 1,
        }

    def test_dv_the_vocabulary_has_one_ontology_that_defines_each_term(
        self, described: Graph, files: dict[str, bytes]
    ) -> None:
        words = graph(files["def/specification/vocabulary.ttl"])
        assert list(words.subjects(RDF.type, OWL.Ontology)) == [URIRef(SAMV)]
        assert (URIRef(SPECIFICATION), DCTERMS.requires, URIRef(SAMV)) in described

    @pytest.mark.parametrize("name", ["roles", "modality", "quantification", "status"])
    def test_te_a_terminology_has_one_scheme(self, described: Graph, files: dict[str, bytes], name: str) -> None:
        words = graph(files[f"def/specification/{name}.ttl"])
        schemes = list(words.subjects(RDF.type, SKOS.ConceptScheme))
        assert len(schemes) == 1
        assert all((concept, SKOS.inScheme, schemes[0]) in words for concept in words.subjects(RDF.type, SKOS.Concept))
        assert (URIRef(SPECIFICATION), DCTERMS.requires, schemes[0]) in described

    def test_ap_the_profile_is_the_specification_and_names_its_shapes(self, files: dict[str, bytes]) -> None:
        profile = graph(files["def/specification/profile.ttl"])
        assert list(profile.subjects(RDF.type, URIRef(f"{PROF}Profile"))) == [URIRef(SPECIFICATION)]
        assert not list(profile.subjects(RDF.type, OWL.Ontology))
        required = set(profile.objects(URIRef(SPECIFICATION), DCTERMS.requires))
        for kind in (SH.NodeShape, SH.PropertyShape):
            for shape in profile.subjects(RDF.type, kind):
                assert isinstance(shape, URIRef)
                assert (URIRef(SPECIFICATION), DCTERMS.hasPart, shape) in profile
                assert {each.language for each in profile.objects(shape, SH.name)} == {"sv", "en"}  # type: ignore[attr-defined]
                aims = [*profile.objects(shape, SH.targetClass), *profile.objects(shape, SH.path)]
                assert {aim for aim in aims if isinstance(aim, URIRef)} <= required

    def test_5_the_vocabularies_of_others_are_listed_with_their_origin(self, described: Graph) -> None:
        reused = set(described.subjects(URIRef(f"{PROF}isInheritedFrom")))
        artifacts = {str(described.value(part, URIRef(f"{PROF}hasArtifact"))) for part in reused}
        assert {"http://www.w3.org/ns/org#", "http://www.w3.org/ns/prov#"} <= artifacts


@pytest.mark.filterwarnings("ignore:.*is deprecated:DeprecationWarning")  # rdflib's own, in its reader of JSON-LD
def test_turtle_and_jsonld_of_the_specification_say_the_same(files: dict[str, bytes]) -> None:
    turtle = Graph().parse(data=files["def/specification.ttl"], format="turtle")
    linked = Graph().parse(data=files["def/specification.jsonld"], format="json-ld")
    assert set(turtle) == set(linked)


def test_the_shapes_of_the_profile_still_are_shapes(files: dict[str, bytes]) -> None:
    ours = {str(each) for each in parse(path=ROOT / "ontology" / "shapes.ttl", format=RdfFormat.TURTLE)}
    theirs = {str(each) for each in parse(files["def/specification/profile.ttl"], format=RdfFormat.TURTLE)}
    kept = {each for each in ours if "_:" not in each and "owl#Ontology" not in each}
    assert kept <= theirs


def test_a_release_has_its_files_its_hash_and_what_changed(files: dict[str, bytes]) -> None:
    words = vocabulary()
    folder = f"def/release/{words.version}"
    assert files[f"{folder}/samverkan.ttl"] == (ROOT / "ontology" / "samverkan.ttl").read_bytes()
    assert files[f"{folder}/rules/collaborates.rq"]
    page = files[f"{folder}/index.html"].decode()
    assert release_hash(words) in page
    assert f"{words.version}: den första versionen." in page
    assert words.version_iri == f"{SAMV}release/{words.version}"


# Redirects: the files are read as Apache reads them, as far as they go (conditions on headers, rules, flags).


def answer(htaccess: str, path: str, accept: str = "text/html", language: str = "sv") -> tuple[int, str] | None:
    """What the rules answer: the status and the address."""
    known = {"%{HTTP_ACCEPT}": accept, "%{HTTP:Accept-Language}": language, "%{REQUEST_URI}": f"/{path}"}
    holds, caught = True, ""
    for line in htaccess.splitlines():
        kind, *words = [word.strip('"') for word in re.findall(r'"[^"]*"|\S+', line)] or [""]
        if kind == "RewriteCond" and words[0] == "expr":
            holds = holds and weighs(words[1], known)
        elif kind == "RewriteCond":
            met = re.search(words[1], known.get(words[0], ""), re.I) if words[0] in known else None
            holds, caught = holds and met is not None, met[1] if met and met.re.groups else caught
        elif kind == "RewriteRule":
            pattern, target, flags = words
            found = re.search(pattern, path)
            if holds and found:
                if named := re.search(r"E=(\w+):([^,\]]+)", flags):
                    known[f"%{{ENV:{named[1]}}}"] = named[2].replace("%1", caught)
                else:
                    status = int((re.search(r"R=(\d+)", flags) or ["", "0"])[1])
                    return status, found.expand(re.sub(r"\$(\d)", r"\\\1", target))
            holds = True
    return None


def weighs(expression: str, known: dict[str, str]) -> bool:
    """Whether all comparisons of texts hold; a variable that is not set is empty."""
    for comparison in expression.split(" && "):
        one, sign, other = comparison.split()
        left, right = (known.get(each, "" if each.startswith("%{") else each.strip("'")) for each in (one, other))
        if not (left > right or (sign == ">=" and left == right)):
            return False
    return True


def targets() -> Iterator[tuple[str, str, str, str]]:
    """A path, what is asked for, the language, and the file that should answer."""
    key = "34fde84c77b599b5"
    yield "def/Action", "text/html", "sv", "def/class/Action/"
    yield "def/Action", "text/html", "en-GB,en", "en/def/class/Action/"
    yield "def/Action", "text/turtle", "sv", "def/class/Action.ttl"
    yield "def/role/leads", "application/ld+json", "sv", "def/role/leads.jsonld"
    yield "def/role/leads", "text/html,text/turtle", "sv", "def/role/leads/"
    yield "def/role/leads", "text/html;q=0.2,text/turtle;q=0.30", "sv", "def/role/leads.ttl"
    yield "def/participation", "*/*", "sv", "def/participation/"
    yield "def/", "text/turtle", "sv", "def/specification.ttl"
    yield "def/", "text/html", "sv", "def/"
    yield "def/release/0.1.0", "text/html", "sv", "def/release/0.1.0/"
    yield "def/specification", "text/turtle", "sv", "def/specification.ttl"
    yield "def/specification/profile", "text/turtle", "sv", "def/specification/profile.ttl"
    yield "def/specification/profile", "application/ld+json", "sv", "def/specification.jsonld"
    yield "def/specification/profile", "text/html", "sv", "def/specification/"
    yield "def/shape/Action", "text/turtle", "sv", "def/specification/profile.ttl"
    yield "def/shape/Action", "text/html", "sv", "def/shape/Action/"
    yield "graph/rule/collaborates", "text/html", "sv", "def/rule/collaborates/"
    yield "id/body/stockholm/kommunstyrelsen", "text/html", "en", "en/id/body/stockholm/kommunstyrelsen/"
    yield f"id/action/{key}-1-6.4.2", "text/turtle", "sv", f"id/action/{key}-1-6.4.2.ttl"
    yield f"id/action/{key}-1-6.4.2", "text/html", "sv", f"id/action/{key}-1-6.4.2/"
    yield f"id/participation/{key}-12-leads", "text/html", "sv", f"id/document/{key}/#participation-12-leads"
    yield f"id/passage/{key}-12-30", "application/ld+json", "sv", f"id/document/{key}.jsonld"
    yield f"id/text/{key}", "*/*", "sv", f"id/text/{key}.txt"


@pytest.mark.parametrize("file", [".htaccess", "w3id/.htaccess"])
@pytest.mark.parametrize("asked", list(targets()))
def test_an_address_is_answered_by_303(files: dict[str, bytes], file: str, asked: tuple[str, str, str, str]) -> None:
    path, accept, language, target = asked
    if file == ".htaccess" and path.endswith("/"):
        return  # served as it is
    assert answer(files[file].decode(), path, accept, language) == (303, f"{SETTINGS.address}{target}")


def test_every_term_is_answered_with_its_page_and_its_data(files: dict[str, bytes]) -> None:
    rules = files["w3id/.htaccess"].decode()
    for iri, kind in vocabulary().kinds.items():
        path = iri.removeprefix("https://w3id.org/samverkan/")
        page = addresses.page(iri)
        assert page is not None
        assert answer(rules, path) == (303, f"{SETTINGS.address}{page.removesuffix('index.html')}")
        if kind != "shape":
            assert answer(rules, path, "text/turtle") == (303, f"{SETTINGS.address}{addresses.data(iri, 'ttl')}")


def test_files_are_no_things(files: dict[str, bytes]) -> None:
    assert answer(files["w3id/.htaccess"].decode(), "def/picture.svg") == (302, f"{SETTINGS.address}def/picture.svg")


def test_how_this_was_made_says_what_was_measured_and_whom_to_tell(files: dict[str, bytes]) -> None:
    page = files["en/about/index.html"].decode()
    assert re.search(r"<td>9\d\.\d%</td>", page)
    assert "mailto:registrator@example.se" in page
    assert f'"{addresses.link("en/about/index.html", "en/def/rule/collaborates/index.html")}"' in page
    assert "nothing is hidden" in page


def test_the_statement_of_accessibility_says_what_the_publisher_has_said(files: dict[str, bytes]) -> None:
    assert "ännu inte bedömt" in files["accessibility/index.html"].decode()
    assert "https://www.digg.se/tdosanmalan" in files["accessibility/index.html"].decode()
    assert "2018:1937" in files["en/accessibility/index.html"].decode()
