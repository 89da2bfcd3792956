"""The command palette, where Textual's own would fall."""

from __future__ import annotations

from textual import events

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
