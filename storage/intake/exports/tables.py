"""Exports that are tables: Pocket, Instapaper, Readwise, Raindrop, Matter. Read by header."""

from __future__ import annotations

import ast
import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple, TypeVar

from storage.intake.build import safe_link
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

Source = TypeVar("Source")
Row = Mapping[str, str]
Numbered = Iterator[tuple[int, Row]]
Reader = Callable[[Export, Numbered], None]
_LONGEST = 20 * 1024 * 1024
_FOLDERS = ("unread", "archive", "archived", "starred")


def read_table(text: str) -> Export | None:
    """Read a table whose header is known; None when it is not."""
    # A highlight may be as long as an article, and Python's own limit is 128 KB.
    csv.field_size_limit(_LONGEST)
    first = text.lstrip("\ufeff\r\n").partition("\n")[0]
    divider = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text.lstrip("\ufeff\r\n")), delimiter=divider)
    try:
        header = [name.strip().casefold() for name in next(reader, [])]
    except csv.Error:
        return None
    for table in _TABLES:
        if set(table.needed) <= set(header):
            export = Export(table.service, called=table.called)
            table.read(export, _rows(reader, header, export))
            return export
    return None


def take(export: Export, where: str, read: Callable[[Source], Item | str], source: Source) -> None:
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


def _each(read: Callable[[Row], Item | str]) -> Reader:
    """Make of what reads one row what reads them all."""

    def read_all(export: Export, rows: Numbered) -> None:
        for number, row in rows:
            take(export, f"row {number}", read, row)

    return read_all


def _pocket(row: Row) -> Item | str:
    url = address_of(row.get("url"))
    title = text_of(row.get("title"))
    return Item(
        url,
        "" if title == url else title,
        saved=moment(row.get("time_added")),
        tags=split(row.get("tags"), "|,"),
        archived=text_of(row.get("status")).casefold() == "archive",
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
    note = prose_of(row.get("note"))
    return Item(
        address_of(row.get("url")),
        text_of(row.get("title")),
        saved=moment(row.get("created")),
        tags=texts_of([*split(row.get("tags"), ","), folder if folder != "Unsorted" else ""]),
        starred=yes(row.get("favorite")),
        marks=_lined(prose_of(row.get("highlights"))),
        notes=(note,) if note else (),
    )


def _lined(text: str) -> tuple[Mark, ...]:
    """Return the passages of a field, a line each; what was said of one stands below it."""
    marks: list[Mark] = []
    for each in filter(None, map(str.strip, text.split("\n"))):
        if marks and (note := re.match(r"Note:\s*(.*)", each)):
            marks[-1] = replace(marks[-1], note=note[1])
        else:
            marks.append(Mark(re.sub(r"^Highlight:\s*", "", each)))
    return tuple(mark for mark in marks if mark.quote)


def _wallabag(row: Row) -> Item | str:
    return Item(
        address_of(row.get("url")),
        text_of(row.get("title")),
        saved=moment(row.get("creation date")),
        tags=split(row.get("tags"), ","),
        html=prose_of(row.get("content")),
    )


def _hypothesis(row: Row) -> Item | str:
    """Read one annotation of a page; those of the same page are gathered when they are kept."""
    quote, note = prose_of(row.get("quote/description")), prose_of(row.get("comment"))
    if not (quote or note):
        return "it says nothing"
    made = Mark(
        quote,
        note,
        tags=split(row.get("tags"), ","),
        created=moment(row.get("created at")),
    )
    return Item(
        address_of(row.get("url")),
        text_of(row.get("page")),
        marks=(made,) if quote else (),
        notes=() if quote else (note,),
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


def _books(export: Export, rows: Numbered) -> None:
    """Gather Readwise's highlights, a row each, by book."""
    listed = sorted(rows, key=lambda numbered: _book(numbered[1]))
    first = {_book(row)[:2]: number for number, row in reversed(listed)}
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
                    moment(row.get("highlighted at") or row.get("date") or row.get("created")),
                )
            )
        if marks:
            export.items.append(
                Item(book[2] or None, *book[:2], tags=texts_of(list(tags)), marks=tuple(marks))
            )
    export.items.sort(key=lambda item: first[item.title, item.byline])


def _book(row: Row) -> tuple[str, str, str]:
    """Return title, author and address; only what stands in the web has the last."""
    title = text_of(row.get("book title") or row.get("title"))
    author = text_of(row.get("book author") or row.get("author"))
    return title, author, safe_link(text_of(row.get("url")))


class _Table(NamedTuple):
    """A table that is known by its header."""

    service: str
    needed: tuple[str, ...]
    """Columns by which it is known, where it is none of the tables above."""
    read: Reader
    called: str = ""
    """What the service is called to people, where it is not by its name."""


_TABLES = (
    _Table("Pocket", ("title", "url", "tags", "status"), _each(_pocket)),
    _Table("Instapaper", ("url", "title", "selection", "folder"), _each(_instapaper)),
    _Table("wallabag", ("title", "url", "content", "mime type"), _each(_wallabag)),
    _Table("Hypothesis", ("page", "url", "quote/description", "comment"), _each(_hypothesis)),
    _Table("Readwise", ("highlight", "book title", "book author"), _books),
    _Table("highlights", ("highlight", "title"), _books, "another service's highlights"),
    _Table(
        "Readwise Reader",
        ("title", "url", "document tags", "saved date", "location"),
        _each(_reader),
    ),
    _Table("Raindrop", ("title", "url", "folder", "tags", "created"), _each(_raindrop)),
    _Table("Zotero", ("key", "item type", "title", "url", "notes", "manual tags"), _each(_zotero)),
    _Table("Matter", ("title", "url", "in queue", "favorited"), _each(_matter)),
    _Table(
        "Instapaper's first export",
        ("url", "title", "folder"),
        _each(_instapaper),
        "Instapaper",
    ),
)
