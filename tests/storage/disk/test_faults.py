"""What stands after the disk has refused any one of the calls that a change consists of."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from storage.disk.database import Database
from storage.errors import LibraryError
from storage.library import Library
from storage.models import Article, Progress

Build = Callable[..., Article]
Opener = Callable[[Path], Database]

CALLS = (
    *("open", "write", "pwrite", "fsync", "fdatasync", "ftruncate", "posix_fallocate"),
    *("replace", "rename", "link", "unlink", "mkdir"),
)
"""How the store may reach the disk."""

FLUSHES = ("fsync", "fdatasync")

PLACE = Progress(3, 3, 0.5, "2026-01-01T00:00:00Z")


class Disk:
    """Counts the calls below a folder, and refuses one of them."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
        self.made: list[str] = []
        self.refuse: int | None = None
        self.error = errno.EIO
        self.short = False
        self.retried = False
        """Whether a file was flushed again after that had failed."""
        self._unflushed: set[int] = set()
        self._folder = str(folder)
        for name in CALLS:
            if hasattr(os, name):
                monkeypatch.setattr(os, name, self._wrapped(name, getattr(os, name)))

    def _wrapped(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def called(*args: Any, **named: Any) -> Any:
            # A lock file holds nothing; whether it can be had is another test's.
            if not isinstance(args[0], int) and (
                not str(args[0]).startswith(self._folder) or str(args[0]).endswith(".lock")
            ):
                return call(*args, **named)
            self.made.append(name)
            if name == "unlink" and os.path.lexists(args[0]):
                self._unflushed.discard(os.stat(args[0]).st_ino)
            file = os.fstat(args[0]).st_ino if name in FLUSHES else 0
            self.retried |= file in self._unflushed
            if self.refuse == len(self.made) - 1:
                if self.short and name in ("write", "pwrite"):
                    call(args[0], args[1][: len(args[1]) // 2], *args[2:])
                if file:
                    self._unflushed.add(file)
                raise OSError(self.error, os.strerror(self.error))
            return call(*args, **named)

        return called

    def fail(self, number: int | None, error: int = errno.EIO, *, short: bool = False) -> None:
        """Refuse the call of that number from now on; none when it is None."""
        self.made, self.refuse, self.error, self.short = [], number, error, short
        if number is not None:
            self.retried, self._unflushed = False, set()

    def first(self, names: Sequence[str]) -> int:
        """Return the number of the first of the calls made that has one of the names."""
        return next(number for number, name in enumerate(self.made) if name in names)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Disk:
    return Disk(monkeypatch, tmp_path)


def sentence(act: Callable[[], object]) -> str:
    """Return what a refusal says; empty when there is none."""
    try:
        act()
    except LibraryError as error:
        return str(error)
    return ""


def notes(path: Path) -> dict[str, str]:
    with Library.open(path) as library:
        return {note.uid: note.note for note in library.annotations()}


def shown(library: Library) -> tuple[object, ...]:
    return library.annotations(), library.progress(1), library.entries()


def found(path: Path, copy: Path) -> tuple[object, ...]:
    """Return what another program would find: in a copy, since closing may write."""
    shutil.copytree(path.parent, copy)
    return shown(Library.open(copy / path.name))


@pytest.mark.parametrize("error", [errno.EIO, errno.ENOSPC])
@pytest.mark.parametrize("short", [False, True])
@pytest.mark.parametrize("what", ["note", "place", "undo", "torn", "fold", "add", "close"])
def test_a_refused_call_loses_nothing_that_was_kept(
    tmp_path: Path, article: Build, disk: Disk, error: int, short: bool, what: str
) -> None:
    refused = 0
    for number in range(100):
        disk.fail(None)
        path = tmp_path / f"{number}" / "library.json"
        library = Library.open(path)
        library.add(article())
        kept = library.annotate(1, 0, 3, note="kept").uid
        if what == "torn":
            with path.with_name("library.json.journal").open("ab") as journal:
                journal.write(b"half a li")
        acts: dict[str, Callable[[], object]] = {
            "place": lambda library=library: library.set_progress(1, PLACE),  # type: ignore[misc]
            "undo": library.undo,
            "torn": lambda library=library: library.annotate(1, 4, 9, note="new"),  # type: ignore[misc]
            "close": library.close,
            "note": lambda library=library: library.annotate(1, 4, 9, note="new"),  # type: ignore[misc]
            "fold": library.fold,
            "add": lambda library=library: library.add(article("Two", "Another text.")),  # type: ignore[misc]
        }
        disk.fail(number, error, short=short)
        told = sentence(acts[what])
        if told:
            refused += 1
            assert str(path) in told
        elif number >= len(disk.made):
            break
        disk.fail(None)
        assert shown(library) == found(path, tmp_path / f"copy {number}")
        again = sentence(acts[what]) if told else ""
        again += sentence(lambda library=library: library.tag(1, ["after"]))  # type: ignore[misc]
        assert not disk.retried
        assert shown(library) == found(path, tmp_path / f"copy {number} again")
        if again:
            assert "open the library anew" in again
            library = Library.open(path)
        assert what == "undo" or kept in notes(path)
        after = library.annotate(1, 0, 9, note="after").uid
        assert after in notes(path)
    else:
        pytest.fail("there was no end to the calls")
    # Closing folds if it can; what it cannot is in the journal still.
    assert refused or what == "close"


def test_after_a_failed_flush_nothing_is_written_until_the_library_is_opened_anew(
    tmp_path: Path, article: Build, disk: Disk
) -> None:
    path = tmp_path / "library.json"
    library = Library.open(path)
    library.add(article())
    # From the second change on each takes the same calls.
    library.annotate(1, 0, 2)
    disk.fail(None)
    library.annotate(1, 0, 3)
    disk.fail(disk.first(FLUSHES))
    with pytest.raises(LibraryError, match="is not written any more"):
        library.annotate(1, 4, 9)
    disk.fail(None)
    for change in (lambda: library.annotate(1, 0, 5), library.fold, lambda: library.tag(1, ["x"])):
        with pytest.raises(LibraryError, match="open the library anew"):
            change()
    assert not set(FLUSHES) & set(disk.made)
    assert len(library.annotations(1)) == 2
    with Library.open(path) as again:
        again.annotate(1, 4, 9)
        assert len(again.annotations(1)) == 3


def settled(path: Path, article: Article, disk: Disk) -> Library:
    """Open a library with an article and two highlights, and count the calls of the second."""
    library = Library.open(path)
    library.add(article)
    # From the second change on each takes the same calls.
    library.annotate(1, 0, 2)
    disk.fail(None)
    library.annotate(1, 0, 3)
    return library


def test_a_store_that_flushes_once_more_is_found_out(
    tmp_path: Path, article: Build, disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = settled(tmp_path / "library.json", article(), disk)
    disk.fail(disk.first(FLUSHES))
    for name in FLUSHES:
        real = getattr(os, name)

        def again(handle: int, real: Callable[[int], None] = real) -> None:
            with contextlib.suppress(OSError):
                return real(handle)
            # A system that forgot what it could not write says that all is well.
            return real(handle)

        monkeypatch.setattr(os, name, again)
    library.annotate(1, 4, 9)
    assert disk.retried


def test_a_full_disk_refuses_one_note_and_takes_the_next(
    tmp_path: Path, article: Build, disk: Disk
) -> None:
    library = settled(tmp_path / "library.json", article(), disk)
    disk.fail(disk.first(("write", "pwrite")), errno.ENOSPC, short=True)
    with pytest.raises(LibraryError, match="make room on the disk"):
        library.annotate(1, 4, 9)
    disk.fail(None)
    library.annotate(1, 4, 9)
    assert len(notes(library.path)) == 3
    assert not list(tmp_path.glob("*.torn-*"))
