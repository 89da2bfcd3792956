"""The look: two themes of our own, and the colours that every theme must have."""

from __future__ import annotations

from textual.theme import Theme

from tui.colours import DARK_MARKS, LIGHT_MARKS

INK = Theme(
    name="ink",
    primary="#6e9fe6",
    secondary="#5cc0bd",
    accent="#e5a54f",
    warning="#e5a54f",
    error="#ec7480",
    success="#94c15c",
    foreground="#c9ccd3",
    background="#16181d",
    surface="#1c1f26",
    panel="#262a33",
    dark=True,
    variables=DARK_MARKS,
)

PAPER = Theme(
    name="paper",
    primary="#1c56a0",
    secondary="#00676a",
    accent="#8a4b00",
    warning="#8a4b00",
    error="#b3202c",
    success="#3b6212",
    foreground="#33312c",
    background="#fbf8f1",
    surface="#f3efe4",
    panel="#e6e0d2",
    dark=False,
    variables=LIGHT_MARKS,
)

THEMES = (INK, PAPER)


def marks_for(dark: bool) -> dict[str, str]:
    """Give the mark colours for a theme that brings none of its own."""
    return DARK_MARKS if dark else LIGHT_MARKS
