"""The print sheet "my organisation": one body's actions, roles, partners and quotes, made to fit a sheet of A4.

It is an HTML file of its own without any script. The page prints the same content (``js/printsheet.js``), in the same
order and with the same words and style.
"""

import re
import unicodedata
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import jinja2
import networkx as nx
from markupsafe import Markup

from viz.document import asset, clean, digest, texts
from viz.evidence import Evidence
from viz.payload import LANGUAGES, body, label, looks, terms
from viz.plain import Plain, size, table
from viz.simple import simple

STYLES = ("css/sheet.css", "sheet/document.css")
"""The style that the page prints with too, and what only a file of its own needs."""
LINE_BREAK = re.compile(r"(?<=[^\W\d_])-[^\S\n]*\n\s*(?=[^\W\d_])(?!(?:och|eller|samt|som|and|or)\b)(?=(.))", re.DOTALL)
UNSORTED = {"Mn", "Mc", "Me", "Cc", "Cf"}
"""Kinds of characters that make no difference to the order of names: marks over letters, and what cannot be seen."""
AFTER_Z = str.maketrans({"å": "{", "ä": "|", "ö": "}"})


@dataclass(frozen=True)
class Quote:
    """A sentence in pieces, each with whether it names the body; the number of its source; where it stands there."""

    pieces: tuple[tuple[str, bool], ...]
    source: int | None
    place: str | None


@dataclass(frozen=True)
class Part:
    """As what a body takes part, through whom, and what else is to be known of it."""

    role: str
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Matter:
    """A context with the body's parts in it, who else is named in it, and the quotes."""

    code: str | None
    label: str
    chips: tuple[str, ...]
    parts: tuple[Part, ...]
    others: str
    quotes: tuple[Quote, ...]


