"""samverkan enrich"""

import json as jsonlib
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.link import CACHE_FOLDER, LINKS_FILE, LinksOption, MaxAgeOption
from kg.cli.options import DEFAULT_STORE, JsonOption, LanguageOption, QuietOption, StoreOption, language
from kg.cli.terminal import emit, note, show
from kg.errors import UsageError
from kg.results import Rows
from kg.store import Store

if TYPE_CHECKING:
    from kg.errors import ServiceError
    from kg.linking.enrichment import Enrichment
    from kg.web import Client

FromOption = Annotated[
    list[str] | None,
    typer.Option("--from", metavar="NAME|URL|FILE", help="Ask wikidata, this SPARQL endpoint, or this file of RDF."),
]
QueryOption = Annotated[
    str | None,
    typer.Option("--query", metavar="NAME|FILE.rq", help="How to ask: ?thing ?property ?value. Default: by --from."),
]
DateOption = Annotated[
    str, typer.Option("--date", metavar="DATE", help="The day of a file's facts, where it is known.")
]


def enrich(
    *,
    store: StoreOption = DEFAULT_STORE,
    links: LinksOption = None,
    source: FromOption = None,
    query: QueryOption = None,
    date: DateOption = "",
    max_age: MaxAgeOption = 30,
    lang: LanguageOption = None,
    quiet: QuietOption = False,
    json: JsonOption = False,
) -> None:
    """Fetch what other open data says of what the bodies are linked to.

    Names, web sites, coordinates and parents, for each link that a person accepted or that has an equal identifier (see
    samverkan link), are kept apart, each with its source and the day when it was fetched. Nobody is asked unless named.
    Without --from it shows what is kept, and drops what is no longer linked.

    \b
    Examples:
      samverkan enrich --from wikidata
      samverkan enrich --from register.ttl --date 2016-03-01
      samverkan enrich --from https://example.org/sparql --query mine.rq
      samverkan enrich --json
      samverkan ask facts --with links --body "Stockholms stad"
    """
    from kg.linking.enrichment import enrich_store  # noqa: PLC0415 (the other commands need none of this)
    from kg.questions import ask as answered  # noqa: PLC0415

    client = _client(store, source, query, date, max_age)
    path = links or Path(store).resolve().parent / LINKS_FILE
    found = enrich_store(store, path, client, source or (), query=query, date=date)
    with Store.open(store) as opened:
        rows = Rows.of(answered(opened, "facts", language(lang), links=True))
    if json:
        emit(_as_json(rows, found, client.outdated))
    else:
        show(rows.columns, rows.cells())
    note(_COUNTS[language(lang)].format(known=len(found.known), linked=len(found.linked)), quiet=quiet)
    for line in (*found.left_out, *client.outdated):
        note(f"samverkan: {line}", quiet=quiet)
    for trouble in found.troubles:
        note(f"samverkan: {trouble}")
    if found.troubles:
        raise typer.Exit(1)


_COUNTS = {
    "en": "facts about {known} of {linked} that are linked",
    "sv": "uppgifter om {known} av {linked} som är länkade",
}


def _client(store: str, source: list[str] | None, query: str | None, date: str, max_age: float) -> "Client":
    from kg.linking.mapping import is_day  # noqa: PLC0415
    from kg.web import Cache, Client  # noqa: PLC0415

    if query and not source:
        raise UsageError("--query says how to ask --from", hint="give --from NAME, URL or FILE too")
    if date and not is_day(date):
        raise UsageError(f'--date cannot be "{date}"', hint="give a day such as 2016-03-01")
    return Client(cache=Cache(Path(store).resolve().parent / CACHE_FOLDER, max_age))


def _as_json(rows: Rows, found: "Enrichment", outdated: "list[ServiceError]") -> bytes:
    value = {
        "facts": [dict(zip(rows.columns, row, strict=True)) for row in rows.values()],
        "left_out": found.left_out,
        "troubles": [each.as_json() for each in found.troubles],
        "outdated": [each.as_json() for each in outdated],
    }
    return jsonlib.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n"
