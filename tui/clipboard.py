"""Copy to the clipboard by the ways there are, and say whether it is known to be there."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.app import App

_PATIENCE = 2.0
"""Seconds that a program may take."""

_UNKNOWN = "(whether that took it cannot be known)"


async def copy(app: App[None], text: str) -> str:
    """Copy a text; return what to say before it: "Copied", or what cannot be known."""
    # Programs would copy to the clipboard of the machine that serves the page.
    return await copy_with(app, text, {"PATH": ""} if app.is_web else os.environ)


async def copy_with(app: App[None], text: str, environment: Mapping[str, str]) -> str:
    """Copy a text in an environment of these variables."""
    for command in commands(environment):
        if await asyncio.to_thread(_given, command, text):
            return (
                "Copied"
                if command[0] != "tmux"
                else f"Copied in tmux, sent on to the terminal {_UNKNOWN}"
            )
    if environment.get("TERM") == "linux":
        return "Not copied, the Linux console has no clipboard"
    # The terminal is asked (OSC 52). It never answers, and some are told not to obey.
    app.copy_to_clipboard(text)
    return f"Sent to the terminal's clipboard {_UNKNOWN}"


def commands(environment: Mapping[str, str]) -> Iterator[list[str]]:
    """List the programs that may have a clipboard here, the surest first."""
    # On another machine these would copy to that machine's clipboard, where nobody pastes.
    if not any(environment.get(name) for name in ("SSH_TTY", "SSH_CONNECTION")):
        found = [["pbcopy"]]
        if environment.get("WAYLAND_DISPLAY"):
            found.append(["wl-copy"])
        if environment.get("DISPLAY"):
            found += [["xclip", "-selection", "clipboard"], ["xsel", "--clipboard", "--input"]]
        path = environment.get("PATH")
        yield from (command for command in found if shutil.which(command[0], path=path))
    if environment.get("TMUX") and shutil.which("tmux", path=environment.get("PATH")):
        # Into tmux's own buffer, and on to the terminal around it (-w) as far as that lets it.
        yield ["tmux", "load-buffer", "-w", "-"]


def _given(command: list[str], text: str) -> bool:
    """Give a text to a program; False when it fails. It may live on to serve the clipboard."""
    try:
        done = subprocess.run(
            command,
            input=text.encode("utf-8", "replace"),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_PATIENCE,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return done.returncode == 0
