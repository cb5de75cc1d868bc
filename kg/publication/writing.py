"""A site's folder: built beside the old one and put in its place whole, so that no reader meets half a site.

    site/                      what is served
    site/.samverkan-site       says that the folder is ours, and lists the files that we wrote
    .site.part/                the next one while it is built; what is unchanged is the same file under a second name
    .site.previous/            the last one, for the moment of the exchange

A folder without our marker is never written to. Files that others put into ours are kept. Whatever ends a run before
the exchange leaves the old site as it was. Linux exchanges the two folders in one step; elsewhere the old one is
renamed and then the new one, and a run that ends between the two is mended by the next.
"""

import contextlib
import fcntl
import os
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from kg.errors import OutputError
from kg.publication.beside import beside
from kg.publication.exchange import exchange
from kg.publication.part import Batches, Part

MARKER = ".samverkan-site"
_HEAD = "# A site that samverkan publish wrote. It rewrites and removes the files listed here, and no others.\n"


@dataclass(frozen=True)
class Written:
    """How many files the site has, how many of them are new or changed, how many of the old ones are gone."""

    files: int
    changed: int
    removed: int

    def __str__(self) -> str:
        return f"{self.files} files, {self.changed} of them new or changed, {self.removed} removed"


def write(parts: Iterable[Part], folder: str | Path) -> Written:
    """Make the folder hold these parts and no others of ours; where nothing changed, nothing is touched.

    What comes in batches is made and written by several processes.

    Raises OutputError, and leaves the old site as it was, where the folder is not ours, cannot be written, is being
    written by another process, or where two parts have one path or a path is none.
    """
    target = Path(folder).resolve()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with _part(target) as part:
            _mend(target)
            _refuse_foreign(target)
            return _Building(target, part).of(parts if isinstance(parts, Batches) else Batches(parts))
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutputError(
            f"the site cannot be written: {reason}", hint="the old one stands", place=str(folder)
        ) from error


def refuse_foreign(folder: str | Path) -> None:
    """Raises OutputError for a file, and for a folder that holds anything and that we did not make."""
    _refuse_foreign(Path(folder).resolve())


def _refuse_foreign(target: Path) -> None:
    if target.exists() and not target.is_dir():
        raise OutputError("this is a file, not a folder", hint="name a folder of its own", place=str(target))
    if target.is_dir() and not (target / MARKER).is_file() and any(target.iterdir()):
        raise OutputError(
            "this folder holds other files and is no site of samverkan's: nothing was written",
            hint="name a new or an empty folder",
            place=str(target),
        )


@contextlib.contextmanager
def _part(target: Path) -> Iterator[Path]:
    """An empty folder beside the target, held by this process alone and gone at the end if it was not put in place.

    The lock is on the folder itself: the system gives it back when its holder dies, and nothing is left behind.
    """
    beside = target.with_name(f".{target.name}.part")
    beside.mkdir(exist_ok=True)
    descriptor = os.open(beside, os.O_RDONLY)
    try:
        _hold(descriptor, beside, target)
        held = os.fstat(descriptor)
        try:
            for entry in list(beside.iterdir()):  # what a run that was killed left behind
                _remove(entry)
            yield beside
        finally:
            if _is_same(beside, held):
                shutil.rmtree(beside, ignore_errors=True)
    finally:
        os.close(descriptor)


def _hold(descriptor: int, beside: Path, target: Path) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        taken = not _is_same(beside, os.fstat(descriptor))
    except BlockingIOError:
        taken = True
    if taken:
        raise OutputError("another process is publishing here", hint="wait until it has ended", place=str(target))


def _is_same(path: Path, held: os.stat_result) -> bool:
    try:
        return os.path.samestat(path.stat(), held)
    except OSError:
        return False


def _remove(entry: Path) -> None:
    if entry.is_dir() and not entry.is_symlink():
        shutil.rmtree(entry)
    else:
        entry.unlink()


def _previous(target: Path) -> Path:
    return target.with_name(f".{target.name}.previous")


def _mend(target: Path) -> None:
    """After a run that was killed in the moment of the exchange: the old site back, or what is left of it away."""
    previous = _previous(target)
    if not (previous / MARKER).is_file():
        return
    if target.exists():
        shutil.rmtree(previous)
    else:
        previous.rename(target)


