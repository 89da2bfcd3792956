"""A passage to a shell command: typed by the person, shown, kept as a note."""

from __future__ import annotations

import asyncio
import sys

import pytest
from textual.widgets import Input

from tui.screens import command_prompt
from tui.screens.command_prompt import CommandPrompt
from tui.screens.piping import PipeScreen
from tui.screens.reader import ReaderScreen

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="its shell has other words")


async def typed(person, command: str) -> PipeScreen:
    """Type a command at the prompt and send it off."""
    await person.pilot.press("exclamation_mark")
    await person.pilot.pause()
    screen = person.pilot.app.screen
    assert isinstance(screen, CommandPrompt)
    screen.query_one(Input).value = command
    await person.pilot.press("enter")
    await person.pilot.pause()
    shown = person.pilot.app.screen
    assert isinstance(shown, PipeScreen)
    return shown


async def ended(person) -> PipeScreen:
    screen = person.pilot.app.screen
    assert isinstance(screen, PipeScreen)
    await person.pilot.app.workers.wait_for_complete()
    await person.pilot.pause()
    return screen


async def test_the_sentence_at_the_cursor_goes_to_the_command(sit, essay) -> None:
    async with sit(article=essay) as person:
        await typed(person, "wc -w; echo '[red]x'")
        screen = await ended(person)
        assert screen.state.startswith("exit status 0   0.")
        assert "$ wc -w; echo '[red]x'" in person.said
        assert "13" in person.said
        assert "[red]x" in person.said
        await person.press("q")
        assert isinstance(person.pilot.app.screen, ReaderScreen)


async def test_the_selection_goes_to_the_command_to_the_letter(sit, essay) -> None:
    async with sit(article=essay) as person:
        await person.press("v", "o", "b")
        chosen = person.screen.selection
        screen = await typed(person, "cat")
        await ended(person)
        passage = person.screen.session.text[chosen.start : chosen.end]
        assert "".join(screen._printed.lines) == passage
        assert person.screen.selection is None


async def test_the_output_becomes_a_note_on_the_passage_by_one_key(sit, essay, library) -> None:
    async with sit(article=essay) as person:
        await typed(person, "wc -c | tr -d ' '; echo '#include'")
        await ended(person)
        await person.press("a")
        [note] = library.annotations(essay.id)
        assert note.note.startswith("```\n$ wc -c | tr -d ' '; echo '#include'\n")
        assert note.tags == ()
        assert (
            note.passage.quote == person.screen.session.text[slice(*person.screen.session.cursor)]
        )
        assert "The output is kept as a note." in person.said
        await person.press("u")
        assert not library.annotations(essay.id)


async def test_escape_kills_a_command_that_runs_and_then_closes(sit, essay) -> None:
    async with sit(article=essay) as person:
        screen = await typed(person, "echo begun; sleep 600")
        while "begun" not in screen._printed.lines:
            await asyncio.sleep(0.01)
        assert screen.state.startswith("running, ")
        await person.pilot.press("a")
        assert person.pilot.app.screen is screen
        await person.pilot.press("escape")
        await ended(person)
        assert screen.state.startswith("stopped   ")
        await person.press("escape")
        assert isinstance(person.pilot.app.screen, ReaderScreen)


async def test_closing_the_panel_ends_the_command(sit, essay) -> None:
    async with sit(article=essay) as person:
        screen = await typed(person, "echo begun; sleep 600")
        while screen._process is None:
            await asyncio.sleep(0.01)
        await person.press("q")
        assert screen._process.killed


async def test_a_command_that_fails_says_so_and_nothing_is_nothing_to_keep(
    sit, essay, library
) -> None:
    async with sit(article=essay) as person:
        await typed(person, "exit 3")
        screen = await ended(person)
        assert screen.state.startswith("exit status 3")
        await person.press("a")
        assert "It printed nothing" in person.said
        assert person.pilot.app.screen is screen
    assert not library.annotations()


async def test_an_endless_output_is_cut_and_scrolls(sit, essay) -> None:
    async with sit(article=essay) as person:
        await typed(person, "yes line")
        screen = await ended(person)
        assert screen.state.startswith("stopped: the output is longer than is shown")
        await person.press("G")
        assert screen.sheet.cursor > 1900


async def test_nothing_runs_unless_it_is_typed(sit, essay, tmp_path) -> None:
    command_prompt.remember(f"touch {tmp_path}/ran")
    async with sit(article=essay) as person:
        await person.pilot.press("exclamation_mark")
        await person.pilot.pause()
        assert person.pilot.app.screen.query_one(Input).value == ""
        await person.pilot.press("enter")
        await person.pilot.pause()
        assert isinstance(person.pilot.app.screen, CommandPrompt)
        assert "Type a shell command" in person.said
        await person.press("up", "escape")
        assert isinstance(person.pilot.app.screen, ReaderScreen)
    assert not (tmp_path / "ran").exists()


async def test_commands_of_before_are_a_key_away_the_latest_first(sit, essay) -> None:
    for command in ("one", "two", "one"):
        command_prompt.remember(command)
    assert command_prompt.commands() == ["one", "two"]
    async with sit(article=essay) as person:
        await person.pilot.press("exclamation_mark")
        await person.pilot.pause()
        field = person.pilot.app.screen.query_one(Input)
        assert "↑ commands of before" in person.said
        await person.pilot.press("x")
        seen = []
        for key in ("up", "up", "up", "down", "down", "down"):
            await person.pilot.press(key)
            seen.append(field.value)
        assert seen == ["one", "two", "two", "one", "x", "x"]
        await person.press("escape")


def test_the_history_has_an_end_and_is_the_persons_alone() -> None:
    for number in range(120):
        command_prompt.remember(f"echo {number}")
    assert command_prompt.commands()[0] == "echo 119"
    assert len(command_prompt.commands()) == 100
    from storage.paths import state_folder

    assert (state_folder() / "commands.json").stat().st_mode & 0o077 == 0


async def test_the_box_is_as_tall_as_what_was_printed_as_far_as_the_screen_allows(
    sit, essay
) -> None:
    async with sit((100, 40), article=essay) as person:
        await typed(person, "echo one")
        screen = await ended(person)
        assert screen.query_one("#piped").size.height < 8
        assert "one" in person.said
        await person.press("q")
        await typed(person, "seq 300")
        screen = await ended(person)
        assert screen.query_one("#piped").outer_size.height == 32
        await person.press("G")
        assert "300" in person.said
        await person.pilot.resize_terminal(60, 20)
        await person.press("G")
        assert "300" in person.said
