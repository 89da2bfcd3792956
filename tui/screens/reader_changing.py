"""Changing the library, and showing what was changed."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from typing import TypeVar

from storage.errors import ManiculeError, NotFound
from tui.rebinding import rebind
from tui.screens.reader_going import Going

R = TypeVar("R")

_AWAY = "The article is in the trash (is:trashed, {library.remove} brings it back). "
"""Said before what was changed, for that is there too."""


class Changing(Going, part=True):
    """Shows the library's state after every change, whoever made it."""

    _behind = False
    """Whether the library has another text than the one on the screen."""
    _told = ""
    """What is still to be said of a change."""
    _answered = ""
    """What was said of the last change."""

    async def change(self, work: Callable[[], R], said: str | Callable[[R], str]) -> bool:
        """Change the library off the event loop; say so when it is on disk, never before."""
        try:
            result, is_away = await asyncio.to_thread(lambda: (work(), self._is_away()))
        except ManiculeError as error:
            self.complain(error)
            self.take_up()
            return False
        told = said(result) if callable(said) else said
        if is_away:
            told = self.keyed(_AWAY) + told
        self._answered = told
        if self.take_up():
            self.say(told)
        else:
            self._told = told
        return True

    def _is_away(self) -> bool:
        """Tell whether the article is in the trash, where another program may have put it."""
        with contextlib.suppress(ManiculeError):  # what cannot be read says so by itself
            return bool(self.library.entry(self.article_id).trashed)
        return False

    def take_up(self) -> bool:
        """Show the library's present state, if it has the same text.

        To a new text the screen goes on as soon as nothing is being written; where the article
        is no longer in the library it closes.
        """
        try:
            if self.session.is_behind:
                self._behind = True
                self.call_later(self._go_on)
                return False
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

    async def _go_on(self) -> None:
        """Show the article's new text at the same words."""
        if self.app.screen is not self or self.editing is not None or not self._behind:
            return
        from tui.screens.reader import ReaderScreen

        self._behind = False
        # Keys that are typed meanwhile are meant for what comes.
        self._opening.clear()
        try:
            self._unsaved = True
            await self.save_place()
            said = f"The text is new. {self._told}" if self._told else "The article has a new text."
            fresh = ReaderScreen(self.article_id, greeting=said)
            rebind(fresh)
            self.app.switch_screen(fresh)
        finally:
            self._opening.set()

    async def save_place(self) -> None:
        """Write down the reading place."""
        raise NotImplementedError

    def _look_for_changes(self) -> None:
        """Show what another program wrote; a note being written is left in peace."""
        if self.app.screen is not self or self.editing is not None:
            return
        try:
            changed = self.library.refresh()
        except ManiculeError:
            # Whoever next reads or writes will say so, once and not every second.
            return
        if changed or self._behind:
            self.take_up()
