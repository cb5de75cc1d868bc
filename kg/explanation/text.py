"""The account for a terminal: each sentence that gave claims, with its line, its marks and a line a claim."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.explanation.account import Account, ClaimAccount
from kg.explanation.marks import Piece, marks, pieces
from kg.model import Span

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_BOLD, _UNDERLINED, _DIM, _PLAIN = "\x1b[1;36m", "\x1b[4m", "\x1b[2m", "\x1b[0m"


def text(account: Account, *, colour: bool = False) -> str:
    """All of it; without colour who is named stands in [brackets] and what signals the role in {braces}."""
    given = account.texts
    lines = [f"{_clean(account.title)}  ({_clean(account.document.name)})"]
    lines.append(f"{given['issuer']}: {_clean(account.issuer or given['nobody'])}")
    for span, claims in account.by_sentence():
        lines += ["", *_sentence(account, span, claims, colour=colour)]
    if not account.claims:
        lines += ["", given["nothing"]]
    lines += ["", *_legend(account)]
    return "".join(f"{line}\n" for line in lines)


def _sentence(account: Account, span: Span, claims: list[ClaimAccount], *, colour: bool) -> Iterator[str]:
    shown = "".join(_shown(piece, colour=colour) for piece in pieces(account.document.text, span, marks(claims)))
    yield f"{account.document.line(span.start)}: {' '.join(shown.split())}"
    for claim in claims:
        line = "    " + "; ".join([f"{claim.role_label}: {_clean(claim.who)}", *_reasons(account, claim)])
        yield f"{_DIM}{line}{_PLAIN}" if colour else line


def _shown(piece: Piece[ClaimAccount], *, colour: bool) -> str:
    words = _clean(piece.text)
    if piece.mark is None:
        return words
    is_mention = piece.mark.kind == "mention"
    if colour:
        return f"{_BOLD if is_mention else _UNDERLINED}{words}{_PLAIN}"
    before, after = ("[", "]") if is_mention else ("{", "}")
    return f"{before if piece.opens else ''}{words}{after if piece.closes else ''}"


def _reasons(account: Account, claim: ClaimAccount) -> Iterator[str]:
    yield f"“{_clean(claim.words)}” ({claim.why})"
    yield f"{claim.rule}, “{_clean(claim.cue_words)}”"
    yield _clean(claim.context)
    yield from map(_clean, claim.details)
    yield f"{account.texts['confidence']} {claim.confidence}"


def _legend(account: Account) -> Iterator[str]:
    yield f"{len(account.claims)} {account.texts['claims']}"
    for rule in account.rules:
        yield f"    {rule.name}: {rule.count} ({account.texts['confidence']} {rule.confidence})"
    if account.warnings:
        yield account.texts["warnings"]
    for notice in account.warnings:
        yield f"    {notice.line}: {_clean(notice.message)}"


def _clean(words: str) -> str:
    """Nothing in a document may steer the terminal."""
    return _CONTROL.sub("\ufffd", " ".join(words.split(" ")).replace("\r", " "))
