"""samverkan build"""

import json as jsonlib
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from pyoxigraph import QuerySolutions

from kg.cli.options import DEFAULT_STORE, JsonOption, StoreOption
from kg.cli.terminal import emit
from kg.errors import UsageError
from kg.store import Store

if TYPE_CHECKING:
    from kg.build import Summary

_BASE = re.compile(r"https?://[^\s<>\"{}|\\^`#?]+/")
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")

_TIES = """
PREFIX samv: <https://w3id.org/samverkan/def/>
SELECT ?certain ?possible {
  { SELECT (COUNT(*) AS ?certain) { ?a samv:collaboratesWith ?b FILTER(STR(?a) < STR(?b)) } }
  { SELECT (COUNT(*) AS ?possible) {
      ?a samv:mayCollaborateWith ?b FILTER(STR(?a) < STR(?b))
      FILTER NOT EXISTS { ?a samv:collaboratesWith ?b }
  } }
}"""


def build(
    documents: Annotated[list[Path], typer.Argument(metavar="DOCUMENT...", help="Text files to read.")],
    *,
    store: StoreOption = DEFAULT_STORE,
    issuer: Annotated[
        str | None,
        typer.Option("--issuer", metavar="NAME", help='Who issued them, where their heads do not say: "nämnden".'),
    ] = None,
    base: Annotated[
        str | None, typer.Option("--base", metavar="IRI", help="What the addresses of new things begin with.")
    ] = None,
    date: Annotated[
        str | None, typer.Option("--date", metavar="DATE", help="When they were written, where they do not say: 2016.")
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")] = False,
    json: JsonOption = False,
) -> None:
    """Read documents and put what they say in the store.

    Finds who does what with whom, and prints how much there was and what a person should look at. A document that was
    built before is replaced; the others stay. The store is made if there is none.

    \b
    Examples:
      samverkan build report.txt
      samverkan build *.txt --store graphs/stockholm
      samverkan build report.txt --issuer "Rinkeby-Kista stadsdelsnämnd"
    """
    from kg.build import build as built  # noqa: PLC0415 (the other commands need no grammar)
    from kg.rdf import DEFAULT_BASE  # noqa: PLC0415

    _refuse(base, _BASE, "--base", "an address that begins with https:// and ends with /")
    _refuse(date, _DATE, "--date", "a date such as 2016, 2016-03 or 2016-03-01")
    with Store.create_or_open(store) as opened:
        summaries = built(documents, opened, issuer=issuer, base=base or DEFAULT_BASE, date=date)
        certain, possible = _ties(opened)
    if json:
        whole = {
            "documents": [_as_json(summary) for summary in summaries],
            "certain_ties": certain,
            "possible_ties": possible,
        }
        emit(jsonlib.dumps(whole, ensure_ascii=False, indent=1).encode() + b"\n")
    elif not quiet:
        emit("\n".join([*map(_described, summaries), _totals(store, certain, possible), ""]).encode())


def _refuse(value: str | None, pattern: re.Pattern[str], option: str, wanted: str) -> None:
    if value is not None and not pattern.fullmatch(value):
        raise UsageError(f'{option} cannot be "{value}"', hint=f"give {wanted}")


def _ties(store: Store) -> tuple[int, int]:
    results = store.query(_TIES)
    assert isinstance(results, QuerySolutions)
    (row,) = results
    certain, possible = (int(term.value) for term in row)
    return certain, possible


def _described(summary: "Summary") -> str:
    head = f"{summary.title}\n  {summary.path}, {summary.charset}"
    undated = f"undated, read as of {summary.as_of}" if summary.as_of else "undated"
    issued = f"  issued by {summary.issuer or 'nobody known'}, {summary.date or undated}"
    counts = (
        f"  reports {summary.reports}, actions {summary.actions}, bodies {summary.bodies}, "
        f"participations {summary.participations}"
    )
    roles = "  " + ", ".join(f"{role} {count}" for role, count in summary.by_role.items())
    warnings = [f"  warning: {summary.path}:{warning.line}: {warning.message}" for warning in summary.warnings]
    return "\n".join([head, issued, counts, roles, *warnings])


def _totals(store: str, certain: int, possible: int) -> str:
    return f"In the store {store}: {certain} certain ties, {possible} possible ties"


def _as_json(summary: "Summary") -> dict[str, object]:
    return {
        "path": str(summary.path),
        "title": summary.title,
        "charset": summary.charset,
        "issuer": summary.issuer,
        "date": summary.date,
        "as_of": summary.as_of,
        "reports": summary.reports,
        "actions": summary.actions,
        "bodies": summary.bodies,
        "participations": summary.participations,
        "by_role": summary.by_role,
        "warnings": [{"line": warning.line, "message": warning.message} for warning in summary.warnings],
    }
