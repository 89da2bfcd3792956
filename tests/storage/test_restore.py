"""Going back to a backup, and back from that."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from storage.check import check
from storage.disk import backups
from storage.errors import LibraryError, NotFound
from storage.library import Library
from storage.models import Article
from storage.restore import kept, restore

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
