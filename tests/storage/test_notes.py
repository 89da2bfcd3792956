from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from storage.anchors import passage
from storage.errors import LibraryError, NotFound
from storage.library import Library
from storage.models import Article, Ink

Build = Callable[..., Article]

pytestmark = pytest.mark.usefixtures("turning")

TEXT = "Ferries should run in winter. The council pays for ice, and nobody for boats."


@pytest.fixture
def library(library: Library, article: Build) -> Library:
    library.add(article("Ferries", TEXT, "A second paragraph, which nobody reads."))
    return library


@pytest.fixture
def rewrite(library: Library, whole: Callable[[Library], Any]) -> Callable[[str, str], None]:
    """Give `rewrite(old, new)`: change an article's text behind the library's back."""

    def rewritten(old: str, new: str) -> None:
        content = whole(library)
        document = content["articles"]["1"]
        document["text"] = document["text"].replace(old, new)
        document["blocks"] = []
        library.path.write_text(json.dumps(content), "utf-8")

    return rewritten


def test_a_highlight_knows_its_passage(library: Library) -> None:
    made = library.annotate(1, 0, 7)
    assert made.passage.quote == "Ferries"
    assert made.created == made.modified
    assert library.annotations(1) == library.annotations() == [made]


@pytest.mark.parametrize("span", [(5, 5), (9, 3), (-1, 4), (0, 10_000)])
def test_a_span_outside_the_text_is_refused(library: Library, span: tuple[int, int]) -> None:
    with pytest.raises(LibraryError, match="Nothing was marked in article 1"):
        library.annotate(1, *span)
    with pytest.raises(LibraryError, match="Nothing was marked in article 1"):
        library.bookmark(1, *span)
    assert library.undo() == "adding “Ferries”"


def test_annotations_of_an_article_come_in_reading_order(library: Library) -> None:
    for start, end in ((30, 40), (0, 7), (0, 3), (8, 14)):
        library.annotate(1, start, end)
    spans = [(note.passage.start, note.passage.end) for note in library.annotations(1)]
    assert spans == [(0, 3), (0, 7), (8, 14), (30, 40)]


def test_annotations_of_the_library_come_newest_first(library: Library, article: Build) -> None:
    library.add(article("Other"))
    for start, (id, note) in enumerate([(1, "first"), (2, "second"), (1, "third")]):
        library.annotate(id, start, start + 4, note=note)
    assert [note.note for note in library.annotations()] == ["third", "second", "first"]


def test_the_same_span_again_adds_to_the_annotation(library: Library) -> None:
    first = library.annotate(1, 0, 7, note="Why #boats?", ink=Ink.GREEN, tags=["sea"])
    library.annotate(1, 0, 7)
    again = library.annotate(1, 0, 7, note="Because. #Boats #ice")
    assert again.uid == first.uid
    assert again.note == "Why #boats?\n\nBecause. #Boats #ice"
    assert again.ink is Ink.GREEN
    assert again.tags == ("sea", "boats", "ice")
    assert library.annotations(1) == [again]
    assert library.annotate(1, 0, 7, ink=Ink.RED).ink is Ink.RED


def test_overlapping_spans_are_annotations_of_their_own(library: Library) -> None:
    library.annotate(1, 0, 14)
    library.annotate(1, 0, 7)
    assert len(library.annotations(1)) == 2


def test_control_characters_never_reach_the_file(library: Library) -> None:
    made = library.annotate(1, 0, 7, note="  red\x1b[31m alert\x07\nsecond\u202e line ")
    assert made.note == "red alert\nsecond line"
    assert library.bookmark(1, 0, 7, " here\n\x1b[2Jnow ").label == "here now"


def test_tags_in_a_note_are_found(library: Library) -> None:
    note = "# Heading\n#policy, (#ice/sea) at https://a.example/#frag no. #12 and a#b\n#Policy"
    assert library.annotate(1, 0, 7, note=note).tags == ("policy", "ice/sea")


