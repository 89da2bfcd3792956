"""The grammar of the command line, and its help."""

from __future__ import annotations

import argparse
import importlib
import re
import sys
from collections.abc import Callable, Sequence
from datetime import timedelta

import storage
from storage.models import DEFAULT_DENSITY, DENSITIES, Ink
from storage.query import FIELDS
from storage.schedule import COUNT
from storage.statistics import WEEKS
from tui.terminal.completion import PLACES, SHELLS

_NEGATED = re.compile(r"-[a-z]+:")
"""A negated field of a query (-tag:x), which is no option although it begins like one."""

_ARTICLE = "number that `manicule list` shows, or words of the title that fit only one article"
_EPILOG = """\
ARTICLE is the number that `manicule list` shows, or words of the title that fit
only one article. `manicule COMMAND --help` says more about a command.
Exit status: 0 done, 1 refused or not found, 2 wrong usage."""
_READ = """\
A file (with a dot or a slash in its name), an address or standard input (-) is
read without being stored, until you keep it or mark something. Where stdout is
no terminal the text is printed."""
_QUERY = "words and fields, for example: streets is:unread tag:policy -by:okafor"
_REVIEW = """\
A highlight comes back the day after it was made. Each time you keep it, it stays away
twice as long as before: 1, 2, 4, 8 ... days, a year at most. --keep brings a retired one back.
MARK is what --list shows before a title. Without a terminal the highlights are printed."""
_STATS = """\
An article counts as read in the week in which you had it open last, once you came to its end.
A day of a streak is one on which you kept or reviewed something, or had an article open that
you have not opened since. The plot needs plotext; a table is printed without it or a terminal."""
_FIELDS = "Fields of a query:\n" + "\n".join(
    f"  {name + ':':6} {of}" for name, of in FIELDS.items()
)


def parse(words: Sequence[str]) -> argparse.Namespace:
    """Read a command line; wrong usage raises SystemExit after saying so.

    The arguments hold `run`, what is to be done (None for the screens), and `opens`, whether
    that needs a library.
    """
    parser = build()
    # argparse takes a word that begins with a blank for what it is.
    args = parser.parse_args([f" {word}" if _NEGATED.match(word) else word for word in words])
    if args.run == "storing.add" and args.title and len(args.sources) > 1:
        parser.error("--title names one article: give one SOURCE with it")
    if args.run == "fetching.fetch" and bool(args.articles) == args.all:
        parser.error("fetch needs ARTICLEs, or --all")
    if args.run == "storing.tag" and not (args.add or args.remove):
        parser.error("tag needs --add or --remove")
    if args.run == "storing.edit" and args.title is None and args.author is None:
        parser.error("edit needs --title or --author")
    if args.run == "showing.claims":
        if (args.explain or args.forget) == (args.source is not None):
            parser.error("claims needs a FILE, or --explain or --forget alone")
        if args.dismissed or args.reinstate:
            args.run = "showing.dismissed"
        elif args.explain or args.forget or args.anew:
            args.run = "teaching.claims"
        else:
            args.opens = False
    if args.run == "showing.notes" and args.orphans:
        args.run = "orphans.orphans"
    if args.run == "orphans.reattach" and args.nth and args.quote is None:
        parser.error("--nth goes with --quote")
    if args.run == "reviewing.review" and _to_be_answered(args):
        args.run = None
    if args.run == "health.restore" and args.list == (args.backup is not None):
        parser.error("restore needs a BACKUP, or --list alone")
    if args.run == "showing.show" and args.raw and args.json:
        parser.error("--raw prints the source as it came, which is no JSON")
    if args.run is not None:
        args.run = verb(args.run)
    return args


def _to_be_answered(args: argparse.Namespace) -> bool:
    """Tell whether a review is meant for the screen, where there is one."""
    said = args.list or args.json or args.keep or args.later or args.retire
    return not said and sys.stdin.isatty() and sys.stdout.isatty()


def verb(name: str) -> Callable[..., int]:
    """Give what a command does, by "module.function" among the commands.

    Only the command that was asked for is loaded: most of them stand on much that others need not.
    """
    module, function = name.split(".")
    found: Callable[..., int] = getattr(importlib.import_module(f"tui.terminal.{module}"), function)
    return found


