"""`manicule check`, `backup`, `restore` and `merge`: the library's health and its copies."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from storage.errors import LibraryError
from tui.counting import counted
from tui.terminal.output import line, say, say_json, tell

if TYPE_CHECKING:
    from storage.library import Library


def check(args: Namespace) -> int:
    """Print what is wrong with the library, a sentence each; mend it when asked to."""
    from storage.check import NO_DAMAGE
    from storage.check import check as look
    from storage.restore import repair

    found = look(args.path)
    done = repair(args.path) if args.repair else None
    left = look(args.path) if done else found
    ill = any(finding.kind not in NO_DAMAGE for finding in left)
    status = 1 if ill or (done and done.left_out) else 0
    if args.json:
        findings = [{"kind": finding.kind, "what": finding.what} for finding in found]
        repaired: dict[str, Any] | None = None
        if done:
            repaired = {
                "articles": done.articles,
                "notes": done.notes,
                "left_out": list(done.left_out),
                "original": done.aside and str(done.aside),
                "findings": [{"kind": finding.kind, "what": finding.what} for finding in left],
            }
        say_json(
            {
                "library": str(args.path),
                "healthy": not ill,
                "findings": findings,
                "repaired": repaired,
            }
        )
        return status
    for finding in found:
        say(finding.what)
    if done:
        say(f"saved {_held(done.articles, done.notes)}; the files as they were: {done.aside}")
        for sentence in done.left_out:
            say(f"left out: {sentence}")
        for finding in left:
            say(f"still so: {finding.what}")
    elif args.repair and found:
        say("none of this needs a repair; nothing was changed.")
    elif not ill:
        say(f"{args.path} is whole.")
    return status


def backup(library: Library, args: Namespace) -> int:
    """Copy the whole library to one file."""
    if args.file == "-":
        raise LibraryError("A backup is not written to stdout: name a file.")
    target = Path(os.path.expanduser(args.file)) if args.file else None
    written, missing = library.backup(target)
    say(f"kept {counted(len(library.entries()), 'article')} in {written}")
    if missing:
        tell(
            f"{counted(len(missing), 'text')} could not be read and is not in it: "
            "`manicule check` says which."
        )
    return 1 if missing else 0


def restore(args: Namespace) -> int:
    """Put a backup in the library's place, or list what there is."""
    from storage import restore as storage

    if args.list:
        rows = [_row(file) for file in storage.kept(args.path)]
        if args.json:
            say_json(rows)
        for row in rows if not args.json else ():
            say(f"{row['written']}\t{row['bytes']:>12,}\t{row['name']}")
        if not rows:
            tell("there are no backups beside this library.")
        return 0
    done = storage.restore(args.path, args.backup)
    if args.json:
        aside = done.aside and str(done.aside)
        say_json(
            {
                "articles": done.articles,
                "notes": done.notes,
                "before": aside,
                "unread": list(done.unread),
            }
        )
    else:
        say(f"restored {_held(done.articles, done.notes)} from {args.backup}")
    if done.aside:
        tell(f"the library as it was: `manicule restore {done.aside.name}` brings it back.")
    _tell_unread(done.unread, args.backup)
    for sentence in done.left_out:
        tell(sentence)
    return 1 if done.left_out or done.unread else 0


def merge(library: Library, args: Namespace) -> int:
    """Join another copy of the library into this one."""
    done = library.merge(Path(os.path.expanduser(args.file)), _progress)
    if done.nothing:
        what = "all of it that can be read" if done.unread else "all of it"
        say(f"nothing new: {what} is here already.")
    else:
        say(
            f"joined {counted(done.articles, 'article')}, "
            f"{counted(done.annotations, 'annotation')} and "
            f"{counted(done.bookmarks, 'bookmark')}; {counted(done.changed, 'record')} changed."
        )
    if done.astray:
        tell(f"left out {counted(done.astray, 'record')} of articles that {args.file} lacks.")
    _tell_unread(done.unread, args.file)
    return 1 if done.astray or done.unread else 0


def _tell_unread(sentences: tuple[str, ...], file: str) -> None:
    """Name what of a copy could not be read, its number first."""
    if sentences:
        tell(f"{counted(len(sentences), 'record')} of {line(file)} could not be read:")
    for sentence in sentences:
        tell(sentence)


def _progress(done: int, total: int) -> None:
    """Show how far joining is, on a terminal only."""
    if sys.stderr.isatty() and total > 100 and (done % 100 == 0 or done == total):
        end = "\r\x1b[K" if done == total else ""
        print(f"\r{done:,} of {total:,}{end}", end="", file=sys.stderr, flush=True)


def _row(file: Path) -> dict[str, Any]:
    state = file.stat()
    written = datetime.fromtimestamp(state.st_mtime, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return {"name": file.name, "written": written, "bytes": state.st_size}


def _held(articles: int, notes: int) -> str:
    return f"{counted(articles, 'article')} and {counted(notes, 'mark')}"
