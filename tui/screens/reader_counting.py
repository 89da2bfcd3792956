"""Counts before motions: 3}, 12]c, 50%."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textual import events
from textual.timer import Timer

from tui.keyed import Bound, KeyedScreen
from tui.rebinding import worded

PAUSE = 0.8
"""Seconds after which a digit that stands alone means what it is bound to by itself."""

MOST_DIGITS = 5

Step = tuple[str, tuple[Any, ...]]


class Counting(KeyedScreen, part=True):
    """A screen on which digits count for the motion that follows.

    A single digit may have a meaning of its own, too. It has it when no motion follows: at
    once when another key comes next, else after a short pause. So nothing is done twice, and
    nothing is done that has to be taken back.
    """

    _count = ""
    _waiting: Timer | None = None

    def counted(self, name: str, parameters: tuple[Any, ...], count: int) -> Step | None:
        """Give what an action becomes with a count; None where it takes none."""
        raise NotImplementedError

    def so_far(self) -> str:
        """Write count and keys as they were typed."""
        if not self._typed and (meant := self._meant()):
            count = self._count
            motions = worded(self, f"{count}{{reader.paragraph-next}} {count}{{reader.down}}")
            return f"{count}  {meant}, or a count: {motions}"
        return self._count + super().so_far()

    def _meant(self) -> str:
        """Name what the digits mean by themselves, where they mean anything."""
        if len(self._count) != 1:
            return ""
        for node, action in self.bound(self._count):
            target, name, parameters = self.app._parse_action(action, node)
            if target.check_action(name, parameters):
                return next(
                    binding.description
                    for binding in node._bindings.key_to_bindings[self._count]
                    if binding.action == action
                )
        return ""

    async def _obey(self, event: events.Key) -> None:
        """Gather digits before a key; escape forgets them."""
        key = event.key
        self._stop_waiting()
        if not self._typed:
            if key.isdecimal() and len(key) == 1 and (self._count or key != "0"):
                self._count = (self._count + key)[:MOST_DIGITS]
                if self._meant():
                    self._waiting = self.set_timer(PAUSE, self.count_over)
                self.post_message(self.Pending(self.so_far()))
                return
            if self._count and key == "escape":
                self._forget()
                return
        await super()._obey(event)
        if not self._typed:
            # A sequence that led nowhere takes its count with it.
            self._forget()

    async def perform(self, bound: Sequence[Bound]) -> None:
        """Run an action as often as was counted."""
        if not self._count or not bound:
            await super().perform(bound)
            return
        count = int(self._count)
        for node, action in bound:
            target, name, parameters = self.app._parse_action(action, node)
            if not target.check_action(name, parameters):
                continue
            step = self.counted(name, parameters, count)
            if step is not None:
                self._forget()
                await self.app.run_action(("", *step), node)
                return
            break
        await self.count_over()
        await super().perform(bound)

    async def count_over(self) -> None:
        """Let digits after which no motion came mean what they mean by themselves."""
        alone = self.bound(self._count) if len(self._count) == 1 else []
        self._forget()
        await super().perform(alone)

    def _forget(self) -> None:
        self._stop_waiting()
        if self._count:
            self._count = ""
            self.post_message(self.Pending(""))

    def _stop_waiting(self) -> None:
        if self._waiting is not None:
            self._waiting.stop()
            self._waiting = None
