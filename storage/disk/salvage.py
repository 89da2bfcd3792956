"""All that is whole of a library, however its snapshot, its journal or both are damaged.

Nothing is written here. What cannot be read in the snapshot is taken from the latest backup
that can.
"""

from __future__ import annotations

import codecs
import io
import json
import os
import re
import zipfile
import zlib
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from storage.disk import backups, plain
from storage.disk.advice import misplaced
from storage.disk.journal import Corrupt, Header, Put, read_header, read_line, scan
from storage.disk.load import MARKS, journal_of, taken_marks, unreadable
from storage.disk.memory import applied
from storage.disk.packed import BAD_ZIP, MEMBER, is_whole, member
from storage.disk.pieces import Guess, pieces
from storage.disk.transaction import Tables
from storage.errors import LibraryError, NotFound
from storage.pipes import is_idle_pipe, refusal

TablesOf = Callable[[Any, Path], Tables]
"""Returns what a file holds as tables, or raises LibraryError for a file of another program."""

_SALT = re.compile(rb'"salt":"([0-9a-f]{16})"')


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it should be."""

    kind: str
    """snapshot, journal, text, document, reference, quote, duplicate, leftover or copy."""
    what: str
    """A sentence."""


@dataclass(slots=True)
class Salvage:
    """What was read."""

    tables: Tables = field(default_factory=dict)
    strays: Tables = field(default_factory=dict)
    """Documents of another state of the library, to be joined by their uids."""
    findings: list[Finding] = field(default_factory=list)
    generation: int = 0
    """The highest that was seen."""
    merged: str = ""
    """The salt of the journal that was read."""

    def say(self, kind: str, what: str) -> None:
        """Note what is wrong."""
        self.findings.append(Finding(kind, what))


def salvage(path: Path, guess: Guess, tables_of: TablesOf) -> Salvage:
    """Read a library and what is wrong with it; raises NotFound where there is none."""
    data, lines = content_of(path), content_of(journal_of(path))
    if data is None and lines is None and not backups.latest(path):
        raise NotFound(f"There is no library at {path}; name one with --library.")
    found = Salvage()
    marks = _snapshot(path, data, found, guess, tables_of)
    header, puts = _journal(path, lines or b"", marks, found)
    salt = header.salt if header else ""
    found.generation = max(marks.get("generation", 0), header.generation if header else 0)
    found.merged = salt
    if not salt or salt == marks.get("folded"):
        return found
    if marks and salt != marks.get("salt"):
        if puts:
            found.say(
                "journal",
                f"{journal_of(path).name} and {path.name} do not belong together: one of them was "
                "replaced by an older copy, or one of another library.",
            )
            for table, key, document in puts:
                if document is not None:
                    found.strays.setdefault(table, {})[key] = document
        return found
    if (
        header
        and data
        and header.size
        and (header.size, header.crc) != (len(data), zlib.crc32(data))
    ):
        found.say(
            "snapshot",
            f"{path.name} is not as manicule wrote it (its checksum differs): another program "
            "changed it, or the disk did.",
        )
    found.tables = applied(found.tables, puts)
    return found


def content_of(path: Path) -> bytes | None:
    """Return a file's bytes, None where there is no file; raises LibraryError."""
    if is_idle_pipe(path):
        raise LibraryError(refusal(str(path), "name a library file, such as library.json"))
    try:
        return plain.content(path)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise LibraryError(unreadable(path, error)) from error


def _snapshot(
    path: Path, data: bytes | None, found: Salvage, guess: Guess, tables_of: TablesOf
) -> dict[str, Any]:
    """Read the snapshot, or what is whole of it; return how it names its journal."""
    content: Any = None
    try:
        content = json.loads((data or b"{}").removeprefix(codecs.BOM_UTF8).decode())
    except (ValueError, RecursionError):
        if data and is_whole(io.BytesIO(data)):
            raise LibraryError(misplaced(path)) from None
        if data and data.strip():
            read = pieces(data, guess)
            content, found.strays = read.tables, read.again
            known = read.tables or backups.latest(path) or journal_of(path).exists()
            if not known:
                raise LibraryError(
                    f"{path} holds nothing of a library; it was left alone. Name another file."
                ) from None
            places = "one place" if read.places == 1 else f"{read.places} places"
            found.say("snapshot", f"{path.name} is damaged in {places}: it is no JSON any more.")
    if not content:
        what = "is missing" if data is None else "is empty"
        if data is None or not data.strip() or content == {}:
            found.say("snapshot", f"{path.name} {what}.")
        content = {}
    marks = taken_marks(content)
    found.tables = tables_of(content, path)
    if any(finding.kind == "snapshot" for finding in found.findings):
        _fill(path, found)
    elif spoilt := [name for name, table in content.items() if table and type(table) is not dict]:
        _fill(path, found, spoilt)
    return marks


