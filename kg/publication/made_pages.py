"""What the site says of itself: how it was made and how well that was done, and how accessible it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kg.namespaces import SAMV
from kg.publication import addresses
from kg.publication.frame import Frame
from kg.publication.part import Part
from kg.publication.rendering import counted
from kg.publication.term_pages import rule_path
from kg.publication.vocabulary import vocabulary
from kg.settings import Settings

_LAW = "https://www.riksdagen.se/sv/dokument-och-lagar/dokument/svensk-forfattningssamling/_sfs-2018-1937/"
_SUPERVISOR = "https://www.digg.se/tdosanmalan"


@dataclass(frozen=True)
class Said:
    """A sentence or an item of a list, and what it links to: an address and its words."""

    text: str
    name: str = ""
    address: str = ""


@dataclass(frozen=True)
class Section:
    """A part of a page of plain words: paragraphs, a list, and a table whose first row is its head."""

    title: str
    paragraphs: tuple[Said, ...] = ()
    items: tuple[Said, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def made_pages(frame: Frame, settings: Settings) -> Iterator[Part]:
    """How this was made, and the statement of accessibility, in one language."""
    made = _Made(frame, settings, addresses.SECTIONS["made"])
    yield made.page(
        "made", [made.sources(), made.reading(), made.measured(), made.inferred(), made.hidden(), made.errors()]
    )
    statement = _Statement(frame, settings, addresses.SECTIONS["accessibility"])
    yield statement.page("a11y", [statement.state(), statement.known(), statement.method(), *statement.contact()])


@dataclass(frozen=True)
class _Prose:
    frame: Frame
    settings: Settings
    path: str

    def page(self, name: str, sections: list[Section | None]) -> Part:
        """The page of these sections; those that say nothing are left out."""
        kept = [each for each in sections if each is not None]
        lead = self.t(f"{name}.lead").format(publisher=self.settings.publisher_name)
        return self.frame.page(
            "prose.html.jinja", self.path, heading=self.t(f"{name}.heading"), lead=lead, parts_of=kept
        )

    def t(self, name: str) -> str:
        """The words of the page's language."""
        return str(self.frame.texts[name])

    def to(self, path: str) -> str:
        """How the page refers to another, in its own language."""
        here, there = (addresses.in_language(each, self.frame.language) for each in (self.path, path))
        return addresses.link(here, there)

    def ask(self) -> tuple[Said, ...]:
        """Whom to ask: name, mail, page."""
        said = self.settings
        asked = [Said(f" ({said.contact_name})", said.contact_email, f"mailto:{said.contact_email}")]
        return (*asked, *([Said("", said.contact_page, said.contact_page)] if said.contact_page else []))


@dataclass(frozen=True)
class _Made(_Prose):
    @property
    def tables(self) -> dict[str, Any]:
        """What the network keeps of documents, measurements and what made it."""
        return self.frame.holdings.network.graph

    def sources(self) -> Section:
        """The documents by name, with their days and their pages."""
        found = [
            Said(f" ({each['date']})" if each["date"] else "", each["label"], self.to(addresses.page(iri) or ""))
            for iri, each in sorted(self.tables["documents"].items(), key=lambda pair: (pair[1]["label"], pair[0]))
        ]
        said = Said(
            self.t("made.sources").format(count=len(found)),
            self.t("section.documents"),
            self.to(addresses.SECTIONS["documents"]),
        )
        shown = found if len(found) <= _MOST else []
        return Section(self.t("made.sources.title"), (said,), tuple(shown))

    def reading(self) -> Section:
        """With what program, and how."""
        said = self.settings
        release = self.t("made.release").format(
            version=said.version, day=said.issued.isoformat(), publisher=said.publisher_name
        )
        maker = self.t("made.reading").format(
            generator=self.tables["about"]["generator"].replace("samverkan", "Samverkan")
        )
        return Section(
            self.t("made.reading.title"),
            (
                Said(maker),
                Said(self.t("made.authority")),
                Said(release),
                Said(self.t("made.licence"), said.licence, said.licence),
            ),
        )

    def measured(self) -> Section:
        """Precision and recall on annotated texts, as the ontology has them."""
        language = self.frame.language
        about = self.tables["about"]
        head = tuple(self.t(f"made.column.{name}") for name in ("texts", "count", "claims", "precision", "recall"))
        rows = [
            (
                each[language],
                str(each["texts"]),
                str(each["claims"]),
                self._share(each["precision"]),
                self._share(each["recall"]),
            )
            for each in about["measurements"]
        ]
        said = (Said(self.t("made.measured")), Said(about["measured_on"][language]))
        return Section(self.t("made.measured.title"), said, rows=(head, *rows) if rows else ())

    def _share(self, share: float) -> str:
        percent = f"{100 * share:.1f}"
        return f"{percent.replace('.', ',')} %" if self.frame.language == "sv" else f"{percent}%"

    def inferred(self) -> Section:
        """What the rules derive."""
        rules = tuple(
            Said(f": {rule.summary[self.frame.language]}", rule.name, self.to(rule_path(rule.name)))
            for rule in vocabulary().rules
        )
        return Section(self.t("made.inferred.title"), (Said(self.t("made.inferred")),), rules)

    def hidden(self) -> Section:
        """In how many places words are hidden."""
        things = self.frame.holdings.things.values()
        count = sum(int(each.value) for thing in things for each in thing.said.get(f"{SAMV}hiddenPlaces", ()))
        if not count:
            return Section(self.t("made.hidden.title"), (Said(self.t("made.nothingHidden")),))
        said = self.t("made.hidden").format(places=counted(self.frame.texts["count.places"], count))
        return Section(self.t("made.hidden.title"), (Said(said),))

    def errors(self) -> Section:
        """Whom to tell of errors."""
        return Section(self.t("made.errors.title"), (Said(self.t("made.errors")),), self.ask())


@dataclass(frozen=True)
class _Statement(_Prose):
    def state(self) -> Section:
        """How far the law's demands are met, as the publisher judged it."""
        said = self.settings
        problems = said.known_problems.get(self.frame.language, ())
        name = "unknown" if said.assessed is None else "partly" if problems else "fully"
        law = Said(self.t("a11y.law"), self.t("a11y.lawName"), _LAW)
        return Section(self.t("a11y.state.title"), (law, Said(self.t(f"a11y.state.{name}"))))

    def known(self) -> Section | None:
        """The problems that the publisher knows of."""
        problems = self.settings.known_problems.get(self.frame.language, ())
        built = tuple(Said(self.t(f"a11y.built.{name}")) for name in ("network", "texts"))
        return Section(self.t("a11y.known.title"), (), (*map(Said, problems), *built))

    def method(self) -> Section:
        """How and when it was judged."""
        said = self.settings
        if said.assessed is None:
            judged = self.t("a11y.notAssessed")
        else:
            how = self.t(f"a11y.method.{said.assessment or 'self'}")
            judged = self.t("a11y.assessed").format(day=said.assessed.isoformat(), how=how)
        return Section(self.t("a11y.method.title"), (Said(self.t("a11y.tested")), Said(judged)))

    def contact(self) -> Iterator[Section]:
        """Whom to tell of obstacles, and who supervises."""
        yield Section(self.t("a11y.contact.title"), (Said(self.t("a11y.contact")),), self.ask())
        supervisor = Said(self.t("a11y.supervisor"), _SUPERVISOR.removeprefix("https://www."), _SUPERVISOR)
        yield Section(self.t("a11y.supervisor.title"), (supervisor,))


_MOST = 200  # documents that the page lists by name; more have their own list
