"""A box over the page with rows of which one is chosen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from textual.screen import ModalScreen
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tui.closing import Closing
from tui.rebinding import key_of
from tui.widgets.cells import cut

Result = TypeVar("Result")

WIDTH = 76
"""Cells of the box where the screen has room for them."""
_EDGES = 6
"""Cells of a border with a title that are not the title's."""


class ChoosingScreen(ModalScreen[Result | None], Closing):
    """Gives what was chosen, by a letter or by enter on a row, or None."""

    DEFAULT_CSS = f"""
    ChoosingScreen {{
        align: center middle; background: $background 60%;
        OptionList {{
            width: 96%; max-width: {WIDTH}; min-width: 12; height: auto; max-height: 90%;
            border: round $accent; background: $surface; padding: 0 1;
            border-title-color: $accent-text; border-subtitle-color: $page-faint;
        }}
        OptionList:focus {{ border: round $accent; }}
    }}
    """

    def box(self, options: Iterable[Option], title: str, does: str, close: str) -> OptionList:
        """Make the box; `does` says what a letter does, `close` is the id of the closing key."""
        made = OptionList(*options)
        made.border_title = cut(title, WIDTH - _EDGES)
        made.border_subtitle = " · ".join(filter(None, [does, key_of(self, close)]))
        return made

    def action_close(self) -> None:
        """Choose none."""
        self.dismiss(None)
