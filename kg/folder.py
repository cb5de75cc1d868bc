"""A store's folder on the disk: whether it is one, who may write to it, and whether it holds what was written.

.samverkan/
  samverkan.json     what the database should hold (kg.ledger)
  seal               a digest of that file and of Oxigraph's, as the last writer left them; may be deleted
  lock               held by the one writer (kg.lock)
  gate               held for the moment of a commit, or of opening
  db/                Oxigraph's files
  texts/HEX.txt      the canonical text of each document, so that every quote can be checked again
  layout.json        where everybody stood on the last page, so that the next one looks the same; may be deleted
  authority/NAME.ttl the user's own bodies (samverkan authority add); a graph of the store is made of each
"""

import contextlib
import json
import shutil
import time
from contextlib import AbstractContextManager
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

import pyoxigraph as ox
from pyoxigraph import RdfFormat

from kg.errors import LayoutUnreadable, OutputError, StoreDamaged, StoreError, StoreForeign, StoreMissing
from kg.files import replace_file
from kg.ledger import Ledger, Tally
from kg.lock import WriterLock, gate

_LOCK, _GATE = "lock", "gate"
_ATTEMPTS = 20  # of a reader, while the writer tidies up its files
_PAUSE = 0.02
_REBUILD = "delete the folder and build it again from the documents"


