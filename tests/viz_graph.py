"""A network as the graph of a real document gives it: some thirty bodies, three reports, every kind of evidence.

The sentences are made up here. ``network()`` keeps to the attributes that ``viz`` reads; ``hostile()`` is the same with
names that try to do harm.
"""

from dataclasses import dataclass, field
from itertools import combinations, product
from typing import Any

import networkx as nx

BASE = "https://example.org/id/"
DISTRICTS = (
    "Rinkeby-Kista", "Spånga-Tensta", "Hässelby-Vällingby", "Bromma", "Kungsholmen", "Norrmalm", "Östermalm",
    "Södermalm", "Enskede-Årsta-Vantör", "Skarpnäck", "Farsta", "Älvsjö", "Hägersten-Liljeholmen", "Skärholmen",
)  # fmt: skip
SCRIPT = "<script>document.title='harm'</script>"
ACCOUNTABLE = {"responsible", "mainResponsible", "leads", "coResponsible"}


@dataclass(frozen=True)
class Part:
    """One body's part in a context: the words for it, its role, and whom the words stand for."""

    words: str
    role: str
    bodies: tuple[str, ...]
    through: str | None = None
    open_list: bool = False
    status: str = "explicit"
    unspecified: bool = False
    group: str | None = None


@dataclass(frozen=True)
class Matter:
    """One context with its sentence and its parts."""

    report: str | None
    code: str | None
    title: str
    sentence: str
    parts: tuple[Part, ...]
    kind: str = "Action"
    modality: str | None = "shall"
    pairs: tuple[tuple[str, str], ...] = field(default=())


def _committee(district: str) -> str:
    return f"{district}s stadsdelsnämnd" if district == "Rinkeby-Kista" else f"{district} stadsdelsnämnd"


ALL = tuple(_committee(district) for district in DISTRICTS)
KS, UBN, SBN, EXPN = "Kommunstyrelsen", "Utbildningsnämnden", "Stadsbyggnadsnämnden", "Exploateringsnämnden"
TRAFFIC, CULTURE = "Trafiknämnden", "Kulturnämnden"
HOUSING, TECHNICAL, CONCERNED = "Kommunala bostadsbolag", "Tekniska nämnder", "Nämnder"
PARKS, OFFICE, SVB = "Folkets Hus och Parker", "Rinkeby-Kista stadsdelsförvaltning", "Svenska Bostäder"
LOCAL, UNNAMED = "Folkets Hus-föreningen i Rinkeby", "En lokal förening"
KANSLI, CITY, REGION, AGENCY = "Kansliet för mänskliga rättigheter", "Stockholms stad", "Region Stockholm", "Boverket"
KINDS = {
    **dict.fromkeys((*ALL, KS, UBN, SBN, EXPN, TRAFFIC, CULTURE), "Committee"),
    **dict.fromkeys((HOUSING, TECHNICAL, CONCERNED), "Group"),
    **dict.fromkeys((OFFICE, KANSLI), "Administration"),
    **dict.fromkeys((PARKS, LOCAL), "CivilSocietyOrganisation"),
    SVB: "MunicipalCompany", UNNAMED: "Organisation", CITY: "Municipality", REGION: "Region", AGENCY: "StateAgency",
}  # fmt: skip
REPORTS = {"R1": "Skolan som möts", "R2": "Staden och föreningarna", "R3": "En stad som håller ihop"}
EVERY = "stadsdelsnämnderna"


def _districts(role: str = "cooperates", words: str = EVERY, **more: Any) -> Part:
    return Part(words, role, ALL, **more)


