"""Kindle's "My Clippings.txt": passages and notes in the order they were made."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from storage.intake.dates import iso_date
from storage.intake.exports.item import Export, Item, Mark, prose_of, text_of
from storage.intake.sanitise import clean

_END = re.compile(r"^={6,}\s*$", re.M)
_HEAD = re.compile(r"(?P<title>.*?)(?:\s+\((?P<author>[^()]*(?:\([^()]*\)[^()]*)*)\))?\s*")
_LINE = re.compile(r"\s*-\s.*(?:\d+|\|)")
_NOTE = re.compile(
    r"\b(?:note|notiz|nota|annotation|notitie|заметк\w+|notatk\w+|not(?:unuz)?)\b"
    r"|メモ|笔记|筆記",
    re.I,
)
_BOOKMARK = re.compile(
    r"\b(?:bookmark|lesezeichen|marcador|signet|segnalibro|bladwijzer|закладк\w+|zakładk\w+)\b"
    r"|ブックマーク|书签|書籤",
    re.I,
)
_LIMIT = re.compile(r"\s*<[^<>]{10,120}>\s*")
"""What stands in the place of a passage when a publisher allows no more of them."""
_NEAR = 20
"""Places between the end of a passage and that of the same one made longer."""
_MOST = 100
"""Marks of one place that are looked at, the last of them."""
_TIME = re.compile(r"\d\d?:\d\d(?::\d\d)?")
_NO_DIGITS = str.maketrans("", "", "0123456789")
_PLACE = re.compile(r"(\d+)(?:-(\d+))?")


class _Book:
    """The marks of one book, and where each ends."""

    def __init__(self) -> None:
        self.made: dict[int, Mark] = {}
        self._count = 0
        self._at: dict[int, list[int]] = {}

    def add(self, place: int, mark: Mark) -> None:
        """Add a passage. One made longer is written again below the shorter, which it replaces."""
        for near in range(place - _NEAR, place + _NEAR + 1):
            for number in self._at.get(near, [])[-_MOST:]:
                if number in self.made and self.made[number].quote in mark.quote:
                    del self.made[number]
        self._put(place, mark)

    def annotate(self, place: int, note: str, created: str) -> None:
        """Put a note to the passage that ends where it was made, else by itself."""
        for number in self._at.get(place, [])[-_MOST:]:
            mark = self.made.get(number)
            if mark and mark.quote and not mark.note:
                self.made[number] = replace(mark, note=note)
                return
        self._put(place, Mark("", note, created=created))

    def _put(self, place: int, mark: Mark) -> None:
        self._count += 1
        self.made[self._count] = mark
        self._at.setdefault(place, []).append(self._count)


def read_clippings(text: str) -> Export | None:
    """Read the file of a Kindle; None when it is another text."""
    blocks = _END.split(text)
    if len(blocks) < 2 or not _block(blocks[0]):
        return None
    export = Export("Kindle")
    books: dict[tuple[str, str], _Book] = {}
    for number, block in enumerate(blocks, 1):
        if not block.strip():
            continue
        found = _block(block)
        if found is None:
            export.refused.append(f"clipping {number}: it is not as it should be")
            continue
        book, about, said = found
        kind = _kind(about.translate(_NO_DIGITS))
        if kind == "bookmark" or not said:
            export.skipped.append(f"clipping {number}: it holds no words")
            continue
        if _LIMIT.fullmatch(said):
            export.skipped.append(f"clipping {number}: its publisher lets no more be copied")
            continue
        when = _TIME.sub("", about)
        created = _day(when.rpartition("|")[2]) or _day(when)
        places = [int(n) for n in _PLACE.findall(about.partition("|")[0])[-1] if n] or [0]
        marks = books.setdefault(book, _Book())
        if kind == "note":
            marks.annotate(places[-1], said, created)
        else:
            marks.add(places[-1], Mark(said, created=created))
    for (title, author), marks in books.items():
        export.items.append(Item(None, title, author, marks=tuple(marks.made.values())))
    return export


@lru_cache(maxsize=1024)
def _kind(about: str) -> str:
    """Tell by the words of the line about a clipping what it is; they are ever the same."""
    if _BOOKMARK.search(about):
        return "bookmark"
    return "note" if _NOTE.search(about.rpartition("|")[0] or about) else "passage"


@lru_cache(maxsize=1024)
def _day(said: str) -> str:
    """Return the beginning of the day on which a clipping was made; of many it is one."""
    iso = iso_date(said)
    return f"{iso}T00:00:00Z" if iso else ""


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
