"""A stretch of an article with its marks in words, as brackets that nest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from storage.models import Annotation, Bookmark, Claim


class Mark(NamedTuple):
    """A part of the text that is said to begin and to end."""

    start: int
    end: int
    name: str
    """What it is called where it ends."""
    kind: str = ""
    """What else is said where it begins."""
    note: str = ""
    """What is said behind it."""

    def opened(self, *, on: bool) -> str:
        """Say that it begins, or, after something else had to end first, that it goes on."""
        kind = f": {self.kind}" if self.kind else ""
        return f"[{self.name}{kind}{', going on' if on else ''}] "

    def closed(self, *, over: bool) -> str:
        """Say that it ends, and its note when nothing more of it comes."""
        note = f" [note] {self.note} [/note]" if over and self.note else ""
        return f" [/{self.name}]{note}"


def marks_of(text: str, claims: Iterable[Claim], notes: Iterable[Annotation]) -> list[Mark]:
    """List what is marked in a text; of two on the same words, the person's own holds the other."""

    def end(start: int, end: int) -> int:
        # A blank at the end may lie between paragraphs, where nothing is said any more.
        return start + len(text[start:end].rstrip())

    own = [
        Mark(p.start, end(p.start, p.end), "highlight", note=note.note)
        for note in notes
        for p in [note.passage]
    ]
    return own + [Mark(c.start, end(c.start, c.end), "claim", str(c.kind)) for c in claims]


def worded(
    text: str, start: int, end: int, marks: Sequence[Mark], bookmarks: Iterable[Bookmark] = ()
) -> str:
    """Write a stretch of the text with every mark on it in words.

    Marks that cross cannot nest: the inner one ends with the outer one, and goes on after it.
    So does one that another stretch has begun, or will end.
    """
    here = [mark for mark in marks if max(mark.start, start) < min(mark.end, end)]
    places: dict[int, str] = {}
    for bookmark in bookmarks:
        at = bookmark.passage.start
        if start <= at < end:
            places[at] = f"{places.get(at, '')}[bookmark {bookmark.label}] "
    edges = {edge for m in here for edge in (max(m.start, start), min(m.end, end))}
    parts: list[str] = []
    standing: list[Mark] = []
    at = start
    for place in sorted(edges | places.keys()):
        parts.append(text[at:place])
        at = place
        ending = [each for each, mark in enumerate(standing) if min(mark.end, end) == place]
        outermost = min(ending, default=len(standing))
        closing, standing = standing[outermost:], standing[:outermost]
        parts += [mark.closed(over=mark.end == place) for mark in reversed(closing)]
        again = [mark for mark in closing if min(mark.end, end) > place]
        fresh = [mark for mark in here if max(mark.start, start) == place]
        said = places.get(place, "")
        # What ends last stands outside, so that it need not end before its time.
        for mark in sorted(again + fresh, key=lambda mark: -mark.end):
            standing.append(mark)
            said += mark.opened(on=mark.start < place)
        # A bracket that follows another one is a word of its own.
        parts.append(f" {said}" if closing and said else said)
    return "".join([*parts, text[at:end]])
