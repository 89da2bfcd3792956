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

    def items(self) -> dict[str, tuple[str, str]]:
        """Give key and word of every binding to show by its id, in the order of their table."""
        focused = self.screen.focused
        if isinstance(focused, Input):
            return {word: (key, word) for key, word in self._typing}
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
        return {id: found[id] for id in sorted(found, key=lambda id: order.get(id, -1))}

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
        """Choose the hints that fit whole, those first without which a person is stuck."""
        items = self.items()
        kept: set[str] = set()
        left = room + GAP
        for id in sorted(items, key=_need):
            if _width(items[id]) + GAP > left and kept:
                break
            kept.add(id)
            left -= _width(items[id]) + GAP
        segments: list[Segment] = []
        for index, (key, word) in enumerate(item for id, item in items.items() if id in kept):
            segments.append(Segment((" " * GAP if index else "") + key, self.paint(bold=True)))
            segments.append(Segment(f" {word}", self.paint("page-faint")))
        return segments


_NEEDED = (("help",), ("close", "open", "down"), ("remove", "undo", "notes", "filter"))
"""Last parts of the ids of hints that are dropped last, the last of all first."""


def _need(id: str) -> int:
    """Say how soon a hint is dropped: those with the greatest number first."""
    own = id.rpartition(".")[2]
    return next((nth for nth, ids in enumerate(_NEEDED) if own in ids), len(_NEEDED))


def _width(item: tuple[str, str]) -> int:
    return cell_len(item[0]) + 1 + cell_len(item[1])
