"""`manicule tag`, `edit`, `archive` and `remove`: how what came in is kept."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from storage.intake.sanitise import line
from tui.terminal.output import say, tell
from tui.terminal.trash import marks_of, still_archived

if TYPE_CHECKING:
    from storage.library import Library


def tag(library: Library, args: Namespace) -> int:
    """Add and remove tags; print the tags that each article then has."""
    for entry in [library.find(reference) for reference in args.articles]:
        if absent := [f"#{name}" for name in args.remove if name not in entry.tags]:
            tell(f"{entry.id}  {entry.title} had no tag {', '.join(absent)}.")
        kept = library.tag(entry.id, args.add, remove=args.remove)
        tags = " ".join(f"#{name}" for name in kept)
        say(f"{entry.id}  {entry.title}: {tags or 'no tags'}")
    return 0


def edit(library: Library, args: Namespace) -> int:
    """Correct an article's title or author; print what it then has."""
    entry = library.find(args.article)
    title = None if args.title is None else line(args.title)
    library.describe(
        entry.id, title=title, byline=None if args.author is None else line(args.author)
    )
    entry = library.entry(entry.id)
    say(f"{entry.id}  {entry.title}: {f'by {entry.byline}' if entry.byline else 'no author'}")
    return 0


def archive(library: Library, args: Namespace) -> int:
    """Put articles away, or bring them back."""
    for entry in [library.find(reference) for reference in args.articles]:
        library.archive(entry.id, not args.undo)
        say(f"{'brought back' if args.undo else 'archived'} {entry.id}  {entry.title}")
    return 0


def remove(library: Library, args: Namespace) -> int:
    """Put articles into the trash, or take them out of it."""
    if args.restore:
        for entry in [library.find(reference, trashed=True) for reference in args.articles]:
            library.restore(entry.id)
            say(f"restored {entry.id}  {entry.title}{still_archived(entry)}")
        return 0
    entries = {entry.id: entry for entry in map(library.find, args.articles)}
    for entry in entries.values():
        library.remove(entry.id)
        marks = marks_of(entry)
        say(f"moved to the trash {entry.id}  {entry.title}{f', with {marks}' if marks else ''}")
    numbers = " ".join(map(str, entries))
    tell(f"`manicule trash restore {numbers}` brings {'it' if len(entries) == 1 else 'them'} back.")
    return 0
