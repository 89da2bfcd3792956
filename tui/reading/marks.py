"""Resolve what marks a row: claims, inks, finds, the cursor, one over the other."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple

Run = tuple[int, int, tuple[str, ...]]
"""A piece of a row and the names of the marks on it, the lowest rank first."""

_BUCKET = 512


class Mark(NamedTuple):
    """A span that is to look different."""

    start: int
    end: int
    name: str
    """What it is, for the theme: "claim:policy", "ink:yellow", "found", "cursor"."""
    rank: int = 0
    """Marks of a higher rank lie over those of a lower one."""


class MarkIndex:
    """Many marks of one article, quick to ask for those on a row."""

    def __init__(self, marks: Iterable[Mark]) -> None:
        self._marks = [mark for mark in marks if mark.start < mark.end]
        self._buckets: dict[int, list[int]] = {}
        for number, mark in enumerate(self._marks):
            for bucket in range(mark.start // _BUCKET, (mark.end - 1) // _BUCKET + 1):
                self._buckets.setdefault(bucket, []).append(number)

    def between(self, start: int, end: int) -> list[Mark]:
        """Give the marks that touch a span, in the order they came in."""
        if start >= end:
            return []
        numbers: set[int] = set()
        for bucket in range(start // _BUCKET, (end - 1) // _BUCKET + 1):
            numbers.update(self._buckets.get(bucket, ()))
        marks = map(self._marks.__getitem__, sorted(numbers))
        return [mark for mark in marks if mark.start < end and mark.end > start]


def runs(start: int, end: int, marks: Sequence[Mark]) -> list[Run]:
    """Cut a row at the edges of its marks; empty marks and those elsewhere do not count."""
    if start >= end:
        return []
    here = [mark for mark in marks if max(start, mark.start) < min(end, mark.end)]
    if not here:
        return [(start, end, ())]
    edges = {start, end}
    for mark in here:
        edges.add(max(start, mark.start))
        edges.add(min(end, mark.end))
    cuts = sorted(edges)
    names: list[list[str]] = [[] for _ in cuts[1:]]
    for mark in sorted(here, key=lambda mark: mark.rank):
        first = bisect_left(cuts, max(start, mark.start))
        last = bisect_left(cuts, min(end, mark.end))
        for covering in names[first:last]:
            if mark.name not in covering:
                covering.append(mark.name)
    return [
        (begin, stop, tuple(covering))
        for begin, stop, covering in zip(cuts, cuts[1:], names, strict=False)
    ]
