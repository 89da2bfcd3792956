"""A TinyDB storage that replaces its file whole and reads it only when it changed."""

from __future__ import annotations

import codecs
import contextlib
import errno
import json
import os
import stat
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from tinydb.storages import Storage

from storage.disk.encode import Encoder
from storage.disk.lock import PATIENCE, FileLock
from storage.disk.replace import flush_folder, settle, stage
from storage.disk.transaction import Tables
from storage.errors import LibraryError

Accept = Callable[[Any, Path], Tables]
"""Checks what a file holds and brings it to the present form, or raises LibraryError."""


class _Stamp(NamedTuple):
    """What tells one content of the file from another."""

    inode: int
    changed: int
    size: int


class _Loaded(NamedTuple):
    stamp: _Stamp
    tables: Tables


class SnapshotStorage(Storage):
    """One JSON file: read lock-free from memory, written under a lock in one stroke.

    Any thread may call it. The file and its folder are made by the first write.
    """

    def __init__(self, path: Path, accept: Accept, patience: float = PATIENCE) -> None:
        # A link to the library stays a link: its target is what gets replaced.
        self.path = Path(os.path.realpath(path))
        self.loads = 0
        """How often the file was read, which is once for each change by another process."""
        self._accept = accept
        self._encoder = Encoder()
        self._lock = FileLock(self.path.with_name(self.path.name + ".lock"), self.path, patience)
        self._loaded: _Loaded | None = None
        # Held for the moment in which file and memory change together, so that no reader
        # takes our own write for another's; never while waiting for the disk.
        self._swap = threading.Lock()

    def tables(self) -> Tables:
        """Return the file's present content, shared: not to be modified.

        A file that has vanished since it was read is still known, and the next write
        brings it back. Raises LibraryError when the file is damaged or not ours.
        """
        with self._swap:
            stamp = self._stamp()
            loaded = self._loaded
            if stamp is None:
                return loaded.tables if loaded else {}
            if loaded and loaded.stamp == stamp:
                return loaded.tables
        fresh = self._load()
        if fresh is None:
            return loaded.tables if loaded else {}
        with self._swap:
            # Another thread may have read, or written, something newer meanwhile.
            if self._loaded is loaded:
                self.loads += 1
                self._loaded = fresh
            return self._loaded.tables if self._loaded else fresh.tables

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Keep every other writer out for the length of a block."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise LibraryError(
                f"The folder of {self.path} cannot be made ({error.strerror}); "
                "choose another place for the library."
            ) from error
        with self._lock.held():
            yield

    def commit(self, tables: Tables) -> None:
        """Make `tables` the file's content; the caller holds the lock.

        Raises LibraryError; then file and memory are as before, except when the last
        flush of the folder failed: then both are new, but may not outlive a power cut.
        """
        data = self._encoder.encode(tables)
        loaded = self._loaded
        try:
            state = stage(self.path, data, loaded.stamp.changed if loaded else 0)
            with self._swap:
                settle(self.path)
                self._loaded = _Loaded(_stamp_of(state), tables)
            flush_folder(self.path)
        except OSError as error:
            raise LibraryError(
                f"{self.path} could not be written ({error.strerror}); the change was not kept, "
                f"{_advice(error)}."
            ) from error

    def read(self) -> Tables | None:
        """Return a copy for TinyDB, whose tables change documents in place."""
        tables = self.tables()
        if not tables:
            return None
        return {
            name: {key: dict(document) for key, document in table.items()}
            for name, table in tables.items()
        }

    def write(self, data: Tables) -> None:
        """Replace everything, as TinyDB asks; what must not be lost goes by `locked`."""
        with self.locked():
            self.commit(data)

    def _stamp(self) -> _Stamp | None:
        """Return what the file looks like now, None when there is none."""
        try:
            state = self.path.stat()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise LibraryError(_unreadable(self.path, error)) from error
        if not stat.S_ISREG(state.st_mode):
            what = "a folder" if stat.S_ISDIR(state.st_mode) else "not a plain file"
            raise LibraryError(f"{self.path} is {what}; name a library file, such as library.json.")
        return _stamp_of(state)

    def _load(self) -> _Loaded | None:
        try:
            with self.path.open("rb") as file:
                stamp = _stamp_of(os.fstat(file.fileno()))
                data = file.read()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise LibraryError(_unreadable(self.path, error)) from error
        try:
            content = json.loads(data.removeprefix(codecs.BOM_UTF8).decode())
        except (ValueError, RecursionError) as error:
            what = "is empty" if not data.strip() else "is damaged: it is not a JSON file"
            raise LibraryError(
                f"{self.path} {what}; it was left alone. Put a copy in its place, or move it away."
            ) from error
        return _Loaded(stamp, self._accept(content, self.path))


def _stamp_of(state: os.stat_result) -> _Stamp:
    return _Stamp(state.st_ino, state.st_mtime_ns, state.st_size)


def _unreadable(path: Path, error: OSError) -> str:
    return f"{path} cannot be read ({error.strerror}); check the path and who may read it."


def _advice(error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return "make room on the disk and try again"
    return "check the disk and who may write there"
