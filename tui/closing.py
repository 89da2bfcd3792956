"""Screens that are closed once, however fast one types."""

from __future__ import annotations

from traceback import walk_tb
from typing import Any, cast

from textual.await_complete import AwaitComplete
from textual.css.query import NoMatches
from textual.dom import NoScreen
from textual.screen import Screen
from textual.widget import MountError, Widget
from textual.worker import WorkerFailed


class Closing(Screen[Any]):
    """A screen that goes when it is told to while it is on top.

    Textual takes the topmost screen away, whoever asks: a key pressed twice would close what
    stands below too.
    """

    def dismiss(self, result: Any = None) -> AwaitComplete:
        """Close this screen and give the result; nothing, when it is closed or covered."""
        if self.app.screen is not self:
            return AwaitComplete()
        return super().dismiss(result)


def cause(error: Exception) -> Exception:
    """Give the error itself where one of a worker is only told of."""
    return cast(Exception, error.error) if isinstance(error, WorkerFailed) else error


def of_a_closed_screen(error: Exception) -> bool:
    """Tell whether an error only says that a screen went while something of it was still to do.

    Its widgets are gone then, and what it would have shown is of no use to anybody.
    """
    error = cause(error)
    if not isinstance(error, NoMatches | MountError):
        return False
    own = (frame.f_locals.get("self") for frame, _ in walk_tb(error.__traceback__))
    return any(isinstance(node, Widget) and _is_gone(node) for node in own)


def _is_gone(widget: Widget) -> bool:
    try:
        screen = widget.screen
    except NoScreen:
        return True
    shown = screen in widget.app.screen_stack and screen.is_attached and screen.is_mounted
    return not shown
