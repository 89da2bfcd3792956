"""When an article was saved, as a query asks for it: ages, dates and parts of dates."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta

from storage.errors import QueryError
from storage.models import Entry

_HOURS = {"h": 1, "d": 24, "w": 7 * 24, "m": 30 * 24, "y": 365 * 24}
_AGE = re.compile(r"([<>])([0-9]{1,4})([hdwmy])")
_SECONDS = len("2026-03-01T10:00:00")
"""Letters of a moment that compare; how its zone is written does not matter, all are UTC."""
_DATE = re.compile(r"([<>]?)([0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?)")
_TAKES = "it takes <2w or >2w (h, d, w, m, y), or a date such as 2026-03, <2026-03-01 or >2026."


def saved(wanted: str, now: datetime) -> Callable[[Entry], bool]:
    """Make the test of `saved:`; raises QueryError for what is neither an age nor a date.

    <2w is less than two weeks ago, >2w longer; <2026-03 is before that month, >2026-03 after it.
    """
    if age := _AGE.fullmatch(wanted):
        since = _before(now, int(age[2]) * _HOURS[age[3]])
        if age[1] == "<":
            return lambda entry: entry.saved[:_SECONDS] >= since
        return lambda entry: "" < entry.saved[:_SECONDS] < since
    if asked := _DATE.fullmatch(wanted):
        day, length = asked[2], len(asked[2])
        if not _is_in_calendar(day):
            raise QueryError(f"saved:{wanted} names no day that ever was or will be; {_TAKES}")
        if asked[1] == "<":
            return lambda entry: "" < entry.saved[:length] < day
        if asked[1] == ">":
            return lambda entry: entry.saved[:length] > day
        return lambda entry: entry.saved[:length] == day
    raise QueryError(f"saved:{wanted} is no age and no date; {_TAKES}")


def _is_in_calendar(day: str) -> bool:
    """Tell whether there is such a year, month or day."""
    year, month, day = (*day.split("-"), "01", "01")[:3]
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        return False
    return True


def _before(now: datetime, hours: int) -> str:
    try:
        return (now - timedelta(hours=hours)).isoformat()[:_SECONDS]
    except OverflowError:
        return "0000"  # before anything was ever saved