def build() -> argparse.ArgumentParser:
    """Build the grammar of every command."""
    parser = _Parser(
        prog="manicule",
        description="Read articles in the terminal, with their key claims pointed out.\n"
        "Without a command the library opens on the screen.",
        epilog=_EPILOG,
    )
    parser.add_argument("--version", action="version", version=f"manicule {storage.__version__}")
    _add_library(parser, default=None)
    parser.set_defaults(run=None, opens=True, article=None, welcome=False)
    make = parser.add_subparsers(title="commands", metavar="COMMAND").add_parser
    _read(make)
    _welcome(make)
    _add(make)
    _import(make)
    _fetch(make)
    _feed(make)
    _list(make)
    _search(make)
    _show(make)
    _claims(make)
    _notes(make)
    _reattach(make)
    _review(make)
    _stats(make)
    _highlight(make)
    _bookmark(make)
    _export(make)
    _tag(make)
    _edit(make)
    _archive(make)
    _remove(make)
    _trash(make)
    _check(make)
    _backup(make)
    _restore(make)
    _merge(make)
    _config(make)
    _doctor(make)
    _completion(make)
    return parser


def commands() -> dict[str, argparse.ArgumentParser]:
    """Map the name of every command to its parser."""
    nested = next(a for a in build()._actions if isinstance(a, argparse._SubParsersAction))
    return dict(nested.choices)


class _Parser(argparse.ArgumentParser):
    """A parser that takes no abbreviations, so that new options cannot break old scripts."""

    def __init__(self, **options: object) -> None:
        super().__init__(
            allow_abbrev=False,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            **options,  # type: ignore[arg-type]
        )


Make = Callable[..., argparse.ArgumentParser]
"""Makes the parser of one command."""


def _command(
    make: Make, name: str, does: str, run: str | None, epilog: str = ""
) -> argparse.ArgumentParser:
    parser = make(
        name, help=does, description=f"{does[0].upper()}{does[1:]}.", epilog=epilog or None
    )
    _add_library(parser, default=argparse.SUPPRESS)
    parser.set_defaults(run=run)
    return parser


def _add_library(parser: argparse.ArgumentParser, default: str | None) -> None:
    # A subcommand that is not told a library must not overwrite the one given before it.
    parser.add_argument(
        "--library",
        metavar="FILE",
        type=_words,
        default=default,
        help="library file (default: $MANICULE_LIBRARY, else library.json in the data folder)",
    )


def _add_json(parser: argparse._ActionsContainer) -> None:
    parser.add_argument("--json", action="store_true", help="print one JSON document")


def _read(make: Make) -> None:
    parser = _command(make, "read", "open an article on the screen", None, _READ)
    parser.add_argument(
        "article",
        metavar="ARTICLE",
        type=_words,
        help=f"{_ARTICLE}; or a file, an address, or - for stdin, which are not stored",
    )
    parser.add_argument(
        "--linear",
        dest="run",
        action="store_const",
        const="linear.read",
        help="for screen readers: paragraph by paragraph, marks in words, commands at a prompt",
    )


def _welcome(make: Make) -> None:
    does = "open the article that teaches the keys, wherever it has gone"
    parser = _command(make, "welcome", does, None)
    parser.set_defaults(welcome=True)
    parser.add_argument(
        "--reset",
        dest="run",
        action="store_const",
        const="welcoming.reset",
        help="put its text and your progress back as new; your notes in it go to the trash",
    )


def _add(make: Make) -> None:
    does = "store articles from the web, files, folders or stdin"
    parser = _command(make, "add", does, "storing.add")
    parser.add_argument(
        "sources",
        metavar="SOURCE",
        nargs="+",
        type=_words,
        help="address of a page; file (text, Markdown, reStructuredText, Org, HTML, MHTML, EPUB, "
        "PDF); a folder; - for stdin",
    )
    _add_tags(parser, "--tag", "tag for what is added; may be repeated")
    parser.add_argument("--title", metavar="T", type=_words, help="title for the one article added")
    _add_fetching(parser)
    _add_json(parser)


def _add_fetching(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--cookies",
        metavar="FILE",
        type=_words,
        help="cookies.txt of your browser, for sites that you are logged in to",
    )
    parser.add_argument(
        "--allow-private",
        action="store_true",
        help="fetch from this machine and its own network too",
    )


def _fetch(make: Make) -> None:
    does = "fetch the texts of articles of which only the address is known"
    parser = _command(make, "fetch", does, "fetching.fetch")
    parser.add_argument("articles", metavar="ARTICLE", nargs="*", type=_words, help=_ARTICLE)
    parser.add_argument("--all", action="store_true", help="all that have no text yet")
    _add_fetching(parser)
    does = "fetch articles again, and say what changed"
    parser = _command(make, "refetch", does, "fetching.refetch")
    _add_articles(parser)
    _add_fetching(parser)
    does = "read articles again out of the pages that were kept; nothing is fetched"
    _add_articles(_command(make, "reextract", does, "fetching.reextract"))


