"""Looking at the whole: skimming, the side panel, everything of one's own."""

from __future__ import annotations

from tui.screens.reader_base import ReaderBase


class Looking(ReaderBase, part=True):
    """Shows the article by its headings, claims and notes, and goes to one of them."""

    def action_skim(self) -> None:
        """Show headings and key claims only; what is chosen there is gone to."""
        from tui.screens.skim import SkimScreen

        self.app.push_screen(SkimScreen(self.session), self._chosen)

    def action_panel(self) -> None:
        """Show contents, claims and notes beside the text."""
        from tui.screens.panel import PanelScreen

        frame = self.page.spread.frame
        edge = frame.text + frame.column + 1 if frame.margin else None
        self.beside = True
        self.tell()
        self.app.push_screen(PanelScreen(self.session, edge), self._chosen)

    def _chosen(self, offset: int | None) -> None:
        self.beside = False
        # Densities may have been changed there.
        self.draw_marks()
        self.tell()
        if offset is not None:
            self.leap(offset)
