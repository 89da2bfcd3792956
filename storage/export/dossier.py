"""Collect from a library all there is about an article."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol, TypeVar

from storage.dossier import Dossier
from storage.models import Annotation, Article, Bookmark, Claim, Decision, Entry, Passage

if TYPE_CHECKING:
    from storage.trash import Trash

__all__ = ["Archive", "Dossier", "Shelf", "gather", "gather_whole", "gathering"]

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
    def judged(self, id: int) -> Sequence[Decision]: ...
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
    """Collect articles with what was removed and said of their claims too."""
    return list(map(gathering(archive), entries))


def gathering(archive: Archive) -> Callable[[Entry], Dossier]:
    """Give what collects articles one by one, with what was removed and said of claims too."""
    trash = archive.trash()
    annotations: dict[int, list[Annotation]] = {}
    bookmarks: dict[int, list[Bookmark]] = {}
    for annotation in trash.annotations:
        annotations.setdefault(annotation.article, []).append(annotation)
    for bookmark in trash.bookmarks:
        bookmarks.setdefault(bookmark.article, []).append(bookmark)

    def whole(entry: Entry) -> Dossier:
        return replace(
            gather(archive, entry),
            dismissed=tuple(archive.dismissed(entry.id)),
            decisions=tuple(archive.judged(entry.id)),
            removed_annotations=tuple(_in_order(annotations.get(entry.id, ()))),
            removed_bookmarks=tuple(_in_order(bookmarks.get(entry.id, ()))),
        )

    return whole


def _in_order(marks: Sequence[Marked]) -> list[Marked]:
    return sorted(marks, key=lambda mark: (mark.passage.start, mark.passage.end))
