from itertools import combinations

from storage.models import BlockKind
from tui.colours import DARK_MARKS
from tui.widgets.page_styles import PageStyles

ATTRIBUTES = ("bold", "italic", "underline", "underline2", "reverse", "strike")


def looks(*names: str) -> tuple[bool, ...]:
    colours = {**DARK_MARKS, "background": "#16181d"}
    style = PageStyles(colours, monochrome=True).run(names, BlockKind.PARAGRAPH)
    return tuple(bool(getattr(style, name)) for name in ATTRIBUTES)


def test_marks_can_be_told_apart_without_colour():
    marks = ["ink:yellow", "selection", "claim:fact", "found", "found-here", "cursor"]
    for one, other in combinations(marks, 2):
        assert looks(one) != looks(other) != looks()


def test_a_highlight_shows_on_a_claim_and_under_a_selection_without_colour():
    assert looks("ink:yellow", "claim:fact") not in (looks("claim:fact"), looks("ink:yellow"))
    assert looks("ink:yellow", "selection") != looks("selection")
