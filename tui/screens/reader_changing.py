"""Changing the library, and showing what was changed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

from storage.errors import ManiculeError, NotFound
from tui.screens.reader_going import Going

R = TypeVar("R")


class Changing(Going, part=True):
    """Shows the library's state after every change, whoever made it."""

    async def change(self, work: Callable[[], R], said: str | Callable[[R], str]) -> bool:
        """Change the library off the event loop; say so when it is on disk, never before."""
        try:
            result = await asyncio.to_thread(work)
        except ManiculeError as error:
            self.complain(error)
            return False
        if self.take_up():
            self.say(said(result) if callable(said) else said)
        return True

    def take_up(self) -> bool:
        """Show the library's present state; leave when the article is no longer in it."""
        try:
            self.session.reload()
        except NotFound as error:
            self._unsaved = False
            self.complain(error)
            self.close()
            return False
        except ManiculeError as error:
            self.complain(error)
            return False
        self.draw_marks()
        self.draw_point()
        self.tell()
        return True

    def _look_for_changes(self) -> None:
        """Show what another program wrote; a note being written is left in peace."""
        if self.app.screen is not self or self.editing is not None:
            return
        try:
            changed = self.library.refresh()
        except ManiculeError:
            # Whoever next reads or writes will say so, once and not every second.
            return
        if changed:
            self.take_up()
