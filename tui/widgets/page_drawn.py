"""Rows of a page as they were drawn, kept until something on them changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from rich.console import Console
from textual.strip import Strip

from storage.models import Claim
from tui.reading.marks import MarkIndex
from tui.reading.spread import Spread
from tui.widgets.page_rows import RowDrawer

_KEPT = 1000
"""Drawn rows that are kept; more than the pages around the one shown are not needed."""


class DrawnRows:
    """The rows of one layout, by their number; `make` gives what draws them as things are now."""

    def __init__(self, make: Callable[[], RowDrawer]) -> None:
        self._make = make
        self._drawer: RowDrawer | None = None
        self._strips: dict[int, Strip] = {}

    def row(self, row: int) -> Strip:
        """Give a row, drawn now if it was not yet."""
        strip = self._strips.get(row)
        if strip is None:
            if self._drawer is None:
                self._drawer = self._make()
            strip = self._strips[row] = self._drawer.draw(row)
        return strip

    def forget(self, rows: Iterable[int]) -> None:
        """Draw these rows anew when they are asked for."""
        for row in rows:
            self._strips.pop(row, None)

    def forget_all(self) -> None:
        """Draw every row anew."""
        self._strips.clear()

    def begin_anew(self) -> None:
        """Draw every row anew, by what `make` gives then: the layout or the colours changed."""
        self._drawer = None
        self._strips.clear()

    def trim(self, near: range) -> None:
        """Keep only rows that are near, once there are too many."""
        if len(self._strips) > _KEPT:
            self._strips = {row: strip for row, strip in self._strips.items() if row in near}

    def ahead(
        self, rows: Sequence[int], has: Callable[[int], bool], console: Console
    ) -> Iterator[None]:
        """Draw rows that may be shown next, one a step, in so far as the page has them."""
        for row in rows:
            if row not in self._strips and has(row):
                # As text for the terminal too, which the strip keeps.
                self.row(row).render(console)
                yield

    def changed(
        self, spread: Spread, old: MarkIndex[Claim], new: MarkIndex[Claim]
    ) -> list[tuple[int, int]]:
        """Return the spans of the drawn rows on which the one has other marks than the other."""
        spans = []
        for row in self._strips:
            at = spread.text_row(row)
            if at is not None:
                span = spread.layout.line(at).start, spread.layout.line(at).end
                if old.between(*span) != new.between(*span):
                    spans.append(span)
        return spans
