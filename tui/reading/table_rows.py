"""A table set in columns, on its rows of the page: offsets to screen cells and back.

In such a table an offset may stand above and to the right of one before it, since cells
that go on over several rows stand beside each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tui.reading.clusters import Cluster, clusters
from tui.reading.tables import Grid, Piece, Record
from tui.reading.wrap import hyphened


class TableRows:
    """The rows of one table; offsets count into the article's text."""

    def __init__(self, text: str, start: int, grid: Grid, firsts: Sequence[int]) -> None:
        self._text = text
        self._start = start
        self._grid = grid
        self._firsts = firsts
        self._records = {
            first + nth: number
            for number, first in enumerate(firsts)
            for nth in range(len(grid.records[number].rows))
        }

    @property
    def rows(self) -> Iterable[int]:
        """The rows of the page on which records stand."""
        return self._records

    def cut(self, row: int) -> list[Cluster]:
        """Give a row's clusters; what stands between two columns is that of the tab."""
        cut: list[Cluster] = []
        edge: int | None = None
        for piece in self._pieces(row):
            if edge is not None:
                gap = piece.at - edge
                cut.append((" " * gap, self._tab_before(piece), gap))
            text = self._piece(piece)
            cut.extend(text)
            edge = piece.at + sum(width for _, _, width in text)
        return cut

    def place(self, offset: int) -> tuple[int, int]:
        """Give the row and the cell column of an offset.

        A tab stands behind the first row of the cell it ends, other offsets that are not
        shown behind the text before them.
        """
        local = offset - self._start
        number = self._grid.record(local)
        record, first = self._grid.records[number], self._firsts[number]
        local = min(local, record.end)
        tabs = self._text.count("\t", self._start + record.start, self._start + local)
        is_tab = local < record.end and self._text[self._start + local] == "\t"
        row, piece = first, record.rows[0][tabs]
        for nth, other in _of_cell(record, tabs):
            if other.start > local or is_tab:
                break
            row, piece = first + nth, other
        column = edge = piece.at
        for _, at, width in self._piece(piece):
            if at > offset:
                break
            column, edge = edge, edge + width
        return row, column if local < piece.end else edge

    def offset(self, row: int, column: int) -> int:
        """Give the offset of the cluster at a cell, always one whose place is on that row."""
        pieces = self._pieces(row)
        first = row == self._firsts[self._records[row]]
        for piece in pieces:
            if column < piece.at:
                if first and piece.cell:
                    return self._tab_before(piece)
                return self._start + piece.start
            edge = piece.at
            for _, at, width in self._piece(piece):
                edge += width
                if column < edge:
                    return at
        end = pieces[-1].end + self._start
        if self.place(end)[0] == row:
            return end
        return self._piece(pieces[-1])[-1][1]

    def touched(self, start: int, end: int) -> list[int]:
        """Give the rows that show something of a span, of the records at its ends."""
        start, end = start - self._start, end - self._start
        return [
            self._firsts[number] + nth
            for number in {self._grid.record(start), self._grid.record(end - 1)}
            for nth, pieces in enumerate(self._grid.records[number].rows)
            if any(piece.start < end and start < piece.end for piece in pieces)
        ]

    def _pieces(self, row: int) -> tuple[Piece, ...]:
        number = self._records[row]
        return self._grid.records[number].rows[row - self._firsts[number]]

    def _piece(self, piece: Piece) -> list[Cluster]:
        start, end = self._start + piece.start, self._start + piece.end
        room = self._grid.edges[piece.cell] - piece.at
        return hyphened(clusters(self._text, start, end), self._text, end, room)

    def _tab_before(self, piece: Piece) -> int:
        return self._text.rfind("\t", self._start, self._start + piece.start)


def _of_cell(record: Record, cell: int) -> Iterator[tuple[int, Piece]]:
    for nth, pieces in enumerate(record.rows):
        for piece in pieces:
            if piece.cell == cell:
                yield nth, piece
