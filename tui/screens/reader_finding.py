"""Finding words in the article."""

from __future__ import annotations

import asyncio
from bisect import bisect_left

from textual import on
from textual.binding import Binding
from textual.widgets import Input
from textual.worker import Worker

from tui.keyed import Keeping
from tui.reading.search import find_all, prepare
from tui.rebinding import rebind
from tui.screens.reader_base import ReaderBase

AT_ONCE = 200_000
"""Characters up to which a text is searched between two keys."""


class FindBar(Keeping, Input):
    """The line in which one types what to find."""

    DEFAULT_CSS = """
    FindBar { dock: bottom; height: 1; border: none; padding: 0 1; background: $surface; }
    FindBar:focus { border: none; }
    """
    BINDINGS = [
        Binding("escape", "leave", "Leave the search", id="find.leave", show=False),
    ]

    def __init__(self) -> None:
        super().__init__(placeholder="find in this article", compact=True, select_on_focus=False)

    def on_mount(self) -> None:
        """Take a person's own key for leaving."""
        rebind(self)

    def action_leave(self) -> None:
        """Close the line and forget what was found."""
        if isinstance(self.screen, Finding):
            self.screen.leave_find()


class Finding(ReaderBase, part=True):
    """Search in the logical text: a phrase is found over the ends of lines."""

    _from = 0
    _looking: Worker[None] | None = None

    def action_find(self) -> None:
        """Open the line in which to type what to find."""
        self._from = self.session.point
        if len(self.session.text) > AT_ONCE:
            self.run_worker(asyncio.to_thread(prepare, self.session.text))
        bar = FindBar()
        self.mount(bar)
        self.type_into(bar)

    @on(Input.Changed, "FindBar")
    def _on_find_typed(self, event: Input.Changed) -> None:
        self._stop_looking()
        if len(self.session.text) > AT_ONCE:
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
        self.go(self._from if self.hit is None else hits[self.hit][0])

    @on(Input.Submitted, "FindBar")
    async def _on_find_submitted(self, event: Input.Submitted) -> None:
        if self._looking is not None:
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
        self.go(self._from)

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
