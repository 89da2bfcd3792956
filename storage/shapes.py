"""Which table a document belongs in, and how it is read, whatever happened to its file."""

from __future__ import annotations

from collections.abc import Callable

from storage import decision_records, mark_records, passage_records
from storage.disk.load import MARKS as MARKS_OF_JOURNAL
from storage.disk.transaction import Document
from storage.models import Passage
from storage.quarantine import META
from storage.schema import (
    ANNOTATIONS,
    ARTICLES,
    BOOKMARKS,
    CLAIMS,
    DECISIONS,
    FEEDS,
    PROGRESS,
    REMOVALS,
)

_SHAPES = (
    (MARKS_OF_JOURNAL, {"generation", "salt", "folded"}),
    (META, {"schema"}),
    (ARTICLES, {"uid", "title", "saved"}),
    # An article has these too, and is tried before.
    (FEEDS, {"url", "canonical", "title"}),
    (ANNOTATIONS, {"uid", "passage", "note"}),
    (BOOKMARKS, {"uid", "passage", "label"}),
    (DECISIONS, {"article", "passage", "created"}),
    (CLAIMS, {"article", "engine"}),
    (PROGRESS, {"article", "offset", "cursor"}),
    (REMOVALS, {"uid", "removed", "purged"}),
)
"""Fields that documents of a table have, tried in this order."""

MARKS = (ANNOTATIONS, BOOKMARKS, DECISIONS)
"""What a person left on passages of an article."""


def table_of(document: Document) -> str:
    """Return the table that a document's fields speak of; empty when none does."""
    return next((table for table, fields in _SHAPES if fields <= document.keys()), "")


def passage_of(table: str, key: str, document: Document) -> Passage:
    """Return where a mark stands, having read all of it; raises LibraryError."""
    if table == DECISIONS:
        return decision_records.decision(key, document)
    read: Callable[..., object] = mark_records.bookmark
    if table == ANNOTATIONS:
        read = mark_records.annotation
    read(key, document)
    return passage_records.passage(document["passage"])
