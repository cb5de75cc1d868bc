"""All that a release has for programs: the data of each thing, the files to take away, and what describes the whole."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from kg.publication import turtle
from kg.publication.descriptions import descriptions
from kg.publication.downloads import WITHOUT_PARQUET, Download, checksums, downloads, has_parquet
from kg.publication.entry import checked, entry, entry_parts
from kg.publication.part import Part
from kg.publication.provenance import provenance
from kg.publication.statements import Statements
from kg.publication.text import Text
from kg.publication.void import void
from kg.settings import FILE, Settings
from kg.store import Store

if TYPE_CHECKING:
    import networkx


@dataclass(frozen=True)
class Release:
    """A release: its statements, files, the parts that describe it, and what is to be said of it to the publisher."""

    statements: Statements
    text: Text
    files: tuple[Download, ...]
    about: tuple[Part, ...]
    notes: tuple[str, ...]

    @classmethod
    def of(
        cls,
        store: Store,
        settings: Settings,
        network: "networkx.Graph[str]",
        *,
        lines: bytes = b"",
        language: str = "en",
        place: str = FILE,
    ) -> Self:
        """The release of a store, best one held in memory (`Store.in_memory`), with its network (`kg.network.network`)
        and, where they were asked for before, its N-Quads (`kg.export.nquads`).

        Raises SettingsError where the catalogue entry would lack what DCAT-AP-SE requires, with the setting and the
        settings' file (`place`); what it recommends and lacks is among the notes, in that language.
        """
        statements = Statements.of(store, lines)
        text = Text.of(statements)
        files = downloads(store, statements, text, network, settings)
        described = entry(store, settings, files)
        lacking = checked(described, language, place)
        about = (
            checksums(files),
            *entry_parts(described),
            *_void_parts(turtle.turtle(void(settings, statements, files))),
            Part("prov.ttl", turtle.turtle(provenance(store, settings, statements))),
        )
        notes = [] if has_parquet(files) else [WITHOUT_PARQUET]
        return cls(statements, text, tuple(files), about, (*notes, *(each.message for each in lacking)))

    @property
    def canonical_hash(self) -> str:
        """The SHA-256 of the data's canonical form (RDFC-1.0), which is that of samverkan.nq."""
        return next(each.checksum for each in self.files if each.name == "samverkan.nq")

    def parts(self) -> Iterator[Part]:
        """All parts: the downloads, what describes them, and Turtle and JSON-LD of each thing and term."""
        yield from (Part(each.path, each.content) for each in self.files)
        yield from self.about
        yield from descriptions(self.statements, self.text, self.statements.things())


def _void_parts(content: bytes) -> Iterator[Part]:
    """Where people look, and where VoID has programs look."""
    yield Part("void.ttl", content)
    yield Part(".well-known/void", content)
