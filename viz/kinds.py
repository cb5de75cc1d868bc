"""How each kind of body looks: a shape and a colour of its own, so that neither is needed to read the other.

The hues follow the Okabe-Ito palette, which people with any of the common colour deficiencies can tell apart, moved
darker on a light page and lighter on a dark one until they stand out from it (3:1 at the least).
"""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Look:
    """A shape that vis-network draws, a colour per theme, whether it is hollow, and the kind's name per language."""

    shape: str
    light: str
    dark: str
    sv: str
    en: str
    hollow: bool = False
    dashed: bool = False

    def data(self) -> dict[str, Any]:
        """The look as plain values for the page."""
        return {
            "shape": self.shape,
            "light": self.light,
            "dark": self.dark,
            "hollow": self.hollow,
            "dashed": self.dashed,
            "label": {"sv": self.sv, "en": self.en},
        }


LOOKS: dict[str, Look] = {
    "Committee": Look("dot", "#0b6cad", "#4aa8e8", "nämnd eller styrelse", "committee"),
    "Administration": Look("square", "#2a93b8", "#7fd0ee", "förvaltning eller kontor", "administration"),
    "MunicipalCompany": Look("diamond", "#c8510a", "#f28a4a", "kommunalt bolag", "municipal company"),
    "CivilSocietyOrganisation": Look("triangle", "#00805c", "#2fc79b", "civilsamhälle", "civil society"),
    "StateAgency": Look("hexagon", "#a4478a", "#dd8fc4", "statlig myndighet", "state agency"),
    "Municipality": Look("star", "#a97600", "#f0c04a", "kommun", "municipality"),
    "Region": Look("triangleDown", "#7a5a3a", "#c9a27c", "region", "region"),
    "Organisation": Look("square", "#62707c", "#a3b1bd", "annan organisation", "other organisation", hollow=True),
    "Group": Look("dot", "#5b5fa8", "#a5a9ee", "grupp", "group", hollow=True),
    "ListedGroup": Look("dot", "#5b5fa8", "#a5a9ee", "grupp med kända medlemmar", "group, members known", hollow=True),
    "OpenGroup": Look("dot", "#5b5fa8", "#a5a9ee", "obestämd grupp", "open group", hollow=True, dashed=True),
}
FALLBACK = "Organisation"


def look(kind: str) -> Look:
    """The look of a kind; a kind that is not known looks like an organisation of unknown kind."""
    return LOOKS.get(kind, LOOKS[FALLBACK])
