"""Kindle's "My Clippings.txt": passages and notes in the order they were made."""

from __future__ import annotations

import re
from dataclasses import replace

from storage.intake.dates import find_date
from storage.intake.exports.item import Export, Item, Mark, prose_of, text_of
from storage.intake.sanitise import clean

_END = re.compile(r"^={6,}\s*$", re.M)
_HEAD = re.compile(r"(?P<title>.*?)(?:\s+\((?P<author>[^()]*(?:\([^()]*\)[^()]*)*)\))?\s*")
_LINE = re.compile(r"\s*-\s.*(?:\d+|\|)")
_NOTE = re.compile(r"\b(?:note|notiz|nota|annotation|notitie)\b", re.I)
_BOOKMARK = re.compile(r"\b(?:bookmark|lesezeichen|marcador|signet|segnalibro)\b", re.I)
_PLACE = re.compile(r"(\d+)(?:-(\d+))?")


def read_clippings(text: str) -> Export | None:
    """Read the file of a Kindle; None when it is another text."""
    blocks = _END.split(text)
    if len(blocks) < 2 or not _block(blocks[0]):
        return None
    export = Export("Kindle")
    books: dict[tuple[str, str], list[tuple[int, Mark]]] = {}
    for number, block in enumerate(blocks, 1):
        if not block.strip():
            continue
        found = _block(block)
        if found is None:
            export.refused.append(f"clipping {number}: it is not as it should be")
            continue
        book, about, said = found
        if _BOOKMARK.search(about) or not said:
            export.skipped.append(f"clipping {number}: it holds no words")
            continue
        day = find_date(about)
        created = f"{day[2]}T00:00:00Z" if day and day[2] else ""
        places = [int(n) for n in _PLACE.findall(about.partition("|")[0])[-1] if n] or [0]
        marks = books.setdefault(book, [])
        if _NOTE.search(about.partition("|")[0]):
            _annotate(marks, places[-1], said, created)
        else:
            # A passage made longer is written again below the shorter.
            marks[:] = [(at, mark) for at, mark in marks if mark.quote not in said]
            marks.append((places[-1], Mark(said, created=created)))
    for (title, author), marks in books.items():
        export.items.append(Item(None, title, author, marks=tuple(mark for _, mark in marks)))
    return export


def _annotate(marks: list[tuple[int, Mark]], place: int, note: str, created: str) -> None:
    """Put a note to the passage that ends where it was made, else by itself."""
    for index, (at, mark) in enumerate(marks):
        if at == place and mark.quote and not mark.note:
            marks[index] = at, replace(mark, note=note)
            return
    marks.append((place, Mark("", note, created=created)))


def _block(block: str) -> tuple[tuple[str, str], str, str] | None:
    """Return a clipping's book, the line about it, and its words."""
    lines = clean(block).strip("\n\ufeff ").split("\n")
    if len(lines) < 2 or not _LINE.match(lines[1]):
        return None
    head = _HEAD.fullmatch(lines[0].strip())
    if head is None or not head["title"]:
        return None
    book = text_of(head["title"]), text_of(head["author"] or "")
    return book, lines[1], prose_of("\n".join(lines[2:]))
