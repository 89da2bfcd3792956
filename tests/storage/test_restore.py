"""Going back to a backup, and back from that."""

from __future__ import annotations

import errno
import json
import os
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from storage.check import check
from storage.disk import backups, exchange
from storage.errors import LibraryError, NotFound
from storage.library import Library
from storage.models import Article
from storage.restore import kept, repair, restore

Build = Callable[..., Article]


@pytest.fixture
def written(library: Library, article: Build) -> Path:
    library.add(article())
    library.annotate(1, 0, 3, note="first")
    library.fold()
    return library.path


def notes(path: Path) -> list[str]:
    with Library.open(path) as library:
        assert library.article(1).text
        return sorted(note.note for note in library.annotations())


def test_a_dated_backup_comes_back_and_so_does_what_was_there_before(written: Path) -> None:
    backups.keep(written, date(2099, 1, 1))
    with Library.open(written) as library:
        library.annotate(1, 4, 9, note="second")
        done = restore(written, "2099-01-01")
        assert [note.note for note in library.annotations()] == ["first"]
    assert (done.articles, done.notes) == (1, 1)
    assert notes(written) == ["first"]
    assert check(written) == []
    assert done.aside in kept(written)
    assert done.aside is not None
    restore(written, done.aside.name)
    assert notes(written) == ["first", "second"]


def test_a_whole_backup_makes_a_library_anywhere(written: Path, tmp_path: Path) -> None:
    with Library.open(written) as library:
        library.annotate(1, 4, 9, note="second")
        target, missing = library.backup(tmp_path / "out" / "mine.zip")
    assert missing == []
    with zipfile.ZipFile(target) as archive:
        assert archive.testzip() is None
        assert "articles" in json.loads(archive.read("library.json"))
    elsewhere = tmp_path / "new" / "library.json"
    done = restore(elsewhere, str(target))
    assert (done.articles, done.notes, done.aside, done.left_out) == (1, 2, None, ())
    assert notes(elsewhere) == ["first", "second"]
    assert check(elsewhere) == []


def test_a_whole_backup_lies_among_the_others_when_it_is_not_told_where(written: Path) -> None:
    with Library.open(written) as library:
        target, _ = library.backup()
    assert target.parent == written.with_name("backups")
    assert target in kept(written)
    assert not list(target.parent.glob("*.tmp"))


def test_a_whole_backup_brings_back_texts_that_are_damaged(written: Path) -> None:
    with Library.open(written) as library:
        target, _ = library.backup()
    (body,) = written.parent.glob("bodies/*/*.json")
    body.write_bytes(b"\0" * 100)
    restore(written, target.name)
    assert notes(written) == ["first"]
    assert check(written) == []


def test_a_text_that_cannot_be_read_is_told_and_the_rest_is_kept(written: Path) -> None:
    (body,) = written.parent.glob("bodies/*/*.json")
    body.unlink()
    with Library.open(written) as library:
        target, missing = library.backup()
    assert missing == [body.stem]
    assert restore(written, target.name).left_out


def test_a_library_that_does_not_open_can_be_replaced_and_is_kept(written: Path) -> None:
    backups.keep(written, date(2099, 1, 1))
    written.unlink()
    written.write_bytes(b"damaged")
    done = restore(written, "library-2099-01-01.json")
    assert done.aside is not None
    assert done.aside.read_bytes() == b"damaged"
    assert notes(written) == ["first"]


@pytest.mark.parametrize(
    "content",
    [b"", b"{}", b"[]", b'{"articles": {}}', b'{"_default": {"1": {}}}', b"PK\x03\x04 half a zip"],
)
def test_what_is_no_library_is_refused_and_nothing_changes(
    written: Path, tmp_path: Path, content: bytes
) -> None:
    before = written.read_bytes(), kept(written)
    file = tmp_path / "file.zip"
    file.write_bytes(content)
    with pytest.raises(LibraryError, match=r"file\.zip"):
        restore(written, str(file))
    with pytest.raises(NotFound, match="restore --list"):
        restore(written, "nothing-of-that-name")
    assert (written.read_bytes(), kept(written)) == before


