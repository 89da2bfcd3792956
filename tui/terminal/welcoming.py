"""`manicule welcome --reset`: the article that teaches the keys, as it was at first."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from storage.paths import config_file
from storage.welcome import anew
from tui import lessons
from tui.catalogue import known
from tui.counting import counted
from tui.naming import namer
from tui.settings.read import read
from tui.terminal.output import say, tell

if TYPE_CHECKING:
    from storage.library import Library


def reset(library: Library, args: Namespace) -> int:
    """Put text and progress back as new; what the person wrote there goes to the trash."""
    made = anew(library, namer(read(config_file(), known()).settings))
    lessons.forget()
    say(f"as new: {made.id}  {library.title(made.id)}; `manicule welcome` opens it")
    if made.marks:
        tell(
            f"{counted(made.marks, 'mark')} of yours went to the trash: "
            "`manicule trash` shows them, `manicule trash restore` brings them back."
        )
    if made.text:
        tell(
            "the article as it was until now, with what you wrote in it, is in the trash: "
            f"`manicule trash restore {made.text}` brings it back."
        )
    return 0
