"""From words to bodies: who is meant by a noun phrase, and how that was found.

A name of the authority files is that body, if the file's town is the document's. Another name becomes a body of its own
in the document's town. A bare "nämnden" is the last body of that kind that the same section named, else the body that
issued the document, else the only one that the running text, or the same numbered matter, has named up to there, else
nobody: it is never guessed from one numbered matter to the next, nor where there were several.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from kg.extract.capitals import COMPANY
from kg.extract.items import FIRST_PERSON
from kg.extract.nouns import Finder
from kg.extract.phrases import NounPhrase
from kg.extract.tokens import Token, tokens
from kg.heads import Head
from kg.lexicon import Bodies, KnownBody, Lexicon
from kg.model import Body
from kg.named import Later, Named
from kg.towns import NATIONAL, body_of, region_of, town_of

_WITH_BOARD = frozenset({"MunicipalCompany", "CivilSocietyOrganisation", "Organisation"})
_GLUED = re.compile(r"\b([a-zåäöA-ZÅÄÖ]{3,})och (?=[a-zåäö])")  # "miljöoch" has lost its hyphen


@dataclass(frozen=True)
class Setting:
    """What a document as a whole says about whom its words can mean.

    ``town`` is the municipality (None where the document names none), ``scope`` its part of new IRIs, ``known`` the
    authority's entries that can be meant in this document.
    """

    town: Body | None
    scope: str
    date: str | None
    known: tuple[KnownBody, ...]
    groups: tuple[KnownBody, ...]
    region: Body | None = None


def setting(text: str, key: str, lexicon: Lexicon, date: str | None) -> Setting:
    """Find the municipality that a clean text belongs to, and with it the names that can be meant."""
    town = town_of(text, lexicon)
    scope = town.scope if town else f"document-{key}"
    iri = town.iri if town else None
    return Setting(
        town,
        scope,
        date,
        known=_in_force(lexicon, iri, groups=False),
        groups=_in_force(lexicon, iri, groups=True),
        region=region_of(text, lexicon),
    )


@lru_cache(maxsize=1024)
def _in_force(lexicon: Lexicon, town: str | None, *, groups: bool) -> tuple[KnownBody, ...]:
    """The authority's bodies (or groups) that a document of ``town`` can mean; the same tuple each time."""
    if town is not None and all(body.municipality != town for body in lexicon.bodies):
        return _in_force(lexicon, None, groups=groups)  # as of most towns: what is made of the tuple is shared
    mine = (body for body in lexicon.bodies if body.municipality in {None, town})
    return Bodies(body for body in mine if (body.kind in {"ListedGroup", "Group"}) is groups)


_TOLD_BY_KIND = frozenset(
    {"Committee", "Administration", "MunicipalCompany", "CivilSocietyOrganisation", "StateAgency"}
)


