"""Moving about in the text."""

from __future__ import annotations

from tui.screens.reader_base import ReaderBase
from tui.screens.session import following, preceding

_NAMES = {"claim": "key claim", "annotation": "highlight of yours", "bookmark": "bookmark"}


class Moving(ReaderBase):
    """By line, page, sentence, paragraph, heading and mark."""

    def action_line(self, by: int) -> None:
        """Go down or up by lines, the page following."""
        if not self._by_lines(by):
            self.page.scroll_to_row(self.page.top + by)

    def action_half_page(self, by: int) -> None:
        """Go by half a screen."""
        self._by_screen(by * max(1, self.page.rows // 2))

    def action_page(self, by: int) -> None:
        """Go by a screen, two lines staying in sight."""
        self._by_screen(by * max(1, self.page.rows - 2))

    def _by_screen(self, rows: int) -> None:
        before = self.page.top
        self.page.scroll_to_row(before + rows)
        went = self.page.top - before
        self._by_lines(went or rows)

    def _by_lines(self, by: int) -> bool:
        """Move the point by rows of the screen, keeping its column; False at the ends."""
        spread = self.page.spread
        row = spread.row_of(self.session.point)
        column = self._column
        if column is None:
            column = spread.layout.place(self.session.point)[1]
        step = 1 if by > 0 else -1
        target = max(0, row + by if spread.has(row + by) else spread.height - 1)
        while spread.has(target):
            at = spread.text_row(target)
            line = spread.layout.line(at) if at is not None else None
            if at is not None and line is not None and line.block >= 0:
                # Behind the row's end would be no character, so no sentence either.
                last = max(line.start, line.end - 1)
                self.go(min(spread.layout.offset(at, column), last), line_only=True)
                self._column = column
                return True
            target += step
        return False

    def action_top(self) -> None:
        """Go to the beginning."""
        self.go(0)
        self.page.scroll_to_row(0)

    def action_bottom(self) -> None:
        """Go to the end."""
        self.go(len(self.session.text) - 1)
        self.page.scroll_to_row(self.page.last_top)

    def action_sentence(self, by: int) -> None:
        """Go to the next sentence, or the one before."""
        motions = self.session.motions
        move = motions.next_sentence if by > 0 else motions.previous_sentence
        self.go(move(self.session.point))

    def action_paragraph(self, by: int) -> None:
        """Go to the next paragraph, or the one before."""
        motions = self.session.motions
        move = motions.next_paragraph if by > 0 else motions.previous_paragraph
        self.go(move(self.session.point))

    def action_heading(self, by: int) -> None:
        """Go to the next heading, or the one before."""
        motions = self.session.motions
        point = self.session.point
        to = motions.next_heading(point) if by > 0 else motions.previous_heading(point)
        if to == point:
            self.say("No heading further on." if by > 0 else "No heading before this.")
            return
        self.go(to)

    def action_mark(self, what: str, by: int) -> None:
        """Go to the next claim, annotation or bookmark, or the one before."""
        session = self.session
        starts = session.starts(what)
        if what == "claim" and not session.claims_on:
            self.say("The claims are off; c brings them back.")
            return
        find = following if by > 0 else preceding
        to = find(starts, session.point)
        if to is None:
            where = "further on" if by > 0 else "before this"
            self.say(f"No {_NAMES[what]} {where} ({len(starts)} in all).")
            return
        self.go(to)

    def action_wider(self, by: int) -> None:
        """Change the measure, the same words staying at the top."""
        from tui.reading.frame import NARROWEST, WIDEST

        measure = max(NARROWEST, min(WIDEST, self.page.measure + by))
        self.page.measure = measure
        self.page.relayout()
        self.draw_point()
        self.tell()
        self.say(f"Lines of {self.page.spread.frame.column} cells.")

    def action_zen(self) -> None:
        """Show nothing but the text, or everything again."""
        self.page.bare = not self.page.bare
        self.masthead.display = not self.page.bare
        self.status.display = not self.page.bare
        self.page.relayout()
        self.draw_point()
