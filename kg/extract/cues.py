"""Which sentences can give anybody a role at all: told by their words alone, before a clause is parsed.

Most sentences of most documents give nobody a role, and parsing is the dear part of reading. What is asked here follows
from what :mod:`kg.extract.roles` asks of a clause, and must never be more than that; a test reads without it.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass
from functools import cached_property, lru_cache

from kg.extract.asides import has_asides
from kg.extract.items import ASPECTS, INTENDED, INTENDING
from kg.extract.tokens import places
from kg.extract.word_classes import word_classes
from kg.lexicon import Lexicon

_RESPONSIBLE = frozenset({"holder", "predicate"})
# What can end the clause of an infinitive, or be left out with what the infinitive hangs on.
_PARTING = frozenset({"sub", "rel", "question", "stop", "comma", "paren", "unparen"})
_PARTING_WORDS = frozenset({"men", "om", "sedan"})


@dataclass(frozen=True, slots=True)
class Need:
    """What a role asks for: all of ``words``, and something of all ``stems`` in the words of the sentence.

    An ``infinitive`` counts only where it is more than an aim; that of a ``fact`` not behind a modal verb either.
    """

    words: frozenset[str]
    stems: tuple[str, ...] = ()
    infinitive: bool = False
    fact: bool = False


@dataclass(frozen=True)
class Cues:
    """``needs`` holds what roles ask for, under one word of each.

    ``agreements`` are what the words end in that have parties: "samarbetsavtal mellan A och B".
    """

    lexicon: Lexicon
    needs: dict[str, tuple[Need, ...]]
    agreements: tuple[str, ...] = ()

    @cached_property
    def words(self) -> frozenset[str]:
        """The single words under which ``needs`` holds its sets."""
        return frozenset(self.needs)

    @cached_property
    def firm(self) -> frozenset[str]:
        """What makes "att" with an infinitive more than an aim: a decision, a task, a means, verbs that it goes on."""
        lemmas = {"besluta", *ASPECTS, *self.lexicon.words["TaskWord"]}
        verbs = (word for word, forms in self.lexicon.verbs.items() if any(form.lemma in lemmas for form in forms))
        return frozenset({"komma", "kommer", "genom", *INTENDED, *INTENDING, *self.lexicon.words["TaskWord"], *verbs})

    @cached_property
    def planned(self) -> frozenset[str]:
        """The modal verbs behind which a fact counts: "kommer att bygga"."""
        return frozenset(word for word, modality in self.lexicon.modals.items() if modality == "planned")

    def can_stand(self, lowers: list[str], spoken: Set[str]) -> bool:
        """Whether a sentence with these words, in small letters, can give a role; ``spoken`` has each of them once."""
        joined = " ".join(spoken)
        if "ansvar" in joined and self._names_responsibility(spoken):
            return True
        for word in self.words & spoken:
            hangs_on: Set[str] | None = None
            for need in self.needs[word]:
                if not need.words <= spoken or (need.stems and any(stem not in joined for stem in need.stems)):
                    continue
                if need.infinitive and hangs_on is None:
                    hangs_on = self._all_hang_on(word, lowers, spoken)
                if hangs_on is None or not need.infinitive or not self._is_void(need, hangs_on, spoken):
                    return True
        standing = self.lexicon.words["StandingCooperation"]
        return "mellan" in spoken and any(word.endswith(self.agreements) or word in standing for word in spoken)

    def _names_responsibility(self, spoken: Set[str]) -> bool:
        """ "driftansvaret", "projektansvarig", but not "ansvarsfördelningen": compounds that no list holds."""
        classes = word_classes(self.lexicon)
        return any(classes[word][0] in _RESPONSIBLE for word in spoken if "ansvar" in word)

    def _is_void(self, need: Need, hangs_on: Set[str], spoken: Set[str]) -> bool:
        """ "Syftet är att samordna", "X ska bygga": whether an infinitive, wherever it stands, is no more than that."""
        return hangs_on <= ({"att", "modal"} if need.fact and self.planned.isdisjoint(spoken) else {"att"})

    def _all_hang_on(self, infinitive: str, lowers: list[str], spoken: Set[str]) -> Set[str]:
        """What an infinitive hangs on wherever it stands; has "" in it where only a parse can tell."""
        if has_asides(spoken, self.lexicon.words["Delegate"]):
            return {""}
        hangs_on = {self._hangs_on(lowers, at) for at in places(lowers, infinitive.__eq__)}
        return {""} if "att" in hangs_on and not self.firm.isdisjoint(spoken) else hangs_on

    def _hangs_on(self, lowers: list[str], at: int) -> str:
        """What the infinitive at ``at`` surely hangs on: "att", a "modal" verb, or "" where only a parse can tell."""
        classes = word_classes(self.lexicon)
        for word in reversed(lowers[max(0, at - _NEAR) : at]):
            if word == "att":
                return "att"
            kind, _, _, _, finite, _ = classes[word]
            if kind == "modal":
                return "modal"
            if finite or kind in _PARTING or word in _PARTING_WORDS:
                return ""
        return ""


@lru_cache(maxsize=8)
def cues_of(lexicon: Lexicon) -> Cues:
    """What the patterns of the lexicon ask for."""
    found: dict[str, set[Need]] = {}
    for word, need in (*_of_verbs(lexicon), *_of_phrases(lexicon), *_of_nouns(lexicon)):
        found.setdefault(word, set()).add(need)
    ordered = {
        word: tuple(sorted(needs, key=lambda n: (len(n.words), sorted(n.words), n.stems, n.infinitive, n.fact)))
        for word, needs in found.items()
    }
    return Cues(lexicon, ordered, lexicon.agreement_endings)


_NEAR = 10  # words between an infinitive and what it hangs on


def _of_verbs(lexicon: Lexicon) -> Iterator[tuple[str, Need]]:
    for word, forms in lexicon.verbs.items():
        for form in forms:
            for pattern in lexicon.verb_patterns.get(form.lemma, ()):
                stems = tuple(other[1:] for other in pattern.words if other[0] == "*")
                words = frozenset({word, *pattern.plain_words, pattern.governor(form)} - {""})
                infinitive = form.tense == "infinitive"
                yield word, Need(words, stems, infinitive, infinitive and pattern.fact and not form.passive)


def _of_phrases(lexicon: Lexicon) -> Iterator[tuple[str, Need]]:
    for pattern in lexicon.phrase_patterns:
        words = frozenset((*pattern.words, *pattern.lemma.split()))
        yield lexicon.rarest(words), Need(words)


def _of_nouns(lexicon: Lexicon) -> Iterator[tuple[str, Need]]:
    for name in (*lexicon.holders, *lexicon.predicates):
        words = name.split()
        yield words[0], Need(frozenset(words))
    having = [word for word, forms in lexicon.verbs.items() if any(form.lemma in {"ha", "få"} for form in forms)]
    for noun in lexicon.words["AssignmentWord"]:  # "har regeringens uppdrag"
        if noun.endswith("uppdrag"):
            yield from ((noun, Need(frozenset({noun, word}))) for word in having)
    for noun in lexicon.words["TransferNoun"]:
        yield noun, Need(frozenset({noun, "från"}))
