"""What a click beside the text means: a note in the margin, a sign in the gutter."""

from __future__ import annotations

from tui.screens.reader_claims import Claiming
from tui.screens.reader_noting import Noting
from tui.widgets.cells import cut
from tui.widgets.page import Page


class Pointing(Noting, Claiming, part=True):
    """Follows the mouse to notes, bookmarks and claims."""

    def on_page_beside(self, message: Page.Beside) -> None:
        """Go to the passage of the note or sign; a double click opens the note."""
        if self.editing is not None or not self.is_open:
            return
        spread, session = self.page.spread, self.session
        margin = spread.frame.margin and message.x >= spread.frame.rule
        line = spread.note_beside(message.row) if margin else spread.note_under(message.row)
        if line is None:
            if message.x < spread.frame.text:
                self._sign(message.row)
            return
        if line.claim is not None:
            self._point_at(line.claim.start)
            self.action_why()
            return
        note = next((n for n in session.annotations if n.uid == line.key), None)
        if note is None:
            return
        self._point_at(note.passage.start)
        self.aimed = session.point, note
        if message.clicks > 1:
            self.edit_note(note)
        else:
            self.say(
                self.keyed(
                    "{reader.annotate}, or a double click, opens the note; "
                    "{reader.strike} removes it."
                )
            )

    def _sign(self, row: int) -> None:
        """Say which bookmark or claim a sign in the gutter stands for."""
        spread, session = self.page.spread, self.session
        for mark in session.bookmarks:
            if not mark.lost and spread.row_of(mark.passage.start) == row:
                self._point_at(mark.passage.start)
                self.aimed = session.point, mark
                words = cut(" ".join(mark.passage.quote.split()), 40)
                keys = self.keyed("{reader.strike} removes it, {reader.bookmarks} shows all.")
                self.say(f"Bookmark {mark.label}: “{words}”; {keys}")
                return
        for claim in session.claims:
            if spread.row_of(claim.start) == row:
                self._point_at(claim.start)
                self.action_why()
                return

    def _point_at(self, offset: int) -> None:
        self.end_selection()
        self.go(offset)
