"""`manicule help`, and what is said of a command or an option that there is not."""

from __future__ import annotations

import argparse
import difflib
from argparse import Namespace
from collections.abc import Iterable

from tui.terminal.output import excerpt, line, tell
from tui.terminal.referring import is_source

_ELSEWHERE = {
    "cat": "show",
    "delete": "remove",
    "find": "search",
    "ls": "list",
    "open": "read",
    "rm": "remove",
    "save": "add",
}
"""What other programs call a command of this one."""

_LONG = 200
"""Characters of a word that is said again in full; difflib, too, would take long over more."""

WRONG = 2


def help_(args: Namespace) -> int:
    """Print the help of the program, or of one of its commands."""
    from tui.terminal.parser import build

    parser = build()
    for name in args.command:
        nested = nested_of(parser)
        if name not in nested:
            tell(unknown(name, parser))
            return WRONG
        parser = nested[name]
    parser.print_help()
    return 0


def nested_of(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """Map the names of a parser's commands to their parsers."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            return dict(action.choices)
    return {}


def unknown(name: str, parser: argparse.ArgumentParser) -> str:
    """Say in one sentence that there is no such command, and which may be meant."""
    nested, said = nested_of(parser), parser.prog.partition(" ")[2]
    helped = f"`manicule help{f' {said}' if said else ''}`"
    there_is_none = f"there is no command {excerpt(f'{said} {name}')}"
    if not nested:
        return f"{there_is_none}: {helped} says what `{parser.prog}` takes."
    meant = _nearest(name.casefold(), nested)
    if not meant and not said:
        meant = _ELSEWHERE.get(name.casefold(), "")
        if not meant and (name.isdecimal() or is_source(name)):
            opens = line(name) if len(name) <= _LONG else "FILE"
            return f"{there_is_none}: `manicule read {opens}` opens that."
    if not meant:
        return f"{there_is_none}: {helped} lists those that there are."
    return f"{there_is_none}: did you mean `{parser.prog} {meant}`?"


def too_much(words: Iterable[str], parser: argparse.ArgumentParser) -> str:
    """Say in one sentence what of some words a command does not take, and what may be meant."""
    words, said = list(words), parser.prog.partition(" ")[2]
    more = f"`manicule help{f' {said}' if said else ''}` says what it takes."
    option = next((word for word in words if word.startswith("-")), "").partition("=")[0]
    if not option:
        titled = any(action.metavar == "ARTICLE" for action in parser._actions)
        hint = "the words of a title stand in quotation marks." if titled else more
        return f"{excerpt(words[0])} is too much for `{parser.prog}`: {hint}"
    taken = [name for action in parser._actions for name in action.option_strings]
    meant = _nearest(option, taken)
    return (
        f"`{parser.prog}` takes no {excerpt(option) if len(option) > _LONG else line(option)}: "
        f"{f'did you mean {meant}? ' if meant else ''}{more}"
    )


def _nearest(word: str, names: Iterable[str]) -> str:
    """Return the one of some names that a word most looks like, "" for none."""
    return next(iter(difflib.get_close_matches(word[:_LONG], list(names), 1, 0.65)), "")
