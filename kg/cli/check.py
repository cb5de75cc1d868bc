"""samverkan check"""

import json as jsonlib
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

from kg.cli.options import DEFAULT_STORE, JsonOption, LanguageOption, QuietOption, StoreOption, language
from kg.cli.terminal import emit, note
from kg.store import Store

if TYPE_CHECKING:
    from kg.finding import Finding


def check(
    *,
    store: StoreOption = DEFAULT_STORE,
    lang: LanguageOption = None,
    quiet: QuietOption = False,
    json: JsonOption = False,
) -> None:
    """Check the shapes, the quotes and the quality rules.

    The graph is held against its shapes (SHACL), every quote against the text that it was taken from. Ends with 1
    where something is violated; warnings alone end with 0.

    \b
    Examples:
      samverkan check
      samverkan check --lang sv
      samverkan check --json > findings.json
    """
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


def _line(finding: "Finding") -> str:
    place = f"{finding.place}: " if finding.place else ""
    check = finding.check.rpartition("/")[2]
    return " ".join(f"{finding.severity}: {place}{finding.label}: {finding.message} [{check}]".split())


def _summary(findings: "Sequence[Finding]") -> str:
    count = Counter(finding.severity for finding in findings)
    return f"violations: {count['violation']}, warnings: {count['warning']}, remarks: {count['info']}"
