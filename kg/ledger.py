"""What a store should hold, written down beside it.

Oxigraph can open a damaged database as an empty one without a word, and a process can be killed at any moment. So the
number of quads and a digest of them stand in a small file, and every change is announced in it before it is committed:
whatever happens, the database is either what `tally` or what `pending` says, or it is damaged.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from pathlib import Path
from typing import Any, Self

from pyoxigraph import Quad, RdfFormat, serialize

from kg import assets
from kg.errors import StoreDamaged, StoreVersion
from kg.files import replace_file

FORMAT = 1
"""The version of the store's layout; another number is another layout."""

_MODULUS = 1 << 128


@dataclass(frozen=True)
class Tally:
    """How many quads, and the sum of their hashes: the same for the same set in any order, and it can be added to."""

    quads: int = 0
    digest: int = 0

    @classmethod
    def of(cls, quads: Iterable[Quad]) -> Self:
        """The tally of distinct quads."""
        return cls.of_lines(serialize(quads, format=RdfFormat.N_QUADS) or b"")

    @classmethod
    def of_lines(cls, nquads: bytes) -> Self:
        """The tally of an N-Quads file, one statement a line."""
        lines = nquads.split(b"\n")[:-1]  # not splitlines: a literal may hold other separators
        hashes = (int.from_bytes(blake2b(line, digest_size=16).digest(), "big") for line in lines)
        return cls(len(lines), sum(hashes) % _MODULUS)

    def __add__(self, other: Self) -> Self:
        return replace(self, quads=self.quads + other.quads, digest=(self.digest + other.digest) % _MODULUS)

    def __sub__(self, other: Self) -> Self:
        return replace(self, quads=self.quads - other.quads, digest=(self.digest - other.digest) % _MODULUS)

    def as_json(self) -> dict[str, int | str]:
        """As it stands in the file; the digest in hex."""
        return {"quads": self.quads, "digest": f"{self.digest:032x}"}

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> Self:
        """Back from the file."""
        return cls(int(value["quads"]), int(value["digest"], 16))


@dataclass(frozen=True)
class Ledger:
    """The file samverkan.json: what the store holds, what it will hold when the commit under way is done, and the
    digests of the ontology files that were loaded into it, by graph."""

    tally: Tally = Tally()
    pending: Tally | None = None
    assets: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> Self:
        """Raises StoreVersion for another format, StoreDamaged where the file cannot be understood."""
        try:
            value = json.loads(path.read_text(encoding="utf-8"))
            found = value["format"]
            if found != FORMAT:
                raise _other_version(path, found, value.get("project"))
            pending = value["pending"]
            return cls(
                Tally.from_json(value["tally"]), Tally.from_json(pending) if pending else None, dict(value["assets"])
            )
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise StoreDamaged(
                f"{path.name} cannot be read", hint="delete the store and build it again", place=str(path.parent)
            ) from error

    def write(self, path: Path) -> None:
        """Replaces the file whole, synced to the disk."""
        value = {
            "format": FORMAT,
            "project": assets.version(),
            "tally": self.tally.as_json(),
            "pending": self.pending.as_json() if self.pending else None,
            "assets": self.assets,
        }
        replace_file(path, json.dumps(value, indent=1, sort_keys=True).encode() + b"\n")

    def announce(self, following: Tally) -> Self:
        """The ledger while a commit is under way."""
        return replace(self, pending=following)

    def settle(self, found: Tally) -> Self:
        """The ledger when the database is known to hold `found`."""
        return replace(self, tally=found, pending=None)

    def with_assets(self, digests: dict[str, str]) -> Self:
        """The ledger when these ontology files are loaded."""
        return replace(self, assets=digests)

    def expects(self, quads: int) -> bool:
        """Whether a database with so many quads can be the one that was written."""
        return quads == self.tally.quads or (self.pending is not None and quads == self.pending.quads)

    def knows(self, tally: Tally) -> bool:
        """Whether this is exactly what was written."""
        return tally in (self.tally, self.pending)


def _other_version(path: Path, found: object, project: object) -> StoreVersion:
    return StoreVersion(
        f"this store has format {found} (samverkan {project}), this program reads format {FORMAT}",
        hint="build it again into another folder with --store DIR, or use the version that made it",
        place=str(path.parent),
    )
