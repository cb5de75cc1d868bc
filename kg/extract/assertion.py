"""Whether a clause says that something is so: not denied, asked, wished or only allowed; and what it hangs on."""

from __future__ import annotations

from itertools import pairwise

from kg.extract.clauses import Clause
from kg.extract.items import FIRST_PERSON, INTENDING, Item
from kg.extract.lists import POINTING_AHEAD
from kg.extract.phrases import NounPhrase
from kg.extract.tokens import Token
from kg.lexicon import Lexicon


def is_asserted(clause: Clause, lexicon: Lexicon) -> bool:
    """A clause under "föreslår att" or "hur" says nothing that holds."""
    if not clause.asserted or (clause.kind == "subordinate" and clause.governor == "innan"):
        return False
    if _is_only_asked_for(clause) or _is_condition(clause):
        return False
    above = governing(clause)
    if clause.kind == "infinitive":
        # "begärdes att X skulle få i uppdrag att samverka": no more said than what it hangs on
        return above is None or above.kind != "subordinate" or is_asserted(above, lexicon)
    if clause.kind == "subordinate" and above is not None:
        last = above.items[-1].lower if above.items else ""
        is_noun = last not in lexicon.verbs
        is_content = is_noun and last in lexicon.words["ProposalWord"]  # "förslaget att X deltar"
        is_wished = above.meant & lexicon.words["NonAssertiveVerb"] and not above.meant & lexicon.words["TellingVerb"]
        is_wished = is_wished or ("noun" not in above.kinds and not _WISHES.isdisjoint(above.meant))
        is_open = above.negated and _STILL_SO.isdisjoint(above.meant)  # "Det är inte sagt att X", "Ingen säger att X"
        is_unsaid = is_content or is_wished or is_open or _supposes(above, lexicon)
        return not is_unsaid and _proposer_is_body(above, lexicon)
    return True


# "Det är inte bara så att X", "Planen nämner inte att X": what is so is not denied ("gärna" bars other verbs).
_STILL_SO = frozenset({"bara", "enbart", "endast", "minst", "gärna", "nämna", "glömma"})


def _supposes(above: Clause, lexicon: Lexicon) -> bool:
    """ "utreda konsekvenserna av att X tar över": what would come of it, if it were so."""
    ends = above.items[-2:]
    return [item.kind for item in ends] == ["word", "prep"] and ends[0].lower in lexicon.words["OutcomeNoun"]


_WISHES = frozenset({"önskar", "önskade", "efterlyser", "efterlyste"})  # where it is no body that does: "De önskar att"


def _is_condition(clause: Clause) -> bool:
    """ "Skulle X delta blir det dyrare", "Kunde X delta vore det bra": a verb of that kind in front says "if"."""
    first = clause.items[0].lower if clause.items else ""
    return clause.kind == "main" and clause.after is None and first in _IF and clause.subject is not None


_IF = frozenset({"skulle", "kunde", "hade"})


def _is_only_asked_for(clause: Clause) -> bool:
    """ "vilka avtal X har ingått och projekt som Y deltar i", "i det fall ett projekt som X drivit": if any."""
    above = clause.after
    if clause.kind != "relative" or clause.joined or above is None or above.kind != "question" or not above.items:
        return False
    return above.items[-1].kind == "word" and not _is_definite(above.items)


def _is_definite(items: list[Item]) -> bool:
    """Whether the noun that ends the items is one that is known: "arbetet", "de projekt"."""
    near = [item.lower for item in items[-_FAR_ARTICLE:]]
    if "en" in near or "ett" in near:
        return False
    return near[-1].endswith(_DEFINITE_NOUNS) if _DEFINITE_ARTICLES.isdisjoint(near) else True


_FAR_ARTICLE = 4  # items, the noun one of them: "de två nya projekt"
_DEFINITE_ARTICLES = frozenset({"de", "den", "det", "dessa", "denna", "detta", "varje"})
_DEFINITE_NOUNS = ("en", "et", "na")


def is_imagined(words: list[Token], lexicon: Lexicon) -> bool:
    """ "Tänk er en kommun där …": what a reader is told to imagine is so nowhere; "…, säger hon", "jag": one voice."""
    if len(words) > 1 and words[0].lower in _IMAGINE and words[1].lower in _IMAGINED:
        return True
    if any(word.lower == "jag" for word in words) or _quotes_examples(words, lexicon):
        return True
    saying = lexicon.words["SpeechVerb"]
    return any(here.text == "," and behind.lower in saying for here, behind in pairwise(_outside_quotes(words)))


