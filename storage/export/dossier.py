"""Collect from a library all there is about an article."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol, TypeVar

from storage.dossier import Dossier
from storage.models import Annotation, Article, Bookmark, Claim, Entry, Passage

if TYPE_CHECKING:
    from storage.trash import Trash

__all__ = ["Archive", "Dossier", "Shelf", "gather", "gather_whole"]

Marked = TypeVar("Marked", Annotation, Bookmark)


class Shelf(Protocol):
    """What a library must answer for an article to leave it."""

    def article(self, id: int) -> Article: ...
    def claims(self, id: int) -> tuple[Claim, ...]: ...
    def annotations(self, id: int | None = None) -> Sequence[Annotation]: ...
    def bookmarks(self, id: int | None = None) -> Sequence[Bookmark]: ...


class Archive(Shelf, Protocol):
    """What it must answer besides for nothing at all to stay behind."""

    def dismissed(self, id: int) -> Sequence[Passage]: ...
    def trash(self) -> Trash: ...


def gather(shelf: Shelf, entry: Entry) -> Dossier:
    """Collect what is shown of an article."""
    return Dossier(
        article=shelf.article(entry.id),
        state=entry.state,
        progress=entry.progress,
        claims=tuple(shelf.claims(entry.id)),
        annotations=tuple(_in_order(shelf.annotations(entry.id))),
        bookmarks=tuple(_in_order(shelf.bookmarks(entry.id))),
        trashed=entry.trashed,
    )


def gather_whole(archive: Archive, entries: Sequence[Entry]) -> list[Dossier]:
    """Collect articles with what was removed and dismissed in them too."""
    trash = archive.trash()
    annotations: dict[int, list[Annotation]] = {}
    bookmarks: dict[int, list[Bookmark]] = {}
    for annotation in trash.annotations:
        annotations.setdefault(annotation.article, []).append(annotation)
    for bookmark in trash.bookmarks:
        bookmarks.setdefault(bookmark.article, []).append(bookmark)
    whole = []
    for entry in entries:
        shown = gather(archive, entry)
        whole.append(
            Dossier(
                shown.article,
                shown.state,
                shown.progress,
                shown.claims,
                shown.annotations,
                shown.bookmarks,
                shown.trashed,
                tuple(archive.dismissed(entry.id)),
                tuple(_in_order(annotations.get(entry.id, ()))),
                tuple(_in_order(bookmarks.get(entry.id, ()))),
            )
        )
    return whole


def _in_order(marks: Sequence[Marked]) -> list[Marked]:
    return sorted(marks, key=lambda mark: (mark.passage.start, mark.passage.end))