def _feed(make: Make) -> None:
    does = "follow feeds (RSS, Atom, JSON Feed): add, list, fetch, remove"
    parser = _command(make, "feed", does, "feeds.list_")
    parser.set_defaults(opml=False)
    _add_json(parser)
    nested = parser.add_subparsers(
        title="commands", metavar="COMMAND", help="without one: list the feeds"
    ).add_parser
    adding = _command(nested, "add", "follow feeds", "feeds.add")
    adding.add_argument(
        "sources",
        metavar="URL|FILE",
        nargs="+",
        type=_words,
        help="address of a feed or of a page that names one, or a list of feeds (OPML)",
    )
    adding.add_argument(
        "--allow-private",
        action="store_true",
        help="feeds of this machine and its own network too",
    )
    _add_tags(adding, "--tag", "tag for what comes in it; may be repeated")
    listing = _command(
        nested, "list", "list the feeds, and what was wrong with them", "feeds.list_"
    )
    form = listing.add_mutually_exclusive_group()
    form.add_argument(
        "--json", action="store_true", default=argparse.SUPPRESS, help="print one JSON document"
    )
    form.add_argument(
        "--opml", action="store_true", help="print them as OPML, for every other reader of feeds"
    )
    fetching_ = _command(nested, "fetch", "store what is new as unread articles", "feeds.fetch")
    named = "number, address or words of the title of a feed"
    fetching_.add_argument(
        "feeds", metavar="FEED", nargs="*", type=_words, help=f"{named} (default: all)"
    )
    fetching_.add_argument(
        "--full", action="store_true", help="fetch the page of each article for its whole text"
    )
    _add_fetching(fetching_)
    removing = _command(nested, "remove", "follow feeds no more; articles stay", "feeds.remove")
    removing.add_argument("feeds", metavar="FEED", nargs="+", type=_words, help=named)


def _import(make: Make) -> None:
    does = "bring in what another service exported, highlights and notes included"
    parser = _command(make, "import", does, "importing.import_")
    parser.add_argument(
        "file",
        metavar="FILE",
        type=_words,
        help="the file as the service gave it; which one it was is recognised by its content",
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="say what would be done, and do nothing"
    )
    _add_json(parser)


def _list(make: Make) -> None:
    does = "list the articles that fit a query"
    parser = _command(make, "list", does, "showing.list_", _FIELDS)
    parser.add_argument("query", metavar="QUERY", nargs="*", help=_QUERY)
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--titles", action="store_true", help="print the titles alone")
    _add_json(form)


def _search(make: Make) -> None:
    does = "find words in texts, titles, claims and notes, the best passages first"
    parser = _command(make, "search", does, "searching.search", _FIELDS)
    parser.add_argument("words", metavar="WORDS", nargs="+", help=_QUERY)
    parser.add_argument(
        "--limit", metavar="N", type=_count, default=20, help="how many (default: %(default)s)"
    )
    _add_json(parser)


def _show(make: Make) -> None:
    parser = _command(make, "show", "print an article, its claims marked", "showing.show")
    parser.add_argument("article", metavar="ARTICLE", type=_words, help=_ARTICLE)
    part = parser.add_mutually_exclusive_group()
    part.add_argument("--claims", action="store_true", help="print the key claims alone")
    part.add_argument("--raw", action="store_true", help="print the source as it came")
    part.add_argument("--dropped", action="store_true", help="print what was taken for furniture")
    parser.add_argument(
        "--density",
        metavar="N",
        type=int,
        choices=DENSITIES,
        default=DEFAULT_DENSITY,
        help=f"how many claims, 1 (few) to 5 (many); default {DEFAULT_DENSITY}",
    )
    _add_json(parser)


def _claims(make: Make) -> None:
    parser = _command(
        make, "claims", "print the key claims of any text, nothing stored", "showing.claims"
    )
    parser.add_argument(
        "source",
        metavar="FILE",
        nargs="?",
        type=_words,
        help="file, - for stdin, or with --dismissed and --anew ARTICLE",
    )
    away = parser.add_mutually_exclusive_group()
    away.add_argument(
        "--dismissed", action="store_true", help="print the claims you dismissed in ARTICLE"
    )
    away.add_argument(
        "--reinstate",
        metavar="N",
        type=_count,
        help="point again at the N-th of those that --dismissed prints",
    )
    away.add_argument(
        "--anew", action="store_true", help="find the claims of ARTICLE again, read or not"
    )
    away.add_argument(
        "--explain",
        action="store_true",
        help="say what keeping claims and dismissing them has taught",
    )
    away.add_argument(
        "--forget", action="store_true", help="unlearn that; what you kept or struck stays so"
    )
    parser.add_argument(
        "--top", metavar="N", type=_count, help="the N strongest (default: as many as `show` marks)"
    )
    _add_json(parser)


