"""Taking changes back and making them again, and saying what came of it and where."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from storage.errors import NotFound
from tui.undone import sentence
from tui.widgets.cells import cut

if TYPE_CHECKING:
    from storage.history import Step
    from storage.library import Library

_TITLE = 40
"""Cells of a title, so that what was done is still to be seen after it."""


class Turned(NamedTuple):
    """What came of a change that was taken back or made again."""

    said: str
    """What is so now, in a sentence."""
    about: frozenset[int | str] = frozenset()
    """What it changed: ids of articles, and uids of marks."""


def undo(library: Library, here: int | None = None) -> str:
    """Take the last change back and say what is so now; made in another article, in which."""
    return turn(library, False, here).said


def redo(library: Library, here: int | None = None) -> str:
    """Make the change again that was taken back last, and say what is so now as `undo` does."""
    return turn(library, True, here).said


def turn(library: Library, again: bool, here: int | None = None) -> Turned:
    """Take the last change back, or make again what was taken back last."""
    step = library.step_forth() if again else library.step_back()
    if step is None:
        return Turned("There is nothing to do again." if again else "There is nothing to undo.")
    return Turned(_said(library, step, again, here), step.articles | step.marks)


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
