"""What a person does with old marks, by verbs of a library: lost ones, and those that return."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from storage.models import Annotation, Bookmark, Passage, Review
from storage.opened import Opened

# What nobody needs who reads is loaded by the verb that does.
if TYPE_CHECKING:
    from datetime import date

    from storage.likeness import Candidate
    from storage.schedule import Answer, Today


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
        from storage.likeness import candidates

        with self._reading() as catalog:
            text = catalog.text(article)
        return candidates(text, passage)

    def annotate_words(self, id: int, sought: Passage, note: str) -> Annotation:
        """Write a note on words that stood in an article's text, an orphan where they are gone."""
        from storage import notes

        with self._change() as change:
            return notes.annotate_words(change, id, sought, note)

    def reattach(
        self, uid: str, start: int, end: int, shown: str | None = None
    ) -> Annotation | Bookmark:
        """Put a mark whose passage is lost at a span of the text.

        `shown` are the words that the person saw there. Raises NotFound, and Conflict where others
        stand there now.
        """
        from storage import orphans

        with self._change() as change:
            return orphans.reattach(change, uid, (start, end), shown)

    def settle(self, uid: str, settled: bool = True) -> None:
        """Keep a mark whose passage is lost as it is, or look for its place again."""
        from storage import orphans

        with self._change() as change:
            orphans.settle(change, uid, settled)

    def returning(self, today: date, count: int | None = None) -> Today:
        """Return which highlights come back on a day, some few unless told how many."""
        from storage.schedule import COUNT, choose

        with self._reading() as catalog:
            notes, _ = catalog.made()
            found = choose(notes, today, COUNT if count is None else count)
            # Of many only the few that are shown need be looked for in their texts.
            placed = {n.uid: n for note in found.due for n in catalog.annotations(note.article)}
            return replace(found, due=tuple(placed.get(note.uid, note) for note in found.due))

    def review(self, uid: str, answer: Answer, today: date) -> Review:
        """Note what a person says to a highlight that came back; raises NotFound."""
        from storage import reviewing

        with self._change() as change:
            return reviewing.review(change, uid, answer, today)
