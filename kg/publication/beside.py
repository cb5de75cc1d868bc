"""Batches of parts shared out among as many processes as there are processors: two of them need half the time.

What a page is made from is far larger than the page, and need not be sent: a forked process has it already. What it
makes is not sent back either, but put where it belongs by whoever made it. Where the system has no fork, or this
process has threads, which do not live on in a fork, everything is done here.
"""

import multiprocessing
import os
import pickle
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from itertools import chain
from typing import IO, NoReturn, TypeVar

from kg.errors import OutputError
from kg.publication.part import Part

Done = TypeVar("Done")


def beside(first: Iterable[Part], others: Sequence[Iterable[Part]], do: Callable[[Part], Done]) -> list[Done]:
    """What ``do`` gives for every part, in any order: ``first`` is gone through here, ``others`` by whoever is free.

    ``others`` are fewer than 256, and begun in their order. What fails in another process is raised here at the end;
    OutputError where one is ended from outside. What fails here ends the others.
    """
    more = _more(len(others))
    if not more:
        return [do(part) for part in chain(first, *others)]
    with ExitStack() as stack:
        waiting = _waiting(len(others))
        stack.callback(os.close, waiting)
        files = [stack.enter_context(tempfile.TemporaryFile()) for _ in range(more)]
        children: list[int] = []
        try:
            for file in files:
                child = os.fork()
                if not child:
                    _write(map(do, _taken(others, waiting)), file)
                children.append(child)
            done = [do(part) for part in chain(first, _taken(others, waiting))]
            while children:
                _, ended = os.waitpid(children[0], 0)
                del children[0]
                if ended:
                    raise OutputError(
                        "a process that made a part of the site was ended", hint="is there memory and disk left?"
                    )
        finally:
            for child in children:  # nobody wants the rest
                os.kill(child, 9)
                os.waitpid(child, 0)
        for file in files:
            done += _read(file)
    return done


@contextmanager
def aside(call: Callable[[], Done]) -> Iterator[Callable[[], Done]]:
    """What ``call`` gives, for whoever asks within the context; found by another process meanwhile, if one can be had.

    What it raises is raised where it is asked for.
    """
    if not _more(1):
        yield call
        return
    with tempfile.TemporaryFile() as file:
        child = os.fork()
        if not child:
            _write((call() for _ in range(1)), file)
        waited: list[int] = []

        def answer() -> Done:
            waited.append(os.waitpid(child, 0)[1])
            if waited[0]:
                raise OutputError("a process that looked through the store was ended", hint="is there memory left?")
            return _read(file)[0]

        try:
            yield answer
        finally:
            if not waited:
                os.kill(child, 9)
                os.waitpid(child, 0)


def _more(batches: int) -> int:
    """How many processes beside this one have something to do."""
    if "fork" not in multiprocessing.get_all_start_methods() or threading.active_count() > 1:
        return 0
    return min(_processors() - 1, batches)


def _processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _waiting(count: int) -> int:
    """A pipe that holds the numbers of the batches, a byte each: whoever reads one has it alone."""
    reading, writing = os.pipe()
    os.write(writing, bytes(range(count)))
    os.close(writing)
    return reading


def _taken(batches: Sequence[Iterable[Part]], waiting: int) -> Iterator[Part]:
    """The parts of the next batch that nobody has taken, and so on until there is none."""
    while number := os.read(waiting, 1):
        yield from batches[number[0]]


def _write(done: Iterable[object], file: IO[bytes]) -> NoReturn:
    """All of it into the file, or what was raised; the process ends here whatever happens."""
    status = 1
    try:
        try:
            made: list[object] | Exception = list(done)
        except Exception as error:
            made = error
        pickle.dump(made, file)
        file.flush()
        status = 0
    finally:
        os._exit(status)


def _read(file: IO[bytes]) -> list[Done]:
    file.seek(0)
    read: list[Done] | Exception = pickle.load(file)  # noqa: S301 - written by a process that was made here
    if isinstance(read, Exception):
        raise read
    return read
