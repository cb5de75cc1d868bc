"""A user's own municipality: the rows of a table made into entries of an authority file, or told what is wrong.

A row names a body, says what kind it is and to whom it belongs. A body of a municipality is met only in documents of
that municipality; one without a parent (an association, an agency) in all. Nothing is guessed: a parent that neither
the table nor the register has, a name that could mean two bodies on one day, a number that fails its check are each a
problem with its line and column. The same table gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import partial
from hashlib import sha256
from typing import TypeVar

from kg import town_cells as cells
from kg.authority_entry import ID, Entry, turtle_file
from kg.folding import plain
from kg.namespaces import SAMV
from kg.register import LABEL, OTHER, Record, Register, identifier_key, overlap
from kg.spreadsheet import Problem, Row, Sheet
from kg.towns import NATIONAL, slug, town_scope

T = TypeVar("T")

_PARENTS = {
    "Municipality": ("Area",),
    "Region": ("Area",),
    "Committee": ("Municipality", "Committee"),
    "Administration": ("Municipality", "Committee", "Administration"),
    "MunicipalCompany": ("Municipality", "MunicipalCompany"),
    "StateAgency": ("StateAgency",),
    "CivilSocietyOrganisation": ("Municipality", "CivilSocietyOrganisation"),
    "Organisation": ("Municipality", "Region", "StateAgency", "CivilSocietyOrganisation", "Organisation"),
}
"""By kind, what a body of that kind can belong to."""

_NEED_PARENT = frozenset({"Committee", "Administration", "MunicipalCompany"})
_WORDS = {
    "Municipality": "a municipality",
    "Region": "a region",
    "Committee": "a committee",
    "Administration": "an administration",
    "MunicipalCompany": "a municipal company",
    "StateAgency": "a state agency",
    "CivilSocietyOrganisation": "an association",
    "Organisation": "an organisation",
    "Area": "a county",
}


@dataclass(eq=False)
class Body:
    """A row that was read: what its cells say, then to whom it belongs, then its address below `ID`.

    ``known`` is the register's record of the same body, to which the row adds.
    """

    row: Row
    name: str
    kind: str
    others: tuple[str, ...]
    identifiers: cells.Identifiers
    first_day: str
    last_day: str
    parent: Body | Record | None = None
    known: Record | None = None
    iri: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """All its names, as they are compared."""
        return tuple(plain(each) for each in (self.name, *self.others))

    def overlaps(self, first: str, last: str) -> bool:
        """Whether it is valid on a day from ``first`` to ``last``; "" for no bound."""
        return overlap(self.first_day, self.last_day, first, last)


@dataclass(frozen=True)
class Town:
    """What a table says: its bodies as entries, the names of the municipalities, and what is wrong with it."""

    sheet: Sheet
    entries: tuple[Entry, ...]
    bodies: int
    municipalities: tuple[str, ...]
    problems: tuple[Problem, ...]

    def turtle(self) -> str:
        """The authority file."""
        whose = f"Bodies of {' and '.join(self.municipalities)}" if self.municipalities else "Bodies"
        made = "Made by `samverkan authority add`: edit the table and add it again."
        return turtle_file(f"{whose}, from {self.sheet.file_name}.\n{made}", self.entries)


def read_town(sheet: Sheet, register: Register) -> Town:
    """Read the rows in the light of what is known already; every problem is told, in the order of the rows."""
    reading = _Reading(sheet, register)
    reading.read_rows()
    reading.find_parents()
    reading.find_known()
    reading.refuse_shared_names()
    reading.refuse_shared_identifiers()
    problems = sorted([*sheet.problems, *reading.problems], key=lambda each: (each.line, each.column))
    entries = () if problems else tuple(reading.entries())
    towns = sorted({reading.label(town) for body in reading.bodies if (town := reading.town(body))})
    return Town(sheet, entries, len(reading.bodies), tuple(towns), tuple(problems))


@dataclass
class _Reading:
    """One table being read."""

    sheet: Sheet
    register: Register
    bodies: list[Body] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)
    towns: set[str] = field(default_factory=set)

    def blame(self, row: Row, column: str, message: str) -> None:
        """Note what is wrong with a cell."""
        self.problems.append(self.sheet.problem(row, column, message))

    # Cells.

    def read_rows(self) -> None:
        """Read each row's cells; a row whose name or kind cannot be read is left out, and told."""
        for row in self.sheet.rows:
            name = self._cell(row, "name", cells.name)
            kind = self._cell(row, "kind", cells.kind)
            others = self._cell(row, "other_names", partial(cells.other_names, label=name or "")) or ()
            numbers = self._cell(row, "identifiers", partial(cells.identifiers, of=kind or "Municipality"))
            self._cell(row, "source", cells.seen)
            first, last = self._cell(row, "from", cells.first_day), self._cell(row, "to", cells.last_day)
            if first and last and first > last:
                self.blame(row, "to", f"the last day, {last}, comes before the first, {first}")
            if name and kind:
                known = numbers or cells.Identifiers()
                self.bodies.append(Body(row, name, kind, others, known, first or "", last or ""))
            else:
                self.unread.add(plain(row["name"]))

    def _cell(self, row: Row, column: str, read: Callable[[str], T]) -> T | None:
        try:
            return read(row[column])
        except ValueError as error:
            self.blame(row, column, str(error))
            return None

    # Parents.

    def find_parents(self) -> None:
        """Find whom each body belongs to, and refuse circles."""
        self.towns = self._towns_named()
        for body in self.bodies:
            wanted = body.row["parent"]
            if wanted:
                body.parent = self._parent(body, wanted)
            elif body.kind in _NEED_PARENT:
                kinds = _listed(_PARENTS[body.kind])
                self.blame(body.row, "parent", f"{_WORDS[body.kind]} belongs to somebody: {kinds} is expected")
        for body in self.bodies:
            if body in _above(body):
                chain = " → ".join(each.name for each in [body, *_above(body)] if isinstance(each, Body))
                self.blame(body.row, "parent", f"a circle: {chain}")
        for body in [body for body in self.bodies if body in _above(body)]:
            body.parent = None

    def _towns_named(self) -> set[str]:
        """The municipalities of the register that the table names: only their bodies can be parents in it."""
        names = {plain(text) for row in self.sheet.rows for text in (row["name"], row["parent"]) if text}
        records = (record for name in names for record in self.register.by_name.get(name, ()))
        return {record.iri for record in records if _kind(record) == "Municipality"}

    def _parent(self, body: Body, wanted: str) -> Body | Record | None:
        """The one that the cell means; None, and a problem, where it is none or several."""
        named = plain(wanted)
        if named in self.unread:
            return None  # its own row has a problem, which says enough
        found: list[Body | Record] = [other for other in self.bodies if named in other.names]
        found = found or [each for each in self.register.by_name.get(named, ()) if self._can_be_named(each)]
        fitting = [each for each in found if _kind(each) in _PARENTS[body.kind]]
        there = [each for each in fitting if each.overlaps(body.first_day, body.last_day)]
        if len(there) == 1:
            return there[0]
        self.blame(body.row, "parent", self._why_no_parent(body, wanted, found, fitting))
        return None

    def _can_be_named(self, record: Record) -> bool:
        if _kind(record) == "Area":
            return record.iri.startswith(f"{ID}place/{NATIONAL}/")  # a county, not the place of the same name
        return record.municipality is None or record.municipality in self.towns

    def _why_no_parent(self, body: Body, wanted: str, found: list[Body | Record], fitting: list[Body | Record]) -> str:
        if not found:
            rest = (
                each for each in self.register if _kind(each) in {"Municipality", "Area"} & set(_PARENTS[body.kind])
            )
            names = (each.label() for each in rest if self._can_be_named(each))
            known = [*(each.name for each in self.bodies), *names]
            near = get_close_matches(wanted[:100], known, n=1)
            expected = "the name of another row, or of a municipality or body of the country, is expected"
            return f'"{wanted[:60]}" is not known; {f"did you mean {near[0]}?" if near else expected}'
        if not fitting:
            other = _WORDS.get(_kind(found[0]), "something else")
            return f'"{wanted}" is {other}; {_WORDS[body.kind]} can belong to {_listed(_PARENTS[body.kind])}'
        several = [each for each in fitting if each.overlaps(body.first_day, body.last_day)]
        if not several:
            return f'"{wanted}" is not there at the time of "{body.name}"; compare the days'
        return f'"{wanted}" can mean {len(several)} bodies; give each a name of its own'

    def town(self, body: Body) -> str:
        """The address of the municipality that a body is or belongs to, below `ID`; "" for none."""
        for each in [body, *_above(body)]:
            if _kind(each) == "Municipality":
                return self.address(each)
            if isinstance(each, Record) and each.municipality:
                return _below(each.municipality)
        return ""

    # What the register knows already.

    def find_known(self) -> None:
        """Find the record of each body that is known already, and give each body its address."""
        taken = {_below(record.iri) for record in self.register}
        in_order = sorted(self.bodies, key=lambda body: (body.kind != "Municipality", body.name, body.first_day))
        for body in in_order:
            body.known = self._known(body)
            body.iri = _below(body.known.iri) if body.known else _free(self._address(body), body, taken)
            taken.add(body.iri)

    def _known(self, body: Body) -> Record | None:
        own = self.town(body) if body.kind != "Municipality" else ""
        for record in self.register.by_name.get(plain(body.name), ()):
            same = _kind(record) == body.kind and _below(record.municipality or "") == own
            if same and record.overlaps(body.first_day, body.last_day):
                if body.first_day not in {"", record.first_day} or body.last_day not in {"", record.last_day}:
                    days = f"from {record.first_day or 'ever'} to {record.last_day or 'now'}"
                    self.blame(body.row, "from", f"this body is known already, {days}; leave the days empty")
                return record
        return None

    def _address(self, body: Body) -> str:
        name = slug(body.name)
        if body.kind == "Municipality":
            return f"body/{town_scope(body.name) or name}/{name}"
        if body.kind == "Region":
            return f"body/{name}/{name}"
        town = self.town(body)
        return f"body/{town.split('/')[-2] if town else NATIONAL}/{name}"

    def address(self, each: Body | Record) -> str:
        """The address of a body of the table or of the register, below `ID`."""
        return each.iri if isinstance(each, Body) else _below(each.iri)

    # What two bodies cannot share.

    def refuse_shared_names(self) -> None:
        """Two bodies of one municipality, or of the country, cannot have the same name on the same day."""
        seen: dict[tuple[str, str], list[Body]] = {}
        for body in self.bodies:
            town = "" if body.kind == "Municipality" else self.town(body)
            for spelled in (body.name, *body.others):
                name, column = plain(spelled), "name" if spelled == body.name else "other_names"
                others = seen.setdefault((town, name), [])
                clash = next((each for each in others if each.overlaps(body.first_day, body.last_day)), None)
                if clash is not None:
                    where = f'"{clash.name}" on line {clash.row.line}'
                    self.blame(body.row, column, f'"{spelled}" is also the name of {where} at the same time')
                elif (record := self._namesake(body, name, town)) is not None:
                    self.blame(
                        body.row, column, f'"{spelled}" is also the name of {record.label()}, which is known already'
                    )
                others.append(body)

    def _namesake(self, body: Body, name: str, town: str) -> Record | None:
        for record in self.register.by_name.get(name, ()):
            is_looked_for = name in map(plain, [*record.texts(LABEL), *record.texts(OTHER)])
            is_other = record is not body.known and _kind(record) in _PARENTS and is_looked_for
            same_town = _below(record.municipality or "") == town
            if is_other and same_town and record.overlaps(body.first_day, body.last_day):
                return record
        return None

    def refuse_shared_identifiers(self) -> None:
        """An identifier is that of one body, in the table and in the register, and a body has one number."""
        rows: dict[tuple[str, str], Body] = {}
        for body in self.bodies:
            for each in body.identifiers.written(is_town=body.kind == "Municipality"):
                town = self.town(body)
                key = identifier_key(each, f"{ID}{town}" if town else "")
                other, owner = rows.setdefault(key, body), self.register.by_identifier.get(key)
                if other is not body:
                    self.blame(body.row, "identifiers", f'{each} is that of "{other.name}" on line {other.row.line}')
                elif owner is not None and owner is not body.known:
                    self.blame(body.row, "identifiers", f"{each} is that of {owner.label()}, which is known already")
                elif owner is None and (known := self._known_otherwise(body, each)):
                    self.blame(body.row, "identifiers", f"{body.name} is known already with {known}, not {each}")

    @staticmethod
    def _known_otherwise(body: Body, identifier: str) -> str:
        """The identifier of the same scheme that is known of the body, where a body can have one only."""
        scheme = identifier.partition(":")[0]
        there = body.known.identifiers if body.known else []
        single = scheme in {"orgnr", "scb", "wikidata"}
        return next((each for each in there if single and each.startswith(f"{scheme}:")), "")

    # Entries.

    def entries(self) -> Iterator[Entry]:
        """What is to be written: each new body, the area of a new municipality, and what is added to known ones."""
        for body in self.bodies:
            if body.known is not None:
                yield from self._addition(body, body.known)
            else:
                yield self._entry(body)
                if body.kind == "Municipality":
                    yield self._area(body)

    def _entry(self, body: Body) -> Entry:
        parent = body.parent
        above = self.address(parent) if parent else ""
        serves = body.kind == "Administration" and parent is not None and _kind(parent) == "Committee"
        is_part = parent is not None and _kind(parent) not in {"Municipality", "Area"}
        area = {"Municipality": _place(body), "Region": above}.get(body.kind, "")
        return Entry(
            body.iri,
            body.kind,
            body.name,
            others=body.others,
            identifiers=body.identifiers.codes,
            number=body.identifiers.number,
            wikidata=body.identifiers.item,
            area=area,
            serves=above if serves else "",
            within=above if is_part and not serves else "",
            municipality=self.town(body) if body.kind != "Municipality" else "",
            valid_from=body.first_day,
            valid_until=body.last_day,
            sources=(self._source(body),),
        )

    def _area(self, body: Body) -> Entry:
        county = self.address(body.parent) if body.parent else ""
        return Entry(_place(body), "Area", f"{body.name}, område", part_of=county, sources=(self._source(body),))

    def _addition(self, body: Body, known: Record) -> Iterator[Entry]:
        names = set(map(plain, known.names))
        there = set(known.identifiers)
        others = tuple(each for each in body.others if plain(each) not in names)
        new = [each for each in body.identifiers.written(is_town=body.kind == "Municipality") if each not in there]
        number, item = body.identifiers.number, body.identifiers.item
        entry = Entry(
            body.iri,
            others=others,
            identifiers=tuple(code for code in body.identifiers.codes if code in new or f"scb:{code}" in new),
            number=number if f"orgnr:{number}" in new else "",
            wikidata=item if f"wikidata:{item}" in new else "",
            sources=(self._source(body),),
        )
        if others or new:
            yield entry

    def _source(self, body: Body) -> str:
        return body.row["source"] or self.sheet.file_name

    def label(self, iri: str) -> str:
        """The name of a municipality by its address."""
        own = next((body.name for body in self.bodies if body.iri == iri), None)
        return own or self.register.label_of(f"{ID}{iri}" if not iri.startswith("http") else iri)


def _above(body: Body) -> list[Body | Record]:
    """Those that a body belongs to, the nearest first; where they go round in a circle, each once."""
    found: list[Body | Record] = []
    each: Body | Record | None = body.parent
    while each is not None and each not in found:
        found.append(each)
        each = each.parent if isinstance(each, Body) else None
    return found


def _kind(each: Body | Record) -> str:
    """The local name of its class."""
    if isinstance(each, Body):
        return each.kind
    return next((kind.removeprefix(SAMV) for kind in each.kinds), "")


def _listed(kinds: tuple[str, ...]) -> str:
    words = [_WORDS[kind] for kind in kinds]
    return " or ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _below(iri: str) -> str:
    return iri.removeprefix(ID)


def _place(body: Body) -> str:
    return body.iri.replace("body/", "place/", 1)


def _free(address: str, body: Body, taken: set[str]) -> str:
    """The address, with the first day or some digits of the name where another body has it."""
    digits = sha256(body.name.encode()).hexdigest()
    tried = [address, *[f"{address}-{body.first_day}"] * bool(body.first_day), f"{address}-{digits[:4]}"]
    return next((each for each in tried if each not in taken), f"{address}-{digits}-{body.row.line}")