def test_a_damaged_zip_is_refused(written: Path) -> None:
    with Library.open(written) as library:
        target, _ = library.backup()
    data = target.read_bytes()
    at = data.index(b"library.json") + 30
    target.write_bytes(data[:at] + bytes([data[at] ^ 255]) + data[at + 1 :])
    with pytest.raises(LibraryError, match="nothing was changed"):
        restore(written, target.name)
    assert notes(written) == ["first"]


def _files(folder: Path) -> dict[str, bytes]:
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }


@pytest.mark.parametrize(
    "name",
    [
        "library.json",
        "library.json.journal",
        "library.json.lock",
        "library.json.tmp",
        "bodies",
        "bodies/ab/new.zip",
        "backups",
        "link",
    ],
)
def test_a_backup_never_takes_the_place_of_a_file_of_the_library(written: Path, name: str) -> None:
    if name == "link":
        (written.parent / name).symlink_to(written.name)
    with Library.open(written) as library:
        before = _files(written.parent)
        with pytest.raises(LibraryError, match="library itself"):
            library.backup(written.parent / name)
        assert _files(written.parent) == before
    assert notes(written) == ["first"]


def test_a_backup_never_takes_the_place_of_a_body_or_of_a_dated_copy(written: Path) -> None:
    backups.keep(written, date(2099, 1, 1))
    (body,) = written.parent.glob("bodies/*/*.json")
    (copy,) = written.parent.glob("backups/*2099-01-01.json")
    with Library.open(written) as library:
        before = _files(written.parent)
        for file in (body, copy):
            with pytest.raises(LibraryError, match="name another file"):
                library.backup(file)
        assert _files(written.parent) == before


def test_a_backup_replaces_an_earlier_one_and_nothing_else(written: Path, tmp_path: Path) -> None:
    foreign, folder, pipe = tmp_path / "letter.txt", tmp_path / "folder", tmp_path / "pipe"
    other = tmp_path / "other.zip"
    foreign.write_text("dear")
    (tmp_path / "mine.zip.tmp").write_text("somebody's")
    folder.mkdir()
    os.mkfifo(pipe)
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("photo.jpg", b"x")
    with Library.open(written) as library:
        target, _ = library.backup(tmp_path / "mine.zip")
        for taken in (foreign, folder, pipe, other):
            with pytest.raises(LibraryError, match=r"name another file|name a file in it"):
                library.backup(taken)
        library.annotate(1, 4, 9, note="second")
        library.backup(target)
    assert foreign.read_text() == "dear"
    assert (tmp_path / "mine.zip.tmp").read_text() == "somebody's"
    restore(written, str(target))
    assert notes(written) == ["first", "second"]


