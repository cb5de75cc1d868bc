"""Agreements, transfers of responsibility and standing collaborations: contexts that a sentence opens by itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import takewhile
from typing import TypeVar

from kg import dates
from kg.draft import Draft, Sentence
from kg.extract.blocks import Block
from kg.extract.clauses import Clause
from kg.extract.finding import Finding
from kg.extract.phrases import NounPhrase
from kg.extract.times import time_end
from kg.extract.tokens import Token
from kg.lexicon import Lexicon
from kg.model import Claim, Context, Span

_LONGEST_OBJECT = 10  # words: a longer stretch between verb and "från" is no name of a thing
_LONGEST_SIGNATURE = 100
AGREEMENT = frozenset({"signatory", "party"})
TRANSFER = frozenset({"transferor", "transferee"})
_SPLIT_PARTICLES = frozenset({"över", "ifrån", "sig", "redan", "då", "nu"})


def main_agreement(parts: list[Block], lexicon: Lexicon) -> Context | None:
    """The agreement that the document itself is, where its title begins with such a word: "Avtal om …"."""
    if not parts:
        return None
    begin = parts[0].words[:3]
    subject = list(takewhile(lambda token: token.lower not in lexicon.words["Preposition"], begin))
    kind = _agreement_named(subject, lexicon)
    if kind is None:
        return None
    signed = [date for block in parts[-10:] for date in dates.dates(block.text, lexicon)]
    return Context(
        "agreement-0", "Agreement", parts[0].text, parts[0].span, agreement_kind=kind, date=max(signed, default=None)
    )


def agreement_of(sentence: Sentence, outer: Context, draft: Draft) -> Context:
    """The agreement that a sentence speaks of: the document's own, unless it names one of another kind."""
    kind = _agreement_named(sentence.words, draft.lexicon)
    own = draft.main.kind == "Agreement" and _may_be_called(draft.main, kind)
    if outer.kind == "Agreement" and outer is not draft.main and kind in {None, outer.agreement_kind}:
        return outer  # the one that the heading names
    return draft.main if own else _open_agreement(sentence, outer, draft)


def _may_be_called(agreement: Context, kind: str | None) -> bool:
    """Whether a sentence that speaks of "överenskommelsen" can mean it, as any: "Samverkansavtal", "Partnerskap"."""
    return kind in {None, "överenskommelse"} or (agreement.agreement_kind or "").endswith(kind)


def _agreement_named(words: list[Token], lexicon: Lexicon) -> str | None:
    """The first agreement noun among ``words``, in its dictionary form."""
    return next((noun for token in words if (noun := agreement_word(token.lower, lexicon))), None)


def parties(sentence: Sentence, clauses: list[Clause], draft: Draft) -> list[Finding]:
    """In an agreement: whom it is "mellan", and the "För X" of its signatures."""
    if draft.main.kind != "Agreement":
        return []
    if _SIGNED.fullmatch(sentence.block.text):
        draft.is_signed = True
    if draft.is_signed and sentence.words[0].text != "För":
        return _signed(sentence, draft)
    if _ANNOUNCED.fullmatch(sentence.block.text):
        draft.heading = _BETWEEN
        return []
    if draft.heading in _PARTIES:
        return _listed_party(clauses, draft)
    is_signature = len(sentence.text) < _LONGEST_SIGNATURE and (
        sentence.words[0].text == "För" or _SIGNED_FOR.match(sentence.text) is not None
    )
    found = []
    for clause in clauses:
        for noun in clause.nouns:
            role = {"mellan": "party", "för": "signatory" if is_signature and clause.finite is None else ""}.get(
                noun.governs
            )
            if role:
                found += [
                    Finding(role, phrase, phrase.first, phrase.first, "agreement", via=noun.office(i))
                    for i, phrase in enumerate(noun.phrases)
                    if not (phrase.is_group or phrase.genitive)
                ]
    return found


# "Anna Ek, för Ekby kommun"
_SIGNED_FOR = re.compile(r"(?:[A-ZÅÄÖ][\w-]+ ){1,3}?[A-ZÅÄÖ][\w-]+, för ")
# "Mellan följande parter har denna dag träffats en överenskommelse:" over the lines that name them
_ANNOUNCED = re.compile(r"(?:Mellan|Följande) (?:följande )?(?:parter|avtalsparter)\b.*:")
# "Ekby den 3 maj 2024" over the signatures
_SIGNED = re.compile(r"[A-ZÅÄÖ][\w ]{1,30},? (?:den )?(?:\d{1,2} [a-z]+ \d{4}|\d{4}-\d\d-\d\d)|Ort och datum:?", re.I)


