"""The line under the welcome article: what was done, and what comes next."""

from __future__ import annotations

from rich.segment import Segment
from textual.strip import Strip

from tui.widgets.cells import cut
from tui.widgets.paint import Painted


class Guide(Painted):
    """Shows one sentence, marked by the hand."""

    DEFAULT_CSS = """
    Guide { height: 1; width: 1fr; }
    """

    sentence = ""

    def tell(self, sentence: str) -> None:
        """Show another sentence."""
        if sentence != self.sentence:
            self.sentence = sentence
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        accent = self.paint("accent-text", on="surface", bold=True)
        words = cut(self.sentence, self.size.width - 4)
        plain = self.paint("page-strong", on="surface")
        drawn = Strip([Segment(" ☞ ", accent), Segment(words, plain)])
        return drawn.adjust_cell_length(self.size.width, plain)
