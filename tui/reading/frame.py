"""How the cells of a screen's width are shared: gutter, column, margin."""

from __future__ import annotations

from typing import NamedTuple

MEASURE = 72
"""Cells of a comfortable line."""
NARROWEST, WIDEST = 40, 100
"""How far a person may change the measure."""
MARGIN = 44
"""Cells of the margin where there is room."""
LEAST_MARGIN, WIDEST_MARGIN = 24, 80
"""How narrow a margin may be, and how wide a person may make it."""
WIDE = 110
"""Screens of this many cells and more have a margin for notes."""

_GAP = 4  # space, rule, connection, space


class Frame(NamedTuple):
    """The division of one page's width, all in cells."""

    left: int
    """Blank cells before the gutter; they centre the page."""
    gutter: int
    """Cells for the signs of claims, highlights and bookmarks."""
    column: int
    """Cells of the text."""
    margin: int
    """Cells for notes beside the text; 0 when they open under the line."""

    @property
    def text(self) -> int:
        """The first cell of the column."""
        return self.left + self.gutter

    @property
    def rule(self) -> int:
        """The cell of the line between column and margin."""
        return self.text + self.column + 1

    @property
    def notes(self) -> int:
        """The first cell of the margin's text."""
        return self.text + self.column + _GAP


def frame(width: int, measure: int = MEASURE, *, bare: bool = False, margin: int = MARGIN) -> Frame:
    """Divide `width` cells; a `bare` page has no margin, others one of `margin` cells at most."""
    gutter = 6 if width >= 60 else 3 if width >= 30 else 2
    column = max(1, min(measure, width - gutter - 1))
    margin = min(margin, width - gutter - column - _GAP)
    if width < WIDE or bare or margin < LEAST_MARGIN:
        margin = 0
    used = gutter + column + (_GAP + margin if margin else 0)
    # Without a margin the text itself is centred, the gutter hanging out to its left.
    left = (width - used) // 2 if margin else max(0, (width - column) // 2 - gutter)
    return Frame(left, gutter, column, margin)