def _signed(sentence: Sentence, draft: Draft) -> list[Finding]:
    """The parties that stand over the lines of their signatures."""
    if any(form.finite for word in sentence.words for form in draft.lexicon.verbs.get(word.lower, ())):
        return []
    names = draft.finder.find(sentence.words)
    parties = {body.name for body in draft.resolver.parties}
    bodies = [(name, draft.resolver.named_by([name], sentence.words)) for name in names]
    signed = [name for name, body in bodies if not name.genitive and body and body[0].name in parties]
    if len(signed) < len(names) or not names:
        signed = list(_side_by_side(sentence, parties, draft)) or signed
    return [Finding("signatory", name, name.first, name.first, "agreement") for name in signed]


def _side_by_side(sentence: Sentence, parties: set[str], draft: Draft) -> Iterator[NounPhrase]:
    """ "Region Ekdalen   Ekby kommun": the parties over two columns of signatures, each by its whole name."""
    for name in sorted(parties):
        words = name.lower().split()
        for first in range(len(sentence.words) - len(words) + 1):
            found = sentence.words[first : first + len(words)]
            whole = draft.finder.whole(found) if [word.lower for word in found] == words else None
            if whole is not None:
                yield replace(whole, first=whole.first + first, last=whole.last + first, head_at=whole.head_at + first)


def names_party(block: Block, draft: Draft) -> bool:
    """Whether a line under "Parter" or over the signatures names who the agreement is between, and heads nothing."""
    if draft.main.kind != "Agreement" or not (draft.is_signed or draft.heading in _PARTIES):
        return False
    if block.code is not None and not (draft.heading == _BETWEEN and block.code.isdigit()):
        return False  # "2. ABF Väster och" is one of the parties where "Mellan" stands over them
    names = draft.finder.find(block.words)
    begin = next((i for i, word in enumerate(block.words) if word.text[0].isalpha()), 0)
    begins = bool(names) and names[0].first == begin
    return begins and (names[0].names_body or draft.heading == _BETWEEN)


_BETWEEN = "mellan"
_PARTIES = frozenset({"parter", "avtalsparter", "avtalets parter", "parterna", _BETWEEN})


def _listed_party(clauses: list[Clause], draft: Draft) -> list[Finding]:
    """ "1. X kommun, genom socialnämnden, nedan Kommunen" under "Parter": whoever the line begins with.

    Under "Mellan" the last of them is followed by what they have agreed on: "X kommun har träffat följande avtal".
    """
    noun = next((item for item in clauses[0].nouns if not item.governs), None) if clauses else None
    agrees = draft.heading == _BETWEEN and bool(clauses) and "följande" in clauses[0].spoken
    if noun is None or (any(clause.finite is not None for clause in clauses) and not agrees):
        return []
    return [
        Finding("party", phrase, phrase.first, phrase.first, "agreement", via=noun.office(i))
        for i, phrase in enumerate(noun.phrases)
        if not phrase.is_group
    ]


def _open_agreement(sentence: Sentence, outer: Context, draft: Draft) -> Context:
    kind = _agreement_named(sentence.words, draft.lexicon)
    place = _place(sentence, draft)
    label = (kind or "överenskommelse").capitalize() + (f" om {place}" if place else "")
    context = Context(
        f"agreement-{sentence.span.start}",
        "Agreement",
        label,
        sentence.span,
        report=draft.report,
        related=_related(outer),
        purpose=_purpose_clause(sentence),
        place=place,
        agreement_kind=kind,
        date=_sentence_date(sentence, draft),
    )
    draft.contexts.append(context)
    return context


def agreement_word(word: str, lexicon: Lexicon) -> str | None:
    """The agreement noun in its dictionary form: "avtal" of "avtalet", "skötselavtal" of "skötselavtalet"."""
    forms = lexicon.agreement_forms
    if word in forms or not word.endswith(lexicon.agreement_endings):
        return forms.get(word)
    ending = max((form for form in forms if word.endswith(form)), key=len)
    return word.removesuffix(ending) + forms[ending]


def open_transfer(sentence: Sentence, found: list[Finding], outer: Context, draft: Draft) -> Context:
    """A hand-over that a sentence tells of: what, where and when, as far as it says."""
    what = _transferred(sentence, found, draft.lexicon)
    label = f"Överlämning av {what}" if what else "Överlämning av ansvar"
    context = Context(
        f"transfer-{sentence.span.start}",
        "Transfer",
        label,
        sentence.span,
        report=draft.report,
        related=_related(outer),
        place=_place(sentence, draft),
        date=_sentence_date(sentence, draft),
    )
    draft.contexts.append(context)
    return context


