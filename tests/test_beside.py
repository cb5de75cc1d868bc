"""Batches of parts in several processes: each part once, and no failure lost."""

import os
import threading
from collections.abc import Iterator

import pytest

from kg.errors import AssetError, OutputError, PrivacyError
from kg.publication import beside as module
from kg.publication.beside import aside, beside
from kg.publication.part import Part

HERE = [Part(f"here-{number}", b"x" * number) for number in range(3)]
THERE = [[Part(f"there-{batch}-{number}", b"y") for number in range(3)] for batch in range(5)]


@pytest.fixture(autouse=True)
def two_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Threads that other tests have left behind do not keep these from a second process."""
    monkeypatch.setattr(module, "_more", lambda _: 1)


def path_and_process(part: Part) -> tuple[str, int]:
    return part.path, os.getpid()


def test_every_part_is_made_once_and_the_first_batch_here() -> None:
    made = beside(HERE, THERE, path_and_process)
    assert sorted(path for path, _ in made) == sorted(part.path for batch in (HERE, *THERE) for part in batch)
    assert {process for path, process in made if path.startswith("here")} == {os.getpid()}


def test_another_process_makes_what_this_one_has_no_time_for() -> None:
    reading, writing = os.pipe()

    def waiting() -> Iterator[Part]:  # what is made here waits for what is made there
        os.read(reading, 1)
        yield HERE[0]

    def waited_for() -> Iterator[Part]:
        yield THERE[0][0]
        os.write(writing, b"!")

    made = dict(beside(waiting(), [waited_for()], path_and_process))
    assert made["there-0-0"] != made["here-0"] == os.getpid()


def test_without_fork_the_parts_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_more", lambda _: 0)
    made = beside(HERE, THERE, path_and_process)
    assert made == [(part.path, os.getpid()) for batch in (HERE, *THERE) for part in batch]


def test_there_are_no_more_processes_than_processors_and_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    monkeypatch.setattr(module, "_processors", lambda: 4)
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    assert [module._more(batches) for batches in (0, 2, 50)] == [0, 2, 3]
    monkeypatch.setattr(threading, "active_count", lambda: 2)
    assert module._more(50) == 0


def test_what_fails_there_is_raised_here_with_hint_and_place() -> None:
    reading, writing = os.pipe()

    def waiting() -> Iterator[Part]:
        os.read(reading, 1)
        yield HERE[0]

    def failing() -> Iterator[Part]:
        yield THERE[0][0]
        os.write(writing, b"!")
        raise AssetError("broken", hint="mend it", place="a.ttl")

    with pytest.raises(AssetError) as raised:
        beside(waiting(), [failing()], path_and_process)
    assert (raised.value.message, raised.value.hint, raised.value.place) == ("broken", "mend it", "a.ttl")


def test_a_process_that_is_ended_is_told() -> None:
    reading, writing = os.pipe()

    def waiting() -> Iterator[Part]:
        os.read(reading, 1)
        yield HERE[0]

    def ended() -> Iterator[Part]:
        os.write(writing, b"!")
        os.kill(os.getpid(), 9)
        yield THERE[0][0]

    with pytest.raises(OutputError, match="a process that made a part of the site was ended"):
        beside(waiting(), [ended()], path_and_process)


def test_what_fails_here_ends_the_other_process(monkeypatch: pytest.MonkeyPatch) -> None:
    fork, begun = os.fork, []

    def noted() -> int:
        begun.append(fork())
        return begun[-1]

    def failing() -> Iterator[Part]:
        yield HERE[0]
        raise AssetError("broken")

    monkeypatch.setattr(os, "fork", noted)
    with pytest.raises(AssetError, match="broken"):
        beside(failing(), THERE, path_and_process)
    with pytest.raises(ChildProcessError):
        os.waitpid(begun[0], os.WNOHANG)


def test_what_is_asked_aside_is_there_when_it_is_wanted() -> None:
    with aside(lambda: ["found", os.getpid()]) as answer:
        words, where = answer()
    assert words == "found"
    assert where != os.getpid()


def test_what_fails_aside_fails_where_it_is_wanted() -> None:
    def failing() -> list[str]:
        raise PrivacyError("a name", place="plan.txt:1:1")

    with aside(failing) as answer, pytest.raises(PrivacyError, match="a name"):
        answer()


def test_who_does_not_ask_does_not_wait() -> None:
    reading, _ = os.pipe()
    with aside(lambda: os.read(reading, 1)):  # for ever: nobody writes
        pass
