from __future__ import annotations

import json
from datetime import date

import pytest
from textual.pilot import Pilot

from storage.errors import LibraryError
from storage.library import Library
from storage.models import Ink
from storage.paths import drafts_folder
from storage.schedule import Answer
from tui.app import ManiculeApp
from tui.screens.library import LibraryScreen
from tui.screens.notes import NotesScreen
from tui.settings.model import BY_ARTICLE, Settings
from tui.settings.remembered import remembered
from tui.widgets.hints import Hints
from tui.widgets.note_editor import NoteEditor
from tui.widgets.notes_list import NotesList


@pytest.fixture
def marked(shelf):
    shelf.annotate(2, 0, 30, note="Compare with Oslo\n#later")
    shelf.annotate(1, 5, 40, ink=Ink.GREEN)
    shelf.bookmark(4, 0, 25)
    return shelf


def rows(pilot: Pilot[None]) -> list[str]:
    found = pilot.app.screen
    assert isinstance(found, NotesScreen)
    return [f"{row.title}: {row.note.splitlines()[0] if row.note else row.label}"
            for row in found.jottings.rows]  # fmt: skip


async def test_nothing_written_yet_says_which_keys_write(shelf, desk, press):
    async with desk(shelf) as pilot:
        await press(pilot, "M")
        assert "not marked anything" in pilot.app.screen.jottings._empty


async def test_everything_a_person_made_is_listed(marked, desk, press):
    async with desk(marked) as pilot:
        await press(pilot, "M")
        assert sorted(rows(pilot)) == [
            "Slow streets, fast cities: a",
            "What a kerb is for: Compare with Oslo",
            "Why the ferry still runs: ",
        ]


async def test_a_word_of_the_site_or_the_author_finds_marks_by_their_fields_alone(
    marked, desk, press
):
    async with desk(marked) as pilot:
        await press(pilot, "M", "/", "type:review")
        assert rows(pilot) == []
        await press(pilot, "escape", "/", "type:from:review")
        assert rows(pilot) == ["Slow streets, fast cities: a"]
        await press(pilot, "escape", "/", "type:lindqvist")
        assert rows(pilot) == []
        await press(pilot, "escape", "/", "type:by:lindqvist")
        assert rows(pilot) == ["What a kerb is for: Compare with Oslo"]


async def test_a_field_that_is_none_is_said_in_the_notes_too_and_the_rows_stay(marked, desk, press):
    async with desk(marked) as pilot:
        await press(pilot, "M")
        before = rows(pilot)
        await pilot.press(*"/foo", "colon", *"bar", "enter")
        await press(pilot, "j")
        assert rows(pilot) == before
        wrong = pilot.app.screen.query_one("#wrong")
        assert wrong.display
        assert "no field foo:" in str(wrong.render())


async def test_a_filter_looks_in_quote_note_tags_and_title(marked, desk, press):
    async with desk(marked) as pilot:
        await press(pilot, "M", "/", "type:oslo")
        assert rows(pilot) == ["What a kerb is for: Compare with Oslo"]
        await press(pilot, "escape", "/", "type:ferry")
        assert rows(pilot) == ["Why the ferry still runs: "]
        await press(pilot, "escape", "/", "type:tag:later")
        assert rows(pilot) == ["What a kerb is for: Compare with Oslo"]
        await press(pilot, "escape")
        assert len(rows(pilot)) == 3


async def test_removing_a_note_is_undone(marked, desk, press):
    async with desk(marked) as pilot:
        await press(pilot, "M", "/", "type:oslo", "enter", "x")
        assert rows(pilot) == []
        said = pilot.app.screen.query_one(Hints).message
        assert said == "Highlight and note removed   u brings it back"
        await press(pilot, "u")
        assert rows(pilot) == ["What a kerb is for: Compare with Oslo"]


async def test_a_bookmark_is_removed_like_a_note(marked, desk, press):
    async with desk(marked) as pilot:
        await press(pilot, "M", "/", "type:slow", "enter", "x")
        assert marked.bookmarks() == []


async def test_enter_opens_the_article_at_the_passage(marked, desk, press):
    async with desk(marked) as pilot:
        await press(pilot, "M", "/", "type:ferry", "enter", "enter")
        assert pilot.app.screen.session.article.title == "Why the ferry still runs"
        assert pilot.app.screen.session.point == 5
        await press(pilot, "q")
        assert rows(pilot) == ["Why the ferry still runs: "]


