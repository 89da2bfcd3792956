"""A terminal given back in order when the program is told to end while it starts."""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Callable, Iterator
from types import FrameType

_ENDING = [
    getattr(signal, name) for name in ("SIGTERM", "SIGHUP", "SIGQUIT") if hasattr(signal, name)
]
"""What tells a program to end; ctrl+c comes as an exception."""


@contextlib.contextmanager
def ending_in_order(give_back: Callable[[], None]) -> Iterator[None]:
    """Call `give_back` before a signal ends the program; who takes a signal over is left alone.

    An exception would not do: raised while a module is imported it may be swallowed, or printed.
    """

    def end(number: int, frame: FrameType | None) -> None:
        give_back()
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)

    # What is to be ignored (nohup) stays ignored.
    ours = [number for number in _ENDING if signal.getsignal(number) is signal.SIG_DFL]
    for number in ours:
        signal.signal(number, end)
    try:
        yield
    finally:
        for number in ours:
            if signal.getsignal(number) is end:
                signal.signal(number, signal.SIG_DFL)
