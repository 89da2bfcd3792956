"""The terminal's ground: light or dark, and how many colours, asked before the screens start."""

from __future__ import annotations

import contextlib
import os
import re
import select
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from tui.ending import ending_in_order

_ASK = b"\x1b]11;?\x1b\\\x1b[c"
"""What is the background? And: who are you? Every terminal answers the second, and in order."""
_GROUND = re.compile(rb"\x1b\]11;([^\x07\x1b]{0,64})(?:\x07|\x1b\\)")
_DONE = re.compile(rb"\x1b\[\?[0-9;]{0,64}c")
_BEGUN = re.compile(rb"\x1b(?:\]1?1?;?[^\x07\x1b]{0,64}\x1b?|\[\??[0-9;]{0,64})\Z")
_HEX = re.compile(r"rgba?:([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})")

_MUTE = ("", "dumb", "linux")
"""Terminals that know no such question, and might show it."""

PATIENCE = 0.1
"""Seconds that the answer is waited for once everything else is ready."""


class Ground(NamedTuple):
    """What the terminal is like."""

    dark: bool = True
    few: bool = False
    """Whether it has sixteen colours or fewer."""
    typed: bytes = b""
    """Keys that were pressed meanwhile: the screens get them."""
    owed: bool = False
    """Whether the answer may still come, and must not be taken for keys."""
    before: list[Any] | None = None
    """How the terminal treated keys before it was asked."""


class Answers:
    """Takes the terminal's answers out of what the person types."""

    def __init__(self) -> None:
        self.ground: str | None = None
        self.done = False
        self._held = b""

    def feed(self, data: bytes) -> bytes:
        """Give what was typed; the beginning of an answer waits for its end."""
        data, self._held = self._held + data, b""
        if found := _GROUND.search(data):
            self.ground = found[1].decode("ascii", "replace")
            data = data[: found.start()] + data[found.end() :]
        if found := _DONE.search(data):
            self.done = True
            return data[: found.start()] + data[found.end() :]
        if found := _BEGUN.search(data):
            self._held = found[0]
            data = data[: found.start()]
        return data

    def rest(self) -> bytes:
        """Give what waited for an end that is not waited for any longer."""
        held, self._held = self._held, b""
        return held


class Asking:
    """A question on its way: asked early, so that the answer is there when it is wanted."""

    def __init__(self, file: int, before: list[Any] | None = None) -> None:
        self._file = file
        self._before = before
        self._answers = Answers()
        self._typed = b""
        self.answered = False
        """Whether the answer was asked for."""
        self.before_ending: Callable[[], None] | None = None
        """What is to be done first when a signal ends the program."""

    def answer(self, environment: Mapping[str, str]) -> Ground:
        """Give what the terminal said within a moment, else what the environment says."""
        self.answered = True
        done = self.wait(PATIENCE)
        return Ground(
            dark=self.is_dark(environment),
            few=has_few(environment),
            typed=self._typed + self._answers.rest(),
            owed=not done,
            before=self._before,
        )

    def give_back(self) -> None:
        """Let the terminal treat keys as it did before."""
        if self._before is not None:
            import termios

            # One that is gone needs nothing back.
            with contextlib.suppress(OSError, termios.error):
                termios.tcsetattr(self._file, termios.TCSANOW, self._before)

    def cut_off(self) -> None:
        """Give the terminal back: nobody will do it later."""
        if self.before_ending is not None:
            self.before_ending()
        self.give_back()

    def wait(self, patience: float) -> bool:
        """Wait so many seconds for the answer; tell whether it has come."""
        end = time.monotonic() + patience
        while not self._answers.done and (left := end - time.monotonic()) > 0:
            if not select.select([self._file], [], [], left)[0]:
                break
            data = os.read(self._file, 4096)
            if not data:
                break
            self._typed += self._answers.feed(data)
        return self._answers.done

    def is_dark(self, environment: Mapping[str, str]) -> bool:
        """Tell whether the ground is dark, by the answer if it has come."""
        dark = is_dark(self._answers.ground)
        return by_environment(environment).dark if dark is None else dark


@contextlib.contextmanager
def asking() -> Iterator[Asking | None]:
    """Ask the terminal; what is typed meanwhile is not echoed. None where it cannot be asked."""
    # Without our own painting nobody would hand on what is typed meanwhile.
    if os.environ.get("MANICULE_PLAIN") or os.environ.get("TERM", "") in _MUTE:
        yield None
        return
    try:
        import termios

        file = sys.stdin.fileno()
        if not os.isatty(file):
            raise OSError("a pipe has no ground")
        before = termios.tcgetattr(file)
    except (ImportError, OSError, ValueError):
        yield None
        return
    quiet = termios.tcgetattr(file)
    # As the screens will have it, but that ctrl+c ends what is still loading: every other key
    # is theirs, `enter` is itself, and none stops the program with its page on the terminal.
    quiet[0] &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
    quiet[3] &= ~(termios.ICANON | termios.ECHO | termios.IEXTEN)
    nothing = bytes([os.fpathconf(file, "PC_VDISABLE")])
    quiet[6] = list(before[6])
    for name in ("VSUSP", "VDSUSP", "VQUIT"):
        if hasattr(termios, name):
            quiet[6][getattr(termios, name)] = nothing
    asked = Asking(file, before)
    with ending_in_order(asked.cut_off):
        termios.tcsetattr(file, termios.TCSANOW, quiet)
        try:
            os.write(file, _ASK)
            yield asked
        finally:
            # What nobody waited for would else be typed into the shell.
            if not asked.answered:
                asked.answer({})
            asked.give_back()


def is_dark(said: str | None) -> bool | None:
    """Tell whether a colour as terminals say it (``rgb:1616/1818/1d1d``) is dark."""
    found = _HEX.fullmatch(said or "")
    if found is None:
        return None
    red, green, blue = (int(part, 16) / (16 ** len(part) - 1) for part in found.groups())
    return bool(0.299 * red + 0.587 * green + 0.114 * blue < 0.5)


def by_environment(environment: Mapping[str, str]) -> Ground:
    """Guess by COLORFGBG, which some terminals set ("15;0"); else it is dark."""
    back = environment.get("COLORFGBG", "").rpartition(";")[2]
    return Ground(dark=back not in ("7", "15"), few=has_few(environment))


def has_few(environment: Mapping[str, str]) -> bool:
    """Tell whether the terminal has sixteen colours or fewer, as Rich would find."""
    if environment.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit"):
        return False
    kind = environment.get("TERM", "").strip().lower()
    if os.name == "nt":
        return False
    return not kind.endswith(("-256color", "-kitty", "-truecolor", "-direct"))
