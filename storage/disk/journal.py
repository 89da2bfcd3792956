"""The journal's format: a header line, then one checksummed line a transaction. Pure.

A line is ``checksum settled durable changes``: the checksum covers the rest, the journal's
salt and the line's place in the file, so nothing left over from an older journal passes for
a record of this one. `settled` is how far the file was known to be on the disk when the
line was written, `durable` whether its writer waited for the disk.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from typing import Any, NamedTuple

from storage.disk.transaction import Document

Put = tuple[str, str, Document | None]
"""A table, a key and what stands there from now on; None for nothing."""

FORMAT = 1


_JSON = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"))


class Corrupt(Exception):
    """A line that was safely on the disk cannot be read any more; its offset is the argument."""


class Header(NamedTuple):
    """Which snapshot a journal continues."""

    generation: int
    salt: str
    size: int
    """Of the snapshot, in bytes."""
    crc: int
    """Of the snapshot."""


class Scan(NamedTuple):
    """What a stretch of a journal holds."""

    puts: list[Put]
    end: int
    """Offset after the last whole line."""
    settled: int
    """Up to where the file is known to be on the disk."""
    last: int
    """Offset of the last whole line; what comes before `end` begins with `mark`."""
    mark: bytes
    gaps: bool
    """Lines that nobody waited for were lost in the middle, as by a power cut."""


def header_line(header: Header) -> bytes:
    """Return a journal's first line."""
    text = json.dumps({"journal": FORMAT, **header._asdict()}, separators=(",", ":")).encode()
    return b"%08x %s\n" % (zlib.crc32(text), text)


def read_header(data: bytes) -> tuple[Header, int]:
    """Return a journal's header and the offset after it; raises ValueError for none."""
    line, newline, _ = data.partition(b"\n")
    if not newline or line[:9] != b"%08x " % zlib.crc32(line[9:]):
        raise ValueError("its first line is damaged")
    content = json.loads(line[9:])
    if content.pop("journal", None) != FORMAT:
        raise ValueError("a newer manicule wrote it")
    return Header(**content), len(line) + 1


def record_line(
    puts: Sequence[Put], *, salt: str, offset: int, settled: int, durable: bool
) -> bytes:
    """Return the line of a transaction that will stand at that offset."""
    rest = b"%d %d %s" % (settled, durable, encoded(puts))
    return b"%08x %s\n" % (zlib.crc32(rest, _seed(salt, offset)), rest)


def scan(data: bytes, start: int, salt: str, settled: int, mark: bytes = b"") -> Scan:
    """Read the lines of a journal from the offset `start` on.

    What cannot be read at the end is left out: a write that was cut short. What cannot be
    read before whole lines is skipped if none of them was written after it had reached the
    disk; else raises Corrupt.
    """
    puts: list[Put] = []
    at, end, last = start, start, start
    bad: int | None = None
    gaps = False
    while (newline := data.find(b"\n", at - start)) >= 0:
        line = data[at - start : newline]
        found = read_line(line, at, salt)
        following = start + newline + 1
        if found is None:
            bad = at if bad is None else bad
        else:
            known, durable, content = found
            if bad is not None:
                if known > bad:
                    raise Corrupt(bad)
                gaps = True
            puts += content
            last, end, mark = at, following, line[:8]
            settled = following if durable else max(settled, known)
        at = following
    return Scan(puts, end, settled, last, mark, gaps)


def encoded(value: object) -> bytes:
    """Return a value as JSON in UTF-8, on one line.

    What UTF-8 cannot hold (half a surrogate pair, from a file name for instance) comes out
    as the escape that JSON itself uses for it.
    """
    return _JSON.encode(value).encode("utf-8", "backslashreplace")


def read_line(line: bytes, offset: int, salt: str) -> tuple[int, bool, list[Put]] | None:
    """Return what a line holds: how much was settled, whether it is durable, the documents.

    None when it is no line of that journal at that place.
    """
    if line[:9] != b"%08x " % zlib.crc32(line[9:], _seed(salt, offset)):
        return None
    try:
        settled, durable, text = line[9:].split(b" ", 2)
        content: list[Any] = json.loads(text)
        return int(settled), durable == b"1", [(table, key, doc) for table, key, doc in content]
    except ValueError:
        return None


def _seed(salt: str, offset: int) -> int:
    return zlib.crc32(b"%s %d" % (salt.encode(), offset))
