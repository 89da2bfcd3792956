"""Exports that are tables: Pocket, Instapaper, Readwise, Raindrop, Matter. Read by header."""

from __future__ import annotations

import ast
import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from itertools import groupby
from typing import Any

from storage.intake.exports.item import (
    Export,
    Item,
    Mark,
    Unusable,
    address_of,
    ink_of,
    moment,
    prose_of,
    share,
    split,
    text_of,
    texts_of,
    yes,
)

Row = Mapping[str, str]
_LONGEST = 20 * 1024 * 1024
_FOLDERS = ("unread", "archive", "archived", "starred")


def read_table(text: str) -> Export | None:
    """Read a table whose header is known; None when it is not."""
    # A highlight may be as long as an article, and Python's own limit is 128 KB.
    csv.field_size_limit(_LONGEST)
    reader = csv.reader(io.StringIO(text))
    try:
        header = [name.strip().strip("\ufeff").casefold() for name in next(reader, [])]
    except csv.Error:
        return None
    for service, (needed, read) in _TABLES.items():
        if set(needed) <= set(header):
            export = Export(service)
            if service == "Readwise":
                _books(export, _rows(reader, header, export))
                return export
            for number, row in _rows(reader, header, export):
                take(export, f"row {number}", read, row)
            return export
    return None


def take(export: Export, where: str, read: Callable[[Any], Item | str], source: Any) -> None:
    """Add what a row holds, or say why it is left out."""
    try:
        found = read(source)
    except (Unusable, TypeError, AttributeError, KeyError, ValueError) as error:
        why = str(error) if isinstance(error, Unusable) else "it is not as it should be"
        export.refused.append(f"{where}: {why}")
        return
    if isinstance(found, Item):
        export.items.append(found)
    else:
        export.skipped.append(f"{where}: {found}")


def _rows(
    reader: Iterator[list[str]], header: list[str], export: Export
) -> Iterator[tuple[int, Row]]:
    number = 1
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            export.refused.append(f"row {number}: {error}")
            continue
        if any(cell.strip() for cell in cells):
            yield number, dict(zip(header, cells, strict=False))


def _pocket(row: Row) -> Item | str:
    url = address_of(row.get("url"))
    title = text_of(row.get("title"))
    return Item(
        url,
        "" if title == url else title,
        saved=moment(row.get("time_added")),
        tags=split(row.get("tags"), "|"),
        archived=row.get("status", "") == "archive",
    )


def _instapaper(row: Row) -> Item | str:
    folder = text_of(row.get("folder"))
    try:
        tags = texts_of(json.loads(row.get("tags") or "[]"))
    except (ValueError, RecursionError):
        tags = split(row.get("tags"), ",")
    selection = prose_of(row.get("selection"))
    return Item(
        address_of(row.get("url")),
        text_of(row.get("title")),
        saved=moment(row.get("timestamp")),
        tags=tags if folder.casefold() in _FOLDERS or not folder else (*tags, folder),
        archived=folder.casefold().startswith("archive"),
        starred=folder.casefold() == "starred",
        marks=(Mark(selection),) if selection else (),
    )


def _reader(row: Row) -> Item | str:
    if text_of(row.get("location")) == "feed":
        return "it stood in a feed only"
    tags = row.get("document tags") or "[]"
    try:
        names = texts_of(ast.literal_eval(tags))
    except (ValueError, SyntaxError, RecursionError, MemoryError):
        names = split(tags, ",[]'\"")
    return Item(
        address_of(row.get("url")),
        text_of(row.get("title")),
        saved=moment(row.get("saved date")),
        tags=names,
        archived=text_of(row.get("location")) == "archive",
        progress=share(row.get("reading progress")),
    )


def _raindrop(row: Row) -> Item | str:
    folder = text_of(row.get("folder"))
    marks = prose_of(row.get("highlights")).split("\n")
    note = prose_of(row.get("note"))
    return Item(
        address_of(row.get("url")),
        text_of(row.get("title")),
        saved=moment(row.get("created")),
        tags=texts_of([*split(row.get("tags"), ","), folder if folder != "Unsorted" else ""]),
        starred=yes(row.get("favorite")),
        marks=tuple(Mark(mark.strip()) for mark in marks if mark.strip()),
        notes=(note,) if note else (),
    )


def _matter(row: Row) -> Item | str:
    return Item(
        address_of(row.get("url")),
        text_of(row.get("title")),
        text_of(row.get("author")),
        saved=moment(row.get("last interaction date")),
        tags=split(row.get("tags"), ";"),
        archived=not yes(row.get("in queue")),
        starred=yes(row.get("favorited")),
        progress=1.0 if yes(row.get("read")) else 0.0,
    )


def _zotero(row: Row) -> Item | str:
    from storage.intake.exports.zotero import read_row

    return read_row(row)


def _books(export: Export, rows: Iterator[tuple[int, Row]]) -> None:
    """Gather Readwise's highlights, a row each, by book."""
    listed = sorted(rows, key=lambda numbered: _book(numbered[1]))
    first = {_book(row): number for number, row in reversed(listed)}
    for book, group in groupby(listed, key=lambda numbered: _book(numbered[1])):
        marks = []
        tags: tuple[str, ...] = ()
        for number, row in group:
            quote = prose_of(row.get("highlight"))
            names = split(row.get("tags"), ",")
            tags = (*tags, *split(row.get("document tags"), ","))
            if not quote or ".discard" in names:
                export.skipped.append(f"row {number}: {'no passage' if not quote else 'discarded'}")
                continue
            marks.append(
                Mark(
                    quote,
                    prose_of(row.get("note")),
                    ink_of(row.get("color")),
                    tuple(name for name in names if not name.startswith(".")),
                    moment(row.get("highlighted at")),
                )
            )
        if marks:
            export.items.append(
                Item(None, book[0], book[1], tags=texts_of(list(tags)), marks=tuple(marks))
            )
    export.items.sort(key=lambda item: first[item.title, item.byline])


def _book(row: Row) -> tuple[str, str]:
    return text_of(row.get("book title")), text_of(row.get("book author"))


_TABLES: dict[str, tuple[tuple[str, ...], Callable[[Row], Item | str]]] = {
    "Pocket": (("title", "url", "time_added", "status"), _pocket),
    "Instapaper": (("url", "title", "selection", "folder"), _instapaper),
    "Readwise": (("highlight", "book title", "book author"), _reader),
    "Readwise Reader": (("title", "url", "document tags", "saved date", "location"), _reader),
    "Raindrop": (("title", "note", "url", "folder", "created"), _raindrop),
    "Zotero": (("key", "item type", "title", "url", "notes", "manual tags"), _zotero),
    "Matter": (("title", "url", "in queue", "favorited"), _matter),
}
