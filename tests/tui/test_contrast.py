"""Every pair of letters and ground that the screens draw can be read: 4.5 to 1 and more."""

from __future__ import annotations

import pytest
from textual.color import Color
from textual.theme import Theme

from tui.colours import LIGHT_MARKS
from tui.theme import THEMES

CLAIMS = [name for name in LIGHT_MARKS if name.startswith("claim-")]
INKS = [name for name in LIGHT_MARKS if name.startswith("ink-")]
LETTERS = ["page-text", "page-strong", "page-link", "note", "bookmark", "accent-text", *CLAIMS]
IN_TEXT = ["page-text", "page-strong", "page-link", *CLAIMS]
PAIRS = [
    *((letters, "background") for letters in (*LETTERS, "page-faint")),
    *((letters, "surface") for letters in (*LETTERS, "page-faint")),
    *((letters, "row-cursor") for letters in LETTERS),
    *((letters, ground) for letters in IN_TEXT for ground in (*INKS, "selection", "found")),
    ("page-strong", "page-code"),
    ("found-here-text", "found-here"),
    ("mode-text", "accent-text"),
    ("mode-text", "primary"),
]  # fmt: skip


def luminance(colour: Color) -> float:
    """Compute the relative luminance of WCAG 2."""
    parts = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour.normalized)
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


def contrast(one: Color, other: Color) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_is_that_of_the_guideline() -> None:
    assert contrast(Color(0, 0, 0), Color(255, 255, 255)) == pytest.approx(21)
    assert contrast(Color(119, 119, 119), Color(255, 255, 255)) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_pair_can_be_read(theme: Theme) -> None:
    colours = {**theme.to_color_system().generate(), **theme.variables}
    short = {
        (letters, ground): round(found, 2)
        for letters, ground in PAIRS
        if (found := contrast(Color.parse(colours[letters]), Color.parse(colours[ground]))) < 4.5
    }
    assert short == {}
