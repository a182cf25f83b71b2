"""One process for one file: an advisory lock beside it, given up by the system when we die."""

import os
import sys
from pathlib import Path
from typing import BinaryIO

from bot.store.errors import CannotOpen, InUse

if sys.platform == "win32":
    import msvcrt

    def _take(file: BinaryIO) -> None:
        # A byte far behind the text: a locked byte cannot be read, and the text is for others.
        file.seek(1 << 20)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        file.seek(0)
else:
    import fcntl

    def _take(file: BinaryIO) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def take(store: Path) -> BinaryIO:
    """Hold ``<store>.lock`` until the answer is closed. Raises CannotOpen when somebody else does.

    The file stays: removing it would let two processes hold "the" lock of one name.
    """
    path = store.with_name(store.name + ".lock")
    try:
        file = path.open("a+b")
    except OSError as error:
        raise CannotOpen(f"{path} cannot be opened: {error.strerror}") from error
    try:
        _take(file)
    except OSError as error:
        file.seek(0)
        owner = file.read(20).decode(errors="replace").strip()
        file.close()
        raise InUse(
            f"{store} is in use by another swarmbot (process {owner or 'unknown'}). One process "
            "serves an SQLite store; `swarmbot list` and `timeline` may read it meanwhile."
        ) from error
    file.seek(0)
    file.truncate()
    file.write(f"{os.getpid()}\n".encode())
    file.flush()
    return file
