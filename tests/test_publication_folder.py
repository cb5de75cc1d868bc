"""The site's folder: whole or not at all, nothing of others touched, and nothing written twice."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import OutputError
from kg.publication import writing
from kg.publication.exchange import exchange
from kg.publication.part import Part
from kg.publication.writing import MARKER, write

FIRST = [Part("index.html", b"one"), Part("id/body/a/index.html", b"a"), Part("id/body/b/index.html", b"b")]


def tree(folder: Path) -> dict[str, bytes]:
    """All files below a folder but the marker, links unfollowed."""
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found if path.name != MARKER}


def beside(folder: Path) -> list[str]:
    """What else is in the folder that the site lies in."""
    return sorted(path.name for path in folder.parent.iterdir() if path != folder)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "www" / "site"
    write(FIRST, folder)
    return folder


def test_it_holds_the_parts_and_nothing_else(site: Path) -> None:
    assert tree(site) == {part.path: part.content for part in FIRST}
    assert beside(site) == []


def test_a_second_time_touches_nothing(site: Path) -> None:
    before = {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in [site, *site.rglob("*")]}
    written = write(FIRST, site)
    assert (written.files, written.changed, written.removed) == (3, 0, 0)
    assert before == {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in [site, *site.rglob("*")]}


def test_only_what_changed_is_written_and_what_is_gone_is_removed(site: Path) -> None:
    kept = (site / "index.html").stat()
    written = write([FIRST[0], Part("id/body/a/index.html", b"changed"), Part("id/body/c/index.html", b"c")], site)
    assert (written.files, written.changed, written.removed) == (3, 2, 1)
    assert tree(site) == {"index.html": b"one", "id/body/a/index.html": b"changed", "id/body/c/index.html": b"c"}
    assert not (site / "id/body/b").exists()
    assert os.path.samestat(kept, (site / "index.html").stat())
    assert kept.st_mtime_ns == (site / "index.html").stat().st_mtime_ns
    assert beside(site) == []


def test_a_file_edited_by_hand_is_written_again(site: Path) -> None:
    (site / "index.html").write_bytes(b"0ne")
    assert write(FIRST, site).changed == 1
    assert tree(site)["index.html"] == b"one"


def test_files_of_others_stay(site: Path) -> None:
    (site / "CNAME").write_bytes(b"data.example.se")
    (site / ".git" / "refs").mkdir(parents=True)
    (site / ".git" / "HEAD").write_bytes(b"ref")
    (site / "id" / "body" / "note.txt").write_bytes(b"mine")
    (site / "latest").symlink_to("id")
    write([FIRST[0]], site)
    assert tree(site) == {
        "CNAME": b"data.example.se",
        ".git/HEAD": b"ref",
        "id/body/note.txt": b"mine",
        "index.html": b"one",
    }
    assert (site / "latest").is_symlink()
    assert (site / ".git" / "refs").is_dir()


def test_a_file_of_others_is_not_overwritten(site: Path) -> None:
    (site / "robots.txt").write_bytes(b"mine")
    before = tree(site)
    with pytest.raises(OutputError, match="not the site's"):
        write([*FIRST, Part("robots.txt", b"ours")], site)
    assert tree(site) == before
    assert beside(site) == []


@pytest.mark.parametrize("name", ["a.txt", ".hidden", "index.html"])
def test_a_folder_that_is_not_ours_is_left_alone(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / name).write_bytes(b"mine")
    with pytest.raises(OutputError, match="no site of samverkan's"):
        write(FIRST, folder)
    assert tree(folder) == {name: b"mine"}
    assert beside(folder) == []


def test_an_empty_folder_will_do_and_a_file_will_not(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir(mode=0o750)
    write(FIRST, tmp_path / "empty")
    assert (tmp_path / "empty").stat().st_mode & 0o777 == 0o750
    (tmp_path / "file").write_bytes(b"mine")
    with pytest.raises(OutputError, match="this is a file"):
        write(FIRST, tmp_path / "file")
    assert (tmp_path / "file").read_bytes() == b"mine"


def broken() -> Iterator[Part]:
    yield Part("index.html", b"two")
    raise KeyboardInterrupt


def test_interrupted_the_old_site_stands(site: Path) -> None:
    before = tree(site)
    with pytest.raises(KeyboardInterrupt):
        write(broken(), site)
    assert tree(site) == before
    assert beside(site) == []


def test_interrupted_a_new_site_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        write(broken(), tmp_path / "site")
    assert list(tmp_path.iterdir()) == []


def test_where_the_exchange_fails_the_old_site_comes_back(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, rename = tree(site), Path.rename

    def failing(path: Path, target: Path) -> Path:
        if path.name == ".site.part":
            raise OSError(28, "No space left on device")
        return rename(path, target)

    monkeypatch.setattr(writing, "exchange", lambda *_: False)  # as on a system that renames one after the other
    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(OutputError, match="No space left"):
        write([Part("index.html", b"two")], site)
    monkeypatch.undo()
    assert tree(site) == before
    assert beside(site) == []


def test_the_site_is_there_all_the_time(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    there, rename = list[bool](), Path.rename

    def watching(path: Path, target: Path) -> Path:
        made = rename(path, target)
        there.append((site / "index.html").read_bytes() == b"two")
        return made

    monkeypatch.setattr(Path, "rename", watching)
    write([Part("index.html", b"two")], site)
    if sys.platform == "linux":
        assert there == [True]
    assert tree(site) == {"index.html": b"two"}
    assert beside(site) == []


def test_what_cannot_change_places_is_an_error_and_nothing_happens(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    if sys.platform == "linux":
        with pytest.raises(FileNotFoundError):
            exchange(tmp_path / "one", tmp_path / "missing")
    assert [each.name for each in tmp_path.iterdir()] == ["one"]


def test_killed_in_the_exchange_it_is_mended_by_the_next_run(site: Path) -> None:
    site.rename(site.with_name(".site.previous"))
    written = write(FIRST, site)
    assert written.changed == 0
    assert tree(site) == {part.path: part.content for part in FIRST}
    assert beside(site) == []


def test_killed_while_building_the_next_run_clears_up(site: Path) -> None:
    left = site.with_name(".site.part")
    (left / "id").mkdir(parents=True)
    (left / "id" / "half.html").write_bytes(b"ha")
    write([Part("index.html", b"two")], site)
    assert tree(site) == {"index.html": b"two"}
    assert beside(site) == []


def test_two_at_once_do_not_meet(site: Path) -> None:
    def second() -> Iterator[Part]:
        with pytest.raises(OutputError, match="another process"):
            write([Part("index.html", b"three")], site)
        yield Part("index.html", b"two")

    write(second(), site)
    assert tree(site) == {"index.html": b"two"}


@pytest.mark.parametrize("path", ["../out.html", "/etc/x", "a//b", "a/../../b", "", ".", "./a", "a/", "a\nb", MARKER])
def test_no_path_leads_out(tmp_path: Path, path: str) -> None:
    with pytest.raises(OutputError, match="not a path of a site"):
        write([Part(path, b"x")], tmp_path / "site")
    assert list(tmp_path.iterdir()) == []


def test_two_parts_with_one_path_are_a_mistake(site: Path) -> None:
    before = tree(site)
    with pytest.raises(OutputError, match="two parts"):
        write([FIRST[0], FIRST[0]], site)
    assert tree(site) == before


def test_where_files_can_have_one_name_only_they_are_copied(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object, **__: object) -> None:
        raise OSError(1, "Operation not permitted")

    before = (site / "index.html").stat().st_mtime_ns
    monkeypatch.setattr(writing.os, "link", failing)
    write([FIRST[0]], site)
    assert tree(site) == {"index.html": b"one"}
    assert (site / "index.html").stat().st_mtime_ns == before


def test_a_link_to_the_folder_is_followed(site: Path) -> None:
    link = site.with_name("link")
    link.symlink_to("site")
    write([Part("index.html", b"two")], link)
    assert link.is_symlink()
    assert tree(site) == {"index.html": b"two"}
