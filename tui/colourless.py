"""The screens without any colour, as NO_COLOR asks: what colour alone said, attributes say."""

from __future__ import annotations

from functools import lru_cache

from rich.color import Color as TerminalColor
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

_SHOWN = 1.3
"""Contrast from which a ground is meant to be seen: a cursor, a chosen row, a scrollbar."""
_FAINT = 6.0
"""Contrast below which letters are meant to stand back."""


class Colourless(LineFilter):
    """Sends no colour at all: the terminal's own letters on its own ground.

    Textual's way is to paint greys on a ground of its own, which is colour to a terminal.
    """

    def __init__(self, ground: Color) -> None:
        super().__init__()
        self._ground = ground
        self._bare = lru_cache(maxsize=1024)(self._bared)

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Give a line without colours."""
        return [
            Segment(text, style and self._bare(style), control) for text, style, control in segments
        ]

    def _bared(self, style: Style) -> Style:
        ground = self._against(style.bgcolor)
        if not style.reverse:
            if ground >= _SHOWN:
                style += Style(reverse=True)
            elif 1 < self._against(style.color) < _FAINT:
                style += Style(dim=True)
        return style.without_color

    def _against(self, colour: TerminalColor | None) -> float:
        """Compute a colour's contrast to the ground; 1 where none is named."""
        if colour is None or colour.triplet is None:
            return 1.0
        return _contrast(Color.from_rich_color(colour), self._ground)


def _contrast(one: Color, other: Color) -> float:
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Color) -> float:
    """Compute the relative luminance of WCAG 2."""
    parts = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour.normalized)
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))
