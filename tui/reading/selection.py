"""A selection that starts as a sentence and changes by motions."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


class Selection(NamedTuple):
    """A span with one fixed end and one that moves."""

    start: int
    end: int
    at_end: bool = True
    """Whether the end moves, or the start."""
    by_paragraph: bool = False

    @property
    def moving(self) -> int:
        """The offset of the end that moves."""
        return self.end if self.at_end else self.start

    def moved(self, to: int) -> Selection:
        """Move the moving end; the ends change roles when they pass each other."""
        fixed = self.start if self.at_end else self.end
        if to == fixed:
            return self
        return self._replace(start=min(fixed, to), end=max(fixed, to), at_end=to > fixed)

    def swapped(self) -> Selection:
        """Let the other end move."""
        return self._replace(at_end=not self.at_end)

    def stepped(
        self, forward: bool, span_at: Callable[[int], tuple[int, int]], step: Callable[[int], int]
    ) -> Selection:
        """Move by whole units.

        `span_at` gives the unit around an offset, `step` the start of the neighbouring
        unit in the direction wished.
        """
        inside = self.end - 1 if self.at_end else self.start
        unit = span_at(step(inside))
        if self.at_end:
            current = span_at(inside)
            if forward and self.end < current[1]:
                return self.moved(current[1])
            return self.moved(unit[1])
        current = span_at(inside)
        if not forward and self.start > current[0]:
            return self.moved(current[0])
        return self.moved(unit[0])
