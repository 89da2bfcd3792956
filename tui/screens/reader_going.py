"""Going somewhere, and drawing where one is."""

from __future__ import annotations

from tui.reading.marks import Mark
from tui.screens.reader_telling import Telling

# Marks that lie over each other, the lowest first.
_BRIGHT, _CURSOR, _SELECTION, _FOUND_HERE = 1, 5, 6, 7


class Going(Telling, part=True):
    """Puts the point somewhere, shows it and draws what is marked."""

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
