"""Telling in masthead and status line where one stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from tui.dates import day
from tui.keyed import KeyedScreen
from tui.rebinding import hints
from tui.screens.reader_state import Reading
from tui.settings.model import settings_of
from tui.widgets.page import Page
from tui.widgets.status import Standing

if TYPE_CHECKING:
    from tui.app import ManiculeApp

_SELECTING = (
    ("reader.keep", "keep"),
    ("reader.annotate", "note"),
    ("reader.bookmark", "mark"),
    ("reader.copy", "copy"),
    ("reader.escape", "cancel"),
)


class Telling(Reading, part=True):
    """Keeps what is told up with the page."""

    def on_page_scrolled(self, message: Page.Scrolled) -> None:
        """Follow the page, unless that was done already."""
        # An article that cannot be read is never sat down with; its page may still get a size.
        if self.is_open and message.moves > self._followed:
            self.follow()

    def after_key(self) -> None:
        """Follow the page and draw all at once, in one frame."""
        if self._followed != self.page.moves:
            self.follow()
        cast("ManiculeApp", self.app).paint(self)

    def follow(self) -> None:
        """Keep the status and the place up with the page."""
        self._followed = self.page.moves
        if self._moved:
            self._unsaved = True
        self.passed()
        self.tell()

    def passed(self) -> None:
        """Take note that another part of the text is in sight."""

    def before_key(self) -> None:
        """Take back what was said after the key before."""
        self.answered = self.status.said and not self._greeted
        self._greeted = False
        self.status.say("")

    def on_keyed_screen_pending(self, message: KeyedScreen.Pending) -> None:
        """Show the keys of an unfinished sequence."""
        self.tell(pending=message.keys)

    def _fraction(self) -> float:
        """Say how far one has read: to the point, or to the end once it has come in sight."""
        length, page = len(self.session.text), self.page
        spread, top = page.spread, page.top
        scrolled_out = not spread.has(top + page.rows) and spread.has(top - 1)
        # A last sentence may be longer than the screen: its beginning is not the end.
        at_end = self.session.cursor[1] >= length and self.in_sight(length)
        if scrolled_out or self.seen or at_end or not length:
            return 1.0
        return self.session.point / length

    def tell(self, pending: str = "") -> None:
        """Bring masthead and status line up to date."""
        session, article = self.session, self.session.article
        fraction = self._fraction()
        minutes = session.words / self.pace
        left = max(1, round((1 - fraction) * minutes))
        details = [
            article.shown_byline,
            article.site or "",
            day(article.published or "", settings_of(self.app).dates),
        ]
        details.append(f"{max(1, round(minutes))} min")
        details.append(" ".join(f"#{tag}" for tag in session.tags))
        self.masthead.show(article.title, details, fraction)
        hits, elsewhere = len(self.hits), self.beside or self.editing is not None
        self.status.show(
            Standing(
                mode="NOTE" if self.editing else "SELECT" if self.selection else "READ",
                # By whole per cents, as it is shown: most lines leave them as they are.
                fraction=round(fraction, 2),
                minutes_left=left if fraction < 1 else 0,
                claim=session.claim_number(),
                claims=len(session.claims),
                claims_on=session.claims_on,
                notes=len(session.annotations),
                bookmarks=len(session.bookmarks),
                density=session.density,
                pending=pending,
                found=f"{(self.hit or 0) + 1}/{hits}" if hits else "",
                hint=self._hint(),
                kept=self.unkept(),
                help="" if elsewhere else hints(self, ("reader.help", "help")),
                leave="" if elsewhere or self.selection else hints(self, ("reader.leave", "back")),
            )
        )

    def unkept(self) -> str:
        """Say so when the article is not in the library."""
        return ""

    def _hint(self) -> str:
        """Name the keys of what is under way."""
        if self.editing:
            from tui.widgets.note_editor import NoteEditor

            return next((editor.hint for editor in self.query(NoteEditor)), "")
        return hints(self, *_SELECTING) if self.selection else ""

    def in_sight(self, offset: int) -> bool:
        """Say whether an offset stands on the screen."""
        return 0 <= self.page.spread.row_of(offset) - self.page.top < self.page.rows
