"""The command palette."""

from __future__ import annotations

from textual import events
from textual.command import CommandList, CommandPalette, SearchIcon

from tui.closing import Closing

_SIGN = "›"
"""A plain sign: a picture is two cells wide in some terminals, and coloured in most."""


class Palette(CommandPalette, Closing):
    """The command palette, closed once."""

    def on_mount(self) -> None:
        """Put a sign of one cell in the place of Textual's picture."""
        self.query_one(SearchIcon).icon = _SIGN

    def _action_command_list(self, action: str) -> None:
        # A list that has no room as yet, or none at all, knows nothing of pages.
        if any(found.size.area for found in self.query(CommandList)):
            super()._action_command_list(action)

    def on_click(self, event: events.Click) -> None:
        """Leave alone a click on what is no more: the terminal has become smaller since."""
        if not self.region.contains(event.screen_x, event.screen_y):
            event.prevent_default()
