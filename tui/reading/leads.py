"""Choose what stands before the rows of a block: a bullet, a bar, heading signs."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from rich.cells import cell_len

from storage.models import Block, BlockKind
from tui.reading.clusters import clusters

_BAR = "│"
_RULE = "* * *"
_CAPTION = "▣ "
_CONTINUED = "↪ "
_STEP = "  "
_BULLET = "•"
_BULLETS = (_BULLET, "◦", "–")
_NOTE = "[^"
"""What the text of a footnote begins with."""


class Leads:
    """The leads of an article's blocks in a column of some cells' width."""

    def __init__(self, blocks: Sequence[Block], width: int, text: str = "") -> None:
        self._blocks = blocks
        self._width = width
        self._text = text

    @cached_property
    def _places(self) -> dict[int, _List]:
        # Only items ask; a text of many blocks may have none.
        return _places(self._blocks)

    def of(self, index: int) -> tuple[str, str]:
        """Give the lead of a block's first row and that of its other rows.

        In code and tables the first of the two stands before every line, the second
        before the rows that continue a line.
        """
        block = self._blocks[index]
        match block.kind:
            case BlockKind.HEADING:
                return self._hanging("#" * max(1, min(block.level, 6)) + " ")
            case BlockKind.ITEM:
                return self._hanging(self._marker(index))
            case BlockKind.CAPTION:
                return self._hanging(_CAPTION)
            case BlockKind.QUOTE:
                bars = self._bars(block.level)
                return bars, bars
            case BlockKind.CODE:
                return _STEP, _CONTINUED
            case BlockKind.TABLE:
                return "", _STEP
            case BlockKind.RULE:
                return " " * ((self._width - len(_RULE)) // 2) + _RULE[: self._width], ""
            case BlockKind.PARAGRAPH:
                return "", _STEP if self._text.startswith(_NOTE, block.start) else ""

    def above(self, index: int) -> str | None:
        """Give the lead of the blank row above a block, or None where no row belongs.

        Between two quotes the blank row carries their bar on; between items there is none.
        """
        if index == 0:
            return None
        before, block = self._blocks[index - 1], self._blocks[index]
        if before.kind is block.kind is BlockKind.ITEM:
            return "" if self._goes_on(index) or self._goes_on(index - 1) else None
        if before.kind is block.kind is BlockKind.QUOTE:
            return self._bars(min(before.level, block.level))
        return ""

    def _marker(self, index: int) -> str:
        block, place = self._blocks[index], self._places[index]
        marker = block.marker
        if marker == _BULLET:
            marker = _BULLETS[block.level % len(_BULLETS)]
        return " " * (place.indent + place.room - cell_len(marker)) + marker + " "

    def _goes_on(self, index: int) -> bool:
        """Tell whether a block is a further paragraph of an item."""
        return not self._blocks[index].marker and self._places[index].marked

    def _bars(self, level: int) -> str:
        return self._fit(f"{_BAR} " * level + f"{_BAR}   ")

    def _hanging(self, lead: str) -> tuple[str, str]:
        lead = self._fit(lead)
        return lead, " " * cell_len(lead)

    def _fit(self, lead: str) -> str:
        """Keep at least half the width for the text: what is farthest from it goes first."""
        excess = cell_len(lead) - self._width // 2
        for _, offset, width in clusters(lead, 0, len(lead)):
            if excess <= 0:
                return lead[offset:]
            excess -= width
        return ""


class _List:
    """Where the markers of one list stand."""

    __slots__ = ("indent", "marked", "outer", "room")

    def __init__(self, outer: _List | None, indent: int) -> None:
        self.outer = outer
        self.indent = indent
        """Cells before them."""
        self.room = 0
        """Cells of the widest."""
        self.marked = False
        """Whether any item has one: the terms of a glossary have none."""


def _places(blocks: Sequence[Block]) -> dict[int, _List]:
    """Give for each item the list it is in; an inner list stands under the words of the outer."""
    found: dict[int, _List] = {}
    made: list[_List] = []
    opened: list[tuple[int, _List]] = []
    for index, block in enumerate(blocks):
        if block.kind is not BlockKind.ITEM:
            opened.clear()
            continue
        while opened and opened[-1][0] > block.level:
            opened.pop()
        level, outer = opened[-1] if opened else (-1, None)
        if level < block.level:
            made.append(_List(outer, len(_STEP) * (block.level - level - 1)))
            opened.append((block.level, made[-1]))
        here = found[index] = opened[-1][1]
        here.room = max(here.room, cell_len(block.marker))
        here.marked = here.marked or bool(block.marker)
    for each in made:
        # Outer lists come first, and all their markers are known by now.
        if each.outer is not None:
            each.indent += each.outer.indent + each.outer.room + 1
    return found
