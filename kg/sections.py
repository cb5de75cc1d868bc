"""Headings: which of them open a matter of their own, and what is said of the document itself wherever it stands."""

from __future__ import annotations

import re
from itertools import pairwise, takewhile

from kg import masthead
from kg.draft import Draft, Sentence
from kg.extract.blocks import Block
from kg.extract.finding import Finding
from kg.extract.tokens import places
from kg.lexicon import Lexicon
from kg.model import Context, Report
from kg.occasions import agreement_word
from kg.resolve import place_names

_FURTHER = frozenset({"också", "även", "vidare", "därutöver", "dessutom", "härutöver"})
_LETTERED = re.compile(r"^[a-zåäö][.)] ")  # "C. Uppföljning"
_JOINING = frozenset({"och", "av", "arbetet", "samt"})
_LONGEST_OPENING = 90  # code points
_OTHER_MATTERS = frozenset({"övrigt", "övriga frågor", "övriga ärenden"})  # with a number, on an agenda
_FACTS = frozenset({"fakta", "faktaruta"})
_FEW_ADJECTIVES = 2
_OWNER_WITHIN = 5  # words
# "Nätverket Klimatsmart Närke": a heading that names a standing group is about it, and does not say who speaks.
_GROUP = re.compile(r"(?:\w+ )?\w*(?:råd|rådet|grupp|gruppen|nätverk|nätverket|forum|allians|alliansen)\b", re.I)
_THIS_MATTER = ("detta", "ärende")
_OF_DOCUMENT = frozenset({"anta", "fastställa"})


_OF_ONE_MATTER = ("projekt", "pressmeddelande", "kommittédirektiv")  # how documents begin whose title is what is done


def is_of_one_matter(line: str, draft: Draft) -> bool:
    """Whether a line of the head is that of a document whose title is what is done: "Ung i rörelse – slutrapport"."""
    if line.startswith(_OF_ONE_MATTER):
        return True
    is_paper = not draft.lexicon.words["ProjectPaper"].isdisjoint(line.split())
    return is_paper and "projektet" in draft.document.text.lower()


def open_section(block: Block, draft: Draft, *, coded: bool, first: bool) -> None:
    """Open what a heading heads: a report, an action, or nothing of its own.

    ``coded`` says whether the document numbers its matters, ``first`` whether this is its title.
    """
    draft.section += 1
    draft.label = None
    if "," not in block.title and not block.lettered:  # "1. X kommun, genom socialnämnden" is a point under "Parter"
        draft.heading = block.title.lower()
    draft.pending = None
    if block.code is None and block.title.partition(" ")[0].lower() in draft.lexicon.words["StampWord"]:
        draft.context = draft.matter  # "Antagen av kommunfullmäktige den 18 maj"
        return
    top = block.code is None or (block.code.isdigit() and not block.is_named_code)
    titled = first and draft.is_project
    if top and not block.is_report and not titled and _heads_no_matter(block, draft):
        return
    if block.is_report:
        draft.reports.append(Report(len(draft.reports) + 1, block.title, block.span))
        draft.context = draft.matter
    elif block.code is not None and _is_coded_matter(block, draft):
        open_action(block, block.code, draft)
    elif first:
        open_title(block, draft)
    elif coded and not draft.in_minutes and _stands_before_matters(block, draft):
        draft.context = draft.matter
    elif draft.is_assignment and not _is_part_of_body(block, draft):
        draft.context, draft.pending = draft.matter, block
    else:
        open_action(block, None, draft)
        # "Uppdraget att halvera svinnet": one that was given before
        known = block.title.lower().startswith("uppdraget")
        if draft.matter is draft.whole and not known and _is_assignment(block.title, draft.lexicon):
            draft.matter, draft.is_assignment = draft.context, True


def _is_coded_matter(block: Block, draft: Draft) -> bool:
    """Whether what stands under a number is done by itself: not the terms of an agreement ("3. Åtaganden")."""
    code = block.code or ""
    is_term = code.startswith("§") or _is_contract(draft.main.title.lower())
    if draft.main is not draft.whole and "." not in code and is_term:
        return False  # "§ 6 Lokalen"
    return draft.main is draft.whole or "." in code or block.is_named_code or not _names_terms(block, draft)


