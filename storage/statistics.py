"""How much was read and kept, by week, from the dates that are stored. Pure.

An article counts as read in the week in which it was open last, once its end was reached: of
every article the library knows the last reading alone. A day belongs to a streak when something
was kept on it, a highlight was reviewed, or an article was open that has not been open since.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import takewhile

from storage.models import Annotation, Bookmark, Entry
from storage.schedule import day_of

WEEKS = 12
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Week:
    """What was done in seven days from a Monday on."""

    monday: date
    read: int = 0
    """Articles read to their end."""
    highlights: int = 0
    """Passages highlighted, with or without a note."""
    notes: int = 0
    """Those with a note."""
    bookmarks: int = 0

    @property
    def kept(self) -> int:
        """Highlights and bookmarks."""
        return self.highlights + self.bookmarks


@dataclass(frozen=True, slots=True)
class Statistics:
    """What was done at all, and lately."""

    articles: int
    read: int
    highlights: int
    notes: int
    bookmarks: int
    streak: int
    """Days in a row up to today, or to yesterday while today has nothing yet."""
    longest: int
    """The most days in a row that ever were."""
    weeks: tuple[Week, ...]
    """The latest last, those with nothing too."""

    @property
    def nothing(self) -> bool:
        """Nothing was read or kept in these weeks."""
        return not any(week.read or week.kept for week in self.weeks)

    def begun(self) -> Statistics:
        """Leave out the weeks before the first in which something was done."""
        nothing = takewhile(lambda week: not (week.read or week.kept), self.weeks)
        return replace(self, weeks=self.weeks[len(list(nothing)) :])


def statistics(
    entries: Iterable[Entry],
    annotations: Iterable[Annotation],
    bookmarks: Iterable[Bookmark],
    today: date,
    weeks: int = WEEKS,
) -> Statistics:
    """Count what is not in the trash; `weeks` weeks, of which the last has today in it."""
    shelf, notes, marks = list(entries), list(annotations), list(bookmarks)
    read = [entry for entry in shelf if entry.progress.fraction >= 1]
    of_read = Counter(map(_monday, (entry.progress.seen for entry in read)))
    of_highlights = Counter(map(_monday, (note.created for note in notes)))
    of_notes = Counter(_monday(note.created) for note in notes if note.note.strip())
    of_marks = Counter(map(_monday, (mark.created for mark in marks)))
    last = today - today.weekday() * _DAY
    mondays = [last - n * 7 * _DAY for n in reversed(range(weeks)) if n * 7 < last.toordinal()]
    moments = (
        *(entry.progress.seen for entry in shelf),
        *(moment for note in notes for moment in (note.created, note.review.at)),
        *(mark.created for mark in marks),
    )
    days = {day for moment in moments if moment and (day := day_of(moment)) is not None}
    return Statistics(
        len(shelf),
        len(read),
        len(notes),
        sum(bool(note.note.strip()) for note in notes),
        len(marks),
        *_streaks(days, today),
        tuple(Week(m, of_read[m], of_highlights[m], of_notes[m], of_marks[m]) for m in mondays),
    )


def _monday(moment: str) -> date | None:
    """Return the Monday of the week of a moment; None for what is no moment."""
    day = day_of(moment)
    return None if day is None or day.toordinal() < 7 else day - day.weekday() * _DAY


def _streaks(days: set[date], today: date) -> tuple[int, int]:
    """Return how many days in a row there are up to today, and how many there were at most."""
    runs: dict[date, int] = {}
    for day in sorted(days):
        runs[day] = (runs.get(day - _DAY, 0) if day > date.min else 0) + 1
    return runs.get(today) or runs.get(today - _DAY, 0), max(runs.values(), default=0)
