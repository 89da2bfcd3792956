"""The foot of every screen: the keys that matter here, or what has just happened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.cells import cell_len
from rich.segment import Segment
from textual.binding import Binding
from textual.strip import Strip
from textual.timer import Timer
from textual.widgets import Input

from tui.settings.model import settings_of
from tui.strokes import display
from tui.widgets.cells import cut
from tui.widgets.paint import Painted

GAP = 3
"""Cells between two hints."""


class Hints(Painted):
    """The screen's bindings that have `show`, as many as fit; for a moment a message instead."""

    DEFAULT_CSS = """
    Hints {
        height: 1;
        width: 1fr;
        dock: bottom;
        background: $surface;
    }
    """

    _message = ""
    _pending = ""
    _clearing: Timer | None = None

    def __init__(self, typing: Sequence[tuple[str, str]] = ()) -> None:
        """Make the line; `typing` are the hints while keys go to a text field."""
        super().__init__()
        self._typing = typing
        self._called: Mapping[str, str] = {}

    def on_mount(self) -> None:
        """Follow the bindings: a person may change their keys."""
        self.screen.bindings_updated_signal.subscribe(self, lambda _: self.refresh())

    def say(self, message: str, seconds: float | None = 5.0) -> None:
        """Show a message in place of the hints; `seconds=None` keeps it until the next."""
        if self._clearing is not None:
            self._clearing.stop()
            self._clearing = None
        self._message = message
        if message and seconds is not None:
            self._clearing = self.set_timer(seconds, lambda: self.say(""))
        self.refresh()

    def hush(self) -> None:
        """Give the hints back when what is said is said only for a moment."""
        if self._clearing is not None:
            self.say("")

    def call(self, called: Mapping[str, str]) -> None:
        """Call the bindings of these ids something else for now."""
        self._called = called
        self.refresh()

    def pending(self, keys: str) -> None:
        """Show the keys typed of an unfinished sequence at the right."""
        self._pending = keys
        self.refresh()

    @property
    def message(self) -> str:
        """What is said now; empty while the hints are shown."""
        return self._message

    def items(self) -> list[tuple[str, str]]:
        """List key and word of every binding to show, in the order of their table."""
        focused = self.screen.focused
        if isinstance(focused, Input):
            return list(self._typing)
        typed = focused is not None and focused.check_consume_key("a", "a")
        found: dict[str, tuple[str, str]] = {}
        ascii = settings_of(self.app).ascii
        for active in self.screen.active_bindings.values():
            binding = active.binding
            # What is written into keeps every key from the screen behind.
            if typed and active.node is not focused:
                continue
            if binding.show and active.enabled and binding.description:
                word = self._called.get(binding.id or "", binding.description)
                word = word[0].lower() + word[1:]
                key = binding.key_display or display(binding.key, ascii=ascii)
                found.setdefault(binding.id or binding.action, (key, word))
        # Textual puts keys first that it uses itself, such as tab; those of a field stay first.
        table = [b.id for b in type(self.screen).BINDINGS if isinstance(b, Binding)]
        order = {id: place for place, id in enumerate(table)}
        return [found[id] for id in sorted(found, key=lambda id: order.get(id, -1))]

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        tail = f" {self._pending} " if self._pending else ""
        room = width - cell_len(tail) - 2
        segments = [Segment(" ")]
        if self._message:
            segments.append(Segment(cut(self._message, room), self.paint("page-text")))
        else:
            segments.extend(self._fitting(room))
        if tail:
            used = sum(segment.cell_length for segment in segments)
            segments.append(Segment(" " * (width - cell_len(tail) - used)))
            segments.append(Segment(tail, self.paint("accent-text", bold=True)))
        return self.line(segments)

    def _fitting(self, room: int) -> list[Segment]:
        """Choose the hints that fit whole; the last one, help, goes last."""
        items = self.items()
        kept: list[tuple[str, str]] = []
        if items:
            *others, last = items
            left = room - _width(last)
            for item in others:
                if _width(item) + GAP > left:
                    break
                kept.append(item)
                left -= _width(item) + GAP
            kept.append(last)
        segments: list[Segment] = []
        for index, (key, word) in enumerate(kept):
            segments.append(Segment((" " * GAP if index else "") + key, self.paint(bold=True)))
            segments.append(Segment(f" {word}", self.paint("page-faint")))
        return segments


def _width(item: tuple[str, str]) -> int:
    return cell_len(item[0]) + 1 + cell_len(item[1])
