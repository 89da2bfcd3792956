"""What becomes of articles: export, tag, edit, archive, remove, trash."""

from __future__ import annotations

import argparse
from datetime import timedelta

from tui.terminal.grammar.shared import ARTICLE, Make, add_articles, add_json, add_tags, command
from tui.terminal.grammar.values import age, author, filled, title


def declare(make: Make) -> None:
    """Declare these commands, in the order of the help."""
    _export(make)
    _tag(make)
    _edit(make)
    _archive(make)
    _remove(make)
    _trash(make)


def _export(make: Make) -> None:
    does = "write notes, claims and articles to files or stdout"
    parser = command(make, "export", does, "exporting.export_")
    parser.add_argument("articles", metavar="ARTICLE", nargs="*", type=filled, help=ARTICLE)
    parser.add_argument(
        "--to",
        choices=("md", "json", "jsonld", "csv", "html"),
        default="md",
        help="md: your notes and the claims; html: a page to read and print; csv: a table of your "
        "highlights for Readwise; jsonld: W3C Web Annotations; json: everything there is "
        "(default: %(default)s)",
    )
    parser.add_argument("--full", action="store_true", help="md: the text of the article too")
    parser.add_argument(
        "-o",
        "--output",
        metavar="FILE|DIR",
        type=filled,
        help="one file, or a folder with a file an article: a name that is a folder, ends in / "
        "or has no ending (default: stdout)",
    )


def _tag(make: Make) -> None:
    parser = command(
        make, "tag", "add tags to articles and take them off", "storing.tag", settle=_some_tag
    )
    add_articles(parser)
    add_tags(parser, "--add", "tag to add; may be repeated")
    add_tags(parser, "--remove", "tag to take off; may be repeated", filled)
    add_json(parser)


def _some_tag(args: argparse.Namespace) -> str | None:
    return None if args.add or args.remove else "tag needs --add or --remove"


def _edit(make: Make) -> None:
    does = "correct an article's title or author"
    parser = command(make, "edit", does, "storing.edit", settle=_some_field)
    parser.add_argument("article", metavar="ARTICLE", type=filled, help=ARTICLE)
    parser.add_argument("--title", metavar="T", type=title, help="its title")
    parser.add_argument(
        "--author", metavar="NAME", type=author, help="who wrote it; '' when nobody is known"
    )
    add_json(parser)


def _some_field(args: argparse.Namespace) -> str | None:
    given = args.title is not None or args.author is not None
    return None if given else "edit needs --title or --author"


def _archive(make: Make) -> None:
    parser = command(make, "archive", "put articles away, out of the list", "storing.archive")
    add_articles(parser)
    parser.add_argument("--undo", action="store_true", help="bring them back")
    add_json(parser)


def _remove(make: Make) -> None:
    parser = command(make, "remove", "move articles to the trash", "storing.remove")
    add_articles(parser)
    parser.add_argument("--restore", action="store_true", help="take them out of it again")
    add_json(parser)


def _trash(make: Make) -> None:
    parser = command(make, "trash", "list what was removed; restore it, or empty it", "trash.trash")
    add_json(parser)
    nested = parser.add_subparsers(
        title="commands", metavar="COMMAND", help="without one: list what is there"
    ).add_parser
    does = "take articles, notes and bookmarks out of the trash"
    restoring = command(nested, "restore", does, "trash.restore")
    named = "number or title of an article, or the mark of a note, as `manicule trash` shows it"
    restoring.add_argument("things", metavar="X", nargs="+", type=filled, help=named)
    does = "throw away for good what is in the trash"
    emptying = command(nested, "empty", does, "trash.empty")
    emptying.add_argument(
        "--older-than",
        metavar="AGE",
        type=age,
        default=timedelta(),
        help="only what was removed longer ago than that: 30d, 4w (default: everything)",
    )
    emptying.add_argument("--yes", action="store_true", help="do not ask")
