"""The best places for a query, each with the passage that says why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from heapq import nlargest
from itertools import islice
from typing import NamedTuple

from storage.errors import ManiculeError
from storage.library import Library
from storage.marked import alone
from storage.models import Annotation, Bookmark, Entry
from storage.query import Query, fold
from storage.search import Search
from storage.words import place_of

AROUND = 90
"""Letters shown before and after the first word found."""
_TRIED = 100
"""Places of a text that are compared."""
_POOL = 200
"""Articles whose texts are compared for the best, at least."""


class Hit(NamedTuple):
    """An article that fits, and the passage to show."""

    entry: Entry
    where: str
    """title, note, claim or text: where the words stand."""
    start: int
    """Offset into the article's text to open it at."""
    end: int
    passage: str
    """What to show: a piece of the text, or the person's note."""
    marks: tuple[tuple[int, int], ...] = ()
    """Spans of the passage that are the words."""
    score: float = 0.0
    cut: tuple[bool, bool] = (False, False)
    """Whether what the passage stands in begins before it, and whether it goes on after it."""


def best(search: Search, library: Library, query: Query, limit: int) -> tuple[list[Hit], int]:
    """Return the best hits, best first, and how many articles fit in all."""
    entries = library.entries(trashed=query.trashed)
    fitting = search.find(query, entries)
    places = {entry.id: place for place, entry in enumerate(fitting)}
    texts = search.scores(query.words, places, max(_POOL, 4 * limit)) if query.words else {}
    top = max(texts.values(), default=0.0) or 1.0
    points = search.near(query.words, fitting, places.keys(), limit, texts)
    for id, found in texts.items():
        points[id] = points.get(id, 0.0) + found / top
    telling = points.keys() & places.keys()
    first = nlargest(limit, telling, key=lambda id: (points[id], -places[id]))
    rest = (entry for entry in fitting if entry.id not in points)
    hits = []
    for entry in (*(fitting[places[id]] for id in first), *islice(rest, limit - len(first))):
        score = round(points.get(entry.id, 0.0), 4)
        try:
            hits.append(_hit(library, entry, query.words, score))
        except ManiculeError:
            hits.append(Hit(entry, "title", 0, 0, entry.title, score=score))
    return hits, len(fitting)


class Place(NamedTuple):
    """Where to open an article, and the words that stand there as the text writes them."""

    start: int
    words: str = ""
    """Empty where it was a mark of the person's that fits, and not the text."""


def opening(library: Library, entry: Entry, query: Query) -> Place | None:
    """Return the place of an article that fits a query; None when all that fits is its row.

    That is a mark with the tag or ink that was asked for, or a note with as many of the words
    as the text has; else where the words stand in the text.
    """
    found: list[Annotation | Bookmark] = [
        *library.annotations(entry.id),
        *library.bookmarks(entry.id),
    ]
    marks = [mark for mark in found if not mark.lost]
    # Without what its marks are known by: does it fit for their sake?
    asked = not query.admits(entry._replace(inks=(), noted=(), retired=0), archived=True)
    if asked:
        marks = [mark for mark in marks if query.admits(alone(entry, mark), archived=True)]
    if query.in_title(entry):
        return Place(marks[0].passage.start) if asked and marks else None
    text = library.text(entry.id)
    spans = _spans(text, query.words)
    words = len({word for _, _, word in spans})
    note = max(
        (mark for mark in marks if isinstance(mark, Annotation)),
        key=lambda mark: _told(mark, query.words),
        default=None,
    )
    if note is not None and 0 < _told(note, query.words) >= words:
        return Place(note.passage.start)
    return first_place(text, query.words)


def _told(mark: Annotation, words: tuple[str, ...]) -> int:
    """Count the words that stand in a note or its tags."""
    written = fold("\n".join((mark.note, *mark.tags)))
    return sum(word in written for word in words)


def first_place(text: str, words: tuple[str, ...]) -> Place | None:
    """Return the place of a text at which to open it for a query; None when it has no word."""
    spans = _spans(text, words)
    if not spans:
        return None
    start, end = _densest(spans)
    return Place(start, text[start:end])


def _hit(library: Library, entry: Entry, words: tuple[str, ...], score: float) -> Hit:
    text = library.text(entry.id)
    for note in library.annotations(entry.id):
        found = _spans(note.note, words)
        if found and {word for _, _, word in found} == set(words):
            marks = tuple((start, end) for start, end, _ in found)
            place = note.passage
            return Hit(entry, "note", place.start, place.end, note.note, marks, score)
    spans = _spans(text, words)
    if not spans:
        _, last = _edges(text, 0, 0)
        return Hit(entry, "title", 0, 0, text[:last].rstrip(), (), score, _cut(text, 0, last))
    start, end = _densest(spans)
    claims = library.claims(entry.id)
    where = "claim" if any(c.start <= start < c.end for c in claims) else "text"
    first, last = _edges(text, start, max(end, start))
    marks = tuple((a - first, b - first) for a, b, _ in spans if first <= a and b <= last)
    cut = _cut(text, first, last)
    return Hit(entry, where, start, end, text[first:last], marks, score, cut)


def _spans(text: str, words: Iterable[str]) -> list[tuple[int, int, str]]:
    """Return where words stand in a text as it is, in order."""
    folded, origins = _with_origins(text)
    found = []
    for word in words:
        for place in place_of(word).finditer(folded):
            found.append((origins[place.start()], origins[place.end() - 1] + 1, word))
            if len(found) > _TRIED:
                break
    return sorted(found)


def _with_origins(text: str) -> tuple[str, range | list[int]]:
    """Fold a text letter by letter, and say which letter of it each came from."""
    if text.isascii():
        return text.lower(), range(len(text))
    letters: list[str] = []
    origins: list[int] = []
    for at, letter in enumerate(text):
        made = fold(letter)
        letters.append(made)
        origins.extend([at] * len(made))
    return "".join(letters), origins


def _densest(spans: list[tuple[int, int, str]]) -> tuple[int, int]:
    """Return the place from which on most of the words stand close together."""
    wanted = len({word for _, _, word in spans})
    best, most, end = 0, 0, 0
    near: Counter[str] = Counter()
    for at, (start, _, word) in enumerate(spans[:_TRIED]):
        while end < len(spans) and spans[end][0] - start <= 2 * AROUND:
            near[spans[end][2]] += 1
            end += 1
        if len(near) > most:
            best, most = at, len(near)
        if most == wanted:
            break
        near[word] -= 1
        if not near[word]:
            del near[word]
    return spans[best][0], spans[best][1]


def _edges(text: str, start: int, end: int) -> tuple[int, int]:
    """Return what to show round a place: to the ends of words, within its paragraph or row."""
    first = max(
        0, start - AROUND, text.rfind("\n\n", 0, start) + 2 if "\n\n" in text[:start] else 0
    )
    last = min(len(text), end + 2 * AROUND)
    closing = text.find("\n\n", end, last)
    last = last if closing < 0 else closing
    if first and not text[first - 1].isspace():
        blank = text.find(" ", first, start)
        first = blank + 1 if blank >= 0 else first
    if last < len(text) and not text[last].isspace():
        blank = text.rfind(" ", end, last)
        last = blank if blank > 0 else last
    return first, last


def _cut(text: str, first: int, last: int) -> tuple[bool, bool]:
    """Tell whether a paragraph begins before a piece of it, and whether it goes on after it."""
    before, after = text[:first].rpartition("\n")[2], text[last:].partition("\n")[0]
    return bool(before.strip()), bool(after.strip())
