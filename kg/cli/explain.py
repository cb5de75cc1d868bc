"""samverkan explain"""

import json as jsonlib
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.options import (
    DEFAULT_STORE,
    JsonOption,
    LanguageOption,
    OutputOption,
    QuietOption,
    StoreOption,
    language,
    own_authority,
)
from kg.cli.terminal import emit, has_colour, note

if TYPE_CHECKING:
    from kg.explanation import Account
    from kg.explanation.account import ClaimAccount


class AccountFormat(StrEnum):
    """What an explanation can be written as."""

    text = "text"
    html = "html"
    json = "json"


def explain(
    document: Annotated[Path, typer.Argument(metavar="DOCUMENT", help="A text file to read.")],
    *,
    output: OutputOption = "-",
    format: Annotated[
        AccountFormat | None,
        typer.Option("--format", "-f", help="Default: what FILE ends with (.html, .json), else text."),
    ] = None,
    issuer: Annotated[
        str | None,
        typer.Option("--issuer", metavar="NAME", help='Who issued it, where its head does not say: "nämnden".'),
    ] = None,
    store: StoreOption = DEFAULT_STORE,
    lang: LanguageOption = None,
    quiet: QuietOption = False,
    json: JsonOption = False,
) -> None:
    """Show why each claim was read from a document.

    The text with the bodies and the words that signal their roles marked, and for each claim the construction, who was
    read and why, and what it belongs to. No store is needed, and none is changed; where there is one, the bodies that
    were added to it are known.

    \b
    Examples:
      samverkan explain report.txt
      samverkan explain report.txt -o report.html
      samverkan explain report.txt --format json > claims.json
    """
    from kg.claims import extract  # noqa: PLC0415 (the other commands need no grammar)
    from kg.explanation import account  # noqa: PLC0415
    from kg.lexicon import load  # noqa: PLC0415
    from kg.readers import read  # noqa: PLC0415

    lexicon = load(own=own_authority(store))
    explained = account(extract(read(document), lexicon, issuer=issuer), lexicon, language(lang))
    emit(_written(explained, _format(format, output, as_json=json), output).encode("utf-8", "replace"), output)
    note(f"wrote {output}", quiet=quiet or output == "-")


def _format(chosen: AccountFormat | None, output: str, *, as_json: bool) -> str:
    if chosen:
        return chosen.value
    endings = {".html": "html", ".htm": "html", ".json": "json"}
    return "json" if as_json else endings.get(Path(output).suffix.lower(), "text")


def _written(explained: "Account", fmt: str, output: str) -> str:
    from kg.explanation import page, text  # noqa: PLC0415

    if fmt == "html":
        return page(explained)
    if fmt == "json":
        return jsonlib.dumps(_as_json(explained), ensure_ascii=False, indent=1) + "\n"
    return text(explained, colour=output == "-" and has_colour(sys.stdout))


def _as_json(explained: "Account") -> dict[str, object]:
    return {
        "document": explained.document.name,
        "title": explained.title,
        "issuer": explained.issuer,
        "rules": [{"name": r.name, "count": r.count, "confidence": float(r.confidence)} for r in explained.rules],
        "claims": [_claim(explained, claim) for claim in explained.claims],
        "warnings": [{"line": notice.line, "message": notice.message} for notice in explained.warnings],
    }


def _claim(explained: "Account", claim: "ClaimAccount") -> dict[str, object]:
    spans = {"mention": claim.mention, "cue": claim.cue, "evidence": claim.evidence}
    quotes = {
        name: {"start": span.start, "end": span.end, "quote": explained.document.quote(span)}
        for name, span in spans.items()
    }
    return {
        "role": claim.role,
        "body": claim.who,
        "kind": claim.body_kind,
        "reason": claim.reason,
        "rule": claim.rule,
        "context": claim.context,
        "details": list(claim.details),
        "confidence": float(claim.confidence),
        "line": claim.line,
        **quotes,
    }