def _notes(make: Make) -> None:
    does = "print highlights, notes and bookmarks, newest first"
    parser = _command(make, "notes", does, "showing.notes", _FIELDS)
    parser.add_argument("query", metavar="QUERY", nargs="*", help=_QUERY)
    parser.add_argument(
        "--orphans",
        action="store_true",
        help="only those not found again in their text, with the places most like them",
    )
    _add_json(parser)


def _reattach(make: Make) -> None:
    does = "put a mark that was not found again at its place"
    parser = _command(make, "reattach", does, "orphans.reattach")
    parser.add_argument(
        "mark", metavar="MARK", type=_words, help="its mark, as `manicule notes --orphans` shows it"
    )
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--to", metavar="N", type=_count, help="the N-th candidate shown there")
    where.add_argument("--quote", metavar="TEXT", type=_words, help="these words of the text")
    where.add_argument("--keep", action="store_true", help="nowhere: keep it as an orphan")
    parser.add_argument(
        "--nth", metavar="N", type=_count, help="which one, where the words occur several times"
    )


def _review(make: Make) -> None:
    does = "read a few of your own highlights again, a day"
    parser = _command(make, "review", does, "reviewing.review", _REVIEW)
    parser.add_argument(
        "--count", metavar="N", type=_count, default=COUNT, help="how many (default: %(default)s)"
    )
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--list", action="store_true", help="print them instead of asking")
    _add_json(how)
    how.add_argument("--keep", metavar="MARK", type=_words, help="it comes back, ever later")
    how.add_argument("--later", metavar="MARK", type=_words, help="it comes back tomorrow")
    how.add_argument("--retire", metavar="MARK", type=_words, help="it comes back no more")


def _stats(make: Make) -> None:
    does = "say how much you read and kept, week by week"
    parser = _command(make, "stats", does, "stats.stats", _STATS)
    parser.add_argument(
        "--weeks", metavar="N", type=_weeks, default=WEEKS, help="how many (default: %(default)s)"
    )
    _add_json(parser)


def _highlight(make: Make) -> None:
    does = "highlight a passage, with or without a note"
    parser = _command(make, "highlight", does, "marking.highlight")
    _add_quote(parser)
    parser.add_argument("--note", metavar="N", default="", help="note to keep with it, Markdown")
    parser.add_argument(
        "--ink",
        choices=[str(ink) for ink in Ink],
        default=str(Ink.YELLOW),
        help="colour (default: %(default)s)",
    )
    _add_tags(parser, "--tag", "tag for the passage; may be repeated")


def _bookmark(make: Make) -> None:
    parser = _command(make, "bookmark", "mark a place to come back to", "marking.bookmark")
    _add_quote(parser)
    parser.add_argument(
        "--label", metavar="L", default="", help="name of the place (default: the next free letter)"
    )


def _add_quote(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("article", metavar="ARTICLE", type=_words, help=_ARTICLE)
    parser.add_argument(
        "--quote",
        metavar="TEXT",
        required=True,
        type=_words,
        help="the passage, word for word; white space may differ",
    )
    parser.add_argument(
        "--nth", metavar="N", type=_count, help="which one, where the passage occurs several times"
    )


def _export(make: Make) -> None:
    does = "write notes, claims and articles to files or stdout"
    parser = _command(make, "export", does, "exporting.export_")
    parser.add_argument("articles", metavar="ARTICLE", nargs="*", type=_words, help=_ARTICLE)
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
        type=_words,
        help="one file, or a folder with a file an article: a name that is a folder, ends in / "
        "or has no ending (default: stdout)",
    )


def _tag(make: Make) -> None:
    parser = _command(make, "tag", "add tags to articles and take them off", "storing.tag")
    _add_articles(parser)
    _add_tags(parser, "--add", "tag to add; may be repeated")
    _add_tags(parser, "--remove", "tag to take off; may be repeated")


def _edit(make: Make) -> None:
    does = "correct an article's title or author"
    parser = _command(make, "edit", does, "storing.edit")
    parser.add_argument("article", metavar="ARTICLE", type=_words, help=_ARTICLE)
    parser.add_argument("--title", metavar="T", type=_words, help="its title")
    parser.add_argument("--author", metavar="NAME", help="who wrote it; '' when nobody is known")


def _archive(make: Make) -> None:
    parser = _command(make, "archive", "put articles away, out of the list", "storing.archive")
    _add_articles(parser)
    parser.add_argument("--undo", action="store_true", help="bring them back")


