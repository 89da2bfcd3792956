"""Recognise an export by what is in it, never by its file's name."""

from __future__ import annotations

import json

from storage.errors import IntakeError
from storage.intake.decode import decode
from storage.intake.exports.item import Export
from storage.intake.own_export import exported_titles, named
from storage.intake.sanitise import line
from storage.intake.zipped import EXPORT, Archive

KNOWN = (
    "Pocket, Omnivore, Instapaper, Readwise, wallabag, Readeck, karakeep, Raindrop, Pinboard, "
    "Linkwarden, Matter, Hypothesis, Zotero, KOReader, Kindle, Web Annotations "
    "(JSON-LD), manicule's own JSON and the bookmarks of browsers"
)

MOST = 1 << 30
"""Bytes of an export: thousands of articles with their texts. An archive's own bounds are less."""

_INSTEAD = f"`manicule import` takes the file that a service gave you ({KNOWN})"


def read_export(data: bytes, origin: str) -> Export:
    """Read what a service exported; IntakeError when it is none that is known.

    Nothing is fetched. Each row is an item, or named with its number as skipped or refused.
    """
    name = line(origin)
    if len(data) > MOST:
        raise IntakeError(
            f"{name} is larger than {MOST >> 20:,} MB: export fewer articles at a time, and "
            "import the files one after the other."
        )
    found = _read(data, name)
    if found is None:
        raise IntakeError(f"{name} is no export that is known here ({KNOWN}); add it as a file.")
    if not (found.items or found.dossiers or found.skipped or found.refused):
        raise IntakeError(f"{name} is an export of {found.whose} that holds nothing.")
    return found


def _read(data: bytes, name: str) -> Export | None:
    # Each reader is imported where it is used: an export is read once in a lifetime.
    if data.startswith(b"PK"):
        from storage.intake.exports.archives import read_archive

        return read_archive(Archive(data, name, EXPORT))
    text = decode(data, name, most=MOST, instead=_INSTEAD)
    if titles := exported_titles(text):
        raise IntakeError(
            f"{name} is an export of {named(titles)} from manicule as Markdown, which is for "
            "reading: `manicule export --to json` writes what can be imported."
        )
    start = text.lstrip("\ufeff \t\r\n")[:1]
    if start in ("[", "{"):
        from storage.intake.exports.objects import read_objects

        try:
            content = json.loads(text.lstrip("\ufeff"))
        except (ValueError, RecursionError):
            return None
        return read_objects(content)
    if start == "<":
        from storage.intake.exports.pages import read_pages
        from storage.intake.exports.zotero import read_note

        return read_pages(text) or read_note(text)
    from storage.intake.exports.clippings import read_clippings
    from storage.intake.exports.tables import read_table
    from storage.intake.exports.zotero import read_markdown_note

    return read_table(text) or read_clippings(text) or read_markdown_note(text)
