"""Selecting a passage from the keyboard."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from tui.reading.selection import Selection
from tui.screens.reader_base import ReaderBase
from tui.screens.steps import PART, in_parts, reach
from tui.widgets.page import Page

_UNITS = 4
"""A selection grows by word, clause, sentence and paragraph."""


class Selecting(ReaderBase, part=True):
    """A selection starts as the sentence; motions move one of its ends."""

    def go(self, offset: int, *, line_only: bool = False) -> None:
        """Go somewhere; while selecting, the moving end goes there."""
        if self.selection is None:
            super().go(offset, line_only=line_only)
        else:
            self._move(offset)

    def action_select(self) -> None:
        """Start with the hit of a search or the sentence; or give the selection up."""
        if self.selection is not None:
            self.give_up_selection()
            return
        self._anchor = self.session.point
        span = self.hits[self.hit] if self.hit is not None else self.session.cursor
        self._select(Selection(*span))

    def action_select_paragraphs(self) -> None:
        """Take the whole paragraph; from then on go by paragraphs."""
        self._anchor = self.session.point
        span = self.session.motions.paragraph_at(self.session.point)
        self._select(Selection(*span, by_paragraph=True))

    def action_paragraphs(self) -> None:
        """Start a selection with the paragraph at the cursor."""
        self.action_select_paragraphs()

    def action_select_swap(self) -> None:
        """Move the other end from now on."""
        assert self.selection is not None
        self._select(self.selection.swapped())

    def action_select_grow(self, by: int) -> None:
        """Take the next larger unit, or the next smaller."""
        chosen = self.selection
        assert chosen is not None
        motions = self.session.motions
        start, end = chosen.start, chosen.end
        for _ in range(min(abs(by), _UNITS)):
            if by > 0:
                start, end = motions.grow(start, end)
                continue
            anchor = max(start, min(self._anchor, end - 1))
            smaller = motions.shrink(start, end, anchor)
            if not any(char.isalnum() for char in self.session.text[slice(*smaller)]):
                self.say("That is as little as can be marked.")
                break
            start, end = smaller
        self._select(chosen._replace(start=start, end=end))

    async def action_select_char(self, by: int) -> None:
        """Move the end by one character."""
        assert self.selection is not None
        motions, moving = self.session.motions, self.selection.moving
        move = motions.char_right if by > 0 else motions.char_left
        self._move(await in_parts(move, moving, abs(by)))

    async def action_select_word(self, by: int) -> None:
        """Move the end by one word."""
        chosen = self.selection
        assert chosen is not None
        motions, text = self.session.motions, self.session.text
        if by < 0:
            to = await in_parts(self._word_back, chosen.moving, -by)
            self._move(len(text[:to].rstrip()) if chosen.at_end else to)
        elif chosen.at_end:
            self._move(await in_parts(motions.word_end, chosen.end, by))
        else:
            self._move(await in_parts(motions.word_forward, chosen.start, by))

    def _word_back(self, to: int, count: int) -> int:
        motions, text = self.session.motions, self.session.text
        for _ in range(count):
            to = motions.word_back(to)
            # A full stop is a word to vi; to give up a word means the letters, not the stop.
            while to > 0 and not text[to].isalnum():
                to = motions.word_back(to)
        return to

    async def action_select_line(self, by: int) -> None:
        """Move the end by one line, or by one paragraph after V."""
        chosen = self.selection
        assert chosen is not None
        if chosen.by_paragraph:
            await self.action_select_paragraph(by)
            return
        self.page.approach(chosen.moving)
        layout = self.page.spread.layout
        row, column = layout.place(chosen.moving)
        await reach(layout.has, row, row + by)
        row += by
        if not layout.has(row):
            row = layout.stop - 1 if by > 0 else layout.first
        step = 1 if by > 0 else -1
        while layout.has(row) and layout.line(row).block < 0:
            row += step
        if layout.has(row):
            self._move(layout.offset(row, column))

    def action_select_edge(self, by: int) -> None:
        """Move the end to the start of its line, or to the line's end."""
        assert self.selection is not None
        self.page.approach(self.selection.moving)
        layout = self.page.spread.layout
        line = layout.line(layout.place(self.selection.moving)[0])
        self._move(line.end if by > 0 else line.start)

    async def action_select_sentence(self, by: int) -> None:
        """Move the end by one sentence."""
        motions = self.session.motions
        step = motions.next_sentence if by > 0 else motions.previous_sentence
        await self._step(by, motions.sentence_at, step)

    async def action_select_paragraph(self, by: int) -> None:
        """Move the end by one paragraph."""
        motions = self.session.motions
        step = motions.next_paragraph if by > 0 else motions.previous_paragraph
        await self._step(by, motions.paragraph_at, step)

    async def _step(
        self, by: int, unit: Callable[[int], tuple[int, int]], step: Callable[[int], int]
    ) -> None:
        chosen = self.selection
        assert chosen is not None
        for number in range(1, abs(by) + 1):
            further = chosen.stepped(by > 0, unit, step)
            if further == chosen:
                break
            chosen = further
            if not number % PART:
                await asyncio.sleep(0)
        self._select(chosen)

    def _move(self, to: int) -> None:
        assert self.selection is not None
        self._select(self.selection.moved(max(0, min(to, len(self.session.text)))))

    def _select(self, chosen: Selection | None) -> None:
        """Show another selection, its moving end in sight."""
        before, self.selection = self.selection, chosen
        if chosen is not None:
            inside = chosen.end - 1 if chosen.at_end else chosen.start
            self.session.point = max(chosen.start, inside)
        self.draw_point()
        if chosen is not None:
            self.page.reveal(self.session.point, self.session.point + 1)
            self.did("select")
        if (before is None) != (chosen is None):
            self.refresh_bindings()
        self.tell()

    def end_selection(self) -> None:
        """Give the selection up, the cursor staying where it began."""
        if self.selection is not None:
            self.session.point = self.selection.start
            self._column = None
            self._select(None)

    def give_up_selection(self) -> None:
        """End the selection as if it had not been: the cursor is a sentence, from its start."""
        self.end_selection()
        start, _ = self.session.cursor
        if self.in_sight(start):
            self.session.point = start

    def on_page_pointed(self, message: Page.Pointed) -> None:
        """Follow the mouse: a press points, drawing selects, clicks take word and sentence."""
        if not self.is_open:
            return
        motions = self.session.motions
        if message.clicks == 2:
            self._select(Selection(*motions.word_at(message.offset)))
        elif message.clicks > 2:
            self._select(Selection(*motions.sentence_at(message.offset)))
        elif not message.drawn:
            self._pressed_at = message.offset
            if self.selection is not None:
                self._select(None)
            self.session.point = message.offset
            self._column = None
            self.draw_point()
            self.tell()
        elif message.offset != self._pressed_at:
            start, end = sorted((self._pressed_at, message.offset))
            forward = message.offset > self._pressed_at
            end = min(end + 1, len(self.session.text))
            self._select(Selection(start, end, at_end=forward))

    _pressed_at = 0
    _anchor = 0
    """Where the cursor was when the selection began; what shrinks, shrinks towards it."""
