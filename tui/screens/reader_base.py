"""An opened article, on which all the reader's actions stand."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from storage.errors import ManiculeError
from storage.models import Article
from tui.dates import Dates, day
from tui.reading.hyphens import divider, is_loaded
from tui.reading.search import find_all
from tui.reading.signs import runs_leftward
from tui.reading.spread import HeadLine
from tui.screens.reader_changing import Changing
from tui.screens.session import Session
from tui.settings.model import settings_of

WORDS_AT_ONCE = 150_000
"""Words up to which an article is read while the screen waits: some hundredths of a second."""

POLL = 1.0
"""Seconds after which what another program wrote is shown."""


class ReaderBase(Changing):
    """Opens the article: reads it, lays it out, and goes to where one left it."""

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

    def _is_long(self) -> bool:
        try:
            return self.library.entry(self.article_id).words > WORDS_AT_ONCE
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
            whole = (self._at, self._at + len(self._sought))
            if self._at not in starts and self.session.text[slice(*whole)] == self._sought:
                # Of places that overlap, finding has taken another.
                self.hits, starts = [whole], [self._at]
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
        if self.greeting:
            self.say(self.greeting)
        elif self._at is None and not self.in_sight(0):
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
