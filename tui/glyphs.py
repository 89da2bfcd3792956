"""The signs of the screens in the letters of a typewriter, one cell for one cell.

Letters and punctuation are an article's own and stay; so only signs and lines change.
"""

from __future__ import annotations

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

_SIGNS = str.maketrans(
    {
        **dict.fromkeys("☞›▸❯▶→", ">"),
        **dict.fromkeys("│┃▎▔▕▏█▌▐▊", "|"),
        **dict.fromkeys("─━", "-"),
        **dict.fromkeys("├┤┌┐└┘╭╮╰╯╴╶", "+"),
        "⚑": "F",
        "✎": "*",
        "┈": ".",
        "✓": "x",
        "━": "=",
        "↵": "~",
        "←": "<",
        "↑": "^",
        "●": "@",
        "◐": "%",
        "○": "o",
        "▫": "-",
        "◦": "-",
        "↓": "v",
        "▼": "v",
        "▁": "_",
    }
)


class Typewriter(LineFilter):
    """Draws every sign as a letter that any terminal has."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Give a line with its signs replaced."""
        return [
            segment if segment.text.isascii() else Segment(typed(segment.text), *segment[1:])
            for segment in segments
        ]


def typed(text: str) -> str:
    """Replace the signs of a text."""
    return text.translate(_SIGNS)