MATTERS = (
    Matter("R1", "6.4.2", "Berätta om nyanlända för invånarna",
           "Kommunstyrelsen svarar för frågan. Vad stadsdelsnämnderna ska göra sägs inte.",
           (Part("Kommunstyrelsen", "responsible", (KS,)), _districts("coResponsible", unspecified=True)),
           modality="planned"),
    Matter("R1", "6.4.4", "Mentorer för nyanlända elever i grundskola och gymnasium",
           "Utbild-\n\nningsnämnden svarar för detta och ska samverka med stadsdelsnämnderna.",
           (Part("Utbild-\n\nningsnämnden", "responsible", (UBN,)), _districts())),
    Matter("R1", "6.5.1", "Skolor och föräldrar ska få nya former för samverkan, särskilt i skolor med högt index",
           "Ansvarig är Utbildningsnämnden, som ska samverka med bl.a. stadsdelsnämnderna.",
           (Part("Utbildningsnämnden", "responsible", (UBN,)), _districts(open_list=True))),
    Matter("R1", "6.5.2", "Starta studiecirklar tillsammans med studieförbunden",
           "Ansvarig är Kommunstyrelsen genom Kansliet för mänskliga rättigheter. "
           "Samverkan ska ske med stadsdelsnämnderna och Utbildningsnämnden.",
           (Part("Kommunstyrelsen", "responsible", (KS,), through=KANSLI), _districts(),
            Part("Utbildningsnämnden", "cooperates", (UBN,)))),
    Matter("R2", "4.1.1", "Lotsar för föreningslivet",
           "Kommunstyrelsen leder arbetet med lotsar. Samverkan sker med stadsdelsnämnderna.",
           (Part("Kommunstyrelsen", "leads", (KS,)), _districts()), modality="reported"),
    Matter("R2", "4.1.2", "Ett program som stärker föreningarna",
           "Programmet bör ge kunskap. Ansvarig är Kommunstyrelsen i samverkan med stadsdelsnämnderna.",
           (Part("Kommunstyrelsen", "responsible", (KS,)), _districts()), modality="should"),
    Matter("R2", "4.2.1", "Riktlinjer för bidrag i hela staden",
           "Kommunstyrelsen svarar i samverkan med berörda nämnder.",
           (Part("Kommunstyrelsen", "responsible", (KS,)),
            Part("berörda nämnder", "cooperates", (CONCERNED,), group="some")),
           modality="should"),
    Matter("R2", "4.3.1", "Lokal omvärldsbevakning",
           "Kommunstyrelsen svarar i samverkan med bl.a. stadsdelsnämnderna.",
           (Part("Kommunstyrelsen", "responsible", (KS,)), _districts(open_list=True)), modality="examine"),
    Matter("R2", "4.4.1", "Stöd invånarnas egna mötesplatser, särskilt där de behövs mest",
           "Kommunstyrelsen är huvudansvarig. Samverkan ska ske med stadsdelsnämnderna och kommunala bostadsbolag.",
           (Part("Kommunstyrelsen", "mainResponsible", (KS,)), _districts(),
            Part("kommunala bostadsbolag", "cooperates", (HOUSING,)))),
    Matter("R2", None, "Avsiktsförklaring om Husby Träff",
           "En avsiktsförklaring har undertecknats av Folkets Hus och Parker, stadsdelsförvaltningen "
           "och Svenska Bostäder.",
           (Part("Folkets Hus och Parker", "signatory", (PARKS,)),
            Part("stadsdelsförvaltningen", "signatory", (OFFICE,)),
            Part("Svenska Bostäder", "signatory", (SVB,))),
           kind="Agreement", modality=None, pairs=((PARKS, OFFICE), (PARKS, SVB), (OFFICE, SVB))),
    Matter("R2", None, "Husby Träff byter ägare",
           "En lokal förening tog över Husby Träff från Rinkeby-Kistas stadsdelsnämnd den 1 mars 2016.",
           (Part("En lokal förening", "transferee", (UNNAMED,)),
            Part("Rinkeby-Kistas stadsdelsnämnd", "transferor", (ALL[0],))),
           kind="Transfer", modality=None),
    Matter("R2", None, "Samverkan med Folkets Hus i Rinkeby",
           "Nämnden samverkar också med Folkets Hus-föreningen i Rinkeby.",
           (Part("Nämnden", "cooperates", (ALL[0],), status="implicit"),
            Part("Folkets Hus-föreningen i Rinkeby", "cooperates", (LOCAL,))),
           kind="Collaboration", modality="reported", pairs=((ALL[0], LOCAL),)),
    Matter("R3", "6.1.3", "Profilprojekt för hela staden",
           "Exploateringsnämnden och Stadsbyggnadsnämnden svarar och samverkar med berörda stadsdelsnämnder "
           "samt kommunala bostadsbolag.",
           (Part("Exploateringsnämnden", "responsible", (EXPN,)), Part("Stadsbyggnadsnämnden", "responsible", (SBN,)),
            _districts(words="berörda stadsdelsnämnder", group="some"),
            Part("kommunala bostadsbolag", "cooperates", (HOUSING,)))),
    Matter("R3", "6.2.1", "Lokala program och områdesplaner som hör ihop",
           "Stadsbyggnadsnämnden svarar för samordningen. Samverkan ska ske med bl.a. stadsdelsnämnderna.",
           (Part("Stadsbyggnadsnämnden", "responsible", (SBN,)), _districts(open_list=True))),
    Matter("R3", "6.3.1", "Ett sätt att räkna på sociala värden",
           "Ansvarig är Stadsbyggnadsnämnden som ska samverka med övriga tekniska nämnder, Kulturnämnden, "
           "berörda stadsdelsnämnder och kommunala bostadsbolag.",
           (Part("Stadsbyggnadsnämnden", "responsible", (SBN,)),
            Part("övriga tekniska nämnder", "cooperates", (TECHNICAL,), group="others"),
            Part("Kulturnämnden", "cooperates", (CULTURE,)),
            _districts(words="berörda stadsdelsnämnder", group="some"),
            Part("kommunala bostadsbolag", "cooperates", (HOUSING,))), modality="proposed"),
    Matter("R3", "6.3.2", "Stadsrummet läst med sociala ögon",
           "Ansvarig är Stadsbyggnadsnämnden i samverkan med Trafiknämnden och berörd stadsdelsnämnd.",
           (Part("Stadsbyggnadsnämnden", "responsible", (SBN,)), Part("Trafiknämnden", "cooperates", (TRAFFIC,)),
            _districts(words="berörd stadsdelsnämnd", group="one"))),
)  # fmt: skip


