"""The reader of an article that is not in the library."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from storage.models import Article
from storage.unkept import Unkept
from tui.keeping import offer, turned
from tui.rebinding import hints
from tui.screens.reader import ReaderScreen
from tui.screens.reader_changing import R


class LooseReader(ReaderScreen):
    """Reads an article that came by a pipe, and keeps it when the person marks something."""

    def __init__(self, article: Article) -> None:
        super().__init__(0)
        self._loose = article
        self._welcomed = False

    @cached_property
    def library(self) -> Unkept:
        """The app's library, with one article before it."""
        return Unkept(super().library, self._loose)

    def _arrive(self) -> None:
        super()._arrive()
        if self.page.size.area and not self._welcomed:
            self._welcomed = True
            self._tell_unkept(offer("{reader.store}"))

    def _tell_unkept(self, template: str) -> None:
        """Say in a whole sentence what the status line else says in two words."""
        self.status.say(self.keyed(template), alone=True)

    def unkept(self) -> str:
        """Say so until it is kept."""
        if self.library.kept is not None:
            return ""
        return " · ".join(filter(None, ["not kept", hints(self, ("reader.store", "keeps"))]))

    async def change(self, work: Callable[[], R], said: str | Callable[[R], str]) -> bool:
        """Change the library, and say so when the article has come into it, or gone again."""
        before = self.library.kept
        done = await super().change(work, said)
        now = self.library.kept
        self.article_id = now or 0
        if told := turned(before, now, self.keyed("{reader.undo}")):
            self.notify(told, markup=False)
        return done

    def action_export(self) -> None:
        """Let the article leave, once it is kept."""
        if self.library.kept is None:
            self._tell_unkept("{reader.store} keeps the article; then it can be exported.")
        else:
            super().action_export()

    async def action_store(self) -> None:
        """Keep the article in the library."""
        if self.library.kept is not None:
            await super().action_store()
            return
        await self.change(self.library.store, "Kept in the library.")
        self._moved = self._unsaved = True
