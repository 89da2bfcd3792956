"""Our files, opened only as such: a pipe or a device in the place of one is not waited for."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from storage.remedy import NOT_PLAIN

_FLAGS = getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)


def plain(path: Path | str, flags: int = os.O_RDONLY) -> int:
    """Open a plain file, as `open` asks its opener to; raises OSError for anything else as well."""
    try:
        handle = os.open(path, flags | _FLAGS, 0o600)
    except OSError as error:
        # A socket, or a pipe that nobody reads.
        if error.errno == NOT_PLAIN:
            raise _refusal(path) from error
        raise
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise _refusal(path)
    return handle


def content(path: Path | str) -> bytes:
    """Return what a plain file holds; raises OSError, for anything else as well."""
    with open(path, "rb", buffering=0, opener=plain) as file:
        return file.read()


def _refusal(path: Path | str) -> OSError:
    return OSError(NOT_PLAIN, "it is not a plain file", str(path))
