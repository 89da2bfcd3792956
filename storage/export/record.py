"""The JSON that scripts read: ``show --json``, ``claims --json``, ``notes --json``.

Its keys and their order are a promise; offsets count code points into ``text``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from storage.dossier import Dossier
from storage.models import DEFAULT_DENSITY, Annotation, Bookmark, Claim, Entry, Source

Record = dict[str, Any]


def record(dossier: Dossier, density: int = DEFAULT_DENSITY) -> Record:
    """Describe an article with the claims of a density and the person's own marks."""
    article = dossier.article
    return {
        "id": article.id,
        "uid": article.uid,
        "url": article.url,
        "title": article.title,
        "byline": article.byline,
        "site": article.site,
        "published": article.published,
        "source": _source(article.source),
        "language": article.language,
        "words": article.words,
        "saved": article.saved,
        "state": str(dossier.state),
        "tags": list(article.tags),
        "progress": dossier.progress.fraction,
        "text": article.text,
        "blocks": [
            {"kind": str(block.kind), "start": block.start, "end": block.end, "level": block.level}
            for block in article.blocks
        ],
        "claims": claim_records(dossier.shown(density)),
        "annotations": [annotation_record(annotation) for annotation in dossier.annotations],
        "bookmarks": [bookmark_record(bookmark) for bookmark in dossier.bookmarks],
    }


def claim_records(claims: Iterable[Claim]) -> list[Record]:
    """Describe claims in the order given."""
    return [
        {
            "start": claim.start,
            "end": claim.end,
            "text": claim.text,
            "kind": str(claim.kind),
            "score": claim.score,
            "cues": list(claim.cues),
        }
        for claim in claims
    ]


def annotation_record(annotation: Annotation) -> Record:
    """Describe a highlight or note."""
    return {
        "uid": annotation.uid,
        "start": annotation.passage.start,
        "end": annotation.passage.end,
        "quote": annotation.passage.quote,
        "note": annotation.note,
        "ink": str(annotation.ink),
        "tags": list(annotation.tags),
        "created": annotation.created,
    }


def bookmark_record(bookmark: Bookmark) -> Record:
    """Describe a bookmark."""
    return {
        "uid": bookmark.uid,
        "start": bookmark.passage.start,
        "end": bookmark.passage.end,
        "quote": bookmark.passage.quote,
        "label": bookmark.label,
        "created": bookmark.created,
    }


def entry_record(entry: Entry) -> Record:
    """Describe a row of the library."""
    return {
        "id": entry.id,
        "uid": entry.uid,
        "url": entry.url,
        "title": entry.title,
        "byline": entry.byline,
        "site": entry.site,
        "published": entry.published,
        "source": _source(entry.source),
        "language": entry.language,
        "words": entry.words,
        "minutes": entry.minutes,
        "saved": entry.saved,
        "state": str(entry.state),
        "tags": list(entry.tags),
        "progress": entry.progress.fraction,
        "claims": entry.claims,
        "notes": entry.notes,
        "bookmarks": entry.bookmarks,
        "trashed": entry.trashed or None,
    }


def _source(source: Source | None) -> Record | None:
    if source is None:
        return None
    return {"publication": source.publication, "published": source.published}
