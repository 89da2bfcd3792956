"""Set a table in columns that fit a width: cells wrapped, numbers to the right."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from tui.reading.clusters import clusters, is_simple
from tui.reading.wrap import ClusterRuler, PlainRuler, Ruler, Span, breakable, wrap

_GAP = 3
"""Cells between two columns."""
_WORDS = (14, 9)
"""How many cells of its longest word a column may claim; the first that fits is taken."""

_NUMBER = re.compile(r"[-+−±~≈<>]?\s?[$£€¥₹]?\s?\d[\d.,:/\s\u00a0\u202f'’]*\s?[%‰°$£€¥₹]?")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")


class Piece(NamedTuple):
    """What one row of the page shows of one cell."""

    start: int
    end: int
    cell: int
    """The cell's number in its record, from 0."""
    at: int
    """The first screen cell of its text."""


class Record(NamedTuple):
    """One record of a table, on one or several rows."""

    start: int
    end: int
    rows: tuple[tuple[Piece, ...], ...]


class Grid(NamedTuple):
    """A table set in columns."""

    records: tuple[Record, ...]
    edges: tuple[int, ...]
    """The first screen cell behind each column."""
    rule: str
    """What is drawn under the first record, when that names the columns; else empty."""
    airy: bool
    """Whether blank rows are needed to tell the records from each other."""

    def record(self, offset: int) -> int:
        """Give the number of the record that an offset stands in."""
        return max(0, bisect_right(self.records, offset, key=lambda each: each.start) - 1)


class _Row(NamedTuple):
    """A record before it is set; offsets count from its own start."""

    start: int
    """Its offset in the table."""
    text: str
    shape: str
    ruler: Ruler
    cells: tuple[Span, ...]

    def said(self, cell: int) -> str:
        """Give the words of a cell, "" where the record has no such cell."""
        return self.text[slice(*self.cells[cell])].strip() if cell < len(self.cells) else ""


def grid(table: str, width: int, *, headed: bool = True) -> Grid | None:
    """Set a table in columns of all in all ``width`` cells, or give None if it has no room.

    Whether its first record names the columns is asked unless it is not `headed` for sure.
    """
    rows = list(_rows(table))
    count = max(len(row.cells) for row in rows)
    right = [_is_numeric(rows, column) for column in range(count)]
    natural, least = [1] * count, [1] * count
    for row in rows:
        for column, cell in enumerate(row.cells):
            natural[column] = max(natural[column], row.ruler.cells(*cell))
            least[column] = max(least[column], _longest_word(row, cell, right[column]))
    widths = _share(natural, least, width - _GAP * (count - 1))
    if widths is None:
        return None
    starts = list(accumulate((each + _GAP for each in widths), initial=0))
    records = tuple(_set(row, starts, widths, right) for row in rows)
    rule = (" " * _GAP).join("─" * each for each in widths) if headed and _is_headed(rows) else ""
    edges = tuple(at - _GAP for at in starts[1:])
    return Grid(records, edges, rule, any(len(record.rows) > 1 for record in records))


def _rows(table: str) -> Iterator[_Row]:
    start = 0
    for line in table.split("\n"):
        simple = is_simple(line.replace("\t", " "))
        ruler: Ruler = PlainRuler(len(line))
        if not simple:
            ruler = ClusterRuler(clusters(line, 0, len(line)), len(line))
        cells, at = [], 0
        for cell in line.split("\t"):
            cells.append((at, at + len(cell)))
            at += len(cell) + 1
        yield _Row(start, line, line if simple else breakable(line), ruler, tuple(cells))
        start += len(line) + 1


def _longest_word(row: _Row, cell: Span, whole: bool) -> int:
    start, end = cell
    if whole:
        return row.ruler.cells(start, end)
    longest = 0
    for word in row.shape[start:end].split(" "):
        longest = max(longest, row.ruler.cells(start, start + len(word)))
        start += len(word) + 1
    return longest


def _share(natural: Sequence[int], least: Sequence[int], room: int) -> list[int] | None:
    """Share the room: each column its longest word, then what is left where it is wanted most."""
    if sum(natural) <= room:
        return list(natural)
    for limit in _WORDS:
        widths = [min(each, limit) for each in least]
        left = room - sum(widths)
        if left < 0:
            continue
        # A cell a time, to whichever column would otherwise have the tallest cells.
        for _ in range(left):
            column = max(range(len(widths)), key=lambda each: natural[each] / widths[each])
            if widths[column] < natural[column]:
                widths[column] += 1
        return widths
    return None


def _set(row: _Row, starts: Sequence[int], widths: Sequence[int], right: Sequence[bool]) -> Record:
    rows: list[list[Piece]] = []
    for number, (start, end) in enumerate(row.cells):
        room = widths[number]
        for nth, (begin, stop) in enumerate(wrap(row.shape, start, end, room, row.ruler)):
            if nth == len(rows):
                rows.append([])
            spare = max(0, room - row.ruler.cells(begin, stop)) if right[number] else 0
            piece = Piece(row.start + begin, row.start + stop, number, starts[number] + spare)
            rows[nth].append(piece)
    return Record(row.start, row.start + len(row.text), tuple(map(tuple, rows)))


def _is_numeric(rows: Sequence[_Row], column: int) -> bool:
    """Tell whether all cells of a column but its name are numbers."""
    said = [words for row in rows[1:] if (words := row.said(column)).strip("–—-")]
    return bool(said) and all(map(_NUMBER.fullmatch, said))


def _is_headed(rows: Sequence[_Row]) -> bool:
    """Tell whether the first record names the columns: it has no numbers, unless years."""
    first = [rows[0].said(cell) for cell in range(len(rows[0].cells))]
    return len(rows) > 1 and not any(
        _NUMBER.fullmatch(cell) and not _YEAR.fullmatch(cell) for cell in first
    )
