"""The app: one library, a stack of screens, the look."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import os
import signal
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from textual.color import Color
from textual.filter import LineFilter
from textual.theme import Theme

from storage.errors import ManiculeError
from tui.commands import APP_KEYS, AllCommands
from tui.ground import Ground
from tui.keyed import KeyedApp, KeyedScreen
from tui.painting.host import QuickApp
from tui.rebinding import rebind, worded
from tui.settings.model import AUTO, Settings
from tui.theme import INK, THEMES, marks_for, usual_theme

if TYPE_CHECKING:
    from storage.library import Library
    from storage.models import Article
    from tui.painting.early import Early, Left

_SETTLED = 0.5
"""Seconds after which the first screen stands."""


PATIENCE = 5.0
"""Seconds that storing may take once the terminal is gone."""


class ManiculeApp(KeyedApp, QuickApp):
    """Reads one library until the person quits."""

    TITLE = "manicule"
    CSS_PATH = "manicule.tcss"
    COMMANDS = {AllCommands}
    BINDINGS = [*APP_KEYS]

    def __init__(
        self,
        library: Library,
        article: int | Article | None = None,
        *,
        review: int | None = None,
        settings: Settings | None = None,
        complaints: Sequence[str] = (),
        ground: Ground | None = None,
        early: Early | None = None,
    ) -> None:
        """Make the app; it opens on an article, of the library or not, or else on the library.

        `review` begins with that many highlights, `complaints` are said when it stands.
        """
        # Textual asks for colours and filters while it makes the app.
        self.settings = self._settled = Settings()
        self._typewriter: list[LineFilter] = []
        self._colourless: list[LineFilter] = []
        super().__init__()
        self._complaints = complaints
        self.ground = ground or Ground()
        self.early = early
        self.left: Left | None = None
        """What the article that was open at the end will open with."""
        self.library = library
        self._first = article
        self._review = review
        self.failure: Exception | None = None
        """What ended the app, if it was not the person."""
        for theme in THEMES:
            self.register_theme(theme)
        self._theme_taken = ""
        self.take(settings or Settings())

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Lend our mark colours to themes that have none."""
        return marks_for(self.current_theme)

    def get_css_variables(self) -> dict[str, str]:
        """Put a person's own colours in the place of the theme's."""
        theme = self.current_theme
        own = self.settings.dark if theme.dark else self.settings.light
        # Textual makes black of the terminal's own ground there, under letters that may be black.
        grounds = {"surface": theme.background} if theme.ansi and theme.background else {}
        self.theme_variables = {**super().get_css_variables(), **grounds, **own}
        return self.theme_variables

    def refresh_css(self, animate: bool = True) -> None:
        """Take up a theme's colours; before the first screen, nothing is to be parsed again."""
        if self.screen_stack:
            super().refresh_css(animate=animate)
        else:
            self.stylesheet.set_variables(self.get_css_variables())

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Draw without colour, and signs as letters, where that is wished."""
        usual = self._colourless if self.no_color else super().get_line_filters()
        return [*usual, *self._typewriter]

    @property
    def few_colours(self) -> bool:
        """Whether marks must differ by more than colour: with none, with sixteen, with ANSI's."""
        return self.no_color or self.current_theme.ansi or self.ground.few

    def on_mount(self) -> None:
        """Open the library, or one article of it."""
        self.theme_changed_signal.subscribe(self, self._theme_chosen)
        if not self.is_headless:
            self._heed_signals()
            asyncio.get_running_loop().set_exception_handler(_note)
            self.set_timer(_SETTLED, _settle)
        for sentence in self._complaints:
            self.complain(ManiculeError(sentence))
        # Each screen is imported when it is first shown: the other one need not be waited for.
        if self._review is not None:
            from tui.screens.review import ReviewScreen

            self.push_screen(ReviewScreen(self._review))
        elif self._first is None:
            from tui.screens.library import LibraryScreen

            self.push_screen(LibraryScreen())
        elif isinstance(self._first, int):
            from tui.screens.reader import ReaderScreen

            self.push_screen(ReaderScreen(self._first))
        else:
            from tui.screens.loose import LooseReader

            self.push_screen(LooseReader(self._first))

    def _handle_exception(self, error: Exception) -> None:
        """Leave the screen in order; whoever started the app says in a sentence what happened."""
        from tui.closing import cause, of_a_closed_screen

        if of_a_closed_screen(error):
            return
        if self.is_headless or os.environ.get("MANICULE_DEBUG") == "1":
            super()._handle_exception(error)
            return
        self.failure = self.failure or cause(error)
        self.exit(return_code=1)

    async def action_quit(self) -> None:
        """Quit when what was typed before has taken effect; what is typed from now on has none."""
        with self.deaf():
            if isinstance(self.screen, KeyedScreen):
                await self.screen.keys_over()
            await self.action_leave()

    async def action_leave(self) -> None:
        """Quit when what is being written is stored; else stay, so that nothing is lost."""
        for screen in reversed(self.screen_stack):
            put_away = getattr(screen, "put_away", None)
            if put_away is not None and not await put_away():
                return
        self.exit()

    def exit(self, *args: Any, **options: Any) -> None:
        """End the program; what the next one will open with is told while it can be seen."""
        # Who is told to end while it ends has no screen any more.
        if self.early is not None and self.failure is None and self.screen_stack:
            will_open_with = getattr(self.screen, "will_open_with", None)
            self.left = will_open_with() if will_open_with is not None else None
        super().exit(*args, **options)

    def outshone(self, screen: Any) -> bool:
        """Leave the page that was painted early until the text of a long article is read."""
        return (
            self.early is not None and self.early.painted and not getattr(screen, "is_open", True)
        )

    def action_help_quit(self) -> None:
        """Say what quits: in many programs of a terminal it is the key that was pressed."""
        say: Callable[[str], None] | None = getattr(self.screen, "say", None)
        if say is not None:
            kept = "; what you write is kept" if hasattr(self.screen, "put_away") else ""
            say(worded(self.screen, f"{{app.quit}} quits{kept}."))

    def _heed_signals(self) -> None:
        """Store what is being written when the terminal closes or the system asks us to end."""
        loop = asyncio.get_running_loop()
        for name in ("SIGHUP", "SIGTERM"):
            if hasattr(signal, name):
                # Only the main thread of a real terminal program may take signals.
                with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
                    loop.add_signal_handler(getattr(signal, name), self._hang_up)

    def _hang_up(self) -> None:
        """Quit though nobody can be asked any more: what cannot be stored stays a draft."""
        loop = asyncio.get_running_loop()
        # A screen may wait for an answer that nobody will give.
        loop.call_later(PATIENCE, self.exit)
        self.call_later(self._quit_at_last)

    async def _quit_at_last(self) -> None:
        await self.action_quit()
        if not self._exit:
            self.exit()

    def action_command_palette(self) -> None:
        """Offer every command by name."""
        from tui.palette import Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette(id="--command-palette"))

    def action_toggle_dark(self) -> None:
        """Change between the dark theme and the light one."""
        self.theme = "paper" if self.current_theme.dark else "ink"

    # -- settings ---------------------------------------------------------------------

    def take(self, settings: Settings) -> None:
        """Take settings up, and what was chosen inside the program since they were written."""
        from tui.settings.remembered import remembered

        self._settled = settings
        self.settings = settings = remembered(settings, self.available_themes)
        self._typewriter = []
        if settings.ascii:
            from tui.glyphs import Typewriter

            self._typewriter = [Typewriter()]
        rebind(self)
        theme = settings.theme
        if self.no_color:
            from tui.colourless import Colourless

            # Which ground is meant to be seen is known of our own theme.
            theme = INK.name
            self._colourless = [Colourless(Color.parse(INK.background or ""))]
        elif theme == AUTO:
            theme = usual_theme(self.ground.dark, few=self.ground.few)
        self._theme_taken = self.theme = theme

    def remember(self, name: str, value: str | int) -> None:
        """Keep a choice made inside the program for the next time."""
        from tui.settings.remembered import remember

        remember(self._settled, name, value)

    def _theme_chosen(self, theme: Theme) -> None:
        if theme.name != self._theme_taken:
            self._theme_taken = theme.name
            self.remember("theme", theme.name)

    def push_screen(self, screen: Any, *args: Any, **options: Any) -> Any:
        """Open a screen, with the person's own keys."""
        if not isinstance(screen, str):
            rebind(screen)
        return super().push_screen(screen, *args, **options)

    def key_elsewhere(self, id: str) -> str:
        """Name the key of any action, by its id."""
        from tui.naming import namer

        return namer(self.settings)(id)

    def action_read_settings(self) -> None:
        """Read the settings file again and show everything by it."""
        from storage.paths import config_file
        from tui.catalogue import known
        from tui.settings.read import read

        reading = read(config_file(), known())
        self.take(reading.settings)
        for screen in self.screen_stack:
            rebind(screen)
            for field in screen.query("NoteEditor, FindBar"):
                rebind(field)
            taking = getattr(screen, "take_settings", None)
            if taking is not None:
                taking()
        self.refresh_css(animate=False)
        self.screen.refresh_bindings()
        for sentence in reading.wrong:
            self.complain(ManiculeError(sentence))
        if not reading.wrong:
            self.notify("The settings are read again.", markup=False)

    def complain(self, error: ManiculeError) -> None:
        """Show an error as it is: its text is already a sentence for the person."""
        self.notify(str(error), title="", severity="error", timeout=8, markup=False)


def _note(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """Keep what went wrong beside the screens: told by asyncio it would be written over them."""
    error = context.get("exception")
    if error is not None:
        from tui.fault import keep

        keep(error)


def _settle() -> None:
    """Let the collector of garbage pass over what will stay to the end."""
    gc.freeze()
    gc.enable()
