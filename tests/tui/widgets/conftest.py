"""A widget alone in an app, in its colours."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.app import App, ComposeResult
from textual.widget import Widget

from tui.theme import THEMES, marks_for


class Alone(App[None]):
    def __init__(self, widget: Widget) -> None:
        super().__init__()
        self._widget = widget
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = THEMES[0].name

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return marks_for(self.current_theme)

    def compose(self) -> ComposeResult:
        yield self._widget


@pytest.fixture
def alone() -> Callable[[Widget], App[None]]:
    """Give `alone(widget)`: an app with nothing else in it."""
    return Alone
