"""Writing a file whole or not at all."""

import contextlib
import os
import shutil
import stat
from pathlib import Path

from kg.errors import OutputError


def replace_file(path: str | Path, data: bytes) -> None:
    """Write `data` beside `path`, sync it, and move it there, so that a reader sees the old file or the new one.

    A link is followed, the permissions of a file that was there are kept, a device or pipe is simply written to.
    Raises OutputError and leaves what was there as it was.
    """
    target = Path(path).resolve()
    try:
        if _is_device(target):
            target.write_bytes(data)
        else:
            _replace(target, data)
    except OSError as error:
        raise _refused(path, error) from error


def _is_device(target: Path) -> bool:
    return target.exists() and not (target.is_file() or target.is_dir())


def _replace(target: Path, data: bytes) -> None:
    if target.is_dir():
        raise IsADirectoryError
    if target.exists() and not target.stat().st_mode & stat.S_IWUSR:
        raise PermissionError
    beside = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        _write_synced(beside, data)
        if target.exists():
            shutil.copymode(target, beside)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
    _sync_folder(target.parent)


def _write_synced(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    with contextlib.suppress(OSError):  # some systems cannot open a folder; the rename itself was atomic
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _refused(path: str | Path, error: OSError) -> OutputError:
    if isinstance(error, IsADirectoryError):
        return OutputError("cannot write: this is a folder", hint="name a file in it", place=str(path))
    if isinstance(error, FileNotFoundError):
        return OutputError("cannot write: its folder does not exist", hint="create the folder first", place=str(path))
    if isinstance(error, PermissionError):
        return OutputError("cannot write: permission denied", hint="choose another place with -o", place=str(path))
    reason = error.strerror or str(error)
    return OutputError(f"cannot write: {reason}", hint="choose another place with -o", place=str(path))