@dataclass
class Resolver:
    """Reads the noun phrases of one document, in the order of its text, and remembers whom the section has named.

    ``matter`` is the code of the matter that a new section is of, empty for running text; ``past`` whom the earlier
    sections of each have named.
    """

    lexicon: Lexicon
    setting: Setting
    issuer: Body | None = None
    aliases: dict[str, Body] = field(default_factory=dict)
    named: Named = field(default_factory=Named)
    stressed: set[Body] = field(default_factory=set)
    parties: list[Body] = field(default_factory=list)
    letterhead: tuple[Body, ...] = ()
    section: int = 0
    matter: str = ""
    past: dict[str, list[Named]] = field(default_factory=dict)
    _read: str = field(default="", repr=False)  # the matter of the section that is read
    _asked: dict[str, tuple[int, bool]] = field(default_factory=dict, repr=False)

    def resolve(self, phrase: NounPhrase, words: list[Token], section: int) -> tuple[Body | None, str]:
        """Who is meant by ``phrase`` in section number ``section``, and the reason (see :class:`kg.model.Mention`)."""
        self._enter(section)
        body, reason = self._resolve(phrase, words)
        if body is not None and _is_single(body):
            self.named.add(body)
        return body, reason

    def stress(self, body: Body) -> None:
        """Make ``body``, just resolved, what a later word means first: the subject, not what is spoken of last."""
        if _is_single(body):
            self.named.add(body)
            self.stressed.add(body)

    def speak(self, bodies: Iterable[Body]) -> None:
        """Take ``bodies`` for those in whose name the document speaks, as if its head named them."""
        self.letterhead = (*self.letterhead, *(body for body in bodies if _is_single(body)))

    def remember_later(self, section: int, bodies: Later) -> None:
        """Note words whose bodies are only looked up if a later word can mean one of them."""
        self._enter(section)
        self.named.add(bodies)

    def forget(self) -> None:
        """Let go of what was left to be looked up, which holds what has been read and is held by it."""
        self.named, self.past = Named(), {}

    def named_by(self, phrases: list[NounPhrase], words: list[Token]) -> list[Body]:
        """The single bodies that ``phrases`` name, in their order; nothing is remembered."""
        bodies = (self._resolve(phrase, words)[0] for phrase in phrases)
        return [body for body in bodies if body is not None and _is_single(body)]

    def _enter(self, section: int) -> None:
        if section != self.section:
            self.past.setdefault(self._read, []).append(self.named)
            self.section, self.named, self.stressed, self._read = section, Named(), set(), self.matter

    def _resolve(self, phrase: NounPhrase, words: list[Token]) -> tuple[Body | None, str]:
        if phrase.name.lower() in FIRST_PERSON:
            return (self.issuer, "issuer") if self.issuer is not None else (None, "nobody")
        if phrase.pronoun:
            last = self.named.last(lambda body: True)
            return (last, "antecedent") if last is not None else (None, "unresolved")
        if (alias := self._alias(phrase, words)) is not None:
            return alias, "alias"
        if phrase.head is None and not phrase.known and phrase.name.lower() in place_names(self.lexicon):
            return None, "nobody"  # "Åre" is where, not who
        return self._antecedent(phrase) if phrase.bare else self._spelled_out(phrase, words)

    def _spelled_out(self, phrase: NounPhrase, words: list[Token]) -> tuple[Body | None, str]:
        if phrase.known:
            return self._known(phrase), "authority"
        if phrase.is_group:
            return self._group(phrase, words), "group"
        if self._is_anybody(phrase):
            return None, "nobody"  # "fastighetsägaren" is whoever owns the house in question
        if phrase.article and not (phrase.modifiers or phrase.proper or phrase.after or self._is_of_work(phrase)):
            return None, "nobody"  # "en kommun" is any
        if phrase.article:
            return Body(self._text(phrase, words), _kind(phrase), self.setting.scope, unnamed=True), "name"
        return self._name(phrase, words)

    def _is_of_work(self, phrase: NounPhrase) -> bool:
        """ "en styrgrupp", "en projektgrupp": a group that is made for the work is one, though it has no name."""
        is_group = phrase.head is not None and phrase.head.head.singular == "grupp"
        return is_group and phrase.stem.lower() in self.lexicon.words["KindStem"]

    def _is_anybody(self, phrase: NounPhrase) -> bool:
        one = phrase.head is not None and phrase.head.definite and not phrase.head.plural
        named = phrase.proper or phrase.after or phrase.owner
        return one and not named and phrase.head is not None and "calling" in phrase.head.head.traits

    # Names.

    def _alias(self, phrase: NounPhrase, words: list[Token]) -> Body | None:
        """The body that the document itself gave this short name, the name taken as written or as a common noun."""
        if not self.aliases:
            return None
        text = " ".join([words[i].text for i in range(phrase.first, phrase.last + 1)])
        if phrase.genitive and text not in self.aliases:
            text = text.removesuffix("s").removesuffix(":")
        found = self.aliases.get(text)
        if found is None and phrase.bare:
            found = next((body for alias, body in self.aliases.items() if alias.lower() == text.lower()), None)
        return found

    def _known(self, phrase: NounPhrase) -> Body:
        if len(phrase.known) == 1:
            return body_of(phrase.known[0])
        date = self.setting.date
        entry = min(
            phrase.known, key=lambda b: (date is not None and not b.valid_on(date), b.municipality is None, b.iri)
        )
        return body_of(entry)

    def _name(self, phrase: NounPhrase, words: list[Token]) -> tuple[Body | None, str]:
        if (
            phrase.head is not None
            and phrase.stem
            and not (phrase.proper or phrase.after or phrase.pieces or phrase.owner)
        ):
            owned = self._owned_antecedent(phrase)
            if owned is not None:
                return owned, "antecedent"
        name = self._text(phrase, words)
        entry = self._entry(name)
        if entry is not None:
            return body_of(entry), "authority"
        kind = _kind(phrase)
        scope = NATIONAL if kind == "StateAgency" else self.setting.scope
        return Body(name, kind, scope), "name"

    def _entry(self, name: str) -> KnownBody | None:
        """The authority's entry of that name, the linking s of a compound forgiven: "stadsdelnämnden"."""
        same = _by_name(self.setting.known).get(_without_links(name), ())
        return next((body for body in same if body.valid_on(self.setting.date)), None)

    def _owned_antecedent(self, phrase: NounPhrase) -> Body | None:
        """ "stadsdelsnämnden" after "Farsta stadsdelsnämnd": the compound and owner, in the section or as issuer."""
        assert phrase.head is not None
        tail = " " + _without_links(phrase.stem + phrase.head.head.singular)
        whole = _without_links(phrase.stem + phrase.head.head.definite) + " "
        begun = self.named.last(lambda body: _without_links(body.name).startswith(whole))
        ended = begun or self.named.last(lambda body: _without_links(body.name).endswith(tail))
        if ended is not None:
            return ended
        others = [*([self.issuer] if self.issuer else []), *self.parties]
        return next((body for body in others if _without_links(body.name).endswith(tail)), None) or next(
            (body for body in self.parties if _without_links(body.name).startswith(whole)), None
        )

    # Anaphors.

    def _antecedent(self, phrase: NounPhrase) -> tuple[Body | None, str]:
        assert phrase.head is not None
        kind = phrase.head.head.kind
        if kind == "Municipality":
            return (self.setting.town, "antecedent") if self.setting.town else self._unresolved(phrase)
        head = phrase.head.head
        speaks = self._speaks(head)
        found = self.named.last(
            lambda body: self._can_be(body, head) and (speaks is None or self._outdoes_speaker(body, head))
        )
        if found is not None or speaks is not None:
            return found or speaks, "antecedent" if found not in {None, speaks} else "issuer"
        meant = {body for body in self.parties if self._can_be(body, head)}
        if len(meant) == 1:
            return meant.pop(), "antecedent"
        if (common := self._owned_by_all(head) or self._only_one(head) or self._only_unclassed(head)) is not None:
            return common, "antecedent"
        told_apart = kind == "CivilSocietyOrganisation" and head.compound == "false"  # "studentkåren", "samebyn"
        own = kind == "Organisation" or head.singular == "kansli" or told_apart
        if own and head.singular not in self.lexicon.words["GenericHead"]:
            # "biblioteket", "skolan", "kansliet": where no other was named, the town's or the issuer's own.
            return Body(phrase.name[0].upper() + phrase.name[1:], kind, self.setting.scope), "name"
        return self._unresolved(phrase)

    def _unresolved(self, phrase: NounPhrase) -> tuple[Body | None, str]:
        """ "förvaltningen" where no name can be meant: one body of this document, of which no more is known.

        Where some can, it may be any of them, and nobody is named.
        """
        if phrase.head is None or not phrase.head.definite or phrase.head.plural:
            return None, "unresolved"
        head = phrase.head.head
        if head.kind == "Organisation":
            return None, "unresolved"  # "gården", "aktören"
        if self._may_be_named(head):
            return None, "unresolved"
        name = phrase.name[0].upper() + phrase.name[1:].removesuffix("s" if phrase.genitive else "")
        return Body(name, phrase.head.head.kind, self.setting.scope, unnamed=True), "unresolved"

    def _may_be_named(self, head: Head) -> bool:
        """Whether a body that the noun can mean has been named up to here; asked once a section, until one has."""
        section, is_named = self._asked.get(head.singular, (-1, False))
        if not is_named and section != self.section:
            is_named = any(not body.unnamed and self._can_be(body, head) for body in self._all_named())
            self._asked[head.singular] = self.section, is_named
        return is_named

    def _all_named(self) -> Iterator[Body]:
        for matter in list(self.past):
            yield from list(self._earlier(matter).all())
        yield from list(self.named.all())

    def _speaks(self, head: Head) -> Body | None:
        """The issuer, else the only body of that kind in the head of the document: "Till Kulturnämnden"."""
        if self.issuer is not None and self._can_be(self.issuer, head):
            return self.issuer
        addressed = {body for body in self.letterhead if self._can_be(body, head)}
        return addressed.pop() if len(addressed) == 1 else None

    def _outdoes_speaker(self, body: Body, head: Head) -> bool:
        """Whether a body was just spoken of so that "föreningen" is it: as a subject, by that noun."""
        is_so_called = head.kind != "CivilSocietyOrganisation" or head.singular in body.name.lower()
        return is_so_called and body in self.stressed

    def _only_one(self, head: Head) -> Body | None:
        """The only body named up to here that bears the noun or, for "bolaget" and the like, is of the kind."""
        if head.kind not in _TOLD_BY_KIND:
            return None
        earlier = (self._earlier(matter) for matter in dict.fromkeys(("", self._read)))
        found = {body for named in earlier for body in named.all() if self._is_one_of(body, head)}
        return found.pop() if len(found) == 1 else None

    def _only_unclassed(self, head: Head) -> Body | None:
        """ "föreningen" in the section that names one body by a name which does not say of what kind it is."""
        if head.singular != "förening":
            return None
        found = [body for body in self.named.all() if body.kind == "Organisation" and body.iri is None]
        plain = [body for body in found if "AB" not in body.name.split() and not self._says_kind(body.name)]
        last = self.named.last(lambda body: True)
        return last if len(plain) == 1 and last is plain[0] else None

    def _says_kind(self, name: str) -> bool:
        return any(self.lexicon.head_form(word) is not None for word in name.split())

    def _earlier(self, matter: str) -> Named:
        """Whom the earlier sections of a matter have named, put together for the next time."""
        sections = self.past.setdefault(matter, [])
        whole = sections[0] if sections else Named()
        for section in sections[1:]:
            whole.take(section)
        self.past[matter] = [whole]
        return whole

    def _is_one_of(self, body: Body, head: Head) -> bool:
        of_kind = body.kind == head.kind or "AB" in body.name.split()
        return of_kind and body.name != "Regeringen" and self._can_be(body, head)

    def _owned_by_all(self, head: Head) -> Body | None:
        """ "styrelsen" of the association that speaks, "regionen" of a text that names one."""
        if head.singular == "styrelse" and self.issuer is not None and self.issuer.kind in _WITH_BOARD:
            return Body(f"{self.issuer.name.removesuffix('s')}s styrelse", "Committee", self.issuer.scope)
        return self.setting.region if head.kind == "Region" else None

    def _can_be(self, body: Body, head: Head) -> bool:
        """Whether "nämnden" can mean a body: its name has that noun, or the noun is one for any body of its kind."""
        name = body.name.lower().removeprefix(f"{head.definite}s ")  # "bibliotekets grupp" is not the library
        if head.singular in name:
            return head.kind != "Region" or body.kind == head.kind  # a "polisregion" is no region
        if head.singular not in self.lexicon.words["GenericHead"]:
            return False
        return body.kind == head.kind or (head.kind == "MunicipalCompany" and "AB" in body.name.split())

    # Groups.

    def _group(self, phrase: NounPhrase, words: list[Token]) -> Body:
        name = self._group_name(phrase)
        quantifier = phrase.quantifier or (
            "all" if (phrase.head and phrase.head.definite) or phrase.owner or phrase.count else "open"
        )
        base = self._base_group(self._group_name(phrase, plural=True), phrase.count)
        if quantifier == "all":
            return base
        if quantifier == "open":
            return Body(name, "Group", self.setting.scope, quantifier="open")
        label = " ".join(words[i].text for i in range(phrase.first, phrase.last + 1))
        return Body(label[0].lower() + label[1:], "OpenGroup", self.setting.scope, quantifier=quantifier, base=base)

    def _base_group(self, name: str, count: int | None) -> Body:
        """The group of all who bear the name: listed, where the authority lists it for the document's time."""
        wanted = _without_links(name)
        same = _by_name(self.setting.groups).get(wanted, ())
        fitting = [g for g in same if g.valid_on(self.setting.date)] or [
            g for g in same if count is not None and len(g.members) == count
        ]
        if not fitting:
            return Body(name, "Group", self.setting.scope, quantifier="all")
        entry = fitting[0]
        return Body(entry.label, entry.kind, self.setting.scope, iri=entry.iri, quantifier="all")

    def _group_name(self, phrase: NounPhrase, *, plural: bool = False) -> str:
        """The dictionary-like form: "stadsdelsnämnder" for Stadsdelsnämndernas, the quantifier left out."""
        assert phrase.head is not None
        head = phrase.head.head
        form = head.singular if phrase.quantifier == "one" and not plural else head.plural or head.singular
        noun = (phrase.stem + form).lower() if not phrase.stem[:1].isupper() else phrase.stem + form
        before = [phrase.owner] if phrase.owner else []
        modifiers = [word.lower() for word in phrase.modifiers if word.lower() not in self.lexicon.quantifiers]
        return " ".join([*before, *modifiers, noun, *phrase.after]).replace(" ,", ",")

    def _text(self, phrase: NounPhrase, words: list[Token]) -> str:
        """The name as written: first letter large, a genitive s dropped, a compound written apart joined."""
        if phrase.spelled_out:
            return phrase.name
        if _is_trade(phrase) and not COMPANY.isdisjoint(phrase.after):
            return " ".join(phrase.after)  # "entreprenören Lamp AB" is Lamp AB
        texts = [words[i].text for i in range(phrase.first, phrase.last + 1)]
        at = phrase.head_at - phrase.first
        if phrase.head is not None:
            texts[at] = phrase.name
        is_named = bool(phrase.modifiers and phrase.after) and phrase.after[0][0].isupper() and not phrase.owner
        if is_named and phrase.head is not None and phrase.head.definite and not phrase.proper:
            texts, at = texts[at:], 0  # "det kommunala bolaget Lamp AB" has no other name than "bolaget Lamp AB"
        if phrase.genitive:
            texts[-1] = texts[-1].removesuffix("s").removesuffix(":")
        texts[-1] = texts[-1].removesuffix(":s")  # "Lamp AB:s representanter"
        if (
            phrase.head is not None
            and not phrase.stem
            and len(phrase.proper) > 1
            and phrase.head.head.singular == "förening"
            and texts[at][0].islower()
            and texts[at - 1][0].isupper()
        ):
            texts[at - 1 : at + 1] = [f"{texts[at - 1]}-{texts[at]}"]
        if phrase.pieces and f"{texts[0]}-" == phrase.pieces[0]:
            texts[0] = phrase.pieces[0]  # "Kultur och fritidsnämnden" has lost its hyphen
        if phrase.head is None and texts[0].isdigit():
            texts[:2] = ["".join(texts[:2])]  # "4H Bohuslän"
        joined = " ".join(texts).replace(" ,", ",").replace(" )", ")").replace(" .", ".")
        if "och " in joined:
            joined = _GLUED.sub(r"\1- och ", joined)
        return joined if phrase.article else joined[0].upper() + joined[1:]


