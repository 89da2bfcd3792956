"""What libraries of free books write around a book: where it begins and where it ends."""

from __future__ import annotations

import re
from collections.abc import Sequence

from storage.intake.units import Unit

_START = re.compile(r"\*{3}\s*START OF (?:THE|THIS) .{1,200}\*{3}", re.I)
_END = re.compile(
    r"\*{3}\s*END OF (?:THE|THIS) .{1,200}\*{3}|END OF (?:THE|THIS) .{1,200}EBOOK.*", re.I
)


def book_span(units: Sequence[Unit]) -> tuple[int, int] | None:
    """Give the first unit of the book, and the one behind its last; None when there is no start."""
    start = next((i for i, unit in enumerate(units) if _matches(_START, unit)), None)
    if start is None:
        return None
    end = next((i for i in range(start, len(units)) if _matches(_END, units[i])), len(units))
    return (start + 1, end) if end - start > 1 else None


def _matches(form: re.Pattern[str], unit: Unit) -> bool:
    return len(unit.text) < 300 and bool(form.fullmatch(unit.text))
