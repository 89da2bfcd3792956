"""What is marked on a page: by the article, by the claims, by the person, by the moment."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter
from typing import NamedTuple

from storage.models import Annotation, Article, Bookmark, Claim, Style
from tui.reading.marks import Mark, MarkIndex
from tui.reading.signs import references
from tui.reading.spread import Spread

Span = tuple[int, int]

_START = attrgetter("start")


class Signs(NamedTuple):
    """What stands in the gutter of one row; empty where nothing does."""

    bookmarked: bool = False
    claim: str = ""
    """The kind of the last claim that begins on the row."""
    ink: str = ""
    begun: bool = False
    """Whether that highlight begins on the row."""


class PageMarks:
    """All marks of one article; found by offset, so that no row need be laid out for them."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._styles = MarkIndex(article.styles, _of_style)
        self.set((), (), (), ())
        self.moving: tuple[Mark, ...] = ()
        """Cursor, selection, the hit one stands on."""
        self.point = 0

    def set(
        self,
        claims: Sequence[Claim],
        notes: Sequence[Annotation],
        bookmarks: Sequence[Bookmark],
        found: Sequence[Span],
    ) -> None:
        """Take these marks in place of those before.

        `claims` are in reading order, and so is `found`, without overlaps.
        """
        self.claims = claims
        self.notes = [note for note in notes if not note.lost]
        self.flags = sorted(mark.passage.start for mark in bookmarks if not mark.lost)
        self.found = found
        inks = [
            Mark(note.passage.start, note.passage.end, f"ink:{note.ink}", 2) for note in self.notes
        ]
        self._inks = MarkIndex(inks, lambda ink: ink)
        self.claimed = MarkIndex(claims, _of_claim)

    def between(self, start: int, end: int) -> list[Mark]:
        """Give the marks that touch a span."""
        found, marks = self.found, self._styles.between(start, end)
        footnotes = references(self._article.text, start, end)
        marks += (Mark(*each, "style:footnote", 0) for each in footnotes)
        marks += self._inks.between(start, end)
        marks += self.claimed.between(start, end)
        # Searches find thousands while one types, so that these are looked up as they are.
        at = max(0, bisect_left(found, (start,)) - 1)
        while at < len(found) and found[at][0] < end:
            if found[at][1] > start:
                marks.append(Mark(*found[at], "found", 4))
            at += 1
        marks += (mark for mark in self.moving if mark.start < end and mark.end > start)
        return marks

    def signs(self, spread: Spread, at: int) -> Signs:
        """Give the signs beside a row of the layout."""
        start, end = spread.layout.line(at).start, len(self._article.text) + 1
        if spread.layout.has(at + 1):
            end = spread.layout.line(at + 1).start
        first = bisect_left(self.claims, start, key=_START)
        last = bisect_left(self.claims, end, key=_START)
        flag = bisect_left(self.flags, start)
        return Signs(
            flag < len(self.flags) and self.flags[flag] < end,
            self.claims[last - 1].kind if last > first else "",
            *self._ink(spread, at, start, end),
        )

    def _ink(self, spread: Spread, at: int, start: int, end: int) -> tuple[str, bool]:
        ink, begun = "", False
        for note in self.notes:
            passage = note.passage
            if passage.start < end and passage.end >= start:
                # A highlight's bar goes through the blank rows between its paragraphs.
                rows = spread.layout.rows(passage.start, passage.end)
                if at in rows:
                    ink, begun = note.ink, at == rows[0]
        return ink, begun


def _of_style(style: Style) -> Mark:
    return Mark(style.start, style.end, f"style:{style.kind}", 0)


def _of_claim(claim: Claim) -> Mark:
    return Mark(claim.start, claim.end, f"claim:{claim.kind}", 3)