async def test_y_copies_the_quote(marked, desk, press):
    async with desk(marked) as pilot:
        await press(pilot, "M", "/", "type:ferry", "enter", "y")
        assert pilot.app.clipboard == marked.annotations(1)[0].passage.quote


async def test_q_goes_back_to_where_one_came_from(marked, desk, press):
    async with desk(marked) as pilot:
        await press(pilot, "M", "q")
        assert isinstance(pilot.app.screen, LibraryScreen)


async def test_a_filter_by_kind_of_mark_shows_that_kind_alone(marked, desk, press):
    marked.bookmark(2, 0, 10)
    async with desk(marked) as pilot:
        await press(pilot, "M", "/", "type:has:bookmark kerb")
        assert rows(pilot) == ["What a kerb is for: a"]
        await press(pilot, "escape", "/", "type:has:note kerb")
        assert rows(pilot) == ["What a kerb is for: Compare with Oslo"]


async def test_the_trash_is_shown_by_the_filter_and_x_brings_back(marked, desk, press):
    async with desk(marked) as pilot:
        await press(pilot, "M", "/", "type:oslo", "enter", "x")
        assert marked.trash().annotations
        await press(pilot, "escape", "/", "type:is:trashed", "enter")
        assert rows(pilot) == ["What a kerb is for: Compare with Oslo"]
        await press(pilot, "x")
        assert rows(pilot) == []
        assert "back in its article" in pilot.app.screen.query_one(Hints).message
        await press(pilot, "escape")
        assert len(rows(pilot)) == 3
        assert not marked.trash()


async def test_a_spoilt_note_is_counted_and_the_others_are_listed(marked, desk, press):
    marked.fold()
    content = json.loads(marked.path.read_text("utf-8"))
    content["annotations"]["1"]["passage"] = None
    marked.path.write_text(json.dumps(content), "utf-8")
    async with desk(marked) as pilot:
        await press(pilot, "M")
        assert len(rows(pilot)) == 2
        (said,) = [toast.message for toast in pilot.app._notifications]
        assert "Annotation 1 of the library cannot be read" in said


async def test_undo_says_in_which_article_the_mark_stands(marked, desk, press):
    async with desk(marked, size=(120, 30)) as pilot:
        await press(pilot, "M", "u")
        said = pilot.app.screen.query_one(Hints).message
        assert "In “Slow streets, fast cities” bookmark a is gone." in said


def editor(pilot: Pilot[None]) -> NoteEditor | None:
    found = pilot.app.screen
    assert isinstance(found, NotesScreen)
    return found.editor


async def test_a_note_is_edited_where_it_is_listed_and_undone_there(marked, desk, press):
    async with desk(marked) as pilot:
        await press(pilot, "M", "/", "type:oslo", "enter", "a", "!", "ctrl+s")
        assert editor(pilot) is None
        assert marked.annotations(2)[0].note == "Compare with Oslo\n#later!"
        assert rows(pilot) == ["What a kerb is for: Compare with Oslo"]
        await press(pilot, "u")
        assert marked.annotations(2)[0].note == "Compare with Oslo\n#later"


async def test_quitting_keeps_the_note_that_is_being_written(marked, desk, press):
    async with desk(marked) as pilot:
        await press(pilot, "M", "/", "type:oslo", "enter", "a", "!")
        await pilot.press("ctrl+q")
    assert marked.annotations(2)[0].note == "Compare with Oslo\n#later!"


async def test_a_bookmark_has_no_note_to_edit_and_an_unchanged_note_no_undo(marked, desk, press):
    async with desk(marked) as pilot:
        await press(pilot, "M", "/", "type:has:bookmark", "enter", "a")
        assert editor(pilot) is None
        assert "has no note" in pilot.app.screen.query_one(Hints).message
        await press(pilot, "escape", "/", "type:oslo", "enter", "a", "escape")
        assert "Nothing changed" in pilot.app.screen.query_one(Hints).message


