"""Set one section of a block in rows: the text and what stands before it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from storage.models import Block, BlockKind
from tui.reading.clusters import Tabs, clusters, dots, is_simple, single_space, to_stops
from tui.reading.hyphens import Divide
from tui.reading.leads import Leads
from tui.reading.sections import Section, goes_on, line_start
from tui.reading.wrap import (
    LOOKAHEAD,
    ClusterRuler,
    PlainRuler,
    Ruler,
    Span,
    balance,
    breakable,
    chop,
    wrap,
)

if TYPE_CHECKING:
    from tui.reading.tables import Grid

_PROSE = (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.QUOTE, BlockKind.CAPTION)


class Line(NamedTuple):
    """One row of the page."""

    start: int
    """First code point shown. On a blank row: the start of the following block."""
    end: int
    """After the last code point shown; a space at a wrap belongs to no row."""
    block: int
    """Index into the blocks, -1 for a blank row between two blocks."""
    indent: int
    """Cells before the first character."""
    lead: str
    """What is drawn in the indent; exactly as wide."""


class Rows(NamedTuple):
    """The rows of one section."""

    lines: list[Line]
    after: int | None = None
    """Where the next section is to begin, when rows at the end were left to it."""
    table: Grid | None = None
    firsts: Sequence[int] = ()
    """The first row of each record of the table, counted from 0."""


class Setter:
    """Sets the blocks of an article in a column of some cells' width."""

    def __init__(
        self, text: str, blocks: Sequence[Block], width: int, divide: Divide | None = None
    ) -> None:
        self._text = text
        self._blocks = blocks
        self._width = width
        self._divide = divide
        self._leads = Leads(blocks, width, text)

    def rows(self, index: int, section: Section, *, follow: bool = False) -> Rows:
        """Set a section of a block.

        A line that goes on in the next section ends here, unless that one is to `follow`:
        then the last rows, which depend on what comes, are left to it.
        """
        block = self._blocks[index]
        lines: list[Line] = []
        begins = section.start == block.start
        above = self._leads.above(index) if begins else None
        if above is not None:
            lines.append(Line(block.start, block.start, -1, cell_len(above), above))
        first, other = self._leads.of(index)
        if block.kind is BlockKind.RULE:
            lines.append(Line(block.start, block.start, index, cell_len(first), first))
            return Rows(lines)
        if block.kind is BlockKind.TABLE and not section.goes_on:
            from tui.reading.tables import grid  # most texts have no table

            table = grid(self._text[section.start : section.end], self._width, headed=begins)
            if table is not None and not goes_on(self._text, block, section.start):
                return _set_table(lines, index, section.start, table)
        room = max(1, self._width - max(cell_len(first), cell_len(other)))
        per_line = block.kind in (BlockKind.CODE, BlockKind.TABLE)
        lead = first if begins or per_line else other
        if goes_on(self._text, block, section.start):
            lead = other
        start = section.start
        for piece in self._text[section.start : section.end].split("\n"):
            spans = self._spans(block, start, piece, room)
            for begin, stop in spans:
                lines.append(Line(start + begin, start + stop, index, cell_len(lead), lead))
                lead = other
            if per_line:
                lead = first
            start += len(piece) + 1
        if not section.goes_on or not follow:
            return Rows(lines)
        unsure = sum(stop > len(piece) - LOOKAHEAD for _, stop in spans)
        if unsure == len(spans):
            return Rows(lines)
        return Rows(lines[:-unsure], lines[-unsure].start)

    def tabs(self, block: Block, offset: int) -> Tabs:
        """Say how the tabs of the line at an offset are drawn."""
        if block.kind is BlockKind.TABLE:
            return dots
        if block.kind is BlockKind.CODE and line_start(self._text, block, offset) is not None:
            return to_stops
        return single_space

    def divide(self, block: Block) -> Divide | None:
        """Say how the words of a block may be divided: those of headings and tables are not."""
        return self._divide if block.kind in _PROSE else None

    def _spans(self, block: Block, start: int, piece: str, room: int) -> list[Span]:
        size = len(piece)
        simple = is_simple(piece)
        ruler: Ruler = PlainRuler(size)
        if not simple:
            ruler = ClusterRuler(clusters(piece, 0, size, self.tabs(block, start)), size)
        if block.kind is BlockKind.CODE:
            return chop(0, size, room, ruler)
        shape = piece if simple else breakable(piece)
        if block.kind is BlockKind.HEADING:
            return balance(shape, 0, size, room, ruler)
        return wrap(shape, 0, size, room, ruler, self.divide(block))


def _set_table(lines: list[Line], index: int, base: int, table: Grid) -> Rows:
    firsts: list[int] = []
    for number, record in enumerate(table.records):
        between = table.rule if number == 1 else ""
        if number and (between or table.airy):
            start = base + record.start
            lines.append(Line(start, start, -1, len(between), between))
        firsts.append(len(lines))
        for pieces in record.rows:
            start, end, at = base + pieces[0].start, base + pieces[-1].end, pieces[0].at
            lines.append(Line(start, end, index, at, " " * at))
    return Rows(lines, table=table, firsts=firsts)
