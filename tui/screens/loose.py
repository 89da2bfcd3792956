"""The reader of an article that is not in the library."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, cast

from storage.models import Article
from storage.unkept import Unkept
from tui.rebinding import hints
from tui.screens.reader import ReaderScreen
from tui.screens.reader_changing import R

if TYPE_CHECKING:
    from storage.library import Library


class LooseReader(ReaderScreen):
    """Reads an article that came by a pipe, and keeps it when the person marks something."""

    def __init__(self, article: Article) -> None:
        super().__init__(0)
        self._loose = article
        self._welcomed = False

    @cached_property
    def _shelf(self) -> Unkept:
        return Unkept(super().library, self._loose)

    @property
    def library(self) -> Library:
        """The app's library, with one article before it."""
        return cast("Library", self._shelf)

    def _arrive(self) -> None:
        super()._arrive()
        if self.page.size.area and not self._welcomed:
            self._welcomed = True
            self._tell_unkept("Not in the library: {reader.store}, or your first mark, keeps it.")

    def _tell_unkept(self, template: str) -> None:
        """Say in a whole sentence what the status line else says in two words."""
        self.status.say(self.keyed(template), alone=True)

    def unkept(self) -> str:
        """Say so until it is kept."""
        if self._shelf.kept is not None:
            return ""
        return " · ".join(filter(None, ["not kept", hints(self, ("reader.store", "keeps"))]))

    async def change(self, work: Callable[[], R], said: str | Callable[[R], str]) -> bool:
        """Change the library, and say so when the article has come into it, or gone again."""
        before = self._shelf.kept
        done = await super().change(work, said)
        now = self._shelf.kept
        self.article_id = now or 0
        if now is not None and before is None:
            undo = self.keyed("{reader.undo} takes it out again.")
            self.notify(f"The article is in the library now, as number {now}. {undo}", markup=False)
        elif now is None and before is not None:
            self.notify("The article is not in the library any more.", markup=False)
        return done

    def action_export(self) -> None:
        """Let the article leave, once it is kept."""
        if self._shelf.kept is None:
            self._tell_unkept("{reader.store} keeps the article; then it can be exported.")
        else:
            super().action_export()

    async def action_store(self) -> None:
        """Keep the article in the library."""
        if self._shelf.kept is not None:
            await super().action_store()
            return
        await self.change(self._shelf.store, "Kept in the library.")
        self._moved = self._unsaved = True
