"""What a person does with old marks, by verbs of a library: lost ones, and those that return."""

from __future__ import annotations

from datetime import date

from storage import orphans, reviewing
from storage.likeness import Candidate, candidates
from storage.models import Annotation, Bookmark, Passage, Review
from storage.opened import Opened
from storage.schedule import COUNT, Answer, Today, choose


class Tending(Opened):
    """The verbs of a library that are about marks made long ago."""

    def orphans(self) -> list[Annotation | Bookmark]:
        """Return the marks of which the passage is lost, newest first, those settled last."""
        with self._reading() as catalog:
            marks: list[Annotation | Bookmark] = [
                *catalog.annotations(None),
                *catalog.bookmarks(None),
            ]
        lost = [mark for mark in marks if mark.lost]
        lost.sort(key=lambda mark: mark.created, reverse=True)
        return sorted(lost, key=lambda mark: mark.settled)

    def candidates(self, article: int, passage: Passage) -> list[Candidate]:
        """Return the places most like a passage in an article's text as it is now, likest first.

        Raises NotFound, LibraryError.
        """
        with self._reading() as catalog:
            text = catalog.text(article)
        return candidates(text, passage)

    def reattach(self, uid: str, start: int, end: int) -> Annotation | Bookmark:
        """Put a mark whose passage is lost at a span of the text; raises NotFound."""
        with self._change() as change:
            return orphans.reattach(change, uid, (start, end))

    def settle(self, uid: str, settled: bool = True) -> None:
        """Keep a mark whose passage is lost as it is, or look for its place again."""
        with self._change() as change:
            orphans.settle(change, uid, settled)

    def returning(self, today: date, count: int = COUNT) -> Today:
        """Return which highlights come back on a day."""
        with self._reading() as catalog:
            notes = catalog.annotations(None)
        return choose(notes, today, count)

    def review(self, uid: str, answer: Answer, today: date) -> Review:
        """Note what a person says to a highlight that came back; raises NotFound."""
        with self._change() as change:
            return reviewing.review(change, uid, answer, today)
