"""Articles to TinyDB documents and back.

Optional fields are left out while they have their default, so a file stays small
and an older one stays readable. Nothing returned shares a list with the store.
"""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterator
from functools import lru_cache

from storage.disk.transaction import Document
from storage.fields import (
    MOST,
    TRASHED,
    count,
    detail,
    is_trashed,
    items,
    names_the_record,
    one_of,
    since,
    span,
    sparse,
    string,
    strings,
    visible,
    with_optional,
)
from storage.identity import canonical_url, digest
from storage.models import (
    Article,
    Block,
    BlockKind,
    Counted,
    Dropped,
    Entry,
    Ink,
    Kind,
    Progress,
    Source,
    State,
    Style,
    StyleKind,
)

ADDRESS = "canonical"
FINGERPRINT = "digest"
"""The fields by which the same article is known."""

_DEEPEST = 32
"""Levels of nesting, beyond which nothing is set deeper."""
_MARKER = 16
"""Letters of a list item's label."""

_ABOUT = ("byline", "site", "url", "published", "language")
"""The fields that may be absent."""

FINISHED = 0.98
"""The fraction from which an article counts as read."""


def article_document(article: Article, fingerprint: str | None = None) -> Document:
    """Return the document of an article that has its uid and its date.

    `fingerprint` is that of its text, where it is known already.
    """
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
            "digest": digest(article.text) if fingerprint is None else fingerprint,
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
    its_text = _text(document)
    return Article(
        title=string(document, "title"),
        text=its_text,
        blocks=_blocks(document, its_text),
        styles=tuple(_styles(document, its_text)),
        byline=detail(document, "byline"),
        byline_inferred=bool(document.get("byline_inferred", False)),
        site=detail(document, "site"),
        section=detail(document, "section"),
        url=detail(document, "url"),
        published=detail(document, "published"),
        source=_source(document),
        language=detail(document, "language"),
        origin=detail(document, "origin") or "",
        format=detail(document, "format") or "plain",
        raw=raw if isinstance(raw := document.get("raw"), str) else "",
        dropped=tuple(
            Dropped(detail(d, "kind") or "", detail(d, "text") or "", count(d, "line"))
            for d in items(document, "dropped")
        ),
        alternative_titles=strings(document, "alternative_titles"),
        id=id,
        uid=string(document, "uid"),
        saved=detail(document, "saved") or "",
        tags=strings(document, "tags"),
        archived=bool(document.get("archived", False)),
    )


@names_the_record("article")
def entry(
    id: int,
    document: Document,
    progress: Progress,
    pointed: int | Counted,
    notes: int,
    bookmarks: int,
    inks: tuple[Ink, ...] = (),
    kinds: Collection[Kind] = (),
    noted: tuple[str, ...] = (),
    retired: int = 0,
    worded: int = 0,
) -> Entry:
    """Return the row of an article."""
    # By position, and looked at together: a library has many rows, and nearly all are in order.
    get = document.get
    uid, title, saved = document["uid"], document["title"], get("saved", "")
    byline, site, url = get("byline"), get("site"), get("url")
    published, language = get("published"), get("language")
    words, tags = get("words"), get("tags") or ()
    texts = (uid, title, saved, byline or "", site or "", url or "", published or "")
    try:
        plain = "".join((*texts, language or "", *tags)).isprintable()
    except TypeError:
        plain = False
    if plain and (not tags or type(tags) is list):
        tags = tuple(tags)
    else:
        uid, title = string(document, "uid"), string(document, "title")
        saved, tags = detail(document, "saved") or "", strings(document, "tags")
        byline, site, url, published, language = (detail(document, name) for name in _ABOUT)
    about = (byline or None, site or None, url or None, published or None, language or None)
    return Entry(
        id,
        uid,
        title,
        *about,
        words if type(words) is int and 0 <= words <= MOST else count(document, "words"),
        saved,
        _state(document, progress),
        tags,
        pointed,
        notes,
        bookmarks,
        progress,
        _source(document) if "source" in document else None,
        since(document) if TRASHED in document else "",
        inks,
        kinds,
        noted,
        retired,
        0,
        worded,
    )


