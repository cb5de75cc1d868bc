"""Fetching chosen facts about what bodies are linked to, from files of RDF and from SPARQL endpoints that were named.

Which facts there are stands in ontology/facts.ttl, how each source is asked for them in queries/enrichment/. A query
selects ?thing, ?property, ?value, and perhaps ?label, the name of a value; which things are meant is added to it. What
is answered is data of strangers: nothing of it is kept but the declared facts in the declared form.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode, QuerySolutions, Triple

from kg.assets import queries_dir
from kg.authority_entry import ID
from kg.errors import MappingError, QueryError, ServiceError
from kg.header import read_header
from kg.linking.decisions import accepted
from kg.linking.endpoint import read_query, rows_of_endpoint, rows_of_file
from kg.linking.facts import Fact, Origin, about, kept_facts, replace_facts
from kg.linking.identifiers import TOOL
from kg.linking.mapping import is_iri
from kg.linking.mapping_set import MappingSet
from kg.linking.statements import keep_links
from kg.namespaces import PREFIXES, shortened
from kg.results import readable
from kg.shapes import misfits
from kg.sparql import refuse_service, sparql_error
from kg.store import Store
from kg.web import Client

AT_ONCE = 50
"""About how many things a server is asked at once."""
MOST = 50
"""How many facts of one source about one thing are kept."""
_USUAL = "usual"
_LABEL = f"{PREFIXES['rdfs']}label"


@dataclass(frozen=True)
class Lookup:
    """How to ask for facts: the query, the endpoint that it was made for, and what its things' addresses begin with."""

    sparql: str
    name: str = ""
    endpoint: str = ""
    things: str = ""

    @classmethod
    def read(cls, path: Path) -> "Lookup":
        """A file of queries/enrichment/. Raises AssetError where its header is not as it should be."""
        header = read_header(path, ("name", "endpoint", "things"))
        things = "" if header["things"] == "any" else header["things"]
        return cls(path.read_text(encoding="utf-8"), header["name"], header["endpoint"].removeprefix("none"), things)

    def about(self, things: Sequence[str]) -> str:
        """The query for these things alone."""
        return f"{self.sparql.rstrip()}\nVALUES (?thing) {{ {' '.join(f'(<{thing}>)' for thing in things)} }}\n"


@dataclass
class Enrichment:
    """What is known after asking about what is `linked`: the facts, what was answered and left out, what failed."""

    linked: Sequence[str]
    facts: list[Fact]
    left_out: list[str] = field(default_factory=list)
    troubles: list[ServiceError] = field(default_factory=list)

    @property
    def known(self) -> frozenset[str]:
        """What is linked and has facts."""
        return frozenset(fact.thing for fact in self.facts) & frozenset(self.linked)


def enrich_store(
    path: str, links: Path, client: Client, places: Iterable[str], *, query: str | None = None, date: str = ""
) -> Enrichment:
    """Ask the places about what is linked in a file of links, and keep it in the store at `path`, if it is new there.

    The store gets the links of the file too. Raises MappingError, QueryError, StoreMissing.
    """
    if not links.is_file():
        raise MappingError("there are no links here", hint="make them with: samverkan link", place=str(links))
    mappings = MappingSet.read(links)
    keep_links(path, mappings)
    with Store.open(path) as opened:
        known = kept_facts(opened)
    found = Enricher(linked_things(mappings), client, query, date).enriched(known, places)
    if found.facts != known:
        with Store.create_or_open(path) as writing:
            replace_facts(writing, found.facts)
    return found


def lookups() -> dict[str, Lookup]:
    """The declared ways of asking, by name."""
    return {path.stem: Lookup.read(path) for path in sorted((queries_dir() / "enrichment").glob("*.rq"))}


def linked_things(mappings: MappingSet) -> list[str]:
    """What a person accepted as a link, or what was accepted by an equal identifier: the addresses, sorted.

    A row that came in from elsewhere without anybody's name is no reason to fetch anything.
    """
    trusted = (each for each in accepted(mappings) if each.person or each.cell("mapping_tool") == TOOL)
    return sorted({each.object for each in trusted})


