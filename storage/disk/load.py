"""A snapshot and the journal that continues it, read from the disk as one state.

Which journal belongs to a snapshot is told by the salt that the snapshot names; one whose
salt it names as folded is contained in it. Any other that holds changes is refused: it is
somebody's words.
"""

from __future__ import annotations

import codecs
import io
import json
import os
import stat
import zlib
from pathlib import Path
from typing import Any, NamedTuple

from storage.disk.advice import mending, misplaced, refuse_nothing
from storage.disk.journal import Corrupt, Header, Put, Scan, read_header, scan
from storage.disk.memory import applied
from storage.disk.plain import plain
from storage.errors import LibraryError
from storage.remedy import remedy

MARKS = "_journal"
"""The table in which a snapshot names its journal; seen by this package alone."""


class NoJson(LibraryError):
    """A file is no JSON."""

    data: bytes = b""
    """What it holds."""


class Stamp(NamedTuple):
    """What tells one content of a file from another."""

    inode: int
    changed: int
    size: int
    mode: int
    """Its permissions: a file made read-only is to be seen without another look."""


class Stamps(NamedTuple):
    """What the two files of a library look like; None where one is missing."""

    snapshot: Stamp | None
    journal: Stamp | None


class Place(NamedTuple):
    """Where the next line of the journal goes, and what it continues."""

    stamps: Stamps
    generation: int = 0
    salt: str = ""
    start: int = 0
    """Offset of the journal's first change."""
    end: int = 0
    settled: int = 0
    last: int = 0
    mark: bytes = b""
    rest: int | None = None
    """The checksum of what follows the last line; None for nothing, or room."""
    merged: str = ""
    """The salt of the journal on the disk: all that it holds is in what was read."""
    appendable: bool = False
    """The journal continues the snapshot; else the next change writes a snapshot."""


def following(place: Place, found: Scan) -> Place:
    """Return the place after the lines that were read."""
    return place._replace(end=found.end, settled=found.settled, last=found.last, mark=found.mark)


def left_over(data: bytes) -> int | None:
    """Return the checksum of what follows a journal's last line; None for nothing, or room."""
    return zlib.crc32(data) if data.strip(b"\0") else None


def journal_of(path: Path) -> Path:
    """Return the path of a library's journal."""
    return path.with_name(path.name + ".journal")


def stamp_of(state: os.stat_result) -> Stamp:
    """Return the stamp of an open file's state."""
    return Stamp(state.st_ino, state.st_mtime_ns, state.st_size, state.st_mode)


def stamps(path: str, journal: str) -> Stamps:
    """Return what both files look like now; raises LibraryError where that cannot be told."""
    return Stamps(_stamp(path), _stamp(journal))


def load(path: Path) -> tuple[Any, Place]:
    """Return what a library holds, journal included, and where it goes on.

    The content is None when there is neither file. Raises LibraryError when they are
    damaged or do not belong together, Corrupt when that may be another's write seen halfway.
    """
    snapshot, data = _read(path)
    if snapshot is None:
        return _without_snapshot(path)
    content = _parsed(path, data)
    if content in ({}, None):
        refuse_nothing(path, journal_of(path), "is empty")
    marks = taken_marks(content)
    journal, lines = _read(journal_of(path))
    place = Place(Stamps(snapshot, journal), marks.get("generation", 0), str(marks.get("salt", "")))
    if not lines:
        return content, place
    header, start, found = _journal(path, lines)
    pending = bool(found.puts)
    place = place._replace(merged=header.salt, rest=left_over(lines[found.end :]))
    if header.salt == marks.get("folded"):
        return content, place
    if header.salt == place.salt:
        if (header.size, header.crc) == (len(data), zlib.crc32(data)):
            if pending:
                content = applied(content, found.puts)
            place = following(place, found)._replace(start=start, appendable=not found.gaps)
        elif pending:
            raise LibraryError(
                f"{path} was changed by another program, or damaged, while changes stood only in "
                f"{journal_of(path).name}; both were left alone. Put a copy of the file back; "
                f"{mending(path)}."
            )
    elif pending:
        older = header.generation > place.generation
        raise LibraryError(
            f"{path} and {journal_of(path).name} do not belong together"
            f"{' (an older copy of the library was put in its place)' if older else ''}; both "
            f"were left alone. Put the right copy back; {mending(path)}."
        )
    return content, place