def _state(document: Document, progress: Progress) -> State:
    if document.get("archived"):
        return State.ARCHIVED
    if progress.fraction >= FINISHED:
        return State.FINISHED
    return State.READING if progress.seen else State.UNREAD


@names_the_record("article")
def text(id: int, document: Document) -> str:
    """Return an article's text alone."""
    return _text(document)


def _text(document: Document) -> str:
    value = document["text"]
    # Of the articles being read the same text is asked for with every note and every place.
    return _shown(value) if isinstance(value, str) else string(document, "text")


@lru_cache(16)
def _shown(text: str) -> str:
    return visible(text)


def stamp(document: Document) -> str:
    """Return what is another once the text is."""
    return str(document.get(FINGERPRINT) or document.get("uid") or "?")


def title(document: Document) -> str:
    """Return an article's title."""
    return detail(document, "title") or ""


def named(document: Document) -> Document:
    """Return the document of an article with a title, where it has none that can be read."""
    title = document.get("title")
    return {**document, "title": title if isinstance(title, str) else "An article without a title"}


def tags(document: Document) -> tuple[str, ...]:
    """Return an article's tags."""
    return strings(document, "tags")


def is_fetched(document: Document) -> bool:
    """Tell whether an article has its text, not its address alone."""
    return count(document, "words") > 0


def rank(document: Document | None) -> object:
    """Return what decides where an article stands in a list; None where there is none."""
    return document and (document.get("saved"), is_trashed(document))


def archived(document: Document, archived: bool) -> Document:
    """Return the document put away as done with, or taken out again."""
    return with_optional(document, "archived", archived)


def tagged(document: Document, tags: tuple[str, ...]) -> Document:
    """Return the document with these tags and no others."""
    return {**document, "tags": list(tags)}


def described(document: Document, title: str | None, byline: str | None) -> Document:
    """Return the document with what a person says of it; None leaves a field, "" no author."""
    if title is not None:
        document = {**document, "title": title}
    if byline is not None:
        document = {**document, "byline": byline or None, "byline_inferred": False}
    return document


def _source_document(source: Source | None) -> Document | None:
    if source is None:
        return None
    return sparse({"publication": source.publication}, {"published": source.published})


def _source(document: Document) -> Source | None:
    source = document.get("source")
    if not isinstance(source, dict):
        return None
    publication = detail(source, "publication")
    return Source(publication, detail(source, "published")) if publication else None


def _blocks(document: Document, text: str) -> tuple[Block, ...]:
    """Return the blocks of a text; where they do not fit it, the paragraphs that it has."""
    blocks: list[Block] = []
    end, length = 0, len(text)
    with contextlib.suppress(KeyError, TypeError, ValueError, OverflowError, AttributeError):
        for block in document["blocks"]:
            begin, before, end = block["start"], end, block["end"]
            # Looked at here: a book has thousands, and nearly all are in order.
            if type(begin) is not int or type(end) is not int or not begin <= end <= length:
                begin, end = span(block, text)
            if begin < before:
                raise ValueError("blocks overlap")
            kind = one_of(BlockKind, block.get("kind")) or BlockKind.PARAGRAPH
            # Most blocks have neither.
            level = count(block, "level", _DEEPEST) if "level" in block else 0
            marker = (detail(block, "marker") or "")[:_MARKER] if "marker" in block else ""
            blocks.append(Block(kind, begin, end, level, marker))
        if blocks or not text.strip():
            return tuple(blocks)
    from storage.claims import paragraphs

    return tuple(paragraphs(text))


def _styles(document: Document, text: str) -> Iterator[Style]:
    """Return what of the inline styles fits the text."""
    for style in items(document, "styles"):
        kind = one_of(StyleKind, style.get("kind"))
        try:
            where = span(style, text)
        except (KeyError, TypeError, ValueError, OverflowError):
            continue
        if kind is not None:
            yield Style(kind, *where, (detail(style, "href") or "") if "href" in style else "")
