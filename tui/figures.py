"""Statistics in words, as a table and as a plot."""

from __future__ import annotations

from datetime import date

from storage.statistics import Statistics, Week
from tui.counting import counted
from tui.dates import Dates, day
from tui.plot import KEPT, LEAST, READ, bars

HEIGHT = 14
"""Lines of a plot where there is room."""

_WIDEST = 110
"""Cells beyond which a plot is no clearer."""


def totals(found: Statistics) -> list[tuple[str, str]]:
    """Say what was done at all: a name and words for each."""
    kept = [counted(found.highlights, "highlight"), counted(found.bookmarks, "bookmark")]
    noted = f", {found.notes} with a note" if found.notes else ""
    longest = f"; the longest was {counted(found.longest, 'day')}" if found.longest else ""
    return [
        ("Read", f"{found.read} of {counted(found.articles, 'article')}"),
        ("Kept", f"{kept[0]}{noted}, {kept[1]}"),
        ("Streak", f"{counted(found.streak, 'day')} in a row{longest}"),
    ]


def heading(found: Statistics) -> str:
    """Say what the weeks show, or that they show nothing."""
    weeks = counted(len(found.weeks), "week")
    if found.nothing:
        return f"Nothing was read to its end and nothing kept in {weeks}."
    return f"{weeks} by Monday: {READ} articles read to the end · {KEPT} passages kept"


def plotted(found: Statistics, width: int, height: int) -> list[str] | None:
    """Draw the weeks; None where nothing can draw them, or there is no room."""
    if width < LEAST:
        return None
    names = [_name(week.monday) for week in found.weeks]
    read, kept = [week.read for week in found.weeks], [week.kept for week in found.weeks]
    return bars(names, read, kept, min(_WIDEST, width), height)


def table(found: Statistics, form: Dates = Dates.ISO) -> list[tuple[str, ...]]:
    """Write the weeks as rows, with a row of names first."""
    return [("WEEK", "READ", "KEPT", "NOTES"), *(_row(week, form) for week in found.weeks)]


def _row(week: Week, form: Dates) -> tuple[str, ...]:
    monday = day(week.monday.isoformat(), form)
    return (monday, *(str(n) for n in (week.read, week.kept, week.notes)))


def _name(monday: date) -> str:
    """Name a week by its Monday, without the year."""
    return day(monday.isoformat()).rpartition(" ")[0]
