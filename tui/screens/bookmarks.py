"""The bookmarks of one article, by letter and first words."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from storage.models import Bookmark
from tui.screens.choosing import WIDTH, ChoosingScreen
from tui.widgets.cells import cut


class BookmarksScreen(ChoosingScreen[Bookmark]):
    """Lists bookmarks; what is chosen is gone to."""

    BINDINGS = [
        Binding("escape,q,apostrophe", "close", "Close", id="bookmarks.close"),
    ]

    def __init__(self, bookmarks: Sequence[Bookmark]) -> None:
        super().__init__()
        self._bookmarks = bookmarks

    def compose(self) -> ComposeResult:
        """List the bookmarks in reading order."""
        options = []
        for number, bookmark in enumerate(self._bookmarks):
            words = cut(" ".join(bookmark.passage.quote.split()), max(8, self._room))
            row = Text.assemble((f"{bookmark.label:>3}", "bold"), "  ", words)
            if bookmark.lost:
                row.append("  (its passage is gone from the text)", "italic")
            options.append(Option(row, id=str(number)))
        yield self.box(options, "⚑ bookmarks", "a letter goes there", "bookmarks.close")

    @property
    def _room(self) -> int:
        """Cells for a bookmark's words: the box less its border, the label and the scroll bar."""
        return min(WIDTH, int(self.app.size.width * 0.96)) - 14

    def on_key(self, event: events.Key) -> None:
        """Go to the bookmark whose letter was pressed."""
        if event.key in ("escape", "q", "apostrophe"):
            wanted = None if event.key != "q" else self._labelled("q")
        elif event.character is not None and event.is_printable:
            wanted = self._labelled(event.character)
        else:
            return
        if wanted is not None:
            event.stop()
            event.prevent_default()
            self.dismiss(wanted)

    def _labelled(self, letter: str) -> Bookmark | None:
        return next((b for b in self._bookmarks if b.label == letter and not b.lost), None)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go to the bookmark of the row."""
        bookmark = self._bookmarks[int(event.option.id or 0)]
        self.dismiss(None if bookmark.lost else bookmark)
