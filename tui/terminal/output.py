"""Where words go: results to stdout, messages to stderr, nothing that a terminal would obey."""

from __future__ import annotations

import contextlib
import json
import shutil
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from storage.fields import visible
from tui.counting import damage

if TYPE_CHECKING:
    from rich.console import Console

_LONGEST = 1000
"""Characters of a message: what went wrong stands at its beginning, what to do at its end."""

safe = visible
"""Replaces, one for one, what a terminal would obey instead of show."""


def say(text: str = "") -> None:
    """Print a line of the result."""
    print(safe(text))


def say_in_lines(text: str) -> None:
    """Print a paragraph of the result, on a terminal in lines that end between words."""
    if not on_terminal():
        say(text)
        return
    from tui.widgets.cells import wrap

    for row in wrap(text, shutil.get_terminal_size().columns):
        say(row)


def tell(text: str) -> None:
    """Print a message on one line, apart from the result."""
    print(f"manicule: {shortened(line(text))}", file=sys.stderr)


def shortened(message: str) -> str:
    """Cut the middle out of a message that says again all of something without end."""
    if len(message) <= _LONGEST:
        return message
    return f"{message[: _LONGEST // 2].rstrip()} … {message[-_LONGEST // 2 :].lstrip()}"


def tell_damaged(sentences: Sequence[str]) -> None:
    """Say, if so, that there is more than could be shown."""
    if sentences:
        tell(damage(sentences))


def say_json(document: object) -> None:
    """Print one JSON document, in letters where stdout can take them, else escaped."""
    text = json.dumps(document, ensure_ascii=False, indent=2)
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except (UnicodeEncodeError, LookupError):
        text = json.dumps(document, indent=2)
    print(text)


def on_terminal() -> bool:
    """Tell whether a person looks at stdout."""
    return sys.stdout.isatty()


def console() -> Console:
    """Make a console that takes every text as it is and obeys NO_COLOR."""
    from rich.console import Console

    return Console(highlight=False, markup=False, emoji=False)


@contextlib.contextmanager
def saying(what: str) -> Iterator[None]:
    """Show what is being done for as long as it takes, on a terminal only."""
    if not sys.stderr.isatty():
        yield
        return
    print(line(what), end="", file=sys.stderr, flush=True)
    try:
        yield
    finally:
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def line(text: str) -> str:
    """Set a text on one line that is safe to print."""
    return " ".join(safe(text.replace("\n", " ")).split())


def excerpt(text: str, length: int = 60) -> str:
    """Give the beginning of a text on one line, in quotation marks."""
    words = line(text)
    return f"“{words}”" if len(words) <= length else f"“{words[: length - 1].rstrip()}…”"
