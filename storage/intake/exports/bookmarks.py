"""Exports that are bookmarks in JSON: Raindrop, Pinboard, Linkwarden."""

from __future__ import annotations

from itertools import count
from typing import Any

from storage.intake.exports.item import (
    Export,
    Item,
    address_of,
    dicts,
    marks_of,
    moment,
    prose_of,
    split,
    text_of,
    texts_of,
    yes,
)
from storage.intake.exports.tables import take

Object = dict[str, Any]


def read_bookmarks(content: Any) -> Export | None:
    """Read JSON of one of these services; None when it is none of theirs."""
    if isinstance(content, dict):
        collections = content.get("collections")
        if any(isinstance(each.get("links"), list) for each in dicts(collections)):
            return _linkwarden(dicts(collections))
        content = content.get("items")
    rows = dicts(content)
    if not rows:
        return None
    if {"link", "title", "excerpt", "created"} <= set(rows[0]):
        service, one = "Raindrop", _raindrop
    elif {"href", "description", "extended", "time", "tags"} <= set(rows[0]):
        service, one = "Pinboard", _pinboard
    else:
        return None
    export = Export(service)
    for number, row in enumerate(content, 1):
        take(export, f"entry {number}", one, row)
    return export


def _raindrop(entry: Object) -> Item | str:
    # Its excerpt is the page's own description.
    return Item(
        address_of(entry["link"]),
        text_of(entry.get("title")),
        saved=moment(entry.get("created")),
        tags=texts_of(entry.get("tags") or []),
        starred=yes(entry.get("important")),
        marks=marks_of(entry.get("highlights"), "text", "note", "created"),
        notes=_notes(entry.get("note")),
    )


def _pinboard(entry: Object) -> Item | str:
    # What is not to be read there has been, or is kept to be looked up.
    return Item(
        address_of(entry["href"]),
        text_of(entry.get("description")),
        saved=moment(entry.get("time")),
        tags=split(entry.get("tags"), " "),
        archived=not yes(entry.get("toread")),
        notes=_notes(entry.get("extended")),
    )


def _linkwarden(collections: list[Object]) -> Export:
    export = Export("Linkwarden")
    numbers = count(1)
    for collection in collections:
        folder = text_of(collection.get("name"))
        # Where nothing else was chosen all is put into this one.
        folders = () if folder == "Unorganized" else (folder,)

        def read(entry: Object, folders: tuple[str, ...] = folders) -> Item | str:
            return Item(
                address_of(entry["url"]),
                text_of(entry.get("name")),
                saved=moment(entry.get("importDate") or entry.get("createdAt")),
                tags=texts_of([*texts_of(entry.get("tags") or []), *folders]),
                text=prose_of(entry.get("textContent")),
                notes=_notes(entry.get("description")),
            )

        links = collection.get("links")
        for entry in links if isinstance(links, list) else []:
            take(export, f"link {next(numbers)}", read, entry)
    return export


def _notes(said: object) -> tuple[str, ...]:
    note = prose_of(said)
    return (note,) if note else ()
