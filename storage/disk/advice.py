"""What to do about a library that cannot be opened, by what lies beside it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from storage.disk import backups
from storage.errors import LibraryError


def mending(path: Path) -> str:
    """Return the end of a sentence: how to save what is whole, or go back to a backup."""
    saving = "`manicule check --repair` saves what is whole"
    copies = backups.latest(path)
    return f"{saving}, {restoring(copies[0])}" if copies else saving


def restoring(backup: Path) -> str:
    """Return which command puts a backup in place."""
    day = datetime.fromtimestamp(backup.stat().st_mtime, UTC).date()
    return f"`manicule restore {backup.name}` brings back the library of {day}"


def misplaced(path: Path) -> str:
    """Return the sentence about a whole backup where the library should be."""
    return (
        f"{path} is a whole backup, put where the library belongs; nothing was changed. "
        f"`manicule restore '{path}'` makes it the library."
    )


def refuse_nothing(path: Path, journal: Path, what: str) -> None:
    """Refuse to begin anew where a library has been: raises LibraryError for its traces.

    A journal counts, since it is made after the file that it continues.
    """
    copies = backups.latest(path)
    if copies:
        raise LibraryError(
            f"{path} {what}, but there are backups of it; nothing was changed. "
            f"{restoring(copies[0])}."
        )
    if journal.exists():
        raise LibraryError(
            f"{path} {what}, but {journal.name} lies beside it, so it held something; nothing was "
            "changed. Put a copy in its place, or move the journal away to begin anew."
        )
