"""Articles to TinyDB documents and back.

Optional fields are left out while they have their default, so a file stays small
and an older one stays readable. Nothing returned shares a list with the store.
"""

from __future__ import annotations

from typing import Any

from storage.disk.transaction import Document
from storage.fields import names_the_record, one_of, span, sparse, string
from storage.identity import canonical_url, digest
from storage.models import (
    Article,
    Block,
    BlockKind,
    Dropped,
    Entry,
    Progress,
    Source,
    State,
    Style,
    StyleKind,
)

ADDRESS = "canonical"
FINGERPRINT = "digest"
"""The fields by which the same article is known."""

FINISHED = 0.98
"""The fraction from which an article counts as read."""


def article_document(article: Article) -> Document:
    """Return the document of an article that has its uid and its date."""
    optional: Document = {
        "byline": article.byline,
        "byline_inferred": article.byline_inferred,
        "site": article.site,
        "section": article.section,
        "url": article.url,
        "canonical": canonical_url(article.url),
        "published": article.published,
        "source": _source_document(article.source),
        "language": article.language,
        "origin": article.origin,
        "raw": article.raw,
        "styles": [
            sparse({"kind": s.kind.value, "start": s.start, "end": s.end}, {"href": s.href})
            for s in article.styles
        ],
        "dropped": [
            sparse({"kind": d.kind, "text": d.text}, {"line": d.line}) for d in article.dropped
        ],
        "alternative_titles": list(article.alternative_titles),
        "archived": article.archived,
    }
    return sparse(
        {
            "uid": article.uid,
            "title": article.title,
            "saved": article.saved,
            "words": article.words,
            "digest": digest(article.text),
            "format": article.format,
            "tags": list(article.tags),
            "text": article.text,
            "blocks": [
                sparse(
                    {"kind": b.kind.value, "start": b.start, "end": b.end},
                    {"level": b.level, "marker": b.marker},
                )
                for b in article.blocks
            ],
        },
        optional,
    )


@names_the_record("article")
def article(id: int, document: Document) -> Article:
    """Return the article that a document holds."""
    text = string(document, "text")
    styles = (
        Style(kind, *span(style, text), style.get("href", ""))
        for style in document.get("styles", ())
        if (kind := one_of(StyleKind, style["kind"])) is not None
    )
    return Article(
        title=string(document, "title"),
        text=text,
        blocks=tuple(
            Block(
                one_of(BlockKind, block["kind"]) or BlockKind.PARAGRAPH,
                *span(block, text),
                int(block.get("level", 0)),
                str(block.get("marker", "")),
            )
            for block in document["blocks"]
        ),
        styles=tuple(styles),
        byline=document.get("byline"),
        byline_inferred=bool(document.get("byline_inferred", False)),
        site=document.get("site"),
        section=document.get("section"),
        url=document.get("url"),
        published=document.get("published"),
        source=_source(document.get("source")),
        language=document.get("language"),
        origin=document.get("origin", ""),
        format=document.get("format", "plain"),
        raw=document.get("raw", ""),
        dropped=tuple(
            Dropped(d["kind"], d["text"], d.get("line", 0)) for d in document.get("dropped", ())
        ),
        alternative_titles=tuple(document.get("alternative_titles", ())),
        id=id,
        uid=document["uid"],
        saved=string(document, "saved"),
        tags=tuple(document.get("tags", ())),
        archived=bool(document.get("archived", False)),
    )


@names_the_record("article")
def entry(
    id: int, document: Document, progress: Progress, claims: int, notes: int, bookmarks: int
) -> Entry:
    """Return the row of an article."""
    if document.get("archived"):
        state = State.ARCHIVED
    elif progress.fraction >= FINISHED:
        state = State.FINISHED
    elif progress.seen:
        state = State.READING
    else:
        state = State.UNREAD
    return Entry(
        id=id,
        uid=document["uid"],
        title=string(document, "title"),
        byline=document.get("byline"),
        site=document.get("site"),
        url=document.get("url"),
        published=document.get("published"),
        language=document.get("language"),
        words=int(document.get("words", 0)),
        saved=string(document, "saved"),
        state=state,
        tags=tuple(document.get("tags", ())),
        claims=claims,
        notes=notes,
        bookmarks=bookmarks,
        progress=progress,
        source=_source(document.get("source")),
        trashed=document.get("trashed", ""),
    )


@names_the_record("article")
def text(id: int, document: Document) -> str:
    """Return an article's text alone."""
    return string(document, "text")


def title(document: Document) -> str:
    """Return an article's title."""
    return str(document.get("title", ""))


def tags(document: Document) -> tuple[str, ...]:
    """Return an article's tags."""
    return tuple(document.get("tags", ()))


def rank(document: Document | None) -> object:
    """Return what decides where an article stands in a list; None where there is none."""
    return document and (document.get("saved"), bool(document.get("trashed")))


def is_trashed(document: Document) -> bool:
    """Tell whether an article is in the trash."""
    return bool(document.get("trashed"))


def trashed(document: Document, when: str) -> Document:
    """Return the document in the trash since then, or out of it when that is empty."""
    return _with(document, "trashed", when)


def archived(document: Document, archived: bool) -> Document:
    """Return the document put away as done with, or taken out again."""
    return _with(document, "archived", archived)


def tagged(document: Document, tags: tuple[str, ...]) -> Document:
    """Return the document with these tags and no others."""
    return {**document, "tags": list(tags)}


def _with(document: Document, name: str, value: Any) -> Document:
    """Return the document with an optional field, left out where it is empty."""
    rest = {field: old for field, old in document.items() if field != name}
    return sparse(rest, {name: value})


def _source_document(source: Source | None) -> Document | None:
    if source is None:
        return None
    return sparse({"publication": source.publication}, {"published": source.published})


def _source(document: Document | None) -> Source | None:
    if not document:
        return None
    return Source(document["publication"], document.get("published"))
