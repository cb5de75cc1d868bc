"""samverkan link"""

import json as jsonlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.options import DEFAULT_STORE, JsonOption, LanguageOption, QuietOption, StoreOption, language
from kg.cli.terminal import emit, note, show
from kg.errors import UsageError
from kg.store import Store

if TYPE_CHECKING:
    from kg.linking.account import Account, Setting

LINKS_FILE = "links.sssom.tsv"
CACHE_FOLDER = "links.cache"

_PROPERTIES = ("municipality", "organisation number")

LinksOption = Annotated[
    Path | None,
    typer.Option("--links", metavar="FILE", help=f"The file of links. Default: {LINKS_FILE} beside the store."),
]
ServiceOption = Annotated[
    list[str] | None,
    typer.Option("--service", metavar="URL", help="Ask this Reconciliation service (API 0.2) too."),
]
SourceOption = Annotated[
    list[str] | None,
    typer.Option("--from", metavar="FILE|URL", help="Look in this file of RDF, or at this SPARQL endpoint, too."),
]
QueryOption = Annotated[
    Path | None,
    typer.Option("--query", metavar="FILE.rq", help="What --from holds: ?entity ?name, or ?entity ?fact ?value."),
]
PropertyOption = Annotated[
    list[str] | None,
    typer.Option("--property", metavar="NAME=ID", help="What a service calls municipality or organisation number."),
]
ReviewOption = Annotated[bool, typer.Option("--review", help="Decide about the candidates, body by body.")]
ReviewerOption = Annotated[str, typer.Option("--reviewer", metavar="NAME", help="Who decides: an ORCID, or a role.")]
DateOption = Annotated[
    str, typer.Option("--date", metavar="DATE", help="The day of the decisions, where it is to be written down.")
]
AgainOption = Annotated[bool, typer.Option("--again", help="Show what others have decided too.")]
MaxAgeOption = Annotated[
    float,
    typer.Option(
        "--max-age", min=0, metavar="DAYS", help="Ask anew what was answered longer ago; 0 asks everything anew."
    ),
]


def link(
    *,
    store: StoreOption = DEFAULT_STORE,
    links: LinksOption = None,
    service: ServiceOption = None,
    source: SourceOption = None,
    query: QueryOption = None,
    property: PropertyOption = None,
    review: ReviewOption = False,
    reviewer: ReviewerOption = "reviewer",
    date: DateOption = "",
    again: AgainOption = False,
    max_age: MaxAgeOption = 30,
    lang: LanguageOption = None,
    quiet: QuietOption = False,
    json: JsonOption = False,
) -> None:
    """Link the bodies to the same bodies in other open data.

    Shows for each body what it may be the same as, and why. Equal identifiers are written down as links; everything
    else a person decides with --review, and each decision is in the file at once. No service is asked unless named.
    What a service answered is kept beside the store for --max-age days; an older answer stands in where it is silent.

    \b
    Examples:
      samverkan link
      samverkan link --json > candidates.json
      samverkan link --review --reviewer registrator
      samverkan link --service https://example.org/reconcile --review
      samverkan link --from agencies.ttl --query agencies.rq
    """
    if review and json:
        raise UsageError("--review speaks with a person and --json with a program", hint="give one of them")
    setting = _setting(store, links, reviewer=reviewer, date=date, again=again, max_age=max_age)
    setting = setting.looking(service or (), source or (), query, _properties(property or ()))
    how = "review" if review else "json" if json else "table"
    account = _answered(store, setting, how, language(lang))
    for line in account.remarks(language(lang)):
        note(line, quiet=quiet)
    for warning in account.outdated:
        note(f"samverkan: {warning}", quiet=quiet)
    for trouble in account.troubles:
        note(f"samverkan: {trouble}")
    if account.troubles:
        raise typer.Exit(1)


def _setting(store: str, links: Path | None, *, reviewer: str, date: str, again: bool, max_age: float) -> "Setting":
    from kg.linking.account import Setting  # noqa: PLC0415 (the other commands need none of this)
    from kg.linking.mapping import is_day  # noqa: PLC0415
    from kg.linking.review import Reviewer  # noqa: PLC0415

    if date and not is_day(date):
        raise UsageError(f'--date cannot be "{date}"', hint="give a day such as 2016-03-01")
    beside = Path(store).resolve().parent
    who = Reviewer.of(reviewer)
    return Setting(links or beside / LINKS_FILE, beside / CACHE_FOLDER, who, date=date, again=again, max_age=max_age)


def _answered(store: str, setting: "Setting", how: str, lang: str) -> "Account":
    """Propose, write the links by identifiers, show or review; whatever happens, the store has what the file has."""
    from kg.cli.review import walk  # noqa: PLC0415
    from kg.linking.account import Account  # noqa: PLC0415

    with Store.open(store) as opened:
        account = Account.of(opened, setting)
    account.write()
    try:
        if how == "review":
            walk(account, lang)
        elif how == "json":
            emit(jsonlib.dumps(account.as_json(lang), ensure_ascii=False, indent=1).encode() + b"\n")
        else:
            show(_COLUMNS[lang], account.rows(lang))
    finally:
        account.load_into(store)
    return account


_COLUMNS = {
    "en": ["body", "kind", "state", "candidate or link", "reasons"],
    "sv": ["organ", "slag", "läge", "kandidat eller länk", "skäl"],
}


def _properties(given: Sequence[str]) -> dict[str, str]:
    found = dict(each.partition("=")[::2] for each in given)
    for name, value in found.items():
        if name not in _PROPERTIES or not value:
            raise UsageError(
                f'--property cannot be "{name}={value}"', hint=f"give {' or '.join(_PROPERTIES)}, =, and an id"
            )
    return found
