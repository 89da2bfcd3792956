"""The library's health and the program's own affairs: check to completion."""

from __future__ import annotations

import argparse

from tui.terminal.completion import PLACES, SHELLS
from tui.terminal.grammar.shared import Make, add_json, command
from tui.terminal.grammar.values import filled, port

_SERVE = """\
The link that is printed holds a random token, new each time; without it nothing is shown. The
link is a key: whoever has it reads and changes your library and runs what the screens can run,
as you. Only this machine can reach it unless --host names another address; then others can, and
nothing on the way is encrypted: prefer a tunnel (ssh -L 8000:127.0.0.1:8000 machine).
Every page is a program of its own, which ends with the page; ctrl+c ends them all.
It takes one more package: pipx inject manicule textual-serve."""


def declare(make: Make) -> None:
    """Declare these commands, in the order of the help."""
    _check(make)
    _backup(make)
    _restore(make)
    _merge(make)
    _config(make)
    _serve(make)
    _doctor(make)
    _completion(make)
    _help(make)


def _check(make: Make) -> None:
    parser = command(make, "check", "look whether the library is whole", "health.check")
    parser.add_argument(
        "--repair",
        action="store_true",
        help="put all that is whole in its place, the damaged files kept aside",
    )
    add_json(parser)
    parser.set_defaults(opens=False)


def _backup(make: Make) -> None:
    parser = command(make, "backup", "copy the whole library to one file", "health.backup")
    parser.add_argument(
        "file", metavar="FILE", nargs="?", type=filled, help="a .zip (default: among its backups)"
    )


def _restore(make: Make) -> None:
    does = "put a backup in the library's place, the present one kept aside"
    parser = command(make, "restore", does, "health.restore", settle=_one_or_list)
    parser.add_argument(
        "backup", metavar="BACKUP", nargs="?", type=filled, help="a file, or one of --list"
    )
    parser.add_argument("--list", action="store_true", help="list the backups beside the library")
    add_json(parser)
    parser.set_defaults(opens=False)


def _one_or_list(args: argparse.Namespace) -> str | None:
    if args.list == (args.backup is not None):
        return "restore needs a BACKUP, or --list alone"
    return None


def _merge(make: Make) -> None:
    does = "join another copy of the library into this one"
    parser = command(make, "merge", does, "health.merge")
    parser.add_argument(
        "file", metavar="FILE", type=filled, help="a library, a conflicted copy or a backup"
    )


def _config(make: Make) -> None:
    does = "say where your settings are, write a file of them, check it"
    parser = command(make, "config", does, "configuring.config")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--init", action="store_true", help="write a file with every default in it")
    what.add_argument("--path", dest="path_only", action="store_true", help="print its name alone")
    what.add_argument("--check", action="store_true", help="say what is wrong in it, by line")
    parser.set_defaults(opens=False)


def _serve(make: Make) -> None:
    does = "open the screens in a browser, by a secret link"
    parser = command(make, "serve", does, "serving.serve", _SERVE)
    parser.add_argument(
        "--host",
        metavar="H",
        type=filled,
        default="127.0.0.1",
        help="address to listen at (default: %(default)s, this machine alone)",
    )
    parser.add_argument(
        "--port",
        metavar="P",
        type=port,
        default=8000,
        help="port to listen at (default: %(default)s; 0: any that is free)",
    )
    parser.set_defaults(opens=False)


def _doctor(make: Make) -> None:
    does = "say what this terminal can do, where things lie, and how the library is"
    command(make, "doctor", does, "doctor.doctor").set_defaults(opens=False)


def _completion(make: Make) -> None:
    does = "print a completion script for a shell"
    parser = command(make, "completion", does, "completion.completion", PLACES)
    parser.add_argument("shell", metavar="SHELL", choices=SHELLS, help="bash, zsh or fish")
    parser.set_defaults(opens=False)


def _help(make: Make) -> None:
    does = "say what the commands are, or what one takes"
    parser = command(make, "help", does, "usage.help_")
    parser.add_argument(
        "command", metavar="COMMAND", nargs="*", help="a command, and one of its own: feed add"
    )
    parser.set_defaults(opens=False)
