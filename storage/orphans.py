"""What can be done with marks whose passage is lost, within a transaction."""

from __future__ import annotations

from dataclasses import replace

from storage import mark_records
from storage.anchors import locate
from storage.disk.transaction import Document, Transaction
from storage.errors import LibraryError, NotFound
from storage.fields import with_optional
from storage.history import Conflict
from storage.models import Annotation, Bookmark
from storage.notes import called
from storage.schema import ANNOTATIONS, BOOKMARKS
from storage.shelf import passage_of, text_of


def reattach(
    change: Transaction, uid: str, span: tuple[int, int], shown: str | None = None
) -> Annotation | Bookmark:
    """Put a lost mark at a span of the text; its quote is from then on what stands there.

    Raises Conflict where that is not what was `shown`: the old quote would be gone for other words.
    """
    table, key, document, mark = _lost(change, uid)
    text = text_of(change, mark.article)
    if shown is not None and text[slice(*span)] != shown:
        raise Conflict(
            f"The text of article {mark.article} has changed meanwhile, and these words stand "
            "elsewhere or no more: nothing was attached; look again."
        )
    passage = passage_of(text, mark.article, span)
    found = replace(mark, passage=passage, lost=False, settled=False)
    made = (
        mark_records.annotation_document(found)
        if isinstance(found, Annotation)
        else mark_records.bookmark_document(found)
    )
    change.what = f"re-attaching a {_kind(mark)}"
    change.put(table, key, mark_records.rewritten(document, made))
    return found


def settle(change: Transaction, uid: str, settled: bool) -> None:
    """Note that a lost mark stays as it is, or that its place is looked for again."""
    table, key, document, mark = _lost(change, uid)
    change.what = f"keeping a {_kind(mark)} as an orphan" if settled else "looking for a place"
    change.put(table, key, with_optional(document, mark_records.SETTLED, settled))


def _lost(change: Transaction, uid: str) -> tuple[str, int, Document, Annotation | Bookmark]:
    """Return a mark that is not in the trash and lost, with where it is stored."""
    mark: Annotation | Bookmark
    try:
        table = ANNOTATIONS
        key, document = called(change, table, uid, "mark")
        mark = mark_records.annotation(str(key), document)
    except NotFound:
        table = BOOKMARKS
        key, document = called(change, table, uid, "mark")
        mark = mark_records.bookmark(str(key), document)
    if locate(text_of(change, mark.article), mark.passage) is not None:
        raise LibraryError(
            "This passage stands in the text: only a mark that was not found again is attached."
        )
    return table, key, document, mark


def _kind(mark: Annotation | Bookmark) -> str:
    if isinstance(mark, Bookmark):
        return "bookmark"
    return "note" if mark.note else "highlight"