class _Building:
    """The next site while it is built in the folder ``beside``."""

    def __init__(self, target: Path, beside: Path) -> None:
        self.target, self.beside = target, beside
        self.old = _listed(target)
        self.paths: set[str] = set()
        self.folders: set[Path] = {beside}

    def of(self, batches: Batches) -> Written:
        added = beside(batches.first, batches.others, self._add)
        added += map(self._add, batches.last(sorted(path for path, _ in added)))
        self.paths = {path for path, _ in added}
        changed = sum(is_changed for _, is_changed in added)
        removed = len(self.old - self.paths)
        written = Written(len(self.paths), changed, removed)
        if not (changed or removed) and self.target.is_dir():
            return written
        self._keep_others()
        listed = "".join(f"{path}\n" for path in sorted(self.paths))
        (self.beside / MARKER).write_text(_HEAD + listed, encoding="utf-8", newline="\n")
        self._exchange()
        return written

    def _add(self, part: Part) -> tuple[str, bool]:
        """The part's path, and whether it is new or changed; another process may have made one of the same path."""
        if not _is_path(part.path):
            raise OutputError(f'not a path of a site: "{part.path}"')
        made = self._made(part.path)
        before = self.target / part.path
        is_kept = part.path in self.old and _holds(before, part.content)
        try:
            if is_kept:
                _link(before, made)
            else:
                with made.open("xb") as file:
                    file.write(part.content)
        except FileExistsError as error:
            raise OutputError(f'two parts of the site have the path "{part.path}"') from error
        return part.path, not is_kept

    def _made(self, path: str) -> Path:
        """Where the file is built, its folder there."""
        made = self.beside / path
        if made.parent not in self.folders:
            made.parent.mkdir(parents=True, exist_ok=True)
            self.folders.add(made.parent)
        return made

    def _keep_others(self) -> None:
        """The files that others put into our folder, and their folders, go with it."""
        for place, folders, names in os.walk(self.target):
            here = Path(place).relative_to(self.target)
            links = [name for name in folders if (Path(place) / name).is_symlink()]
            for name in [*names, *links]:
                path = (here / name).as_posix()
                if path not in self.old and path != MARKER:
                    self._keep(path)
            if not names and not folders and here.as_posix() not in self.old:
                (self.beside / here).mkdir(parents=True, exist_ok=True)

    def _keep(self, path: str) -> None:
        made = self._made(path)
        if path in self.paths or made.exists():
            raise OutputError(
                "this file is not the site's, and one of the site's is to have its name: nothing was written",
                hint="move it away",
                place=str(self.target / path),
            )
        _link(self.target / path, made)

    def _exchange(self) -> None:
        previous = _previous(self.target)
        if not self.target.exists():
            self.beside.rename(self.target)
            return
        shutil.copymode(self.target, self.beside)
        if exchange(self.beside, self.target):
            self.beside.rename(previous)
            shutil.rmtree(previous)
            return
        self.target.rename(previous)
        try:
            self.beside.rename(self.target)
        except BaseException:
            previous.rename(self.target)
            raise
        shutil.rmtree(previous)


def _listed(target: Path) -> set[str]:
    """The files that we wrote into the folder the last time."""
    try:
        lines = (target / MARKER).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return set()
    return {line for line in lines if line and not line.startswith("#")}


def _is_path(path: str) -> bool:
    pieces = path.split("/")
    return (
        PurePosixPath(path).as_posix() == path
        and ".." not in pieces
        and path.isprintable()
        and (pieces[0] not in {"", ".", MARKER} and "#" not in pieces[0])
    )


def _holds(file: Path, content: bytes) -> bool:
    try:
        return not file.is_symlink() and file.stat().st_size == len(content) and file.read_bytes() == content
    except OSError:
        return False


def _link(old: Path, new: Path) -> None:
    """The same file under a second name; where the file system has no such thing, a copy with its times."""
    try:
        os.link(old, new, follow_symlinks=False)
    except FileExistsError:
        raise
    except (OSError, NotImplementedError):
        shutil.copy2(old, new, follow_symlinks=False)
