"""Find what a text says by signs: references to footnotes, letters that run to the left."""

from __future__ import annotations

import re

_REFERENCE = re.compile(r"\[\^[^\[\]\s]{1,60}\]")
_LONGEST = 63
"""Characters of a reference, at most."""
_LEFTWARD = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


def references(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Find the references to footnotes that touch a span, and the labels before their texts."""
    first, last = max(0, start - _LONGEST + 1), end + _LONGEST - 1
    if text.find("[^", first, last) < 0:
        return []
    found = (reference.span() for reference in _REFERENCE.finditer(text, first, last))
    return [span for span in found if span[0] < end and span[1] > start]


def runs_leftward(text: str) -> bool:
    """Tell whether a text has letters of a script that is written from right to left."""
    return not text.isascii() and _LEFTWARD.search(text) is not None
