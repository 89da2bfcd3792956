"""Notes as W3C Web Annotations (JSON-LD), with the articles themselves beside them.

A person's marks have a creator of type Person, the claims one of type Software. What the
model has no name for stands under names of our own, as JSON that other programs pass over.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

from storage.dossier import Dossier
from storage.export.json_ import around, dumps, flat, listed
from storage.models import Annotation, Article, Bookmark, Claim, Ink, Passage, Review

Object = dict[str, Any]

OURS = (
    "article",
    "articles",
    "formerly",
    "trashed",
    "score",
    "density",
    "cues",
    "settled",
    "review",
    "twins",
)
_CONTEXT = [
    "http://www.w3.org/ns/anno.jsonld",
    {
        "manicule": "urn:manicule:",
        **{f"manicule:{name}": {"@id": f"urn:manicule:{name}", "@type": "@json"} for name in OURS},
    },
]
_MARKS = ("annotations", "bookmarks", "claims", "removed_annotations", "removed_bookmarks")
_COLOURS = {
    Ink.YELLOW: "#ffe58a",
    Ink.GREEN: "#bfe8b0",
    Ink.BLUE: "#b9d9f7",
    Ink.RED: "#f7bdb5",
    Ink.PURPLE: "#dcc4f0",
}


def annotation_collection(dossiers: Iterable[Dossier]) -> Object:
    """Describe the marks and claims of articles as one AnnotationCollection of one page."""
    chosen = list(dossiers)
    items = [item for dossier in chosen for item in _items(dossier)]
    return {
        "@context": _CONTEXT,
        "id": "urn:manicule:notes",
        "type": "AnnotationCollection",
        "label": "Notes and key claims kept in manicule",
        "total": len(items),
        "first": {
            "id": "urn:manicule:notes:1",
            "type": "AnnotationPage",
            "partOf": "urn:manicule:notes",
            "startIndex": 0,
            "items": items,
        },
        "manicule:articles": list(map(_beside, chosen)),
    }


def collection_pieces(dossiers: Iterable[Dossier]) -> Iterator[str]:
    """Write the same document as text: as nouns, many articles may be more than fits."""
    items: list[str] = []
    articles: list[str] = []
    for dossier in dossiers:
        items += map(dumps, _items(dossier))
        articles.append(dumps(_beside(dossier)))
    document = dumps({**annotation_collection(()), "total": len(items)})
    before, rest = around(document, "items")
    between, after = around(rest, "manicule:articles")
    yield before
    yield from listed(items, 6)
    yield between
    yield from listed(articles, 4)
    yield after


def _beside(dossier: Dossier) -> Object:
    """Give what belongs to an article besides its marks and claims."""
    return {name: value for name, value in flat(dossier).items() if name not in _MARKS}


def _items(dossier: Dossier) -> Iterator[Object]:
    article = dossier.article
    for annotation in (*dossier.annotations, *dossier.removed_annotations):
        yield _annotation(article, annotation)
    for bookmark in (*dossier.bookmarks, *dossier.removed_bookmarks):
        yield _bookmark(article, bookmark)
    for claim in dossier.claims:
        yield _claim(article, claim)


def _annotation(article: Article, mark: Annotation) -> Object:
    bodies = [_body(tag, "tagging") for tag in mark.tags]
    if mark.note:
        bodies.insert(0, {**_body(mark.note, "commenting"), "format": "text/markdown"})
    return {
        **_head(mark, "commenting" if mark.note else "highlighting"),
        **({"modified": mark.modified} if mark.modified else {}),
        **({"manicule:review": mark.review._asdict()} if mark.review != Review() else {}),
        **({"body": bodies} if bodies else {}),
        "stylesheet": {
            "type": "CssStylesheet",
            "value": f".{mark.ink} {{ background: {_COLOURS[mark.ink]} }}",
        },
        "target": {
            **_target(article, mark.passage, lost=mark.lost),
            "styleClass": str(mark.ink),
        },
    }


def _bookmark(article: Article, mark: Bookmark) -> Object:
    return {
        **_head(mark, "bookmarking"),
        **({"body": [_body(mark.label, "identifying")]} if mark.label else {}),
        "target": _target(article, mark.passage, lost=mark.lost),
    }


def _claim(article: Article, claim: Claim) -> Object:
    place = f"{quote(article.uid, safe='')}:{claim.start}-{claim.end}"
    return {
        "id": f"urn:manicule:claim:{place}",
        "type": "Annotation",
        "motivation": "classifying",
        "creator": {"type": "Software", "name": "manicule"},
        "body": [_body(str(claim.kind), "classifying")],
        "target": _target(article, Passage(claim.start, claim.end, claim.text), lost=False),
        "manicule:score": claim.score,
        "manicule:density": claim.density,
        "manicule:cues": list(claim.cues),
    }


def _head(mark: Annotation | Bookmark, motivation: str) -> Object:
    return {
        "id": iri(mark.uid),
        "type": "Annotation",
        "motivation": motivation,
        "creator": {"type": "Person"},
        **({"created": mark.created} if mark.created else {}),
        **({"manicule:trashed": mark.trashed} if mark.trashed else {}),
        **({"manicule:settled": True} if mark.settled else {}),
    }


def _body(value: str, purpose: str) -> Object:
    return {"type": "TextualBody", "value": value, "purpose": purpose}


def _target(article: Article, passage: Passage, *, lost: bool) -> Object:
    """Point at a passage; of a lost one only the words are known."""
    selectors: list[Object] = [
        {
            "type": "TextQuoteSelector",
            "exact": passage.quote,
            "prefix": passage.prefix,
            "suffix": passage.suffix,
        }
    ]
    place = {"start": passage.start, "end": passage.end}
    if not lost:
        selectors.append({"type": "TextPositionSelector", **place})
    return {
        "type": "SpecificResource",
        "source": article.url or iri(article.uid),
        "selector": selectors,
        "manicule:article": article.uid,
        **({"manicule:formerly": place} if lost else {}),
        **({"manicule:twins": passage.twins} if passage.twins else {}),
    }


def iri(uid: str) -> str:
    """Name a thing for ever: a UUID as such, any other mark under a name of our own."""
    try:
        made = uuid.UUID(hex=uid)
    except ValueError:
        made = None
    return (
        made.urn if made is not None and made.hex == uid else f"urn:manicule:{quote(uid, safe='')}"
    )
