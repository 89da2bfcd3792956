"""The library's health and the program's own affairs: check to completion."""

from __future__ import annotations

import argparse

from tui.terminal.completion import PLACES, SHELLS
from tui.terminal.grammar.shared import Make, add_json, command
from tui.terminal.grammar.values import filled


def declare(make: Make) -> None:
    """Declare these commands, in the order of the help."""
    _check(make)
    _backup(make)
    _restore(make)
    _merge(make)
    _config(make)
    _doctor(make)
    _completion(make)


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


def _doctor(make: Make) -> None:
    does = "say what this terminal can do, where things lie, and how the library is"
    command(make, "doctor", does, "doctor.doctor").set_defaults(opens=False)


def _completion(make: Make) -> None:
    does = "print a completion script for a shell"
    parser = command(make, "completion", does, "completion.completion", PLACES)
    parser.add_argument("shell", metavar="SHELL", choices=SHELLS, help="bash, zsh or fish")
    parser.set_defaults(opens=False)
