"""Textual's own Markdown viewer with one file, as a peer."""

from __future__ import annotations

import sys
from pathlib import Path

from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.widgets import MarkdownViewer


class Viewer(App[None]):
    """One file, scrolled by keys."""

    BINDINGS = [
        Binding("q", "quit"),
        Binding("j", "scroll('down')"),
        Binding("G", "scroll('end')"),
        Binding("g", "scroll('home')"),
    ]

    def compose(self) -> ComposeResult:
        """Show the file."""
        yield MarkdownViewer(Path(sys.argv[1]).read_text(), show_table_of_contents=False)

    def on_mount(self) -> None:
        """Give the keys to the text."""
        self.query_one(MarkdownViewer).focus()

    def action_scroll(self, where: str) -> None:
        """Scroll without animation."""
        getattr(self.query_one(MarkdownViewer), f"scroll_{where}")(animate=False)


if __name__ == "__main__":
    Viewer().run()
