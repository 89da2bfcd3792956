"""What lies in the place of a library's file and is none is refused, and never waited for."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from storage.check import check
from storage.disk.bodies import Bodies
from storage.errors import LibraryError
from storage.library import Library
from storage.models import Article
from storage.restore import repair, restore

Build = Callable[..., Article]
Put = Callable[[Path], None]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")


class Waited(BaseException):
    """No error of the system, which would be taken for a refusal."""


def pipe(path: Path) -> None:
    os.mkfifo(path)


def folder(path: Path) -> None:
    path.mkdir()


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def listener(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # The name of a socket must be short.
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(here)


@pytest.fixture(params=[pipe, folder, device, listener])
def put(request: pytest.FixtureRequest) -> Put:
    """Give `put(path)`: put something in a file's place, the file taken away."""

    def instead(path: Path) -> None:
        path.unlink(missing_ok=True)
        request.param(path)

    return instead


@pytest.fixture(autouse=True)
def _impatient() -> Iterator[None]:
    """End a test that waits for ever."""

    def awake(*_: object) -> None:
        raise Waited

    before = signal.signal(signal.SIGALRM, awake)
    signal.alarm(20)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.fixture
def path(tmp_path: Path, article: Build) -> Path:
    """Give a library of an article with a note, closed, and a whole backup beside it."""
    with Library.open(tmp_path / "library.json") as library:
        library.add(article("One"))
        library.annotate(1, 0, 3, note="mine")
        library.backup(tmp_path / "backup.zip")
    return library.path


@pytest.mark.parametrize("name", ["library.json", "library.json.journal"])
def test_in_the_place_of_the_library_or_its_journal(path: Path, put: Put, name: str) -> None:
    put(path.with_name(name))
    for use in (
        Library.open,
        check,
        repair,
        lambda path: restore(path, str(path.parent / "backup.zip")),
    ):
        with pytest.raises(LibraryError, match=rf"({name}|zero) (is|cannot|could)"):
            use(path)


def test_in_the_place_of_the_journal_of_a_copy(path: Path, put: Put, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    copy.mkdir()
    shutil.copy(path, copy)
    put(copy / "library.json.journal")
    with (
        Library.open(path) as library,
        pytest.raises(LibraryError, match=r"\bnot a plain file"),
    ):
        library.merge(copy / "library.json")


def test_in_the_place_of_the_lock(path: Path, put: Put) -> None:
    put(path.with_name("library.json.lock"))
    with Library.open(path) as library:
        assert len(library.annotations()) == 1
        with pytest.raises(LibraryError, match=r"its lock library\.json\.lock cannot be opened"):
            library.tag(1, ["x"])


def test_in_the_place_of_a_text(path: Path, put: Put) -> None:
    (body,) = path.with_name("bodies").rglob("*.json")
    put(body)
    with Library.open(path) as library:
        assert [entry.title for entry in library.entries()] == ["One"]
        with pytest.raises(LibraryError, match=r"cannot be read \(it is not a plain file\)"):
            library.article(1)
        assert [note.note for note in library.annotations()] == ["mine"]
    assert any(finding.kind == "text" for finding in check(path))
    with pytest.raises(LibraryError, match="could not be written"):
        restore(path, str(path.with_name("backup.zip")))


def test_in_the_place_of_a_text_that_is_to_be_written(tmp_path: Path, put: Put) -> None:
    bodies = Bodies(tmp_path / "library.json")
    bodies.path("abcd").parent.mkdir(parents=True)
    put(bodies.path("abcd"))
    with pytest.raises(OSError, match=r"plain file|directory"):
        bodies.write({"abcd": {"text": "Words."}})


def test_in_the_place_of_a_backup(path: Path, put: Put, article: Build) -> None:
    for name in ("library-2020-01-01.json", "library-x.zip"):
        path.with_name("backups").mkdir(exist_ok=True)
        put(path.with_name("backups") / name)
    path.write_bytes(path.read_bytes()[:-20])
    assert [finding.kind for finding in check(path)][:1] == ["snapshot"]
    assert repair(path) is not None
    with Library.open(path) as library:
        assert library.entries()
