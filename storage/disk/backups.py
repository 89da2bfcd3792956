"""Copies of the snapshot that come by themselves: one a day, later one a week, then none.

A copy is a hard link where the disk can make one, so it costs nothing. The texts need none:
they lie in files that never change.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from storage.disk.replace import PRIVATE_FOLDER, settle, stage

FOLDER = "backups"

DAYS = 7
"""Latest copies that are kept, whatever their days."""
WEEKS = 8
"""Weeks before those of which the latest copy is kept."""


def keep(library: Path, today: date) -> None:
    """Copy the library's file, unless that was done today, and drop what is too old.

    A copy is made under the file's old name, so it is complete or not there. What the
    disk refuses is left for the next time: a copy must not hinder a change.
    """
    folder = library.with_name(FOLDER)
    with contextlib.suppress(OSError):
        folder.mkdir(PRIVATE_FOLDER, exist_ok=True)
        copy = folder / f"{library.stem}-{today.isoformat()}.json"
        if not copy.exists():
            _copy(library, copy)
        for old in _too_old(copies(library)):
            old.unlink()


def copies(library: Path) -> list[Path]:
    """Return the copies there are, latest first."""
    found = library.with_name(FOLDER).glob(f"{library.stem}-*.json")
    return sorted((path for path in found if _day(path)), key=lambda path: path.name, reverse=True)


def latest(library: Path) -> list[Path]:
    """Return these copies and whole backups (.zip) beside them, what was written last first."""
    found = [*copies(library), *library.with_name(FOLDER).glob(f"{library.stem}-*.zip")]
    with contextlib.suppress(OSError):
        found.sort(key=lambda path: (path.stat().st_mtime_ns, path.name), reverse=True)
    return found


def _copy(library: Path, copy: Path) -> None:
    try:
        os.link(library, copy)
    except FileNotFoundError:
        return
    except OSError:
        # A disk without hard links.
        stage(copy, library.read_bytes(), like=library)
        settle(copy)


def _too_old(copies: Sequence[Path]) -> list[Path]:
    """Return which of the copies, latest first, nobody needs any more."""
    weeks: dict[tuple[int, int], Path] = {}
    for path in copies[DAYS:]:
        day = _day(path)
        if day:
            weeks.setdefault(day.isocalendar()[:2], path)
    kept = list(weeks.values())[:WEEKS]
    return [path for path in copies[DAYS:] if path not in kept]


def _day(path: Path) -> date | None:
    try:
        return date.fromisoformat(path.stem[-10:])
    except ValueError:
        return None
