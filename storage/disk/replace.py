"""Replace a file whole: a reader sees the old content or the new, never a mixture.

`stage` writes the new content beside the file, `settle` moves it into place and
`flush_folder` makes the move last. The caller holds the library's lock, so one
name serves for every staged file and none is left behind for ever.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
import time
from collections.abc import Iterator
from pathlib import Path

_BINARY = getattr(os, "O_BINARY", 0)

_NO_FOLDER_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.ENOSYS, errno.EBADF}
"""How file systems say that a folder cannot be flushed; no write is lost by it."""


PRIVATE = 0o600
"""Permissions of new files: what a person writes is nobody else's."""
PRIVATE_FOLDER = 0o700


def read_only(path: Path) -> bool:
    """Tell whether a file's owner forbade writing it, whoever asks; False for no file."""
    try:
        return not os.stat(path).st_mode & stat.S_IWUSR
    except OSError:
        return False


def stage(path: Path, data: bytes, after: int = 0, like: Path | None = None) -> os.stat_result:
    """Write `data` beside `path`, flushed to the disk, and return that file's state.

    It gets the permissions of `like`, or of `path` itself; a new file is its owner's alone.

    `after` is the old content's time of change in nanoseconds: the new one is made
    later, so that a change is seen even within one tick of the file system's clock.
    Raises OSError, with nothing left behind; PermissionError when `path` is read-only.
    """
    if read_only(path):
        # The folder would let it be replaced, but its owner meant it to stay as it is.
        raise PermissionError(errno.EACCES, "it is read-only")
    staged = _staged(path)
    with contextlib.suppress(FileNotFoundError):
        staged.unlink()
    try:
        handle = os.open(staged, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, PRIVATE)
        with os.fdopen(handle, "wb"):
            with contextlib.suppress(FileNotFoundError):
                os.chmod(staged, stat.S_IMODE((like or path).stat().st_mode))
            write(handle, data)
            seen = os.fstat(handle)
            if seen.st_mtime_ns <= after:
                os.utime(staged, ns=(seen.st_atime_ns, after + 1))
            flush(handle)
        return staged.stat()
    except BaseException:
        _discard(staged)
        raise


def settle(path: Path) -> None:
    """Move the staged content into place; on OSError the old content still stands."""
    staged = _staged(path)
    try:
        # Windows refuses while anyone, a virus scanner for instance, has the old file open.
        for wait in (0.01, 0.02, 0.05, 0.1, 0.2, 0.4) if sys.platform == "win32" else ():
            with contextlib.suppress(PermissionError):
                os.replace(staged, path)
                return
            time.sleep(wait)
        os.replace(staged, path)
    except BaseException:
        _discard(staged)
        raise


def make_folder(folder: Path) -> None:
    """Make a folder, and those above it, whose names last; raises OSError."""
    folder.mkdir(PRIVATE_FOLDER, parents=True, exist_ok=True)
    for place in made_in(folder):
        flush_folder(place)


def made_in(folder: Path) -> Iterator[Path]:
    """Give the folders above one in which its name and theirs may still have to be flushed.

    Whoever made them may have been killed before doing so: that they are there says nothing.
    """
    for place in folder.parents:
        if not os.access(place, os.R_OK | os.W_OK):
            return  # Nobody made anything there for us.
        yield place


def flush_folder(folder: Path) -> None:
    """Make the names in a folder last; raises OSError when the disk reports a failure."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        flush(handle)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise
    finally:
        os.close(handle)


@contextlib.contextmanager
def flushing_all(folder: Path, *, many: bool) -> Iterator[bool]:
    """Say whether each file of a block must be flushed, or flush their disk at its end.

    The latter is for many files, where the system can do it; raises OSError.
    """
    if not many or not sys.platform.startswith("linux"):
        yield True
        return
    # Python has no name for the call; loading the module takes time.
    import ctypes

    # The system reports what goes wrong from the opening on.
    handle = os.open(folder, os.O_RDONLY)
    try:
        yield False
        if ctypes.CDLL(None, use_errno=True).syncfs(handle):
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number))
    finally:
        os.close(handle)


def write(handle: int, data: bytes, offset: int = 0) -> None:
    """Write all of `data` at an offset of an open file; raises OSError."""
    rest = memoryview(data)
    while rest:
        if sys.platform == "win32":
            os.lseek(handle, offset, os.SEEK_SET)
            done = os.write(handle, rest)
        else:
            done = os.pwrite(handle, rest, offset)
        rest = rest[done:]
        offset += done


def _staged(path: Path) -> Path:
    return path.with_name(path.name + ".tmp")


def _discard(staged: Path) -> None:
    with contextlib.suppress(OSError):
        staged.unlink()


if sys.platform == "darwin":
    import fcntl

    def flush(handle: int) -> None:
        """Flush to the platter: macOS's fsync stops at the drive's own memory."""
        try:
            fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
        except OSError:
            os.fsync(handle)

else:

    def flush(handle: int) -> None:
        """Bring what was written to the disk; raises OSError."""
        os.fsync(handle)


if hasattr(os, "fdatasync"):

    def flush_content(handle: int) -> None:
        """Bring what was written over old content to the disk, but no time of change."""
        os.fdatasync(handle)

else:
    flush_content = flush
