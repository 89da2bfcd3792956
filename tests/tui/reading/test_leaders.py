from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tui.reading.leaders import Leaders


def picture(*joined: tuple[int, int], rows: int) -> list[str]:
    leaders = Leaders()
    for passage, note in joined:
        leaders.join(passage, note)
    return [leaders.link(row) for row in range(rows)]


def test_a_note_level_with_its_passage_is_reached_straight():
    assert picture((1, 1), rows=3) == ["│ ", "├─", "│ "]


def test_a_note_pushed_down_is_reached_round_a_corner():
    assert picture((0, 2), rows=4) == ["├╮", "││", "│╰", "│ "]


def test_lines_to_several_notes_meet():
    assert picture((0, 0), (0, 3), (1, 5), rows=6) == ["├┬", "├┤", "││", "│├", "││", "│╰"]


ways = st.builds(lambda row, down: (row, row + down), st.integers(0, 9), st.integers(0, 9))


@given(st.lists(ways, max_size=6))
def test_every_line_is_drawn_without_a_gap(joined):
    rows = picture(*joined, rows=20)
    for above, below in pairwise(rows):
        assert (above[1] in "╮┤┬│├┼") == (below[1] in "╯┤┴│╰├┼")
    for passage, note in joined:
        assert rows[passage][0] == "├"
        assert rows[note][1] in "─┬┴╰├┼"