def _is_contract(title: str) -> bool:
    """ "Avtal om drift av kaféet": an agreement on one matter, whose parts are its terms; not one on cooperation."""
    return title.partition(" ")[0].endswith("avtal") and "samverk" not in title


def _names_terms(block: Block, draft: Draft) -> bool:
    return _begins_any(block.title.lower().split(), draft.lexicon.words["TermsHeading"])


def _stands_before_matters(block: Block, draft: Draft) -> bool:
    """Whether a heading belongs to the head of a document that numbers its matters, and shares out no work itself."""
    if draft.main is not draft.whole:
        return draft.has_codes or _names_terms(block, draft)
    return not (_has_coded(draft) or shares_out(block.title.lower(), draft.lexicon))


def shares_out(heading: str, lexicon: Lexicon) -> bool:
    """Whether a heading in small letters is one under which work is shared out: "ansvarsfördelning"."""
    return _begins_any(heading.split(), lexicon.words["SharingHeading"])


def _begins_any(words: list[str], beginnings: frozenset[str]) -> bool:
    """Whether one of the words begins as one of the beginnings does."""
    begins = tuple(beginnings)
    return any(word.startswith(begins) for word in words)


def _has_coded(draft: Draft) -> bool:
    """Whether a matter with a code has been opened: what stands before it belongs to the head of the document."""
    return any(context.code is not None for context in draft.contexts)


def open_title(block: Block, draft: Draft) -> None:
    """A title that names an assignment is the action; any other is the document's."""
    assigns = _is_assignment(block.title, draft.lexicon)
    if draft.main is draft.whole and (assigns or draft.is_project):
        open_action(block, None, draft)
        draft.matter, draft.is_assignment = draft.context, assigns
    else:
        draft.context = draft.matter


def open_assigned(sentence: Sentence, draft: Draft, *, assigns: bool) -> Context:
    """The action that a sentence gives somebody to do or (not ``assigns``) to answer for, in an assignment.

    The first is what the title names. Another is one of its own where a heading stands over it, or where the sentence
    says that it is one more ("Regeringen uppdrar också åt …").
    """
    if not draft.is_assignment or draft.context is not draft.matter or sentence.block.kind == "heading":
        return draft.context
    if not assigns and (draft.pending is None or not draft.has_assigned or "uppdraget" in sentence.spoken):
        return draft.context
    is_first, draft.has_assigned = not draft.has_assigned, True
    if draft.pending is not None and not is_first:
        block, draft.pending = draft.pending, None
        open_action(block, None, draft)
        return draft.context
    if is_first or _FURTHER.isdisjoint(sentence.spoken):
        return draft.context
    title = opening(sentence.text.partition(" att ")[2] or sentence.text)
    context = Context(f"assigned-{sentence.span.start}", "Action", title, sentence.span, report=draft.report)
    draft.contexts.append(context)
    return context


def _is_assignment(title: str, lexicon: Lexicon) -> bool:
    """ "Uppdrag att …", "Ändring av uppdraget …": what the document is about is to be done by somebody."""
    words = title.lower().split()
    if words and words[0].startswith(tuple(lexicon.words["TellingHeading"])):
        return False  # "Redovisning av uppdraget …" tells what was done
    at = next((i for i, word in enumerate(words[:3]) if word in lexicon.words["AssignmentWord"]), None)
    return len(words) > 2 and at is not None and (at == 0 or words[at - 1] not in _JOINING - {"av"})


