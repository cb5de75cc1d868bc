"""The walk of `samverkan link --review`: a body, its sentences, its candidates, and one letter for an answer."""

import sys
from collections.abc import Sequence

from kg.cli.terminal import note
from kg.linking.account import Account
from kg.linking.candidate import Candidate
from kg.linking.review import Review, queue

_ACCEPTED = {"e": "exact", "c": "close", "r": "related"}
_HELP = {
    "en": (
        "e exact, c close, r related: it is linked;  x no;  u unsure;  n none of these;  s skip;  z undo;  q quit\n"
        "A number says which (e 2), words after it are kept as a comment (x 1 another town)."
    ),
    "sv": (
        "e samma, c nära, r besläktad: länkas;  x nej;  u osäker;  n ingen av dem;  s hoppa över;  z ångra;  q sluta\n"
        "En siffra säger vilken (e 2), ord efter den sparas som kommentar (x 1 en annan ort)."
    ),
}
_END = {
    "en": "\nThat was all. z takes the last decision back, Enter ends.",
    "sv": "\nDet var allt. z ångrar, Enter slutar.",
}
_DONE = {"en": "{n} decisions are in {path}", "sv": "{n} beslut finns i {path}"}


def walk(account: Account, lang: str) -> None:
    """Go through the bodies that have candidates until the end, until q, or until nothing more is typed.

    Reads standard input, speaks on standard error. Each decision is in the file before the next question.
    """
    setting, found = account.setting, account.proposals
    review = Review(setting.path, queue(found.bodies, found.candidates), setting.reviewer, setting.date)
    note(_HELP[lang])
    try:
        while _answered(account, review, lang):
            pass
    finally:
        note(_DONE[lang].format(n=review.decided, path=setting.path))


def _show(account: Account, review: Review, lang: str) -> None:
    assert review.current is not None
    body, left = review.current
    note(f"\n[{review.position + 1}/{len(review.queue)}] {body.label} ({body.kind}) <{body.iri}>")
    for quote in account.quotes.get(body.iri, []):
        note(f"    ”{' '.join(quote.text.split())}” ({quote.document})")
    for number, candidate in enumerate(left, start=1):
        likely = {"en": " likely", "sv": " troligt"}[lang] if candidate.likely else ""
        note(f"  {number}{likely} {candidate.entity.label} ({candidate.entity.kind or '?'}) <{candidate.entity.iri}>")
        for reason in candidate.reasons(lang):
            note(f"      {reason}")


def _answered(account: Account, review: Review, lang: str) -> bool:
    """One answer read and carried out; False where the walk ends. At the end the last decision can still be undone."""
    if review.current is not None:
        _show(account, review, lang)
    elif review.decided:
        note(_END[lang])
    else:
        return False
    sys.stderr.write("> ")
    sys.stderr.flush()
    line = sys.stdin.readline()
    if not line:
        return False
    word, *rest = line.split() or [""]
    word = word.lower()
    if word in {"q", "quit"} or (review.current is None and word != "z"):
        return False
    # One letter: "undo" must not be read as u, which writes.
    if not _carried_out(review, word, rest):
        note(_HELP[lang])
    return True


def _carried_out(review: Review, letter: str, rest: Sequence[str]) -> bool:
    if letter == "z":
        return review.undo()
    if letter == "s":
        review.skip()
    elif letter == "n":
        review.deny_all(" ".join(rest))
    else:
        return _of_one(review, letter, rest)
    return True


def _of_one(review: Review, letter: str, rest: Sequence[str]) -> bool:
    """An answer about one candidate: the first where no number is given and there is only one."""
    assert review.current is not None
    left = review.current[1]
    number, words = (int(rest[0]), rest[1:]) if rest and rest[0].isdecimal() else (1 if len(left) == 1 else 0, rest)
    if not 1 <= number <= len(left):
        return False
    candidate: Candidate = left[number - 1]
    comment = " ".join(words)
    if letter in _ACCEPTED:
        review.accept(candidate, _ACCEPTED[letter], comment)
    elif letter == "x":
        review.reject(candidate, comment)
    elif letter == "u":
        review.doubt(candidate, comment)
    else:
        return False
    return True
