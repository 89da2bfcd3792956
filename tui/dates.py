"""Dates as a person says them."""

from __future__ import annotations

from datetime import date, datetime

# Not strftime's: those change with the locale.
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day(iso: str | None) -> str:
    """Write an ISO date as ``9 Nov 2026``; anything else as it is."""
    if not iso:
        return ""
    try:
        when = date.fromisoformat(iso[:10])
    except ValueError:
        return iso
    return f"{_short(when)} {when.year}"


def moment(iso: str, today: date) -> str:
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
    words = _short(local).rjust(6)
    return words if local.year == today.year else f"{words} {local.year}"


def _short(when: date) -> str:
    return f"{when.day} {_MONTHS[when.month - 1]}"
