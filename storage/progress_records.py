"""How far an article has been read to a TinyDB document and back."""

from __future__ import annotations

from storage.disk.transaction import Document
from storage.fields import count, detail
from storage.models import Progress

_UNREAD = Progress()


def progress_document(article: int, progress: Progress) -> Document:
    """Return the document of how far an article has been read."""
    return {
        "article": article,
        "offset": progress.offset,
        "cursor": progress.cursor,
        "fraction": progress.fraction,
        "seen": progress.seen,
        "words": progress.words,
        "seconds": progress.seconds,
    }


def progress(document: Document | None) -> Progress:
    """Return how far an article has been read; the start when that cannot be told."""
    if document is None:
        return _UNREAD
    try:
        return Progress(
            count(document, "offset"),
            count(document, "cursor"),
            fraction(float(document["fraction"])),
            detail(document, "seen") or "",
            count(document, "words"),
            count(document, "seconds"),
        )
    except (KeyError, TypeError, ValueError, OverflowError):
        return Progress()


def furthest(place: Document, *others: Document) -> Document:
    """Return a place with the largest share that was read in any of those given."""
    share = max(progress(document).fraction for document in (place, *others))
    return {**place, "fraction": share} if share > progress(place).fraction else place


def fraction(value: float) -> float:
    """Return a share between 0 and 1; what is no number counts as 0."""
    return min(value, 1.0) if value > 0 else 0.0
