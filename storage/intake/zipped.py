"""Entries of a ZIP archive from anywhere, read within limits that its own list cannot lift."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass
from urllib.parse import unquote

from storage.errors import IntakeError

ENTRY = 20 * 1024 * 1024
"""Bytes of one entry, unpacked."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much an archive may hold, by what it is."""

    what: str
    entries: int
    total: int
    """Bytes of all entries that are read, unpacked."""


BOOK = Bounds("a book", 20_000, 100 * 1024 * 1024)
EXPORT = Bounds("an export", 200_000, 300 * 1024 * 1024)
"""Each of thousands of articles may be three files."""


class Archive:
    """An archive in memory; nothing of it is ever written to the disk.

    Raises IntakeError, naming the archive, whenever it cannot be read.
    """

    def __init__(self, data: bytes, name: str, bounds: Bounds = BOOK) -> None:
        self._name = name
        self._bounds = bounds
        self._left = bounds.total
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError):
            raise self.damaged() from None
        self.names = frozenset(self._zip.namelist())
        if len(self.names) > bounds.entries:
            raise IntakeError(
                f"{name} holds more than {bounds.entries:,} files: no part of it was read, since "
                f"{bounds.what} has fewer."
            )

    def read(self, entry: str) -> bytes:
        """Return what an entry holds; KeyError when there is none of that name."""
        if entry not in self.names:
            raise KeyError(entry)
        try:
            with self._zip.open(entry) as file:
                # What the archive says of the size may be a lie.
                data = file.read(min(ENTRY, self._left) + 1)
        except (
            zipfile.BadZipFile,
            RuntimeError,
            NotImplementedError,
            EOFError,
            zlib.error,
            OSError,
        ):
            # A RuntimeError asks for a password.
            raise self.damaged() from None
        self._left -= len(data)
        if len(data) > ENTRY or self._left < 0:
            raise IntakeError(
                f"{self._name} unpacks to more than {self._bounds.what} can be; it was not read."
            )
        return data

    def damaged(self) -> IntakeError:
        """Return the refusal of an archive that cannot be unpacked."""
        return IntakeError(
            f"{self._name} is a ZIP archive that is damaged or locked: get the file again."
        )


def within(base: str, href: str) -> str:
    """Return the entry that a reference inside an archive means; it never leads out of it."""
    path = unquote(href.partition("#")[0].partition("?")[0])
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(base), path)).lstrip("/")
