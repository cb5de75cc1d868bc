"""A document in, its claims out: the blocks are walked in order, and what they say is hung on the right context."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from kg import masthead
from kg.aliases import aliases
from kg.answers import read_answerer
from kg.descriptions import completed, purposes_in
from kg.draft import DOCUMENT_KEY, Draft, Lead, Sentence
from kg.extract.blocks import Block, blocks
from kg.extract.clauses import parse_spoken
from kg.extract.cues import cues_of
from kg.extract.finding import Finding
from kg.extract.nouns import Finder
from kg.extract.phrases import NounPhrase
from kg.extract.roles import findings
from kg.extract.tokens import places, width
from kg.fields import (
    bracketed,
    is_bare_label,
    is_value,
    lead_in,
    lists_bodies,
    only_names,
    open_label,
    read_field,
    read_labels,
    read_row,
    read_values,
    row_title,
)
from kg.leads import (
    answers_for_point,
    bearers,
    continued,
    goes_on,
    heads_deeds,
    is_by_body,
    lead_of,
    owns_deeds,
    recommends,
    take_back,
    tells_deed,
)
from kg.lexicon import Lexicon
from kg.memory import uncollected
from kg.model import Body, Claim, Context, Document, Extraction, Span
from kg.occasions import (
    AGREEMENT,
    TRANSFER,
    agreement_of,
    main_agreement,
    names_party,
    open_transfer,
    parties,
    settle_cooperation,
)
from kg.parsed import Parsed, parsed_of
from kg.parts import denies, parts_of
from kg.points import labelled_matters, title_of_point
from kg.reading import Reading
from kg.resolve import Resolver, setting
from kg.sections import (
    is_about_document,
    is_of_one_matter,
    open_action,
    open_assigned,
    open_section,
    open_title,
    opening,
    speaks_of_document,
    tells_of_writing,
)
from kg.shares import answerer_of, share_of
from kg.studies import beside

_ASSIGNING = frozenset({"assigned", "commissions"})
_ANSWERING = frozenset({"responsible", "mainResponsible", "coResponsible", "leads", "coordinates"})
_SUBJECT_RULES = frozenset({"subject of verb", "subject of passive", "predicate"})
_LIST_END = 3  # words from a member of a list to its end: "nämnder och bolag"
_PAIR = 2  # cells: a table of pairs answers a question beside the matters, and is not the list of them
# A capital within a sentence shows a name, which then is one also where it begins a sentence.
# It looks back only from a capital, so the search passes over small letters.
_NAME = re.compile(r"[A-ZÅÄÖ](?<=[a-zåäö,A-ZÅÄÖ/;] .)[a-zåäöé-]{2,}")
# "Nr 2: …", "Åtgärd K-3. …", "Till post 3: …", "K3 Grupperna …": how a paragraph on the action with that code begins.
_STOPPED = re.compile(
    r"(?:(?:[A-ZÅÄÖ][a-zåäö]{1,20} (?:[a-zåäö]{2,12} )?)?([\w.-]{1,8}?)(?:[.:]| [–-])|([A-ZÅÄÖ]{1,4}\d{1,2})) "
)


@uncollected()
def extract(document: Document, lexicon: Lexicon, *, issuer: str | None = None, date: str | None = None) -> Extraction:
    """Read a document: its reports, contexts and claims, each claim with the exact words behind it.

    ``issuer`` names the body that issued the document where its head does not; ``date`` (ISO, may be cut to a year)
    says when it was written, by default the date in its head. Without either, the groups that change with time are
    those of the last date in its text, and the document itself gets no date.
    """
    parts = blocks(document, lexicon)
    clean = "\n".join(block.text for block in parts)
    dated = date or masthead.date(parts, lexicon)
    as_of = dated or masthead.as_of(parts, clean, lexicon)
    where = setting(clean, document.key, lexicon, as_of)
    titled = masthead.title_at(parts, lexicon, where)
    headed, title = masthead.subtitled(parts, titled, lexicon), masthead.title(parts, titled, document)
    whole = Context(DOCUMENT_KEY, "Document", title, Span(0, len(document.text)))
    names = aliases(parts, lexicon, where)
    main = main_agreement(parts, lexicon) or whole
    resolver = Resolver(lexicon, where, aliases=names)
    finder = Finder.of(lexicon, where.known, {*names, *_NAME.findall(clean)})
    draft = Draft(document, lexicon, resolver, finder, whole, main, matter=main, context=main)
    if main is not whole:
        draft.contexts.append(main)
    letterhead = list(masthead.letterhead(parts, lexicon, where))
    publisher = masthead.issuer(issuer, letterhead, parts[titled : headed + 1], lexicon, where)
    draft.resolver.issuer = publisher.body if publisher else None
    addressed = masthead.addressees(parts, lexicon, where)
    draft.resolver.letterhead = (*(mention.body for mention in letterhead), *addressed)
    _walk(parts, titled, headed, draft)
    draft.resolver.forget()
    settle_cooperation(draft)
    claimed = {claim.evidence: claim.context for claim in draft.claims}
    draft.purposes = purposes_in(clean, lexicon) if draft.contexts else ()
    contexts = [completed(context, claimed, draft) for context in _kept(draft.contexts, draft)]
    return Extraction(
        document,
        title,
        publisher,
        dated,
        as_of,
        where.town,
        tuple(draft.reports),
        (whole, *contexts),
        tuple(draft.claims),
        tuple(draft.warnings),
    )


# The walk.


def _walk(parts: list[Block], titled: int, headed: int, draft: Draft) -> None:
    draft.headings.update(block.title.lower() for block in parts if block.kind == "heading")
    draft.own_words = masthead.own_words(" ".join(block.text for block in parts[titled : headed + 1]), draft.lexicon)
    draft.own_forms = draft.own_words | {f"{word}s" for word in draft.own_words}
    draft.in_minutes = any((block.code or "").startswith("§") for block in parts) and draft.main is draft.whole
    draft.is_project = any(is_of_one_matter(block.text.lower(), draft) for block in parts[: titled + 1])
    draft.is_response = masthead.begins_with("ResponseWord", parts[: titled + 1], draft.lexicon)
    draft.gathers_answers = masthead.begins_with("AnswersWord", parts[: titled + 1], draft.lexicon)
    draft.has_codes = any(block.code for block in parts)
    draft.by_body = is_by_body(parts, draft.whole.title, draft.finder)
    labelled = labelled_matters(parts, draft.lexicon) if draft.main is draft.whole else {}
    coded = draft.has_codes or any(len(block.cells) > _PAIR for block in parts) or draft.main is not draft.whole
    for i, block in enumerate(parts):
        if is_bare_label(block, parts[i + 1] if i + 1 < len(parts) else None, draft):
            open_label(block, draft)
            continue
        if draft.label is not None and block.kind in {"heading", "paragraph"} and only_names(block, draft):
            read_values(block, 0, draft.label, draft)
            continue
        if heads_deeds(block, parts[i + 1] if i + 1 < len(parts) else None, draft):
            draft.section, draft.label = draft.section + 1, None
            draft.lead = Lead(block.reading, is_body=True)
            continue
        if block.kind == "heading" and not names_party(block, draft):
            open_section(block, draft, coded=coded, first=i <= headed)
            read_answerer(block, draft, first=i <= headed)
        elif i == titled and draft.is_project and block.kind == "paragraph" and block.text[-1] not in ".!?":
            open_title(replace(block, title=block.text), draft)  # "Projektplan: Odla ihop"
        else:
            _open_told(block, labelled.get(i), draft)
        draft.resolver.matter = draft.context.code or ""
        if block.kind != "header":
            _read_block(block, draft)
        if block.kind == "heading" and owns_deeds(block, parts[i + 1] if i + 1 < len(parts) else None, draft):
            draft.lead = Lead(block.reading, is_body=True, is_owner=True)


def _open_told(block: Block, name: str | None, draft: Draft) -> None:
    """Open the action that a line without a heading begins: by its label ("Åtgärd: Läxhjälp"), or by its code."""
    if name is not None and draft.context.code is None:
        draft.section += 1
        open_action(replace(block, title=opening(name)), None, draft)
    elif block.code is not None and draft.main is draft.whole and _commented(block, draft) is None:
        draft.section += "§" in block.code
        open_action(replace(block, title=opening(block.text)), block.code, draft)


def _read_block(block: Block, draft: Draft) -> None:
    """Read what a block says, and note what the next may go on with."""
    before = len(draft.claims)
    if block.kind == "field":
        rest = read_field(block, draft)
        if rest is not None:
            _read_sentences(rest, draft)
    elif block.kind == "row":
        _read_row(block, draft)
    elif block.kind == "item" and draft.label is not None and is_value(block, draft.lexicon):
        read_values(block, 0, draft.label, draft)
    else:
        draft.label = None
        if draft.lead is not None and goes_on(block, draft.lead, draft):
            if draft.lead.is_body and lead_of(block, draft.lexicon) is not None:  # "Nämnden", "Ansvarar för:"
                draft.lead = Lead(draft.lead.reading.joined(block.reading), claims=len(draft.claims))
            else:
                _read_continued(block, draft.lead, draft)
            return
        _read_titled(block, draft)
        draft.label = lead_in(block, draft)
    draft.lead = lead_of(block, draft.lexicon)
    if draft.lead is not None:
        draft.lead.claims = before


def _read_continued(block: Block, lead: Lead, draft: Draft) -> None:
    """A list item read as the end of the sentence above the list; what follows its first sentence, by itself.

    Under a line that only names who does it, each point is an action of its own; in an agreement, a part of that.
    """
    first, rest = continued(block, lead, draft)
    if lead.is_body:
        _read_deed(block, first, rest, draft, is_owner=lead.is_owner)
        return
    outer, parsed = draft.context, parsed_of(first, draft)
    borne = bearers(first, parsed.clauses, draft) if lead.is_borne else []
    lead.is_borne = bool(borne) or lead.is_read
    if borne or (draft.main is draft.whole and not draft.in_minutes and recommends(lead)):
        if borne and not lead.is_read:
            take_back(lead, draft)
        open_action(replace(block, title=opening(block.text)), None, draft)
        draft.points.add(draft.context.key)
        _add_all(borne, first, draft)
    lead.is_read = True
    _read_if_told(first, draft, parsed)
    if rest is not None:
        _read_sentences(rest, draft)
    read_labels(block, 0, draft)
    draft.context = outer


def _read_deed(block: Block, first: Sentence, rest: Block | None, draft: Draft, *, is_owner: bool) -> None:
    outer = draft.context
    if draft.main is draft.whole or is_owner:
        open_action(replace(block, title=opening(block.text)), None, draft)
    if tells_deed(block, draft.lexicon):
        _read_if_told(first, draft)
        rest_of_point = rest
    else:
        _add_all(answers_for_point(first, draft), first, draft)
        rest_of_point = block
    if rest_of_point is not None:
        _read_sentences(rest_of_point, draft)
        read_labels(rest_of_point, 0, draft)
    draft.context = outer


def _read_row(block: Block, draft: Draft) -> None:
    """A row of a table is an action: its number, what is done, and who does it; or it tells only who has what part."""
    draft.section += 1
    if lists_bodies(block, draft.lexicon):
        read_row(block, draft)
        return
    code, title = row_title(block, draft.lexicon)
    open_action(replace(block, title=title), code, draft)
    read_row(block, draft)
    for name, span in block.cells:
        if name.lower() not in draft.lexicon.labels:  # "Återbruk för möbler. Drivs av X", under "Åtgärd"
            _read_sentences(replace(block, reading=Reading.of(draft.document.text, span), cells=()), draft)
    draft.context = draft.matter


def _read_titled(block: Block, draft: Draft) -> None:
    """ "• Läxhjälp. X ansvarar, Y stödjer.": a point with a title of its own is an action of its own."""
    outer = draft.context
    if (share := share_of(block, draft)) is not None:
        _read_share(block, *share, draft)
    elif (answerer := answerer_of(block, draft)) is not None:
        _add_all(answerer[1], answerer[0], draft)
    elif (title := title_of_point(block, draft)) is not None:
        open_action(replace(block, title=title), None, draft)
        draft.points.add(draft.context.key)
        _read_sentences(block, draft)
    else:
        _read_commented(block, draft)
        outer = draft.context
    read_labels(block, 0, draft)
    draft.context = outer


def _read_share(block: Block, sentence: Sentence, found: list[Finding], begin: int, draft: Draft) -> None:
    outer = draft.context
    if draft.main is draft.whole:
        open_action(replace(block, title=opening(block.text[block.starts[begin] :])), None, draft)
    _read_if_told(sentence, draft)
    _add_all(found, sentence, draft)
    draft.context = outer


def _commented(block: Block, draft: Draft) -> Context | None:
    """The action that a paragraph is about which begins with its code: "Nr 2: …", "B1. …"."""
    if block.kind == "paragraph" and block.code is not None:
        is_told_apart = block.code[0].isalpha() or block.is_named_code or "." in block.code
        return draft.action(block.code) if is_told_apart else None
    named = _STOPPED.match(block.text)
    return draft.action(named[1] or named[2]) if named else None


def _read_commented(block: Block, draft: Draft) -> None:
    """A paragraph that begins with the code of an action is about that."""
    action = _commented(block, draft)
    outer, draft.context = draft.context, action or draft.context
    _read_sentences(block, draft)
    if action is not None:
        draft.context = outer


def _read_sentences(block: Block, draft: Draft) -> None:
    begin = 0
    parts = parts_of(block, draft)
    for i, (part, named) in enumerate(parts):
        sentence = Sentence(block, part, draft.section, begin, named=named)
        begin += width(part)
        if block.kind != "heading":
            draft.described.setdefault(draft.context.key, []).append(sentence)
        if i + 1 == len(parts) or not denies(parts[i + 1][0], draft.lexicon):
            _read_if_told(sentence, draft)


def _read_if_told(sentence: Sentence, draft: Draft, parsed: Parsed | None = None) -> None:
    """Read a sentence whose words can give a role; who is named in another may be asked for later.

    Where it is ``parsed`` already, that is not done again.
    """
    # In an agreement the signatures count too, which no word gives away.
    if draft.main is draft.whole and not cues_of(draft.lexicon).can_stand(sentence.lowers, sentence.spoken):
        draft.resolver.remember_later(sentence.section, partial(_bodies_named, sentence, draft))
        if _may_set_apart(sentence, draft.lexicon):
            _read_brackets(sentence, draft)
    else:
        _read_sentence(sentence, draft, parsed)


def _read_sentence(sentence: Sentence, draft: Draft, parsed: Parsed | None) -> None:
    names, clauses = parsed or parsed_of(sentence, draft)
    if not clauses:
        return
    found = findings(sentence.words, clauses, draft.lexicon)
    found = [f for f in found if max(f.phrase.first, f.cue_first) >= sentence.lead]
    said = {(finding.role, finding.phrase.first) for finding in found}
    found += [f for f in parties(sentence, clauses, draft) if (f.role, f.phrase.first) not in said]
    if not found:  # as where it is not read at all
        draft.resolver.remember_later(sentence.section, partial(_bodies_named, sentence, draft))
        if _may_set_apart(sentence, draft.lexicon):
            _read_brackets(sentence, draft)
        return
    with_role = {finding.phrase.first for finding in found}
    for phrase in names:
        if phrase.first not in with_role and _can_be_meant_later(phrase):
            named = partial(draft.resolver.named_by, [phrase], sentence.words)
            draft.resolver.remember_later(sentence.section, named)
    _add_all(found, sentence, draft)
    if _may_set_apart(sentence, draft.lexicon):
        _read_brackets(sentence, draft)
    subjects = [clause.subject for clause in clauses if clause.kind == "main" and clause.subject is not None]
    for body in draft.resolver.named_by([p for item in subjects for p in item.phrases if not p.bare], sentence.words):
        draft.resolver.stress(body)


def _read_brackets(sentence: Sentence, draft: Draft) -> None:
    """ "Språkpraktik (med Röda Korset)", "Läxhjälp (i samarbete med skolan)": a phrase in brackets has its role too."""
    lowers = sentence.lowers
    named = (bracketed(sentence.words, name, draft.lexicon) for name in draft.finder.find(sentence.words))
    _add_all([finding for finding in named if finding is not None], sentence, draft)
    for opened in places(lowers[:-1], _CLOSED_BY.__contains__):
        closing = _CLOSED_BY[lowers[opened]]
        if lowers[opened + 1] not in _OPENING_BRACKETS or closing not in lowers[opened + 1 :]:
            continue
        closed = lowers.index(closing, opened + 1)
        words = sentence.words[opened + 1 : closed]
        inside = Sentence(sentence.block, words, sentence.section, sentence.starts[opened + 1])
        names = draft.finder.find(words)
        clauses = parse_spoken(words, inside.lowers, inside.spoken, names, draft.lexicon)
        found = findings(words, clauses, draft.lexicon)
        if words[0].lower == "med" and names and names[0].first == 1 and not found:
            nouns = [item for clause in clauses for item in clause.nouns if item.governs == "med"]
            found = [Finding("cooperates", p, 0, 0, "preposition phrase") for item in nouns for p in item.phrases]
        _add_all(found, inside, draft)


def _may_set_apart(sentence: Sentence, lexicon: Lexicon) -> bool:
    """Whether a phrase or a label may stand in brackets, or behind a dash, and give a role there."""
    if _SETTING_APART.isdisjoint(sentence.spoken):
        return False  # as most
    return "med" in sentence.spoken or not lexicon.label_ends.isdisjoint(sentence.spoken)


_SETTING_APART = frozenset("(–-")
_CLOSED_BY = {"(": ")", "–": "–"}
_OPENING_BRACKETS = frozenset({"med", "tillsammans", "i", "efter", "av", "genom", "ihop"})


def _bodies_named(sentence: Sentence, draft: Draft) -> list[Body]:
    """The bodies in a sentence that gives nobody a role: a later "nämnden" can still mean one of them."""
    names = [phrase for phrase in draft.finder.find(sentence.words) if _can_be_meant_later(phrase)]
    if names and names[0].first == 0:
        names = [*names[1:], names[0]]  # most likely the subject, whom a later word means first
    return draft.resolver.named_by(names, sentence.words)


def _can_be_meant_later(phrase: NounPhrase) -> bool:
    return not phrase.bare and phrase.names_body


def _add_all(found: list[Finding], sentence: Sentence, draft: Draft) -> None:
    if not found:
        return
    before = len(draft.claims)
    assigns = any(finding.role in _ASSIGNING and finding.rule != "preposition phrase" for finding in found)
    answers = assigns or any(_answers(finding) for finding in found)
    here = open_assigned(sentence, draft, assigns=assigns) if answers else draft.context
    outer = draft.context
    of_document = speaks_of_document(sentence, draft) or tells_of_writing(found, sentence, draft)
    here = draft.main if of_document else beside(sentence, found, here, draft)
    agreement = transfer = None
    proposed = "förslag" in draft.heading
    for finding in found:
        if sentence.block.kind == "heading" and _only_heads(finding, sentence):
            continue
        if proposed and finding.role == "decides":
            continue  # "Förslag till beslut": nobody has decided yet
        if proposed and finding.modality is None:
            finding.modality = "proposed"
        if finding.role in AGREEMENT:
            agreement = agreement or agreement_of(sentence, here, draft)
            draft.context = agreement
        elif finding.role in TRANSFER:
            transfer = transfer or open_transfer(sentence, found, here, draft)
            draft.context = transfer
        else:
            draft.context = draft.main if _decides_document(finding, sentence, draft) else here
        draft.add(finding, sentence)
    draft.context = outer
    _remember(draft.claims[before:], sentence, draft)


def _remember(made: list[Claim], sentence: Sentence, draft: Draft) -> None:
    """Note whom later words mean first: the subject, and in a document without a head those who made or took it."""
    for claim in made:
        if claim.rule in _SUBJECT_RULES and claim.modality != "proposed":
            draft.resolver.stress(claim.mention.body)
    if draft.resolver.issuer is None and is_about_document(sentence, draft):
        draft.resolver.speak(claim.mention.body for claim in made if claim.role in _SPEAKING)


_SPEAKING = frozenset({"decides", "operates", "responsible"})


def _answers(finding: Finding) -> bool:
    """Whether somebody is said to answer for something now; whose list of tasks it is, answers for all of them."""
    return finding.role in _ANSWERING and finding.modality != "reported" and finding.rule != "subject of list"


def _only_heads(finding: Finding, sentence: Sentence) -> bool:
    """ "Uppdrag till nämnder och bolag": a heading over what each of them gets, and not what all of them get."""
    rest = sentence.lowers[finding.phrase.last + 1 :]
    ends = len(rest) < _LIST_END and not any(word in _ABOUT for word in rest)
    return finding.role == "assigned" and finding.phrase.is_group and ends


_ABOUT = frozenset({"att", "om", "angående", "rörande", "avseende", "gällande", "för", "i"})


def _decides_document(finding: Finding, sentence: Sentence, draft: Draft) -> bool:
    """What is decided in minutes is their matter; "Det antogs av X" speaks of the document."""
    spoken = finding.rule == "agent of passive" and sentence.words[0].lower in {"den", "det"}
    if draft.in_minutes and (finding.lemma == "yttra" or _prepares(finding, sentence)):
        return True
    return finding.role == "decides" and (draft.in_minutes or (spoken and draft.context.code is None))


def _prepares(finding: Finding, sentence: Sentence) -> bool:
    """Whether a sentence of minutes tells who prepared it: "berett ärendet", "beretts tillfälle att yttra sig"."""
    asked = finding.modality == "reported" and {"tillfälle", "yttra"} <= sentence.spoken
    return asked or ("ärendet" in sentence.spoken and finding.role in {"operates", "commissions", "consulted"})


def _kept(contexts: list[Context], draft: Draft) -> Iterator[Context]:
    """Actions with a code, and whatever else has a claim."""
    used = {claim.context for claim in draft.claims} | {context.related for context in contexts}
    for context in contexts:
        if context.code is not None or context.key in used:
            yield context
