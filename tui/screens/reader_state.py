"""What the parts of the reader share: the article's screen, where one stands in it, its voice."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult

from storage.errors import ManiculeError
from storage.models import WORDS_A_MINUTE
from tui.keyed import KeyedScreen
from tui.reading.jumps import Jumps
from tui.reading.selection import Selection
from tui.rebinding import worded
from tui.screens.session import Session
from tui.widgets.masthead import Masthead
from tui.widgets.page import Page
from tui.widgets.status import Status

if TYPE_CHECKING:
    from storage.library import Library
    from tui.app import ManiculeApp


class Reading(KeyedScreen, part=True):
    """An article's screen: its page, its session once it is open, and what it says."""

    session: Session
    """What is known of the article; not there until it is open."""

    def __init__(
        self, article: int, at: int | None = None, find: str = "", *, greeting: str = ""
    ) -> None:
        super().__init__()
        self.greeting = greeting
        """What is said when it stands."""
        # Kept at hand: a key asks for them thirty times, and each would be looked for.
        self.masthead, self.page, self.status = Masthead(), Page(), Status()
        self._opening = asyncio.Event()
        self._sought = find
        self.article_id = article
        self._at = at
        self.selection: Selection | None = None
        self.editing: tuple[int, int, str] | None = None
        """Start, end and annotation's uid ("" for a new one) of the note being written."""
        self.hits: list[tuple[int, int]] = []
        self.hit: int | None = None
        self.jumps = Jumps()
        self.leaping = False
        """Whether what one passes on the way is not read."""
        self.pace: float = WORDS_A_MINUTE
        """Words a minute that are counted on for what is left."""
        self.aimed: tuple[int, object] = (-1, None)
        """The claim or mark that was gone to or asked about, and where one was then."""
        self.answered = False
        """Whether the key before was answered in words."""
        self.seen = False
        """Whether the whole of a short article was in sight for as long as it takes to read."""
        self.beside = False
        """Whether keys go to the side panel, which names its own."""
        self._greeted = False
        """Whether it is said where the article was opened, for which nobody asked."""
        self._column: int | None = None
        self._moved = False
        self._followed = 0
        """The page's moves that were taken note of."""
        self._unsaved = False

    @property
    def library(self) -> Library:
        """The app's one library."""
        return cast("ManiculeApp", self.app).library

    def compose(self) -> ComposeResult:
        """Stack head, page and status."""
        yield self.masthead
        yield self.page
        yield self.status

    @property
    def is_open(self) -> bool:
        """Whether there is a text; none is there of an article that cannot be read."""
        return hasattr(self, "session")

    # -- saying ----------------------------------------------------------------------

    def say(self, sentence: str) -> None:
        """Say something in the status line until the next key."""
        self.status.say(sentence)

    def keyed(self, template: str) -> str:
        """Put the person's keys into a sentence of ours."""
        return worded(self, template)

    def did(self, act: str) -> None:
        """Hear that a person has done one of the things that the welcome article asks for."""

    # -- the app around it ------------------------------------------------------------

    def complain(self, error: ManiculeError) -> None:
        """Show an error as it is."""
        cast("ManiculeApp", self.app).complain(error)

    def remember(self, name: str, value: int) -> None:
        """Keep a choice for the next time."""
        cast("ManiculeApp", self.app).remember(name, value)

    def close(self) -> None:
        """Go back to the screen below; the last one ends the program."""
        if len(self.app.screen_stack) > 2:
            self.dismiss()
        elif self.app.screen is self:
            self.app.exit()