@dataclass(frozen=True)
class Enricher:
    """Asks sources about things. `query` is a declared way of asking, by name, or a file; `date` that of files."""

    things: Sequence[str]
    client: Client
    query: str | None = None
    date: str = ""

    def enriched(self, known: Iterable[Fact], places: Iterable[str]) -> Enrichment:
        """The facts known before, with those of the places in the stead of what they said then.

        A place is a declared source by name, the address of an endpoint, or a file. Of an endpoint that fails nothing
        is taken and nothing lost. Raises QueryError for a file or a query that cannot be read.
        """
        found = Enrichment(self.things, list(known))
        for place in places:
            try:
                origin, facts = self._asked(place)
            except ServiceError as error:
                found.troubles.append(error)
                continue
            others = [fact for fact in found.facts if fact.origin.iri != origin.iri]
            found.facts = [*others, *_fitting(facts, found.left_out)]
        found.facts = about(found.facts, self.things)
        return found

    def _asked(self, place: str) -> tuple[Origin, list[Fact]]:
        declared = lookups()
        url = declared[place].endpoint if place in declared else place
        if url.startswith(("http://", "https://")):
            made_for = next((each for each in declared.values() if each.endpoint == url), None)
            return self._of_endpoint(url, self._lookup(declared, made_for))
        return self._of_file(Path(place), self._lookup(declared, None))

    def _lookup(self, declared: dict[str, Lookup], otherwise: Lookup | None) -> Lookup:
        if self.query is None:
            return otherwise or declared[_USUAL]
        lookup = declared.get(self.query) or Lookup(read_query(Path(self.query)))
        _check(lookup, self.query)
        return lookup

    def _of_endpoint(self, url: str, lookup: Lookup) -> tuple[Origin, list[Fact]]:
        origin = Origin(url, lookup.name if lookup.endpoint == url else url)
        things = self._known_to(lookup)
        facts: list[Fact] = []
        for start in range(0, len(things), AT_ONCE):
            batch = things[start : start + AT_ONCE]
            rows, fetched = rows_of_endpoint(url, lookup.about(batch), self.client)
            if not isinstance(rows, QuerySolutions) or not _is_complete(rows):
                raise ServiceError("its answer lacks ?thing, ?property or ?value", place=url)
            facts += _facts(rows, batch, origin, _day(fetched))
        return origin, facts

    def _of_file(self, path: Path, lookup: Lookup) -> tuple[Origin, list[Fact]]:
        things = self._known_to(lookup)
        rows = rows_of_file(path, lookup.about(things))
        assert isinstance(rows, QuerySolutions)
        name = sha256(path.name.encode("utf-8", "surrogateescape")).hexdigest()[:16]
        label = path.name.encode("utf-8", "replace").decode()
        origin = Origin(f"{ID}source/{name}", label, sha256(path.read_bytes()).hexdigest())
        return origin, list(_facts(rows, things, origin, self.date))

    def _known_to(self, lookup: Lookup) -> list[str]:
        return [thing for thing in self.things if thing.startswith(lookup.things)]


def _check(lookup: Lookup, place: str) -> None:
    """Refuses a query that is none, that selects something else, or to which no things can be added."""
    refuse_service(lookup.sparql)
    for asked in (lookup.sparql, lookup.about(["urn:x:1"])):
        try:
            rows = ox.Store().query(asked)
        except SyntaxError as error:
            wrong = sparql_error(asked, str(error))
            raise QueryError(wrong.message, hint=wrong.hint, place=place) from error
        if not isinstance(rows, QuerySolutions) or not _is_complete(rows):
            raise QueryError("the query must select ?thing, ?property and ?value", place=place)


def _is_complete(rows: QuerySolutions) -> bool:
    return {"thing", "property", "value"} <= {variable.value for variable in rows.variables}


def _facts(rows: QuerySolutions, things: Sequence[str], origin: Origin, date: str) -> Iterator[Fact]:
    """The rows as facts; what was not asked about, and what has no address or value, is none."""
    asked, labelled = frozenset(things), "label" in {variable.value for variable in rows.variables}
    for row in rows:
        thing, prop, value = row["thing"], row["property"], row["value"]
        if not isinstance(thing, NamedNode) or thing.value not in asked or not isinstance(prop, NamedNode):
            continue
        if isinstance(value, NamedNode | Literal):
            yield Fact(thing.value, prop.value, value, origin, date)
        if labelled and isinstance(value, NamedNode) and isinstance(row["label"], Literal):
            yield Fact(value.value, _LABEL, row["label"], origin, date)


def _fitting(facts: Iterable[Fact], left_out: list[str]) -> list[Fact]:
    """The facts of one source that are declared and look as declared; what is left out is told."""
    kept: list[Fact] = []
    counts: dict[str, int] = {}
    for fact in sorted(set(facts), key=str):
        counts[fact.thing] = counts.get(fact.thing, 0) + 1
        if counts[fact.thing] <= MOST:
            kept.append(fact)
    left_out += [
        f"{shortened(thing)}: {count - MOST} facts left out: more than {MOST} from one source"
        for thing, count in sorted(counts.items())
        if count > MOST
    ]
    wrong = misfits([triple for fact in kept for triple in fact.triples()], "facts")
    wrong |= {fact.triple: "this is no address" for fact in kept if not _has_addresses(fact)}
    left_out += [f"{_told(triple)} left out: {message}" for triple, message in sorted(wrong.items(), key=str)]
    return [fact for fact in kept if fact.triple not in wrong]


def _has_addresses(fact: Fact) -> bool:
    return is_iri(fact.thing) and (not isinstance(fact.value, NamedNode) or is_iri(fact.value.value))


def _told(triple: Triple) -> str:
    """A triple for the eye, on one line that is not too long."""
    return f"{readable(triple.subject)}: {readable(triple.predicate)} {readable(triple.object)[:80]}"


def _day(moment: datetime) -> str:
    return moment.date().isoformat()