def _heads_no_matter(block: Block, draft: Draft) -> bool:
    """ "Bakgrund", "Beslut", a letterhead: a heading that opens no matter of its own.

    Such a part that comes only once ("Uppföljning" at the end) is of the whole document; one that comes under every
    matter is of that matter.
    """
    words = _LETTERED.sub("", block.title.lower()).removesuffix("?").split()
    if _is_part(words, draft, is_coded=block.code is not None):
        prepares = not draft.lexicon.words["PreparationNoun"].isdisjoint(words)
        if draft.paragraph is not None and not prepares:
            draft.context = draft.paragraph
        elif draft.headings[block.title.lower()] == 1 and not _is_right_below(block, draft):
            draft.context = draft.main if prepares else draft.matter
            if draft.is_assignment and not draft.lexicon.words["CarryingOutNoun"].isdisjoint(words):
                draft.pending = block
        return True
    if block.code is None and block.title.lower() in place_names(draft.lexicon):
        return True  # "Regional kulturplan" over "Gävleborg"
    if words[0] == "till" and draft.context is draft.whole and draft.finder.find(block.words):
        return True  # "Till kommunstyrelsen i Ekby kommun" over a letter
    if draft.context.kind == "Action" and draft.context.code is None:
        return False  # "Ungdomens skoterskola" beside "Sommarlovskul": one of the matters, though it names a body
    return masthead.is_letterhead(block, draft.finder) and _GROUP.match(block.title) is None


def _is_right_below(block: Block, draft: Draft) -> bool:
    """Whether a question stands right below the heading of a matter with a number: "Tema 1", "Vad vill vi uppnå?"."""
    if draft.context.code is None or block.title[-1:] != "?":
        return False
    between = draft.document.text[draft.context.span.end : block.span.start]
    return draft.context is not draft.matter and not between.strip(" \n\r\t#*")


def _is_part_of_body(block: Block, draft: Draft) -> bool:
    """ "Livsmedelsverkets del", "SGU:s uppgifter": what one of several has to do is a matter of its own."""
    *owner, noun = block.title.split()
    if not owner or noun.lower() not in draft.lexicon.words["DutyNoun"] or not owner[-1].endswith("s"):
        return False
    return owner[-1].endswith(":s") or draft.finder.whole(block.words[:-1]) is not None


def _is_part(words: list[str], draft: Draft, *, is_coded: bool) -> bool:
    """Whether a title in small letters is that of a part which documents of all kinds have."""
    parts, title = draft.lexicon.words["PartHeading"], " ".join(words)
    if is_coded and (title in _OTHER_MATTERS or words[0] == "budget"):
        return False
    if draft.is_response and _begins_any(words, draft.lexicon.words["PlanHeading"]):
        return False  # a part of what the response is about is a matter of the response
    about = len(words) == 2 and words[0] == "om" and words[1].endswith(("en", "et", "n"))  # "Om planen"
    about = about or (words[:2] == ["ansvar", "för"] and draft.own_words.issuperset(words[2:]))
    joined = all(word in parts or word in _JOINING or word.removesuffix("s") in draft.own_words for word in words)
    viewed = draft.paragraph is not None and _is_view_of_body(words, draft.lexicon)
    is_again = not is_coded and draft.headings[title] > 1  # "Så gör vi" under each of the matters
    of_project = draft.is_project and _begins_any(words, draft.lexicon.words["ProjectHeading"])
    return title in parts or is_again or about or joined or viewed or of_project or words[0] in _FACTS


def _is_view_of_body(words: list[str], lexicon: Lexicon) -> bool:
    """ "Kommunstyrelsens förslag till kommunfullmäktige": what a body thinks of the matter, not one of its own."""
    for owner, noun in pairwise(words[:_OWNER_WITHIN]):
        of_body = lexicon.head_form(owner)
        if noun in lexicon.words["ViewNoun"] and of_body is not None and of_body[2]:
            return True
    return False


def opening(text: str) -> str:
    """The beginning of a numbered paragraph, for want of a heading."""
    return text if len(text) <= _LONGEST_OPENING else text[:_LONGEST_OPENING].rsplit(" ", 1)[0] + " …"


def open_action(block: Block, code: str | None, draft: Draft) -> None:
    """Open the action that a heading, a row or a numbered paragraph begins; its code is unique in its report."""
    key = draft.key_of(code or str(len(draft.contexts) + 1))
    if code is not None and draft.action(code) is not None:
        draft.warn(block.span, f"the code {code} stands twice; the second is kept apart, without its code")
        code = None
    while key in draft.keys:
        key += "b"
    draft.keys.add(key)
    agreed = _agreement_headed(block.title, draft) if code is None else None
    kind = "Agreement" if agreed else "Action"
    draft.context = Context(key, kind, block.title, block.span, draft.report, code=code, agreement_kind=agreed)
    draft.contexts.append(draft.context)
    if draft.in_minutes and (code or "").startswith("§"):
        draft.paragraph = draft.context


