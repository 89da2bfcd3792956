"""Moving about in the text."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from itertools import chain

from tui.reading.spread import Spread
from tui.screens.reader_base import ReaderBase
from tui.screens.session import following, preceding
from tui.screens.steps import PART, in_parts, reach

_NAMES = {"claim": "key claim", "annotation": "highlight of yours", "bookmark": "bookmark"}


class Moving(ReaderBase, part=True):
    """By line, page, sentence, paragraph, heading and mark."""

    async def action_line(self, by: int) -> None:
        """Go down or up by lines, the page following."""
        rows = by if abs(by) == 1 else await self._rows_to(by)
        if not self._by_lines(rows):
            self.page.scroll_to_row(self.page.top + by)

    async def _rows_to(self, by: int) -> int:
        """Count the rows to a line so many lines of text away, or to the last that there is."""
        self.page.approach(self.session.point)
        spread = self.page.spread
        row = spread.row_of(self.session.point)
        step = 1 if by > 0 else -1
        left, at, found = abs(by), row, row + step
        while left and spread.has(at + step):
            at += step
            line = spread.text_row(at)
            if line is not None and spread.layout.line(line).block >= 0:
                left, found = left - 1, at
            if not at % PART:
                await asyncio.sleep(0)
        return found - row

    async def action_half_page(self, by: int) -> None:
        """Go by half a screen."""
        await self._by_screen(by * max(1, self.page.rows // 2))

    async def action_page(self, by: int) -> None:
        """Go by a screen, two lines staying in sight."""
        await self._by_screen(by * max(1, self.page.rows - 2))

    async def _by_screen(self, rows: int) -> None:
        before = self.page.top
        await reach(lambda row: self.page.spread.has(row), before, before + rows)
        self.page.scroll_to_row(before + rows)
        went = self.page.top - before
        if rows > 0 and not went and self._is_last(rows):
            # Nothing more comes in sight: who goes on has read what is there.
            self.go(len(self.session.text))
            return
        self._by_lines(went or rows)

    def _is_last(self, rows: int) -> bool:
        """Say whether so many rows further on, or a screen of them, there is no more text."""
        self.page.approach(self.session.point)
        spread = self.page.spread
        if rows >= self.page.rows - 2:
            return not spread.has(self.page.top + self.page.rows)
        return not spread.has(spread.row_of(self.session.point) + rows)

    def _by_lines(self, by: int) -> bool:
        """Move the point by rows of the screen, keeping its column; False at the ends."""
        self.page.approach(self.session.point)
        spread = self.page.spread
        row = spread.row_of(self.session.point)
        column = self._column
        if column is None:
            column = spread.layout.place(self.session.point)[1]
        step = 1 if by > 0 else -1
        target = spread.near(row + by)
        # Where nothing but notes is left at the end, a count stops at the last line of text.
        for candidate in chain(_rows(spread, target, step), range(target, row, -step)):
            at = spread.text_row(candidate)
            line = spread.layout.line(at) if at is not None else None
            if at is not None and line is not None and line.block >= 0:
                # Behind the row's end would be no character, so no sentence either.
                last = max(line.start, line.end - 1)
                self.go(min(spread.layout.offset(at, column), last), line_only=True)
                self._column = column
                return True
        return False

    def action_top(self) -> None:
        """Go to the beginning."""
        self.leap(0)
        self.page.scroll_to_row(self.page.spread.top)

    def action_bottom(self) -> None:
        """Go to the end."""
        self.leap(len(self.session.text) - 1)
        self.page.scroll_to_row(self.page.last_top)

    def action_percent(self, share: int) -> None:
        """Go to a share of the text, in per cent."""
        if not share:
            self.say(self.keyed("Type the number first: 50{reader.percent} goes to the middle."))
        elif share >= 100:
            self.action_bottom()
        else:
            self.leap(len(self.session.text) * share // 100)

    async def action_sentence(self, by: int) -> None:
        """Go to the next sentence, or the one before."""
        motions = self.session.motions
        move = motions.next_sentence if by > 0 else motions.previous_sentence
        self.go(await in_parts(move, self.session.point, abs(by)))

    def action_paragraph(self, by: int) -> None:
        """Go to the next paragraph, or the one before."""
        motions = self.session.motions
        move = motions.next_paragraph if by > 0 else motions.previous_paragraph
        self.go(move(self.session.point, abs(by)))
        self.did("paragraph")

    def action_heading(self, by: int) -> None:
        """Go to the next heading, or the one before."""
        motions = self.session.motions
        point = self.session.point
        move = motions.next_heading if by > 0 else motions.previous_heading
        to = move(point, abs(by))
        if to == point:
            self.say("No heading further on." if by > 0 else "No heading before this.")
            return
        self.leap(to, always=False)

    def action_mark(self, what: str, by: int) -> None:
        """Go to the next claim, annotation or bookmark, or the one before."""
        session = self.session
        starts = session.starts(what)
        if what == "claim" and not session.claims_on:
            self.say(self.keyed("The claims are off; {reader.claims} brings them back."))
            return
        find = following if by > 0 else preceding
        to = find(starts, session.point, abs(by))
        if to is None:
            where = "further on" if by > 0 else "before this"
            self.say(f"No {_NAMES[what]} {where} ({len(starts)} in all).")
            return
        self.leap(to, always=False)
        self.aimed = session.point, session.here(what)
        if what == "claim":
            self.did(what)

    def action_jump_back(self, by: int) -> None:
        """Go back to where one was before a jump."""
        if self._turn(self.jumps.back, by, "No jump to come back from."):
            self.did("back")

    def action_jump_forward(self, by: int) -> None:
        """Go forward again to where one came back from."""
        self._turn(self.jumps.forward, by, "No jump further on: that was the last.")

    def _turn(self, way: Callable[[int], int | None], by: int, end: str) -> bool:
        """Go a way as often as was counted; False when there was nowhere to go at all."""
        for number in range(by):
            to = way(self.session.point)
            if to is None:
                self.say(end)
                return bool(number)
            self.leap(to, leave=False)
        return True

    def action_wider(self, by: int) -> None:
        """Change the measure, the same words staying at the top."""
        from tui.reading.frame import NARROWEST, WIDEST

        measure = max(NARROWEST, min(WIDEST, self.page.measure + by))
        self.page.measure = measure
        self.remember("column", measure)
        self.page.relayout()
        self.draw_point()
        self.tell()
        self.say(f"Lines of {self.page.spread.frame.column} cells.")

    def action_zen(self) -> None:
        """Show nothing but the text, or everything again."""
        self.page.bare = not self.page.bare
        self.masthead.display = not self.page.bare
        self.status.bare(self.page.bare)
        self.page.relayout()
        self.draw_point()


def _rows(spread: Spread, row: int, step: int) -> Iterator[int]:
    """Give rows from one on, to the end or to the beginning."""
    while spread.has(row):
        yield row
        row += step
