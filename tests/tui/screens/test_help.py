from __future__ import annotations

import pytest
from textual import events
from textual.command import CommandList, SearchIcon
from textual.widgets import Input

from storage.query import FIELDS
from storage.welcome import welcome
from tui.app import ManiculeApp
from tui.commands import commands_of
from tui.naming import namer
from tui.screens.help import HelpScreen
from tui.screens.library import LibraryScreen
from tui.settings.model import Settings
from tui.strokes import normalise


def written(pilot) -> str:
    return "\n".join("".join(s.text for s in line) for line in pilot.app.screen.sheet.lines)


async def test_every_key_of_the_screen_is_listed(shelf, desk, press):
    async with desk(shelf, size=(140, 40)) as pilot:
        await press(pilot, "?")
        text = written(pilot)
        for command in commands_of(LibraryScreen):
            assert command.title in text


async def test_a_screen_with_a_filter_lists_all_that_a_filter_takes(shelf, desk, press):
    async with desk(shelf, size=(140, 40)) as pilot:
        for opening in ("?", "M ?"):
            await press(pilot, *opening.split())
            text = written(pilot)
            assert all(f" {field}: " in text for field in FIELDS)
            await press(pilot, "/", "type:ink: colour")
            assert "ink: " in written(pilot)
            assert "saved: " not in written(pilot)
            await press(pilot, "escape", "q")


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (20, 5)])
async def test_on_a_small_terminal_everything_is_reached_by_scrolling(shelf, desk, press, size):
    async with desk(shelf, size=size) as pilot:
        await press(pilot, "?", "G")
        sheet = pilot.app.screen.sheet
        assert sheet.cursor + sheet.page >= len(sheet.lines)
        await press(pilot, "g g")
        assert sheet.cursor == 0


async def test_a_search_narrows_and_escape_widens_then_closes(shelf, desk, press):
    async with desk(shelf) as pilot:
        await press(pilot, "?", "/", "type:trash")
        assert "Remove" in written(pilot)
        assert "Sort" not in written(pilot)
        await press(pilot, "escape")
        assert "Sort" in written(pilot)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, LibraryScreen)


async def test_a_search_for_a_key_finds_what_it_does(shelf, desk, press):
    async with desk(shelf) as pilot:
        await press(pilot, "?", "/", "type:gg")
        assert "Top" in written(pilot)


async def test_a_search_for_nothing_says_so(shelf, desk, press):
    async with desk(shelf) as pilot:
        await press(pilot, "?", "/", "type:zebra")
        assert "No key does that." in written(pilot)


@pytest.mark.parametrize("key", ["q", "?", "escape"])
async def test_it_closes(shelf, desk, press, key):
    async with desk(shelf) as pilot:
        await press(pilot, "?")
        assert isinstance(pilot.app.screen, HelpScreen)
        await press(pilot, key)
        assert isinstance(pilot.app.screen, LibraryScreen)


async def test_letters_typed_in_one_burst_with_the_slash_are_all_looked_for(shelf, desk, press):
    async with desk(shelf) as pilot:
        await press(pilot, "?")
        for key in ("/", *"trash"):
            pilot.app.post_message(events.Key(normalise(key)[0], key))
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert pilot.app.screen.query_one(Input).value == "trash"
        assert "Remove" in written(pilot)


@pytest.mark.parametrize("glyphs", ["unicode", "ascii"])
async def test_the_palette_shows_no_picture(shelf, glyphs):
    app = ManiculeApp(shelf, settings=Settings(glyphs=glyphs))
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        await pilot.press(":")
        await pilot.pause()
        field = app.screen.query_one(SearchIcon).region
        row = app.screen._compositor.render_strips()[field.y]
        sign = row.text[field.x : field.right].strip()
        assert sign == {"unicode": "›", "ascii": ">"}[glyphs]


async def test_the_palette_names_the_commands_first_and_then_the_themes(shelf, desk):
    async with desk(shelf) as pilot:
        await pilot.press(":")
        await pilot.app.workers.wait_for_complete()
        found = pilot.app.screen.query_one(CommandList)
        texts = [option.hit.text for option in found.options]
        themes = [text.startswith("Theme: ") for text in texts]
        assert len(set(themes)) == 2
        assert themes == sorted(themes)


async def test_help_names_the_key_of_its_search_as_the_welcome_article_does(shelf, desk, press):
    assert "/ and a word look there" in welcome(namer(Settings())).text
    async with desk(shelf) as pilot:
        await press(pilot, "?")
        assert "/ search" in pilot.app.screen.query_one("#help").border_subtitle


async def test_the_keys_of_a_page_on_stand_in_one_row(sit):
    async with sit((100, 30)) as person:
        await person.press("question_mark")
        assert "space pgdn ctrl+f  Page on" in written(person.pilot)


async def test_keys_that_are_brackets_can_be_read_in_the_palette(sit):
    async with sit((100, 30)) as person:
        await person.press("colon", *"next sentence")
        found = person.pilot.app.screen.query_one(CommandList).options[0].hit.text
        assert found == "Next sentence   )"
