"""Dates as a person says them."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

# Not strftime's: those change with the locale.
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Dates(StrEnum):
    """The ways to write a date, each named by what it makes of one day."""

    DAY_MONTH = "9 Nov 2026"
    MONTH_DAY = "Nov 9 2026"
    ISO = "2026-11-09"


def day(iso: str | None, form: Dates = Dates.DAY_MONTH) -> str:
    """Write an ISO date as ``9 Nov 2026``, or in another form; anything else as it is."""
    if not iso:
        return ""
    try:
        when = date.fromisoformat(iso[:10])
    except ValueError:
        return iso
    return when.isoformat() if form is Dates.ISO else f"{_short(when, form)} {when.year}"


def moment(iso: str, today: date, form: Dates = Dates.DAY_MONTH) -> str:
    """Write an ISO date and time (UTC) as the day it was here, in at most 11 cells.

    A day below ten has a blank before it, so that dates in a column stand below each other.
    What cannot be read as a date is left out.
    """
    try:
        when = datetime.fromisoformat(iso)
        local = when.astimezone().date() if when.tzinfo else when.date()
    except (ValueError, OverflowError, OSError):
        return ""
    if local == today:
        return "today"
    if (today - local).days == 1:
        return "yesterday"
    if form is Dates.ISO:
        return local.isoformat()
    words = _short(local, form).rjust(6)
    return words if local.year == today.year else f"{words} {local.year}"


def _short(when: date, form: Dates) -> str:
    month = _MONTHS[when.month - 1]
    return f"{month} {when.day}" if form is Dates.MONTH_DAY else f"{when.day} {month}"
