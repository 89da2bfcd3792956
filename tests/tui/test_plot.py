from __future__ import annotations

import re

import pytest

from tui.plot import KEPT, LEAST, READ, bars

pytest.importorskip("plotext")

WEEKS = ["7 Sep", "14 Sep", "21 Sep", "28 Sep", "5 Oct", "12 Oct", "19 Oct", "26 Oct"]


def drawn(read: list[int], kept: list[int], width: int) -> list[str]:
    lines = bars(WEEKS[: len(read)], read, kept, width, 12)
    assert lines is not None
    return lines


@pytest.mark.parametrize("width", range(LEAST, 130, 3))
def test_a_plot_is_never_wider_than_its_room(width):
    lines = drawn([1, 0, 3, 4, 5, 6, 7, 8], [3, 9, 120, 0, 1, 2, 3, 4], width)
    assert max(map(len, lines)) <= width


@pytest.mark.parametrize("width", [40, 60, 77, 80, 110])
def test_bars_are_of_one_breadth_and_weeks_stand_apart(width):
    lines = drawn([9] * 8, [9] * 8, width)
    weeks = re.findall(f"{READ}+{KEPT}+", lines[5])
    assert len(weeks) == 8
    assert len(set(weeks)) == 1
    assert weeks[0].count(READ) == weeks[0].count(KEPT)
    assert " " in lines[5].strip("│ ")


def test_weeks_stand_in_their_order_above_their_names():
    lines = drawn([0, 0, 9, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0, 0, 5], 110)
    assert re.findall(r"\d+ [A-Z][a-z]+", lines[-1]) == WEEKS
    assert abs(lines[5].index(READ) - lines[-1].index("21 Sep")) < 4
    low = lines[-3]
    assert abs(low.index(KEPT) - lines[-1].index("26 Oct")) < 6


def test_a_week_without_anything_has_no_bar():
    lines = drawn([0, 3], [0, 0], 60)
    assert not any(KEPT in line for line in lines)
    assert lines[-3].count(READ) == lines[2].count(READ)


def test_more_weeks_than_there_is_room_for_are_drawn_all_the_same():
    many = [f"{n} Sep" for n in range(1, 60)]
    lines = bars(many, [1] * 59, [2] * 59, 80, 12)
    assert lines is not None
    assert max(map(len, lines)) <= 80