def network(rename: dict[str, str] | None = None) -> nx.Graph:
    """The network; ``rename`` puts other names on bodies, without touching anything else."""
    graph = nx.Graph(**_attributes())
    for name, kind in KINDS.items():
        graph.add_node(BASE + name, **_body(name, (rename or {}).get(name, name), kind))
    text, places = _written()
    graph.graph["documents"]["D"]["text"] = text
    for number, (matter, (heading, sentence)) in enumerate(zip(MATTERS, places, strict=True)):
        _add(graph, number, matter, sentence)
        graph.graph["contexts"][f"{BASE}action/{number}"]["heading"] = [heading, heading + len(matter.title)]
    for part in graph.graph["participations"].values():
        part["quote"]["line"] = text.count("\n", 0, part["quote"]["start"]) + 1
    return graph


def _written() -> tuple[str, list[tuple[int, int]]]:
    """The document's text, and where in it the heading and the sentence of each matter begin.

    It begins with characters that take two units of a string in a browser, and one here.
    """
    text, places = "Bilaga 🙂 om kommissionens 𝔸tgärder\n\nEn mening som ingen citerar.\n\n", []
    for matter in MATTERS:
        places.append((len(text), len(text) + len(matter.title) + 1))
        text += f"{matter.title}\n{matter.sentence} Här slutar stycket.\n\n"
    return text, places


