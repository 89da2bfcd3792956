"""Where the texts lie, and how they leave a file that version 1 wrote."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB

from storage.check import check
from storage.disk import backups
from storage.errors import LibraryError
from storage.library import Library
from storage.models import Article, Progress
from storage.restore import restore

Build = Callable[..., Article]
Whole = Callable[[Library], Any]


def bodies(library: Library) -> list[Path]:
    return sorted(library.path.parent.glob("bodies/*/*.json"))


@pytest.fixture
def version_1(library: Library, article: Build, whole: Whole, tmp_path: Path) -> Path:
    """Give a file as version 1 wrote it, with fields of its reader's own."""
    for title in ("One", "Two"):
        library.add(article(title, f"{title} is a text. It should be kept.", raw="<p>raw</p>"))
    library.annotate(1, 0, 3, note="mine")
    library.set_progress(2, Progress(3, 3, 0.4, "2026-01-01T00:00:00Z"))
    content = whole(library)
    del content["_journal"]
    content["_manicule"]["1"]["schema"] = 1
    content["articles"]["1"]["rating"] = 5
    path = tmp_path / "old" / "library.json"
    path.parent.mkdir()
    path.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
    return path


def test_the_text_lies_in_a_file_of_its_own(library: Library, article: Build) -> None:
    stored, _ = library.add(article("Île", "Only here: zażółć."))
    library.fold()
    assert "zażółć" not in library.path.read_text("utf-8")
    (body,) = bodies(library)
    assert json.loads(body.read_text("utf-8"))["text"] == stored.text
    with Library.open(library.path) as again:
        assert again.article(1) == stored


def test_no_change_of_what_is_known_about_an_article_touches_its_text(
    library: Library, article: Build
) -> None:
    library.add(article())
    (body,) = bodies(library)
    before = body.stat()
    library.tag(1, ["x"])
    library.archive(1)
    library.remove(1)
    library.restore(1)
    library.fold()
    assert bodies(library) == [body]
    assert body.stat() == before


def test_an_adding_taken_back_can_be_made_again(library: Library, article: Build) -> None:
    stored, _ = library.add(article())
    library.undo()
    library.fold()
    library.redo()
    with Library.open(library.path) as again:
        assert again.article(1) == stored
        assert again.claims(1)


def test_a_file_of_version_1_is_read_and_left_as_it_is(version_1: Path) -> None:
    before = version_1.read_bytes()
    with Library.open(version_1) as library:
        assert [entry.title for entry in library.entries()] == ["Two", "One"]
        assert library.article(2).text == "Two is a text. It should be kept."
        assert library.claims(1)
    assert version_1.read_bytes() == before
    assert [file.name for file in version_1.parent.iterdir()] == ["library.json"]


def test_the_first_change_takes_the_texts_out_of_a_file_of_version_1(version_1: Path) -> None:
    before = version_1.read_bytes()

    def seen(library: Library) -> object:
        return [
            (
                library.article(id),
                library.claims(id),
                library.annotations(id),
                library.bookmarks(id),
                library.progress(id),
            )
            for id in (1, 2)
        ], [(entry.id, entry.claims, entry.notes, entry.state) for entry in library.entries()]

    with Library.open(version_1) as library:
        old = seen(library)
        library.bookmark(1, 0, 3)
        library.undo()
        assert seen(library) == old
        assert len(bodies(library)) == 4
    with Library.open(version_1) as library:
        assert seen(library) == old
    content = json.loads(version_1.read_text("utf-8"))
    assert content["_manicule"]["1"]["schema"] == 2
    assert content["articles"]["1"]["rating"] == 5
    assert "text" not in content["articles"]["1"]
    assert [copy.read_bytes() for copy in backups.copies(version_1)] == [before]


def test_many_texts_leave_a_file_of_version_1_at_once(version_1: Path) -> None:
    content = json.loads(version_1.read_text("utf-8"))
    for id in range(3, 100):
        content["articles"][str(id)] = {**content["articles"]["1"], "uid": f"u{id}"}
    version_1.write_text(json.dumps(content), "utf-8")
    with Library.open(version_1) as library:
        library.tag(50, ["x"])
        assert len(bodies(library)) == 101
    with Library.open(version_1) as library:
        assert {library.article(id).text for id in range(3, 100)} == {library.article(1).text}


def test_a_text_that_stock_tinydb_put_in_is_read_and_then_moved_out(
    library: Library, article: Build
) -> None:
    library.add(article())
    library.fold()
    with TinyDB(library.path, encoding="utf-8") as stock:
        stock.table("articles").update({"text": "Put in by hand.", "blocks": []})
    assert library.article(1).text == "Put in by hand."
    library.tag(1, ["x"])
    assert library.article(1).text == "Put in by hand."
    assert "by hand" not in library.path.read_text("utf-8")


def test_a_text_that_is_gone_is_named_and_the_rest_goes_on(
    library: Library, article: Build
) -> None:
    library.add(article("One"))
    (body,) = bodies(library)
    library.add(article("Two"))
    body.unlink()
    with Library.open(library.path) as again:
        with pytest.raises(LibraryError, match=body.name):
            again.article(1)
        assert len(again.entries()) == 2
        assert again.article(2).title == "Two"


@pytest.mark.parametrize("number", [1, 70])
def test_folders_of_texts_that_somebody_took_away_are_made_again(
    library: Library, article: Build, number: int
) -> None:
    library.add(article("One"))
    shutil.rmtree(library.path.with_name("bodies"))
    library.add_many(article(f"Later {n}", f"A text of its own, {n}.") for n in range(number))
    with Library.open(library.path) as again:
        assert {again.article(row.id).title for row in again.entries() if row.id > 1} == {
            f"Later {n}" for n in range(number)
        }


def test_a_body_that_is_nested_too_deeply_is_damaged(library: Library, article: Build) -> None:
    library.add(article())
    (body,) = library.path.parent.glob("bodies/*/*.json")
    target, _ = library.backup()
    library.close()
    body.write_bytes(b"[" * 100_000)
    with Library.open(library.path) as again:
        with pytest.raises(LibraryError, match="it is damaged"):
            again.article(1)
        assert len(again.backup()[1]) == 1
    assert [finding.kind for finding in check(library.path)] == ["text"]
    restore(library.path, target.name)
    assert check(library.path) == []
