"""Parts made in a second process while the first makes others: a site of two languages needs half the time.

What a page is made from is far larger than the page, and need not be sent: a forked process has it already. Where the
system has no fork, or this process has threads, which do not live on in a fork, the parts are made here, one by one.
"""

import multiprocessing
import os
import pickle
import tempfile
import threading
from collections.abc import Iterable, Iterator
from typing import IO, NoReturn

from kg.errors import OutputError
from kg.publication.part import Part


def beside(parts: Iterable[Part], meanwhile: Iterable[Part]) -> Iterator[Part]:
    """First the parts of ``meanwhile``, made here, then ``parts``, made at the same time in a process of their own.

    The same parts in the same order as one after the other. What making ``parts`` raises is raised here when they are
    due; OutputError where the other process is ended from outside. ``parts`` must not rest on ``meanwhile``.
    """
    if not _can_fork():
        yield from meanwhile
        yield from parts
        return
    with tempfile.TemporaryFile() as file:
        child = os.fork()
        if not child:
            _write(parts, file)
        ended: int | None = None
        try:
            yield from meanwhile
            ended = os.waitpid(child, 0)[1]
        finally:
            if ended is None:  # nobody wants the rest
                os.kill(child, 9)
                os.waitpid(child, 0)
        if ended:
            raise OutputError("the process that made half of the site was ended", hint="is there memory and disk left?")
        file.seek(0)
        yield from _read(file)


def _can_fork() -> bool:
    return "fork" in multiprocessing.get_all_start_methods() and threading.active_count() == 1


def _write(parts: Iterable[Part], file: IO[bytes]) -> NoReturn:
    """All parts into the file, then None, or what was raised; the process ends here whatever happens."""
    status = 1
    try:
        last: BaseException | None = None
        try:
            for part in parts:
                pickle.dump(part, file)
        except Exception as error:
            last = error
        pickle.dump(last, file)
        file.flush()
        status = 0
    finally:
        os._exit(status)


def _read(file: IO[bytes]) -> Iterator[Part]:
    while True:
        read = pickle.load(file)  # noqa: S301 - written by the process that was made here
        if isinstance(read, BaseException):
            raise read
        if read is None:
            return
        yield read
