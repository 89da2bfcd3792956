"""What is known of an article, and what a person made of it, to TinyDB documents and back.

This module and `article_records` alone know field names. Nothing returned shares a
list with the store.
"""

from __future__ import annotations

from collections.abc import Iterable

from storage.disk.transaction import Document
from storage.fields import names_the_record, one_of, string
from storage.models import (
    DEFAULT_DENSITY,
    Annotation,
    Bookmark,
    Claim,
    Ink,
    Kind,
    Passage,
    Progress,
)

_UNREAD = Progress()

OWNER = "article"
"""The field that names the article to which a document belongs."""
UID = "uid"
SHOWN = "shown"
"""The field that counts an article's claims where these lie elsewhere."""


def owner(document: Document) -> int:
    """Return the id of the article that a document belongs to; 0 when it does not say."""
    article = document.get("article")
    return article if isinstance(article, int) else 0


def annotation_document(note: Annotation) -> Document:
    """Return the document of an annotation."""
    return {
        "uid": note.uid,
        "article": note.article,
        "passage": passage_document(note.passage),
        "note": note.note,
        "ink": note.ink.value,
        "tags": list(note.tags),
        "created": note.created,
        "modified": note.modified,
    }


@names_the_record("annotation")
def annotation(key: str, document: Document) -> Annotation:
    """Return the annotation that a document holds; an unknown ink is yellow."""
    return Annotation(
        uid=string(document, "uid"),
        article=int(document["article"]),
        passage=passage(document["passage"]),
        note=document.get("note", ""),
        ink=one_of(Ink, document.get("ink")) or Ink.YELLOW,
        tags=tuple(document.get("tags", ())),
        created=document.get("created", ""),
        modified=document.get("modified", ""),
    )


def bookmark_document(bookmark: Bookmark) -> Document:
    """Return the document of a bookmark."""
    return {
        "uid": bookmark.uid,
        "article": bookmark.article,
        "passage": passage_document(bookmark.passage),
        "label": bookmark.label,
        "created": bookmark.created,
    }


@names_the_record("bookmark")
def bookmark(key: str, document: Document) -> Bookmark:
    """Return the bookmark that a document holds."""
    return Bookmark(
        uid=string(document, "uid"),
        article=int(document["article"]),
        passage=passage(document["passage"]),
        label=document.get("label", ""),
        created=document.get("created", ""),
    )


def decision_document(article: int, dismissed: Passage, created: str) -> Document:
    """Return the document of a claim that a person dismissed."""
    return {"article": article, "passage": passage_document(dismissed), "created": created}


@names_the_record("dismissed claim")
def decision(key: str, document: Document) -> Passage:
    """Return the passage that a person does not want pointed at."""
    return passage(document["passage"])


def passage_document(passage: Passage) -> Document:
    """Return the part of a document that says where something stands."""
    return {
        "start": passage.start,
        "end": passage.end,
        "quote": passage.quote,
        "prefix": passage.prefix,
        "suffix": passage.suffix,
    }


def passage(document: Document) -> Passage:
    """Return where something stands; raises ValueError for no span."""
    start, end = int(document["start"]), int(document["end"])
    if not 0 <= start < end:
        raise ValueError(f"no passage reaches from {start} to {end}")
    return Passage(
        start,
        end,
        string(document, "quote"),
        document.get("prefix", ""),
        document.get("suffix", ""),
    )


def claims_document(article: int, engine: str, claims: Iterable[Claim]) -> Document:
    """Return the document of an article's claims, strongest first."""
    found = [
        {
            "start": c.start,
            "end": c.end,
            "text": c.text,
            "kind": c.kind.value,
            "score": c.score,
            "cues": list(c.cues),
            "density": c.density,
        }
        for c in claims
    ]
    return {"article": article, "engine": engine, "claims": found}


def engine(document: Document) -> str:
    """Return the version of the engine that found claims."""
    return str(document.get("engine", ""))


@names_the_record("claims of article")
def claims(id: int, document: Document) -> tuple[Claim, ...]:
    """Return the claims that a document holds, strongest first."""
    return tuple(
        Claim(
            int(c["start"]),
            int(c["end"]),
            string(c, "text"),
            Kind(c["kind"]),
            float(c["score"]),
            tuple(c["cues"]),
            int(c["density"]),
        )
        for c in document["claims"]
    )


def claims_shown(document: Document) -> int:
    """Count the claims of the default density; none where that cannot be told."""
    try:
        if "claims" not in document:
            return int(document[SHOWN])
        return len([c for c in document["claims"] if c["density"] <= DEFAULT_DENSITY])
    except (KeyError, TypeError, ValueError):
        return 0


def progress_document(article: int, progress: Progress) -> Document:
    """Return the document of how far an article has been read."""
    return {
        "article": article,
        "offset": progress.offset,
        "cursor": progress.cursor,
        "fraction": progress.fraction,
        "seen": progress.seen,
    }


def progress(document: Document | None) -> Progress:
    """Return how far an article has been read; the start when that cannot be told."""
    if document is None:
        return _UNREAD
    try:
        return Progress(
            max(0, int(document["offset"])),
            max(0, int(document["cursor"])),
            fraction(float(document["fraction"])),
            str(document["seen"]),
        )
    except (KeyError, TypeError, ValueError):
        return Progress()


def fraction(value: float) -> float:
    """Return a share between 0 and 1; what is no number counts as 0."""
    return min(value, 1.0) if value > 0 else 0.0
