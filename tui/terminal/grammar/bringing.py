"""How articles come in: add, import, fetch, refetch, reextract, feed."""

from __future__ import annotations

import argparse

from tui.terminal.grammar.shared import (
    ARTICLE,
    Make,
    add_articles,
    add_fetching,
    add_json,
    add_tags,
    command,
)
from tui.terminal.grammar.values import filled, title

_ADD = """\
An article that is here already, from the same address or file, gets the new text where that has
changed; your notes, highlights and bookmarks are found again in it, or kept and listed by
`manicule notes --orphans`. A text that is much shorter or quite another is left out and
told of, unless --renew says where it belongs."""


def declare(make: Make) -> None:
    """Declare these commands, in the order of the help."""
    _add(make)
    _import(make)
    _fetch(make)
    _feed(make)


def _add(make: Make) -> None:
    does = "store articles from the web, files, folders or stdin"
    parser = command(make, "add", does, "adding.add", _ADD, settle=_one_source)
    parser.add_argument(
        "sources",
        metavar="SOURCE",
        nargs="+",
        type=filled,
        help="address of a page; file (text, Markdown, reStructuredText, Org, HTML, MHTML, EPUB, "
        "PDF); a folder; - for stdin",
    )
    add_tags(parser, "--tag", "tag for what is added; may be repeated")
    parser.add_argument("--title", metavar="T", type=title, help="title for the one article added")
    parser.add_argument(
        "--renew",
        metavar="ARTICLE",
        type=filled,
        help="put the text of the one SOURCE in the place of this article's, whatever it is",
    )
    add_fetching(parser)
    add_json(parser)


def _one_source(args: argparse.Namespace) -> str | None:
    for option, given in (("--title", args.title), ("--renew", args.renew)):
        if given and len(args.sources) > 1:
            return f"{option} names one article: give one SOURCE with it"
    return None


def _import(make: Make) -> None:
    does = "bring in what another service exported, highlights and notes included"
    parser = command(make, "import", does, "importing.import_")
    parser.add_argument(
        "file",
        metavar="FILE",
        type=filled,
        help="the file as the service gave it; which one it was is recognised by its content",
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="say what would be done, and do nothing"
    )
    add_json(parser)


def _fetch(make: Make) -> None:
    does = "fetch the texts of articles of which only the address is known"
    parser = command(make, "fetch", does, "fetching.fetch", settle=_some_or_all)
    parser.add_argument("articles", metavar="ARTICLE", nargs="*", type=filled, help=ARTICLE)
    parser.add_argument("--all", action="store_true", help="all that have no text yet")
    add_fetching(parser)
    does = "fetch articles again, and say what changed"
    parser = command(make, "refetch", does, "fetching.refetch")
    add_articles(parser)
    _add_anyway(parser)
    add_fetching(parser)
    add_json(parser)
    does = "read articles again out of the pages that were kept; nothing is fetched"
    parser = command(make, "reextract", does, "fetching.reextract")
    add_articles(parser)
    _add_anyway(parser)
    add_json(parser)


def _add_anyway(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--anyway",
        action="store_true",
        help="also a text that is much shorter than the one in the library, or quite another",
    )


def _some_or_all(args: argparse.Namespace) -> str | None:
    return "fetch needs ARTICLEs, or --all" if bool(args.articles) == args.all else None


def _feed(make: Make) -> None:
    does = "follow feeds (RSS, Atom, JSON Feed): add, list, fetch, remove"
    parser = command(make, "feed", does, "feeds.list_")
    parser.set_defaults(opml=False)
    add_json(parser)
    nested = parser.add_subparsers(
        title="commands", metavar="COMMAND", help="without one: list the feeds"
    ).add_parser
    adding = command(nested, "add", "follow feeds", "feeds.add")
    adding.add_argument(
        "sources",
        metavar="URL|FILE",
        nargs="+",
        type=filled,
        help="address of a feed or of a page that names one, or a list of feeds (OPML)",
    )
    adding.add_argument(
        "--allow-private",
        action="store_true",
        help="feeds of this machine and its own network too",
    )
    add_tags(adding, "--tag", "tag for what comes in it; may be repeated")
    listing = command(nested, "list", "list the feeds, and what was wrong with them", "feeds.list_")
    form = listing.add_mutually_exclusive_group()
    form.add_argument(
        "--json", action="store_true", default=argparse.SUPPRESS, help="print one JSON document"
    )
    form.add_argument(
        "--opml", action="store_true", help="print them as OPML, for every other reader of feeds"
    )
    getting = command(nested, "fetch", "store what is new as unread articles", "feeds.fetch")
    named = "number, address or words of the title of a feed"
    getting.add_argument(
        "feeds", metavar="FEED", nargs="*", type=filled, help=f"{named} (default: all)"
    )
    getting.add_argument(
        "--full", action="store_true", help="fetch the page of each article for its whole text"
    )
    add_fetching(getting)
    removing = command(nested, "remove", "follow feeds no more; articles stay", "feeds.remove")
    removing.add_argument("feeds", metavar="FEED", nargs="+", type=filled, help=named)