def _agreement_headed(title: str, draft: Draft) -> str | None:
    """The kind of agreement that a heading names and says no more: "Partnerskapet", "Det nya avtalet med X"."""
    prepositions = draft.lexicon.words["Preposition"]
    named = list(takewhile(lambda word: word not in prepositions, title.lower().split()))
    if not named:
        return None
    *before, last = named
    kind = agreement_word(last, draft.lexicon)
    definite = kind != last and (not before or before[0] in {"det", "den"})
    return kind if definite and len(before) <= _FEW_ADJECTIVES and draft.main is draft.whole else None


def speaks_of_document(sentence: Sentence, draft: Draft) -> bool:
    """Whether a sentence is about the document itself: "Planen antas av …", "… är huvudansvarig för planen"."""
    if draft.context.kind != "Action" or not is_about_document(sentence, draft):
        return False
    is_matter = draft.is_project and draft.context is draft.matter  # which is not the paper, though it has its title
    return is_matter or draft.own_words.isdisjoint(draft.context.title.lower().split())


def tells_of_writing(found: list[Finding], sentence: Sentence, draft: Draft) -> bool:
    """Whether a sentence tells who wrote the document, or answered when it went round."""
    return _tells_who_wrote(found, sentence, draft) or _was_circulated(found, sentence, draft)


def _was_circulated(found: list[Finding], sentence: Sentence, draft: Draft) -> bool:
    """ "Under remisstiden yttrade sig X": who answered when the document went round."""
    asked = all(f.role == "consulted" for f in found) and sentence.block.kind == "paragraph"
    return asked and not draft.in_minutes and not draft.lexicon.words["ConsultationRound"].isdisjoint(sentence.spoken)


def _tells_who_wrote(found: list[Finding], sentence: Sentence, draft: Draft) -> bool:
    """Whether a sentence of minutes tells who wrote what is decided on: "Rutinen har tagits fram av X"."""
    if not draft.in_minutes or not any(f.role == "operates" and f.modality == "reported" for f in found):
        return False
    written = any(f.lemma in draft.lexicon.words["WritingVerb"] for f in found)
    nouns = tuple(draft.lexicon.words["DocumentNoun"])
    return written and any(word.endswith(nouns) for word in sentence.lowers)


def is_about_document(sentence: Sentence, draft: Draft) -> bool:
    """Whether a sentence has the document itself for its subject, or tells what is done to it."""
    spoken = sentence.lowers
    if spoken[0] in _POINTING_AT and not draft.lexicon.words["EditionNoun"].isdisjoint(spoken[1:3]):
        return True  # "Den här versionen har tagits fram av X"
    if sentence.spoken.issuperset(_THIS_MATTER) and _THIS_MATTER in pairwise(spoken):
        return True
    if draft.own_forms.isdisjoint(sentence.spoken):
        return False  # as most
    for i in places(spoken, draft.own_forms.__contains__):
        if _is_first(sentence, i) or _is_done_to_it(spoken[i - 1], draft.lexicon):
            return True
        if i > 1 and spoken[i - 1] == "av" and spoken[i - 2] in draft.lexicon.words["CarryingOutNoun"]:
            return True
    return False


_POINTING_AT = frozenset({"den", "denna", "detta", "föreliggande"})


def _is_done_to_it(before: str, lexicon: Lexicon) -> bool:
    """Whether the word before says what is done to the document, or for it: "antar planen", "ansvarig för planen"."""
    return before == "för" or any(
        form.lemma in _OF_DOCUMENT and not form.passive for form in lexicon.verbs.get(before, ())
    )


def _is_first(sentence: Sentence, at: int) -> bool:
    """Whether a sentence begins with the word: "Planen …", "I beredningen …"."""
    return at == 0 or (at == 1 and sentence.words[1].lower == "beredningen")
