"""Stand notes level with their passages, beside the text or under it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

from tui.reading.clusters import clusters
from tui.reading.wrap import ClusterRuler, breakable, wrap


class NoteCard(NamedTuple):
    """A note that wants to stand beside the text."""

    key: str
    """The annotation's uid."""
    row: int
    """The page row on which its passage begins."""
    height: int
    """Rows of the note, wrapped already."""


class Placed(NamedTuple):
    """Where a note stands in the margin."""

    key: str
    top: int
    """The page row of its first line."""
    height: int
    row: int
    """The page row on which its passage begins, at or above ``top``."""


def wrap_words(text: str, width: int) -> tuple[str, ...]:
    """Wrap a line of plain words to some cells; none gives no rows."""
    if not text:
        return ()
    cells = clusters(text, 0, len(text))
    rows = wrap(breakable(text), 0, len(text), width, ClusterRuler(cells, len(text)))
    return tuple(
        "".join(shown for shown, at, _ in cells if start <= at < end) for start, end in rows
    )


def place_cards(cards: Iterable[NoteCard], gap: int = 1) -> list[Placed]:
    """Place notes from the top, each at its passage or pushed down by the one before.

    At least ``gap`` rows stay free between two notes.
    """
    placed: list[Placed] = []
    free: int | None = None
    for card in sorted(cards, key=lambda card: card.row):
        top = card.row if free is None else max(card.row, free)
        placed.append(Placed(card.key, top, card.height, card.row))
        # A card without rows still takes its row: tops are in strict order.
        free = top + max(1, card.height + gap)
    return placed


class Flow:
    """Rows put in between the rows of a page: page rows to display rows and back.

    ``inserts`` are pairs: the page row after which rows are put in (one before the first for
    above the page), and how many. Several after one row keep their order. The display rows
    are counted so that page row 0 stands on row ``level``; above it are negative ones.
    """

    def __init__(self, inserts: Sequence[tuple[int, int]], level: int) -> None:
        order = sorted((after, index) for index, (after, count) in enumerate(inserts) if count > 0)
        self._afters = [after for after, _ in order]
        self._indices = [index for _, index in order]
        above = sum(count for after, count in inserts if after < 0)
        self._before = list(
            accumulate((inserts[i][1] for i in self._indices), initial=level - above)
        )
        self._tops = [
            after + 1 + before for after, before in zip(self._afters, self._before, strict=False)
        ]

    def page_row(self, display_row: int) -> int | tuple[int, int]:
        """Give the page row shown on a display row, or (index of the insert, line in it)."""
        at = bisect_right(self._tops, display_row)
        if at and display_row < self._tops[at - 1] + self._before[at] - self._before[at - 1]:
            return self._indices[at - 1], display_row - self._tops[at - 1]
        return display_row - self._before[at]

    def display_row(self, page_row: int) -> int:
        """Give the display row on which a page row is shown."""
        return page_row + self._before[bisect_right(self._afters, page_row - 1)]
