"""`manicule fetch`, `refetch` and `reextract`: texts that are still to come, or to come anew."""

from __future__ import annotations

import os
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from storage.errors import IntakeError
from tui.counting import found_again
from tui.terminal.output import say, tell

if TYPE_CHECKING:
    from storage.library import Library
    from storage.models import Entry
    from storage.renewal import Renewed


def fetch(library: Library, args: Namespace) -> int:
    """Fetch articles of which only the address is known; a failure is a line and stops nothing."""
    if args.all:
        entries = [entry for entry in library.entries() if entry.unfetched]
    else:
        entries = [library.find(reference) for reference in args.articles]
    if not entries:
        tell("every article has its text.")
    failed = 0
    for number, entry in enumerate(entries, 1):
        if not entry.unfetched:
            say(f"has its text already {entry.id}  {entry.title}")
            continue
        renewed = _fetched(library, entry, args, f"{number} of {len(entries)}: ")
        failed += renewed is None
        if renewed is not None:
            words = f"{_length(renewed)}{_marks(renewed)}"
            say(f"fetched {entry.id}  {renewed.article.title} ({words})")
    if failed and len(entries) > 1:
        tell(f"{failed} of {len(entries)} could not be fetched; they stay as they are.")
    return 1 if failed else 0


def fetch_to_read(library: Library, entry: Entry) -> None:
    """Fetch an article's text before it is shown, if it has none yet; ctrl+c calls it off."""
    from storage.refetching import fetch_first
    from tui.terminal.output import saying

    if entry.unfetched:
        with saying(f"fetching {entry.url} …   ctrl+c stops"):
            fetch_first(library, entry.id)


def refetch(library: Library, args: Namespace) -> int:
    """Fetch articles again from their addresses, and say what changed."""
    done = [
        _fetched(library, library.find(reference), args, "", told=True)
        for reference in args.articles
    ]
    return 0 if all(done) else 1


def reextract(library: Library, args: Namespace) -> int:
    """Read articles again out of the pages that were kept, and say what changed."""
    from storage.refetching import reextract

    failed = False
    for reference in args.articles:
        entry = library.find(reference)
        try:
            say_renewed(reextract(library, entry.id))
        except IntakeError as error:
            tell(str(error))
            failed = True
    return 1 if failed else 0


def _fetched(
    library: Library, entry: Entry, args: Namespace, how_far: str, *, told: bool = False
) -> Renewed | None:
    from storage.intake.web.cookies import read_cookies
    from storage.refetching import refetch
    from tui.terminal.output import saying

    cookies = read_cookies(Path(os.path.expanduser(args.cookies))) if args.cookies else None
    try:
        with saying(f"{how_far}fetching {entry.url}"):
            renewed = refetch(library, entry.id, allow_private=args.allow_private, cookies=cookies)
    except IntakeError as error:
        tell(f"{entry.id}  {entry.title}: {error}")
        return None
    if told:
        say_renewed(renewed)
    return renewed


def say_renewed(renewed: Renewed) -> None:
    """Say what a new text changed: the words, and what became of the marks."""
    named = f"{renewed.article.id}  {renewed.article.title}"
    if not renewed.changed:
        say(f"the same text {named} ({_length(renewed)})")
        return
    before = f"{renewed.words_before:,} words before, " if renewed.words_before else "now "
    now = f"{renewed.article.words:,} now" if renewed.words_before else _length(renewed)
    say(f"renewed {named} ({before}{now}{_marks(renewed)})")
    if renewed.lost > renewed.lost_before:
        tell("`manicule notes --orphans` shows what has lost its place, and what is most like it.")


def _length(renewed: Renewed) -> str:
    return f"{renewed.article.words:,} words"


def _marks(renewed: Renewed) -> str:
    said = found_again(renewed.found, renewed.lost, renewed.lost_before)
    return f"; {said}" if said else ""
