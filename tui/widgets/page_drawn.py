"""Rows of a page as they were drawn, kept until something on them changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

from rich.console import Console
from textual.strip import Strip

from storage.models import Claim
from tui.reading.lines import Line
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
        """Return the spans of the drawn rows that are marked by one of the two only."""
        spans = []
        for rows in _runs(sorted(self._strips)):
            first, last = _first_text(spread, rows), _first_text(spread, rows[::-1])
            if first is None or last is None:
                continue
            start, end = first.start, last.end
            spans += [
                (max(start, mark.start), min(end, mark.end))
                for mark in {*old.between(start, end)} ^ {*new.between(start, end)}
            ]
        return spans


def _runs(rows: Sequence[int]) -> list[range]:
    """Join rows that follow each other."""
    breaks = [at for at in range(1, len(rows)) if rows[at] != rows[at - 1] + 1]
    edges = [0, *breaks, len(rows)] if rows else []
    return [range(rows[a], rows[b - 1] + 1) for a, b in pairwise(edges)]


def _first_text(spread: Spread, rows: range) -> Line | None:
    """Give the first of some rows that shows text."""
    at = next((at for row in rows if (at := spread.text_row(row)) is not None), None)
    return None if at is None else spread.layout.line(at)
