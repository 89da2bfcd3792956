"""The welcome article's lessons: the reader notices what was done, and says what is next."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.app import ComposeResult

from storage.errors import ManiculeError
from storage.keyed_text import fill
from storage.welcome import follow_keys, is_welcome
from tui import lessons
from tui.screens.reader_moving import Moving
from tui.settings.model import settings_of

if TYPE_CHECKING:
    from tui.widgets.guide import Guide


class Learning(Moving):
    """Watches for what the article asks; in every other article, and afterwards, it is silent."""

    _guide: Guide | None = None
    _named: Callable[[str], str]
    _known: frozenset[str] = frozenset()

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
        # Imported for this article alone: the names of all keys stand on every screen.
        from tui.naming import namer
        from tui.widgets.guide import Guide

        self._named = namer(settings_of(self.app))
        self._follow_keys()
        self._known = lessons.done()
        if lessons.following(self._known) is not None:
            self._guide = Guide(self._told(""))
            yield self._guide

    def _follow_keys(self) -> None:
        try:
            # By a library of its own: it is no deed of the person's to be undone.
            with type(self.library).open(self.library.path) as aside:
                follow_keys(aside, self.article_id, self._named)
        except ManiculeError:
            # One that cannot be written teaches with the keys that it names.
            return

    def did(self, act: str) -> None:
        """See whether that was asked for."""
        if self._guide is None or act in self._known:
            return
        lessons.learn(act)
        self._take_up_lessons(act)

    def _take_up_lessons(self, act: str) -> None:
        self._known = lessons.done() | {act}
        if self._guide is not None:
            self._guide.tell(self._told(act))

    def _told(self, act: str) -> str:
        return fill(lessons.told(act, self._known), self._named)

    def before_key(self) -> None:
        """Take the guide away for good once everything was done and said."""
        super().before_key()
        if self._guide is None:
            return
        if lessons.following(self._known) is None:
            self._guide.remove()
            self._guide = None

    def _look_for_changes(self) -> None:
        """Notice too what was done in a shell meanwhile."""
        super()._look_for_changes()
        if self._guide is None:
            return
        for act in lessons.done() - self._known:
            self._take_up_lessons(act)

    def take_settings(self) -> None:
        """Name the keys as they are now."""
        super().take_settings()
        if self._guide is not None:
            from tui.naming import namer

            self._named = namer(settings_of(self.app))
            self._guide.tell(self._told(""))

    def action_zen(self) -> None:
        """Show nothing but the text, without the guide too."""
        super().action_zen()
        if self._guide is not None:
            self._guide.display = not self.page.bare
