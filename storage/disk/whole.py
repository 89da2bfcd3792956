"""A library as one file: a .zip of `library.json` and the bodies that it names.

A zip, because it is one file to carry, has a checksum for each member, and opens with what every
machine has. What was kept beside a library (a dated backup, a conflicted copy) is read as well.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from storage.disk import backups, plain
from storage.disk.bodies import FOLDER, Bodies, opened, sealed
from storage.disk.copies import is_journal
from storage.disk.encode import encode
from storage.disk.exchange import saving
from storage.disk.foreign import refuse_foreign, refusing
from storage.disk.journal import Corrupt, read_header, scan
from storage.disk.load import MARKS, journal_of, load
from storage.disk.memory import applied
from storage.disk.packed import MEMBER, destination, member, refuse_flood
from storage.disk.replace import flush, flush_folder, make_folder
from storage.disk.transaction import Document, Tables
from storage.errors import LibraryError

Read = Callable[[str], Document]


@dataclass(frozen=True, slots=True)
class Whole:
    """What a file holds of a library."""

    tables: Any
    read: Read
    """Gives a body of that library; raises LibraryError."""
    stray: bool = False
    """It is the journal of a snapshot that is not there: the changes alone."""


def pack(
    target: Path, library: Path, tables: Tables, names: Sequence[str], read: Read
) -> list[str]:
    """Write a whole library to a file, which is complete or not there; raises LibraryError.

    `library` is the path of that library: nothing that belongs to it is replaced.
    Returns the names of bodies that could not be read.
    """
    missing: list[str] = []
    with saving(target):
        target = destination(target, library)
        # A name that nobody has: what is there is not ours to replace.
        staged = target.with_name(f"{target.name}.{secrets.token_hex(4)}.tmp")
        make_folder(target.parent)
        try:
            handle = os.open(staged, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w+b") as file:
                with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
                    archive.writestr(MEMBER, encode(tables))
                    for name in names:
                        try:
                            archive.writestr(_body(name), sealed(read(name)))
                        except LibraryError:
                            missing.append(name)
                file.flush()
                flush(file.fileno())
            os.replace(staged, target)
            flush_folder(target.parent)
        finally:
            with contextlib.suppress(FileNotFoundError):
                staged.unlink()
    return missing


@contextlib.contextmanager
def unpacked(path: Path) -> Iterator[Whole]:
    """Read a whole library, a dated backup, or a conflicted copy of a library or its journal.

    Raises NotFound or LibraryError; whether it is a library of ours is not asked.
    """
    refuse_foreign(path)
    if zipfile.is_zipfile(path):
        with contextlib.ExitStack() as stack:
            # What goes wrong while the caller works is not this file's fault.
            with refusing(path):
                archive = stack.enter_context(zipfile.ZipFile(path))
                refuse_flood(archive, path.stat().st_size)
                tables = json.loads(member(archive, MEMBER))
            yield Whole(tables, lambda name: _member(path, archive, name))
        return
    read = Bodies(path).read
    if path.parent.name == backups.FOLDER and not path.with_name(FOLDER).exists():
        read = Bodies(path.parent).read
    if is_journal(path):
        yield _of_journal(path, read)
        return
    with refusing(path):
        try:
            tables, place = load(path)
        except Corrupt as error:
            raise LibraryError(f"{journal_of(path)} is damaged at byte {error}.") from error
    if not journal_of(path).exists() and place.salt and isinstance(tables, dict):
        tables = _continued(path, tables, place.salt)
    yield Whole(tables, read)


def _of_journal(path: Path, read: Read) -> Whole:
    """Return the changes of a journal's copy, with what they continue where that is there."""
    with refusing(path):
        lines = path.read_bytes()
        header, start = read_header(lines)
        puts = scan(lines[start:], start, header.salt, start).puts
    for file in (*path.parent.glob("*.json"), *(path.parent / backups.FOLDER).glob("*.json")):
        with contextlib.suppress(OSError, ValueError, AttributeError, RecursionError):
            content = json.loads(plain.content(file))
            if content.pop(MARKS, {}).get("1", {}).get("salt") == header.salt:
                return Whole(applied(content, puts), read)
    changes: Tables = {}
    for table, key, document in puts:
        if document is not None:
            changes.setdefault(table, {})[key] = document
    return Whole(changes, read, stray=True)


def _continued(path: Path, tables: Tables, salt: str) -> Tables:
    """Return the tables with the changes of the copy of a journal that continues them."""
    for file in sorted(path.parent.iterdir()):
        # The journal of a library that is there continues that one, though both began alike.
        own = file.name.endswith(".journal") and file.with_suffix("").exists()
        if is_journal(file) and file.is_file() and not own:
            with contextlib.suppress(OSError, ValueError, TypeError, Corrupt):
                lines = file.read_bytes()
                header, start = read_header(lines)
                if header.salt == salt:
                    return applied(tables, scan(lines[start:], start, salt, start).puts)
    return tables


def _member(path: Path, archive: zipfile.ZipFile, name: str) -> Document:
    with refusing(path):
        return opened(member(archive, _body(name)))


def _body(name: str) -> str:
    return f"{FOLDER}/{name[:2]}/{name}.json"
