"""What the screens of a few of one's own marks have in common: how they are laid out."""

from __future__ import annotations

from textual.app import ComposeResult

from tui.screens.marks import Marks
from tui.widgets.hints import Hints
from tui.widgets.masthead import Masthead
from tui.widgets.notes_list import NotesList
from tui.widgets.sheet import Sheet


class OwnMarks(Marks):
    """Marks, and below them the one under the cursor with what can be said of it."""

    AUTO_FOCUS = "NotesList"
    VERTICAL_BREAKPOINTS = [(0, "-tiny"), (8, "-low"), (16, "-high"), (30, "-tall")]

    DEFAULT_CSS = """
    OwnMarks {
        NotesList { height: 1fr; }
        &.-tall NotesList { margin-top: 1; }
        Sheet { height: 2fr; border-top: solid $page-rule; }
        &.-tiny Sheet, &.-empty Sheet { display: none; }
        &.-tiny Masthead { height: 1; }
        &.-tiny Hints { display: none; }
    }
    """

    def compose(self) -> ComposeResult:
        yield Masthead()
        yield NotesList()
        yield Sheet()
        yield Hints()

    def on_mount(self) -> None:
        """Follow the file."""
        self.follow_file()

    async def on_screen_resume(self) -> None:
        """Show what there is, or what the reader has changed."""
        await self.reload()
