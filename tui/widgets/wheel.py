"""What lists and sheets share: the wheel scrolls them, a bar shows how far."""

from __future__ import annotations

from textual import events

from tui.widgets.paint import Painted

WHEEL = 3
"""Rows that one step of the wheel moves."""


class Wheeled(Painted):
    """A widget whose rows the wheel scrolls."""

    def scroll_rows(self, by: int) -> None:
        """Scroll by so many rows, as far as there are any."""
        raise NotImplementedError

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        self.scroll_rows(WHEEL)
        event.stop()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        self.scroll_rows(-WHEEL)
        event.stop()


def thumb(y: int, top: int, page: int, total: int) -> str:
    """Draw cell `y`, from 0, of the bar beside `page` rows of `total`, `top` being the first."""
    if total <= page:
        return " "
    height = max(1, page * page // total)
    start = (page - height) * top // (total - page)
    return "▐" if start <= y < start + height else " "
