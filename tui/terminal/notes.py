"""What a person marked, over the whole library."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from storage.export.record import annotation_record, bookmark_record
from storage.garbage import uncollected
from storage.marked import alone, everything, said
from storage.models import Annotation, Bookmark, Entry
from storage.query import Query
from tui.terminal.output import line, safe

if TYPE_CHECKING:
    from storage.library import Library


@dataclass(frozen=True, slots=True)
class Note:
    """A highlight, note or bookmark and the article it stands in."""

    entry: Entry
    mark: Annotation | Bookmark

    def fits(self, query: Query) -> bool:
        """Tell whether this is what is asked for, as if it were the only mark in its article."""
        # Not its author and site, which are seen with no mark: by: and from: ask for them.
        words = f"{self.entry.title}\n{said(self.mark)}"
        return query.matches(alone(self.entry, self.mark), own=words, archived=True)


def collect(library: Library, *, trashed: bool = False) -> list[Note]:
    """Collect every mark of the library, newest first, or those in the trash."""
    with uncollected():
        marks, entries = everything(library)
        return [Note(entries[m.article], m) for m in marks if bool(m.trashed) is trashed]


def note_record(note: Note) -> dict[str, Any]:
    """Describe a mark as JSON, with the article it stands in."""
    mark = note.mark
    kind, fields = (
        ("bookmark", bookmark_record(mark))
        if isinstance(mark, Bookmark)
        else ("annotation", annotation_record(mark))
    )
    article = {"id": note.entry.id, "uid": note.entry.uid, "title": note.entry.title}
    return {"kind": kind, "article": article, **fields}


def note_text(note: Note) -> str:
    """Give a mark as lines: the quote, then the note and the tags."""
    mark = note.mark
    quote = f"“{line(mark.passage.quote)}”{' (no longer found in the text)' if mark.lost else ''}"
    if isinstance(mark, Bookmark):
        return f"  ⚑ {line(mark.label)}  {quote}"
    lines = [f"  ✎ {quote}"]
    lines += [f"    {part}".rstrip() for part in safe(mark.note).splitlines()]
    tags = " ".join(f"#{tag}" for tag in mark.tags)
    retired = "retired" if mark.review.retired else ""
    parts = (str(mark.ink), tags, mark.created[:10], retired)
    about = " · ".join(part for part in parts if part)
    lines.append(f"    {about}")
    return "\n".join(lines)
