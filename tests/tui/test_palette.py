"""The command palette, where Textual's own would fall."""

from __future__ import annotations

import pytest
from textual import events
from textual.command import CommandList

from storage.library import Library
from tui.app import ManiculeApp
from tui.palette import Palette


async def test_a_click_below_a_terminal_that_became_smaller_does_nothing(library: Library) -> None:
    async with ManiculeApp(library).run_test(size=(100, 30)) as pilot:
        await pilot.press("colon")
        await pilot.pause()
        palette = pilot.app.screen
        assert isinstance(palette, Palette)
        palette.post_message(events.Click(palette, 2, 99, 0, 0, 1, False, False, False, 2, 99))
        await pilot.pause()
        assert pilot.app.screen is palette
        await pilot.press("escape")
        await pilot.pause()
        assert not isinstance(pilot.app.screen, Palette)


async def test_what_is_found_stands_with_its_keys_and_what_it_does(library: Library) -> None:
    async with ManiculeApp(library).run_test(size=(100, 30)) as pilot:
        await pilot.press("colon", *"review")
        found = pilot.app.screen.query_one(CommandList)
        while not found.option_count or "Review" not in str(found.get_option_at_index(0).prompt):
            await pilot.pause(0)
        shown = str(found.get_option_at_index(0).prompt)
        assert "Review   R" in shown
        assert "A few of your highlights" in shown


@pytest.mark.parametrize(
    ("typed", "named"),
    [("trash", "Remove"), ("stat", "How much you read"), ("delete", "Remove"), ("config", "sett")],
)
async def test_a_command_is_found_by_what_it_does_too(library: Library, typed, named) -> None:
    async with ManiculeApp(library).run_test(size=(100, 30)) as pilot:
        await pilot.press("colon", *typed)
        found = pilot.app.screen.query_one(CommandList)
        for _ in range(300):
            await pilot.pause(0.01)
            shown = [str(option.prompt) for option in found.options]
            if any(named in each for each in shown):
                break
        assert any(named in each for each in shown)


async def test_what_no_command_does_is_found_by_nothing(library: Library) -> None:
    async with ManiculeApp(library).run_test(size=(100, 30)) as pilot:
        await pilot.press("colon", *"qzxv")
        found = pilot.app.screen.query_one(CommandList)
        for _ in range(300):
            await pilot.pause(0.01)
            if found.option_count == 1 and "No matches" in str(found.get_option_at_index(0).prompt):
                break
        assert "No matches" in str(found.get_option_at_index(0).prompt)
