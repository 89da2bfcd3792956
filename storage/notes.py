"""What can be done to annotations and bookmarks, within a transaction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from storage import records, schema, typed
from storage.catalog import placed
from storage.disk.transaction import Document, Transaction
from storage.errors import NotFound
from storage.identity import new_uid, now
from storage.models import Annotation, Bookmark, Ink
from storage.schema import ANNOTATIONS, BOOKMARKS
from storage.shelf import passage_of, text_of


def annotate(
    change: Transaction,
    id: int,
    span: tuple[int, int],
    note: str,
    ink: Ink,
    tags: Iterable[str],
) -> Annotation:
    """Highlight a span, or add to the annotation that has exactly this span."""
    passage = passage_of(change, id, span)
    note = typed.note(note)
    tags = typed.tags([*tags, *typed.tags_in(note)])
    change.what = "note" if note else "highlight"
    text = text_of(change, id)
    for key, document in _of_article(change, ANNOTATIONS, id):
        known = records.annotation(key, document)
        now_at = placed(known, text)
        if not now_at.lost and (now_at.passage.start, now_at.passage.end) == span:
            changed = replace(
                known,
                note=typed.joined(known.note, note),
                ink=known.ink if ink is Ink.YELLOW else ink,
                tags=typed.tags([*known.tags, *tags]),
            )
            return placed(_put(change, int(key), document, known, changed), text)
    stamp = now()
    made = Annotation(new_uid(), id, passage, note, Ink(ink), tags, stamp, stamp)
    key_made = schema.next_key(change, ANNOTATIONS)
    change.put(ANNOTATIONS, key_made, records.annotation_document(made))
    return made


def edit(
    change: Transaction,
    uid: str,
    *,
    note: str | None,
    ink: Ink | None,
    tags: Iterable[str] | None,
    span: tuple[int, int] | None,
) -> Annotation:
    """Change what is given; a #tag goes when it goes from the note, unless given by itself."""
    key, document = _called(change, ANNOTATIONS, uid, "annotation")
    known = records.annotation(str(key), document)
    changed = known
    if tags is not None:
        change.what = "tags of a note"
        changed = replace(changed, tags=typed.tags([*tags, *typed.tags_in(known.note)]))
    if ink is not None:
        change.what = "ink"
        changed = replace(changed, ink=Ink(ink))
    if span is not None:
        change.what = "span of a highlight"
        changed = replace(changed, passage=passage_of(change, known.article, span))
    if note is not None:
        change.what = "note"
        note = typed.note(note)
        kept = typed.without(changed.tags, typed.tags_in(known.note))
        if tags is not None:
            kept = typed.tags(tags)
        changed = replace(changed, note=note, tags=typed.tags([*kept, *typed.tags_in(note)]))
    text = text_of(change, known.article)
    return placed(_put(change, key, document, known, changed), text)


def remove_annotation(change: Transaction, uid: str) -> None:
    """Remove an annotation; raises NotFound."""
    key, document = _called(change, ANNOTATIONS, uid, "annotation")
    what = "note" if records.annotation(str(key), document).note else "highlight"
    change.what = f"removal of a {what}"
    change.put(ANNOTATIONS, key, None)


def bookmark(change: Transaction, id: int, span: tuple[int, int], label: str) -> Bookmark:
    """Mark a place under a label, moving the bookmark that has it, or under a free letter."""
    passage = passage_of(change, id, span)
    known = {
        found.label: (key, document, found)
        for key, document in _of_article(change, BOOKMARKS, id)
        for found in [records.bookmark(key, document)]
    }
    label = typed.label(label) or typed.free_label(known)
    change.what = f"bookmark {label}"
    if label in known:
        old, document, found = known[label]
        made = replace(found, passage=passage)
        change.put(BOOKMARKS, int(old), {**document, **records.bookmark_document(made)})
    else:
        made = Bookmark(new_uid(), id, passage, label, now())
        key_made = schema.next_key(change, BOOKMARKS)
        change.put(BOOKMARKS, key_made, records.bookmark_document(made))
    return made


def remove_bookmark(change: Transaction, uid: str) -> None:
    """Remove a bookmark; raises NotFound."""
    key, document = _called(change, BOOKMARKS, uid, "bookmark")
    change.what = f"removal of bookmark {records.bookmark(str(key), document).label}"
    change.put(BOOKMARKS, key, None)


def _of_article(change: Transaction, table: str, id: int) -> list[tuple[str, Document]]:
    return list(change.where(table, records.OWNER, id).items())


def _called(change: Transaction, table: str, uid: str, what: str) -> tuple[int, Document]:
    for key, document in change.where(table, records.UID, uid).items():
        return int(key), document
    raise NotFound(f"There is no {what} {uid}; it may have been removed meanwhile.")


def _put(
    change: Transaction, key: int, document: Document, known: Annotation, changed: Annotation
) -> Annotation:
    """Store what differs, keeping fields of the document that are not ours."""
    if changed == known:
        return known
    changed = replace(changed, modified=now())
    change.put(ANNOTATIONS, key, {**document, **records.annotation_document(changed)})
    return changed
