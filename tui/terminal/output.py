"""Where words go: results to stdout, messages to stderr, nothing that a terminal would obey."""

from __future__ import annotations

import json
import re
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

_OBEYED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
"""Controls, line separators, direction overrides and halves of characters."""


def say(text: str = "") -> None:
    """Print a line of the result."""
    print(safe(text))


def tell(text: str) -> None:
    """Print a message on one line, apart from the result."""
    print(f"manicule: {line(text)}", file=sys.stderr)


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


def safe(text: str) -> str:
    """Replace, one for one so that offsets stay, what a terminal would obey instead of show."""
    return text if text.isascii() and text.isprintable() else _OBEYED.sub("\ufffd", text)


def line(text: str) -> str:
    """Set a text on one line that is safe to print."""
    return " ".join(safe(text.replace("\n", " ")).split())


def excerpt(text: str, length: int = 60) -> str:
    """Give the beginning of a text on one line, in quotation marks."""
    words = line(text)
    return f"“{words}”" if len(words) <= length else f"“{words[: length - 1].rstrip()}…”"