async def test_a_note_that_cannot_be_stored_stays_open(marked, desk, press, monkeypatch):
    def refuse(*_: object, **__: object) -> None:
        raise LibraryError("The disk is full.")

    async with desk(marked) as pilot:
        await press(pilot, "M", "/", "type:oslo", "enter", "a", "!")
        monkeypatch.setattr(marked, "edit_annotation", refuse)
        await press(pilot, "ctrl+s")
        open_ = editor(pilot)
        assert open_ is not None
        assert open_.text.endswith("#later!")
        assert any(drafts_folder().iterdir())
        screen = pilot.app.screen
        assert isinstance(screen, NotesScreen)
        screen.action_close()
        await pilot.pause()
        assert pilot.app.screen is screen
        monkeypatch.undo()
        await press(pilot, "ctrl+s")
        assert editor(pilot) is None
        assert marked.annotations(2)[0].note.endswith("#later!")


async def test_notes_stand_article_by_article_and_so_again_the_next_time(shelf, desk, press):
    for article, at, note in ((1, 50, "second"), (2, 0, "between"), (1, 0, "first")):
        shelf.annotate(article, at, at + 20, note=note)
    async with desk(shelf) as pilot:
        await press(pilot, "M", "s")
        found = [row.split(": ")[1] for row in rows(pilot)]
        found.remove("between")
        assert found == ["first", "second"]
        assert rows(pilot)[1] != "What a kerb is for: between"
    assert remembered(Settings(), ()).notes == BY_ARTICLE
    async with ManiculeApp(shelf, settings=remembered(Settings(), ())).run_test() as pilot:
        await press(pilot, "M")
        assert pilot.app.screen.query_one(NotesList).by_article


async def test_a_note_that_another_process_writes_shows_up(marked, desk, press):
    async with desk(marked) as pilot:
        await press(pilot, "M", "j")
        before = pilot.app.screen.jottings.current.uid
        with Library.open(marked.path) as other:
            other.annotate(3, 0, 5, note="From elsewhere")
        await pilot.app.screen._look_for_changes()
        assert "東京の路地はなぜ静かなのか 🌊: From elsewhere" in rows(pilot)
        assert pilot.app.screen.jottings.current.uid == before


async def test_rows_stand_still_while_a_note_is_being_written(marked, desk, press):
    async with desk(marked) as pilot:
        await press(pilot, "M", "a")
        with Library.open(marked.path) as other:
            other.annotate(3, 0, 5, note="From elsewhere")
        await pilot.app.screen._look_for_changes()
        assert len(rows(pilot)) == 3


async def test_retired_highlights_are_listed_and_found(marked, desk, press):
    (retired, _) = marked.annotations()
    marked.review(retired.uid, Answer.RETIRE, date(2026, 11, 23))
    async with desk(marked) as pilot:
        await press(pilot, "M")
        assert len(rows(pilot)) == 3
        await press(pilot, "/", "type:is:retired")
        assert [row.uid for row in pilot.app.screen.jottings.rows] == [retired.uid]
        await press(pilot, "escape", "/", "type:-is:retired has:highlight")
        assert retired.uid not in [row.uid for row in pilot.app.screen.jottings.rows]
        assert len(rows(pilot)) == 1


async def test_a_filter_by_tag_passes_over_the_tags_of_other_marks(marked, desk, press):
    marked.annotate(2, 40, 60, note="Another thing")
    async with desk(marked) as pilot:
        await press(pilot, "M", "/", "type:tag:later")
        assert rows(pilot) == ["What a kerb is for: Compare with Oslo"]
        await press(pilot, "escape", "escape", "/", "type:tag:later")
        assert [row.title for row in pilot.app.screen.articles.rows] == ["What a kerb is for"]


async def test_while_a_note_is_written_only_the_editors_keys_are_offered(marked, desk, press):
    async with desk(marked) as pilot:
        await press(pilot, "M", "j", "a")
        screen = pilot.app.screen
        assert screen.editor is not None
        hints = screen.query_one(Hints)
        hints.say("")
        assert {word for _, word in hints.items().values()} == {
            "keep the note",
            "write it in $EDITOR",
            "leave the note as it was",
        }


def sheet(pilot: Pilot[None]) -> str:
    found = pilot.app.screen
    assert isinstance(found, NotesScreen)
    drawn = [found.sheet.render_line(y).text.rstrip() for y in range(found.sheet.size.height)]
    return "\n".join(drawn)


LONG = "\n".join(f"Line {n} of it." for n in range(1, 61))


