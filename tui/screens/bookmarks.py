"""The bookmarks of one article, by letter and first words."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import ModalScreen
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from storage.models import Bookmark
from tui.closing import Closing
from tui.rebinding import key_of
from tui.widgets.cells import cut

_WIDTH = 72


class BookmarksScreen(ModalScreen[Bookmark | None], Closing):
    """Lists bookmarks; a letter, or enter on a row, goes there."""

    DEFAULT_CSS = """
    BookmarksScreen { align: center middle; background: $background 60%; }
    BookmarksScreen OptionList {
        width: 72; max-width: 96%; height: auto; max-height: 80%;
        border: round $accent; background: $surface; padding: 0 1;
        border-title-color: $accent-text; border-subtitle-color: $page-faint;
    }
    BookmarksScreen OptionList:focus { border: round $accent; }
    """
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
        box = OptionList(*options)
        box.border_title = "⚑ bookmarks"
        box.border_subtitle = " · ".join(
            filter(None, ["a letter goes there", key_of(self, "bookmarks.close")])
        )
        yield box

    @property
    def _room(self) -> int:
        """Cells for a bookmark's words: the box less its border, the label and the scroll bar."""
        return min(_WIDTH, int(self.app.size.width * 0.96)) - 14

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

    def action_close(self) -> None:
        """Go nowhere."""
        self.dismiss(None)
