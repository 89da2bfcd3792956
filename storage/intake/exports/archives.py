"""Exports that are ZIP archives: Pocket, Omnivore, Readeck. Only what is known is read."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

from storage.intake.exports.item import (
    Export,
    Item,
    address_of,
    day,
    dicts,
    marks_of,
    moment,
    share,
    text_of,
    texts_of,
    yes,
)
from storage.intake.exports.objects import omnivore, omnivore_marks, read_objects
from storage.intake.exports.tables import read_table, take
from storage.intake.sanitise import line
from storage.intake.zipped import Archive

_OMNIVORE = re.compile(r"(?:.*/)?metadata_\d+_to_\d+\.json")
_POCKET = re.compile(r"(?:.*/)?part_\d+\.csv")
_POCKET_MARKS = re.compile(r"(?:.*/)?annotations/part_\d+\.json")


def read_archive(archive: Archive) -> Export | None:
    """Read an archive whose entries are known; None when they are not."""
    names = sorted(name for name in archive.names if not name.startswith("__MACOSX/"))
    if parts := [name for name in names if _OMNIVORE.fullmatch(name)]:
        return _omnivore(archive, parts)
    if parts := [name for name in names if _POCKET.fullmatch(name)]:
        marks = [name for name in names if _POCKET_MARKS.fullmatch(name)]
        return _pocket(archive, parts, marks)
    if infos := [name for name in names if re.fullmatch(r"bookmarks/[^/]+/info\.json", name)]:
        return _readeck(archive, infos)
    return None


def _omnivore(archive: Archive, parts: list[str]) -> Export:
    export = Export("Omnivore")
    for part in parts:
        base = part.rpartition("/")[0]
        base = f"{base}/" if base else ""
        for number, entry in enumerate(dicts(_json(archive, part, export)), 1):

            def read(entry: dict[str, Any], base: str = base) -> Item | str:
                slug = text_of(entry.get("slug"))
                item = omnivore(entry)
                marks, notes = omnivore_marks(_text(archive, f"{base}highlights/{slug}.md"))
                html = _text(archive, f"{base}content/{slug}.html")
                return (
                    replace(item, html=html, marks=marks, notes=notes)
                    if isinstance(item, Item)
                    else item
                )

            take(export, f"{part}, entry {number}", read, entry)
    return export


def _pocket(archive: Archive, parts: list[str], marked: list[str]) -> Export:
    export = Export("Pocket")
    for part in parts:
        _join(export, read_table(_text(archive, part)), part)
    marks: dict[str | None, Item] = {}
    for part in marked:
        if found := read_objects(_json(archive, part, export)):
            marks.update({item.url: item for item in found.items})
            export.refused += [f"{part}, {why}" for why in found.refused]
    for index, item in enumerate(export.items):
        if (mark := marks.pop(item.url, None)) is not None:
            export.items[index] = replace(item, marks=mark.marks)
    # Marked in what was not saved, or no longer.
    export.items += marks.values()
    return export


def _join(export: Export, part: Export | None, name: str) -> None:
    if part is None:
        export.refused.append(f"{name}: it is not as it should be")
        return
    export.items += part.items
    export.skipped += [f"{name}, {why}" for why in part.skipped]
    export.refused += [f"{name}, {why}" for why in part.refused]


def _readeck(archive: Archive, infos: list[str]) -> Export:
    """Read the bookmarks alone: the archive holds passwords and tokens too."""
    export = Export("Readeck")

    def read(name: str) -> Item | str:
        info = json.loads(_text(archive, name))
        folder = name.rpartition("/")[0]
        file = text_of(((info.get("Files") or {}).get("article") or {}).get("name")) or "index.html"
        return Item(
            address_of(info["URL"]),
            text_of(info.get("Title")),
            ", ".join(texts_of(info.get("Authors") or [])),
            day(info.get("Published")),
            moment(info.get("Created")),
            texts_of(info.get("Labels") or []),
            yes(info.get("IsArchived")),
            yes(info.get("IsMarked")),
            share(info.get("ReadProgress"), 100),
            html=_text(archive, f"{folder}/container/{file.rpartition('/')[2]}"),
            marks=marks_of(info.get("Annotations"), "text", "note", "created"),
        )

    for name in infos:
        take(export, line(name), read, name)
    return export


def _text(archive: Archive, name: str) -> str:
    """Return an entry's text; empty where there is none of that name."""
    try:
        return archive.read(name).decode("utf-8-sig", "replace")
    except KeyError:
        return ""


def _json(archive: Archive, name: str, export: Export) -> Any:
    try:
        return json.loads(_text(archive, name))
    except (ValueError, RecursionError):
        export.refused.append(f"{name}: it is no JSON")
        return []