def sheet(graph: "nx.Graph[Any]", node: Hashable, language: str = "sv") -> str:
    """One HTML document about a node of the graph, in Swedish ("sv") or English ("en"), ready for printing on A4.

    It reads the attributes that ``page`` reads. The same graph gives the same characters each time. Raises
    ``ValueError`` for a node that is not in the graph and for another language.
    """
    if language not in LANGUAGES:
        raise ValueError(f"the sheet speaks {' and '.join(LANGUAGES)}, not {language!r}")
    if node not in graph:
        raise ValueError(f"the graph has no node {node!r}")
    account = _Account(graph, node, language)
    style = "\n".join(map(asset, STYLES))
    environment = jinja2.Environment(
        loader=jinja2.FunctionLoader(asset),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    html = environment.get_template("sheet.html.jinja").render(
        account=account,
        texts=account.texts,
        language=language,
        policy=f"default-src 'none'; style-src {digest(style)}; base-uri 'none'; form-action 'none'",
        style=Markup(style),  # noqa: S704 - files of this package
    )
    return clean(html)


class _Account:
    """What the sheet says of a node, in words."""

    def __init__(self, graph: "nx.Graph[Any]", node: Hashable, language: str) -> None:
        self.texts = texts()[language]
        self._graph, self._node, self._language = simple(graph), node, language
        self._evidence = Evidence(graph.graph)
        own = body(self._evidence, node, self._graph.nodes[node])
        self._parts: list[int] = own["participations"]
        self._possible, self._via = set(own["possible"]), own["via"]
        self._roles, self._modalities = terms(graph.graph.get("roles")), terms(graph.graph.get("modalities"))
        self._within: dict[int | None, list[int]] = {}
        for part, each in enumerate(self._evidence.lists["participations"]):
            self._within.setdefault(each["context"], []).append(part)
        self.name, self.aliases, self.unnamed = own["label"][language], own["aliases"], own["unnamed"]
        schemes = terms(graph.graph.get("schemes"))
        self.identifiers = [f"{self._named(schemes, each['scheme'])} {each['value']}" for each in own["identifiers"]]
        self.links = [self._link(each) for each in own["links"]]
        self.kind = looks([own["kind"]], table(graph.graph.get("kinds")))[own["kind"]]["label"][language]
        self.matters = self._matters()
        self.certain, self.possible = (self._partners(certain) for certain in (True, False))

    @property
    def summary(self) -> str:
        """How many contexts of each kind, and how many ties."""
        contexts = {part["context"] for part in self._listed("participations", self._parts)} - {None}
        ties = sum(len(names) for _, names in [*self.certain, *self.possible])
        counted = [self._counts(sorted(contexts)), self._count(self.texts["ties"], ties) if ties else ""]
        return " · ".join(filter(None, counted)) or str(self.texts["noParts"])

    @property
    def sources(self) -> list[str]:
        """Title, date and file of each document of the graph, in the order of their numbers."""
        return [
            ", ".join([each["label"], each["date"] or self.texts["sheetUndated"]])
            + (f" ({each['file']})" if each["file"] and each["file"] != each["label"] else "")
            for each in self._evidence.lists["documents"]
        ]

    def _name(self, node: Hashable) -> str:
        return label(node, self._graph.nodes[node])[self._language]

    def _link(self, link: Plain) -> str:
        """How the body is linked, to what, and in which data."""
        how = self.texts["linkHow"]
        place = f" ({link['data']})" if link["data"] else ""
        return f"{how.get(link['how'], how['other'])} {link['label'][self._language]}{place}"

    def _role(self, role: str | None) -> str:
        return str(self.texts["noRole"]) if role is None else self._named(self._roles, role)

    def _named(self, known: Plain, name: str) -> str:
        return str(known.get(name, {}).get(self._language, name))

    def _listed(self, name: str, places: Iterable[int]) -> list[Plain]:
        return [self._evidence.lists[name][place] for place in places]

    # --- partners

    def _partners(self, certain: bool) -> list[tuple[str, list[str]]]:
        """The names of the partners by what the ties rest on: most in common first, and by name."""
        found = []
        for other, tie in self._ties():
            if bool(tie.get("certain", True)) == certain:
                contexts = [item["context"] for item in self._evidence.behind(tie.get("evidence"))]
                weight = size(tie.get("weight"), max(1, len(contexts)))
                found.append((-weight, order(self._name(other), self._language), self._name(other), contexts))
        groups: dict[str, list[str]] = {}
        for _, _, name, contexts in sorted(found, key=lambda one: one[:2]):
            groups.setdefault(self._counts(contexts), []).append(name)
        return list(groups.items())

    def _ties(self) -> Iterator[tuple[Hashable, Mapping[str, Any]]]:
        """Each neighbour once, also in a graph with directions or several edges, and the tie as the page shows it."""
        for other in sorted(self._graph[self._node], key=str):
            yield other, self._graph.edges[self._node, other]

    # --- actions

    def _matters(self) -> list[tuple[str | None, list[Matter]]]:
        """The contexts by report, in the order of their numbers; None stands for no report."""
        contexts: dict[int | None, list[int]] = {}
        for part in self._parts:
            contexts.setdefault(self._evidence.lists["participations"][part]["context"], []).append(part)
        reports: dict[int | None, list[Matter]] = {}
        for context in sorted(contexts, key=self._rank):
            report = None if context is None else self._evidence.lists["contexts"][context]["report"]
            reports.setdefault(report, []).append(self._matter(context, contexts[context]))
        labels = self._evidence.lists["reports"]
        return [(None if report is None else labels[report]["label"], found) for report, found in reports.items()]

    def _rank(self, context: int | None) -> tuple[Any, ...]:
        """Reports as they come, what has none last; in a report as the numbers go, what has none last."""
        if context is None:
            return (1, 0, 1, "", 0)
        known = self._evidence.lists["contexts"][context]
        report, code = known["report"], known["code"]
        return (report is None, report or 0, code is None, order(code or "", "en"), context)

    def _matter(self, context: int | None, parts: Sequence[int]) -> Matter:
        known: Plain = {} if context is None else self._evidence.lists["contexts"][context]
        quotes: dict[int, list[int]] = {}
        for part in parts:
            quotes.setdefault(self._evidence.lists["participations"][part]["quote"], []).append(part)
        return Matter(
            code=known.get("code"),
            label=known.get("label") or self._evidence.lists["participations"][parts[0]]["label"],
            chips=tuple(self._chips(known)),
            parts=tuple(dict.fromkeys(map(self._part, parts))),
            others=self._others(context, parts),
            quotes=tuple(self._quote(quote, own) for quote, own in quotes.items() if quote is not None),
        )

    def _chips(self, known: Plain) -> Iterator[str]:
        """Kind of context, where it is no action, and modality."""
        if known and known["kind"] != "Action":
            yield self.texts["contextName"].get(known["kind"], known["kind"])
        if known.get("modality"):
            yield self._named(self._modalities, known["modality"])

    def _part(self, place: int) -> Part:
        part = self._evidence.lists["participations"][place]
        through = [self._say("through", name=part["through"])] if part["through"] else []
        return Part(self._role(part["role"]), (*through, *self._notes(place, part)))

    def _notes(self, place: int, part: Plain) -> Iterator[str]:
        if str(place) in self._via:
            yield self._say("maybeOneOf" if place in self._possible else "oneOf", group=self._via[str(place)])
        elif part["group"] in self.texts["group"]:
            yield self.texts["group"][part["group"]]
        for mark, word in (("unspecified", "unspecified"), ("implicit", "implicit"), ("open", "openList")):
            if part[mark]:
                yield self.texts[word]

    def _others(self, context: int | None, parts: Sequence[int]) -> str:
        """Who else the text names in the context, each with their role."""
        if context is None:
            return ""
        found = self._listed("participations", (part for part in self._within[context] if part not in parts))
        names = dict.fromkeys(f"{part['label']} ({self._role(part['role'])})" for part in found)
        return self._say("sheetWith", names=", ".join(names)) if names else ""

    def _quote(self, place: int, parts: Sequence[int]) -> Quote:
        quote = self._evidence.lists["quotes"][place]
        marks = [mark for part in self._listed("participations", parts) for mark in part["marks"]]
        source = None if quote["document"] is None else quote["document"] + 1
        known = quote["start"] is not None and quote["end"] is not None
        where = {name: self._number(quote[name]) for name in ("start", "end")} if known else {}
        return Quote(tuple(pieces(quote["text"], marks)), source, self._say("characters", **where) if known else None)

    # --- words

    def _say(self, text_name: str, /, **values: str) -> str:
        return re.sub(r"\{(\w+)\}", lambda found: values.get(found[1], found[0]), self.texts[text_name])

    def _count(self, forms: Sequence[str], number: int) -> str:
        return forms[number != 1].replace("{n}", self._number(number))

    def _counts(self, contexts: Iterable[int]) -> str:
        """How many contexts of each kind: "3 actions, 1 agreement"."""
        counts: dict[str, int] = {}
        for known in self._listed("contexts", contexts):
            kind = known["kind"] if known["kind"] in self.texts["context"] else "other"
            counts[kind] = counts.get(kind, 0) + 1
        return ", ".join(self._count(self.texts["context"][kind], number) for kind, number in counts.items())

    def _number(self, number: int) -> str:
        return f"{number:,}".replace(",", "\u00a0" if self._language == "sv" else ",")


def order(name: str, language: str) -> tuple[tuple[int, int, str], ...]:
    """What a name is sorted by: numbers as numbers, in Swedish å, ä and ö last, without other marks over letters."""
    lower = unicodedata.normalize("NFC", name).lower()
    folded = lower.translate(AFTER_Z) if language == "sv" else lower
    bare = "".join(char for char in unicodedata.normalize("NFD", folded) if unicodedata.category(char) not in UNSORTED)
    return tuple(
        (0, int(piece), "") if piece.isdecimal() else (1, 0, piece) for piece in re.split(r"(\d+)", bare) if piece
    )


def pieces(sentence: str, marks: Iterable[Sequence[int]]) -> Iterator[tuple[str, bool]]:
    """The sentence cut where marks (start and end in characters) begin and end, each piece with whether it is marked.

    A word that the document breaks at a line's end is put together.
    """
    marked = bytearray(len(sentence))
    for start, end in marks:
        first, last = min(max(0, start), len(sentence)), min(max(0, end), len(sentence))
        marked[first:last] = b"\x01" * max(0, last - first)
    start = 0
    for end in range(1, len(sentence) + 1):
        if end == len(sentence) or marked[end] != marked[start]:
            yield _joined(sentence[start:end]), bool(marked[start])
            start = end


def _joined(piece: str) -> str:
    return LINE_BREAK.sub(lambda gap: "" if gap[1].islower() else gap[0], piece)
