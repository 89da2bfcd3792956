"""Immutable files beside the library for what is too big to read at every opening.

A file is on the disk, whole, before the library names it, and is never changed or deleted:
what an undone change leaves behind can be named again by redoing it.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections import OrderedDict
from collections.abc import Mapping
from pathlib import Path

from storage.disk.journal import encoded
from storage.disk.replace import flush, flush_folder, write
from storage.disk.transaction import Document
from storage.errors import LibraryError

FOLDER = "bodies"

_KEPT = 16
"""Bodies kept in memory."""

_BINARY = getattr(os, "O_BINARY", 0)


class Bodies:
    """The bodies of one library. Its owner keeps threads apart while it reads."""

    def __init__(self, library: Path) -> None:
        self._folder = library.with_name(FOLDER)
        self._library = library
        self._recent: OrderedDict[str, Document] = OrderedDict()
        self._named: set[Path] = set()
        """Folders whose own names are known to be on the disk."""

    def path(self, name: str) -> Path:
        """Return where a body lies."""
        return self._folder / name[:2] / f"{name}.json"

    def read(self, name: str) -> Document:
        """Return a body, not to be modified; raises LibraryError when it is not there."""
        known = self._recent.get(name)
        if known is not None:
            return known
        path = self.path(name)
        try:
            content = json.loads(path.read_bytes())
            if not isinstance(content, dict):
                raise ValueError("it holds no fields")
        except (OSError, ValueError) as error:
            why = error.strerror if isinstance(error, OSError) else "it is damaged"
            raise LibraryError(
                f"The text in {path} cannot be read ({why}); put a copy of that file, which "
                f"belongs to {self._library.name}, in its place."
            ) from error
        self._recent[name] = content
        if len(self._recent) > _KEPT:
            self._recent.popitem(last=False)
        return content

    def write(self, bodies: Mapping[str, Document]) -> None:
        """Bring new bodies to the disk; raises OSError, with none of them to be used."""
        folders = {self.path(name).parent for name in bodies}
        for folder in folders:
            folder.mkdir(parents=True, exist_ok=True)
        for name, content in bodies.items():
            self._write(self.path(name), encoded(content), alone=len(bodies) == 1)
        if len(bodies) > 1:
            self._flush_many(bodies)
        for folder in folders:
            flush_folder(folder)
        # Whoever made a folder may have been killed before its name was flushed.
        if not folders <= self._named:
            flush_folder(self._folder)
            flush_folder(self._library.parent)
            self._named |= folders

    def _write(self, path: Path, data: bytes, *, alone: bool) -> None:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _BINARY, 0o666)
        try:
            write(handle, data)
            if alone:
                flush(handle)
        except OSError:
            with contextlib.suppress(OSError):
                path.unlink()
            raise
        finally:
            os.close(handle)

    def _flush_many(self, bodies: Mapping[str, Document]) -> None:
        """Flush files that were written together: all at once, then ask after each."""
        if hasattr(os, "sync"):
            os.sync()
        for name in bodies:
            handle = os.open(self.path(name), os.O_RDWR | _BINARY)
            try:
                flush(handle)
            finally:
                os.close(handle)
