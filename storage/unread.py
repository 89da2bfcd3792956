"""What of a copy of a library cannot be read: said before it replaces one, or is joined to one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from storage import article_records, feed_records, progress_records
from storage.disk.foreign import INSTEAD
from storage.disk.transaction import Document, Tables
from storage.errors import LibraryError
from storage.quarantine import DAMAGED, called
from storage.schema import ANNOTATIONS, ARTICLES, BOOKMARKS, FEEDS
from storage.shapes import passage_of

_NAMED = 5
"""Records that are named in a sentence which refuses them all."""


def unread(tables: Tables, source: Path) -> tuple[str, ...]:
    """Name each record that cannot be read; raises LibraryError when there is none besides."""
    found = [called(record) for record in tables.get(DAMAGED, {}).values()]
    whole = 0
    for table, read in _READERS.items():
        documents = tables.get(table, {})
        bad = [_without_advice(why) for why in _refusals(documents, read)]
        found += bad
        whole += len(documents) - len(bad)
    if found and not whole:
        named = "; ".join(found[:_NAMED])
        more = f"; and {len(found) - _NAMED:,} more" if len(found) > _NAMED else ""
        raise LibraryError(
            f"Nothing in {source} can be read ({named}{more}); nothing was changed: {INSTEAD}."
        )
    return tuple(f"{sentence}." for sentence in found)


def _refusals(
    documents: dict[str, Document], read: Callable[[str, Document], object]
) -> Iterator[str]:
    for key, document in documents.items():
        try:
            read(key, document)
        except LibraryError as error:
            yield str(error)


def _article(key: str, document: Document) -> object:
    return article_records.entry(int(key), document, progress_records.progress(None), 0, 0, 0)


def _without_advice(sentence: str) -> str:
    """Leave out what to do about it in a library: this is none yet."""
    return sentence.rpartition("; it was left")[0] or sentence.rstrip(".")


_READERS: dict[str, Callable[[str, Document], object]] = {
    ARTICLES: _article,
    ANNOTATIONS: lambda key, document: passage_of(ANNOTATIONS, key, document),
    BOOKMARKS: lambda key, document: passage_of(BOOKMARKS, key, document),
    FEEDS: lambda key, document: feed_records.feed(int(key), document),
}
