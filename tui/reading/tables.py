"""Draw the tabs of a table so that its columns stand below each other."""

from __future__ import annotations

from itertools import accumulate, zip_longest

from tui.reading.clusters import Tabs, clusters

_BETWEEN = " │ "
_DOT = " · "


def dots(_column: int, _nth: int) -> str:
    """Draw a tab as a dot between spaces, in a table too wide for its columns."""
    return _DOT


def to_stops(column: int, _nth: int) -> str:
    """Draw a tab of code: up to the next column that four divides."""
    return " " * (4 - column % 4)


def align(table: str, width: int) -> Tabs:
    """Give the way to draw a table's tabs: aligned columns where they fit the width."""
    rows = [[_cells(cell) for cell in row.split("\t")] for row in table.split("\n")]
    widest = [max(column) for column in zip_longest(*rows, fillvalue=0)]
    if sum(widest) + len(_BETWEEN) * (len(widest) - 1) > width:
        return dots
    starts = list(accumulate(widest, lambda at, cells: at + cells + len(_BETWEEN), initial=0))

    def aligned(column: int, nth: int) -> str:
        return _BETWEEN.rjust(starts[nth + 1] - column)

    return aligned


def _cells(text: str) -> int:
    return sum(width for _, _, width in clusters(text, 0, len(text)))
