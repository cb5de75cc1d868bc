"""Two folders that change places in one step, so that a reader meets the one or the other and never none.

Linux can (renameat2 with RENAME_EXCHANGE, https://man7.org/linux/man-pages/man2/rename.2.html), on most file systems.
"""

import ctypes
import errno
import os
from pathlib import Path

_HERE = -100  # AT_FDCWD: paths are those of the process
_EXCHANGE = 2  # RENAME_EXCHANGE
_CANNOT = frozenset({errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM})


def exchange(one: Path, other: Path) -> bool:
    """Let two folders of one file system change places; False, and nothing done, where the system cannot.

    Raises OSError where it can and this did not work: a folder is missing, or may not be written.
    """
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    rename.argtypes = [ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint]
    if rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in _CANNOT:
        return False
    raise OSError(number, os.strerror(number), str(one))
