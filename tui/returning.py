"""What is said of highlights that come back to be read again."""

from __future__ import annotations

from datetime import date

from storage.models import Review
from storage.schedule import Answer, Today, answered
from tui.counting import counted
from tui.dates import Dates, day

NOTHING_YET = (
    "Nothing to review yet.\n"
    "In an article, ↵ keeps a passage as a highlight; it comes back here the day after."
)


def nothing_due(today: Today, form: Dates = Dates.DAY_MONTH) -> str:
    """Say why nothing comes back on a day, and when something does; two lines."""
    if not today.highlights:
        return NOTHING_YET
    done = f"Done for today: {counted(today.answered, 'highlight')} answered."
    first = done if today.answered else "No highlight of yours comes back to be read again today."
    if today.waiting:
        return f"{first}\n{today.waiting} more {'is' if today.waiting == 1 else 'are'} due."
    if today.next is None:
        return f"{first}\nEvery highlight is retired; a new one comes back the day after."
    return f"{first}\nThe next comes back on {day(today.next.isoformat(), form)}."


def said(review: Review, today: date) -> str:
    """Say how a highlight stands, and for how long keeping it sends it away."""
    interval = answered(review, Answer.KEEP, today, "").interval
    before = "It has not come back before"
    if review.interval:
        before = f"It stayed away for {counted(review.interval, 'day')}"
    elif review.at:
        before = "It was put off"
    return f"{before}; kept, it comes back in {counted(interval, 'day')}."
