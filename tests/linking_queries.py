"""Five hundred questions with known answers, made from the state agencies by a seeded generator.

Each is a name as a text may have it: misspelled, inflected, without its dots, abbreviated, written apart, old or
English; or the name of an agency that the server does not have, and names made up to be nearly those of others.
"""

import random
import re
from collections import Counter
from dataclasses import dataclass

from kg.linking.entity import Entity

COUNTS = {
    "misspelled": 110,
    "misspelled twice": 20,
    "inflected": 60,
    "without dots": 30,
    "capitals": 20,
    "acronym": 40,
    "abbreviated": 30,
    "written apart": 30,
    "old": 30,
    "English": 40,
    "absent": 30,
    "absent and misspelled": 20,
    "near-namesake": 40,
}
HELD_OUT = 120
_NEIGHBOURS = "qwertyuiopåasdfghjklöäzxcvbnm"
_SHORT = {
    "tingsrätt": "tingsr.",
    "universitet": "univ.",
    "myndigheten": "myndigh.",
    "länsstyrelsen": "länsst.",
    "högskola": "högsk.",
    "högskolan": "högsk.",
    "statens": "stat.",
    "institut": "inst.",
    "institutet": "inst.",
    "nämnden": "nämnd.",
}
_DEFINITE = {
    "verket": "verk",
    "nämnden": "nämnd",
    "styrelsen": "styrelse",
    "myndigheten": "myndighet",
    "inspektionen": "inspektion",
    "rådet": "råd",
    "institutet": "institut",
}
_FIRST_PARTS = (
    *("Skogs", "Sjö", "Jord", "Väg", "Energi", "Bok", "Bro", "Djur", "Vatten", "Musei", "Sport", "Konst", "Språk"),
    *("Cykel", "Stål", "Kol", "Rör", "Luft"),
)


@dataclass(frozen=True)
class Query:
    """A name as a text has it, how it was made, and the address of the agency that is meant, "" where there is none."""

    text: str
    how: str
    answer: str


class Generator:
    """Makes the queries. The same seed and the same agencies give the same queries."""

    def __init__(self, agencies: list[Entity], towns: list[str], seed: int) -> None:
        self.chance = random.Random(seed)
        self.held_out = set(self.chance.sample([each.iri for each in agencies], HELD_OUT))
        self.agencies, self.towns = agencies, towns
        self.counted = Counter(plain(name) for each in agencies for name in each.names)
        self.roots = {root(name) for name in self.counted}
        self.served = [each for each in agencies if each.iri not in self.held_out]
        self.absent = [each for each in agencies if each.iri in self.held_out]

    def queries(self) -> list[Query]:
        found: list[Query] = []
        for how, count in COUNTS.items():
            made: dict[str, Query] = {}
            while len(made) < count:
                query = self.query(how)
                if query is not None:
                    made.setdefault(query.text, query)
            found += made.values()
        return found

    def query(self, how: str) -> Query | None:
        if how == "near-namesake":
            text = self.near_namesake()
            return Query(text, how, "") if text and root(text) not in self.roots else None
        absent = how.startswith("absent")
        agency = self.chance.choice(self.absent if absent else self.served)
        text = self.changed(agency, how)
        if not text or self.counted[plain(text)] > (1 if plain(text) in map(plain, agency.names) else 0):
            return None
        return Query(text, how, "" if absent else agency.iri)

    def changed(self, agency: Entity, how: str) -> str | None:  # noqa: C901, PLR0911
        name = agency.label
        match how:
            case "absent":
                return name
            case "misspelled" | "absent and misspelled":
                return self.misspelled(name)
            case "misspelled twice":
                once = self.misspelled(name) if len(name) > 18 else None
                return self.misspelled(once) if once else None
            case "inflected":
                return self.inflected(name)
            case "without dots":
                bare = name.translate(str.maketrans("åäöÅÄÖé", "aaoAAOe"))
                return bare if bare != name else None
            case "capitals":
                return name.upper()
            case "acronym":
                return self.picked([n for n in agency.names[1:] if re.fullmatch(r"[A-ZÅÄÖ]{2,7}", n)])
            case "abbreviated":
                words = [_SHORT.get(word.lower(), word) for word in name.split()]
                return " ".join(words) if words != name.split() and len(words) > 1 else None
            case "written apart":
                found = re.fullmatch(
                    r"(.*?\w{4,}?)(verket|myndigheten|inspektionen|styrelsen|nämnden|rådet|institutet)", name
                )
                return found and self.chance.choice([f"{found[1]} {found[2]}", f"{found[1]}-{found[2]}"])
            case "old":
                return self.picked([n for n in agency.names[1:] if len(n) > 8 and not english(n) and not n.isupper()])
            case "English":
                return self.picked([n for n in agency.names[1:] if english(n)])
        raise AssertionError(how)

    def picked(self, names: list[str]) -> str | None:
        return self.chance.choice(names) if names else None

    def misspelled(self, name: str) -> str | None:
        """One slip of the fingers in a word of six letters or more, its first letter left alone."""
        words = [found.span() for found in re.finditer(r"\w{6,}", name)]
        if not words:
            return None
        start, end = self.chance.choice(words)
        at = self.chance.randrange(start + 1, end - 1)
        other = self.chance.choice(_NEIGHBOURS)
        before, char, after = name[:at], name[at], name[at + 1 :]
        changed = self.chance.choice(
            [
                before + after,
                before + char + char + after,
                before + after[:1] + char + after[1:],
                before + other + after,
            ]
        )
        return changed if changed != name else None

    def inflected(self, name: str) -> str | None:
        """A genitive, or the last word without its definite ending or with one."""
        forms = [f"{name}s"] if not name.endswith(("s", ".")) else []
        for ending, bare in _DEFINITE.items():
            if name.endswith(ending):
                forms.append(name.removesuffix(ending) + bare)
            elif name.endswith(bare):
                forms.append(name.removesuffix(bare) + ending)
        return self.picked(forms)

    def near_namesake(self) -> str | None:
        """A name that no agency has and that looks like one: another town, another first part, another number."""
        name = self.chance.choice(self.agencies).label
        town = self.chance.choice(self.towns)
        if found := re.fullmatch(r"(\S+) tingsrätt", name):
            return f"{town} tingsrätt" if town not in found[1] else None
        if found := re.fullmatch(
            r"(Länsstyrelsen i|Förvaltningsrätten i|Kammarrätten i|Högskolan i|Åklagarkammaren i) .*", name
        ):
            return f"{found[1]} {town}"
        if found := re.fullmatch(r"(\w{3,}?s?)(verket|inspektionen|styrelsen|rådet|institutet|nämnden)", name):
            other = self.chance.choice(_FIRST_PARTS)
            return f"{other}{found[2]}"
        if found := re.fullmatch(r"(Första|Andra|Tredje|Fjärde|Sjätte|Sjunde) (.*)", name):
            return f"{self.chance.choice(['Femte', 'Åttonde', 'Nionde'])} {found[2]}"
        return None


def plain(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))


def root(text: str) -> str:
    """A name without Statens and without the article at the end: "Konstrådet" is Statens konstråd."""
    bare = re.sub(r"^(?:statens|svenska|sveriges) ", "", plain(text))
    return re.sub(r"(verk|råd|institut|nämnd|styrelse|inspektion)(?:et|en|n)\b", r"\1", bare)


def english(name: str) -> bool:
    return bool(
        re.search(r"\b(?:Agency|Swedish|National|Board|Authority|Council|Institute|of|for|Court|University)\b", name)
    )
