"""Lay an article's blocks out in rows, and map offsets to rows and columns and back."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from storage.models import Block, BlockKind
from tui.reading.clusters import Cluster, clusters, draw_simple, is_simple, to_stops
from tui.reading.hyphens import Divide, divided
from tui.reading.lines import Line, Rows, Setter
from tui.reading.sections import Section, line_start, sections
from tui.reading.wrap import hyphened

if TYPE_CHECKING:
    from tui.reading.table_rows import TableRows

__all__ = ["Layout", "Line"]

NEAR = 10_000
"""Code points off what is laid out up to which a place is not far."""
_REMEMBERED = 1024
"""Rows whose clusters are kept, several screens full."""
_SHED = 500
"""Rows that are given back at once."""


class Layout:
    """An article's rows in a text column of ``width`` cells.

    The rows of a table set in columns show pieces of several cells, so that one row's span
    holds text shown on others; ``cells`` and ``draw`` know which.

    From 10 cells on no row is wider than the column; below that a single sign may be.

    Every offset from 0 to ``len(text)`` has one place. One that is not shown (a space at a
    wrap, the separator after a block) stands just after the last character of its row, so
    in a column that may equal the width. Blank rows are no offset's place.

    Rows are made around one place, upwards and downwards, as they are asked for. Row 0 is the
    first of the section at that place, rows above it have negative numbers, and no row ever
    changes its number: what stands above need not be known, and nothing moves when it is.
    """

    def __init__(
        self,
        text: str,
        blocks: Sequence[Block],
        width: int,
        at: int = 0,
        divide: Divide | None = None,
    ) -> None:
        self.text = text
        self.blocks = blocks
        self.width = width
        self.divide = divide
        self.grown = 0
        """How often something more was laid out."""
        self._setter = Setter(text, blocks, width, divide)
        self._lines: list[Line] = []
        self._starts: list[int] = []
        self._first = 0
        self._sections: dict[int, Sequence[Section]] = {}
        self._tables: dict[int, TableRows] = {}
        self._clusters: dict[int, list[Cluster] | None] = {}
        self._above = self._below = self._section_at(at)
        self._from = self._begin(self._above)
        self._to = self._from
        if not blocks:
            self._lines.append(Line(0, 0, -1, 0, ""))
            self._starts.append(0)

    # -- how far it has come ---------------------------------------------------------

    @property
    def begun(self) -> bool:
        """Whether the article's first row is laid out."""
        return self._above == (0, 0)

    @property
    def ended(self) -> bool:
        """Whether its last row is."""
        return self._below[0] >= len(self.blocks)

    @property
    def extent(self) -> tuple[int, int]:
        """The offsets from the first to behind the last whose place is laid out."""
        return (0 if self.begun else self._from), len(self.text) + 1 if self.ended else self._to

    @property
    def first(self) -> int:
        """The article's first row; lays out all above."""
        while not self.begun:
            self._lay_out_above()
        return self._first

    @property
    def stop(self) -> int:
        """The row behind the article's last; lays out all below."""
        while not self.ended:
            self._lay_out_below()
        return self._first + len(self._lines)

    def knows(self, row: int) -> bool:
        """Say whether a row is laid out."""
        return 0 <= row - self._first < len(self._lines)

    def has(self, row: int) -> bool:
        """Say whether there is such a row, laying out no more than it takes to know."""
        while row - self._first >= len(self._lines) and not self.ended:
            self._lay_out_below()
        while row < self._first and not self.begun:
            self._lay_out_above()
        return self.knows(row)

    def far(self, offset: int) -> bool:
        """Say whether much would have to be laid out to know where an offset stands."""
        start, end = self.extent
        return not start - NEAR <= offset < end + NEAR

    def go_on(self) -> bool:
        """Lay out one more section on either side before it is asked for; False when all are."""
        if not self.ended:
            self._lay_out_below()
        if not self.begun:
            self._lay_out_above()
        return not (self.ended and self.begun)

    def shed(self) -> bool:
        """Give back some of what a layout that is done with has laid out; False when all is."""
        del self._lines[-_SHED:], self._starts[-_SHED:]
        return bool(self._lines)

    # -- rows and offsets ------------------------------------------------------------

    def line(self, row: int) -> Line:
        """Give a row."""
        if not self.has(row):
            raise IndexError(row)
        return self._lines[row - self._first]

    def place(self, offset: int) -> tuple[int, int]:
        """Give the row of an offset, and the cell column where its cluster begins."""
        row = self._bisect(offset)
        if self._tables and (table := self._tables.get(row)):
            return table.place(offset)
        line = self._lines[row - self._first]
        if offset <= line.start:
            return row, line.indent
        cut = self._cut(row)
        if cut is None:
            return row, line.indent + min(offset, line.end) - line.start
        column = edge = line.indent
        for _, at, width in cut:
            if at > offset:
                break
            column, edge = edge, edge + width
        return row, column if offset < line.end else edge

    def row(self, offset: int) -> int:
        """Give the row of an offset; of one that is far, a row beyond those laid out.

        That one is likely, no more, and as long as it is far.
        """
        start, end = self.extent
        if offset < start - NEAR:
            return self._first - 1 - (start - offset) // self.width
        if offset >= end + NEAR:
            return self._first + len(self._lines) + (offset - end) // self.width
        row = self._bisect(offset)
        if self._tables and (table := self._tables.get(row)):
            return table.place(offset)[0]
        return row

    def offset(self, row: int, column: int) -> int:
        """Give the offset of the cluster at a cell.

        Before the text it is the row's first, behind it the row's end. Where the next row
        goes on without a space the end is not this row's, so there it is the last cluster.
        """
        line = self.line(row)
        if self._tables and (table := self._tables.get(row)):
            return table.offset(row, column)
        if column < line.indent or line.start == line.end:
            return line.start
        torn = self.has(row + 1) and self._starts[row + 1 - self._first] == line.end
        cut = self._cut(row)
        if cut is None:
            return min(line.start + column - line.indent, line.end - torn)
        edge = line.indent
        for _, at, width in cut:
            edge += width
            if column < edge:
                return at
        return cut[-1][1] if torn else line.end

    def rows(self, start: int, end: int) -> range:
        """Give the rows a span touches; an empty span touches the row of its place."""
        end = max(start + 1, end)
        first, last = self.row(start), self.row(end - 1)
        if self._tables:
            for row in {first, last}:
                if row in self._tables:
                    touched = self._tables[row].touched(start, end)
                    first, last = min([first, *touched]), max([last, *touched])
        return range(first, last + 1)

    def cells(self, row: int) -> list[Cluster]:
        """Give a row's clusters: what to draw, the offset, the width in cells."""
        line = self.line(row)
        cut = self._cut(row)
        if cut is not None:
            return cut
        shown = draw_simple(self.text[line.start : line.end])
        return [(sign, at, 1) for at, sign in enumerate(shown, line.start)]

    def draw(self, row: int, start: int, end: int) -> str:
        """Give what to draw for a span of a row: the clusters that begin in it."""
        line = self.line(row)
        cut = self._cut(row)
        if cut is None:
            return draw_simple(self.text[max(start, line.start) : min(end, line.end)])
        return "".join(shown for shown, at, _ in cut if start <= at < end)

    def _bisect(self, offset: int) -> int:
        """Find the last row that starts at or before an offset, of its block for sure."""
        while offset >= self._to and not self.ended:
            self._lay_out_below()
        while offset < self._from and not self.begun:
            self._lay_out_above()
        return self._first + max(0, bisect_right(self._starts, offset) - 1)

    # -- laying out ------------------------------------------------------------------

    def _section_at(self, offset: int) -> tuple[int, int]:
        block = max(0, bisect_right(self.blocks, offset, key=lambda each: each.start) - 1)
        if block >= len(self.blocks):
            return 0, 0
        cut = self._cut_block(block)
        return block, max(0, bisect_right(cut, offset, key=lambda each: each.start) - 1)

    def _cut_block(self, block: int) -> Sequence[Section]:
        found = self._sections.get(block)
        if found is None:
            found = self._sections[block] = sections(self.text, self.blocks[block])
        return found

    def _begin(self, at: tuple[int, int]) -> int:
        """Give where a section starts; behind the last that is behind the text."""
        block, nth = at
        return self._cut_block(block)[nth].start if block < len(self.blocks) else len(self.text)

    def _lay_out_below(self) -> None:
        block, nth = self._below
        cut = self._cut_block(block)
        section = cut[nth]._replace(start=self._to)
        rows = self._setter.rows(block, section, follow=True)
        base = self._first + len(self._lines)
        self._lines += rows.lines
        self._starts += [line.start for line in rows.lines]
        self._below = (block, nth + 1) if nth + 1 < len(cut) else (block + 1, 0)
        self._to = self._begin(self._below) if rows.after is None else rows.after
        self._take_up(rows, base, section)

    def _lay_out_above(self) -> None:
        block, nth = self._above
        if nth == 0:
            block -= 1
            nth = len(self._cut_block(block))
        section = self._cut_block(block)[nth - 1]
        rows = self._setter.rows(block, section)
        self._lines[:0] = rows.lines
        self._starts[:0] = [line.start for line in rows.lines]
        self._first -= len(rows.lines)
        self._above = block, nth - 1
        self._from = section.start
        self._take_up(rows, self._first, section)

    def _take_up(self, rows: Rows, base: int, section: Section) -> None:
        self.grown += 1
        if rows.table is None:
            return
        firsts = [base + first for first in rows.firsts]
        from tui.reading.table_rows import TableRows  # most texts have no table

        table = TableRows(self.text, section.start, rows.table, firsts)
        self._tables |= dict.fromkeys(table.rows, table)

    # -- what is drawn ---------------------------------------------------------------

    def _cut(self, row: int) -> list[Cluster] | None:
        """Give the clusters of a row, or None where every code point is one."""
        if row in self._clusters:
            return self._clusters[row]
        if len(self._clusters) >= _REMEMBERED:
            self._clusters.clear()
        line = self._lines[row - self._first]
        cut = None
        if row in self._tables:
            cut = self._tables[row].cut(row)
        elif not is_simple(self.text[line.start : line.end]):
            cut = self._cut_odd(line)
        self._clusters[row] = self._divided(line, cut)
        return self._clusters[row]

    def _divided(self, line: Line, cut: list[Cluster] | None) -> list[Cluster] | None:
        """Add the hyphen, which is not in the text, to a row that ends in a divided word."""
        divide = self._setter.divide(self.blocks[line.block]) if line.block >= 0 else None
        if divide is None or line.start == line.end:
            return cut
        whole = clusters(self.text, line.start, line.end) if cut is None else cut
        return divided(whole, self.text, line.end, self.width - line.indent, divide) or cut

    def _cut_odd(self, line: Line) -> list[Cluster]:
        text = self.text
        if line.block < 0:
            return []
        block = self.blocks[line.block]
        if block.kind is not BlockKind.CODE:
            cut = clusters(text, line.start, line.end, self._setter.tabs(block, line.start))
            return hyphened(cut, text, line.end, self.width - line.indent)
        begin = line_start(text, block, line.start)
        if begin is None or "\t" not in text[line.start : line.end]:
            return clusters(text, line.start, line.end)
        # How wide a tab of code is depends on what stands before it in its line.
        line_cut = clusters(text, begin, line.end, to_stops)
        return [cluster for cluster in line_cut if cluster[1] >= line.start]
