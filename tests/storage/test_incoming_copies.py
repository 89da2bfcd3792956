"""Pages, feeds and addresses in copies of a library: backed up, restored and joined."""

from __future__ import annotations

from pathlib import Path

import pytest

from storage.check import check
from storage.importing import import_export
from storage.intake.exports import Export, Item, Mark
from storage.library import Library
from storage.models import Article, Page
from storage.restore import restore

PAGE = Page("https://example.org/a", b"<p>raw</p>" * 50, "utf-8")
FEED = "https://example.org/feed"


@pytest.fixture
def other(article, tmp_path: Path) -> Path:
    """Give the file of a library with a page, a feed and an address."""
    path = tmp_path / "other" / "library.json"
    with Library.open(path) as made:
        made.add(article("Web", url=PAGE.url, page=PAGE))
        made.follow([(FEED, "Coast")])
        made.add(Article("Later", "", (), url="https://example.org/later"))
    return path


def test_a_backup_holds_pages_and_feeds(other: Path, tmp_path: Path) -> None:
    with Library.open(other) as library:
        file, missing = library.backup(tmp_path / "all.zip")
    assert missing == []
    again = tmp_path / "again" / "library.json"
    restore(again, str(file))
    with Library.open(again) as library:
        assert library.page(1) == PAGE
        assert [feed.url for feed in library.feeds()] == [FEED]


def test_joining_brings_pages_and_feeds_and_no_feed_twice(library: Library, other: Path) -> None:
    library.follow([("https://example.org/another", "B"), (FEED, "Mine")])
    library.merge(other)
    web = library.find("Web")
    assert library.page(web.id) == PAGE
    assert [feed.title for feed in library.feeds()] == ["B", "Mine"]


def test_a_library_whose_folder_is_not_there_yet_takes_a_copy_in(
    other: Path, tmp_path: Path
) -> None:
    with Library.open(tmp_path / "new" / "place" / "library.json") as library:
        library.merge(other)
        assert library.page(library.find("Web").id) == PAGE


def test_an_address_alone_does_not_take_the_place_of_a_text(
    library: Library, other: Path, article
) -> None:
    text = article("Later", "It was fetched here.", url="https://example.org/later")
    stored, _ = library.add(text)
    library.annotate(stored.id, 0, 6, note="mine")
    library.merge(other)
    assert library.article(stored.id).text == "It was fetched here."
    with Library.open(other) as there:
        there.merge(library.path)
        found = there.find("Later")
        assert there.article(found.id).text == "It was fetched here."
        assert [note.note for note in there.annotations(found.id)] == ["mine"]


def test_marks_that_wait_for_their_text_are_nothing_wrong(library: Library) -> None:
    item = Item("https://example.org/x", marks=(Mark("Some words that wait."),))
    import_export(library, Export("Test", [item]))
    library.fold()
    library.close()
    assert check(library.path) == []
