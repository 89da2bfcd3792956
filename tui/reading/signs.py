"""Find what a text says by signs: references to footnotes, letters that run to the left."""

from __future__ import annotations

import re

_REFERENCE = re.compile(r"\[\^[^\[\]\s]{1,60}\]")
_LEFTWARD = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


def references(text: str) -> list[tuple[int, int]]:
    """Find the references to footnotes, and the labels before their texts."""
    return [found.span() for found in _REFERENCE.finditer(text)] if "[^" in text else []


def runs_leftward(text: str) -> bool:
    """Tell whether a text has letters of a script that is written from right to left."""
    return not text.isascii() and _LEFTWARD.search(text) is not None
