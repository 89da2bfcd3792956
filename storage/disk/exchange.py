"""Put another content in a library's place, the old files kept aside to the byte."""

from __future__ import annotations

import contextlib
import secrets
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

from storage.disk import backups, plain
from storage.disk.encode import encode
from storage.disk.journal import Header, header_line
from storage.disk.load import MARKS, journal_of
from storage.disk.replace import flush_folder, make_folder, settle, stage
from storage.disk.transaction import Tables
from storage.errors import LibraryError
from storage.remedy import remedy


def set_by(path: Path, why: str) -> Path | None:
    """Copy the library's file and its journal into the folder of backups, flushed.

    Returns the name they have there, None where there is neither. The two open as a library of
    that name. Raises LibraryError.
    """
    files = [file for file in (path, journal_of(path)) if file.exists()]
    if not files:
        return None
    folder = path.with_name(backups.FOLDER)
    with saving(path):
        make_folder(folder)
        stamp = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime())
        name, number = f"{path.name}.{why}-{stamp}", 1
        while any((folder / f"{name}{end}").exists() for end in ("", ".journal")):
            number += 1
            name = f"{path.name}.{why}-{stamp}-{number}"
        made: list[Path] = []
        try:
            for file in files:
                copy = folder / (name if file == path else f"{name}.journal")
                stage(copy, plain.content(file))
                settle(copy)
                made.append(copy)
            flush_folder(folder)
        except BaseException:
            # Half of a library must not be offered as one.
            for copy in made:
                with contextlib.suppress(OSError):
                    copy.unlink()
            raise
    return folder / name


def exchange(path: Path, tables: Tables, generation: int, merged: str) -> None:
    """Put tables in the place of what a library holds; the caller holds its lock.

    `merged` is the salt of the journal beside it, whose changes `tables` hold: so a crash before
    that is replaced too makes nothing of it come twice. Raises LibraryError.
    """
    salt = secrets.token_hex(8)
    marks = {"generation": generation, "salt": salt, "folded": merged}
    data = encode({MARKS: {"1": marks}, **tables})
    header = header_line(Header(generation, salt, len(data), zlib.crc32(data)))
    with saving(path):
        after = path.stat().st_mtime_ns if path.exists() else 0
        stage(path, data, after)
        settle(path)
        flush_folder(path.parent)
        stage(journal_of(path), header, like=path)
        settle(journal_of(path))
        flush_folder(path.parent)


@contextlib.contextmanager
def saving(path: Path) -> Iterator[None]:
    """Say in a sentence what the disk refused."""
    try:
        yield
    except OSError as error:
        raise LibraryError(
            f"{error.filename or path} could not be written ({error.strerror}); the library is as "
            f"it was: {remedy(error)}."
        ) from error
