"""What single words show of a person's name; the lists stand in ontology/lexicon.ttl."""

from dataclasses import dataclass
from functools import cached_property, lru_cache

from kg.folding import folded
from kg.lexicon import Lexicon

_LONG = 8  # letters of an ending that no surname has


@dataclass(frozen=True)
class NameWords:
    """What single words show of a person's name, by the lexicon."""

    lexicon: Lexicon

    @cached_property
    def known(self) -> frozenset[str]:
        """Names of bodies and places that are written as people's are."""
        names = {name for body in self.lexicon.bodies for name in (body.label, *body.names)}
        names |= {name.rpartition(" ")[0] for name in names if name.endswith((" kommun", " stad", " län"))}
        return frozenset(folded(name) for name in names) | frozenset(
            folded(name.removesuffix("s")) for name in names if name.endswith("s")
        )

    @cached_property
    def titles(self) -> tuple[str, ...]:
        """How words for a function end: "ordförande", "direktören"."""
        forms = self.lexicon.words["PersonHead"]
        return tuple({*forms, *(f"{form}{end}" for form in forms for end in ("n", "en", "et", "na", "erna"))})

    def is_first_name(self, word: str) -> bool:
        """ "Anna", "ANNA", "Anna-Karin"."""
        first = word.partition("-")[0]
        first = first.capitalize() if first.isupper() and len(first) > 2 else first
        return first in self.lexicon.words["FirstName"]

    def is_sure_first_name(self, word: str) -> bool:
        """A first name that is nothing else."""
        return self.is_first_name(word) and ("-" in word or word.capitalize() not in self.lexicon.words["OrdinaryName"])

    def has_surname_ending(self, word: str) -> bool:
        """ "Larsson", "Larssons"."""
        return len(word) > 4 and word.lower().removesuffix("s").endswith(tuple(self.lexicon.words["SurnameEnding"]))

    def can_be_name(self, word: str, *, is_first: bool) -> bool:
        """Whether a word with a capital can be part of a person's name, or begin one, as far as it shows by itself."""
        if self.is_first_name(word):
            return True
        lower = word.lower()
        small = {"FunctionWord", "Preposition", "Subordinator", "Adverb", "PersonLabel", "OpenListMarker"}
        return not (
            (word.isupper() and len(word) < 4)
            or (is_first and (lower in self.known_words or folded(word) in self.known))
            or self.lexicon.head_form(word)
            or any(lower in self.lexicon.words[name] for name in small)
            or lower.endswith(self.titles)
            or lower.endswith(("ska", "iska", "ella", "iga", "nas"))
        )

    @cached_property
    def known_words(self) -> frozenset[str]:
        """The first words of known bodies ("Region", "Polisen") and towns by themselves."""
        firsts = {name.split()[0].lower() for body in self.lexicon.bodies for name in body.names}
        return frozenset(firsts - {name.lower() for name in self.lexicon.words["FirstName"]})

    def is_title(self, word: str) -> bool:
        """Whether a word says a function: "ordföranden", "förvaltningschef"."""
        return word.lower().endswith(self.titles)

    @cached_property
    def namesake_endings(self) -> tuple[str, ...]:
        """How words for what is called after people end: "gata"."""
        return tuple(self.lexicon.words["NamesakeEnding"])

    @cached_property
    def long_endings(self) -> tuple[str, ...]:
        """Those that end no surname, as the shorter ones do: Backhus, Lundhem."""
        return tuple(ending for ending in self.namesake_endings if len(ending) >= _LONG)

    def is_label(self, words: str) -> bool:
        """Whether words before a colon or the end of a line are such as a name follows: "Mer information, kontakta"."""
        lower = " ".join(words.lower().split())
        return any(lower == label or lower.endswith(f" {label}") for label in self.lexicon.words["PersonLabel"])


@lru_cache(maxsize=4)
def name_words(lexicon: Lexicon) -> NameWords:
    """The words of a lexicon; made once."""
    return NameWords(lexicon)
