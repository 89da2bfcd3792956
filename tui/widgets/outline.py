"""A list of passages of one article: headings, claims, notes, each wrapped to the width."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip

from tui.widgets.cells import cut, wrap
from tui.widgets.rows import POINT
from tui.widgets.wheel import Wheeled, thumb


@dataclass(frozen=True, slots=True)
class Item:
    """One passage of the list."""

    offset: int | None
    """Where it stands in the text; None for one that is no longer there."""
    text: str
    sign: str = ""
    """What it is, in a sign: ☞, ✎, ⚑ and its letter; a heading has none."""
    colour: str = "page-text"
    """The theme's name for the colour of the sign."""
    indent: int = 0
    strong: bool = False
    more: str = ""
    """A second, fainter text below the first."""


@dataclass(frozen=True, slots=True)
class _Row:
    item: int
    lead: str
    text: str
    faint: bool = False


class Outline(Wheeled):
    """Draws items one below the other; a cursor is always on one of them."""

    DEFAULT_CSS = """
    Outline { height: 1fr; width: 1fr; }
    """

    @dataclass
    class Opened(Message):
        """An item was clicked to be gone to."""

        item: Item

    def __init__(self, *, airy: bool = False, most: int = 0) -> None:
        """Make the list; `airy` leaves a line between items, `most` cuts each to so many lines."""
        super().__init__()
        self._airy, self._most = airy, most
        self._items: Sequence[Item] = ()
        self._empty = ""
        self._rows: list[_Row] | None = None
        self._width = 0
        self._cursor = self._top = 0

    def show(self, items: Sequence[Item], empty: str, at: int = 0) -> None:
        """Show items, the cursor on one of them; `empty` is said where there is none."""
        self._items, self._empty = items, empty
        self._rows = None
        self._top = 0
        self.go(at)

    @property
    def current(self) -> Item | None:
        """The item under the cursor."""
        return self._items[self._cursor] if self._items else None

    @property
    def cursor(self) -> int:
        """The place of the current item."""
        return self._cursor

    @property
    def page(self) -> int:
        """About how many items are in view at once."""
        shown = {row.item for row in self._laid()[self._top : self._top + self.size.height]}
        return max(1, len(shown - {-1}) - 1)

    def move(self, by: int) -> None:
        """Move the cursor by so many items."""
        self.go(self._cursor + by)

    def go(self, index: int) -> None:
        """Put the cursor on an item by its place; out of range means the nearest."""
        self._cursor = max(0, min(index, len(self._items) - 1))
        rows = [at for at, row in enumerate(self._laid()) if row.item == self._cursor]
        if rows and self.size.height:
            lowest = rows[-1] - self.size.height + 1
            self._top = min(max(self._top, lowest), rows[0])
        self.scroll_rows(0)

    def scroll_rows(self, by: int) -> None:
        self._top = max(0, min(self._top + by, len(self._laid()) - self.size.height))
        self.refresh()

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self.go(self._cursor)

    def on_click(self, event: events.Click) -> None:
        at = self._top + event.y
        rows = self._laid()
        if at < len(rows) and rows[at].item >= 0:
            self._cursor = rows[at].item
            self.refresh()
            self.post_message(self.Opened(self._items[self._cursor]))

    # -- drawing ----------------------------------------------------------------------

    def _laid(self) -> list[_Row]:
        """Wrap the items to the width there is."""
        width = self.size.width
        if self._rows is None or self._width != width:
            self._width = width
            self._rows = []
            if not width:
                # Before it is arranged nothing is seen of it.
                return self._rows
            for index, item in enumerate(self._items):
                if index and (self._airy or item.strong):
                    self._rows.append(_Row(-1, "", ""))
                self._rows.extend(self._wrapped(index, item, width - 4))
        return self._rows

    def _wrapped(self, index: int, item: Item, width: int) -> list[_Row]:
        lead = " " * item.indent + (f"{item.sign} " if item.sign else "")
        blank = " " * cell_len(lead)
        room = max(1, width - len(blank))
        lines = wrap(item.text, room)
        if self._most and len(lines) > self._most:
            kept = lines[: self._most]
            kept[-1] = cut(f"{kept[-1]} {lines[self._most]}", room)
            lines = kept
        rows = [_Row(index, blank if n else lead, line) for n, line in enumerate(lines)]
        if item.more:
            rows.append(_Row(index, blank, cut(item.more, room), faint=True))
        return rows

    def render_line(self, y: int) -> Strip:
        rows, width = self._laid(), self.size.width
        if not self._items:
            said = wrap(self._empty, width - 4)
            words = said[y - 1] if 0 < y <= len(said) else ""
            return self.line([Segment(f"  {words}", self.paint("page-faint"))])
        at = self._top + y
        if at >= len(rows):
            return self.line([])
        row = rows[at]
        item = self._items[row.item]
        here = row.item == self._cursor
        on = "row-cursor" if here else ""
        strong = item.strong or here
        text = self.paint("page-faint", on=on) if row.faint else None
        drawn = [
            Segment(f"{POINT if here else ' '} ", self.paint("accent-text", on=on, bold=True)),
            Segment(row.lead, self.paint(item.colour, on=on, bold=True)),
            Segment(
                row.text,
                text or self.paint("page-strong" if strong else "page-text", on=on, bold=strong),
            ),
        ]
        if row.item < 0:
            drawn = []
        used = sum(segment.cell_length for segment in drawn)
        bar = thumb(y, self._top, self.size.height, len(rows))
        fill = Segment(" " * max(0, width - 1 - used), self.paint(on=on))
        return self.line([*drawn, fill, Segment(bar, self.paint("page-rule"))])
