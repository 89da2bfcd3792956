"""Add a line to a journal, or leave the journal as it was."""

from __future__ import annotations

import contextlib
import os
import time
from pathlib import Path

from storage.disk.load import Stamp, stamp_of
from storage.disk.replace import flush, write

_BINARY = getattr(os, "O_BINARY", 0)


class FlushFailed(OSError):
    """The disk did not confirm a write: nobody can tell what stands there now."""


def append(path: Path, inode: int, end: int, line: bytes, *, durable: bool) -> Stamp:
    """Write a line at the journal's end and return what the file looks like then.

    What a killed writer left behind the end is moved to a file of its own. Raises OSError;
    then the line was cut off again. FlushFailed means that nothing may be written any more
    until the library is opened anew: the system may have forgotten what it could not write.
    """
    handle = os.open(path, os.O_RDWR | _BINARY)
    try:
        state = os.fstat(handle)
        if state.st_ino != inode:
            raise OSError(0, "its journal was exchanged meanwhile")
        if state.st_size > end:
            set_aside(path, end)
            os.ftruncate(handle, end)
        try:
            write(handle, line, end)
        except OSError:
            _cut(handle, end)
            raise
        if durable:
            try:
                flush(handle)
            except OSError as error:
                _cut(handle, end)
                raise FlushFailed(error.errno, error.strerror) from error
        return stamp_of(os.fstat(handle))
    finally:
        os.close(handle)


def set_aside(path: Path, end: int) -> None:
    """Keep what follows the journal's end in a file beside it; raises OSError."""
    with path.open("rb") as file:
        file.seek(end)
        torn = file.read()
    if torn.strip(b"\0 \n"):
        name = f"{path.name}.torn-{time.strftime('%Y%m%dT%H%M%SZ', time.gmtime())}"
        aside = os.open(path.with_name(name), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            write(aside, torn, os.fstat(aside).st_size)
        finally:
            os.close(aside)


def _cut(handle: int, end: int) -> None:
    with contextlib.suppress(OSError):
        os.ftruncate(handle, end)