def hostile() -> nx.Graph:
    """The same network with names and words that would do harm if anything took them for more than text."""
    names = {
        KS: SCRIPT, UBN: "\"><img src=x onerror=\"document.title='harm'\">",
        SBN: "A" * 10_000, EXPN: "\u202eadnaw\u2067",
        SVB: "</script><script>document.title='harm'</script>", CULTURE: "<!-- href='x' --> \u2028 & amp",
    }  # fmt: skip
    graph = network(names)
    graph.graph["title"] = f"Titel {SCRIPT}"
    document = graph.graph["documents"]["D"]
    document["label"] += SCRIPT
    document["text"] += f"\u202eadnaw\u2067 {SCRIPT} <!-- \u2028 --> <img src=x onerror=alert(1)>\x00\n\n{'B' * 3000}"
    for rule in graph.graph["rules"].values():
        rule["sv"] = SCRIPT
    graph.graph["about"] |= {"licence": "javascript:alert(1)", "contact": SCRIPT, "generator": SCRIPT}
    graph.graph["roles"]["responsible"]["sv"] = SCRIPT
    for context in graph.graph["contexts"].values():
        context["label"] += " <img src=x onerror=alert(1)>"
    for place, address in enumerate(
        ("javascript:alert(1)", "https://example.org/ok", "data:text/html,x", " JavaScript:x")
    ):
        graph.nodes[BASE + KS]["identifiers"][f"adress {place}"] = address
    graph.nodes[BASE + KS]["links"] = [
        {
            "address": "javascript:alert(3)", "label": SCRIPT, "how": SCRIPT, "data": SCRIPT, "grounds": SCRIPT,
            "by": "javascript:alert(4)", "comment": SCRIPT, "facts": [
                {"sv": SCRIPT, "en": SCRIPT, "value": value, "name": SCRIPT, "source": SCRIPT, "date": SCRIPT}
                for value in ("javascript:alert(5)", "mailto:a@example.org", "https://example.org/ok")
            ],
        },
        "no link", {"label": "no address"}, None,
    ]  # fmt: skip
    graph.graph["schemes"] = {"organisationsnummer": SCRIPT, "wikidata": {"sv": SCRIPT}}
    graph.add_node("javascript:alert(2)", label="javascript:alert(2)", kind="<b>")
    graph.add_edge("javascript:alert(2)", BASE + KS)
    return graph


LINKS = [
    {
        "address": "https://example.org/Q1", "label": "Bolaget", "label_en": "The company", "how": "exact",
        "data": "example.org", "grounds": "ManualMappingCuration", "by": "registrator", "comment": "samma nummer",
        "facts": [
            {"sv": "webbplats", "en": "web site", "value": "https://example.org/hem", "name": None,
             "source": "Exempeldata", "date": "2016-03-01"},
            {"sv": "del av", "en": "part of", "value": "https://example.org/Q2", "name": "Koncernen",
             "source": "Exempeldata", "date": None},
        ],
    },
    {"address": "urn:x:2", "label": None, "label_en": None, "how": "related", "data": None, "grounds": "OddMatching",
     "by": "https://orcid.org/0000-0002-1825-0097", "comment": None, "facts": []},
]  # fmt: skip
"""Two links of one body: one with facts, and one that is no web address."""


def sentences() -> list[str]:
    """Every sentence that the network quotes."""
    return [matter.sentence for matter in MATTERS]


def _attributes() -> dict[str, Any]:
    words = {
        "responsible": ("ansvarig", "responsible", "accountable"),
        "mainResponsible": ("huvudansvarig", "main responsible", "accountable"),
        "coResponsible": ("delansvarig", "jointly responsible", "accountable"),
        "leads": ("leder", "leads", "accountable"),
        "cooperates": ("samverkar", "cooperates", "contributing"),
        "signatory": ("undertecknare", "signatory", "agreementAndEvent"),
        "transferor": ("överlåtare", "transferor", "agreementAndEvent"),
        "transferee": ("övertagare", "transferee", "agreementAndEvent"),
    }
    modalities = {
        "shall": ("ska", "shall"), "should": ("bör", "should"), "planned": ("planeras", "planned"),
        "proposed": ("föreslås", "proposed"), "examine": ("utreds", "to be examined"),
        "reported": ("sker redan", "reported"),
    }  # fmt: skip
    return {
        "title": "Vem samverkar med vem",
        "language": "sv",
        "documents": {
            "D": {
                "label": "Bilaga om kommissionens åtgärder",
                "file": "bilaga.txt",
                "date": None,
                "issuer": "Rinkeby-Kista stadsdelsnämnd",
            }
        },
        "reports": {name: {"label": label, "document": "D"} for name, label in REPORTS.items()},
        "contexts": {},
        "participations": {},
        "roles": {name: {"sv": sv, "en": en, "group": group} for name, (sv, en, group) in words.items()},
        "rules": {
            "subject of verb": {"sv": "den som gör något", "en": "who does something", "found": 772, "right": 756}
        },
        "about": {
            "generator": "samverkan 0.1.0",
            "licence": "https://creativecommons.org/licenses/by/4.0/",
            "measurements": [
                {
                    "sv": "prövade texter",
                    "en": "tried texts",
                    "texts": 38,
                    "claims": 777,
                    "precision": 0.979,
                    "recall": 0.92,
                }
            ],
            "measured_on": {"sv": "Texterna är påhittade.", "en": "The texts are made up."},
            "contact": None,
        },
        "kinds": {"Committee": {"sv": "nämnd eller styrelse", "en": "committee"}},
        "modalities": {name: {"sv": sv, "en": en} for name, (sv, en) in modalities.items()},
        "schemes": {"organisationsnummer": {"sv": "organisationsnummer", "en": "organisation number"}},
    }


