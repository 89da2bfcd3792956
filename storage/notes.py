"""What can be done to annotations and bookmarks, within a transaction.

What is removed goes to the trash. A document that cannot be read is passed over and left as
it is, and so is every field that is not ours.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable
from dataclasses import replace

from storage import mark_records, passage_records, schema, typed
from storage.anchors import locate
from storage.disk.transaction import Document, Table, Transaction
from storage.errors import LibraryError, NotFound
from storage.fields import OWNER, UID, is_trashed, trashed
from storage.identity import new_uid
from storage.mark_records import annotation_document, bookmark_document, rewritten
from storage.models import Annotation, Bookmark, Ink, Passage
from storage.placed import Note, placed
from storage.schema import ANNOTATIONS, BOOKMARKS
from storage.seen import certain, span_now
from storage.shelf import passage_of, text_of

Found = tuple[int, Document, Note]
"""The number of a document, the document, and what it holds."""


def annotate(
    change: Transaction,
    id: int,
    span: tuple[int, int],
    note: str,
    ink: Ink,
    tags: Iterable[str],
    seen: str | None = None,
) -> Annotation:
    """Highlight a span, or add to the annotation that has exactly this span.

    A note on words that were `seen` and are gone stands nowhere, but nothing of it is lost.
    """
    text = text_of(change, id)
    note = typed.note(note)
    tags = typed.tags([*tags, *typed.tags_in(note)])
    now = span_now(text, span, seen)
    if now is None and seen is not None and note:
        made = _annotation(change, id, passage_of(seen, id, span), note, ink, tags)
        return replace(made, lost=True)
    span = certain(text, span, seen) if now is None else now
    passage = passage_of(text, id, span)
    # Of an article with hundreds of notes all but a few need not be read for one more.
    near = {
        key: document
        for key, document in change.where(ANNOTATIONS, OWNER, id).items()
        if not passage_records.stands_elsewhere(document, text, span)
    }
    for key, document, known in _read(near, mark_records.annotation):
        now_at = placed(known, text)
        if not now_at.lost and (now_at.passage.start, now_at.passage.end) == span:
            changed = replace(
                known,
                note=typed.joined(known.note, note),
                ink=known.ink if ink is Ink.YELLOW else ink,
                tags=typed.tags([*known.tags, *tags]),
            )
            return placed(_put(change, key, document, known, changed), text)
    return _annotation(change, id, passage, note, ink, tags)


def annotate_words(change: Transaction, id: int, sought: Passage, note: str) -> Annotation:
    """Write a note on words that stood in a text: where they stand now, or else nowhere."""
    place = locate(text_of(change, id), sought)
    if place is not None:
        return annotate(change, id, place, note, Ink.YELLOW, ())
    note = typed.note(note)
    made = _annotation(change, id, sought, note, Ink.YELLOW, typed.tags_in(note))
    return replace(made, lost=True)


def _annotation(
    change: Transaction, id: int, passage: Passage, note: str, ink: Ink, tags: tuple[str, ...]
) -> Annotation:
    stamp = change.moment()
    made = Annotation(new_uid(), id, passage, note, Ink(ink), tags, stamp, stamp)
    change.what = "note" if note else "highlight"
    key_made = schema.next_key(change, ANNOTATIONS)
    change.put(ANNOTATIONS, key_made, annotation_document(made))
    return made


def highlight(
    change: Transaction, id: int, span: tuple[int, int], seen: str | None = None
) -> tuple[Annotation, int]:
    """Highlight a span as one with the highlights that it overlaps; return how many these are."""
    text = text_of(change, id)
    span = certain(text, span, seen)
    # A span that the text has not is refused before anything is joined.
    sought = passage_of(text, id, span)
    start, end = sought.start, sought.end
    known = [
        (placed(note, text), key, document)
        for key, document, note in _of_article(change, ANNOTATIONS, id, mark_records.annotation)
    ]
    met = sorted(
        (
            (note.passage.start, note.passage.end, key, note, document)
            for note, key, document in known
            if not note.lost and note.passage.start < end and note.passage.end > start
        ),
        key=lambda one: one[:3],
    )
    if not met:
        return annotate(change, id, span, "", Ink.YELLOW, ()), 0
    around = next((one for one in met if one[0] <= start and end <= one[1]), None)
    if around is not None:
        return around[3], 1
    change.what = "highlight"
    _, _, first, note, document = met[0]
    joined = replace(
        note,
        passage=passage_of(text, id, (min(start, met[0][0]), max(end, *(one[1] for one in met)))),
        note="",
        tags=typed.tags(tag for one in met for tag in one[3].tags),
    )
    for _, _, key, other, _ in met:
        joined = replace(joined, note=typed.joined(joined.note, other.note))
        if key != first:
            change.put(ANNOTATIONS, key, None)
    return placed(_put(change, first, document, note, joined), text), len(met)


def edit(
    change: Transaction,
    uid: str,
    *,
    note: str | None,
    ink: Ink | None,
    tags: Iterable[str] | None,
    span: tuple[int, int] | None,
) -> Annotation:
    """Change what is given; a #tag goes when it goes from the note, unless given by itself.

    Words that are taken away whole go to the trash, as an annotation of their own.
    """
    key, document = called(change, ANNOTATIONS, uid, "annotation")
    known = mark_records.annotation(str(key), document)
    text = text_of(change, known.article)
    changed = known
    if tags is not None:
        changed = replace(changed, tags=typed.tags([*tags, *typed.tags_in(known.note)]))
    if ink is not None:
        changed = replace(changed, ink=Ink(ink))
    if span is not None:
        changed = replace(changed, passage=passage_of(text, known.article, span))
    if note is not None:
        note = typed.note(note)
        kept = typed.without(changed.tags, typed.tags_in(known.note))
        if tags is not None:
            kept = typed.tags(tags)
        changed = replace(changed, note=note, tags=typed.tags([*kept, *typed.tags_in(note)]))
    if known.note.strip() and not changed.note:
        words = {**document, UID: new_uid()}
        change.put(
            ANNOTATIONS, schema.next_key(change, ANNOTATIONS), trashed(words, change.moment())
        )
    return placed(_put(change, key, document, known, changed), text)


def _kind(note: Annotation) -> str:
    return "highlight with its note" if note.note else "highlight"


def remove_annotation(change: Transaction, uid: str) -> None:
    """Put an annotation in the trash; raises NotFound."""
    key, document = called(change, ANNOTATIONS, uid, "annotation")
    change.what = f"removing a {_kind(mark_records.annotation(str(key), document))}"
    change.put(ANNOTATIONS, key, trashed(document, change.moment()))


def bookmark(
    change: Transaction, id: int, span: tuple[int, int], label: str, seen: str | None = None
) -> Bookmark:
    """Mark a place under a label, moving the bookmark that has it, or under a free letter."""
    text = text_of(change, id)
    passage = passage_of(text, id, certain(text, span, seen))
    here = change.where(BOOKMARKS, OWNER, id)
    labels = {key: mark_records.label(d) for key, d in here.items() if not is_trashed(d)}
    label = typed.label(label) or typed.free_label(frozenset(labels.values()))
    change.what = f"bookmark {label}"
    # The others need not be read for one more.
    same = {key: here[key] for key, known in labels.items() if known == label}
    if found := _read(same, mark_records.bookmark):
        old, document, known = found[-1]
        made = replace(known, passage=passage)
        change.what = f"moving bookmark {label}"
        change.put(BOOKMARKS, old, rewritten(document, bookmark_document(made)))
    else:
        made = Bookmark(new_uid(), id, passage, label, change.moment())
        key_made = schema.next_key(change, BOOKMARKS)
        change.put(BOOKMARKS, key_made, bookmark_document(made))
    return made


def remove_bookmark(change: Transaction, uid: str) -> None:
    """Put a bookmark in the trash; raises NotFound."""
    key, document = called(change, BOOKMARKS, uid, "bookmark")
    change.what = f"removing bookmark {mark_records.bookmark(str(key), document).label}"
    change.put(BOOKMARKS, key, trashed(document, change.moment()))


def restore_annotation(change: Transaction, uid: str) -> Annotation:
    """Take an annotation out of the trash; raises NotFound."""
    key, document = called(change, ANNOTATIONS, uid, "annotation in the trash", away=True)
    found = replace(mark_records.annotation(str(key), document), trashed="")
    change.what = f"restoring a {_kind(found)}"
    stamp = change.moment()
    change.put(ANNOTATIONS, key, mark_records.restored(document, stamp))
    return placed(replace(found, modified=stamp), text_of(change, found.article))


def restore_bookmark(change: Transaction, uid: str) -> Bookmark:
    """Take a bookmark out of the trash, under a free letter where its own is taken."""
    key, document = called(change, BOOKMARKS, uid, "bookmark in the trash", away=True)
    found = replace(mark_records.bookmark(str(key), document), trashed="")
    here = _of_article(change, BOOKMARKS, found.article, mark_records.bookmark)
    taken = {other.label for _, _, other in here}
    if found.label in taken:
        found = replace(found, label=typed.free_label(taken))
    change.what = f"restoring bookmark {found.label}"
    kept = mark_records.restored(document, change.moment())
    change.put(BOOKMARKS, key, rewritten(kept, bookmark_document(found)))
    return placed(found, text_of(change, found.article))


def _of_article(
    change: Transaction, table: str, id: int, convert: Callable[[str, Document], Note]
) -> list[Found[Note]]:
    """Return what stands in an article: its number, its document, and what that holds."""
    return _read(change.where(table, OWNER, id), convert)


def _read(documents: Table, convert: Callable[[str, Document], Note]) -> list[Found[Note]]:
    """Return what can be read of documents that are not in the trash."""
    found = []
    for key, document in documents.items():
        if not is_trashed(document):
            with contextlib.suppress(LibraryError):
                found.append((int(key), document, convert(key, document)))
    return found


def called(
    change: Transaction, table: str, uid: str, what: str, *, away: bool = False
) -> tuple[int, Document]:
    """Return number and document of what has this uid, in the trash or not; raises NotFound."""
    for key, document in change.where(table, UID, uid).items():
        if is_trashed(document) == away:
            return int(key), document
    raise NotFound(f"There is no {what} {uid}; it may have been removed meanwhile.")


def _put(
    change: Transaction, key: int, document: Document, known: Annotation, changed: Annotation
) -> Annotation:
    """Store what differs, keeping fields of the document that are not ours."""
    if changed == known:
        return known
    change.what = _said(known, changed)
    changed = replace(changed, modified=change.moment())
    change.put(
        ANNOTATIONS,
        key,
        rewritten(document, annotation_document(changed)),
    )
    return changed


def _said(known: Annotation, changed: Annotation) -> str:
    """Say in a person's words what was changed of an annotation."""
    if changed.note != known.note:
        if not changed.note:
            return "removing a note"
        return "changing a note" if known.note else "note"
    if changed.ink is not known.ink:
        return f"changing the ink to {changed.ink}"
    if changed.passage != known.passage:
        return "changing a highlight's length"
    return f"tags of a {'note' if known.note else 'highlight'}"
