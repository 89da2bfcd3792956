"""The trash: what is in it, how long it stays, and what goes when it is emptied.

Whatever was removed stays for KEPT days. After that it goes by itself, with one exception: an
article in which a person marked something stays until the trash is emptied by hand, since its
notes were perhaps never meant to go.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from storage import removals
from storage.disk.transaction import Document, Indexed, Tables, Transaction
from storage.fields import OWNER, is_trashed, owner, since
from storage.joining import changed
from storage.models import Annotation, Bookmark, Entry
from storage.schema import ANNOTATIONS, ARTICLES, BOOKMARKS, CLAIMS, DECISIONS, PROGRESS

KEPT = timedelta(days=30)
"""How long a thing stays in the trash."""

MARKS = (ANNOTATIONS, BOOKMARKS)
"""The tables of what a person made."""


@dataclass(frozen=True, slots=True)
class Trash:
    """What is in the trash, the latest first."""

    articles: tuple[Entry, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    bookmarks: tuple[Bookmark, ...] = ()

    def __len__(self) -> int:
        return len(self.articles) + len(self.annotations) + len(self.bookmarks)


Place = tuple[str, int]
"""A table and a number."""


def days_left(when: str, today: datetime | None = None) -> int | None:
    """Return for how many days something removed then stays; None when that cannot be told."""
    removed = _moment(when)
    if removed is None:
        return None
    gone = (today or datetime.now(UTC)) - removed
    return max(0, (KEPT - gone + timedelta(hours=23, minutes=59, seconds=59)).days)


def stays(entry: Entry) -> bool:
    """Tell whether an article stays in the trash for its notes' sake."""
    return bool(entry.notes or entry.bookmarks)


def older(trash: Trash, before: datetime) -> Trash:
    """Return what of the trash goes by hand when everything removed before a moment goes."""

    def goes(when: str) -> bool:
        removed = _moment(when)
        return removed is None or removed <= before

    articles = tuple(entry for entry in trash.articles if goes(entry.trashed))
    ids = {entry.id for entry in articles}
    return Trash(
        articles,
        tuple(n for n in trash.annotations if goes(n.trashed) or n.article in ids),
        tuple(b for b in trash.bookmarks if goes(b.trashed) or b.article in ids),
    )


def due(tables: Tables, library: Indexed, before: datetime, *, by_hand: bool) -> set[Place]:
    """Return what was removed before a moment and goes now.

    Articles with marks, other than marks removed as long ago, go `by_hand` alone. What says
    no time that can be read goes by hand alone too.
    """
    gone = {
        (table, int(key))
        for table in (*MARKS, DECISIONS)
        for key, document in tables.get(table, {}).items()
        if _is_over(document, before, by_hand)
    }
    for key, document in tables.get(ARTICLES, {}).items():
        if not _is_over(document, before, by_hand):
            continue
        belongings = set(_belongings(library, int(key)))
        if by_hand or all(place in gone or place[0] not in MARKS for place in belongings):
            gone |= {(ARTICLES, int(key)), *belongings}
    return gone


def purge(change: Transaction, gone: set[Place]) -> None:
    """Take things out of the trash for good; that they are gone is remembered."""
    change.what = "emptying the trash"
    going = [
        (document, _removed(change, document))
        for table, key in sorted(gone)
        if (document := change.get(table, key)) is not None
        and (table in (ARTICLES, *MARKS) or (table == DECISIONS and is_trashed(document)))
    ]
    for document, removed in going:
        removals.bury(change, document, removed)
    for table, key in sorted(gone):
        change.put(table, key, None)
    removals.expire(change)


def _removed(change: Transaction, document: Document) -> str:
    """Return when something was removed, by itself or with its article; it changed no later."""
    home = change.get(ARTICLES, owner(document)) or {}
    told = (since(document), since(home), changed(document))
    return max((when for when in told if _moment(when)), default=change.moment())


def _is_over(document: Document, before: datetime, by_hand: bool) -> bool:
    if not is_trashed(document):
        return False
    removed = _moment(since(document))
    return by_hand if removed is None else removed <= before


def _belongings(library: Indexed, article: int) -> Iterator[Place]:
    """Give what belongs to an article."""
    for table in (*MARKS, DECISIONS):
        for key in library.where(table, OWNER, article):
            yield table, int(key)
    yield CLAIMS, article
    yield PROGRESS, article


def _moment(when: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(when)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
