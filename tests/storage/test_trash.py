"""What was removed waits, and what goes for good goes when it was said to."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from storage.errors import NotFound
from storage.library import Library
from storage.models import Article
from storage.trash import days_left, older

Build = Callable[..., Article]

pytestmark = pytest.mark.usefixtures("turning")


@pytest.fixture
def library(library: Library, article: Build) -> Library:
    library.add(article("Ferries"))
    library.add(article("Kerbs"))
    return library


@pytest.fixture
def age(library: Library) -> Callable[[int], None]:
    """Give `age(days)`: make everything in the trash that much older."""

    def aged(days: int) -> None:
        library.fold()
        content: dict[str, Any] = json.loads(library.path.read_text("utf-8"))
        for table in ("articles", "annotations", "bookmarks", "decisions"):
            for document in content.get(table, {}).values():
                if document.get("trashed"):
                    when = datetime.fromisoformat(document["trashed"]) - timedelta(days=days)
                    document["trashed"] = when.isoformat()
        library.path.write_text(json.dumps(content), "utf-8")

    return aged


def tables(library: Library) -> dict[str, Any]:
    library.fold()
    content: dict[str, Any] = json.loads(library.path.read_text("utf-8"))
    return content


def test_a_removed_note_waits_in_the_trash_and_comes_back_whole(library: Library) -> None:
    made = library.annotate(1, 0, 7, note="mine", tags=["x"])
    library.remove_annotation(made.uid)
    assert library.annotations(1) == library.annotations() == []
    assert library.entries()[1].notes == 0
    (away,) = library.trash().annotations
    assert (away.uid, away.note, bool(away.trashed)) == (made.uid, "mine", True)
    with Library.open(library.path) as again:
        back = again.restore_annotation(made.uid)
    assert replace(back, modified=made.modified) == made
    assert library.annotations(1) == [back]
    assert not library.trash()


def test_a_removed_bookmark_comes_back_under_a_free_letter(library: Library) -> None:
    first = library.bookmark(1, 0, 7)
    library.remove_bookmark(first.uid)
    assert library.bookmark(1, 8, 10).label == first.label == "a"
    assert library.restore_bookmark(first.uid).label == "b"
    assert [mark.label for mark in library.bookmarks(1)] == ["b", "a"]
    assert library.undo() == "restoring bookmark b"
    assert [mark.uid for mark in library.trash().bookmarks] == [first.uid]


def test_marking_again_what_was_removed_makes_a_new_highlight(library: Library) -> None:
    old = library.annotate(1, 0, 7, note="old")
    library.remove_annotation(old.uid)
    new = library.annotate(1, 0, 7, note="new")
    assert new.uid != old.uid
    assert new.note == "new"
    with pytest.raises(NotFound, match="in the trash"):
        library.restore_annotation(new.uid)
    with pytest.raises(NotFound):
        library.remove_annotation(old.uid)


def test_a_note_emptied_leaves_its_words_in_the_trash(library: Library) -> None:
    made = library.annotate(1, 0, 7, note="precious words")
    library.edit_annotation(made.uid, note="")
    assert [note.note for note in library.annotations(1)] == [""]
    (away,) = library.trash().annotations
    assert away.note == "precious words"
    assert away.uid != made.uid
    assert library.undo() == "removing a note"
    assert not library.trash()
    (back,) = library.annotations(1)
    assert replace(back, modified=made.modified) == made


def test_notes_of_a_removed_article_are_its_own_and_come_back_with_it(library: Library) -> None:
    made = library.annotate(1, 0, 7, note="mine")
    library.remove(1)
    (entry,) = library.trash().articles
    assert (entry.id, entry.notes) == (1, 1)
    assert library.trash().annotations == ()
    library.restore(1)
    assert library.annotations() == [made]


def test_what_is_thirty_days_old_goes_when_a_session_that_wrote_ends(
    library: Library, age: Callable[[int], None]
) -> None:
    note, mark = library.annotate(1, 0, 7), library.bookmark(1, 0, 7)
    library.remove_annotation(note.uid)
    library.remove_bookmark(mark.uid)
    library.dismiss(2, library.claims(2)[0])
    library.remove(2)
    age(29)
    with Library.open(library.path) as writing:
        writing.archive(1)
    assert len(library.trash()) == 3
    age(1)
    with Library.open(library.path) as writing:
        writing.tag(1, ["x"])
    assert not library.trash()
    content = tables(library)
    assert list(content["articles"]) == ["1"]
    assert not any(content.get(name) for name in ("annotations", "bookmarks", "decisions"))
    assert list(content["claims"]) == ["1"]


def test_reading_alone_empties_nothing(library: Library, age: Callable[[int], None]) -> None:
    library.remove(2)
    age(99)
    with Library.open(library.path) as reading:
        reading.entries()
    assert len(library.trash()) == 1


@pytest.mark.parametrize("of", ["note", "bookmark"])
def test_an_article_with_marks_never_goes_by_itself(
    library: Library, age: Callable[[int], None], of: str
) -> None:
    if of == "note":
        library.annotate(2, 0, 7, note="mine")
    else:
        library.bookmark(2, 0, 7)
    library.remove(2)
    age(400)
    with Library.open(library.path) as writing:
        writing.tag(1, ["x"])
    assert [entry.id for entry in library.trash().articles] == [2]
    library.empty_trash()
    assert not library.trash()
    assert not tables(library).get(f"{'annotations' if of == 'note' else 'bookmarks'}")


def test_an_article_whose_notes_were_removed_long_ago_goes_with_them(
    library: Library, age: Callable[[int], None]
) -> None:
    library.remove_annotation(library.annotate(2, 0, 7, note="mine").uid)
    library.remove(2)
    age(31)
    with Library.open(library.path) as writing:
        writing.tag(1, ["x"])
    assert not library.trash()
    assert not tables(library).get("annotations")


def test_emptying_by_age_leaves_what_is_younger(
    library: Library, age: Callable[[int], None]
) -> None:
    library.annotate(1, 0, 7, note="mine")
    library.remove(1)
    age(10)
    library.remove(2)
    before = datetime.now(UTC) - timedelta(days=5)
    assert [entry.id for entry in older(library.trash(), before).articles] == [1]
    library.empty_trash(before)
    assert [entry.id for entry in library.trash().articles] == [2]


def test_what_says_no_time_goes_by_hand_alone(library: Library) -> None:
    library.remove(2)
    content = tables(library)
    content["articles"]["2"]["trashed"] = "some day"
    library.path.write_text(json.dumps(content), "utf-8")
    with Library.open(library.path) as writing:
        writing.tag(1, ["x"])
    (entry,) = library.trash().articles
    assert days_left(entry.trashed) is None
    library.empty_trash()
    assert not library.trash()


def test_days_left_count_down_to_nothing() -> None:
    today = datetime(2026, 3, 31, 12, tzinfo=UTC)
    assert days_left("2026-03-31T12:00:00Z", today) == 30
    assert days_left("2026-03-30T11:00:00Z", today) == 29
    assert days_left("2026-03-01T12:00:01Z", today) == 1
    assert days_left("2026-03-01T12:00:00Z", today) == 0
    assert days_left("2025-03-01", today) == 0
    assert days_left("9999-12-31T23:59:59Z", today) is not None


def test_numbers_of_what_was_thrown_away_are_not_used_again(
    library: Library, article: Build
) -> None:
    library.remove(2)
    library.empty_trash()
    assert library.add(article("Third"))[0].id == 3


def test_a_dismissed_claim_is_listed_and_can_be_pointed_at_again(library: Library) -> None:
    first, *others = library.claims(1)
    library.dismiss(1, first)
    (away,) = library.dismissed(1)
    assert (away.start, away.end, away.quote) == (first.start, first.end, first.text)
    with Library.open(library.path) as again:
        again.reinstate(1, away)
        assert again.claims(1) == (first, *others)
        assert again.dismissed(1) == []
        with pytest.raises(NotFound, match="dismissed"):
            again.reinstate(1, away)
        assert again.undo() == "bringing back a dismissed claim"
        assert again.claims(1) == tuple(others)
