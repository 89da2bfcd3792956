"""What went for good stays away when copies are joined, and so does what was undone."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from storage import removals
from storage.check import check
from storage.export.dossier import gather_whole
from storage.library import Library
from storage.merging import Merged
from storage.models import Article, Ink

Build = Callable[..., Article]
Clock = Callable[[int], None]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Give `clock(day)`: it is so many days after the day on which a test begins, 60 days ago."""
    begun = datetime.now(UTC) - timedelta(days=60)
    today = begun

    def at(day: int) -> None:
        nonlocal today
        today = begun + timedelta(days=day)

    monkeypatch.setattr(
        "storage.disk.transaction.now", lambda: today.strftime("%Y-%m-%dT%H:%M:%SZ")
    )
    return at


@pytest.fixture
def older(library: Library, article: Build, tmp_path: Path, clock: Clock) -> Path:
    """Give a copy of the library, made when it had two articles with a note and a bookmark."""
    library.add(article("One"))
    library.add(article("Two"))
    library.annotate(1, 0, 3, note="Words of mine", tags=["x"])
    library.bookmark(1, 4, 9, "a")
    library.fold()
    folder = tmp_path / "older"
    shutil.copytree(library.path.parent, folder, ignore=shutil.ignore_patterns("older"))
    clock(10)
    return folder / "library.json"


