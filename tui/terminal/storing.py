"""`manicule tag`, `edit`, `archive` and `remove`: how what came in is kept."""

from __future__ import annotations

import contextlib
from argparse import Namespace
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from storage.export.record import entry_record
from storage.intake.sanitise import line
from tui.terminal.output import say, say_json, tell
from tui.terminal.trash import marks_of, still_archived

if TYPE_CHECKING:
    from storage.library import Library
    from storage.models import Entry


def tag(library: Library, args: Namespace) -> int:
    """Add and remove tags; print the tags that each article then has."""
    entries = [library.find(reference) for reference in args.articles]
    with _reporting(library, args) as did:
        for entry in entries:
            if absent := [f"#{name}" for name in args.remove if name not in entry.tags]:
                tell(f"{entry.id}  {entry.title} had no tag {', '.join(absent)}.")
            kept = library.tag(entry.id, args.add, remove=args.remove)
            tags = " ".join(f"#{name}" for name in kept)
            did(entry, f"{entry.id}  {entry.title}: {tags or 'no tags'}")
    return 0


def edit(library: Library, args: Namespace) -> int:
    """Correct an article's title or author; print what it then has."""
    entry = library.find(args.article)
    title = None if args.title is None else line(args.title)
    library.describe(
        entry.id, title=title, byline=None if args.author is None else line(args.author)
    )
    entry = library.entry(entry.id)
    by = f"by {entry.byline}" if entry.byline else "no author"
    with _reporting(library, args) as did:
        did(entry, f"{entry.id}  {entry.title}: {by}")
    return 0


def archive(library: Library, args: Namespace) -> int:
    """Put articles away, or bring them back."""
    entries = [library.find(reference) for reference in args.articles]
    done = "brought back" if args.undo else "archived"
    with _reporting(library, args) as did:
        for entry in entries:
            library.archive(entry.id, not args.undo)
            did(entry, f"{done} {entry.id}  {entry.title}")
    return 0


def remove(library: Library, args: Namespace) -> int:
    """Put articles into the trash, or take them out of it."""
    found = (library.find(reference, trashed=args.restore) for reference in args.articles)
    entries = {entry.id: entry for entry in found}
    with _reporting(library, args) as did:
        for entry in entries.values():
            if args.restore:
                library.restore(entry.id)
                did(entry, f"restored {entry.id}  {entry.title}{still_archived(entry)}")
            else:
                library.remove(entry.id)
                marks = marks_of(entry)
                with_marks = f", with {marks}" if marks else ""
                did(entry, f"moved to the trash {entry.id}  {entry.title}{with_marks}")
    if not args.restore:
        numbers, them = " ".join(map(str, entries)), "it" if len(entries) == 1 else "them"
        tell(f"`manicule trash restore {numbers}` brings {them} back.")
    return 0


@contextlib.contextmanager
def _reporting(library: Library, args: Namespace) -> Iterator[Callable[[Entry, str], None]]:
    """Say what was done with each article as soon as it is; nothing done goes unsaid by an error.

    As JSON they come together at the end, as `list --json` describes them.
    """
    done: list[int] = []

    def did(entry: Entry, text: str) -> None:
        done.append(entry.id)
        if not args.json:
            say(text)

    try:
        yield did
    finally:
        if args.json:
            say_json([entry_record(library.entry(id)) for id in done])
