"""The library's articles, a row each."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from datetime import date
from operator import attrgetter

from rich.cells import cell_len
from rich.segment import Segment

from storage.models import Entry, State
from tui.dates import Dates, moment
from tui.settings.model import settings_of
from tui.widgets.cells import cut, fit
from tui.widgets.columns import HEADINGS, RIGHT, Column, columns_for
from tui.widgets.rows import RowList

SIGNS = {State.UNREAD: "●", State.READING: "◐", State.FINISHED: "○", State.ARCHIVED: "▫"}

_SIGN_COLOURS = {
    State.UNREAD: "claim-forecast",
    State.READING: "accent-text",
    State.FINISHED: "page-faint",
    State.ARCHIVED: "page-faint",
}

_NOTHING = "·"

_ID = attrgetter("id")


class ArticleList(RowList[Entry]):
    """Shows entries in columns that a narrow screen gives up one by one."""

    KEY = "id"

    _digits = 2
    """Of the longest number that was shown: a filter leaves the columns where they are."""

    def show(
        self,
        rows: Sequence[Entry],
        *,
        empty: str = "",
        picked: frozenset[Hashable] = frozenset(),
    ) -> None:
        """Show entries, with room for their numbers."""
        longest = max(map(_ID, rows), default=0)
        self._digits = max(self._digits, len(str(longest)))
        super().show(rows, empty=empty, picked=picked)

    def heading(self, width: int) -> list[Segment]:
        words = "  "
        for place in columns_for(width - 4, self._digits):
            words += "  " * (place.column is Column.TITLE)
            words += _set(HEADINGS[place.column], place.column, place.width)
        return [Segment(words, self.paint("page-faint", bold=True))]

    def cells(self, row: Entry, width: int, on: str) -> list[Segment]:
        segments = []
        form, today = settings_of(self.app).dates, date.today()
        for place in columns_for(width - 2, self._digits):
            if place.column is Column.TITLE:
                sign = self.paint(_SIGN_COLOURS[row.state], on=on)
                segments.append(Segment(f"{SIGNS[row.state]} ", sign))
                segments.extend(self._title(row, place.width, on))
            else:
                text, colour = _said(row, place.column, today, form)
                if on and colour == "page-faint":
                    # Faint words would drown in the cursor's background.
                    colour = "page-text"
                style = self.paint(colour, on=on)
                segments.append(Segment(_set(text, place.column, place.width), style))
        return segments

    def _title(self, row: Entry, width: int, on: str) -> list[Segment]:
        """Draw the title, bold while there is something to read, and tags if there is room."""
        done = row.state in (State.FINISHED, State.ARCHIVED)
        title = cut(row.title, width)
        style = self.paint("page-text" if done else "page-strong", on=on, bold=not done)
        room = width - cell_len(title)
        tags = "".join(f" #{tag}" for tag in row.tags)
        tail = f" {cut(tags, room - 1)}" if tags and room > 8 else ""
        faint = self.paint("page-text" if on else "page-faint", on=on)
        return [Segment(title, style), Segment(fit(tail, room), faint)]


def _set(text: str, column: Column, width: int) -> str:
    """Set a text in its column; the gap stands before it, that of a number after it."""
    if column is Column.NUMBER:
        return fit(text, width - 1, right=True) + " "
    if column in RIGHT:
        return fit(text, width, right=True)
    if column is Column.TITLE:
        return fit(text, width)
    return "  " + fit(text, width - 2)


def _said(row: Entry, column: Column, today: date, form: Dates) -> tuple[str, str]:
    """Say one thing of an entry, and in which colour."""
    match column:
        case Column.NUMBER:
            return str(row.id), "page-faint"
        case Column.BY:
            return " · ".join(filter(None, (row.byline, row.site))), "page-faint"
        case Column.SAVED:
            return moment(row.saved, today, form), "page-faint"
        case Column.LENGTH:
            return "no text" if row.unfetched else f"{row.minutes} min", "page-faint"
        case Column.CLAIMS:
            return _count(row.claims, "accent-text")
        case Column.NOTES:
            return _count(row.notes, "page-strong")
        case Column.BOOKMARKS:
            return _count(row.bookmarks, "bookmark")
        case _:
            share = round(row.progress.fraction * 100)
            return f"{share}%" if share else "", "accent-text" if share < 100 else "page-faint"


def _count(number: int, colour: str) -> tuple[str, str]:
    return (str(number), colour) if number else (_NOTHING, "page-faint")
