"""Highlights that overlap, notes written elsewhere, passages copied."""

from __future__ import annotations

import contextlib
import sys

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
        assert library.annotations(essay.id) == [first]


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
