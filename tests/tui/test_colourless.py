"""What is left of the screens without colour."""

from __future__ import annotations

from itertools import combinations

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from storage.models import Ink, Kind
from tui.colourless import Colourless
from tui.colours import DARK_MARKS
from tui.theme import INK
from tui.widgets.page_styles import LETTERS

GROUND = Color.parse(INK.background or "")


def bare(style: Style) -> Style:
    (segment,) = Colourless(GROUND).apply([Segment("words", style)], GROUND)
    assert isinstance(segment.style, Style)
    return segment.style


def on(letters: str, ground: str = "") -> Style:
    back = Color.parse(DARK_MARKS[ground] if ground else INK.background or "")
    return Style(color=Color.parse(DARK_MARKS[letters]).rich_color, bgcolor=back.rich_color)


@pytest.mark.parametrize("letters", list(DARK_MARKS))
@pytest.mark.parametrize("ground", ["", "row-cursor", "ink-yellow", "found-here"])
def test_no_colour_is_left_and_every_attribute_is(letters: str, ground: str) -> None:
    left = bare(on(letters, ground) + Style(bold=True, underline2=True))
    assert (left.color, left.bgcolor) == (None, None)
    assert left.bold
    assert left.underline2


@pytest.mark.parametrize("ground", ["row-cursor", "selection", "found-here", "page-text"])
def test_a_ground_that_is_meant_to_be_seen_is_reversed(ground: str) -> None:
    assert bare(on("page-text", ground)).reverse
    assert bare(on("page-text", ground) + Style(reverse=True)).reverse


def test_plain_text_stays_plain_and_what_stands_back_is_dim() -> None:
    plain, faint = bare(on("page-text")), bare(on("page-faint"))
    assert not plain.reverse
    assert not plain.dim
    assert faint.dim


def test_a_cell_without_a_style_stays_without() -> None:
    assert Colourless(GROUND).apply([Segment("x")], GROUND) == [Segment("x")]


def test_every_kind_of_claim_and_every_ink_has_a_letter_of_its_own() -> None:
    assert set(LETTERS) == {str(kind) for kind in Kind}
    assert all(one != other for one, other in combinations(LETTERS.values(), 2))
    assert len({ink[0] for ink in Ink}) == len(Ink)
