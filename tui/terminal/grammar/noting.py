"""What a person kept, and keeps: notes, reattach, review, stats, highlight, bookmark."""

from __future__ import annotations

import argparse
import sys

from storage.models import Ink
from storage.schedule import COUNT
from storage.statistics import WEEKS
from tui.terminal.grammar.shared import ARTICLE, QUERIED, QUERY, Make, add_json, add_tags, command
from tui.terminal.grammar.values import count, filled, label, weeks, words

_STATS = """\
An article counts as read in the week in which you had it open last, once you came to its end.
A day of a streak is one on which you kept or reviewed something, or had an article open that
you have not opened since. The plot needs plotext; a table is printed without it or a terminal."""
_REVIEW = """\
A highlight comes back the day after it was made. Each time you keep it, it stays away
twice as long as before: 1, 2, 4, 8 ... days, a year at most. --keep brings a retired one back.
MARK is what --list shows before a title. Without a terminal the highlights are printed."""


def declare(make: Make) -> None:
    """Declare these commands, in the order of the help."""
    _notes(make)
    _reattach(make)
    _review(make)
    _stats(make)
    _highlight(make)
    _bookmark(make)


def _notes(make: Make) -> None:
    does = "print highlights, notes and bookmarks, newest first"
    parser = command(make, "notes", does, "showing.notes", QUERIED, settle=_or_orphans)
    parser.add_argument("query", metavar="QUERY", nargs="*", help=QUERY)
    parser.add_argument(
        "--orphans",
        action="store_true",
        help="only those not found again in their text, with the places most like them",
    )
    add_json(parser)


def _or_orphans(args: argparse.Namespace) -> None:
    if args.orphans:
        args.run = "orphans.orphans"


def _reattach(make: Make) -> None:
    does = "put a mark that was not found again at its place"
    parser = command(make, "reattach", does, "orphans.reattach", settle=_nth_of_a_quote)
    parser.add_argument(
        "mark", metavar="MARK", type=filled, help="its mark, as `manicule notes --orphans` shows it"
    )
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--to", metavar="N", type=count, help="the N-th candidate shown there")
    where.add_argument("--quote", metavar="TEXT", type=filled, help="these words of the text")
    where.add_argument("--keep", action="store_true", help="nowhere: keep it as an orphan")
    parser.add_argument(
        "--nth", metavar="N", type=count, help="which one, where the words occur several times"
    )


def _nth_of_a_quote(args: argparse.Namespace) -> str | None:
    return "--nth goes with --quote" if args.nth and args.quote is None else None


def _review(make: Make) -> None:
    does = "read a few of your own highlights again, a day"
    parser = command(make, "review", does, "reviewing.review", _REVIEW, settle=_on_screen)
    parser.add_argument(
        "--count", metavar="N", type=count, default=COUNT, help="how many (default: %(default)s)"
    )
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--list", action="store_true", help="print them instead of asking")
    add_json(parser)
    how.add_argument("--keep", metavar="MARK", type=filled, help="it comes back, ever later")
    how.add_argument("--later", metavar="MARK", type=filled, help="it comes back tomorrow")
    how.add_argument("--retire", metavar="MARK", type=filled, help="it comes back no more")


def _on_screen(args: argparse.Namespace) -> str | None:
    """Leave a review to the screen, where there is one and nothing else was asked."""
    if args.json and (args.keep or args.later or args.retire):
        return "--json goes with --list"
    said = args.list or args.json or args.keep or args.later or args.retire
    if not said and sys.stdin.isatty() and sys.stdout.isatty():
        args.run = None
    return None


def _stats(make: Make) -> None:
    does = "say how much you read and kept, week by week"
    parser = command(make, "stats", does, "stats.stats", _STATS)
    parser.add_argument(
        "--weeks", metavar="N", type=weeks, default=WEEKS, help="how many (default: %(default)s)"
    )
    add_json(parser)


def _highlight(make: Make) -> None:
    does = "highlight a passage, with or without a note"
    parser = command(make, "highlight", does, "marking.highlight")
    _add_quote(parser)
    parser.add_argument(
        "--note", metavar="N", type=words, default="", help="note to keep with it, Markdown"
    )
    parser.add_argument(
        "--ink",
        choices=[str(ink) for ink in Ink],
        default=str(Ink.YELLOW),
        help="colour (default: %(default)s)",
    )
    add_tags(parser, "--tag", "tag for the passage; may be repeated")


def _bookmark(make: Make) -> None:
    parser = command(make, "bookmark", "mark a place to come back to", "marking.bookmark")
    _add_quote(parser)
    parser.add_argument(
        "--label",
        metavar="L",
        type=label,
        default="",
        help="name of the place (default: the next free letter)",
    )


def _add_quote(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("article", metavar="ARTICLE", type=filled, help=ARTICLE)
    parser.add_argument(
        "--quote",
        metavar="TEXT",
        required=True,
        type=filled,
        help="the passage, word for word; white space may differ",
    )
    parser.add_argument(
        "--nth", metavar="N", type=count, help="which one, where the passage occurs several times"
    )
    add_json(parser)
