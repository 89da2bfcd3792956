"""What several commands take, said in the same words."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from storage.query import FIELDS
from tui.terminal.grammar.values import filled, tag_name

ARTICLE = "number that `manicule list` shows, or words of the title that fit only one article"
QUERY = "words and fields, for example: streets is:unread tag:policy -by:okafor"
QUERIED = "Fields of a query:\n" + "\n".join(
    f"  {name + ':':6} {of}" for name, of in FIELDS.items()
)

Make = Callable[..., argparse.ArgumentParser]
"""Makes the parser of one command."""

Settle = Callable[[argparse.Namespace], str | None]
"""Says what does not go together in the arguments of a command; else what they mean is settled."""


def command(
    make: Make,
    name: str,
    does: str,
    run: str | None,
    epilog: str = "",
    settle: Settle | None = None,
) -> argparse.ArgumentParser:
    """Declare a command; `run` is "module.function" of tui.terminal, None for the screens."""
    parser = make(
        name, help=does, description=f"{does[0].upper()}{does[1:]}.", epilog=epilog or None
    )
    add_library(parser, default=argparse.SUPPRESS)
    parser.set_defaults(run=run, settle=settle, parser=parser)
    return parser


def add_library(parser: argparse.ArgumentParser, default: str | None) -> None:
    """Let a library be named."""
    # A subcommand that is not told a library must not overwrite the one given before it.
    parser.add_argument(
        "--library",
        metavar="FILE",
        type=filled,
        default=default,
        help="library file (default: $MANICULE_LIBRARY, else library.json in the data folder)",
    )


def add_json(parser: argparse._ActionsContainer) -> None:
    """Let the answer be JSON."""
    parser.add_argument("--json", action="store_true", help="print one JSON document")


def add_articles(parser: argparse.ArgumentParser) -> None:
    """Take one article or more."""
    parser.add_argument("articles", metavar="ARTICLE", nargs="+", type=filled, help=ARTICLE)


def add_tags(
    parser: argparse.ArgumentParser,
    option: str,
    does: str,
    kind: Callable[[str], str] = tag_name,
) -> None:
    """Take tags, by an option that may be repeated."""
    parser.add_argument(option, metavar="T", action="append", default=[], type=kind, help=does)


def add_fetching(parser: argparse.ArgumentParser) -> None:
    """Say how pages may be fetched."""
    parser.add_argument(
        "--cookies",
        metavar="FILE",
        type=filled,
        help="cookies.txt of your browser, for sites that you are logged in to",
    )
    parser.add_argument(
        "--allow-private",
        action="store_true",
        help="fetch from this machine and its own network too",
    )
