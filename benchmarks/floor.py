"""The least a Textual app can do: lines that are made already, scrolled by keys."""

from __future__ import annotations

from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

ROWS = 6000


class Rows(ScrollView, can_focus=True):
    """Rows of plain text."""

    DEFAULT_CSS = "Rows { height: 1fr; scrollbar-size: 0 0; }"
    BINDINGS = [
        Binding("j", "by(1)"),
        Binding("pagedown", "by(38)"),
        Binding("pageup", "by(-38)"),
        Binding("G", "by(6000)"),
        Binding("g", "by(-6000)"),
    ]

    def on_mount(self) -> None:
        """Make every row."""
        self.virtual_size = Size(80, ROWS)
        self.made: dict[tuple[int, int], Strip] = {}

    def action_by(self, rows: int) -> None:
        """Scroll."""
        self.scroll_to(y=self.scroll_offset.y + rows, animate=False)

    def render_line(self, y: int) -> Strip:
        """Give a row, made the first time it is seen."""
        key = (y + self.scroll_offset.y, self.size.width)
        if key not in self.made:
            words = f"READY {key[0]} and the words that come to stand on a row of a page of text"
            strip = Strip([Segment(words, self.rich_style)])
            self.made[key] = strip.adjust_cell_length(self.size.width, self.rich_style)
        return self.made[key]


class Floor(App[None]):
    """One widget, one key that quits."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS = [Binding("q", "quit")]

    def compose(self) -> ComposeResult:
        """Show the rows."""
        yield Rows()


if __name__ == "__main__":
    Floor().run()
