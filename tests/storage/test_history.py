from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.errors import LibraryError, NotFound
from storage.history import DEPTH, History, Step
from storage.library import Library
from storage.models import Article, Block, BlockKind, Ink

Build = Callable[..., Article]

OFFSETS = st.integers(0, 30)
ACTIONS = st.lists(st.tuples(st.integers(0, 9), OFFSETS, OFFSETS), max_size=12)
INKS = list(Ink)


def everything(library: Library) -> object:
    """Return all that a person can see of a library, but when it was changed or removed."""
    rows = library.entries() + library.entries(trashed=True)
    return [
        (
            row._replace(trashed=row.trashed and "once"),
            library.article(row.id),
            library.claims(row.id),
            [replace(note, modified="") for note in library.annotations(row.id)],
            library.bookmarks(row.id),
        )
        for row in rows
    ]


def story(number: int) -> Article:
    text = f"This is a story about number {number}, and it should be told to everyone."
    return Article(f"Story {number}", text, (Block(BlockKind.PARAGRAPH, 0, len(text)),))


def perform(library: Library, action: int, one: int, two: int) -> None:
    """Make one change or another to a library of two articles; some change nothing."""
    id = 1 + one % 2
    start, end = min(one, two), max(one, two) + 1
    notes, marks = library.annotations(id), library.bookmarks(id)
    if action == 0:
        library.add(story(one))
    elif action == 1:
        library.annotate(id, start, end, note="note" * (two % 2), ink=INKS[one % 5])
    elif action == 2 and notes:
        library.edit_annotation(notes[-1].uid, note=f"#n{two}", ink=INKS[two % 5])
    elif action == 3 and notes:
        library.remove_annotation(notes[0].uid)
    elif action == 4:
        library.bookmark(id, start, end, "ab"[two % 2])
    elif action == 5 and marks:
        library.remove_bookmark(marks[0].uid)
    elif action == 6 and library.claims(id):
        library.dismiss(id, library.claims(id)[0])
    elif action == 7:
        library.tag(id, [f"t{one}"], remove=[f"t{two}"])
    elif action == 8:
        library.archive(id, bool(two % 2))
    elif action == 9:
        (library.remove if two % 2 else library.restore)(id)


@settings(max_examples=25, deadline=None)
@given(ACTIONS)
def test_whatever_was_done_can_be_undone_and_redone_entirely(
    actions: list[tuple[int, int, int]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        with Library.open(Path(folder) / "library.json") as first:
            first.add(story(90))
            first.add(story(91))
        with Library.open(first.path) as library:
            before = everything(library)
            states = []
            for action in actions:
                states.append(everything(library))
                perform(library, *action)
                if everything(library) == states[-1]:
                    states.pop()
            after = everything(library)
            while library.undo():
                assert everything(library) == states.pop()
            assert everything(library) == before
            assert not states
            while library.redo():
                pass
            assert everything(library) == after
            with Library.open(first.path) as other:
                assert everything(other) == after


def test_there_is_nothing_to_undo_in_a_library_just_opened(
    library: Library, article: Build
) -> None:
    library.add(article())
    with Library.open(library.path) as again:
        assert again.undo() is None
        assert again.redo() is None


def test_undo_says_what_it_undid(library: Library, article: Build) -> None:
    library.add(article("Ice"))
    made = library.annotate(1, 0, 3)
    library.edit_annotation(made.uid, note="now a note")
    library.edit_annotation(made.uid, note="another")
    library.edit_annotation(made.uid, ink=Ink.RED)
    library.annotate(1, 0, 3, ink=Ink.BLUE)
    library.edit_annotation(made.uid, tags=["x"])
    library.edit_annotation(made.uid, span=(0, 2))
    library.edit_annotation(made.uid, note="")
    library.bookmark(1, 0, 3)
    library.bookmark(1, 0, 2, "a")
    library.tag(1, ["cold"])
    library.archive(1)
    library.remove(1)
    said = []
    while what := library.undo():
        said.append(what)
    assert said == [
        "removing “Ice”",
        "archiving “Ice”",
        "tags of “Ice”",
        "moving bookmark a",
        "bookmark a",
        "removing a note",
        "changing a highlight's length",
        "tags of a note",
        "changing the ink to blue",
        "changing the ink to red",
        "changing a note",
        "note",
        "highlight",
        "adding “Ice”",
    ]
    assert library.redo() == "adding “Ice”"


def test_a_new_change_ends_what_could_be_redone(library: Library, article: Build) -> None:
    library.add(article())
    library.annotate(1, 0, 3)
    library.undo()
    library.bookmark(1, 0, 3)
    assert library.redo() is None
    assert library.annotations() == []


def test_what_another_program_changed_since_is_not_undone(library: Library, article: Build) -> None:
    library.add(article())
    library.bookmark(1, 0, 3)
    made = library.annotate(1, 0, 3, note="mine")
    with Library.open(library.path) as other:
        other.edit_annotation(made.uid, note="theirs")
    with pytest.raises(LibraryError, match=r"Another program has changed this since \(note\)"):
        library.undo()
    assert library.annotations(1)[0].note == "theirs"
    assert library.undo() == "bookmark a"


def test_an_article_in_which_another_program_marked_something_stays(
    library: Library, article: Build
) -> None:
    library.add(article())
    with Library.open(library.path) as other:
        other.annotate(1, 0, 3)
    with pytest.raises(LibraryError, match="marked something"):
        library.undo()
    assert len(library.annotations(1)) == 1


def test_what_another_program_did_is_not_ours_to_undo(library: Library, article: Build) -> None:
    library.add(article())
    library.annotate(1, 0, 3, note="mine")
    with Library.open(library.path) as other:
        other.annotate(1, 4, 9, note="theirs")
    assert library.undo() == "note"
    assert [note.note for note in library.annotations(1)] == ["theirs"]


def test_an_undo_that_the_disk_refuses_can_be_tried_again(
    library: Library, article: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    library.add(article())
    library.annotate(1, 0, 3)
    with monkeypatch.context() as disk:
        disk.setattr(os, "pwrite", full)
        with pytest.raises(LibraryError):
            library.undo()
    assert len(library.annotations(1)) == 1
    assert library.undo() == "highlight"


def test_the_thousand_latest_changes_are_remembered() -> None:
    history = History()
    for number in range(DEPTH + 10):
        history.record(Step(str(number), ()))
    undone = []
    while step := history.to_undo():
        undone.append(step.what)
        history.undone()
    assert len(undone) == DEPTH
    assert undone[-1] == "10"


def test_a_group_of_changes_is_one_step_back_and_one_forth(
    library: Library, article: Build
) -> None:
    for title in ("One", "Two", "Three"):
        library.add(article(title))
    with library.grouped("removing 3 articles"):
        for id in (1, 2, 3):
            library.remove(id)
    assert library.entries() == []
    assert library.undo() == "removing 3 articles"
    assert len(library.entries()) == 3
    assert library.redo() == "removing 3 articles"
    assert len(library.trash().articles) == 3


def test_a_group_that_fails_changes_nothing(library: Library, article: Build) -> None:
    library.add(article("One"))

    def fail() -> None:
        with library.grouped("removing 2 articles"):
            library.remove(1)
            library.remove(99)

    with pytest.raises(NotFound, match="no article 99"):
        fail()
    assert len(library.entries()) == 1
    library.tag(1, ["still", "works"])
    assert library.undo() == "tags of “One”"
