"""Roles without a verb of their own: "ansvarig är X", "X har ansvaret", "ansvaret ligger hos X"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from kg.extract.clauses import Clause
from kg.extract.finding import Finding, spread, spread_owners
from kg.extract.items import Item
from kg.extract.phrases import number
from kg.lexicon import Lexicon

_LYING_ON = frozenset({"åvila", "åligga"})  # whose object is the body: "ansvaret åvilar X"


def predicate_findings(clause: Clause, lexicon: Lexicon) -> Iterator[Finding]:
    """Who is what a predicate says: "X är ansvarig", "Ansvarig är X", "med X som sammankallande"."""
    yield from _attendant_predicate(clause, lexicon)
    predicate = next((item for item in clause.items if item.kind == "predicate"), None)
    if predicate is None or predicate.pattern is None or _is_not(clause, predicate, lexicon):
        return
    if not (any(_links(item) for item in clause.items) or _is_acted_as(clause, predicate, lexicon)):
        return
    noun = clause.subject
    if noun is None and clause.kind != "infinitive":
        noun = next((item for item in clause.nouns if not item.governs), None)
    if noun is not None:
        yield from spread(clause, noun, predicate.pattern.role, predicate, "predicate")
        yield from _gapped_predicates(clause)
        for but, other in pairwise(clause.items) if clause.negated else ():
            if but.lower == "utan" and other.kind == "noun" and not other.governs and other is not noun:
                yield from spread(clause, other, predicate.pattern.role, predicate, "predicate")  # "inte A utan B"


def _is_not(clause: Clause, predicate: Item, lexicon: Lexicon) -> bool:
    """ "är hyresvärd men inte part", "är en tänkbar partner"; "är nu 143 medlemmar" says how many, and not of what."""
    before = next((a for a, b in pairwise(clause.items) if b is predicate), None)
    if before is None:
        return False
    is_in_doubt = before.kind == "neg" or before.lower in lexicon.words["DoubtWord"]
    return is_in_doubt or before.lower.isdigit() or number(before.lower) is not None


def _gapped_predicates(clause: Clause) -> Iterator[Finding]:
    """ "A är huvudansvarig och B delansvarig": a second body and what it is, the verb left out."""
    for joint, noun, predicate in zip(clause.items, clause.items[1:], clause.items[2:], strict=False):
        joins = joint.kind in {"comma", "conj"} and noun.kind == "noun" and not noun.governs
        if joins and predicate.kind == "predicate" and predicate.pattern is not None and noun is not clause.subject:
            yield from spread(clause, noun, predicate.pattern.role, predicate, "predicate")


def _links(item: Item) -> bool:
    """ "är ansvarig", "utses till samordnare", "finns representerad"."""
    if item.kind == "copula":
        return True
    return any(form.lemma == "finnas" or (form.lemma == "utse" and form.passive) for form in item.forms)


def _is_acted_as(clause: Clause, predicate: Item, lexicon: Lexicon) -> bool:
    """ "X står som arrangör"."""
    acting = lexicon.words["ActingVerb"]
    acts = any(form.lemma in acting for item in clause.items for form in item.forms)
    return acts and any(a.lower == "som" and b is predicate for a, b in pairwise(clause.items))


def _attendant_predicate(clause: Clause, lexicon: Lexicon) -> Iterator[Finding]:
    """ "… med X som sammankallande", "X pekas ut som ansvarig": a predicate without a verb, behind its body."""
    if clause.kind != "relative" or clause.after is None or not clause.after.items or not clause.items:
        return
    appointing = lexicon.words["AppointingVerb"]
    named = any(form.lemma in appointing and form.passive for item in clause.after.items for form in item.forms)
    what = clause.items[0]
    if named and what.kind == "predicate" and what.pattern and clause.finite is None and clause.after.subject:
        yield from spread(clause.after, clause.after.subject, what.pattern.role, what, "predicate")
        return
    noun = clause.after.items[-1]
    is_attendant = noun.kind == "noun" and (noun.governs == "med" or _is_had(clause.after, noun, appointing))
    if is_attendant and what.kind == "predicate" and what.pattern:
        yield from spread(clause, noun, what.pattern.role, what, "predicate")


def _is_had(clause: Clause, noun: Item, appointing: frozenset[str]) -> bool:
    """ "har X (som huvudman)", "anlitar X (som utförare)": whether a noun is the object of such a verb."""
    has = any(form.lemma in appointing and not form.passive for item in clause.items for form in item.forms)
    return has and not noun.governs and noun is not clause.subject


def holder_findings(clause: Clause, lexicon: Lexicon) -> Iterator[Finding]:
    """Who has, is given or owns a responsibility that a noun names."""
    yield from _fronted_holder_findings(clause, lexicon)
    for i, item in enumerate(clause.items):
        if item.kind != "holder" or item.pattern is None or _is_taken_for(clause, i):
            continue
        lemmas = {form.lemma for piece in clause.items for form in piece.forms}
        if lemmas & lexicon.words["RestingVerb"]:
            yield from _rests(clause, item)
        elif i and clause.items[i - 1].kind == "noun" and clause.items[i - 1].phrases[-1].genitive:
            yield from _owned(clause, clause.items[i - 1], item, lexicon)
            if (i > 1 and _is_said_to_be(clause, i - 1)) or (i == 1 and _is_told(clause)):
                yield from spread_owners(
                    clause, clause.items[i - 1], item.pattern.role, item, "holder of responsibility"
                )
        else:
            for noun in _holders(clause, lexicon, definite=item.lower.endswith(("et", "roll"))):
                yield from spread(clause, noun, item.pattern.role, item, "holder of responsibility")


def _is_taken_for(clause: Clause, at: int) -> bool:
    """ "har till uppgift att": the verb says who is assigned it."""
    return clause.items[at].lower == "uppgift" and at > 0 and clause.items[at - 1].lower in {"till", "i", "som"}


def _is_told(clause: Clause) -> bool:
    """ "Nämndens uppgift är att …": whether the clause that begins with it only leads on to what it is."""
    leads_on = clause.following is not None and clause.following[0] == "infinitive"
    return leads_on and len(clause.items) == _OWNER_NOUN_COPULA and clause.items[-1].kind == "copula"


_OWNER_NOUN_COPULA = 3  # items


def _is_said_to_be(clause: Clause, owner: int) -> bool:
    """Whether a copula stands before the owner: "Snöröjningen är nämndens ansvar"."""
    before = [item for item in clause.items[:owner] if item.kind not in {"adverb", "modal"}]
    return bool(before) and before[-1].kind == "copula"


def _rests(clause: Clause, holder: Item) -> Iterator[Finding]:
    assert holder.pattern is not None
    borne = any(form.lemma in _LYING_ON for item in clause.items for form in item.forms)
    for noun in clause.nouns:
        if noun.governs in {"hos", "på"} or (borne and not noun.governs):
            yield from spread(clause, noun, holder.pattern.role, holder, "responsibility rests with")


def _fronted_holder_findings(clause: Clause, lexicon: Lexicon) -> Iterator[Finding]:
    """ "Huvudansvaret för att fler ska få jobb vilar på X": between noun and verb stands a clause."""
    above = clause.after
    while above is not None and above.kind in {"subordinate", "infinitive", "relative"}:
        above = above.after
    if clause.finite != 0 or above is None or above is clause.after or above.finite is not None:
        return
    holder = next((item for item in above.items if item.kind == "holder"), None)
    lemmas = {form.lemma for item in clause.items for form in item.forms}
    if holder is not None and lemmas & lexicon.words["RestingVerb"]:
        yield from _rests(clause, holder)


def _is_rhetoric(clause: Clause) -> bool:
    """ "Vi måste ta ansvar" promises nothing; "X tar ansvaret för driften" does, "tar över" is another thing."""
    return any(form.lemma == "ta" for item in clause.items for form in item.forms)


def _is_told_to(clause: Clause) -> bool:
    """ "Elevhälsan ska ta ansvar för att …": what one certain body is to do is more than words."""
    shall = next((item for item in clause.items if item.kind == "modal" and item.modality == "shall"), None)
    noun = clause.subject
    is_certain = noun is not None and len(noun.phrases) == 1 and not noun.phrases[0].is_group
    named = is_certain and noun is not None and (noun.phrases[0].head is not None or bool(noun.phrases[0].known))
    return shall is not None and shall.lower in _TELLING and named and "för" in clause.spoken


_TELLING = frozenset({"ska", "skall"})


def _takes_over(clause: Clause) -> bool:
    return _is_rhetoric(clause) and any(item.lower == "över" for item in clause.items)


def _holders(clause: Clause, lexicon: Lexicon, *, definite: bool) -> list[Item]:
    """Who has, bears or is given the responsibility; "bärs av X" as well as "X bär"."""
    forms = [form for i, piece in enumerate(clause.items) if not _only_carries(clause, i) for form in piece.forms]
    holding, entrusting = lexicon.words["HoldingVerb"], lexicon.words["EntrustingVerb"]
    if any(form.lemma in holding and form.passive for form in forms):
        return [noun for noun in clause.nouns if noun.governs == "av"]
    if _takes_over(clause) or (_is_rhetoric(clause) and not (definite or _is_told_to(clause))):
        return []
    has = any(form.lemma in holding for form in forms)
    given = any(form.lemma in entrusting and form.passive for form in forms)
    return [clause.subject] if clause.subject is not None and (has or given) else []


def _only_carries(clause: Clause, at: int) -> bool:
    """ "har lämnat över ansvaret": the auxiliary of another verb holds nothing."""
    is_have = any(form.lemma == "ha" for form in clause.items[at].forms)
    return is_have and any(item.supine for item in clause.items[at + 1 :])


def _owned(clause: Clause, owner: Item, holder: Item, lexicon: Lexicon) -> Iterator[Finding]:
    """A responsibility that the text owns to be open: it is there, but what it is, is not said."""
    rest = " ".join(clause.lowers[holder.last + 1 :])
    if any(marker in rest for marker in lexicon.words["UnspecifiedMarker"]):
        for phrase in owner.phrases:
            yield Finding(
                "coResponsible", phrase, holder.first, holder.last, "responsibility left open", unspecified=True
            )
