"""The welcome article's course: what was done of what it asks for, and what is next."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from storage.errors import ManiculeError
from storage.keyed_text import fill
from storage.models import Article
from storage.welcome import with_keys
from tui import lessons
from tui.screens.session import Session
from tui.settings.model import Settings, settings_of

if TYPE_CHECKING:
    from tui.screens.reader_base import ReaderBase
    from tui.widgets.guide import Guide

Named = Callable[[str], str]


class Course:
    """Follows a reader of the welcome article, whose guide it tells what to say."""

    def __init__(self, reader: ReaderBase) -> None:
        self._reader = reader
        self._guide: Guide | None = None
        self._named: Named | None = None
        self._known = lessons.done()
        self._last = next(iter(lessons.unanswered()), "")
        """The act that was done last."""

    def guide(self) -> Iterator[Guide]:
        """Give what stands under the page while there is something left to learn, or to say."""
        if self._last or lessons.following(self._known) is not None:
            from tui.widgets.guide import Guide

            self._guide = Guide()
            yield self._guide

    async def name_keys(self) -> None:
        """Gather the names of the keys, which stand on every screen, and put them in the text."""
        reader = self._reader
        settings = settings_of(reader.app)
        try:
            self._named, fresh = await asyncio.to_thread(self._look_up, settings)
            # At once: nobody may mark something in the old text when the new one is stored.
            if fresh is not None and reader.editing is None and reader.selection is None:
                reader.library.renew(reader.article_id, fresh, undoable=False)
                reader.session = Session(reader.library, reader.article_id)
                reader.show_article()
                reader.draw_marks()
                reader.tell()
        except ManiculeError:
            # One that cannot be written teaches with the keys that it names.
            pass
        self._tell()

    def _look_up(self, settings: Settings) -> tuple[Named, Article | None]:
        from tui.naming import namer

        named = namer(settings)
        for lesson in lessons.LESSONS:
            fill(lesson.asks, named)
        return named, with_keys(self._reader.library, self._reader.article_id, named)

    @property
    def keys_are_named(self) -> bool:
        """Tell whether the keys were named already, by other settings perhaps."""
        return self._named is not None

    def did(self, act: str) -> None:
        """See whether that was asked for."""
        if self._guide is None or act in self._known:
            return
        lessons.learn(act)
        self._take_up(act)

    def look_outside(self) -> None:
        """Notice what was done in a shell."""
        if self._guide is not None:
            for act in lessons.done() - self._known:
                self._take_up(act)

    def end_when_done(self) -> None:
        """Take the guide away for good once everything was done and said."""
        if self._guide is not None and lessons.following(self._known) is None:
            self._guide.remove()
            self._guide = None

    def show(self, shown: bool) -> None:
        """Show the guide, or leave the screen to the text."""
        if self._guide is not None:
            self._guide.display = shown

    def _take_up(self, act: str) -> None:
        self._known = lessons.done() | {act}
        self._last = act
        self._tell()

    def _tell(self) -> None:
        if self._guide is not None and self._named is not None:
            self._guide.tell(fill(lessons.told(self._last, self._known), self._named))
            lessons.answered()
