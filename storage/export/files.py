"""Exports on the disk: names that are safe anywhere, and writes that are whole or not at all."""

from __future__ import annotations

import contextlib
import os
import re
import stat
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from storage.errors import LibraryError
from storage.models import Article, Entry

_LONGEST = 120
"""Bytes of a slug: file systems allow 255 for a name, some sync programs less."""

DEEPEST = 3
"""Levels of sub-folders in which an export is looked for: the target may be a whole disk."""
_HEAD = 8192
"""Bytes at the beginning of a file in which it says whose it is."""
_UID = re.compile(rb'^manicule: *"?([^"\s]+)"? *\r?$', re.MULTILINE)


def file_name(article: Article | Entry, ending: str) -> str:
    """Name an article's file: its number, so that no two share one, and its title."""
    return f"{article.id:04d}-{slug(article.title)}{ending}"


def slug(title: str) -> str:
    """Turn a title into lower-case words joined by hyphens, of letters and digits only."""
    words = re.findall(r"\w+", unicodedata.normalize("NFC", title).lower().replace("_", " "))
    encoded = "-".join(words).encode("utf-8", "ignore")
    cut = encoded[:_LONGEST].decode("utf-8", "ignore")
    if len(encoded) > _LONGEST and "-" in cut:
        cut = cut.rpartition("-")[0]
    return cut.strip("-") or "untitled"


def place(folder: Path, article: Article | Entry, ending: str) -> Path:
    """Choose the article's file in a folder; another article's file of that name is left alone."""
    path = folder / file_name(article, ending)
    if not path.exists() or _holds(path, article.uid):
        return path
    return path.with_name(f"{path.stem}-{article.uid[:8]}{ending}")


def homes(folder: Path, ending: str) -> dict[str, Path]:
    """Return where in a folder the files of articles are, by uid, whatever they are called now.

    Sub-folders are looked into to a depth of `DEEPEST`; what is hidden, on another file system,
    or cannot be read is passed over.
    """
    found: dict[str, Path] = {}
    for path in sorted(_files(folder, ending)):
        with contextlib.suppress(OSError):
            # Reading a named pipe would wait for ever.
            head = _head(path) if path.is_file() else b""
            if named := _UID.search(head):
                found.setdefault(named[1].decode("ascii", "replace"), path)
    return found


def _files(folder: Path, ending: str) -> Iterator[Path]:
    """Give the files below a folder that a person may have sorted exports into."""
    with contextlib.suppress(OSError):
        device = folder.stat().st_dev
        for root, folders, files in os.walk(folder):
            deep = len(Path(root).relative_to(folder).parts)
            folders[:] = [
                name
                for name in folders
                if deep < DEEPEST and not name.startswith(".") and _is_on(device, root, name)
            ]
            for name in files:
                if name.endswith(ending) and not name.startswith("."):
                    yield Path(root, name)


def _is_on(device: int, root: str, name: str) -> bool:
    try:
        return os.lstat(os.path.join(root, name)).st_dev == device
    except OSError:
        return False


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_HEAD)


def read_back(path: Path) -> str:
    """Return what a file holds now, empty for none; raises LibraryError for what is no text."""
    try:
        return path.read_bytes().decode("utf-8") if path.is_file() else ""
    except UnicodeDecodeError:
        raise LibraryError(
            f"{path} is no text in UTF-8, so that what you wrote in it cannot be kept: "
            "move it away, or export to another place."
        ) from None


def write(path: Path, pieces: Iterable[str]) -> None:
    """Write a text, given in pieces, whole, or leave what was there; raises OSError.

    A link is followed, and what is no regular file (a pipe, a device) is written to directly.
    """
    data = (piece.encode("utf-8", "replace") for piece in pieces)
    with contextlib.suppress(FileNotFoundError):
        if not stat.S_ISREG(path.stat().st_mode):
            with path.open("wb") as file:
                file.writelines(data)
            return
    path = Path(os.path.realpath(path))
    try:
        _replace(path, data)
    except OSError as error:  # it names a file that the person has never heard of
        raise OSError(error.errno, error.strerror, str(path)) from error


def _replace(path: Path, data: Iterable[bytes]) -> None:
    handle, staged = tempfile.mkstemp(prefix=f".{path.name[:40]}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(staged, _mode(path))
        os.replace(staged, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(staged)
        raise


def _mode(path: Path) -> int:
    """Give the permissions of the file to be replaced, or those a new file gets."""
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def _holds(path: Path, uid: str) -> bool:
    try:
        return uid.encode() in path.read_bytes()
    except OSError:
        return False
