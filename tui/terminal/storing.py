"""`manicule add`, `tag`, `edit`, `archive` and `remove`: what comes in, and how it is kept."""

from __future__ import annotations

import contextlib
import os
import sys
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from storage.errors import IntakeError
from storage.identity import is_elsewhere
from storage.intake.sanitise import line
from storage.models import Article
from tui.counting import counted
from tui.terminal.output import say, say_json, saying, tell
from tui.terminal.trash import marks_of, still_archived

if TYPE_CHECKING:
    from storage.library import Library


STOPPED = 130


def add(library: Library, args: Namespace) -> int:
    """Store each source; what cannot be read is named and the others are stored all the same."""
    stored: list[dict[str, Any]] = []
    total = len(args.sources)
    failed = stopped = False
    try:
        for source in args.sources:
            try:
                count, articles = _read(source, args)
                total += count - 1
                _keep(library, count, articles, args, stored)
            except IntakeError as error:
                tell(str(error))
                failed = True
    except KeyboardInterrupt:
        if total == 1:
            raise
        stopped = True
    if args.json:
        say_json(stored)
    if stopped:
        tell(
            f"Stopped: {len(stored):,} of {total:,} are in the library; the same command again "
            "adds the others."
        )
        return STOPPED
    return 1 if failed else 0


def _keep(
    library: Library,
    count: int,
    articles: Iterator[Article | str],
    args: Namespace,
    stored: list[dict[str, Any]],
) -> None:
    """Store so many articles as they are read; a sentence in the place of one is told."""
    for number in range(1, count + 1):
        # Reading takes as long as storing: the counter stands while either is done.
        with _counting(number, count):
            article = next(articles)
            if not isinstance(article, str):
                record, elsewhere = _store(library, article, args.tag)
                stored.append(record)
        if isinstance(article, str):
            tell(article)
        elif not args.json:
            _report(library, record, elsewhere)
    next(articles, None)  # a folder of which nothing could be read says so at its end


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


def _read(source: str, args: Namespace) -> tuple[int, Iterator[Article | str]]:
    """Read an address, file, folder or standard input; give how many there are, and each.

    Those of a folder are read as they are asked for, a sentence standing for what is refused.
    """
    from storage.intake import read_bytes, read_file
    from storage.intake.decode import LIMIT
    from storage.intake.web import is_address

    title: str | None = args.title
    if source == "-":
        if sys.stdin.isatty():
            tell("reading from the keyboard; end with ctrl+d.")
        return 1, iter([read_bytes(sys.stdin.buffer.read(LIMIT + 1), "stdin", title=title)])
    if is_address(source):
        return 1, iter([_fetch(source, args)])
    path = Path(os.path.expanduser(source))
    if path.is_dir():
        if title:
            raise IntakeError(
                f"{source} is a folder, and --title names one article: name its file."
            )
        return _folder(path)
    return 1, iter([read_file(path, title=title)])


def _folder(path: Path) -> tuple[int, Iterator[Article | str]]:
    from storage.intake.folder import files_of, nothing_in, read_each

    refused: list[str] = []
    with saying(f"looking through {line(str(path))}"):
        files = files_of(path, refused)
    if not files:
        raise nothing_in(path, refused)
    closed = tuple(refused)

    def each() -> Iterator[Article | str]:
        yield from closed
        some = False
        for article in read_each(files, refused):
            some = some or article is not None
            if article is None and len(files) == 1:
                break
            yield article or refused[-1]
        if not some:
            raise nothing_in(path, refused if len(files) == 1 else ())  # others have been told

    return len(closed) + len(files), each()


def _fetch(url: str, args: Namespace) -> Article:
    from storage.intake.web import read_url
    from storage.intake.web.cookies import read_cookies

    cookies = read_cookies(Path(os.path.expanduser(args.cookies))) if args.cookies else None
    with saying(f"fetching {line(url)}"):
        return read_url(url, title=args.title, allow_private=args.allow_private, cookies=cookies)


def _store(library: Library, article: Article, tags: list[str]) -> tuple[dict[str, Any], bool]:
    """Store an article; tell too whether it is a known text under another title or address."""
    kept, new = library.add(replace(article, tags=(*article.tags, *tags)))
    return {"id": kept.id, "title": kept.title, "new": new}, not new and is_elsewhere(article, kept)


def _report(library: Library, stored: dict[str, Any], elsewhere: bool) -> None:
    if elsewhere:
        say(
            f"the same text as {stored['id']}  “{stored['title']}”, which is in the library already"
        )
        return
    if not stored["new"]:
        say(f"already here as {stored['id']}  {stored['title']}")
        return
    entry = library.find(str(stored["id"]))
    claims = counted(entry.claims, "claim")
    say(f"added {entry.id}  {entry.title} ({entry.words:,} words, {claims})")


@contextlib.contextmanager
def _counting(number: int, total: int) -> Iterator[None]:
    """Show how far one is while something is done."""
    with saying(f"{number:,} of {total:,}") if total > 1 else contextlib.nullcontext():
        yield
