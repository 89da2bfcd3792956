"""Annotations and bookmarks, what a person made of an article, to TinyDB documents and back."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import chain

from storage.disk.transaction import Document
from storage.fields import (
    count,
    detail,
    home,
    is_trashed,
    names_the_record,
    one_of,
    since,
    sparse,
    string,
    strings,
    trashed,
    words,
)
from storage.models import Annotation, Bookmark, Ink, Review
from storage.passage_records import TWINS, passage, passage_document

SETTLED = "settled"
"""The field that says that a person keeps a lost passage as it is."""
REVIEW = "review"
"""The field that says when a highlight comes back."""
_NEVER = Review()


def annotation_document(note: Annotation) -> Document:
    """Return the document of an annotation."""
    always = {
        "uid": note.uid,
        "article": note.article,
        "passage": passage_document(note.passage),
        "note": note.note,
        "ink": note.ink.value,
        "tags": list(note.tags),
        "created": note.created,
        "modified": note.modified,
    }
    return sparse(always, {SETTLED: note.settled, REVIEW: review_document(note.review)})


@names_the_record("annotation")
def annotation(key: str, document: Document) -> Annotation:
    """Return the annotation that a document holds; an unknown ink is yellow."""
    return Annotation(
        uid=string(document, "uid"),
        article=home(document),
        passage=passage(document["passage"]),
        note=words(document, "note"),
        ink=one_of(Ink, document.get("ink")) or Ink.YELLOW,
        tags=strings(document, "tags"),
        created=detail(document, "created") or "",
        modified=detail(document, "modified") or "",
        trashed=since(document),
        settled=bool(document.get(SETTLED)),
        review=review(document),
    )


def written(document: Document) -> list[str]:
    """Return the words of a note and of its tags; of a damaged one nothing."""
    if not document.get("note") and not document.get("tags"):
        return []
    try:
        return [words(document, "note"), *strings(document, "tags")]
    except TypeError:
        return []


def review_document(review: Review) -> Document:
    """Return the part of a document that says when a highlight comes back."""
    return sparse(
        {},
        {
            "due": review.due,
            "interval": review.interval,
            "at": review.at,
            "retired": review.retired,
        },
    )


def review(document: Document) -> Review:
    """Return when a highlight comes back; as if it never had, when that cannot be told."""
    found = document.get(REVIEW)
    if not isinstance(found, dict):
        return _NEVER
    return Review(
        detail(found, "due") or "",
        count(found, "interval"),
        detail(found, "at") or "",
        bool(found.get("retired")),
    )


def bookmark_document(bookmark: Bookmark) -> Document:
    """Return the document of a bookmark."""
    always = {
        "uid": bookmark.uid,
        "article": bookmark.article,
        "passage": passage_document(bookmark.passage),
        "label": bookmark.label,
        "created": bookmark.created,
    }
    return sparse(always, {SETTLED: bookmark.settled})


@names_the_record("bookmark")
def bookmark(key: str, document: Document) -> Bookmark:
    """Return the bookmark that a document holds."""
    return Bookmark(
        uid=string(document, "uid"),
        article=home(document),
        passage=passage(document["passage"]),
        label=words(document, "label"),
        created=detail(document, "created") or "",
        trashed=since(document),
        settled=bool(document.get(SETTLED)),
    )


def label(document: Document) -> str:
    """Return the label of a bookmark; empty where that cannot be told."""
    try:
        return words(document, "label")
    except TypeError:
        return ""


def rewritten(document: Document, made: Document) -> Document:
    """Return a document of an annotation or bookmark made anew, with fields that are not ours."""
    before = document.get("passage")
    kept = {k: v for k, v in before.items() if k != TWINS} if isinstance(before, dict) else {}
    theirs = {name: value for name, value in document.items() if name not in (SETTLED, REVIEW)}
    return {**theirs, **made, "passage": {**kept, **made["passage"]}}


def restored(document: Document, when: str) -> Document:
    """Return the document of an annotation or bookmark out of the trash, changed by that."""
    return {**trashed(document, ""), "modified": when}


def inks(documents: Iterable[Document]) -> tuple[Ink, ...]:
    """Return the inks of annotations that are not in the trash."""
    return _inks(frozenset([str(d.get("ink")) for d in documents if not is_trashed(d)]))


def noted(documents: Iterable[Document]) -> tuple[str, ...]:
    """Return the tags of annotations that are not in the trash; those of damaged ones are none."""
    tagged = [strings(d, "tags") for d in documents if d.get("tags") and not is_trashed(d)]
    return tuple(dict.fromkeys(chain.from_iterable(tagged)))


def retired(documents: Iterable[Document]) -> int:
    """Count the annotations that come back no more and are not in the trash."""
    reviewed = [d for d in documents if REVIEW in d and not is_trashed(d)]
    return sum(review(document).retired for document in reviewed)


def worded(documents: Iterable[Document]) -> int:
    """Count the annotations with a note that are not in the trash."""
    noted = [d for d in documents if d.get("note") and not is_trashed(d)]
    return sum([bool((detail(document, "note") or "").strip()) for document in noted])


@lru_cache(256)
def _inks(names: frozenset[str]) -> tuple[Ink, ...]:
    """Return the inks of those names; as with kinds, there are few sets of them."""
    return tuple(sorted({one_of(Ink, name) or Ink.YELLOW for name in names}))
