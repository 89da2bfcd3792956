"""A lock file beside the library, so that two programs never write at once."""

from __future__ import annotations

import contextlib
import os
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from storage.disk.plain import plain
from storage.errors import LibraryBusy, LibraryError
from storage.remedy import remedy

PATIENCE = 5.0
"""Seconds to wait for another writer."""

_PAUSE = 0.01
_KEEPS = sys.platform != "win32"
"""Windows lets nobody delete a folder in which anyone has a file open."""
_SIGNED = 32
"""Bytes that the holder's process number takes in the lock file; what follows was written
by those who wait."""


class FileLock:
    """An advisory lock, held by one thread of one process at a time.

    Only writers take it. The file stays when the lock is released: removing it
    would let two processes hold locks on two files of the same name.
    """

    def __init__(self, path: Path, subject: Path, patience: float = PATIENCE) -> None:
        self.path = path
        self._name = str(path)
        self._subject = subject
        self._patience = patience
        self._threads = threading.Lock()
        self._handle = -1
        self._file = (0, 0)
        """Which file that is, by device and number."""
        self._process = 0
        """Whose handle that is: a forked child would share its parent's lock."""
        self._signature = b""

    @contextlib.contextmanager
    def held(self, patience: float | None = None) -> Iterator[None]:
        """Hold the lock for the length of a block, as `acquire` and `release` do."""
        self.acquire(patience)
        try:
            yield
        finally:
            self.release()

    def acquire(self, patience: float | None = None) -> None:
        """Take the lock, waiting `patience` seconds for it.

        Raises LibraryBusy when another keeps it too long, LibraryError when the
        lock file cannot be made (a folder that may not be written).
        """
        patience = self._patience if patience is None else patience
        deadline = time.monotonic() + patience
        if not self._threads.acquire(timeout=patience):
            raise self._busy()
        try:
            self._acquire(deadline)
        except BaseException:
            self._threads.release()
            raise

    def release(self) -> None:
        """Let others have the lock that this thread took."""
        try:
            awaited = _is_awaited(self._handle)
            self._release()
            if awaited:
                # One who writes without a break, an import for instance, would else
                # take the lock again before those who wait have looked.
                time.sleep(1.5 * _PAUSE)
        finally:
            self._threads.release()

    def close(self) -> None:
        """Let go of the lock file, unless a thread of ours holds the lock just now."""
        if self._threads.acquire(blocking=False):
            try:
                self._drop()
            finally:
                self._threads.release()

    def __del__(self) -> None:
        with contextlib.suppress(OSError):
            self._drop()

    def _acquire(self, deadline: float) -> None:
        while True:
            try:
                handle = self._open()
            except OSError as error:
                raise LibraryError(
                    f"{self._subject} cannot be changed: its lock {self.path.name} "
                    f"cannot be opened ({error.strerror}); {remedy(error)}."
                ) from error
            try:
                if _try_lock(handle):
                    if self._is_current():
                        _sign(handle, self._signature)
                        return
                    self._drop()
                else:
                    _ask(handle)
            except OSError as error:
                self._drop()
                raise LibraryError(
                    f"{self._subject} cannot be changed: its disk knows no file locks "
                    f"({error.strerror}); keep the library on another disk."
                ) from error
            if time.monotonic() >= deadline:
                raise self._busy()
            time.sleep(_PAUSE)

    def _open(self) -> int:
        """Return the handle of the lock file; opening it is a good part of what a lock costs."""
        process = os.getpid()
        if self._handle < 0 or self._process != process:
            self._drop()
            self._handle = plain(self.path, os.O_RDWR | os.O_CREAT)
            state = os.fstat(self._handle)
            self._file, self._process = (state.st_dev, state.st_ino), process
            self._signature = b"%-*d" % (_SIGNED, process)
        return self._handle

    def _drop(self) -> None:
        if self._handle >= 0:
            handle, self._handle = self._handle, -1
            os.close(handle)

    def _is_current(self) -> bool:
        """Tell whether the file locked is still the one that others would lock."""
        try:
            state = os.stat(self._name)
        except FileNotFoundError:
            return False
        return (state.st_dev, state.st_ino) == self._file

    def _release(self) -> None:
        try:
            _unlock(self._handle)
        except OSError:
            # Closing it lets go of the lock too.
            with contextlib.suppress(OSError):
                self._drop()
        if not _KEEPS:
            self._drop()

    def _busy(self) -> LibraryBusy:
        try:
            holder = self.path.read_text("ascii")[:_SIGNED].strip()
        except (OSError, ValueError):
            holder = ""
        who = f"process {holder}" if holder.isdigit() else "another program"
        return LibraryBusy(
            f"{self._subject} is being written by {who}; nothing was changed, "
            "try again when that has finished."
        )


def _sign(handle: int, signature: bytes) -> None:
    """Leave our process number for those who wait; a full disk must not hinder the lock.

    It stays when the lock is released: writing it anew is most of what a lock costs.
    """
    try:
        os.lseek(handle, 0, os.SEEK_SET)
        if os.read(handle, _SIGNED + 1) != signature:
            os.ftruncate(handle, 0)
            os.lseek(handle, 0, os.SEEK_SET)
            os.write(handle, signature)
    except OSError:
        pass


def _ask(handle: int) -> None:
    """Leave a sign that somebody waits."""
    with contextlib.suppress(OSError):
        os.lseek(handle, _SIGNED, os.SEEK_SET)
        os.write(handle, b"+")


def _is_awaited(handle: int) -> bool:
    try:
        return os.lseek(handle, 0, os.SEEK_END) > _SIGNED
    except OSError:
        return False


if sys.platform == "win32":
    import msvcrt

    # A byte far behind the process number: Windows forbids others to read what is locked.
    _BYTE = 1 << 30

    def _try_lock(handle: int) -> bool:
        os.lseek(handle, _BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True

    def _unlock(handle: int) -> None:
        os.lseek(handle, _BYTE, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _try_lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _unlock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)
