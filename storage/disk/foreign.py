"""What is no copy of a library, in a sentence that says what it is and what to name instead."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from storage.disk.journal import Corrupt
from storage.disk.load import NoJson, unreadable
from storage.disk.packed import BAD_ZIP, TooMuch
from storage.disk.plain import plain
from storage.errors import LibraryError, NotFound

INSTEAD = "name a backup (`manicule restore --list` shows them) or a copy of a library"

_ZIP = b"PK"
_OURS = b'"_manicule"'
_HEAD = 4096


def refuse_foreign(path: Path) -> None:
    """Refuse what is seen at a glance to be no copy of a library; NotFound, LibraryError."""
    if not path.exists():
        raise NotFound(f"There is no file {path}: {INSTEAD}.")
    if path.is_dir():
        raise LibraryError(f"{path} is a folder: {INSTEAD}.")
    if not path.is_file():
        raise LibraryError(f"{path} is not a plain file: {INSTEAD}.")
    try:
        with open(path, "rb", opener=plain) as file:
            head = file.read(_HEAD)
    except OSError as error:
        raise LibraryError(unreadable(path, error)) from error
    if not head.strip():
        raise LibraryError(f"{path} is empty; nothing was changed: {INSTEAD}.")


def _without_json(path: Path, data: bytes) -> str:
    if _OURS in data:
        return (
            "is a damaged copy of a library; nothing was changed. "
            f"`manicule --library '{path}' check --repair` saves what is whole of it"
        )
    what = "is a zip file that is cut short or damaged" if data[:2] == _ZIP else "holds no library"
    return f"{what}; nothing was changed: {INSTEAD}"


@contextlib.contextmanager
def refusing(path: Path) -> Iterator[None]:
    """Say in a sentence what is wrong with a file that is read within a block."""
    try:
        yield
    except TooMuch as error:
        raise LibraryError(f"{path} is refused: {error}; nothing was changed.") from error
    except OSError as error:
        raise LibraryError(unreadable(path, error)) from error
    except NoJson as error:
        raise LibraryError(f"{path} {_without_json(path, error.data)}.") from error
    except KeyError as error:
        raise LibraryError(
            f"{path} is a zip file, but no backup of a library; nothing was changed: {INSTEAD}."
        ) from error
    except (ValueError, TypeError, RecursionError, Corrupt, *BAD_ZIP) as error:
        raise LibraryError(
            f"{path} is damaged, or locked; nothing was changed: {INSTEAD}."
        ) from error
