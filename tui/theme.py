"""The look: two themes of our own, and the colours that every theme must have."""

from __future__ import annotations

from textual.theme import Theme

from tui.colours import ANSI_MARKS, DARK_MARKS, LIGHT_MARKS

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


def marks_for(theme: Theme) -> dict[str, str]:
    """Give the mark colours for a theme that brings none of its own."""
    if theme.ansi:
        return ANSI_MARKS
    return DARK_MARKS if theme.dark else LIGHT_MARKS


def usual_theme(dark: bool, *, few: bool) -> str:
    """Name the theme for a terminal's ground; with few colours its owner's own are the best."""
    if few:
        return "ansi-dark" if dark else "ansi-light"
    return INK.name if dark else PAPER.name
