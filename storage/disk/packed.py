"""A whole backup (.zip): what tells it from any other file, and its members within limits."""

from __future__ import annotations

import os
import stat
import zipfile
import zlib
from pathlib import Path
from typing import IO

from storage.disk import backups, bodies
from storage.errors import LibraryError

MEMBER = "library.json"

MOST = 1 << 30
"""Bytes of one member, unpacked."""
WHOLE = 64 << 30
"""Bytes of all members, unpacked."""
RATIO = 100
"""How many times as big as the file they may be: texts shrink to a third or a tenth."""
FREE = 256 << 20
"""Bytes unpacked up to which that is not asked: little is gained by a lie."""

BAD_ZIP = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError)
"""What a damaged or locked zip raises, beside OSError and ValueError."""


class TooMuch(ValueError):
    """A zip unpacks to more than a library can be."""


def is_whole(file: Path | IO[bytes]) -> bool:
    """Tell whether a file is a whole backup; one that cannot be read is none."""
    try:
        with zipfile.ZipFile(file) as archive:
            return MEMBER in archive.namelist()
    except (OSError, ValueError, *BAD_ZIP):
        return False


def refuse_flood(archive: zipfile.ZipFile, size: int) -> None:
    """Refuse a zip of `size` bytes that unpacks to more than a library can be: TooMuch.

    It goes by what the archive says; no more than that of a member is ever read.
    """
    total = sum(entry.file_size for entry in archive.infolist())
    if total > WHOLE or total > max(FREE, RATIO * size):
        raise TooMuch(f"it would unpack to {total >> 20:,} MB, which no library of its size does")


def member(archive: zipfile.ZipFile, name: str) -> bytes:
    """Return what a member holds; raises TooMuch, or KeyError for none."""
    with archive.open(name) as file:
        # What the archive says of the size may be a lie.
        data = file.read(MOST + 1)
    if len(data) > MOST:
        raise TooMuch(f"{name} in it unpacks to more than {MOST >> 20:,} MB")
    return data


def destination(target: Path, library: Path) -> Path:
    """Return the file that a backup goes to, behind every symbolic link; raises OSError.

    LibraryError where anything but an earlier backup would be lost.
    """
    real = Path(os.path.realpath(target))
    if is_own(real, library):
        raise LibraryError(f"{target} is a file of the library itself: name another file.")
    try:
        mode = os.lstat(real).st_mode
    except FileNotFoundError:
        return real
    if stat.S_ISDIR(mode):
        raise LibraryError(f"{target} is a folder: name a file in it.")
    if not stat.S_ISREG(mode):
        raise LibraryError(f"{target} is not a plain file: name another file.")
    if not is_whole(real):
        raise LibraryError(
            f"{target} is there already and is no backup of a library: name another file."
        )
    return real


def is_own(target: Path, library: Path) -> bool:
    """Tell whether a file is, or would be, one that a library lives in."""
    real, library = Path(os.path.realpath(target)), Path(os.path.realpath(library))
    named = real.parent == library.parent and (
        real.name in (library.name, bodies.FOLDER, backups.FOLDER)
        or real.name.startswith(f"{library.name}.")
    )
    if named or library.with_name(bodies.FOLDER) in real.parents:
        return True
    return real.exists() and library.exists() and os.path.samefile(real, library)