def stored(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return content


def test_a_note_that_the_trash_let_go_of_stays_away_when_an_older_copy_is_joined(
    library: Library, older: Path
) -> None:
    library.remove_annotation(library.annotations()[0].uid)
    library.remove_bookmark(library.bookmarks()[0].uid)
    library.close()
    with Library.open(library.path) as again:
        assert again.merge(older) == Merged()
        assert again.annotations() == []
        assert again.bookmarks() == []
        assert len(again.trash()) == 0
        assert check(again.path) == []


def test_an_article_thrown_away_by_hand_stays_away_with_all_that_was_in_it(
    library: Library, older: Path
) -> None:
    library.remove(1)
    library.empty_trash()
    bodies = sorted(library.path.with_name("bodies").rglob("*.json"))
    assert library.merge(older) == Merged()
    assert [entry.title for entry in library.entries()] == ["Two"]
    assert library.annotations() == []
    assert sorted(library.path.with_name("bodies").rglob("*.json")) == bodies


def test_what_is_remembered_says_none_of_the_words(library: Library, older: Path) -> None:
    uid = library.annotations()[0].uid
    library.remove_annotation(uid)
    library.empty_trash()
    library.fold()
    (kept,) = stored(library.path)["removals"].values()
    assert sorted(kept) == ["purged", "removed", "uid"]
    assert kept["uid"] == uid


def test_the_other_machine_finds_it_in_its_trash_from_where_it_goes_too(
    library: Library, older: Path
) -> None:
    library.remove_annotation(library.annotations()[0].uid)
    library.remove(2)
    library.empty_trash()
    with Library.open(older) as other:
        other.merge(library.path)
        assert [note.note for note in other.trash().annotations] == ["Words of mine"]
        assert [entry.title for entry in other.entries()] == ["One"]
        assert other.merge(library.path) == Merged()
    with Library.open(older) as other:
        # It was removed longer ago than anything stays.
        assert len(other.trash()) == 0
        assert library.merge(older) == Merged()
        assert other.merge(library.path) == Merged()


def test_what_was_changed_after_its_removal_comes_back(
    library: Library, older: Path, clock: Clock
) -> None:
    library.remove_annotation(library.annotations()[0].uid)
    library.remove(2)
    with Library.open(older) as other:
        clock(20)
        other.edit_annotation(other.annotations()[0].uid, ink=Ink.RED)
        other.tag(2, ["still", "wanted"])
    clock(50)
    library.empty_trash()
    library.merge(older)
    assert [note.note for note in library.annotations(1)] == ["Words of mine"]
    assert [entry.title for entry in library.entries()] == ["Two", "One"]


def test_a_note_made_elsewhere_in_an_article_that_went_keeps_it_in_the_trash(
    library: Library, older: Path, clock: Clock
) -> None:
    library.remove(1)
    library.empty_trash()
    with Library.open(older) as other:
        clock(20)
        other.annotate(1, 10, 20, note="new")
    library.merge(older)
    (entry,) = library.trash().articles
    assert (entry.title, entry.notes) == ("One", 1)
    assert [note.note for note in library.annotations(entry.id)] == ["new"]


def test_a_note_changed_elsewhere_before_its_removed_article_was_thrown_away_is_kept(
    library: Library, older: Path, clock: Clock
) -> None:
    library.remove(1)
    with Library.open(older) as other:
        clock(20)
        other.edit_annotation(other.annotations()[0].uid, note="More words")
    clock(50)
    library.empty_trash()
    library.merge(older)
    (entry,) = library.trash().articles
    assert [note.note for note in library.annotations(entry.id)] == ["More words"]
    assert library.bookmarks(entry.id) == []


def test_a_note_changed_while_its_article_was_in_the_trash_goes_as_it_was_then(
    library: Library, older: Path, clock: Clock
) -> None:
    library.remove(1)
    clock(20)
    library.edit_annotation(library.annotations(1)[0].uid, note="More words")
    library.fold()
    shutil.copy(library.path, older)
    clock(50)
    library.empty_trash()
    assert library.merge(older) == Merged()
    assert len(library.trash()) == 0


def test_the_same_page_added_once_more_is_another_article(
    library: Library, older: Path, article: Build
) -> None:
    library.remove(2)
    library.empty_trash()
    library.add(article("Two"))
    library.merge(older)
    assert sorted(entry.title for entry in library.entries()) == ["One", "Two"]


def test_highlights_that_became_one_stay_one(library: Library, older: Path, clock: Clock) -> None:
    library.annotate(1, 10, 20, note="second")
    library.fold()
    shutil.copy(library.path, older)
    clock(20)
    library.highlight(1, 2, 12)
    library.merge(older)
    assert [note.note for note in library.annotations(1)] == ["Words of mine\n\nsecond"]


def test_a_removal_is_forgotten_after_four_hundred_days(library: Library, older: Path) -> None:
    library.remove_annotation(library.annotations()[0].uid)
    library.empty_trash()
    library.fold()
    content = stored(library.path)
    (kept,) = content["removals"].values()
    kept["purged"] = (datetime.now(UTC) - removals.KEPT - timedelta(days=1)).isoformat()
    library.path.write_text(json.dumps(content), "utf-8")
    with Library.open(older) as other:
        other.merge(library.path)
        assert len(other.annotations()) == 1
    library.remove_bookmark(library.bookmarks()[0].uid)
    library.empty_trash()
    library.fold()
    assert len(stored(library.path)["removals"]) == 1


def test_of_too_many_removals_the_latest_are_remembered(
    library: Library, older: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(removals, "MOST", 2)
    for start in range(20, 24):
        library.remove_annotation(library.annotate(1, start, start + 5).uid)
    library.empty_trash()
    library.fold()
    assert len(stored(library.path)["removals"]) == 2


def test_a_library_from_before_removals_were_remembered_opens_and_remembers(
    library: Library, older: Path
) -> None:
    assert "removals" not in stored(older)
    with Library.open(older) as other:
        other.remove_annotation(other.annotations()[0].uid)
        other.empty_trash()
        assert other.merge(library.path) == Merged()


def test_a_record_that_a_person_spoilt_is_no_hindrance(library: Library, older: Path) -> None:
    library.remove_annotation(library.annotations()[0].uid)
    library.empty_trash()
    library.fold()
    content = stored(library.path)
    content["removals"]["7"] = {"uid": ["x"], "removed": 3}
    content["removals"]["8"] = {"purged": None}
    library.path.write_text(json.dumps(content), "utf-8")
    assert library.merge(older) == Merged()
    library.remove(2)
    library.empty_trash()


def test_an_export_brings_back_what_was_thrown_away(library: Library, older: Path) -> None:
    (dossier, _) = gather_whole(library, library.entries()[::-1])
    library.remove(1)
    library.empty_trash()
    (outcome,) = library.take_back([dossier])
    assert outcome.new
    assert [note.note for note in library.annotations()] == ["Words of mine"]
    with Library.open(older) as other:
        library.merge(older)
        other.merge(library.path)
        for joined in (library, other):
            assert [note.note for note in joined.annotations()] == ["Words of mine"]


def test_an_undone_change_stays_undone_when_a_copy_that_has_it_is_joined(
    library: Library, older: Path, clock: Clock
) -> None:
    uid = library.annotations()[0].uid
    library.edit_annotation(uid, note="changed", ink=Ink.RED, tags=["y"])
    library.tag(2, ["z"])
    made = library.annotate(2, 0, 3, note="never mind")
    library.fold()
    shutil.copytree(library.path.with_name("bodies"), older.with_name("bodies"), dirs_exist_ok=True)
    shutil.copy(library.path, older)
    clock(20)
    assert [library.undo(), library.undo()] == ["note", "tags of “Two”"]
    assert library.undo() == "changing a note"
    for _ in range(2):
        library.merge(older)
        (note,) = library.annotations()
        assert (note.note, note.ink, note.tags) == ("Words of mine", Ink.YELLOW, ("x",))
        assert [entry.tags for entry in library.entries()] == [(), ()]
    with Library.open(older) as other:
        other.merge(library.path)
        assert [note.note for note in other.annotations()] == ["Words of mine"]
        assert made.uid == other.trash().annotations[0].uid


def test_what_was_redone_holds_against_the_copy_that_has_it_undone(
    library: Library, older: Path, clock: Clock
) -> None:
    uid = library.annotations()[0].uid
    with Library.open(library.path) as again:
        again.edit_annotation(uid, note="changed")
        again.annotate(2, 0, 3, note="made")
        again.remove_bookmark(again.bookmarks()[0].uid)
        clock(20)
        while again.undo():
            pass
        again.fold()
        shutil.copy(again.path, older)
        clock(30)
        while again.redo():
            pass
        again.merge(older)
        assert sorted(note.note for note in again.annotations()) == ["changed", "made"]
        assert again.bookmarks() == []
        with Library.open(older) as other:
            other.merge(again.path)
            assert sorted(note.note for note in other.annotations()) == ["changed", "made"]
            assert other.bookmarks() == []


def test_undone_and_redone_time_and_again_a_group_is_one_step(
    library: Library, older: Path, clock: Clock
) -> None:
    uid = library.annotations()[0].uid
    with Library.open(library.path) as again:
        again.edit_annotation(uid, note="first")
        with again.grouped("two things"):
            again.edit_annotation(uid, note="second", tags=["y"])
            again.tag(1, ["t"])
        for day in (20, 30, 40):
            clock(day)
            assert [again.undo(), again.undo(), again.undo()] == [
                "two things", "changing a note", None,
            ]  # fmt: skip
            assert again.annotations()[0].modified > again.annotations()[0].created
            assert again.annotations()[0].note == "Words of mine"
            assert [again.redo(), again.redo(), again.redo()] == [
                "changing a note", "two things", None,
            ]  # fmt: skip
            assert (again.annotations()[0].note, again.entry(1).tags) == ("second", ("t",))


def test_a_joining_that_was_taken_back_can_be_made_once_more(
    library: Library, older: Path, clock: Clock
) -> None:
    with Library.open(older) as other:
        other.edit_annotation(other.annotations()[0].uid, note="there")
        other.annotate(2, 0, 3, note="new there")
    for _ in range(2):
        clock(20)
        library.merge(older)
        assert sorted(note.note for note in library.annotations()) == ["new there", "there"]
        clock(30)
        library.undo()
        assert [note.note for note in library.annotations()] == ["Words of mine"]
