"""The settings, each with what it is without a file."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from storage.models import DEFAULT_DENSITY
from tui.dates import Dates
from tui.reading.frame import MARGIN, MEASURE
from tui.sorting import Sorting

AUTO = "auto"
"""The theme that follows the terminal."""
NEWEST, BY_ARTICLE = NOTE_ORDERS = ("newest", "article")
"""The orders of the list of all notes."""


_NONE: Mapping[str, Any] = MappingProxyType({})


class Settings(NamedTuple):
    """How one person wants the screens."""

    theme: str = AUTO
    """The name of a theme, or `auto`: ink or paper, as the terminal is dark or light."""
    column: int = MEASURE
    """Cells of a line of text."""
    density: int = DEFAULT_DENSITY
    """How many claims an article opens with, 1 to 5."""
    margin: bool = True
    """Whether notes stand beside the text where there is room."""
    margin_width: int = MARGIN
    """Cells of the margin at most."""
    hyphenate: bool = False
    """Whether words are divided at the ends of rows, for which `manicule[hyphen]` is needed."""
    glyphs: str = "unicode"
    """`ascii` for terminals that lack the signs."""
    sort: str = str(Sorting())
    """What the library is sorted by: one of SORTINGS."""
    notes: str = NEWEST
    """How the list of all notes is sorted: one of NOTE_ORDERS."""
    dates: Dates = Dates.DAY_MONTH
    """How dates are written."""
    dark: Mapping[str, str] = _NONE
    """Colours in place of the theme's on dark themes, by the names of the theme's variables."""
    light: Mapping[str, str] = _NONE
    """The same on light themes."""
    keys: Mapping[str, tuple[str, ...]] = _NONE
    """Keys by binding id, in place of the declared ones; none for an action without a key."""

    @property
    def ascii(self) -> bool:
        """Whether signs are drawn with the letters of a typewriter."""
        return self.glyphs == "ascii"


def settings_of(app: object) -> Settings:
    """Give the settings of a running app; the defaults where it has none."""
    found = getattr(app, "settings", None)
    return found if isinstance(found, Settings) else Settings()
