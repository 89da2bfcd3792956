"""`manicule fetch`, `refetch` and `reextract`: texts that are still to come, or to come anew."""

from __future__ import annotations

import os
import shlex
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from storage.errors import IntakeError, Unlike
from tui.counting import found_again
from tui.terminal.output import say, say_json, tell

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

    def fetched(entry: Entry) -> Renewed | None:
        return _fetched(library, entry, args, "", anyway=args.anyway)

    return _renew_each(library, args, fetched)


def reextract(library: Library, args: Namespace) -> int:
    """Read articles again out of the pages that were kept, and say what changed."""
    from storage.refetching import reextract

    def read(entry: Entry) -> Renewed | None:
        try:
            return reextract(library, entry.id, anyway=args.anyway)
        except Unlike as error:
            _tell_left(entry, error, f"manicule reextract {entry.id}")
        except IntakeError as error:
            tell(str(error))
        return None

    return _renew_each(library, args, read)


def _renew_each(library: Library, args: Namespace, work: Callable[[Entry], Renewed | None]) -> int:
    """Do this with every article; what it fails with has been told."""
    records = []
    entries = [library.find(reference) for reference in args.articles]
    try:
        for entry in entries:
            renewed = work(entry)
            if renewed is None:
                continue
            kept = renewed.article
            records.append({"id": kept.id, "title": kept.title, "renewed": renewed_record(renewed)})
            if not args.json:
                say_renewed(renewed)
    finally:
        # What was done is told though the next one fails.
        if args.json:
            say_json(records)
    return 0 if len(records) == len(entries) else 1


def _fetched(
    library: Library, entry: Entry, args: Namespace, how_far: str, *, anyway: bool = False
) -> Renewed | None:
    from storage.intake.web.cookies import read_cookies
    from storage.refetching import refetch
    from tui.terminal.output import saying

    cookies = read_cookies(Path(os.path.expanduser(args.cookies))) if args.cookies else None
    try:
        with saying(f"{how_far}fetching {entry.url}"):
            return refetch(
                library,
                entry.id,
                allow_private=args.allow_private,
                cookies=cookies,
                anyway=anyway,
            )
    except Unlike as error:
        _tell_left(entry, error, f"manicule refetch {entry.id}{fetching_options(args)}")
    except IntakeError as error:
        tell(f"{entry.id}  {entry.title}: {error}")
    return None


def _tell_left(entry: Entry, error: Unlike, command: str) -> None:
    """Say why an article keeps its text, and which command gives it the other."""
    said = str(error).removesuffix(".")
    tell(f"{entry.id}  {entry.title}: {said}: `{command} --anyway` takes it.")


def fetching_options(args: Namespace) -> str:
    """Write again how a page was asked to be fetched, as options after a command."""
    cookies = f" --cookies {shlex.quote(args.cookies)}" if args.cookies else ""
    return f"{cookies}{' --allow-private' if args.allow_private else ''}"


def renewed_record(renewed: Renewed | None) -> dict[str, int] | None:
    """Describe what a new text changed; None where it changed nothing."""
    if renewed is None or not renewed.changed:
        return None
    return {
        "words_before": renewed.words_before,
        "words": renewed.article.words,
        "found": renewed.found,
        "lost": renewed.lost,
        "lost_before": renewed.lost_before,
    }


def say_renewed(renewed: Renewed, more: str = "") -> None:
    """Say what a new text changed: the words, and what became of the marks; then `more`."""
    named = f"{renewed.article.id}  {renewed.article.title}"
    if not renewed.changed:
        say(f"the same text {named} ({_length(renewed)}){more}")
        return
    before = f"{renewed.words_before:,} words before, " if renewed.words_before else "now "
    now = f"{renewed.article.words:,} now" if renewed.words_before else _length(renewed)
    say(f"renewed {named} ({before}{now}{_marks(renewed)}){more}")
    if renewed.lost > renewed.lost_before:
        tell("`manicule notes --orphans` shows what has lost its place, and what is most like it.")


def _length(renewed: Renewed) -> str:
    return f"{renewed.article.words:,} words"


def _marks(renewed: Renewed) -> str:
    said = found_again(renewed.found, renewed.lost, renewed.lost_before)
    return f"; {said}" if said else ""
