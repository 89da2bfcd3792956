"""Files that programs which keep folders alike leave behind when two machines wrote one."""

from __future__ import annotations

import contextlib
import re
from pathlib import Path

from storage.disk.load import journal_of

_MARKS = (
    r"\.sync-conflict-\d{8}-\d{6}-\w+",  # Syncthing
    r" \([^()]*conflicted copy[^()]*\)",  # Dropbox, Nextcloud
    r" \([^()]*\([^()]*\)[^()]*conflicted copy[^()]*\)",  # Dropbox, of "Anna (work)"
    r"[._-]conflict-\d{8}-\d{6}",  # ownCloud of old
)
"""What stands before a file's ending, by program."""


def copies(path: Path) -> list[Path]:
    """Return the copies of a library, and of its journal, that lie beside it."""
    names = [_pattern(path.name), _pattern(journal_of(path).name)]
    with contextlib.suppress(OSError):
        return sorted(
            file
            for file in path.parent.iterdir()
            if any(name.fullmatch(file.name) for name in names) and file.is_file()
        )
    return []


def is_journal(copy: Path) -> bool:
    """Tell whether a copy is one of a journal."""
    return ".journal" in copy.name


def _pattern(name: str) -> re.Pattern[str]:
    stem, dot, ending = name.rpartition(".")
    # A name without an ending is marked at its end; git (.orig) marks every name there.
    stem, ending = (stem, re.escape(dot + ending)) if stem else (name, "")
    marks = "|".join(_MARKS)
    return re.compile(rf"{re.escape(stem)}(?:{marks})+{ending}|{re.escape(name)}\.orig", re.I)
