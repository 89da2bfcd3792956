from hypothesis import given
from hypothesis import strategies as st

from tui.reading.frame import frame


@given(width=st.integers(12, 400), measure=st.integers(40, 100), bare=st.booleans())
def test_the_parts_of_a_page_never_take_more_than_its_width(
    width: int, measure: int, bare: bool
) -> None:
    page = frame(width, measure, bare=bare)
    right = page.notes + page.margin if page.margin else page.text + page.column
    assert right <= width
    assert page.left >= 0
    assert 1 <= page.column <= measure


def test_a_wide_page_has_a_margin_and_a_narrow_one_has_none() -> None:
    assert frame(120).margin >= 24
    assert frame(109).margin == 0
    assert frame(120, bare=True).margin == 0


def test_the_text_of_an_ordinary_screen_has_the_full_measure() -> None:
    assert frame(80).column == 72
    assert frame(120).column == 72


def test_a_page_without_a_margin_is_centred_by_its_text() -> None:
    page = frame(108)
    assert abs(page.text - (108 - page.text - page.column)) <= 1