@dataclass(frozen=True)
class StoreFolder:
    """The folder at `path`, which is a store, or may become one, or is something else."""

    path: Path

    @property
    def ledger_path(self) -> Path:
        """The file that makes a folder a store."""
        return self.path / "samverkan.json"

    @property
    def layout_path(self) -> Path:
        """Where the positions of the last page are kept."""
        return self.path / "layout.json"

    @property
    def _seal_path(self) -> Path:
        return self.path / "seal"

    @property
    def database_path(self) -> str:
        """Oxigraph's own folder."""
        return str(self.path / "db")

    def is_store(self) -> bool:
        """Whether a store was made here."""
        return self.ledger_path.is_file()

    def refuse_foreign(self) -> None:
        """Raises StoreForeign for a file, or a folder with anything of others in it."""
        if self.path.is_file():
            raise StoreForeign(
                "this is a file, not a store", hint="name a folder with --store DIR", place=str(self.path)
            )
        if self.path.is_dir() and any(entry.name not in {_LOCK, _GATE} for entry in self.path.iterdir()):
            raise StoreForeign(
                "this folder holds other files and is not a store",
                hint="name another with --store DIR",
                place=str(self.path),
            )

    def claim(self) -> WriterLock:
        """The writer's lock; makes the folder where there is none. Raises StoreForeign, StoreLocked, StoreError."""
        if not self.is_store():
            self.refuse_foreign()
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            return WriterLock(self.path / _LOCK)
        except OSError as error:
            reason = error.strerror or str(error)
            raise StoreError(
                f"the store cannot be written: {reason}",
                hint="name another folder with --store DIR",
                place=str(self.path),
            ) from error

    def settled_ledger(self) -> Ledger:
        """What the database holds, after a comparison of all of it; StoreDamaged where it is not what was written.

        Files that are byte for byte as the last writer left them need no comparison, which costs some hundred times as
        much. Looks at a snapshot: Oxigraph, opening a damaged database for writing, can finish it.
        """
        if not self.is_store():
            Ledger().write(self.ledger_path)
        ledger = Ledger.read(self.ledger_path)
        if ledger.pending is None and self._is_sealed():
            return ledger
        database = self.snapshot()
        found = Tally() if database is None else tally(database)
        if not ledger.knows(found):
            raise self.damaged()
        return ledger.settle(found)

    def seal(self) -> None:
        """Note what the files are like, so that the next writer can tell that they are the same; for a writer that
        has let go of the database."""
        with contextlib.suppress(OSError, OutputError):  # without a seal the next writer compares
            replace_file(self._seal_path, self._digest())

    def commit(self) -> AbstractContextManager[None]:
        """Holds readers off while the database and the ledger change together."""
        return gate(self.path / _GATE, shared=False)

    def reading(self) -> tuple[Ledger, ox.Store]:
        """The ledger and the database between two commits; StoreDamaged where they do not fit each other."""
        with gate(self.path / _GATE, shared=True):
            ledger = Ledger.read(self.ledger_path)
            database = self.snapshot()
        if database is None and not ledger.tally.quads:
            raise self.missing()
        if database is None or not ledger.expects(len(database)):
            raise self.damaged()
        return ledger, database

    def snapshot(self) -> ox.Store | None:
        """The database as it is now, to be read; None where it cannot be opened."""
        for attempt in range(_ATTEMPTS):
            try:
                return ox.Store.read_only(self.database_path)
            except FileNotFoundError:
                return None
            except (OSError, RuntimeError):
                time.sleep(_PAUSE if attempt < _ATTEMPTS - 1 else 0)
        return None

    def database(self) -> ox.Store:
        """The database for writing; only for the holder of the lock."""
        try:
            with self.commit():
                return ox.Store(self.database_path)
        except (OSError, RuntimeError) as error:
            raise self.damaged() from error

    def text_path(self, key: str) -> Path:
        """Where a document's text is kept."""
        return self.path / "texts" / f"{key}.txt"

    def put_text(self, key: str, text: str) -> None:
        """Keep a document's text, code point for code point."""
        self.text_path(key).parent.mkdir(exist_ok=True)
        replace_file(self.text_path(key), text.encode("utf-8"))

    def text(self, key: str) -> str:
        """A document's text; StoreDamaged where it is gone."""
        try:
            return self.text_path(key).read_bytes().decode("utf-8")  # read_text would change the line ends
        except (OSError, UnicodeDecodeError) as error:
            raise StoreDamaged(
                f"the text of document {key} is missing or unreadable", hint=_REBUILD, place=str(self.path)
            ) from error

    def put_layout(self, layout: dict[str, Any]) -> None:
        """Keep the positions of a page, if they are others than are kept. Raises OutputError where it cannot."""
        data = json.dumps(layout, ensure_ascii=False, allow_nan=False).encode("utf-8", "surrogatepass")
        with contextlib.suppress(OSError):
            if self.layout_path.read_bytes() == data:
                return
        replace_file(self.layout_path, data)

    def layout(self) -> Any:  # noqa: ANN401 (whatever JSON holds; whoever draws the page knows what it should be)
        """The positions of the last page, None where there are none. Raises LayoutUnreadable for what is no JSON."""
        try:
            return json.loads(self.layout_path.read_bytes())
        except FileNotFoundError:
            return None
        except (OSError, ValueError, RecursionError) as error:
            raise LayoutUnreadable(
                f"the positions of the last page cannot be read: {error}", place=str(self.layout_path)
            ) from error

    def authority_files(self) -> tuple[Path, ...]:
        """The user's own authority files, sorted."""
        return tuple(sorted((self.path / "authority").glob("*.ttl")))

    def put_authority(self, name: str, turtle: str) -> Path:
        """Keep an authority file under a name, in place of the one that has it; returns where."""
        file = self.path / "authority" / f"{name}.ttl"
        file.parent.mkdir(exist_ok=True)
        replace_file(file, turtle.encode("utf-8"))
        return file

    def remove(self) -> None:
        """Take away what a writer made in a new store, and nothing else."""
        for name in ("db", "texts", "authority"):
            shutil.rmtree(self.path / name, ignore_errors=True)
        with contextlib.suppress(OSError):
            self.ledger_path.unlink(missing_ok=True)
            self.layout_path.unlink(missing_ok=True)
            self._seal_path.unlink(missing_ok=True)
            (self.path / _LOCK).unlink(missing_ok=True)
            (self.path / _GATE).unlink(missing_ok=True)
            self.path.rmdir()

    def _is_sealed(self) -> bool:
        try:
            return self._seal_path.read_bytes() == self._digest()
        except OSError:
            return False

    def _digest(self) -> bytes:
        """Hex of BLAKE2b over the names and bytes of the ledger and of Oxigraph's files but its logs."""
        whole = blake2b(digest_size=16)
        files = sorted(file for file in Path(self.database_path).iterdir() if not file.name.startswith("LOG"))
        for file in (self.ledger_path, *files):
            data = file.read_bytes()
            whole.update(f"{file.name}\0{len(data)}\0".encode())
            whole.update(data)
        return whole.hexdigest().encode()

    def missing(self) -> StoreMissing:
        """The error for a folder with no store in it."""
        return StoreMissing(
            "there is no store here", hint="make one with: samverkan build DOCUMENT --store DIR", place=str(self.path)
        )

    def damaged(self) -> StoreDamaged:
        """The error for a database that is not what was written."""
        return StoreDamaged(
            "the store is damaged: it does not hold what was written to it", hint=_REBUILD, place=str(self.path)
        )


def tally(database: ox.Store) -> Tally:
    """The count and digest of a whole database."""
    return Tally.of_lines(database.dump(format=RdfFormat.N_QUADS) or b"")
