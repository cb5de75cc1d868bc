"""Which sentences can give anybody a role at all: told by their words alone, before a clause is parsed.

Most sentences of most documents give nobody a role, and parsing is the dear part of reading. What is asked here follows
from what :mod:`kg.extract.roles` asks of a clause, and must never be more than that; a test reads without it.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass
from functools import cached_property, lru_cache

from kg.extract.nominals import STANDING
from kg.lexicon import Lexicon
from kg.patterns import Pattern, VerbForm

Need = frozenset[str]
_NO_PREPOSITION = frozenset({"subject", "object"})


@dataclass(frozen=True)
class Cues:
    """``needs`` holds, under one word of each, the sets of words that a role asks for: all of a set must be there.

    ``agreements`` are what the words end in that have parties: "samarbetsavtal mellan A och B".
    """

    needs: dict[str, tuple[Need, ...]]
    agreements: tuple[str, ...] = ()

    @classmethod
    @lru_cache(maxsize=8)
    def of(cls, lexicon: Lexicon) -> Cues:
        """What the patterns of the lexicon ask for."""
        found: dict[str, set[Need]] = {}
        for word, need in (*_of_verbs(lexicon), *_of_phrases(lexicon), *_of_nouns(lexicon)):
            found.setdefault(word, set()).add(need)
        ordered = {word: tuple(sorted(needs, key=lambda n: (len(n), sorted(n)))) for word, needs in found.items()}
        return cls(ordered, lexicon.agreement_endings)

    @cached_property
    def words(self) -> Need:
        """The single words under which ``needs`` holds its sets."""
        return frozenset(self.needs)

    def can_stand(self, lowers: Set[str]) -> bool:
        """Whether a sentence with these words, in small letters, can give a role."""
        for word in self.words & lowers:
            for need in self.needs[word]:
                if need <= lowers:
                    return True
        if "mellan" in lowers and any(word.endswith(self.agreements) or word in STANDING for word in lowers):
            return True
        return "ansvar" in " ".join(lowers)  # compounds: "driftansvaret", "projektansvarig"


def _of_verbs(lexicon: Lexicon) -> Iterator[tuple[str, Need]]:
    for word, forms in lexicon.verbs.items():
        for form in forms:
            for pattern in lexicon.verb_patterns.get(form.lemma, ()):
                others = (other for other in pattern.words if other[0] != "*")  # which is any compound with that end
                yield word, frozenset({word, *others, *_preposition(form, pattern)})


def _preposition(form: VerbForm, pattern: Pattern) -> tuple[str, ...]:
    """The word that governs the body: that of the pattern, or "av" before the agent of a passive."""
    if pattern.slot not in _NO_PREPOSITION:
        return (pattern.slot,)
    return ("av",) if form.passive and pattern.slot == "subject" else ()


def _of_phrases(lexicon: Lexicon) -> Iterator[tuple[str, Need]]:
    for pattern in lexicon.phrase_patterns:
        need = frozenset((*pattern.words, *pattern.lemma.split()))
        yield lexicon.rarest(need), need


def _of_nouns(lexicon: Lexicon) -> Iterator[tuple[str, Need]]:
    for name in (*lexicon.holders, *lexicon.predicates):
        words = name.split()
        yield words[0], frozenset(words)
    for noun in lexicon.words["TransferNoun"]:
        yield noun, frozenset({noun, "från"})
