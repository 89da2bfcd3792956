"""Pipes that lie in a folder: whoever opens one waits for a writer who may never come."""

from __future__ import annotations

import os
import stat
from pathlib import Path

_OURS = ("/dev/", "/proc/")
"""Where a shell puts what it feeds to a program, as in `<(...)`: there a writer is coming."""


def is_idle_pipe(path: Path | str) -> bool:
    """Tell whether a path leads to a named pipe that no shell made for this program."""
    try:
        if not stat.S_ISFIFO(os.stat(path).st_mode):
            return False
    except (OSError, ValueError):
        return False  # Opening it says what is wrong.
    return not os.path.abspath(path).startswith(_OURS)


def refusal(name: str, instead: str = "save what comes out of it as a file first") -> str:
    """Return the sentence about such a pipe."""
    return f"{name} is a named pipe, not a file: {instead}."
