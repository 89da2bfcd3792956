"""`manicule feed`: what one follows, and what is new in it."""

from __future__ import annotations

import os
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from storage.errors import IntakeError, ManiculeError
from storage.pipes import is_idle_pipe, refusal
from tui.counting import counted
from tui.terminal.output import line, say, say_json, saying, tell

if TYPE_CHECKING:
    from storage.library import Library
    from storage.models import Feed


def add(library: Library, args: Namespace) -> int:
    """Follow feeds by their addresses, by pages that name one, or by a list of them."""
    failed = False
    for source in args.sources:
        try:
            found, named = _named(source, args.allow_private)
        except IntakeError as error:
            tell(str(error))
            failed = True
            continue
        # Whatever was refused of a list has been said; a list of which all was refused failed.
        failed = failed or not found
        tags = {url: (*named.get(url, ()), *args.tag) for url, _ in found}
        for feed, new in library.follow(found, tags):
            tagged = "".join(f"  #{tag}" for tag in feed.tags)
            say(f"{'following' if new else 'followed already'} {feed.id}  {feed.title}{tagged}")
    if library.feeds():
        tell("`manicule feed fetch` gets what is new in them.")
    return 1 if failed else 0


def list_(library: Library, args: Namespace) -> int:
    """Print the feeds, each with when it was last asked and what was wrong then."""
    feeds = library.feeds()
    if args.opml:
        from storage.intake.feeds import write_opml

        say(write_opml(feeds).rstrip())
        return 0
    if args.json:
        say_json([_record(feed) for feed in feeds])
        return 0
    for feed in feeds:
        said = feed.failure or (f"asked {feed.checked}" if feed.checked else "never asked")
        tags = " ".join(f"#{tag}" for tag in feed.tags)
        row = (str(feed.id), line(feed.title), feed.url, line(said), tags)
        say("\t".join(row).rstrip("\t"))
    if not feeds:
        tell("no feed is followed; `manicule feed add URL` follows one.")
    return 0


def fetch(library: Library, args: Namespace) -> int:
    """Store what is new in the feeds; one that fails is a line and stops nothing."""
    from storage.feeding import fetch_feed
    from storage.intake.web.cookies import read_cookies

    cookies = read_cookies(Path(os.path.expanduser(args.cookies))) if args.cookies else None
    feeds = [library.feed(name) for name in args.feeds] if args.feeds else library.feeds()
    if not feeds:
        tell("no feed is followed; `manicule feed add URL` follows one.")
    failed = 0
    for number, feed in enumerate(feeds, 1):
        with saying(f"{number} of {len(feeds)}: {feed.title}"):
            try:
                fetched = fetch_feed(
                    library,
                    feed,
                    full=args.full,
                    allow_private=args.allow_private,
                    cookies=cookies,
                )
            except ManiculeError as error:
                tell(f"{feed.id}  {feed.title}: {error}")
                failed += 1
                continue
        for sentence in fetched.failures:
            tell(f"{feed.id}  {fetched.feed.title}: {sentence}")
        if fetched.feed.failure:
            failed += 1
        else:
            new = counted(len(fetched.new), "new article")
            say(f"{feed.id}  {fetched.feed.title}: {new if fetched.new else 'nothing new'}")
    return 1 if failed else 0


def remove(library: Library, args: Namespace) -> int:
    """Follow feeds no more; what came in them stays."""
    for feed in [library.feed(name) for name in args.feeds]:
        library.unfollow(feed.id)
        say(f"no longer following {feed.id}  {feed.title} ({feed.url})")
    return 0


def _named(
    source: str, allow_private: bool
) -> tuple[list[tuple[str, str]], dict[str, tuple[str, ...]]]:
    """Return the feeds that a person named: their addresses and titles, and tags by address."""
    from storage.feeding import discover
    from storage.intake.decode import LIMIT
    from storage.intake.feeds import read_opml
    from storage.intake.web import is_address

    if is_address(source):
        with saying(f"fetching {source}"):
            address, feed = discover(source, allow_private=allow_private)
        if lost := feed.lost():
            tell(lost)
        return [(address, feed.title)], {}
    if is_idle_pipe(os.path.expanduser(source)):
        raise IntakeError(refusal(line(source)))
    with open(os.path.expanduser(source), "rb") as file:
        data = file.read(LIMIT + 1)
    if len(data) > LIMIT:
        raise IntakeError(f"{line(source)} is larger than {LIMIT >> 20} MB: no list of feeds is.")
    found = read_opml(data, source, allow_private=allow_private)
    for sentence in found.refused:
        tell(sentence)
    return list(found.feeds.items()), found.tags


def _record(feed: Feed) -> dict[str, Any]:
    wanted = ("id", "url", "title", "checked", "failure")
    record = {name: value or None for name, value in feed._asdict().items() if name in wanted}
    return {**record, "tags": list(feed.tags)}
