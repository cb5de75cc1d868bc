"""Points of a list that are actions of their own: what they are called."""

from __future__ import annotations

import re
from bisect import bisect_left

from kg.draft import Draft
from kg.extract.blocks import Block
from kg.extract.tokens import Token, sentences
from kg.lexicon import Lexicon
from kg.sections import opening

_LONGEST_NAME = 12  # words
_DASHES = frozenset({"–", "-", "—"})  # between spaces: a hyphen in a word is no token
_STOP = Token(".", ".", 0)
_LONGEST_TITLE = 8  # words, of a point in a list
_NUMBERED = re.compile(r"\d{1,2}[.)] (?=\w)")
_DECISIONS = ("beslut", "rekommendation")  # how a word begins of a heading over points to decide on
_LABELLED_POINT = re.compile(r"[^.:]{1,40}: ")


def title_of_point(block: Block, draft: Draft) -> str | None:
    """What a point of a list is called that is an action of its own; None for one that is not, and for what is none.

    It is the first sentence, or what stands before a dash, where that only names what is done.
    """
    if block.kind != "item":
        return (
            _title_of_decision(block, draft) or _title_behind_number(block, draft) or _title_before_label(block, draft)
        )
    at = next((i for i, token in enumerate(block.words[:_LONGEST_TITLE]) if token.text in _DASHES), None)
    if at:
        return _title_before_dash(block, at, draft)
    parts = list(sentences(block.words, draft.lexicon.words["Abbreviation"]))
    if len(parts) > 1 and _can_be_title(parts[0], draft):
        return block.text[: block.starts[len(parts[0]) - 1]]
    return opening(block.text) if _is_matter(block, draft) else None


def _title_of_decision(block: Block, draft: Draft) -> str | None:
    """ "2. Nämnden ges i uppdrag att …" under "Förslag till beslut": each point is decided, and done, by itself."""
    if block.kind != "paragraph" or not block.text[0].isdigit() or block.code is not None:
        return None  # as most
    numbered = _NUMBERED.match(block.text)
    if numbered is None or draft.in_minutes or draft.main is not draft.whole:
        return None  # in minutes all points are of the matter with the §
    decides = any(word.startswith(_DECISIONS) for word in draft.heading.split())
    return opening(block.text[numbered.end() :]) if decides else None


def _title_behind_number(block: Block, draft: Draft) -> str | None:
    """ "3. Samlingslokaler. X samordnar stödet …": a numbered paragraph that first names what is done."""
    numbered = _NUMBERED.match(block.text) if block.kind == "paragraph" and block.code is None else None
    if numbered is None or draft.in_minutes or draft.main is not draft.whole:
        return None
    begin = bisect_left(block.starts, numbered.end())
    parts = list(sentences(block.words[begin:], draft.lexicon.words["Abbreviation"]))
    if len(parts) < 2 or not _can_be_title(parts[0], draft):
        return None
    return block.text[numbered.end() : block.starts[begin + len(parts[0]) - 1]]


def _title_before_label(block: Block, draft: Draft) -> str | None:
    """ "Läxhjälp. Ansvarig: X. Samverkan: Y.": a paragraph that names what is done, and goes on with labels."""
    if block.kind != "paragraph" or draft.main is not draft.whole or ": " not in block.text:
        return None  # as most
    first, *others = list(sentences(block.words, draft.lexicon.words["Abbreviation"]))
    if not others or not _can_be_title(first, draft):
        return None
    end = block.starts[len(first) - 1]
    label = block.text[block.starts[len(first)] :].partition(":")[0].lower()
    return block.text[:end] if label in draft.lexicon.labels else None


def _is_matter(block: Block, draft: Draft) -> bool:
    """Whether a point begins with what is done, and not with who does it: "Öppna en gård …", "Kaféer ordnas av X"."""
    if draft.main is not draft.whole or draft.in_minutes or (draft.context.code or "")[:1].isalpha():
        return False  # under "A1 Hembesök" each point tells more of that
    first = block.words[0].lower
    lexicon = draft.lexicon
    if first in lexicon.predicates or first in lexicon.holders or _LABELLED_POINT.match(block.text):
        return False
    if any(form.finite for form in lexicon.verbs.get(first, ())):
        return False
    return all(name.first for name in draft.finder.find(block.words))


def _title_before_dash(block: Block, at: int, draft: Draft) -> str | None:
    """ "Läxhjälp – X deltar", "Kafé Lyktan – drivs av X"; a body before the dash acts itself: "Polisen – deltar"."""
    title, said = block.words[:at], block.words[at + 1 :]
    forms = draft.lexicon.verbs.get(said[0].lower, ()) if said else ()
    is_done_to_it = any(form.finite and form.passive for form in forms)
    is_body = draft.finder.whole(title) is not None and not is_done_to_it
    says = any(form.finite for token in said for form in draft.lexicon.verbs.get(token.lower, ()))
    if is_body or not says or not can_be_a_name([*title, _STOP], draft.lexicon):
        return None
    return block.text[: block.end(at - 1)]


def _can_be_title(part: list[Token], draft: Draft) -> bool:
    is_short = len(part) <= _LONGEST_TITLE and can_be_a_name(part, draft.lexicon)
    return is_short and draft.finder.whole(part[:-1]) is None


def can_be_a_name(part: list[Token], lexicon: Lexicon) -> bool:
    """Whether a sentence has no verb and no word that names never hold: "Kultur och fritid.", "Film i Väst."."""
    if len(part) > _LONGEST_NAME or len(part) < 2 or part[-1].text != ".":
        return False
    small = lexicon.words["FunctionWord"] - {"och", "i", "för", "på"}
    others = (token.lower for token in part if token.lower not in lexicon.words["Preposition"])  # "för" is both
    is_verb = any(form.finite for lower in others for form in lexicon.verbs.get(lower, ()))
    if not any(token.text.isalpha() and len(token.text) > 2 for token in part):
        return False  # "A2."
    return not is_verb and part[0].text[0].isupper() and all(t.is_word and t.lower not in small for t in part[:-1])


def labelled_matters(parts: list[Block], lexicon: Lexicon) -> dict[int, str]:
    """The blocks "Åtgärd: Läxhjälp", by index, and what each is called; one alone under a heading is of that."""
    found: dict[int, str] = {}
    under: list[list[int]] = [[]]
    for i, block in enumerate(parts):
        if block.kind == "heading" and i:  # the title of the document heads no matter
            under.append([])
        label, colon, title = block.text.partition(":")
        if block.kind == "paragraph" and colon and title.strip() and label.lower() in lexicon.words["MatterLabel"]:
            found[i] = title.strip()
            under[-1].append(i)
    for alone in under[1:]:
        if len(alone) == 1:
            del found[alone[0]]
    return found
