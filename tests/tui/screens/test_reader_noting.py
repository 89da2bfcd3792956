"""Highlights that overlap, notes written elsewhere, passages copied."""

from __future__ import annotations

import contextlib
import sys
from dataclasses import replace

from storage.library import Library
from storage.models import Ink
from tui.app import ManiculeApp
from tui.widgets.note_editor import NoteEditor


async def test_overlapping_highlights_become_one_and_the_screen_says_so(
    sit, essay, library
) -> None:
    first = library.annotate(essay.id, 0, 20, note="before", ink=Ink.BLUE)
    async with sit((120, 30)) as person:
        await person.press("v", "enter")
        assert "Joined with a highlight of yours" in person.said
        (kept,) = library.annotations(essay.id)
        assert kept.passage.quote.startswith("Cities should set")
        assert kept.passage.quote.endswith("to fit it.")
        assert (kept.note, kept.ink) == ("before", Ink.BLUE)
        await person.press("u")
        (back,) = library.annotations(essay.id)
        # To take it back was a change too, perhaps of the next second.
        assert replace(back, modified=first.modified) == first


async def test_a_passage_that_is_highlighted_already_is_left_alone(sit, essay, library) -> None:
    whole = library.annotate(essay.id, 0, 100, note="whole")
    async with sit((120, 30)) as person:
        await person.press("v", "enter")
        assert "highlight of yours already" in person.said
    assert library.annotations(essay.id) == [whole]


async def test_a_note_may_be_written_in_ones_own_editor(
    sit, library, monkeypatch, tmp_path
) -> None:
    script = tmp_path / "editor.py"
    script.write_text(
        "import sys, pathlib\n"
        "p = pathlib.Path(sys.argv[1])\n"
        "p.write_text(p.read_text('utf-8') + ' outside #far', 'utf-8')\n"
    )
    monkeypatch.setenv("VISUAL", f"{sys.executable} {script}")
    monkeypatch.setattr(ManiculeApp, "suspend", lambda _: contextlib.nullcontext())
    async with sit() as person:
        await person.press("a", *"inside", "ctrl+e")
        assert person.screen.query_one(NoteEditor).text == "inside outside #far"
        assert "came back" in person.said
        await person.press("escape")
    (note,) = library.annotations(1)
    assert (note.note, note.tags) == ("inside outside #far", ("far",))


async def test_an_editor_that_fails_leaves_the_note_as_it_was(sit, monkeypatch) -> None:
    monkeypatch.setenv("VISUAL", "no-such-editor-anywhere")
    monkeypatch.setattr(ManiculeApp, "suspend", lambda _: contextlib.nullcontext())
    async with sit() as person:
        await person.press("a", *"inside", "ctrl+e")
        assert person.screen.query_one(NoteEditor).text == "inside"
        assert "could not be started" in person.said


async def test_a_terminal_that_cannot_be_lent_is_said(sit, monkeypatch) -> None:
    monkeypatch.setenv("VISUAL", "true")
    async with sit() as person:
        await person.press("a", *"inside", "ctrl+e")
        assert person.screen.query_one(NoteEditor).text == "inside"
        assert "cannot be lent" in person.said


async def test_the_note_never_hides_the_start_of_its_passage(sit) -> None:
    for size in ((20, 5), (40, 12), (80, 24), (120, 36), (200, 50)):
        async with sit(size) as person:
            await person.press("a")
            page, editor = person.screen.page, person.screen.query_one(NoteEditor)
            row = page.region.y + page.spread.row_of(0) - page.top
            beside = editor.region.x > page.spread.frame.text + page.spread.frame.column - 1
            assert beside or not editor.region.y <= row < editor.region.bottom
            await person.press("ctrl+g")


