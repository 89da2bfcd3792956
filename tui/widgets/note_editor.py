"""Where a note is written: a few lines beside the passage, or under it."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len
from textual.binding import Binding
from textual.message import Message
from textual.widgets import TextArea

from tui.keyed import Keeping
from tui.rebinding import hints, rebind

_TITLE = "✎ note"
_WRITE = Binding.Group("While writing a note")


class NoteEditor(Keeping, TextArea):
    """A small editor that keeps what was written when one leaves it."""

    DEFAULT_CSS = """
    NoteEditor {
        layer: over;
        height: 8;
        min-height: 1;
        &.-small { border: none; padding: 0; background: $panel; }
        &.-small:focus { border: none; }
        border: round $accent;
        /* The page's own ground: another one would stand out around the round corners. */
        background: $background;
        padding: 0 1;
        border-title-color: $accent-text;
        border-subtitle-color: $page-faint;
    }
    NoteEditor:focus { border: round $accent; background-tint: $foreground 0%; }
    NoteEditor .text-area--cursor-line { background: $background; }
    NoteEditor.-small .text-area--cursor-line { background: $panel; }
    """

    BINDINGS = [
        Binding("escape,ctrl+s", "keep", "Keep the note", id="note.keep", group=_WRITE),
        Binding("ctrl+e", "outside", "Write it in $EDITOR", id="note.outside", group=_WRITE),
        Binding("ctrl+g", "discard", "Leave the note as it was", id="note.discard", group=_WRITE),
    ]

    @dataclass
    class Kept(Message):
        """The person is done; this is the note."""

        text: str

    @dataclass
    class Discarded(Message):
        """The person wants nothing changed."""

    @dataclass
    class Grown(Message):
        """The note takes another number of rows."""

    @dataclass
    class Outside(Message):
        """The person wants to write in an editor of their own."""

        editor: NoteEditor

    def __init__(self, text: str) -> None:
        if text.endswith("```"):
            # What is written behind the end of a block of code would be no end of it any more.
            text += "\n"
        super().__init__(text, soft_wrap=True, show_line_numbers=False)
        self.border_title = _TITLE

    def on_mount(self) -> None:
        """Write at the end of what is there."""
        rebind(self)
        self.move_cursor(self.document.end)
        for what in ("scroll_y", "virtual_size"):
            self.watch(self, what, self._tell_more)

    @property
    def rows(self) -> int:
        """Rows that the whole note takes, frame and all."""
        return self.wrapped_document.height + self.gutter.height

    def on_resize(self) -> None:
        """Say anew how much is out of sight, and the keys in as many words as fit."""
        keys = ("note.keep", "keeps"), ("note.discard", "leaves it as it was")
        said = hints(self, *keys, gap=" · ")
        fits = cell_len(said) <= self.size.width
        self.border_subtitle = said if fits else hints(self, keys[0])
        self._tell_more()

    def _tell_more(self) -> None:
        """Say in the frame how many lines are above and below those that are shown."""
        above, lines = round(self.scroll_y), self.wrapped_document.height
        below = max(0, lines - above - self.content_size.height)
        more = [f"↑ {above} more"] * (above > 0) + [f"↓ {below} more"] * (below > 0)
        self.border_title = " · ".join([_TITLE, *more])
        if lines != self._lines:
            self._lines = lines
            self.post_message(self.Grown())

    @property
    def hint(self) -> str:
        """What its keys do, for the status line."""
        return hints(
            self,
            ("note.keep", "keeps"),
            ("note.discard", "leaves it as it was"),
            ("note.outside", "$EDITOR"),
        )

    def action_keep(self) -> None:
        """Hand the note over; keys typed from now on are meant for the page."""
        if self._leave():
            self.post_message(self.Kept(self.text))

    def action_discard(self) -> None:
        """Go back without a change."""
        if self._leave():
            self.post_message(self.Discarded())

    def action_outside(self) -> None:
        """Write it in an editor of one's own."""
        self.post_message(self.Outside(self))

    def stay(self) -> None:
        """Take the keys again: the note could not be stored."""
        self._left = False

    def _leave(self) -> bool:
        """Give the keys back to the page; False when that has been done already."""
        if self._left:
            return False
        self._left = True
        self.screen.set_focus(None)
        return True

    _left = False
    _lines = 0
