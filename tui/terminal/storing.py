"""`manicule tag`, `edit`, `archive` and `remove`: how what came in is kept."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable
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
    lines = []
    for entry in entries:
        if absent := [f"#{name}" for name in args.remove if name not in entry.tags]:
            tell(f"{entry.id}  {entry.title} had no tag {', '.join(absent)}.")
        kept = library.tag(entry.id, args.add, remove=args.remove)
        tags = " ".join(f"#{name}" for name in kept)
        lines.append(f"{entry.id}  {entry.title}: {tags or 'no tags'}")
    return _report(library, args, entries, lines)


def edit(library: Library, args: Namespace) -> int:
    """Correct an article's title or author; print what it then has."""
    entry = library.find(args.article)
    title = None if args.title is None else line(args.title)
    library.describe(
        entry.id, title=title, byline=None if args.author is None else line(args.author)
    )
    entry = library.entry(entry.id)
    by = f"by {entry.byline}" if entry.byline else "no author"
    return _report(library, args, [entry], [f"{entry.id}  {entry.title}: {by}"])


def archive(library: Library, args: Namespace) -> int:
    """Put articles away, or bring them back."""
    entries = [library.find(reference) for reference in args.articles]
    for entry in entries:
        library.archive(entry.id, not args.undo)
    done = "brought back" if args.undo else "archived"
    return _report(library, args, entries, [f"{done} {e.id}  {e.title}" for e in entries])


def remove(library: Library, args: Namespace) -> int:
    """Put articles into the trash, or take them out of it."""
    lines = []
    found = (library.find(reference, trashed=args.restore) for reference in args.articles)
    entries = {entry.id: entry for entry in found}
    for entry in entries.values():
        if args.restore:
            library.restore(entry.id)
            lines.append(f"restored {entry.id}  {entry.title}{still_archived(entry)}")
        else:
            library.remove(entry.id)
            marks = marks_of(entry)
            with_marks = f", with {marks}" if marks else ""
            lines.append(f"moved to the trash {entry.id}  {entry.title}{with_marks}")
    status = _report(library, args, entries.values(), lines)
    if not args.restore:
        numbers, them = " ".join(map(str, entries)), "it" if len(entries) == 1 else "them"
        tell(f"`manicule trash restore {numbers}` brings {them} back.")
    return status


def _report(
    library: Library, args: Namespace, entries: Iterable[Entry], lines: Iterable[str]
) -> int:
    """Print what was done, or the articles as they are then, as `list --json` describes them."""
    if args.json:
        say_json([entry_record(library.entry(entry.id)) for entry in entries])
    else:
        for text in lines:
            say(text)
    return 0
