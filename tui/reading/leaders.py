"""The lines that lead from passages to their notes, in the two cells before the margin."""

from __future__ import annotations

_FROM, _UP, _DOWN, _TO = 1, 2, 4, 8
# What stands in the second cell, by the sides from which a line comes.
_SIGNS = {
    0: " ",
    _FROM | _TO: "─",
    _FROM | _DOWN: "╮",
    _FROM | _UP: "╯",
    _FROM | _UP | _DOWN: "┤",
    _FROM | _TO | _DOWN: "┬",
    _FROM | _TO | _UP: "┴",
    _UP | _DOWN: "│",
    _UP | _TO: "╰",
    _UP | _DOWN | _TO: "├",
    _FROM | _UP | _DOWN | _TO: "┼",
}


class Leaders:
    """The lines of one page, row by row; those that meet are joined."""

    def __init__(self) -> None:
        self._sides: dict[int, int] = {}

    def join(self, passage: int, note: int) -> None:
        """Lead from a passage's row to the row of its note, the same or one further down."""
        self._add(passage, _FROM)
        self._add(note, _TO)
        for row in range(passage, note):
            self._add(row, _DOWN)
            self._add(row + 1, _UP)

    def starts(self, row: int) -> bool:
        """Tell whether a line starts from the text of a row."""
        return bool(self._sides.get(row, 0) & _FROM)

    def link(self, row: int) -> str:
        """Give the two cells of a row: the margin's rule and the line beside it."""
        sides = self._sides.get(row, 0)
        return ("├" if sides & _FROM else "│") + _SIGNS[sides]

    def _add(self, row: int, side: int) -> None:
        self._sides[row] = self._sides.get(row, 0) | side