def _transferred(sentence: Sentence, found: list[Finding], lexicon: Lexicon) -> str:
    """What changed hands: the words between the verb and "från"."""
    cue = next(finding for finding in found if finding.role in TRANSFER)
    left_out = {i for finding in found for i in range(finding.phrase.first, finding.phrase.last + 1)}
    for i in range(len(sentence.words)):
        if (end := time_end(sentence.lowers, i, lexicon)) is not None:
            left_out.update(range(i, end + 1))
    kept: list[str] = []
    for i in range(cue.cue_last + 1, len(sentence.words)):
        word = sentence.words[i]
        if word.lower in {"från", "till", ",", "."} and i not in left_out:
            break
        if i not in left_out and word.lower not in _SPLIT_PARTICLES and not word.text.isdigit():
            kept.append(word.text)
    kept = kept[1:] if kept[:1] == ["av"] else kept  # "överföringen av X"
    kept = kept or _before_verb(sentence, cue.cue_first, lexicon)
    return " ".join(kept) if 0 < len(kept) <= _LONGEST_OBJECT else ""


def _before_verb(sentence: Sentence, verb: int, lexicon: Lexicon) -> list[str]:
    """What is handed over, where it is the subject: "Ansvaret för simhallen övergår från X till Y"."""
    handed_over = lexicon.words["HandedOverNoun"]
    first = next((i for i, word in enumerate(sentence.lowers[:verb]) if word in handed_over), verb)
    words = [word.text for word in sentence.words[first:verb]]
    return [words[0].lower(), *words[1:]] if words else []


def _related(outer: Context) -> str | None:
    return outer.key if outer.kind == "Action" else None


def _sentence_date(sentence: Sentence, draft: Draft) -> str | None:
    return next(dates.parts(sentence.text, draft.lexicon), None)


def _place(sentence: Sentence, draft: Draft) -> str | None:
    """A proper name in the sentence that is no body with a role and no owner: where the agreement or transfer is."""
    names = [p for p in draft.finder.find(sentence.words) if p.proper and not p.known and p.head is None]
    for phrase in names:
        before = sentence.words[phrase.first - 1].lower if phrase.first else ""
        after = sentence.words[phrase.last + 1].lower if phrase.last + 1 < len(sentence.words) else ""
        if before in {"vid", "i", "på", "göra", "om"} or after == "till":
            return phrase.name
    return None


def _purpose_clause(sentence: Sentence) -> str | None:
    found = re.search(r"\bför att .+?(?=[.;]|$)", sentence.text)
    return found.group() if found else None


def settle_cooperation(draft: Draft) -> None:
    """Who cooperates by the verb: a subject with another role keeps that; two without one have a standing tie."""
    contexts = {context.key: context for context in draft.contexts}
    settled: list[Claim] = []
    for key, of_context in _grouped(draft.claims, lambda claim: claim.context).items():
        busy = {_who(claim) for claim in of_context if claim.role not in {"cooperates", "party", "signatory"}}
        for sentence in _grouped(of_context, lambda claim: claim.evidence).values():
            settled.extend(_settled(sentence, busy, contexts.get(key), draft))
    settled = _without_circles(settled, draft)
    by_context = _grouped(settled, lambda claim: claim.context)
    draft.contexts = [
        context if context.key in draft.points else _as_collaboration(context, by_context.get(context.key, []))
        for context in draft.contexts
    ]
    draft.claims = sorted(settled, key=lambda claim: (claim.mention.span.start, claim.mention.span.end, claim.role))


def _without_circles(claims: list[Claim], draft: Draft) -> list[Claim]:
    """Without hand-overs from a body to itself: one of the two was read wrong, and nothing says which."""
    sides: dict[str, dict[str, set[_Who]]] = {}
    for claim in claims:
        if claim.role in TRANSFER:
            sides.setdefault(claim.context, {}).setdefault(claim.role, set()).add(_who(claim))
    circles = {key for key, roles in sides.items() if len(roles) > 1 and not set.isdisjoint(*roles.values())}
    for claim in claims:
        if claim.context in circles and claim.role == "transferee":
            draft.warn(claim.mention.span, "this body would take over from itself; the hand-over is left out")
    return [claim for claim in claims if claim.context not in circles]


def _as_collaboration(context: Context, claims: list[Claim]) -> Context:
    """What stands under a heading and is cooperation only, nobody answering for anything, is a standing tie."""
    together = {_who(claim) for claim in claims if claim.role in {"cooperates", "participates"}}
    if context.kind != "Action" or len(together) < 2:
        return context  # as most
    answering = _DECIDING if _names_group(context.title) and context.code is None else _ANSWERING
    is_group = _GROUP.search(context.title) is not None and not any(claim.role in answering for claim in claims)
    if context.code is not None and not (is_group and any(claim.role == "cooperates" for claim in claims)):
        return context  # an action with a number is one also where it is to have a group meet
    only_ties = all(claim.role == "cooperates" for claim in claims)
    return replace(context, kind="Collaboration") if only_ties or is_group else context


