"""The app: one library, a stack of screens, the look."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import os
import signal
from typing import TYPE_CHECKING

from textual.binding import Binding

from storage.errors import ManiculeError
from tui.commands import BindingCommands
from tui.painting.host import QuickApp
from tui.theme import THEMES, marks_for

if TYPE_CHECKING:
    from storage.library import Library

_SETTLED = 0.5
"""Seconds after which the first screen stands."""


class ManiculeApp(QuickApp):
    """Reads one library until the person quits."""

    TITLE = "manicule"
    CSS_PATH = "manicule.tcss"
    COMMANDS = {BindingCommands}
    COMMAND_PALETTE_BINDING = "ctrl+p"
    BINDINGS = [
        Binding("colon", "command_palette", "Commands", id="app.commands", show=False),
        Binding("T", "toggle_dark", "Light or dark theme", id="app.theme", show=False),
        Binding("ctrl+q", "quit", "Quit", id="app.quit", show=False, priority=True),
    ]

    def __init__(self, library: Library, article: int | None = None) -> None:
        super().__init__()
        self.library = library
        self._first = article
        self.failure: Exception | None = None
        """What ended the app, if it was not the person."""
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = THEMES[0].name

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Lend our mark colours to themes that have none."""
        return marks_for(self.current_theme.dark)

    def on_mount(self) -> None:
        """Open the library, or one article of it."""
        if not self.is_headless:
            self._heed_signals()
            self.set_timer(_SETTLED, _settle)
        # Each screen is imported when it is first shown: the other one need not be waited for.
        if self._first is None:
            from tui.screens.library import LibraryScreen

            self.push_screen(LibraryScreen())
        else:
            from tui.screens.reader import ReaderScreen

            self.push_screen(ReaderScreen(self._first))

    def _handle_exception(self, error: Exception) -> None:
        """Leave the screen in order; whoever started the app says in a sentence what happened."""
        from tui.closing import of_a_closed_screen

        if of_a_closed_screen(error):
            return
        if self.is_headless or os.environ.get("MANICULE_DEBUG") == "1":
            super()._handle_exception(error)
            return
        self.failure = self.failure or error
        self.exit(return_code=1)

    async def action_quit(self) -> None:
        """Quit when what is being written is stored; else stay, so that nothing is lost."""
        for screen in reversed(self.screen_stack):
            put_away = getattr(screen, "put_away", None)
            if put_away is not None and not await put_away():
                return
        self.exit()

    def _heed_signals(self) -> None:
        """Store what is being written when the terminal closes or the system asks us to end."""
        loop = asyncio.get_running_loop()
        for name in ("SIGHUP", "SIGTERM"):
            if hasattr(signal, name):
                # Only the main thread of a real terminal program may take signals.
                with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
                    loop.add_signal_handler(
                        getattr(signal, name), lambda: self.call_later(self.action_quit)
                    )

    def action_command_palette(self) -> None:
        """Offer every command by name."""
        from tui.closing import Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette(id="--command-palette"))

    def action_toggle_dark(self) -> None:
        """Change between the dark theme and the light one."""
        self.theme = "paper" if self.current_theme.dark else "ink"

    def complain(self, error: ManiculeError) -> None:
        """Show an error as it is: its text is already a sentence for the person."""
        self.notify(str(error), title="", severity="error", timeout=8, markup=False)


def _settle() -> None:
    """Let the collector of garbage pass over what will stay to the end."""
    gc.freeze()
    gc.enable()
