"""What happens when the disk says no."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from storage.disk.database import Database
from storage.disk.store import JournalStorage
from storage.errors import LibraryBusy, LibraryError
from storage.library import Library
from storage.models import Article, Progress

Build = Callable[..., Article]

ROOT = Path(__file__).parents[3]

FILES = ["bodies", "library.json", "library.json.journal", "library.json.lock"]

FULL = """
import resource, sys
from pathlib import Path
from storage.errors import LibraryError
from storage.library import Library
path = Path(sys.argv[1])
library = Library.open(path)
journal = path.with_name("library.json.journal")
size = journal.stat().st_size
resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
before = library.annotations(1), library.entries()
for _ in range(2):
    try:
        library.annotate(1, 4, 9, note="x" * 500)
    except LibraryError as error:
        print(error)
assert (library.annotations(1), library.entries()) == before
assert library.undo() is None
"""

READ_ONLY = """
import os, sys
from pathlib import Path
from storage.errors import LibraryError
from storage.library import Library
import storage.intake.sanitise, storage.claims, storage.notes
if os.geteuid() == 0:
    os.setuid(65534)
library = Library.open(Path(sys.argv[1]))
assert len(library.annotations(1)) == 1
try:
    library.annotate(1, 4, 9)
except LibraryError as error:
    print(error)
