"""Offsets of a text that somebody has before them, in the text that is stored now.

Another program may have put a new text in its place since; offsets alone would then mean
other words.
"""

from __future__ import annotations

from storage.anchors import locate, passage
from storage.history import Conflict

_AROUND = 80
"""Code points by which a place is known again."""


def span_now(text: str, span: tuple[int, int], seen: str | None) -> tuple[int, int] | None:
    """Return where a span of the text that was seen stands in the one stored; None for nowhere.

    `seen` is None where nobody can have seen another.
    """
    if seen is None or seen == text or not 0 <= span[0] < span[1] <= len(seen):
        return span
    return locate(text, passage(seen, *span))


def certain(text: str, span: tuple[int, int], seen: str | None) -> tuple[int, int]:
    """Return the same; raises Conflict for nowhere."""
    found = span_now(text, span, seen)
    if found is None:
        raise Conflict(
            "The article has a new text in which these words do not stand; nothing was marked."
        )
    return found


def place_now(text: str, at: int, seen: str | None) -> int:
    """Return where a place of the text that was seen is in the one stored, at least about."""
    if seen is None or seen == text:
        return at
    for start in (at, max(0, at - _AROUND)):
        found = span_now(text, (start, min(len(seen), start + _AROUND)), seen)
        if start < len(seen) and found is not None:
            return min(found[0] + at - start, found[1])
    return int(at / max(1, len(seen)) * len(text))
