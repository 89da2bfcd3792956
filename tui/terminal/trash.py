"""`manicule trash`: what was removed, how to get it back, how to be rid of it."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from storage.errors import ManiculeError, NotFound
from storage.export.record import annotation_record, bookmark_record, entry_record
from storage.models import Annotation, Bookmark, Entry, State
from storage.trash import Trash, days_left, older, stays
from tui.counting import counted
from tui.terminal.names import called, name_of
from tui.terminal.output import excerpt, line, on_terminal, say, say_json, tell

if TYPE_CHECKING:
    from storage.library import Library


def trash(library: Library, args: Namespace) -> int:
    """List what is in the trash, latest first, and for how many days more."""
    found = library.trash()
    if args.json:
        say_json(
            {
                "articles": [_dated(entry_record(entry), entry) for entry in found.articles],
                "annotations": [_dated(annotation_record(n), n) for n in found.annotations],
                "bookmarks": [_dated(bookmark_record(b), b) for b in found.bookmarks],
            }
        )
        return 0
    for entry in found.articles:
        say(_row(str(entry.id), "article", entry, f"{entry.title}{_with_marks(entry)}"))
    for note in found.annotations:
        words = f"{excerpt(note.passage.quote)}{f' {line(note.note)}' if note.note else ''}"
        say(_row(name_of(note), "note" if note.note else "highlight", note, words))
    for mark in found.bookmarks:
        words = f"{line(mark.label)} {excerpt(mark.passage.quote)}"
        say(_row(name_of(mark), "bookmark", mark, words))
    if not found:
        tell("the trash is empty.")
    return 0


def restore(library: Library, args: Namespace) -> int:
    """Take articles, notes and bookmarks out of the trash."""
    found = library.trash()
    chosen = [_called(library, found, reference) for reference in args.things]
    for thing in chosen:
        if isinstance(thing, Entry):
            library.restore(thing.id)
            say(f"restored {thing.id}  {thing.title}{_with_marks(thing)}{still_archived(thing)}")
            continue
        if isinstance(thing, Annotation):
            library.restore_annotation(thing.uid)
            what = "note" if thing.note else "highlight"
        else:
            what = f"bookmark {library.restore_bookmark(thing.uid).label}"
        say(f"restored {what} {excerpt(thing.passage.quote)} in article {thing.article}")
        if any(entry.id == thing.article for entry in found.articles):
            tell(
                f"article {thing.article} is in the trash itself; "
                f"`manicule trash restore {thing.article}` takes it out."
            )
    return 0


def empty(library: Library, args: Namespace) -> int:
    """Throw away for good what is in the trash, when the person agrees."""
    before = datetime.now(UTC) - args.older_than
    going = older(library.trash(), before)
    if not going:
        tell("nothing in the trash is that old." if args.older_than else "the trash is empty.")
        return 0
    if not args.yes and not _agreed(_listed(going)):
        tell("nothing was thrown away.")
        return 1
    library.empty_trash(before)
    say(f"thrown away for good: {_listed(going)}")
    return 0


def _agreed(what: str) -> bool:
    """Ask the person; without a terminal there is nobody to ask."""
    if not (sys.stdin.isatty() and on_terminal()):
        raise ManiculeError(
            f"This would throw away for good {what}: say so with `manicule trash empty --yes`."
        )
    print(f"Throw away for good {what}? [y/N] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().casefold() in ("y", "yes")


def _called(library: Library, found: Trash, reference: str) -> Entry | Annotation | Bookmark:
    """Return what is called so in the trash: a note by its mark, an article by number or title."""
    notes: Sequence[Annotation | Bookmark] = [*found.annotations, *found.bookmarks]
    if (note := called(notes, reference, "in the trash")) is not None:
        return note
    try:
        return library.find(reference, trashed=True)
    except NotFound as error:
        if any(str(entry.id) == reference for entry in library.entries()):
            raise
        raise NotFound(
            f"Nothing in the trash is called “{reference}”; `manicule trash` shows what is there."
        ) from error


def _row(name: str, what: str, thing: Entry | Annotation | Bookmark, words: str) -> str:
    return "\t".join((name, what, _left(thing), words))


def _left(thing: Entry | Annotation | Bookmark) -> str:
    """Say how long a thing stays."""
    if isinstance(thing, Entry) and stays(thing):
        return "until emptied"
    days = days_left(thing.trashed)
    return "until emptied" if days is None else f"{counted(days, 'day')} left"


def _dated(record: dict[str, Any], thing: Entry | Annotation | Bookmark) -> dict[str, Any]:
    kept = isinstance(thing, Entry) and stays(thing)
    home = {} if isinstance(thing, Entry) else {"article": thing.article}
    left = None if kept else days_left(thing.trashed)
    return {**record, **home, "trashed": thing.trashed, "days_left": left}


def marks_of(entry: Entry) -> str:
    """Count what a person made in an article, in words; empty for nothing."""
    counts = ((entry.notes, "highlight"), (entry.bookmarks, "bookmark"))
    return " and ".join(counted(number, noun) for number, noun in counts if number)


def still_archived(entry: Entry) -> str:
    """Say that an article is where the list does not show it."""
    return "; it stays archived" if entry.state is State.ARCHIVED else ""


def _with_marks(entry: Entry) -> str:
    marks = marks_of(entry)
    return f" (with {marks})" if marks else ""


def _listed(going: Trash) -> str:
    """Say how much that is."""
    parts = [
        (len(going.articles), "article"),
        (len(going.annotations) + sum(e.notes for e in going.articles), "highlight"),
        (len(going.bookmarks) + sum(e.bookmarks for e in going.articles), "bookmark"),
    ]
    said = [counted(number, noun) for number, noun in parts if number]
    return ", ".join(said[:-1]) + " and " + said[-1] if len(said) > 1 else said[0]
