"""When highlights come back to be read again. Pure.

A highlight is new the day it is made and comes the day after. Each time it is kept it stays
away twice as long as before: 1, 2, 4, 8 ... days, a year at most. Put off, it comes tomorrow,
and stays away no longer for it than it would have. Retired, it comes no more, until it is kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from heapq import nsmallest

from storage.identity import digest
from storage.models import Annotation, Review

COUNT = 5
"""Highlights that come in a day unless a person wants more or fewer."""
LONGEST = 365
"""Days after which a highlight comes back at the latest."""
_DAY = timedelta(days=1)


class Answer(StrEnum):
    """What a person says to a highlight that came back."""

    KEEP = "keep"
    LATER = "later"
    RETIRE = "retire"


@dataclass(frozen=True, slots=True)
class Today:
    """What comes back on a day."""

    due: tuple[Annotation, ...] = ()
    """In the order in which it is shown; no more than the day's share has left."""
    answered: int = 0
    """How many were answered on this day already."""
    waiting: int = 0
    """How many more are due, for which the day's share has no room."""
    next: date | None = None
    """The day on which the next comes after this one; None for never."""
    highlights: int = 0
    """How many there are at all, retired ones too."""


def answered(review: Review, answer: Answer, today: date, at: str) -> Review:
    """Return when a highlight comes back after this answer on this day."""
    if answer is Answer.RETIRE:
        return Review("", review.interval, at, retired=True)
    if answer is Answer.LATER:
        return Review(str(today + _DAY), review.interval, at)
    # Brought back it begins anew.
    interval = 1 if review.retired else min(LONGEST, max(1, 2 * review.interval))
    return Review(str(today + interval * _DAY), interval, at)


def due(note: Annotation) -> date | None:
    """Return the day from which a highlight comes back; None when it does no more."""
    if note.review.retired:
        return None
    when = _day(note.review.due)
    if when is None:
        made = day_of(note.created)
        when = date.min if made is None else made + _DAY
    return when


def choose(notes: Iterable[Annotation], today: date, count: int = COUNT) -> Today:
    """Choose what of these highlights comes back on a day.

    First those that came before, longest due first; then new ones, mixed over all articles in
    an order that is the same every time. What was answered on the day counts towards its share.
    """
    ready: list[tuple[tuple[bool, date, str], Annotation]] = []
    later: list[date] = []
    done = known = 0
    for note in notes:
        known += 1
        done += bool(note.review.at) and day_of(note.review.at) == today
        when = due(note)
        if when is None:
            continue
        if when > today:
            later.append(when)
            continue
        new = not note.review.at
        ready.append(((new, date.min if new else when, digest(note.uid)), note))
    room = max(0, count - done)
    first = nsmallest(room, ready, key=lambda each: each[0])
    waiting = len(ready) - min(room, len(ready))
    if waiting:
        later.append(today + _DAY)
    shown = tuple(note for _, note in first)
    return Today(shown, done, waiting, min(later, default=None), known)


def day_of(moment: str) -> date | None:
    """Return the day that a moment (UTC) was here; None for what is no moment."""
    try:
        when = datetime.fromisoformat(moment)
        return when.astimezone().date() if when.tzinfo else when.date()
    except (ValueError, OverflowError, OSError):
        return None


def _day(iso: str) -> date | None:
    try:
        return date.fromisoformat(iso)
    except ValueError:
        return None
