"""Taking changes back and making them again, and saying what came of it and where."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from storage.errors import NotFound
from tui.undone import sentence
from tui.widgets.cells import cut

if TYPE_CHECKING:
    from storage.history import Step
    from storage.library import Library

_TITLE = 40
"""Cells of a title, so that what was done is still to be seen after it."""


def undo(library: Library, here: int | None = None) -> str:
    """Take the last change back and say what is so now; made in another article, in which."""
    step = library.step_back()
    return _said(library, step, False, here) if step else "There is nothing to undo."


def redo(library: Library, here: int | None = None) -> str:
    """Make the change again that was taken back last, and say what is so now as `undo` does."""
    step = library.step_forth()
    return _said(library, step, True, here) if step else "There is nothing to do again."


def _said(library: Library, step: Step, again: bool, here: int | None) -> str:
    what = re.sub("“(.*)”", _shortened, step.what, flags=re.DOTALL)
    said = f"{_elsewhere(library, step, here)}{sentence(what, again)}."
    return said[0].upper() + said[1:]


def _shortened(title: re.Match[str]) -> str:
    return f"“{cut(title[1], _TITLE)}”"


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
    return "" if f"“{title}”" in step.what else f"in “{cut(title, _TITLE)}” "
