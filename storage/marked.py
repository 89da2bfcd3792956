"""One mark of a person as a query sees it: what it says, and the row it would give its article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.models import Annotation, Bookmark, Entry

if TYPE_CHECKING:
    from storage.library import Library

Mark = Annotation | Bookmark


def everything(library: Library) -> tuple[list[Mark], dict[int, Entry]]:
    """Return what a person marked, newest first, the trash included, and the entries by number."""
    trash = library.trash()
    entries = {entry.id: entry for entry in (*library.entries(), *trash.articles)}
    marks: list[Mark] = [
        *library.annotations(),
        *trash.annotations,
        *library.bookmarks(),
        *trash.bookmarks,
    ]
    marks = [mark for mark in marks if mark.article in entries]
    marks.sort(key=lambda mark: mark.trashed or mark.created, reverse=True)
    return marks, entries


def said(mark: Mark) -> str:
    """Return all that was quoted and written."""
    if isinstance(mark, Bookmark):
        return f"{mark.passage.quote}\n{mark.label}"
    return "\n".join((mark.passage.quote, mark.note, *mark.tags))


def alone(entry: Entry, mark: Mark) -> Entry:
    """Return the row of the mark's article as if there were no other mark in it.

    Tags are those of the article and of the mark, and counts are those of the mark, so that
    has:bookmark finds bookmarks alone.
    """
    own = mark if isinstance(mark, Annotation) else None
    return entry._replace(
        tags=entry.tags if own is None else (*entry.tags, *own.tags),
        notes=int(own is not None),
        bookmarks=int(own is None),
        trashed=mark.trashed,
        inks=() if own is None else (own.ink,),
        noted=(),
        retired=int(own is not None and own.review.retired),
        orphans=int(mark.lost),
        worded=int(own is not None and bool(own.note.strip())),
    )
