"""Immutable files beside the library for what is too big to read at every opening.

A file is on the disk, whole, before the library names it, and is never changed or deleted:
what an undone change leaves behind can be named again by redoing it.

Its last field is a checksum of what stands before that; files of earlier versions have none.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import zlib
from collections import OrderedDict
from collections.abc import Mapping
from pathlib import Path

from storage.disk import plain
from storage.disk.append import FlushFailed
from storage.disk.journal import encoded
from storage.disk.replace import (
    PRIVATE_FOLDER,
    flush,
    flush_folder,
    flushing_all,
    write,
)
from storage.disk.transaction import Document
from storage.errors import LibraryError, Unreadable
from storage.remedy import remedy

FOLDER = "bodies"

_KEPT = 16
"""Bodies kept in memory."""

MANY = 64
"""Bodies written at once from which the whole disk is flushed instead of each of them."""

_SUM = "crc"
"""The field that holds the checksum; its name is no field of ours."""
_SEAL = re.compile(rb',?"crc":"([0-9a-f]{8})"\}\Z')
_SEAL_SIZE = len(b',"crc":"01234567"}')

_NEW = os.O_WRONLY | os.O_CREAT | os.O_TRUNC


class Bodies:
    """The bodies of one library. Its owner keeps threads apart while it reads."""

    def __init__(self, library: Path) -> None:
        self._folder = library.with_name(FOLDER)
        self._place = str(self._folder)
        self._library = library
        self._recent: OrderedDict[str, Document] = OrderedDict()
        self._named: set[str] = set()
        """Folders whose own names are known to be on the disk."""

    def path(self, name: str) -> Path:
        """Return where a body lies."""
        return Path(self._file(name))

    def _file(self, name: str) -> str:
        # Putting a Path together takes as long as reading what lies there.
        return f"{self._place}{os.sep}{name[:2]}{os.sep}{name}.json"

    def read(self, name: str) -> Document:
        """Return a body, not to be modified; raises LibraryError when it is not there."""
        known = self._recent.get(name)
        if known is not None:
            self._recent.move_to_end(name)
            return known
        path = self._file(name)
        try:
            content = opened(plain.content(path))
        except (OSError, ValueError) as error:
            why = error.strerror if isinstance(error, OSError) else "it is damaged"
            advice = f"put a copy of that file, which belongs to {self._library.name}, in its place"
            if isinstance(error, OSError) and not isinstance(error, FileNotFoundError):
                advice = remedy(error, "read it")
            refusal = Unreadable if isinstance(error, OSError) else LibraryError
            if isinstance(error, FileNotFoundError):
                if self._away():
                    why = f"{self._folder} is empty, or its disk is not there"
                else:
                    refusal = LibraryError
            raise refusal(f"The text in {path} cannot be read ({why}); {advice}.") from error
        self._recent[name] = content
        if len(self._recent) > _KEPT:
            self._recent.popitem(last=False)
        return content

    def _away(self) -> bool:
        """Tell whether the folder is a place whose disk is not there: it is never empty else."""
        try:
            return not os.listdir(self._folder)
        except OSError:
            return self._folder.is_symlink()

    def write(self, bodies: Mapping[str, Document]) -> None:
        """Bring new bodies to the disk; raises OSError, with none of them to be used."""
        folders = {name[:2] for name in bodies}
        _make(self._place)
        with flushing_all(self._folder, many=len(bodies) > MANY) as flush_each:
            for name, content in bodies.items():
                self._write(name, sealed(content), flush_each)
        if flush_each:
            try:
                for folder in folders:
                    flush_folder(self._folder / folder)
                self._flush_names(folders)
            except OSError as error:
                # The next body must not be trusted to a folder that may have lost its name.
                raise FlushFailed(error.errno, error.strerror) from error

    def _write(self, name: str, data: bytes, flushed: bool) -> None:
        folder = f"{self._place}/{name[:2]}"
        path = f"{folder}/{name}.json"
        try:
            handle = plain.plain(path, _NEW)
        except FileNotFoundError:
            # Whoever took the folder away took its name too.
            self._named.clear()
            _make(self._place)
            _make(folder)
            handle = plain.plain(path, _NEW)
        try:
            write(handle, data)
            if flushed:
                flush(handle)
        except OSError:
            with contextlib.suppress(OSError):
                os.unlink(path)
            raise
        finally:
            os.close(handle)

    def _flush_names(self, folders: set[str]) -> None:
        """Make the names of folders last: whoever made one may have been killed too early."""
        if not folders <= self._named:
            named = set(os.listdir(self._folder))
            flush_folder(self._folder)
            flush_folder(self._library.parent)
            self._named = named


def sealed(content: Document) -> bytes:
    """Return a body as it lies on the disk, its checksum last."""
    data = encoded(content)[:-1]
    comma = b"," if content else b""
    return b'%s%s"%s":"%08x"}' % (data, comma, _SUM.encode(), zlib.crc32(data))


def opened(data: bytes) -> Document:
    """Return a body from its file; raises ValueError when that is damaged."""
    # It stands last: looking for it from the beginning of a book takes longer than reading it.
    seal = _SEAL.search(data, max(0, len(data) - _SEAL_SIZE))
    if seal and int(seal[1], 16) != zlib.crc32(memoryview(data)[: seal.start()]):
        raise ValueError("its checksum differs")
    try:
        content = json.loads(data.decode())
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error
    if not isinstance(content, dict):
        raise ValueError("it holds no fields")
    if seal:
        del content[_SUM]
    return content


def _make(folder: str) -> None:
    with contextlib.suppress(FileExistsError):
        os.mkdir(folder, PRIVATE_FOLDER)