def _fill(path: Path, found: Salvage, names: Collection[str] | None = None) -> None:
    """Take documents that are not there, or in some tables, from the latest readable backup."""
    tables = found.tables
    for backup in backups.latest(path):
        try:
            older = json.loads(_snapshot_in(backup))
            older.pop(MARKS, None)
            missing = [
                (name, key, document)
                for name, table in older.items()
                if names is None or name in names
                for key, document in table.items()
                if key not in tables.get(name, {})
            ]
        except (OSError, ValueError, AttributeError, LookupError, RecursionError, *BAD_ZIP):
            continue
        for name, key, document in missing:
            tables.setdefault(name, {})[key] = document
        if missing:
            found.say(
                "snapshot",
                f"{len(missing)} documents that cannot be read in it are in {backup.name}; what "
                "was removed since then is among them.",
            )
        return


def _snapshot_in(backup: Path) -> bytes:
    if backup.suffix != ".zip":
        return plain.content(backup)
    os.close(plain.plain(backup))
    with zipfile.ZipFile(backup) as archive:
        return member(archive, MEMBER)


def _journal(
    path: Path, lines: bytes, marks: dict[str, Any], found: Salvage
) -> tuple[Header | None, list[Put]]:
    """Read the lines of the journal that are whole."""
    name = journal_of(path).name
    if not lines:
        return None, []
    try:
        header, start = read_header(lines)
        scanned = scan(lines[start:], start, header.salt, start)
    except (ValueError, TypeError):
        found.say("journal", f"{name} is damaged in its first line.")
        return _without_header(name, lines, marks, found)
    except Corrupt as error:
        puts, bad = _verified(lines, start, header.salt)
        counted = "one change" if bad == 1 else f"{bad} changes"
        found.say("journal", f"{name} is damaged at byte {error}: {counted} cannot be read.")
        return header, puts
    if scanned.gaps:
        found.say("journal", f"{name} lost reading places, as by a power cut; nothing else.")
    if lines[scanned.end :].strip(b"\0 \n"):
        found.say(
            "leftover",
            f"{name} ends in {len(lines) - scanned.end} bytes of a change that was cut short; the "
            "next change sets them aside.",
        )
    return header, scanned.puts


def _without_header(
    name: str, lines: bytes, marks: dict[str, Any], found: Salvage
) -> tuple[Header | None, list[Put]]:
    """Read lines by any salt that the damaged header or the snapshot tells."""
    start = lines.find(b"\n") + 1
    salts = [found[1].decode() for found in _SALT.finditer(lines[: start or 200])]
    for salt in (*salts, marks.get("salt"), marks.get("folded")):
        # A damaged first line may have lost its end: then lines begin at a later one.
        if not start or not isinstance(salt, str):
            continue
        puts, bad = _verified(lines, start, salt)
        if puts:
            if bad:
                found.say("journal", f"{name}: {bad} of its lines cannot be read.")
            return Header(int(marks.get("generation", 0)), salt, 0, 0), puts
    return None, []


def _verified(lines: bytes, start: int, salt: str) -> tuple[list[Put], int]:
    """Return the documents of all whole lines, and how many lines before the last are not."""
    puts: list[Put] = []
    bad = waiting = 0
    at = start
    for line in lines[start:].split(b"\n"):
        read = read_line(line, at, salt)
        if read is None:
            waiting += 1
        else:
            puts += read[2]
            bad, waiting = bad + waiting, 0
        at += len(line) + 1
    return puts, bad
