"""Add a line to a journal, or leave the journal as it was.

Behind its last line a journal of some length has room: NULs, written before they are needed.
A line that fits there changes neither the file's size nor where it lies on the disk, so
that one write of the disk keeps it instead of three.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
from pathlib import Path

from storage.disk.load import Stamp, left_over, stamp_of
from storage.disk.replace import flush, flush_content, write

ROOM = 64 * 1024
"""Bytes of room made at once."""
ROOM_FROM = 4096
"""Bytes of journal from which room is made: a few changes need none."""

_ROOMY = hasattr(os, "fdatasync")
_KEEPS = sys.platform != "win32"
"""Windows lets nobody replace a file that anyone has open."""
_BINARY = getattr(os, "O_BINARY", 0)


class FlushFailed(OSError):
    """The disk did not confirm a write: nobody can tell what stands there now."""


class JournalFile:
    """A journal's end, kept open once something was written. Its owner keeps threads apart."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._handle = -1
        self._inode = 0

    @property
    def used(self) -> bool:
        """Whether lines were written to it that nobody has let go of."""
        return self._handle >= 0

    def append(
        self, stamp: Stamp, end: int, line: bytes, *, rest: int | None, durable: bool
    ) -> Stamp:
        """Write a line at the journal's end and return what the file looks like then.

        `stamp` is what it looks like now; the caller holds the lock.

        What a killed writer left behind the end (`rest` tells it from room) is moved to a file
        of its own. Raises OSError; then the line was cut off again. FlushFailed means that
        nothing may be written any more until the library is opened anew: the system may have
        forgotten what it could not write.
        """
        handle = self._open(stamp.inode)
        try:
            if stamp.size > end and (rest is not None or not _ROOMY):
                set_aside(self.path, end)
                os.ftruncate(handle, end)
                # Else a power cut could bring back a whole line from there, behind ours.
                _confirm(handle, end)
                stamp = stamp._replace(size=end)
            _append(handle, stamp.size, end, line, durable=durable)
            return stamp_of(os.fstat(handle))
        except BaseException:
            self.close()
            raise
        finally:
            if not _KEEPS:
                self.close()

    def unchanged(self, stamp: Stamp, end: int, rest: int | None) -> bool:
        """Tell whether what follows the last line is still what it was.

        A line written into the room leaves the size as it was, and even the time of change
        within one tick of the system's clock.
        """
        if stamp.size <= end:
            return True
        try:
            if self._inode == stamp.inode and self._handle >= 0:
                return _same(self._handle, stamp, end, rest)
            handle = os.open(self.path, os.O_RDONLY | _BINARY)
            try:
                return os.fstat(handle).st_ino == stamp.inode and _same(handle, stamp, end, rest)
            finally:
                os.close(handle)
        except OSError:
            return False

    def trim(self, inode: int, end: int) -> None:
        """Give back the room; the caller holds the lock. Raises OSError."""
        handle = self._open(inode)
        if os.fstat(handle).st_size > end:
            os.ftruncate(handle, end)

    def close(self) -> None:
        """Let go of the file until the next line."""
        if self._handle >= 0:
            handle, self._handle = self._handle, -1
            os.close(handle)

    def __del__(self) -> None:
        with contextlib.suppress(OSError):
            self.close()

    def _open(self, inode: int) -> int:
        # While it is open, its number is no other file's.
        if self._handle < 0 or self._inode != inode:
            self.close()
            handle = os.open(self.path, os.O_RDWR | _BINARY)
            self._handle, self._inode = handle, os.fstat(handle).st_ino
            if self._inode != inode:
                self.close()
                raise OSError(0, "its journal was exchanged meanwhile")
        return self._handle


def set_aside(path: Path, end: int) -> None:
    """Keep what follows the journal's end in a file beside it; raises OSError."""
    with path.open("rb") as file:
        file.seek(end)
        torn = file.read()
    if torn.strip(b"\0 \n"):
        name = f"{path.name}.torn-{time.strftime('%Y%m%dT%H%M%SZ', time.gmtime())}"
        aside = os.open(path.with_name(name), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            write(aside, torn.rstrip(b"\0"), os.fstat(aside).st_size)
        finally:
            os.close(aside)


def _append(handle: int, size: int, end: int, line: bytes, *, durable: bool) -> None:
    following = end + len(line)
    grows = following > size
    try:
        write(handle, line, end)
    except OSError:
        _cut(handle, end)
        raise
    if grows and _ROOMY and end >= ROOM_FROM:
        # A full disk may have room for the line alone.
        with contextlib.suppress(OSError):
            write(handle, bytes(ROOM), following)
    if durable:
        _confirm(handle, end, content_only=not grows)


def _same(handle: int, stamp: Stamp, end: int, rest: int | None) -> bool:
    if rest is None and _KEEPS:
        return os.pread(handle, 1, end) == b"\0"
    os.lseek(handle, end, os.SEEK_SET)
    return left_over(os.read(handle, stamp.size - end)) == rest


def _confirm(handle: int, end: int, *, content_only: bool = False) -> None:
    try:
        (flush_content if content_only else flush)(handle)
    except OSError as error:
        _cut(handle, end)
        raise FlushFailed(error.errno, error.strerror) from error


def _cut(handle: int, end: int) -> None:
    with contextlib.suppress(OSError):
        os.ftruncate(handle, end)
