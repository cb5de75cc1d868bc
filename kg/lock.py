"""Who may do what to a store's files at the same time, kept by locks of the operating system.

One process at a time is the writer, and says who it is. Readers open the database while no commit is under way:
Oxigraph calls it undefined to open one that is just being written, and it does give half a commit or none at all. The
system gives a lock back when its holder dies, however it dies, so that a crash never leaves a store closed.
"""

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from kg.errors import StoreLocked


class WriterLock:
    """Held from construction to `release`. Raises StoreLocked, naming the other process, where it is taken."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            _take(self._descriptor)
        except OSError as error:
            os.close(self._descriptor)
            raise _locked(path) from error
        os.ftruncate(self._descriptor, 0)
        os.pwrite(self._descriptor, f"{os.getpid()}\n".encode(), 0)

    @property
    def is_held(self) -> bool:
        """Whether it was not given back yet."""
        return self._descriptor >= 0

    def release(self) -> None:
        """Give the lock back. The file stays: taking it away would let two processes hold two locks of one name."""
        if self.is_held:
            os.ftruncate(self._descriptor, 0)
            os.close(self._descriptor)
            self._descriptor = -1


@contextlib.contextmanager
def gate(path: Path, *, shared: bool) -> Iterator[None]:
    """Wait for the gate and hold it: any number of readers together (`shared`), or the writer alone.

    Where no writer has ever made the file, a reader goes straight through.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY if shared else os.O_RDWR | os.O_CREAT, 0o644)
    except FileNotFoundError:
        yield
        return
    try:
        _wait(descriptor, shared=shared)
        yield
    finally:
        os.close(descriptor)


def _locked(path: Path) -> StoreLocked:
    holder = path.read_text(encoding="ascii", errors="replace").strip()
    who, hint = "another process", "wait until it has ended"
    if holder == str(os.getpid()):
        who, hint = "this process", "close the other Store first"
    elif holder:
        who, hint = f"process {holder}", f"wait until it has ended, or end it with: kill {holder}"
    return StoreLocked(f"{who} is writing to this store already", hint=hint, place=str(path.parent))


if sys.platform == "win32":
    import msvcrt

    _OUT_OF_THE_WAY = 4096  # a locked byte cannot be read here: keep off the holder's number

    def _take(descriptor: int) -> None:
        os.lseek(descriptor, _OUT_OF_THE_WAY, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

    def _wait(descriptor: int, *, shared: bool) -> None:  # there is no shared lock here: readers take turns
        os.lseek(descriptor, _OUT_OF_THE_WAY, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)

else:
    import fcntl

    def _take(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _wait(descriptor: int, *, shared: bool) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_SH if shared else fcntl.LOCK_EX)
