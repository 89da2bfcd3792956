"""`manicule doctor`: what the terminal can do, where things lie, how the library is."""

from __future__ import annotations

import os
import platform
import shutil
import sys
from argparse import Namespace
from collections.abc import Iterator
from importlib import metadata

import storage
from storage.paths import config_file, state_folder
from tui.counting import counted
from tui.private_names import missing, missing_for_keys
from tui.terminal.output import on_terminal, say

_PARTS = ("textual", "rich", "tinydb", "trafilatura")


def doctor(args: Namespace) -> int:
    """Print a line each; status 1 when the library or the settings need care."""
    well = True
    for name, said, good in (*_program(), *_terminal(), *_files(args)):
        say(f"{name:9}  {said}")
        well = well and good
    return 0 if well else 1


Line = tuple[str, str, bool]
"""A name, what is said of it, and whether that is well."""


def _program() -> Iterator[Line]:
    yield "manicule", storage.__version__, True
    yield "python", f"{platform.python_version()} on {platform.system()}", True
    yield "parts", ", ".join(f"{part} {metadata.version(part)}" for part in _PARTS), True
    if gone := missing_for_keys():
        said = f"this Textual has no {gone}, on which the keys stand: install the one before it"
        yield "keys", said, False
    if gone := missing():
        yield "painting", f"by Textual itself, which has no {gone}: slower, else the same", True


def _terminal() -> Iterator[Line]:
    from tui.ground import asking, by_environment, has_few

    kind = os.environ.get("TERM") or "not named (TERM is empty)"
    if not on_terminal():
        yield "terminal", f"{kind}; stdout is no terminal, so that its abilities stay unknown", True
        return
    width, height = shutil.get_terminal_size()
    room = "" if width >= 110 else "; from 110 cells on notes stand beside the text"
    yield "terminal", f"{kind}, {width} by {height} cells{room}", True
    yield "colours", _colours(has_few(os.environ)), True
    with asking() as asked:
        ground = asked.answer(os.environ) if asked else by_environment(os.environ)
    told = "it said so" if asked and not ground.owed else "guessed: it does not answer"
    yield "ground", f"{'dark' if ground.dark else 'light'} ({told})", True
    encoding = sys.stdout.encoding or "unknown"
    letters = "" if encoding.lower().startswith("utf") else '; glyphs = "ascii" will look better'
    yield "letters", f"{encoding}{letters}", True


def _colours(few: bool) -> str:
    if "NO_COLOR" in os.environ:
        return "none, as NO_COLOR asks"
    return "sixteen: the terminal's own are used" if few else "many"


def _files(args: Namespace) -> Iterator[Line]:
    from storage.check import NO_DAMAGE, check
    from tui.catalogue import known
    from tui.settings.read import read

    path = config_file()
    wrong = read(path, known()).wrong
    state = f"; {counted(len(wrong), 'mistake')}: `manicule config --check`" if wrong else ""
    missing = "" if path.exists() else " (not there: the defaults are used)"
    yield "settings", f"{path}{missing}{state}", not wrong
    yield "state", str(state_folder()), True
    if not args.path.exists():
        yield "library", f"{args.path} (not there yet)", True
        return
    found = check(args.path)
    well = all(finding.kind in NO_DAMAGE for finding in found)
    told = f"{counted(len(found), 'finding')}: `manicule check` says which" if found else ""
    health = ("whole" if well else "", told)
    yield "library", ", ".join((str(args.path), *filter(None, health))), well
