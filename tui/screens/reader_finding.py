"""Finding words in the article."""

from __future__ import annotations

import asyncio
from bisect import bisect_left

from textual import on
from textual.widgets import Input
from textual.worker import Worker

from tui.reading.search import find_all, prepare
from tui.screens.reader_base import ReaderBase
from tui.widgets.find_bar import FindBar

CHARACTERS_AT_ONCE = 200_000
"""Characters up to which a text is searched between two keys."""


class Finding(ReaderBase, part=True):
    """Search in the logical text: a phrase is found over the ends of lines."""

    _from = 0
    _words = ""
    """What was looked for last."""
    _looking: Worker[None] | None = None

    def on_find_bar_left(self, message: FindBar.Left) -> None:
        """Close the line and forget what was found."""
        self.leave_find()

    def action_find(self) -> None:
        """Open the line in which to type what to find."""
        self._from = self.session.point
        self._words = ""
        if len(self.session.text) > CHARACTERS_AT_ONCE:
            self.run_worker(asyncio.to_thread(prepare, self.session.text))
        bar = FindBar()
        self.mount(bar)
        self.type_into(bar)

    @on(Input.Changed, "FindBar")
    def _on_find_typed(self, event: Input.Changed) -> None:
        if isinstance(event.input, FindBar) and event.input.ended:
            # The end came first: it goes straight to the screen, ahead of what the line still has.
            return
        self._stop_looking()
        self._words = event.value
        if len(self.session.text) > CHARACTERS_AT_ONCE:
            self._looking = self.run_worker(self._look_for(event.value))
        else:
            self._show_found(find_all(self.session.text, event.value))

    async def _look_for(self, words: str) -> None:
        """Search a long text beside the keys; what is typed next ends it."""
        self._show_found(await asyncio.to_thread(find_all, self.session.text, words))

    def _stop_looking(self) -> None:
        if self._looking is not None:
            self._looking.cancel()
            self._looking = None

    def _show_found(self, hits: list[tuple[int, int]]) -> None:
        """Show all hits, and go to the first behind where the search began."""
        self.hits = hits
        at = bisect_left(hits, (self._from,))
        self.hit = (at if at < len(hits) else 0) if hits else None
        self.draw_marks()
        self.leap(self._from if self.hit is None else hits[self.hit][0], leave=False)
        for bar in self.query(FindBar):
            bar.tell(self.hit, len(hits))

    @on(Input.Submitted, "FindBar")
    async def _on_find_submitted(self, event: Input.Submitted) -> None:
        if event.value != self._words:
            self._stop_looking()
            self._words = event.value
            await self._look_for(event.value)
        elif self._looking is not None:
            await self._looking.wait()
        self.query(FindBar).remove()
        if self.hits and self.session.point != self._from:
            self.jumps.leave(self._from)
        if self.hits:
            self.did("find")
        if not self.hits and event.value.strip():
            self.say(f"“{event.value}” is not in this article.")

    def leave_find(self) -> None:
        """Close the line and go back to where the search began."""
        self._stop_looking()
        self.query(FindBar).remove()
        self.clear_find()
        self.leap(self._from, leave=False)

    def clear_find(self) -> None:
        """Forget what was found."""
        self.hits, self.hit = [], None
        self.draw_marks()
        self.draw_point()
        self.tell()

    def action_found(self, by: int) -> None:
        """Go to the next hit, or the one before, round the ends."""
        if not self.hits or self.hit is None:
            self.say(self.keyed("Nothing was searched for yet; {reader.find} finds words."))
            return
        before, self.hit = self.hit, (self.hit + by) % len(self.hits)
        self.leap(self.hits[self.hit][0], always=False)
        place = f"{self.hit + 1}/{len(self.hits)}"
        if by > 0 and self.hit < before:
            self.say(f"{place}, from the beginning again.")
        elif by < 0 and self.hit > before:
            self.say(f"{place}, from the end again.")