def _names_group(title: str) -> bool:
    """Whether a title is the name of a group: "Vattenrådet för Måsån", "Lokala samverkansgruppen"."""
    found = _GROUP.search(title)
    if found is None or found.group().lower() == "samverkan":  # "I samverkan med skolorna rusta torget"
        return False
    return " " not in title[: found.start()].strip()


_ANSWERING = frozenset({"responsible", "mainResponsible", "coResponsible", "assigned", "commissions", "decides"})
_DECIDING = frozenset({"decides"})  # a group of that name may have tasks, and bodies that answer for them
# A heading that names a group of bodies: "Krissamverkansrådet", "Styrgrupp", "Nätverket Biblioteken i Norr".
_GROUP = re.compile(
    r"(?:råd|rådet|grupp|gruppen|nätverk|nätverket|forum|allians|alliansen|\bsamverkan|partners?)\b", re.I
)


_Key = TypeVar("_Key", str, Span)
_Who = tuple[str, str | None]


def _grouped(claims: list[Claim], key: Callable[[Claim], _Key]) -> dict[_Key, list[Claim]]:
    groups: dict[_Key, list[Claim]] = {}
    for claim in claims:
        groups.setdefault(key(claim), []).append(claim)
    return groups


def _settled(sentence: list[Claim], busy: set[_Who], context: Context | None, draft: Draft) -> list[Claim]:
    """The claims of one sentence in one context, cooperation by the verb put in its place."""
    cooperating = [claim for claim in sentence if claim.role == "cooperates"]
    subjects = [claim for claim in cooperating if _cooperates_as_subject(claim, draft)]
    if not subjects or (context is not None and _names_group(context.title)):
        return sentence  # under "Vattenrådet" whoever leads the group is of it too
    if context is not None and context.kind == "Action" and _has_lasted(cooperating, draft):
        standing = _open_collaboration(cooperating, context, draft)
        return [replace(claim, context=standing.key) if claim in cooperating else claim for claim in sentence]
    if _is_mutual(subjects, cooperating, draft) and all(_who(claim) in busy for claim in subjects):
        return sentence  # each has its own part, and works with the other
    if any(_who(claim) in busy for claim in cooperating):
        return [claim for claim in sentence if claim not in subjects or _who(claim) not in busy]
    stands = context is not None and context.kind == "Action" and len(cooperating) > 1
    if not stands or any(claim.modality or claim.open_list for claim in cooperating):
        return sentence
    standing = _open_collaboration(cooperating, context, draft)
    return [replace(claim, context=standing.key) if claim in cooperating else claim for claim in sentence]


def _has_lasted(cooperating: list[Claim], draft: Draft) -> bool:
    """Whether two or more are said to have cooperated since a time: "X samarbetar sedan länge med Y"."""
    told = draft.document.quote(cooperating[0].evidence).lower()
    return len(cooperating) > 1 and _SINCE.search(told) is not None


# What has gone on "since": a year, a long time, the beginning.
_SINCE = re.compile(r"\bsedan\s+(?:(?:år\s+)?(?:19|20)\d\d|länge|många|flera|lång|starten|början|tidigare)\b")


def _is_mutual(subjects: list[Claim], cooperating: list[Claim], draft: Draft) -> bool:
    """ "A och B ska samverka", with nobody else: "med C" would have C work with both of them."""
    behind = draft.document.text[subjects[0].cue.end : subjects[0].evidence.end].split()
    return len(subjects) > 1 and subjects == cooperating and "med" not in behind


def _who(claim: Claim) -> _Who:
    return (claim.mention.body.name, claim.mention.body.iri)


def _cooperates_as_subject(claim: Claim, draft: Draft) -> bool:
    if claim.rule == "label":
        return False  # "Samverkan: X, Y" under an action says who is in that
    if claim.role != "cooperates":
        return False
    standing, cue = draft.lexicon.words["StandingCooperation"], draft.document.quote(claim.cue).lower()
    forms = draft.lexicon.verbs.get(cue, ())
    if not forms:
        return cue in standing
    return claim.rule == "subject of verb" and any(form.lemma in standing for form in forms)


def _open_collaboration(cooperating: list[Claim], outer: Context | None, draft: Draft) -> Context:
    names = " och ".join(dict.fromkeys(claim.mention.body.name for claim in cooperating))
    evidence = cooperating[0].evidence
    related, report = (_related(outer), outer.report) if outer else (None, None)
    key = f"collaboration-{evidence.start}"
    context = Context(key, "Collaboration", f"Samverkan: {names}", evidence, report=report, related=related)
    draft.contexts.append(context)
    return context
