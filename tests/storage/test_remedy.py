"""What is said to do about a refusal fits its reason, wherever the refusal came from."""

from __future__ import annotations

import contextlib
import errno
import os
import socket
import sys
from collections.abc import Callable, Iterator

import pytest

from storage.errors import LibraryError
from storage.library import Library
from storage.models import Article
from storage.remedy import remedy
from storage.restore import restore

Build = Callable[..., Article]

ROOM = "make room on the disk"


@pytest.mark.parametrize(
    ("number", "advice"),
    [
        (errno.ENOSPC, ROOM),
        (errno.EDQUOT, ROOM),
        (errno.EACCES, "check who may write there"),
        (errno.EPERM, "check who may write there"),
        (errno.EROFS, "can only be read"),
        (errno.ENOTDIR, "a file, not a folder"),
        (errno.EISDIR, "name a file"),
        (errno.ENOENT, "check the name"),
        (errno.ENAMETOOLONG, "a shorter name"),
        (errno.EIO, "check the disk"),
        (errno.ELOOP, "in a circle"),
        (errno.ENOLCK, "check the disk and who may write there"),
    ],
)
def test_the_advice_fits_the_reason(number: int, advice: str) -> None:
    said = remedy(OSError(number, os.strerror(number)))
    assert advice in said
    assert (ROOM in said) == (advice == ROOM)


def test_who_may_read_is_said_of_what_is_read() -> None:
    assert remedy(PermissionError(errno.EACCES, "no"), "read it") == "check who may read it"


def test_an_error_of_no_number_has_an_advice_too() -> None:
    assert "check the disk" in remedy(OSError("odd"))


@contextlib.contextmanager
def failing(monkeypatch: pytest.MonkeyPatch, number: int) -> Iterator[None]:
    """Let every staging of a file fail for a reason."""

    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number), "the file")

    with monkeypatch.context() as patched:
        for module in ("exchange", "store", "bodies"):
            for name in ("stage", "write_all", "make_folder"):
                if hasattr(sys.modules[f"storage.disk.{module}"], name):
                    patched.setattr(f"storage.disk.{module}.{name}", fail)
        patched.setattr("storage.disk.append.JournalFile.append", fail)
        yield


@pytest.mark.parametrize(
    ("number", "advice"),
    [(errno.EROFS, "can only be read"), (errno.EACCES, "check who may"), (errno.ENOSPC, ROOM)],
)
def test_a_change_and_a_restoring_that_are_refused_say_what_fits(
    library: Library,
    article: Build,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    advice: str,
) -> None:
    library.add(article())
    target, _ = library.backup()
    with failing(monkeypatch, number):
        with pytest.raises(LibraryError, match=advice) as changed:
            library.tag(1, ["x"])
        with pytest.raises(LibraryError, match=advice) as restored:
            restore(library.path, str(target))
    for refused in (changed, restored):
        assert (ROOM in str(refused.value)) == (advice == ROOM)


@pytest.mark.skipif(sys.platform == "win32", reason="no named pipes")
@pytest.mark.parametrize("what", ["pipe", "socket", "file", "folder"])
def test_what_stands_in_the_place_of_ours_is_to_be_moved_away(
    library: Library, article: Build, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.add(article())
    target, _ = library.backup(library.path.with_name("whole.zip"))
    place = library.path.with_name("backups" if what == "file" else "library.json.lock")
    monkeypatch.chdir(place.parent)
    if place.exists() and what != "file":
        place.unlink()
    if place.is_dir():
        for file in place.iterdir():
            file.unlink()
        place.rmdir()
    if what == "pipe":
        os.mkfifo(place)
    elif what == "socket":
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind(place.name)
    elif what == "file":
        place.write_text("x")
    else:
        place.mkdir()
    with pytest.raises(LibraryError) as refused:
        restore(library.path, str(target))
    assert place.name in str(refused.value)
    assert "move" in str(refused.value)
    assert ROOM not in str(refused.value)