def _quotes_examples(words: list[Token], lexicon: Lexicon) -> bool:
    """ "Undvik meningar som ”Samverkan ska ske med X”": words that are shown, and say nothing of X."""
    wording = lexicon.words["WordingNoun"]
    quoted = (k for k in range(2, len(words)) if words[k].text in _QUOTES and words[k - 1].lower == "som")
    return any(words[k - 2].lower in wording for k in quoted)


def _outside_quotes(words: list[Token]) -> list[Token]:
    return [word for word in words if word.text not in _QUOTES]


_QUOTES = frozenset('”“"»«')


_IMAGINE = frozenset({"tänk", "föreställ", "anta", "antag", "säg"})
_IMAGINED = frozenset({"dig", "er", "om", "att"})


def speaks_in_general(clause: Clause) -> bool:
    """ "Enligt lagen ska en myndighet samverka med andra": what is said of any body is said of none.

    So is what a sentence begins with and then speaks about: "Att X och Y sitter i samma rum är …".
    """
    if clause.kind == "subordinate" and clause.governor == "att" and clause.after is None:
        return clause.following is not None and clause.following[0] == "main"
    phrases = clause.subject.phrases if clause.subject is not None else ()
    if len(phrases) == 1 and _is_any(phrases[0]):
        return True
    return clause.modality == "shall" and bool(phrases) and all(is_law(clause, phrase) for phrase in phrases)


def is_law(clause: Clause, phrase: NounPhrase) -> bool:
    """ "Enligt kommunallagen beslutar fullmäktige": what each of its kind does by law, and none in particular."""
    return _cites_law(clause) and _is_of_kind(phrase)


def _cites_law(clause: Clause) -> bool:
    """ "Enligt bibliotekslagen ska kommunen …": what a law says of every body of the kind."""
    return not _CITING.isdisjoint(clause.spoken) and any(word.endswith(_LAWS) for word in clause.spoken)


_CITING = frozenset({"enligt", "står"})
_LAWS = ("lagen", "balken", "förordningen")


def _is_of_kind(phrase: NounPhrase) -> bool:
    """ "kommunen", "regioner": a noun for a kind of public body, and nothing besides."""
    is_plain = not (phrase.modifiers or phrase.proper or phrase.after or phrase.stem or phrase.owner or phrase.known)
    return is_plain and phrase.head is not None and "public" in phrase.head.head.traits


def _is_any(phrase: NounPhrase) -> bool:
    """ "en myndighet", "varje kommun som": an article and a noun for a kind of public body, and nothing besides."""
    is_bare = phrase.article and not (phrase.modifiers or phrase.proper or phrase.after or phrase.stem or phrase.owner)
    return is_bare and phrase.head is not None and "public" in phrase.head.head.traits


def describes(clause: Clause) -> bool:
    """Whether a relative clause only tells which of many are meant: "aktörer som bedriver X", "de som deltar"."""
    above = clause.after
    if clause.kind != "relative" or clause.joined or clause.subject is None or above is None:
        return False
    if above.items and above.items[-1].kind == "prep":
        return False  # "ett nätverk i vilket övriga länsstyrelser deltar": the subject is not what is described
    is_cleft = any(item.lower == "det" for item in above.items)
    if above.finite is None and len(above.items) == 1 and all(phrase.article for phrase in clause.subject.phrases):
        return True  # "En styrgrupp som beslutar är …"
    return not is_cleft and all(p.is_group and not (p.head and p.head.definite) for p in clause.subject.phrases)


def names_some(clause: Clause, phrase: NounPhrase) -> bool:
    """Whether a group without a number stands where a thing is described: "som utförs av privata aktörer"."""
    if clause.kind != "relative" or clause.joined or phrase.known or not phrase.is_group:
        return False
    is_bare = phrase.quantifier is None and phrase.count is None and not phrase.owner
    above = clause.after
    is_cleft = above is not None and any(item.lower == "det" for item in above.items)
    return is_bare and not is_cleft and not (phrase.head and phrase.head.definite)


def is_unnumbered(words: list[Token], phrase: NounPhrase) -> bool:
    """ "många kommuner", "de flesta föreningar": a plural by no number, or one spoken of in general."""
    if not phrase.is_group:
        return False
    if phrase.first > 0 and words[phrase.first - 1].lower in _MANY:
        return True  # "två eller flera parter" are any
    if words[phrase.first].lower in POINTING_AHEAD and words[-1].text == ":":
        return True  # the lines below say who
    is_bare = phrase.quantifier is None and phrase.count is None and not (phrase.head and phrase.head.definite)
    return is_bare and not phrase.owner and any(word.lower in _IN_GENERAL for word in words)