def _body(name: str, label: str, kind: str) -> dict[str, Any]:
    known = name == SVB
    return {
        "label": label, "label_en": "City of Stockholm" if name == CITY else label, "kind": kind,
        "aliases": ["AB Svenska Bostäder", "SvB"] if known else [],
        "identifiers": {"organisationsnummer": ["556043-6429"], "wikidata": "https://example.org/Q1"} if known else {},
        "links": LINKS if known else [],
        "participations": [], "via_group": {}, "possible": [], "unnamed": name == UNNAMED,
    }  # fmt: skip


def _add(graph: nx.Graph, number: int, matter: Matter, offset: int) -> None:
    context = f"{BASE}action/{number}"
    graph.graph["contexts"][context] = {
        "kind": matter.kind, "code": matter.code, "label": matter.title, "report": matter.report, "document": "D",
        "modality": matter.modality, "purpose": None,
    }  # fmt: skip
    names = []
    for place, part in enumerate(matter.parts):
        names.append(f"{context}-{place}")
        graph.graph["participations"][names[-1]] = _participation(context, matter, part, offset)
        for body in part.bodies:
            _take_part(graph.nodes[BASE + body], names[-1], part)
    for one, other in combinations(range(len(matter.parts)), 2):
        _tie(graph, context, matter, (one, other), (names[one], names[other]))


def _participation(context: str, matter: Matter, part: Part, offset: int) -> dict[str, Any]:
    start = matter.sentence.index(part.words)
    quote = {"text": matter.sentence, "start": offset, "end": offset + len(matter.sentence),
             "marks": [[start, start + len(part.words)]], "page": None,
             "mention": [offset + start, offset + start + len(part.words)]}  # fmt: skip
    return {
        "context": context, "label": part.words.replace("-\n\n", ""), "mention": part.words, "role": part.role,
        "modality": matter.modality, "through": part.through, "open_list": part.open_list, "status": part.status,
        "unspecified": part.unspecified, "group": part.group, "quote": quote, "rule": "subject of verb",
        "confidence": 0.98, "cue": "svarar\nför",
    }  # fmt: skip


def _take_part(node: dict[str, Any], name: str, part: Part) -> None:
    node["participations"].append(name)
    if len(part.bodies) > 1:
        node["via_group"][name] = part.words
        if part.group:
            node["possible"].append(name)


def _tie(graph: nx.Graph, context: str, matter: Matter, places: tuple[int, int], names: tuple[str, str]) -> None:
    one, other = (matter.parts[place] for place in places)
    certain = not {one.group, other.group} & {"some", "one", "others", "open"}
    for a, b in product(one.bodies, other.bodies):
        if a != b and _tied(matter, one, other, a, b):
            _add_evidence(
                graph, BASE + a, BASE + b, {"context": context, "certain": certain, "participations": list(names)}
            )


def _tied(matter: Matter, one: Part, other: Part, a: str, b: str) -> bool:
    if matter.kind != "Action":
        return (a, b) in matter.pairs
    return bool({one.role, other.role} & ACCOUNTABLE)


def _add_evidence(graph: nx.Graph, a: str, b: str, item: dict[str, Any]) -> None:
    if not graph.has_edge(a, b):
        graph.add_edge(a, b, certain=False, weight=0, evidence=[])
    edge = graph.edges[a, b]
    edge["certain"] = edge["certain"] or item["certain"]
    edge["weight"] += 1
    edge["evidence"].append(item)
