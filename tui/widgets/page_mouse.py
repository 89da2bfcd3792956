"""What the mouse does on a page: it scrolls, points and selects."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.message import Message
from textual.widget import Widget


class PageMouse(Widget):
    """The part of a page that hears the mouse; its messages are the page's."""

    @dataclass
    class Pointed(Message, namespace="page"):
        """The mouse was pressed on a character, or drawn to it."""

        offset: int
        drawn: bool
        clicks: int = 1

    @dataclass
    class Beside(Message, namespace="page"):
        """The mouse was clicked on a row of the page, but not on its text."""

        x: int
        row: int
        clicks: int

    top: int
    """The row of the page at the top of the screen."""
    _pressed = False

    def offset_at(self, x: int, y: int) -> int | None:
        """Give the offset drawn at a cell of the screen; None outside the column."""
        raise NotImplementedError

    def scroll_to_row(self, row: int) -> None:
        """Put a row at the top, as far as the text allows."""
        raise NotImplementedError

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll by three lines."""
        event.stop()
        self.scroll_to_row(self.top + 3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll back by three lines."""
        event.stop()
        self.scroll_to_row(self.top - 3)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Put the cursor where the mouse is."""
        offset = self.offset_at(event.x, event.y)
        if offset is not None:
            self._pressed = True
            self.capture_mouse()
            self.post_message(self.Pointed(offset, drawn=False))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select while the button is held."""
        if self._pressed:
            offset = self.offset_at(event.x, event.y)
            if offset is not None:
                self.post_message(self.Pointed(offset, drawn=True))

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """End a selection by mouse."""
        self._pressed = False
        self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """Select a word by a double click, a sentence by a triple one."""
        offset = self.offset_at(event.x, event.y)
        if offset is None:
            self.post_message(self.Beside(event.x, self.top + event.y, event.chain))
        elif event.chain > 1:
            self.post_message(self.Pointed(offset, drawn=False, clicks=event.chain))
