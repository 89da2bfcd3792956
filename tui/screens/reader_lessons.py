"""The welcome article's lessons: the reader notices what was done, and says what is next."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.app import ComposeResult

from storage.errors import ManiculeError
from storage.keyed_text import fill
from storage.models import Article
from storage.welcome import is_welcome, with_keys
from tui import lessons
from tui.screens.reader_moving import Moving
from tui.screens.session import Session
from tui.settings.model import Settings, settings_of

if TYPE_CHECKING:
    from tui.widgets.guide import Guide

Named = Callable[[str], str]


class Learning(Moving):
    """Watches for what the article asks; in every other article, and afterwards, it is silent."""

    _guide: Guide | None = None
    _named: Named | None = None
    _known: frozenset[str] = frozenset()
    _last = ""
    """The act that was done last."""

    def compose(self) -> ComposeResult:
        """Put the guide under the page while there is something left to learn."""
        yield from super().compose()
        try:
            welcome = is_welcome(self.library, self.article_id)
        except ManiculeError:
            # Whoever opens the article complains of it.
            return
        if not welcome:
            return
        self._known = lessons.done()
        if lessons.following(self._known) is not None:
            from tui.widgets.guide import Guide

            self._guide = Guide()
            yield self._guide
        self.when_shown(lambda: self.run_worker(self._learn_keys(), group="keys"))

    async def _learn_keys(self) -> None:
        """Gather the names of the keys, which stand on every screen, and put them in the text."""
        settings = settings_of(self.app)
        try:
            self._named, fresh = await asyncio.to_thread(self._look_up, settings)
            # At once: nobody may mark something in the old text when the new one is stored.
            if fresh is not None and self.editing is None and self.selection is None:
                self.library.renew(self.article_id, fresh, undoable=False)
                self.session = Session(self.library, self.article_id)
                self.show_article()
                self.draw_marks()
                self.tell()
        except ManiculeError:
            # One that cannot be written teaches with the keys that it names.
            pass
        self._tell_lesson()

    def _look_up(self, settings: Settings) -> tuple[Named, Article | None]:
        from tui.naming import namer

        named = namer(settings)
        for lesson in lessons.LESSONS:
            fill(lesson.asks, named)
        return named, with_keys(self.library, self.article_id, named)

    def did(self, act: str) -> None:
        """See whether that was asked for."""
        if self._guide is None or act in self._known:
            return
        lessons.learn(act)
        self._take_up_lessons(act)

    def _take_up_lessons(self, act: str) -> None:
        self._known = lessons.done() | {act}
        self._last = act
        self._tell_lesson()

    def _tell_lesson(self) -> None:
        if self._guide is not None and self._named is not None:
            self._guide.tell(fill(lessons.told(self._last, self._known), self._named))

    def before_key(self) -> None:
        """Take the guide away for good once everything was done and said."""
        super().before_key()
        if self._guide is not None and lessons.following(self._known) is None:
            self._guide.remove()
            self._guide = None

    def _look_for_changes(self) -> None:
        """Notice too what was done in a shell meanwhile."""
        super()._look_for_changes()
        if self._guide is not None:
            for act in lessons.done() - self._known:
                self._take_up_lessons(act)

    def take_settings(self) -> None:
        """Name the keys as they are now."""
        super().take_settings()
        if self._named is not None:
            self.run_worker(self._learn_keys(), group="keys")

    def action_zen(self) -> None:
        """Show nothing but the text, without the guide too."""
        super().action_zen()
        if self._guide is not None:
            self._guide.display = not self.page.bare