def test_an_edit_changes_only_what_is_given(library: Library) -> None:
    made = library.annotate(1, 0, 7, note="one #a", ink=Ink.BLUE, tags=["own"])
    edited = library.edit_annotation(made.uid, note="two #b")
    assert (edited.note, edited.ink, edited.tags) == ("two #b", Ink.BLUE, ("own", "b"))
    assert edited.passage == made.passage
    edited = library.edit_annotation(made.uid, ink=Ink.RED, span=(0, 14))
    assert (edited.note, edited.ink) == ("two #b", Ink.RED)
    assert edited.passage.quote == "Ferries should"
    edited = library.edit_annotation(made.uid, tags=["new"])
    assert edited.tags == ("new", "b")
    assert library.annotations(1) == [edited]


def test_what_was_removed_is_gone_until_undone(library: Library) -> None:
    made = library.annotate(1, 0, 7, note="mine")
    library.remove_annotation(made.uid)
    assert library.annotations(1) == []
    with pytest.raises(NotFound, match="no annotation"):
        library.edit_annotation(made.uid, note="late")
    assert library.undo() == "removing a highlight with its note"
    (back,) = library.annotations(1)
    assert replace(back, modified=made.modified) == made


def test_bookmarks_take_the_next_free_letter(library: Library) -> None:
    library.bookmark(1, 0, 3, "b")
    labels = [library.bookmark(1, n, n + 1).label for n in range(28)]
    assert labels[:3] == ["a", "c", "d"]
    assert labels[-4:] == ["z", "aa", "ab", "ac"]


def test_a_label_in_use_moves_to_the_new_place(library: Library) -> None:
    first = library.bookmark(1, 0, 7, "home")
    moved = library.bookmark(1, 8, 14, "home")
    assert moved == replace(first, passage=moved.passage)
    assert library.bookmarks(1) == [moved]
    assert library.undo() == "moving bookmark home"
    assert library.bookmarks(1) == [first]


def test_the_same_label_in_another_article_is_another_bookmark(
    library: Library, article: Build
) -> None:
    library.add(article("Other"))
    library.bookmark(1, 0, 3, "a")
    library.bookmark(2, 0, 3, "a")
    assert len(library.bookmarks()) == 2
    library.remove_bookmark(library.bookmarks(1)[0].uid)
    assert [mark.article for mark in library.bookmarks()] == [2]
    with pytest.raises(NotFound, match="no bookmark"):
        library.remove_bookmark("nobody")


def test_notes_follow_a_text_that_changed(
    library: Library, rewrite: Callable[[str, str], None]
) -> None:
    library.annotate(1, 30, 54, note="money")
    library.bookmark(1, 8, 14)
    rewrite("Ferries", "All the ferries")
    (note,) = library.annotations(1)
    assert (note.passage.start, note.passage.quote) == (38, "The council pays for ice")
    assert not note.lost
    assert library.bookmarks(1)[0].passage.start == 16


def test_a_note_whose_passage_is_gone_is_lost_but_kept(
    library: Library, rewrite: Callable[[str, str], None]
) -> None:
    made = library.annotate(1, 30, 54, note="money")
    rewrite("The council pays for ice, and nobody for boats.", "Nothing is paid.")
    assert library.annotations(1) == library.annotations() == [replace(made, lost=True)]
    again = library.edit_annotation(made.uid, span=(0, 7))
    assert not again.lost
    assert again.note == "money"


def test_a_note_spoilt_by_hand_is_passed_over_named_and_left_alone(library: Library) -> None:
    library.annotate(1, 0, 7)
    whole = library.annotate(1, 8, 14, note="whole")
    library.fold()
    content = json.loads(library.path.read_text("utf-8"))
    del content["annotations"]["1"]["passage"]
    library.path.write_text(json.dumps(content), "utf-8")
    assert library.annotations(1) == library.annotations() == [whole]
    (said,) = library.damaged()
    assert "Annotation 1 of the library cannot be read ('passage' is missing)" in said
    assert "manicule check" in said
    library.annotate(1, 0, 7, note="beside it")
    library.fold()
    kept = json.loads(library.path.read_text("utf-8"))["annotations"]["1"]
    assert kept == content["annotations"]["1"]


