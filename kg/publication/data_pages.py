"""The page of what can be taken away as data, with sizes and checksums."""

from collections.abc import Iterator
from dataclasses import dataclass

from kg.publication import addresses
from kg.publication.frame import Frame
from kg.publication.part import Part
from kg.publication.release import Release
from kg.publication.structured import dataset
from kg.settings import Settings


@dataclass(frozen=True)
class File:
    """A file to take away: its path, name and title, its size in words and its SHA-256."""

    path: str
    name: str
    title: str
    size: str
    checksum: str


def data_pages(frame: Frame, release: Release, settings: Settings) -> Iterator[Part]:
    """The page of the downloads and of what describes them, in one language."""
    yield frame.page(
        "data.html.jinja",
        addresses.SECTIONS["data"],
        files=[
            File(each.path, each.name, each.title[frame.language], _size(len(each.content), frame), each.checksum)
            for each in release.files
        ],
        about=[(part.path, frame.texts[f"about.{part.path}"]) for part in release.about],
        canonical_hash=release.canonical_hash,
        structured=dataset(settings, frame.language, release.files),
    )


def _size(count: int, frame: Frame) -> str:
    """Bytes as people read them, with the language's decimal sign."""
    number, unit = (count / 1000, "kB") if count < 1_000_000 else (count / 1_000_000, "MB")
    written = f"{number:.1f}"
    return f"{written.replace('.', ',') if frame.language == 'sv' else written} {unit}"
