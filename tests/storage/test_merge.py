"""Two copies of a library on a disk, joined through the Library."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from storage import traces
from storage.check import check
from storage.errors import LibraryError, NotFound
from storage.library import Library
from storage.merging import Merged
from storage.models import Article, Progress

Build = Callable[..., Article]
Tick = Callable[[], None]


@pytest.fixture
def tick(monkeypatch: pytest.MonkeyPatch) -> Tick:
    """Give a clock that goes on when it is told to; times are to the second."""
    seconds = 0

    def now() -> str:
        return f"2026-06-01T00:00:{seconds:02}Z"

    def step() -> None:
        nonlocal seconds
        seconds += 1

    monkeypatch.setattr("storage.disk.transaction.now", now)
    return step


@pytest.fixture
def copies(library: Library, article: Build, tmp_path: Path, tick: Tick) -> tuple[Library, Library]:
    """Give a library of two articles with a note, and its copy in another folder."""
    library.add(article("One", tags=("old",)))
    library.add(article("Two"))
    library.annotate(1, 0, 3, note="draft")
    library.fold()
    folder = tmp_path / "laptop"
    shutil.copytree(library.path.parent, folder, ignore=shutil.ignore_patterns("laptop"))
    tick()
    return library, Library.open(folder / "library.json")


def said(library: Library) -> object:
    entries = library.entries() + library.entries(trashed=True)
    titles = {entry.id: entry.uid for entry in entries}
    marks = [*library.annotations(), *library.bookmarks()]
    return (
        sorted((e.uid, e.title, e.state, e.tags, e.trashed, e.progress.offset) for e in entries),
        sorted((mark.uid, titles[mark.article], str(mark.passage)) for mark in marks),
        sorted((note.note, note.tags, note.ink) for note in library.annotations()),
        sorted(mark.label for mark in library.bookmarks()),
    )


def test_what_was_done_on_two_machines_is_there_on_both(
    copies: tuple[Library, Library], article: Build, tick: Tick
) -> None:
    one, other = copies
    uid = one.annotations()[0].uid
    one.add(article("Three"))
    one.annotate(3, 0, 5, note="on three")
    one.edit_annotation(uid, note="here")
    one.bookmark(1, 4, 9, "a")
    one.tag(1, ["new"], remove=["old"])
    one.set_progress(2, Progress(5, 5, 0.3, "2026-06-02T00:00:00Z"))
    tick()
    other.add(article("Four"))
    other.annotate(3, 0, 4, note="on four")
    other.edit_annotation(uid, note="there")
    other.bookmark(1, 10, 14, "a")
    other.archive(2)
    other.dismiss(1, other.claims(1)[0])
    other.set_progress(2, Progress(9, 9, 0.2, "2026-06-03T00:00:00Z"))
    for path in (one.path, other.path):
        shutil.copy(path, path.with_name("before.json"))
    done = one.merge(other.path)
    assert (done.articles, done.annotations, done.bookmarks, done.astray) == (1, 1, 1, 0)
    assert [note.note for note in one.annotations(1)] == ["here\n\nthere"]
    assert [mark.label for mark in one.bookmarks(1)] == ["a", "b"]
    assert {entry.title: entry.tags for entry in one.entries()}["One"] == ("new",)
    four = one.find("Four")
    assert one.article(four.id).text == other.article(3).text
    assert one.claims(four.id) == other.claims(3)
    assert one.claims(1) == other.claims(1)
    assert (one.progress(2).offset, one.progress(2).fraction) == (9, 0.3)
    assert one.merge(other.path) == Merged()
    other.merge(one.path)
    assert said(other) == said(one)
    for library in copies:
        library.fold()
        assert check(library.path) == []


def test_joining_is_one_change_that_can_be_taken_back(
    copies: tuple[Library, Library], article: Build
) -> None:
    one, other = copies
    other.add(article("Three"))
    other.annotate(1, 4, 9, note="there")
    before = said(one)
    seen: list[tuple[int, int]] = []
    one.merge(other.path, lambda done, total: seen.append((done, total)))
    assert seen == [(1, 3), (2, 3), (3, 3)]
    after = said(one)
    assert one.undo() == "merging library.json"
    assert said(one) == before
    one.redo()
    assert said(one) == after


def test_a_note_that_only_one_machine_went_on_with_is_not_doubled(
    copies: tuple[Library, Library], tick: Tick
) -> None:
    one, other = copies
    uid = one.annotations()[0].uid
    for note in ("second", "third"):
        tick()
        other.edit_annotation(uid, note=note)
    one.merge(other.path)
    assert [note.note for note in one.annotations()] == ["third"]


def test_the_trash_of_one_is_the_trash_of_both_unless_it_was_used_since(
    copies: tuple[Library, Library], tick: Tick
) -> None:
    one, other = copies
    other.remove(1)
    other.remove(2)
    tick()
    one.tag(2, ["kept"])
    one.merge(other.path)
    assert [entry.title for entry in one.entries()] == ["Two"]
    assert [entry.title for entry in one.entries(trashed=True)] == ["One"]


def test_the_same_text_stored_twice_is_one_article_with_the_marks_of_both(
    library: Library, article: Build, tmp_path: Path
) -> None:
    library.add(article("One"))
    library.annotate(1, 0, 3, note="mine")
    with Library.open(tmp_path / "other" / "library.json") as other:
        other.add(article("Zero"))
        other.add(article("One"))
        other.annotate(2, 4, 9, note="yours")
        library.merge(other.path)
    assert sorted(entry.title for entry in library.entries()) == ["One", "Zero"]
    assert [note.note for note in library.annotations(1)] == ["mine", "yours"]


def test_another_text_at_the_same_address_takes_marks_only_when_it_has_their_words(
    library: Library, article: Build, tmp_path: Path
) -> None:
    url, words = "https://example.org/a", "A sentence that somebody has marked stands here."
    library.add(article("One", words, url=url, saved="2026-01-01T00:00:00Z"))
    library.add(article("Two", words + " Two.", url=url + "b", saved="2026-01-01T00:00:00Z"))
    for id in (1, 2):
        library.annotate(id, 0, len(words), note=f"note {id}")
    with Library.open(tmp_path / "other" / "library.json") as other:
        later = "2026-02-01T00:00:00Z"
        other.add(article("One", "A new beginning.", words, url=url, saved=later))
        other.add(article("Two", "All of it is new.", url=url + "b", saved=later))
        library.merge(other.path)
        other.merge(library.path)
        assert len(other.entries()) == len(library.entries()) == 3
    assert library.article(1).text.startswith("A new beginning.")
    (note,) = library.annotations(1)
    assert (note.passage.quote, note.lost) == (words, False)
    assert not any(note.lost for note in library.annotations())
    library.fold()
    assert check(library.path) == []


def test_a_copy_and_the_copy_of_its_journal_are_joined_together(
    copies: tuple[Library, Library],
) -> None:
    one, other = copies
    other.annotate(1, 4, 9, note="in the journal")
    mark = "sync-conflict-20240101-120000-ABCDEFG"
    copy = one.path.with_name(f"library.{mark}.json")
    shutil.copy(other.path, copy)
    lines = one.path.with_name(f"library.json.{mark}.journal")
    shutil.copy(other.path.with_name("library.json.journal"), lines)
    assert one.copies() == sorted([copy, lines])
    one.merge(copy)
    assert {note.note for note in one.annotations()} == {"draft", "in the journal"}
    assert one.merge(lines) == Merged()


def test_the_copy_of_a_journal_alone_brings_its_changes(
    copies: tuple[Library, Library], article: Build
) -> None:
    one, other = copies
    other.annotate(1, 4, 9, note="in the journal")
    one.add(article("Three"))
    one.fold()
    for backup in one.path.parent.glob("backups/*"):
        backup.unlink()
    lines = one.path.with_name("library.json.sync-conflict-20240101-120000-ABCDEFG.journal")
    shutil.copy(other.path.with_name("library.json.journal"), lines)
    one.merge(lines)
    assert {note.note for note in one.annotations(1)} == {"draft", "in the journal"}


def test_an_article_whose_text_did_not_come_along_keeps_its_notes(
    library: Library, article: Build, tmp_path: Path
) -> None:
    with Library.open(tmp_path / "other" / "library.json") as other:
        other.add(article("One"))
        other.annotate(1, 0, 8, note="kept")
        shutil.rmtree(other.path.with_name("bodies"))
        library.merge(other.path)
    (note,) = library.annotations()
    assert (note.note, note.lost) == ("kept", False)
    assert library.entries()[0].title == "One"


@pytest.mark.parametrize(
    "content", ["{}", '{"_default": {"1": {}}}', "no json", '{"articles": {}}']
)
def test_what_is_no_library_is_refused_and_nothing_changes(
    library: Library, article: Build, tmp_path: Path, content: str
) -> None:
    library.add(article())
    file = tmp_path / "file.json"
    file.write_text(content)
    with pytest.raises(LibraryError, match=r"file\.json"):
        library.merge(file)
    with pytest.raises(NotFound):
        library.merge(tmp_path / "nowhere.json")
    assert len(library.entries()) == 1


def test_a_change_leaves_what_joining_asks_for(library: Library, article: Build) -> None:
    library.add(article())
    uid = library.annotate(1, 0, 3, note="draft", tags=["x"]).uid
    library.edit_annotation(uid, note="done", tags=["y"])
    library.fold()
    text = library.path.read_text("utf-8")
    assert traces.fingerprint("draft") in text
    assert '"tag_times":{"' in text
