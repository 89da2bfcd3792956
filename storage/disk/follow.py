"""What a library's two files say, followed while other processes write them."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from storage.disk.advice import mending
from storage.disk.journal import Corrupt
from storage.disk.load import Place, Stamp, Stamps, load, stamps, tail
from storage.disk.memory import Memory
from storage.disk.transaction import Tables
from storage.errors import LibraryError
from storage.garbage import uncollected

Accept = Callable[[Any, Path], Tables]
"""Checks what a file holds and brings it to the present form, or raises LibraryError.

What needs no bringing is returned as the object that it was.
"""

Unchanged = Callable[[Stamp, int, int | None], bool]
"""Tells whether a journal that looks the same still ends as it did."""

_LOOKS = 50
"""How often to look again while others keep writing."""


class Followed:
    """A library as of the last look. Its owner keeps threads apart."""

    def __init__(self, path: Path, journal: Path, accept: Accept, unchanged: Unchanged) -> None:
        self.path = path
        self.journal = journal
        # Made once: they are looked at before every change and every list.
        self._names = str(path), str(journal)
        self.memory = Memory({})
        self.place: Place | None = None
        self.loads = 0
        """How often something of another process was read."""
        self._accept = accept
        self._unchanged = unchanged

    def refresh(self) -> None:
        """Read what was written since the last look; raises LibraryError when it is damaged."""
        seen, place = stamps(*self._names), self.place
        if place is not None:
            if seen == place.stamps and self._ends_as_known(place):
                return
            known = place.stamps
            if (known.snapshot and not seen.snapshot) or (
                place.appendable and seen.snapshot == known.snapshot and not seen.journal
            ):
                self.place = place._replace(stamps=seen, appendable=False)
                return
            if place.appendable and seen.snapshot == known.snapshot:
                added = tail(self.path, place)
                if added is not None:
                    puts, self.place = added
                    self.loads += bool(puts)
                    self.memory.put(puts)
                    return
        self._reload()

    def _reload(self) -> None:
        for look in range(_LOOKS):
            before = stamps(*self._names)
            try:
                with uncollected():
                    content, place = load(self.path)
                after = stamps(*self._names)
                if after.snapshot != place.stamps.snapshot or _inode(after) != _inode(place.stamps):
                    continue
            except (LibraryError, Corrupt) as error:
                # Perhaps what another writes was seen halfway.
                if look < _LOOKS - 1 and before != stamps(*self._names):
                    continue
                if isinstance(error, LibraryError):
                    raise
                if not look:
                    time.sleep(0.02)
                    continue
                raise LibraryError(
                    f"{self.journal} is damaged at byte {error}, before changes that are whole; "
                    f"it was left alone. Put a copy in its place; {mending(self.path)}."
                ) from error
            tables = {} if content is None else self._accept(content, self.path)
            if tables is not content:
                place = place._replace(appendable=False)
            self.memory, self.place = Memory(tables), place
            self.loads += content is not None
            return
        raise LibraryError(f"{self.path} is being written without a pause; try again.")

    def _ends_as_known(self, place: Place) -> bool:
        journal = place.stamps.journal
        return (
            not place.appendable
            or journal is None
            or self._unchanged(journal, place.end, place.rest)
        )


def _inode(seen: Stamps) -> int:
    return seen.journal.inode if seen.journal else 0
