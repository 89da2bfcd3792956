"""What the lists of places in an article have in common: one of them is chosen, or none."""

from __future__ import annotations

from textual import on
from textual.getters import query_one
from textual.screen import ModalScreen

from tui.screens.desk import Movable, Moving
from tui.screens.session import Session
from tui.widgets.outline import Outline


class Places(Moving, ModalScreen["int | None"]):
    """Gives the offset of the passage that was chosen, or None to stay where one was."""

    AUTO_FOCUS = ""

    outline = query_one(Outline)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session

    @property
    def moving(self) -> Movable:
        return self.outline

    def action_open(self) -> None:
        """Go to the passage under the cursor, if it is still in the text."""
        here = self.outline.current
        if here is None or here.offset is not None:
            self.dismiss(here.offset if here else None)

    @on(Outline.Opened)
    def _clicked(self) -> None:
        self.action_open()

    def action_close(self) -> None:
        """Go nowhere."""
        self.dismiss(None)
