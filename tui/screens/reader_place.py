"""The reading place: written down while one reads, kept in sight, and how fast one reads."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from functools import partial

from storage.errors import ManiculeError
from storage.models import Progress
from tui.reading.frame import WIDEST
from tui.reading.pace import FASTEST, Pace, words_a_minute
from tui.screens.reader_base import ReaderBase

AUTOSAVE = 2.0
"""Seconds after which a new reading place is written down."""

_MOST = 50_000
"""Characters of a stretch that are counted; more was not read in one go."""


class Placing(ReaderBase, part=True):
    """Remembers the place to the sentence, and measures the person's own pace."""

    clock: Callable[[], float] = staticmethod(time.monotonic)
    """Gives the time in seconds."""
    _pace: Pace | None = None
    _opened = 0.0
    _others = (0, 0)
    """Words and seconds measured before this sitting, over the whole library."""
    _reached = 0.0
    """The furthest that was read, as a share of the text; going back takes nothing from it."""
    _leapt = False
    """Whether the last key went somewhere else at once: a look is no reading."""
    _was_in_sight = True
    _rows = (0, 0)
    _complained = False
    """Whether it was said already that the place cannot be stored."""

    def opened(self) -> None:
        """Begin to measure: there is something to read."""
        super().opened()
        self._opened = self.clock()
        self._reached = self.session.progress.fraction
        self.when_shown(lambda: self.run_worker(self._measure))
        self.set_interval(AUTOSAVE, self.save_place)

    async def _measure(self) -> None:
        text = self.session.text
        try:
            self._others = await asyncio.to_thread(self.library.timed)
        except ManiculeError:
            # Nobody asked for it: the usual pace will do.
            self._others = (0, 0)
        self._pace = Pace(lambda start, end: len(text[start : min(end, start + _MOST)].split()))
        self._pace.stand(self.page.first_offset, self.clock())
        self._use_pace()

    def _use_pace(self) -> None:
        if self._pace is not None:
            words, seconds = self._others
            self.pace = words_a_minute(words + self._pace.words, seconds + self._pace.seconds)
            self.tell()

    def passed(self) -> None:
        """Measure what was read, and whether the cursor is in sight."""
        size = (self.page.size.width, self.page.size.height)
        if size == self._rows:
            self._was_in_sight = self.in_sight(self.session.point)
        if self._pace is not None:
            take = self._pace.stand if self.leaping else self._pace.move
            take(self.page.first_offset, self.clock())
        self._leapt = self._leapt or self.leaping
        if self._moved and not self._leapt:
            self._reach()

    def _reach(self) -> bool:
        """Count what lies before the cursor as read; False when that was so already."""
        share = round(self._fraction(), 4)
        further = share > self._reached
        self._reached = max(share, self._reached)
        return further

    def on_resize(self) -> None:
        """Keep the sentence in sight that was."""
        self.call_after_refresh(self._keep_in_sight)

    def _keep_in_sight(self) -> None:
        if not self.is_open:
            return
        self._rows = (self.page.size.width, self.page.size.height)
        if self._was_in_sight and not self.in_sight(self.session.point):
            self.page.reveal(self.session.point, self.session.point + 1)

    def before_key(self) -> None:
        """See whether an article that the screen holds whole was long enough in sight."""
        super().before_key()
        self._leapt = False
        if self.seen or not self.is_open:
            return
        # A long text is not laid out to its end for this.
        spread, rows = self.page.spread, self.page.rows
        if len(self.session.text) > rows * WIDEST or spread.has(spread.top + rows):
            return
        if (self.clock() - self._opened) * FASTEST / 60 >= self.session.words:
            self.seen = self._moved = self._unsaved = True

    async def leave_place(self) -> None:
        """Write down the place for good: where one stops, one has read to, however one came."""
        # Who opened it at a claim or at words that were found, and leaves, has read no further.
        stayed = self.is_open and self.session.point == self._at and not self.seen
        if self.is_open and self._moved and not stayed and self._reach():
            self._unsaved = True
        await self.save_place()

    async def save_place(self) -> None:
        """Write down the reading place, if it is another than the one stored."""
        # Where there is no text yet nobody has come to its end.
        if not self._unsaved or not self.session.text:
            return
        self._unsaved = False
        self._use_pace()
        before = self.session.progress
        progress = Progress(
            offset=self.page.first_offset,
            cursor=self.session.point,
            fraction=self._reached,
            words=before.words + (self._pace.words if self._pace else 0),
            seconds=before.seconds + round(self._pace.seconds if self._pace else 0),
        )
        try:
            keep = partial(self.library.set_progress, seen=self.session.text)
            await asyncio.to_thread(keep, self.article_id, progress)
        except ManiculeError as error:
            self._unsaved = True
            if not self._complained:
                self._complained = True
                self.complain(error)
            return
        self._complained = False
