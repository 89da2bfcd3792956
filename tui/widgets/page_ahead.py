"""Use the time in which a person reads."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from time import perf_counter

_QUIET = 0.04
"""Seconds without a frame after which there is time."""
_SLICE = 0.001
"""Seconds after which keys get their turn again: a key that comes meanwhile waits as long."""


class Ahead:
    """Does work step by step while nothing is drawn; every frame begins it anew."""

    def __init__(self, work: Callable[[], Iterator[None]]) -> None:
        self._work = work
        self._steps: Iterator[None] | None = None
        self._handle: asyncio.TimerHandle | None = None

    def later(self) -> None:
        """Begin anew when it has been quiet for a while."""
        self.stop()
        self._handle = asyncio.get_running_loop().call_later(_QUIET, self._begin)

    def stop(self) -> None:
        """Do nothing more."""
        if self._handle is not None:
            self._handle.cancel()
            self._handle = None

    def _begin(self) -> None:
        self._steps = self._work()
        self._go_on()

    def _go_on(self) -> None:
        end = perf_counter() + _SLICE
        assert self._steps is not None
        for _ in self._steps:
            if perf_counter() > end:
                # A moment's rest, so that a key that has come in between goes first.
                self._handle = asyncio.get_running_loop().call_later(0.001, self._go_on)
                return
        self._handle = None
