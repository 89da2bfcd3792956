"""What is read and found: list, search, show, claims."""

from __future__ import annotations

import argparse

from storage.models import DEFAULT_DENSITY, DENSITIES
from tui.terminal.grammar.shared import ARTICLE, QUERIED, QUERY, Make, add_json, command
from tui.terminal.grammar.values import count, filled


def declare(make: Make) -> None:
    """Declare these commands, in the order of the help."""
    _list(make)
    _search(make)
    _show(make)
    _claims(make)


def _list(make: Make) -> None:
    does = "list the articles that fit a query"
    parser = command(make, "list", does, "showing.list_", QUERIED)
    parser.add_argument("query", metavar="QUERY", nargs="*", help=QUERY)
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--titles", action="store_true", help="print the titles alone")
    add_json(form)


def _search(make: Make) -> None:
    does = "find words in texts, titles, claims and notes, the best passages first"
    parser = command(make, "search", does, "searching.search", QUERIED)
    parser.add_argument("words", metavar="WORDS", nargs="+", help=QUERY)
    parser.add_argument(
        "--limit", metavar="N", type=count, default=20, help="how many (default: %(default)s)"
    )
    add_json(parser)


def _show(make: Make) -> None:
    parser = command(
        make, "show", "print an article, its claims marked", "showing.show", settle=_raw_alone
    )
    parser.add_argument("article", metavar="ARTICLE", type=filled, help=ARTICLE)
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
    add_json(parser)


def _raw_alone(args: argparse.Namespace) -> str | None:
    return (
        "--raw prints the source as it came, which is no JSON" if args.raw and args.json else None
    )


def _claims(make: Make) -> None:
    does = "print the key claims of any text, nothing stored"
    parser = command(make, "claims", does, "showing.claims", settle=_which_claims)
    parser.add_argument(
        "source",
        metavar="FILE",
        nargs="?",
        type=filled,
        help="file, - for stdin, or with --dismissed and --anew ARTICLE",
    )
    away = parser.add_mutually_exclusive_group()
    away.add_argument(
        "--dismissed", action="store_true", help="print the claims you dismissed in ARTICLE"
    )
    away.add_argument(
        "--reinstate",
        metavar="N",
        type=count,
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
        "--top", metavar="N", type=count, help="the N strongest (default: as many as `show` marks)"
    )
    add_json(parser)


def _which_claims(args: argparse.Namespace) -> str | None:
    if (args.explain or args.forget) == (args.source is not None):
        return "claims needs a FILE, or --explain or --forget alone"
    if args.dismissed or args.reinstate:
        args.run = "showing.dismissed"
    elif args.explain or args.forget or args.anew:
        args.run = "teaching.claims"
    else:
        args.opens = False
    return None
