"""Which columns of the library fit, and how wide each is. Pure."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple


class Column(StrEnum):
    """What the library can say of an article, besides its state."""

    NUMBER = "number"
    TITLE = "title"
    BY = "by"
    SAVED = "saved"
    LENGTH = "length"
    CLAIMS = "claims"
    NOTES = "notes"
    BOOKMARKS = "bookmarks"
    READ = "read"


HEADINGS = {
    Column.NUMBER: "#",
    Column.TITLE: "TITLE",
    Column.BY: "BY · FROM",
    Column.SAVED: "SAVED",
    Column.LENGTH: "LENGTH",
    Column.CLAIMS: "☞",
    Column.NOTES: "✎",
    Column.BOOKMARKS: "⚑",
    Column.READ: "READ",
}

RIGHT = frozenset({Column.LENGTH, Column.CLAIMS, Column.NOTES, Column.BOOKMARKS, Column.READ})
"""Columns set to the right, as numbers are."""

# In the order in which a narrowing screen gives them up, the last first.
_WIDTHS = {
    Column.READ: 6,
    Column.LENGTH: 8,
    Column.CLAIMS: 4,
    Column.SAVED: 13,
    Column.NOTES: 4,
    Column.BOOKMARKS: 4,
}
"""Cells with the gap before."""

_GAP = 2
_BY_LEAST, _BY_MOST = 14, 40
_TITLE_LEAST = 28


class Place(NamedTuple):
    """One column: what it shows in how many cells, the gap before it included."""

    column: Column
    width: int


@lru_cache(maxsize=8)
def columns_for(width: int, digits: int = 2) -> tuple[Place, ...]:
    """Choose the columns for a row of `width` cells; the title is always there.

    `digits` are those of the longest number, by which the command line calls an article.
    """
    least = min(_TITLE_LEAST, max(14, width * 45 // 100))
    room = width
    kept: set[Column] = set()
    for column, cells in {**_WIDTHS, Column.NUMBER: digits + 1}.items():
        if room - cells < least:
            break
        kept.add(column)
        room -= cells
    by = 0
    if Column.NUMBER in kept and room - _BY_LEAST - _GAP >= least:
        by = min(_BY_MOST, max(_BY_LEAST, room * 36 // 100))
        room -= by + _GAP
    places = []
    for column in Column:
        if column is Column.TITLE:
            places.append(Place(column, room))
        elif column is Column.BY and by:
            places.append(Place(column, by + _GAP))
        elif column in kept:
            places.append(Place(column, _WIDTHS.get(column, digits + 1)))
    return tuple(places)
