"""Lay an article's blocks out in rows, and map offsets to rows and columns and back."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from storage.models import Block, BlockKind
from tui.reading.clusters import (
    Cluster,
    Tabs,
    cluster_start,
    clusters,
    draw_simple,
    is_simple,
    single_space,
)
from tui.reading.leads import Leads
from tui.reading.table_rows import TableRows
from tui.reading.tables import Grid, dots, grid, to_stops
from tui.reading.wrap import (
    LOOKAHEAD,
    ClusterRuler,
    PlainRuler,
    Ruler,
    Span,
    balance,
    breakable,
    chop,
    hyphened,
    wrap,
)

_WINDOW = 16384
"""Code points of a line that are measured at once when they are not all simple."""
_REMEMBERED = 1024
"""Rows whose clusters are kept, several screens full."""


@dataclass(frozen=True, slots=True)
class Line:
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


class Layout:
    """An article's rows in a text column of ``width`` cells.

    The rows of a table set in columns show pieces of several cells, so that one row's span
    holds text shown on others; ``cells`` and ``draw`` know which.

    From 10 cells on no row is wider than the column; below that a single sign may be.

    Every offset from 0 to ``len(text)`` has one place. One that is not shown (a space at a
    wrap, the separator after a block) stands just after the last character of its row, so
    in a column that may equal the width. Blank rows are no offset's place.

    Rows are made from the top as they are asked for; ``height`` asks for all.
    """

    def __init__(self, text: str, blocks: Sequence[Block], width: int) -> None:
        self.text = text
        self.blocks = blocks
        self.width = width
        self._leads = Leads(blocks, width, text)
        self._lines: list[Line] = []
        self._starts: list[int] = []
        self._done = 0
        self._tables: dict[int, TableRows] = {}
        self._clusters: dict[int, list[Cluster] | None] = {}
        if not blocks:
            self._append(Line(0, 0, -1, 0, ""))

    @property
    def height(self) -> int:
        """Count the rows."""
        while self._done < len(self.blocks):
            self._lay_out_next()
        return len(self._lines)

    def line(self, row: int) -> Line:
        """Give a row, counted from 0."""
        while row >= len(self._lines) and self._done < len(self.blocks):
            self._lay_out_next()
        return self._lines[row]

    def has(self, row: int) -> bool:
        """Say whether there is such a row, laying out no more than it takes to know."""
        while row >= len(self._lines) and self._done < len(self.blocks):
            self._lay_out_next()
        return row < len(self._lines)

    def go_on(self, blocks: int) -> bool:
        """Lay out some more blocks before they are asked for; False when all are."""
        for _ in range(min(blocks, len(self.blocks) - self._done)):
            self._lay_out_next()
        return self._done < len(self.blocks)

    def place(self, offset: int) -> tuple[int, int]:
        """Give the row of an offset, and the cell column where its cluster begins."""
        row = self._bisect(offset)
        line = self._lines[row]
        if self._tables and (table := self._tables.get(line.block)):
            return table.place(offset)
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

    def offset(self, row: int, column: int) -> int:
        """Give the offset of the cluster at a cell.

        Before the text it is the row's first, behind it the row's end. Where the next row
        goes on without a space the end is not this row's, so there it is the last cluster.
        """
        line = self.line(row)
        if self._tables and (table := self._tables.get(line.block)):
            return table.offset(row, column)
        if column < line.indent or line.start == line.end:
            return line.start
        torn = row + 1 < len(self._lines) and self._starts[row + 1] == line.end
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
        first, last = self._row(start), self._row(end - 1)
        if self._tables:
            for block in {self._lines[first].block, self._lines[last].block}:
                if block in self._tables:
                    touched = self._tables[block].touched(start, end)
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

    def _row(self, offset: int) -> int:
        row = self._bisect(offset)
        if self._tables and (table := self._tables.get(self._lines[row].block)):
            return table.place(offset)[0]
        return row

    def _bisect(self, offset: int) -> int:
        """Find the last row that starts at or before an offset, of its block for sure."""
        blocks = self.blocks
        while self._done < len(blocks) and blocks[self._done].start <= offset:
            self._lay_out_next()
        return max(0, bisect_right(self._starts, offset) - 1)

    def _lay_out_next(self) -> None:
        index = self._done
        block = self.blocks[index]
        above = self._leads.above(index)
        if above is not None:
            self._append(Line(block.start, block.start, -1, cell_len(above), above))
        first, other = self._leads.of(index)
        indent, other_indent = cell_len(first), cell_len(other)
        self._done += 1
        if block.kind is BlockKind.RULE:
            self._append(Line(block.start, block.start, index, indent, first))
            return
        if block.kind is BlockKind.TABLE:
            table = grid(self.text[block.start : block.end], self.width)
            if table is not None:
                self._append_table(index, table)
                return
        per_line = block.kind in (BlockKind.CODE, BlockKind.TABLE)
        room = max(1, self.width - max(indent, other_indent))
        start = block.start
        lead, lead_indent = first, indent
        for piece in self.text[block.start : block.end].split("\n"):
            spans = self._spans(piece, block.kind, room)
            if per_line:
                lead, lead_indent = first, indent
            for begin, stop in spans:
                self._append(Line(start + begin, start + stop, index, lead_indent, lead))
                lead, lead_indent = other, other_indent
            start += len(piece) + 1

    def _spans(self, piece: str, kind: BlockKind, room: int) -> list[Span]:
        size = len(piece)
        simple = is_simple(piece)
        if kind is BlockKind.CODE:
            return chop(0, size, room, _ruler(piece, simple, to_stops))
        if simple or size <= _WINDOW:
            ruler = _ruler(piece, simple, _tabs(kind))
            fill = balance if kind is BlockKind.HEADING else wrap
            return fill(piece if simple else breakable(piece), 0, size, room, ruler)
        return list(_by_windows(piece, kind, room))

    def _append_table(self, index: int, table: Grid) -> None:
        base, firsts = self.blocks[index].start, []
        for number, record in enumerate(table.records):
            between = table.rule if number == 1 else ""
            if number and (between or table.airy):
                start = base + record.start
                self._append(Line(start, start, -1, len(between), between))
            firsts.append(len(self._lines))
            for pieces in record.rows:
                start, end, at = base + pieces[0].start, base + pieces[-1].end, pieces[0].at
                self._append(Line(start, end, index, at, " " * at))
        self._tables[index] = TableRows(self.text, base, table, firsts)

    def _append(self, line: Line) -> None:
        self._lines.append(line)
        self._starts.append(line.start)

    def _cut(self, row: int) -> list[Cluster] | None:
        """Give the clusters of a row, or None where every code point is one."""
        if row in self._clusters:
            return self._clusters[row]
        if len(self._clusters) >= _REMEMBERED:
            self._clusters.clear()
        line = self._lines[row]
        cut = None
        if line.block in self._tables:
            cut = self._tables[line.block].cut(row)
        elif not is_simple(self.text[line.start : line.end]):
            cut = self._cut_odd(line)
        self._clusters[row] = cut
        return cut

    def _cut_odd(self, line: Line) -> list[Cluster]:
        text = self.text
        if line.block < 0:
            return []
        block = self.blocks[line.block]
        if block.kind is not BlockKind.CODE:
            cut = clusters(text, line.start, line.end, _tabs(block.kind))
            return hyphened(cut, text, line.end, self.width - line.indent)
        if "\t" not in text[line.start : line.end]:
            return clusters(text, line.start, line.end)
        # How wide a tab of code is depends on what stands before it in its line.
        begin = max(text.rfind("\n", block.start, line.start) + 1, block.start)
        line_cut = clusters(text, begin, line.end, to_stops)
        return [cluster for cluster in line_cut if cluster[1] >= line.start]


def _tabs(kind: BlockKind) -> Tabs:
    return dots if kind is BlockKind.TABLE else single_space


def _ruler(piece: str, simple: bool, tabs: Tabs) -> Ruler:
    size = len(piece)
    return PlainRuler(size) if simple else ClusterRuler(clusters(piece, 0, size, tabs), size)


def _by_windows(piece: str, kind: BlockKind, room: int) -> Iterator[Span]:
    """Break a very long line a window at a time, so that its clusters never stand all in memory."""
    start, size, window = 0, len(piece), _WINDOW
    while True:
        stop = cluster_start(piece, min(size, start + window))
        part = piece[start:stop]
        rows = wrap(breakable(part), 0, stop - start, room, _ruler(part, False, _tabs(kind)))
        # Where the last rows end depends on what follows.
        sure = rows
        if stop < size:
            sure = [row for row in rows[:-1] if row[1] < len(part) - LOOKAHEAD]
        for begin, end in sure:
            yield start + begin, start + end
        if stop == size:
            return
        if sure:
            start += rows[len(sure)][0]
        else:
            window *= 2