def test_a_backup_goes_where_a_link_leads(written: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.zip"
    link.symlink_to("far.zip")
    with Library.open(written) as library:
        library.backup(link)
        library.backup(link)
    assert link.is_symlink()
    assert zipfile.is_zipfile(tmp_path / "far.zip")


def test_a_backup_put_in_the_librarys_place_says_how_it_becomes_one(written: Path) -> None:
    with Library.open(written) as library:
        library.annotate(1, 4, 9, note="second")
        target, _ = library.backup()
    written.write_bytes(target.read_bytes())
    for asked in (check, repair, Library.open):
        with pytest.raises(LibraryError, match=r"manicule restore '.*library\.json'"):
            asked(written)
    restore(written, str(written))
    assert notes(written) == ["first", "second"]


def test_what_the_disk_refuses_is_not_blamed_on_the_backup(
    written: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Library.open(written) as library:
        target, _ = library.backup()

    def refused(*_: object) -> None:
        raise OSError(errno.EIO, "it is broken")

    monkeypatch.setattr("storage.restore.bring", refused)
    with pytest.raises(OSError, match="it is broken"):
        restore(written, str(target))


@pytest.mark.parametrize("calls", range(2))
def test_a_full_disk_leaves_nothing_that_could_be_restored(
    written: Path, monkeypatch: pytest.MonkeyPatch, calls: int
) -> None:
    with Library.open(written) as library:
        library.annotate(1, 4, 9, note="second")
        target, _ = library.backup()
    before, listed = _files(written.parent), kept(written)
    real, done = exchange.stage, []

    def full(*args: Any) -> Any:
        if len(done) == calls:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        done.append(args)
        return real(*args)

    monkeypatch.setattr("storage.disk.exchange.stage", full)
    with pytest.raises(LibraryError, match="could not be written"):
        restore(written, target.name)
    assert _files(written.parent) == before
    assert kept(written) == listed


def test_an_empty_file_is_not_offered_as_a_backup(written: Path) -> None:
    folder = written.with_name("backups")
    empty = folder / "library.json.before-restore-20200101T000000Z"
    empty.touch()
    assert empty not in kept(written)
    empty.write_text("{}")
    assert empty in kept(written)


def test_two_backups_of_one_second_are_two(written: Path) -> None:
    with Library.open(written) as library:
        made = {library.backup()[0] for _ in range(3)}
    assert len(made) == 3
    assert made <= set(kept(written))


def test_a_backup_that_unpacks_to_too_much_is_refused(
    written: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bomb = tmp_path / "bomb.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("library.json", b" " * (1 << 20) + b"{}")
    # Its list says that it is small.
    size = (1 << 20) + 2
    bomb.write_bytes(bomb.read_bytes().replace(size.to_bytes(4, "little"), b"\x02\0\0\0"))
    monkeypatch.setattr("storage.disk.packed.MOST", 1 << 19)
    before = written.read_bytes()
    with pytest.raises(LibraryError):
        restore(written, str(bomb))
    with Library.open(written) as library, pytest.raises(LibraryError):
        library.merge(bomb)
    assert written.read_bytes() == before


def test_the_refusal_of_too_much_says_so(
    written: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Library.open(written) as library:
        target, _ = library.backup()
    monkeypatch.setattr("storage.disk.packed.MOST", 100)
    with pytest.raises(LibraryError, match="unpacks to more than"):
        restore(written, str(target))
    monkeypatch.undo()
    assert restore(written, str(target)).articles == 1


def flood(target: Path, whole: Path) -> None:
    """Write a whole backup with bodies beside its own that are next to nothing while packed."""
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        tables = json.loads(old.read("library.json"))
        for name in old.namelist()[1:]:
            new.writestr(name, old.read(name))
        for number in range(4):
            document = {**tables["articles"]["1"], "body": f"fl{number}", "uid": f"{number}"}
            tables["articles"][str(10 + number)] = document
            new.writestr(f"bodies/fl/fl{number}.json", json.dumps({"text": "a" * (1 << 20)}))
        new.writestr("library.json", json.dumps(tables))


@pytest.mark.parametrize(("limit", "most"), [("FREE", 1 << 20), ("WHOLE", 1 << 20)])
def test_a_backup_of_which_all_texts_together_are_too_much_is_refused_and_writes_nothing(
    written: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, most: int
) -> None:
    with Library.open(written) as library:
        whole, _ = library.backup(tmp_path / "whole.zip")
    flood(tmp_path / "flood.zip", whole)
    if limit == "WHOLE":
        monkeypatch.setattr("storage.disk.packed.RATIO", 1 << 20)
    monkeypatch.setattr(f"storage.disk.packed.{limit}", most)
    before = {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}
    with pytest.raises(LibraryError, match=r"flood\.zip .*unpack to 4 MB.* nothing was changed"):
        restore(written, str(tmp_path / "flood.zip"))
    with Library.open(written) as library, pytest.raises(LibraryError, match="unpack to 4 MB"):
        library.merge(tmp_path / "flood.zip")
    with pytest.raises(LibraryError, match="unpack to 4 MB"):
        restore(tmp_path / "new" / "library.json", str(tmp_path / "flood.zip"))
    assert {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()} == before
    restore(written, str(whole))


def test_a_backup_that_lies_about_a_size_gives_no_more_than_it_says(
    written: Path, tmp_path: Path
) -> None:
    with Library.open(written) as library:
        whole, _ = library.backup(tmp_path / "whole.zip")
    flood(tmp_path / "flood.zip", whole)
    data = (tmp_path / "flood.zip").read_bytes()
    size = len(json.dumps({"text": "a" * (1 << 20)}))
    (tmp_path / "lie.zip").write_bytes(
        data.replace(size.to_bytes(4, "little"), (100).to_bytes(4, "little"))
    )
    done = restore(written, str(tmp_path / "lie.zip"))
    assert done.left_out == ("4 texts are neither in the backup nor here.",)
    assert not list(written.with_name("bodies").rglob("fl*.json"))
    assert notes(written) == ["first"]
