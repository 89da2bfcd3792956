"""`manicule read` of a pipe, a file or an address, and of anything where there is no screen."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from storage.dossier import Dossier
from storage.errors import IntakeError, ManiculeError
from storage.intake.sanitise import line
from storage.models import Article, Progress, State
from tui.terminal.output import say, saying, tell
from tui.terminal.referring import find

if TYPE_CHECKING:
    from storage.library import Library


def source(reference: str) -> Article:
    """Read the article of standard input (-), of an address or of a file."""
    from storage.intake import read_bytes, read_file
    from storage.intake.decode import LIMIT
    from storage.intake.web import is_address, read_url

    if reference == "-":
        if sys.stdin.isatty():
            tell("reading from the keyboard; end with ctrl+d.")
        return read_bytes(sys.stdin.buffer.read(LIMIT + 1), "stdin")
    if is_address(reference):
        with saying(f"fetching {line(reference)}"):
            return read_url(reference)
    path = Path(os.path.expanduser(reference))
    if path.is_dir():
        raise IntakeError(f"{line(reference)} is a folder: `manicule add` stores what is in it.")
    return read_file(path)


def take_keys_from_terminal() -> None:
    """Put the terminal in the place of the pipe that the text came by."""
    if sys.stdin.isatty():
        return
    try:
        terminal = os.open("/dev/tty", os.O_RDWR)
    except OSError as error:
        raise ManiculeError(
            "There is no terminal to take keys from (/dev/tty): "
            "`manicule add -` stores the text, `manicule read - | cat` prints it."
        ) from error
    os.dup2(terminal, 0)
    os.close(terminal)


def print_text(article: Article) -> None:
    """Print an article that is not in the library as nothing but text."""
    from tui.terminal.plain import plain_page

    say(plain_page(Dossier(article, State.UNREAD, Progress())))


def print_stored(library: Library, reference: str) -> None:
    """Print an article of the library as nothing but text."""
    print_text(library.article(find(library, reference).id))
