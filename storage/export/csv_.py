"""Highlights, notes and bookmarks as a table with the columns that Readwise writes and reads.

It writes other names than it reads: an import knows Highlight, Title, Author, URL, Note, Location
and Date, and leaves out the rest. So title, author and day stand there by both names.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from storage.dossier import Dossier
from storage.models import Annotation, Bookmark

COLUMNS = (
    "Highlight",
    "Book Title",
    "Book Author",
    "Amazon Book ID",
    "Note",
    "Color",
    "Tags",
    "Location Type",
    "Location",
    "Highlighted at",
    "Document tags",
    "URL",
    "Title",
    "Author",
    "Date",
)
BOOKMARK = "bookmark"
"""The tag of a row that is a bookmark; its label stands as the note."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet would obey instead of show."""


def table(dossiers: Iterable[Dossier]) -> str:
    """Write a row for every passage that the person marked."""
    file = io.StringIO(newline="")
    rows = csv.writer(file, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    for dossier in dossiers:
        marks: list[Annotation | Bookmark] = [*dossier.annotations, *dossier.bookmarks]
        for mark in marks:
            rows.writerow([_guarded(cell) for cell in _row(dossier, mark)])
    return file.getvalue()


def _row(dossier: Dossier, mark: Annotation | Bookmark) -> tuple[str, ...]:
    article, passage = dossier.article, mark.passage
    tags: tuple[str, ...]
    if isinstance(mark, Bookmark):
        note, ink, tags = mark.label, "", (BOOKMARK,)
    else:
        note, ink, tags = mark.note, str(mark.ink), mark.tags
    # What is lost has no place in the text any more.
    kind, place = ("", "") if mark.lost else ("order", str(passage.start))
    title, author = article.title, article.byline or ""
    moment = mark.created.replace("T", " ").replace("Z", "+00:00")
    return (
        passage.quote,
        title,
        author,
        "",
        note,
        ink,
        ",".join(tags),
        kind,
        place,
        moment,
        ",".join(article.tags),
        article.url or "",
        title,
        author,
        moment,
    )


def _guarded(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