def _remove(make: Make) -> None:
    parser = _command(make, "remove", "move articles to the trash", "storing.remove")
    _add_articles(parser)
    parser.add_argument("--restore", action="store_true", help="take them out of it again")


def _trash(make: Make) -> None:
    parser = _command(
        make, "trash", "list what was removed; restore it, or empty it", "trash.trash"
    )
    _add_json(parser)
    nested = parser.add_subparsers(
        title="commands", metavar="COMMAND", help="without one: list what is there"
    ).add_parser
    does = "take articles, notes and bookmarks out of the trash"
    restoring = _command(nested, "restore", does, "trash.restore")
    named = "number or title of an article, or the mark of a note, as `manicule trash` shows it"
    restoring.add_argument("things", metavar="X", nargs="+", type=_words, help=named)
    does = "throw away for good what is in the trash"
    emptying = _command(nested, "empty", does, "trash.empty")
    emptying.add_argument(
        "--older-than",
        metavar="AGE",
        type=_age,
        default=timedelta(),
        help="only what was removed longer ago than that: 30d, 4w (default: everything)",
    )
    emptying.add_argument("--yes", action="store_true", help="do not ask")


def _check(make: Make) -> None:
    parser = _command(make, "check", "look whether the library is whole", "health.check")
    parser.add_argument(
        "--repair",
        action="store_true",
        help="put all that is whole in its place, the damaged files kept aside",
    )
    _add_json(parser)
    parser.set_defaults(opens=False)


def _backup(make: Make) -> None:
    parser = _command(make, "backup", "copy the whole library to one file", "health.backup")
    parser.add_argument(
        "file", metavar="FILE", nargs="?", type=_words, help="a .zip (default: among its backups)"
    )


def _restore(make: Make) -> None:
    does = "put a backup in the library's place, the present one kept aside"
    parser = _command(make, "restore", does, "health.restore")
    parser.add_argument(
        "backup", metavar="BACKUP", nargs="?", type=_words, help="a file, or one of --list"
    )
    parser.add_argument("--list", action="store_true", help="list the backups beside the library")
    _add_json(parser)
    parser.set_defaults(opens=False)


def _merge(make: Make) -> None:
    does = "join another copy of the library into this one"
    parser = _command(make, "merge", does, "health.merge")
    parser.add_argument(
        "file", metavar="FILE", type=_words, help="a library, a conflicted copy or a backup"
    )


def _config(make: Make) -> None:
    does = "say where your settings are, write a file of them, check it"
    parser = _command(make, "config", does, "configuring.config")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--init", action="store_true", help="write a file with every default in it")
    what.add_argument("--path", dest="path_only", action="store_true", help="print its name alone")
    what.add_argument("--check", action="store_true", help="say what is wrong in it, by line")
    parser.set_defaults(opens=False)


def _doctor(make: Make) -> None:
    does = "say what this terminal can do, where things lie, and how the library is"
    _command(make, "doctor", does, "doctor.doctor").set_defaults(opens=False)


def _completion(make: Make) -> None:
    does = "print a completion script for a shell"
    parser = _command(make, "completion", does, "completion.completion", PLACES)
    parser.add_argument("shell", metavar="SHELL", choices=SHELLS, help="bash, zsh or fish")
    parser.set_defaults(opens=False)


def _add_articles(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("articles", metavar="ARTICLE", nargs="+", type=_words, help=_ARTICLE)


def _add_tags(parser: argparse.ArgumentParser, option: str, does: str) -> None:
    parser.add_argument(option, metavar="T", action="append", default=[], type=_tag_name, help=does)


def _words(value: str) -> str:
    """Take anything but nothing."""
    if not value.strip():
        raise argparse.ArgumentTypeError("it must not be empty")
    return value


def _tag_name(value: str) -> str:
    if not value.strip(" #"):
        raise argparse.ArgumentTypeError("a tag must not be empty")
    return value


def _age(value: str) -> timedelta:
    found = re.fullmatch(r"([0-9]{1,5})([dw]?)", value.strip())
    if found is None:
        raise argparse.ArgumentTypeError(f"{value} is no age such as 30d or 4w")
    return timedelta(days=int(found[1]) * (7 if found[2] == "w" else 1))


def _weeks(value: str) -> int:
    count = _count(value)
    if count > 520:
        raise argparse.ArgumentTypeError(f"{value} weeks are more than ten years")
    return count


def _count(value: str) -> int:
    if not value.isdecimal() or int(value) < 1:
        raise argparse.ArgumentTypeError(f"{value} is not a number from 1")
    return int(value)
