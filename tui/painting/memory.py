"""What stands on the terminal, and the shortest way from there to the next frame."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

Row = Mapping[int, str | None]
"""One row of the screen: every cell where a piece begins, and the piece as it is sent.

None is a piece that was not drawn anew, so that it stands as it stood.
"""

_WORTH = 4
"""Rows that a scroll must spare to be worth its words."""


class Memory:
    """Remembers each row as it was sent; a row it does not know is sent whole.

    A vertical move of many rows is sent as one scroll of a region, by deleting or
    inserting lines in it: every terminal since the VT102 knows that, the console of Linux
    too, which lacks the newer scroll commands.
    """

    def __init__(self) -> None:
        self._rows: list[dict[int, str | None] | None] = []
        self._width = 0

    def forget(self) -> None:
        """Know nothing of the terminal any more: it was resized, or something else wrote to it."""
        self._rows = []

    def knows(self, width: int, height: int) -> bool:
        """Say whether every row of a screen of this size is known."""
        return self._width == width and len(self._rows) == height and None not in self._rows

    def size(self, width: int, height: int) -> None:
        """Take up the screen's size; another than before makes all rows unknown."""
        if (self._width, len(self._rows)) != (width, height):
            self._width = width
            self._rows = [None] * height

    def update(self, rows: Mapping[int, Row]) -> str:
        """Give what to send so that these rows stand on the terminal."""
        sent = [self._scroll(rows)]
        for y, row in rows.items():
            known = self._rows[y]
            if known is None or known.keys() != row.keys():
                # Another division of the row: old pieces say nothing about the new ones.
                known = self._rows[y] = dict.fromkeys(row)
            for x, piece in row.items():
                if piece is not None and known[x] != piece:
                    known[x] = piece
                    sent.append(f"\x1b[{y + 1};{x + 1}H{piece}")
        return "".join(sent)

    def _scroll(self, rows: Mapping[int, Row]) -> str:
        """Move what stands on the terminal to where it is wanted, if that spares many rows."""
        changed = max(self._runs(rows), key=len, default=[])
        if len(changed) <= _WORTH:
            return ""
        top, bottom = changed[0], changed[-1] + 1
        region = self._rows[top:bottom]
        pieces = [row[0] for row in region if row is not None]
        often = Counter(pieces)
        at = {piece: y for y, piece in enumerate(pieces, top) if often[piece] == 1}
        votes = Counter(at[piece] - y for y in changed if (piece := rows[y][0]) in at)
        if not votes:
            return ""
        by, spared = votes.most_common(1)[0]
        if spared < _WORTH or not by:
            return ""
        blank: list[dict[int, str | None] | None] = [None] * abs(by)
        self._rows[top:bottom] = [*region[by:], *blank] if by > 0 else [*blank, *region[:by]]
        lines = f"{by}M" if by > 0 else f"{-by}L"
        return f"\x1b[0m\x1b[{top + 1};{bottom}r\x1b[{top + 1}H\x1b[{lines}\x1b[r"

    def _runs(self, rows: Mapping[int, Row]) -> list[list[int]]:
        """Give the runs of neighbouring rows that are drawn anew, each from a change to a change.

        A row of the region that is not drawn anew would be moved too, and nobody would put
        it back.
        """
        runs: list[list[int]] = []
        run: list[int] = []
        for y, row in sorted(rows.items()):
            known = self._rows[y]
            if not (known and known.keys() == row.keys() == {0} and None not in (row[0], known[0])):
                continue
            if run and y == run[-1] + 1:
                run.append(y)
            elif known != row:
                run = [y]
                runs.append(run)
        for run in runs:
            while self._rows[run[-1]] == rows[run[-1]]:
                run.pop()
        return runs
