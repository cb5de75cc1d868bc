"""samverkan check"""

import json as jsonlib
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.options import DEFAULT_STORE, JsonOption, LanguageOption, QuietOption, StoreOption, language
from kg.cli.terminal import emit, note
from kg.errors import UsageError
from kg.store import Store

if TYPE_CHECKING:
    from kg.finding import Finding
    from kg.privacy import PersonalData


PrivacyOption = Annotated[
    bool, typer.Option("--privacy", help="Look for personal data in what would be published, and for nothing else.")
]
SettingsOption = Annotated[
    str | None,
    typer.Option("--settings", metavar="FILE", help="What is hidden and allowed. Default: samverkan.toml."),
]


def check(
    *,
    privacy: PrivacyOption = False,
    settings: SettingsOption = None,
    store: StoreOption = DEFAULT_STORE,
    lang: LanguageOption = None,
    quiet: QuietOption = False,
    json: JsonOption = False,
) -> None:
    """Check the shapes, the quotes and the quality rules.

    The graph is held against its shapes (SHACL), every quote against the text that it was taken from. Ends with 1
    where something is violated; warnings alone end with 0.

    With --privacy: what looks like a private person, a phone, a mail address or a personal number, with document, line
    and column, and whether samverkan.toml hides or allows it. Ends with 1 where something is neither.

    \b
    Examples:
      samverkan check
      samverkan check --lang sv
      samverkan check --json > findings.json
      samverkan check --privacy
    """
    if privacy:
        _check_privacy(store, settings, quiet=quiet, json=json)
        return
    if settings is not None:
        raise UsageError("--settings says what is hidden and allowed", hint="use it with --privacy")
    from kg.validate import check as checked  # noqa: PLC0415 (only this command needs it)
    from kg.validate import is_violated  # noqa: PLC0415

    with Store.open(store) as opened:
        findings = checked(opened, language(lang))
    if json:
        emit(jsonlib.dumps([each.as_json() for each in findings], ensure_ascii=False, indent=1).encode() + b"\n")
    else:
        emit("".join(f"{_line(finding)}\n" for finding in findings).encode())
    note(_summary(findings), quiet=quiet)
    if is_violated(findings):
        raise typer.Exit(1)


def _check_privacy(store: str, settings: str | None, *, quiet: bool, json: bool) -> None:
    from pathlib import Path  # noqa: PLC0415

    from kg.privacy import findings  # noqa: PLC0415 (only who asks for it needs it)
    from kg.settings import FILE, read  # noqa: PLC0415

    known = read(settings or FILE) if settings or Path(FILE).exists() else None
    with Store.open(store) as opened:
        found = findings(opened, known)
    if json:
        emit(jsonlib.dumps([each.as_json() for each in found], ensure_ascii=False, indent=1).encode() + b"\n")
    else:
        emit("".join(f"{_sighted(each)}\n" for each in found).encode())
    count = Counter(each.decision for each in found)
    note(f"open: {count['open']}, hidden: {count['hidden']}, allowed: {count['allowed']}", quiet=quiet)
    if count["open"]:
        note(f"Hide or allow each in {settings or FILE} before you publish.", quiet=quiet)
        raise typer.Exit(1)


def _sighted(each: "PersonalData") -> str:
    return " ".join(f"{each.decision}: {each.place}: {each.kind} “{each.text}”".split())


def _line(finding: "Finding") -> str:
    place = f"{finding.place}: " if finding.place else ""
    check = finding.check.rpartition("/")[2]
    return " ".join(f"{finding.severity}: {place}{finding.label}: {finding.message} [{check}]".split())


def _summary(findings: "Sequence[Finding]") -> str:
    count = Counter(finding.severity for finding in findings)
    return f"violations: {count['violation']}, warnings: {count['warning']}, remarks: {count['info']}"
