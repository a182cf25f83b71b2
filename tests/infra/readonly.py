"""Stands in for a read-only file system: whatever the program opens for writing outside of the
folders in ``WRITABLE`` fails as it would there, and is written down in ``REFUSED``."""

import errno
import os
import sys

WRITABLE = tuple(os.environ["WRITABLE"].split(os.pathsep))
REFUSED = os.environ["REFUSED"]
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
CHANGES = {"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.symlink", "os.link", "os.truncate"}


def refuse(event: str, arguments: tuple[object, ...]) -> None:
    """An audit hook (PEP 578): it sees every file that Python opens."""
    if event == "open":
        path, _, flags = arguments
        writing = isinstance(flags, int) and flags & WRITING
    else:
        path, writing = (arguments or ("",))[0], event in CHANGES
    if not writing or not isinstance(path, str | bytes):
        return
    name = os.path.abspath(os.fsdecode(path))  # noqa: PTH100 # pathlib would open files here
    if name.startswith(WRITABLE):
        return
    descriptor = os.open(REFUSED, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.write(descriptor, f"{event} {name}\n".encode())
    os.close(descriptor)
    raise OSError(errno.EROFS, os.strerror(errno.EROFS), name)


sys.addaudithook(refuse)
