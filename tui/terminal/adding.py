"""`manicule add`: new articles, and new texts of those that are here."""

from __future__ import annotations

import contextlib
import os
import shlex
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
from storage.versions import why_left
from tui.counting import counted
from tui.terminal.fetching import fetching_options, renewed_record, say_renewed
from tui.terminal.output import say, say_json, saying, tell
from tui.terminal.trash import marks_of, still_archived

if TYPE_CHECKING:
    from storage.adding import Taken
    from storage.library import Library


STOPPED = 130


def add(library: Library, args: Namespace) -> int:
    """Store each source; what cannot be read is named and the others are stored all the same."""
    stored: list[dict[str, Any]] = []
    into = None if args.renew is None else library.find(args.renew).id
    total = len(args.sources)
    failed = stopped = False
    try:
        for source in args.sources:
            try:
                count, articles = _read(source, args)
                total += count - 1
                _keep(library, count, articles, args, source, into, stored)
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
    source: str,
    into: int | None,
    stored: list[dict[str, Any]],
) -> None:
    """Store so many articles as they are read; a sentence in the place of one is told."""
    from storage.adding import take

    for number in range(1, count + 1):
        # Reading takes as long as storing: the counter stands while either is done.
        with _counting(number, count):
            article = next(articles)
            if not isinstance(article, str):
                article = replace(article, tags=(*article.tags, *args.tag))
                title = line(args.title or "")
                taken = take(library, article, into=into, title=title)
                stored.append(_record(taken))
        if isinstance(article, str):
            tell(article)
        elif not args.json:
            folder = os.path.isdir(os.path.expanduser(source))
            _report(library, article, article.origin if folder else source, taken, args)
    next(articles, None)  # a folder of which nothing could be read says so at its end


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
        if option := "--title" if title else "--renew" if args.renew else "":
            raise IntakeError(
                f"{source} is a folder, and {option} names one article: name its file."
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


def _record(taken: Taken) -> dict[str, Any]:
    """Return what became of an article, every field in every record."""
    like = taken.like
    return {
        "id": taken.article.id,
        "title": taken.article.title,
        "new": taken.new,
        "restored": taken.restored,
        "renewed": renewed_record(taken.renewed),
        "left": None if taken.left is None else taken.left.value,
        "like": None
        if like is None
        else {"id": like.id, "title": like.title, "marks": like.notes + like.bookmarks},
    }


def _report(library: Library, article: Article, source: str, taken: Taken, args: Namespace) -> None:
    """Say what became of an article; what a person may want to do about it goes to stderr."""
    from storage.intake.web import is_address

    kept = taken.article
    was = f"; until now “{taken.titled}”" if taken.titled else ""
    if taken.restored:
        archived = still_archived(library.entry(kept.id))
        say(f"back from the trash: {kept.id}  {kept.title}{was}{archived}")
    if taken.renewed is not None:
        say_renewed(taken.renewed, was)
    elif not taken.new and not taken.restored and is_elsewhere(article, kept):
        say(f"the same text as {kept.id}  “{kept.title}”, which is in the library already{was}")
    elif not taken.new and not taken.restored:
        say(f"already here as {kept.id}  {kept.title}{was}")
    elif taken.new:
        entry = library.entry(kept.id)
        claims = counted(entry.claims, "claim")
        say(f"added {entry.id}  {entry.title} ({entry.words:,} words, {claims})")
    # What was asked for with it is asked for again: an address may not be had without.
    title = f" --title {shlex.quote(args.title)}" if args.title else ""
    how = f"{fetching_options(args) if is_address(source) else ''}{title}"
    command = f"`manicule add {shlex.quote(source)}{how} --renew"
    if taken.left is not None:
        tell(
            f"the text of {source} is {why_left(taken.left, taken.words, kept.words)}: "
            f"{command} {kept.id}` puts it there all the same."
        )
    if taken.like is not None:
        like, marks = taken.like, marks_of(taken.like)
        tell(
            f"it looks like {like.id}  “{like.title}”{f', with {marks}' if marks else ''}: "
            f"{command} {like.id}` puts this text there, and `manicule remove {kept.id}` takes "
            "the new one away."
        )


@contextlib.contextmanager
def _counting(number: int, total: int) -> Iterator[None]:
    """Show how far one is while something is done."""
    with saying(f"{number:,} of {total:,}") if total > 1 else contextlib.nullcontext():
        yield
