"""An app whose frames go the short way to a terminal that knows it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, cast

from textual import events
from textual.app import App

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual.driver import Driver
    from textual.screen import Screen

    from tui.painting.memory import Memory


class QuickApp(App[None]):
    """Paints by `QuickDriver` where Textual would use its driver of Linux and macOS.

    Everywhere else (Windows, a browser, tests, a driver of somebody's own), with
    MANICULE_PLAIN=1, and with a Textual that has other names within than the one this was
    written for, nothing here has any effect.
    """

    def get_driver_class(self) -> type[Driver]:
        """Take the quick driver in place of the one it is made from."""
        usual = super().get_driver_class()
        if usual.__module__ != "textual.drivers.linux_driver" or os.environ.get("MANICULE_PLAIN"):
            return usual
        from tui.private_names import missing

        if missing() is not None:
            return usual
        from tui.painting.driver import QuickDriver

        return QuickDriver

    @property
    def _memory(self) -> Memory | None:
        return getattr(getattr(self, "_driver", None), "memory", None)

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        """Send a frame as what differs from the one before."""
        if self.outshone(screen):
            return
        memory = self._memory
        if memory is None or renderable is None or self._batch_count or not self._running:
            super()._display(screen, renderable)
            return
        from tui.painting.frames import CompositorUpdate, Frame

        if not isinstance(renderable, CompositorUpdate):
            memory.forget()
            super()._display(screen, renderable)
            return
        frame = Frame(renderable, self.size, memory, screen._compositor)
        frame.prepare(self.console)
        moved = self.cursor_position != self._previous_cursor_position
        # What stands already is not worth a byte.
        sent = cast("RenderableType", frame) if frame.prepared or moved else None
        super()._display(screen, sent)

    def outshone(self, screen: Screen[Any]) -> bool:
        """Tell whether the terminal shows more already than a screen has to show yet."""
        return False

    def paint(self, screen: Screen[Any]) -> None:
        """Draw what a key has changed, without waiting until the next frame is due.

        Where something is to be arranged anew first, or more has come in, the usual frame
        draws it all.
        """
        if self._memory is None or self._exit or screen.message_queue_size:
            return
        if screen is not self.screen:
            return
        shown = screen._compositor.visible_widgets
        if any(widget._layout_required or widget._refresh_styles_required for widget in shown):
            return
        dirty = [widget for widget in shown if widget._repaint_required]
        for widget in dirty:
            widget._repaint_required = False
        screen._dirty_widgets.update(dirty)
        if screen._dirty_widgets:
            screen._on_timer_update()

    def on_resize(self, event: events.Resize) -> None:
        """Send every row anew: a terminal moves what it shows when its size changes."""
        if self._memory is not None:
            self._memory.forget()
