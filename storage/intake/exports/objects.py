"""Exports that are JSON: Omnivore, wallabag, karakeep, Hypothesis, Pocket, KOReader."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from storage.intake.exports.bookmarks import read_bookmarks
from storage.intake.exports.item import (
    Export,
    Item,
    Mark,
    Unusable,
    address_of,
    day,
    dicts,
    marks_of,
    moment,
    prose_of,
    share,
    split,
    text_of,
    texts_of,
    yes,
)
from storage.intake.exports.jsonld import annotations_of, read_jsonld
from storage.intake.exports.ours import is_ours, read_ours
from storage.intake.exports.tables import take
from storage.intake.exports.zotero import read_items

Object = dict[str, Any]


def read_objects(content: Any) -> Export | None:
    """Read JSON of a known shape; None when it is not."""
    if is_ours(content):
        return read_ours(content)
    annotations = annotations_of(content)
    if annotations is not None:
        return read_jsonld(content, annotations)
    if isinstance(content, dict):
        if isinstance(content.get("rows"), list) and "total" in content:
            return _hypothesis({"annotations": content["rows"]})
        for service, field, read in (
            ("karakeep", "bookmarks", _karakeep),
            ("Hypothesis", "annotations", _hypothesis),
            ("KOReader", "documents", _koreader),
            ("KOReader", "entries", _koreader),
        ):
            if isinstance(content.get(field), list) and (
                service != "KOReader" or {"version", "file", "number_of_pages"} & set(content)
            ):
                return read(content)
        return read_bookmarks(content) or read_items(content)
    rows = dicts(content)
    if not rows or len(rows) * 2 < len(content):
        return None
    if {"uri", "target", "text"} <= set(rows[0]):
        return _hypothesis({"annotations": content})
    if {"title", "entries"} <= set(rows[0]):
        return _koreader({"documents": content})
    for service, fields, one in _LISTS:
        if set(fields) <= set(rows[0]):
            export = Export(service)
            for number, row in enumerate(content, 1):
                take(export, f"entry {number}", one, row)
            return export
    return read_bookmarks(content) or read_items(content)


def omnivore(entry: Object) -> Item | str:
    """Return what Omnivore's metadata says of one article."""
    return Item(
        address_of(entry["url"]),
        text_of(entry.get("title")),
        text_of(entry.get("author")),
        day(entry.get("publishedAt")),
        moment(entry.get("savedAt")),
        texts_of(entry.get("labels") or []),
        entry.get("state") == "Archived",
        progress=share(entry.get("readingProgress"), 100),
    )


def _wallabag(entry: Object) -> Item | str:
    return Item(
        address_of(entry["url"]),
        text_of(entry.get("title")),
        ", ".join(texts_of(entry.get("published_by") or [])),
        day(entry.get("published_at")),
        moment(entry.get("created_at")),
        texts_of(entry.get("tags") or []),
        yes(entry.get("is_archived")),
        yes(entry.get("is_starred")),
        html=prose_of(entry.get("content")),
        marks=marks_of(entry.get("annotations"), "quote", "text", "created_at"),
    )


def _wallabag_1(entry: Object) -> Item | str:
    return Item(
        address_of(entry["url"]),
        text_of(entry.get("title")),
        tags=split(entry.get("tags"), ","),
        archived=yes(entry.get("is_read")),
        starred=yes(entry.get("is_fav")),
        html=prose_of(entry.get("content")),
    )


def _pocket_marks(entry: Object) -> Item | str:
    marks = marks_of(entry.get("highlights"), "quote", "note", "created_at")
    return Item(address_of(entry["url"]), text_of(entry.get("title")), marks=marks)


def _karakeep(content: Object) -> Export:
    export = Export("karakeep")
    names = {each.get("id"): text_of(each.get("name")) for each in dicts(content.get("lists"))}

    def read(entry: Object) -> Item | str:
        kept = entry.get("content")
        if not isinstance(kept, dict) or kept.get("type") not in ("link", "text"):
            return "neither a link nor a text"
        note = prose_of(entry.get("note"))
        lists = [names.get(each, "") for each in entry.get("lists") or [] if isinstance(each, str)]
        return Item(
            address_of(kept.get("url")),
            text_of(entry.get("title")),
            saved=moment(entry.get("createdAt")),
            tags=texts_of([*texts_of(entry.get("tags") or []), *lists]),
            archived=yes(entry.get("archived")),
            text=prose_of(kept.get("text")),
            notes=(note,) if note else (),
        )

    for number, entry in enumerate(content["bookmarks"], 1):
        take(export, f"entry {number}", read, entry)
    return export