assert len(library.annotations(1)) == 1
"""


def run(script: str, *arguments: object) -> str:
    done = subprocess.run(
        [sys.executable, "-c", script, *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def library(library: Library, article: Build) -> Library:
    library.add(article())
    library.annotate(1, 0, 3)
    return library


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


@pytest.mark.skipif(sys.platform == "win32", reason="no file size limits")
def test_a_full_disk_changes_nothing_and_leaves_nothing(library: Library) -> None:
    journal = library.path.with_name("library.json.journal")
    before = library.path.read_bytes(), journal.read_bytes()
    said = run(FULL, library.path).splitlines()
    assert len(said) == 2
    assert f"{library.path} could not be written" in said[0]
    assert "make room on the disk" in said[0]
    assert (library.path.read_bytes(), journal.read_bytes()) == before
    assert names(library.path.parent) == FILES


@pytest.mark.skipif(sys.platform == "win32", reason="folders have no write permission")
def test_a_read_only_folder_can_be_read(article: Build) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with Library.open(folder / "library.json") as library:
            library.add(article())
            library.annotate(1, 0, 3)
        library.path.with_name("library.json.lock").unlink()
        before = library.path.read_bytes()
        if os.geteuid() == 0:
            # Nothing is forbidden to root, so the script asks as another, whose files these are.
            for path in (folder, *folder.rglob("*")):
                os.chown(path, 65534, 65534)
        folder.chmod(0o555)
        try:
            assert "library.json cannot be changed" in run(READ_ONLY, library.path)
        finally:
            folder.chmod(0o755)
        assert library.path.read_bytes() == before
        assert names(folder) == ["backups", *FILES[:-1]]


def test_a_folder_with_a_file_in_its_place_is_refused(tmp_path: Path, article: Build) -> None:
    library = Library.open(tmp_path / "folder" / "library.json")
    (tmp_path / "folder").write_text("in the way")
    with pytest.raises(LibraryError, match=r"library\.json cannot be read"):
        library.add(article())


def test_a_file_left_by_a_killed_writer_is_in_nobodys_way(library: Library) -> None:
    leftover = library.path.with_name("library.json.tmp")
    leftover.write_text('{"articles": {"1": {"half a')
    library.annotate(1, 4, 9)
    library.fold()
    assert not leftover.exists()
    with Library.open(library.path) as again:
        assert len(again.annotations(1)) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="no such permissions")
def test_the_file_keeps_its_permissions(library: Library) -> None:
    library.path.chmod(0o640)
    library.annotate(1, 4, 9)
    library.fold()
    for name in ("library.json", "library.json.journal"):
        assert stat.S_IMODE(library.path.with_name(name).stat().st_mode) == 0o640


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege")
def test_a_library_behind_a_link_stays_there(library: Library, tmp_path: Path) -> None:
    link = tmp_path / "link.json"
    link.symlink_to(library.path)
    with Library.open(link) as linked:
        linked.annotate(1, 4, 9)
    assert link.is_symlink()
    assert len(library.annotations(1)) == 2


def test_every_write_looks_newer_than_the_last_whatever_the_clock_says(library: Library) -> None:
    os.utime(library.path, ns=(0, 4_102_444_800_000_000_000))  # 2100
    seen = [library.path.stat().st_mtime_ns]
    for number in range(10):
        library.bookmark(1, number % 2, 3, "a")
        library.fold()
        seen.append(library.path.stat().st_mtime_ns)
    assert seen == sorted(set(seen))


def accept(content: object, path: Path) -> dict[str, dict[str, dict[str, object]]]:
    assert isinstance(content, dict)
    return content


def test_tinydb_works_over_the_storage(tmp_path: Path) -> None:
    with Database(tmp_path / "any.json", accept) as database:
        table = database.table("things")
        assert table.insert({"name": "one", "tags": []}) == 1
        table.update({"name": "uno"})
        assert [dict(row) for row in table.all()] == [{"name": "uno", "tags": []}]
        with database.transaction() as change:
            change.put("things", 2, {"name": "two"})
            assert change.get("things", 2) == {"name": "two"}
        assert len(table) == 2
        database.drop_tables()
        assert len(table) == 0


def test_an_error_within_a_transaction_changes_nothing(tmp_path: Path) -> None:
    with Database(tmp_path / "any.json", accept) as database:
        with database.transaction() as change:
            change.put("things", 1, {"name": "one"})
        before = database.state()

        def spoil() -> None:
            with database.transaction() as change:
                change.put("things", 1, None)
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            spoil()
        assert database.state() is before
        assert before == {"things": {"1": {"name": "one"}}}


def test_a_transaction_is_one_write(tmp_path: Path) -> None:
    with Database(tmp_path / "any.json", accept) as database, database.transaction() as change:
        for number in range(1, 100):
            change.put("things", number, {"number": number})
            change.put("others", number, {"number": number})
        assert not database.state()
    with Database(tmp_path / "any.json", accept) as database:
        assert [len(table) for table in database.state().values()] == [99, 99]


def test_a_second_writer_gives_up_after_its_patience(tmp_path: Path) -> None:
    first = JournalStorage(tmp_path / "any.json", accept)
    second = JournalStorage(tmp_path / "any.json", accept, patience=0.05)
    with (
        first.locked(),
        pytest.raises(LibraryBusy, match=f"written by process {os.getpid()};"),
        second.locked(),
    ):
        pass
    with second.locked():
        pass


def modes(folder: Path) -> dict[str, int]:
    return {
        str(path.relative_to(folder)): stat.S_IMODE(path.stat().st_mode)
        for path in sorted(folder.rglob("*"))
    }


@pytest.mark.skipif(sys.platform == "win32", reason="no such permissions")
def test_whatever_is_made_is_its_owners_alone(tmp_path: Path, article: Build) -> None:
    before = os.umask(0)
    try:
        folder = tmp_path / "mine"
        with Library.open(folder / "library.json") as library:
            library.add(article())
            library.fold()
            library.annotate(1, 0, 3)
            library.fold()
            with library.path.with_name("library.json.journal").open("ab") as journal:
                journal.write(b"half a line")
            library.annotate(1, 4, 9)
    finally:
        os.umask(before)
    found = modes(tmp_path)
    assert any("backups/" in name for name in found)
    assert any(".torn-" in name for name in found)
    for name, mode in found.items():
        assert mode == (0o700 if (tmp_path / name).is_dir() else 0o600), name


@pytest.mark.skipif(sys.platform == "win32", reason="no such permissions")
def test_a_library_made_read_only_is_read_but_never_written(
    library: Library, article: Build
) -> None:
    folder = library.path.parent
    library.path.chmod(0o444)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    with Library.open(library.path) as again:
        assert len(again.annotations(1)) == 1
        for change in (
            lambda: again.annotate(1, 4, 9),
            lambda: again.add(article("Other")),
            lambda: again.set_progress(1, Progress(fraction=0.5)),
        ):
            with pytest.raises(LibraryError, match=r"library\.json is read-only; nothing was ch"):
                change()
        assert len(again.annotations(1)) == 1
    with pytest.raises(LibraryError, match="read-only"):
        library.fold()
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    library.path.chmod(0o600)
    library.annotate(1, 4, 9)
    assert len(library.annotations(1)) == 2