async def test_a_note_of_many_lines_is_read_whole_and_the_next_one_after_it(shelf, desk, press):
    shelf.annotate(1, 0, 9, note="The other")
    shelf.annotate(2, 0, 9, note=LONG)
    async with desk(shelf, size=(80, 24)) as pilot:
        await press(pilot, "M")
        assert "z shows all" in sheet(pilot)
        assert "Line 9 of it." not in sheet(pilot)
        await press(pilot, "z")
        assert pilot.app.screen.query_one(Hints).message == "z shows the list again, j goes on"
        assert "Line 9 of it." in sheet(pilot)
        assert "z shows all" not in sheet(pilot)
        await press(pilot, "space", "space", "space")
        assert "Line 60 of it." in sheet(pilot)
        await press(pilot, "j")
        assert "The other" in sheet(pilot)
        await press(pilot, "k", "j", "k")
        assert "Line 1 of it." in sheet(pilot)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, NotesScreen)
        assert pilot.app.screen.jottings.display
        assert pilot.app.screen.focused is pilot.app.screen.jottings


async def test_a_note_is_read_whole_where_the_screen_has_no_room_for_two(shelf, desk, press):
    shelf.annotate(1, 0, 9, note=LONG)
    async with desk(shelf, size=(40, 7)) as pilot:
        await press(pilot, "M", "z", "G")
        assert "Line 60 of it." in sheet(pilot)
        await press(pilot, "g", "g", "space")
        assert "Line 2 of it." in sheet(pilot)
        await press(pilot, "q", "q")
        assert isinstance(pilot.app.screen, LibraryScreen)


async def test_the_list_is_back_when_the_last_mark_read_whole_was_removed(shelf, desk, press):
    shelf.annotate(1, 0, 9, note="Alone")
    async with desk(shelf) as pilot:
        await press(pilot, "M", "z", "x")
        assert pilot.app.screen.jottings.display
        assert "brings it back" in pilot.app.screen.query_one(Hints).message
        assert "not marked anything" in pilot.app.screen.jottings._empty


async def test_a_note_read_whole_is_edited_there(marked, desk, press):
    async with desk(marked, size=(80, 24)) as pilot:
        await press(pilot, "M", "/", "type:oslo", "enter", "z", "a", "!", "ctrl+s")
        assert marked.annotations(2)[0].note == "Compare with Oslo\n#later!"
        assert "#later!" in sheet(pilot)
        await press(pilot, "z", "j")
        assert pilot.app.screen.jottings.display


@pytest.mark.parametrize("key", ["enter", "a", "y", "x", "z"])
async def test_a_key_without_a_mark_says_so(shelf, desk, press, key):
    async with desk(shelf) as pilot:
        await press(pilot, "M", key)
        assert "not marked anything" in pilot.app.screen.query_one(Hints).message


async def test_a_key_without_a_match_says_so(marked, desk, press):
    async with desk(marked) as pilot:
        await press(pilot, "M", "/", "type:nowhere", "enter", "y")
        assert "Nothing matches nowhere" in pilot.app.screen.query_one(Hints).message


async def test_the_cursor_goes_to_the_mark_that_an_undo_brings_back(marked, desk, press):
    async with desk(marked) as pilot:
        await press(pilot, "M", "j")
        second = pilot.app.screen.jottings.current
        await press(pilot, "x", "g g", "u")
        assert pilot.app.screen.jottings.current.uid == second.uid
        await press(pilot, "x", "/", "type:is:trashed", "enter", "x", "escape")
        assert pilot.app.screen.jottings.current.uid == second.uid


async def test_in_a_small_window_the_foot_names_the_keys_without_which_one_is_stuck(
    marked, desk, press
):
    async with desk(marked, size=(80, 24)) as pilot:
        foot = pilot.app.screen.query_one(Hints).render_line(0).text
        assert all(hint in foot for hint in ("M notes", "x remove", "? help"))
        await press(pilot, "M")
        foot = pilot.app.screen.query_one(Hints).render_line(0).text
        assert all(hint in foot for hint in ("q close", "x remove", "? help"))
        await press(pilot, "tab")
        foot = pilot.app.screen.query_one(Hints).render_line(0).text
        assert all(hint in foot for hint in ("all notes", "u undo", "? help"))