def _hypothesis(content: Object) -> Export:
    """Gather annotations, an entry each, by the page that they stand on."""
    export = Export("Hypothesis")
    pages: dict[str | None, list[Item]] = {}

    def read(entry: Object) -> Item | str:
        url = address_of(entry.get("uri"))
        if url is None:
            raise Unusable("it names no page")
        selectors = [s for t in dicts(entry.get("target")) for s in dicts(t.get("selector"))]
        quotes = [s for s in selectors if s.get("type") == "TextQuoteSelector"]
        note = prose_of(entry.get("text"))
        title = ", ".join(texts_of((entry.get("document") or {}).get("title") or []))
        if not quotes:
            if not note:
                return "it says nothing"
            return Item(url, title, notes=(note,))
        quote = quotes[0]
        mark = Mark(
            prose_of(quote.get("exact")),
            note,
            tags=texts_of(entry.get("tags") or []),
            created=moment(entry.get("created")),
            prefix=str(quote.get("prefix") or ""),
            suffix=str(quote.get("suffix") or ""),
        )
        return Item(url, title, marks=(mark,))

    for number, entry in enumerate(content["annotations"], 1):
        take(export, f"entry {number}", read, entry)
    for item in export.items:
        pages.setdefault(item.url, []).append(item)
    export.items = [
        Item(
            url,
            next((item.title for item in items if item.title), ""),
            marks=tuple(mark for item in items for mark in item.marks),
            notes=tuple(note for item in items for note in item.notes),
        )
        for url, items in pages.items()
    ]
    return export


def _koreader(content: Object) -> Export:
    export = Export("KOReader")

    def read(book: Object) -> Item | str:
        marks = marks_of(book["entries"], "text", "note", "time")
        # A note on a page quotes nothing of it.
        whole = [prose_of(e.get("note")) for e in dicts(book["entries"]) if not e.get("text")]
        notes = tuple(filter(None, whole))
        if not (marks or notes):
            return "no passage is marked in it"
        title, author = text_of(book.get("title")), text_of(book.get("author"))
        return Item(None, title, author, marks=marks, notes=notes)

    books = content.get("documents", [content])
    for number, book in enumerate(books, 1):
        take(export, f"book {number}", read, book)
    return export


_QUOTED = re.compile(r"^> ?", re.M)
_LABELS = re.compile(r"(?:#[^\s#]+\s*)+")


def omnivore_marks(text: str) -> tuple[tuple[Mark, ...], tuple[str, ...]]:
    """Return the highlights of one article, and what was written about the whole.

    The file is Markdown: each quote is followed by its labels and its note, where it has them.
    """
    marks: list[Mark] = []
    notes: list[str] = []
    for block in re.split(r"\n\s*\n", text):
        block = prose_of(block)
        if block.startswith(">"):
            marks.append(Mark(_QUOTED.sub("", block).strip()))
        elif not block:
            continue
        elif not marks:
            notes.append(block)
        elif _LABELS.fullmatch(block):
            marks[-1] = replace(marks[-1], tags=split(block, "# "))
        else:
            marks[-1] = replace(marks[-1], note=f"{marks[-1].note}\n\n{block}".strip())
    return tuple(mark for mark in marks if mark.quote), tuple(notes)


_LISTS: tuple[tuple[str, tuple[str, ...], Callable[[Object], Item | str]], ...] = (
    ("Omnivore", ("url", "state", "savedAt"), omnivore),
    ("wallabag", ("url", "title", "is_archived"), _wallabag),
    ("wallabag 1", ("url", "title", "is_read", "content"), _wallabag_1),
    ("Pocket highlights", ("url", "highlights"), _pocket_marks),
)