def _is_trade(phrase: NounPhrase) -> bool:
    """Whether a noun says what a company does for others, as "entreprenören", which is no part of its name."""
    return phrase.head is not None and phrase.head.definite and phrase.head.head.singular.endswith(("ör", "ist"))


def named_body(name: str, lexicon: Lexicon, where: Setting) -> Body:
    """The body that a person calls ``name`` (an option such as ``--issuer``)."""
    words = tokens(name)
    finder = Finder.of(lexicon, where.known)
    whole = finder.whole(words)
    if whole is None:
        return Body(name, "Organisation", where.scope)
    body, _ = Resolver(lexicon, where).resolve(whole, words, 0)
    return body if body is not None else Body(name, _kind(whole), where.scope)


@lru_cache(maxsize=8)
def place_names(lexicon: Lexicon) -> frozenset[str]:
    """What municipalities and regions are named for, in small letters: "åre" of Åre kommun, "halland" of the region."""
    labels = (body.label for body in lexicon.bodies if body.label.startswith("Region "))
    return frozenset(name.lower() for name in (*lexicon.places, *(label.removeprefix("Region ") for label in labels)))


def _is_single(body: Body) -> bool:
    """Whether a later "nämnden" can mean it."""
    return not body.is_group and not body.unnamed


def _kind(phrase: NounPhrase) -> str:
    return phrase.head.head.kind if phrase.head is not None else phrase.kin or "Organisation"


@lru_cache(maxsize=64)
def _by_name(bodies: tuple[KnownBody, ...]) -> dict[str, tuple[KnownBody, ...]]:
    """Known bodies by each of their names, spelling slips left out."""
    found: dict[str, tuple[KnownBody, ...]] = {}
    for body in bodies:
        for name in dict.fromkeys(map(_without_links, body.names)):
            found[name] = (*found.get(name, ()), body)
    return found


@lru_cache(maxsize=65536)
def _without_links(name: str) -> str:
    """A name without what spelling slips vary: case, hyphens, and an s before the last part of a compound."""
    return re.sub(r"s(?=nämnd|förvaltning|styrelse|kontor)", "", name.lower()).replace("-", " ")
