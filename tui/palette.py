"""The command palette."""

from __future__ import annotations

import asyncio
import contextlib

from textual import events, on
from textual.command import CommandInput, CommandList, CommandPalette, SearchIcon
from textual.widgets import Input
from textual.worker import WorkerCancelled

from tui.keyed import KeyedScreen

_SIGN = "›"
"""A plain sign: a picture is two cells wide in some terminals, and coloured in most."""

_PATIENCE = 2.0
"""Seconds to look for what was typed before what is found is taken."""


class Palette(CommandPalette, KeyedScreen):
    """The command palette, which takes what is typed before it stands."""

    DEFAULT_CSS = """
    Palette {
        #--container {
            margin-top: 2; max-width: 92; background: $surface;
            &:dark { background: $surface; }
        }
        #--input, #--input.--list-visible {
            border: none; border-top: solid $accent-text;
        }
        #--input SearchIcon { color: $accent-text; margin-top: 0; margin-left: 2; }
        #--input CommandInput { border: none; height: 1; }
        CommandList, CommandList:focus {
            border: none; border-top: blank; border-bottom: solid $accent-text;
            background: $surface; scrollbar-size-vertical: 1;
            scrollbar-color: $page-rule; scrollbar-color-hover: $page-rule;
            scrollbar-color-active: $page-rule;
            scrollbar-background: $surface; scrollbar-background-hover: $surface;
            scrollbar-background-active: $surface;
        }
        CommandList > .option-list--option-highlighted {
            background: $row-cursor; color: $page-strong;
        }
    }
    """

    def on_mount(self) -> None:
        """Put a sign of one cell in the place of Textual's picture."""
        self.query_one(SearchIcon).icon = _SIGN
        self.type_into(self.query_one(CommandInput))

    @on(Input.Submitted)
    async def _find_first(self) -> None:
        """Look for all that was typed before the first that fits is run."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_PATIENCE):
                for worker in [each for each in self.workers if each.node is self]:
                    # The search for fewer letters was given up for this one.
                    with contextlib.suppress(WorkerCancelled):
                        await worker.wait()

    def _action_command_list(self, action: str) -> None:
        # A list that has no room as yet, or none at all, knows nothing of pages.
        if action == "select" or any(found.size.area for found in self.query(CommandList)):
            super()._action_command_list(action)

    def on_click(self, event: events.Click) -> None:
        """Leave alone a click on what is no more: the terminal has become smaller since."""
        if not self.region.contains(event.screen_x, event.screen_y):
            event.prevent_default()
