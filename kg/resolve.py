"""From words to bodies: who is meant by a noun phrase, and how that was found.

A name of the authority files is that body, if the file's town is the document's. Another name becomes a body of its own
in the document's town. A bare "nämnden" is the last body of that kind that the same section named, else the body that
issued the document, else nobody: it is never guessed across a heading.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from kg.extract.nouns import Finder
from kg.extract.phrases import NounPhrase
from kg.extract.tokens import Token, tokens
from kg.lexicon import KnownBody, Lexicon
from kg.model import Body

NATIONAL = "sverige"
_TOWN = re.compile(r"\b([A-ZÅÄÖ][a-zåäöé]+(?:[- ][A-ZÅÄÖ][a-zåäöé]+)?) (kommun|stad)\b")
_TRANSLITERATION = str.maketrans("åäöéèüáà", "aaoeeuaa")


def slug(name: str) -> str:
    """The part of an IRI made from a name: lower case, å ä ö as a a o, everything else as one hyphen."""
    plain = name.lower().translate(_TRANSLITERATION)
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


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


def setting(text: str, key: str, lexicon: Lexicon, date: str | None) -> Setting:
    """Find the municipality that a clean text belongs to, and with it the names that can be meant.

    The authority's municipality whose distinctive names occur most often wins; without one, the town most often named.
    """
    town = _known_town(text, lexicon) or _named_town(text)
    scope = town.scope if town else f"document-{key}"
    iri = town.iri if town else None
    mine = tuple(body for body in lexicon.bodies if body.municipality in {None, iri} or body.iri == iri)
    return Setting(
        town,
        scope,
        date,
        known=tuple(b for b in mine if b.kind not in {"ListedGroup", "Group"}),
        groups=tuple(b for b in mine if b.kind in {"ListedGroup", "Group"}),
    )


def _known_town(text: str, lexicon: Lexicon) -> Body | None:
    votes: Counter[str] = Counter()
    for body in lexicon.bodies:
        town = body.iri if body.kind == "Municipality" else body.municipality
        if town is None:
            continue
        for name in body.names:
            if " " in name.strip() and name[0].isupper():
                votes[town] += text.count(name)
    best = [town for town, count in votes.most_common() if count]
    if not best:
        return None
    entry = lexicon.by_iri[best[0]]
    return Body(entry.label, "Municipality", entry.iri.split("/")[-2], iri=entry.iri)


def _named_town(text: str) -> Body | None:
    votes = Counter(match.group() for match in _TOWN.finditer(text))
    if not votes:
        return None
    name = max(votes, key=lambda n: (votes[n], -text.index(n)))
    bare = re.sub(r"s? (kommun|stad)$", "", name) if not name.split()[0].endswith("ss") else name.rsplit(" ", 1)[0]
    return Body(name, "Municipality", slug(bare))


@dataclass
class Resolver:
    """Reads the noun phrases of one document, in the order of its text, and remembers whom the section has named."""

    lexicon: Lexicon
    setting: Setting
    issuer: Body | None = None
    aliases: dict[str, Body] = field(default_factory=dict)
    named: list[Body] = field(default_factory=list)
    section: int = 0

    def resolve(self, phrase: NounPhrase, words: list[Token], section: int) -> tuple[Body | None, str]:
        """Who is meant by ``phrase`` in section number ``section``, and the reason (see :class:`kg.model.Mention`)."""
        if section != self.section:
            self.section, self.named = section, []
        body, reason = self._resolve(phrase, words)
        if body is not None and not body.is_group and not body.unnamed:
            self.named.append(body)
        return body, reason

    def _resolve(self, phrase: NounPhrase, words: list[Token]) -> tuple[Body | None, str]:
        if phrase.pronoun:
            return (self.named[-1], "antecedent") if self.named else (None, "unresolved")
        if (alias := self._alias(phrase, words)) is not None:
            return alias, "alias"
        return self._antecedent(phrase) if phrase.bare else self._spelled_out(phrase, words)

    def _spelled_out(self, phrase: NounPhrase, words: list[Token]) -> tuple[Body | None, str]:
        if phrase.known:
            return self._known(phrase), "authority"
        if phrase.is_group:
            return self._group(phrase, words), "group"
        if phrase.article:
            return Body(self._text(phrase, words), _kind(phrase), self.setting.scope, unnamed=True), "name"
        return self._name(phrase, words)

    # Names.

    def _alias(self, phrase: NounPhrase, words: list[Token]) -> Body | None:
        """The body that the document itself gave this short name, the name taken as written or as a common noun."""
        text = " ".join(words[i].text for i in range(phrase.first, phrase.last + 1))
        text = text.removesuffix("s") if phrase.genitive and text.removesuffix("s") in self.aliases else text
        found = self.aliases.get(text)
        if found is None and phrase.bare:
            found = next((body for alias, body in self.aliases.items() if alias.lower() == text.lower()), None)
        return found

    def _known(self, phrase: NounPhrase) -> Body:
        date = self.setting.date
        entry = min(
            phrase.known, key=lambda b: (date is not None and not b.valid_on(date), b.municipality is None, b.iri)
        )
        return _body_of(entry)

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
            return _body_of(entry), "authority"
        kind = _kind(phrase)
        scope = NATIONAL if kind == "StateAgency" else self.setting.scope
        return Body(name, kind, scope), "name"

    def _entry(self, name: str) -> KnownBody | None:
        """The authority's entry of that name, the linking s of a compound forgiven: "stadsdelnämnden"."""
        wanted = _without_links(name)
        return next(
            (
                b
                for b in self.setting.known
                if any(_without_links(n) == wanted for n in b.names) and b.valid_on(self.setting.date)
            ),
            None,
        )

    def _owned_antecedent(self, phrase: NounPhrase) -> Body | None:
        """ "stadsdelsnämnden" after "Farsta stadsdelsnämnd": the compound and owner, in the section or as issuer."""
        assert phrase.head is not None
        tail = " " + _without_links(phrase.stem + phrase.head.head.singular)
        whole = _without_links(phrase.stem + phrase.head.head.definite) + " "
        for body in reversed(self.named):
            if _without_links(body.name).startswith(whole):
                return body
        candidates = [*reversed(self.named), *([self.issuer] if self.issuer else [])]
        return next((body for body in candidates if _without_links(body.name).endswith(tail)), None)

    # Anaphors.

    def _antecedent(self, phrase: NounPhrase) -> tuple[Body | None, str]:
        assert phrase.head is not None
        kind = phrase.head.head.kind
        if kind == "Municipality":
            return (self.setting.town, "antecedent") if self.setting.town else (None, "unresolved")
        for body in reversed(self.named):
            if _is_a(body, kind):
                return body, "antecedent"
        if self.issuer is not None and _is_a(self.issuer, kind):
            return self.issuer, "issuer"
        if kind == "Organisation":
            # "biblioteket", "skolan": where no other was named, the town's own.
            return Body(phrase.name[0].upper() + phrase.name[1:], kind, self.setting.scope), "name"
        return None, "unresolved"

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
        same = [g for g in self.setting.groups if any(_without_links(n) == wanted for n in g.names)]
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
        return " ".join([*before, *modifiers, noun, *phrase.after])

    def _text(self, phrase: NounPhrase, words: list[Token]) -> str:
        """The name as written: first letter large, a genitive s dropped, a compound written apart joined."""
        texts = [words[i].text for i in range(phrase.first, phrase.last + 1)]
        at = phrase.head_at - phrase.first
        if phrase.head is not None:
            texts[at] = phrase.name
        if phrase.genitive:
            texts[-1] = texts[-1].removesuffix("s")
        if (
            phrase.head is not None
            and not phrase.stem
            and len(phrase.proper) > 1
            and phrase.head.head.singular == "förening"
            and texts[at][0].islower()
        ):
            texts[at - 1 : at + 1] = [f"{texts[at - 1]}-{texts[at]}"]
        joined = re.sub(r" ([,)])", r"\1", " ".join(texts))
        return joined if phrase.article else joined[0].upper() + joined[1:]


def named_body(name: str, lexicon: Lexicon, where: Setting) -> Body:
    """The body that a person calls ``name`` (an option such as ``--issuer``)."""
    words = tokens(name)
    finder = Finder.of(lexicon, where.known)
    whole = next((p for p in finder.find(words) if p.first == 0 and p.last == len(words) - 1), None)
    if whole is None:
        return Body(name, "Organisation", where.scope)
    body, _ = Resolver(lexicon, where).resolve(whole, words, 0)
    return body if body is not None else Body(name, _kind(whole), where.scope)


def _body_of(entry: KnownBody) -> Body:
    return Body(entry.label, entry.kind, entry.iri.split("/")[-2], iri=entry.iri)


def _kind(phrase: NounPhrase) -> str:
    return phrase.head.head.kind if phrase.head is not None else "Organisation"


def _is_a(body: Body, kind: str) -> bool:
    return body.kind == kind or (kind == "MunicipalCompany" and "AB" in body.name.split())


def _without_links(name: str) -> str:
    """A name without what spelling slips vary: case, hyphens, and an s before the last part of a compound."""
    return re.sub(r"s(?=nämnd|förvaltning|styrelse|kontor)", "", name.lower()).replace("-", " ")
