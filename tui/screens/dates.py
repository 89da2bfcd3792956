"""Dates as a person says them."""

from __future__ import annotations

from datetime import date


def day(iso: str | None) -> str:
    """Write an ISO date as ``9 Nov 2026``; anything else as it is."""
    if not iso:
        return ""
    try:
        when = date.fromisoformat(iso[:10])
    except ValueError:
        return iso
    return f"{when.day} {when:%b %Y}"