async def test_copying_says_what_is_known_of_it(sit, essay, monkeypatch) -> None:
    for name in ("TMUX", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setattr("tui.clipboard.commands", lambda _: iter(()))
    async with sit() as person:
        await person.press("v", "y")
        assert "cannot be known" in person.said
        assert person.pilot.app.clipboard == essay.text[: essay.text.index(" A limit")]


async def test_a_note_is_written_beside_the_passage_and_kept_by_escape(
    sit, library, stored
) -> None:
    async with sit((120, 36), stored) as person:
        await person.press(")", "a", *"hello", "escape")
        (note,) = library.annotations(stored.id)
        assert note.note == "hello"
        assert note.passage.quote == "A limit that the street contradicts is not a limit."
        assert "✎ hello" in person.shown


async def test_on_a_narrow_screen_the_note_stands_under_its_passage(sit, library, stored) -> None:
    async with sit((80, 24), stored) as person:
        await person.press(")", "a", *"hello", "escape")
        lines = person.shown.splitlines()
        (at,) = [y for y, line in enumerate(lines) if "✎ hello" in line]
        assert "not a limit." in lines[at - 1]


async def test_a_note_left_empty_keeps_nothing(sit, library, stored) -> None:
    async with sit((120, 36), stored) as person:
        await person.press("a", "escape")
    assert library.annotations(stored.id) == []


async def test_a_discarded_edit_leaves_the_note_as_it_was(sit, library, stored) -> None:
    library.annotate(stored.id, 0, 6, note="first")
    async with sit((120, 36), stored) as person:
        await person.press("a", *"junk", "ctrl+g")
    assert library.annotations(stored.id)[0].note == "first"


async def test_two_programs_writing_one_note_lose_no_word(sit, library, stored) -> None:
    library.annotate(stored.id, 0, 6, note="first")
    async with sit((120, 36), stored) as person:
        await person.press("a", *" mine")
        with Library.open(library.path) as other:
            (note,) = other.annotations(stored.id)
            other.edit_annotation(note.uid, note="first theirs")
        await person.press("escape")
    (kept,) = library.annotations(stored.id)
    assert "first theirs" in kept.note
    assert "first mine" in kept.note


async def test_a_note_whose_highlight_another_program_removed_is_kept(sit, library, stored) -> None:
    library.annotate(stored.id, 0, 6, note="first")
    async with sit((120, 36), stored) as person:
        await person.press("a", *" mine")
        with Library.open(library.path) as other:
            other.remove_annotation(other.annotations(stored.id)[0].uid)
        await person.press("escape")
    assert [note.note for note in library.annotations(stored.id)] == ["first mine"]


async def test_leaving_a_note_twice_is_leaving_it_once(sit, library, stored) -> None:
    async with sit((120, 36), stored) as person:
        await person.press("a", *"once")
        await person.pilot.press("ctrl+s", "ctrl+s", "escape", "ctrl+g")
        await person.pilot.pause()
    assert [note.note for note in library.annotations(stored.id)] == ["once"]


async def test_quitting_keeps_the_note_being_written(sit, library, stored) -> None:
    async with sit((120, 36), stored) as person:
        await person.press("a", *"unsaved", "ctrl+q")
    assert [note.note for note in library.annotations(stored.id)] == ["unsaved"]


async def test_notes_are_hidden_while_there_is_nothing_but_the_text(sit, library, stored) -> None:
    library.annotate(stored.id, 0, 6, note="first")
    async with sit((120, 36), stored) as person:
        assert "✎ first" in person.shown
        await person.press("z")
        assert "✎ first" not in person.shown
        await person.press("z")
        assert "✎ first" in person.shown


async def test_a_long_note_has_the_room_it_takes_and_the_old_one_is_hidden(
    sit, library, stored
) -> None:
    lines = [f"line number {n}" for n in range(11)]
    library.annotate(stored.id, 0, 6, note="\n".join(lines))
    async with sit((120, 36), stored) as person:
        await person.press("a")
        shown = person.said.splitlines()
        assert all(sum(line in row for row in shown) == 1 for line in lines[2:])
        assert "line number 0" in person.said
        assert not [row for row in shown if "─╭" in row]
        await person.press("ctrl+g")
        assert "line number 10" in person.shown


async def test_a_note_longer_than_the_screen_says_how_much_is_out_of_sight(
    sit, library, stored
) -> None:
    library.annotate(stored.id, 0, 6, note="\n".join(f"line {n}" for n in range(30)))
    async with sit((120, 20), stored) as person:
        await person.press("a")
        editor = person.screen.query_one(NoteEditor)
        hidden = 30 - editor.content_size.height
        assert f"↑ {hidden} more" in person.said
        assert " more · ↓" not in person.said
        editor.move_cursor((0, 0))
        await person.press()
        assert f"↓ {hidden} more" in person.said
        assert "↑" not in str(editor.border_title)


async def test_the_box_grows_while_one_writes(sit, stored) -> None:
    async with sit((120, 36), stored) as person:
        await person.press("a")
        before = person.screen.query_one(NoteEditor).size.height
        await person.press(*["x", "enter"] * 12)
        assert person.screen.query_one(NoteEditor).size.height > before
        await person.press("ctrl+g")


async def test_the_arrows_move_the_cursor_in_a_note_and_backspace_deletes(sit, stored) -> None:
    async with sit((120, 36), stored) as person:
        await person.press("a", "x", "enter", "y", "up", "left")
        editor = person.screen.query_one(NoteEditor)
        assert editor.cursor_location == (0, 0)
        await person.press("down")
        assert editor.cursor_location[0] == 1
        await person.press("end", "backspace")
        assert editor.text == "x\n"
        await person.press("ctrl+g")


async def test_a_note_left_unchanged_in_any_way_is_told_in_the_same_words(sit, stored) -> None:
    async with sit((120, 36), stored) as person:
        for keys in (("a", "escape"), ("a", "ctrl+g"), ("a", "x", "ctrl+g")):
            await person.press(*keys)
            assert "Nothing changed." in person.said
            await person.press("j")
            assert "Nothing changed." not in person.said


async def test_what_is_written_behind_a_block_of_code_stands_on_a_line_of_its_own(
    sit, essay, library
) -> None:
    library.annotate(essay.id, 0, 20, note="```\n$ wc -w\n4\n```")
    async with sit((120, 30)) as person:
        await person.press("a", "h", "i", "escape")
    (kept,) = library.annotations(essay.id)
    assert kept.note == "```\n$ wc -w\n4\n```\nhi"


async def test_while_a_note_is_written_no_key_is_offered_that_would_be_typed(sit) -> None:
    async with sit((140, 36)) as person:
        status = person.screen.status
        assert "? help" in status.render_line(0).text
        await person.press("a", *"really?")
        assert " NOTE " in status.render_line(0).text
        assert "? help" not in status.render_line(0).text
        await person.press("escape", "j")
        assert "? help" in status.render_line(0).text


async def test_no_sign_of_the_text_below_stands_beside_a_note(sit, essay, library) -> None:
    at = essay.text.index("Nearly half")
    library.bookmark(essay.id, at, at + 10)
    async with sit((80, 24)) as person:
        page = person.screen.page

        def gutters() -> list[str]:
            edge = page.spread.frame.text
            return [page.render_line(y).crop(0, edge).text for y in range(page.rows)]

        before = gutters()
        assert any("⚑" in line for line in before)
        await person.press("v", "a")
        editor = person.screen.query_one(NoteEditor)
        box = range(editor.region.y - page.region.y, editor.region.bottom - page.region.y)
        assert any("⚑" in before[y] for y in box)
        beside = gutters()
        assert not any(beside[y].strip() for y in box)
        assert {len(line) for line in beside} == {page.spread.frame.text}
        await person.press("ctrl+g")
        assert any("⚑" in line for line in gutters())


async def test_a_note_in_an_article_that_another_program_removed_says_where_both_are(
    sit, library, stored
) -> None:
    async with sit(article=stored) as person:
        await person.press("a", *"mine")
        with Library.open(library.path) as other:
            other.remove(stored.id)
        await person.press("escape")
        where = "The article is in the trash (is:trashed, x brings it back)."
        assert f"{where} Note kept." in person.said
        library.restore(stored.id)
        await person.press("a", *" too", "escape")
        assert "Note kept." in person.said
        assert "trash" not in person.said
    assert [note.note for note in library.annotations(stored.id)] == ["mine too"]
