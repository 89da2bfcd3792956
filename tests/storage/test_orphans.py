"""Marks whose passage was not found again: attached by hand, or kept as they are."""

from __future__ import annotations

import pytest

from storage.errors import LibraryError, NotFound
from storage.history import Conflict
from storage.library import Library
from storage.query import parse
from storage.search import Search

GOOD = "A margin is wide because printers left room for hands."
GONE = "It costs nothing, and nobody is asked whether it may be used."
TOLD = "It costs nothing, and no one is asked if somebody may use it."
END = "Here it ends, as everything does."


@pytest.fixture
def torn(library: Library, article) -> Library:
    """Give a library with a note and a bookmark that a new text has lost, and one that stands."""
    stored, _ = library.add(article("Old", GOOD, GONE, END, url="https://example.org/"))
    text = stored.text
    library.annotate(stored.id, 0, len(GOOD), note="stays")
    library.annotate(stored.id, text.index(GONE), text.index(END) - 2, note="goes")
    library.bookmark(stored.id, text.index(GONE), text.index(END) - 2, "a")
    library.renew(stored.id, article("New", GOOD, f"More of it. {TOLD}", END))
    return library


def note(library: Library):
    return next(n for n in library.annotations(1) if n.note == "goes")


def test_only_what_is_lost_is_an_orphan(torn: Library) -> None:
    assert {mark.passage.quote for mark in torn.orphans()} == {GONE}
    assert len(torn.orphans()) == 2
    torn.remove_annotation(note(torn).uid)
    assert len(torn.orphans()) == 1


def test_an_orphan_is_attached_to_the_place_that_is_most_like_it_and_back(torn: Library) -> None:
    first, *_ = torn.candidates(1, note(torn).passage)
    made = torn.reattach(note(torn).uid, first.start, first.end)
    assert not made.lost
    assert note(torn).passage.quote in TOLD
    assert note(torn).note == "goes"
    assert torn.undo() == "re-attaching a note"
    assert note(torn).lost
    assert note(torn).passage.quote == GONE
    torn.redo()
    assert not note(torn).lost


def test_a_bookmark_is_attached_with_its_label(torn: Library) -> None:
    (mark,) = torn.bookmarks(1)
    torn.reattach(mark.uid, 0, 8)
    (mark,) = torn.bookmarks(1)
    assert (mark.label, mark.passage.quote, mark.lost) == ("a", "A margin", False)


def test_an_orphan_that_is_kept_stands_last_and_is_no_longer_settled_once_attached(torn) -> None:
    uid = torn.orphans()[0].uid
    torn.settle(uid)
    assert [mark.settled for mark in torn.orphans()] == [False, True]
    assert torn.orphans()[-1].uid == uid
    assert torn.undo().startswith("keeping a ")
    torn.redo()
    torn.settle(uid, False)
    assert not any(mark.settled for mark in torn.orphans())
    torn.settle(uid)
    torn.reattach(uid, 0, 8)
    stored = [*torn.annotations(), *torn.bookmarks()]
    assert not next(mark for mark in stored if mark.uid == uid).settled


def test_what_stands_in_the_text_or_is_not_there_is_never_attached(torn: Library) -> None:
    stays = next(n for n in torn.annotations(1) if n.note == "stays")
    with pytest.raises(LibraryError, match="stands in the text"):
        torn.reattach(stays.uid, 0, 8)
    with pytest.raises(NotFound):
        torn.reattach("nobody", 0, 8)
    with pytest.raises(LibraryError, match="no span"):
        torn.reattach(note(torn).uid, 5, 10_000)
    assert note(torn).lost


def test_an_orphan_is_not_attached_to_other_words_than_were_shown(torn: Library, article) -> None:
    first, *_ = torn.candidates(1, note(torn).passage)
    shown = torn.text(1)[first.start : first.end]
    torn.renew(1, article("Newer", GOOD, f"Words before it. More of it. {TOLD}", END))
    with pytest.raises(Conflict, match="look again"):
        torn.reattach(note(torn).uid, first.start, first.end, shown)
    assert note(torn).lost
    assert note(torn).passage.quote == GONE
    first, *_ = torn.candidates(1, note(torn).passage)
    assert torn.reattach(note(torn).uid, first.start, first.end, shown).passage.quote == shown


def test_what_is_kept_as_an_orphan_is_so_in_the_next_session(torn: Library) -> None:
    torn.settle(note(torn).uid)
    torn.close()
    with Library.open(torn.path) as again:
        assert note(again).settled


def test_a_query_finds_articles_with_orphans(torn: Library, article) -> None:
    torn.add(article("Whole"))
    search = Search(torn)

    def found(query: str) -> list[str]:
        return [entry.title for entry in search.find(parse(query), torn.entries())]

    assert found("is:orphan") == ["Old"]
    assert found("-is:orphan") == ["Whole"]
    assert found("is:orphan is:reading") == []
    assert found("is:orphan margin") == ["Old"]