def taken_marks(content: Any) -> dict[str, Any]:
    """Take out of a snapshot how it names its journal; nothing where that cannot be told."""
    table = content.pop(MARKS, None) if isinstance(content, dict) else None
    marks = table.get("1") if isinstance(table, dict) else None
    if isinstance(marks, dict) and type(marks.get("generation")) is int:
        return marks
    return {}


def tail(path: Path, place: Place) -> tuple[list[Put], Place] | None:
    """Return what was added to the journal; None when the files must be read anew."""
    try:
        with journal_of(path).open("rb") as file:
            stamp = stamp_of(os.fstat(file.fileno()))
            file.seek(place.last)
            data = file.read()
    except OSError:
        return None
    known = place.stamps.journal
    if known is None or stamp.inode != known.inode or stamp.size < place.end:
        return None
    if not data.startswith(place.mark):
        return None
    data = data[place.end - place.last :]
    try:
        found = scan(data, place.end, place.salt, place.settled, place.mark)
    except Corrupt:
        return None
    if found.end == place.end:
        found = found._replace(last=place.last)
    rest = left_over(data[found.end - place.end :])
    # A line under way, or none at all where a line had been: look again at everything.
    halfway = rest is not None and rest != place.rest and not found.puts
    place = following(place, found)._replace(stamps=Stamps(place.stamps.snapshot, stamp), rest=rest)
    return None if found.gaps or halfway else (found.puts, place)


def unreadable(path: Path | str, error: OSError) -> str:
    """Return the sentence about a file that the system does not give."""
    return f"{path} cannot be read ({error.strerror}); {remedy(error, 'read it')}."


def _journal(path: Path, lines: bytes) -> tuple[Header, int, Scan]:
    try:
        header, start = read_header(lines)
    except (ValueError, TypeError) as error:
        raise LibraryError(
            f"{journal_of(path)} cannot be read ({error}); it was left alone. It holds the latest "
            f"changes of the library: {mending(path)}."
        ) from error
    return header, start, scan(lines[start:], start, header.salt, start, lines[:8])


def _without_snapshot(path: Path) -> tuple[None, Place]:
    journal, lines = _read(journal_of(path))
    if lines and _journal(path, lines)[2].puts:
        raise LibraryError(
            f"{path} is missing, but {journal_of(path).name} holds changes of it; nothing was "
            f"changed. Put a copy of the library in its place; {mending(path)}."
        )
    refuse_nothing(path, journal_of(path), "is missing")
    return None, Place(Stamps(None, journal))


def _parsed(path: Path, data: bytes) -> Any:
    try:
        return json.loads(data.removeprefix(codecs.BOM_UTF8).decode())
    except (ValueError, RecursionError) as error:
        if not data.strip():
            refuse_nothing(path, journal_of(path), "is empty")
            raise LibraryError(
                f"{path} is empty; it was left alone. Put a copy in its place, or move it away."
            ) from error
        if data.startswith(b"PK"):
            # Loading this takes time, and is hardly ever needed.
            from storage.disk.packed import is_whole

            if is_whole(io.BytesIO(data)):
                raise LibraryError(misplaced(path)) from error
        refusal = NoJson(
            f"{path} is damaged: it is not a JSON file; it was left alone. Put a copy in its "
            f"place; {mending(path)}."
        )
        refusal.data = data
        raise refusal from error


def _read(path: Path) -> tuple[Stamp | None, bytes]:
    try:
        with open(path, "rb", opener=plain) as file:
            return stamp_of(os.fstat(file.fileno())), file.read()
    except FileNotFoundError:
        return None, b""
    except OSError as error:
        raise LibraryError(unreadable(path, error)) from error


def _stamp(path: str) -> Stamp | None:
    try:
        state = os.stat(path)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise LibraryError(unreadable(path, error)) from error
    if not stat.S_ISREG(state.st_mode):
        what = "a folder" if stat.S_ISDIR(state.st_mode) else "not a plain file"
        raise LibraryError(f"{path} is {what}; name a library file, such as library.json.")
    return stamp_of(state)
