"""Choose what stands before the rows of a block: a bullet, a bar, heading signs."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len

from storage.models import Block, BlockKind
from tui.reading.clusters import clusters

_BAR = "│"
_RULE = "* * *"
_CAPTION = "▣ "
_CONTINUED = "↪ "
_STEP = "  "


class Leads:
    """The leads of an article's blocks in a column of some cells' width."""

    def __init__(self, blocks: Sequence[Block], width: int) -> None:
        self._blocks = blocks
        self._width = width
        self._rooms = _marker_rooms(blocks)

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
                return self._hanging(_STEP * block.level + self._marker(index) + " ")
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
                return "", ""

    def above(self, index: int) -> str | None:
        """Give the lead of the blank row above a block, or None where no row belongs.

        Between two quotes the blank row carries their bar on; between items there is none.
        """
        if index == 0:
            return None
        before, block = self._blocks[index - 1], self._blocks[index]
        if before.kind is block.kind is BlockKind.ITEM:
            return None
        if before.kind is block.kind is BlockKind.QUOTE:
            return self._bars(min(before.level, block.level))
        return ""

    def _marker(self, index: int) -> str:
        marker = self._blocks[index].marker
        return " " * (self._rooms[index] - cell_len(marker)) + marker

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


def _marker_rooms(blocks: Sequence[Block]) -> dict[int, int]:
    """Give each item the width of the widest marker among its siblings, in cells."""
    rooms: dict[int, int] = {}
    open_lists: dict[int, list[int]] = {}

    def close(above: int) -> None:
        for level in [level for level in open_lists if level > above]:
            items = open_lists.pop(level)
            widest = max(cell_len(blocks[item].marker) for item in items)
            rooms.update(dict.fromkeys(items, widest))

    for index, block in enumerate(blocks):
        if block.kind is BlockKind.ITEM:
            close(block.level)
            open_lists.setdefault(block.level, []).append(index)
        elif open_lists:
            close(-1)
    close(-1)
    return rooms
