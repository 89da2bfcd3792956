"""The welcome article's lessons: the reader notices what was done, and says what is next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult

from storage.errors import ManiculeError
from storage.welcome import is_welcome
from tui.screens.reader_moving import Moving

if TYPE_CHECKING:
    from tui.screens.reader_course import Course


class Learning(Moving, part=True):
    """Watches for what the article asks; in every other article, and afterwards, it is silent."""

    _course: Course | None = None

    def compose(self) -> ComposeResult:
        """Put the guide under the page while there is something left to learn."""
        yield from super().compose()
        if self._is_welcome():
            from tui.screens.reader_course import Course

            self._course = Course(self)
            yield from self._course.guide()
            self.when_shown(self._name_keys)

    def _is_welcome(self) -> bool:
        try:
            return is_welcome(self.library, self.article_id)
        except ManiculeError:
            # Whoever opens the article complains of it.
            return False

    def _name_keys(self) -> None:
        if self._course is not None:
            self.run_worker(self._course.name_keys(), group="keys")

    def did(self, act: str) -> None:
        """See whether that was asked for."""
        if self._course is not None:
            self._course.did(act)

    def before_key(self) -> None:
        """Take the guide away for good once everything was done and said."""
        super().before_key()
        if self._course is not None:
            self._course.end_when_done()

    def _look_for_changes(self) -> None:
        """Notice too what was done in a shell meanwhile."""
        super()._look_for_changes()
        if self._course is not None:
            self._course.look_outside()

    def take_settings(self) -> None:
        """Name the keys as they are now."""
        super().take_settings()
        if self._course is not None and self._course.keys_are_named:
            self._name_keys()

    def action_zen(self) -> None:
        """Show nothing but the text, without the guide too."""
        super().action_zen()
        if self._course is not None:
            self._course.show(not self.page.bare)
