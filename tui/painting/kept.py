"""The page that was left, kept so that it can be painted before anything else is loaded.

A file holds one page as it was sent to the terminal, and all that it depends on: it is shown
again only where every bit of that is the same. It is read before the program is loaded, so
that this module may load next to nothing. Deleting the file loses nothing.
"""

from __future__ import annotations

import contextlib
import os
import sys
import zlib
from collections.abc import Iterable
from typing import NamedTuple

Look = tuple[int, int, int, int]
"""A file's number, time of change, size and permissions; noughts for none."""

_MAGIC = b"manicule page 1 "
_DARK = b"dark"
_MOST = 1 << 20
"""Bytes of a file that may be one of ours."""
_WORLD = (
    "COLORFGBG",
    "COLORTERM",
    "COLUMNS",
    "FORCE_COLOR",
    "HOME",
    "LANG",
    "LC_ALL",
    "LC_CTYPE",
    "LINES",
    "NO_COLOR",
    "TERM",
    "TERM_PROGRAM",
    "UNICODE_VERSION",
    "XDG_CACHE_HOME",
    "XDG_CONFIG_HOME",
    "XDG_DATA_HOME",
    "XDG_STATE_HOME",
)
_WORLD_BEGINS = ("MANICULE_", "PYTHON", "TEXTUAL_", "TTY_")
"""Names in the environment that change what is shown, or where it is looked for."""


class Asked(NamedTuple):
    """What a page is an answer to."""

    library: str
    """The path that was named, or nothing for the usual one."""
    reference: str
    """What the article was called."""
    world: str
    """Everything around the program that matters."""


class Page(NamedTuple):
    """One screen, as it is sent to the terminal."""

    dark: bool
    """Whether it is for a dark ground."""
    sent: bytes


def asked(library: str | None, reference: str) -> Asked:
    """Say what is asked for, here and now."""
    world = [
        f"{name}={value}"
        for name, value in sorted(os.environ.items())
        if name in _WORLD or name.startswith(_WORLD_BEGINS)
    ]
    path = os.path.abspath(os.path.expanduser(library)) if library else ""
    named = os.environ.get("MANICULE_LIBRARY", "")
    if not library and named:
        path = os.path.abspath(os.path.expanduser(named))
    return Asked(path, reference, repr((sys.version, sys.prefix, os.getuid(), world)))


def place() -> str:
    """Return the path of the file: that of the cache folder, found without loading anything."""
    named = os.environ.get("XDG_CACHE_HOME", "").strip()
    usual = "~/Library/Caches" if sys.platform == "darwin" else "~/.cache"
    folder = named if os.path.isabs(named) else os.path.expanduser(usual)
    return os.path.join(folder, "manicule", "page")


def look(path: str) -> Look:
    """Say what a file looks like now."""
    try:
        found = os.stat(path)
    except OSError:
        return (0, 0, 0, 0)
    return (found.st_ino, found.st_mtime_ns, found.st_size, found.st_mode)


def read(question: Asked, size: tuple[int, int]) -> Page | None:
    """Return what was kept for a question, if nothing it depends on has changed; else None."""
    found = _parts()
    if found is None or found[0] != _depends(question, size) or not _same(found[1]):
        return None
    return found[2]


def drop_stale() -> None:
    """Remove a page that cannot be shown any more: it may be of a text that is no longer there."""
    found = _parts()
    if found is None or not _same(found[1]):
        _remove(place())


def _parts() -> tuple[bytes, list[bytes], Page] | None:
    """Return what the page depends on, its files and itself, if it is certain that we wrote it."""
    try:
        handle = os.open(place(), os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return None
    try:
        state = os.fstat(handle)
        if state.st_uid != os.getuid() or state.st_mode & 0o077 or state.st_size > _MOST:
            return None
        data = os.read(handle, _MOST)
    except OSError:
        return None
    finally:
        os.close(handle)
    first, _, rest = data.partition(b"\n")
    if first != _MAGIC + b"%08x" % zlib.crc32(rest):
        return None
    head, _, sent = rest.partition(b"\n\n")
    depends, ground, *files = head.split(b"\n")
    return depends, files, Page(ground == _DARK, sent)


def _same(files: Iterable[bytes]) -> bool:
    """Tell whether files look as they did."""
    for line in files:
        path = os.fsdecode(line.split(b" ", 4)[4])
        if line != _line(path, look(path)):
            return False
    return True


def keep(
    question: Asked,
    size: tuple[int, int],
    page: Page,
    files: Iterable[tuple[str, Look]],
) -> None:
    """Keep a page; a disk that refuses is no reason to complain."""
    ground = _DARK if page.dark else b"light"
    lines = [_depends(question, size), ground, *(_line(path, state) for path, state in files)]
    if any(b"\n" in line for line in lines):
        return
    rest = b"\n".join(lines) + b"\n\n" + page.sent
    data = _MAGIC + b"%08x\n" % zlib.crc32(rest) + rest
    path = place()
    fresh = f"{path}.{os.getpid()}"
    try:
        os.makedirs(os.path.dirname(path), 0o700, exist_ok=True)
        # It is a page of what a person reads: nobody else's business.
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
        try:
            os.write(handle, data)
        finally:
            os.close(handle)
        os.replace(fresh, path)
    except OSError:
        _remove(fresh)


def _remove(path: str) -> None:
    with contextlib.suppress(OSError):
        os.unlink(path)


def _depends(question: Asked, size: tuple[int, int]) -> bytes:
    # Written so that it stays on one line, whatever is in it.
    return ascii((tuple(question), size)).encode()


def _line(path: str, state: Look) -> bytes:
    return b"%d %d %d %o " % state + os.fsencode(path)