def test_a_bookmark_spoilt_by_hand_is_left_alone_and_another_takes_its_label(
    library: Library,
) -> None:
    library.bookmark(1, 0, 7, "a")
    library.fold()
    content = json.loads(library.path.read_text("utf-8"))
    del content["bookmarks"]["1"]["passage"]
    library.path.write_text(json.dumps(content), "utf-8")
    assert library.bookmark(1, 0, 3).label == "b"
    beside = library.bookmark(1, 8, 14, "a")
    assert [mark.label for mark in library.bookmarks(1)] == ["b", "a"]
    moved = library.bookmark(1, 20, 24, "a")
    assert moved.uid == beside.uid
    library.fold()
    kept = json.loads(library.path.read_text("utf-8"))["bookmarks"]
    assert kept["1"] == content["bookmarks"]["1"]
    assert len(kept) == 3


def test_a_label_that_is_no_text_hinders_no_bookmark(library: Library) -> None:
    library.bookmark(1, 0, 7, "a")
    library.fold()
    content = json.loads(library.path.read_text("utf-8"))
    content["bookmarks"]["1"]["label"] = ["a"]
    library.path.write_text(json.dumps(content), "utf-8")
    assert library.bookmark(1, 8, 14).label == "a"


def test_highlights_that_overlap_become_one_and_no_word_is_lost(
    library: Library, article: Build
) -> None:
    id = library.add(article())[0].id
    library.annotate(id, 0, 10, note="first #a", ink=Ink.GREEN)
    library.annotate(id, 20, 30, note="second #b", ink=Ink.RED)
    library.annotate(id, 40, 50, note="apart")
    kept, met = library.highlight(id, 5, 25)
    assert met == 2
    assert (kept.passage.start, kept.passage.end, kept.ink) == (0, 30, Ink.GREEN)
    assert kept.note == "first #a\n\nsecond #b"
    assert set(kept.tags) == {"a", "b"}
    assert [note.note for note in library.annotations(id)] == [kept.note, "apart"]
    library.undo()
    assert [note.note for note in library.annotations(id)] == ["first #a", "second #b", "apart"]


def test_a_highlight_within_another_changes_nothing(library: Library, article: Build) -> None:
    id = library.add(article())[0].id
    whole = library.annotate(id, 0, 30, note="whole")
    assert library.highlight(id, 5, 25) == (whole, 1)
    assert library.annotations(id) == [whole]


def test_highlights_that_only_touch_stay_two(library: Library, article: Build) -> None:
    id = library.add(article())[0].id
    library.annotate(id, 0, 10)
    _, met = library.highlight(id, 10, 20)
    assert met == 0
    assert len(library.annotations(id)) == 2


def test_a_highlight_past_the_end_is_refused_and_joins_nothing(
    library: Library, article: Build
) -> None:
    id = library.add(article())[0].id
    library.annotate(id, 0, 10)
    with pytest.raises(LibraryError):
        library.highlight(id, 5, 10**6)
    assert library.annotations(id)[0].passage.end == 10


def test_a_note_on_words_remembered_stands_where_they_stand_or_is_an_orphan(
    library: Library, article
) -> None:
    stored, _ = library.add(article("One", "First words stand here.", "Second words stand here."))
    text = stored.text
    there = passage(text, 0, 23)
    gone = there._replace(quote="Words that nobody ever wrote here.")
    assert not library.annotate_words(stored.id, there, "mine #own").lost
    made = library.annotate_words(stored.id, gone, "kept #own")
    assert (made.lost, made.tags, made.passage.quote) == (True, ("own",), gone.quote)
    assert {(n.note, n.lost) for n in library.annotations(stored.id)} == {
        ("mine #own", False),
        ("kept #own", True),
    }
    assert library.undo() == "note"
    assert [n.note for n in library.annotations(stored.id)] == ["mine #own"]
