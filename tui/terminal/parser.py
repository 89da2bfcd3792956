"""The grammar of the command line, and its help."""

from __future__ import annotations

import argparse
import importlib
import re
from collections.abc import Callable, Sequence
from typing import NoReturn

import storage
from tui.terminal.grammar import bringing, noting, reading, shelving, tending
from tui.terminal.grammar.shared import ARTICLE, Make, add_library, command
from tui.terminal.grammar.values import filled
from tui.terminal.output import line, shortened

_NEGATED = re.compile(r"-[a-z]+:")
"""A negated field of a query (-tag:x), which is no option although it begins like one."""

_EPILOG = """\
ARTICLE is the number that `manicule list` shows, or words of the title that fit
only one article. `manicule help COMMAND` says more about a command.
Exit status: 0 done, 1 refused or not found, 2 wrong usage."""
_READ = """\
A file (with a dot or a slash in its name), an address or standard input (-) is
read without being stored, until you keep it or mark something. Where stdout is
no terminal the text is printed."""


def parse(words: Sequence[str]) -> argparse.Namespace:
    """Read a command line; wrong usage raises SystemExit after saying so.

    The arguments hold `run`, what is to be done (None for the screens), and `opens`, whether
    that needs a library.
    """
    parser = build()
    # argparse takes a word that begins with a blank for what it is.
    args, left = parser.parse_known_args(
        [f" {word}" if _NEGATED.match(word) else word for word in words]
    )
    if left:
        from tui.terminal.usage import too_much

        args.parser.refuse(too_much(left, args.parser))
    if args.settle and (wrong := args.settle(args)):
        args.parser.error(wrong)
    if args.run is not None:
        args.run = verb(args.run)
    return args


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
    add_library(parser, default=None)
    parser.set_defaults(
        run=None, settle=None, opens=True, article=None, welcome=False, parser=parser
    )
    make = parser.add_subparsers(title="commands", metavar="COMMAND").add_parser
    _read(make)
    _welcome(make)
    for group in (bringing, reading, noting, shelving, tending):
        group.declare(make)
    return parser


def _read(make: Make) -> None:
    parser = command(make, "read", "open an article on the screen", None, _READ)
    parser.add_argument(
        "article",
        metavar="ARTICLE",
        type=filled,
        help=f"{ARTICLE}; or a file, an address, or - for stdin, which are not stored",
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
    parser = command(make, "welcome", does, None)
    parser.set_defaults(welcome=True)
    parser.add_argument(
        "--reset",
        dest="run",
        action="store_const",
        const="welcoming.reset",
        help="put its text and your progress back as new; your notes in it go to the trash",
    )


def commands() -> dict[str, argparse.ArgumentParser]:
    """Map the name of every command to its parser."""
    from tui.terminal.usage import nested_of

    return nested_of(build())


class _Parser(argparse.ArgumentParser):
    """A parser that takes no abbreviations, so that new options cannot break old scripts."""

    def __init__(self, **options: object) -> None:
        super().__init__(
            allow_abbrev=False,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            **options,  # type: ignore[arg-type]
        )

    def refuse(self, sentence: str) -> NoReturn:
        """Say in one sentence what cannot be meant, without the usage of everything."""
        self.exit(2, f"manicule: {shortened(sentence)}\n")

    def error(self, message: str) -> NoReturn:
        """Say what is wrong below the usage, on one line that a terminal may show."""
        super().error(shortened(line(message)))

    def _check_value(self, action: argparse.Action, value: object) -> None:
        # A command that is mistyped would be answered with the list of all of them.
        if isinstance(action, argparse._SubParsersAction) and value not in action.choices:
            from tui.terminal.usage import unknown

            self.refuse(unknown(str(value), self))
        super()._check_value(action, value)
