"""One article with everything that was found in it and done with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from storage.models import (
    DEFAULT_DENSITY,
    Annotation,
    Article,
    Bookmark,
    Claim,
    Entry,
    Progress,
    State,
)

Marked = TypeVar("Marked", Annotation, Bookmark)


@dataclass(frozen=True, slots=True)
class Dossier:
    """What leaves the library when an article does."""

    article: Article
    state: State
    progress: Progress
    claims: tuple[Claim, ...] = ()
    """Strongest first, of every density, without those dismissed."""
    annotations: tuple[Annotation, ...] = ()
    """In reading order."""
    bookmarks: tuple[Bookmark, ...] = ()
    """In reading order."""
    trashed: str = ""
    """When it was put in the trash; empty when it was not."""

    def shown(self, density: int = DEFAULT_DENSITY) -> list[Claim]:
        """Give the claims that a density shows, in reading order."""
        shown = [claim for claim in self.claims if claim.density <= density]
        return sorted(shown, key=lambda claim: (claim.start, claim.end))


class Shelf(Protocol):
    """What a library must answer for an article to leave it."""

    def article(self, id: int) -> Article: ...
    def claims(self, id: int) -> tuple[Claim, ...]: ...
    def annotations(self, id: int | None = None) -> Sequence[Annotation]: ...
    def bookmarks(self, id: int | None = None) -> Sequence[Bookmark]: ...


def gather(shelf: Shelf, entry: Entry) -> Dossier:
    """Collect from a library all there is about an article."""
    return Dossier(
        article=shelf.article(entry.id),
        state=entry.state,
        progress=entry.progress,
        claims=tuple(shelf.claims(entry.id)),
        annotations=tuple(_in_order(shelf.annotations(entry.id))),
        bookmarks=tuple(_in_order(shelf.bookmarks(entry.id))),
        trashed=entry.trashed,
    )


def _in_order(marks: Sequence[Marked]) -> list[Marked]:
    return sorted(marks, key=lambda mark: (mark.passage.start, mark.passage.end))
