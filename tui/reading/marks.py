"""Resolve what marks a row: claims, inks, finds, the cursor, one over the other."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Generic, NamedTuple, Protocol, TypeVar

Run = tuple[int, int, tuple[str, ...]]
"""A piece of a row and the names of the marks on it, the lowest rank first."""

_LONG = 4096
"""Characters from which a span is looked at for every row, wherever it starts."""


class Mark(NamedTuple):
    """A span that is to look different."""

    start: int
    end: int
    name: str
    """What it is, for the theme: "claim:policy", "ink:yellow", "found", "cursor"."""
    rank: int = 0
    """Marks of a higher rank lie over those of a lower one."""


class Spanned(Protocol):
    """Whatever reaches from one offset to another."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


S = TypeVar("S", bound=Spanned)


class MarkIndex(Generic[S]):
    """Many spans of one article, quick to ask for the marks that they make on a row.

    An article may have thousands, of which few are ever in sight: a mark is made of a span
    when it is asked for.
    """

    def __init__(self, spans: Sequence[S], mark: Callable[[S], Mark]) -> None:
        self._spans = spans
        self._mark = mark
        starts = list(map(attrgetter("start"), spans))
        ends = map(attrgetter("end"), spans)
        self._order = sorted(range(len(spans)), key=starts.__getitem__)
        self._starts = sorted(starts)
        lengths = enumerate(map(int.__sub__, ends, starts))
        self._long = [number for number, length in lengths if length >= _LONG]

    def between(self, start: int, end: int) -> list[Mark]:
        """Give the marks that touch a span, in the order they came in."""
        first = bisect_left(self._starts, start - _LONG)
        last = bisect_left(self._starts, end)
        spans = self._spans
        near = {*self._order[first:last], *self._long}
        return [
            self._mark(spans[number])
            for number in sorted(near)
            if max(start, spans[number].start) < min(end, spans[number].end)
        ]


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
