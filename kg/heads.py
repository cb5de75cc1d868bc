"""The nouns that names of bodies end in ("nämnden", "förvaltning"), and the forms that they take."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property


@dataclass(frozen=True)
class Head:
    """The head noun of body names: its four forms, the class of body that it names, and what more holds of it."""

    singular: str
    definite: str
    plural: str
    definite_plural: str
    kind: str
    compound: str
    bare_is_name: bool
    traits: frozenset[str]


@dataclass(frozen=True)
class HeadForm:
    """One form of a head: number and definiteness."""

    head: Head
    plural: bool
    definite: bool

    @property
    def form(self) -> str:
        """The head word in this form."""
        if self.plural:
            return self.head.definite_plural if self.definite else self.head.plural
        return self.head.definite if self.definite else self.head.singular

    @cached_property
    def either(self) -> bool:
        """Whether singular and plural look the same ("bolag"): then the words before it decide."""
        return not self.definite and self.head.singular == self.head.plural

    @cached_property
    def of_one(self) -> HeadForm:
        """The same form, taken as a singular."""
        return replace(self, plural=False)
