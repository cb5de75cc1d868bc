"""Parts made in a second process: the same, in the same order, and no failure lost."""

import os
from collections.abc import Iterator

import pytest

from kg.errors import AssetError, OutputError
from kg.publication import beside as module
from kg.publication.beside import beside
from kg.publication.part import Part

HERE = [Part(f"here-{number}", b"x" * number) for number in range(3)]
THERE = [Part(f"there-{number}", "å".encode() * 100_000) for number in range(3)]


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Threads that other tests have left behind do not keep these from a second process, which only writes parts."""
    monkeypatch.setattr(module, "_can_fork", lambda: True)


def test_parts_come_in_order_from_two_processes() -> None:
    makers: list[int] = []

    def made_here() -> Iterator[Part]:
        for part in HERE:
            makers.append(os.getpid())
            yield part

    def made_there() -> Iterator[Part]:
        yield Part("process", str(os.getpid()).encode())
        yield from THERE

    *first, process, second, third, fourth = beside(made_there(), made_here())
    assert first == HERE
    assert [second, third, fourth] == THERE
    assert set(makers) == {os.getpid()}
    assert int(process.content) != os.getpid()


def test_without_fork_the_parts_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_can_fork", lambda: False)
    assert list(beside(iter(THERE), iter(HERE))) == [*HERE, *THERE]


def test_what_fails_there_is_raised_here_with_hint_and_place() -> None:
    def failing() -> Iterator[Part]:
        yield THERE[0]
        raise AssetError("broken", hint="mend it", place="a.ttl")

    found = beside(failing(), HERE)
    assert [next(found) for _ in range(4)] == [*HERE, THERE[0]]
    with pytest.raises(AssetError) as raised:
        next(found)
    assert (raised.value.message, raised.value.hint, raised.value.place) == ("broken", "mend it", "a.ttl")


def test_a_process_that_is_ended_is_told() -> None:
    def ended() -> Iterator[Part]:
        os.kill(os.getpid(), 9)
        yield THERE[0]

    with pytest.raises(OutputError, match="the process that made half of the site was ended"):
        list(beside(ended(), HERE))


def test_what_fails_here_ends_the_other_process(monkeypatch: pytest.MonkeyPatch) -> None:
    fork, begun = os.fork, []

    def noted() -> int:
        begun.append(fork())
        return begun[-1]

    monkeypatch.setattr(os, "fork", noted)
    found = beside(iter(THERE), iter(HERE))
    next(found)
    found.close()  # type: ignore[attr-defined]
    with pytest.raises(ChildProcessError):
        os.waitpid(begun[0], os.WNOHANG)
