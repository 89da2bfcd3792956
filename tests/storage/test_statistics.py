"""How much was read and kept, from the dates that are stored."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from storage.models import Annotation, Bookmark, Entry, Passage, Progress, Review, State
from storage.statistics import statistics

TODAY = date(2026, 11, 25)  # a Wednesday
DAY = timedelta(days=1)
PLACE = Passage(0, 1, "x")


def at(day: date) -> str:
    return f"{day.isoformat()}T12:00:00Z"


def note(day: date, words: str = "", review: Review | None = None) -> Annotation:
    return Annotation("a", 1, PLACE, words, created=at(day), review=review or Review())


def entry(day: date | None, fraction: float = 1.0) -> Entry:
    progress = Progress(fraction=fraction, seen="" if day is None else at(day))
    none = (None, None, None, None, None)
    return Entry(1, "u", "Title", *none, 9, "", State.READING, (), 0, 0, 0, progress)


def test_weeks_begin_on_monday_and_the_last_has_today_in_it() -> None:
    found = statistics([], [], [], TODAY, 3)
    assert [week.monday.isoformat() for week in found.weeks] == [
        *("2026-11-09", "2026-11-16", "2026-11-23")
    ]
    assert found.nothing
    assert (found.streak, found.longest, found.articles) == (0, 0, 0)


def test_what_was_read_and_kept_stands_in_its_week() -> None:
    monday = date(2026, 11, 23)
    found = statistics(
        [entry(monday), entry(monday - DAY), entry(monday, 0.9), entry(None)],
        [note(monday, "why"), note(monday), note(monday - DAY), note(date(2020, 1, 1))],
        [Bookmark("b", 1, PLACE, created=at(monday))],
        TODAY,
        2,
    )
    before, last = found.weeks
    assert (before.read, before.kept, before.notes) == (1, 1, 0)
    assert (last.read, last.highlights, last.notes, last.bookmarks, last.kept) == (1, 2, 1, 1, 3)
    assert (found.articles, found.read, found.highlights, found.notes) == (4, 3, 4, 1)


def test_a_streak_goes_up_to_today_or_yesterday() -> None:
    days = [TODAY - n * DAY for n in (1, 2, 3, 7, 8, 9, 10)]
    found = statistics([], map(note, days), [], TODAY)
    assert (found.streak, found.longest) == (3, 4)
    assert statistics([entry(TODAY, 0.1)], map(note, days), [], TODAY).streak == 4
    assert statistics([], map(note, days), [], TODAY + DAY).streak == 0


def test_a_review_is_a_day_too() -> None:
    old = note(date(2026, 1, 1), review=Review("2026-12-01", 2, at(TODAY)))
    assert statistics([], [old], [], TODAY).streak == 1


def test_dates_that_are_none_are_counted_in_no_week() -> None:
    spoilt = replace(note(TODAY), created="some day")
    found = statistics([entry(None)], [spoilt], [], TODAY)
    assert (found.highlights, found.read, found.nothing, found.longest) == (1, 1, True, 0)


DAYS = st.dates(min_value=TODAY - 200 * DAY, max_value=TODAY)


@given(st.lists(DAYS, max_size=20), st.lists(DAYS, max_size=20), st.integers(1, 40))
def test_every_day_falls_in_the_week_it_belongs_to(read, kept, weeks) -> None:
    found = statistics(map(entry, read), map(note, kept), [], TODAY, weeks)
    assert len(found.weeks) == weeks
    first = found.weeks[0].monday
    assert sum(week.read for week in found.weeks) == sum(day >= first for day in read)
    assert sum(week.kept for week in found.weeks) == sum(day >= first for day in kept)
    assert 0 <= found.streak <= found.longest <= len({*read, *kept})
