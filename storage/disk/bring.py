"""Bring bodies of another library to the disk before documents name them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from storage.disk.bodies import Bodies
from storage.disk.exchange import saving
from storage.disk.replace import make_folder
from storage.disk.transaction import Document
from storage.disk.whole import Read
from storage.errors import LibraryError

_BATCH = 256
"""Bodies held in memory at once."""


def bring(path: Path, names: Iterable[str], read: Read) -> list[str]:
    """Write the bodies that are not there whole; return the names of those that nobody has.

    Raises LibraryError when the disk refuses; what was written by then is in nobody's way.
    """
    bodies = Bodies(path)
    waiting: dict[str, Document] = {}
    missing = []
    for name in names:
        try:
            bodies.read(name)
        except LibraryError:
            try:
                waiting[name] = read(name)
            except LibraryError:
                missing.append(name)
        if len(waiting) >= _BATCH:
            _write(path, bodies, waiting)
            waiting = {}
    _write(path, bodies, waiting)
    return missing


def _write(path: Path, bodies: Bodies, waiting: dict[str, Document]) -> None:
    with saving(path):
        if waiting:
            # The first change makes the library's folder, and that is still to come.
            make_folder(path.parent)
            bodies.write(waiting)
