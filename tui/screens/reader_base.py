"""What all the reader's actions stand on: the session, the page, going and changing."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar, cast

from textual.app import ComposeResult

from storage.errors import ManiculeError, NotFound
from storage.models import WORDS_A_MINUTE, Article
from tui.dates import Dates, day
from tui.keyed import KeyedScreen
from tui.reading.hyphens import divider, is_loaded
from tui.reading.jumps import Jumps
from tui.reading.marks import Mark
from tui.reading.search import find_all
from tui.reading.selection import Selection
from tui.reading.signs import runs_leftward
from tui.reading.spread import HeadLine
from tui.rebinding import hints, worded
from tui.screens.session import Session
from tui.settings.model import settings_of
from tui.widgets.masthead import Masthead
from tui.widgets.page import Page
from tui.widgets.status import Standing, Status

if TYPE_CHECKING:
    from storage.library import Library
    from tui.app import ManiculeApp

R = TypeVar("R")

AT_ONCE = 150_000
"""Words up to which an article is read while the screen waits: some hundredths of a second."""

POLL = 1.0
"""Seconds after which what another program wrote is shown."""

# Marks that lie over each other, the lowest first.
_BRIGHT, _CURSOR, _SELECTION, _FOUND_HERE = 1, 5, 6, 7

_SELECTING = (
    ("reader.keep", "keep"),
    ("reader.annotate", "note"),
    ("reader.bookmark", "mark"),
    ("reader.copy", "copy"),
    ("reader.escape", ""),
)


class ReaderBase(KeyedScreen):
    """An open article: its page, its session, and the way between them."""

    def __init__(self, article: int, at: int | None = None, find: str = "") -> None:
        super().__init__()
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

    def on_mount(self) -> None:
        """Open the article where it was left; one that cannot be read is complained of."""
        if self._is_long():
            self.run_worker(self._open_beside())
            return
        try:
            self._open(lambda: Session(self.library, self.article_id))
        finally:
            self._opening.set()

    async def ready(self) -> bool:
        """Let a key wait for the text that it is meant for; the keys behind it wait too."""
        await self._opening.wait()
        return self.is_open or self.app.screen is not self

    @property
    def is_open(self) -> bool:
        """Whether there is a text; none is there of an article that cannot be read."""
        return hasattr(self, "session")

    def _is_long(self) -> bool:
        try:
            return self.library.entry(self.article_id).words > AT_ONCE
        except ManiculeError:
            # Whoever opens it says what is wrong.
            return False

    async def _open_beside(self) -> None:
        """Read a long article beside the screen, which can be drawn and left meanwhile."""
        opening = asyncio.create_task(asyncio.to_thread(Session, self.library, self.article_id))
        try:
            await asyncio.wait([opening])
            self._open(opening.result)
        finally:
            # A screen that closes meanwhile would wait for the key that waits for this.
            self._opening.set()

    def _open(self, read: Callable[[], Session]) -> None:
        try:
            self.session = read()
        except ManiculeError as error:
            if len(self.app.screen_stack) <= 2:
                raise
            self.complain(error)
            self.close()
            return
        self.show_article()
        if self._sought and self._at is not None:
            self.hits = find_all(self.session.text, self._sought)
            starts = [start for start, _ in self.hits]
            self.hit = starts.index(self._at) if self._at in starts else None
        self.draw_marks()
        self.call_after_refresh(self._arrive)
        self.set_interval(POLL, self._look_for_changes)
        self.opened()

    def opened(self) -> None:
        """Begin what there must be a text for: nothing, here."""

    def show_article(self) -> None:
        """Lay out the article of the session, at the place where one left it."""
        settings = settings_of(self.app)
        self.session.begin_with(settings.density)
        self.page.measure = settings.column
        self.page.margin = settings.margin_width if settings.margin else 0
        self._divide_words()
        head = _head(self.session.article, settings.dates)
        self.page.show(self.session.article, head, self._stand)

    def _divide_words(self) -> None:
        """Divide words at the ends of rows, when that is wished and the language is known."""
        language = self.session.article.language
        self.page.divide = None
        if not settings_of(self.app).hyphenate or not language:
            return
        if is_loaded(language):
            self.page.divide = divider(language)
        else:
            self.run_worker(self._learn_to_divide(language))

    async def _learn_to_divide(self, language: str) -> None:
        # What is needed for it takes longer to load than a person would like to wait.
        self.page.divide = await asyncio.to_thread(divider, language)
        if self.page.divide is not None:
            self.page.relayout()
            self.draw_point()

    def _arrive(self) -> None:
        if not self.page.size.area:
            # Before its size is known the page cannot say what is in sight.
            self.call_after_refresh(self._arrive)
            return
        self.tell()
        if self._at is None and not self.in_sight(0):
            share = f"{self._fraction():.0%}"
            self.say(self.keyed(f"Opened at {share}; {{reader.top}} goes to the top."))
            self._greeted = True

    def when_shown(self, work: Callable[[], object]) -> None:
        """Do some work when the page stands on the screen, which must not wait for it."""
        # While the app starts, Textual draws a screen once before any can be shown.
        if self.app.is_running:
            self.call_after_refresh(work)
        else:
            self.call_after_refresh(self.when_shown, work)

    def _stand(self) -> None:
        """Go to where one left the article, or is to begin, before the page is drawn."""
        if self._at is not None:
            self.leap(self._at, leave=False)
            return
        if top := self.session.progress.offset:
            self.page.approach(top)
            self.page.scroll_to_row(self.page.spread.row_of(top))
        self.draw_point()
        # A smaller window than last time may leave the cursor below its edge.
        if not self.in_sight(self.session.point):
            self.page.reveal(self.session.point, self.session.point + 1)

    # -- going -----------------------------------------------------------------------

    def go(self, offset: int, *, line_only: bool = False) -> None:
        """Put the point somewhere and show it; `line_only` scrolls no more than one line needs."""
        session = self.session
        session.point = max(0, min(offset, len(session.text) - 1))
        self._moved = True
        if not line_only:
            self._column = None
        self.page.approach(session.point)
        self.draw_point()
        start, end = session.cursor
        if line_only or len(self.page.spread.rows_of(start, end)) > self.page.rows // 2:
            start, end = session.point, session.point + 1
        self.page.reveal(start, end)
        self.follow()

    def leap(self, offset: int, *, always: bool = True, leave: bool = True) -> None:
        """Go somewhere else, from where one comes back to here.

        Unless `always`, a place already in sight is gone to without leaving this one.
        """
        if leave and (always or not self.in_sight(offset)):
            self.jumps.leave(self.session.point)
        self.leaping = True
        self.go(offset)
        self.leaping = False

    def in_sight(self, offset: int) -> bool:
        """Say whether an offset stands on the screen."""
        return 0 <= self.page.spread.row_of(offset) - self.page.top < self.page.rows

    def draw_point(self) -> None:
        """Draw the cursor, the selection and the hit that one stands on."""
        start, end = self.session.cursor
        marks = [Mark(start, end, "bright", _BRIGHT), Mark(start, end, "cursor", _CURSOR)]
        if self.selection is not None:
            marks = [Mark(self.selection.start, self.selection.end, "selection", _SELECTION)]
        if self.hit is not None:
            marks.append(Mark(*self.hits[self.hit], "found-here", _FOUND_HERE))
        self.page.set_moving(self.session.point, marks)

    def draw_marks(self) -> None:
        """Draw claims, highlights, notes and bookmarks as the session has them."""
        session = self.session
        self.page.set_marks(session.claims, session.annotations, session.bookmarks, self.hits)

    # -- telling ---------------------------------------------------------------------

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
        self.masthead.show(article.title, details, fraction)
        hits = len(self.hits)
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
                help="" if self.editing else hints(self, ("reader.help", "help")),
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

    def take_settings(self) -> None:
        """Lay the page out by the settings, as they are now."""
        settings = settings_of(self.app)
        self.page.measure = settings.column
        self.page.margin = settings.margin_width if settings.margin else 0
        self._divide_words()
        self.page.relayout()
        self.page.notify_style_update()
        self.draw_point()
        self.tell()

    def say(self, sentence: str) -> None:
        """Say something in the status line until the next key."""
        self.status.say(sentence)

    def keyed(self, template: str) -> str:
        """Put the person's keys into a sentence of ours."""
        return worded(self, template)

    def did(self, act: str) -> None:
        """Hear that a person has done one of the things that the welcome article asks for."""

    # -- changing --------------------------------------------------------------------

    async def change(self, work: Callable[[], R], said: str | Callable[[R], str]) -> bool:
        """Change the library off the event loop; say so when it is on disk, never before."""
        try:
            result = await asyncio.to_thread(work)
        except ManiculeError as error:
            self.complain(error)
            return False
        if self.take_up():
            self.say(said(result) if callable(said) else said)
        return True

    def take_up(self) -> bool:
        """Show the library's present state; leave when the article is no longer in it."""
        try:
            self.session.reload()
        except NotFound as error:
            self._unsaved = False
            self.complain(error)
            self.close()
            return False
        except ManiculeError as error:
            self.complain(error)
            return False
        self.draw_marks()
        self.draw_point()
        self.tell()
        return True

    def _look_for_changes(self) -> None:
        """Show what another program wrote; a note being written is left in peace."""
        if self.app.screen is not self or self.editing is not None:
            return
        try:
            changed = self.library.refresh()
        except ManiculeError:
            # Whoever next reads or writes will say so, once and not every second.
            return
        if changed:
            self.take_up()

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


def _head(article: Article, form: Dates) -> list[HeadLine]:
    """Write what stands above the text."""
    about = [article.shown_byline, article.site, day(article.published or "", form)]
    head = [HeadLine(""), HeadLine(article.title, strong=True)]
    if any(about):
        head.append(HeadLine(" · ".join(part for part in about if part)))
    if article.source is not None:
        when = f", {day(article.source.published, form)}" if article.source.published else ""
        head.append(HeadLine(f"First published in {article.source.publication}{when}"))
    if runs_leftward(article.text):
        head.append(HeadLine("Right-to-left text: shown in logical order"))
    if article.unfetched:
        head.append(HeadLine("Its text is not fetched yet: ↵ in the library gets it."))
    return [*head, HeadLine("")]
