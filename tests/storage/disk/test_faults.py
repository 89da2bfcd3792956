"""What stands after the disk has refused any one of the calls that a change consists of."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from storage.disk.database import Database
from storage.errors import LibraryError
from storage.library import Library
from storage.models import Article

Build = Callable[..., Article]
Opener = Callable[[Path], Database]

CALLS = ("open", "pwrite", "fsync", "fdatasync", "ftruncate", "replace", "mkdir")
"""How the store reaches the disk."""


class Disk:
    """Counts the calls below a folder, and refuses one of them."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
        self.made: list[str] = []
        self.refuse: int | None = None
        self.error = errno.EIO
        self.short = False
        self._folder = str(folder)
        for name in CALLS:
            monkeypatch.setattr(os, name, self._wrapped(name, getattr(os, name)))

    def _wrapped(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def called(*args: Any, **named: Any) -> Any:
            # The lock file holds nothing; whether it can be had is another test's.
            if isinstance(args[0], int) or (
                str(args[0]).startswith(self._folder) and not str(args[0]).endswith(".lock")
            ):
                self.made.append(name)
                if self.refuse == len(self.made) - 1:
                    if self.short and name == "pwrite":
                        call(args[0], args[1][: len(args[1]) // 2], args[2])
                    raise OSError(self.error, os.strerror(self.error))
            return call(*args, **named)

        return called

    def fail(self, number: int | None, error: int = errno.EIO, *, short: bool = False) -> None:
        """Refuse the call of that number from now on; none when it is None."""
        self.made, self.refuse, self.error, self.short = [], number, error, short


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


@pytest.mark.parametrize("error", [errno.EIO, errno.ENOSPC])
@pytest.mark.parametrize("short", [False, True])
@pytest.mark.parametrize("what", ["note", "fold", "add"])
def test_a_refused_call_loses_nothing_that_was_kept(
    tmp_path: Path, article: Build, disk: Disk, error: int, short: bool, what: str
) -> None:
    refused = 0
    for number in range(100):
        disk.fail(None)
        path = tmp_path / f"{number}" / "library.json"
        library = Library.open(path)
        library.add(article())
        kept = [library.annotate(1, 0, 3, note="kept").uid]
        acts: dict[str, Callable[[], object]] = {
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
        # What the open library shows is what another program finds.
        assert {note.uid: note.note for note in library.annotations()} == notes(path)
        assert set(kept) <= set(notes(path))
        assert len(library.entries()) == len(Library.open(path).entries())
        told = sentence(lambda library=library: library.tag(1, ["after"]))  # type: ignore[misc]
        if told:
            assert "open the library anew" in told
            library = Library.open(path)
        kept.append(library.annotate(1, 0, 9, note="after").uid)
        assert set(kept) <= set(notes(path))
    else:
        pytest.fail("there was no end to the calls")
    assert refused >= 2


def test_after_a_failed_flush_nothing_is_written_until_the_library_is_opened_anew(
    tmp_path: Path, article: Build, disk: Disk
) -> None:
    path = tmp_path / "library.json"
    library = Library.open(path)
    library.add(article())
    # From the second change on each takes the same calls: the journal is open.
    library.annotate(1, 0, 2)
    disk.fail(None)
    library.annotate(1, 0, 3)
    flush = disk.made.index("fsync")
    disk.fail(flush)
    with pytest.raises(LibraryError, match="is not written any more"):
        library.annotate(1, 4, 9)
    disk.fail(None)
    for change in (lambda: library.annotate(1, 0, 5), library.fold, lambda: library.tag(1, ["x"])):
        with pytest.raises(LibraryError, match="open the library anew"):
            change()
    assert "fsync" not in disk.made
    assert "fdatasync" not in disk.made
    assert len(library.annotations(1)) == 2
    with Library.open(path) as again:
        again.annotate(1, 4, 9)
        assert len(again.annotations(1)) == 3


def test_a_full_disk_refuses_one_note_and_takes_the_next(
    tmp_path: Path, article: Build, disk: Disk
) -> None:
    library = Library.open(tmp_path / "library.json")
    library.add(article())
    # From the second change on each takes the same calls: the journal is open.
    library.annotate(1, 0, 2)
    disk.fail(None)
    library.annotate(1, 0, 3)
    write = disk.made.index("pwrite")
    disk.fail(write, errno.ENOSPC, short=True)
    with pytest.raises(LibraryError, match="make room on the disk"):
        library.annotate(1, 4, 9)
    disk.fail(None)
    library.annotate(1, 4, 9)
    assert len(notes(library.path)) == 3
    assert not list(tmp_path.glob("*.torn-*"))