_MANY = frozenset({"eller", "många", "få", "flesta", "fler", "mången", "otaliga", "åtskilliga"})
_IN_GENERAL = frozenset({"många", "ofta", "oftast", "vanligen", "ibland"})


def governing(clause: Clause) -> Clause | None:
    """The clause that an infinitive or "att" clause hangs on, those coordinated with it passed over."""
    if clause.governor != "att":
        return None
    above = clause.after
    while above is not None and clause.joined and above.governor == "att":
        clause, above = above, above.after
    return above


def is_proposed(clause: Clause, lexicon: Lexicon) -> bool:
    """Whether a clause is what somebody proposes: "kontoret föreslår att …", also two clauses up."""
    above = governing(clause) if clause.governor == "att" else None  # as of few
    while above is not None:
        if above.meant & lexicon.words["ProposalWord"]:
            return True
        above = governing(above)
    return False


def _proposer_is_body(above: Clause, lexicon: Lexicon) -> bool:
    """What a person proposes is one voice of many; what a body proposes is on its way to be decided."""
    if "noun" not in above.kinds and not _OPINIONS.isdisjoint(above.meant):
        return False  # "Många anser att X ska betala"
    if not above.meant & lexicon.words["ProposalWord"] or above.subject is None:
        return True
    return all(
        phrase.known or phrase.head is not None or phrase.name.lower() in FIRST_PERSON
        for phrase in above.subject.phrases
    )


_OPINIONS = frozenset({"anse", "mena", "tycka", "anser", "menar", "tycker", "hävdar", "påstår"})


def is_permitted(clause: Clause) -> bool:
    """Whether a clause only allows or intends: "kan uppdra", "får ingå avtal", "avser att ge i uppdrag"."""
    if clause.modality == "may" or any(item.lower in INTENDING for item in clause.items):
        return True
    for here, following in pairwise(item for item in clause.items if item.kind not in {"adverb", "neg", "noun"}):
        may = any(form.lemma == "få" and form.tense not in _DONE for form in here.forms)  # "fick ta över" tells a deed
        if may and any(form.tense == "infinitive" for form in following.forms):
            return True
    return False


_DONE = frozenset({"past", "supine"})


def is_decided(clause: Clause, lexicon: Lexicon) -> bool:
    """ "Nämnden beslutar att uppdra åt …": what is decided is said, if the decision itself is."""
    above = governing(clause)
    if above is None or above.finite is None or not is_asserted(above, lexicon):
        return False
    return any(form.lemma == "besluta" for form in above.items[above.finite].forms)


def is_means(clause: Clause, lexicon: Lexicon) -> bool:
    """ "X ska främja Y genom att samverka med Z": how it is done is said as what is done."""
    above = governing(clause)
    while above is not None and _tells_purpose(above):
        above = governing(above)
    if not clause.tells_means or above is None or above.subject is None:
        return False
    is_said = above.finite is not None and above.kind in {"main", "coordinate"} and not above.negated
    return is_said and above.modality in {None, "shall", "planned"} and is_asserted(above, lexicon)


def _tells_purpose(clause: Clause) -> bool:
    """ "(för) att nå Y", "(i syfte) att nå Y": what a deed is for, and no deed of its own."""
    above = clause.after
    return clause.kind == "infinitive" and above is not None and bool(above.items) and above.items[-1].lower in _FOR


_FOR = frozenset({"för", "syfte", "avsikt"})


def is_task(clause: Clause, lexicon: Lexicon) -> bool:
    """ "… får i uppdrag att redovisa till X": the task itself tells whom it is to be done with, if not who does it."""
    above = governing(clause)
    if above is None or above.negated or not is_asserted(above, lexicon):
        return False
    return bool(above.meant & lexicon.words["TaskWord"]) or any(word.endswith("uppdraget") for word in above.meant)


def _could(clause: Clause) -> bool:
    """ "skulle kunna delta", "hade kunnat delta": what is only thought of."""
    finite = "" if clause.finite is None else clause.items[clause.finite].lower
    return (finite == "hade" and "kunnat" in clause.spoken) or (finite == "skulle" and "kunna" in clause.meant)


def is_only_wished(clause: Clause, lexicon: Lexicon) -> bool:
    """ "vill samverka" is no cooperation yet, "skulle delta" was one only if it was decided."""
    if clause.finite is None:
        return False
    if clause.items[clause.finite].lower == "borde" or _could(clause):
        return True
    if clause.items[clause.finite].lower == "skulle":
        above = governing(clause)
        return above is None or not above.meant & {"besluta", "uppdra", "uppdrag"}
    return any(form.lemma in lexicon.words["NonAssertiveVerb"] for form in clause.items[clause.finite].forms)
