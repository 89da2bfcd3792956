"""Taking changes back and making them again, and saying where they were made."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from storage.errors import NotFound
from tui.widgets.cells import cut

if TYPE_CHECKING:
    from storage.history import Step
    from storage.library import Library

_TITLE = 40
"""Cells of a title, so that what was done is still to be seen after it."""


def undo(library: Library, here: int | None = None) -> str:
    """Take the last change back and say which; one made in another article than `here`, where."""
    return _turned(library, library.step_back, "Undone", "There is nothing to undo.", here)


def redo(library: Library, here: int | None = None) -> str:
    """Make the change again that was taken back last, and say which as `undo` does."""
    return _turned(library, library.step_forth, "Done again", "There is nothing to do again.", here)


def _turned(
    library: Library, turn: Callable[[], Step | None], done: str, nothing: str, here: int | None
) -> str:
    step = turn()
    if step is None:
        return nothing
    return f"{done}{_elsewhere(library, step, here)}: {step.what}."


def _elsewhere(library: Library, step: Step, here: int | None) -> str:
    """Name the article of a step, unless it is here or what was done names it."""
    articles = step.articles - {here}
    if len(articles) != 1 or here in step.articles:
        return ""
    try:
        title = library.title(*articles)
    except NotFound:
        # Its adding was taken back.
        return ""
    return "" if f"“{title}”" in step.what else f" in “{cut(title, _TITLE)}”"
