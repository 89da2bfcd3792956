"""`manicule highlight` and `manicule bookmark`."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from storage.models import Entry, Ink
from tui.terminal.notes import Note, note_record
from tui.terminal.output import excerpt, say, say_json
from tui.terminal.quotes import find_quote

if TYPE_CHECKING:
    from storage.library import Library


def highlight(library: Library, args: Namespace) -> int:
    """Highlight the quoted passage, with or without a note."""
    entry, start, end = _quoted(library, args)
    made = library.annotate(
        entry.id, start, end, note=args.note, ink=Ink(args.ink), tags=tuple(args.tag)
    )
    done = f"highlighted in {entry.id}  {entry.title}"
    return _report(args, Note(entry, made), done)


def bookmark(library: Library, args: Namespace) -> int:
    """Bookmark the quoted passage."""
    entry, start, end = _quoted(library, args)
    made = library.bookmark(entry.id, start, end, args.label)
    done = f"bookmarked {made.label} in {entry.id}  {entry.title}"
    return _report(args, Note(entry, made), done)


def _report(args: Namespace, made: Note, done: str) -> int:
    """Print what was done, or the mark as `notes --json` describes it."""
    if args.json:
        say_json(note_record(made))
    else:
        say(f"{done}: {excerpt(made.mark.passage.quote)}")
    return 0


def _quoted(library: Library, args: Namespace) -> tuple[Entry, int, int]:
    entry = library.find(args.article)
    start, end = find_quote(library.article(entry.id).text, args.quote, args.nth)
    return entry, start, end
