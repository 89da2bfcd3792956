"""A list of rows on the Line API: as quick with 10,000 rows as with ten."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from operator import attrgetter, indexOf
from typing import Any, ClassVar, Generic, TypeVar

from rich.segment import Segment
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from tui.widgets.cells import wrap
from tui.widgets.paint import Bar
from tui.widgets.wheel import Wheeled, thumb

Row = TypeVar("Row")

POINT = "▌"
"""Stands before the row under the cursor, so that it is seen without colour."""

KEPT = 400
"""Lines kept for when one comes back to their rows."""


class RowList(Wheeled, Bar, Generic[Row], can_focus=True):
    """Draws only the rows in view, with a heading above them and a cursor among them.

    A subclass says what a row looks like (`cells`), what it is known by (`KEY`) and what
    stands above (`heading`).
    """

    DEFAULT_CSS = """
    RowList {
        height: 1fr;
        width: 1fr;
    }
    """

    @dataclass
    class Moved(Message):
        """Another row is under the cursor, or the row there has changed."""

        rows: RowList[Any]

        @property
        def control(self) -> RowList[Any]:
            return self.rows

    @dataclass
    class Opened(Message):
        """The row under the cursor was clicked to be opened."""

        rows: RowList[Any]

        @property
        def control(self) -> RowList[Any]:
            return self.rows

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.key_of: Callable[[Row], Hashable] = attrgetter(self.KEY)
        self.rows: Sequence[Row] = ()
        self.cursor = 0
        self._top = 0
        self._empty = ""
        self._picked: frozenset[Hashable] = frozenset()
        self._made: dict[tuple[int, int, str, str], Strip] = {}

    # -- what a subclass says ---------------------------------------------------------

    KEY: ClassVar[str]
    """The field that a row is known by while the rows around it change."""

    def cells(self, row: Row, width: int, on: str) -> list[Segment]:
        """Draw a row in `width` cells on the background of that name ("" for none)."""
        raise NotImplementedError

    def heading(self, width: int) -> list[Segment]:
        """Draw the line above the rows."""
        raise NotImplementedError

    # -- what is shown ----------------------------------------------------------------

    def show(
        self,
        rows: Sequence[Row],
        *,
        empty: str = "",
        picked: frozenset[Hashable] = frozenset(),
    ) -> None:
        """Show rows in place of those before; the cursor stays on the row it was on.

        `empty` is said in the middle when there is none.
        """
        here = self.current
        key = None if here is None else self.key_of(here)
        self.rows = rows
        self._empty = empty
        self._picked = picked
        self._made.clear()
        if not self.seek(key):
            self.cursor = max(0, min(self.cursor, len(rows) - 1))
            self._keep_in_view()
        self.refresh()
        self.post_message(self.Moved(self))

    @property
    def current(self) -> Row | None:
        """The row under the cursor."""
        return self.rows[self.cursor] if 0 <= self.cursor < len(self.rows) else None

    @property
    def page(self) -> int:
        """How many rows are in view at once."""
        return max(1, self.size.height - 1)

    # -- movement ---------------------------------------------------------------------

    def seek(self, key: Hashable) -> bool:
        """Put the cursor on the row of that key, if it is there."""
        here = self.current
        if here is None or self.key_of(here) != key:
            try:
                self.cursor = indexOf(map(self.key_of, self.rows), key)
            except ValueError:
                return False
        self._keep_in_view()
        self.refresh()
        return True

    def move(self, by: int) -> None:
        """Move the cursor by so many rows, as far as there are any."""
        self.go(self.cursor + by)

    def go(self, index: int) -> None:
        """Put the cursor on a row by its place; out of range means the nearest."""
        index = max(0, min(index, len(self.rows) - 1))
        if index == self.cursor:
            return
        before, self.cursor = self.cursor, index
        if self._keep_in_view():
            self.refresh()
        else:
            self._refresh_row(before)
            self._refresh_row(index)
        self.post_message(self.Moved(self))

    def _keep_in_view(self) -> bool:
        """Scroll as little as shows the cursor; tell whether that was needed."""
        before = self._top
        if self.cursor < self._top:
            self._top = self.cursor
        elif self.cursor >= self._top + self.page:
            self._top = self.cursor - self.page + 1
        self._top = max(0, min(self._top, len(self.rows) - self.page))
        return self._top != before

    def _refresh_row(self, index: int) -> None:
        self.refresh(Region(0, index - self._top + 1, self.size.width, 1))

    # -- events -----------------------------------------------------------------------

    def on_resize(self) -> None:
        self._keep_in_view()
        self.refresh()

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def scroll_rows(self, by: int) -> None:
        self._top = max(0, min(self._top + by, len(self.rows) - self.page))
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        index = self._top + event.y - 1
        if event.y < 1 or index >= len(self.rows):
            return
        if index == self.cursor:
            self.post_message(self.Opened(self))
        else:
            self.go(index)

    # -- drawing ----------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        if not self.rows:
            return self.line(self._emptiness(y))
        if y == 0:
            return self.line(self.heading(width - 1))
        index = self._top + y - 1
        if index >= len(self.rows):
            return self.line([Segment(" " * (width - 1)), self._bar(y)])
        on = "row-cursor" if index == self.cursor else ""
        bar = self._bar(y, on)
        key = (index, width, on, bar.text)
        line = self._made.get(key)
        if line is None:
            if len(self._made) > KEPT:
                self._made.clear()
            line = self._made[key] = self.line([*self._row(index, width, on), bar])
        return line

    def _row(self, index: int, width: int, on: str) -> list[Segment]:
        row = self.rows[index]
        point = POINT if on else " "
        pick = "✓" if self.key_of(row) in self._picked else " "
        accent = self.paint("accent-text", on=on, bold=True)
        return [Segment(point + pick, accent), *self.cells(row, width - 3, on)]

    def _bar(self, y: int, on: str = "") -> Segment:
        """Draw in the last column where in the list one is, when it is longer than the view."""
        bar = thumb(y - 1, self._top, self.page, len(self.rows))
        return Segment(bar, self.paint("page-rule", on=on))

    def notify_style_update(self) -> None:
        self._made.clear()
        super().notify_style_update()

    def _emptiness(self, y: int) -> list[Segment]:
        """Say, a third of the way down, why there is nothing."""
        width = self.size.width
        room = max(1, min(64, width - 4))
        lines = [line for part in self._empty.split("\n") for line in wrap(part, room)]
        number = y - max(0, (self.size.height - len(lines)) // 3)
        if not 0 <= number < len(lines):
            return []
        left = max(1, (width - room) // 2)
        first = number == 0
        style = self.paint("page-text" if first else "page-faint", bold=first)
        return [Segment(" " * left), Segment(lines[number], style)]
